/* html_body.c - from the pieces of a page to the blocks of a report.
 *
 *   pieces --judge--> --container--> --label--> blocks, exclusions
 *
 * Inside the container a piece is kept unless its markup (html_hints.c), its words
 * (furniture_kind) or its neighbours speak against it; that neighbours decide about short
 * pieces is jusText's idea (J. Pomikalek, "Removing Boilerplate and Duplicate Content from
 * Web Corpora", 2011). What is not kept is listed in report->excluded. */
#include "base/map.h"
#include "intake/html_piece.h"
#include "intake/inset.h"

#include <string.h>

static block_kind kind_of_hint(html_hint hint)
{
    switch (hint) {
    case HTML_HINT_HIDDEN:
    case HTML_HINT_NAV:
        return BLOCK_NAV;
    case HTML_HINT_PROMO:
        return BLOCK_PROMO;
    case HTML_HINT_LEGAL:
        return BLOCK_LEGAL;
    case HTML_HINT_BYLINE:
        return BLOCK_BYLINE;
    case HTML_HINT_COMMENT:
        return BLOCK_COMMENT;
    case HTML_HINT_CAPTION:
        return BLOCK_CAPTION;
    default:
        return BLOCK_PROSE;
    }
}

static double link_density(const html_piece *piece)
{
    return piece->words > 0 ? (double)piece->link_words / piece->words : 0;
}

/* What a piece outside the story is when nothing names it. */
static block_kind stray_kind(const html_piece *piece)
{
    block_kind kind = furniture_kind(piece->text);
    if (!block_kind_kept(kind))
        return kind;
    return piece->words < 8 || link_density(piece) > 0.5 ? BLOCK_NAV : BLOCK_PROMO;
}

/* ---- Labels ------------------------------------------------------------------------ */

typedef struct labeller {
    const html_tree *tree;
    html_pieces *pieces;
    uint32_t first, last; /* the container's pieces */
    uint32_t begin, end;  /* from the first to behind the last sure piece of story */
    uint32_t title;       /* the piece that is the headline; pieces->count if there is none */
} labeller;

static bool is_anchor(const html_piece *piece)
{
    return piece->hint == HTML_HINT_NONE && piece->prose >= 4;
}

/* Text in a box of its own with a picture. */
static bool is_caption(const labeller *labeller, uint32_t piece)
{
    enum { BOXES = 3, WORDS_MAX = 70, NODES_MAX = 60 };
    const html_node *nodes = labeller->tree->nodes;
    const html_pieces *pieces = labeller->pieces;
    if (pieces->items[piece].around & IN_FIGURE)
        return true;
    uint32_t box = pieces->items[piece].node;
    for (int level = 0; level < BOXES && nodes[box].parent != HTML_NONE; level++) {
        box = nodes[box].parent;
        if (nodes[box].end - box > NODES_MAX || nodes[box].tag == HTML_BODY)
            return false;
        uint32_t words = 0;
        for (uint32_t p = pieces->before[box]; p < pieces->before[nodes[box].end]; p++)
            words += pieces->items[p].words;
        if (words > WORDS_MAX)
            return false;
        for (uint32_t i = box + 1; i < nodes[box].end; i++)
            if (nodes[i].tag == HTML_IMG)
                return true;
    }
    return false;
}

static block_kind label_inside(const labeller *labeller, uint32_t index)
{
    const html_piece *piece = &labeller->pieces->items[index];
    if (piece->hint != HTML_HINT_NONE)
        return kind_of_hint(piece->hint);
    block_kind kind = furniture_kind(piece->text);
    if (!block_kind_kept(kind))
        return kind;
    if (piece->around & IN_HEADING)
        return link_density(piece) > 0.5 ? BLOCK_PROMO : BLOCK_HEADLINE;
    if (link_density(piece) > 0.6 && piece->words > 0)
        return piece->around & IN_PARAGRAPH && piece->ends ? kind : BLOCK_PROMO;
    bool paragraph = (piece->around & IN_PARAGRAPH) && !(piece->around & IN_FIGURE);
    bool item = piece->around & (IN_ITEM | IN_TABLE);
    return !paragraph && !item && is_caption(labeller, index) ? BLOCK_CAPTION : kind;
}

