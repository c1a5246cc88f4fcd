/* markdown.c - a page as CommonMark: headings, nested lists, sources as code.
 *
 * Characters that could be read as markup are escaped, so that no report can make a link, an
 * image or HTML on the page.
 */
#include "base/utf8.h"
#include "record/page.h"

#include <ctype.h>
#include <string.h>

/* Long enough for a reader to know what was left out. */
enum { CUT = 100 };

/* Where a piece stands on its line: some marks mean something only at the start, and "12." or
 * "12)" only there too. */
typedef enum position { AT_START = 0, IN_NUMBER, INSIDE } position;

static bool must_escape(char byte, position position)
{
    if (byte == '\0')
        return false;
    if (strchr("\\`*_[]<>|~&", byte) != NULL)
        return true;
    return (position == AT_START && strchr("#+-=", byte) != NULL) ||
           (position == IN_NUMBER && strchr(".)", byte) != NULL);
}

static position behind(char byte, position position)
{
    return position != INSIDE && byte >= '0' && byte <= '9' ? IN_NUMBER : INSIDE;
}

static void put_escaped(page *page, str text, position *position)
{
    size_t done = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (must_escape(text.data[at], *position)) {
            sink_str(page->sink, str_slice(text, done, at));
            sink_text(page->sink, "\\");
            done = at;
        }
        *position = behind(text.data[at], *position);
    }
    sink_str(page->sink, str_slice(text, done, text.len));
}

/* Emphasis works only where its marks stand between white space and letters. */
static bool can_be_strong(str words)
{
    const char ends[] = {words.data[0], words.data[words.len - 1]};
    for (size_t i = 0; i < sizeof ends; i++)
        if (ends[i] > 0x20 && ends[i] < 0x7f && !isalnum((unsigned char)ends[i]))
            return false;
    return true;
}

/* White space stays outside of emphasis. */
static void put_piece(page *page, str text, page_style style, position *position)
{
    const str words = str_trim(text);
    const bool strong = style == PAGE_STRONG || style == PAGE_ALARM;
    const char *mark = strong && words.len > 0 && can_be_strong(words) ? "**" : "";
    if (words.len == 0) {
        sink_text(page->sink, text.len > 0 ? " " : "");
        return;
    }
    const size_t before = (size_t)(words.data - text.data);
    sink_text(page->sink, before > 0 ? " " : "");
    sink_text(page->sink, mark);
    put_escaped(page, words, position);
    sink_text(page->sink, mark);
    sink_text(page->sink, before + words.len < text.len ? " " : "");
}

static str cut(str text, size_t *room)
{
    size_t at = 0;
    for (; at<text.len && * room> 0; (*room)--)
        utf8_next(text, &at);
    return str_slice(text, 0, at);
}

static void put_pieces(page *page, const page_line *line, position *position)
{
    size_t room = line->kind == PAGE_CUT ? CUT : SIZE_MAX;
    for (uint32_t i = 0; i < line->pieces.count; i++) {
        const str clean = page_clean(page->scratch, line->pieces.items[i].text);
        const str text = cut(clean, &room);
        const bool heading = line->kind == PAGE_TITLE || line->kind == PAGE_HEADING;
        put_piece(page, text, heading ? PAGE_PLAIN : line->pieces.items[i].style, position);
        if (text.len < clean.len) {
            sink_text(page->sink, "…");
            return;
        }
    }
}

static void put_sources(page *page, const page_line *line)
{
    for (uint32_t i = 0; i < line->sources.count; i++) {
        sink_text(page->sink, " `");
        sink_str(page->sink, line->sources.items[i]);
        sink_text(page->sink, "`");
    }
}

static void put_table_head(page *page)
{
    if (page->last == PAGE_ROW && !page->after_section)
        return;
    sink_text(page->sink, "| ");
    sink_text(page->sink, page->columns[0]);
    sink_text(page->sink, " | ");
    sink_text(page->sink, page->columns[1]);
    sink_text(page->sink, " | source |\n|---|---|---|\n");
}

static bool is_list(page_kind kind)
{
    return kind == PAGE_ITEM || kind == PAGE_CUT;
}

static void put_start(page *page, const page_line *line)
{
    const bool goes_on = (is_list(line->kind) && is_list(page->last)) ||
                         (line->kind == PAGE_ROW && page->last == PAGE_ROW);
    if (page->begun && (!goes_on || page->after_section))
        sink_text(page->sink, "\n");
    switch (line->kind) {
    case PAGE_TITLE:
        sink_text(page->sink, "# ");
        break;
    case PAGE_HEADING:
        sink_text(page->sink, "### ");
        break;
    case PAGE_TEXT:
        break;
    case PAGE_ROW:
        put_table_head(page);
        sink_text(page->sink, "| ");
        break;
    case PAGE_ITEM:
    case PAGE_CUT:
        for (unsigned i = 1; i < line->depth; i++)
            sink_text(page->sink, "  ");
        sink_text(page->sink, "- ");
        break;
    }
}

static void write_section(page *page, const char *title)
{
    const str words = str_of(title);
    if (page->begun)
        sink_text(page->sink, "\n");
    sink_text(page->sink, "## ");
    sink_str(page->sink, str_slice(words, 0, 1));
    for (size_t i = 1; i < words.len; i++) {
        const char lower = (char)utf8_lower((uint32_t)words.data[i]);
        sink_str(page->sink, (str){&lower, 1});
    }
    sink_text(page->sink, "\n");
    page->begun = true;
    page->after_section = true;
}

static void write_line(page *page, const page_line *line)
{
    const bool row = line->kind == PAGE_ROW;
    position position = AT_START;
    put_start(page, line);
    if (line->label.len > 0) {
        put_piece(page, page_clean(page->scratch, line->label),
                  line->kind == PAGE_HEADING ? PAGE_PLAIN : PAGE_STRONG, &position);
        sink_text(page->sink, row ? " | " : ": ");
    }
    put_pieces(page, line, &position);
    sink_text(page->sink, row ? " |" : "");
    put_sources(page, line);
    sink_text(page->sink, row ? " |\n" : "\n");
    page->last = line->kind;
    page->after_section = false;
}

void markdown_write(record_sink *sink, arena *scratch, const readout_record *record,
                    readout_part part)
{
    static const page_face face = {write_section, write_line};
    page page = {.face = &face, .sink = sink, .scratch = scratch, .record = record};
    page_write(&page, part);
}
