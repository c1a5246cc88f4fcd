/* html.c - how well the article body and the metadata of HTML pages are found, and how fast.
 *
 *     readout-eval-html DATA [--pages]
 *
 * DATA is a folder that holds one or both of these public sets (see bench/README or the
 * sets' own pages):
 *
 *   html-aeb/               scrapinghub/article-extraction-benchmark: 181 pages with their
 *                           article body. Score as in its evaluate.py: word 4-gram shingles
 *                           as multisets, precision and recall averaged over the pages, F1
 *                           of the two averages.
 *   html-trafilatura-eval/  adbar/trafilatura tests: 990 pages with snippets that must and
 *                           must not be in the text. Precision, recall and F1 over all
 *                           snippets; title, date and author where the set has them.
 *
 * Neither set counts the headline as part of the body, so our headline block is left out.
 * White space is normalised on both sides. Every page is put into the "tuning" or the
 * "reporting" half by a hash of its file name; rules were changed by looking at the first
 * only. --pages prints one line a page of the tuning half instead of hiding where it fails.
 * Pages per second: html_read only, processor time of one thread, UTF-8 in memory, median of
 * SPEED_ROUNDS. */
#include "base/array.h"
#include "base/map.h"
#include "base/utf8.h"
#include "intake/intake.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

enum { PAGE_MAX = 32 << 20, SHINGLE = 4, SPEED_ROUNDS = 3 };
enum { TUNING = 0, REPORTING = 1, HALVES = 2 };

typedef struct aeb_score {
    uint32_t pages;
    double precision, recall, f1;
} aeb_score;

typedef struct snippet_score {
    uint32_t pages, hits, misses, leaks, titles, titles_right, dates, dates_right, dates_wrong;
    uint32_t authors, authors_right, authors_wrong;
} snippet_score;

typedef struct page {
    str html;
    str name;
} page;

typedef struct run {
    memory memory;
    const char *folder;
    bool show;
    arena arena; /* pages and labels */
    arena keep;
    arena scratch;
    array_of(page) pages;
    aeb_score aeb[HALVES];
    snippet_score snippets[HALVES];
} run;

static int half_of(str name)
{
    return (int)(str_hash(name) >> 32 & 1);
}

/* ---- Reading ----------------------------------------------------------------------- */

/* The output of a command, or a file; empty if there is none. */
static str read_stream(arena *arena, FILE *file)
{
    buffer content = {.arena = arena};
    char part[65536];
    size_t got;
    while (file != NULL && content.len < PAGE_MAX && (got = fread(part, 1, sizeof part, file)) > 0)
        buffer_add(&content, (str){part, got});
    return buffer_str(&content);
}

static str read_file(arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    str content = read_stream(arena, file);
    if (file != NULL)
        fclose(file);
    return content;
}

static str read_gzip(arena *arena, const char *path)
{
    str command = str_format(arena, "gzip -dc '%s' 2>/dev/null", path);
    FILE *pipe = popen(command.data, "r"); /* NOLINT(cert-env33-c): a path of the data set */
    str content = read_stream(arena, pipe);
    if (pipe != NULL)
        pclose(pipe);
    return content;
}

static report read_page(run *run, str html)
{
    arena_finish(&run->keep);
    arena_finish(&run->scratch);
    report report = {.format = REPORT_HTML};
    source_run_array runs = {0};
    str text = charset_to_utf8(&run->scratch, html, STR(""), true, &report, &runs);
    html_read(&run->keep, &run->scratch, text, &report);
    return report;
}

/* The text without the headline. */
static str body_of(const report *report)
{
    str text = report->text;
    if (report->blocks.count > 0 && report->blocks.items[0].kind == BLOCK_HEADLINE &&
        str_equal(str_slice(text, 0, report->blocks.items[0].end), report->title))
        return str_trim(str_slice(text, report->blocks.items[0].end, text.len));
    return text;
}

/* ---- Shingles ---------------------------------------------------------------------- */

