/* html.c - reads a page: parse, metadata, body. See html.h. */
#include "intake/html.h"

void html_read(arena *keep, arena *scratch, str content, report *report)
{
    arena_mark mark = arena_save(scratch);
    const html_tree *tree = html_tree_build(scratch, content);
    html_meta meta = html_meta_read(keep, scratch, tree, report);
    html_body_read(keep, scratch, tree, &meta, report);
    arena_restore(scratch, mark);
}
