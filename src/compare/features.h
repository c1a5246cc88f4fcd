/* features.h - the words of a report's sentences as sorted numbers, to ask whether two sentences
 * say the same.
 *
 *   "Ostrow has asked Tolland for military assistance"
 *      name           name       stem     stem            a unit: {key, weight} by key */
#ifndef COMPARE_FEATURES_H
#define COMPARE_FEATURES_H

#include "compare/comparison.h"

typedef struct feature {
    uint32_t key;
    uint32_t weight;
} feature;

/* One prose sentence. */
typedef struct unit {
    uint32_t sentence;
    uint32_t first; /* into features.items */
    uint32_t count;
    uint32_t weight; /* sum over its features */
} unit;

typedef struct features {
    array_of(feature) items;
    array_of(unit) units;
    uint32_t weight; /* sum over the units */
    feature *bag;    /* every feature of the report once, by key */
    uint32_t bag_count;
    uint32_t bag_weight;
} features;

void features_of(arena *keep, arena *scratch, const reading *reading, features *features);

/* Share of the lighter report's features that the other one has too, wherever they stand:
 * cheap, and no less than what an alignment in order can find. */
double features_common(const features *a, const features *b);

/* Similarity of two units, 0..1 (Dice coefficient of the weighted features). */
double unit_similarity(const features *a, const unit *x, const features *b, const unit *y);

#endif
