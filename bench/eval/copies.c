/* copies.c - how well copies, their direction and their errors are found:
 * readout-eval-copies DATA LABELS [--show | --signs]
 *
 * Data: DATA/copies (copies by hand of news articles, by style), DATA/stories (articles of one
 * story by several outlets), LABELS (pairs of articles of stories/, read by hand; ids only). Each
 * article is analysed once; then pairs of them are piles of two, once in either order. Prints
 *
 *   recall by style; direction right, wrong and not told, over both orders
 *   the same at the score that one independent pair of a hundred reaches
 *   precision and recall on the labels, for either half of the articles
 *   altered quotations and marked errors that are shown
 *
 * Halves: articles that stand in a pair or a story together are in one half, by the hash of the
 * least id among them. Weights (likeness.c) are tuned on half 0 alone; half 1 is what is reported.
 *
 * --show lists every difference that is shown, for reading; --signs every pair with what was
 * measured on it, for the tuning. */
#include "base/array.h"
#include "base/file.h"
#include "base/map.h"
#include "compare/candidates.h"
#include "compare/relation.h"
#include "compare/screen.h"
#include "intake/intake.h"
#include "language/language.h"

#include <readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

enum { FILE_MAX = 256 << 20, STYLES_MAX = 16, KINDS = 9, HALVES = 2, PAIRS_MAX = 500 };

typedef struct style {
    char name[32];
    unsigned pairs;
    unsigned found; /* in both orders */
    unsigned right; /* of both orders */
    unsigned wrong;
    unsigned untold;
    unsigned quotes;
    unsigned quotes_found;
} style;

typedef struct kind {
    const char *name; /* as the data has it */
    unsigned marked;
    unsigned found; /* shown as this kind */
    unsigned shown; /* shown as any kind */
} kind;

typedef struct article {
    str id;
    uint32_t group; /* another article of its pair or story, or itself */
    uint32_t story; /* number of its story, or READOUT_NONE */
    report report;
    analysis analysis;
    facts facts;
    traits traits;
} article;

/* What two articles are to each other: a style of DATA/copies, a label, or "story". */
typedef struct pair {
    const char *what;
    uint32_t a;
    uint32_t b;
    json_t *object; /* of a copy by hand */
    double score;
    bool called; /* a copy */
} pair;

typedef struct evaluation {
    memory *memory;
    arena arena;
    arena scratch;
    const readout_model *model;
    bool show;
    style styles[STYLES_MAX];
    unsigned style_count;
    kind kinds[KINDS];
    unsigned differences;
    map ids; /* -> articles */
    array_of(article) articles;
    array_of(pair) pairs;
    map labels; /* "a b" of ids -> letter of the label */
} evaluation;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-copies: %s\n", what);
    exit(2);
}

static str field(const json_t *object, const char *name)
{
    return str_of(json_string_value(json_object_get(object, name)));
}

static str read_data(evaluation *evaluation, const char *path)
{
    readout_error error;
    str content;
    if (file_read(&evaluation->arena, path, FILE_MAX, &content, &error) != READOUT_OK)
        die(error.message);
    return content;
}

static str read_under(evaluation *evaluation, const char *folder, const char *name)
{
    str path = str_format(&evaluation->arena, "%s/%s", folder, name);
    return read_data(evaluation, arena_cstr(&evaluation->arena, path));
}

static json_t *parse(str line)
{
    json_t *object = json_loadb(line.data, line.len, 0, NULL);
    if (object == NULL)
        die("a line is no JSON");
    return object;
}

/* ---- Articles ------------------------------------------------------------------------- */

static uint32_t add_article(evaluation *evaluation, str id, str text)
{
    uint32_t *known = map_put(&evaluation->ids, arena_str(&evaluation->arena, id));
    if (*known != MAP_NONE)
        return *known;
    uint32_t number = *known = evaluation->articles.count;
    article *article = array_push(&evaluation->arena, &evaluation->articles);
    article->id = arena_str(&evaluation->arena, id);
    article->group = number;
    article->story = READOUT_NONE;
    arena scratch;
    arena_init(&scratch, evaluation->memory);
    readout_input input = {.content = text, .format = READOUT_FORMAT_TEXT};
    intake_read(&evaluation->arena, &scratch, &input, &article->report);
    arena_finish(&scratch);
    return number;
}

static uint32_t root_of(const evaluation *evaluation, uint32_t article)
{
    while (evaluation->articles.items[article].group != article)
        article = evaluation->articles.items[article].group;
    return article;
}

