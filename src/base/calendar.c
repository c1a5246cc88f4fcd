/* calendar.c - see calendar.h.
 *
 * Day numbers: the year is taken to begin on 1 March, so that the leap day is its last and
 * the months before it follow one formula; 400 such years are one era of 146,097 days. */
#include "base/calendar.h"

enum {
    YEAR_MAX = 9999,
    ERA_DAYS = 146097,
    EPOCH_DAYS = 719468 /* from 0000-03-01 to 1970-01-01 */
};

typedef struct named {
    str full;
    str shorter[3]; /* as newspapers abbreviate it; AP and the Guardian style books */
} named;

static const named MONTHS[12] = {
    {STR_INIT("january"), {STR_INIT("jan")}},
    {STR_INIT("february"), {STR_INIT("feb")}},
    {STR_INIT("march"), {STR_INIT("mar")}},
    {STR_INIT("april"), {STR_INIT("apr")}},
    {STR_INIT("may"), {STR_INIT("may")}},
    {STR_INIT("june"), {STR_INIT("jun")}},
    {STR_INIT("july"), {STR_INIT("jul")}},
    {STR_INIT("august"), {STR_INIT("aug")}},
    {STR_INIT("september"), {STR_INIT("sep"), STR_INIT("sept")}},
    {STR_INIT("october"), {STR_INIT("oct")}},
    {STR_INIT("november"), {STR_INIT("nov")}},
    {STR_INIT("december"), {STR_INIT("dec")}},
};

static const named WEEKDAYS[7] = {
    {STR_INIT("monday"), {STR_INIT("mon")}},
    {STR_INIT("tuesday"), {STR_INIT("tue"), STR_INIT("tues")}},
    {STR_INIT("wednesday"), {STR_INIT("wed"), STR_INIT("weds")}},
    {STR_INIT("thursday"), {STR_INIT("thu"), STR_INIT("thur"), STR_INIT("thurs")}},
    {STR_INIT("friday"), {STR_INIT("fri")}},
    {STR_INIT("saturday"), {STR_INIT("sat")}},
    {STR_INIT("sunday"), {STR_INIT("sun")}},
};

static bool leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_length(int year, int month)
{
    static const int8_t LENGTHS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap_year(year) ? 29 : LENGTHS[month - 1];
}

bool date_valid(date date)
{
    if (date.year < 1 || date.year > YEAR_MAX || date.month > 12)
        return false;
    return date.month == 0 ? date.day == 0 : date.day <= date_month_length(date.year, date.month);
}

int32_t date_to_days(date date)
{
    const int32_t month = date.month > 0 ? date.month : 1;
    const int32_t year = (date.year > 0 ? date.year : 1) - (month <= 2);
    const int32_t era = year / 400;
    const int32_t year_of_era = year - era * 400;
    const int32_t days_before = date.day > 0 ? date.day - 1 : 0;
    const int32_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + days_before;
    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           EPOCH_DAYS;
}

date date_from_days(int32_t days)
{
    static const date FIRST = {1, 1, 1}, LAST = {YEAR_MAX, 12, 31};
    if (days < date_to_days(FIRST) || days > date_to_days(LAST))
        return (date){0, 0, 0};
    const int32_t shifted = days + EPOCH_DAYS;
    const int32_t era = shifted / ERA_DAYS;
    const int32_t day_of_era = shifted % ERA_DAYS;
    const int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
    const int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int32_t march_month = (5 * day_of_year + 2) / 153;
    const int32_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (date){(int16_t)(year_of_era + era * 400 + (month <= 2)), (uint8_t)month,
                  (uint8_t)(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

int date_weekday(date date)
{
    /* 1970-01-01 was a Thursday; the added weeks keep the sum above 0. */
    return (int)((date_to_days(date) + 3 + 7 * EPOCH_DAYS) % 7);
}

int date_compare(date a, date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

readout_precision date_precision(date date)
{
    if (date.year == 0)
        return READOUT_PRECISION_NONE;
    if (date.month == 0)
        return READOUT_PRECISION_YEAR;
    return date.day == 0 ? READOUT_PRECISION_MONTH : READOUT_PRECISION_DAY;
}

str date_format(arena *arena, date date)
{
    switch (date_precision(date)) {
    case READOUT_PRECISION_NONE:
        break;
    case READOUT_PRECISION_YEAR:
        return str_format(arena, "%04d", date.year);
    case READOUT_PRECISION_MONTH:
        return str_format(arena, "%04d-%02d", date.year, date.month);
    case READOUT_PRECISION_DAY:
        return str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
    }
    return STR("");
}

/* Takes exactly `digits` digits off *rest; 0 if they are not there. */
static uint32_t take_digits(str *rest, size_t digits)
{
    uint32_t number = 0;
    if (rest->len < digits || !str_number(str_slice(*rest, 0, digits), &number))
        return 0;
    *rest = str_slice(*rest, digits, rest->len);
    return number;
}

static bool take_dash(str *rest)
{
    if (!str_starts(*rest, STR("-")))
        return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

/* May `rest` stand behind a whole day: nothing, a time, a zone, or other text? */
static bool ends_day(str rest)
{
    if (rest.len == 0 || str_starts_nocase(rest, STR("T")) || str_starts_nocase(rest, STR("Z")))
        return true;
    const char next = rest.data[0];
    return !(next >= '0' && next <= '9') && !(next >= 'A' && next <= 'Z') &&
           !(next >= 'a' && next <= 'z');
}

bool date_parse_iso(str text, date *date)
{
    str rest = str_trim(text);
    const uint32_t year = take_digits(&rest, 4);
    uint32_t month = 0;
    uint32_t day = 0;
    const bool dashes = take_dash(&rest);
    if (dashes || rest.len > 0) {
        month = take_digits(&rest, 2);
        if (month == 0)
            return false;
        const bool more = dashes ? take_dash(&rest) : true; /* "202203" is no ISO date */
        if (more) {
            day = take_digits(&rest, 2);
            if (day == 0 || !ends_day(rest))
                return false;
        } else if (rest.len > 0) {
            return false;
        }
    }
    const struct date found = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (date_valid(found))
        *date = found;
    return date_valid(found);
}

static int find_named(const named *table, int count, str name)
{
    if (str_ends(name, STR(".")))
        name.len--;
    if (name.len == 0)
        return -1;
    for (int i = 0; i < count; i++) {
        if (str_equal_nocase(name, table[i].full))
            return i;
        for (int j = 0; j < 3; j++)
            if (str_equal_nocase(name, table[i].shorter[j]))
                return i;
    }
    return -1;
}

int date_month_of(str name)
{
    return find_named(MONTHS, 12, name) + 1;
}

int date_weekday_of(str name)
{
    return find_named(WEEKDAYS, 7, name);
}
