/* times_resolve.c - meanings become dates, counted from the report's date or from the date
 * that the text speaks of, never from today.
 *
 *          past                    anchor                   future
 *   ----[Mon]--------[Mon]---------(Thu)--------[Mon]-------->
 *                      ^ bare, past or no tense   ^ bare, future tense
 *
 * A bare weekday is the last one, the report's own day included: right for nine in ten in
 * TimeBank and AQUAINT. Without a report's date values keep X where the calendar is needed. */
#include "facts/times.h"
#include "facts/times_holiday.h"

#include <string.h>

/* What a resolver gives: a period, or words for one that is not known. */
typedef struct answer {
    period period;
    const char *rule;
} answer;

static const answer UNKNOWN = {{GRAIN_DAY, 0, false}, "no date to count from"};

static bool anchor_has(const time_context *context, grain grain)
{
    const date anchor = context->anchor;
    return anchor.year != 0 &&
           (grain >= GRAIN_YEAR || (grain >= GRAIN_MONTH && anchor.month != 0) || anchor.day != 0);
}

/* The report's date as a period of its own precision. */
static period anchor_period(const time_context *context)
{
    const date anchor = context->anchor;
    if (anchor.year == 0)
        return (period){0};
    return period_of(anchor.day != 0     ? GRAIN_DAY
                     : anchor.month != 0 ? GRAIN_MONTH
                                         : GRAIN_YEAR,
                     date_to_days(anchor));
}

static bool base_is_text(const time_context *context, time_base base, grain grain)
{
    return base == BASE_TEXT && context->spoken_of.known && context->spoken_of.grain <= grain;
}

/* What to count periods of `grain` from; not known if nothing is that exact. */
static period base_of(const time_context *context, time_base base, grain grain)
{
    if (base_is_text(context, base, grain))
        return context->spoken_of;
    return anchor_has(context, grain) ? anchor_period(context) : (period){0};
}

static int32_t today(const time_context *context)
{
    return date_to_days(context->anchor);
}

/* ---- Month and day without a year -------------------------------------------------------------
 */

/* The period of a month, or of a day of it, in a year. A 29 February needs a leap year. */
static period in_year(date when, int year)
{
    if (year < 1 || year > 9990 || when.day > date_month_length(year, when.month))
        return (period){0};
    const date whole = {(int16_t)year, when.month, when.day};
    return period_of(when.day != 0 ? GRAIN_DAY : GRAIN_MONTH, date_to_days(whole));
}

/* Steps of at most 8 years reach the next leap year everywhere. */
static period nearest_year(date when, int year, int step)
{
    period found = {0};
    for (int i = 0; i <= 8 && !found.known; i++)
        found = in_year(when, year + i * step);
    return found;
}

static int32_t month_day(date date)
{
    return date.month * 32 + date.day;
}

/* A day of the last twelve months or of the next: tense decides, unless one is near and the
 * other far. */
static answer nearest_day(const time_context *context, period past, period future)
{
    enum { NEAR = 75, FAR = 240 };
    const int32_t before = today(context) - past.day;
    const int32_t behind = future.day - today(context);
    if (behind <= NEAR && before >= FAR && !(before == 0))
        return (answer){future, "the nearest to the report"};
    if (before <= NEAR && behind >= FAR && context->tense != TENSE_FUTURE)
        return (answer){past, "the nearest to the report"};
    if (context->tense == TENSE_FUTURE && !(before <= NEAR / 2 && behind >= FAR))
        return (answer){future, "next after the report, as the clause speaks of the future"};
    return (answer){past, "last on or before the report"};
}

/* The year nearest to the report's in which the day has that weekday. */
static answer by_weekday(const time_context *context, date when, int weekday)
{
    for (int away = 0; away <= 6; away++)
        for (int side = -1; side <= 1; side += 2) {
            const period day = in_year(when, context->anchor.year + side * away);
            if (day.known && date_weekday(date_from_days(day.day)) == weekday)
                return (answer){day, "year in which the day has that weekday"};
        }
    return UNKNOWN;
}

