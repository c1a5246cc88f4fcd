/* stories_inside.h - the grouper of stories.h, for the file that groups and the one that keeps its
 * state. */
#ifndef COMPARE_STORIES_INSIDE_H
#define COMPARE_STORIES_INSIDE_H

#include "compare/stories.h"

enum {
    TERMS_MAX = 400,  /* of a story */
    WORDS_MAX = 1500, /* of a report that are looked at */
    BUCKETS = 1 << 14,
    RING = 24,
    COUNTS = 1 << 18,
    BATCH_MAX = 2000 /* reports of one day that are grouped together */
};

typedef struct term {
    uint32_t key;
    float weight;
} term;

typedef struct vector {
    term items[TERMS_MAX];
    uint32_t count;
    double length;
} vector;

typedef struct story {
    arena arena; /* of its members */
    story_member_array members;
    str title;
    float best; /* of the report whose title it has */
    uint32_t number;
    date from;
    date to;
    int32_t last_day;
    vector *sum;
    bool open;
} story;

/* A report that waits for the others of its day. */
typedef struct waiting {
    str id;
    str title;
    str text; /* as much of it as is looked at */
    date date;
    int32_t day;
    uint64_t key; /* of its words, for an order that does not depend on the input's */
} waiting;

struct grouper {
    arena *arena;
    rarity rarity;
    uint32_t window;
    double threshold;
    void (*told)(void *payload, const story_told *story);
    void *payload;
    array_of(story) stories; /* slots; closed ones are used again */
    array_of(uint32_t) unused;
    uint32_t *index;  /* [bucket * RING]: slot + 1 */
    uint8_t *next;    /* [bucket]: where its ring goes on */
    uint32_t *counts; /* reports that have a term, by hash */
    uint32_t reports;
    uint32_t numbers;
    int32_t today; /* the latest day seen */
    vector report;
    arena scratch; /* here, so that a failure of memory gives it back */
    arena day;     /* of those that wait */
    array_of(waiting) batch;
    size_t batch_bytes;
};

/* Adds a report that waits, as grouper_add does. */
void grouper_wait(grouper *grouper, const waiting *report);

/* The length of a vector, from its terms. */
void vector_measure(vector *vector);

#endif
