/* search.c - see search.h. FTS5 finds, weight.c weighs. A word that half of all reports have would
 * make the weighing slow, so the latest 5,000 hits are weighed; a count that stops there says so.
 * Snippets are made for the page alone. */
#include "store/search.h"

#include "base/map.h"
#include "base/utf8.h"
#include "record/json.h"
#include "record/page.h"
#include "store/story.h"

#include <inttypes.h>
#include <stdlib.h>

/* Bytes that frame a match in a snippet; clean text has no control characters. */
enum { MATCH_START = 2, MATCH_END = 3 };

/* Hits of a story that are shown: to make their snippets takes most of the time of a long list. */
enum { HITS_SHOWN = 3, HITS_SHOWN_LATER = 1, FIRST_STORIES = 10 };

typedef struct hit {
    int64_t report;
    int64_t story;
    double score; /* the more the better */
} hit;
typedef array_of(hit) hit_array;

typedef struct searching {
    database *database;
    arena *scratch;
    const wanted *wanted;
    const search_page *page;
    record_sink *sink;
    json json;
    hit_array hits;
    map snippet_of;     /* report -> snippets */
    str_array snippets; /* of the page */
} searching;

/* ---- Finding -------------------------------------------------------------------------- */

static int by_score(const void *x, const void *y)
{
    const hit *left = x;
    const hit *right = y;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->report > right->report ? -1 : left->report < right->report;
}

static void find(searching *searching)
{
    const wanted *wanted = searching->wanted;
    buffer sql = {.arena = searching->scratch};
    if (wanted->match.len > 0)
        buffer_add(&sql, STR("SELECT report.id, report.story, weight(words) FROM words CROSS JOIN"
                             " report INDEXED BY report_filter ON report.id = words.rowid"
                             " WHERE words MATCH ?"));
    else
        buffer_add(&sql, STR("SELECT report.id, report.story, 0 FROM report WHERE 1"));
    wanted_add_sql(wanted, &sql);
    buffer_add(&sql, wanted->match.len > 0 ? STR(" ORDER BY words.rowid DESC LIMIT ")
                                           : STR(" ORDER BY report.last_day DESC, report.id DESC"
                                                 " LIMIT "));
    buffer_format(&sql, "%d", SEARCH_LOOKED_AT);
    query query = query_make_once(searching->database, searching->scratch, buffer_str(&sql));
    if (wanted->match.len > 0)
        query_put_text(&query, wanted->match);
    wanted_put(wanted, &query);
    while (query_next(&query))
        *array_push(searching->scratch, &searching->hits) =
            (hit){query_number(&query, 0), query_number(&query, 1), query_real(&query, 2)};
    if (wanted->match.len > 0 && searching->hits.count > 1)
        qsort(searching->hits.items, searching->hits.count, sizeof(hit), by_score);
}

/* The part of `count` items that the page shows. */
static void page_range(const search_page *page, uint32_t count, uint32_t *start, uint32_t *end)
{
    const uint64_t first = (uint64_t)(page->page - 1) * page->size;
    *start = first < count ? (uint32_t)first : count;
    *end = count - *start > page->size ? *start + page->size : count;
}

/* ---- Snippets ------------------------------------------------------------------------- */

/* Makes those of the page's reports, around the words that were found, in one go: FTS5 would merge
 * all words that begin with "gov" again for each. The range keeps it from the reports that are not
 * looked at. */
