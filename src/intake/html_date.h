/* html_date.h - dates as pages write them, for metadata: machine formats first, then words. */
#ifndef INTAKE_HTML_DATE_H
#define INTAKE_HTML_DATE_H

#include "base/calendar.h"

/* Which of 03/04/2022 is the month? Told by the page's language. */
typedef enum date_order { DATE_DAY_FIRST = 0, DATE_MONTH_FIRST } date_order;

/* The first full date (year, month and day) in the text; false if there is none. Reads
 * ISO 8601, 14.03.2022, 14/03/2022, "14 March 2022", "March 14, 2022", "14. März 2022",
 * Unix times. Years before 1990 or after 2100 are none. */
bool html_date_find(str text, date_order order, date *date);

/* A date in the path of an address: /2022/03/14/, /2022-03-14-, /20220314; also only year
 * and month in /2022/03/. */
bool html_date_of_url(str url, date *date);

#endif
