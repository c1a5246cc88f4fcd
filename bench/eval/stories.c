/* stories.c - how well reports are grouped into stories: readout-eval-stories DATA
 *
 * Data: DATA/stories/allsides-dev.jsonl, its dated articles in order of their dates (one in five
 * has no date and would not come in time in any stream), and the clusters
 * of DATA/stories/giveme5w1h/news_cluster. Window and threshold are chosen on the articles of
 * every other story, by BCubed F1 (A. Bagga, B. Baldwin 1998), and reported on those of the rest;
 * then both halves the other way round. AllSides is a daily round-up, so its windows are of days;
 * the reports of a Giveme5W1H cluster lie up to years apart. */
#include "compare/stories.h"

#include "base/array.h"
#include "base/file.h"
#include "base/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

enum { FILE_MAX = 256 << 20, WINDOWS = 3 };

typedef struct article {
    report report;
    uint32_t story; /* the true one */
    uint32_t found;
    bool second; /* half */
} article;

typedef array_of(article) article_array;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-stories: %s\n", what);
    exit(2);
}

static str field(arena *arena, const json_t *object, const char *name)
{
    return arena_str(arena, str_of(json_string_value(json_object_get(object, name))));
}

static str read_file(arena *arena, str path)
{
    readout_error error;
    str content;
    if (file_read(arena, arena_cstr(arena, path), FILE_MAX, &content, &error) != READOUT_OK)
        die(error.message);
    return content;
}

/* "2018-04-21", or "4/21/18" as a part of the data has it. */
static void read_date(str text, date *date)
{
    int month;
    int day;
    int year;
    char copy[16];
    if (date_parse_iso(text, date) || text.len >= sizeof copy)
        return;
    snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
    /* NOLINTNEXTLINE(cert-err34-c): data of a known form */
    if (sscanf(copy, "%d/%d/%d", &month, &day, &year) == 3)
        *date =
            (struct date){(int16_t)(year < 100 ? 2000 + year : year), (uint8_t)month, (uint8_t)day};
}

static article *add_article(arena *arena, article_array *all, str date, uint32_t story)
{
    article *article = array_push(arena, all);
    article->report.id = str_format(arena, "%u", all->count - 1);
    read_date(date, &article->report.published.date);
    article->story = story;
    article->second = (story * 2654435761u >> 16 & 1) != 0;
    return article;
}

static void read_allsides(arena *arena, const char *folder, article_array *all)
{
    str rest = read_file(arena, str_format(arena, "%s/stories/allsides-dev.jsonl", folder));
    str line;
    for (uint32_t story = 0; str_line(&rest, &line); story++) {
        json_t *object = json_loadb(line.data, line.len, 0, NULL);
        size_t i;
        json_t *item;
        json_array_foreach(json_object_get(object, "articles"), i, item)
        {
            str published = field(arena, item, "published");
            if (published.len == 0)
                continue;
            article *article = add_article(arena, all, published, story);
            article->report.title = field(arena, item, "title");
            article->report.text = field(arena, item, "text");
        }
        json_decref(object);
    }
}

static void read_clusters(arena *arena, const char *folder, article_array *all)
{
    readout_error error;
    file_list files = {0};
    map stories = {.arena = arena};
    str path = str_format(arena, "%s/stories/giveme5w1h/news_cluster", folder);
    if (file_walk(arena, arena_cstr(arena, path), UINT32_MAX, &files, &error) != READOUT_OK)
        die(error.message);
    for (uint32_t i = 0; i < files.count; i++) {
        str content = read_file(arena, files.paths[i]);
        json_t *object = json_loadb(content.data, content.len, 0, NULL);
        json_t *cluster = json_object_get(object, "newsCluster");
        json_t *event_id = json_object_get(cluster, "EventId");
        str event = str_format(arena, "%lld", (long long)json_integer_value(event_id));
        if (event_id == NULL)
            die("a file has no newsCluster.EventId");
        uint32_t *story = map_put(&stories, event);
        if (*story == MAP_NONE)
            *story = stories.count;
        article *article = add_article(arena, all, field(arena, object, "date_publish"), *story);
        article->report.title = field(arena, object, "title");
        article->report.text = field(arena, object, "text");
        json_decref(object);
    }
}

static int by_date(const void *x, const void *y)
{
    const article *left = x;
    const article *right = y;
    int dates = date_compare(left->report.published.date, right->report.published.date);
    return dates != 0 ? dates : str_compare(left->report.title, right->report.title);
}

/* ---- Scores --------------------------------------------------------------------------- */

