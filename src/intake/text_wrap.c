/* text_wrap.c - joins hard-wrapped lines into paragraphs.
 *
 * Two things are told apart by evidence, never by the width alone:
 *
 *   a wrap    "... no further details on Monday's" / "meeting, including ..."
 *             a line that does not end a sentence, before one that begins in lower case:
 *             sure. Enough of them make the text a wrapped one, and their widths show where
 *             it wraps.
 *   an end    "... whether the meeting had concluded." / "Experts"
 *             a line that ends a sentence although the next word had room behind it.
 *
 * Where the evidence is balanced, lines are joined: two paragraphs in one block do less harm
 * than a sentence in two. Texts without any sure wrap keep every line to itself.
 */
#include "base/utf8.h"
#include "intake/byline.h"
#include "intake/stated.h"
#include "intake/text.h"

enum {
    WIDTH_MAX = 200, /* longer lines are not wrapped */
    WIDTH_MIN = 30,  /* narrower texts are lists or verse */
    TOP_LINES = 15,  /* bylines and dates are looked for up there */
    FEW_PAIRS = 3,   /* in so short a text one sure wrap is enough */
    HEADING_WORDS = 10,
    HEADLINE_WORDS = 18,
};

typedef struct wrap {
    bool wrapped;
    uint32_t width; /* in bytes; most wrapped lines are no longer */
} wrap;

static bool begins_lower(const text_line *line)
{
    return text_begins_lower(line->text) && !line->item;
}

/* Do two lines surely belong to one sentence? */
static bool is_sure_wrap(const text_line *line, const text_line *next)
{
    return !next->gap && begins_lower(next) && !text_ends_sentence(line->text);
}

static wrap find_wrap(const text_line_array *lines)
{
    uint32_t widths[WIDTH_MAX + 1] = {0};
    uint32_t pairs = 0;
    uint32_t sure = 0;
    uint32_t counted = 0;
    for (uint32_t i = 0; i + 1 < lines->count; i++) {
        const text_line *line = &lines->items[i];
        pairs += !lines->items[i + 1].gap;
        if (!is_sure_wrap(line, line + 1))
            continue;
        sure++;
        if (line->text.len <= WIDTH_MAX) {
            widths[line->text.len]++;
            counted++;
        }
    }
    uint32_t below = 0;
    uint32_t width = 0;
    while (width < WIDTH_MAX && (below + widths[width]) * 10 < counted * 9)
        below += widths[width++];
    bool several = sure >= 2 || (pairs <= FEW_PAIRS && sure == 1);
    bool enough = several && sure * 5 >= pairs && counted * 2 > sure;
    return (wrap){enough && width >= WIDTH_MIN, width};
}

static size_t first_word_bytes(str text)
{
    size_t at = str_find_byte(text, ' ', 0);
    return at == SIZE_MAX ? text.len : at;
}

/* Was there room for the next word, so that the line was ended on purpose? */
static bool had_room(const text_line *line, const text_line *next, wrap wrap)
{
    return line->text.len + 1 + first_word_bytes(next->text) <= wrap.width;
}

static bool is_overlong(const text_line *line, wrap wrap)
{
    return line->text.len > wrap.width + wrap.width / 5;
}

/* A line that starts a paragraph, seen by the line behind it: a lone link text ("Experts" /
 * "say the meeting ..."). */
static bool is_fragment(const text_line *line, const text_line *after, wrap wrap)
{
    return after != NULL && !after->gap && !text_ends_sentence(line->text) &&
           line->text.len * 3 < wrap.width && had_room(line, after, wrap);
}

static bool begins_capital(str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (!utf8_is_quote(c) && c != '(' && c != '[')
            return utf8_is_upper(c) || utf8_is_digit(c);
    }
    return false;
}

/* A crosshead, or the headline: no sentence's end, nothing that asks for more, and a new
 * beginning behind it. One word alone may be a link text at the start of a sentence; so may
 * two with capitals. */
static bool is_heading(const text_line *line, const text_line *next, wrap wrap, bool first)
{
    uint32_t words = text_words(line->text);
    if (words < 2 || words > (first ? HEADLINE_WORDS : HEADING_WORDS) ||
        text_ends_sentence(line->text) || text_ends_open(line->text) ||
        !begins_capital(line->text) || !begins_capital(next->text))
        return false;
    if (line->text.data[line->text.len - 1] == ':' || utf8_is_quote(utf8_peek(line->text, 0)))
        return false;
    if (first)
        return words >= 4;
    size_t last = line->text.len;
    while (last > 0 && line->text.data[last - 1] != ' ')
        last--;
    bool open_name = words < 4 && utf8_is_upper(utf8_peek(line->text, last));
    return had_room(line, next, wrap) && !open_name;
}