static answer place_in_years(const time_context *context, date when, shift_word word,
                             bool day_known)
{
    const date anchor = context->anchor;
    const int year = anchor.year;
    if (year == 0)
        return UNKNOWN;
    if (anchor.month == 0)
        return (answer){in_year(when, year), "year of the report"};
    date here = anchor;
    if (when.day == 0 || !day_known)
        here.day = 0;
    const int32_t order =
        month_day((date){0, when.month, here.day == 0 ? 0 : when.day}) - month_day(here);
    if (word == SHIFT_LAST)
        return (answer){nearest_year(when, year - (order >= 0), -1), "the last before the report"};
    if (word == SHIFT_NEXT)
        return (answer){nearest_year(when, year + (order <= 0), 1), "the next after the report"};
    if (word == SHIFT_THIS)
        return (answer){in_year(when, year), "year of the report"};
    const period past = nearest_year(when, year - (order > 0), -1);
    const period future = nearest_year(when, year + (order < 0), 1);
    if (day_known && when.day != 0 && past.known && future.known)
        return nearest_day(context, past, future);
    if (when.day == 0 && when.month == anchor.month % 12 + 1)
        return (answer){future, "the month after the report's"};
    if (context->tense == TENSE_FUTURE)
        return (answer){future, "next after the report, as the clause speaks of the future"};
    return (answer){past, "last before the report or in its month"};
}

/* ---- One resolver a kind ----------------------------------------------------------------------
 */

static answer day_of_month(const time_context *context, const time_meaning *meaning)
{
    if (!anchor_has(context, GRAIN_DAY))
        return UNKNOWN;
    period month = period_of(GRAIN_MONTH, today(context));
    if (meaning->word == SHIFT_BARE)
        month = period_shift(month, context->tense == TENSE_FUTURE
                                        ? meaning->date.day < context->anchor.day
                                        : -(meaning->date.day > context->anchor.day));
    else
        month = period_shift(month, meaning->word == SHIFT_LAST ? -1 : meaning->word == SHIFT_NEXT);
    const date first = date_from_days(month.day);
    if (!month.known || meaning->date.day > date_month_length(first.year, first.month))
        return UNKNOWN;
    return (answer){period_of(GRAIN_DAY, month.day + meaning->date.day - 1),
                    "day of the month nearest the report"};
}

static answer calendar(const time_context *context, const time_meaning *meaning)
{
    const date when = meaning->date;
    if (meaning->grain == GRAIN_DECADE || meaning->grain == GRAIN_CENTURY)
        return (answer){
            period_of(meaning->grain,
                      date_to_days((date){(int16_t)(when.year != 0 ? when.year : 1), 1, 1})),
            "explicit"};
    if (when.year != 0 && when.month == 0)
        return (answer){period_of(GRAIN_YEAR, date_to_days(when)), "explicit"};
    if (when.year != 0)
        return (answer){in_year(when, when.year), "explicit"};
    if (when.month == 0)
        return day_of_month(context, meaning);
    if (meaning->number != 0) {
        const period base = base_of(context, meaning->base, GRAIN_YEAR);
        if (!base.known)
            return UNKNOWN;
        const int shift = meaning->word == SHIFT_LAST ? -1 : meaning->word == SHIFT_NEXT;
        return (answer){in_year(when, date_from_days(base.day).year + shift),
                        "year counted from the report"};
    }
    if (meaning->weekday != 0 && when.day != 0 && context->anchor.year != 0 &&
        meaning->word == SHIFT_BARE) {
        const answer matching = by_weekday(context, when, meaning->weekday - 1);
        if (matching.period.known)
            return matching;
    }
    return place_in_years(context, when, meaning->word, context->anchor.day != 0);
}

/* "Monday (14th)": the nearest such day within about two months. */
static answer weekday_with_number(const time_context *context, const time_meaning *meaning)
{
    if (!anchor_has(context, GRAIN_DAY))
        return UNKNOWN;
    for (int32_t away = 0; away <= 62; away++)
        for (int side = -1; side <= 1; side += 2) {
            const date day = date_from_days(today(context) + side * away);
            if (day.day == meaning->date.day && date_weekday(day) == meaning->number)
                return (answer){period_of(GRAIN_DAY, date_to_days(day)),
                                "weekday and number of the day"};
        }
    return UNKNOWN;
}

