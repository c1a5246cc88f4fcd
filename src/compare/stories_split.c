/* stories_split.c - takes a story apart whose reports have drifted into several topics or spells.
 *
 *   sketches   the heaviest terms of its last reports
 *              a1 a2 b1 a3 b2 b3
 *   linkage    the two most alike parts are joined, by the mean of their reports' likeness, until
 *              no two are alike: {a1 a2 a3} {b1 b2 b3}
 *   apart      the part that has the first report stays the story; any other of two reports or
 *              more becomes a story of its own, which says from which it was split
 *
 * Average linkage (R. Sokal, C. Michener 1958) looks at all pairs, where the single pass that
 * groups reports has compared each with the sum alone; days between two reports count against them,
 * so that two spells come apart as two topics do. It is asked at the end of a day, when a story has
 * grown by a quarter since, and of SKETCHES reports at most: the cost of a report is bounded. */
#include "compare/stories_inside.h"

#include <math.h>
#include <stdlib.h>

enum {
    STORY_MIN = 4, /* reports of a story that is looked at */
    PART_MIN = 2,  /* of a part that becomes a story */
    GROWTH = 4     /* a story that has grown by one in so many is looked at again */
};

static const double TOGETHER = 0.20;    /* mean likeness of reports that stay one story */
static const double WINDOW_APART = 0.8; /* two reports that are a window's days apart */

typedef struct parts {
    const story *story;
    uint32_t window; /* days */
    uint32_t count;  /* of the sketches */
    double *sums;    /* [i * count + k]: likeness summed over all pairs of part i and part k */
    uint32_t part[SKETCHES]; /* [sketch]: the first sketch of its part */
    uint32_t size[SKETCHES]; /* [first sketch of a part]; 0: none */
} parts;

double sketch_likeness(const sketch *a, const sketch *b, uint32_t window)
{
    double sum = 0;
    uint32_t i = 0;
    uint32_t k = 0;
    while (i < a->count && k < b->count) {
        const uint32_t left = a->terms[i].key;
        const uint32_t right = b->terms[k].key;
        if (left == right)
            sum += (double)a->terms[i].weight * (double)b->terms[k].weight;
        i += left <= right;
        k += right <= left;
    }
    const double lengths = (double)a->length * (double)b->length;
    const double apart = (double)abs(a->day - b->day) / window;
    return lengths > 0 ? sum / lengths * pow(WINDOW_APART, apart) : 0;
}

static double *sum_at(const parts *parts, uint32_t i, uint32_t k)
{
    return &parts->sums[(size_t)i * parts->count + k];
}

static void compare_all(arena *arena, parts *parts)
{
    const sketch *sketches = parts->story->sketches.items;
    parts->sums = arena_array(arena, double, (size_t)parts->count * parts->count);
    for (uint32_t i = 0; i < parts->count; i++) {
        parts->part[i] = i;
        parts->size[i] = 1;
        for (uint32_t k = 0; k < i; k++)
            *sum_at(parts, i, k) = *sum_at(parts, k, i) =
                sketch_likeness(&sketches[i], &sketches[k], parts->window);
    }
}

/* The two parts that are most alike, or false: none are alike. */
static bool find_alike(const parts *parts, double least, uint32_t *a, uint32_t *b)
{
    double most = least;
    bool found = false;
    for (uint32_t i = 0; i < parts->count; i++)
        for (uint32_t k = i + 1; k < parts->count; k++) {
            if (parts->size[i] == 0 || parts->size[k] == 0)
                continue;
            const double mean = *sum_at(parts, i, k) / (parts->size[i] * parts->size[k]);
            if (mean < most || (mean == most && found))
                continue;
            most = mean;
            found = true;
            *a = i;
            *b = k;
        }
    return found;
}

static void join_parts(parts *parts, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        *sum_at(parts, a, i) += *sum_at(parts, b, i);
        *sum_at(parts, i, a) = *sum_at(parts, a, i);
        if (parts->part[i] == b)
            parts->part[i] = a;
    }
    parts->size[a] += parts->size[b];
    parts->size[b] = 0;
}

/* Tells each sketch in which part it is: 0 for what stays. False: nothing comes apart. */
static bool find_parts(arena *arena, const story *story, uint32_t window, uint32_t part[SKETCHES])
{
    uint32_t a = 0;
    uint32_t b = 0;
    bool several = false;
    parts parts = {.story = story, .window = window, .count = story->sketches.count};
    compare_all(arena, &parts);
    while (find_alike(&parts, TOGETHER, &a, &b))
        join_parts(&parts, a, b);
    for (uint32_t i = 0; i < parts.count; i++) {
        const uint32_t of = parts.part[i];
        const bool stays = of == parts.part[0] || parts.size[of] < PART_MIN;
        part[i] = stays ? 0 : of;
        several = several || !stays;
    }
    return several;
}