static void make_snippets(searching *searching, const number_array *reports)
{
    enum { LIST = 16 };
    buffer sql = {.arena = searching->scratch};
    int64_t first = INT64_MAX;
    int64_t last = 0;
    if (searching->wanted->match.len == 0 || reports->count == 0)
        return;
    buffer_add(&sql, STR("SELECT rowid, CASE WHEN rowid IN ("));
    for (uint32_t i = 0; i < reports->count; i++) {
        const int64_t report = reports->items[i];
        buffer_format(&sql, "%s%" PRId64, i > 0 ? "," : "", report);
        first = report < first ? report : first;
        last = report > last ? report : last;
    }
    buffer_add(&sql, STR(") THEN snippet(words, 1, char(2), char(3), '…', 28) END"
                         " FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"));
    query query = query_make_once(searching->database, searching->scratch, buffer_str(&sql));
    query_put_text(&query, searching->wanted->match);
    query_put_number(&query, first);
    query_put_number(&query, last);
    while (query_next(&query)) {
        if (query_is_null(&query, 1))
            continue;
        *map_put_number(&searching->snippet_of, (uint64_t)query_number(&query, 0)) =
            searching->snippets.count;
        *array_push(searching->scratch, &searching->snippets) =
            arena_str(searching->scratch, query_text(&query, 1));
    }
}

/* Without words the start of the report. */
static str snippet(searching *searching, int64_t report)
{
    const uint32_t made = map_get_number(&searching->snippet_of, (uint64_t)report);
    str text = {NULL, 0};
    if (made != MAP_NONE)
        return searching->snippets.items[made];
    query query = query_make(searching->database, "SELECT substr(text, 1, 160) || CASE WHEN"
                                                  " length(text) > 160 THEN '…' ELSE '' END"
                                                  " FROM clean WHERE id = ?");
    query_put_number(&query, report);
    if (query_next(&query))
        text = arena_str(searching->scratch, query_text(&query, 0));
    query_end(&query);
    return text;
}

/* Takes the next piece off a snippet. */
static bool next_piece(str *rest, str *piece, bool *match)
{
    if (rest->len == 0)
        return false;
    *match = rest->data[0] == MATCH_START;
    const size_t start = *match ? 1 : 0;
    size_t end = str_find_byte(*rest, *match ? MATCH_END : MATCH_START, start);
    const bool closed = *match && end != SIZE_MAX;
    if (end == SIZE_MAX)
        end = rest->len;
    *piece = str_slice(*rest, start, end);
    *rest = str_slice(*rest, closed ? end + 1 : end, rest->len);
    return true;
}

