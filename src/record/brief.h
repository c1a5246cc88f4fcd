/* brief.h - the sections of the page; brief.c has the table of them. */
#ifndef RECORD_BRIEF_H
#define RECORD_BRIEF_H

#include "record/outline.h"
#include "record/page.h"

typedef struct brief {
    page *page;
    readout_part part; /* READOUT_PART_BRIEF shows everything, others one part in full */
    fold fold;
} brief;

/* Says that a section is empty. */
void brief_none(const brief *brief, const char *words);

/* "an edited copy" */
const char *brief_copy_words(readout_copy_kind kind);

void brief_statements(const brief *brief); /* said.c */
void brief_quotations(const brief *brief);
void brief_copies(const brief *brief); /* derived.c */
void brief_shared(const brief *brief);
void brief_differences(const brief *brief);
void brief_lead(const brief *brief); /* claims_text.c */
void brief_claims(const brief *brief);
void brief_explain(const brief *brief, uint32_t claim);

#endif
