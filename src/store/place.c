/* place.c - see place.h. Stories are made by compare/stories.h, which reads a stream and forgets
 * what is over. A store is added to at any time and in any order, so the part of the stream that
 * could matter is played to it again: the stored reports that share the heaviest words, by an index
 * from word to reports (the grouper's own index, on disk), then the new one.
 *
 *   new report -> 24 heaviest words -> reports with them within the window, commonest first
 *                                          |  12 at most, 4 of a story
 *                                          v
 *              grouper: a, new, b, c ... ->  the group that has the new one -> the story of most
 *                                                                              of its members
 *
 * A report may show that two stories are one: then the group has members of both. So that a chance
 * likeness of a few joins nothing, the grouper is asked once more, with many reports of both, and
 * must put nearly all of them into the group. */
#include "store/place.h"

#include "base/utf8.h"
#include "compare/stories.h"
#include "store/merge.h"
#include "store/shelf.h"

#include <math.h>
#include <stdlib.h>

enum {
    WORDS_MAX = 1500, /* of a report that are looked at */
    COMMON = 6,       /* half bits: rarer words only */
    LIKE_TERM = 24,   /* reports looked at for a word */
    CANDIDATES = 12,
    OF_A_STORY = 4,
    SHARED_MIN = 2, /* heaviest words that two reports of a story share at least */
    MERGES = 2,     /* stories that a report can make part of its own */
    OF_BOTH = 24,   /* the latest reports of each of two stories that may be one */
};

/* Of two reports of unknown dates more must be alike. */
static const double THRESHOLD_UNDATED = 0.3;

/* The day of reports without a date. */
#define UNDATED INT32_MIN

/* ---- Words ---------------------------------------------------------------------------- */

typedef struct weighed {
    uint32_t key;
    float times;
    float weight;
} weighed;

typedef struct weighing {
    arena *arena;
    const rarity *rarity;
    map slots;
    array_of(weighed) terms;
} weighing;

