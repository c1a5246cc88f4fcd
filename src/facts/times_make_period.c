/* times_make_period.c - constructors for years, parts of years and distances. See
 * times_make.h. */
#include "facts/times_make.h"

/* A bare number is a year only if it can be one and nothing is counted by it. */
static bool year_stands(const time_match *match, const time_item *year)
{
    static const char *const guides[] = {"in",      "since",  "of",    "by",     "from",    "until",
                                         "to",      "before", "after", "during", "through", "for",
                                         "between", "and",    "the",   "around", "about",   NULL};
    static const char *const counts[] = {
        "people",    "miles",   "troops",     "soldiers", "men",        "women",   "jobs",
        "employees", "workers", "feet",       "meters",   "points",     "percent", "dollars",
        "pounds",    "euros",   "votes",      "homes",    "shares",     "tons",    "students",
        "children",  "members", "cases",      "deaths",   "yards",      "acres",   "calories",
        "years",     "degrees", "kilometers", "police",   "protesters", "others",  NULL};
    const time_item *before = match_before(match);
    const time_item *behind = match_behind(match);
    if (!year->number)
        return true;
    if (year->start > 0 && match->text.data[year->start - 1] == '/')
        return false; /* of a date that does not exist */
    if (match_is(match, behind, counts) || (before != NULL && before->amount))
        return false;
    static const char *const parts[] = {"mid", "early", "late", "post", "pre", NULL};
    const bool part = match->first > 1 && match_is(match, &match->items[match->first - 2], parts);
    if (before != NULL && (before->classes & (TC(NUM) | TC(DASH))) != 0 && !year->space_before &&
        !part)
        return false;
    const bool guided = match_is(match, before, guides);
    if (year->value < 1900 || year->value > 2059)
        return guided && year->value >= 1100 &&
               (behind == NULL || !behind->letters || behind->classes != 0);
    return guided || year->value % 100 != 0 || behind == NULL || !behind->letters;
}

bool make_year(const time_match *match, time_meaning *meaning)
{
    const time_item *year = match_item(match, TC(YEAR) | TC(YY) | TC(NUM));
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *period = match_item(match, TC(PERIOD));
    if (unit != NULL && (unit->unit != UNIT_YEAR || year->value < 1000 || year->value > 2199))
        return false;
    if (unit == NULL && match_item(match, TC(FISCAL)) == NULL && (year->classes & TC(YEAR)) != 0 &&
        period == NULL && !year_stands(match, year))
        return false;
    meaning->kind = MEANING_CALENDAR;
    meaning->grain = GRAIN_YEAR;
    meaning->date.year = (int16_t)year->value;
    if (match->rule->arg == 1) {
        meaning->kind = MEANING_PART;
        meaning->grain = GRAIN_QUARTER;
        meaning->number = -1; /* the quarter spoken of, if one is */
    }
    return true;
}

bool make_decade(const time_match *match, time_meaning *meaning)
{
    meaning->kind = MEANING_CALENDAR;
    meaning->grain = GRAIN_DECADE;
    const time_item *decade = match_item(match, TC(DECADE));
    if (match->rule->arg == 1) {
        const time_item *year = match_item(match, TC(YEAR)); /* the 1990's */
        meaning->date.year = (int16_t)year->value;
        return year->value % 10 == 0;
    }
    meaning->date.year = (int16_t)decade->value;
    static const char *const pronouns[] = {"his", "her", "their", "my", "your", "our", NULL};
    return decade->number ||
           (match_item(match, TC(THE)) != NULL && !match_is(match, match_before(match), pronouns));
}

bool make_century(const time_match *match, time_meaning *meaning)
{
    const time_item *number = match_item(match, TC(ORD));
    meaning->kind = MEANING_CALENDAR;
    meaning->grain = GRAIN_CENTURY;
    if (match_item(match, TC(UNIT))->unit != UNIT_CENTURY || number->value < 5 ||
        number->value > 22)
        return false;
    meaning->date.year = (int16_t)((number->value - 1) * 100);
    return true;
}

