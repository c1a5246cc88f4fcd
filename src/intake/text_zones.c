/* text_zones.c - what stands below a story: footers, readers' comments, lists of links, the
 * author's portrait, loose lines.
 *
 *     story ... story | "Leave a comment" | about us, 55 words | "Back to top"
 *     words before                          words after
 *
 * A line such as "Leave a comment" ends the story only where little prose follows; the same
 * line under the headline of a page ends nothing.
 */
#include "base/utf8.h"
#include "intake/byline.h"
#include "intake/text.h"

enum {
    BEFORE_WORDS = 30,  /* a story is at least as long */
    AFTER_PERCENT = 30, /* more prose than that behind a footer: it is none */
    ALONE_PERCENT = 50, /* the same for a single paragraph */
    THREAD_SIGNS = 2,   /* "Reply", "Report": signs of a thread of comments */
    LINK_WORDS = 25,
    LINKS_MAX = 12,
    LOOSE_WORDS = 10,
    PORTRAIT_WORDS = 90,
    PORTRAIT_PLACES = 3, /* an author's portrait is among the last three paragraphs */
};

/* What follows such a line is of its kind, except that nothing follows a credit. */
static block_kind kind_behind(const paragraph *p)
{
    return p->kind == BLOCK_NAV ? BLOCK_PROMO : p->kind;
}

static uint64_t story_words(const paragraph *p)
{
    return text_is_story(p) ? p->words : 0;
}

/* Prose above and below a line, and signs of a thread of comments below it. */
typedef struct balance {
    uint64_t before;
    uint64_t after;
    uint32_t paragraphs_after;
    uint32_t signs_after;
} balance;

static bool ends_story(const paragraph *p, balance now)
{
    if (p->force != FURNITURE_END || block_kind_kept(p->kind) || now.before < BEFORE_WORDS)
        return false;
    if (p->kind == BLOCK_COMMENT && now.signs_after >= THREAD_SIGNS && now.before * 2 > now.after)
        return true;
    uint64_t percent = now.paragraphs_after <= 1 ? ALONE_PERCENT : AFTER_PERCENT;
    return now.after * 100 <= now.before * percent;
}

/* The first line that ends the story, or ps->count. */
static uint32_t find_end(const paragraph_array *ps)
{
    balance now = {0};
    for (uint32_t i = 0; i < ps->count; i++) {
        now.after += story_words(&ps->items[i]);
        now.paragraphs_after += text_is_story(&ps->items[i]);
        now.signs_after += ps->items[i].kind == BLOCK_COMMENT;
    }
    for (uint32_t i = 0; i < ps->count; i++) {
        const paragraph *p = &ps->items[i];
        now.before += story_words(p);
        now.after -= story_words(p);
        now.paragraphs_after -= text_is_story(p);
        now.signs_after -= p->kind == BLOCK_COMMENT;
        if (ends_story(p, now))
            return i;
    }
    return ps->count;
}

static void label_behind(paragraph_array *ps, uint32_t end)
{
    block_kind kind = BLOCK_PROSE;
    for (uint32_t i = end; i < ps->count; i++) {
        paragraph *p = &ps->items[i];
        if (p->force >= FURNITURE_LIST && !block_kind_kept(p->kind))
            kind = kind_behind(p);
        else if (block_kind_kept(p->kind) && p->kind != BLOCK_CREDIT)
            p->kind = kind;
    }
}

/* Titles without a period behind "Related articles" and the like. */
static void label_links(paragraph_array *ps)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < ps->count; i++) {
        paragraph *p = &ps->items[i];
        if (p->force == FURNITURE_LIST && !block_kind_kept(p->kind))
            left = LINKS_MAX;
        else if (block_kind_kept(p->kind) && (p->ends || p->words > LINK_WORDS))
            left = 0;
        else if (left > 0 && block_kind_kept(p->kind) && p->kind != BLOCK_CREDIT) {
            p->kind = BLOCK_PROMO;
            left--;
        }
    }
}

/* ---- Portraits of authors ------------------------------------------------------------ */

static bool has_word(str text, const str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_find_nocase(text, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* "Jane Doe is a reporter for the Post. Follow her ...": a name, "is", and a trade of
 * writers, beside something that only a page says of its own people. */
static bool is_portrait(str text)
{
    static const str verbs[] = {STR_INIT(" is "), STR_INIT(" are "), STR_INIT(" was "),
                                STR_INIT(" covers "), STR_INIT(" writes ")};
    static const str trades[] = {
        STR_INIT("columnist"),
        STR_INIT("editor"),
        STR_INIT("reporter"),
        STR_INIT("contributor"),
        STR_INIT("correspondent"),
        STR_INIT("staff writer"),
        STR_INIT("is the author of"),
        STR_INIT("freelance"),
        STR_INIT("contributing"),
        STR_INIT("is the host of"),
        STR_INIT("political commentator"),
        STR_INIT("senior writer"),
        STR_INIT("writes about"),
        STR_INIT("opinion writer"),
        STR_INIT("is a writer"),
        STR_INIT("covers "),
    };
    size_t start = 0;
    if (!utf8_is_upper(utf8_peek(text, 0))) /* a bullet or a dash */
        utf8_next(text, &start);
    text = str_trim(str_slice(text, start, text.len));
    str head = str_slice(text, 0, utf8_floor(text, 60));
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        size_t at = str_find(head, verbs[i], 0);
        if (at != SIZE_MAX && byline_is_name(str_slice(head, 0, at)))
            return has_word(str_slice(text, at, at + 160), trades,
                            sizeof trades / sizeof trades[0]);
    }
    return false;
}

static void label_portraits(paragraph_array *ps)
{
    uint32_t places = 0;
    for (uint32_t i = ps->count; i > 1 && places < PORTRAIT_PLACES; i--) {
        paragraph *p = &ps->items[i - 1];
        if (!block_kind_kept(p->kind) || p->kind == BLOCK_CREDIT)
            continue;
        places++;
        if (p->words <= PORTRAIT_WORDS && is_portrait(p->text))
            p->kind = BLOCK_BYLINE;
        else if (text_is_story(p))
            return; /* a portrait has no story below it */
    }
}

/* ---- Loose lines --------------------------------------------------------------------- */

/* Short lines between the story's last sentence and more furniture below. */
static void label_loose(paragraph_array *ps)
{
    bool furniture = false;
    for (uint32_t i = ps->count; i > 0; i--) {
        paragraph *p = &ps->items[i - 1];
        if (!block_kind_kept(p->kind)) {
            furniture = true;
            continue;
        }
        if (p->kind == BLOCK_CREDIT || p->kind == BLOCK_DATELINE)
            continue;
        if (text_is_story(p) || p->kind == BLOCK_HEADLINE || p->ends || p->item ||
            p->words > LOOSE_WORDS || i == 1)
            return;
        if (byline_is_name(p->text))
            p->kind = BLOCK_BYLINE;
        else if (furniture)
            p->kind = BLOCK_NAV;
    }
}

void text_label_end(paragraph_array *ps)
{
    label_links(ps);
    label_behind(ps, find_end(ps));
    label_portraits(ps);
    label_loose(ps);
}
