/* utf8.c - see utf8.h.
 *
 * Decoding is our own, because every byte of every report passes through it: ASCII takes
 * one comparison. What a character is (its class, case, decomposition) comes from
 * utf8proc's tables. Folding and NFC are done piece by piece on the stack: utf8proc's
 * whole-text functions use malloc, and its reordering of combining marks takes quadratic
 * time on a long run of them. */
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* A longer run of characters that may combine is normalised in parts of this many. No
 * orthography comes near it; UAX #15 (stream-safe text) allows 30 marks in a row. */
enum { COMBINE_MAX = 64, DECOMPOSED_MAX = 4, PIECE_MAX = COMBINE_MAX * DECOMPOSED_MAX };

typedef struct range {
    uint32_t first;
    uint32_t last;
} range;

/* Characters that NFC leaves alone and that combine with nothing before them. A selection
 * that covers most text, not all; the unit test checks each against utf8proc. */
static const range PLAIN[] = {
    {0x0000, 0x02ff}, /* ASCII and Latin, accented too */
    {0x0400, 0x0482}, /* Cyrillic */
    {0x048a, 0x052f},
    {0x05d0, 0x05ea}, /* Hebrew letters */
    {0x060c, 0x060f}, /* Arabic, without the marks */
    {0x061b, 0x064a},
    {0x1e00, 0x1e99}, /* Latin with two accents, Vietnamese */
    {0x1ea0, 0x1ef9},
    {0x2002, 0x205f}, /* dashes, quotation marks, bullets */
    {0x20a0, 0x20bf}, /* currencies */
    {0x2190, 0x21ff}, /* arrows */
    {0x2500, 0x26ff}, /* boxes, shapes, symbols */
    {0x3001, 0x3029}, /* Chinese and Japanese */
    {0x3041, 0x3096},
    {0x30a1, 0x30fa},
    {0x4e00, 0x9fff},
    {0xac00, 0xd7a3}, /* Korean syllables */
    {0xff01, 0xff5e}, /* full-width ASCII */
    {UTF8_REPLACEMENT, UTF8_REPLACEMENT},
    {0x1f300, 0x1f64f}, /* emoji */
};

/* Quotation_Mark of Unicode (PropList.txt) and the grave accent that typewriters use. */
static const range QUOTES[] = {
    {'"', '"'},       {'\'', '\''},     {'`', '`'},       {0x00ab, 0x00ab}, {0x00bb, 0x00bb},
    {0x2018, 0x201f}, {0x2039, 0x203a}, {0x2e42, 0x2e42}, {0x300c, 0x300f}, {0x301d, 0x301f},
    {0xfe41, 0xfe44}, {0xff02, 0xff02}, {0xff07, 0xff07}, {0xff62, 0xff63},
};

static const range APOSTROPHES[] = {{'\'', '\''}, {'`', '`'}, {0x2018, 0x2019}, {0xff07, 0xff07}};

/* White_Space of Unicode (PropList.txt), U+200B and U+FEFF. */
static const range SPACES[] = {
    {0x0009, 0x000d}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x00a0, 0x00a0},
    {0x1680, 0x1680}, {0x2000, 0x200b}, {0x2028, 0x2029}, {0x202f, 0x202f},
    {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
};

#define IN(table, c) in_ranges((table), sizeof(table) / sizeof *(table), (c))

static bool in_ranges(const range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count && c >= ranges[i].first; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}

