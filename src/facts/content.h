/* content.h - what content.c asks of content_quotes.c. Each `content_` function that finds
 * something adds it to the candidate, sets its frame, and says so. */
#ifndef FACTS_CONTENT_H
#define FACTS_CONTENT_H

#include "facts/candidates.h"

/* The cue with its subject and auxiliaries alone. */
range content_kernel(const syntax *syntax, const candidate *candidate);

/* A quotation in front of the cue and its subject: the surest sign of all. */
bool content_quotation_before(const syntax *syntax, candidate *candidate);

/* A quotation on either side of the cue's clause. */
bool content_quotation(const syntax *syntax, candidate *candidate);

/* One behind a colon that ends the cue's clause. */
bool content_announced(const syntax *syntax, candidate *candidate);

#endif
