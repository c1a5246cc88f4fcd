/* json_record.c - the record as JSON: "readout-record/1", docs/record.md.
 *
 * Every key is there, also when its value is empty or null. An item of a list begins a line,
 * so that two records can be compared line by line.
 *
 *   ids   report r1 -> sentence r1.s4, statement r1.st3, time r1.t2; counted from 1 inside
 *         the report. Entities e1, e2 ..., quotations q1, q2 ... of the whole record.
 */
#include "record/json_face.h"
#include "record/label.h"
#include "record/outline.h"
#include "record/words.h"

#include <inttypes.h>

/* ---- Ids and spans -------------------------------------------------------------------- */

static void report_id(face *face, uint32_t report)
{
    if (report < face->record->reports_count)
        json_str(&face->json, face->record->reports[report].id);
    else
        json_null(&face->json);
}

/* "<report id><kind><n>", n counted from 1. */
static void inner_id(face *face, uint32_t report, const char *kind, uint32_t position)
{
    if (report >= face->record->reports_count) {
        json_null(&face->json);
        return;
    }
    const arena_mark mark = arena_save(face->scratch);
    buffer id = {.arena = face->scratch};
    buffer_add(&id, face->record->reports[report].id);
    buffer_format(&id, "%s%" PRIu32, kind, position + 1);
    json_str(&face->json, buffer_str(&id));
    arena_restore(face->scratch, mark);
}

static void sentence_id(face *face, uint32_t report, uint32_t sentence)
{
    if (report < face->record->reports_count && sentence < face->record->sentences_count)
        inner_id(face, report, ".s", sentence - face->record->reports[report].first_sentence);
    else
        json_null(&face->json);
}

static void statement_id(face *face, uint32_t statement)
{
    if (statement >= face->record->statements_count) {
        json_null(&face->json);
        return;
    }
    const uint32_t report = face->record->statements[statement].report;
    inner_id(face, report, ".st", statement - face->first_statement[report]);
}

static void time_id(face *face, uint32_t time)
{
    if (time >= face->record->times_count) {
        json_null(&face->json);
        return;
    }
    const uint32_t report = face->record->times[time].span.report;
    inner_id(face, report, ".t", time - face->first_time[report]);
}

static void entity_id(face *face, uint32_t entity)
{
    if (entity < face->record->entities_count) {
        const arena_mark mark = arena_save(face->scratch);
        json_str(&face->json, str_format(face->scratch, "e%" PRIu32, entity + 1));
        arena_restore(face->scratch, mark);
    } else {
        json_null(&face->json);
    }
}

static void write_bytes(face *face, bool there, uint32_t start, uint32_t end)
{
    if (!there) {
        json_null(&face->json);
        return;
    }
    json_open(&face->json, '[');
    json_number(&face->json, start);
    json_number(&face->json, end);
    json_close(&face->json, ']');
}

static void write_source(face *face, readout_span span)
{
    uint32_t start = 0;
    uint32_t end = 0;
    const bool there = readout_record_source(face->record, span, &start, &end);
    write_bytes(face, there, start, end);
}

static void write_line(face *face, readout_span span)
{
    const uint32_t line = readout_record_line(face->record, span);
    if (line > 0)
        json_number(&face->json, line);
    else
        json_null(&face->json);
}

static void write_span(face *face, readout_span span)
{
    json *json = &face->json;
    if (span.report >= face->record->reports_count) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    json_key(json, "report"), report_id(face, span.report);
    json_key(json, "start"), json_number(json, span.start);
    json_key(json, "end"), json_number(json, span.end);
    json_key(json, "text"), json_str(json, readout_record_text(face->record, span));
    json_key(json, "source"), write_source(face, span);
    json_key(json, "line"), write_line(face, span);
    json_close(json, '}');
}

