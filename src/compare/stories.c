/* stories.c - see stories.h. Single-pass clustering with TF-IDF and document frequencies that are
 * counted as reports come (J. Allan, R. Papka, V. Lavrenko, "On-line New Event Detection and
 * Tracking", 1998), seeded with the rarity of words in news. Names weigh more, and so does what
 * stands early. Two stories that a report is much like are merged, if their last reports are alike
 * too; a report that is nearer to its own first neighbour than to the story starts anew by the
 * threshold.
 *
 * The reports of one day are grouped together, in an order of their own, so that the order in which
 * they came does not matter; a day of more than BATCH_MAX is cut.
 *
 *   story     sum of its reports' term vectors, each of length 1: {key, weight} by key
 *   index     term -> the stories that had it among their heaviest lately, a ring a bucket
 */
#include "base/utf8.h"
#include "compare/stories_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    INDEX_TERMS = 24,      /* heaviest terms by which stories are looked up */
    TERMS_OF_REPORT = 250, /* its heaviest */
    PRIOR = 2000,          /* reports that the table of rarity stands for */
    LEAD_WORDS = 80,       /* count more */
    BATCH_BYTES = 16 << 20
};

#define FREE UINT32_MAX /* no slot */

static const double THRESHOLD = 0.18;
static const double BOTH = 0.30;  /* a report that is so like two stories ... */
static const double MERGE = 0.12; /* ... whose last reports are so alike makes them one */
static const double NAME_BOOST = 2.0;
static const double LEAD_BOOST = 2.5;
static const double DAY_COST = 0.995; /* a day between report and story */

/* ---- Terms ---------------------------------------------------------------------------- */

/* The terms of a report, and how often each stands there. */
typedef struct tally {
    map slots;
    array_of(term) terms;
    array_of(float) times;
} tally;

static void add_word(grouper *grouper, arena *arena, tally *tally, str word, bool name, uint32_t at)
{
    str stem = stem_of(utf8_fold(arena, word));
    uint32_t rarity = rarity_of(&grouper->rarity, stem);
    enum { COMMON = 4 };
    if (stem.len < 2 || rarity < COMMON)
        return;
    uint64_t hash = str_hash(stem);
    uint32_t key = (uint32_t)(hash ^ hash >> 32);
    uint32_t *slot = map_put_number(&tally->slots, key);
    if (*slot == MAP_NONE) {
        *slot = tally->terms.count;
        double seen = PRIOR * exp2(-0.5 * rarity) + grouper->counts[key % COUNTS];
        double idf = -log2((seen + 0.5) / (PRIOR + grouper->reports + 1.0));
        double boost = (name ? NAME_BOOST : 1) * (at < LEAD_WORDS ? LEAD_BOOST : 1);
        *array_push(arena, &tally->terms) = (term){key, idf > 0 ? (float)(idf * boost) : 0};
        *array_push(arena, &tally->times) = 0;
    }
    tally->times.items[*slot] += 1;
}

