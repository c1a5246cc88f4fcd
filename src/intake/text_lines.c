/* text_lines.c - splits text into lines and looks at how they begin and end; see text.h. */
#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/text.h"

enum { LAST_WORD_BYTES = 24 };

/* ---- Splitting ----------------------------------------------------------------------- */

/* The length of the line break at `at`, or 0: LF, CR, CRLF, VT, FF, NEL, LS, PS. */
static size_t break_length(str content, size_t at)
{
    unsigned char byte = (unsigned char)content.data[at];
    if (byte == '\r' && at + 1 < content.len && content.data[at + 1] == '\n')
        return 2;
    if (byte >= '\n' && byte <= '\r')
        return 1;
    str here = str_slice(content, at, at + 3);
    if (byte == 0xe2)
        return str_equal(here, STR("\xe2\x80\xa8")) || str_equal(here, STR("\xe2\x80\xa9")) ? 3 : 0;
    return byte == 0xc2 && str_starts(here, STR("\xc2\x85")) ? 2 : 0;
}

/* White space of Unicode too: pages are full of hard spaces. */
static str trim(str text)
{
    while (text.len > 0) {
        size_t at = 0;
        if (!utf8_is_space(utf8_next(text, &at)))
            break;
        text = str_slice(text, at, text.len);
    }
    while (text.len > 0) {
        size_t at = text.len;
        if (!utf8_is_space(utf8_previous(text, &at)))
            break;
        text.len = at;
    }
    return text;
}

bool text_split(arena *arena, str content, text_line_array *lines)
{
    bool gap = true;
    size_t start = 0;
    while (start < content.len) {
        size_t end = start;
        size_t length = 0;
        while (end < content.len && (length = break_length(content, end)) == 0)
            end++;
        str text = trim(str_slice(content, start, end));
        bool paragraph_sign = length == 3;
        start = end + length;
        if (text.len == 0) {
            gap = true;
            continue;
        }
        if (lines->count == INTAKE_BLOCKS_MAX)
            return false;
        text_line *line = array_push(arena, lines);
        *line = (text_line){.text = text, .gap = gap, .item = text_is_item(text)};
        line->verdict = furniture_judge(text);
        gap = paragraph_sign;
    }
    return true;
}

/* ---- Beginnings ---------------------------------------------------------------------- */

bool text_begins_lower(str text)
{
    return utf8_is_lower(utf8_peek(text, 0));
}

static bool is_bullet(uint32_t c)
{
    return c == 0x2022 || c == 0x25cf || c == 0x25aa || c == 0x25a0 || c == 0x25e6 || c == 0x2023 ||
           c == 0x25b6 || c == 0x25ba || c == 0xb7 || c == 0x2219 || c == 0x25cb || c == 0x27a4 ||
           c == 0x2b25 || c == 0x2b24 || c == 0x29bf || c == 0x2666;
}

