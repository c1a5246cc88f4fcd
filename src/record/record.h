/* record.h - the result: one immutable set of public lists, and its faces. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "compare/comparison.h"

#include <readout.h>

#define RECORD_LISTS(LIST)                                                                         \
    LIST(readout_report, reports)                                                                  \
    LIST(readout_sentence, sentences)                                                              \
    LIST(readout_excluded, excluded)                                                               \
    LIST(readout_entity, entities)                                                                 \
    LIST(readout_statement, statements)                                                            \
    LIST(readout_quotation, quotations)                                                            \
    LIST(readout_copy, copies)                                                                     \
    LIST(readout_shared_source, shared_sources)                                                    \
    LIST(readout_credit, credits)                                                                  \
    LIST(readout_claim, claims)                                                                    \
    LIST(readout_difference, differences)                                                          \
    LIST(readout_time, times)                                                                      \
    LIST(readout_timeline_entry, timeline)

/* Offsets of one report's clean text in its original. */
typedef struct record_origin {
    const source_run *runs;
    uint32_t run_count;
    const uint32_t *line_starts;
    uint32_t line_count;
    bool has_source;
} record_origin;

struct readout_record {
    memory memory;
    arena arena; /* holds everything below, nothing points outside */
    str model;   /* the model's name */
#define RECORD_FIELD(type, name)                                                                   \
    type *name;                                                                                    \
    uint32_t name##_count;
    RECORD_LISTS(RECORD_FIELD)
#undef RECORD_FIELD
    record_origin *origins; /* one a report */
};

/* Copies pile and comparison into the record's arena as the public lists. Called inside
 * memory_try of record->memory. */
void record_build(readout_record *record, const pile *pile, const comparison *comparison,
                  const char *model);

/* The line of the original, from 1, on which its byte `source` lies; 0 where there are none. */
uint32_t record_line_of_source(const readout_record *record, uint32_t report, uint32_t source);

/* Output that stops quietly when the reader goes away. */
typedef struct record_sink {
    readout_writer write;
    void *payload;
    bool failed;
    char hold[4096]; /* gathers small writes */
    size_t held;
} record_sink;

void sink_str(record_sink *sink, str text);
void sink_text(record_sink *sink, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void sink_format(record_sink *sink, const char *format, ...); /* short: at most 256 bytes */
void sink_flush(record_sink *sink);

/* The faces. `scratch` is for their own needs. */
void json_write(record_sink *sink, arena *scratch, const readout_record *record, readout_part part);
void text_write(record_sink *sink, arena *scratch, const readout_record *record,
                const readout_view *view);
void markdown_write(record_sink *sink, arena *scratch, const readout_record *record,
                    readout_part part);
/* The timeline for calendars and for spreadsheets. */
void ics_write(record_sink *sink, arena *scratch, const readout_record *record);
void csv_write(record_sink *sink, arena *scratch, const readout_record *record);
/* The whole record as one HTML file. */
void html_write(record_sink *sink, arena *scratch, const readout_record *record);
void tsv_write(record_sink *sink, arena *scratch, const readout_record *record, readout_part part);

#endif
