/* html_piece.c - cuts a page's text into pieces, judges each by itself.
 *
 *   <div><p>One, <b>two</b>.</p>three<br><br>four</div>   -->   "One, two." "three" "four"
 *
 * A piece ends where a block element starts or ends and at an empty line (two line breaks).
 * This is the "text block" of C. Kohlschuetter, P. Fankhauser, W. Nejdl, "Boilerplate
 * Detection using Shallow Text Features" (WSDM 2010), which shows that words per block and
 * link density tell most of story from furniture; how much a piece looks like a story is
 * made of those two, of punctuation, and of the markup around it (html_hints.c). */
#include "intake/html_piece.h"

#include <string.h>

/* ---- Cutting ----------------------------------------------------------------------- */

static uint16_t around_of(html_tag tag)
{
    switch (tag) {
    case HTML_H1:
        return IN_HEADING | IN_H1;
    case HTML_H2:
    case HTML_H3:
    case HTML_H4:
    case HTML_H5:
    case HTML_H6:
        return IN_HEADING;
    case HTML_LI:
    case HTML_DT:
    case HTML_DD:
        return IN_ITEM;
    case HTML_BLOCKQUOTE:
        return IN_QUOTE;
    case HTML_TABLE:
        return IN_TABLE;
    case HTML_HEADER:
        return IN_HEADER;
    case HTML_FIGURE:
        return IN_FIGURE;
    case HTML_P:
        return IN_PARAGRAPH;
    case HTML_ARTICLE:
        return IN_ARTICLE;
    default:
        return 0;
    }
}

/* A walk through the page. The stack holds the open elements, at most as many as the tree
 * is deep. */
typedef struct cutter {
    arena *arena;
    const html_tree *tree;
    array_of(html_piece) pieces;
    buffer chars; /* has room for all text from the start, so that it never moves */
    size_t start; /* of the piece that is being read */
    uint32_t first, node, link_words;
    unsigned breaks;  /* line breaks since the last text */
    uint32_t links;   /* links that are open */
    uint32_t row_end; /* of the table row whose cells are being joined */
    struct {
        uint32_t end;
        uint32_t block; /* the innermost block element */
        uint16_t around;
        bool link;
    } stack[INTAKE_DEPTH_MAX + 2];
    uint32_t depth;
} cutter;

/* Words of a text; a character of a script without spaces counts as half a word. */
static uint32_t count_words(str text)
{
    uint32_t words = 0, dense = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == ' ')
            inside = false;
        else if (c >= 0xe3 && c <= 0xe9)
            dense++;
        else if (!inside && (c >= 0xc3 || (c >= '0' && c <= '9') || (c | 0x20) >= 'a')) {
            inside = true;
            words++;
        }
    }
    return words + dense / 2;
}

static uint32_t count_commas(str text)
{
    uint32_t commas = 0;
    for (size_t i = 0; i < text.len; i++)
        commas += text.data[i] == ',';
    return commas;
}

/* Ends of sentences, behind which a closing quotation mark or bracket may stand. */
static bool ends_sentence(str text)
{
    static const str CLOSERS[] = {STR_INIT("\""), STR_INIT("'"), STR_INIT(")"), STR_INIT("]"),
                                  STR_INIT("”"),  STR_INIT("’"), STR_INIT("»"), STR_INIT("“")};
    static const str ENDS[] = {STR_INIT("."),  STR_INIT("!"),  STR_INIT("?"), STR_INIT(":"),
                               STR_INIT("…"),  STR_INIT("。"), STR_INIT("؟"), STR_INIT("।"),
                               STR_INIT("！"), STR_INIT("？"), STR_INIT(";")};
    for (size_t i = 0; i < sizeof CLOSERS / sizeof CLOSERS[0]; i++) {
        if (str_ends(text, CLOSERS[i])) {
            text = str_slice(text, 0, text.len - CLOSERS[i].len);
            i = SIZE_MAX; /* again from the first: ’” */
        }
    }
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++)
        if (str_ends(text, ENDS[i]))
            return true;
    return false;
}

static void finish_piece(cutter *cutter)
{
    str text = {cutter->chars.data + cutter->start, cutter->chars.len - cutter->start};
    text = str_trim(text);
    cutter->start = cutter->chars.len;
    cutter->breaks = 0;
    if (text.len > 0 && cutter->pieces.count < INTAKE_BLOCKS_MAX) {
        html_piece *piece = array_push(cutter->arena, &cutter->pieces);
        piece->text = text;
        piece->first = cutter->first;
        piece->node = cutter->node;
        piece->words = count_words(text);
        piece->link_words = cutter->link_words;
        piece->commas = count_commas(text);
        piece->ends = ends_sentence(text);
        piece->around = cutter->stack[cutter->depth].around;
    }
    cutter->link_words = 0;
}

