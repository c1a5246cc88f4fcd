/* stated.h - dates that a report states of itself, in words. */
#ifndef INTAKE_STATED_H
#define INTAKE_STATED_H

#include "intake/report.h"

/* The first full date (day, month and year) in a line: "March 14, 2022", "14 Mar 2022",
 * "2022-03-14", "14.03.2022". False if there is none; "03/04/2022" is ambiguous and none. */
bool stated_date(str line, date *date);

/* Year, month and day in an address: ".../2022/03/14/...", ".../2022-03-14-...". */
bool stated_in_url(str url, date *date);

typedef enum stated_kind {
    STATED_NONE = 0,
    STATED_PUBLISHED, /* "Published: March 14, 2022", "3 hours ago" */
    STATED_MODIFIED,  /* "Updated 14 March 2022 10:00" */
    STATED_DATE,      /* nothing but a date and time */
    STATED_DATELINE   /* a place and a date, with or without a year */
} stated_kind;

/* What a short line says about the report's date. *date has year 0 if it names none. */
stated_kind stated_line(str line, date *date);

/* The dateline before the first sentence: "ROME, March 14 (Reuters) -". The part up to the
 * dash, or the empty slice. */
str stated_dateline(str paragraph);

#endif
