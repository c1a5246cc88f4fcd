/* record_api.c - the functions of readout.h on a record: lists, text and origin of spans,
 * writing. */
#include "base/error.h"
#include "record/record.h"

#include <stdlib.h>

#define RECORD_LIST(type, name)                                                                    \
    const type *readout_record_##name(const readout_record *record, size_t *count)                 \
    {                                                                                              \
        *count = record->name##_count;                                                             \
        return record->name;                                                                       \
    }
RECORD_LISTS(RECORD_LIST)
#undef RECORD_LIST

void readout_record_free(readout_record *record)
{
    if (record == NULL)
        return;
    arena_finish(&record->arena);
    free(record);
}

/* ---- Spans ---------------------------------------------------------------------------- */

static bool span_there(const readout_record *record, readout_span span)
{
    return span.report < record->reports_count && span.start < span.end &&
           span.end <= record->reports[span.report].text.len;
}

readout_str readout_record_text(const readout_record *record, readout_span span)
{
    if (!span_there(record, span))
        return (readout_str){NULL, 0};
    return str_slice(record->reports[span.report].text, span.start, span.end);
}

/* The number of runs that start at or before clean byte `at`. */
static uint32_t runs_before(const record_origin *origin, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = origin->run_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (origin->runs[middle].text <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The bytes [*start, *end) of the original behind one clean byte: one byte inside a run, the
 * whole gap between two runs. */
static void locate(const record_origin *origin, uint32_t at, uint32_t *start, uint32_t *end)
{
    const uint32_t next = runs_before(origin, at);
    const source_run run = next > 0 ? origin->runs[next - 1] : (source_run){0, 0, 0};
    if (at - run.text < run.length) {
        *start = run.source + (at - run.text);
        *end = *start + 1;
        return;
    }
    *start = run.source + run.length;
    *end = next < origin->run_count ? origin->runs[next].source : *start;
}

bool readout_record_source(const readout_record *record, readout_span span, uint32_t *start,
                           uint32_t *end)
{
    if (!span_there(record, span))
        return false;
    const record_origin *origin = &record->origins[span.report];
    if (!origin->has_source || origin->run_count == 0)
        return false;
    uint32_t first, first_end, last, last_end;
    locate(origin, span.start, &first, &first_end);
    locate(origin, span.end - 1, &last, &last_end);
    if (last_end < first)
        return false;
    *start = first;
    *end = last_end;
    return true;
}

uint32_t record_line_of_source(const readout_record *record, uint32_t report, uint32_t source)
{
    const record_origin *origin = &record->origins[report];
    uint32_t low = 0;
    uint32_t high = origin->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (origin->line_starts[middle] <= source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t readout_record_line(const readout_record *record, readout_span span)
{
    uint32_t start, end;
    if (!readout_record_source(record, span, &start, &end))
        return 0;
    return record_line_of_source(record, span.report, start);
}

/* ---- Writing -------------------------------------------------------------------------- */

typedef struct writing {
    const readout_record *record;
    readout_view view;
    record_sink sink;
    arena scratch;
} writing;

static void write_face(void *context)
{
    writing *writing = context;
    switch (writing->view.face) {
    case READOUT_FACE_JSON:
        json_write(&writing->sink, &writing->scratch, writing->record, writing->view.part);
        break;
    case READOUT_FACE_MARKDOWN:
        markdown_write(&writing->sink, &writing->scratch, writing->record, writing->view.part);
        break;
    case READOUT_FACE_ICS:
        ics_write(&writing->sink, &writing->scratch, writing->record);
        break;
    case READOUT_FACE_CSV:
        csv_write(&writing->sink, &writing->scratch, writing->record);
        break;
    case READOUT_FACE_TSV:
        tsv_write(&writing->sink, &writing->scratch, writing->record, writing->view.part);
        break;
    case READOUT_FACE_HTML:
        html_write(&writing->sink, &writing->scratch, writing->record);
        break;
    case READOUT_FACE_TEXT:
        text_write(&writing->sink, &writing->scratch, writing->record, &writing->view);
        break;
    }
    sink_flush(&writing->sink);
}

readout_status readout_record_write(const readout_record *record, const readout_view *view,
                                    readout_writer write, void *payload, readout_error *error)
{
    static const readout_view brief = {.part = READOUT_PART_BRIEF, .face = READOUT_FACE_TEXT};
    memory memory = {0};
    writing writing = {.record = record,
                       .view = view != NULL ? *view : brief,
                       .sink = {.write = write, .payload = payload}};
    if (record == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "no record or no writer was given");
    if (writing.view.part > READOUT_PART_CLAIMS || writing.view.face > READOUT_FACE_HTML)
        return error_set(error, READOUT_ERR_ARGUMENT, "there is no such part or face");
    if ((writing.view.face == READOUT_FACE_ICS || writing.view.face == READOUT_FACE_CSV) &&
        writing.view.part != READOUT_PART_TIMELINE)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "only the timeline can be written as iCalendar or CSV");
    if (writing.view.face == READOUT_FACE_TSV && writing.view.part != READOUT_PART_STATEMENTS &&
        writing.view.part != READOUT_PART_QUOTATIONS)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "only statements and quotations can be written as TSV");
    if (writing.view.face == READOUT_FACE_HTML && writing.view.part != READOUT_PART_BRIEF)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "only the whole record can be written as HTML");
    arena_init(&writing.scratch, &memory);
    bool enough = memory_try(&memory, write_face, &writing);
    arena_finish(&writing.scratch);
    if (!enough)
        return error_set(error, READOUT_ERR_MEMORY, "not enough memory to write the record");
    if (writing.sink.failed)
        return error_set(error, READOUT_ERR_IO, "the output could not be written");
    return error_clear(error);
}