bool text_is_item(str text)
{
    size_t at = 0;
    uint32_t c = text.len > 0 ? utf8_next(text, &at) : 0;
    if (is_bullet(c))
        return true;
    uint32_t next = utf8_peek(text, at);
    if (c == '*' || c == '-' || c == '+' || c == 0x2013)
        return utf8_is_space(next) && at + 1 < text.len;
    if (c < '0' || c > '9')
        return false;
    while (at < text.len && at < 3 && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at + 1 < text.len && (text.data[at] == '.' || text.data[at] == ')') &&
           text.data[at + 1] == ' ';
}

/* ---- Endings ------------------------------------------------------------------------- */

/* Without quotation marks, brackets and blanks behind the last sign. */
static str without_closers(str text)
{
    while (text.len > 0) {
        size_t at = text.len;
        uint32_t c = utf8_previous(text, &at);
        if (!utf8_is_quote(c) && c != ')' && c != ']' && !utf8_is_space(c))
            break;
        text.len = at;
    }
    return text;
}

bool text_ends_sentence(str text)
{
    text = without_closers(text);
    if (text.len == 0)
        return false;
    size_t at = text.len;
    uint32_t c = utf8_previous(text, &at);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 ||
           c == 0xff1f || c == 0x964 || c == 0x6d4 || c == 0x61f;
}

static str last_word(str text)
{
    size_t at = text.len;
    while (at > 0 && text.len - at < LAST_WORD_BYTES) {
        size_t before = at;
        if (utf8_is_space(utf8_previous(text, &before)))
            break;
        at = before;
    }
    return str_slice(text, at, text.len);
}

bool text_ends_abbreviated(str text)
{
    static const str titles[] = {
        STR_INIT("Mr."),   STR_INIT("Mrs."), STR_INIT("Ms."),  STR_INIT("Dr."),   STR_INIT("Gen."),
        STR_INIT("Col."),  STR_INIT("Lt."),  STR_INIT("Sen."), STR_INIT("Rep."),  STR_INIT("Gov."),
        STR_INIT("Prof."), STR_INIT("St."),  STR_INIT("Sgt."), STR_INIT("Capt."), STR_INIT("Rev."),
        STR_INIT("Adm."),  STR_INIT("vs."),  STR_INIT("No."),  STR_INIT("Maj."),  STR_INIT("Hon."),
    };
    str word = last_word(text);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (str_equal(word, titles[i]))
            return true;
    /* One letter and a period, or letters and periods in turn: "J.", "U.S." */
    if (word.len < 2 || word.len % 2 != 0)
        return false;
    for (size_t i = 0; i < word.len; i += 2)
        if (word.data[i] < 'A' || word.data[i] > 'Z' || word.data[i + 1] != '.')
            return false;
    return true;
}

bool text_ends_open(str text)
{
    static const str words[] = {
        STR_INIT("a"),      STR_INIT("an"),      STR_INIT("the"),     STR_INIT("of"),
        STR_INIT("to"),     STR_INIT("in"),      STR_INIT("on"),      STR_INIT("at"),
        STR_INIT("by"),     STR_INIT("for"),     STR_INIT("with"),    STR_INIT("from"),
        STR_INIT("and"),    STR_INIT("or"),      STR_INIT("but"),     STR_INIT("that"),
        STR_INIT("which"),  STR_INIT("who"),     STR_INIT("whose"),   STR_INIT("as"),
        STR_INIT("is"),     STR_INIT("are"),     STR_INIT("was"),     STR_INIT("were"),
        STR_INIT("be"),     STR_INIT("his"),     STR_INIT("her"),     STR_INIT("its"),
        STR_INIT("their"),  STR_INIT("this"),    STR_INIT("these"),   STR_INIT("those"),
        STR_INIT("has"),    STR_INIT("have"),    STR_INIT("had"),     STR_INIT("will"),
        STR_INIT("would"),  STR_INIT("than"),    STR_INIT("if"),      STR_INIT("when"),
        STR_INIT("while"),  STR_INIT("because"), STR_INIT("into"),    STR_INIT("after"),
        STR_INIT("before"), STR_INIT("during"),  STR_INIT("between"), STR_INIT("against"),
        STR_INIT("under"),  STR_INIT("about"),   STR_INIT("not"),     STR_INIT("former"),
        STR_INIT("said"),   STR_INIT("says"),    STR_INIT("told"),    STR_INIT("called"),
        STR_INIT("what"),   STR_INIT("where"),
    };
    if (text.len == 0 || text.data[text.len - 1] == ',' || text.data[text.len - 1] == '-')
        return true;
    str word = last_word(text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(word, words[i]))
            return true;
    return false;
}

/* Scripts that put no blanks between words: two characters count as one. */
static bool is_unspaced(uint32_t c)
{
    return (c >= 0x3040 && c <= 0x9fff) || (c >= 0x0e00 && c <= 0x0eff) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

uint32_t text_words(str text)
{
    uint32_t count = 0;
    uint32_t unspaced = 0;
    bool inside = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        bool letter = utf8_is_letter(c) || utf8_is_digit(c);
        if (is_unspaced(c)) {
            unspaced++;
            continue;
        }
        count += letter && !inside;
        inside = letter || (inside && !utf8_is_space(c) && c != '/' && c != '|');
    }
    return count + (unspaced + 1) / 2;
}

/* ---- Sameness ------------------------------------------------------------------------ */

/* The next letter or digit in lower case; 0 at the end. */
static uint32_t next_sounding(str text, size_t *at)
{
    while (*at < text.len) {
        uint32_t c = utf8_next(text, at);
        if (utf8_is_letter(c) || utf8_is_digit(c))
            return utf8_lower(c);
    }
    return 0;
}

bool text_same(str a, str b)
{
    size_t at = 0;
    size_t bt = 0;
    for (;;) {
        uint32_t c = next_sounding(a, &at);
        if (c != next_sounding(b, &bt))
            return false;
        if (c == 0)
            return true;
    }
}

uint64_t text_same_hash(str text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    size_t at = 0;
    for (uint32_t c = next_sounding(text, &at); c != 0; c = next_sounding(text, &at))
        hash = (hash ^ c) * 0x100000001b3u;
    return hash;
}
