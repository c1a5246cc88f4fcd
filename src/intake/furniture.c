/* furniture.c - matches lines against the table in furniture_table.c; furniture.h says how
 * patterns are written.
 *
 * Input: one line of UTF-8. Output: what the line is. A row has a key: its first word or sign,
 * or, where it begins with a wildcard, its longest one. Only rows whose key the line has are
 * tried, by the classical walk for one kind of wildcard, which goes back to the last "*" only;
 * with at most FURNITURE_WORDS tokens a line costs a microsecond or two, however long it is.
 */
#include "intake/furniture.h"

#include "base/utf8.h"
#include "intake/inset.h"
#include "intake/intake.h"

#include <pthread.h>
#include <string.h>

enum { TEXT_BYTES = 1024, BUCKETS = 1024, SET_WORDS = FURNITURE_ROWS_MAX / 64 };

typedef struct token {
    const char *data;
    size_t len;
    bool word; /* letters or digits, not a sign */
} token;

typedef struct token_list {
    char text[TEXT_BYTES];
    size_t text_len;
    token items[FURNITURE_WORDS];
    char initials[FURNITURE_WORDS]; /* the first byte of each */
    size_t first;                   /* tokens [first, count) are left after trimming */
    size_t count;
    size_t words;
    bool cut; /* the line goes on */
} token_list;

/* ---- Tokens -------------------------------------------------------------------------- */

static uint32_t plain(uint32_t c)
{
    if (c == 0x2019 || c == 0x2018 || c == 0x2bc || c == '`')
        return '\'';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    if (c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb)
        return '"';
    return utf8_lower(c);
}