/* What became of the words of `a` in `b`: [["same","..."],["gone","..."],["new","..."]]. */
static void write_words(face *face, str a, str b)
{
    static const char *const kinds[] = {
        [WORDS_SAME] = "same", [WORDS_GONE] = "gone", [WORDS_NEW] = "new"};
    json *json = &face->json;
    const arena_mark mark = arena_save(face->scratch);
    const words_runs runs = words_compare(face->scratch, face->scratch, a, b);
    json_open(json, '[');
    for (uint32_t i = 0; i < runs.count; i++) {
        json_open(json, '[');
        json_text(json, kinds[runs.items[i].kind]);
        json_str(json, runs.items[i].text);
        json_close(json, ']');
    }
    json_close(json, ']');
    arena_restore(face->scratch, mark);
}

static void write_spans(face *face, readout_spans list)
{
    json_open(&face->json, '[');
    for (size_t i = 0; i < list.count; i++)
        write_span(face, list.items[i]);
    json_close(&face->json, ']');
}

void face_report(face *face, uint32_t report)
{
    report_id(face, report);
}

void face_sentence(face *face, uint32_t report, uint32_t sentence)
{
    sentence_id(face, report, sentence);
}

void face_statement(face *face, uint32_t statement)
{
    statement_id(face, statement);
}

void face_entity(face *face, uint32_t entity)
{
    entity_id(face, entity);
}

void face_span(face *face, readout_span span)
{
    write_span(face, span);
}

/* ---- Reports -------------------------------------------------------------------------- */

static void write_date(face *face, const readout_date *date)
{
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "value"), json_str_or_null(json, date->value);
    json_key(json, "precision");
    if (date->precision != READOUT_PRECISION_NONE)
        json_text(json, label_precision(date->precision));
    else
        json_null(json);
    json_key(json, "basis"), json_text(json, label_basis(date->basis));
    json_key(json, "why"), json_str(json, date->why);
    if (date->earliest.len > 0 || date->latest.len > 0) {
        json_key(json, "earliest"), json_str_or_null(json, date->earliest);
        json_key(json, "latest"), json_str_or_null(json, date->latest);
    }
    json_close(json, '}');
}

