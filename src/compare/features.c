/* features.c - see features.h. Content words count 1, names and numbers 2, function words
 * nothing; words are cut to a stem of at most six letters, which forgives inflection and
 * most respelling ("provide", "providing"). */
#include "compare/features.h"

#include "base/utf8.h"
#include "language/wordlists.h"

#include <stdlib.h>

enum { STEM_MAX = 6, UNIT_WEIGHT_MIN = 3, NAME_WEIGHT = 2 };

static uint32_t short_hash(str text)
{
    uint64_t hash = str_hash(text);
    return (uint32_t)(hash ^ hash >> 32);
}

static str stem(str word)
{
    static const str endings[] = {STR_INIT("ingly"), STR_INIT("edly"), STR_INIT("ations"),
                                  STR_INIT("ation"), STR_INIT("ings"), STR_INIT("ing"),
                                  STR_INIT("ies"),   STR_INIT("ed"),   STR_INIT("es"),
                                  STR_INIT("ly"),    STR_INIT("s")};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (word.len >= endings[i].len + 4 && str_ends(word, endings[i])) {
            word.len -= endings[i].len;
            break;
        }
    }
    return str_slice(word, 0, utf8_floor(word, word.len > STEM_MAX ? STEM_MAX : word.len));
}

static int compare_features(const void *a, const void *b)
{
    const feature *left = a;
    const feature *right = b;
    return left->key < right->key ? -1 : left->key > right->key;
}

static bool starts_with_digit(str word)
{
    return word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9';
}

/* Sorts a unit's features and folds equal keys into their heaviest. */
static void finish_unit(features *features, unit *unit)
{
    if (unit->count == 0)
        return;
    feature *items = features->items.items + unit->first;
    qsort(items, unit->count, sizeof *items, compare_features);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < unit->count; i++) {
        if (kept > 0 && items[kept - 1].key == items[i].key) {
            if (items[i].weight > items[kept - 1].weight)
                items[kept - 1].weight = items[i].weight;
        } else {
            items[kept++] = items[i];
        }
    }
    unit->count = kept;
    features->items.count = unit->first + kept;
    for (uint32_t i = 0; i < kept; i++)
        unit->weight += items[i].weight;
}

static void add_token(arena *keep, arena *scratch, const reading *reading, const sentence *sentence,
                      uint32_t at, features *features)
{
    const token *token = &reading->analysis->tokens.items[at];
    if (!token->is_word)
        return;
    str text = token_text(reading->report, token);
    str folded = utf8_fold(scratch, text);
    if (token_in_list(token, WORDS_FUNCTION) || folded.len < 2)
        return;
    bool name = token->starts_upper && at > sentence->first_token;
    feature *feature = array_push(keep, &features->items);
    feature->key = short_hash(stem(folded));
    feature->weight = name || starts_with_digit(text) ? NAME_WEIGHT : 1;
}

static void add_sentence(arena *keep, arena *scratch, const reading *reading, uint32_t number,
                         features *features)
{
    const sentence *sentence = &reading->analysis->sentences.items[number];
    unit unit = {.sentence = number, .first = features->items.count};
    arena_mark mark = arena_save(scratch);
    for (uint32_t i = 0; i < sentence->token_count; i++)
        add_token(keep, scratch, reading, sentence, sentence->first_token + i, features);
    arena_restore(scratch, mark);
    unit.count = features->items.count - unit.first;
    finish_unit(features, &unit);
    if (unit.weight >= UNIT_WEIGHT_MIN) {
        *array_push(keep, &features->units) = unit;
        features->weight += unit.weight;
    } else {
        features->items.count = unit.first;
    }
}

/* The report's features as one sorted set, each once. */
static void make_bag(arena *keep, features *features)
{
    features->bag = arena_array(keep, feature, features->items.count);
    for (uint32_t i = 0; i < features->items.count; i++)
        features->bag[i] = features->items.items[i];
    if (features->items.count > 0)
        qsort(features->bag, features->items.count, sizeof(feature), compare_features);
    for (uint32_t i = 0; i < features->items.count; i++) {
        if (features->bag_count > 0 &&
            features->bag[features->bag_count - 1].key == features->bag[i].key)
            continue;
        features->bag[features->bag_count++] = features->bag[i];
    }
    for (uint32_t i = 0; i < features->bag_count; i++)
        features->bag_weight += features->bag[i].weight;
}

double features_common(const features *a, const features *b)
{
    uint32_t common = 0;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a->bag_count && j < b->bag_count) {
        if (a->bag[i].key == b->bag[j].key)
            common += a->bag[i].weight;
        uint32_t left = a->bag[i].key;
        uint32_t right = b->bag[j].key;
        i += left <= right;
        j += right <= left;
    }
    uint32_t least = a->bag_weight < b->bag_weight ? a->bag_weight : b->bag_weight;
    return least > 0 ? (double)common / least : 0;
}

double unit_similarity(const features *a, const unit *x, const features *b, const unit *y)
{
    const feature *left = a->items.items + x->first;
    const feature *right = b->items.items + y->first;
    uint32_t i = 0;
    uint32_t j = 0;
    uint32_t common = 0;
    while (i < x->count && j < y->count) {
        if (left[i].key == right[j].key) {
            common += left[i].weight < right[j].weight ? left[i].weight : right[j].weight;
            i++;
            j++;
        } else if (left[i].key < right[j].key) {
            i++;
        } else {
            j++;
        }
    }
    return 2.0 * common / (double)(x->weight + y->weight);
}

void features_of(arena *keep, arena *scratch, const reading *reading, features *features)
{
    const sentence_array *sentences = &reading->analysis->sentences;
    for (uint32_t i = 0; i < sentences->count; i++) {
        block_kind kind = reading->report->blocks.items[sentences->items[i].block].kind;
        if (kind == BLOCK_PROSE || kind == BLOCK_DATELINE)
            add_sentence(keep, scratch, reading, i, features);
    }
    make_bag(keep, features);
}
