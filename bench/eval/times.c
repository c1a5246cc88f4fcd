/* times.c - how well time expressions are found and dated: readout-eval-times DATA [--errors]
 *
 *   time/timex_*.jsonl   TimeBank and AQUAINT. The rules were tuned on the documents whose
 *                        id hashes to an even number ("tuned on"); the figure is the one for
 *                        the odd ones ("report"). Times of the document itself do not count.
 *   time/meantime        the first six sentences of each article, which are annotated; halves
 *                        by the file's name in the same way
 *   stories              AllSides stories with three articles: one article's date and address
 *                        are hidden, those of the other two are given
 *
 * Everything is read through the public interface. Relaxed: the spans overlap; strict: they
 * are equal; value: they overlap and the values are equal as text (TempEval-3, UzZaman et al.
 * 2013). With --errors, every difference of the tuning halves is printed, and nothing else is
 * measured. */
#include "base/array.h"
#include "base/file.h"
#include "base/str.h"
#include "facts/facts.h"

#include <readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>
#include <libxml/parser.h>

enum { FILE_MAX = 256 << 20, TOKENS_MAX = 20000, ANNOTATED_SENTENCES = 6 };

typedef struct gold_time {
    uint32_t start; /* bytes of the text */
    uint32_t end;
    str type;
    str value;
    bool taken;
} gold_time;
typedef array_of(gold_time) gold_array;

typedef struct score {
    unsigned documents, gold, found, relaxed, strict, value, even;
} score;

typedef struct evaluation {
    arena arena;
    const readout_model *model;
    bool errors;
} evaluation;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-times: %s\n", what);
    exit(2);
}

static str field(const json_t *object, const char *name)
{
    return str_of(json_string_value(json_object_get(object, name)));
}

static str read_file(evaluation *evaluation, const char *folder, const char *name)
{
    readout_error error;
    str content;
    const str path = str_format(&evaluation->arena, "%s/%s", folder, name);
    if (file_read(&evaluation->arena, path.data, FILE_MAX, &content, &error) != READOUT_OK)
        die(error.message);
    return content;
}

/* ---- Scoring ------------------------------------------------------------------------------- */

static double f1(unsigned right, unsigned gold, unsigned found)
{
    return gold + found == 0 ? 0 : 200.0 * right / (gold + found);
}

static void print_score(const char *name, const score *score)
{
    printf("%-34s %4u documents, %5u gold, %5u found: relaxed F1 %.1f (%u), strict %.1f (%u), "
           "value %.1f (%u), value with notation evened %.1f (%u)\n",
           name, score->documents, score->gold, score->found,
           f1(score->relaxed, score->gold, score->found), score->relaxed,
           f1(score->strict, score->gold, score->found), score->strict,
           f1(score->value, score->gold, score->found), score->value,
           f1(score->even, score->gold, score->found), score->even);
}

static gold_time *overlapping(gold_array *gold, uint32_t start, uint32_t end)
{
    for (uint32_t i = 0; i < gold->count; i++)
        if (!gold->items[i].taken && gold->items[i].start < end && start < gold->items[i].end)
            return &gold->items[i];
    return NULL;
}

static void show(const char *what, str text, uint32_t start, uint32_t end, str value, str other)
{
    const str before = str_slice(text, start > 40 ? start - 40 : 0, start);
    const str behind = str_slice(text, end, end + 30);
    char line[512];
    snprintf(line, sizeof line, "%-6s %.*s [[%.*s]] %.*s | %.*s | %.*s", what, STR_ARG(before),
             STR_ARG(str_slice(text, start, end)), STR_ARG(behind), STR_ARG(value), STR_ARG(other));
    for (char *c = line; *c != '\0'; c++)
        if (*c == '\n')
            *c = ' ';
    puts(line);
}

/* The annotators write one value in several ways: 1998-W6 and 1998-W06, 198X and 198, 1949-XX
 * and 1949, 1998-10-23TNI and 1998-10-23. Here they are one. */