static bool is_word_byte(unsigned char byte)
{
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static void weigh_word(weighing *weighing, str word)
{
    const str stem = stem_of(utf8_fold(weighing->arena, word));
    const uint32_t bits = rarity_of(weighing->rarity, stem);
    if (stem.len < 2 || bits < COMMON)
        return;
    const uint64_t hash = str_hash(stem);
    const uint32_t key = (uint32_t)(hash ^ hash >> 32);
    uint32_t *slot = map_put_number(&weighing->slots, key);
    if (*slot == MAP_NONE) {
        *slot = weighing->terms.count;
        *array_push(weighing->arena, &weighing->terms) = (weighed){key, 0, (float)bits};
    }
    weighing->terms.items[*slot].times += 1;
}

static void weigh_text(weighing *weighing, str text)
{
    uint32_t words = 0;
    for (size_t at = 0; at < text.len && words < WORDS_MAX;) {
        size_t end = at;
        while (end < text.len && is_word_byte((unsigned char)text.data[end]))
            end++;
        if (end > at) {
            weigh_word(weighing, str_slice(text, at, end));
            words++;
        }
        at = end > at ? end : at + 1;
    }
}

static int by_weight(const void *x, const void *y)
{
    const weighed *left = x;
    const weighed *right = y;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

void place_read(arena *scratch, const rarity *rarity, const report *report, place_terms *terms)
{
    const arena_mark mark = arena_save(scratch);
    weighing weighing = {scratch, rarity, {.arena = scratch}, {0}};
    weigh_text(&weighing, report->title);
    weigh_text(&weighing, report->text);
    for (uint32_t i = 0; i < weighing.terms.count; i++) {
        weighed *term = &weighing.terms.items[i];
        term->weight *= 1 + logf(term->times);
    }
    if (weighing.terms.count > 1)
        qsort(weighing.terms.items, weighing.terms.count, sizeof(weighed), by_weight);
    terms->count = weighing.terms.count < PLACE_TERMS ? weighing.terms.count : PLACE_TERMS;
    for (uint32_t i = 0; i < terms->count; i++)
        terms->keys[i] = weighing.terms.items[i].key;
    arena_restore(scratch, mark);
}

static int32_t day_of(const report *report)
{
    int32_t first;
    int32_t last;
    return shelf_days(report->published.date, &first, &last) ? first : UNDATED;
}

void place_note(database *database, int64_t number, const report *report, const place_terms *terms)
{
    for (uint32_t i = 0; i < terms->count; i++) {
        query query =
            query_make(database, "INSERT OR IGNORE INTO term (term, day, report) VALUES (?, ?, ?)");
        query_put_number(&query, terms->keys[i]);
        query_put_number(&query, day_of(report));
        query_put_number(&query, number);
        query_run(&query);
    }
}

/* ---- Candidates ----------------------------------------------------------------------- */

typedef struct candidate {
    int64_t report;
    int64_t story;
    uint32_t shared; /* terms */
    bool joined;     /* is of the new one's group */
    report read;
} candidate;
typedef array_of(candidate) candidate_array;

typedef struct placing {
    database *database;
    arena *arena;
    const report *report;
    map slots; /* report -> candidate */
    candidate_array candidates;
} placing;

static void look_up(placing *placing, uint32_t key, int32_t first, int32_t last)
{
    query query = query_make(
        placing->database,
        "SELECT report.id, report.story FROM term JOIN report ON report.id = term.report"
        " WHERE term = ? AND day BETWEEN ? AND ? ORDER BY day DESC, term.report DESC LIMIT ?");
    query_put_number(&query, key);
    query_put_number(&query, first);
    query_put_number(&query, last);
    query_put_number(&query, LIKE_TERM);
    while (query_next(&query)) {
        uint32_t *slot = map_put_number(&placing->slots, (uint64_t)query_number(&query, 0));
        if (*slot == MAP_NONE) {
            *slot = placing->candidates.count;
            candidate *fresh = array_push(placing->arena, &placing->candidates);
            fresh->report = query_number(&query, 0);
            fresh->story = query_number(&query, 1);
        }
        placing->candidates.items[*slot].shared++;
    }
}

static int by_shared(const void *x, const void *y)
{
    const candidate *left = x;
    const candidate *right = y;
    if (left->shared != right->shared)
        return left->shared > right->shared ? -1 : 1;
    return left->report > right->report ? -1 : left->report < right->report;
}

/* Keeps the candidates that share most, few of a story. */
static void choose(placing *placing)
{
    candidate *items = placing->candidates.items;
    uint32_t kept = 0;
    if (placing->candidates.count > 1)
        qsort(items, placing->candidates.count, sizeof(candidate), by_shared);
    for (uint32_t i = 0; i < placing->candidates.count && kept < CANDIDATES; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < kept; k++)
            same += items[k].story == items[i].story ? 1 : 0;
        if (same < OF_A_STORY && items[i].shared >= SHARED_MIN)
            items[kept++] = items[i];
    }
    placing->candidates.count = kept;
}

/* A report without a date counts as of the day of the new one. False when it is outside the window
 * after all: its date was found later, or its story is over or yet to come. */
static bool load(const placing *placing, candidate *candidate)
{
    enum { FIRST = 3, LAST };
    const date today = placing->report->published.date;
    bool inside = false;
    query query =
        query_make(placing->database, "SELECT clean.title, text, report.first_day, story.first_day,"
                                      " story.last_day FROM clean JOIN report USING (id)"
                                      " JOIN story ON story.id = report.story WHERE report.id = ?");
    query_put_number(&query, candidate->report);
    if (query_next(&query)) {
        candidate->read.title = arena_str(placing->arena, query_text(&query, 0));
        candidate->read.text = arena_str(placing->arena, query_text(&query, 1));
        if (today.year != 0)
            candidate->read.published.date =
                query_is_null(&query, 2) ? today : date_from_days((int32_t)query_number(&query, 2));
        inside = today.year == 0 || query_is_null(&query, FIRST) ||
                 (date_to_days(today) >= query_number(&query, FIRST) - STORY_WINDOW &&
                  date_to_days(today) <= query_number(&query, LAST) + STORY_WINDOW);
    }
    query_end(&query);
    return inside;
}

static void load_all(const placing *placing, candidate_array *candidates)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        if (load(placing, &candidates->items[i]))
            candidates->items[kept++] = candidates->items[i];
    candidates->count = kept;
}