/* The root is the article of the least id. */
static void join(evaluation *evaluation, uint32_t a, uint32_t b)
{
    a = root_of(evaluation, a);
    b = root_of(evaluation, b);
    if (str_compare(evaluation->articles.items[a].id, evaluation->articles.items[b].id) < 0)
        evaluation->articles.items[b].group = a;
    else
        evaluation->articles.items[a].group = b;
}

static unsigned half_of(const evaluation *evaluation, const pair *pair)
{
    uint64_t hash = str_hash(evaluation->articles.items[root_of(evaluation, pair->a)].id);
    return (unsigned)(hash >> 7 & 1);
}

static void add_pair(evaluation *evaluation, const char *what, uint32_t a, uint32_t b,
                     json_t *object)
{
    *array_push(&evaluation->arena, &evaluation->pairs) =
        (pair){.what = what, .a = a, .b = b, .object = object};
    join(evaluation, a, b);
}

static void analyse_one(evaluation *evaluation, article *article, const vocabulary *vocabulary)
{
    arena *keep = &evaluation->arena;
    arena scratch;
    arena_init(&scratch, evaluation->memory);
    segment_run(keep, &scratch, evaluation->model, &article->report, &article->analysis);
    parse_run(keep, &scratch, evaluation->model, &article->report, &article->analysis);
    names_run(keep, &scratch, &article->report, &article->analysis);
    references_run(keep, &scratch, &article->report, &article->analysis);
    quotes_run(keep, &article->report, &article->analysis, &article->facts);
    statements_run(keep, &scratch, &article->report, &article->analysis, &article->facts);
    times_run(keep, &scratch, &article->report, &article->analysis, &article->facts);
    const reading reading = {&article->report, &article->analysis, &article->facts};
    traits_of(keep, &scratch, vocabulary, &reading, &article->traits);
    arena_finish(&scratch);
}

static void analyse(evaluation *evaluation)
{
    vocabulary vocabulary;
    vocabulary_init(&evaluation->arena, &vocabulary);
    for (uint32_t i = 0; i < evaluation->articles.count; i++)
        analyse_one(evaluation, &evaluation->articles.items[i], &vocabulary);
}

/* Two articles as a pile, compared. */
typedef struct couple {
    arena keep;
    reading readings[2];
    pile pile;
    comparison comparison;
} couple;

static void compare_couple(evaluation *evaluation, couple *couple, uint32_t a, uint32_t b)
{
    const uint32_t numbers[2] = {a, b};
    arena scratch;
    arena_init(&couple->keep, evaluation->memory);
    arena_init(&scratch, evaluation->memory);
    couple->comparison = (comparison){.times = NULL};
    couple->comparison.published = arena_array(&couple->keep, report_date, 2);
    for (int i = 0; i < 2; i++) {
        const article *article = &evaluation->articles.items[numbers[i]];
        couple->readings[i] = (reading){&article->report, &article->analysis, &article->facts};
        couple->comparison.published[i] = article->report.published;
    }
    couple->pile = (pile){couple->readings, 2};
    copies_run(&couple->keep, &scratch, &couple->pile, &couple->comparison);
    entities_run(&couple->keep, &scratch, &couple->pile, &couple->comparison);
    quotations_run(&couple->keep, &scratch, &couple->pile, &couple->comparison);
    differences_run(&couple->keep, &scratch, &couple->pile, &couple->comparison);
    arena_finish(&scratch);
}

static str span_text(const couple *couple, readout_span span)
{
    return str_slice(couple->readings[span.report].report->text, span.start, span.end);
}

/* ---- Reading the data ----------------------------------------------------------------- */

static void read_copies(evaluation *evaluation, const char *folder, const char *name)
{
    str rest = read_under(evaluation, folder, name);
    str line;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        str level = field(object, "level");
        str what = str_format(&evaluation->arena, "%.*s%s%.*s", STR_ARG(field(object, "style")),
                              level.len > 0 ? "/" : "", STR_ARG(level));
        str own = str_format(&evaluation->arena, "%.*s %.*s %s %.*s",
                             STR_ARG(field(object, "original_id")), STR_ARG(what), name,
                             STR_ARG(field(object, "title")));
        uint32_t original = add_article(
            evaluation,
            str_format(&evaluation->arena, "%.*s text", STR_ARG(field(object, "original_id"))),
            field(object, "original_text"));
        uint32_t copy = add_article(evaluation, own, field(object, "text"));
        add_pair(evaluation, arena_cstr(&evaluation->arena, what), original, copy, object);
    }
}

