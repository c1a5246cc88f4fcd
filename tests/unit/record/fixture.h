/* fixture.h - a small pile made by hand, and its record.
 *
 *   0  a plain text file, four lines, the second sentence wrapped over lines 3 and 4
 *   1  an HTML page that paraphrases it
 *   2  a file that could not be read
 */
#ifndef TESTS_UNIT_RECORD_FIXTURE_H
#define TESTS_UNIT_RECORD_FIXTURE_H

#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* line 1: headline, 2: empty, 3 and 4: two sentences. */
static const char FILE_TEXT[] = "Talks end\n"
                                "\n"
                                "Anna Berg denied the claim on Monday. \"We asked\n"
                                "for nothing,\" she said.\n"
                                "Home | World\n";
static const char CLEAN_TEXT[] = "Talks end\n\nAnna Berg denied the claim on Monday. "
                                 "\"We asked for nothing,\" she said.";
static const char COPY_TEXT[] =
    "Berg refuses the demand. \xe2\x80\x9cWe asked nothing,\xe2\x80\x9d "
    "she said\x1b[31m.";

typedef struct fixture {
    memory memory;
    arena arena;
    report reports[3];
    analysis analyses[3];
    facts facts[3];
    reading readings[3];
    pile pile;
    comparison comparison;
    uint32_t *entity_of[3];
    readout_record *record;
} fixture;

/* Where `words` stand in a report. */
static inline text_span at_words(const report *report, const char *words)
{
    const size_t start = str_find(report->text, str_of(words), 0);
    assert_true(start != SIZE_MAX);
    return (text_span){(uint32_t)start, (uint32_t)(start + strlen(words))};
}

static inline readout_span pile_words(const fixture *fixture, uint32_t at, const char *words)
{
    const text_span span = at_words(&fixture->reports[at], words);
    return (readout_span){at, span.start, span.end};
}

static void add_sentence(fixture *fixture, uint32_t at, const char *words, uint32_t block)
{
    const text_span span = at_words(&fixture->reports[at], words);
    sentence *sentence = array_push(&fixture->arena, &fixture->analyses[at].sentences);
    sentence->start = span.start;
    sentence->end = span.end;
    sentence->block = block;
}

static void make_file_report(fixture *fixture)
{
    static uint32_t lines[] = {0, 10, 11, 59, 83};
    arena *arena = &fixture->arena;
    report *report = &fixture->reports[0];
    *report = (struct report){.id = STR("r1"),
                              .path = STR("pile/agency.txt"),
                              .sha256 = STR("00ff"),
                              .title = STR("Talks end"),
                              .language = STR("en"),
                              .text = str_of(CLEAN_TEXT),
                              .has_source = true,
                              .line_starts = lines,
                              .line_count = 5};
    report->published = (report_date){{2022, 3, 14}, READOUT_BASIS_STATED, STR("dateline")};
    *array_push(arena, &report->blocks) = (block){0, 9, BLOCK_HEADLINE};
    *array_push(arena, &report->blocks) = (block){11, (uint32_t)report->text.len, BLOCK_PROSE};
    *array_push(arena, &report->runs) = (source_run){0, 0, 9};
    *array_push(arena, &report->runs) = (source_run){11, 11, 47};
    *array_push(arena, &report->runs) = (source_run){59, 59, 23};
    *array_push(arena, &report->excluded) =
        (exclusion){BLOCK_NAV, true, 83, 95, STR("Home | World")};
    add_sentence(fixture, 0, "Talks end", 0);
    add_sentence(fixture, 0, "Anna Berg denied the claim on Monday.", 1);
    add_sentence(fixture, 0, "\"We asked for nothing,\" she said.", 1);
}

static void make_page_report(fixture *fixture)
{
    report *report = &fixture->reports[1];
    *report = (struct report){.id = STR("r2"),
                              .path = STR("pile/page.html"),
                              .sha256 = STR("11ff"),
                              .outlet = STR("The Corvane Review"),
                              .title = STR("Berg says no"),
                              .language = STR("en"),
                              .text = str_of(COPY_TEXT)};
    *array_push(&fixture->arena, &report->authors) = STR("Jo Doe");
    *array_push(&fixture->arena, &report->blocks) =
        (block){0, (uint32_t)report->text.len, BLOCK_PROSE};
    *array_push(&fixture->arena, &report->excluded) =
        (exclusion){BLOCK_LEGAL, false, 0, 0, STR("All rights reserved")};
    add_sentence(fixture, 1, "Berg refuses the demand.", 0);
    fixture->reports[2] = (struct report){.id = STR("r3"),
                                          .path = STR("pile/broken.bin"),
                                          .sha256 = STR("22ff"),
                                          .language = STR("und"),
                                          .problem = STR("not text: NUL bytes")};
}

static void add_statement(fixture *fixture, uint32_t at, uint32_t sentence, const char *speaker,
                          const char *cue, const char *content, readout_polarity polarity)
{
    const report *report = &fixture->reports[at];
    statement *said = array_push(&fixture->arena, &fixture->facts[at].statements);
    said->sentence = sentence;
    said->speaker.span = at_words(report, speaker);
    said->speaker.entity = 0;
    said->speaker.named = true;
    said->speaker.number = READOUT_NUMBER_ONE;
    said->cue = at_words(report, cue);
    said->lemma = STR("say");
    said->mode = content[0] == 'W' ? READOUT_DIRECT : READOUT_INDIRECT;
    said->polarity = polarity;
    said->within = UINT32_MAX;
    said->when = UINT32_MAX;
    *array_push(&fixture->arena, &said->content) = at_words(report, content);
}

