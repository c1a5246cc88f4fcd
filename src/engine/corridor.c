/* corridor.c - the stage table, and running it.
 *
 *   each report, on any worker:  text > sentences > trees > names >
 *                                references > quotes > statements > times
 *   the pile, one after another: copies > entities > dates > quotations > differences >
 *                                claims > disagreements > timeline
 */
#include "base/error.h"
#include "base/map.h"
#include "base/pool.h"
#include "engine/engine.h"
#include "intake/intake.h"
#include "language/language.h"

#include <stdlib.h>
#include <string.h>

enum { GIVEN_LANGUAGE_BYTES = 1000 };

/* ---- Stages of a report --------------------------------------------------------------- */

static void read_json_line(entry *entry)
{
    arena *arena = &entry->source;
    str path = entry->input.path;
    readout_input input = {0};
    str problem = {0};
    if (intake_json_line(arena, entry->input.content, &input, &problem)) {
        input.path = path;
        entry->input = input;
        entry->json_line = false;
    } else {
        entry->input.content = (str){NULL, 0};
        entry->problem = problem;
    }
}

/* CoNLL-U: the sentences are there. Short texts are taken for English: the caller knows. */
static void read_given(entry *entry)
{
    report *report = &entry->report;
    entry->given = given_read(&entry->arena, report);
    report->language =
        report->text.len >= GIVEN_LANGUAGE_BYTES ? language_detect(report->text) : STR("und");
}

static void run_text(const stage_report *work)
{
    entry *entry = work->entry;
    arena_bind(&entry->source, entry->arena.memory);
    if (entry->json_line && entry->problem.len == 0)
        read_json_line(entry);
    if (entry->problem.len > 0) {
        entry->report.path = arena_str(&entry->arena, entry->input.path);
        entry->report.language = STR("und");
        report_problem(&entry->arena, &entry->report, entry->problem);
    } else {
        intake_read(&entry->arena, work->scratch, &entry->input, &entry->report);
    }
    if (entry->report.format == REPORT_CONLLU)
        read_given(entry);
}

static void run_sentences(const stage_report *work)
{
    entry *entry = work->entry;
    if (entry->given != NULL) {
        entry->analysis.sentences = entry->given->sentences;
        entry->analysis.tokens = entry->given->tokens;
        return;
    }
    segment_run(&work->entry->arena, work->scratch, work->model, &work->entry->report,
                &work->entry->analysis);
}

static void run_trees(const stage_report *work)
{
    parse_run(&work->entry->arena, work->scratch, work->model, &work->entry->report,
              &work->entry->analysis);
}

static void run_names(const stage_report *work)
{
    names_run(&work->entry->arena, work->scratch, &work->entry->report, &work->entry->analysis);
}

static void run_references(const stage_report *work)
{
    references_run(&work->entry->arena, work->scratch, &work->entry->report,
                   &work->entry->analysis);
}

static void run_quotes(const stage_report *work)
{
    quotes_run(&work->entry->arena, &work->entry->report, &work->entry->analysis,
               &work->entry->facts);
}

static void run_statements(const stage_report *work)
{
    statements_run(&work->entry->arena, work->scratch, &work->entry->report, &work->entry->analysis,
                   &work->entry->facts);
}

static void run_times(const stage_report *work)
{
    times_run(&work->entry->arena, work->scratch, &work->entry->report, &work->entry->analysis,
              &work->entry->facts);
}

/* ---- Stages of the pile --------------------------------------------------------------- */

