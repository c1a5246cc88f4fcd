/* weight.h - how well a report fits what is searched for: an auxiliary function of FTS5. */
#ifndef STORE_WEIGHT_H
#define STORE_WEIGHT_H

struct sqlite3;

/* Gives the connection the function weight(words): the larger, the better. SQLITE_OK or another
 * code of SQLite. */
int weight_register(struct sqlite3 *handle);

#endif