static void write_snippet(searching *searching, str text)
{
    json *json = &searching->json;
    str piece;
    bool match;
    json_open(json, '[');
    while (next_piece(&text, &piece, &match)) {
        if (piece.len == 0)
            continue;
        json_open(json, '{');
        json_key(json, "text"), json_str(json, piece);
        if (match)
            json_key(json, "match"), json_bool(json, true);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* ---- As JSON -------------------------------------------------------------------------- */

static const char REPORT[] = "SELECT id, name, title, outlet, url, path, published, story FROM"
                             " report WHERE id = ?";

static void write_report(searching *searching, const hit *hit)
{
    static const char *const keys[] = {"id", "title", "outlet", "url", "path", "published"};
    json *json = &searching->json;
    const arena_mark mark = arena_save(searching->scratch);
    const str text = snippet(searching, hit->report);
    query query = query_make(searching->database, REPORT);
    query_put_number(&query, hit->report);
    if (query_next(&query)) {
        json_break(json);
        json_open(json, '{');
        json_key(json, "number"), json_number(json, (uint64_t)hit->report);
        json_key(json, "story"), json_number(json, (uint64_t)hit->story);
        json_key(json, "permalink");
        json_str(json, str_format(searching->scratch, "/stories/%" PRId64 "#report-%.*s",
                                  hit->story, STR_ARG(query_text(&query, 1))));
        for (int i = 0; i < (int)(sizeof keys / sizeof keys[0]); i++)
            json_key(json, keys[i]), json_str(json, query_text(&query, i + 1));
        json_key(json, "snippet"), write_snippet(searching, text);
        json_close(json, '}');
    }
    query_end(&query);
    arena_restore(searching->scratch, mark);
}

static bool asks_for_names(const wanted *wanted)
{
    return wanted->name.len > 0 || wanted->speaker.len > 0;
}

/* Stories that got reports whose names and speakers are not known yet: nothing in those can be
 * found by them. */
static uint64_t unread_stories(const searching *searching)
{
    query query =
        query_make(searching->database, "SELECT count(*) FROM story WHERE analysed <> version");
    const uint64_t count = query_next(&query) ? (uint64_t)query_number(&query, 0) : 0;
    query_end(&query);
    return count;
}

static void open_page(searching *searching, uint64_t total, const char *list)
{
    json *json = &searching->json;
    json_open(json, '{');
    json_key(json, "total"), json_number(json, total);
    json_key(json, "total_exact");
    json_bool(json, searching->hits.count < SEARCH_LOOKED_AT);
    json_key(json, "page"), json_number(json, searching->page->page);
    json_key(json, "size"), json_number(json, searching->page->size);
    json_key(json, list), json_open(json, '[');
}

static void close_page(searching *searching)
{
    json_close(&searching->json, ']');
    if (asks_for_names(searching->wanted))
        json_key(&searching->json, "unread"),
            json_number(&searching->json, unread_stories(searching));
    json_close(&searching->json, '}');
    sink_text(searching->sink, "\n");
}

/* ---- As text -------------------------------------------------------------------------- */

static void write_strong(searching *searching, str text, bool strong)
{
    const bool color = strong && searching->page->color && text.len > 0;
    sink_text(searching->sink, color ? "\033[1m" : "");
    sink_str(searching->sink, page_clean(searching->scratch, text));
    sink_text(searching->sink, color ? "\033[0m" : "");
}

static bool is_mark(char byte)
{
    return byte == MATCH_START || byte == MATCH_END;
}

static size_t columns_of(str word)
{
    size_t columns = 0;
    for (size_t at = 0; at < word.len;) {
        columns += is_mark(word.data[at]) ? 0 : 1;
        utf8_next(word, &at);
    }
    return columns;
}

/* A word that may have marks in it; gives whether a match goes on behind it. */
static bool write_word(searching *searching, str word, bool match)
{
    size_t start = 0;
    for (size_t at = 0; at <= word.len; at++) {
        if (at < word.len && !is_mark(word.data[at]))
            continue;
        write_strong(searching, str_slice(word, start, at), match);
        match = at < word.len ? word.data[at] == MATCH_START : match;
        start = at + 1;
    }
    return match;
}

/* Lines of the page's width, indented. */
static void write_wrapped(searching *searching, str text)
{
    enum { INDENT = 4 };
    size_t column = 0;
    bool match = false;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.data[end] != ' ' && text.data[end] != '\n')
            end++;
        const str word = str_slice(text, at, end);
        const size_t width = columns_of(word);
        if (column > 0 && column + 1 + width > searching->page->width)
            sink_text(searching->sink, "\n"), column = 0;
        if (width > 0) {
            sink_text(searching->sink, column == 0 ? "    " : " ");
            column += column == 0 ? INDENT + width : 1 + width;
        }
        match = write_word(searching, word, match);
        at = end + 1;
    }
    sink_text(searching->sink, "\n");
}

static void write_report_text(searching *searching, const hit *hit)
{
    enum { TITLE = 2, OUTLET, URL, PATH, PUBLISHED };
    const arena_mark mark = arena_save(searching->scratch);
    const str text = snippet(searching, hit->report);
    query query = query_make(searching->database, REPORT);
    query_put_number(&query, hit->report);
    if (query_next(&query)) {
        const str published = query_text(&query, PUBLISHED);
        const str outlet = query_text(&query, OUTLET);
        sink_str(searching->sink, published.len > 0 ? published : STR("undated"));
        if (outlet.len > 0) {
            sink_text(searching->sink, "  ");
            sink_str(searching->sink, page_clean(searching->scratch, outlet));
        }
        if (query_text(&query, TITLE).len > 0) {
            sink_text(searching->sink, "  ");
            write_strong(searching, query_text(&query, TITLE), true);
        }
        sink_format(searching->sink, "\n    story %" PRId64 ", ", hit->story);
        sink_str(searching->sink, page_clean(searching->scratch, query_text(&query, PATH)));
        sink_text(searching->sink, "\n");
    }
    query_end(&query);
    write_wrapped(searching, text);
    arena_restore(searching->scratch, mark);
}

