/* text_label.c - says what each paragraph of a plain text is.
 *
 * Evidence, strongest first: its words (furniture_table.c, bylines, dates), its place (above
 * the story, below it), its form (short, no period), and whether it was there before. A
 * paragraph that nothing speaks against is prose; what is in doubt is kept.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "intake/byline.h"
#include "intake/stated.h"
#include "intake/text.h"

enum {
    STORY_WORDS = 6,       /* a sentence of the story has at least as many */
    STORY_WORDS_OPEN = 25, /* and without an end as many: longer than headlines */
    TOP_PARAGRAPHS = 40,
    HEADLINE_WORDS = 24,
    CROSSHEAD_WORDS = 12,
    KICKER_WORDS = 3,
    REPEAT_WORDS = 4,
    REPEAT_EXTRA_WORDS = 12,
    CAPTION_WORDS = 45,
};

bool text_is_story(const paragraph *p)
{
    return p->kind == BLOCK_PROSE &&
           ((p->ends && p->words >= STORY_WORDS) || p->words >= STORY_WORDS_OPEN);
}

/* ---- By words ------------------------------------------------------------------------ */

static void label_by_words(paragraph *p, uint32_t at)
{
    date date;
    if (p->kind != BLOCK_PROSE || p->item || p->words > CAPTION_WORDS)
        return;
    stated_kind stated = stated_line(p->text, &date);
    if (stated == STATED_DATELINE)
        p->kind = BLOCK_DATELINE;
    else if (stated != STATED_NONE || (at < TOP_PARAGRAPHS && byline_is_line(p->text)))
        p->kind = BLOCK_BYLINE;
}

/* ---- Above the story ----------------------------------------------------------------- */

/* How many paragraphs stand above the first of the story; what may be a headline is there. */
static uint32_t top_count(const paragraph_array *ps)
{
    uint32_t most = ps->count < TOP_PARAGRAPHS ? ps->count : TOP_PARAGRAPHS;
    for (uint32_t i = 0; i < most; i++)
        if (text_is_story(&ps->items[i]))
            return i;
    return most;
}

static bool may_be_headline(const paragraph *p)
{
    return p->kind == BLOCK_PROSE && !p->item && p->words > 0 && p->words <= HEADLINE_WORDS;
}

/* The first paragraph with the title's words; a question may look like a sentence. */
static uint32_t find_title(const paragraph_array *ps, uint32_t top, str title)
{
    for (uint32_t i = 0; title.len > 0 && i < ps->count && i <= top + 2; i++)
        if (ps->items[i].kind == BLOCK_PROSE && text_same(ps->items[i].text, title))
            return i;
    return UINT32_MAX;
}

static bool comes_again(const paragraph_array *ps, uint32_t at, uint32_t top)
{
    for (uint32_t i = at + 1; i < top; i++)
        if (text_same(ps->items[i].text, ps->items[at].text))
            return true;
    return false;
}

/* Without a given title: a line that is there twice, else the first of some length, else
 * the longest. */
static uint32_t choose_headline(const paragraph_array *ps, uint32_t top)
{
    uint32_t first = UINT32_MAX;
    uint32_t longest = UINT32_MAX;
    for (uint32_t i = 0; i < top; i++) {
        const paragraph *p = &ps->items[i];
        if (!may_be_headline(p))
            continue;
        if (p->words > KICKER_WORDS && comes_again(ps, i, top))
            return i;
        if (first == UINT32_MAX && p->words > KICKER_WORDS)
            first = i;
        if (longest == UINT32_MAX || p->words > ps->items[longest].words)
            longest = i;
    }
    return first != UINT32_MAX ? first : longest;
}

static void label_top(paragraph_array *ps, uint32_t top, uint32_t headline, str outlet)
{
    for (uint32_t i = 0; i < top; i++) {
        paragraph *p = &ps->items[i];
        if (!may_be_headline(p) || p->ends)
            continue;
        bool above = headline != UINT32_MAX && i < headline;
        p->kind = BLOCK_HEADLINE; /* what stands under a headline sums the story up */
        if (i == headline)
            continue;
        if ((above && p->words <= KICKER_WORDS) || (outlet.len > 0 && text_same(p->text, outlet)))
            p->kind = BLOCK_NAV;
        else if (!above && byline_is_name(p->text))
            p->kind = BLOCK_BYLINE;
    }
    if (headline != UINT32_MAX)
        ps->items[headline].kind = BLOCK_HEADLINE;
}

/* ---- Once more ----------------------------------------------------------------------- */

static void label_repeats(arena *scratch, paragraph_array *ps)
{
    map seen = {.arena = scratch};
    for (uint32_t i = 0; i < ps->count; i++) {
        paragraph *p = &ps->items[i];
        if (!block_kind_kept(p->kind) || p->words < REPEAT_WORDS)
            continue;
        uint32_t *before = map_put_number(&seen, text_same_hash(p->text));
        if (*before == MAP_NONE)
            *before = i;
        else if (text_same(ps->items[*before].text, p->text))
            p->kind = BLOCK_REPEAT;
    }
}

/* "World | Ministers meet in Rome | 12 March": the headline and a little more. */
static void label_headline_lines(paragraph_array *ps, uint32_t headline)
{
    str title = ps->items[headline].text;
    if (ps->items[headline].words < REPEAT_WORDS)
        return;
    for (uint32_t i = 0; i < ps->count; i++) {
        paragraph *p = &ps->items[i];
        if (i != headline && block_kind_kept(p->kind) && !p->ends &&
            p->words <= ps->items[headline].words + REPEAT_EXTRA_WORDS &&
            str_find(p->text, title, 0) != SIZE_MAX)
            p->kind = BLOCK_REPEAT;
    }
}

/* ---- Inside the story ---------------------------------------------------------------- */

static void label_crossheads(paragraph_array *ps)
{
    for (uint32_t i = 0; i + 1 < ps->count; i++) {
        paragraph *p = &ps->items[i];
        if (p->kind == BLOCK_PROSE && !p->ends && !p->item && p->words <= CROSSHEAD_WORDS &&
            !text_begins_lower(p->text) && !text_ends_open(p->text) &&
            !utf8_is_quote(utf8_peek(p->text, 0)))
            p->kind = BLOCK_HEADLINE;
    }
}

uint32_t text_label(arena *scratch, paragraph_array *ps, str title, str outlet)
{
    for (uint32_t i = 0; i < ps->count; i++)
        label_by_words(&ps->items[i], i);
    uint32_t top = top_count(ps);
    uint32_t headline = find_title(ps, top, title);
    if (headline == UINT32_MAX && title.len == 0)
        headline = choose_headline(ps, top);
    label_top(ps, top, headline, outlet);
    if (headline != UINT32_MAX)
        label_headline_lines(ps, headline);
    label_repeats(scratch, ps);
    text_label_end(ps);
    label_crossheads(ps);
    return headline;
}
