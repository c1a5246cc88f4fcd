/* wanted.h - what somebody searches for, as SQL.
 *
 *     "state dept" -oil embass* syria OR iraq
 *        -> ("state dept" AND "embass"* AND ("syria" OR "iraq")) NOT ("oil")     for FTS5
 *
 * Every word goes to FTS5 in quotation marks, so nothing that a user types is its syntax. */
#ifndef STORE_WANTED_H
#define STORE_WANTED_H

#include "store/database.h"

/* All words that begin alike are merged for a search: "a*" takes seconds in a large store. An index
 * of beginnings would more than double that of the words. */
enum { WANTED_BYTES_MAX = 1000, WANTED_WORDS_MAX = 32, WANTED_START_MIN = 3 /* bytes */ };

typedef struct wanted {
    str match; /* empty: no words */
    str name;  /* for the index of names */
    str speaker;
    str outlet;
    bool has_from;
    bool has_to;
    int32_t from; /* days since 1970 */
    int32_t to;
} wanted;

/* Checks a query. False with a reason in *problem, for a person. */
bool wanted_read(arena *arena, const readout_query *query, wanted *wanted, str *problem);

/* Adds " AND ..." for each filter to SQL that has a table `report`, and gives its parameters
 * later, in the same order. */
void wanted_add_sql(const wanted *wanted, buffer *sql);
void wanted_put(const wanted *wanted, query *query);

/* An FTS5 expression from the words of a user; empty when there are none. False with a reason. */
bool wanted_match(arena *arena, str words, str *match, str *problem);

#endif