/* ---- Walking ------------------------------------------------------------------------- */

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Bytes of the valid character of two bytes or more at `at`, or 0. */
static size_t decode_long(str text, size_t at, uint32_t *c)
{
    static const uint32_t SMALLEST[5] = {0, 0, 0x80, 0x800, 0x10000};
    const uint32_t lead = (unsigned char)text.data[at];
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    const size_t len = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (len > text.len - at)
        return 0;
    uint32_t value = lead & (0x7fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (!continues(text.data[at + i]))
            return 0;
        value = value << 6 | ((unsigned char)text.data[at + i] & 0x3fu);
    }
    if (value < SMALLEST[len] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *c = value;
    return len;
}

uint32_t utf8_next(str text, size_t *at)
{
    uint32_t c = (unsigned char)text.data[*at];
    if (c < 0x80) {
        (*at)++;
        return c;
    }
    const size_t len = decode_long(text, *at, &c);
    *at += len > 0 ? len : 1;
    return len > 0 ? c : UTF8_REPLACEMENT;
}

/* Where the character starts that byte `at` may belong to: `at` or up to 3 before it. */
static size_t lead_of(str text, size_t at)
{
    size_t lead = at;
    while (lead > 0 && at - lead < 3 && continues(text.data[lead]))
        lead--;
    return lead;
}

uint32_t utf8_previous(str text, size_t *at)
{
    const size_t lead = lead_of(text, *at - 1);
    size_t end = lead;
    const uint32_t c = utf8_next(text, &end);
    if (end == *at) {
        *at = lead;
        return c;
    }
    (*at)--;
    return UTF8_REPLACEMENT;
}

uint32_t utf8_peek(str text, size_t at)
{
    return at < text.len ? utf8_next(text, &at) : 0;
}

size_t utf8_floor(str text, size_t at)
{
    if (at >= text.len)
        return text.len;
    const size_t lead = lead_of(text, at);
    size_t end = lead;
    utf8_next(text, &end);
    return end > at ? lead : at;
}

/* Length of the ASCII text from `at` on, eight bytes at a time. */
static size_t ascii_run(str text, size_t at)
{
    const size_t start = at;
    uint64_t eight;
    while (text.len - at >= sizeof eight) {
        memcpy(&eight, text.data + at, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0)
            break;
        at += sizeof eight;
    }
    while (at < text.len && (unsigned char)text.data[at] < 0x80)
        at++;
    return at - start;
}

bool utf8_valid(str text, size_t *bad)
{
    uint32_t c;
    for (size_t at = ascii_run(text, 0); at < text.len; at += ascii_run(text, at)) {
        const size_t len = decode_long(text, at, &c);
        if (len == 0) {
            if (bad != NULL)
                *bad = at;
            return false;
        }
        at += len;
    }
    return true;
}

size_t utf8_count(str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; count++)
        utf8_next(text, &at);
    return count;
}

size_t utf8_width(str text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.len;)
        width += (size_t)utf8proc_charwidth((utf8proc_int32_t)utf8_next(text, &at));
    return width;
}

/* ---- Classes ------------------------------------------------------------------------- */

static bool between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

/* The general category; "not assigned" for what is no code point. */
static utf8proc_category_t category(uint32_t c)
{
    return c <= 0x10ffff ? utf8proc_category((utf8proc_int32_t)c) : UTF8PROC_CATEGORY_CN;
}

bool utf8_is_letter(uint32_t c)
{
    if (c < 0x80)
        return between(c | 0x20, 'a', 'z');
    return between(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_ME);
}

bool utf8_is_upper(uint32_t c)
{
    if (c < 0x80)
        return between(c, 'A', 'Z');
    const utf8proc_category_t class = category(c);
    return class == UTF8PROC_CATEGORY_LU || class == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t c)
{
    return c < 0x80 ? between(c, 'a', 'z') : category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t c)
{
    return c < 0x80 ? between(c, '0', '9') : category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t c)
{
    return IN(SPACES, c);
}

bool utf8_is_punct(uint32_t c)
{
    return between(category(c), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PO);
}

bool utf8_is_symbol(uint32_t c)
{
    return between(category(c), UTF8PROC_CATEGORY_SM, UTF8PROC_CATEGORY_SO);
}

bool utf8_is_control(uint32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_CC:
        return !utf8_is_space(c);
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
        return true;
    default:
        return false;
    }
}

bool utf8_is_quote(uint32_t c)
{
    return IN(QUOTES, c);
}

bool utf8_is_double_quote(uint32_t c)
{
    return utf8_is_quote(c) && !IN(APOSTROPHES, c);
}

uint32_t utf8_lower(uint32_t c)
{
    if (c < 0x80)
        return between(c, 'A', 'Z') ? c + ('a' - 'A') : c;
    return c <= 0x10ffff ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) : c;
}

/* ---- Folding and NFC ----------------------------------------------------------------- */