/* ---- Grouping ------------------------------------------------------------------------- */

/* What the grouper said of the group that has the new report. */
typedef struct grouping {
    const placing *placing;
    candidate_array *candidates;
    str title;
} grouping;

/* As a stream would bring them. */
static int by_day(const void *x, const void *y)
{
    const candidate *left = x;
    const candidate *right = y;
    const int days = date_compare(left->read.published.date, right->read.published.date);
    if (days != 0)
        return days;
    return left->report < right->report ? -1 : left->report > right->report;
}

/* The candidate at a member's id, which is its place in the list; NULL for the new report. */
static candidate *candidate_of(const grouping *grouping, str id)
{
    uint32_t at;
    return str_number(id, &at) && at < grouping->candidates->count
               ? &grouping->candidates->items[at]
               : NULL;
}

static void take_group(void *payload, const story_told *told)
{
    grouping *grouping = payload;
    bool has_new = false;
    for (uint32_t i = 0; i < told->count; i++)
        has_new = has_new || candidate_of(grouping, told->members[i].id) == NULL;
    for (uint32_t i = 0; i < told->count && has_new; i++) {
        candidate *candidate = candidate_of(grouping, told->members[i].id);
        if (candidate != NULL)
            candidate->joined = true;
    }
    if (has_new)
        grouping->title = arena_str(grouping->placing->arena, told->title);
}

/* Notes which of the candidates are of one group with the new report, which stands in the stream
 * where its day has it; the title of the group. */
static str group(const placing *placing, candidate_array *candidates)
{
    grouping grouping = {placing, candidates, {NULL, 0}};
    const date today = placing->report->published.date;
    report fresh = *placing->report;
    bool added = false;
    fresh.id = STR("new");
    grouper *grouper = grouper_open(placing->arena, STORY_WINDOW,
                                    today.year == 0 ? THRESHOLD_UNDATED : 0, take_group, &grouping);
    if (candidates->count > 1)
        qsort(candidates->items, candidates->count, sizeof(candidate), by_day);
    for (uint32_t i = 0; i < candidates->count; i++) {
        report *read = &candidates->items[i].read;
        if (!added && date_compare(read->published.date, today) > 0) {
            grouper_add(grouper, &fresh);
            added = true;
        }
        read->id = str_format(placing->arena, "%u", i);
        grouper_add(grouper, read);
    }
    if (!added)
        grouper_add(grouper, &fresh);
    grouper_finish(grouper);
    return grouping.title;
}

/* ---- Two stories that are one --------------------------------------------------------- */

static void push_latest(const placing *placing, int64_t story, candidate_array *candidates)
{
    query query = query_make(placing->database, "SELECT id FROM report WHERE story = ?"
                                                " ORDER BY first_day DESC, id DESC LIMIT ?");
    query_put_number(&query, story);
    query_put_number(&query, OF_BOTH);
    while (query_next(&query)) {
        candidate *candidate = array_push(placing->arena, candidates);
        candidate->report = query_number(&query, 0);
        candidate->story = story;
    }
}

/* Are nearly all of the story's candidates of the group? */
static bool most_joined(const candidate_array *candidates, int64_t story)
{
    enum { OF_FIVE = 4 };
    uint32_t all = 0;
    uint32_t joined = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        if (candidates->items[i].story == story) {
            all++;
            joined += candidates->items[i].joined ? 1 : 0;
        }
    return all > 0 && joined * 5 >= all * OF_FIVE;
}

