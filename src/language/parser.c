/* parser.c - see parser.h. Nothing in the model is believed: sizes are checked when the view is
 * made, numbers from tables where they are used, and scores may be anything. */
#include "language/parser.h"

#include "language/inflection.h"
#include "language/irregular.h"
#include "language/language.h"
#include "language/name_tags.h"
#include "learn/tree.h"

#include <string.h>

enum { BATCH_WORDS = 96, AGAIN_WORDS = 96 };

/* ---- The view ---------------------------------------------------------------------------------
 */

static bool read_shape(const model *model, network_shape *shape)
{
    const model_section *section =
        model_find(model, PARSER_SHAPE, MODEL_I32, NETWORK_SHAPE_COUNT, 1);
    if (section == NULL || section->count != NETWORK_SHAPE_COUNT)
        return false;
    memcpy(shape, section->data, sizeof *shape);
    return network_shape_valid(shape) && shape->upos == UPOS_COUNT &&
           shape->names % NAME_POSITIONS == 1 && shape->names / NAME_POSITIONS <= NAME_KINDS_MAX;
}

static bool read_dense(const model *model, const network_shape *shape, network *network)
{
    const model_section *section = model_find(model, PARSER_DENSE, MODEL_F32, 0, 1);
    if (section == NULL || section->count != network_layout(network, shape, NULL))
        return false;
    /* Only read from here on; training has the same struct over memory of its own. */
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): casts const away, see above */
    network_layout(network, shape, (float *)(uintptr_t)section->data);
    return true;
}

static bool read_table(const model *model, const char *rows, const char *scales, uint32_t width,
                       parser_table *table)
{
    const model_section *section = model_find(model, rows, MODEL_I8, 0, width);
    const model_section *scale =
        section != NULL ? model_find(model, scales, MODEL_F32, section->dims[0], 1) : NULL;
    if (scale == NULL || section->count != (size_t)section->dims[0] * width ||
        scale->count != section->dims[0])
        return false;
    *table = (parser_table){section->data, scale->data, section->dims[0]};
    return true;
}

static const int32_t *read_slots(const model *model, const char *name, uint32_t *size)
{
    const model_section *section = model_find(model, name, MODEL_I32, 0, 1);
    *size = section != NULL && section->count == section->dims[0] ? section->dims[0] : 0;
    return *size > 0 ? section->data : NULL;
}

static void read_labels(arena *arena, const model *model, labels *labels)
{
    labels->xpos = label_list_of(arena, model, PARSER_XPOS);
    labels->feats = label_list_of(arena, model, PARSER_FEATS);
    labels->relations = label_list_of(arena, model, PARSER_RELATIONS);
    labels->names = label_list_of(arena, model, PARSER_NAMES);
    labels->deprels = arena_array(arena, deprel, labels->relations.count);
    for (uint32_t i = 0; i < labels->relations.count; i++)
        labels->deprels[i] = deprel_of(labels->relations.items[i]);
}

/* A treebank without XPOS among others that have it teaches "_" as if it were one. */
static uint32_t find_none(const label_list *list)
{
    for (uint32_t i = 0; list->count > 1 && i < list->count; i++)
        if (str_equal(list->items[i], STR("_")))
            return i;
    return UINT32_MAX;
}

/* NULL for another language, or for tags that are not the Penn Treebank's. */
static const uint8_t *read_inflections(arena *arena, const model *model, const label_list *xpos)
{
    if (!str_equal(model_language(model), STR("en")))
        return NULL;
    uint8_t *inflections = arena_array(arena, uint8_t, xpos->count);
    for (uint32_t i = 0; i < xpos->count; i++)
        inflections[i] = (uint8_t)inflection_of(xpos->items[i]);
    return inflections;
}

bool parser_of(arena *arena, const model *model, parser *parser)
{
    network_shape shape;
    memset(parser, 0, sizeof *parser);
    if (!read_shape(model, &shape) || !read_dense(model, &shape, &parser->network) ||
        !read_table(model, PARSER_ROWS, PARSER_ROW_SCALES, shape.width, &parser->hashed) ||
        !read_table(model, PARSER_VECTORS, PARSER_VECTOR_SCALES, shape.width, &parser->vectors))
        return false;
    parser->vocabulary = read_slots(model, PARSER_VOCABULARY, &parser->vocabulary_size);
    parser->lists = read_slots(model, PARSER_LISTS, &parser->lists_size);
    parser->lemmas.slots = read_slots(model, PARSER_LEMMAS, &parser->lemmas.slot_count);
    parser->lemmas.scripts = label_list_of(arena, model, PARSER_SCRIPTS);
    read_labels(arena, model, &parser->labels);
    inference_init(&parser->inference, arena, &parser->network, kernels_best());
    parser->no_xpos = find_none(&parser->labels.xpos);
    parser->inflections = read_inflections(arena, model, &parser->labels.xpos);
    return parser->vocabulary != NULL && parser->labels.xpos.count == shape.xpos &&
           parser->labels.feats.count == shape.feats &&
           parser->labels.relations.count == shape.relations &&
           parser->labels.names.count == shape.names / NAME_POSITIONS;
}