static str pair_key(arena *arena, str a, str b)
{
    return str_compare(a, b) < 0 ? str_format(arena, "%.*s %.*s", STR_ARG(a), STR_ARG(b))
                                 : str_format(arena, "%.*s %.*s", STR_ARG(b), STR_ARG(a));
}

static void read_labels(evaluation *evaluation, const char *path)
{
    str rest = read_data(evaluation, path);
    str line;
    while (str_line(&rest, &line)) {
        str a;
        str b;
        str fields = line;
        if (!str_starts(line, STR("#")) && str_field(&fields, '\t', &a) &&
            str_field(&fields, '\t', &b) && fields.len > 0)
            *map_put(&evaluation->labels, pair_key(&evaluation->arena, a, b)) =
                (uint32_t)(unsigned char)fields.data[0];
    }
}

static const char *label_of(evaluation *evaluation, str a, str b)
{
    switch (map_get(&evaluation->labels, pair_key(&evaluation->arena, a, b))) {
    case 'c':
        return "copy";
    case 'e':
        return "excerpt";
    case 's':
        return "shared";
    default:
        return NULL;
    }
}

static void read_stories(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "stories/allsides-dev.jsonl");
    str line;
    uint32_t story = 0;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        json_t *articles = json_object_get(object, "articles");
        size_t i;
        json_t *article;
        uint32_t first = READOUT_NONE;
        story++;
        json_array_foreach(articles, i, article)
        {
            if (json_array_size(articles) < 2 || field(article, "text").len == 0)
                continue;
            uint32_t number = add_article(evaluation, field(article, "id"), field(article, "text"));
            if (evaluation->articles.items[number].story == READOUT_NONE)
                evaluation->articles.items[number].story = story;
            if (first == READOUT_NONE)
                first = number;
            join(evaluation, first, number);
        }
        json_decref(object);
    }
}

/* Pairs of one story that have no label. */
static void pair_stories(evaluation *evaluation)
{
    const uint32_t count = evaluation->articles.count;
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count && b < a + PAIRS_MAX; b++) {
            const article *left = &evaluation->articles.items[a];
            const article *right = &evaluation->articles.items[b];
            if (left->story == READOUT_NONE || left->story != right->story)
                continue;
            const char *label = label_of(evaluation, left->id, right->id);
            if (label == NULL)
                add_pair(evaluation, "story", a, b, NULL);
            else if (label[0] == 'c' || label[0] == 's' || label[0] == 'e')
                add_pair(evaluation, label, a, b, NULL);
        }
}

static void read_silver(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "stories/silver-copy-docs.jsonl");
    str line;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        add_article(evaluation, field(object, "id"), field(object, "text"));
        json_decref(object);
    }
    json_t *pairs = parse(read_under(evaluation, folder, "stories/silver-copy-pairs.json"));
    size_t i;
    json_t *pair;
    json_array_foreach(pairs, i, pair)
    {
        uint32_t a = map_get(&evaluation->ids, field(pair, "a"));
        uint32_t b = map_get(&evaluation->ids, field(pair, "b"));
        const char *label = label_of(evaluation, field(pair, "a"), field(pair, "b"));
        if (a != MAP_NONE && b != MAP_NONE && label != NULL &&
            (evaluation->articles.items[a].story == READOUT_NONE ||
             evaluation->articles.items[a].story != evaluation->articles.items[b].story))
            add_pair(evaluation, label, a, b, NULL);
    }
    json_decref(pairs);
}

static void read_negatives(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "copies/negatives.jsonl");
    str line;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        uint32_t a = map_get(&evaluation->ids, field(object, "a_id"));
        uint32_t b = map_get(&evaluation->ids, field(object, "b_id"));
        if (a != MAP_NONE && b != MAP_NONE)
            add_pair(evaluation, "hard", a, b, NULL);
        json_decref(object);
    }
}

static bool is(const pair *pair, const char *what)
{
    return strcmp(pair->what, what) == 0;
}

/* ---- Scores --------------------------------------------------------------------------- */