/* The last reports of either, each with each. */
double story_likeness(const story *a, const story *b, uint32_t window)
{
    enum { LAST = 16 };
    double sum = 0;
    uint32_t pairs = 0;
    const uint32_t from_a = a->sketches.count > LAST ? a->sketches.count - LAST : 0;
    const uint32_t from_b = b->sketches.count > LAST ? b->sketches.count - LAST : 0;
    for (uint32_t i = from_a; i < a->sketches.count; i++)
        for (uint32_t k = from_b; k < b->sketches.count; k++, pairs++)
            sum += sketch_likeness(&a->sketches.items[i], &b->sketches.items[k], window);
    return pairs > 0 ? sum / pairs : 0;
}

/* ---- Taking apart --------------------------------------------------------------------- */

/* The headline of the report that is most like the others of its story. */
static void find_title(story *story, uint32_t window)
{
    double most = -1;
    for (uint32_t i = 0; i < story->sketches.count; i++) {
        double sum = 0;
        for (uint32_t k = 0; k < story->sketches.count; k++)
            sum += sketch_likeness(&story->sketches.items[i], &story->sketches.items[k], window);
        if (story->sketches.items[i].title.len == 0 || sum <= most)
            continue;
        most = sum;
        story->title = story->sketches.items[i].title;
        story->best = (float)(sum / story->sketches.count);
    }
}

static void widen(story *story, const story_member *member)
{
    const date date = member->date;
    if (date.year == 0)
        return;
    if (story->from.year == 0 || date_compare(date, story->from) < 0)
        story->from = date;
    if (story->to.year == 0 || date_compare(date, story->to) > 0)
        story->to = date;
}

/* Moves the reports of a part into a story of their own. */
static void move_part(grouper *grouper, uint32_t slot, const uint32_t *parts, uint32_t part)
{
    const uint32_t fresh_slot = story_open(grouper);
    story *fresh = &grouper->stories.items[fresh_slot];
    story *story = &grouper->stories.items[slot];
    fresh->split_from = story->number;
    for (uint32_t i = 0; i < story->sketches.count; i++) {
        const sketch *sketch = &story->sketches.items[i];
        if (parts[i] != part)
            continue;
        const story_member *member = &story->members.items[sketch->member];
        story_list(fresh, member, sketch);
        widen(fresh, member);
        fresh->last_day = sketch->day > fresh->last_day ? sketch->day : fresh->last_day;
        vector_add(grouper->scratch, fresh->sum, sketch->terms, sketch->count, 1);
        vector_add(grouper->scratch, story->sum, sketch->terms, sketch->count, -1);
    }
    fresh->looked_at = fresh->members.count;
    find_title(fresh, grouper->window);
    story_note(grouper, fresh_slot);
}

/* Takes what was moved off the lists of the story. */
static void close_ranks(arena *scratch, story *story, const uint32_t *parts)
{
    bool *moved = arena_array(scratch, bool, story->members.count);
    uint32_t *place = arena_array(scratch, uint32_t, story->members.count);
    uint32_t sketches = 0;
    uint32_t members = 0;
    for (uint32_t i = 0; i < story->sketches.count; i++)
        moved[story->sketches.items[i].member] = parts[i] != 0;
    story->from = story->to = (date){0, 0, 0};
    for (uint32_t i = 0; i < story->members.count; i++) {
        place[i] = members;
        if (moved[i])
            continue;
        widen(story, &story->members.items[i]);
        story->members.items[members++] = story->members.items[i];
    }
    story->last_day = INT32_MIN;
    for (uint32_t i = 0; i < story->sketches.count; i++) {
        sketch *sketch = &story->sketches.items[i];
        if (parts[i] != 0)
            continue;
        story->last_day = sketch->day > story->last_day ? sketch->day : story->last_day;
        sketch->member = place[sketch->member];
        story->sketches.items[sketches++] = *sketch;
    }
    story->members.count = members;
    story->sketches.count = sketches;
    story->looked_at = members;
}

void story_split(grouper *grouper, uint32_t slot)
{
    uint32_t parts[SKETCHES];
    story *story = &grouper->stories.items[slot];
    if (story->members.count < STORY_MIN ||
        story->members.count < story->looked_at + story->looked_at / GROWTH)
        return;
    story->looked_at = story->members.count;
    const arena_mark mark = arena_save(grouper->scratch);
    if (find_parts(grouper->scratch, story, grouper->window, parts)) {
        for (uint32_t part = 1; part < story->sketches.count; part++)
            if (parts[part] == part) {
                move_part(grouper, slot, parts, part);
                story = &grouper->stories.items[slot];
            }
        close_ranks(grouper->scratch, story, parts);
        find_title(story, grouper->window);
    }
    arena_restore(grouper->scratch, mark);
}