/* Headings and lines that end in a colon lead to what follows; when that is not kept, as a
 * list of links, they go with it. */
static void drop_empty_leads(html_piece *pieces, uint32_t first, uint32_t last)
{
    enum { LEAD_WORDS = 7 };
    bool prose_follows = false;
    for (uint32_t i = last; i-- > first;) {
        html_piece *piece = &pieces[i];
        bool lead = piece->kind == BLOCK_HEADLINE ||
                    (piece->words <= LEAD_WORDS && str_ends(piece->text, STR(":")));
        if (block_kind_kept(piece->kind) && lead) {
            if (!prose_follows)
                piece->kind = BLOCK_PROMO;
        } else if (block_kind_kept(piece->kind)) {
            prose_follows = true;
        } else if (piece->kind != BLOCK_CAPTION && piece->kind != BLOCK_BYLINE) {
            prose_follows = false;
        }
    }
}

static uint32_t parent_of(const labeller *labeller, uint32_t piece)
{
    return labeller->tree->nodes[labeller->pieces->items[piece].node].parent;
}

/* A short piece before the first or behind the last sure one is story if it stands right
 * beside it, as a paragraph in the same box. */
static bool stands_beside(const labeller *labeller, uint32_t piece, uint32_t sure)
{
    const html_piece *items = labeller->pieces->items;
    return link_density(&items[piece]) < 0.3 && items[piece].words >= 2 &&
           (items[piece].around & (IN_PARAGRAPH | IN_ITEM)) != 0 &&
           (items[piece].node == items[sure].node ||
            parent_of(labeller, piece) == parent_of(labeller, sure));
}

static void trim_ends(labeller *labeller)
{
    html_piece *items = labeller->pieces->items;
    uint32_t begin = labeller->begin, end = labeller->end;
    while (begin > labeller->first && stands_beside(labeller, begin - 1, labeller->begin))
        begin--;
    while (end < labeller->last && stands_beside(labeller, end, labeller->end - 1))
        end++;
    for (uint32_t i = labeller->first; i < labeller->last; i++)
        if ((i < begin || i >= end) && block_kind_kept(items[i].kind))
            items[i].kind = stray_kind(&items[i]);
}

/* The standfirst stands between headline and body, often outside the body's element. */
static void keep_standfirst(labeller *labeller)
{
    enum { WORDS_MIN = 8, DISTANCE = 30 };
    html_piece *items = labeller->pieces->items;
    if (labeller->title >= labeller->begin || labeller->begin - labeller->title > DISTANCE)
        return;
    for (uint32_t i = labeller->title + 1; i < labeller->begin; i++) {
        html_piece *piece = &items[i];
        if (piece->hint == HTML_HINT_NONE && piece->words >= WORDS_MIN &&
            link_density(piece) < 0.3 && block_kind_kept(furniture_kind(piece->text)))
            piece->kind = is_caption(labeller, i) ? BLOCK_CAPTION : BLOCK_PROSE;
    }
}

/* The headline is given once, in front; and what is said twice is kept once. */
static void drop_repeats(arena *scratch, labeller *labeller, str title)
{
    enum { WORDS_MIN = 15 }; /* shorter ones are refrains: "Answer the question:" */
    html_pieces *pieces = labeller->pieces;
    map seen = {.arena = scratch};
    for (uint32_t i = 0; i < pieces->count; i++) {
        html_piece *piece = &pieces->items[i];
        if (str_equal_nocase(piece->text, title)) {
            piece->kind = BLOCK_REPEAT;
        } else if (!block_kind_kept(piece->kind)) {
            continue;
        } else if (piece->words >= WORDS_MIN && str_ends(piece->text, STR("."))) {
            uint32_t *times = map_put(&seen, piece->text);
            if (*times == MAP_NONE)
                *times = i;
            else
                piece->kind = BLOCK_REPEAT;
        }
    }
}

