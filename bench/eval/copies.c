/* copies.c - how well copies, their direction and their errors are found:
 * readout-eval-copies DATA LABELS [--show]
 *
 * Data: DATA/copies (copies by hand of news articles, by style), DATA/stories (articles of one
 * story by several outlets), LABELS (the silver pairs of stories/, read by hand; ids only). Each
 * pair is read through the public interface as a pile of two, once in either order; the articles
 * of a story as one pile. Prints
 *
 *   recall by style; direction right, wrong and not told, over both orders
 *   independent pairs that are called copies; precision and recall on the labels
 *   altered quotations and marked errors that are shown
 *
 * --show lists every difference that is shown, for reading. */
#include "base/array.h"
#include "base/file.h"
#include "base/map.h"

#include <readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

enum { FILE_MAX = 256 << 20, STORY_MAX = 8, STYLES_MAX = 16, KINDS = 9 };

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

typedef struct evaluation {
    arena arena;
    const readout_model *model;
    bool show;
    style styles[STYLES_MAX];
    unsigned style_count;
    kind kinds[KINDS];
    unsigned differences;
    map articles; /* id -> texts */
    array_of(str) texts;
    array_of(str) ids;
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

/* ---- Piles ---------------------------------------------------------------------------- */

static readout_record *read_pile(const evaluation *evaluation, const str *texts, size_t count)
{
    readout *engine;
    readout_record *record;
    readout_error error;
    const readout_options options = {.jobs = 1};
    if (readout_open(evaluation->model, &options, &engine, &error) != READOUT_OK)
        die(error.message);
    for (size_t i = 0; i < count; i++) {
        readout_input input = {.content = texts[i], .format = READOUT_FORMAT_TEXT};
        if (readout_add(engine, &input, &error) != READOUT_OK)
            die(error.message);
    }
    if (readout_read(engine, &record, &error) != READOUT_OK)
        die(error.message);
    readout_close(engine);
    return record;
}

/* ---- Copies by hand ------------------------------------------------------------------- */

static style *style_of(evaluation *evaluation, str name, str level)
{
    char key[32];
    snprintf(key, sizeof key, "%.*s%s%.*s", STR_ARG(name), level.len > 0 ? "/" : "",
             STR_ARG(level));
    for (unsigned i = 0; i < evaluation->style_count; i++)
        if (strcmp(evaluation->styles[i].name, key) == 0)
            return &evaluation->styles[i];
    if (evaluation->style_count == STYLES_MAX)
        die("too many styles");
    style *style = &evaluation->styles[evaluation->style_count++];
    memcpy(style->name, key, sizeof key);
    return style;
}

/* Report `at` is the copy. */
static bool take_direction(const readout_record *record, uint32_t at, style *style)
{
    size_t count;
    const readout_copy *copies = readout_record_copies(record, &count);
    if (count == 0)
        return false;
    if (copies[0].direction == READOUT_DIRECTION_UNKNOWN)
        style->untold++;
    else if (copies[0].copy == at)
        style->right++;
    else
        style->wrong++;
    return true;
}

static bool lies_in(const readout_record *record, readout_span span, str text)
{
    size_t count;
    str report = readout_record_reports(record, &count)[span.report].text;
    size_t at = str_find(report, str_slice(text, 0, text.len < 40 ? text.len : 40), 0);
    return at != SIZE_MAX && at < span.end && at + text.len > span.start;
}

static void take_errors(evaluation *evaluation, const readout_record *record, const json_t *pair)
{
    static const char *const names[] = {"contested", "reversed",         "number",
                                        "role",      "spelling",         "framing",
                                        "modality",  "attribution_lost", "source_inflated"};
    size_t count;
    const readout_difference *all = readout_record_differences(record, &count);
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
            if (lies_in(record, all[k].a, field(error, "original_sentence")) &&
                lies_in(record, all[k].b, field(error, "copy_sentence"))) {
                shown = true;
                found = found || all[k].kind == (readout_difference_kind)number;
            }
        kind *kind = &evaluation->kinds[number];
        kind->name = names[number];
        kind->marked++;
        kind->found += found;
        kind->shown += shown;
    }
    evaluation->differences += (unsigned)count;
    for (size_t k = 0; evaluation->show && k < count; k++)
        printf("%s: %.*s\n    a: %.*s\n    b: %.*s\n", names[all[k].kind], STR_ARG(all[k].text),
               STR_ARG(readout_record_text(record, all[k].a)),
               STR_ARG(readout_record_text(record, all[k].b)));
}

