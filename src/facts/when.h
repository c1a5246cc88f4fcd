/* when.h - which time a statement was made at. */
#ifndef FACTS_WHEN_H
#define FACTS_WHEN_H

#include "facts/facts.h"

/* Fills statement.when from facts.times. */
void when_run(const report *report, const analysis *analysis, facts *facts);

#endif
