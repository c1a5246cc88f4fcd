/* times_make.h - from matched words to a meaning: the constructors that rules name. Each
 * returns false when the words are no time expression after all. */
#ifndef FACTS_TIMES_MAKE_H
#define FACTS_TIMES_MAKE_H

#include "facts/times.h"

/* The item in front of a match, and the one behind it; NULL at the end of the sentence. */
const time_item *match_before(const time_match *match);
const time_item *match_behind(const time_match *match);
str match_text(const time_match *match, const time_item *item);
/* One of the words, in any case; the list ends with NULL, the item may be NULL. */
bool match_is(const time_match *match, const time_item *item, const char *const *words);
/* last, this or next; what it counts from. */
shift_word match_shift(const time_match *match);
time_base match_base(const time_match *match);

bool make_date(const time_match *match, time_meaning *meaning);
bool make_range(const time_match *match, time_meaning *meaning);
bool make_weekday(const time_match *match, time_meaning *meaning);
bool make_day(const time_match *match, time_meaning *meaning);        /* the 14th */
bool make_day_beside(const time_match *match, time_meaning *meaning); /* day before Monday */
bool make_today(const time_match *match, time_meaning *meaning);
bool make_daypart(const time_match *match, time_meaning *meaning);
bool make_clock(const time_match *match, time_meaning *meaning);
bool make_year(const time_match *match, time_meaning *meaning);
bool make_decade(const time_match *match, time_meaning *meaning);
bool make_century(const time_match *match, time_meaning *meaning);
bool make_quarter(const time_match *match, time_meaning *meaning);
bool make_season(const time_match *match, time_meaning *meaning);
bool make_holiday(const time_match *match, time_meaning *meaning);
bool make_shift(const time_match *match, time_meaning *meaning);
bool make_inside(const time_match *match, time_meaning *meaning); /* the last week of May */
bool make_year_end(const time_match *match, time_meaning *meaning);
bool make_that_day(const time_match *match, time_meaning *meaning); /* ended the day lower */
bool make_year_earlier(const time_match *match, time_meaning *meaning);
bool make_away(const time_match *match, time_meaning *meaning);
bool make_nothing(const time_match *match, time_meaning *meaning); /* ages: not a time */
bool make_length(const time_match *match, time_meaning *meaning);
bool make_spread(const time_match *match, time_meaning *meaning);
bool make_lasting(const time_match *match, time_meaning *meaning);  /* a yearlong fight */
bool make_long_ago(const time_match *match, time_meaning *meaning); /* years ago */
bool make_some_day(const time_match *match, time_meaning *meaning); /* will one day */
bool make_set(const time_match *match, time_meaning *meaning);
bool make_ref(const time_match *match, time_meaning *meaning);

#endif
