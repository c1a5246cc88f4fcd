/* times_make.c - constructors for days and times of day. See times_make.h. */
#include "facts/times_make.h"

#include <string.h>

/* ---- Around a match ---------------------------------------------------------------------- */

const time_item *match_before(const time_match *match)
{
    return match->first > 0 ? &match->items[match->first - 1] : NULL;
}

const time_item *match_behind(const time_match *match)
{
    return match->end < match->count ? &match->items[match->end] : NULL;
}

str match_text(const time_match *match, const time_item *item)
{
    return str_slice(match->text, item->start, item->end);
}

bool match_is(const time_match *match, const time_item *item, const char *const *words)
{
    if (item == NULL)
        return false;
    for (; *words != NULL; words++)
        if (str_equal_nocase(match_text(match, item), str_of(*words)))
            return true;
    return false;
}

shift_word match_shift(const time_match *match)
{
    if (match_item(match, TC(LAST) | TC(PREVIOUS)) != NULL)
        return SHIFT_LAST;
    if (match_item(match, TC(NEXT) | TC(COMING) | TC(FOLLOWING)) != NULL)
        return SHIFT_NEXT;
    if (match_item(match, TC(PAST)) != NULL)
        return SHIFT_LAST;
    if (match_item(match, TC(THIS) | TC(CURRENT) | TC(LATEST) | TC(SAME) | TC(THAT)) != NULL)
        return SHIFT_THIS;
    return SHIFT_BARE;
}

time_base match_base(const time_match *match)
{
    return match_item(match, TC(FOLLOWING) | TC(PREVIOUS) | TC(SAME) | TC(THAT)) != NULL ||
                   (match_item(match, TC(THE)) != NULL && match_item(match, TC(NEXT)) != NULL)
               ? BASE_TEXT
               : BASE_REPORT;
}

/* ---- Dates ---------------------------------------------------------------------------------- */

/* Names that are also people's or verbs: alone they need a sign that they are months. */
static bool month_is_doubtful(const time_match *match, const time_item *month)
{
    static const char *const names[] = {"may", "march", "april", "june", "august", "jan",
                                        "mar", "jun",   "sep",   "dec",  "apr",    NULL};
    static const char *const verbs[] = {"may", "march", NULL};
    const time_item *before = match_before(match);
    const time_item *behind = match_behind(match);
    const uint64_t guides = TC(PREP) | TC(TO) | TC(BEFORE) | TC(OF) | TC(AND) | TC(THE) | TC(COMMA);
    const bool guided = before != NULL && (before->classes & guides) != 0;
    if (behind != NULL && behind->upper && behind->letters && behind->classes == 0 && !guided)
        return true;
    if (!match_is(match, month, names))
        return false;
    if (match_is(match, month, verbs))
        return !guided;
    return before != NULL && before->upper && before->letters && before->classes == 0;
}

static bool short_month(const time_match *match, const time_item *month)
{
    return month->end - month->start <= 4 &&
           !str_equal_nocase(match_text(match, month), STR("june")) &&
           !str_equal_nocase(match_text(match, month), STR("july")) &&
           !str_equal_nocase(match_text(match, month), STR("may"));
}

static bool bare_month_stands(const time_match *match, const time_item *month)
{
    if (match_item(match, TC(LAST) | TC(THIS) | TC(NEXT) | TC(PAST) | TC(COMING)) != NULL)
        return true;
    const time_item *before = match_before(match);
    const time_item *behind = match_behind(match);
    if (behind != NULL && behind->number && (behind->classes & TC(NUM)) != 0)
        return false; /* a day that does not exist */
    if (short_month(match, month) && match_item(match, TC(DOT)) == NULL &&
        (before == NULL || (before->classes & TC(PREP)) == 0))
        return false;
    return !month_is_doubtful(match, month);
}

static int32_t year_value(const time_item *year)
{
    return year == NULL              ? 0
           : year->classes & TC(DAY) ? (year->value < 50 ? 2000 : 1900) + year->value
                                     : year->value;
}

