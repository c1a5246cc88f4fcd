/* fuzz_main.c - the whole job through readout.h: the input, cut at NUL bytes into at most four
 * reports, is read, walked and written with every face. A report that begins with one of the
 * bytes 1, 2, 3 is read as text, HTML or JSON lines; otherwise the content tells.
 *
 * What must hold: every span lies inside its report's text and cuts no character, every index
 * points into its list, the JSON is valid, and all of it is UTF-8. */
#include "base/utf8.h"

#include <readout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

enum { REPORTS_MAX = 4 };

/* ---- The record ------------------------------------------------------------------------- */

static const readout_report *reports;
static size_t report_count;

static bool is_there(readout_span span)
{
    return span.report != READOUT_NONE;
}

static void check_span(readout_span span)
{
    if (!is_there(span))
        return;
    must(span.report < report_count);
    const readout_str text = reports[span.report].text;
    must(span.start <= span.end && span.end <= text.len);
    must(utf8_floor(text, span.start) == span.start);
    must(utf8_floor(text, span.end) == span.end);
}

static void check_spans(readout_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        must(is_there(spans.items[i]));
        check_span(spans.items[i]);
    }
}

static void check_index(uint32_t index, size_t count)
{
    must(index == READOUT_NONE || index < count);
}

static void check_text(readout_str text)
{
    must(text.data != NULL || text.len == 0);
    must(utf8_valid(text, NULL));
}

static void check_reports(const readout_record *record)
{
    size_t sentences;
    size_t excluded;
    const readout_sentence *sentence = readout_record_sentences(record, &sentences);
    const readout_excluded *left = readout_record_excluded(record, &excluded);
    reports = readout_record_reports(record, &report_count);
    for (size_t i = 0; i < report_count; i++) {
        const readout_report *report = &reports[i];
        check_text(report->text);
        check_text(report->problem);
        must(report->id.len > 0);
        must(report->problem.len > 0 || report->text.len > 0);
        must(report->first_sentence + (size_t)report->sentence_count <= sentences);
        must(report->first_excluded + (size_t)report->excluded_count <= excluded);
    }
    for (size_t i = 0; i < sentences; i++)
        check_span(sentence[i].span);
    for (size_t i = 0; i < excluded; i++)
        check_text(left[i].text);
}

static void check_statements(const readout_record *record)
{
    size_t count;
    size_t sentences;
    size_t entities;
    size_t times;
    const readout_statement *said = readout_record_statements(record, &count);
    readout_record_sentences(record, &sentences);
    readout_record_entities(record, &entities);
    readout_record_times(record, &times);
    for (size_t i = 0; i < count; i++) {
        must(said[i].report < report_count);
        check_index(said[i].sentence, sentences);
        check_index(said[i].speaker.entity, entities);
        check_span(said[i].speaker.span);
        check_text(said[i].speaker.text);
        check_span(said[i].cue.span);
        check_span(said[i].addressee.span);
        check_spans(said[i].content);
        check_index(said[i].within, count);
        check_index(said[i].when, times);
    }
}

static void check_quotations(const readout_record *record)
{
    size_t count;
    size_t statements;
    const readout_quotation *quotations = readout_record_quotations(record, &count);
    readout_record_statements(record, &statements);
    for (size_t i = 0; i < count; i++) {
        must(quotations[i].version_count > 0);
        for (size_t k = 0; k < quotations[i].version_count; k++) {
            check_span(quotations[i].versions[k].span);
            check_index(quotations[i].versions[k].statement, statements);
        }
    }
}

static void check_copies(const readout_record *record)
{
    size_t count;
    const readout_copy *copies = readout_record_copies(record, &count);
    for (size_t i = 0; i < count; i++) {
        must(copies[i].copy < report_count && copies[i].of < report_count);
        must(copies[i].copy != copies[i].of);
        must(copies[i].score >= 0 && copies[i].score <= 1);
        for (size_t k = 0; k < copies[i].evidence_count; k++) {
            check_text(copies[i].evidence[k].text);
            check_span(copies[i].evidence[k].a);
            check_span(copies[i].evidence[k].b);
        }
    }
    const readout_shared_source *sources = readout_record_shared_sources(record, &count);
    for (size_t i = 0; i < count; i++)
        check_spans(sources[i].spans);
}

static void check_times(const readout_record *record)
{
    size_t count;
    size_t entries;
    const readout_time *times = readout_record_times(record, &count);
    const readout_timeline_entry *timeline = readout_record_timeline(record, &entries);
    for (size_t i = 0; i < count; i++)
        check_span(times[i].span);
    for (size_t i = 0; i < entries; i++) {
        check_text(timeline[i].text);
        check_index(timeline[i].time, count);
        check_spans(timeline[i].sources);
    }
}