static bool is_word_byte(unsigned char byte)
{
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static void add_text(grouper *grouper, arena *arena, tally *tally, str text)
{
    uint32_t words = 0;
    bool starts = true;
    for (size_t at = 0; at < text.len && words < WORDS_MAX;) {
        size_t end = at;
        while (end < text.len && is_word_byte((unsigned char)text.data[end]))
            end++;
        if (end > at) {
            bool name = !starts && text.data[at] >= 'A' && text.data[at] <= 'Z';
            add_word(grouper, arena, tally, str_slice(text, at, end), name, words++);
            starts = false;
            at = end;
        } else {
            starts = starts || text.data[at] == '.' || text.data[at] == '\n';
            at++;
        }
    }
}

static int by_weight(const void *x, const void *y)
{
    const term *left = x;
    const term *right = y;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

static int by_key(const void *x, const void *y)
{
    const term *left = x;
    const term *right = y;
    return left->key < right->key ? -1 : left->key > right->key;
}

void vector_measure(vector *vector)
{
    double sum = 0;
    for (uint32_t i = 0; i < vector->count; i++)
        sum += (double)vector->items[i].weight * (double)vector->items[i].weight;
    vector->length = sqrt(sum);
}

/* The sketch of the report: the first of its terms by weight, `length` being that of them all. */
static void sketch_report(grouper *grouper, const tally *tally, double length)
{
    sketch *sketch = &grouper->sketch;
    double sum = 0;
    for (sketch->count = 0; sketch->count < SKETCH_TERMS && sketch->count < tally->terms.count;
         sketch->count++) {
        const term *term = &tally->terms.items[sketch->count];
        const double weight = length > 0 ? (double)term->weight / length : 0;
        sketch->terms[sketch->count] = (struct term){term->key, (float)weight};
        sum += weight * weight;
    }
    sketch->length = (float)sqrt(sum);
    if (sketch->count > 0)
        qsort(sketch->terms, sketch->count, sizeof(term), by_key);
}

/* The report's vector, of length 1; `heavy` gets its heaviest terms. */
static void read_report(grouper *grouper, arena *arena, const waiting *report,
                        uint32_t heavy[INDEX_TERMS], uint32_t *heavy_count)
{
    tally tally = {.slots = {.arena = arena}};
    add_text(grouper, arena, &tally, report->title);
    add_text(grouper, arena, &tally, report->text);
    vector *vector = &grouper->report;
    for (uint32_t i = 0; i < tally.terms.count; i++) {
        term *term = &tally.terms.items[i];
        if (grouper->counts[term->key % COUNTS] < UINT32_MAX)
            grouper->counts[term->key % COUNTS]++;
        term->weight *= 1 + logf(tally.times.items[i]);
    }
    if (tally.terms.count > 0)
        qsort(tally.terms.items, tally.terms.count, sizeof(term), by_weight);
    vector->count = tally.terms.count < TERMS_OF_REPORT ? tally.terms.count : TERMS_OF_REPORT;
    for (*heavy_count = 0; *heavy_count < INDEX_TERMS && *heavy_count < vector->count;
         ++*heavy_count)
        heavy[*heavy_count] = tally.terms.items[*heavy_count].key;
    for (uint32_t i = 0; i < vector->count; i++)
        vector->items[i] = tally.terms.items[i];
    qsort(vector->items, vector->count, sizeof(term), by_key);
    vector_measure(vector);
    sketch_report(grouper, &tally, vector->length);
    for (uint32_t i = 0; i < vector->count && vector->length > 0; i++)
        vector->items[i].weight = (float)((double)vector->items[i].weight / vector->length);
    vector->length = vector->count > 0 ? 1 : 0;
}

static double cosine(const vector *a, const vector *b)
{
    double sum = 0;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a->count && j < b->count) {
        uint32_t left = a->items[i].key;
        uint32_t right = b->items[j].key;
        if (left == right)
            sum += (double)a->items[i].weight * (double)b->items[j].weight;
        i += left <= right;
        j += right <= left;
    }
    return a->length > 0 && b->length > 0 ? sum / (a->length * b->length) : 0;
}

/* Drops what is no more than rounding leaves, and the lightest of too many. */
static void trim(vector *sum, const term *joined, uint32_t count, arena *scratch)
{
    static const float NOTHING = 1e-5F;
    term *kept = arena_array(scratch, term, count);
    sum->count = 0;
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++)
        if (joined[i].weight > NOTHING)
            kept[left++] = joined[i];
    if (left > TERMS_MAX) {
        qsort(kept, left, sizeof(term), by_weight);
        left = TERMS_MAX;
        qsort(kept, left, sizeof(term), by_key);
    }
    for (uint32_t i = 0; i < left; i++)
        sum->items[i] = kept[i];
    sum->count = left;
    vector_measure(sum);
}

void vector_add(arena *scratch, vector *sum, const term *more, uint32_t more_count, float factor)
{
    arena_mark mark = arena_save(scratch);
    term *joined = arena_array(scratch, term, sum->count + more_count);
    uint32_t count = 0;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < sum->count || j < more_count) {
        const bool left = j == more_count || (i < sum->count && sum->items[i].key <= more[j].key);
        const bool right = i == sum->count || (j < more_count && more[j].key <= sum->items[i].key);
        joined[count].key = left ? sum->items[i].key : more[j].key;
        joined[count].weight = left ? sum->items[i].weight : 0;
        if (right)
            joined[count].weight += factor * more[j].weight;
        i += left;
        j += right;
        count++;
    }
    trim(sum, joined, count, scratch);
    arena_restore(scratch, mark);
}

/* ---- Stories -------------------------------------------------------------------------- */

static void close_story(grouper *grouper, uint32_t slot)
{
    story *story = &grouper->stories.items[slot];
    const story_told told = {.number = story->number,
                             .members = story->members.items,
                             .count = story->members.count,
                             .from = story->from,
                             .to = story->to,
                             .title = story->title,
                             .split_from = story->split_from,
                             .merged = story->merged.items,
                             .merged_count = story->merged.count};
    if (story->members.count > 0)
        grouper->told(grouper->payload, &told);
    arena_finish(&story->arena);
    story->members = (story_member_array){0};
    story->sketches.count = story->sketches.capacity = 0;
    story->sketches.items = NULL;
    story->merged.count = story->merged.capacity = 0;
    story->merged.items = NULL;
    story->sum->count = 0;
    story->open = false;
    *array_push(grouper->arena, &grouper->unused) = slot;
}

