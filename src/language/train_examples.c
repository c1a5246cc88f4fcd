/* train_examples.c - see train_examples.h. */
#include "language/train_examples.h"

#include "language/name_tags.h"

#include <math.h>
#include <string.h>

enum { SENTENCE_MAX = 1000, VECTOR_SLOTS = 1 << 16, LIST_SLOTS = 1 << 17, FEW_SLOTS = 16 };

/* ---- Labels -----------------------------------------------------------------------------------
 */

uint32_t label_set_number(const label_set *set, str name)
{
    return map_get(&set->numbers, name);
}

static void count_label(arena *arena, label_set *set, str name)
{
    set->numbers.arena = arena;
    uint32_t *number = map_put(&set->numbers, name);
    if (*number == MAP_NONE) {
        *number = set->names.count;
        *array_push(arena, &set->names) = name;
        *array_push(arena, &set->counts) = 0;
    }
    set->counts.items[*number]++;
}

static void count_name(examples *examples, str tag)
{
    if (tag.len > 2)
        count_label(examples->arena, &examples->names, str_slice(tag, 2, tag.len));
}

void examples_count(examples *examples, const corpus *corpus)
{
    for (uint32_t s = 0; s < corpus->sentences.count; s++) {
        const corpus_sentence *sentence = &corpus->sentences.items[s];
        for (uint32_t i = 0; i < sentence->count; i++) {
            const corpus_word *word = &corpus->words.items[sentence->first + i];
            count_name(examples, word->name);
            if (!sentence->has_tree)
                continue;
            count_label(examples->arena, &examples->xpos, word->xpos);
            count_label(examples->arena, &examples->feats, word->feats);
            count_label(examples->arena, &examples->relations, word->deprel);
        }
    }
}

/* Keeps labels seen at least so often, and "_" only where it means something or is all there is. */
static void drop_rare(arena *arena, label_set *set, uint32_t least, bool none)
{
    label_set kept = {.numbers = {.arena = arena}};
    none = none || set->names.count == 1;
    for (uint32_t i = 0; i < set->names.count; i++)
        if (set->counts.items[i] >= least && (none || !str_equal(set->names.items[i], STR("_")))) {
            count_label(arena, &kept, set->names.items[i]);
            kept.counts.items[kept.counts.count - 1] = set->counts.items[i];
        }
    *set = kept;
}

void examples_finish_labels(examples *examples, uint32_t least)
{
    static const str annotated[] = {STR_INIT("PER"), STR_INIT("ORG"), STR_INIT("LOC")};
    drop_rare(examples->arena, &examples->xpos, least, false);
    drop_rare(examples->arena, &examples->feats, least, true);
    drop_rare(examples->arena, &examples->relations, least, true);
    drop_rare(examples->arena, &examples->names, 20 * least, true);
    if (examples->names.names.count == 0) /* a network has at least one kind */
        count_label(examples->arena, &examples->names, STR("MISC"));
    examples->other_names = arena_array(examples->arena, uint8_t,
                                        1 + (size_t)NAME_POSITIONS * examples->names.names.count);
    examples->other_names[NAME_TAG_NONE] = 1;
    for (uint32_t kind = 0; kind < examples->names.names.count; kind++) {
        bool known = false;
        for (size_t i = 0; i < sizeof annotated / sizeof *annotated; i++)
            known = known || str_equal(annotated[i], examples->names.names.items[kind]);
        for (uint32_t place = 0; place < NAME_POSITIONS; place++)
            examples->other_names[name_tag(kind, place)] = !known;
    }
}

/* ---- Vectors and lists ------------------------------------------------------------------------
 */

/* IEEE 754 binary16; GloVe has no subnormal worth keeping, and no infinity. */
static float half_float(uint16_t half)
{
    uint32_t exponent = half >> 10 & 0x1f;
    float value = ldexpf((float)((half & 0x3ff) | 0x400), (int)exponent - 25);
    return exponent == 0 ? 0 : half >> 15 ? -value : value;
}