static bool is_word_character(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* Does a word go on with the sign `c` between `before` and `after`? */
static bool joins(uint32_t before, uint32_t c, uint32_t after)
{
    if (c == '\'' || c == '-' || c == '@' || c == '_' || c == '.' || c == '&')
        return is_word_character(after);
    return c == ',' && utf8_is_digit(before) && utf8_is_digit(after);
}

static void put(token_list *tokens, uint32_t c)
{
    char bytes[4];
    size_t len = 0;
    if (c < 0x80) {
        bytes[len++] = (char)c;
    } else if (c < 0x800) {
        bytes[len++] = (char)(0xc0 | (c >> 6));
        bytes[len++] = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        bytes[len++] = (char)(0xe0 | (c >> 12));
        bytes[len++] = (char)(0x80 | ((c >> 6) & 0x3f));
        bytes[len++] = (char)(0x80 | (c & 0x3f));
    } else {
        bytes[len++] = '?';
    }
    memcpy(tokens->text + tokens->text_len, bytes, len);
    tokens->text_len += len;
}

static bool is_link_start(str line, size_t at)
{
    str rest = str_slice(line, at, at + 8);
    return str_starts_nocase(rest, STR("http:")) || str_starts_nocase(rest, STR("https:")) ||
           str_starts_nocase(rest, STR("www."));
}

/* Puts the word at *at, whose first character is `c`, and moves *at behind it. */
static void take_word(token_list *tokens, str line, size_t *at, uint32_t c)
{
    bool link = is_link_start(line, *at);
    bool letters = false;
    utf8_next(line, at);
    put(tokens, c);
    while (*at < line.len && tokens->text_len + 4 < TEXT_BYTES) {
        size_t behind = *at;
        uint32_t next = plain(utf8_next(line, &behind));
        letters = letters || utf8_is_letter(c);
        if (link ? utf8_is_space(next)
                 : !(is_word_character(next) || joins(c, next, plain(utf8_peek(line, behind)))))
            return;
        /* "8 views0 comments": pages run their counters together. */
        if (!link && letters && utf8_is_letter(c) && utf8_is_digit(next))
            return;
        put(tokens, next);
        c = next;
        *at = behind;
    }
}

static void take_token(token_list *tokens, str line, size_t *at)
{
    uint32_t c = plain(utf8_peek(line, *at));
    size_t start = tokens->text_len;
    size_t behind = *at;
    utf8_next(line, &behind);
    uint32_t next = plain(utf8_peek(line, behind));
    bool word = is_word_character(c) || (c == '@' && is_word_character(next));
    if (word) {
        take_word(tokens, line, at, c);
    } else {
        put(tokens, c);
        *at = behind;
    }
    tokens->initials[tokens->count] = tokens->text[start];
    tokens->items[tokens->count++] = (token){tokens->text + start, tokens->text_len - start, word};
    tokens->words += word;
}

static bool is_trim(token item)
{
    return !item.word && item.data[0] != '@' &&
           !(item.len == 2 && memcmp(item.data, "\xc2\xa9", 2) == 0);
}

static void tokenize(token_list *tokens, str line)
{
    tokens->text_len = tokens->first = tokens->count = tokens->words = 0;
    tokens->cut = false;
    for (size_t at = 0; at < line.len;) {
        size_t behind = at;
        if (utf8_is_space(utf8_next(line, &behind))) {
            at = behind;
            continue;
        }
        if (tokens->count == FURNITURE_WORDS || tokens->text_len + 8 > TEXT_BYTES) {
            tokens->cut = true;
            break;
        }
        take_token(tokens, line, &at);
    }
    while (tokens->first < tokens->count && is_trim(tokens->items[tokens->first]))
        tokens->first++;
    while (!tokens->cut && tokens->count > tokens->first &&
           is_trim(tokens->items[tokens->count - 1]))
        tokens->count--;
}

/* ---- Matching ------------------------------------------------------------------------ */

static size_t symbol_length(const char *pattern)
{
    return strcspn(pattern, " ");
}

static const char *behind_symbol(const char *pattern)
{
    pattern += symbol_length(pattern);
    return *pattern == ' ' ? pattern + 1 : pattern;
}

static bool is_address(token item)
{
    return item.word && (memchr(item.data, '@', item.len) != NULL || item.data[0] == '@' ||
                         (item.len > 4 && (memcmp(item.data, "http", 4) == 0 ||
                                           memcmp(item.data, "www.", 4) == 0)));
}

static bool symbol_matches(const char *pattern, token item)
{
    if (*pattern >= 'a' && *pattern <= 'z' && *pattern != item.data[0])
        return false; /* nearly all */
    size_t len = symbol_length(pattern);
    if (len == 1 && *pattern == '?')
        return true;
    if (len == 1 && *pattern == '#')
        return item.data[0] >= '0' && item.data[0] <= '9';
    if (len == 1 && *pattern == '@')
        return is_address(item);
    return len == item.len && memcmp(pattern, item.data, len) == 0;
}

/* The first token at or behind `at` that may match the symbol; tokens->count if none. */
static size_t candidate(const char *symbol, const token_list *tokens, size_t at)
{
    if (*symbol < 'a' || *symbol > 'z' || at >= tokens->count)
        return at;
    const char *found = memchr(tokens->initials + at, *symbol, tokens->count - at);
    return found != NULL ? (size_t)(found - tokens->initials) : tokens->count;
}

static bool matches(const char *pattern, const token_list *tokens)
{
    const char *star = NULL; /* behind the last "*" */
    size_t star_at = 0;
    size_t at = tokens->first;
    while (at < tokens->count) {
        if (*pattern == '*') {
            pattern = star = behind_symbol(pattern);
            if (*star == '\0')
                return true;
            at = star_at = candidate(star, tokens, at);
        } else if (*pattern != '\0' && symbol_matches(pattern, tokens->items[at])) {
            pattern = behind_symbol(pattern);
            at++;
        } else if (star != NULL) {
            pattern = star;
            at = star_at = candidate(star, tokens, star_at + 1);
        } else {
            return false;
        }
    }
    return !tokens->cut && (*pattern == '\0' || strcmp(pattern, "*") == 0);
}

/* ---- Which rows to try --------------------------------------------------------------------- */

typedef struct row_set {
    uint64_t bits[SET_WORDS];
} row_set;

typedef struct row_key {
    const char *data;
    uint8_t len;
    bool first;    /* the line must begin with it */
    uint16_t next; /* 1 + the next row of the bucket, or 0 */
} row_key;

static struct {
    row_key keys[FURNITURE_ROWS_MAX];
    uint16_t buckets[BUCKETS]; /* 1 + the first row, or 0 */
    row_set always;            /* rows without a key */
} by_key;                      /* the same for all threads once it is made */

static uint32_t bucket_of(const char *data, size_t len)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)data[i]) * 16777619u;
    return (hash ^ (hash >> 15)) % BUCKETS;
}