static int by_number(const void *x, const void *y)
{
    const uint64_t left = *(const uint64_t *)x;
    const uint64_t right = *(const uint64_t *)y;
    return left < right ? -1 : left > right;
}

/* Closes the stories for which nothing came since `day`, oldest first. */
static void close_before(grouper *grouper, int32_t day)
{
    const arena_mark mark = arena_save(grouper->scratch);
    uint64_t *due = arena_array(grouper->scratch, uint64_t, grouper->stories.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < grouper->stories.count; i++)
        if (grouper->stories.items[i].open && grouper->stories.items[i].last_day < day)
            due[count++] = (uint64_t)grouper->stories.items[i].number << 32 | i;
    if (count > 0)
        qsort(due, count, sizeof *due, by_number);
    for (uint32_t i = 0; i < count; i++)
        close_story(grouper, (uint32_t)due[i]);
    arena_restore(grouper->scratch, mark);
}

uint32_t story_open(grouper *grouper)
{
    uint32_t slot = grouper->stories.count;
    if (grouper->unused.count > 0) {
        slot = grouper->unused.items[--grouper->unused.count];
    } else {
        story *fresh = array_push(grouper->arena, &grouper->stories);
        fresh->sum = arena_new(grouper->arena, vector);
    }
    story *story = &grouper->stories.items[slot];
    vector *sum = story->sum;
    *story = (struct story){.sum = sum, .number = ++grouper->numbers, .open = true};
    story->last_day = INT32_MIN;
    arena_init(&story->arena, grouper->arena->memory);
    return slot;
}

static void widen(story *story, date date, int32_t day)
{
    if (date.year != 0 && (story->from.year == 0 || date_compare(date, story->from) < 0))
        story->from = date;
    if (date.year != 0 && (story->to.year == 0 || date_compare(date, story->to) > 0))
        story->to = date;
    if (day > story->last_day)
        story->last_day = day;
}

static void add_member(story *story, const story_member *member)
{
    story_member *added = array_push(&story->arena, &story->members);
    added->id = arena_str(&story->arena, member->id);
    added->date = member->date;
}

/* Keeps the last ones, `member` being the place of its report. */
static void add_sketch(story *story, const sketch *sketch, uint32_t member)
{
    if (story->sketches.count == SKETCHES) {
        memmove(story->sketches.items, story->sketches.items + 1,
                (SKETCHES - 1) * sizeof(struct sketch));
        story->sketches.count--;
    }
    struct sketch *added = array_push(&story->arena, &story->sketches);
    *added = *sketch;
    added->title = arena_str(&story->arena, sketch->title);
    added->member = member;
}

void story_list(story *story, const story_member *member, const sketch *sketch)
{
    add_member(story, member);
    add_sketch(story, sketch, story->members.count - 1);
}

static void join_story(grouper *grouper, arena *scratch, uint32_t slot, const waiting *report,
                       double similarity)
{
    story *story = &grouper->stories.items[slot];
    grouper->sketch.day = report->day;
    grouper->sketch.title = report->title;
    story_list(story, &(story_member){report->id, report->date}, &grouper->sketch);
    if (report->title.len > 0 && (story->title.len == 0 || similarity > (double)story->best)) {
        story->title = arena_str(&story->arena, report->title);
        story->best = (float)similarity;
    }
    widen(story, report->date, report->day);
    vector_add(scratch, story->sum, grouper->report.items, grouper->report.count, 1);
    if (!story->touched)
        *array_push(&grouper->day, &grouper->touched) = slot;
    story->touched = true;
}

static void note_terms(grouper *grouper, const uint32_t *heavy, uint32_t count, uint32_t slot)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bucket = heavy[i] % BUCKETS;
        uint32_t *ring = &grouper->index[(size_t)bucket * RING];
        bool there = false;
        for (uint32_t k = 0; k < RING && !there; k++)
            there = ring[k] == slot + 1;
        if (there)
            continue;
        ring[grouper->next[bucket]] = slot + 1;
        grouper->next[bucket] = (uint8_t)((grouper->next[bucket] + 1) % RING);
    }
}

