/* times_make_length.c - constructors for durations, sets, and now and then. See times_make.h. */
#include "facts/times_make.h"

#include <stdio.h>
#include <string.h>

void duration_value(char value[24], int32_t count, unsigned hundredths, int unit)
{
    static const struct {
        const char *time;
        const char *letter;
        int factor;
    } units[] = {
        [UNIT_NONE] = {"", "X", 1},      [UNIT_SECOND] = {"T", "S", 1},
        [UNIT_MINUTE] = {"T", "M", 1},   [UNIT_HOUR] = {"T", "H", 1},
        [UNIT_DAY] = {"", "D", 1},       [UNIT_WEEKEND] = {"", "WE", 1},
        [UNIT_WEEK] = {"", "W", 1},      [UNIT_FORTNIGHT] = {"", "W", 2},
        [UNIT_MONTH] = {"", "M", 1},     [UNIT_QUARTER] = {"", "M", 3},
        [UNIT_HALF] = {"", "M", 6},      [UNIT_SEASON] = {"", "M", 3},
        [UNIT_YEAR] = {"", "Y", 1},      [UNIT_DECADE] = {"", "Y", 10},
        [UNIT_CENTURY] = {"", "Y", 100}, [UNIT_MILLENNIUM] = {"", "Y", 1000},
    };
    const char *time = units[unit].time;
    if (count < 0) {
        const char *letter = unit == UNIT_DECADE    ? "E"
                             : unit == UNIT_CENTURY ? "C"
                                                    : units[unit].letter;
        snprintf(value, 24, "P%sX%s", time, letter);
        return;
    }
    long long total =
        (long long)count * units[unit].factor * 100 + (long long)hundredths * units[unit].factor;
    if (total % 100 == 50 && (unit == UNIT_MINUTE || unit == UNIT_HOUR))
        snprintf(value, 24, unit == UNIT_HOUR ? "PT%lldH30M" : "PT%lldM30S", total / 100);
    else if (total % 100 == 0)
        snprintf(value, 24, "P%s%lld%s", time, total / 100, units[unit].letter);
    else if (total % 10 == 0)
        snprintf(value, 24, "P%s%lld.%lld%s", time, total / 100, total % 100 / 10,
                 units[unit].letter);
    else
        snprintf(value, 24, "P%s%lld.%02lld%s", time, total / 100, total % 100, units[unit].letter);
}

/* ages */
bool make_nothing(const time_match *match, time_meaning *meaning)
{
    (void)match;
    meaning->kind = MEANING_NONE;
    return true;
}

/* "$5 a year", "300 a month": a rate, not how long. */
static bool is_rate(const time_match *match)
{
    static const char *const amounts[] = {"percent",  "million", "billion", "dollars", "cents",
                                          "thousand", "times",   "barrels", "people",  "miles",
                                          "jobs",     "tons",    "euros",   "pounds",  "hours",
                                          "days",     "once",    "twice",   NULL};
    for (uint32_t back = 1; back <= 3 && back <= match->first; back++) {
        const time_item *item = &match->items[match->first - back];
        if (back == 1 && (item->number || item->amount || match_is(match, item, amounts)))
            return true;
        if (back > 1 && (item->amount || (item->number && (item->classes & TC(YEAR)) == 0)))
            return true;
        if (!item->letters && !item->number)
            return false;
        if ((item->classes & (TC(PREP) | TC(BEFORE))) != 0)
            return false;
    }
    return false;
}

/* "weeks", "years" alone: only where a length is asked for. */
static bool bare_units_stand(const time_match *match)
{
    static const char *const before[] = {"for",   "within", "over",  "after",  "took",  "take",
                                         "takes", "taken",  "in",    "lasted", "spent", "the",
                                         "of",    "months", "weeks", "ago",    NULL};
    static const char *const behind[] = {
        "of",        "ago",   "later", "earlier", "before", "after",   "to",   "in",
        "following", "since", "and",   "or",      "now",    "leading", "away", NULL};
    const time_item *front = match_before(match);
    static const char *const lasting[] = {
        "for",   "within", "took",    "take", "takes", "after",  "over",     "in",   "lasted",
        "spent", "just",   "follows", "last", "lasts", "follow", "followed", "amid", NULL};
    static const char *const apart[] = {"apart", NULL};
    if (match_is(match, match_behind(match), apart))
        return false;
    if (match_is(match, front, lasting))
        return true;
    return match_is(match, front, before)
               ? match_is(match, match_behind(match), behind)
               : front == NULL && match_is(match, match_behind(match), behind);
}

