/* html_jsonld.h - what a page says of itself in JSON-LD (schema.org). */
#ifndef INTAKE_HTML_JSONLD_H
#define INTAKE_HTML_JSONLD_H

#include "intake/html.h"

typedef struct html_jsonld {
    str headline, published, modified, publisher, body, language;
    str_array authors;
} html_jsonld;

/* Strings lie in `scratch`, decoded and clean, the body with its line breaks. `title` is
 * what the page is called elsewhere: of several articles the one with that headline counts. */
html_jsonld html_jsonld_read(arena *scratch, const html_tree *tree, str title);

#endif