static void run_copies(const stage_pile *work)
{
    copies_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_entities(const stage_pile *work)
{
    entities_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_dates(const stage_pile *work)
{
    dates_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_quotations(const stage_pile *work)
{
    quotations_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_differences(const stage_pile *work)
{
    differences_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_disagreements(const stage_pile *work)
{
    disagreements_run(work->keep, work->scratch, work->pile, work->comparison);
}

static void run_claims(const stage_pile *work)
{
    claims_run(work->keep, work->scratch, work->model, work->pile, work->comparison);
}

static void run_timeline(const stage_pile *work)
{
    timeline_run(work->keep, work->scratch, work->pile, work->comparison);
}

/* ---- The table ------------------------------------------------------------------------ */

const stage stages[] = {
    {{"text", "intake", "bytes to clean text, metadata, and what was left out"}, run_text, NULL},
    {{"sentences", "language", "clean text to sentences and tokens"}, run_sentences, NULL},
    {{"trees", "language", "tags, lemmas, dependency trees, name tags"}, run_trees, NULL},
    {{"names", "language", "names in the text, and who is the same"}, run_names, NULL},
    {{"references", "language", "whom he, they and the spokesman mean"}, run_references, NULL},
    {{"quotes", "facts", "words inside quotation marks"}, run_quotes, NULL},
    {{"statements", "facts", "who says what, with which cue"}, run_statements, NULL},
    {{"times", "facts", "time expressions, and what date they mean"}, run_times, NULL},
    {{"copies", "compare", "which reports derive from which; shared sources"}, NULL, run_copies},
    {{"entities", "compare", "the same names across reports"}, NULL, run_entities},
    {{"dates", "compare", "when undated reports were published, from the others"}, NULL, run_dates},
    {{"quotations", "compare", "the same quotation across reports"}, NULL, run_quotations},
    {{"differences", "compare", "what copies got wrong"}, NULL, run_differences},
    {{"claims", "compare", "what is said, by how many, and where it starts"}, NULL, run_claims},
    {{"disagreements", "compare", "where independent reports differ"}, NULL, run_disagreements},
    {{"timeline", "compare", "what happened when, over all reports"}, NULL, run_timeline},
    {{NULL, NULL, NULL}, NULL, NULL},
};

const readout_stage *readout_stage_at(size_t index)
{
    const size_t count = sizeof stages / sizeof stages[0] - 1;
    return index < count ? &stages[index].about : NULL;
}

const stage *stage_behind(const char *name)
{
    const stage *stage = stages;
    while (stage->about.name != NULL && (name == NULL || strcmp(stage->about.name, name) != 0))
        stage++;
    if (name == NULL)
        return stage;
    return stage->about.name != NULL ? stage + 1 : NULL;
}

/* ---- Running it ----------------------------------------------------------------------- */

typedef struct reading_job {
    readout *engine;
    entry **entries; /* those that are still to be read */
    arena *scratch;  /* [worker] */
} reading_job;

static void read_entry(void *context)
{
    const stage_report *work = context;
    for (const stage *stage = stages; stage != work->end; stage++)
        if (stage->one != NULL)
            stage->one(work);
}

static void read_item(void *context, unsigned worker, size_t item)
{
    reading_job *job = context;
    entry *entry = job->entries[item];
    arena scratch = job->scratch[worker]; /* a copy, as workers' arenas lie side by side */
    arena_bind(&scratch, &entry->memory);
    arena_bind(&entry->arena, &entry->memory);
    arena_bind(&entry->source, &entry->memory);
    stage_report work = {job->engine->model, entry, &scratch, job->engine->end};
    entry->read = memory_try(&entry->memory, read_entry, &work);
    arena_reset(&scratch);
    job->scratch[worker] = scratch;
    if (entry->read) {
        arena_finish(&entry->source);
    } else {
        arena_finish(&entry->arena);
        entry->report = (report){0};
        entry->analysis = (analysis){0};
        entry->facts = (facts){0};
        entry->given = NULL;
    }
}

static bool report_progress(void *context, size_t done, size_t total)
{
    const readout_options *options = &((reading_job *)context)->engine->options;
    return options->progress == NULL || options->progress(options->payload, "read", done, total);
}

static int by_size(const void *a, const void *b)
{
    const size_t x = (*(entry *const *)a)->input.content.len;
    const size_t y = (*(entry *const *)b)->input.content.len;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The entries that no call has read yet; the largest first, so that no worker is left with a large
 * one when the others have nothing more to do. */
static size_t collect(readout *engine, arena *arena, entry ***out)
{
    size_t count = 0;
    entry **entries = arena_array(arena, entry *, engine->count);
    for (uint32_t i = 0; i < engine->count; i++)
        if (!engine->entries[i]->read)
            entries[count++] = engine->entries[i];
    if (engine->options.jobs != 1)
        qsort(entries, count, sizeof(entry *), by_size); /* NOLINT(bugprone-sizeof-expression) */
    *out = entries;
    return count;
}

typedef struct collecting {
    reading_job job;
    arena scratch;
    size_t count;
    unsigned workers;
} collecting;

static void collect_body(void *context)
{
    collecting *work = context;
    work->count = collect(work->job.engine, &work->scratch, &work->job.entries);
    work->job.scratch = arena_array(&work->scratch, arena, work->workers);
}

readout_status corridor_read(readout *engine, readout_error *error)
{
    collecting work = {.job = {.engine = engine}, .workers = pool_jobs(engine->options.jobs)};
    arena_init(&work.scratch, &engine->memory);
    bool enough = memory_try(&engine->memory, collect_body, &work);
    bool finished = true;
    if (enough) {
        pool_work pool = {read_item, report_progress, &work.job};
        finished = pool_run(&pool, engine->options.jobs, work.count);
    }
    for (size_t i = 0; enough && finished && i < work.count; i++)
        enough = work.job.entries[i]->read;
    for (unsigned i = 0; work.job.scratch != NULL && i < work.workers; i++)
        arena_finish(&work.job.scratch[i]);
    arena_finish(&work.scratch);
    if (!enough)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    if (!finished)
        return error_set(error, READOUT_ERR_CANCELLED, "stopped");
    return READOUT_OK;
}

/* An id that is not taken yet: the wanted one, or with "-2", "-3" ... behind it. `taken`
 * holds for each id the next number to try, so that many equal ones stay cheap. */
static str unique_id(arena *keep, map *taken, str wanted)
{
    str id = wanted;
    uint32_t next = map_get(taken, wanted);
    if (next != MAP_NONE) {
        do
            id = str_format(keep, "%.*s-%u", STR_ARG(wanted), next++);
        while (map_get(taken, id) != MAP_NONE);
        *map_put(taken, wanted) = next;
    }
    *map_put(taken, id) = 2;
    return id;
}

static void make_ids_unique(readout *engine, arena *keep, reading *readings)
{
    map taken = {.arena = keep};
    for (uint32_t i = 0; i < engine->count; i++) {
        const report *from = readings[i].report;
        str wanted = from->id.len > 0 ? from->id : str_format(keep, "r%u", i + 1);
        str id = unique_id(keep, &taken, wanted);
        if (!str_equal(id, from->id)) {
            report *renamed = arena_new(keep, report);
            *renamed = *from;
            renamed->id = id;
            readings[i].report = renamed;
        }
    }
}

void corridor_compare(readout *engine, arena *keep, arena *scratch, pile *pile,
                      comparison *comparison)
{
    reading *readings = arena_array(keep, reading, engine->count);
    for (uint32_t i = 0; i < engine->count; i++) {
        const entry *entry = engine->entries[i];
        readings[i] = (reading){&entry->report, &entry->analysis, &entry->facts};
    }
    make_ids_unique(engine, keep, readings);
    *pile = (struct pile){readings, engine->count};
    comparison->published = arena_array(keep, report_date, engine->count);
    for (uint32_t i = 0; i < engine->count; i++)
        comparison->published[i] = readings[i].report->published;
    const stage_pile work = {engine->model, pile, keep, scratch, comparison};
    for (const stage *stage = stages; stage != engine->end; stage++)
        if (stage->all != NULL)
            stage->all(&work);
}