static void add_quote(fixture *fixture, uint32_t at, const char *inside)
{
    quote *quote = array_push(&fixture->arena, &fixture->facts[at].quotes);
    quote->inside = at_words(&fixture->reports[at], inside);
    quote->speech = true;
}

static void make_facts(fixture *fixture)
{
    for (uint32_t i = 0; i < 2; i++) {
        entity *entity = array_push(&fixture->arena, &fixture->analyses[i].entities);
        entity->name = i == 0 ? STR("Anna Berg") : STR("Berg");
        fixture->entity_of[i] = arena_array(&fixture->arena, uint32_t, 1);
    }
    add_statement(fixture, 0, 1, "Anna Berg", "denied", "the claim", READOUT_DENY);
    add_statement(fixture, 0, 2, "she", "said", "We asked for nothing,", READOUT_ASSERT);
    add_statement(fixture, 1, 0, "Berg", "refuses", "the demand", READOUT_DENY);
    add_quote(fixture, 0, "We asked for nothing,");
    add_quote(fixture, 1, "We asked nothing,");
    time_mention *time = array_push(&fixture->arena, &fixture->facts[0].times);
    *time = (time_mention){.span = at_words(&fixture->reports[0], "Monday"),
                           .sentence = 1,
                           .value = STR("2022-03-14"),
                           .earliest = {2022, 3, 14},
                           .latest = {2022, 3, 14},
                           .rule = "weekday before the report"};
    fixture->facts[0].statements.items[0].when = 0;
}

static void make_copies(fixture *fixture)
{
    arena *arena = &fixture->arena;
    comparison *comparison = &fixture->comparison;
    copy *copy = array_push(arena, &comparison->copies);
    copy->copy = 1;
    copy->of = 0;
    copy->kind = READOUT_COPY_PARAPHRASE;
    copy->direction = READOUT_DIRECTION_CERTAIN;
    copy->missing_ancestor = true;
    copy->score = 0.976;
    *array_push(arena, &copy->evidence) =
        (evidence){"aligned-paragraphs", STR("1 of 1 paragraphs in the same order"),
                   pile_words(fixture, 1, "Berg refuses the demand."),
                   pile_words(fixture, 0, "Anna Berg denied the claim on Monday.")};
    shared_source *shared = array_push(arena, &comparison->shared);
    shared->reports = arena_array(arena, uint32_t, 2);
    shared->reports[1] = 1;
    shared->report_count = 2;
    shared->speaker = STR("Anna Berg");
    *array_push(arena, &shared->spans) = pile_words(fixture, 0, "We asked");
    *array_push(arena, &shared->spans) = pile_words(fixture, 1, "We asked");
}

static void make_comparison(fixture *fixture)
{
    arena *arena = &fixture->arena;
    comparison *comparison = &fixture->comparison;
    pile_entity *entity = array_push(arena, &comparison->entities);
    entity->kind = NAME_PERSON;
    entity->name = STR("Anna Berg");
    *array_push(arena, &entity->aliases) = STR("Berg");
    *array_push(arena, &entity->roles) = STR("minister");
    comparison->entity_of = fixture->entity_of;
    make_copies(fixture);
    quotation *quotation = array_push(arena, &comparison->quotations);
    *array_push(arena, &quotation->versions) = (quotation_version){0, 0, 1};
    *array_push(arena, &quotation->versions) = (quotation_version){1, 0, UINT32_MAX};
    quotation->verdict = READOUT_ALTERED;
    *array_push(arena, &quotation->changes) =
        (readout_change){READOUT_CHANGE_TRUNCATION, STR("for nothing"), STR("nothing")};
    timeline_entry *entry = array_push(arena, &comparison->timeline);
    entry->value = STR("2022-03-14");
    entry->precision = "day";
    entry->earliest = (date){2022, 3, 14};
    entry->latest = (date){2022, 3, 14};
    *array_push(arena, &entry->sources) =
        pile_words(fixture, 0, "Anna Berg denied the claim on Monday.");
    *array_push(arena, &entry->sources) = pile_words(fixture, 1, "Berg refuses the demand.");
}

static inline void fixture_build(void *context)
{
    fixture *fixture = context;
    make_file_report(fixture);
    make_page_report(fixture);
    make_facts(fixture);
    make_comparison(fixture);
    for (uint32_t i = 0; i < 3; i++)
        fixture->readings[i] =
            (reading){&fixture->reports[i], &fixture->analyses[i], &fixture->facts[i]};
    fixture->pile = (pile){fixture->readings, 3};
}

static void fixture_record(void *context)
{
    fixture *fixture = context;
    record_build(fixture->record, &fixture->pile, &fixture->comparison, "test 1");
}

/* The record of the pile; the pile is gone when it comes back. */
static inline readout_record *fixture_make(void)
{
    fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, &fixture->memory);
    assert_true(memory_try(&fixture->memory, fixture_build, fixture));
    readout_record *record = calloc(1, sizeof *record);
    assert_non_null(record);
    fixture->record = record;
    arena_init(&record->arena, &record->memory);
    assert_true(memory_try(&record->memory, fixture_record, fixture));
    arena_finish(&fixture->arena);
    free(fixture);
    return record;
}

/* What a face writes, as a C string; the caller frees it. */
typedef struct written {
    char *text;
    size_t len;
} written;

static inline bool gather(void *payload, const char *data, size_t len)
{
    written *written = payload;
    written->text = realloc(written->text, written->len + len + 1);
    assert_non_null(written->text);
    memcpy(written->text + written->len, data, len);
    written->len += len;
    written->text[written->len] = '\0';
    return true;
}

static inline char *fixture_write(const readout_record *record, readout_view view)
{
    written written = {calloc(1, 1), 0};
    assert_int_equal(readout_record_write(record, &view, gather, &written, NULL), READOUT_OK);
    return written.text;
}

#endif