bool make_date(const time_match *match, time_meaning *meaning)
{
    const time_item *whole = match_item(match, TC(DATE));
    const time_item *month = match_item(match, TC(MONTH));
    const time_item *day = match_item(match, TC(DAY));
    const time_item *year = match_item(match, TC(YEAR) | TC(YY));
    const time_item *unit = match_item(match, TC(UNIT));
    meaning->kind = MEANING_CALENDAR;
    if (whole != NULL) {
        meaning->date = (date){(int16_t)(whole->value / 10000), (uint8_t)(whole->value / 100 % 100),
                               (uint8_t)(whole->value % 100)};
        return true;
    }
    if (month == NULL || (unit != NULL && unit->unit != UNIT_YEAR))
        return false;
    if (day == NULL && year == NULL && unit == NULL && !bare_month_stands(match, month))
        return false;
    if (day != NULL && day->letters && (day->value < 4 || day < month) &&
        match_item(match, TC(OF) | TC(THE)) == NULL)
        return false;
    if (match->rule->arg == 1 && (!short_month(match, month) || match_behind(match) == NULL))
        return false; /* the dot ends the sentence */
    meaning->date = (date){(int16_t)year_value(year), (uint8_t)month->value,
                           (uint8_t)(day != NULL ? day->value : 0)};
    meaning->word = match_shift(match);
    meaning->base = match_base(match);
    meaning->number = unit != NULL; /* the shift counts years */
    if (match->rule->arg == 2) {
        meaning->part = (uint8_t)match_item(match, TC(DAYPART))->value;
        meaning->type = READOUT_TIME_TIME;
    }
    const time_item *weekday = match_item(match, TC(WEEKDAY) | TC(SHORTDAY));
    meaning->weekday = (uint8_t)(weekday != NULL ? weekday->value + 1 : 0);
    return day == NULL || day->value <= date_month_length(2000, month->value);
}

bool make_range(const time_match *match, time_meaning *meaning)
{
    const time_item *month = match_item(match, TC(MONTH));
    const time_item *month2 = match_nth(match, TC(MONTH), 1);
    const time_item *day = match_item(match, TC(DAY));
    const time_item *day2 = match_nth(match, TC(DAY), 1);
    const time_item *year = match_item(match, TC(YEAR));
    meaning->kind = MEANING_RANGE;
    if (month == NULL) {
        const time_item *year2 = match_nth(match, TC(YEAR) | TC(NUM), 1);
        int32_t last = year2->value;
        if ((year2->classes & TC(YEAR)) == 0)
            last = year2->end - year2->start == 2 ? year->value / 100 * 100 + last : 0;
        if (last <= year->value || year->value < 1500 || last - year->value > 200)
            return false;
        meaning->date = (date){(int16_t)year->value, 0, 0};
        meaning->until = (date){(int16_t)last, 0, 0};
        return true;
    }
    const int16_t number = (int16_t)year_value(year);
    if (month2 == NULL)
        month2 = month;
    meaning->date = (date){number, (uint8_t)month->value, (uint8_t)(day != NULL ? day->value : 0)};
    meaning->until =
        (date){number, (uint8_t)month2->value, (uint8_t)(day2 != NULL ? day2->value : 0)};
    const int32_t from = month->value * 32 + meaning->date.day;
    const int32_t to = month2->value * 32 + meaning->until.day;
    return from < to && (day == NULL || day2 == NULL ||
                         (day->value <= date_month_length(2000, month->value) &&
                          day2->value <= date_month_length(2000, month2->value)));
}

/* Black Monday and the Sunday Times are no days of this week. */
static bool is_named_day(const time_match *match)
{
    static const char *const before[] = {"black", "bloody", "super",  "holy",
                                         "cyber", "giving", "casual", NULL};
    static const char *const behind[] = {"times", "telegraph", "mirror", "express",  "mail",
                                         "star",  "herald",    "post",   "football", NULL};
    const time_item *front = match_before(match);
    const time_item *back = match_behind(match);
    return (front != NULL && front->upper && match_is(match, front, before)) ||
           (back != NULL && back->upper && match_is(match, back, behind));
}