typedef struct shingles {
    uint64_t *items; /* sorted */
    uint32_t count;
} shingles;

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool is_word(uint32_t c)
{
    return c == '_' || utf8_is_letter(c) || utf8_is_digit(c);
}

static shingles shingle(arena *arena, str text)
{
    array_of(uint64_t) words = {0};
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        bool word = is_word(utf8_next(text, &at));
        while (word && at < text.len && is_word(utf8_peek(text, at)))
            utf8_next(text, &at);
        if (word)
            *array_push(arena, &words) = str_hash(str_slice(text, start, at));
    }
    uint32_t count = words.count >= SHINGLE ? words.count - SHINGLE + 1 : 1;
    shingles result = {arena_array(arena, uint64_t, count), count};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i; j < i + SHINGLE && j < words.count; j++)
            result.items[i] = result.items[i] * UINT64_C(0x9e3779b97f4a7c15) + words.items[j];
    qsort(result.items, count, sizeof *result.items, compare_numbers);
    return result;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static void score_shingles(aeb_score *score, shingles gold, shingles found, double *page_f1)
{
    uint32_t same = 0;
    for (uint32_t i = 0, j = 0; i < gold.count && j < found.count;) {
        if (gold.items[i] == found.items[j])
            same++, i++, j++;
        else if (gold.items[i] < found.items[j])
            i++;
        else
            j++;
    }
    double precision = ratio(same, found.count), recall = ratio(same, gold.count);
    *page_f1 = ratio(2 * precision * recall, precision + recall);
    score->pages++;
    score->precision += precision;
    score->recall += recall;
    score->f1 += *page_f1;
}

static void read_aeb(run *run)
{
    str path = str_format(&run->arena, "%s/html-aeb/ground-truth.json", run->folder);
    json_error_t error;
    json_t *gold = json_load_file(path.data, 0, &error);
    const char *id;
    json_t *entry;
    json_object_foreach(gold, id, entry)
    {
        str file = str_format(&run->arena, "%s/html-aeb/html/%s.html.gz", run->folder, id);
        page *page = array_push(&run->arena, &run->pages);
        page->html = read_gzip(&run->arena, file.data);
        page->name = arena_str(&run->arena, str_of(id));
        report report = read_page(run, page->html);
        str body = str_of(json_string_value(json_object_get(entry, "articleBody")));
        int half = half_of(page->name);
        double f1;
        aeb_score *score = &run->aeb[half];
        score_shingles(score, shingle(&run->scratch, body),
                       shingle(&run->scratch, body_of(&report)), &f1);
        if (run->show && half == TUNING)
            printf("aeb\t%.3f\t%s\n", f1, id);
    }
    json_decref(gold);
}

/* ---- Snippets ---------------------------------------------------------------------- */

/* White space collapsed; soft hyphens and zero-width characters dropped. */
static str normal(arena *arena, str text)
{
    buffer out = {.arena = arena};
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (c == 0xad || c == 0x200b || c == 0xfeff || c == 0x2060)
            continue;
        if (!utf8_is_space(c))
            buffer_add(&out, str_slice(text, start, at));
        else if (out.len > 0 && out.data[out.len - 1] != ' ')
            buffer_add_byte(&out, ' ');
    }
    return str_trim(buffer_str(&out));
}

static uint32_t count_found(run *run, str text, const json_t *list, const char *name, bool want)
{
    uint32_t found = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        str snippet = str_of(json_string_value(json_array_get(list, i)));
        bool there = str_find(text, normal(&run->scratch, snippet), 0) != SIZE_MAX;
        found += there;
        if (run->show && there != want && half_of(str_of(name)) == TUNING)
            printf("%s\t%s\t%.*s\n", want ? "miss" : "leak", name, STR_ARG(snippet));
    }
    return found;
}

static bool same_name(arena *arena, str a, str b)
{
    return str_equal(utf8_fold(arena, normal(arena, a)), utf8_fold(arena, normal(arena, b)));
}