/* ---- Lemmas ------------------------------------------------------------------------------------
 */

/* Vectors are numbered by how frequent their words are. */
static uint32_t rank_of(const void *context, str word)
{
    const parser *parser = context;
    const wordform wordform = wordform_of(word);
    return parser_look_up(&wordform, parser->vocabulary, parser->vocabulary_size);
}

str parser_lemma(const parser *parser, arena *keep, str form, const parsed_word *word)
{
    const uint32_t fine = labels_fine(parser->labels.xpos.count, word->xpos, word->feats);
    const inflection inflection =
        parser->inflections != NULL && word->xpos < parser->labels.xpos.count
            ? (enum inflection)parser->inflections[word->xpos]
            : INFLECTION_NONE;
    const char *irregular =
        inflection == INFLECTION_PAST && word->upos == UPOS_VERB ? irregular_verb(form) : NULL;
    if (irregular != NULL)
        return str_of(irregular);
    const str lemma = lemma_find(keep, &parser->lemmas, form, word->upos, fine);
    const bool itself = lemma.data == form.data; /* by far the most words are their own lemma */
    if (inflection == INFLECTION_NONE || (inflection == INFLECTION_BASE && itself) ||
        lemma_is_known(&parser->lemmas, form, word->upos, fine))
        return lemma;
    const inflection_words words = {rank_of, parser};
    return inflection_lemma(keep, &words, form, inflection, lemma);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

typedef struct run {
    const parser *parser;
    const inference *inference;
    arena *scratch;
    const str *forms;
    parsed_word *words;
    uint64_t *keys; /* of words with a capital: for the memory of names */
    float *names;   /* [all words][name]: the name tagger's hidden layer before the rectifier */
    float *scores;  /* [all words][names, padded]: of name tags */
    inference_room room;
    wordform *wordforms; /* of the batch */
    const int8_t **rows; /* [batch][ROWS] */
    float *scales;
} run;

enum { ROWS = WORDFORM_ROWS + 1 };

uint32_t parser_look_up(const wordform *wordform, const int32_t *vocabulary, uint32_t size)
{
    return wordform_find(vocabulary, size, wordform->normal);
}

static void take_row(const parser *parser, const parser_table *table, uint32_t row,
                     const int8_t **to, float *scale)
{
    *to = table->rows + (size_t)row * parser->network.shape.width;
    *scale = table->scales[row];
}

static void find_rows(const run *run, const wordform *wordform, const int8_t **to, float *scales)
{
    const parser *parser = run->parser;
    uint32_t rows[WORDFORM_ROWS];
    uint32_t lists = 0;
    if (parser->lists != NULL)
        lists = wordform_find(parser->lists, parser->lists_size, wordform->normal);
    wordform_rows(wordform, lists == WORDFORM_NONE ? 0 : lists, parser->hashed.count, rows);
    uint32_t vector = parser_look_up(wordform, parser->vocabulary, parser->vocabulary_size);
    for (uint32_t r = 0; r < WORDFORM_ROWS; r++)
        take_row(parser, &parser->hashed, rows[r], &to[r], &scales[r]);
    take_row(parser, &parser->vectors, vector < parser->vectors.count ? vector : 0,
             &to[WORDFORM_ROWS], &scales[WORDFORM_ROWS]);
    if (vector >= parser->vectors.count)
        scales[WORDFORM_ROWS] = 0;
}

/* Step by step over the batch, so that the processor waits for several words' tables at once. */
static void read_words(const run *run, uint32_t first, uint32_t n)
{
    for (uint32_t t = 0; t < n; t++) {
        const wordform wordform = wordform_of(run->forms[first + t]);
        run->wordforms[t] = wordform;
        run->keys[first + t] = wordform.upper ? wordform.normal | 1 : 0;
    }
    for (uint32_t t = 0; t < n; t++)
        find_rows(run, &run->wordforms[t], run->rows + (size_t)t * ROWS,
                  run->scales + (size_t)t * ROWS);
    run->inference->kernels->sum_bytes(run->rows, run->scales, ROWS, n,
                                       run->parser->network.shape.width, run->room.x);
}

/* ---- Heads ------------------------------------------------------------------------------------
 */

/* The best label but one that is out of the question. */
static uint16_t best_but(const kernels *kernels, const float *scores, uint32_t count,
                         uint32_t barred)
{
    uint32_t best = kernels->greatest(scores, count);
    if (best != barred)
        return (uint16_t)best;
    best = barred == 0 && count > 1 ? 1 : 0;
    for (uint32_t i = best + 1; i < count; i++)
        if (i != barred && scores[i] > scores[best])
            best = i;
    return (uint16_t)best;
}

static void find_tags(run *run, uint32_t first, uint32_t n)
{
    const network_shape *shape = &run->parser->network.shape;
    const kernels *kernels = run->inference->kernels;
    const uint32_t columns = network_tag_columns(shape);
    const float *scores = inference_tags(run->inference, &run->room);
    for (uint32_t t = 0; t < n; t++, scores += columns) {
        parsed_word *word = &run->words[first + t];
        const float *xpos = scores + shape->upos;
        word->upos = (uint8_t)kernels->greatest(scores, shape->upos);
        word->xpos = best_but(kernels, xpos, shape->xpos, run->parser->no_xpos);
        word->feats = (uint16_t)kernels->greatest(xpos + shape->xpos, shape->feats);
    }
}

static void find_relations(run *run, uint32_t first, uint32_t n)
{
    const uint32_t columns = network_padded(run->parser->network.shape.relations);
    const label_list *relations = &run->parser->labels.relations;
    const float *scores = inference_relations(run->inference, &run->room);
    uint16_t root = 0;
    while (root + 1U < relations->count && run->parser->labels.deprels[root] != DEPREL_ROOT)
        root++;
    for (uint32_t t = 0; t < n; t++, scores += columns) {
        parsed_word *word = &run->words[first + t];
        word->relation = word->head == 0
                             ? root
                             : best_but(run->inference->kernels, scores, relations->count, root);
    }
}

static void find_trees(run *run, const network_batch *batch, uint32_t first)
{
    const network *network = &run->parser->network;
    const uint32_t columns = network_parse_columns(&network->shape);
    const float *parse = inference_parse(run->inference, &run->room);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const uint32_t n = batch->ends[s] - start;
        arena_mark mark = arena_save(run->scratch);
        uint32_t *heads = arena_array(run->scratch, uint32_t, n);
        const float *scores = inference_arcs(run->inference, &run->room, start, n);
        tree_find(run->scratch, run->inference->kernels, scores, inference_stride(n), n, heads);
        network_relations(network, parse + (size_t)start * columns, heads, n,
                          run->room.hidden + (size_t)start * network->shape.relation);
        for (uint32_t t = 0; t < n; t++)
            run->words[first + start + t].head = heads[t];
        arena_restore(run->scratch, mark);
    }
    find_relations(run, first, batch->n);
}