bool make_quarter(const time_match *match, time_meaning *meaning)
{
    const time_item *code = match_item(match, TC(QN));
    const time_item *part = match_item(match, TC(HALF));
    if (part == NULL)
        part = match_nth(match, TC(UNIT), 0);
    if (part != NULL && part->unit == UNIT_YEAR)
        part = match_nth(match, TC(UNIT), 1);
    if (part == NULL && code == NULL)
        return false;
    const time_item *number = code != NULL ? code : match_item(match, TC(ORD));
    const int unit = code != NULL ? code->unit : part->unit;
    if ((unit != UNIT_QUARTER && unit != UNIT_HALF) || number->value < 1 ||
        number->value > (unit == UNIT_HALF ? 2 : 4))
        return false;
    const time_item *year = match_item(match, TC(YEAR) | TC(YY));
    if (unit == UNIT_HALF && code == NULL && year == NULL && match_item(match, TC(UNIT)) == NULL)
        return false; /* the first half of a match, of a list */
    meaning->kind = MEANING_PART;
    meaning->grain = unit == UNIT_HALF ? GRAIN_HALF : GRAIN_QUARTER;
    meaning->number = number->value - 1;
    meaning->date.year = (int16_t)(year != NULL ? year->value : 0);
    meaning->word = match_shift(match);
    return true;
}

bool make_season(const time_match *match, time_meaning *meaning)
{
    static const char *const guides[] = {"in", "by", "since", "until", "last", "during", NULL};
    const time_item *season = match_item(match, TC(SEASON));
    const time_item *year = match_item(match, TC(YEAR));
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *behind = match_behind(match);
    const shift_word word = match_shift(match);
    if (unit != NULL && unit->unit != UNIT_YEAR)
        return false;
    if (year == NULL && word == SHIFT_BARE) {
        const bool guided = match_is(match, match_before(match), guides);
        const bool counted =
            behind != NULL && behind->letters && behind->classes == 0 && behind->upper;
        const bool verb = str_equal(match_text(match, season), STR("fall")) ||
                          str_equal(match_text(match, season), STR("spring"));
        if (!guided || counted || (verb && match_item(match, TC(THE)) == NULL))
            return false;
        static const char *const of[] = {"of", NULL};
        if (match_is(match, behind, of))
            return false; /* the fall of Rome */
    }
    meaning->kind = MEANING_PART;
    meaning->grain = GRAIN_SEASON;
    meaning->number = season->value;
    meaning->date.year = (int16_t)(year != NULL ? year->value : 0);
    meaning->word = word;
    meaning->base = match_base(match);
    meaning->shift = unit != NULL; /* the word counts years */
    return true;
}

bool make_holiday(const time_match *match, time_meaning *meaning)
{
    const time_item *year = match_item(match, TC(YEAR));
    const time_item *unit = match_item(match, TC(UNIT));
    if (unit != NULL && unit->unit != UNIT_YEAR)
        return false;
    meaning->kind = MEANING_HOLIDAY;
    meaning->number = match_item(match, TC(HOLIDAY))->value;
    meaning->date.year = (int16_t)(year != NULL ? year->value : 0);
    meaning->word = match_shift(match);
    meaning->shift = unit != NULL;
    return true;
}

/* "the week" alone: only for what news means by it. */
static bool named_period(const time_match *match, const time_item *unit)
{
    static const char *const relative[] = {"of", "before", "after", "when",  "that", "in",
                                           "is", "was",    "and",   "ahead", NULL};
    static const char *const before[] = {"of",         "for",     "in", "over", "during",
                                         "until",      "through", "on", "this", "by",
                                         "throughout", "since",   NULL};
    const time_item *behind = match_behind(match);
    if (unit->unit == UNIT_WEEKEND)
        return true;
    if (unit->unit == UNIT_QUARTER)
        return behind == NULL || (behind->classes & TC(DASH)) == 0;
    if (unit->unit == UNIT_WEEK || unit->unit == UNIT_MONTH || unit->unit == UNIT_YEAR)
        return match_is(match, match_before(match), before) && !match_is(match, behind, relative) &&
               (behind == NULL || (behind->classes & (TC(DASH) | TC(UNIT) | TC(MARK_S))) == 0);
    return false;
}

