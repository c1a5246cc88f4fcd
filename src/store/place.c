/* place.c - see place.h. Stories are made by compare/stories.h, which reads a stream and forgets
 * what is over. A store is added to at any time and in any order, so the part of the stream that
 * could matter is played to it again: the stored reports that share the heaviest words, by an index
 * from word to reports (the grouper's own index, on disk), then the new one.
 *
 *   new report -> 24 heaviest words -> reports with them within the window, commonest first
 *                                          |  12 at most, 4 of a story
 *                                          v
 *              grouper: a, b, c ... new  ->  the group that has the new one -> the story of most
 *                                                                              of its members */
#include "store/place.h"

#include "base/utf8.h"
#include "compare/stories.h"
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
    report read;
} candidate;

typedef struct placing {
    database *database;
    arena *arena;
    map slots; /* report -> candidate */
    array_of(candidate) candidates;
    uint32_t joined; /* the candidate whose story the report joins, or UINT32_MAX */
    str title;
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
static bool load(placing *placing, candidate *candidate, date today)
{
    enum { FIRST = 3, LAST };
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

static void load_all(placing *placing, date today)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < placing->candidates.count; i++)
        if (load(placing, &placing->candidates.items[i], today))
            placing->candidates.items[kept++] = placing->candidates.items[i];
    placing->candidates.count = kept;
}

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

/* ---- Grouping ------------------------------------------------------------------------- */

/* The candidate at a member's id, which is its place in the list; UINT32_MAX for the new report. */
static uint32_t candidate_of(const placing *placing, str id)
{
    uint32_t at;
    return str_number(id, &at) && at < placing->candidates.count ? at : UINT32_MAX;
}

static uint32_t votes_for(const placing *placing, const story_told *told, int64_t story)
{
    uint32_t votes = 0;
    for (uint32_t i = 0; i < told->count; i++) {
        const uint32_t at = candidate_of(placing, told->members[i].id);
        votes += at != UINT32_MAX && placing->candidates.items[at].story == story ? 1 : 0;
    }
    return votes;
}

static void take_group(void *payload, const story_told *told)
{
    placing *placing = payload;
    bool has_new = false;
    for (uint32_t i = 0; i < told->count; i++)
        has_new = has_new || candidate_of(placing, told->members[i].id) == UINT32_MAX;
    if (!has_new)
        return;
    uint32_t most = 0;
    placing->title = arena_str(placing->arena, told->title);
    for (uint32_t i = 0; i < told->count; i++) {
        const uint32_t at = candidate_of(placing, told->members[i].id);
        const uint32_t votes =
            at != UINT32_MAX ? votes_for(placing, told, placing->candidates.items[at].story) : 0;
        if (votes > most) {
            most = votes;
            placing->joined = at;
        }
    }
}

static void group(placing *placing, const report *report)
{
    grouper *grouper =
        grouper_open(placing->arena, STORY_WINDOW,
                     report->published.date.year == 0 ? THRESHOLD_UNDATED : 0, take_group, placing);
    for (uint32_t i = 0; i < placing->candidates.count; i++) {
        struct report *read = &placing->candidates.items[i].read;
        read->id = str_format(placing->arena, "%u", i);
        grouper_add(grouper, read);
    }
    struct report fresh = *report;
    fresh.id = STR("new");
    grouper_add(grouper, &fresh);
    grouper_finish(grouper);
}

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
        query_make(database, "INSERT INTO story (title, reports, version) VALUES (?, 0, 0)");
    query_put_text(&query, name_of(report));
    return query_run(&query) ? database_last_id(database) : 0;
}

static int64_t join_story(placing *placing)
{
    const int64_t story = placing->candidates.items[placing->joined].story;
    if (placing->title.len == 0)
        return story;
    query query = query_make(placing->database, "UPDATE story SET title = ? WHERE id = ?");
    query_put_text(&query, placing->title);
    query_put_number(&query, story);
    return query_run(&query) ? story : 0;
}

int64_t place_find(database *database, arena *scratch, const report *report,
                   const place_terms *terms)
{
    const arena_mark mark = arena_save(scratch);
    placing placing = {
        .database = database, .arena = scratch, .slots = {.arena = scratch}, .joined = UINT32_MAX};
    const int32_t day = day_of(report);
    for (uint32_t i = 0; i < terms->count; i++) {
        if (day == UNDATED) {
            look_up(&placing, terms->keys[i], INT32_MIN, INT32_MAX);
        } else {
            look_up(&placing, terms->keys[i], day - STORY_WINDOW, day + STORY_WINDOW);
            look_up(&placing, terms->keys[i], UNDATED, UNDATED);
        }
    }
    choose(&placing);
    load_all(&placing, report->published.date);
    if (placing.candidates.count > 1)
        qsort(placing.candidates.items, placing.candidates.count, sizeof(candidate), by_day);
    if (placing.candidates.count > 0)
        group(&placing, report);
    const int64_t story =
        placing.joined != UINT32_MAX ? join_story(&placing) : new_story(database, report);
    arena_restore(scratch, mark);
    return story;
}
