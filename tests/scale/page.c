/* page.c - one HTML page that grows: the cost grows with it, however it is nested or broken. */
#include "scale/scale.h"

static void make_page(scale_text *text, size_t size)
{
    scale_add(text, "<html><head><title>Gate closed</title></head><body><article>");
    for (size_t i = 0; text->length < size; i++)
        scale_add(text,
                  "<p>The harbour office <a href=\"/%zu\">closed the gate</a> on Monday, said Tom "
                  "Reeve.</p><div class=\"share\">Share</div>\n",
                  i);
}

static void make_deep(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "<div>");
    scale_add(text, "The gate was closed.");
    for (size_t i = 0; i < size; i++)
        scale_add(text, "</div>");
}

static void make_deep_inline(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "<b><i>x");
}

static void make_deep_tables(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "<table><tr><td>x");
}

static void make_deep_lists(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "<ul><li>x");
}

static void make_stray_ends(scale_text *text, size_t size)
{
    scale_add(text, "<p>x");
    for (size_t i = 0; i < size; i++)
        scale_add(text, "</b></i></div>");
}

static void make_less_than(scale_text *text, size_t size)
{
    scale_add(text, "<p>");
    while (text->length < size)
        scale_add(text, "<");
}

static void make_open_comments(scale_text *text, size_t size)
{
    scale_add(text, "<p>x");
    while (text->length < size)
        scale_add(text, "<!--");
}

static void make_open_scripts(scale_text *text, size_t size)
{
    scale_add(text, "<p>x");
    while (text->length < size)
        scale_add(text, "<script>");
}

static void make_ampersands(scale_text *text, size_t size)
{
    scale_add(text, "<p>");
    while (text->length < size)
        scale_add(text, "&");
}

static void make_attributes(scale_text *text, size_t size)
{
    scale_add(text, "<p ");
    for (size_t i = 0; text->length < size; i++)
        scale_add(text, "a%zu=%zu ", i, i);
    scale_add(text, ">x");
}

static void make_links(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "<li><a href=/>News</a>");
}

static void make_json_ld(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
                        "\"headline\":\"Gate closed\"}</script>");
    scale_add(text, "<p>The gate was closed.");
}

static void make_short_blocks(scale_text *text, size_t size)
{
    for (size_t i = 0; text->length < size; i++)
        scale_add(text, "<p>Gate %zu</p>", i);
}

int main(void)
{
    static scale_case cases[] = {
        {"page", make_page, 1 << 14, READOUT_FORMAT_HTML},
        {"nested boxes", make_deep, 25000, READOUT_FORMAT_HTML},
        {"nested bold", make_deep_inline, 25000, READOUT_FORMAT_HTML},
        {"nested tables", make_deep_tables, 25000, READOUT_FORMAT_HTML},
        {"nested lists", make_deep_lists, 25000, READOUT_FORMAT_HTML},
        {"stray end tags", make_stray_ends, 50000, READOUT_FORMAT_HTML},
        {"<", make_less_than, 1 << 16, READOUT_FORMAT_HTML},
        {"comments that stay open", make_open_comments, 1 << 16, READOUT_FORMAT_HTML},
        {"scripts that stay open", make_open_scripts, 1 << 16, READOUT_FORMAT_HTML},
        {"&", make_ampersands, 1 << 16, READOUT_FORMAT_HTML},
        {"attributes", make_attributes, 1 << 15, READOUT_FORMAT_HTML},
        {"links", make_links, 1 << 15, READOUT_FORMAT_HTML},
        {"JSON-LD", make_json_ld, 1 << 16, READOUT_FORMAT_HTML},
        {"short paragraphs", make_short_blocks, 1 << 14, READOUT_FORMAT_HTML},
    };
    return scale_run(cases, sizeof cases / sizeof cases[0]);
}
