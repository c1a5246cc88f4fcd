/* comparison.h - what a pile's reports have to do with each other: the fourth room. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "facts/facts.h"
#include "learn/model.h"

/* A report with all its layers; none is changed any more. */
typedef struct reading {
    const report *report;
    const analysis *analysis;
    const facts *facts;
} reading;

typedef struct pile {
    const reading *readings;
    uint32_t count;
} pile;

/* Bytes of the clean text of one report of the pile. report == READOUT_NONE: not there. */
typedef readout_span pile_span;

typedef struct evidence {
    const char *kind;
    str text;
    pile_span a; /* in the copy */
    pile_span b; /* in the original */
} evidence;
typedef array_of(evidence) evidence_array;

typedef struct copy {
    uint32_t copy;
    uint32_t of;
    readout_copy_kind kind;
    readout_direction direction;
    bool missing_ancestor;
    double score;
    evidence_array evidence;
} copy;
typedef array_of(copy) copy_array;

typedef array_of(pile_span) pile_span_array;

typedef struct shared_source {
    uint32_t *reports;
    uint32_t report_count;
    str speaker;
    pile_span_array spans; /* one a report, the same words */
} shared_source;
typedef array_of(shared_source) shared_source_array;

/* Whom a report names as the source of its text. */
typedef struct source_credit {
    readout_credit_kind kind;
    str name;
    text_span span;
} source_credit;
typedef array_of(source_credit) source_credit_array;

/* What a copy made of a sentence of its original. */
typedef struct difference {
    readout_difference_kind kind;
    str text;
    pile_span a; /* in the original */
    pile_span b; /* in the copy */
    const char *verdict;
} difference;
typedef array_of(difference) difference_array;

/* An entity of the pile: the reports' entities that are one. */
typedef struct pile_entity {
    name_kind kind;
    str name;
    str_array aliases;
    str_array roles;
    str country;     /* as entity.country */
    str party;       /* as entity.party */
    bool government; /* a country, a capital that acts for it, or a seat of government */
} pile_entity;
typedef array_of(pile_entity) pile_entity_array;

typedef struct quotation_version {
    uint32_t report;
    uint32_t quote;     /* into that report's facts.quotes */
    uint32_t statement; /* into that report's facts.statements, or UINT32_MAX */
} quotation_version;

typedef struct quotation {
    uint32_t speaker; /* pile entity or READOUT_NONE */
    array_of(quotation_version) versions;
    readout_verdict verdict;
    array_of(readout_change) changes;
} quotation;
typedef array_of(quotation) quotation_array;

typedef struct timeline_entry {
    str value;
    const char *precision;
    date earliest;
    date latest;
    uint32_t report; /* of the time that dates it */
    uint32_t time;   /* of that report, or UINT32_MAX: the report's own date bounds it */
    pile_span words; /* that tell it, where the sentence tells more; empty: the sentence */
    str reason;      /* of a bound; empty: the rule of the time says how it was resolved */
    pile_span_array sources;
    pile_span_array copies; /* the same in copies of those reports */
    uint32_t claim;         /* that it carries, or READOUT_NONE */
} timeline_entry;
typedef array_of(timeline_entry) timeline_array;

/* The first and last day on which a report can have been published; year 0: not known. */
typedef struct date_bounds {
    date earliest;
    date latest;
} date_bounds;

/* One step of the way from a span of a claim back to where it starts, in words. */
typedef struct claim_step {
    const char
        *kind; /* "voice", "speaker", "channel", "teller", "report", "copy", "rests", "count" */
    str text;
} claim_step;
typedef array_of(claim_step) claim_step_array;

/* Words of a report that carry a claim, deny it, or only mention it. */
typedef struct claim_span {
    pile_span span;
    uint32_t sentence;
    uint32_t statement; /* of that report: who says it; UINT32_MAX: the report itself */
    readout_bearing bearing;
    readout_counted counted;
    bool quoted;
    uint32_t root; /* into claim.roots, or claim.deny_roots of a denial; READOUT_NONE: adds none */
    claim_step_array walk;
} claim_span;
typedef array_of(claim_span) claim_span_array;

/* A distinct origin inside the pile. */
typedef struct claim_root {
    uint32_t entity; /* of the pile, or READOUT_NONE */
    str text;        /* its name, or the words for somebody unnamed, or the report's name */
    bool named;
    bool own; /* the report's own voice */
    str party;
    uint32_t span; /* into claim.spans: the first that leads to it */
} claim_root;
typedef array_of(claim_root) claim_root_array;

typedef array_of(uint32_t) index_array;

typedef struct claim_count {
    uint32_t documents;
    uint32_t reports; /* once copies are folded */
    uint32_t roots_min;
    uint32_t roots_max;
} claim_count;

/* What one or more reports say, with all places that carry it. */
typedef struct claim {
    pile_span text;
    pile_span clause;       /* of the text, without what it takes in to be read alone */
    uint32_t clarity;       /* of the text, for the order */
    claim_span_array spans; /* by bearing, then by report and position */
    claim_count asserted;
    claim_count denied;
    claim_root_array roots; /* named first */
    claim_root_array deny_roots;
    str_array parties;
    str_array deny_parties;
    index_array opposes; /* claims that say the opposite */
    bool denial;         /* it is itself a denial */
    readout_claim_status status;
} claim;
typedef array_of(claim) claim_array;

typedef struct comparison {
    copy_array copies;
    shared_source_array shared;
    source_credit_array *credits; /* [report] */
    difference_array differences;
    pile_entity_array entities;
    uint32_t **entity_of; /* [report][the report's entity] -> pile entity */
    quotation_array quotations;
    timeline_array timeline;
    claim_array claims;     /* contested first, then by reports and roots */
    report_date *published; /* [report]: as intake found it, or inferred */
    date_bounds *bounds;    /* [report]: of an inferred date; NULL: none was */
    time_array *times; /* [report]: facts.times, resolved against `published`; NULL: as they are */
} comparison;

/* Which reports derive from which, with evidence; texts that independent reports quote alike;
 * whom each report credits. */
void copies_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* Joins the reports' entities by exact full name. A first version. */
void entities_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* The dates of reports that state none, inferred from the rest of the pile: published, bounds,
 * times. Needs copies and entities. */
void dates_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* The times of a report, as dates_run resolved them. */
const time_array *times_of(const pile *pile, const comparison *comparison, uint32_t report);

/* One entry for each quotation; the same words in several reports are one. */
void quotations_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* What copies altered, by their sentences and those of their originals. Needs copies. */
void differences_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* Where independent reports differ: numbers, offices, spellings, contested claims; added to
 * differences. Needs copies, entities, dates, claims. */
void disagreements_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* What is claimed, by how many, and who denies it. Needs copies, entities, differences. Without
 * a model words are only alike by their stems. */
void claims_run(arena *keep, arena *scratch, const model *model, const pile *pile,
                comparison *comparison);

/* Dates of the story, merged over reports; entries are sorted by date. */
void timeline_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

#endif