static str evened(arena *arena, str value)
{
    str out = value;
    while (str_ends(out, STR("-XX")))
        out.len -= 3;
    if (out.len == 4 && str_ends(out, STR("X")) && out.data[0] != 'X' && out.data[0] != 'P')
        out.len = str_ends(out, STR("XX")) ? 2 : 3;
    const size_t time = str_find_byte(out, 'T', 0);
    if (time == 10 && out.len == 13 && !(out.data[11] >= '0' && out.data[11] <= '9'))
        out.len = 10;
    if (out.len == 7 && out.data[5] == 'W' && out.data[6] >= '0' && out.data[6] <= '9')
        out = str_format(arena, "%.*s-W0%c", 4, out.data, out.data[6]);
    return out;
}

static void compare(evaluation *evaluation, bool errors, str text, gold_array *gold, uint32_t limit,
                    const readout_record *record, score *score)
{
    size_t count;
    const readout_time *times = readout_record_times(record, &count);
    score->documents++;
    score->gold += gold->count;
    for (size_t i = 0; i < count; i++) {
        uint32_t start, end;
        if (!readout_record_source(record, times[i].span, &start, &end) || start >= limit)
            continue;
        score->found++;
        gold_time *match = overlapping(gold, start, end);
        if (match == NULL) {
            if (errors)
                show("EXTRA", text, start, end, times[i].value, STR(""));
            continue;
        }
        match->taken = true;
        score->relaxed++;
        const bool strict = match->start == start && match->end == end;
        const bool value = str_equal(match->value, times[i].value);
        score->strict += strict;
        score->value += value;
        score->even += value || str_equal(evened(&evaluation->arena, match->value),
                                          evened(&evaluation->arena, times[i].value));
        if (errors && !value)
            show("VALUE", text, start, end, times[i].value, match->value);
        if (errors && !strict)
            show("SPAN", text, start, end, str_slice(text, match->start, match->end), STR(""));
    }
    for (uint32_t i = 0; errors && i < gold->count; i++)
        if (!gold->items[i].taken)
            show("MISS", text, gold->items[i].start, gold->items[i].end, gold->items[i].value,
                 gold->items[i].type);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static readout_record *read_reports(const evaluation *evaluation, const readout_input *inputs,
                                    size_t count)
{
    readout *engine;
    readout_record *record;
    readout_error error;
    const readout_options options = {.jobs = 1};
    if (readout_open(evaluation->model, &options, &engine, &error) != READOUT_OK)
        die(error.message);
    for (size_t i = 0; i < count; i++)
        if (readout_add(engine, &inputs[i], &error) != READOUT_OK)
            die(error.message);
    if (readout_read(engine, &record, &error) != READOUT_OK)
        die(error.message);
    readout_close(engine);
    return record;
}

/* A text with its date as one JSON line: its bytes then map back to the text. */
static readout_record *read_text(const evaluation *evaluation, str text, str published)
{
    json_t *line = json_pack("{s:s%,s:s%}", "text", text.data, text.len, "published",
                             published.data != NULL ? published.data : "", published.len);
    char *dumped = json_dumps(line, JSON_COMPACT);
    const readout_input input = {.content = str_of(dumped), .format = READOUT_FORMAT_JSONL};
    readout_record *record = read_reports(evaluation, &input, 1);
    free(dumped);
    json_decref(line);
    return record;
}

/* Byte offset of character number `characters`. */
static uint32_t byte_of(str text, size_t characters)
{
    size_t at = 0;
    for (; at < text.len && characters > 0; characters--) {
        at++;
        while (at < text.len && ((unsigned char)text.data[at] & 0xc0) == 0x80)
            at++;
    }
    return (uint32_t)at;
}

static void timex_document(evaluation *evaluation, const json_t *document, score scores[2])
{
    const str text = field(document, "text");
    const int half = (int)(str_hash(field(document, "id")) & 1);
    gold_array gold = {0};
    size_t i;
    json_t *time;
    json_array_foreach(json_object_get(document, "timex"), i, time)
    {
        const size_t start = (size_t)json_integer_value(json_object_get(time, "start"));
        const size_t end = (size_t)json_integer_value(json_object_get(time, "end"));
        *array_push(&evaluation->arena, &gold) =
            (gold_time){byte_of(text, start), byte_of(text, end), field(time, "type"),
                        field(time, "value"), false};
    }
    readout_record *record = read_text(evaluation, text, field(document, "dct"));
    compare(evaluation, evaluation->errors && half == 0, text, &gold, UINT32_MAX, record,
            &scores[half]);
    readout_record_free(record);
}

static void evaluate_timex(evaluation *evaluation, const char *folder)
{
    static const char *const files[] = {"time/timex_timebank.jsonl", "time/timex_aquaint.jsonl"};
    score scores[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        str rest = read_file(evaluation, folder, files[i]);
        for (str line; str_line(&rest, &line);) {
            json_t *document = json_loadb(line.data, line.len, 0, NULL);
            if (document != NULL)
                timex_document(evaluation, document, scores);
            json_decref(document);
        }
    }
    print_score("TimeBank+AQUAINT, tuned on", &scores[0]);
    print_score("TimeBank+AQUAINT, report", &scores[1]);
}

/* ---- MEANTIME ----------------------------------------------------------------------------------
 */

typedef struct article {
    buffer text;
    uint32_t starts[TOKENS_MAX]; /* by t_id */
    uint32_t ends[TOKENS_MAX];
    uint32_t limit; /* bytes that are annotated */
    str published;
    gold_array gold;
} article;

static long attribute(xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    const long number = value != NULL ? strtol((const char *)value, NULL, 10) : -1;
    xmlFree(value);
    return number;
}

static str text_attribute(arena *arena, xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    const str copy = arena_str(arena, str_of((const char *)value));
    xmlFree(value);
    return copy;
}

static void add_token(article *article, xmlNode *node, long *last_sentence)
{
    const long id = attribute(node, "t_id"), sentence = attribute(node, "sentence");
    xmlChar *word = xmlNodeGetContent(node);
    if (article->text.len > 0)
        buffer_add(&article->text, sentence != *last_sentence ? STR("\n\n") : STR(" "));
    *last_sentence = sentence;
    if (id >= 0 && id < TOKENS_MAX) {
        article->starts[id] = (uint32_t)article->text.len;
        buffer_add(&article->text, str_of((const char *)word));
        article->ends[id] = (uint32_t)article->text.len;
    }
    if (sentence < ANNOTATED_SENTENCES)
        article->limit = (uint32_t)article->text.len;
    xmlFree(word);
}

static void add_gold(arena *arena, article *article, xmlNode *node)
{
    gold_time time = {.start = UINT32_MAX,
                      .type = text_attribute(arena, node, "type"),
                      .value = text_attribute(arena, node, "value")};
    const str function = text_attribute(arena, node, "functionInDocument");
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        const long id = child->type == XML_ELEMENT_NODE ? attribute(child, "t_id") : -1;
        if (id < 0 || id >= TOKENS_MAX)
            continue;
        if (article->starts[id] < time.start)
            time.start = article->starts[id];
        if (article->ends[id] > time.end)
            time.end = article->ends[id];
    }
    if (str_equal(function, STR("CREATION_TIME"))) {
        article->published = time.value;
        return; /* the line of the date is no part of the story */
    }
    if (time.start != UINT32_MAX && time.start < article->limit)
        *array_push(arena, &article->gold) = time;
}