static answer weekday(const time_context *context, const time_meaning *meaning)
{
    if (meaning->date.day != 0)
        return weekday_with_number(context, meaning);
    const period base = base_of(context, meaning->base, GRAIN_DAY);
    if (!base.known)
        return UNKNOWN;
    const int here = date_weekday(date_from_days(base.day));
    const int32_t back = (here - meaning->number + 7) % 7; /* days since the last one */
    int32_t day = base.day - back;
    const char *rule = "last weekday up to the report";
    if (meaning->shift != 0) {
        const int weeks = meaning->word == SHIFT_LAST ? -1 : meaning->word == SHIFT_NEXT;
        day = base.day - here + meaning->number + 7 * weeks;
        rule = "day of the week counted from the report";
    } else if (meaning->word == SHIFT_LAST) {
        day = back == 0 ? base.day - 7 : day;
        rule = base_is_text(context, meaning->base, GRAIN_DAY) ? "weekday before the day spoken of"
                                                               : "last weekday before the report";
    } else if (meaning->word == SHIFT_NEXT) {
        day += 7;
        rule = base_is_text(context, meaning->base, GRAIN_DAY) ? "weekday after the day spoken of"
                                                               : "next weekday after the report";
    } else if (context->tense == TENSE_FUTURE ||
               (meaning->word == SHIFT_THIS && context->tense != TENSE_PAST)) {
        day += back == 0 ? 0 : 7;
        rule = "weekday on or after the report, as the clause speaks of the future";
    }
    return (answer){period_of(GRAIN_DAY, day + meaning->beside), rule};
}

/* A quarter, half or season in a year. */
static period part_in_year(const time_meaning *meaning, int year)
{
    static const int starts[] = {[GRAIN_QUARTER] = 1, [GRAIN_SEASON] = 3, [GRAIN_HALF] = 1};
    const int length = meaning->grain == GRAIN_HALF ? 6 : 3;
    const int month = starts[meaning->grain] + length * meaning->number;
    if (year < 1 || year > 9990)
        return (period){0};
    return period_of(meaning->grain, date_to_days((date){(int16_t)year, (uint8_t)month, 1}));
}

static answer quarter_of_year(const time_context *context, const time_meaning *meaning)
{
    if (!context->quarter_spoken_of)
        return (answer){period_of(GRAIN_YEAR, date_to_days(meaning->date)), "explicit"};
    const date first = date_from_days(context->quarter.day);
    const date when = {meaning->date.year, first.month, 1};
    return (answer){period_of(GRAIN_QUARTER, date_to_days(when)),
                    "the quarter spoken of, in the year named"};
}

static answer part_of_year(const time_context *context, const time_meaning *meaning)
{
    if (meaning->number < 0)
        return quarter_of_year(context, meaning);
    if (meaning->date.year != 0)
        return (answer){part_in_year(meaning, meaning->date.year), "explicit"};
    const period base = base_of(context, meaning->base, meaning->grain);
    if (!base.known)
        return UNKNOWN;
    const int year = date_from_days(base.day).year;
    const period same = part_in_year(meaning, year);
    if (!same.known)
        return UNKNOWN;
    const bool begun = same.day <= base.day;
    const bool over = period_last_day(same) < base.day;
    if (meaning->grain != GRAIN_SEASON || meaning->shift != 0) {
        if (meaning->word != SHIFT_BARE)
            return (answer){period_shift(same, meaning->word == SHIFT_LAST
                                                   ? (meaning->grain == GRAIN_HALF ? -2 : -4)
                                               : meaning->word == SHIFT_NEXT
                                                   ? (meaning->grain == GRAIN_HALF ? 2 : 4)
                                                   : 0),
                            "year counted from the report"};
    } else if (meaning->word == SHIFT_LAST) {
        return (answer){period_shift(same, over ? 0 : -4), "the last before the report"};
    } else if (meaning->word == SHIFT_NEXT) {
        return (answer){period_shift(same, begun ? 4 : 0), "the next after the report"};
    } else if (meaning->word == SHIFT_THIS) {
        const bool still = meaning->number == SEASON_WINTER && date_from_days(base.day).month <= 2;
        return (answer){period_shift(same, still ? -4 : 0), "year of the report"};
    }
    if (context->tense == TENSE_FUTURE ||
        (context->tense == TENSE_NONE && meaning->grain == GRAIN_SEASON && !begun &&
         3 * (same.day - base.day) < 365))
        return (answer){period_shift(same, over ? 4 : 0),
                        context->tense == TENSE_FUTURE
                            ? "next after the report, as the clause speaks of the future"
                            : "the nearest to the report"};
    return (answer){period_shift(same, begun ? 0 : -4), "last before the report"};
}