/* Right when the one of our authors, or all of them joined, is what the set says. */
static bool author_right(run *run, const report *report, str gold)
{
    buffer joined = {.arena = &run->scratch};
    for (uint32_t i = 0; i < report->authors.count; i++) {
        if (i > 0)
            buffer_add(&joined, STR("; "));
        buffer_add(&joined, report->authors.items[i]);
    }
    if (same_name(&run->scratch, buffer_str(&joined), gold))
        return true;
    bool all = report->authors.count > 0;
    for (uint32_t i = 0; i < report->authors.count; i++)
        all &= str_find_nocase(gold, report->authors.items[i], 0) != SIZE_MAX;
    return all;
}

static void score_metadata(run *run, snippet_score *score, const report *report,
                           const json_t *entry, const char *name)
{
    bool show = run->show && half_of(str_of(name)) == TUNING;
    str title = str_of(json_string_value(json_object_get(entry, "title")));
    str day = str_of(json_string_value(json_object_get(entry, "date")));
    str author = str_of(json_string_value(json_object_get(entry, "author")));
    if (title.len > 0) {
        bool right = same_name(&run->scratch, title, report->title);
        score->titles++;
        score->titles_right += right;
        if (show && !right)
            printf("title\t%s\t%.*s\t%.*s\n", name, STR_ARG(title), STR_ARG(report->title));
    }
    if (day.len > 0) {
        str found = date_format(&run->scratch, report->published.date);
        bool right = str_equal(found, day);
        score->dates++;
        score->dates_right += right;
        score->dates_wrong += !right && found.len > 0;
        if (show && !right)
            printf("date\t%s\t%.*s\t%.*s\t%.*s\n", name, STR_ARG(day), STR_ARG(found),
                   STR_ARG(report->published.why));
    }
    if (author.len > 0) {
        bool right = author_right(run, report, author);
        score->authors++;
        score->authors_right += right;
        score->authors_wrong += !right && report->authors.count > 0;
        if (show && !right)
            printf("author\t%s\t%.*s\t%.*s\n", name, STR_ARG(author),
                   STR_ARG(report->authors.count > 0 ? report->authors.items[0] : STR("-")));
    }
}

static void read_snippets(run *run)
{
    str path = str_format(&run->arena, "%s/html-trafilatura-eval/evaldata.json", run->folder);
    json_error_t error;
    json_t *gold = json_load_file(path.data, 0, &error);
    const char *url;
    json_t *entry;
    json_object_foreach(gold, url, entry)
    {
        const char *name = json_string_value(json_object_get(entry, "file"));
        page *page = array_push(&run->arena, &run->pages);
        static const char *const FOLDERS[] = {"eval", "cache"};
        for (int i = 0; i < 2 && page->html.len == 0; i++) {
            str file = str_format(&run->arena, "%s/html-trafilatura-eval/%s/%s", run->folder,
                                  FOLDERS[i], name);
            page->html = read_file(&run->arena, file.data);
        }
        page->name = str_of(name);
        report report = read_page(run, page->html);
        str text = normal(&run->scratch, body_of(&report));
        snippet_score *score = &run->snippets[half_of(page->name)];
        const json_t *with = json_object_get(entry, "with");
        uint32_t hits = count_found(run, text, with, name, true);
        score->pages++;
        score->hits += hits;
        score->misses += (uint32_t)json_array_size(with) - hits;
        score->leaks += count_found(run, text, json_object_get(entry, "without"), name, false);
        score_metadata(run, score, &report, entry, name);
        page->name = arena_str(&run->arena, page->name);
    }
    json_decref(gold);
}

/* ---- Table ------------------------------------------------------------------------- */

static void print_aeb(const char *label, aeb_score score)
{
    double precision = ratio(score.precision, score.pages);
    double recall = ratio(score.recall, score.pages);
    printf("  %-10s %4u pages  F1 %.3f  precision %.3f  recall %.3f  (mean of page F1 %.3f)\n",
           label, score.pages, ratio(2 * precision * recall, precision + recall), precision, recall,
           ratio(score.f1, score.pages));
}