/* ---- Its faces -------------------------------------------------------------------------- */

typedef struct text {
    char *data;
    size_t len;
    size_t capacity;
} text;

static bool take(void *payload, const char *data, size_t len)
{
    text *text = payload;
    if (text->capacity - text->len < len) {
        text->capacity = 2 * text->capacity + len;
        text->data = realloc(text->data, text->capacity);
        must(text->data != NULL);
    }
    memcpy(text->data + text->len, data, len);
    text->len += len;
    return true;
}

static void check_json(const text *written)
{
    json_error_t error;
    json_t *json =
        json_loadb(written->data, written->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (json == NULL)
        fprintf(stderr, "no JSON: line %d: %s\n", error.line, error.text);
    must(json != NULL);
    json_decref(json);
}

/* RFC 5545: lines end with CRLF and have at most 75 octets; events are closed. */
static void check_calendar(const text *written)
{
    size_t start = 0;
    int open = 0;
    for (size_t i = 0; i < written->len; i++) {
        const char c = written->data[i];
        must((unsigned char)c >= ' ' || c == '\r' || c == '\n');
        if (c != '\n')
            continue;
        must(i > 0 && written->data[i - 1] == '\r' && i - 1 - start <= 75);
        open += i - 1 - start == 12 && memcmp(written->data + start, "BEGIN:VEVENT", 12) == 0;
        open -= i - 1 - start == 10 && memcmp(written->data + start, "END:VEVENT", 10) == 0;
        must(open == 0 || open == 1);
        start = i + 1;
    }
    must(start == written->len && open == 0);
}

/* RFC 4180: every row has as many cells as the first, and every quotation mark its partner. */
static void check_table(const text *written)
{
    size_t cells = 1, first = 0;
    bool quoted = false;
    for (size_t i = 0; i < written->len; i++) {
        const char c = written->data[i];
        quoted ^= c == '"';
        cells += !quoted && c == ',';
        if (quoted || c != '\n')
            continue;
        must(i > 0 && written->data[i - 1] == '\r');
        first = first == 0 ? cells : first;
        must(cells == first);
        cells = 1;
    }
    must(!quoted);
}

static void check_face(const readout_record *record, readout_part part, readout_face face)
{
    const readout_view view = {.part = part, .face = face, .width = 60, .color = true};
    text written = {0};
    must(readout_record_write(record, &view, take, &written, NULL) == READOUT_OK);
    must(utf8_valid((readout_str){written.data, written.len}, NULL));
    if (face == READOUT_FACE_JSON && part != READOUT_PART_EXTRACT)
        check_json(&written);
    if (face == READOUT_FACE_ICS)
        check_calendar(&written);
    if (face == READOUT_FACE_CSV)
        check_table(&written);
    free(written.data);
}

static void check_record(const readout_record *record)
{
    check_reports(record);
    check_statements(record);
    check_quotations(record);
    check_copies(record);
    check_times(record);
    for (int part = READOUT_PART_BRIEF; part <= READOUT_PART_TIMELINE; part++)
        for (int face = READOUT_FACE_TEXT; face <= READOUT_FACE_MARKDOWN; face++)
            check_face(record, (readout_part)part, (readout_face)face);
    check_face(record, READOUT_PART_TIMELINE, READOUT_FACE_ICS);
    check_face(record, READOUT_PART_TIMELINE, READOUT_FACE_CSV);
}

/* ---- The job ---------------------------------------------------------------------------- */

static void add(readout *engine, const char *data, size_t size)
{
    readout_input input = {.content = {data, size}, .path = {"fuzz", 4}};
    if (size > 0 && data[0] >= 1 && data[0] <= 3) {
        input.format = (readout_format)data[0];
        input.content = (readout_str){data + 1, size - 1};
    }
    must(readout_add(engine, &input, NULL) == READOUT_OK);
}

static void add_all(readout *engine, const char *data, size_t size)
{
    for (unsigned i = 1; i <= REPORTS_MAX; i++) {
        const char *zero = size > 0 && i < REPORTS_MAX ? memchr(data, 0, size) : NULL;
        const size_t length = zero != NULL ? (size_t)(zero - data) : size;
        add(engine, data, length);
        if (zero == NULL)
            return;
        data += length + 1;
        size -= length + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static readout_model *model;
    const readout_options options = {.jobs = 1};
    readout *engine;
    readout_record *record;

    if (model == NULL)
        must(readout_model_load(NULL, &model, NULL) == READOUT_OK);
    must(readout_open(model, &options, &engine, NULL) == READOUT_OK);
    add_all(engine, (const char *)data, size);
    must(readout_read(engine, &record, NULL) == READOUT_OK);
    readout_close(engine);
    check_record(record);
    readout_record_free(record);
    return 0;
}
