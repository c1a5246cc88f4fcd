/* fuzz_html.c - any UTF-8 as a page: the tree is well formed, and so is the report. Bytes that
 * are no UTF-8 become U+FFFD first, as html_read expects. */
#include "fuzz.h"
#include "intake/html.h"

static str make_valid(arena *arena, str bytes)
{
    buffer text = {.arena = arena};
    for (size_t at = 0; at < bytes.len;)
        buffer_add_codepoint(&text, utf8_next(bytes, &at));
    return buffer_str(&text);
}

static void check_tree(const html_tree *tree)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        const html_node *node = &tree->nodes[i];
        must(node->end > i && node->end <= tree->count);
        must(node->parent == HTML_NONE ||
             (node->parent < i && tree->nodes[node->parent].end >= node->end));
        if (node->tag == HTML_TEXT)
            must(utf8_valid(html_text(tree, i), NULL));
    }
}

static void read_page(void *context)
{
    fuzz_work *work = context;
    const str content = make_valid(&work->keep, work->input);
    report report = {0};
    check_tree(html_tree_build(&work->scratch, content));
    html_read(&work->keep, &work->scratch, content, &report);
    fuzz_check_report(&report, content);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_page, data, size);
}