static answer holiday(const time_context *context, const time_meaning *meaning)
{
    const int16_t fixed =
        meaning->date.year != 0 ? meaning->date.year : holiday_year(meaning->number);
    if (fixed != 0)
        return (answer){period_of(GRAIN_DAY, date_to_days(holiday_date(meaning->number, fixed))),
                        "explicit feast day"};
    if (context->anchor.year == 0)
        return UNKNOWN;
    const int16_t year = context->anchor.year;
    const date here = holiday_date(meaning->number, year);
    if (meaning->shift != 0) {
        const int shift = meaning->word == SHIFT_LAST ? -1 : meaning->word == SHIFT_NEXT;
        return (answer){period_of(GRAIN_DAY, date_to_days(holiday_date(meaning->number,
                                                                       (int16_t)(year + shift)))),
                        "feast day, year counted from the report"};
    }
    int shift = 0;
    const int32_t day = date_to_days(here);
    if (anchor_has(context, GRAIN_DAY) && meaning->word != SHIFT_THIS) {
        const bool future = meaning->word == SHIFT_NEXT ||
                            (meaning->word == SHIFT_BARE && context->tense == TENSE_FUTURE);
        const bool near = meaning->word == SHIFT_BARE && day - today(context) <= 31;
        shift = future ? day < today(context) : -(day > today(context) && !near);
    }
    return (answer){
        period_of(GRAIN_DAY, date_to_days(holiday_date(meaning->number, (int16_t)(year + shift)))),
        "feast day nearest the report"};
}

/* The nth part of a month or year, the last if n is -1. */
static answer inside(const time_context *context, const time_meaning *meaning)
{
    const date when = meaning->date;
    answer whole = UNKNOWN;
    if (when.month == 0 && when.year == 0) {
        const grain grain = (enum grain)meaning->beside;
        const period base = base_of(context, meaning->base, grain);
        if (base.known)
            whole.period = period_shift(period_of(grain, base.day), meaning->shift);
    } else {
        whole = calendar(context, &(time_meaning){.kind = MEANING_CALENDAR, .date = when});
    }
    if (!whole.period.known)
        return UNKNOWN;
    const int32_t first = whole.period.day, last = period_last_day(whole.period);
    const int32_t middle = meaning->grain == GRAIN_WEEK ? 3 : 0; /* its Thursday, as in ISO 8601 */
    period part = period_of(meaning->grain, meaning->number < 0 ? last : first);
    if (meaning->number < 0 && part.day + middle > last)
        part = period_shift(part, -1);
    else if (meaning->number > 0 && part.day + middle < first)
        part = period_shift(part, 1);
    if (meaning->number > 0)
        part = period_shift(part, meaning->number - 1);
    return part.day + middle > last ? UNKNOWN
                                    : (answer){part, "counted inside the month or year named"};
}

static answer shifted(const time_context *context, const time_meaning *meaning)
{
    if ((meaning->number == 1 || meaning->latest) && context->quarter_spoken_of)
        return (answer){context->quarter, "the quarter spoken of"};
    if (meaning->grain == GRAIN_QUARTER && meaning->word == SHIFT_BARE &&
        context->quarter_spoken_of)
        return (answer){context->quarter, "the quarter spoken of"};
    const period base = base_of(context, meaning->base, meaning->grain);
    if (!base.known)
        return UNKNOWN;
    const period here = period_of(meaning->grain, base.day);
    const bool text = base_is_text(context, meaning->base, meaning->grain);
    int32_t count = meaning->shift - (meaning->latest && meaning->grain == GRAIN_QUARTER);
    if (meaning->grain == GRAIN_WEEKEND && count == 0 && !text && context->tense != TENSE_FUTURE &&
        here.day > base.day && meaning->word == SHIFT_BARE)
        count = -1; /* "over the weekend": the last one */
    if (meaning->grain == GRAIN_WEEKEND && meaning->word == SHIFT_LAST && here.day <= base.day &&
        !text)
        count = here.day + 1 < base.day ? 0 : -1;
    return (answer){period_shift(here, count),
                    text ? "counted from the date spoken of" : "counted from the report"};
}

