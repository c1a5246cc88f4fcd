/* train_model.c - see train_model.h. */
#include "language/train_model.h"

#include "language/language.h"

#include <math.h>
#include <string.h>

enum { ENDING_MAX = 6, LEMMA_LOAD = 2 };

/* ---- Lemmas -----------------------------------------------------------------------------------
 *
 * For each ending of each tag: which script is most frequent. From short endings to whole forms
 * an entry is kept where it differs from what the table says so far. */

typedef struct tally {
    uint64_t key;
    uint64_t shorter; /* key of the next shorter ending; itself if it is the shortest */
    array_of(uint32_t) scripts;
    array_of(uint32_t) counts;
    uint32_t level;
    uint32_t answer; /* what the table says with this entry */
} tally;

typedef struct learner {
    arena *arena;
    const examples *examples;
    label_set scripts;
    map keys;
    array_of(tally) tallies;
} learner;

static void tally_add(learner *learner, uint64_t key, uint64_t shorter, uint32_t level,
                      uint32_t script)
{
    uint32_t *slot = map_put_number(&learner->keys, key);
    if (*slot == MAP_NONE) {
        *slot = learner->tallies.count;
        tally *made = array_push(learner->arena, &learner->tallies);
        made->key = key;
        made->shorter = shorter;
        made->level = level;
    }
    tally *tally = &learner->tallies.items[*slot];
    uint32_t i = 0;
    while (i < tally->scripts.count && tally->scripts.items[i] != script)
        i++;
    if (i == tally->scripts.count) {
        *array_push(learner->arena, &tally->scripts) = script;
        *array_push(learner->arena, &tally->counts) = 0;
    }
    tally->counts.items[i]++;
}

static uint32_t script_number(learner *learner, str script)
{
    learner->scripts.numbers.arena = learner->arena;
    uint32_t *number = map_put(&learner->scripts.numbers, script);
    if (*number == MAP_NONE) {
        *number = learner->scripts.names.count;
        *array_push(learner->arena, &learner->scripts.names) = script;
    }
    return *number;
}

static void learn_word(learner *learner, const corpus_word *word)
{
    const examples *examples = learner->examples;
    const uint32_t fine =
        labels_fine(examples->xpos.names.count, label_set_number(&examples->xpos, word->xpos),
                    label_set_number(&examples->feats, word->feats));
    if (fine == MAP_NONE || word->lemma.len == 0 ||
        (str_equal(word->lemma, STR("_")) && !str_equal(word->form, STR("_"))))
        return;
    const uint32_t tag = lemma_tag((uint32_t)upos_of(word->upos), fine);
    const lemma_form form = lemma_form_of(word->form);
    uint32_t script = script_number(learner, lemma_script(learner->arena, word->form, word->lemma));
    uint32_t longest = form.count < ENDING_MAX ? form.count : ENDING_MAX;
    uint64_t shorter = lemma_key(&form, 0, false, tag);
    for (uint32_t length = 0; length <= longest; length++) {
        uint64_t key = lemma_key(&form, length, false, tag);
        tally_add(learner, key, shorter, length, script);
        shorter = key;
    }
    if (form.whole)
        tally_add(learner, lemma_key(&form, form.count, true, tag), shorter, ENDING_MAX + 1,
                  script);
}

/* Keeps the tally's best script if the table without it would answer another. */
static bool decide(const learner *learner, tally *tally)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < tally->scripts.count; i++)
        if (tally->counts.items[i] > tally->counts.items[best])
            best = i;
    const uint32_t shorter = map_get_number(&learner->keys, tally->shorter);
    const struct tally *parent = &learner->tallies.items[shorter];
    bool top = tally->key == tally->shorter;
    bool whole = tally->level > ENDING_MAX;
    bool enough = whole || tally->counts.items[best] >= 2;
    tally->answer = top ? tally->scripts.items[best] : parent->answer;
    if (top || (enough && tally->scripts.items[best] != parent->answer)) {
        tally->answer = tally->scripts.items[best];
        return true;
    }
    return false;
}

