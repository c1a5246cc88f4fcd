/* parser_model.h - a small network of any numbers, for tests of what must hold whatever a model
 * says. */
#ifndef UNIT_LANGUAGE_PARSER_MODEL_H
#define UNIT_LANGUAGE_PARSER_MODEL_H

#include "language/parser.h"

#include <string.h>

enum { TINY_ROWS = 64, TINY_VECTORS = 8, TINY_SLOTS = 32 };

/* The next number of a sequence that the caller owns. */
typedef uint32_t tiny_next(void *source);

static inline void *tiny_fill(arena *arena, size_t bytes, tiny_next *next, void *source)
{
    uint8_t *made = arena_array(arena, uint8_t, bytes);
    for (size_t i = 0; i < bytes; i++)
        made[i] = (uint8_t)next(source);
    return made;
}

static inline void tiny_add(arena *arena, model_builder *builder, const char *name, model_type type,
                            uint32_t rows, uint32_t columns, tiny_next *next, void *source)
{
    size_t size = type == MODEL_I8 ? 1 : 4;
    void *data = tiny_fill(arena, size * rows * columns, next, source);
    model_builder_add(builder, name, type, (uint32_t[4]){rows, columns}, data);
}

/* `dense` gives the floats; the other numbers come byte by byte from `next`. */
static inline str tiny_model(arena *arena, float (*dense)(void *source), tiny_next *next,
                             void *source)
{
    static const network_shape shape = {32, 2, UPOS_COUNT, 2, 2, 16, 16, 3, 16, 9};
    network network;
    const size_t count = network_layout(&network, &shape, NULL);
    float *floats = arena_array(arena, float, count);
    model_builder *builder = model_builder_new(arena, "tiny");
    for (size_t i = 0; i < count; i++)
        floats[i] = dense(source);
    model_builder_add(builder, PARSER_SHAPE, MODEL_I32, (uint32_t[4]){NETWORK_SHAPE_COUNT}, &shape);
    model_builder_add(builder, PARSER_DENSE, MODEL_F32, (uint32_t[4]){(uint32_t)count}, floats);
    float *scales = arena_array(arena, float, TINY_ROWS);
    for (int i = 0; i < TINY_ROWS; i++)
        scales[i] = dense(source);
    tiny_add(arena, builder, PARSER_ROWS, MODEL_I8, TINY_ROWS, shape.width, next, source);
    model_builder_add(builder, PARSER_ROW_SCALES, MODEL_F32, (uint32_t[4]){TINY_ROWS}, scales);
    tiny_add(arena, builder, PARSER_VECTORS, MODEL_I8, TINY_VECTORS, shape.width, next, source);
    model_builder_add(builder, PARSER_VECTOR_SCALES, MODEL_F32, (uint32_t[4]){TINY_VECTORS},
                      scales);
    tiny_add(arena, builder, PARSER_VOCABULARY, MODEL_I32, TINY_SLOTS, 1, next, source);
    tiny_add(arena, builder, PARSER_LISTS, MODEL_I32, TINY_SLOTS, 1, next, source);
    tiny_add(arena, builder, PARSER_LEMMAS, MODEL_I32, TINY_SLOTS, 1, next, source);
    static const char scripts[] = "k0+\nl1+\nk300+x\nbad\n\nl0+e\n";
    static const char labels[] = "NN\nVB\n";
    static const char relations[] = "root\nnsubj\nobl:tmod\n";
    static const char names[] = "PER\nORG\n";
    model_builder_add(builder, PARSER_SCRIPTS, MODEL_BYTES, (uint32_t[4]){sizeof scripts - 1},
                      scripts);
    model_builder_add(builder, PARSER_XPOS, MODEL_BYTES, (uint32_t[4]){sizeof labels - 1}, labels);
    model_builder_add(builder, PARSER_FEATS, MODEL_BYTES, (uint32_t[4]){sizeof labels - 1}, labels);
    model_builder_add(builder, PARSER_RELATIONS, MODEL_BYTES, (uint32_t[4]){sizeof relations - 1},
                      relations);
    model_builder_add(builder, PARSER_NAMES, MODEL_BYTES, (uint32_t[4]){sizeof names - 1}, names);
    return model_builder_bytes(arena, builder);
}

/* Is this a tree with one root, tagged within the labels, its names well formed? */
static inline bool tiny_safe(const parser *parser, const parsed_word *words, uint32_t n)
{
    uint32_t roots = 0;
    bool inside = false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        uint32_t steps = 0;
        while (words[at].head != 0 && words[at].head <= n && steps++ <= n)
            at = words[at].head - 1;
        roots += words[i].head == 0;
        uint16_t name = words[i].name;
        bool first = name == NAME_TAG_NONE || name_tag_position(name) == NAME_FIRST ||
                     name_tag_position(name) == NAME_SINGLE;
        if (words[at].head != 0 || words[i].upos >= UPOS_COUNT || first == inside ||
            words[i].xpos >= parser->labels.xpos.count ||
            words[i].feats >= parser->labels.feats.count ||
            words[i].relation >= parser->labels.relations.count ||
            (name != NAME_TAG_NONE && name_tag_kind(name) >= parser->labels.names.count))
            return false;
        inside = name != NAME_TAG_NONE && name_tag_position(name) != NAME_SINGLE &&
                 name_tag_position(name) != NAME_LAST;
    }
    return roots == 1 && !inside;
}

/* The same, and the root alone is called so; needs a model that knows the word. */
static inline bool tiny_sound(const parser *parser, const parsed_word *words, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (words[i].relation >= parser->labels.relations.count ||
            (words[i].head == 0) != (parser->labels.deprels[words[i].relation] == DEPREL_ROOT))
            return false;
    return tiny_safe(parser, words, n);
}

#endif