/* "Four months later it has become": counted from the date spoken of that should end where the
 * report stands; one period more or less is the writer's rounding. */
static answer up_to_now(time_context *context, period counted)
{
    const period here = period_of(counted.grain, today(context));
    for (int32_t shift = -1; shift <= 1; shift++)
        if (period_shift(counted, shift).day == here.day) {
            context->reached_now = true;
            return (answer){here, "counted from the date spoken of, up to the report"};
        }
    return (answer){counted, "counted from the date spoken of"};
}

static answer away(time_context *context, const time_meaning *meaning)
{
    if (meaning->dayless && !context->spoken_here)
        return anchor_has(context, GRAIN_DAY)
                   ? (answer){anchor_period(context), "day of the report"}
                   : UNKNOWN;
    if (meaning->number == 1 && context->quarter_spoken_of)
        return (answer){period_shift(context->quarter, -4), "a year before the quarter spoken of"};
    const period base = base_of(context, meaning->base, meaning->grain);
    if (!base.known)
        return UNKNOWN;
    const bool text = base_is_text(context, meaning->base, meaning->grain);
    const period counted = period_shift(period_of(meaning->grain, base.day), meaning->shift);
    if (text && meaning->shift > 0 && context->reaches_now && counted.known &&
        anchor_has(context, meaning->grain))
        return up_to_now(context, counted);
    return (answer){counted, text ? "counted from the date spoken of" : "counted from the report"};
}

/* ---- Values -------------------------------------------------------------------------------------
 */

static const char *const part_names[] = {"", "TMO", "TAF", "TEV", "TNI", "TDT"};

static bool is_universal(str zone)
{
    return str_equal_nocase(zone, STR("utc")) || str_equal_nocase(zone, STR("gmt"));
}

static str with_clock(arena *arena, str value, const time_meaning *meaning)
{
    if (meaning->clock != 0)
        return str_format(arena, "%.*sT%02d:%02d%s", STR_ARG(value), (meaning->clock - 1) / 60,
                          (meaning->clock - 1) % 60, is_universal(meaning->zone) ? "Z" : "");
    return str_format(arena, "%.*s%s", STR_ARG(value), part_names[meaning->part]);
}

static void set_interval(time_mention *mention, int32_t first, int32_t last)
{
    mention->earliest = date_from_days(first);
    mention->latest = date_from_days(last);
}

static void give_period(const time_context *context, const time_meaning *meaning, answer answer,
                        time_mention *mention)
{
    const bool timed = meaning->clock != 0 || meaning->part != 0;
    mention->rule = answer.rule;
    mention->day_assumed = meaning->dayless;
    mention->value = answer.period.known ? period_value(context->arena, answer.period)
                                         : times_open_value(context->arena, meaning);
    if (timed)
        mention->value = with_clock(context->arena, mention->value, meaning);
    if (answer.period.known)
        set_interval(mention, answer.period.day, period_last_day(answer.period));
}

static void remember(time_context *context, const time_meaning *meaning, period period)
{
    if (!period.known || period.grain > GRAIN_YEAR)
        return;
    context->spoken_of = period;
    context->spoken_here = true;
    const bool over = context->anchor.day == 0 || period_last_day(period) < today(context);
    if (period.grain == GRAIN_QUARTER && over && !(meaning->kind == MEANING_AWAY) &&
        !(meaning->kind == MEANING_PART && meaning->number < 0)) {
        context->quarter = period;
        context->quarter_spoken_of = true;
    }
}