/* The piece that says the headline: the first h1 that does, else the first. */
static uint32_t find_title(const html_pieces *pieces, str title)
{
    uint32_t found = pieces->count;
    for (uint32_t i = 0; i < pieces->count && title.len > 0; i++) {
        if (!str_equal_nocase(pieces->items[i].text, title))
            continue;
        if (pieces->items[i].around & IN_H1)
            return i;
        if (found == pieces->count)
            found = i;
    }
    return found;
}

static void label(arena *scratch, labeller *labeller, str title)
{
    html_pieces *pieces = labeller->pieces;
    for (uint32_t i = 0; i < pieces->count; i++) {
        html_piece *piece = &pieces->items[i];
        if (i >= labeller->first && i < labeller->last)
            piece->kind = label_inside(labeller, i);
        else
            piece->kind =
                piece->hint != HTML_HINT_NONE ? kind_of_hint(piece->hint) : stray_kind(piece);
    }
    labeller->begin = labeller->first;
    labeller->end = labeller->last;
    while (labeller->begin < labeller->end && !is_anchor(&pieces->items[labeller->begin]))
        labeller->begin++;
    while (labeller->end > labeller->begin && !is_anchor(&pieces->items[labeller->end - 1]))
        labeller->end--;
    if (labeller->begin < labeller->end) {
        trim_ends(labeller);
        keep_standfirst(labeller);
    }
    drop_empty_leads(pieces->items, labeller->first, labeller->last);
    drop_repeats(scratch, labeller, title);
}

/* ---- Output ------------------------------------------------------------------------ */

static void add_block(arena *keep, report *report, buffer *text, str words, block_kind kind)
{
    if (text->len > 0)
        buffer_add(text, STR("\n\n"));
    block *block = array_push(keep, &report->blocks);
    block->start = (uint32_t)text->len;
    size_t at = 0;
    size_t start;
    size_t end;
    while (inset_find(words, at, &start, &end)) {
        buffer_add(text, str_slice(words, at, start));
        exclusion *exclusion = array_push(keep, &report->excluded);
        exclusion->kind = BLOCK_PROMO;
        exclusion->text = arena_str(keep, str_trim(str_slice(words, start, end)));
        at = end;
    }
    buffer_add(text, str_slice(words, at, words.len));
    block->end = (uint32_t)text->len;
    block->kind = kind;
}

/* Neighbours of one kind that belong together, such as the items of a menu, become one. */
static void add_excluded(arena *keep, arena *scratch, const html_pieces *pieces, uint32_t headline,
                         report *report)
{
    for (uint32_t i = 0; i < pieces->count;) {
        const html_piece *first = &pieces->items[i];
        if (block_kind_kept(first->kind) || i == headline) {
            i++;
            continue;
        }
        buffer joined = {.arena = scratch};
        uint32_t next = i;
        while (next < pieces->count && next != headline &&
               pieces->items[next].kind == first->kind && pieces->items[next].root == first->root) {
            if (joined.len > 0)
                buffer_add_byte(&joined, ' ');
            buffer_add(&joined, pieces->items[next++].text);
        }
        exclusion *exclusion = array_push(keep, &report->excluded);
        exclusion->kind = first->kind;
        exclusion->text = arena_str(keep, buffer_str(&joined));
        i = next;
    }
}

static uint32_t kept_words(const html_pieces *pieces)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < pieces->count; i++)
        if (block_kind_kept(pieces->items[i].kind))
            words += pieces->items[i].words;
    return words;
}

/* Is this piece a paragraph beside the container, left outside by wrongly closed tags? */
static bool is_beside(const labeller *labeller, uint32_t piece, uint32_t container)
{
    const html_piece *item = &labeller->pieces->items[piece];
    return item->hint == HTML_HINT_NONE && item->prose > 0 && item->ends &&
           (item->around & IN_PARAGRAPH) &&
           parent_of(labeller, piece) == labeller->tree->nodes[container].parent;
}

