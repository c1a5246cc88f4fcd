/* html_piece.h - a page's text cut into pieces: paragraphs, list items, table cells. */
#ifndef INTAKE_HTML_PIECE_H
#define INTAKE_HTML_PIECE_H

#include "intake/html.h"
#include "intake/html_hints.h"

/* What a piece lies in: bits of html_piece.around. */
enum {
    IN_HEADING = 1 << 0,
    IN_ITEM = 1 << 1,  /* li, dt, dd */
    IN_QUOTE = 1 << 2, /* blockquote */
    IN_TABLE = 1 << 3,
    IN_HEADER = 1 << 4,
    IN_FIGURE = 1 << 5,
    IN_PARAGRAPH = 1 << 6, /* p */
    IN_ARTICLE = 1 << 7,
    IN_H1 = 1 << 8
};

typedef struct html_piece {
    uint32_t node;  /* the innermost block element around its first character */
    uint32_t first; /* its first text node */
    str text;       /* clean, never empty */
    uint32_t words;
    uint32_t link_words; /* words inside links */
    uint32_t commas;
    uint16_t around;
    bool ends;      /* as a sentence does */
    html_hint hint; /* why it is no story, by markup; HTML_HINT_NONE if nothing says so */
    uint32_t root;  /* the element that gave the hint, or HTML_NONE */
    double prose;   /* how much it looks like the story: > 0 for, < 0 against */
    block_kind kind;
} html_piece;

typedef struct html_pieces {
    html_piece *items;
    uint32_t count;
    uint32_t *before; /* before[i]: pieces that start before node i; tree->count + 1 items */
    uint8_t *marks;   /* marks[i]: HTML_HINT_BODY or _ARTICLE of node i, else none */
} html_pieces;

html_pieces html_pieces_cut(arena *arena, const html_tree *tree);

/* Sets hint, root and prose of every piece. `title` is the node of the headline or HTML_NONE;
 * `trust_names` false leaves out class and id. */
void html_pieces_judge(arena *scratch, const html_tree *tree, html_pieces *pieces, uint32_t title,
                       bool trust_names);

/* The element that holds the story. */
uint32_t html_container(arena *scratch, const html_tree *tree, const html_pieces *pieces);

#endif
