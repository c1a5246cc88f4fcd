/* Pages as arrays of nodes: bad markup, deep markup, all of it bounded. */
#include "html_page.h"
#include "intake/html.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STORY                                                                                      \
    "<p>The harbour bridge will stay closed until Friday, the port authority said on Tuesday.</p>" \
    "<p>Lorries are sent through the northern tunnel, which is 12 kilometres longer.</p>"

typedef struct built {
    memory memory;
    arena arena;
    str html;
    const html_tree *tree;
} built;

static void build_body(void *context)
{
    built *built = context;
    built->tree = html_tree_build(&built->arena, built->html);
}

static void build(built *built, str html)
{
    *built = (struct built){.html = html};
    arena_init(&built->arena, &built->memory);
    assert_true(memory_try(&built->memory, build_body, built));
}

static void nodes_lie_in_document_order(void **state)
{
    (void)state;
    built built;
    build(&built, STR("<html><body><p class='a b'>A <b>cat</b>.</p></body></html>"));
    static const html_tag TAGS[] = {HTML_HTML, HTML_BODY, HTML_P,   HTML_TEXT,
                                    HTML_B,    HTML_TEXT, HTML_TEXT};
    static const uint32_t ENDS[] = {7, 7, 7, 4, 6, 6, 7};
    assert_int_equal(built.tree->count, 7);
    for (uint32_t i = 0; i < 7; i++) {
        assert_int_equal(built.tree->nodes[i].tag, TAGS[i]);
        assert_int_equal(built.tree->nodes[i].end, ENDS[i]);
    }
    assert_int_equal(built.tree->nodes[5].parent, 4);
    assert_text(html_get(built.tree, 2, HTML_CLASS), "a b");
    assert_text(html_text(built.tree, 5), "cat");
    arena_finish(&built.arena);
}

static void unclosed_and_wrongly_closed_tags_are_read(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<div><p>The harbour bridge will stay closed, <b>the <i>port</b> authority"
                         "</i> said.<p>Lorries are sent through the northern tunnel, which is "
                         "longer.</section></div></div></td><p>Ferries run all night, says the "
                         "company."));
    assert_text(page.report.text,
                "The harbour bridge will stay closed, the port authority said.\n\nLorries are sent "
                "through the northern tunnel, which is longer.\n\nFerries run all night, says the "
                "company.");
    page_finish(&page);
}

static void a_page_may_end_anywhere(void **state)
{
    (void)state;
    static const char WHOLE[] =
        "<!DOCTYPE html><html lang=\"en\"><head><title>Bridge &amp; tunnel</title><script "
        "type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\"}</script>"
        "<style>p{}</style></head><body><!-- a --><div class=\"text\">" STORY
        "<svg><path/></svg><table><tr><td>a</td></tr></table></div></body></html>";
    for (size_t length = 0; length < sizeof WHOLE; length++) {
        char *copy = malloc(length + 1); /* so that a sanitizer sees reads behind the end */
        assert_non_null(copy);
        memcpy(copy, WHOLE, length);
        page page;
        page_read(&page, (str){copy, length});
        page_finish(&page);
        free(copy);
    }
}

static void nul_bytes_do_not_end_a_page(void **state)
{
    (void)state;
    page page;
    static const char HTML[] = "<body><p>The bridge\0stays closed, it is said, until Friday.</p>";
    page_read(&page, (str){HTML, sizeof HTML - 1});
    assert_text(page.report.text, "The bridge stays closed, it is said, until Friday.");
    page_finish(&page);
}

static str repeat(const char *before, const char *middle, const char *after, size_t times)
{
    size_t length = times * (strlen(before) + strlen(after)) + strlen(middle);
    char *text = malloc(length + 1), *at = text;
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, before);
    at = stpcpy(at, middle);
    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, after);
    return (str){text, length};
}

/* No timing here: a quadratic or recursive reader would run for minutes or crash. */
static void deep_nesting_is_flattened(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    static const char *const TAGS[][2] = {{"<div>", "</div>"},
                                          {"<b>", "</i>"},
                                          {"<ul><li>", ""},
                                          {"<table><tr><td>", ""},
                                          {"<font>", "</font>"}};
    for (size_t i = 0; i < sizeof TAGS / sizeof TAGS[0]; i++) {
        str html = repeat(TAGS[i][0], STORY, TAGS[i][1], DEEP);
        page page;
        page_read(&page, html);
        assert_true(page_says(&page, "The harbour bridge will stay closed"));
        assert_true(page_says(&page, "Lorries are sent"));
        page_finish(&page);
        free((void *)(uintptr_t)html.data);
    }
}

static void no_element_is_deeper_than_the_limit(void **state)
{
    (void)state;
    str html = repeat("<div>", "text", "</div>", 1000);
    built built;
    build(&built, html);
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < built.tree->count; i++) {
        uint32_t depth = 0;
        for (uint32_t up = i; up != HTML_NONE; up = built.tree->nodes[up].parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    assert_int_equal(deepest, INTAKE_DEPTH_MAX + 1); /* the text is one below */
    arena_finish(&built.arena);
    free((void *)(uintptr_t)html.data);
}

static void deep_json_ld_is_ignored(void **state)
{
    (void)state;
    str json = repeat("[", "1", "]", 100000);
    char *html = malloc(json.len + sizeof STORY + 100);
    assert_non_null(html);
    int length = snprintf(html, json.len + sizeof STORY + 100,
                          "<script type=application/ld+json>%.*s</script>%s", (int)json.len,
                          json.data, STORY);
    page page;
    page_read(&page, (str){html, (size_t)length});
    assert_true(page_says(&page, "The harbour bridge will stay closed"));
    page_finish(&page);
    free(html);
    free((void *)(uintptr_t)json.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_lie_in_document_order),
        cmocka_unit_test(unclosed_and_wrongly_closed_tags_are_read),
        cmocka_unit_test(a_page_may_end_anywhere),
        cmocka_unit_test(nul_bytes_do_not_end_a_page),
        cmocka_unit_test(deep_nesting_is_flattened),
        cmocka_unit_test(no_element_is_deeper_than_the_limit),
        cmocka_unit_test(deep_json_ld_is_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
