/* text.c - one report of plain text that grows: the cost grows with it, however odd it is. */
#include "scale/scale.h"

static void make_news(scale_text *text, size_t size)
{
    for (size_t i = 0; text->length < size; i++)
        scale_add(text,
                  "The harbour office of Lindhaven closed pier %zu on %zu March 2021, said Tom "
                  "Reeve, who leads it.\n\"Nobody was hurt,\" Reeve told the Anner Echo, and he "
                  "denied that the\nwall had been too low.\n\n",
                  i, i % 28 + 1);
}

static void make_one_word(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "abcdefghijklmnopqrstuvwxyz0123456789");
}

static void make_one_line(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "the gate was locked and ");
}

static void make_quotes(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "\"");
}

static void make_curly_quotes(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "\xe2\x80\x9c");
}

static void make_open_quotes(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "\xe2\x80\x9cThe gate was locked, he said. ");
}

static void make_line_breaks(scale_text *text, size_t size)
{
    scale_add(text, "x");
    while (text->length < size)
        scale_add(text, "\n");
}

static void make_short_lines(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "a\n");
}

static void make_short_paragraphs(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "Gate closed\n\n");
}

static void make_stops(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, ".");
}

static void make_hyphens(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "a-");
}

static void make_said(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "said ");
}

static void make_names(scale_text *text, size_t size)
{
    for (size_t i = 0; text->length < size; i++)
        scale_add(text, "Anna Bell%zu met Carl Dorn%zu. ", i, i);
}

static void make_capitals(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "Anna Bell Carl ");
}

static void make_dates(scale_text *text, size_t size)
{
    for (size_t i = 0; text->length < size; i++)
        scale_add(text, "It was %zu March %zu. ", i % 28 + 1, 1900 + i % 120);
}

static void make_combining(scale_text *text, size_t size)
{
    while (text->length < size)
        scale_add(text, "\xcc\x81");
}

static void make_spaces(scale_text *text, size_t size)
{
    scale_add(text, "x");
    while (text->length < size)
        scale_add(text, " ");
    scale_add(text, "y");
}

static void make_broken(scale_text *text, size_t size)
{
    scale_add(text, "Zo\xc3\xab ");
    while (text->length < size)
        scale_add(text, "\xc3\xab\xff");
}

int main(void)
{
    static scale_case cases[] = {
        {"news", make_news, 1 << 13, READOUT_FORMAT_TEXT},
        {"one word", make_one_word, 1 << 17, READOUT_FORMAT_TEXT},
        {"one line", make_one_line, 1 << 13, READOUT_FORMAT_TEXT},
        {"quotation marks", make_quotes, 1 << 15, READOUT_FORMAT_TEXT},
        {"curly quotation marks", make_curly_quotes, 1 << 15, READOUT_FORMAT_TEXT},
        {"quotations that stay open", make_open_quotes, 1 << 13, READOUT_FORMAT_TEXT},
        {"line breaks", make_line_breaks, 1 << 19, READOUT_FORMAT_TEXT},
        {"short lines", make_short_lines, 1 << 13, READOUT_FORMAT_TEXT},
        {"short paragraphs", make_short_paragraphs, 1 << 13, READOUT_FORMAT_TEXT},
        {"full stops", make_stops, 1 << 15, READOUT_FORMAT_TEXT},
        {"hyphens", make_hyphens, 1 << 13, READOUT_FORMAT_TEXT},
        {"cues", make_said, 1 << 13, READOUT_FORMAT_TEXT},
        {"names", make_names, 1 << 13, READOUT_FORMAT_TEXT},
        {"capitals", make_capitals, 1 << 13, READOUT_FORMAT_TEXT},
        {"dates", make_dates, 1 << 13, READOUT_FORMAT_TEXT},
        {"combining marks", make_combining, 1 << 16, READOUT_FORMAT_TEXT},
        {"spaces", make_spaces, 1 << 19, READOUT_FORMAT_TEXT},
        {"broken UTF-8", make_broken, 1 << 15, READOUT_FORMAT_TEXT},
    };
    return scale_run(cases, sizeof cases / sizeof cases[0]);
}