/* "Monday (14th)": a number that is meant as a day has its ending or is digits in brackets. */
bool make_weekday(const time_match *match, time_meaning *meaning)
{
    const time_item *weekday = match_item(match, TC(WEEKDAY));
    const time_item *day = match_item(match, TC(DAY));
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *part = match_item(match, TC(DAYPART));
    if (day != NULL && match_item(match, TC(OPEN)) == NULL && (day->classes & TC(ORD)) == 0)
        return false;
    if (is_named_day(match))
        return false;
    if (unit != NULL && unit->unit != UNIT_WEEK)
        return false;
    if (part != NULL && (part->classes & TC(TODAY)) != 0)
        return false;
    if (match_item(match, TC(FOLLOWING)) != NULL && match_item(match, TC(THE)) == NULL)
        return false; /* "following Friday's vote" */
    meaning->kind = MEANING_WEEKDAY;
    meaning->number = weekday->value;
    meaning->word = match_shift(match);
    meaning->base = match_base(match);
    meaning->shift = unit != NULL; /* the word counts weeks */
    meaning->date.day = (uint8_t)(day != NULL ? day->value : 0);
    meaning->part = (uint8_t)(part != NULL ? part->value : 0);
    meaning->type = part != NULL ? READOUT_TIME_TIME : READOUT_TIME_DATE;
    return true;
}

/* "the 14th" only where nothing is counted by it. */
bool make_day(const time_match *match, time_meaning *meaning)
{
    static const char *const before_day[] = {"on", "by",  "until",   "till",   "since", "from",
                                             "to", "and", "through", "before", "after", NULL};
    const time_item *day = match_item(match, TC(DAY));
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *behind = match_behind(match);
    if ((day->classes & TC(ORD)) == 0 || day->letters)
        return false;
    meaning->kind = MEANING_CALENDAR;
    meaning->date.day = (uint8_t)day->value;
    if (unit != NULL) {
        meaning->word = match_shift(match);
        return unit->unit == UNIT_MONTH;
    }
    return match_is(match, match_before(match), before_day) &&
           (behind == NULL || !behind->letters ||
            (behind->classes & (TC(PREP) | TC(TO) | TC(AND))) != 0);
}

/* the day before yesterday; a week from Monday */
bool make_day_beside(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNIT));
    const time_item *weekday = match_item(match, TC(WEEKDAY));
    const time_item *today = match_item(match, TC(TODAY));
    const time_item *side = match_item(match, TC(BEFORE));
    if (unit->unit != UNIT_DAY && (side != NULL || unit->unit != UNIT_WEEK))
        return false;
    const int32_t days = side != NULL ? side->value : unit->unit == UNIT_WEEK ? 7 : 1;
    if (side == NULL &&
        !str_equal_nocase(match_text(match, match_item(match, TC(PREP))), STR("from")))
        return false;
    meaning->shift = 0;
    if (today != NULL) {
        meaning->kind = MEANING_AWAY;
        meaning->shift = today->value + days;
        return true;
    }
    meaning->kind = MEANING_WEEKDAY;
    meaning->number = weekday->value;
    meaning->word = match_shift(match);
    if (side == NULL)
        meaning->word = SHIFT_NEXT;
    meaning->beside = days;
    return true;
}

bool make_today(const time_match *match, time_meaning *meaning)
{
    const time_item *today = match_item(match, TC(TODAY));
    const time_item *part = match_nth(match, TC(DAYPART), today->classes & TC(DAYPART) ? 1 : 0);
    static const char *const marks[] = {"\"", "\xe2\x80\x9c", "\xe2\x80\x98", "'", NULL};
    static const char *const ends[] = {"\"", "\xe2\x80\x9d", "\xe2\x80\x99", "'", ".", ",", NULL};
    if (today->upper && match->first > 0 && match_before(match)->upper &&
        match_before(match)->letters)
        return false; /* USA Today */
    if (today->upper && match_is(match, match_before(match), marks) &&
        match_is(match, match_behind(match), ends))
        return false; /* on NBC's "Today." */
    meaning->kind = MEANING_AWAY;
    meaning->grain = GRAIN_DAY;
    meaning->shift = today->value;
    meaning->part = (uint8_t)(part != NULL ? part->value : 0);
    if (today->classes & TC(DAYPART))
        meaning->part = DAYPART_NIGHT;
    meaning->type = meaning->part != 0 ? READOUT_TIME_TIME : READOUT_TIME_DATE;
    return true;
}