static void write_unread(const searching *searching)
{
    const uint64_t count = asks_for_names(searching->wanted) ? unread_stories(searching) : 0;
    if (count > 0)
        sink_format(searching->sink,
                    "\n%" PRIu64 " stor%s not analysed yet: their names and speakers are not "
                    "found (readout add DB does it)\n",
                    count, count == 1 ? "y is" : "ies are");
}

static void write_more(searching *searching, uint32_t start, uint32_t end)
{
    const uint32_t count = searching->hits.count;
    if (start == 0 && end == count)
        return;
    sink_format(searching->sink, "\n%" PRIu32 " to %" PRIu32 " of %s%" PRIu32 " reports\n",
                start + 1, end, count < SEARCH_LOOKED_AT ? "" : "more than ", count);
}

static searching begin(database *database, arena *scratch, const wanted *wanted,
                       const search_page *page, record_sink *sink)
{
    return (searching){.database = database,
                       .scratch = scratch,
                       .wanted = wanted,
                       .page = page,
                       .sink = sink,
                       .json = {.sink = sink},
                       .snippet_of = {.arena = scratch}};
}

uint64_t search_reports(database *database, arena *scratch, const wanted *wanted,
                        const search_page *page, record_sink *sink)
{
    searching searching = begin(database, scratch, wanted, page, sink);
    number_array shown = {0};
    uint32_t start;
    uint32_t end;
    find(&searching);
    page_range(page, searching.hits.count, &start, &end);
    for (uint32_t i = start; i < end; i++)
        *array_push(scratch, &shown) = searching.hits.items[i].report;
    make_snippets(&searching, &shown);
    const bool json = page->face == READOUT_FACE_JSON;
    if (json)
        open_page(&searching, searching.hits.count, "reports");
    for (uint32_t i = start; i < end && !sink->failed; i++) {
        if (!json && i > start)
            sink_text(sink, "\n");
        if (json)
            write_report(&searching, &searching.hits.items[i]);
        else
            write_report_text(&searching, &searching.hits.items[i]);
    }
    if (json)
        close_page(&searching);
    else
        write_more(&searching, start, end);
    if (!json)
        write_unread(&searching);
    return searching.hits.count;
}

/* ---- Stories -------------------------------------------------------------------------- */

/* The next hit of a story from `at` on, best first; hits.count when there is none. */
static uint32_t next_hit(const searching *searching, int64_t story, uint32_t at)
{
    while (at < searching->hits.count && searching->hits.items[at].story != story)
        at++;
    return at;
}

/* Those that are shown with it. */
static void push_hits(searching *searching, int64_t story, int most, number_array *reports)
{
    uint32_t at = next_hit(searching, story, 0);
    for (int shown = 0; shown < most && at < searching->hits.count; shown++) {
        *array_push(searching->scratch, reports) = searching->hits.items[at].report;
        at = next_hit(searching, story, at + 1);
    }
}

static void write_hits(searching *searching, int64_t story, int most)
{
    json *json = &searching->json;
    uint32_t at = next_hit(searching, story, 0);
    json_key(json, "hits"), json_open(json, '[');
    for (int shown = 0; shown < most && at < searching->hits.count; shown++) {
        write_report(searching, &searching->hits.items[at]);
        at = next_hit(searching, story, at + 1);
    }
    json_close(json, ']');
}

static int hits_shown(uint32_t at)
{
    return at < FIRST_STORIES ? HITS_SHOWN : HITS_SHOWN_LATER;
}

static void write_story(searching *searching, int64_t story, int most)
{
    json *json = &searching->json;
    json_break(json);
    json_open(json, '{');
    story_write_about(json, searching->database, searching->scratch, story);
    if (searching->wanted->match.len > 0)
        write_hits(searching, story, most);
    json_close(json, '}');
}

