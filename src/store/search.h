/* search.h - finding reports and stories. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "record/record.h"
#include "store/database.h"
#include "store/wanted.h"

/* How many reports that match are looked at: the latest that were added. */
enum { SEARCH_LOOKED_AT = 5000 };

typedef struct search_page {
    uint32_t page; /* from 1 */
    uint32_t size;
    readout_face face; /* text or JSON */
    unsigned width;
    bool color;
} search_page;

/* Writes a page of what is found and gives how much is: reports, best first (without words: latest
 * first). */
uint64_t search_reports(database *database, arena *scratch, const wanted *wanted,
                        const search_page *page, record_sink *sink);

/* The same for the stories that have such reports. */
uint64_t search_stories(database *database, arena *scratch, const wanted *wanted,
                        const search_page *page, record_sink *sink);

#endif
