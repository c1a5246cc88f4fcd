/* outline.h - the order in which a page shows a record: copies below their originals,
 * statements below their speakers. */
#ifndef RECORD_OUTLINE_H
#define RECORD_OUTLINE_H

#include "record/record.h"

/* Copies folded: a forest over the reports.
 *
 *   report   0   1 <- 4   2   3          parent  {-, -, -, -, 1}
 */
typedef struct fold {
    uint32_t *parent; /* [report]: what it is folded into, or READOUT_NONE */
    uint32_t *first;  /* [report]: its first copy, or READOUT_NONE */
    uint32_t *next;   /* [report]: the next copy of the same parent */
    uint32_t *copy;   /* [report]: into record.copies, when it has a parent */
    uint32_t copies;  /* reports that have a parent */
    uint32_t unread;  /* reports without text */
} fold;

fold fold_reports(arena *arena, const readout_record *record);

/* The report whose headline stands above the page: the first that has one and is no copy. */
uint32_t leading_report(const readout_record *record, const fold *fold);

/* The lead (lead.c): at most LEAD_MAX sentences of the reports; how many. */
enum { LEAD_MAX = 3 };
uint32_t lead_of(const readout_record *record, const fold *fold, readout_span lead[LEAD_MAX]);

/* The statements of one speaker: first, then next[first], next[next[first]] ... */
typedef struct speaker_group {
    uint32_t first;
    uint32_t last;
    uint32_t entity; /* or READOUT_NONE */
    bool named;
    bool present; /* false: the reports name nobody */
} speaker_group;

typedef struct speakers {
    speaker_group *groups; /* named ones first, then unnamed, then nobody */
    uint32_t count;
    uint32_t *next; /* [statement] */
} speakers;

/* The earliest statement of the same unnamed speaker, whose words say the most of who that is. */
const readout_statement *speaker_first(const readout_record *record, const readout_statement *said);

/* The tentative statements, or the others: speakers by entity; without one by their words: named
 * ones through the whole pile, unnamed ones only inside a report, for two "officials" may be
 * different people. */
speakers speakers_group(arena *arena, const readout_record *record, bool tentative);

/* Is this step already told as the speaker, "the statement said", or the addressee, "told CNN"? */
bool channel_is_told(const readout_record *record, const readout_statement *said, size_t step);

/* A short name for a report: its outlet, or the last part of its path, or its id. */
str report_name(const readout_report *report);

/* The span with the quotation marks that stand directly around it. */
readout_span span_with_marks(const readout_record *record, readout_span span);

/* The version that the others of a quotation are compared with: the original, or the fullest. */
size_t quotation_base(const readout_record *record, const readout_quotation *quotation);

#endif