static bool are_one(const placing *placing, int64_t story, int64_t other)
{
    const arena_mark mark = arena_save(placing->arena);
    candidate_array both = {0};
    push_latest(placing, story, &both);
    push_latest(placing, other, &both);
    load_all(placing, &both);
    group(placing, &both);
    const bool one = most_joined(&both, story) && most_joined(&both, other);
    arena_restore(placing->arena, mark);
    return one;
}

/* ---- Placing -------------------------------------------------------------------------- */

/* The headline, or the first words. */
static str name_of(const report *report)
{
    enum { BYTES = 80 };
    if (report->title.len > 0 || report->text.len <= BYTES)
        return report->title.len > 0 ? report->title : report->text;
    size_t end = utf8_floor(report->text, BYTES);
    while (end > BYTES / 2 && report->text.data[end] != ' ')
        end--;
    return str_slice(report->text, 0, end);
}

static int64_t new_story(database *database, const report *report)
{
    query query =
        query_make(database, "INSERT INTO story (id, title, reports, version) VALUES (?, ?, 0, 0)");
    query_put_number(&query, merge_next_story(database));
    query_put_text(&query, name_of(report));
    return query_run(&query) ? database_last_id(database) : 0;
}

/* The story of most of those that joined, but `not_this`; of equals the first. 0: of none. */
static int64_t story_of_most(const candidate_array *candidates, int64_t not_this)
{
    int64_t story = 0;
    uint32_t most = 0;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const candidate *candidate = &candidates->items[i];
        uint32_t votes = 0;
        for (uint32_t k = 0; k < candidates->count && candidate->joined; k++)
            votes += candidates->items[k].joined && candidates->items[k].story == candidate->story;
        if (votes > most && candidate->story != not_this) {
            most = votes;
            story = candidate->story;
        }
    }
    return story;
}

static uint32_t joined_of(const candidate_array *candidates, int64_t story)
{
    uint32_t joined = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        joined += candidates->items[i].joined && candidates->items[i].story == story;
    return joined;
}

/* The story that takes the report in, with what is found to be the same story. */
static int64_t join_story(placing *placing, int64_t story, str title)
{
    candidate_array *candidates = &placing->candidates;
    for (int i = 0; i < MERGES; i++) {
        const int64_t other = story_of_most(candidates, story);
        if (other == 0 || !are_one(placing, story, other))
            break;
        const int64_t whole = merge_stories(placing->database, story, other);
        for (uint32_t k = 0; k < candidates->count; k++)
            if (candidates->items[k].story == story || candidates->items[k].story == other)
                candidates->items[k].story = whole;
        story = whole;
    }
    /* The title of a few reports is that of a story which has hardly more. */
    query query = query_make(placing->database,
                             "UPDATE story SET title = ? WHERE id = ? AND reports <= 2 * ?");
    if (title.len == 0)
        return story;
    query_put_text(&query, title);
    query_put_number(&query, story);
    query_put_number(&query, joined_of(candidates, story));
    return query_run(&query) ? story : 0;
}

int64_t place_find(database *database, arena *scratch, const report *report,
                   const place_terms *terms)
{
    const arena_mark mark = arena_save(scratch);
    placing placing = {
        .database = database, .arena = scratch, .report = report, .slots = {.arena = scratch}};
    const int32_t day = day_of(report);
    str title = {NULL, 0};
    for (uint32_t i = 0; i < terms->count; i++) {
        if (day == UNDATED) {
            look_up(&placing, terms->keys[i], INT32_MIN, INT32_MAX);
        } else {
            look_up(&placing, terms->keys[i], day - STORY_WINDOW, day + STORY_WINDOW);
            look_up(&placing, terms->keys[i], UNDATED, UNDATED);
        }
    }
    choose(&placing);
    load_all(&placing, &placing.candidates);
    if (placing.candidates.count > 0)
        title = group(&placing, &placing.candidates);
    int64_t story = story_of_most(&placing.candidates, 0);
    story = story != 0 ? join_story(&placing, story, title) : new_story(database, report);
    arena_restore(scratch, mark);
    return story;
}
