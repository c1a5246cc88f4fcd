/* page.c - putting lines of a page together; see page.h. */
#include "record/page.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

void page_section(page *page, const char *title)
{
    page->face->section(page, title);
}

void page_columns(page *page, const char *label, const char *text)
{
    page->columns[0] = label;
    page->columns[1] = text;
}

void page_begin(page *page, page_kind kind, unsigned depth)
{
    page->mark = arena_save(page->scratch);
    page->line = (page_line){.kind = kind, .depth = depth};
}

void page_label(page *page, str label, page_style style, unsigned width)
{
    page->line.label = label;
    page->line.label_style = style;
    page->line.label_width = width;
}

void page_add(page *page, page_style style, str text)
{
    if (text.len == 0)
        return;
    page_piece *piece = array_push(page->scratch, &page->line.pieces);
    *piece = (page_piece){text, style};
}

void page_format(page *page, page_style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length <= 0)
        return;
    char *text = arena_array(page->scratch, char, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    page_add(page, style, (str){text, (size_t)length});
}

void page_end(page *page)
{
    page->face->line(page, &page->line);
    page->begun = true;
    arena_restore(page->scratch, page->mark);
}

/* ---- Sources -------------------------------------------------------------------------- */

/* Each source is named once. Many sources are sorted by report, so that looking back a few is
 * enough to find the same line again. */
static void add_source(page *page, str source)
{
    enum { LOOK_BACK = 8 };
    const uint32_t count = page->line.sources.count;
    for (uint32_t i = count; i > 0 && i + LOOK_BACK > count; i--)
        if (str_equal(page->line.sources.items[i - 1], source))
            return;
    *array_push(page->scratch, &page->line.sources) = source;
}

void page_source(page *page, readout_span span)
{
    if (span.report >= page->record->reports_count)
        return;
    const uint32_t line = readout_record_line(page->record, span);
    if (line > 0)
        add_source(page,
                   str_format(page->scratch, "[%" PRIu32 ":%" PRIu32 "]", span.report + 1, line));
    else
        add_source(page, str_format(page->scratch, "[%" PRIu32 "@%" PRIu32 "]", span.report + 1,
                                    span.start));
}

void page_source_report(page *page, uint32_t report)
{
    add_source(page, str_format(page->scratch, "[%" PRIu32 "]", report + 1));
}

void page_source_excluded(page *page, uint32_t excluded)
{
    const readout_excluded *piece = &page->record->excluded[excluded];
    const uint32_t line =
        piece->has_source ? record_line_of_source(page->record, piece->report, piece->source_start)
                          : 0;
    if (line > 0)
        add_source(page,
                   str_format(page->scratch, "[%" PRIu32 ":%" PRIu32 "]", piece->report + 1, line));
    else
        page_source_report(page, piece->report);
}

/* ---- Cleaning ------------------------------------------------------------------------- */

/* U+202A..202E and U+2066..2069: they can make a line look like another one. */
static bool turns_direction(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool must_change(str text, size_t at, size_t next, uint32_t c)
{
    if (c < 0x80)
        return c < 0x20 || c == 0x7f;
    return turns_direction(c) || utf8_is_control(c) || utf8_is_space(c) ||
           (c == UTF8_REPLACEMENT && next == at + 1 && text.len > 0);
}

static void clean_character(buffer *out, uint32_t c)
{
    if (c == UTF8_REPLACEMENT)
        buffer_add_codepoint(out, c);
    else if (utf8_is_space(c))
        buffer_add_byte(out, ' ');
    else if (c < 0x80)
        buffer_format(out, "\\x%02" PRIx32, c);
    else
        buffer_format(out, "\\u%04" PRIx32, c);
}

str page_clean(arena *arena, str text)
{
    buffer out = {.arena = arena};
    size_t done = 0;
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        const uint32_t c = utf8_next(text, &next);
        if (must_change(text, at, next, c)) {
            buffer_add(&out, str_slice(text, done, at));
            clean_character(&out, c);
            done = next;
        }
        at = next;
    }
    if (done == 0)
        return text;
    buffer_add(&out, str_slice(text, done, text.len));
    return buffer_str(&out);
}