/* ---- Names ------------------------------------------------------------------------------------
 */

static bool is_refused(const run *run, uint32_t word, uint16_t tag)
{
    return tag != NAME_TAG_NONE && name_tag_position(tag) == NAME_SINGLE &&
           name_tags_refuse(
               run->forms[word],
               str_equal(label_at(&run->parser->labels.names, name_tag_kind(tag)), STR("ORG")));
}

static void find_names(const run *run, uint32_t from, uint32_t to)
{
    const uint32_t columns = network_padded(run->parser->network.shape.names);
    arena_mark mark = arena_save(run->scratch);
    uint16_t *tags = arena_array(run->scratch, uint16_t, to - from);
    name_tags_find(run->scratch, run->scores + (size_t)from * columns, columns, to - from,
                   run->parser->labels.names.count, tags);
    for (uint32_t t = from; t < to; t++)
        run->words[t].name = is_refused(run, t, tags[t - from]) ? NAME_TAG_NONE : tags[t - from];
    arena_restore(run->scratch, mark);
}

/* Names of a batch, without notes. */
static void find_names_first(run *run, uint32_t first, const network_batch *batch)
{
    const network_shape *shape = &run->parser->network.shape;
    inference_names(run->inference, &run->room, run->names + (size_t)first * shape->name);
    for (uint32_t t = 0; t < batch->n; t++)
        inference_note(run->inference, run->names + (size_t)(first + t) * shape->name, 0,
                       run->room.hidden + (size_t)t * shape->name);
    inference_name_scores(run->inference, &run->room, batch->n,
                          run->scores + (size_t)first * network_padded(shape->names));
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++])
        find_names(run, first + start, first + batch->ends[s]);
}