bool make_daypart(const time_match *match, time_meaning *meaning)
{
    const time_item *part = match_item(match, TC(DAYPART));
    const shift_word word = match_shift(match);
    if (part->classes & TC(TODAY))
        return false;
    if (match->rule->arg == 1) {
        static const char *const alone[] = {"overnight", NULL};
        const time_item *behind = match_behind(match);
        if (!match_is(match, part, alone) ||
            (behind != NULL && behind->letters && behind->classes == 0))
            return false; /* an overnight train */
        meaning->dayless = true;
    }
    meaning->kind = MEANING_AWAY;
    meaning->grain = GRAIN_DAY;
    meaning->base =
        match_item(match, TC(THAT) | TC(FOLLOWING) | TC(PREVIOUS) | TC(SAME) | TC(NEXT)) != NULL
            ? BASE_TEXT
            : BASE_REPORT;
    meaning->shift = word == SHIFT_LAST ? -1 : word == SHIFT_NEXT ? 1 : 0;
    meaning->part = (uint8_t)part->value;
    meaning->type = READOUT_TIME_TIME;
    return true;
}

/* ---- Times of day ------------------------------------------------------------------------------
 */

/* Minutes after midnight, or -1. */
static int clock_minutes(const time_match *match)
{
    const time_item *noon = match_item(match, TC(NOON));
    const time_item *clock = match_item(match, TC(CLOCK));
    const time_item *hour = clock != NULL ? clock : match_item(match, TC(NUM) | TC(YEAR));
    const time_item *half = match_item(match, TC(AMPM));
    const time_item *part = match_item(match, TC(DAYPART));
    if (noon != NULL)
        return noon->value;
    int minutes = hour->value;
    if (clock == NULL && half == NULL && match_item(match, TC(ZONE)) != NULL)
        minutes = hour->end - hour->start == 4 && hour->value % 100 < 60
                      ? hour->value / 100 * 60 + hour->value % 100
                      : -1;
    else if (clock == NULL)
        minutes = hour->value >= 1 && hour->value <= 12 ? hour->value * 60 : -1;
    if (minutes < 0 || minutes > 24 * 60)
        return -1;
    const bool afternoon =
        (half != NULL && half->value == 1) ||
        (part != NULL && (part->value == DAYPART_AFTERNOON || part->value == DAYPART_EVENING));
    if (afternoon && minutes < 12 * 60)
        minutes += 12 * 60;
    else if (half != NULL && half->value == 0 && minutes >= 12 * 60)
        minutes -= 12 * 60;
    return minutes;
}

bool make_clock(const time_match *match, time_meaning *meaning)
{
    const time_item *zone = match_item(match, TC(ZONE));
    const time_item *weekday = match_item(match, TC(WEEKDAY));
    const time_item *month = match_item(match, TC(MONTH));
    const time_item *today = match_item(match, TC(TODAY));
    const int minutes = clock_minutes(match);
    if (minutes < 0)
        return false;
    meaning->type = READOUT_TIME_TIME;
    meaning->clock = (int16_t)(minutes + 1);
    if (zone != NULL)
        meaning->zone = match_text(match, zone);
    if (weekday != NULL) {
        meaning->kind = MEANING_WEEKDAY;
        meaning->number = weekday->value;
        meaning->word = match_shift(match);
    } else if (month != NULL) {
        const time_item *year = match_nth(match, TC(YEAR), 0);
        meaning->kind = MEANING_CALENDAR;
        meaning->date = (date){(int16_t)year_value(year), (uint8_t)month->value,
                               (uint8_t)match_item(match, TC(DAY))->value};
    } else {
        meaning->kind = MEANING_AWAY;
        meaning->grain = GRAIN_DAY;
        meaning->shift = today != NULL ? today->value : 0;
        meaning->base = today != NULL ? BASE_REPORT : BASE_TEXT;
        meaning->dayless = today == NULL;
    }
    return true;
}