static int32_t length_count(const time_match *match, unsigned *hundredths)
{
    const time_item *number = match_item(match, TC(NUM));
    *hundredths = 0;
    if (match_item(match, TC(VAGUE)) != NULL)
        return -1;
    if (match_item(match, TC(COUPLE)) != NULL)
        return 2;
    if (number != NULL && match_item(match, TC(UNIT) | TC(UNITS)) > number) {
        *hundredths = number->hundredths;
        return number->value;
    }
    return match_item(match, TC(UNITS)) != NULL ? -1 : 1;
}

bool make_length(const time_match *match, time_meaning *meaning)
{
    static const char *const between[] = {"between", NULL};
    const time_item *unit = match_item(match, TC(UNIT) | TC(UNITS));
    const time_item *half = match_item(match, TC(HALF));
    unsigned hundredths;
    if (match->rule->arg == 2 && !match_is(match, match_before(match), between))
        return false;
    int32_t count = length_count(match, &hundredths);
    if (unit->unit == UNIT_NONE || (unit->unit == UNIT_WEEKEND && count < 0))
        return false;
    if (unit->unit == UNIT_SECOND && (unit->classes & TC(ORD)) != 0 &&
        match_item(match, TC(NUM)) == NULL)
        return false; /* "a second attempt" */
    if (match->rule->arg == 1 && !bare_units_stand(match))
        return false;
    if (half != NULL && match_item(match, TC(AND)) != NULL) {
        hundredths = 50;
    } else if (half != NULL) {
        const int whole[] = {[UNIT_HOUR] = 30,  [UNIT_DAY] = 12,     [UNIT_YEAR] = 6,
                             [UNIT_DECADE] = 5, [UNIT_CENTURY] = 50, [UNIT_MILLENNIUM] = 500};
        const int parts[] = {
            [UNIT_HOUR] = UNIT_MINUTE, [UNIT_DAY] = UNIT_HOUR,     [UNIT_YEAR] = UNIT_MONTH,
            [UNIT_DECADE] = UNIT_YEAR, [UNIT_CENTURY] = UNIT_YEAR, [UNIT_MILLENNIUM] = UNIT_YEAR};
        if (whole[unit->unit] == 0)
            return false;
        meaning->kind = MEANING_LENGTH;
        meaning->type = READOUT_TIME_DURATION;
        duration_value(meaning->value, whole[unit->unit], 0, parts[unit->unit]);
        return true;
    }
    const bool article =
        match_item(match, TC(A)) != NULL &&
        match_item(match, TC(MORE) | TC(NUM) | TC(VAGUE) | TC(COUPLE) | TC(HALF)) == NULL;
    if (article && is_rate(match)) {
        meaning->kind = MEANING_NONE; /* "$5 a year" is no time that something takes */
        return true;
    }
    static const char *const more[] = {"another", "additional", "extra", NULL};
    if (match_item(match, TC(A) | TC(NUM) | TC(VAGUE)) == NULL &&
        match_item(match, TC(MORE)) != NULL && !match_is(match, match_item(match, TC(MORE)), more))
        return false; /* "the third straight month" */
    meaning->kind = MEANING_LENGTH;
    meaning->type = READOUT_TIME_DURATION;
    if (match_nth(match, TC(NUM), 1) != NULL)
        meaning->mod = "EQUAL_OR_MORE";
    else if (match_item(match, TC(TO)) != NULL || match_item(match, TC(COUPLE)) != NULL)
        meaning->mod = "APPROX";
    duration_value(meaning->value, count, hundredths, unit->unit);
    return true;
}

bool make_spread(const time_match *match, time_meaning *meaning)
{
    const time_item *unit = match_item(match, TC(UNIT) | TC(UNITS));
    const time_item *order = match_item(match, TC(ORD));
    const time_item *ref = match_item(match, TC(REF));
    const time_item *recent = match_item(match, TC(RECENT));
    unsigned hundredths;
    const int32_t count = length_count(match, &hundredths);
    if (unit->unit == UNIT_NONE || (order != NULL && order->value != 1))
        return false;
    if (recent != NULL && recent->value != 0)
        return false; /* "short weeks" */
    if (unit->unit == UNIT_WEEKEND || (ref != NULL && ref->value != REF_FUTURE))
        return false;
    const bool ahead = ref != NULL || match_shift(match) == SHIFT_NEXT;
    if (unit->classes & TC(UNIT) && unit->unit == UNIT_DAY)
        return false;
    meaning->kind = MEANING_LENGTH;
    meaning->type = READOUT_TIME_DURATION;
    meaning->spread = order == NULL;
    meaning->word = ahead ? SHIFT_NEXT : SHIFT_LAST;
    meaning->grain = grain_of_unit(unit->unit);
    meaning->shift = count;
    meaning->number = unit->unit;
    duration_value(meaning->value, count, hundredths, unit->unit);
    return true;
}

