/* copies.c - how well copies are found: readout-eval-copies DATA
 *
 * Data: DATA/copies (copies by hand of news articles, by style) and DATA/stories (independent
 * articles of one story). Each pair is read as a pile of two reports through the public
 * interface. Prints recall by style, the direction where it was told, and the share of
 * independent pairs that were called copies. */
#include "base/array.h"
#include "base/file.h"
#include "base/map.h"

#include <jansson.h>
#include <readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANDOM_PAIRS = 300, FILE_MAX = 256 << 20 };

typedef struct style {
    char name[32];
    unsigned pairs;
    unsigned found;
    unsigned right; /* of those found, the copy was named as the copy */
} style;

typedef struct evaluation {
    arena arena;
    const readout_model *model;
    style styles[16];
    unsigned style_count;
    map articles; /* id -> texts */
    array_of(str) texts;
} evaluation;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-copies: %s\n", what);
    exit(2);
}

static str field(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return str_of(value);
}

/* Reads two texts as a pile. 0: no copy, 1: b is the copy of a, -1: a is the copy of b. */
static int copy_relation(const evaluation *evaluation, str a, str b)
{
    readout *engine;
    readout_record *record;
    readout_error error;
    const readout_options options = {.jobs = 1};
    readout_input inputs[2] = {{.content = a, .path = {"a", 1}, .format = READOUT_FORMAT_TEXT},
                               {.content = b, .path = {"b", 1}, .format = READOUT_FORMAT_TEXT}};
    if (readout_open(evaluation->model, &options, &engine, &error) != READOUT_OK ||
        readout_add(engine, &inputs[0], &error) != READOUT_OK ||
        readout_add(engine, &inputs[1], &error) != READOUT_OK ||
        readout_read(engine, &record, &error) != READOUT_OK)
        die(error.message);
    size_t count;
    const readout_copy *copies = readout_record_copies(record, &count);
    int relation = count == 0 ? 0 : copies[0].copy == 1 ? 1 : -1;
    readout_record_free(record);
    readout_close(engine);
    return relation;
}

static style *style_of(evaluation *evaluation, str name, str level)
{
    char key[32];
    snprintf(key, sizeof key, "%.*s%s%.*s", STR_ARG(name), level.len > 0 ? "/" : "", STR_ARG(level));
    for (unsigned i = 0; i < evaluation->style_count; i++)
        if (strcmp(evaluation->styles[i].name, key) == 0)
            return &evaluation->styles[i];
    if (evaluation->style_count == sizeof evaluation->styles / sizeof evaluation->styles[0])
        die("too many styles");
    style *style = &evaluation->styles[evaluation->style_count++];
    memcpy(style->name, key, sizeof key);
    return style;
}

static str read_data(evaluation *evaluation, const char *folder, const char *name)
{
    readout_error error;
    str content;
    str path = str_format(&evaluation->arena, "%s/%s", folder, name);
    if (file_read(&evaluation->arena, arena_cstr(&evaluation->arena, path), FILE_MAX, &content,
                  &error) != READOUT_OK)
        die(error.message);
    return content;
}

static json_t *parse(str line)
{
    json_t *object = json_loadb(line.data, line.len, 0, NULL);
    if (object == NULL)
        die("a line is no JSON");
    return object;
}

static void read_copies(evaluation *evaluation, const char *folder, const char *name)
{
    str rest = read_data(evaluation, folder, name);
    str line;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        style *style = style_of(evaluation, field(object, "style"), field(object, "level"));
        int relation = copy_relation(evaluation, field(object, "original_text"), field(object, "text"));
        style->pairs++;
        style->found += relation != 0;
        style->right += relation == 1;
        json_decref(object);
    }
}

static void read_stories(evaluation *evaluation, const char *folder, map *story_of)
{
    str rest = read_data(evaluation, folder, "stories/allsides-dev.jsonl");
    str line;
    for (uint32_t story = 0; str_line(&rest, &line); story++) {
        json_t *object = parse(line);
        size_t i;
        json_t *article;
        json_array_foreach(json_object_get(object, "articles"), i, article)
        {
            str id = arena_str(&evaluation->arena, field(article, "id"));
            *map_put(&evaluation->articles, id) = evaluation->texts.count;
            *map_put_number(story_of, evaluation->texts.count) = story;
            *array_push(&evaluation->arena, &evaluation->texts) =
                arena_str(&evaluation->arena, field(article, "text"));
        }
        json_decref(object);
    }
}

static void read_negatives(evaluation *evaluation, const char *folder)
{
    str rest = read_data(evaluation, folder, "copies/negatives.jsonl");
    str line;
    unsigned pairs = 0;
    unsigned wrong = 0;
    while (str_line(&rest, &line)) {
        json_t *object = parse(line);
        uint32_t a = map_get(&evaluation->articles, field(object, "a_id"));
        uint32_t b = map_get(&evaluation->articles, field(object, "b_id"));
        if (a != MAP_NONE && b != MAP_NONE) {
            pairs++;
            wrong += copy_relation(evaluation, evaluation->texts.items[a], evaluation->texts.items[b]) != 0;
        }
        json_decref(object);
    }
    printf("%-24s %5u pairs  %5u called copies  (chosen for long shared quotations)\n",
           "independent, hard", pairs, wrong);
}

/* Pairs of one story, every Nth: some are real wire copies, so this is an upper bound. */
static void read_random(evaluation *evaluation, const map *story_of)
{
    unsigned pairs = 0;
    unsigned wrong = 0;
    uint32_t step = evaluation->texts.count / RANDOM_PAIRS;
    for (uint32_t i = 1; i < evaluation->texts.count; i += step > 0 ? step : 1) {
        if (map_get_number(story_of, i) != map_get_number(story_of, i - 1))
            continue;
        pairs++;
        wrong += copy_relation(evaluation, evaluation->texts.items[i - 1], evaluation->texts.items[i]) != 0;
    }
    printf("%-24s %5u pairs  %5u called copies  (some share a wire text)\n", "same story", pairs,
           wrong);
}

int main(int argc, char **argv)
{
    static memory memory;
    evaluation evaluation = {0};
    readout_model *model;
    readout_error error;
    if (argc != 2)
        die("usage: readout-eval-copies DATA");
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        die(error.message);
    arena_init(&evaluation.arena, &memory);
    evaluation.articles.arena = &evaluation.arena;
    evaluation.model = model;
    read_copies(&evaluation, argv[1], "copies/copies.jsonl");
    read_copies(&evaluation, argv[1], "copies/copies_extreme.jsonl");
    for (unsigned i = 0; i < evaluation.style_count; i++) {
        const style *style = &evaluation.styles[i];
        printf("%-24s %5u pairs  %5u found  %5u of them in the right direction\n", style->name,
               style->pairs, style->found, style->right);
    }
    map story_of = {.arena = &evaluation.arena};
    read_stories(&evaluation, argv[1], &story_of);
    read_negatives(&evaluation, argv[1]);
    read_random(&evaluation, &story_of);
    arena_finish(&evaluation.arena);
    readout_model_free(model);
    return 0;
}