static void write_story_text(searching *searching, int64_t story)
{
    query query = query_make(searching->database,
                             "SELECT title, first_day, last_day, reports FROM story WHERE id = ?");
    query_put_number(&query, story);
    if (query_next(&query)) {
        const arena_mark mark = arena_save(searching->scratch);
        const str from =
            date_format(searching->scratch, date_from_days((int32_t)query_number(&query, 1)));
        const str to =
            date_format(searching->scratch, date_from_days((int32_t)query_number(&query, 2)));
        sink_format(searching->sink, "%6" PRId64 "  ", story);
        sink_str(searching->sink, query_is_null(&query, 1) ? STR("undated") : from);
        if (!query_is_null(&query, 1) && !str_equal(from, to)) {
            sink_text(searching->sink, " to ");
            sink_str(searching->sink, to);
        }
        sink_format(searching->sink, "  %" PRId64 " report%s  ", query_number(&query, 3),
                    query_number(&query, 3) == 1 ? "" : "s");
        sink_str(searching->sink, page_clean(searching->scratch, query_text(&query, 0)));
        sink_text(searching->sink, "\n");
        arena_restore(searching->scratch, mark);
    }
    query_end(&query);
}

/* The stories of the hits, each where its best hit is. */
static void stories_of(searching *searching, number_array *stories)
{
    map seen = {.arena = searching->scratch};
    for (uint32_t i = 0; i < searching->hits.count; i++) {
        uint32_t *slot = map_put_number(&seen, (uint64_t)searching->hits.items[i].story);
        if (*slot == MAP_NONE) {
            *slot = stories->count;
            *array_push(searching->scratch, stories) = searching->hits.items[i].story;
        }
    }
}

static bool wants_all(const wanted *wanted)
{
    return wanted->match.len == 0 && wanted->name.len == 0 && wanted->speaker.len == 0 &&
           wanted->outlet.len == 0 && !wanted->has_from && !wanted->has_to;
}

/* The page of all stories, newest first; gives how many there are. */
static uint64_t latest_stories(searching *searching, number_array *stories)
{
    query count = query_make(searching->database, "SELECT count(*) FROM story");
    const uint64_t total = query_next(&count) ? (uint64_t)query_number(&count, 0) : 0;
    query_end(&count);
    query query =
        query_make(searching->database,
                   "SELECT id FROM story ORDER BY last_day DESC, id DESC LIMIT ? OFFSET ?");
    query_put_number(&query, searching->page->size);
    query_put_number(&query, (int64_t)(searching->page->page - 1) * searching->page->size);
    while (query_next(&query))
        *array_push(searching->scratch, stories) = query_number(&query, 0);
    return total;
}

uint64_t search_stories(database *database, arena *scratch, const wanted *wanted,
                        const search_page *page, record_sink *sink)
{
    searching searching = begin(database, scratch, wanted, page, sink);
    number_array stories = {0};
    number_array shown = {0};
    uint64_t total;
    uint32_t start = 0;
    uint32_t end;
    if (wants_all(wanted)) {
        total = latest_stories(&searching, &stories);
        end = stories.count;
    } else {
        find(&searching);
        stories_of(&searching, &stories);
        page_range(page, stories.count, &start, &end);
        total = stories.count;
    }
    for (uint32_t i = start; i < end && page->face == READOUT_FACE_JSON; i++)
        push_hits(&searching, stories.items[i], hits_shown(i - start), &shown);
    make_snippets(&searching, &shown);
    if (page->face == READOUT_FACE_JSON)
        open_page(&searching, total, "stories");
    for (uint32_t i = start; i < end && !sink->failed; i++) {
        if (page->face == READOUT_FACE_JSON)
            write_story(&searching, stories.items[i], hits_shown(i - start));
        else
            write_story_text(&searching, stories.items[i]);
    }
    if (page->face == READOUT_FACE_JSON)
        close_page(&searching);
    else
        write_unread(&searching);
    return total;
}
