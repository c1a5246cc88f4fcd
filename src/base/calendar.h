/* calendar.h - dates in the proleptic Gregorian calendar, years 1..9999. No clock, no time
 * zone, no locale. Day numbers count from 1970-01-01 = 0 (H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms"). */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/str.h"

typedef struct date {
    int16_t year;  /* 0: no date */
    uint8_t month; /* 0: only the year is known */
    uint8_t day;   /* 0: only the month is known */
} date;

bool date_valid(date date);        /* exists; month and day may be 0, the year not */
int32_t date_to_days(date date);   /* missing parts count as 1 */
date date_from_days(int32_t days); /* no date outside years 1..9999 */
int date_weekday(date date);       /* 0 Monday .. 6 Sunday */
int date_month_length(int year, int month);
int date_compare(date a, date b); /* missing parts sort first */
readout_precision date_precision(date date);
str date_format(arena *arena, date date); /* "2022-03-14", "2022-03", "2022", "" */

/* Reads the date at the start of ISO 8601 / RFC 3339 text ("2022-03-14T10:00:00Z",
 * "20220314", "2022-03"): the day as written there, without shifting to UTC. */
bool date_parse_iso(str text, date *date);

/* 1..12 for "March", "Mar", "mar." in any case; 0 if it is no English month. */
int date_month_of(str name);

/* 0..6 for "Monday", "Mon", "Tues." in any case; -1 if it is no English weekday. */
int date_weekday_of(str name);

#endif