static void write_sentences(face *face, uint32_t at)
{
    const readout_report *report = &face->record->reports[at];
    json *json = &face->json;
    json_open(json, '[');
    for (uint32_t i = 0; i < report->sentence_count; i++) {
        const readout_sentence *sentence = &face->record->sentences[report->first_sentence + i];
        json_break(json);
        json_open(json, '{');
        json_key(json, "id"), inner_id(face, at, ".s", i);
        json_key(json, "start"), json_number(json, sentence->span.start);
        json_key(json, "end"), json_number(json, sentence->span.end);
        json_key(json, "source"), write_source(face, sentence->span);
        json_key(json, "kind"), json_text(json, label_sentence(sentence->kind));
        json_key(json, "line"), write_line(face, sentence->span);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_excluded(face *face, uint32_t at, bool break_lines)
{
    const readout_report *report = &face->record->reports[at];
    json *json = &face->json;
    json_open(json, '[');
    for (uint32_t i = 0; i < report->excluded_count; i++) {
        const readout_excluded *piece = &face->record->excluded[report->first_excluded + i];
        if (break_lines)
            json_break(json);
        json_open(json, '{');
        json_key(json, "kind"), json_text(json, label_excluded(piece->kind));
        json_key(json, "source");
        write_bytes(face, piece->has_source, piece->source_start, piece->source_end);
        json_key(json, "text"), json_str(json, piece->text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* What `brief` and `extract` say alike of a report. */
static void write_metadata(face *face, const readout_report *report)
{
    json *json = &face->json;
    json_key(json, "id"), json_str(json, report->id);
    json_key(json, "path"), json_str(json, report->path);
    json_key(json, "sha256"), json_str(json, report->sha256);
    json_key(json, "outlet"), json_str(json, report->outlet);
    json_key(json, "title"), json_str(json, report->title);
    json_key(json, "authors"), json_strs(json, report->authors);
    json_key(json, "url"), json_str(json, report->url);
    json_key(json, "published"), write_date(face, &report->published);
    json_key(json, "modified"), write_date(face, &report->modified);
    json_key(json, "language"), json_str(json, report->language);
    json_key(json, "text"), json_str(json, report->text);
}

static void write_report(face *face, uint32_t at)
{
    const readout_report *report = &face->record->reports[at];
    json *json = &face->json;
    json_open(json, '{');
    write_metadata(face, report);
    json_key(json, "sentences"), write_sentences(face, at);
    json_key(json, "excluded"), write_excluded(face, at, true);
    json_key(json, "problem"), json_str_or_null(json, report->problem);
    json_close(json, '}');
}

static void write_extract(face *face)
{
    json *json = &face->json;
    for (uint32_t i = 0; i < face->record->reports_count && !json->sink->failed; i++) {
        const readout_report *report = &face->record->reports[i];
        json->comma = false;
        json_open(json, '{');
        write_metadata(face, report);
        json_key(json, "excluded"), write_excluded(face, i, false);
        json_key(json, "problem"), json_str_or_null(json, report->problem);
        json_close(json, '}');
        sink_text(json->sink, "\n");
    }
}

/* ---- Items of the lists --------------------------------------------------------------- */

static void write_lead(face *face, uint32_t at)
{
    write_span(face, face->lead[at]);
}

static void write_entity(face *face, uint32_t at)
{
    const readout_entity *entity = &face->record->entities[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "id"), entity_id(face, at);
    json_key(json, "kind"), json_text(json, label_entity(entity->kind));
    json_key(json, "name"), json_str(json, entity->name);
    json_key(json, "aliases"), json_strs(json, entity->aliases);
    json_key(json, "roles"), json_strs(json, entity->roles);
    json_key(json, "named"), json_bool(json, entity->named);
    json_key(json, "country"), json_str_or_null(json, entity->country);
    json_key(json, "party"), json_str_or_null(json, entity->party);
    json_close(json, '}');
}

static void write_speaker(face *face, const readout_statement *said)
{
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "entity"), entity_id(face, said->speaker.entity);
    json_key(json, "text"), json_str(json, said->speaker.text);
    json_key(json, "span"), write_span(face, said->speaker.span);
    json_key(json, "named"), json_bool(json, said->speaker.named);
    json_key(json, "number"), json_text(json, label_number(said->speaker.number));
    json_key(json, "same_as"), statement_id(face, said->speaker.same_as);
    json_key(json, "anonymous"), json_bool(json, said->speaker.anonymous);
    json_key(json, "role"), json_str_or_null(json, said->speaker.role);
    json_key(json, "organization"), json_str_or_null(json, said->speaker.organization);
    json_key(json, "country"), json_str_or_null(json, said->speaker.country);
    json_key(json, "quantity"), json_str_or_null(json, said->speaker.quantity);
    json_close(json, '}');
}

static void write_cue(face *face, const readout_statement *said)
{
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "text"), json_str(json, readout_record_text(face->record, said->cue.span));
    json_key(json, "lemma"), json_str(json, said->cue.lemma);
    json_key(json, "span"), write_span(face, said->cue.span);
    json_key(json, "class"), json_text(json, label_cue(said->cue.class_));
    json_close(json, '}');
}

static void write_addressee(face *face, const readout_statement *said)
{
    json *json = &face->json;
    if (said->addressee.span.report == READOUT_NONE && said->addressee.entity == READOUT_NONE) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    json_key(json, "entity"), entity_id(face, said->addressee.entity);
    json_key(json, "text");
    json_str(json, readout_record_text(face->record, said->addressee.span));
    json_key(json, "span"), write_span(face, said->addressee.span);
    json_close(json, '}');
}

static void write_channel(face *face, const readout_statement *said)
{
    json *json = &face->json;
    json_open(json, '[');
    for (size_t i = 0; i < said->channel_count; i++) {
        json_open(json, '{');
        json_key(json, "entity"), entity_id(face, said->channel[i].entity);
        json_key(json, "text"), json_str(json, said->channel[i].text);
        json_key(json, "kind"), json_text(json, label_channel(said->channel[i].kind));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_statement(face *face, uint32_t at)
{
    const readout_statement *said = &face->record->statements[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "id"), statement_id(face, at);
    json_key(json, "report"), report_id(face, said->report);
    json_key(json, "sentence"), sentence_id(face, said->report, said->sentence);
    json_key(json, "speaker"), write_speaker(face, said);
    json_key(json, "cue"), write_cue(face, said);
    json_key(json, "addressee"), write_addressee(face, said);
    json_key(json, "channel"), write_channel(face, said);
    json_key(json, "mode"), json_text(json, label_mode(said->mode));
    json_key(json, "polarity"), json_text(json, label_polarity(said->polarity));
    json_key(json, "planned"), json_bool(json, said->planned);
    json_key(json, "hedged"), json_bool(json, said->hedged);
    json_key(json, "conditional"), json_bool(json, said->conditional);
    json_key(json, "tentative"), json_bool(json, said->tentative);
    json_key(json, "content"), write_spans(face, said->content);
    json_key(json, "within"), statement_id(face, said->within);
    json_key(json, "when"), time_id(face, said->when);
    json_close(json, '}');
}

/* Against the version that the others are compared with; null for that one and for its equals. */
static void version_words(face *face, const readout_quotation *quotation, size_t at)
{
    const readout_record *record = face->record;
    const size_t base = quotation_base(record, quotation);
    const str a =
        readout_record_text(record, span_with_marks(record, quotation->versions[base].span));
    const str b =
        readout_record_text(record, span_with_marks(record, quotation->versions[at].span));
    if (quotation->verdict == READOUT_SAME || at == base || str_equal(a, b))
        json_null(&face->json);
    else
        write_words(face, a, b);
}

static void write_quotation(face *face, uint32_t at)
{
    const readout_quotation *quotation = &face->record->quotations[at];
    json *json = &face->json;
    const arena_mark mark = arena_save(face->scratch);
    json_open(json, '{');
    json_key(json, "id"), json_str(json, str_format(face->scratch, "q%" PRIu32, at + 1));
    json_key(json, "speaker"), entity_id(face, quotation->speaker);
    json_key(json, "versions"), json_open(json, '[');
    for (size_t i = 0; i < quotation->version_count; i++) {
        json_open(json, '{');
        json_key(json, "report"), report_id(face, quotation->versions[i].span.report);
        json_key(json, "span"), write_span(face, quotation->versions[i].span);
        json_key(json, "statement"), statement_id(face, quotation->versions[i].statement);
        json_key(json, "words"), version_words(face, quotation, i);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_key(json, "verdict"), json_text(json, label_verdict(quotation->verdict));
    json_key(json, "changes"), json_open(json, '[');
    for (size_t i = 0; i < quotation->change_count; i++) {
        json_open(json, '{');
        json_key(json, "kind"), json_text(json, label_change(quotation->changes[i].kind));
        json_key(json, "a"), json_str(json, quotation->changes[i].a);
        json_key(json, "b"), json_str(json, quotation->changes[i].b);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    arena_restore(face->scratch, mark);
}

static void write_copy(face *face, uint32_t at)
{
    const readout_copy *copy = &face->record->copies[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "copy"), report_id(face, copy->copy);
    json_key(json, "of"), report_id(face, copy->of);
    json_key(json, "kind"), json_text(json, label_copy(copy->kind));
    json_key(json, "direction"), json_text(json, label_direction(copy->direction));
    json_key(json, "missing_ancestor"), json_bool(json, copy->missing_ancestor);
    json_key(json, "score"), json_hundredths(json, copy->score);
    json_key(json, "evidence"), json_open(json, '[');
    for (size_t i = 0; i < copy->evidence_count; i++) {
        json_break(json);
        json_open(json, '{');
        json_key(json, "kind"), json_str(json, copy->evidence[i].kind);
        json_key(json, "text"), json_str(json, copy->evidence[i].text);
        json_key(json, "a"), write_span(face, copy->evidence[i].a);
        json_key(json, "b"), write_span(face, copy->evidence[i].b);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void write_shared_source(face *face, uint32_t at)
{
    const readout_shared_source *shared = &face->record->shared_sources[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "reports"), json_open(json, '[');
    for (size_t i = 0; i < shared->report_count; i++)
        report_id(face, shared->reports[i]);
    json_close(json, ']');
    json_key(json, "speaker"), json_str_or_null(json, shared->speaker);
    json_key(json, "spans"), write_spans(face, shared->spans);
    json_close(json, '}');
}

static void write_credit(face *face, uint32_t at)
{
    const readout_credit *credit = &face->record->credits[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "report"), report_id(face, credit->report);
    json_key(json, "kind"), json_text(json, label_credit(credit->kind));
    json_key(json, "name"), json_str(json, credit->name);
    json_key(json, "span"), write_span(face, credit->span);
    json_close(json, '}');
}

static void write_difference(face *face, uint32_t at)
{
    const readout_difference *difference = &face->record->differences[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "kind"), json_text(json, label_difference(difference->kind));
    json_key(json, "text"), json_str(json, difference->text);
    json_key(json, "a"), write_span(face, difference->a);
    json_key(json, "b"), write_span(face, difference->b);
    json_key(json, "verdict"), json_str(json, difference->verdict);
    json_key(json, "words");
    write_words(face, readout_record_text(face->record, difference->a),
                readout_record_text(face->record, difference->b));
    json_close(json, '}');
}

static void write_time(face *face, uint32_t at)
{
    const readout_time *time = &face->record->times[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "id"), time_id(face, at);
    json_key(json, "report"), report_id(face, time->span.report);
    json_key(json, "span"), write_span(face, time->span);
    json_key(json, "type"), json_text(json, label_time(time->type));
    json_key(json, "value"), json_str(json, time->value);
    json_key(json, "mod"), json_str_or_null(json, time->mod);
    json_key(json, "earliest"), json_str_or_null(json, time->earliest);
    json_key(json, "latest"), json_str_or_null(json, time->latest);
    json_key(json, "rule"), json_str(json, time->rule);
    json_close(json, '}');
}

/* The reports that say it, each once, in the order of the sources. */
static void entry_reports(face *face, uint32_t entry, readout_spans sources)
{
    json_open(&face->json, '[');
    for (size_t i = 0; i < sources.count; i++) {
        const uint32_t report = sources.items[i].report;
        if (report >= face->record->reports_count || face->listed[report] == entry + 1)
            continue;
        face->listed[report] = entry + 1;
        report_id(face, report);
    }
    json_close(&face->json, ']');
}

/* The expression that dates it, as written. */
static void entry_words(face *face, uint32_t time)
{
    const readout_record *record = face->record;
    if (time < record->times_count)
        json_str(&face->json, readout_record_text(record, record->times[time].span));
    else
        json_null(&face->json);
}

static void write_entry(face *face, uint32_t at)
{
    const readout_timeline_entry *entry = &face->record->timeline[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "when"), json_open(json, '{');
    json_key(json, "value"), json_str_or_null(json, entry->value);
    json_key(json, "precision"), json_str_or_null(json, entry->precision);
    json_key(json, "earliest"), json_str_or_null(json, entry->earliest);
    json_key(json, "latest"), json_str_or_null(json, entry->latest);
    json_close(json, '}');
    json_key(json, "text"), json_str(json, entry->text);
    json_key(json, "time"), time_id(face, entry->time);
    json_key(json, "resolved_by"), json_str(json, entry->resolved_by);
    json_key(json, "reports"), entry_reports(face, at, entry->sources);
    json_key(json, "sources"), write_spans(face, entry->sources);
    json_key(json, "copies"), write_spans(face, entry->copies);
    json_key(json, "words"), entry_words(face, entry->time);
    json_key(json, "claim");
    if (entry->claim == READOUT_NONE)
        json_null(json);
    else
        face_claim_id(face, entry->claim);
    json_close(json, '}');
}

/* ---- The whole ------------------------------------------------------------------------ */

static void write_list(face *face, const char *key, uint32_t count,
                       void (*write_item)(struct face *face, uint32_t at))
{
    json *json = &face->json;
    json_break(json);
    json_key(json, key);
    json_open(json, '[');
    for (uint32_t i = 0; i < count && !json->sink->failed; i++) {
        json_break(json);
        write_item(face, i);
    }
    json_close(json, ']');
}

static void write_head(face *face)
{
    json *json = &face->json;
    json_key(json, "format"), json_text(json, "readout-record/1");
    json_break(json);
    json_key(json, "engine"), json_open(json, '{');
    json_key(json, "version"), json_text(json, READOUT_VERSION);
    json_key(json, "model"), json_str(json, face->record->model);
    json_close(json, '}');
}

enum { BRIEF = 1 << READOUT_PART_BRIEF };

/* The lists in the order of record.md, and the parts that have them. Lists without a function
 * are not computed yet. */
static void write_lists(face *face, readout_part part)
{
    const readout_record *record = face->record;
    const fold fold = fold_reports(face->scratch, record);
    const uint32_t lead_count = lead_of(record, &fold, face->lead);
    const struct {
        const char *key;
        uint32_t count;
        void (*write_item)(struct face *face, uint32_t at);
        unsigned parts;
    } lists[] = {
        {"reports", record->reports_count, write_report, ~0u},
        {"lead", lead_count, write_lead, BRIEF},
        {"entities", record->entities_count, write_entity,
         BRIEF | 1 << READOUT_PART_STATEMENTS | 1 << READOUT_PART_QUOTATIONS |
             1 << READOUT_PART_COPIES | 1 << READOUT_PART_CLAIMS},
        {"statements", record->statements_count, write_statement,
         BRIEF | 1 << READOUT_PART_STATEMENTS | 1 << READOUT_PART_CLAIMS},
        {"quotations", record->quotations_count, write_quotation,
         BRIEF | 1 << READOUT_PART_QUOTATIONS},
        {"copies", record->copies_count, write_copy, BRIEF | 1 << READOUT_PART_COPIES},
        {"shared_sources", record->shared_sources_count, write_shared_source,
         BRIEF | 1 << READOUT_PART_COPIES},
        {"claims", record->claims_count, face_claim, BRIEF | 1 << READOUT_PART_CLAIMS},
        {"credits", record->credits_count, write_credit, BRIEF | 1 << READOUT_PART_COPIES},
        {"differences", record->differences_count, write_difference,
         BRIEF | 1 << READOUT_PART_DIFFERENCES},
        {"times", record->times_count, write_time,
         BRIEF | 1 << READOUT_PART_TIMELINE | 1 << READOUT_PART_STATEMENTS},
        {"timeline", record->timeline_count, write_entry, BRIEF | 1 << READOUT_PART_TIMELINE},
        {"events", 0, NULL, BRIEF},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if ((lists[i].parts & 1u << part) != 0)
            write_list(face, lists[i].key, lists[i].count, lists[i].write_item);
}

static void index_reports(face *face)
{
    const readout_record *record = face->record;
    face->first_statement = arena_array(face->scratch, uint32_t, record->reports_count);
    face->first_time = arena_array(face->scratch, uint32_t, record->reports_count);
    face->listed = arena_array(face->scratch, uint32_t, record->reports_count);
    for (uint32_t i = record->statements_count; i-- > 0;)
        if (record->statements[i].report < record->reports_count)
            face->first_statement[record->statements[i].report] = i;
    for (uint32_t i = record->times_count; i-- > 0;)
        if (record->times[i].span.report < record->reports_count)
            face->first_time[record->times[i].span.report] = i;
}

void json_write(record_sink *sink, arena *scratch, const readout_record *record, readout_part part)
{
    face face = {.json = {.sink = sink}, .scratch = scratch, .record = record};
    index_reports(&face);
    if (part == READOUT_PART_EXTRACT) {
        write_extract(&face);
        return;
    }
    json_open(&face.json, '{');
    write_head(&face);
    write_lists(&face, part);
    json_close(&face.json, '}');
    sink_text(sink, "\n");
}