static void range(const time_context *context, const time_meaning *meaning, time_mention *mention)
{
    date from = meaning->date, to = meaning->until;
    mention->rule = "explicit";
    if (from.year == 0) {
        const answer start = place_in_years(context, from, SHIFT_BARE, context->anchor.day != 0);
        mention->rule = start.rule;
        if (!start.period.known) {
            const time_meaning first = {.kind = MEANING_CALENDAR, .date = from},
                               last = {.kind = MEANING_CALENDAR, .date = to};
            const str a = times_open_value(context->arena, &first),
                      b = times_open_value(context->arena, &last);
            mention->value = str_format(context->arena, "%.*s/%.*s", STR_ARG(a), STR_ARG(b));
            return;
        }
        from.year = to.year = date_from_days(start.period.day).year;
    }
    const str a = date_format(context->arena, from), b = date_format(context->arena, to);
    mention->value = str_format(context->arena, "%.*s/%.*s", STR_ARG(a), STR_ARG(b));
    const date last = {to.year, to.month != 0 ? to.month : 12, to.day};
    const int length = date_month_length(last.year, last.month);
    set_interval(
        mention, date_to_days(from),
        date_to_days((date){last.year, last.month, last.day != 0 ? last.day : (uint8_t)length}));
}

/* "the past two weeks", "recent weeks" (about two to eight): up to the report, or from it. */
static void spread(const time_context *context, const time_meaning *meaning, time_mention *mention)
{
    enum { VAGUE_COUNT = 8 };
    if (!meaning->spread || !anchor_has(context, GRAIN_DAY) || meaning->number < UNIT_DAY ||
        meaning->number == UNIT_MILLENNIUM)
        return;
    const int32_t count = meaning->shift < 0 ? VAGUE_COUNT : meaning->shift;
    const int32_t here = today(context);
    int32_t there = here + (meaning->word == SHIFT_NEXT ? count : -count) *
                               (meaning->grain == GRAIN_WEEK ? 7 : 1);
    if (meaning->grain >= GRAIN_MONTH) {
        const period start = period_of(meaning->grain, here);
        const period moved = period_shift(start, meaning->word == SHIFT_NEXT ? count : -count);
        if (!moved.known)
            return;
        there = meaning->word == SHIFT_NEXT ? period_last_day(moved) : moved.day;
    }
    mention->rule =
        meaning->word == SHIFT_NEXT ? "length counted from the report" : "length up to the report";
    set_interval(mention, here < there ? here : there, here < there ? there : here);
}

static str ref_value(int32_t ref)
{
    static const char *const names[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"};
    return str_of(names[ref % 3]);
}

static answer answer_of(time_context *context, const time_meaning *meaning)
{
    switch (meaning->kind) {
    case MEANING_CALENDAR:
        return calendar(context, meaning);
    case MEANING_WEEKDAY:
        return weekday(context, meaning);
    case MEANING_PART:
        return part_of_year(context, meaning);
    case MEANING_HOLIDAY:
        return holiday(context, meaning);
    case MEANING_INSIDE:
        return inside(context, meaning);
    case MEANING_SHIFT:
        return shifted(context, meaning);
    case MEANING_AWAY:
        return away(context, meaning);
    default:
        return UNKNOWN;
    }
}

void times_resolve(time_context *context, const time_meaning *meaning, time_mention *mention)
{
    mention->type = meaning->type;
    mention->mod = str_of(meaning->mod);
    switch (meaning->kind) {
    case MEANING_REF:
        mention->value = ref_value(meaning->number);
        mention->rule = "vague";
        return;
    case MEANING_LENGTH:
    case MEANING_SET:
        mention->value = arena_str(context->arena, str_of(meaning->value));
        mention->rule = meaning->kind == MEANING_SET ? "how often" : "length";
        mention->spread =
            meaning->kind == MEANING_LENGTH && meaning->spread && meaning->word != SHIFT_NEXT;
        if (meaning->kind == MEANING_LENGTH)
            spread(context, meaning, mention);
        return;
    case MEANING_RANGE:
        range(context, meaning, mention);
        return;
    default: {
        const answer answer = answer_of(context, meaning);
        give_period(context, meaning, answer, mention);
        remember(context, meaning, answer.period);
    }
    }
}