static bool holds(str text, str part)
{
    return str_find(text, str_slice(part, 0, part.len < 20 ? part.len : 20), 0) != SIZE_MAX;
}

/* Quotations that the data marks as altered, and that stand together as altered. */
static void take_quotes(const readout_record *record, const json_t *pair, style *style)
{
    size_t count;
    const readout_quotation *all = readout_record_quotations(record, &count);
    size_t i;
    json_t *quote;
    json_array_foreach(json_object_get(pair, "altered_quotes"), i, quote)
    {
        bool found = false;
        for (size_t k = 0; k < count && !found; k++) {
            bool original = false;
            bool copy = false;
            for (size_t v = 0; v < all[k].version_count; v++) {
                readout_span span = all[k].versions[v].span;
                str text = readout_record_text(record, span);
                original =
                    original || (span.report == 0 && (holds(text, field(quote, "original")) ||
                                                      holds(field(quote, "original"), text)));
                copy = copy || (span.report == 1 && (holds(text, field(quote, "copy")) ||
                                                     holds(field(quote, "copy"), text)));
            }
            found = original && copy && all[k].verdict == READOUT_ALTERED;
        }
        style->quotes++;
        style->quotes_found += found;
    }
}

static void read_copies(evaluation *evaluation, const char *folder, const char *name)
{
    str rest = read_under(evaluation, folder, name);
    str line;
    while (str_line(&rest, &line)) {
        json_t *pair = parse(line);
        style *style = style_of(evaluation, field(pair, "style"), field(pair, "level"));
        const str texts[] = {field(pair, "original_text"), field(pair, "text")};
        const str turned[] = {texts[1], texts[0]};
        readout_record *record = read_pile(evaluation, texts, 2);
        readout_record *other = read_pile(evaluation, turned, 2);
        bool found = take_direction(record, 1, style);
        found = take_direction(other, 0, style) && found;
        style->pairs++;
        style->found += found;
        take_errors(evaluation, record, pair);
        take_quotes(record, pair, style);
        readout_record_free(record);
        readout_record_free(other);
        json_decref(pair);
    }
}

/* ---- Articles of one story ------------------------------------------------------------ */

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

static void add_article(evaluation *evaluation, const json_t *article)
{
    str id = arena_str(&evaluation->arena, field(article, "id"));
    *map_put(&evaluation->articles, id) = evaluation->texts.count;
    *array_push(&evaluation->arena, &evaluation->ids) = id;
    *array_push(&evaluation->arena, &evaluation->texts) =
        arena_str(&evaluation->arena, field(article, "text"));
}

/* Links of a story whose pair has no label. */
static void read_stories(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "stories/allsides-dev.jsonl");
    str line;
    unsigned pairs = 0;
    unsigned copies = 0;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        uint32_t first = evaluation->texts.count;
        size_t i;
        json_t *article;
        json_array_foreach(json_object_get(object, "articles"), i, article)
            add_article(evaluation, article);
        uint32_t count = evaluation->texts.count - first;
        if (count > 1 && count <= STORY_MAX) {
            size_t found;
            readout_record *record = read_pile(evaluation, &evaluation->texts.items[first], count);
            const readout_copy *all = readout_record_copies(record, &found);
            for (size_t k = 0; k < found; k++) {
                str a = evaluation->ids.items[first + all[k].copy];
                str b = evaluation->ids.items[first + all[k].of];
                if (map_get(&evaluation->labels, pair_key(&evaluation->arena, a, b)) == MAP_NONE) {
                    copies++;
                    if (evaluation->show)
                        printf("copy? %.*s %.*s %.2f\n", STR_ARG(a), STR_ARG(b), all[k].score);
                }
            }
            pairs += count * (count - 1) / 2;
            readout_record_free(record);
        }
        json_decref(object);
    }
    printf("%-20s %5u pairs  %4u called copies (%.1f %%; some share a wire text)\n", "same story",
           pairs, copies, 100.0 * copies / pairs);
}