bool word_vectors_read(arena *arena, str words, str numbers, uint32_t count, uint32_t size,
                       word_vectors *vectors)
{
    const uint32_t padded = network_padded(size);
    if (numbers.len / 2 / size < count)
        return false;
    *vectors =
        (word_vectors){arena_array(arena, float, (size_t)count *padded), count,       size, padded,
                       arena_array(arena, int32_t, VECTOR_SLOTS),        VECTOR_SLOTS};
    double square = 0;
    for (uint32_t row = 0; row < count; row++) {
        str word;
        if (!str_line(&words, &word))
            return false;
        wordform form = wordform_of(word);
        wordform_add(vectors->slots, VECTOR_SLOTS, form.normal, row);
        for (uint32_t i = 0; i < size; i++) {
            uint16_t half;
            memcpy(&half, numbers.data + ((size_t)row * size + i) * 2, sizeof half);
            float value = half_float(half);
            vectors->values[(size_t)row * padded + i] = value;
            square += (double)(value * value);
        }
    }
    const float scale = (float)(1 / sqrt(square / ((double)count * size)));
    for (size_t i = 0; i < (size_t)count * padded; i++)
        vectors->values[i] *= scale;
    return true;
}

word_vectors word_vectors_none(arena *arena)
{
    return (word_vectors){
        arena_array(arena, float, KERNEL_PANEL), 1,        KERNEL_PANEL, KERNEL_PANEL,
        arena_array(arena, int32_t, FEW_SLOTS),  FEW_SLOTS};
}

void word_lists_add(arena *arena, word_lists *lists, str form, wordform_list bit)
{
    wordform key = wordform_of(form);
    lists->bits.arena = arena;
    uint32_t *bits = map_put_number(&lists->bits, key.normal);
    if (*bits == MAP_NONE) {
        *bits = 0;
        *array_push(arena, &lists->forms) = key.normal;
    }
    *bits |= bit;
}

void examples_finish_lists(examples *examples)
{
    word_lists *lists = &examples->lists;
    examples->list_slot_count = lists->forms.count > 0 ? LIST_SLOTS : FEW_SLOTS;
    examples->list_slots = arena_array(examples->arena, int32_t, examples->list_slot_count);
    for (uint32_t i = 0; i < lists->forms.count; i++)
        wordform_add(examples->list_slots, examples->list_slot_count, lists->forms.items[i],
                     map_get_number(&lists->bits, lists->forms.items[i]));
}

/* ---- Examples ---------------------------------------------------------------------------------
 */

static uint16_t known_or_none(uint32_t number)
{
    return number == MAP_NONE ? TRAIN_NONE : (uint16_t)number;
}

static bool goes_on(const corpus_word *words, uint32_t at, uint32_t n)
{
    return at + 1 < n && words[at + 1].name.len > 2 &&
           (words[at + 1].name.data[0] == 'I' || words[at + 1].name.data[0] == 'E');
}

/* IOB2 (or BIOES) to name_tag. */
static uint16_t tag_of(const examples *examples, const corpus_word *words, uint32_t at, uint32_t n)
{
    str tag = words[at].name;
    if (tag.len <= 2)
        return NAME_TAG_NONE;
    uint32_t kind = label_set_number(&examples->names, str_slice(tag, 2, tag.len));
    if (kind == MAP_NONE)
        return NAME_TAG_NONE;
    bool first = tag.data[0] == 'B' || tag.data[0] == 'S';
    bool last = !goes_on(words, at, n);
    name_position place =
        first ? (last ? NAME_SINGLE : NAME_FIRST) : (last ? NAME_LAST : NAME_INSIDE);
    return (uint16_t)name_tag(kind, place);
}

typedef struct columns {
    uint32_t *rows;
    uint32_t *vectors;
    uint16_t *tags[6]; /* upos, xpos, feats, heads, relations, names */
    uint8_t *notes;
} columns;

static columns new_columns(arena *arena, uint32_t n)
{
    columns columns = {.rows = arena_array(arena, uint32_t, (size_t)n * WORDFORM_ROWS),
                       .vectors = arena_array(arena, uint32_t, n),
                       .notes = arena_array(arena, uint8_t, n)};
    uint16_t *all = arena_array(arena, uint16_t, (size_t)n * 6);
    for (int i = 0; i < 6; i++)
        columns.tags[i] = all + (size_t)n * (size_t)i;
    return columns;
}