/* Scores of `count` words, of which each has a note, anew. */
static void score_again(run *run, const uint32_t *words, uint32_t count, const uint8_t *notes)
{
    const network_shape *shape = &run->parser->network.shape;
    const uint32_t columns = network_padded(shape->names);
    for (uint32_t i = 0; i < count; i++)
        inference_note(run->inference, run->names + (size_t)words[i] * shape->name, notes[words[i]],
                       run->room.hidden + (size_t)i * shape->name);
    inference_name_scores(run->inference, &run->room, count, run->room.wide);
    for (uint32_t i = 0; i < count; i++)
        memcpy(run->scores + (size_t)words[i] * columns, run->room.wide + (size_t)i * columns,
               columns * sizeof *run->scores);
}

/* Sentences whose words get a note are tagged again. Only those words' scores change. */
static void find_names_again(run *run, const uint32_t *ends, uint32_t sentences)
{
    const uint32_t n = sentences > 0 ? ends[sentences - 1] : 0;
    uint16_t *tags = arena_array(run->scratch, uint16_t, n);
    uint8_t *notes = arena_array(run->scratch, uint8_t, n);
    uint32_t words[AGAIN_WORDS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        tags[i] = run->words[i].name;
    name_tags_note(run->scratch, run->keys, tags, n, notes);
    for (uint32_t i = 0; i < n; i++) {
        if (notes[i] != 0)
            words[count++] = i;
        if (count == AGAIN_WORDS || (i + 1 == n && count > 0)) {
            score_again(run, words, count, notes);
            count = 0;
        }
    }
    uint32_t start = 0;
    for (uint32_t s = 0; s < sentences; start = ends[s++]) {
        bool noted = false;
        for (uint32_t i = start; i < ends[s]; i++)
            noted = noted || notes[i] != 0;
        if (noted)
            find_names(run, start, ends[s]);
    }
}

/* ---- A document ---------------------------------------------------------------------------------
 */

/* The batch that begins with sentence s: its ends count from its first word. */
static network_batch next_batch(const uint32_t *ends, uint32_t sentences, uint32_t s,
                                uint32_t *batch_ends)
{
    const uint32_t first = s > 0 ? ends[s - 1] : 0;
    network_batch batch = {.ends = batch_ends};
    while (s < sentences && (batch.sentences == 0 || ends[s] - first <= BATCH_WORDS))
        batch.n = batch_ends[batch.sentences++] = ends[s++] - first;
    return batch;
}

static void begin(run *run, const uint32_t *ends, uint32_t sentences)
{
    const network_shape *shape = &run->parser->network.shape;
    const size_t all = ends[sentences - 1] + KERNEL_ROWS;
    uint32_t longest = ends[0];
    for (uint32_t s = 1; s < sentences; s++)
        longest = ends[s] - ends[s - 1] > longest ? ends[s] - ends[s - 1] : longest;
    const uint32_t words = longest > BATCH_WORDS ? longest : BATCH_WORDS;
    run->keys = arena_array(run->scratch, uint64_t, all);
    run->names = arena_array(run->scratch, float, all * shape->name);
    run->scores = arena_array(run->scratch, float, all *network_padded(shape->names));
    run->wordforms = arena_array(run->scratch, wordform, words);
    run->rows = arena_array(run->scratch, const int8_t *, (size_t)words *ROWS);
    run->scales = arena_array(run->scratch, float, (size_t)words *ROWS);
    run->room = inference_room_new(run->inference, run->scratch, words, longest);
}

void parser_run(const parser *parser, arena *scratch, const str *forms, const uint32_t *ends,
                uint32_t sentences, parsed_word *words)
{
    if (sentences == 0 || ends[sentences - 1] == 0)
        return;
    arena_mark mark = arena_save(scratch);
    run run = {.parser = parser,
               .inference = &parser->inference,
               .scratch = scratch,
               .forms = forms,
               .words = words};
    begin(&run, ends, sentences);
    uint32_t *batch_ends = arena_array(scratch, uint32_t, sentences);
    for (uint32_t s = 0; s < sentences;) {
        const uint32_t first = s > 0 ? ends[s - 1] : 0;
        const network_batch batch = next_batch(ends, sentences, s, batch_ends);
        read_words(&run, first, batch.n);
        inference_encode(run.inference, &batch, &run.room);
        find_tags(&run, first, batch.n);
        find_trees(&run, &batch, first);
        find_names_first(&run, first, &batch);
        s += batch.sentences;
    }
    find_names_again(&run, ends, sentences);
    arena_restore(scratch, mark);
}