static row_key key_of(const char *pattern)
{
    row_key key = {.data = pattern};
    for (const char *at = pattern; *at != '\0'; at = behind_symbol(at)) {
        const size_t len = symbol_length(at);
        const bool wild = len == 1 && strchr("*?#@", *at) != NULL;
        if (!wild && len > key.len && len <= UINT8_MAX)
            key = (row_key){.data = at, .len = (uint8_t)len, .first = at == pattern};
        if (key.first)
            break;
    }
    return key;
}

static void make_keys(void)
{
    for (size_t i = furniture_row_count; i-- > 0;) {
        row_key *key = &by_key.keys[i];
        *key = key_of(furniture_rows[i].pattern);
        if (key->len == 0) {
            by_key.always.bits[i / 64] |= (uint64_t)1 << i % 64;
            continue;
        }
        uint16_t *bucket = &by_key.buckets[bucket_of(key->data, key->len)];
        key->next = *bucket;
        *bucket = (uint16_t)(i + 1);
    }
}

static void find_rows(const token_list *tokens, row_set *rows)
{
    static pthread_once_t made = PTHREAD_ONCE_INIT;
    pthread_once(&made, make_keys);
    *rows = by_key.always;
    for (size_t t = tokens->first; t < tokens->count; t++) {
        const token *item = &tokens->items[t];
        for (uint32_t next = by_key.buckets[bucket_of(item->data, item->len)]; next != 0;) {
            const uint32_t row = next - 1;
            const row_key *key = &by_key.keys[row];
            if (key->len == item->len && (!key->first || t == tokens->first) &&
                memcmp(key->data, item->data, item->len) == 0)
                rows->bits[row / 64] |= (uint64_t)1 << row % 64;
            next = key->next;
        }
    }
}

/* The first row of the set at or behind `row`; the number of rows if there is none. */
static size_t next_row(const row_set *rows, size_t row)
{
    while (row < furniture_row_count) {
        const uint64_t left = rows->bits[row / 64] >> row % 64;
        if ((left & 1) != 0)
            return row;
        row = left != 0 ? row + 1 : (row / 64 + 1) * 64;
    }
    return furniture_row_count;
}

furniture_verdict furniture_judge(str line)
{
    token_list tokens;
    row_set rows;
    tokenize(&tokens, line);
    furniture_verdict verdict = {BLOCK_PROSE, FURNITURE_NONE};
    const furniture_row *hint = NULL;
    if (inset_is_caption(line))
        return (furniture_verdict){BLOCK_CAPTION, FURNITURE_SURE};
    if (tokens.words == 0)
        return tokens.cut || line.len == 0 ? verdict
                                           : (furniture_verdict){BLOCK_NAV, FURNITURE_SURE};
    find_rows(&tokens, &rows);
    for (size_t i = next_row(&rows, 0); i < furniture_row_count; i = next_row(&rows, i + 1)) {
        const furniture_row *row = &furniture_rows[i];
        if (row->words > 0 && (tokens.cut || tokens.words > row->words))
            continue;
        if (!matches(row->pattern, &tokens))
            continue;
        if (row->force != FURNITURE_HINT)
            return (furniture_verdict){row->kind, row->force};
        if (hint != NULL)
            return (furniture_verdict){hint->kind, FURNITURE_SURE};
        hint = row;
    }
    return verdict;
}

block_kind furniture_kind(str line)
{
    return furniture_judge(line).kind;
}