/* Full case folding (Unicode's C + F): the number of characters in folded[]. */
static size_t fold_one(uint32_t c, utf8proc_int32_t folded[DECOMPOSED_MAX])
{
    if (c < 0x80) {
        folded[0] = (utf8proc_int32_t)utf8_lower(c);
        return 1;
    }
    int no_boundary = 0;
    return (size_t)utf8proc_decompose_char((utf8proc_int32_t)c, folded, DECOMPOSED_MAX,
                                           UTF8PROC_CASEFOLD, &no_boundary);
}

/* The character at *at, moved behind; *kept tells whether the bytes stand for it. */
static uint32_t next_kept(str text, size_t *at, bool *kept)
{
    const size_t start = *at;
    const uint32_t c = utf8_next(text, at);
    *kept = c != UTF8_REPLACEMENT || *at - start > 1;
    return c;
}

/* How much of the text's start folding leaves as it is. */
static size_t folded_prefix(str text)
{
    for (size_t at = 0; at < text.len;) {
        const size_t start = at;
        utf8proc_int32_t folded[DECOMPOSED_MAX];
        bool kept;
        const uint32_t c = next_kept(text, &at, &kept);
        if (!kept || fold_one(c, folded) != 1 || (uint32_t)folded[0] != c)
            return start;
    }
    return text.len;
}

/* A buffer that the changed text will mostly fit into at once. */
static buffer buffer_for(arena *arena, str text)
{
    const size_t room = text.len + text.len / 16 + 16;
    return (buffer){.arena = arena, .data = arena_array(arena, char, room), .capacity = room};
}

str utf8_fold(arena *arena, str text)
{
    size_t at = folded_prefix(text);
    if (at == text.len)
        return text;
    buffer out = buffer_for(arena, text);
    buffer_add(&out, str_slice(text, 0, at));
    while (at < text.len) {
        utf8proc_int32_t folded[DECOMPOSED_MAX];
        const size_t count = fold_one(utf8_next(text, &at), folded);
        for (size_t i = 0; i < count; i++)
            buffer_add_codepoint(&out, (uint32_t)folded[i]);
    }
    return buffer_str(&out);
}

/* How much of the text's start is plain, and so in NFC already. */
static size_t plain_prefix(str text)
{
    for (size_t at = ascii_run(text, 0); at < text.len; at += ascii_run(text, at)) {
        const size_t start = at;
        bool kept;
        if (!IN(PLAIN, next_kept(text, &at, &kept)) || !kept)
            return start;
    }
    return text.len;
}

/* The end of the piece at `at` that can be normalised by itself: an invalid byte, or one
 * character and those behind it that are not plain. */
static size_t piece_end(str text, size_t at)
{
    bool kept;
    next_kept(text, &at, &kept);
    if (!kept)
        return at;
    for (int count = 1; at < text.len && count < COMBINE_MAX; count++) {
        size_t next = at;
        if (IN(PLAIN, utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/* `piece` is valid UTF-8 of COMBINE_MAX characters at most. */
static void add_composed(buffer *out, str piece)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_int32_t work[PIECE_MAX + 1]; /* reencode ends it with a NUL */
    const utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)piece.data, (utf8proc_ssize_t)piece.len, work,
                           PIECE_MAX, options);
    const utf8proc_ssize_t len = utf8proc_reencode(work, count, options);
    buffer_add(out, (str){(const char *)work, (size_t)len});
}

str utf8_nfc(arena *arena, str text)
{
    size_t at = plain_prefix(text);
    if (at == text.len)
        return text;
    if (at > 0)
        utf8_previous(text, &at); /* what is not plain may combine with it */

    const arena_mark mark = arena_save(arena);
    buffer out = buffer_for(arena, text);
    buffer_add(&out, str_slice(text, 0, at));
    while (at < text.len) {
        const size_t end = piece_end(text, at);
        if (end - at == 1)
            buffer_add_codepoint(&out, utf8_peek(text, at));
        else
            add_composed(&out, str_slice(text, at, end));
        at = end;
    }
    if (!str_equal(buffer_str(&out), text))
        return buffer_str(&out);
    arena_restore(arena, mark);
    return text;
}