static void add_text(cutter *cutter, uint32_t node)
{
    size_t before = cutter->chars.len;
    html_clean(&cutter->chars, html_text(cutter->tree, node));
    str added = {cutter->chars.data + before, cutter->chars.len - before};
    if (str_trim(added).len == 0)
        return;
    if (str_trim((str){cutter->chars.data + cutter->start, before - cutter->start}).len == 0) {
        cutter->first = node;
        cutter->node = cutter->stack[cutter->depth].block;
    }
    cutter->breaks = 0;
    if (cutter->links > 0)
        cutter->link_words += count_words(added);
}

/* A row of a table of data, which is read as one line: several cells, little text, nothing
 * but inline elements in the cells. */
static bool is_data_row(const html_tree *tree, uint32_t row)
{
    enum { ROW_TEXT = 400, ROW_NODES = 200 };
    const html_node *nodes = tree->nodes;
    uint32_t cells = 0, text = 0;
    if (nodes[row].end - row > ROW_NODES)
        return false;
    for (uint32_t i = row + 1; i < nodes[row].end; i++) {
        if (nodes[i].tag == HTML_TD || nodes[i].tag == HTML_TH)
            cells++;
        else if (nodes[i].tag == HTML_TEXT)
            text += nodes[i].length;
        else if (html_tag_is_block(nodes[i].tag) && nodes[i].tag != HTML_P)
            return false;
    }
    return cells >= 2 && text <= ROW_TEXT;
}

static void open_element(cutter *cutter, uint32_t index)
{
    const html_node *node = &cutter->tree->nodes[index];
    bool block = html_tag_is_block(node->tag);
    if (node->tag == HTML_TR && is_data_row(cutter->tree, index))
        cutter->row_end = node->end;
    else if (index < cutter->row_end && block) {
        html_clean(&cutter->chars, STR(" "));
        block = false;
    }
    if (block)
        finish_piece(cutter);
    bool link = node->tag == HTML_A && html_has(cutter->tree, index, HTML_HREF);
    cutter->links += link;
    uint16_t around = cutter->stack[cutter->depth].around;
    uint32_t outer = cutter->stack[cutter->depth].block;
    cutter->depth++;
    cutter->stack[cutter->depth].end = node->end;
    cutter->stack[cutter->depth].block = block ? index : outer;
    cutter->stack[cutter->depth].around = (uint16_t)(around | around_of(node->tag));
    cutter->stack[cutter->depth].link = link;
}

static void close_element(cutter *cutter)
{
    uint32_t block = cutter->stack[cutter->depth].block;
    if (block != cutter->stack[cutter->depth - 1].block)
        finish_piece(cutter);
    cutter->links -= cutter->stack[cutter->depth].link;
    cutter->depth--;
}

static void line_break(cutter *cutter)
{
    html_clean(&cutter->chars, STR(" "));
    if (++cutter->breaks >= 2)
        finish_piece(cutter);
}

html_pieces html_pieces_cut(arena *arena, const html_tree *tree)
{
    cutter *cutter = arena_new(arena, struct cutter);
    html_pieces pieces = {.before = arena_array(arena, uint32_t, (size_t)tree->count + 1)};
    size_t room = tree->length + tree->count + 1; /* br and cells add a space each */
    cutter->arena = arena;
    cutter->tree = tree;
    cutter->chars =
        (buffer){.arena = arena, .data = arena_array(arena, char, room), .capacity = room};
    cutter->stack[0].end = HTML_NONE;
    for (uint32_t i = 0; i < tree->count; i++) {
        while (cutter->stack[cutter->depth].end <= i)
            close_element(cutter);
        pieces.before[i] = cutter->pieces.count;
        html_tag tag = tree->nodes[i].tag;
        if (tag == HTML_TEXT)
            add_text(cutter, i);
        else if (tag == HTML_BR)
            line_break(cutter);
        else if (html_tag_is_silent(tag))
            i = tree->nodes[i].end - 1;
        else
            open_element(cutter, i);
    }
    while (cutter->depth > 0)
        close_element(cutter);
    finish_piece(cutter);
    pieces.items = cutter->pieces.items;
    pieces.count = cutter->pieces.count;
    uint32_t next = 0;
    for (uint32_t i = 0; i <= tree->count; i++) {
        while (next < pieces.count && pieces.items[next].first < i)
            next++;
        pieces.before[i] = next;
    }
    return pieces;
}

/* ---- Judging ----------------------------------------------------------------------- */

static bool is_junk(html_hint hint)
{
    return hint >= HTML_HINT_HIDDEN;
}

/* How much of a story a piece is by its words alone. Roughly the number of words that speak
 * for it, negative when they speak against it. */
