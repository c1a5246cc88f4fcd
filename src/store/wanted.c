/* wanted.c - see wanted.h. */
#include "store/wanted.h"

#include "base/utf8.h"
#include "store/shelf.h"

/* ---- Words ---------------------------------------------------------------------------- */

typedef struct expression {
    arena *arena;
    buffer must;    /* groups joined by AND, of words joined by OR */
    buffer without; /* words joined by OR */
    bool joins;     /* the next word belongs to the group before it */
    bool too_short; /* the start of a word was */
    uint32_t words;
} expression;

/* Something that the index has: letters or digits of any script. */
static bool has_word(str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
            (byte >= 'A' && byte <= 'Z'))
            return true;
    }
    return false;
}

static void add_quoted(buffer *out, str word, bool prefix)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] != '"' && word.data[i] != '\0')
            buffer_add_byte(out, word.data[i]);
    buffer_add_byte(out, '"');
    if (prefix)
        buffer_add_byte(out, '*');
}

static void add_must(expression *expression, str word, bool prefix)
{
    buffer *must = &expression->must;
    if (expression->joins && must->len > 0) {
        must->len--; /* the group's parenthesis */
        buffer_add(must, STR(" OR "));
    } else {
        buffer_add(must, must->len > 0 ? STR(" AND (") : STR("("));
    }
    add_quoted(must, word, prefix);
    buffer_add_byte(must, ')');
    expression->joins = false;
}

static void add_word(expression *expression, str word, bool not, bool quoted)
{
    if (!quoted && !not &&str_equal(word, STR("OR"))) {
        expression->joins = true;
        return;
    }
    const bool prefix = !quoted && str_ends(word, STR("*"));
    if (!has_word(word))
        return;
    expression->too_short = expression->too_short || (prefix && word.len <= WANTED_START_MIN);
    expression->words++;
    if (not ) {
        if (expression->without.len > 0)
            buffer_add(&expression->without, STR(" OR "));
        add_quoted(&expression->without, word, prefix);
    } else {
        add_must(expression, word, prefix);
    }
}

static bool is_blank(char byte)
{
    return (unsigned char)byte <= ' ';
}

/* Takes the next word or phrase off *rest. */
static bool next_word(str *rest, str *word, bool * not, bool *quoted)
{
    size_t at = 0;
    while (at < rest->len && is_blank(rest->data[at]))
        at++;
    if (at == rest->len)
        return false;
    *not = rest->data[at] == '-' && at + 1 < rest->len && !is_blank(rest->data[at + 1]);
    at += *not ? 1 : 0;
    *quoted = rest->data[at] == '"';
    const size_t start = at + (*quoted ? 1 : 0);
    size_t end = start;
    while (end < rest->len && (*quoted ? rest->data[end] != '"' : !is_blank(rest->data[end])))
        end++;
    *word = str_slice(*rest, start, end);
    *rest = str_slice(*rest, *quoted && end < rest->len ? end + 1 : end, rest->len);
    return true;
}

bool wanted_match(arena *arena, str words, str *match, str *problem)
{
    expression expression = {.arena = arena, .must = {.arena = arena}, .without = {.arena = arena}};
    str word;
    bool not ;
    bool quoted;
    *match = (str){NULL, 0};
    if (words.len > WANTED_BYTES_MAX) {
        *problem = str_format(arena, "the words are longer than %d bytes", WANTED_BYTES_MAX);
        return false;
    }
    if (!utf8_valid(words, NULL)) {
        *problem = STR("the words are no UTF-8");
        return false;
    }
    while (next_word(&words, &word, &not, &quoted))
        add_word(&expression, word, not, quoted);
    if (expression.words > WANTED_WORDS_MAX) {
        *problem = str_format(arena, "more than %d words", WANTED_WORDS_MAX);
        return false;
    }
    if (expression.too_short) {
        *problem = str_format(arena, "before a * stand at least %d letters", WANTED_START_MIN);
        return false;
    }
    if (expression.must.len == 0 && expression.without.len > 0) {
        *problem = STR("only words that must not be there; name one that must");
        return false;
    }
    if (expression.must.len == 0)
        return true;
    buffer out = {.arena = arena};
    buffer_format(&out, "(%.*s)", STR_ARG(buffer_str(&expression.must)));
    if (expression.without.len > 0)
        buffer_format(&out, " NOT (%.*s)", STR_ARG(buffer_str(&expression.without)));
    *match = buffer_str(&out);
    return true;
}

/* ---- Filters -------------------------------------------------------------------------- */

/* A name as one phrase: its words stand together. */
static bool read_name(arena *arena, str given, const char *what, str *phrase, str *problem)
{
    buffer out = {.arena = arena};
    if (str_trim(given).len == 0)
        return true;
    if (given.len > WANTED_BYTES_MAX || !utf8_valid(given, NULL) || !has_word(given)) {
        *problem = str_format(arena, "the %s is no name", what);
        return false;
    }
    add_quoted(&out, str_trim(given), false);
    *phrase = buffer_str(&out);
    return true;
}

static bool read_day(arena *arena, str given, const char *what, bool *has, int32_t *first,
                     int32_t *last, str *problem)
{
    date date;
    given = str_trim(given);
    if (given.len == 0)
        return true;
    if (date_parse_iso(given, &date) && date_valid(date) && shelf_days(date, first, last))
        return *has = true;
    *problem = str_format(arena, "'%s' is no date: use 2022-03-14, 2022-03 or 2022", what);
    return false;
}

bool wanted_read(arena *arena, const readout_query *query, wanted *wanted, str *problem)
{
    int32_t unused;
    *wanted = (struct wanted){0};
    wanted->outlet = str_trim(query->outlet);
    if (wanted->outlet.len > WANTED_BYTES_MAX || !utf8_valid(wanted->outlet, NULL)) {
        *problem = STR("the outlet is no name");
        return false;
    }
    return wanted_match(arena, query->words, &wanted->match, problem) &&
           read_name(arena, query->name, "name", &wanted->name, problem) &&
           read_name(arena, query->speaker, "speaker", &wanted->speaker, problem) &&
           read_day(arena, query->from, "from", &wanted->has_from, &wanted->from, &unused,
                    problem) &&
           read_day(arena, query->to, "to", &wanted->has_to, &unused, &wanted->to, problem);
}

void wanted_add_sql(const wanted *wanted, buffer *sql)
{
    if (wanted->has_from)
        buffer_add(sql, STR(" AND report.last_day >= ?"));
    if (wanted->has_to)
        buffer_add(sql, STR(" AND report.first_day <= ?"));
    if (wanted->outlet.len > 0)
        buffer_add(sql, STR(" AND report.outlet = ? COLLATE NOCASE"));
    if (wanted->name.len > 0)
        buffer_add(sql, STR(" AND report.id IN (SELECT report FROM mention WHERE name IN"
                            " (SELECT rowid FROM names WHERE names MATCH ?))"));
    if (wanted->speaker.len > 0)
        buffer_add(sql, STR(" AND report.id IN (SELECT report FROM mention WHERE speaks = 1 AND"
                            " name IN (SELECT rowid FROM names WHERE names MATCH ?))"));
}

void wanted_put(const wanted *wanted, query *query)
{
    if (wanted->has_from)
        query_put_number(query, wanted->from);
    if (wanted->has_to)
        query_put_number(query, wanted->to);
    if (wanted->outlet.len > 0)
        query_put_text(query, wanted->outlet);
    if (wanted->name.len > 0)
        query_put_text(query, wanted->name);
    if (wanted->speaker.len > 0)
        query_put_text(query, wanted->speaker);
}