static str path_name(str path)
{
    size_t start = path.len;
    while (start > 0 && path.data[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

static void meantime_article(evaluation *evaluation, str path, score scores[2])
{
    xmlDoc *document = xmlReadFile(path.data, NULL, XML_PARSE_NONET);
    if (document == NULL)
        die("a MEANTIME file cannot be read");
    article *article = arena_new(&evaluation->arena, struct article);
    article->text.arena = &evaluation->arena;
    long sentence = -1;
    for (xmlNode *node = xmlDocGetRootElement(document)->children; node != NULL;
         node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)node->name, "token") == 0)
            add_token(article, node, &sentence);
        for (xmlNode *mark = node->children;
             mark != NULL && strcmp((const char *)node->name, "Markables") == 0; mark = mark->next)
            if (mark->type == XML_ELEMENT_NODE && strcmp((const char *)mark->name, "TIMEX3") == 0)
                add_gold(&evaluation->arena, article, mark);
    }
    readout_record *record = read_text(evaluation, buffer_str(&article->text), article->published);
    const int half = (int)(str_hash(path_name(path)) & 1);
    compare(evaluation, evaluation->errors && half == 0, buffer_str(&article->text), &article->gold,
            article->limit, record, &scores[half]);
    readout_record_free(record);
    xmlFreeDoc(document);
}