bool make_shift(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNIT) | TC(PERIOD));
    const shift_word word = match_shift(match);
    const int kind = (unit->classes & TC(UNIT)) != 0 ? unit->unit : UNIT_QUARTER;
    if (kind < UNIT_DAY || kind == UNIT_FORTNIGHT || kind == UNIT_MILLENNIUM)
        return false;
    if (match->rule->arg == 1 && match_item(match, TC(FISCAL)) == NULL &&
        !named_period(match, unit))
        return false;
    meaning->kind = MEANING_SHIFT;
    meaning->latest = match_item(match, TC(LATEST)) != NULL;
    meaning->grain = grain_of_unit(kind);
    meaning->word = word;
    meaning->base = match_base(match);
    meaning->shift = word == SHIFT_LAST ? -1 : word == SHIFT_NEXT ? 1 : 0;
    if (match_item(match, TC(BEFORE)) != NULL) {
        const int side = match_item(match, TC(BEFORE))->value;
        if ((side < 0) != (word == SHIFT_LAST))
            return false;
        meaning->shift *= 2;
    }
    if (match_item(match, TC(PAST)) != NULL && match_item(match, TC(THIS)) == NULL &&
        kind != UNIT_YEAR)
        return false; /* a length: make_spread */
    if (unit->upper && match->items[match->first].upper && match->first > 0)
        return false; /* a title: "This Week" */
    if (kind == UNIT_DAY && meaning->base == BASE_REPORT && word != SHIFT_NEXT)
        return false; /* "this day", "last day" */
    if ((unit->classes & TC(PERIOD)) != 0 && (unit->classes & TC(UNIT)) == 0)
        meaning->number = 1; /* "the latest period": the quarter spoken of */
    return true;
}

/* the last week of March; the final quarter of 2009 */
bool make_inside(const time_match *match, time_meaning *meaning)
{
    const time_item *order = match_item(match, TC(ORD));
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *month = match_item(match, TC(MONTH));
    const time_item *year = match_item(match, TC(YEAR));
    const time_item *whole = match_nth(match, TC(UNIT), 1);
    const bool in_month = month != NULL || (whole != NULL && whole->unit == UNIT_MONTH);
    if (order != NULL && order->value > 5)
        return false;
    if (unit->unit != UNIT_DAY && unit->unit != UNIT_WEEK && unit->unit != UNIT_WEEKEND &&
        (in_month || (unit->unit != UNIT_MONTH && unit->unit != UNIT_QUARTER)))
        return false;
    if (whole != NULL && whole->unit != UNIT_MONTH && whole->unit != UNIT_YEAR)
        return false;
    meaning->kind = MEANING_INSIDE;
    meaning->grain = grain_of_unit(unit->unit);
    meaning->number = order != NULL ? order->value : -1;
    meaning->date.year = (int16_t)(year != NULL ? year->value : 0);
    meaning->date.month = (uint8_t)(month != NULL ? month->value : 0);
    if (whole != NULL) {
        meaning->beside = in_month ? GRAIN_MONTH : GRAIN_YEAR;
        const time_item *shifted = &match->items[match->end - 2];
        meaning->shift = (shifted->classes & (TC(LAST) | TC(PAST))) != 0     ? -1
                         : (shifted->classes & (TC(NEXT) | TC(COMING))) != 0 ? 1
                                                                             : 0;
    }
    return true;
}

/* year-end */
bool make_year_end(const time_match *match, time_meaning *meaning)
{
    meaning->kind = MEANING_SHIFT;
    meaning->grain = GRAIN_YEAR;
    meaning->word = SHIFT_THIS;
    meaning->mod = "END";
    return match_item(match, TC(UNIT))->unit == UNIT_YEAR;
}

/* "ended the day lower": the day spoken of, or the report's */
bool make_that_day(const time_match *match, time_meaning *meaning)
{
    static const char *const before[] = {"end",       "ended",   "ending", "in",
                                         "for",       "finish",  "closed", "finished",
                                         "finishing", "started", NULL};
    static const char *const behind[] = {"down", "up",   "at",  "lower", "higher", "with",
                                         "on",   "when", "and", "but",   "as",     NULL};
    static const char *const parts[] = {"start", "beginning", "end", "rest", "course", NULL};
    static const char *const of[] = {"of", NULL};
    const time_item *back = match_behind(match);
    const bool part = match->first > 1 && match_is(match, match_before(match), of) &&
                      match_is(match, &match->items[match->first - 2], parts);
    meaning->kind = MEANING_AWAY;
    meaning->grain = GRAIN_DAY;
    meaning->base = BASE_TEXT;
    meaning->dayless = true;
    return match_item(match, TC(UNIT))->unit == UNIT_DAY &&
           (part || match_is(match, match_before(match), before)) &&
           (back == NULL || !back->letters || match_is(match, back, behind));
}