static void add_word(const examples *examples, const corpus_word *words, uint32_t at, uint32_t n,
                     const columns *columns)
{
    const corpus_word *word = &words[at];
    const wordform form = wordform_of(word->form);
    uint32_t lists = wordform_find(examples->list_slots, examples->list_slot_count, form.normal);
    wordform_rows(&form, lists == WORDFORM_NONE ? 0 : lists, examples->table_rows,
                  columns->rows + (size_t)at * WORDFORM_ROWS);
    columns->vectors[at] =
        parser_look_up(&form, examples->vectors.slots, examples->vectors.slot_count);
    columns->tags[0][at] = (uint16_t)upos_of(word->upos);
    columns->tags[1][at] = known_or_none(label_set_number(&examples->xpos, word->xpos));
    columns->tags[2][at] = known_or_none(label_set_number(&examples->feats, word->feats));
    columns->tags[3][at] = (uint16_t)(word->head <= n ? word->head : TRAIN_NONE);
    columns->tags[4][at] = known_or_none(label_set_number(&examples->relations, word->deprel));
    columns->tags[5][at] = tag_of(examples, words, at, n);
}

/* What the names of a document tell of its words. */
static void add_notes(examples *examples, const corpus *corpus, uint32_t from, uint32_t to,
                      example *items)
{
    uint32_t n = 0;
    for (uint32_t s = from; s < to; s++)
        n += items[s - from].n;
    arena_mark mark = arena_save(examples->arena);
    uint64_t *keys = arena_array(examples->arena, uint64_t, n);
    uint16_t *tags = arena_array(examples->arena, uint16_t, n);
    uint8_t *notes = arena_array(examples->arena, uint8_t, n);
    uint32_t at = 0;
    for (uint32_t s = from; s < to; s++)
        for (uint32_t t = 0; t < items[s - from].n; t++, at++) {
            wordform form =
                wordform_of(corpus->words.items[corpus->sentences.items[s].first + t].form);
            keys[at] = form.upper ? form.normal | 1 : 0;
            tags[at] = items[s - from].names[t];
        }
    name_tags_note(examples->arena, keys, tags, n, notes);
    at = 0;
    for (uint32_t s = from; s < to; s++) {
        /* NOLINTNEXTLINE(performance-no-int-to-ptr): casts const away, the notes are ours */
        memcpy((uint8_t *)(uintptr_t)items[s - from].notes, notes + at, items[s - from].n);
        at += items[s - from].n;
    }
    arena_restore(examples->arena, mark);
}

static void add_example(examples *examples, const corpus *corpus, const corpus_sentence *sentence,
                        float weight, bool some_names)
{
    const uint32_t n = sentence->count < SENTENCE_MAX ? sentence->count : SENTENCE_MAX;
    const corpus_word *words = corpus->words.items + sentence->first;
    const columns columns = new_columns(examples->arena, n);
    for (uint32_t i = 0; i < n; i++)
        add_word(examples, words, i, n, &columns);
    *array_push(examples->arena, &examples->items) =
        (example){.n = n,
                  .rows = columns.rows,
                  .vectors = columns.vectors,
                  .upos = columns.tags[0],
                  .xpos = columns.tags[1],
                  .feats = columns.tags[2],
                  .heads = columns.tags[3],
                  .relations = columns.tags[4],
                  .names = columns.tags[5],
                  .notes = columns.notes,
                  .has_names = words[0].name.len == 0 ? EXAMPLE_NO_NAMES
                               : some_names           ? EXAMPLE_SOME_NAMES
                                                      : EXAMPLE_ALL_NAMES,
                  .has_tree = sentence->has_tree,
                  .weight = weight};
}

example_range examples_add(examples *examples, const corpus *corpus, float weight, bool some_names)
{
    example_range range = {examples->items.count, corpus->sentences.count, 0};
    uint32_t from = 0;
    for (uint32_t s = 0; s < corpus->sentences.count; s++) {
        add_example(examples, corpus, &corpus->sentences.items[s], weight, some_names);
        range.words += examples->items.items[range.first + s].n;
    }
    for (uint32_t s = 1; s <= corpus->sentences.count; s++)
        if (s == corpus->sentences.count ||
            corpus->sentences.items[s].document != corpus->sentences.items[from].document) {
            add_notes(examples, corpus, from, s, examples->items.items + range.first + from);
            from = s;
        }
    return range;
}