static void score_pairs(evaluation *evaluation, bool print)
{
    static const char *const names[] = {"aligned", "covered", "facts", "sequence", "company",
                                        "grams",   "quoted",  "order", "voice",    "runs"};
    if (print) {
        printf("what\thalf\ta\tb\tscore");
        for (int i = 0; i < LIKENESS_SIGNS; i++)
            printf("\t%s", names[i]);
        printf("\n");
    }
    screen *screen = screen_open(&evaluation->arena);
    unsigned screened = 0;
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        pair *pair = &evaluation->pairs.items[i];
        const traits *left = &evaluation->articles.items[pair->a].traits;
        const traits *right = &evaluation->articles.items[pair->b].traits;
        relation relation = {.a = pair->a, .b = pair->b};
        arena_mark mark = arena_save(&evaluation->scratch);
        arena keep;
        arena_init(&keep, evaluation->memory);
        relation_measure(&keep, &evaluation->scratch, left, right, &relation);
        pair->score = relation.score;
        pair->called = relation_is_copy(left, right, &relation);
        arena_finish(&keep);
        arena_restore(&evaluation->scratch, mark);
        screen_load(screen, left);
        const bool passes = screen_passes(screen, right);
        screened += !passes;
        if (pair->called && !passes)
            die("the screen turns a copy away");
        if (!print)
            continue;
        printf("%s\t%u\t%.*s\t%.*s\t%.3f", pair->what, half_of(evaluation, pair),
               STR_ARG(evaluation->articles.items[pair->a].id),
               STR_ARG(evaluation->articles.items[pair->b].id), relation.score);
        for (int k = 0; k < LIKENESS_SIGNS; k++)
            printf("\t%.4f", relation.likeness.signs[k]);
        printf("\n");
    }
    if (!print)
        printf("screen: %u of %u pairs turned away, no copy among them\n", screened,
               evaluation->pairs.count);
}

/* How many of the copies the index of an archive of all articles proposes. */
static void print_candidates(evaluation *evaluation)
{
    const uint32_t count = evaluation->articles.count;
    traits *traits = arena_array(&evaluation->arena, struct traits, count);
    uint32_t *order = arena_array(&evaluation->arena, uint32_t, count);
    map known = {.arena = &evaluation->arena};
    candidate_array candidates = {0};
    for (uint32_t i = 0; i < count; i++) {
        traits[i] = evaluation->articles.items[i].traits;
        order[i] = i;
    }
    candidates_find(&evaluation->arena, &evaluation->scratch, traits, order, count, &candidates);
    for (uint32_t i = 0; i < candidates.count; i++)
        *map_put_number(&known, (uint64_t)candidates.items[i].a << 32 | candidates.items[i].b) = 1;
    unsigned copies = 0;
    unsigned found = 0;
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        const pair *pair = &evaluation->pairs.items[i];
        if (!pair->called || is(pair, "story") || is(pair, "hard") || is(pair, "shared") ||
            is(pair, "excerpt"))
            continue;
        uint32_t a = pair->a < pair->b ? pair->a : pair->b;
        uint32_t b = pair->a + pair->b - a;
        copies++;
        if (map_get_number(&known, (uint64_t)a << 32 | b) != MAP_NONE)
            found++;
        else
            printf("  not proposed: %s %.*s %.*s\n", pair->what,
                   STR_ARG(evaluation->articles.items[a].id),
                   STR_ARG(evaluation->articles.items[b].id));
    }
    printf("index of %u articles: %u candidates, %u of %u copies among them\n", count,
           candidates.count, found, copies);
}

static int compare_scores(const void *x, const void *y)
{
    double left = *(const double *)x;
    double right = *(const double *)y;
    return left > right ? -1 : left < right;
}

/* The score that `share` of the independent pairs of a half reach, or COPY_SCORE. */
static double score_at(const evaluation *evaluation, unsigned half, double share)
{
    double *scores = malloc((evaluation->pairs.count + 1) * sizeof *scores);
    size_t count = 0;
    if (scores == NULL)
        die("out of memory");
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        const pair *pair = &evaluation->pairs.items[i];
        if ((is(pair, "story") || is(pair, "hard")) && half_of(evaluation, pair) == half)
            scores[count++] = pair->score;
    }
    scores[count] = 0;
    qsort(scores, count, sizeof *scores, compare_scores);
    double score = scores[(size_t)((double)count * share)];
    free(scores);
    return score;
}

static void print_recall(const evaluation *evaluation, const char *what, unsigned half)
{
    double strict = score_at(evaluation, half, 0.01);
    unsigned pairs = 0;
    unsigned called = 0;
    unsigned at_one = 0;
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        const pair *pair = &evaluation->pairs.items[i];
        if (!is(pair, what) || half_of(evaluation, pair) != half)
            continue;
        pairs++;
        called += pair->called;
        at_one += pair->score > strict;
    }
    if (pairs > 0)
        printf("  half %u  %-20s %5u pairs  %4u called copies, %4u above the 1 %% of independent "
               "pairs (score %.2f)\n",
               half, what, pairs, called, at_one, strict);
}