void story_note(grouper *grouper, uint32_t slot)
{
    term terms[TERMS_MAX];
    uint32_t heavy[INDEX_TERMS];
    const vector *sum = grouper->stories.items[slot].sum;
    uint32_t count = 0;
    memcpy(terms, sum->items, sum->count * sizeof(term));
    if (sum->count > 0)
        qsort(terms, sum->count, sizeof(term), by_weight);
    for (; count < INDEX_TERMS && count < sum->count; count++)
        heavy[count] = terms[count].key;
    note_terms(grouper, heavy, count, slot);
}

/* The younger story becomes part of the older one. */
static uint32_t merge(grouper *grouper, arena *scratch, uint32_t a, uint32_t b)
{
    bool a_first = grouper->stories.items[a].number < grouper->stories.items[b].number;
    uint32_t kept = a_first ? a : b;
    story *to = &grouper->stories.items[kept];
    story *from = &grouper->stories.items[a_first ? b : a];
    const uint32_t before = to->members.count;
    for (uint32_t i = 0; i < from->sketches.count; i++)
        add_sketch(to, &from->sketches.items[i], before + from->sketches.items[i].member);
    for (uint32_t i = 0; i < from->members.count; i++)
        add_member(to, &from->members.items[i]);
    for (uint32_t i = 0; i < from->merged.count; i++)
        *array_push(&to->arena, &to->merged) = from->merged.items[i];
    *array_push(&to->arena, &to->merged) = from->number;
    if (to->split_from == from->number)
        to->split_from = 0;
    if (!to->touched && from->touched)
        *array_push(&grouper->day, &grouper->touched) = kept;
    to->touched = to->touched || from->touched;
    widen(to, from->from, from->last_day);
    widen(to, from->to, from->last_day);
    vector_add(scratch, to->sum, from->sum->items, from->sum->count, 1);
    from->members.count = 0;
    close_story(grouper, a_first ? b : a);
    story_note(grouper, kept);
    return kept;
}

/* ---- Looking up ----------------------------------------------------------------------- */

typedef struct nearest {
    uint32_t slots[2]; /* the best and the second best, or FREE */
    double similar[2];
} nearest;

static void try_story(const grouper *grouper, uint32_t slot, int32_t day, nearest *nearest)
{
    const story *story = &grouper->stories.items[slot];
    if (!story->open || slot == nearest->slots[0] || slot == nearest->slots[1])
        return;
    int32_t apart = story->last_day > day ? story->last_day - day : day - story->last_day;
    if (apart > (int32_t)grouper->window)
        return;
    double similar = cosine(&grouper->report, story->sum) * pow(DAY_COST, apart);
    int at = similar > nearest->similar[0] ? 0 : 1;
    if (similar <= nearest->similar[1])
        return;
    if (at == 0) {
        nearest->slots[1] = nearest->slots[0];
        nearest->similar[1] = nearest->similar[0];
    }
    nearest->slots[at] = slot;
    nearest->similar[at] = similar;
}

static nearest look_up(const grouper *grouper, const uint32_t *heavy, uint32_t count, int32_t day)
{
    nearest nearest = {{FREE, FREE}, {0, 0}};
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *ring = &grouper->index[(size_t)(heavy[i] % BUCKETS) * RING];
        for (uint32_t k = 0; k < RING; k++)
            if (ring[k] != 0)
                try_story(grouper, ring[k] - 1, day, &nearest);
    }
    return nearest;
}

/* ---- The stream ----------------------------------------------------------------------- */

static void release(void *what)
{
    grouper *grouper = what;
    arena_finish(&grouper->day);
    for (uint32_t i = 0; i < grouper->stories.count; i++)
        if (grouper->stories.items[i].open)
            arena_finish(&grouper->stories.items[i].arena);
}

grouper *grouper_open(arena *arena, uint32_t window, double threshold,
                      void (*told)(void *payload, const story_told *story), void *payload)
{
    grouper *grouper = arena_new(arena, struct grouper);
    grouper->arena = arena;
    grouper->scratch = arena_inner(arena);
    grouper->window = window > 0 ? window : STORY_WINDOW;
    grouper->threshold = threshold > 0 ? threshold : THRESHOLD;
    grouper->told = told;
    grouper->payload = payload;
    grouper->index = arena_array(arena, uint32_t, (size_t)BUCKETS * RING);
    grouper->next = arena_array(arena, uint8_t, BUCKETS);
    grouper->counts = arena_array(arena, uint32_t, COUNTS);
    grouper->today = INT32_MIN;
    rarity_init(arena, &grouper->rarity);
    arena_init(&grouper->day, arena->memory);
    arena_defer(arena, release, grouper);
    return grouper;
}

