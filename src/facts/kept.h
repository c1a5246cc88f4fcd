/* kept.h - a report with its layers as bytes, so that it need not be read again.
 *
 * The bytes are of this program on this machine: who keeps them notes which version made them, and
 * asks for no others. They may be damaged or meant ill, so all that points somewhere is checked
 * before a report is given back. */
#ifndef FACTS_KEPT_H
#define FACTS_KEPT_H

#include "facts/facts.h"

/* A report and what the stages made of it; no CoNLL-U. */
typedef struct kept {
    report report;
    analysis analysis; /* but its labels */
    facts facts;
} kept;

/* Adds it to `out`. */
void kept_write(const kept *kept, arena *scratch, buffer *out);

/* Fills a zeroed `kept`, which points into the bytes. `labels` are those of the model that made the
 * trees, or NULL when it makes none. False: these are no such bytes, or not whole. */
bool kept_read(arena *keep, arena *scratch, str bytes, const labels *labels, kept *kept);

#endif
