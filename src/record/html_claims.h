/* html_claims.h - the matrix of claims by reports, from a view of its own, so that its tests can
 * make one by hand. */
#ifndef RECORD_HTML_CLAIMS_H
#define RECORD_HTML_CLAIMS_H

#include "record/html.h"

typedef struct html_root {
    str text;
    str party; /* may be empty */
    bool named;
    bool own; /* a report in its own voice: it gives no source */
} html_root;

typedef struct html_roots {
    const html_root *items;
    size_t count;
    uint32_t min;
    uint32_t max;
    uint32_t documents;
    uint32_t reports;
} html_roots;

typedef enum html_bearing { HTML_SAYS = 0, HTML_DENIES, HTML_ASIDE } html_bearing;

/* What words of a report say to a claim. */
typedef struct html_voice {
    readout_span span;
    html_bearing bearing;
} html_voice;

typedef enum html_status { HTML_UNCONTESTED = 0, HTML_CONTESTED, HTML_UNATTRIBUTED } html_status;

typedef struct html_claim {
    str text;
    const html_voice *voices;
    size_t voice_count;
    html_roots asserted;
    html_roots denied;
    html_status status;
} html_claim;

/* The claims of the record, record->claims_count of them. */
const html_claim *html_claims_of(arena *arena, const readout_record *record);

/* A section with a table: contested claims first, a column for each report that is no copy. */
void html_matrix(html *html, const html_claim *claims, uint32_t count);

#endif
