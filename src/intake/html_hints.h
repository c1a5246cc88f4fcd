/* html_hints.h - what the names that a page's authors gave its parts say about them. */
#ifndef INTAKE_HTML_HINTS_H
#define INTAKE_HTML_HINTS_H

#include "intake/html.h"

typedef enum html_hint {
    HTML_HINT_NONE = 0,
    HTML_HINT_BODY,    /* the article's text, in so many words: itemprop="articleBody" */
    HTML_HINT_ARTICLE, /* a part that holds the article and more */
    HTML_HINT_HIDDEN,
    HTML_HINT_NAV,
    HTML_HINT_PROMO,
    HTML_HINT_LEGAL,
    HTML_HINT_BYLINE,
    HTML_HINT_COMMENT,
    HTML_HINT_CAPTION,
} html_hint;

/* The table as prepared for look-up. */
typedef struct html_hints {
    uint16_t first[27]; /* rows of the table by first letter; [26] is its end */
} html_hints;

void html_hints_init(html_hints *hints);

/* What element, role, class, id and the like of this element say. */
html_hint html_hint_of(const html_hints *hints, const html_tree *tree, uint32_t element);

#endif