/* Both halves together. */
static score sum(const score *a, const score *b)
{
    return (score){a->documents + b->documents,
                   a->gold + b->gold,
                   a->found + b->found,
                   a->relaxed + b->relaxed,
                   a->strict + b->strict,
                   a->value + b->value,
                   a->even + b->even};
}

static void evaluate_meantime(evaluation *evaluation, const char *folder)
{
    readout_error error;
    file_list list = {0};
    score scores[2] = {0};
    const str path =
        str_format(&evaluation->arena, "%s/time/meantime/intra-doc_annotation", folder);
    if (file_walk(&evaluation->arena, path.data, 1000, &list, &error) != READOUT_OK)
        die(error.message);
    for (uint32_t i = 0; i < list.count; i++)
        if (str_ends(list.paths[i], STR(".xml")))
            meantime_article(evaluation, list.paths[i], scores);
    const score all = sum(&scores[0], &scores[1]);
    print_score("MEANTIME, tuned on", &scores[0]);
    print_score("MEANTIME, report", &scores[1]);
    print_score("MEANTIME, both", &all);
}

/* ---- The report's own date
 * ------------------------------------------------------------------------ */

typedef struct dating {
    unsigned asked, answered, within, bound, bound_right;
} dating;

/* Days of "YYYY-MM-DD", good enough to tell one day apart. */
static long day_number(str value)
{
    struct tm tm = {.tm_hour = 12};
    int year, month, day;
    char text[16];
    snprintf(text, sizeof text, "%.*s", STR_ARG(value));
    /* NOLINTNEXTLINE(cert-err34-c): data of a known form */
    if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        return -1;
    const int a = (14 - month) / 12;
    const long y = year + 4800 - a, m = month + 12 * a - 3;
    (void)tm;
    return day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400;
}

static void hide_one(evaluation *evaluation, const json_t *articles, size_t hidden, dating *dating)
{
    readout_input inputs[3];
    for (size_t i = 0; i < 3; i++) {
        const json_t *article = json_array_get(articles, i);
        inputs[i] = (readout_input){.content = field(article, "text"),
                                    .title = field(article, "title"),
                                    .outlet = field(article, "outlet"),
                                    .format = READOUT_FORMAT_TEXT};
        if (i != hidden) {
            inputs[i].published = field(article, "published");
            inputs[i].url = field(article, "url");
        }
    }
    readout_record *record = read_reports(evaluation, inputs, 3);
    size_t count;
    const readout_report *reports = readout_record_reports(record, &count);
    const readout_date *date = &reports[hidden].published;
    const str truth = field(json_array_get(articles, hidden), "published");
    dating->asked++;
    if (date->precision == READOUT_PRECISION_DAY) {
        const long away = labs(day_number(date->value) - day_number(truth));
        dating->answered++;
        dating->within += away <= 1;
        if (evaluation->errors && away > 1)
            printf("DATE   %.*s for %.*s: %.*s | %.*s\n", STR_ARG(date->value), STR_ARG(truth),
                   STR_ARG(date->why), STR_ARG(inputs[hidden].title));
    }
    readout_record_free(record);
}

