/* times_holiday.h - feast days: their names and their dates. */
#ifndef FACTS_TIMES_HOLIDAY_H
#define FACTS_TIMES_HOLIDAY_H

#include "facts/times.h"

/* Joins the words of a feast day into one item of class HOLIDAY, its value a row number. */
void holidays_mark(str text, time_item_array *items);

/* The date of a feast day in a year 1..9999; year 0 for a row that does not exist. */
date holiday_date(int32_t row, int16_t year);

/* The year that its name implies ("9/11"), or 0. */
int16_t holiday_year(int32_t row);

#endif