static void print_labels(const evaluation *evaluation, unsigned half)
{
    unsigned right = 0;
    unsigned wrong = 0;
    unsigned missed = 0;
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        const pair *pair = &evaluation->pairs.items[i];
        if (half_of(evaluation, pair) != half)
            continue;
        const bool called = pair->called;
        right += is(pair, "copy") && called;
        missed += is(pair, "copy") && !called;
        wrong += is(pair, "shared") && called;
    }
    printf("  half %u  labels: precision %.1f %% (%u of %u), recall %.1f %% (%u of %u); excerpts "
           "apart\n",
           half, right + wrong > 0 ? 100.0 * right / (right + wrong) : 0, right, right + wrong,
           right + missed > 0 ? 100.0 * right / (right + missed) : 0, right, right + missed);
}

static void print_scores(const evaluation *evaluation)
{
    static const char *const whats[] = {"roundtrip/seedlike",
                                        "roundtrip/extreme",
                                        "edited",
                                        "rewrite",
                                        "story",
                                        "hard",
                                        "copy",
                                        "excerpt",
                                        "shared"};
    for (unsigned half = 0; half < HALVES; half++) {
        for (size_t i = 0; i < sizeof whats / sizeof whats[0]; i++)
            print_recall(evaluation, whats[i], half);
        print_labels(evaluation, half);
    }
}

/* ---- Copies by hand ------------------------------------------------------------------- */

static style *style_of(evaluation *evaluation, const char *key)
{
    for (unsigned i = 0; i < evaluation->style_count; i++)
        if (strcmp(evaluation->styles[i].name, key) == 0)
            return &evaluation->styles[i];
    if (evaluation->style_count == STYLES_MAX)
        die("too many styles");
    style *style = &evaluation->styles[evaluation->style_count++];
    snprintf(style->name, sizeof style->name, "%s", key);
    return style;
}

/* Report `at` is the copy. */
static bool take_direction(const couple *couple, uint32_t at, style *style)
{
    const copy_array *copies = &couple->comparison.copies;
    if (copies->count == 0)
        return false;
    if (copies->items[0].direction == READOUT_DIRECTION_UNKNOWN)
        style->untold++;
    else if (copies->items[0].copy == at)
        style->right++;
    else
        style->wrong++;
    return true;
}

static bool lies_in(const couple *couple, readout_span span, str text)
{
    str report = couple->readings[span.report].report->text;
    size_t at = str_find(report, str_slice(text, 0, text.len < 40 ? text.len : 40), 0);
    return at != SIZE_MAX && at < span.end && at + text.len > span.start;
}

static void take_errors(evaluation *evaluation, const couple *couple, const json_t *pair)
{
    static const char *const names[] = {"contested", "reversed",         "number",
                                        "role",      "spelling",         "framing",
                                        "modality",  "attribution_lost", "source_inflated"};
    const difference *all = couple->comparison.differences.items;
    const size_t count = couple->comparison.differences.count;
    size_t i;
    json_t *error;
    json_array_foreach(json_object_get(pair, "polarity_errors"), i, error)
    {
        bool shown = false;
        bool found = false;
        unsigned number = 0;
        while (number < KINDS - 1 && !str_equal(field(error, "kind"), str_of(names[number])))
            number++;
        for (size_t k = 0; k < count; k++)
            if (lies_in(couple, all[k].a, field(error, "original_sentence")) &&
                lies_in(couple, all[k].b, field(error, "copy_sentence"))) {
                shown = true;
                found = found || all[k].kind == (readout_difference_kind)number;
            }
        kind *kind = &evaluation->kinds[number];
        kind->name = names[number];
        kind->marked++;
        kind->found += found;
        kind->shown += shown;
        if (evaluation->show && !shown)
            printf("missed %s\n    a: %.*s\n    b: %.*s\n", names[number],
                   STR_ARG(field(error, "original_sentence")),
                   STR_ARG(field(error, "copy_sentence")));
    }
    evaluation->differences += (unsigned)count;
    for (size_t k = 0; evaluation->show && k < count; k++)
        printf("%s: %.*s\n    a: %.*s\n    b: %.*s\n", names[all[k].kind], STR_ARG(all[k].text),
               STR_ARG(span_text(couple, all[k].a)), STR_ARG(span_text(couple, all[k].b)));
}

