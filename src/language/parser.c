/* parser.c - see parser.h. Nothing in the model is believed: sizes are checked when the view is
 * made, numbers from tables where they are used, and scores may be anything. */
#include "language/parser.h"

#include "language/name_tags.h"
#include "learn/tree.h"

#include <string.h>

enum { BATCH_WORDS = 192 };

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
    parser->no_xpos = find_none(&parser->labels.xpos);
    parser->kernels = kernels_best();
    return parser->vocabulary != NULL && parser->labels.xpos.count == shape.xpos &&
           parser->labels.feats.count == shape.feats &&
           parser->labels.relations.count == shape.relations &&
           parser->labels.names.count == shape.names / NAME_POSITIONS;
}

/* ---- Words ------------------------------------------------------------------------------------
 */

typedef struct run {
    const parser *parser;
    arena *scratch;
    const str *forms;
    parsed_word *words;
    uint64_t *keys; /* of words with a capital: for the memory of names */
    float *names;   /* [all words][name]: the name tagger's hidden layer before the rectifier */
} run;

uint32_t parser_look_up(const wordform *wordform, const int32_t *vocabulary, uint32_t size)
{
    return wordform_find(vocabulary, size, wordform->normal);
}

static void add_row(const parser *parser, const parser_table *table, uint32_t row, float *to)
{
    const uint32_t width = parser->network.shape.width;
    parser->kernels->add_bytes(table->rows + (size_t)row * width, table->scales[row], to, width);
}

static void read_word(const run *run, uint32_t word, float *x)
{
    const parser *parser = run->parser;
    const wordform wordform = wordform_of(run->forms[word]);
    uint32_t rows[WORDFORM_ROWS];
    uint32_t lists = 0;
    if (parser->lists != NULL)
        lists = wordform_find(parser->lists, parser->lists_size, wordform.normal);
    wordform_rows(&wordform, lists == WORDFORM_NONE ? 0 : lists, parser->hashed.count, rows);
    uint32_t vector = parser_look_up(&wordform, parser->vocabulary, parser->vocabulary_size);
    memset(x, 0, parser->network.shape.width * sizeof *x);
    for (uint32_t r = 0; r < WORDFORM_ROWS; r++)
        add_row(parser, &parser->hashed, rows[r], x);
    if (vector < parser->vectors.count)
        add_row(parser, &parser->vectors, vector, x);
    run->keys[word] = wordform.upper ? wordform.normal | 1 : 0;
}

/* ---- Heads ------------------------------------------------------------------------------------
 */

/* The best but one that is out of the question. */
static uint16_t best_but(const float *scores, uint32_t count, uint32_t barred)
{
    uint32_t best = barred == 0 && count > 1 ? 1 : 0;
    for (uint32_t i = best + 1; i < count; i++)
        if (i != barred && scores[i] > scores[best])
            best = i;
    return (uint16_t)best;
}

static void find_tags(const run *run, const float *y, uint32_t first, uint32_t n)
{
    const network *network = &run->parser->network;
    const network_shape *shape = &network->shape;
    const kernels *kernels = run->parser->kernels;
    const uint32_t columns = network_tag_columns(shape);
    float *scores = arena_array(run->scratch, float, (size_t)n *columns);
    kernels->product(y, shape->width, n, shape->width, network->tags, columns / KERNEL_PANEL,
                     network->tags_bias, scores, columns, KERNEL_PANEL, false);
    for (uint32_t t = 0; t < n; t++, scores += columns) {
        parsed_word *word = &run->words[first + t];
        const float *xpos = scores + shape->upos;
        word->upos = (uint8_t)kernels->greatest(scores, shape->upos);
        word->xpos = (uint16_t)kernels->greatest(xpos, shape->xpos);
        if (word->xpos == run->parser->no_xpos)
            word->xpos = best_but(xpos, shape->xpos, run->parser->no_xpos);
        word->feats = (uint16_t)kernels->greatest(xpos + shape->xpos, shape->feats);
    }
}

static void find_relations(const run *run, const float *hidden, uint32_t first, uint32_t n)
{
    const network *network = &run->parser->network;
    const uint32_t size = network->shape.relation;
    const uint32_t columns = network_padded(network->shape.relations);
    const label_list *relations = &run->parser->labels.relations;
    float *scores = arena_array(run->scratch, float, (size_t)n *columns);
    run->parser->kernels->product(hidden, size, n, size, network->relation, columns / KERNEL_PANEL,
                                  network->relation_bias, scores, columns, KERNEL_PANEL, false);
    uint16_t root = 0;
    while (root + 1U < relations->count && run->parser->labels.deprels[root] != DEPREL_ROOT)
        root++;
    for (uint32_t t = 0; t < n; t++, scores += columns) {
        parsed_word *word = &run->words[first + t];
        word->relation = word->head == 0 ? root : best_but(scores, relations->count, root);
    }
}