/* Puts a report into the nearest story, or into a new one. */
static void group_one(grouper *grouper, const waiting *report)
{
    uint32_t heavy[INDEX_TERMS];
    uint32_t heavy_count;
    const arena_mark mark = arena_save(grouper->scratch);
    read_report(grouper, grouper->scratch, report, heavy, &heavy_count);
    nearest nearest = look_up(grouper, heavy, heavy_count, report->day);
    uint32_t slot = nearest.similar[0] >= grouper->threshold ? nearest.slots[0] : FREE;
    if (slot != FREE && nearest.similar[1] >= BOTH &&
        story_likeness(&grouper->stories.items[slot], &grouper->stories.items[nearest.slots[1]],
                       grouper->window) >= MERGE)
        slot = merge(grouper, grouper->scratch, slot, nearest.slots[1]);
    if (slot == FREE)
        slot = story_open(grouper);
    join_story(grouper, grouper->scratch, slot, report, nearest.similar[0]);
    note_terms(grouper, heavy, heavy_count, slot);
    grouper->reports++;
    arena_restore(grouper->scratch, mark);
}

static int by_words(const void *x, const void *y)
{
    const waiting *left = x;
    const waiting *right = y;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return str_compare(left->id, right->id);
}

/* Splits what has drifted apart, in the order in which the stories were touched. A story that was
 * merged into another is closed by now; its slot may be another story's. */
static void split_touched(grouper *grouper)
{
    for (uint32_t i = 0; i < grouper->touched.count; i++) {
        const uint32_t slot = grouper->touched.items[i];
        if (!grouper->stories.items[slot].open || !grouper->stories.items[slot].touched)
            continue;
        grouper->stories.items[slot].touched = false;
        story_split(grouper, slot);
    }
    grouper->touched.count = grouper->touched.capacity = 0;
    grouper->touched.items = NULL;
}

/* Groups the reports of a day that wait, in the order of their words. */
static void group_batch(grouper *grouper)
{
    if (grouper->batch.count == 0)
        return;
    const int32_t day = grouper->batch.items[0].day;
    if (day > grouper->today) {
        grouper->today = day;
        close_before(grouper, day - (int32_t)grouper->window);
    }
    qsort(grouper->batch.items, grouper->batch.count, sizeof(waiting), by_words);
    for (uint32_t i = 0; i < grouper->batch.count; i++)
        group_one(grouper, &grouper->batch.items[i]);
    split_touched(grouper);
    grouper->batch.count = grouper->batch.capacity = 0;
    grouper->batch.items = NULL;
    grouper->batch_bytes = 0;
    arena_finish(&grouper->day);
    arena_init(&grouper->day, grouper->arena->memory);
}

/* As much of a text as is looked at. */
static str looked_at(str text)
{
    uint32_t words = 0;
    size_t at = 0;
    while (at < text.len && words < WORDS_MAX) {
        const bool inside = is_word_byte((unsigned char)text.data[at]);
        while (at < text.len && is_word_byte((unsigned char)text.data[at]) == inside)
            at++;
        words += inside;
    }
    return str_slice(text, 0, at);
}

void grouper_wait(grouper *grouper, const waiting *report)
{
    waiting *kept = array_push(&grouper->day, &grouper->batch);
    *kept = *report;
    kept->id = arena_str(&grouper->day, report->id);
    kept->title = arena_str(&grouper->day, looked_at(report->title));
    kept->text = arena_str(&grouper->day, looked_at(report->text));
    kept->key = str_hash(kept->title) * 31 + str_hash(kept->text);
    grouper->batch_bytes += kept->title.len + kept->text.len;
}

void grouper_add(grouper *grouper, const report *report)
{
    const int32_t last = grouper->batch.count > 0 ? grouper->batch.items[0].day : grouper->today;
    const date date = report->published.date;
    const int32_t day = date.year != 0 ? date_to_days(date) : last != INT32_MIN ? last : 0;
    if (grouper->batch.count > 0 &&
        (day != grouper->batch.items[0].day || grouper->batch.count >= BATCH_MAX ||
         grouper->batch_bytes >= BATCH_BYTES))
        group_batch(grouper);
    grouper_wait(grouper, &(waiting){.id = report->id,
                                     .title = report->title,
                                     .text = report->text,
                                     .date = date,
                                     .day = day});
}

void grouper_finish(grouper *grouper)
{
    group_batch(grouper);
    close_before(grouper, INT32_MAX);
}
