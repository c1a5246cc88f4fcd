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
    BATCH_MAX = 2000, /* reports of one day that are grouped together */
    SKETCHES = 48,    /* last reports of a story by which it may come apart */
    SKETCH_TERMS = 40
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

/* The heaviest terms of a report, by key, as they stand in its vector. */
typedef struct sketch {
    uint32_t member; /* of the story */
    int32_t day;
    str title;
    float length; /* of these terms */
    uint32_t count;
    term terms[SKETCH_TERMS];
} sketch;

typedef struct story {
    arena arena; /* of its members */
    story_member_array members;
    array_of(sketch) sketches; /* of its last reports, in the order of the members */
    uint32_t looked_at;        /* how many reports it had when it was last looked at to be split */
    uint32_t split_from;       /* number of another story, or 0 */
    array_of(uint32_t) merged; /* numbers of those that have become part of it */
    bool touched;              /* reports joined it since the day began */
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
    struct arena *scratch; /* goes with it */
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
    sketch sketch; /* of the same report */
    arena day;     /* of those that wait */
    array_of(waiting) batch;
    size_t batch_bytes;
    array_of(uint32_t) touched; /* slots of the stories that reports of the day joined */
};

/* Adds a report that waits, as grouper_add does. */
void grouper_wait(grouper *grouper, const waiting *report);

/* How alike two reports are, 0..1: the cosine, and less for days between them, by the window. */
double sketch_likeness(const sketch *a, const sketch *b, uint32_t window);

/* How alike the last reports of two stories are in the mean. */
double story_likeness(const story *a, const story *b, uint32_t window);

/* The slot of a new story. */
uint32_t story_open(grouper *grouper);

/* Puts a report at the end of the lists of a story: its member and its sketch, not its words. */
void story_list(story *story, const story_member *member, const sketch *sketch);

/* Lets a story be found by the heaviest terms of its sum. */
void story_note(grouper *grouper, uint32_t slot);

/* sum + factor * more; what is left keeps its heaviest terms. */
void vector_add(arena *scratch, vector *sum, const term *more, uint32_t count, float factor);

/* Takes the story apart, if its reports have drifted apart. */
void story_split(grouper *grouper, uint32_t slot);

/* The length of a vector, from its terms. */
void vector_measure(vector *vector);

#endif