lemma_model lemma_model_learn(arena *arena, const examples *examples, const corpus *const *corpora,
                              uint32_t count)
{
    learner learner = {.arena = arena, .examples = examples, .keys = {.arena = arena}};
    for (uint32_t c = 0; c < count; c++)
        for (uint32_t s = 0; s < corpora[c]->sentences.count; s++) {
            const corpus_sentence *sentence = &corpora[c]->sentences.items[s];
            for (uint32_t i = 0; sentence->has_tree && i < sentence->count; i++)
                learn_word(&learner, &corpora[c]->words.items[sentence->first + i]);
        }
    uint8_t *kept = arena_array(arena, uint8_t, learner.tallies.count);
    uint32_t entries = 0;
    for (uint32_t level = 0; level <= ENDING_MAX + 1; level++)
        for (uint32_t i = 0; i < learner.tallies.count; i++)
            if (learner.tallies.items[i].level == level)
                entries += kept[i] = decide(&learner, &learner.tallies.items[i]);
    lemma_model model = {.slot_count = entries * LEMMA_LOAD + 64};
    model.slots = arena_array(arena, int32_t, model.slot_count);
    for (uint32_t i = 0; i < learner.tallies.count; i++)
        if (kept[i])
            wordform_add(model.slots, model.slot_count, learner.tallies.items[i].key,
                         learner.tallies.items[i].answer);
    buffer scripts = {.arena = arena};
    for (uint32_t i = 0; i < learner.scripts.names.count; i++)
        buffer_format(&scripts, "%.*s\n", STR_ARG(learner.scripts.names.items[i]));
    model.scripts = buffer_str(&scripts);
    return model;
}

/* ---- Sections ---------------------------------------------------------------------------------
 */

static void add_labels(arena *arena, model_builder *builder, const char *name, const label_set *set)
{
    buffer lines = {.arena = arena};
    for (uint32_t i = 0; i < set->names.count; i++)
        buffer_format(&lines, "%.*s\n", STR_ARG(set->names.items[i]));
    model_builder_add(builder, name, MODEL_BYTES, (uint32_t[4]){(uint32_t)lines.len}, lines.data);
}

/* Rows of floats to int8 with a scale for each. */
static void add_table(arena *arena, model_builder *builder, const char *name, const char *scales,
                      const float *rows, uint32_t count, uint32_t width)
{
    int8_t *bytes = arena_array(arena, int8_t, (size_t)count * width);
    float *scale = arena_array(arena, float, count);
    for (uint32_t r = 0; r < count; r++) {
        const float *row = rows + (size_t)r * width;
        float most = 1e-10F;
        for (uint32_t i = 0; i < width; i++)
            most = fabsf(row[i]) > most ? fabsf(row[i]) : most;
        scale[r] = most / 127;
        for (uint32_t i = 0; i < width; i++)
            bytes[(size_t)r * width + i] = (int8_t)lrintf(row[i] / scale[r]);
    }
    model_builder_add(builder, name, MODEL_I8, (uint32_t[4]){count, width}, bytes);
    model_builder_add(builder, scales, MODEL_F32, (uint32_t[4]){count}, scale);
}

void train_model_add(arena *arena, model_builder *builder, const train_trainer *trainer,
                     const examples *examples, const lemma_model *lemmas)
{
    const train_parameters *parameters = &trainer->parameters;
    const network_shape *shape = &parameters->network.shape;
    const word_vectors *vectors = &examples->vectors;
    const size_t dense = (size_t)(parameters->projection - parameters->dense);
    const float *projection = trainer->dense.average + dense;
    float *projected = arena_array(arena, float, (size_t)vectors->count * shape->width);
    trainer->kernels->product(vectors->values, vectors->padded, vectors->count, vectors->padded,
                              projection, shape->width / KERNEL_PANEL, NULL, projected,
                              shape->width, KERNEL_PANEL, false);
    if (!str_equal(examples->language, STR("en")))
        model_builder_add(builder, LANGUAGE_SECTION, MODEL_BYTES,
                          (uint32_t[4]){(uint32_t)examples->language.len}, examples->language.data);
    model_builder_add(builder, PARSER_SHAPE, MODEL_I32, (uint32_t[4]){NETWORK_SHAPE_COUNT}, shape);
    model_builder_add(builder, PARSER_DENSE, MODEL_F32, (uint32_t[4]){(uint32_t)dense},
                      trainer->dense.average);
    add_table(arena, builder, PARSER_ROWS, PARSER_ROW_SCALES, trainer->table.average,
              parameters->table_rows, shape->width);
    add_table(arena, builder, PARSER_VECTORS, PARSER_VECTOR_SCALES, projected, vectors->count,
              shape->width);
    model_builder_add(builder, PARSER_VOCABULARY, MODEL_I32, (uint32_t[4]){vectors->slot_count},
                      vectors->slots);
    model_builder_add(builder, PARSER_LISTS, MODEL_I32, (uint32_t[4]){examples->list_slot_count},
                      examples->list_slots);
    model_builder_add(builder, PARSER_LEMMAS, MODEL_I32, (uint32_t[4]){lemmas->slot_count},
                      lemmas->slots);
    model_builder_add(builder, PARSER_SCRIPTS, MODEL_BYTES,
                      (uint32_t[4]){(uint32_t)lemmas->scripts.len}, lemmas->scripts.data);
    add_labels(arena, builder, PARSER_XPOS, &examples->xpos);
    add_labels(arena, builder, PARSER_FEATS, &examples->feats);
    add_labels(arena, builder, PARSER_RELATIONS, &examples->relations);
    add_labels(arena, builder, PARSER_NAMES, &examples->names);
}
