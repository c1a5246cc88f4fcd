/* html.h - shared by the html*.c files: the page as an array of nodes, what is read from it.
 *
 *   <body><p>A <b>cat</b>.</p></body>
 *
 *   index  0     1   2     3   4      5
 *   node   body  p   "A "  b   "cat"  "."      in document order; the nodes below node i
 *   end    6     6   3     5   5      6        are i+1 .. end-1, so that a walk over any
 *   parent -     0   1     1   3      1        part of the page is a loop over a range
 */
#ifndef INTAKE_HTML_H
#define INTAKE_HTML_H

#include "intake/intake.h"

/* Names that the reader knows; the table is in html_tree.c, in the same order. */
typedef enum html_tag {
    HTML_OTHER = 0,
    HTML_TEXT,
    HTML_A,
    HTML_ABBR,
    HTML_ADDRESS,
    HTML_AMP_AD,
    HTML_ARTICLE,
    HTML_ASIDE,
    HTML_AUDIO,
    HTML_B,
    HTML_BASE,
    HTML_BLOCKQUOTE,
    HTML_BODY,
    HTML_BR,
    HTML_BUTTON,
    HTML_CANVAS,
    HTML_CAPTION,
    HTML_CENTER,
    HTML_CITE,
    HTML_CODE,
    HTML_DD,
    HTML_DETAILS,
    HTML_DIALOG,
    HTML_DIR,
    HTML_DIV,
    HTML_DL,
    HTML_DT,
    HTML_EM,
    HTML_EMBED,
    HTML_FIELDSET,
    HTML_FIGCAPTION,
    HTML_FIGURE,
    HTML_FONT,
    HTML_FOOTER,
    HTML_FORM,
    HTML_FRAMESET,
    HTML_H1,
    HTML_H2,
    HTML_H3,
    HTML_H4,
    HTML_H5,
    HTML_H6,
    HTML_HEAD,
    HTML_HEADER,
    HTML_HR,
    HTML_HTML,
    HTML_I,
    HTML_IFRAME,
    HTML_IMG,
    HTML_INPUT,
    HTML_LABEL,
    HTML_LEGEND,
    HTML_LI,
    HTML_LINK,
    HTML_MAIN,
    HTML_MAP,
    HTML_MATH,
    HTML_MENU,
    HTML_META,
    HTML_NAV,
    HTML_NOEMBED,
    HTML_NOFRAMES,
    HTML_NOSCRIPT,
    HTML_OBJECT,
    HTML_OL,
    HTML_OPTGROUP,
    HTML_OPTION,
    HTML_P,
    HTML_PARAM,
    HTML_PICTURE,
    HTML_PRE,
    HTML_Q,
    HTML_RP,
    HTML_RT,
    HTML_S,
    HTML_SCRIPT,
    HTML_SECTION,
    HTML_SELECT,
    HTML_SMALL,
    HTML_SOURCE,
    HTML_SPAN,
    HTML_STRONG,
    HTML_STYLE,
    HTML_SUB,
    HTML_SUMMARY,
    HTML_SUP,
    HTML_SVG,
    HTML_TABLE,
    HTML_TBODY,
    HTML_TD,
    HTML_TEMPLATE,
    HTML_TEXTAREA,
    HTML_TFOOT,
    HTML_TH,
    HTML_THEAD,
    HTML_TIME,
    HTML_TITLE,
    HTML_TR,
    HTML_TRACK,
    HTML_U,
    HTML_UL,
    HTML_VIDEO,
    HTML_WBR
} html_tag;

typedef enum html_attribute {
    HTML_CLASS = 0,
    HTML_ID,
    HTML_ROLE,
    HTML_ITEMPROP,
    HTML_HREF,
    HTML_REL,
    HTML_NAME,
    HTML_PROPERTY,
    HTML_CONTENT,
    HTML_DATETIME,
    HTML_TYPE,
    HTML_INLINE_STYLE,
    HTML_HIDDEN,
    HTML_ARIA_HIDDEN,
    HTML_ARIA_LABEL,
    HTML_LANG,
    HTML_PUBDATE,
    HTML_HTTP_EQUIV,
    HTML_DATA_COMPONENT,
    HTML_DATA_TESTID,
    HTML_ATTRIBUTES
} html_attribute;

#define HTML_NONE UINT32_MAX

typedef struct html_value {
    html_attribute name;
    uint32_t start; /* of the value in chars */
    uint32_t length;
} html_value;

typedef struct html_node {
    html_tag tag;
    uint32_t parent;
    uint32_t end;    /* one behind its last descendant */
    uint32_t start;  /* text: where it is in chars; element: its first value */
    uint32_t length; /* text: bytes; element: how many values */
} html_node;

/* A page. Lives in malloc'd memory that an arena releases. */
typedef struct html_tree {
    html_node *nodes;
    uint32_t count;
    html_value *values;
    uint32_t value_count;
    char *chars; /* all text and attribute values, entities resolved */
    size_t length;
} html_tree;

/* Parses a page. Anything is a page; elements deeper than INTAKE_DEPTH_MAX are left out but
 * their text stays. */
const html_tree *html_tree_build(arena *arena, str content);

bool html_tag_is_block(html_tag tag);
bool html_tag_is_silent(html_tag tag); /* what is in it is not for readers: script, style */

str html_text(const html_tree *tree, uint32_t text_node);
str html_get(const html_tree *tree, uint32_t element, html_attribute name); /* "" if absent */
bool html_has(const html_tree *tree, uint32_t element, html_attribute name);

/* Adds text as readers see it: white space collapsed to one space (none at the start of the
 * buffer), zero-width characters and soft hyphens dropped. */
void html_clean(buffer *buffer, str raw);

/* All the text below an element, cleaned and trimmed; at most `limit` bytes of it. */
str html_inner(arena *arena, const html_tree *tree, uint32_t element, size_t limit);

/* What html_meta.c found. Strings are clean and lie in the arena that it was given. */
typedef struct html_meta {
    str title;
    str article_body; /* of the JSON-LD, for the body finder; may hold line breaks */
} html_meta;

/* Fills title, outlet, authors, dates, url and language of the report from what the page
 * says of itself to machines. */
html_meta html_meta_read(arena *keep, arena *scratch, const html_tree *tree, report *report);

/* Fills text, blocks and excluded, and whatever of authors and dates only the visible text
 * tells. `meta` is what the machine-readable part said. */
void html_body_read(arena *keep, arena *scratch, const html_tree *tree, const html_meta *meta,
                    report *report);

#endif