typedef struct score {
    double bcubed;
    double pairs;
} score;

static double f1(double part, double found, double wanted)
{
    return found + wanted > 0 ? 2 * part / (found + wanted) : 0;
}

/* Of one half, of those with an item of it only. */
static score score_of(const article_array *all, bool second)
{
    double precision = 0;
    double recall = 0;
    double count = 0;
    double both_pairs = 0;
    double found_pairs = 0;
    double true_pairs = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const article *x = &all->items[i];
        double both = 0;
        double found = 0;
        double wanted = 0;
        if (x->second != second)
            continue;
        for (uint32_t k = 0; k < all->count; k++) {
            const article *y = &all->items[k];
            if (y->second != second)
                continue;
            found += x->found == y->found;
            wanted += x->story == y->story;
            both += x->found == y->found && x->story == y->story;
        }
        precision += both / found;
        recall += both / wanted;
        count++;
        both_pairs += both - 1;
        found_pairs += found - 1;
        true_pairs += wanted - 1;
    }
    precision /= count;
    recall /= count;
    return (score){2 * precision * recall / (precision + recall),
                   f1(both_pairs, found_pairs, true_pairs)};
}

static void take_story(void *payload, const story_told *story)
{
    article_array *all = payload;
    for (uint32_t i = 0; i < story->count; i++) {
        uint32_t number = (uint32_t)strtoul(story->members[i].id.data, NULL, 10);
        all->items[number].found = story->number;
    }
}

static void group(memory *memory, article_array *all, bool second, uint32_t window,
                  double threshold)
{
    arena arena;
    arena_init(&arena, memory);
    grouper *grouper = grouper_open(&arena, window, threshold, take_story, all);
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].second == second)
            grouper_add(grouper, &all->items[i].report);
    grouper_finish(grouper);
    arena_finish(&arena);
}

/* How one half comes out with one window and threshold. */
typedef struct trial {
    uint32_t window;
    double threshold;
    score scores[2]; /* [half] */
} trial;

static const trial *best_on(const trial *trials, size_t count, int half)
{
    const trial *best = &trials[0];
    for (size_t i = 1; i < count; i++)
        if (trials[i].scores[half].bcubed > best->scores[half].bcubed)
            best = &trials[i];
    return best;
}

static void evaluate(memory *memory, arena *arena, const char *name, article_array *all,
                     const uint32_t windows[WINDOWS])
{
    static const double thresholds[] = {.12, .14, .16, .18, .20, .22, .24, .26, .28, .30, .34};
    enum { STEPS = sizeof thresholds / sizeof thresholds[0] };
    trial trials[WINDOWS * STEPS];
    if (all->count > 0)
        qsort(all->items, all->count, sizeof(article), by_date);
    for (uint32_t i = 0; i < all->count; i++)
        all->items[i].report.id = str_format(arena, "%u", i);
    for (int i = 0; i < WINDOWS * STEPS; i++) {
        trial *trial = &trials[i];
        trial->window = windows[i / STEPS];
        trial->threshold = thresholds[i % STEPS];
        for (int half = 0; half < 2; half++) {
            group(memory, all, half == 1, trial->window, trial->threshold);
            trial->scores[half] = score_of(all, half == 1);
        }
    }
    for (int half = 0; half < 2; half++) {
        const trial *best = best_on(trials, (size_t)WINDOWS * STEPS, 1 - half);
        printf("%-12s %u reports, half %d, window %u days and threshold %.2f from the other half: "
               "BCubed F1 %.3f, pair F1 %.3f\n",
               name, all->count, half + 1, best->window, best->threshold, best->scores[half].bcubed,
               best->scores[half].pairs);
    }
}

typedef struct job {
    memory memory;
    const char *folder;
} job;

static void body(void *context)
{
    job *job = context;
    arena arena;
    arena_init(&arena, &job->memory);
    article_array allsides = {0};
    article_array clusters = {0};
    read_allsides(&arena, job->folder, &allsides);
    evaluate(&job->memory, &arena, "allsides", &allsides, (uint32_t[]){1, 2, 3});
    read_clusters(&arena, job->folder, &clusters);
    evaluate(&job->memory, &arena, "giveme5w1h", &clusters, (uint32_t[]){14, 60, 730});
    arena_finish(&arena);
}

int main(int argc, char **argv)
{
    static job job;
    if (argc != 2)
        die("usage: readout-eval-stories DATA");
    job.folder = argv[1];
    if (!memory_try(&job.memory, body, &job))
        die("out of memory");
    return 0;
}