static void print_snippets(const char *label, snippet_score score)
{
    double precision = ratio(score.hits, score.hits + score.leaks);
    double recall = ratio(score.hits, score.hits + score.misses);
    printf("  %-10s %4u pages  F1 %.3f  precision %.3f  recall %.3f  (%u found, %u missed, "
           "%u leaked)\n",
           label, score.pages, ratio(2 * precision * recall, precision + recall), precision, recall,
           score.hits, score.misses, score.leaks);
    printf("  %-10s title %u of %u (%.3f)  date %u of %u (%.3f; %u wrong, else none)  "
           "author %u of %u (%.3f; %u wrong)\n",
           "", score.titles_right, score.titles, ratio(score.titles_right, score.titles),
           score.dates_right, score.dates, ratio(score.dates_right, score.dates), score.dates_wrong,
           score.authors_right, score.authors, ratio(score.authors_right, score.authors),
           score.authors_wrong);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now); /* others may use the machine, too */
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure_speed(run *run)
{
    double rounds[SPEED_ROUNDS];
    size_t bytes = 0;
    for (int round = 0; round < SPEED_ROUNDS; round++) {
        rounds[round] = 0;
        bytes = 0;
        for (uint32_t i = 0; i < run->pages.count; i++) {
            arena_finish(&run->keep);
            arena_finish(&run->scratch);
            report report = {.format = REPORT_HTML};
            source_run_array runs = {0};
            str text = charset_to_utf8(&run->scratch, run->pages.items[i].html, STR(""), true,
                                       &report, &runs);
            double start = seconds();
            html_read(&run->keep, &run->scratch, text, &report);
            rounds[round] += seconds() - start;
            bytes += text.len;
        }
    }
    qsort(rounds, SPEED_ROUNDS, sizeof rounds[0], compare_doubles);
    double median = rounds[SPEED_ROUNDS / 2];
    printf("speed: %u pages of %.0f KB on average, %.0f pages/s, %.0f MB/s\n", run->pages.count,
           (double)bytes / 1000 / run->pages.count, run->pages.count / median,
           (double)bytes / 1e6 / median);
}

static void evaluate(void *context)
{
    run *run = context;
    arena_init(&run->arena, &run->memory);
    arena_init(&run->keep, &run->memory);
    arena_init(&run->scratch, &run->memory);
    read_aeb(run);
    read_snippets(run);
    aeb_score aeb = {0};
    snippet_score snippets = {0};
    for (int half = 0; half < HALVES; half++) {
        const aeb_score *a = &run->aeb[half];
        aeb = (aeb_score){aeb.pages + a->pages, aeb.precision + a->precision,
                          aeb.recall + a->recall, aeb.f1 + a->f1};
        const uint32_t *from = (const uint32_t *)&run->snippets[half];
        uint32_t *to = (uint32_t *)&snippets;
        for (size_t i = 0; i < sizeof snippets / sizeof *to; i++)
            to[i] += from[i];
    }
    printf("html-aeb, article body, word 4-grams\n");
    print_aeb("tuning", run->aeb[TUNING]);
    print_aeb("reporting", run->aeb[REPORTING]);
    print_aeb("all", aeb);
    printf("html-trafilatura-eval, snippets\n");
    print_snippets("tuning", run->snippets[TUNING]);
    print_snippets("reporting", run->snippets[REPORTING]);
    print_snippets("all", snippets);
    if (run->pages.count > 0 && !run->show)
        measure_speed(run);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s DATA [--pages]\n", argv[0]);
        return 2;
    }
    run *run = calloc(1, sizeof *run);
    if (run == NULL)
        return 2;
    run->folder = argv[1];
    run->show = argc > 2 && strcmp(argv[2], "--pages") == 0;
    bool done = memory_try(&run->memory, evaluate, run);
    if (!done)
        fprintf(stderr, "%s: out of memory\n", argv[0]);
    arena_finish(&run->keep);
    arena_finish(&run->scratch);
    arena_finish(&run->arena);
    free(run);
    return done ? 0 : 2;
}