static bool are_copies(const evaluation *evaluation, uint32_t a, uint32_t b)
{
    const str texts[] = {evaluation->texts.items[a], evaluation->texts.items[b]};
    size_t count;
    readout_record *record = read_pile(evaluation, texts, 2);
    readout_record_copies(record, &count);
    readout_record_free(record);
    return count > 0;
}

static void read_negatives(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "copies/negatives.jsonl");
    str line;
    unsigned pairs = 0;
    unsigned wrong = 0;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        uint32_t a = map_get(&evaluation->articles, field(object, "a_id"));
        uint32_t b = map_get(&evaluation->articles, field(object, "b_id"));
        if (a != MAP_NONE && b != MAP_NONE) {
            pairs++;
            wrong += are_copies(evaluation, a, b);
        }
        json_decref(object);
    }
    printf("%-20s %5u pairs  %4u called copies (chosen for long shared quotations)\n",
           "independent, hard", pairs, wrong);
}

static void read_silver(evaluation *evaluation, const char *folder)
{
    str rest = read_under(evaluation, folder, "stories/silver-copy-docs.jsonl");
    str line;
    unsigned counts[2][128] = {{0}};
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        if (map_get(&evaluation->articles, field(object, "id")) == MAP_NONE)
            add_article(evaluation, object);
        json_decref(object);
    }
    json_t *pairs = parse(read_under(evaluation, folder, "stories/silver-copy-pairs.json"));
    size_t i;
    json_t *pair;
    json_array_foreach(pairs, i, pair)
    {
        str key = pair_key(&evaluation->arena, field(pair, "a"), field(pair, "b"));
        uint32_t label = map_get(&evaluation->labels, key);
        uint32_t a = map_get(&evaluation->articles, field(pair, "a"));
        uint32_t b = map_get(&evaluation->articles, field(pair, "b"));
        if (label < 128 && a != MAP_NONE && b != MAP_NONE)
            counts[are_copies(evaluation, a, b)][label]++;
    }
    json_decref(pairs);
    printf("%-20s copy %u of %u, excerpt %u of %u, shared statement %u of %u called copies\n",
           "silver pairs", counts[1]['c'], counts[0]['c'] + counts[1]['c'], counts[1]['e'],
           counts[0]['e'] + counts[1]['e'], counts[1]['s'], counts[0]['s'] + counts[1]['s']);
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
    evaluation evaluation = {0};
    readout_model *model;
    readout_error error;
    if (argc < 3)
        die("usage: readout-eval-copies DATA LABELS [--show]");
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        die(error.message);
    arena_init(&evaluation.arena, &memory);
    evaluation.articles.arena = evaluation.labels.arena = &evaluation.arena;
    evaluation.model = model;
    evaluation.show = argc > 3;
    read_labels(&evaluation, argv[2]);
    read_copies(&evaluation, argv[1], "copies/copies.jsonl");
    read_copies(&evaluation, argv[1], "copies/copies_extreme.jsonl");
    print_styles(&evaluation);
    if (evaluation.show)
        return 0;
    read_stories(&evaluation, argv[1]);
    read_negatives(&evaluation, argv[1]);
    read_silver(&evaluation, argv[1]);
    arena_finish(&evaluation.arena);
    readout_model_free(model);
    return 0;
}
