/* times.c - explicit dates: "March 14, 2022", "14 March 2022", "November 2021", "2022-03-14",
 * and "March 14" when the report's own date gives the year. A first version; weekdays and
 * relative expressions come with the full grammar.
 *
 * Input: tokens. Output: facts.times, in order. Nothing is guessed: without a year from the
 * text or the report a month and day stay "XXXX-03-14". */
#include "facts/facts.h"

typedef struct matcher {
    arena *arena;
    const report *report;
    const analysis *analysis;
    facts *facts;
} matcher;

typedef struct match {
    uint32_t tokens; /* 0: none */
    date date;
    const char *rule;
    bool year_missing;
} match;

static str word_at(const matcher *matcher, uint32_t at)
{
    const token_array *tokens = &matcher->analysis->tokens;
    return at < tokens->count ? token_text(matcher->report, &tokens->items[at]) : (str){NULL, 0};
}

/* "14", "14th", "1st"; 0 if it is no day of a month. */
static uint8_t day_of(str word)
{
    if (word.len > 2 && (str_ends_nocase(word, STR("th")) || str_ends_nocase(word, STR("st")) ||
                         str_ends_nocase(word, STR("nd")) || str_ends_nocase(word, STR("rd"))))
        word.len -= 2;
    uint32_t number;
    return word.len <= 2 && str_number(word, &number) && number >= 1 && number <= 31
               ? (uint8_t)number
               : 0;
}

static int16_t year_of(str word)
{
    uint32_t number;
    return word.len == 4 && str_number(word, &number) && number >= 1000 && number <= 2199
               ? (int16_t)number
               : 0;
}

static uint8_t month_of(str word)
{
    /* "may", "march" and "mar" in lower case are words of their own. */
    if (word.len < 3 || word.data[0] < 'A' || word.data[0] > 'Z')
        return 0;
    return (uint8_t)date_month_of(word);
}

static uint32_t skip(const matcher *matcher, uint32_t at, str word)
{
    return str_equal(word_at(matcher, at), word) ? at + 1 : at;
}

/* March 14, 2022 | March 14 | March 2022 */
static match month_first(const matcher *matcher, uint32_t at)
{
    match match = {0};
    uint8_t month = month_of(word_at(matcher, at));
    if (month == 0)
        return match;
    uint32_t next = skip(matcher, at + 1, STR("."));
    uint8_t day = day_of(word_at(matcher, next));
    if (day != 0) {
        uint32_t behind = skip(matcher, next + 1, STR(","));
        int16_t year = year_of(word_at(matcher, behind));
        match.date = (date){year, month, day};
        match.tokens = (year != 0 ? behind : next) + 1 - at;
        match.year_missing = year == 0;
        return match;
    }
    next = skip(matcher, skip(matcher, next, STR(",")), STR("of"));
    int16_t year = year_of(word_at(matcher, next));
    if (year != 0) {
        match.date = (date){year, month, 0};
        match.tokens = next + 1 - at;
    }
    return match;
}

/* 14 March 2022 | 14th of March | 14 March */
static match day_first(const matcher *matcher, uint32_t at)
{
    match match = {0};
    uint8_t day = day_of(word_at(matcher, at));
    uint32_t next = skip(matcher, at + 1, STR("of"));
    uint8_t month = day != 0 ? month_of(word_at(matcher, next)) : 0;
    if (month == 0)
        return match;
    uint32_t behind = skip(matcher, next + 1, STR(","));
    int16_t year = year_of(word_at(matcher, behind));
    match.date = (date){year, month, day};
    match.tokens = (year != 0 ? behind : next) + 1 - at;
    match.year_missing = year == 0;
    return match;
}

/* 2022-03-14, however it was cut into tokens */
static match iso_date(const matcher *matcher, uint32_t at)
{
    match match = {0};
    if (at >= matcher->analysis->tokens.count)
        return match;
    const token *first = &matcher->analysis->tokens.items[at];
    str text = str_slice(matcher->report->text, first->start, (size_t)first->start + 10);
    date date;
    if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-' ||
        !date_parse_iso(text, &date) || date_precision(date) != READOUT_PRECISION_DAY)
        return match;
    match.date = date;
    for (uint32_t i = at; i < matcher->analysis->tokens.count &&
                          matcher->analysis->tokens.items[i].start < first->start + 10;
         i++)
        match.tokens++;
    return match;
}

static void take_year(const matcher *matcher, match *match)
{
    match->rule = "explicit";
    if (!match->year_missing)
        return;
    int16_t year = matcher->report->published.date.year;
    match->date.year = year;
    match->rule = year != 0 ? "year of the report" : "no year";
}

static str value_of(arena *arena, const match *match)
{
    if (match->date.year != 0)
        return date_format(arena, match->date);
    return str_format(arena, "XXXX-%02d-%02d", match->date.month, match->date.day);
}

static void add_time(const matcher *matcher, uint32_t at, match *match)
{
    const token_array *tokens = &matcher->analysis->tokens;
    take_year(matcher, match);
    if (match->date.year != 0 && !date_valid(match->date))
        return;
    time_mention *time = array_push(matcher->arena, &matcher->facts->times);
    time->span.start = tokens->items[at].start;
    time->span.end = tokens->items[at + match->tokens - 1].end;
    time->sentence = analysis_sentence_at(matcher->analysis, time->span.start);
    time->type = READOUT_TIME_DATE;
    time->value = value_of(matcher->arena, match);
    time->rule = match->rule;
    if (match->date.year == 0)
        return;
    time->earliest = time->latest = match->date;
    if (match->date.day == 0) {
        time->earliest.day = 1;
        time->latest.day = (uint8_t)date_month_length(match->date.year, match->date.month);
    }
}

void times_run(arena *arena, const report *report, const analysis *analysis, facts *facts)
{
    static match (*const rules[])(const matcher *, uint32_t) = {month_first, day_first, iso_date};
    const matcher matcher = {arena, report, analysis, facts};
    for (uint32_t at = 0; at < analysis->tokens.count;) {
        match match = {0};
        for (size_t i = 0; match.tokens == 0 && i < sizeof rules / sizeof rules[0]; i++)
            match = rules[i](&matcher, at);
        if (match.tokens > 0)
            add_time(&matcher, at, &match);
        at += match.tokens > 0 ? match.tokens : 1;
    }
}