static void find_story(arena *scratch, const html_tree *tree, html_pieces *pieces, str title,
                       bool trust)
{
    labeller labeller = {.tree = tree, .pieces = pieces, .title = find_title(pieces, title)};
    uint32_t title_node = HTML_NONE;
    if (labeller.title < pieces->count)
        title_node = pieces->items[labeller.title].first;
    html_pieces_judge(scratch, tree, pieces, title_node, trust);
    uint32_t container = html_container(scratch, tree, pieces);
    labeller.first = pieces->before[container];
    labeller.last = pieces->before[tree->nodes[container].end];
    while (labeller.first > 0 && is_beside(&labeller, labeller.first - 1, container))
        labeller.first--;
    while (labeller.last < pieces->count && is_beside(&labeller, labeller.last, container))
        labeller.last++;
    label(scratch, &labeller, title);
}

/* The body as JSON-LD gives it, a block a line. */
static void add_given_body(arena *keep, arena *scratch, str body, buffer *text, report *report)
{
    for (str line; str_line(&body, &line) && report->blocks.count < INTAKE_BLOCKS_MAX;) {
        buffer words = {.arena = scratch};
        html_clean(&words, line);
        str clean = str_trim(buffer_str(&words));
        if (clean.len > 0)
            add_block(keep, report, text, clean, BLOCK_PROSE);
    }
}

/* Bylines that only the visible text has. */
static void add_authors(arena *keep, const html_pieces *pieces, report *report)
{
    enum { WORDS_MAX = 15 };
    for (uint32_t i = 0; i < pieces->count && report->authors.count == 0; i++) {
        const html_piece *piece = &pieces->items[i];
        if (piece->kind == BLOCK_BYLINE && piece->words <= WORDS_MAX &&
            str_starts_nocase(piece->text, STR("by ")))
            byline_authors(keep, piece->text, &report->authors);
    }
}

static uint32_t count_spaces(str text)
{
    uint32_t spaces = 0;
    for (size_t i = 0; i < text.len; i++)
        spaces += text.data[i] == ' ';
    return spaces;
}

static void note_problem(arena *keep, const html_tree *tree, report *report)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].tag == HTML_FRAMESET) {
            report_problem(keep, report, STR("no article text found: the page is made of frames"));
            return;
        }
    }
    report_problem(keep, report, STR("no article text found"));
}

void html_body_read(arena *keep, arena *scratch, const html_tree *tree, const html_meta *meta,
                    report *report)
{
    enum { FEW_WORDS = 40 };
    if (tree->count == 0) {
        note_problem(keep, tree, report);
        return;
    }
    html_pieces pieces = html_pieces_cut(scratch, tree);
    find_story(scratch, tree, &pieces, meta->title, true);
    uint32_t words = kept_words(&pieces);
    if (words < FEW_WORDS) {
        find_story(scratch, tree, &pieces, meta->title, false);
        words = kept_words(&pieces);
    }
    bool given = count_spaces(meta->article_body) > 2 * (words + FEW_WORDS / 2);
    buffer text = {.arena = keep};
    if (meta->title.len > 0 && (words > 0 || given))
        add_block(keep, report, &text, meta->title, BLOCK_HEADLINE);
    for (uint32_t i = 0; i < pieces.count; i++) {
        html_piece *piece = &pieces.items[i];
        if (given && block_kind_kept(piece->kind))
            piece->kind = BLOCK_REPEAT; /* says in part what JSON-LD says in full */
        if (block_kind_kept(piece->kind))
            add_block(keep, report, &text, piece->text, piece->kind);
    }
    if (given)
        add_given_body(keep, scratch, meta->article_body, &text, report);
    report->text = buffer_str(&text);
    uint32_t headline = find_title(&pieces, report->blocks.count > 0 ? meta->title : STR(""));
    add_excluded(keep, scratch, &pieces, headline, report);
    add_authors(keep, &pieces, report);
    if (words == 0 && !given)
        note_problem(keep, tree, report);
}