bool make_lasting(const time_match *match, time_meaning *meaning)
{
    const int unit = match_item(match, TC(LONG))->unit;
    meaning->kind = MEANING_LENGTH;
    meaning->type = READOUT_TIME_DURATION;
    duration_value(meaning->value, 1, 0, unit);
    return unit != UNIT_NONE;
}

/* ---- Sets -------------------------------------------------------------------------------------
 */

static void weekday_set(time_meaning *meaning, int32_t weekday, bool night)
{
    snprintf(meaning->value, sizeof meaning->value, "XXXX-WXX-%d%s", (int)weekday % 7 + 1,
             night ? "TNI" : "");
}

static bool named_set(const time_match *match, time_meaning *meaning)
{
    static const char *const parts[] = {"", "TMO", "TAF", "TEV", "TNI", "TDT"};
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    const time_item *weekday = match_item(match, TC(WEEKDAY) | TC(WEEKDAYS));
    const time_item *month = match_item(match, TC(MONTH));
    const time_item *part = match_item(match, TC(DAYPART));
    const time_item *season = match_item(match, TC(SEASON));
    if (weekday != NULL)
        weekday_set(meaning, weekday->value, part != NULL && part->value == DAYPART_NIGHT);
    else if (month != NULL)
        snprintf(meaning->value, sizeof meaning->value, "XXXX-%02d", (int)month->value % 13);
    else if (season != NULL)
        snprintf(meaning->value, sizeof meaning->value, "XXXX-%s", seasons[season->value]);
    else if (part != NULL)
        snprintf(meaning->value, sizeof meaning->value, "XXXX-XX-XX%s", parts[part->value]);
    return weekday != NULL || month != NULL || season != NULL || part != NULL;
}

bool make_set(const time_match *match, time_meaning *meaning)
{
    static const char *const not_often[] = {"annual", NULL}; /* "annual profit" */
    const time_item *unit = match_item(match, TC(OFTEN) | TC(UNIT) | TC(UNITS));
    const time_item *number = match_item(match, TC(NUM) | TC(ORD));
    meaning->kind = MEANING_SET;
    meaning->type = READOUT_TIME_SET;
    if (named_set(match, meaning))
        return true;
    if (unit == NULL || unit->unit == UNIT_NONE || match_is(match, unit, not_often))
        return false;
    const bool counted = number != NULL && match_item(match, TC(TIMES)) == NULL;
    const int32_t count = (unit->classes & TC(OFTEN)) != 0 ? unit->value
                          : counted                        ? number->value
                                                           : 1;
    duration_value(meaning->value, count, 0, unit->unit);
    return true;
}

/* will one day be */
bool make_some_day(const time_match *match, time_meaning *meaning)
{
    static const char *const modals[] = {"will",  "would", "could", "can", "may",
                                         "might", "shall", "ll",    NULL};
    const time_item *number = match_item(match, TC(NUM));
    meaning->kind = MEANING_REF;
    meaning->number = REF_FUTURE;
    return !number->number && number->value == 1 && match_item(match, TC(UNIT))->unit == UNIT_DAY &&
           match_is(match, match_before(match), modals);
}

bool make_ref(const time_match *match, time_meaning *meaning)
{
    static const char *const guides[] = {"in", "from", "of", "to", "than", NULL};
    const time_item *ref = match_item(match, TC(REF));
    const time_item *units = match_item(match, TC(UNITS));
    static const char *const these[] = {"these", NULL};
    meaning->kind = MEANING_REF;
    meaning->number = ref != NULL ? ref->value : REF_PAST;
    if (units != NULL) {
        const time_item *those = match_item(match, TC(THAT));
        meaning->number = those != NULL ? REF_PAST : REF_PRESENT;
        return units->unit == UNIT_DAY &&
               (those != NULL ? those->value == 1
                              : match_is(match, match_item(match, TC(THIS)), these));
    }
    if (match->rule->arg == 3) {
        const time_item *period = match_item(match, TC(PERIOD));
        static const char *const term[] = {"term", NULL};
        meaning->number = REF_FUTURE;
        return match_item(match, TC(RECENT))->value == 1 &&
               (period != NULL ? match_is(match, period, term)
                               : ref != NULL && ref->value == REF_FUTURE);
    }
    if (match->rule->arg == 1) {
        const time_item *behind = match_behind(match);
        return match_is(match, match_before(match), guides) &&
               (behind == NULL || !behind->letters ||
                (behind->classes & (TC(PREP) | TC(AND) | TC(THAT))) != 0);
    }
    return meaning->number == REF_FUTURE || match_item(match, TC(THE)) == NULL;
}
