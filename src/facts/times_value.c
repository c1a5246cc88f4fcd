/* times_value.c - periods of the calendar: which one holds a day, its neighbours, its ISO 8601
 * name as TIMEX3 writes it, its first and last day. */
#include "facts/times.h"
#include "facts/times_holiday.h"

static const date NO_DATE = {0, 0, 0};

grain grain_of_unit(int unit)
{
    switch (unit) {
    case UNIT_WEEKEND:
        return GRAIN_WEEKEND;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        return GRAIN_WEEK;
    case UNIT_MONTH:
        return GRAIN_MONTH;
    case UNIT_QUARTER:
        return GRAIN_QUARTER;
    case UNIT_SEASON:
        return GRAIN_SEASON;
    case UNIT_HALF:
        return GRAIN_HALF;
    case UNIT_YEAR:
        return GRAIN_YEAR;
    case UNIT_DECADE:
        return GRAIN_DECADE;
    case UNIT_CENTURY:
    case UNIT_MILLENNIUM:
        return GRAIN_CENTURY;
    default:
        return GRAIN_DAY;
    }
}

/* Months in a period, 0 for those counted in days. */
static int months_of(grain grain)
{
    static const int months[] = {
        [GRAIN_MONTH] = 1, [GRAIN_QUARTER] = 3,  [GRAIN_SEASON] = 3,    [GRAIN_HALF] = 6,
        [GRAIN_YEAR] = 12, [GRAIN_DECADE] = 120, [GRAIN_CENTURY] = 1200};
    return grain >= GRAIN_MONTH ? months[grain] : 0;
}

/* The first day of month number `month`, counted from January of year 0. */
static period first_of_month(grain grain, int32_t month)
{
    const date first = {(int16_t)(month / 12), (uint8_t)(month % 12 + 1), 1};
    if (month < 12 || month >= 9990 * 12)
        return (period){.grain = grain};
    return (period){grain, date_to_days(first), true};
}

period period_of(grain grain, int32_t day)
{
    const date date = date_from_days(day);
    if (date.year == 0)
        return (period){.grain = grain};
    const int32_t monday = day - date_weekday(date);
    if (grain == GRAIN_DAY)
        return (period){grain, day, true};
    if (grain == GRAIN_WEEK)
        return (period){grain, monday, true};
    if (grain == GRAIN_WEEKEND)
        return (period){grain, monday + 5, true};
    const int32_t month = date.year * 12 + date.month - 1;
    const int length = months_of(grain);
    const int32_t offset = grain == GRAIN_SEASON ? 2 : 0; /* spring starts in March */
    return first_of_month(grain, month - (month - offset + length) % length);
}

period period_shift(period period, int32_t count)
{
    const int months = months_of(period.grain);
    if (!period.known || count > 100000 || count < -100000)
        return (struct period){.grain = period.grain};
    if (months == 0)
        return period_of(period.grain, period.day + count * (period.grain == GRAIN_DAY ? 1 : 7));
    const date first = date_from_days(period.day);
    return first_of_month(period.grain, first.year * 12 + first.month - 1 + count * months);
}

int32_t period_last_day(period period)
{
    if (period.grain == GRAIN_DAY)
        return period.day;
    if (period.grain == GRAIN_WEEKEND)
        return period.day + 1;
    if (period.grain == GRAIN_WEEK)
        return period.day + 6;
    const struct period next = period_shift(period, 1);
    return next.known ? next.day - 1 : period.day;
}

/* The ISO week of a day and the year that the week belongs to (ISO 8601: the one that holds
 * its Thursday). */
static int iso_week(int32_t day, int *year)
{
    const date date = date_from_days(day);
    const struct date thursday = date_from_days(day - date_weekday(date) + 3);
    *year = thursday.year;
    return (date_to_days(thursday) - date_to_days((struct date){thursday.year, 1, 1})) / 7 + 1;
}

str period_value(arena *arena, period period)
{
    const date first = period.known ? date_from_days(period.day) : NO_DATE;
    int year = first.year;
    switch (period.grain) {
    case GRAIN_DAY:
        return date_format(arena, first);
    case GRAIN_WEEK:
    case GRAIN_WEEKEND: {
        const int week = iso_week(period.day, &year);
        return str_format(arena, "%04d-W%02d%s", year, week,
                          period.grain == GRAIN_WEEKEND ? "-WE" : "");
    }
    case GRAIN_MONTH:
        return str_format(arena, "%04d-%02d", year, first.month);
    case GRAIN_QUARTER:
        return str_format(arena, "%04d-Q%d", year, (first.month + 2) / 3);
    case GRAIN_HALF:
        return str_format(arena, "%04d-H%d", year, first.month > 6 ? 2 : 1);
    case GRAIN_SEASON: {
        static const char *const names[] = {"SP", "SU", "FA", "WI"};
        return str_format(arena, "%04d-%s", year, names[(first.month - 3) / 3 & 3]);
    }
    case GRAIN_YEAR:
        return str_format(arena, "%04d", year);
    case GRAIN_DECADE:
        return str_format(arena, "%03d", year / 10);
    case GRAIN_CENTURY:
        break;
    }
    return str_format(arena, "%02d", year / 100);
}

/* The value of what could not be resolved: what is known of it, X for the rest. */
str times_open_value(arena *arena, const time_meaning *meaning)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    static const char *const grains[] = {"XXXX-XX-XX", "XXXX-WXX-WE", "XXXX-WXX", "XXXX-XX",
                                         "XXXX-QX",    "XXXX-XX",     "XXXX-HX",  "XXXX",
                                         "XXX",        "XX"};
    const date when = meaning->date;
    switch (meaning->kind) {
    case MEANING_CALENDAR:
        if (when.month == 0)
            return str_format(arena, "XXXX-XX-%02d", when.day);
        return when.day != 0 ? str_format(arena, "XXXX-%02d-%02d", when.month, when.day)
                             : str_format(arena, "XXXX-%02d", when.month);
    case MEANING_WEEKDAY:
        if (when.day != 0)
            return str_format(arena, "XXXX-XX-%02d", when.day);
        return str_format(arena, "XXXX-WXX-%d", (int)meaning->number + 1);
    case MEANING_PART:
        if (meaning->grain == GRAIN_SEASON)
            return str_format(arena, "XXXX-%s", seasons[meaning->number & 3]);
        return str_format(arena, "XXXX-%c%d", meaning->grain == GRAIN_HALF ? 'H' : 'Q',
                          (int)meaning->number + 1);
    case MEANING_HOLIDAY: {
        const date one = holiday_date(meaning->number, 2001);
        const date other = holiday_date(meaning->number, 2002);
        return one.month == other.month && one.day == other.day
                   ? str_format(arena, "XXXX-%02d-%02d", one.month, one.day)
                   : STR("XXXX-XX-XX");
    }
    default:
        return str_of(grains[meaning->grain]);
    }
}