/* the year-earlier quarter */
bool make_year_earlier(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNIT));
    meaning->kind = MEANING_AWAY;
    meaning->grain = GRAIN_YEAR;
    meaning->shift = -1;
    meaning->number = 1; /* of the quarter spoken of, if one is */
    return unit->unit == UNIT_YEAR;
}

/* ---- Distances --------------------------------------------------------------------------------
 */

static int32_t away_count(const time_match *match)
{
    const time_item *number = match_item(match, TC(NUM));
    if (number != NULL)
        return number->hundredths != 0 ? -1 : number->value;
    if (match_item(match, TC(VAGUE)) != NULL)
        return -1;
    const time_item *couple = match_item(match, TC(COUPLE));
    return couple != NULL ? 2 : 1;
}

static bool half_of(int unit, int32_t *count, int *out)
{
    *out = unit == UNIT_CENTURY || unit == UNIT_DECADE ? UNIT_YEAR : UNIT_MONTH;
    *count = unit == UNIT_CENTURY ? 50 : unit == UNIT_DECADE ? 5 : 6;
    return unit == UNIT_CENTURY || unit == UNIT_DECADE || unit == UNIT_YEAR;
}

/* years ago, long ago */
bool make_long_ago(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNITS) | TC(LONG));
    meaning->kind = MEANING_REF;
    meaning->number = REF_PAST;
    return (unit->classes & TC(LONG)) != 0 ? unit->unit == UNIT_NONE : unit->unit >= UNIT_DAY;
}

bool make_away(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNIT) | TC(UNITS));
    const time_item *from = match_item(match, TC(PREP));
    int kind = unit->unit;
    int32_t count = away_count(match);
    if (from != NULL && !str_equal_nocase(match_text(match, from), STR("from")))
        return false;
    if (kind == UNIT_NONE || count > 20000)
        return false;
    if (match_item(match, TC(HALF)) != NULL && match_item(match, TC(AND)) == NULL &&
        !half_of(unit->unit, &count, &kind))
        return false;
    const bool back = match_item(match, TC(AGO) | TC(EARLIER)) != NULL;
    const bool ago = match_item(match, TC(AGO)) != NULL;
    meaning->base = ago || from != NULL ? BASE_REPORT : BASE_TEXT;
    const unsigned half = match_item(match, TC(AND)) != NULL ? 50 : 0;
    if (half != 0 && kind < UNIT_DAY) {
        meaning->kind = MEANING_LENGTH;
        meaning->type = READOUT_TIME_DURATION;
        duration_value(meaning->value, count, half, kind);
        return true;
    }
    if (count < 0) {
        meaning->kind = ago ? MEANING_REF : MEANING_LENGTH;
        meaning->number = REF_PAST;
        meaning->type = ago ? READOUT_TIME_DATE : READOUT_TIME_DURATION;
        duration_value(meaning->value, -1, 0, kind);
        return true;
    }
    if (kind < UNIT_DAY) {
        meaning->kind = MEANING_LENGTH;
        meaning->type = READOUT_TIME_DURATION;
        duration_value(meaning->value, count, 0, kind);
        return true;
    }
    if (kind == UNIT_DECADE || kind == UNIT_CENTURY || kind == UNIT_FORTNIGHT) {
        count *= kind == UNIT_DECADE ? 10 : kind == UNIT_CENTURY ? 100 : 2;
        kind = kind == UNIT_FORTNIGHT ? UNIT_WEEK : UNIT_YEAR;
    }
    meaning->kind = MEANING_AWAY;
    meaning->grain = grain_of_unit(kind);
    meaning->shift = back ? -count : count;
    meaning->number = kind == UNIT_YEAR && count == 1 && back; /* of the quarter spoken of */
    return true;
}
