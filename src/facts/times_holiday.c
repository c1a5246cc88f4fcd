/* times_holiday.c - the feast days that news dates by, as a table: names in lower case, and
 * how to find the day. Sources: US federal holidays (5 U.S.C. 6103), the British bank
 * holidays, the Western church calendar (Easter by the Gregorian computus, Meeus 1991). */
#include "facts/times_holiday.h"

#include <string.h>

typedef enum holiday_kind {
    FIXED, /* month, day */
    NTH,   /* the nth weekday of a month; -1 the last; plus `more` days */
    EASTER /* `more` days after Easter Sunday */
} holiday_kind;

typedef struct holiday {
    const char *name;
    holiday_kind kind;
    int8_t month;
    int8_t day; /* or which one, for NTH */
    int8_t weekday;
    int8_t more;
    int16_t year; /* when the name means one year only */
} holiday;

/* A longer name stands before its beginning. */
static const holiday holidays[] = {
    {"new year's eve", FIXED, 12, 31, 0, 0, 0},
    {"new year's day", FIXED, 1, 1, 0, 0, 0},
    {"new years eve", FIXED, 12, 31, 0, 0, 0},
    {"new years day", FIXED, 1, 1, 0, 0, 0},
    {"martin luther king jr. day", NTH, 1, 3, 0, 0, 0},
    {"martin luther king day", NTH, 1, 3, 0, 0, 0},
    {"inauguration day", FIXED, 1, 20, 0, 0, 0},
    {"groundhog day", FIXED, 2, 2, 0, 0, 0},
    {"valentine's day", FIXED, 2, 14, 0, 0, 0},
    {"presidents day", NTH, 2, 3, 0, 0, 0},
    {"presidents' day", NTH, 2, 3, 0, 0, 0},
    {"st. patrick's day", FIXED, 3, 17, 0, 0, 0},
    {"april fools' day", FIXED, 4, 1, 0, 0, 0},
    {"earth day", FIXED, 4, 22, 0, 0, 0},
    {"may day", FIXED, 5, 1, 0, 0, 0},
    {"mother's day", NTH, 5, 2, 6, 0, 0},
    {"memorial day", NTH, 5, -1, 0, 0, 0},
    {"father's day", NTH, 6, 3, 6, 0, 0},
    {"juneteenth", FIXED, 6, 19, 0, 0, 0},
    {"independence day", FIXED, 7, 4, 0, 0, 0},
    {"fourth of july", FIXED, 7, 4, 0, 0, 0},
    {"bastille day", FIXED, 7, 14, 0, 0, 0},
    {"labor day", NTH, 9, 1, 0, 0, 0},
    {"columbus day", NTH, 10, 2, 0, 0, 0},
    {"halloween", FIXED, 10, 31, 0, 0, 0},
    {"guy fawkes night", FIXED, 11, 5, 0, 0, 0},
    {"election day", NTH, 11, 1, 0, 1, 0},
    {"veterans day", FIXED, 11, 11, 0, 0, 0},
    {"armistice day", FIXED, 11, 11, 0, 0, 0},
    {"thanksgiving day", NTH, 11, 4, 3, 0, 0},
    {"thanksgiving", NTH, 11, 4, 3, 0, 0},
    {"black friday", NTH, 11, 4, 3, 1, 0},
    {"cyber monday", NTH, 11, 4, 3, 4, 0},
    {"christmas eve", FIXED, 12, 24, 0, 0, 0},
    {"christmas day", FIXED, 12, 25, 0, 0, 0},
    {"christmas", FIXED, 12, 25, 0, 0, 0},
    {"boxing day", FIXED, 12, 26, 0, 0, 0},
    {"ash wednesday", EASTER, 0, 0, 0, -46, 0},
    {"palm sunday", EASTER, 0, 0, 0, -7, 0},
    {"good friday", EASTER, 0, 0, 0, -2, 0},
    {"easter sunday", EASTER, 0, 0, 0, 0, 0},
    {"easter monday", EASTER, 0, 0, 0, 1, 0},
    {"easter", EASTER, 0, 0, 0, 0, 0},
    {"pentecost", EASTER, 0, 0, 0, 49, 0},
    {"9/11", FIXED, 9, 11, 0, 0, 2001},
};

enum { HOLIDAY_COUNT = sizeof holidays / sizeof holidays[0] };

/* ---- Dates ---------------------------------------------------------------------------------- */

static date easter(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return (date){(int16_t)year, (uint8_t)(n / 31), (uint8_t)(n % 31 + 1)};
}

static int32_t nth_weekday(const holiday *row, int16_t year)
{
    const int length = date_month_length(year, row->month);
    const uint8_t month = (uint8_t)row->month;
    if (row->day < 0) {
        const date last = {year, month, (uint8_t)length};
        return date_to_days(last) - (date_weekday(last) - row->weekday + 7) % 7;
    }
    const date first = {year, month, 1};
    return date_to_days(first) + (row->weekday - date_weekday(first) + 7) % 7 + 7 * (row->day - 1);
}

date holiday_date(int32_t row, int16_t year)
{
    if (row < 0 || row >= HOLIDAY_COUNT || year < 1 || year > 9998)
        return (date){0, 0, 0};
    const holiday *holiday = &holidays[row];
    switch (holiday->kind) {
    case NTH:
        return date_from_days(nth_weekday(holiday, year) + holiday->more);
    case EASTER:
        return date_from_days(date_to_days(easter(year)) + holiday->more);
    case FIXED:
        break;
    }
    return (date){year, (uint8_t)holiday->month, (uint8_t)holiday->day};
}

int16_t holiday_year(int32_t row)
{
    return row >= 0 && row < HOLIDAY_COUNT ? holidays[row].year : 0;
}

/* ---- Names ------------------------------------------------------------------------------------
 */

/* Bytes of `text` at `start` that spell the name, either apostrophe; 0 if they do not. */
static uint32_t spelled(str text, uint32_t start, const char *name)
{
    size_t at = start;
    for (; *name != '\0'; name++) {
        if (*name == '\'' && text.len - at >= 3 && memcmp(text.data + at, "\xe2\x80\x99", 3) == 0) {
            at += 3;
            continue;
        }
        if (at >= text.len)
            return 0;
        const char c = text.data[at++];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c) != *name)
            return 0;
    }
    const char behind = at < text.len ? text.data[at] : ' ';
    const bool word = (behind >= 'a' && behind <= 'z') || (behind >= '0' && behind <= '9');
    return word ? 0 : (uint32_t)at;
}

void holidays_mark(str text, time_item_array *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        time_item *item = &items->items[i];
        const char first = text.data[item->start];
        if (!item->upper && first != '9')
            continue;
        const char lower = (char)(item->upper ? first + ('a' - 'A') : first);
        for (int32_t row = 0; row < HOLIDAY_COUNT; row++) {
            const uint32_t end =
                holidays[row].name[0] == lower ? spelled(text, item->start, holidays[row].name) : 0;
            if (end == 0)
                continue;
            uint32_t last = i;
            while (last + 1 < items->count && items->items[last + 1].end <= end)
                last++;
            if (items->items[last].end != end)
                continue;
            *item = (time_item){.start = item->start,
                                .end = end,
                                .classes = TC(HOLIDAY),
                                .value = row,
                                .space_before = item->space_before,
                                .upper = true,
                                .letters = true};
            if (last > i)
                memmove(&items->items[i + 1], &items->items[last + 1],
                        (items->count - last - 1) * sizeof *items->items);
            items->count -= last - i;
            break;
        }
    }
}