static bool holds(str text, str part)
{
    return str_find(text, str_slice(part, 0, part.len < 20 ? part.len : 20), 0) != SIZE_MAX;
}

/* Quotations that the data marks as altered, and that stand together as altered. */
static void take_quotes(const couple *couple, const json_t *pair, style *style)
{
    const quotation_array *all = &couple->comparison.quotations;
    size_t i;
    json_t *quote;
    json_array_foreach(json_object_get(pair, "altered_quotes"), i, quote)
    {
        bool found = false;
        for (uint32_t k = 0; k < all->count && !found; k++) {
            bool sides[2] = {false, false};
            for (uint32_t v = 0; v < all->items[k].versions.count; v++) {
                const quotation_version *version = &all->items[k].versions.items[v];
                const reading *reading = &couple->readings[version->report];
                text_span inside = reading->facts->quotes.items[version->quote].inside;
                str text = str_slice(reading->report->text, inside.start, inside.end);
                str marked = field(quote, version->report == 0 ? "original" : "copy");
                sides[version->report] =
                    sides[version->report] || holds(text, marked) || holds(marked, text);
            }
            found = sides[0] && sides[1] && all->items[k].verdict == READOUT_ALTERED;
        }
        style->quotes++;
        style->quotes_found += found;
    }
}

static void take_copies(evaluation *evaluation)
{
    for (uint32_t i = 0; i < evaluation->pairs.count; i++) {
        const pair *pair = &evaluation->pairs.items[i];
        if (pair->object == NULL)
            continue;
        style *style = style_of(evaluation, pair->what);
        couple one;
        couple other;
        compare_couple(evaluation, &one, pair->a, pair->b);
        compare_couple(evaluation, &other, pair->b, pair->a);
        bool found = take_direction(&one, 1, style);
        found = take_direction(&other, 0, style) && found;
        style->pairs++;
        style->found += found;
        take_errors(evaluation, &one, pair->object);
        take_quotes(&one, pair->object, style);
        arena_finish(&one.keep);
        arena_finish(&other.keep);
    }
}

/* ---- The table ------------------------------------------------------------------------ */

static void print_styles(const evaluation *evaluation)
{
    for (unsigned i = 0; i < evaluation->style_count; i++) {
        const style *style = &evaluation->styles[i];
        printf("%-20s %5u pairs  %4u found; direction %u right %u wrong %u not told; quotations "
               "%u of %u\n",
               style->name, style->pairs, style->found, style->right, style->wrong, style->untold,
               style->quotes_found, style->quotes);
    }
    for (unsigned i = 0; i < KINDS; i++)
        if (evaluation->kinds[i].marked > 0)
            printf("%-20s %5u marked %4u shown as such, %u as any kind\n",
                   evaluation->kinds[i].name, evaluation->kinds[i].marked,
                   evaluation->kinds[i].found, evaluation->kinds[i].shown);
    printf("%-20s %5u\n", "differences shown", evaluation->differences);
}

int main(int argc, char **argv)
{
    static memory memory;
    evaluation evaluation = {.memory = &memory};
    readout_model *model;
    readout_error error;
    if (argc < 3)
        die("usage: readout-eval-copies DATA LABELS [--show | --signs]");
    bool signs = argc > 3 && strcmp(argv[3], "--signs") == 0;
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        die(error.message);
    arena_init(&evaluation.arena, &memory);
    arena_init(&evaluation.scratch, &memory);
    evaluation.ids.arena = evaluation.labels.arena = &evaluation.arena;
    evaluation.model = model;
    evaluation.show = argc > 3 && !signs;
    read_labels(&evaluation, argv[2]);
    read_copies(&evaluation, argv[1], "copies/copies.jsonl");
    read_copies(&evaluation, argv[1], "copies/copies_extreme.jsonl");
    if (!evaluation.show) {
        read_stories(&evaluation, argv[1]);
        read_silver(&evaluation, argv[1]);
        read_negatives(&evaluation, argv[1]);
        pair_stories(&evaluation);
    }
    analyse(&evaluation);
    score_pairs(&evaluation, signs);
    if (!signs) {
        take_copies(&evaluation);
        print_styles(&evaluation);
        print_scores(&evaluation);
        print_candidates(&evaluation);
    }
    arena_finish(&evaluation.arena);
    arena_finish(&evaluation.scratch);
    readout_model_free(model);
    return 0;
}