/* Near the top, a line that stands for itself: a byline or a date. */
static bool is_metadata(const text_line *line, const text_line *next, uint32_t at)
{
    date date;
    if (at >= TOP_LINES || (next != NULL && begins_lower(next)))
        return false;
    return byline_is_line(line->text) || stated_line(line->text, &date) != STATED_NONE;
}

/* "... he wrote on" / "Twitter.": what would be furniture by itself goes on a sentence. */
static bool is_cut_off(const text_line *line, const text_line *next, wrap wrap)
{
    if (begins_lower(next))
        return true;
    return line->verdict.kind == BLOCK_PROSE && line->text.len * 2 > wrap.width &&
           (text_ends_open(line->text) || !had_room(line, next, wrap));
}

/* Does line `at` go on where the one before stopped? */
static bool goes_on(const text_line_array *lines, uint32_t at, wrap wrap, bool first)
{
    const text_line *line = &lines->items[at - 1];
    const text_line *next = &lines->items[at];
    const text_line *after = at + 1 < lines->count ? next + 1 : NULL;
    bool furniture = line->verdict.kind != BLOCK_PROSE || next->verdict.kind != BLOCK_PROSE;
    bool ends = text_ends_sentence(line->text);
    bool lower = begins_lower(next);
    if (next->item)
        return false;
    if (next->gap)
        return lower && !furniture && text_ends_open(line->text) && text_words(line->text) > 3;
    if (furniture)
        return wrap.wrapped && !ends && is_cut_off(line, next, wrap);
    if (is_metadata(line, next, at - 1) || is_metadata(next, after, at))
        return false;
    if (!wrap.wrapped)
        return !ends && (lower || text_ends_open(line->text));
    if (!ends)
        return lower || !is_heading(line, next, wrap, first);
    if (lower || text_ends_abbreviated(line->text))
        return lower || !had_room(line, next, wrap);
    return !had_room(line, next, wrap) && !is_overlong(line, wrap) &&
           !is_fragment(next, after, wrap);
}

bool text_hyphenated(str line, str next)
{
    if (line.len < 2 || line.data[line.len - 1] != '-' || !text_begins_lower(next))
        return false;
    size_t at = line.len - 1;
    bool letter = utf8_is_letter(utf8_previous(line, &at));
    return letter && !str_starts(next, STR("and ")) && !str_starts(next, STR("or ")) &&
           !str_starts(next, STR("to "));
}

static str joined(arena *arena, const text_line *lines, uint32_t count)
{
    if (count == 1)
        return lines[0].text;
    buffer text = {.arena = arena};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && !text_hyphenated(lines[i - 1].text, lines[i].text))
            buffer_add_byte(&text, ' ');
        buffer_add(&text, lines[i].text);
    }
    return buffer_str(&text);
}

static void finish(arena *arena, const text_line_array *lines, paragraph *p)
{
    const text_line *first = &lines->items[p->first_line];
    p->text = joined(arena, first, p->line_count);
    p->words = text_words(p->text);
    p->ends = text_ends_sentence(p->text) || p->text.data[p->text.len - 1] == ':';
    p->item = first->item;
    furniture_verdict verdict = first->verdict;
    if (p->line_count > 1 && verdict.kind == BLOCK_PROSE)
        verdict = furniture_judge(p->text);
    p->kind = verdict.kind;
    p->force = verdict.force;
}

void text_join(arena *arena, text_line_array *lines, paragraph_array *paragraphs)
{
    wrap wrap = find_wrap(lines);
    for (uint32_t i = 0; i < lines->count; i++) {
        bool top = paragraphs->count <= 1;
        if (i > 0 && goes_on(lines, i, wrap, top && paragraphs->items[0].line_count == 1)) {
            paragraphs->items[paragraphs->count - 1].line_count++;
            if (lines->items[i - 1].verdict.kind == BLOCK_PROSE)
                lines->items[i].verdict = (furniture_verdict){BLOCK_PROSE, FURNITURE_NONE};
            continue;
        }
        if (paragraphs->count > 0)
            finish(arena, lines, &paragraphs->items[paragraphs->count - 1]);
        *array_push(arena, paragraphs) = (paragraph){.first_line = i, .line_count = 1};
    }
    if (paragraphs->count > 0)
        finish(arena, lines, &paragraphs->items[paragraphs->count - 1]);
}