static void find_trees(const run *run, const network_batch *batch, const float *y, uint32_t first)
{
    const network *network = &run->parser->network;
    const network_shape *shape = &network->shape;
    const uint32_t columns = network_parse_columns(shape);
    arena *scratch = run->scratch;
    float *parse = arena_array(scratch, float, (size_t)batch->n *columns);
    float *hidden = arena_array(scratch, float, (size_t)batch->n * shape->relation);
    network_parse(network, run->parser->kernels, y, batch->n, parse);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const uint32_t n = batch->ends[s] - start;
        arena_mark mark = arena_save(scratch);
        float *scores = arena_array(scratch, float, (size_t)n *(n + 1));
        float *spare = arena_array(scratch, float, (size_t)n * shape->arc);
        uint32_t *heads = arena_array(scratch, uint32_t, n);
        network_arcs(network, run->parser->kernels, parse + (size_t)start * columns, n, scores,
                     spare);
        tree_find(scratch, scores, n, heads);
        network_relations(network, parse + (size_t)start * columns, heads, n,
                          hidden + (size_t)start * shape->relation);
        for (uint32_t t = 0; t < n; t++)
            run->words[first + start + t].head = heads[t];
        arena_restore(scratch, mark);
    }
    find_relations(run, hidden, first, batch->n);
}

/* ---- Names ------------------------------------------------------------------------------------
 */

static void find_names(const run *run, uint32_t first, uint32_t n, const uint8_t *notes)
{
    const network *network = &run->parser->network;
    const uint32_t size = network->shape.name;
    const uint32_t columns = network_padded(network->shape.names);
    arena_mark mark = arena_save(run->scratch);
    float *hidden = arena_array(run->scratch, float, (size_t)n *size);
    float *scores = arena_array(run->scratch, float, (size_t)n *columns);
    uint16_t *tags = arena_array(run->scratch, uint16_t, n);
    for (uint32_t t = 0; t < n; t++) {
        const float *note = network->notes + (notes != NULL ? (size_t)notes[first + t] * size : 0);
        const float *from = run->names + (size_t)(first + t) * size;
        float *row = hidden + (size_t)t * size;
        for (uint32_t i = 0; i < size; i++)
            row[i] = from[i] + note[i] > 0 ? from[i] + note[i] : 0;
    }
    run->parser->kernels->product(hidden, size, n, size, network->names, columns / KERNEL_PANEL,
                                  network->names_bias, scores, columns, KERNEL_PANEL, false);
    name_tags_find(run->scratch, scores, columns, n, run->parser->labels.names.count, tags);
    for (uint32_t t = 0; t < n; t++)
        run->words[first + t].name = tags[t];
    arena_restore(run->scratch, mark);
}

/* Sentences whose words get a note are tagged again. */
static void find_names_again(const run *run, const uint32_t *ends, uint32_t sentences)
{
    const uint32_t n = sentences > 0 ? ends[sentences - 1] : 0;
    uint16_t *tags = arena_array(run->scratch, uint16_t, n);
    uint8_t *notes = arena_array(run->scratch, uint8_t, n);
    for (uint32_t i = 0; i < n; i++)
        tags[i] = run->words[i].name;
    name_tags_note(run->scratch, run->keys, tags, n, notes);
    uint32_t start = 0;
    for (uint32_t s = 0; s < sentences; start = ends[s++]) {
        bool noted = false;
        for (uint32_t i = start; i < ends[s]; i++)
            noted = noted || notes[i] != 0;
        if (noted)
            find_names(run, start, ends[s] - start, notes);
    }
}

/* ---- A document ---------------------------------------------------------------------------------
 */

static void run_batch(const run *run, uint32_t first, const network_batch *batch)
{
    const network *network = &run->parser->network;
    const network_shape *shape = &network->shape;
    arena *scratch = run->scratch;
    arena_mark mark = arena_save(scratch);
    float *x = arena_array(scratch, float, (size_t)batch->n * shape->width);
    float *y = arena_array(scratch, float, (size_t)batch->n * shape->width);
    network_state state = network_state_new(scratch, shape, batch->n);
    for (uint32_t t = 0; t < batch->n; t++)
        read_word(run, first + t, x + (size_t)t * shape->width);
    network_encode(network, run->parser->kernels, batch, x, y, &state);
    find_tags(run, y, first, batch->n);
    find_trees(run, batch, y, first);
    run->parser->kernels->product(y, shape->width, batch->n, shape->width, network->name,
                                  shape->name / KERNEL_PANEL, network->name_bias,
                                  run->names + (size_t)first * shape->name, shape->name,
                                  KERNEL_PANEL, false);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++])
        find_names(run, first + start, batch->ends[s] - start, NULL);
    arena_restore(scratch, mark);
}

void parser_run(const parser *parser, arena *scratch, const str *forms, const uint32_t *ends,
                uint32_t sentences, parsed_word *words)
{
    const uint32_t all = sentences > 0 ? ends[sentences - 1] : 0;
    arena_mark mark = arena_save(scratch);
    run run = {parser,
               scratch,
               forms,
               words,
               arena_array(scratch, uint64_t, all),
               arena_array(scratch, float, (size_t)all * parser->network.shape.name)};
    uint32_t *batch_ends = arena_array(scratch, uint32_t, sentences);
    uint32_t first = 0;
    for (uint32_t s = 0; s < sentences;) {
        network_batch batch = {.ends = batch_ends};
        while (s < sentences && (batch.sentences == 0 || ends[s] - first <= BATCH_WORDS))
            batch.n = batch_ends[batch.sentences++] = ends[s++] - first;
        run_batch(&run, first, &batch);
        first += batch.n;
    }
    find_names_again(&run, ends, sentences);
    arena_restore(scratch, mark);
}