static void evaluate_dating(evaluation *evaluation, const char *folder)
{
    dating dating = {0};
    str rest = read_file(evaluation, folder, "stories/allsides-dev.jsonl");
    for (str line; str_line(&rest, &line);) {
        json_t *story = json_loadb(line.data, line.len, 0, NULL);
        const json_t *articles = json_object_get(story, "articles");
        bool dated = json_array_size(articles) == 3;
        for (size_t i = 0; dated && i < 3; i++)
            dated = field(json_array_get(articles, i), "published").len >= 10;
        for (size_t i = 0; dated && i < 3; i++)
            hide_one(evaluation, articles, i, &dating);
        json_decref(story);
    }
    printf("dates hidden, AllSides                %u asked, answered with a day %.1f %% (%u), of "
           "these within one day %.1f %% (%u)\n",
           dating.asked, 100.0 * dating.answered / (dating.asked + !dating.asked), dating.answered,
           100.0 * dating.within / (dating.answered + !dating.answered), dating.within);
}

/* ---- Speed --------------------------------------------------------------------------------------
 */

enum { SPEED_REPORTS = 300, SPEED_ROUNDS = 5 };

/* Finding alone, on one core, after sentences are known; the best of a few rounds. */
static double words_per_second(evaluation *evaluation, const readout_record *record)
{
    size_t count, sentences, words = 0;
    const readout_report *reports = readout_record_reports(record, &count);
    const readout_sentence *all = readout_record_sentences(record, &sentences);
    report *texts = arena_array(&evaluation->arena, report, count);
    analysis *analyses = arena_array(&evaluation->arena, analysis, count);
    for (size_t i = 0; i < count; i++) {
        texts[i].text = reports[i].text;
        for (uint32_t k = 0; k < reports[i].sentence_count; k++) {
            const readout_span span = all[reports[i].first_sentence + k].span;
            *array_push(&evaluation->arena, &analyses[i].sentences) =
                (sentence){.start = span.start, .end = span.end};
        }
        for (size_t k = 0; k < reports[i].text.len; k++)
            words += reports[i].text.data[k] == ' ';
    }
    double best = 0;
    for (int round = 0; round < SPEED_ROUNDS; round++) {
        memory memory = {0};
        arena keep, scratch;
        arena_init(&keep, &memory);
        arena_init(&scratch, &memory);
        const clock_t start = clock();
        for (size_t i = 0; i < count; i++) {
            time_array times = {0};
            times_date(&keep, times_find(&keep, &scratch, &texts[i], &analyses[i]),
                       (date){2020, 5, 4}, &times);
        }
        const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = seconds > 0 && (double)words / seconds > best ? (double)words / seconds : best;
        arena_finish(&keep);
        arena_finish(&scratch);
    }
    return best;
}

static void evaluate_speed(evaluation *evaluation, const char *folder)
{
    readout_input inputs[SPEED_REPORTS];
    size_t count = 0;
    str rest = read_file(evaluation, folder, "stories/allsides-dev.jsonl");
    json_t *stories = json_array();
    for (str line; count < SPEED_REPORTS && str_line(&rest, &line);) {
        json_t *story = json_loadb(line.data, line.len, 0, NULL);
        json_array_append_new(stories, story);
        const str text = field(json_array_get(json_object_get(story, "articles"), 0), "text");
        if (text.len > 0)
            inputs[count++] = (readout_input){.content = text, .format = READOUT_FORMAT_TEXT};
    }
    readout_record *record = read_reports(evaluation, inputs, count);
    printf("speed after sentences                 %.2f million words/s\n",
           words_per_second(evaluation, record) / 1e6);
    readout_record_free(record);
    json_decref(stories);
}

int main(int argc, char **argv)
{
    readout_error error;
    readout_model *model;
    memory memory = {0};
    evaluation evaluation = {0};
    if (argc < 2)
        die("usage: readout-eval-times DATA [--errors]");
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        die(error.message);
    evaluation.model = model;
    evaluation.errors = argc > 2 && strcmp(argv[2], "--errors") == 0;
    arena_init(&evaluation.arena, &memory);
    evaluate_timex(&evaluation, argv[1]);
    evaluate_meantime(&evaluation, argv[1]);
    if (!evaluation.errors) {
        evaluate_dating(&evaluation, argv[1]);
        evaluate_speed(&evaluation, argv[1]);
    }
    arena_finish(&evaluation.arena);
    readout_model_free(model);
    return 0;
}