static double prose_of(const html_piece *piece)
{
    double words = piece->words, links = piece->link_words;
    double density = words > 0 ? links / words : 1;
    if (density > 1)
        density = 1;
    if (piece->around & IN_HEADING)
        return density > 0.5 ? -2 : 0;
    if (density > 0.6)
        return -words < -20 ? -20 : -words;
    if (words >= 8 && (piece->ends || piece->commas > 0 || words >= 25))
        return words * (1 - density);
    if ((piece->around & IN_PARAGRAPH) && piece->ends && words >= 3)
        return words * (1 - density) * 0.7;
    if (piece->around & IN_TABLE)
        return 0;
    return words >= 4 ? 0 : -1;
}

/* The share of the page's prose that lies in an element, of `total`. */
static double share_of(const html_tree *tree, const html_pieces *pieces, const double *sums,
                       uint32_t element)
{
    uint32_t first = pieces->before[element], last = pieces->before[tree->nodes[element].end];
    double total = sums[pieces->count];
    return total > 0 ? (sums[last] - sums[first]) / total : 0;
}

/* Names can lie: what holds most of the page's prose is not furniture, except readers'
 * comments, which are often longer than the story; nor is what holds the headline and more. */
static bool believable(html_hint hint, double share, bool holds_title)
{
    double limit = hint == HTML_HINT_COMMENT ? 0.8 : hint == HTML_HINT_HIDDEN ? 0.4 : 0.3;
    return share < (holds_title ? 0.1 : limit);
}

static bool is_markup_only(const html_tree *tree, uint32_t node)
{
    html_tag tag = tree->nodes[node].tag;
    return tag == HTML_NAV || tag == HTML_FOOTER || tag == HTML_FORM || tag == HTML_BUTTON ||
           tag == HTML_SELECT || tag == HTML_FIGCAPTION || tag == HTML_ASIDE;
}

static bool is_link(const html_piece *piece)
{
    return piece->words >= 3 && piece->link_words * 10 >= piece->words * 8;
}

/* A heading that is a link, and a little text below it in one box: a pointer to another
 * story. The box is the largest element around the heading that holds no second heading. */
static void find_teasers(const html_tree *tree, html_pieces *pieces)
{
    enum { TEASER_WORDS = 120, BOXES_MAX = 4 };
    for (uint32_t i = 0; i < pieces->count; i++) {
        const html_piece *heading = &pieces->items[i];
        if (!(heading->around & IN_HEADING) || heading->around & IN_H1 || !is_link(heading))
            continue;
        uint32_t end = i + 1, box = heading->node;
        for (int level = 0; level < BOXES_MAX && tree->nodes[box].parent != HTML_NONE; level++) {
            box = tree->nodes[box].parent;
            uint32_t last = pieces->before[tree->nodes[box].end], words = 0;
            bool alone = pieces->before[box] + 3 >= i;
            for (uint32_t p = pieces->before[box]; p < last && alone && words <= TEASER_WORDS;
                 p++) {
                words += pieces->items[p].words;
                alone = p == i || !(pieces->items[p].around & IN_HEADING);
            }
            if (!alone || words > TEASER_WORDS)
                break;
            end = last;
        }
        for (uint32_t p = i; p < end; p++)
            if (pieces->items[p].hint == HTML_HINT_NONE) {
                pieces->items[p].hint = HTML_HINT_PROMO;
                pieces->items[p].root = box;
            }
    }
}

void html_pieces_judge(arena *scratch, const html_tree *tree, html_pieces *pieces, uint32_t title,
                       bool trust_names)
{
    html_hints hints;
    html_hints_init(&hints);
    double *sums = arena_array(scratch, double, (size_t)pieces->count + 1);
    for (uint32_t i = 0; i < pieces->count; i++) {
        html_piece *piece = &pieces->items[i];
        piece->prose = prose_of(piece);
        piece->hint = HTML_HINT_NONE;
        piece->root = HTML_NONE;
        sums[i + 1] = sums[i] + (piece->prose > 0 ? piece->prose : 0);
    }
    pieces->marks = arena_array(scratch, uint8_t, (size_t)tree->count + 1);
    for (uint32_t i = 0; i < tree->count;) {
        const html_node *node = &tree->nodes[i];
        if (node->tag == HTML_TEXT || pieces->before[i] == pieces->before[node->end]) {
            i = node->tag == HTML_TEXT ? i + 1 : node->end;
            continue;
        }
        html_hint hint = html_hint_of(&hints, tree, i);
        bool junk =
            is_junk(hint) && (trust_names || is_markup_only(tree, i)) &&
            believable(hint, share_of(tree, pieces, sums, i), title >= i && title < node->end);
        if (!junk) {
            pieces->marks[i++] = is_junk(hint) ? HTML_HINT_NONE : (uint8_t)hint;
            continue;
        }
        for (uint32_t p = pieces->before[i]; p < pieces->before[node->end]; p++) {
            pieces->items[p].hint = hint;
            pieces->items[p].root = i;
        }
        i = node->end;
    }
    find_teasers(tree, pieces);
}
