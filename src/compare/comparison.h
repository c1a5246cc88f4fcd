/* comparison.h - what a pile's reports have to do with each other: the fourth room. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "facts/facts.h"

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

/* An entity of the pile: the reports' entities that are one. */
typedef struct pile_entity {
    name_kind kind;
    str name;
    str_array aliases;
    str_array roles;
} pile_entity;
typedef array_of(pile_entity) pile_entity_array;

typedef struct quotation_version {
    uint32_t report;
    uint32_t quote; /* into that report's facts.quotes */
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
    uint32_t time;
    pile_span_array sources;
} timeline_entry;
typedef array_of(timeline_entry) timeline_array;

typedef struct comparison {
    copy_array copies;
    shared_source_array shared;
    pile_entity_array entities;
    uint32_t **entity_of; /* [report][the report's entity] -> pile entity */
    quotation_array quotations;
    timeline_array timeline;
    report_date *published; /* [report]: as intake found it, or inferred */
} comparison;

/* Which reports derive from which, with evidence; and texts that independent reports
 * quote alike. */
void copies_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* Joins the reports' entities by exact full name. A first version. */
void entities_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* One entry for each quotation; the same words in several reports are one. */
void quotations_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

/* Dates of the story, merged over reports; entries are sorted by date. */
void timeline_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison);

#endif
