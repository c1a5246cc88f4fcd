/* text.c - a page for a terminal or a pipe.
 *
 *   |<------------------------------ width ------------------------------>|
 *   |<-- indent -->|label     |<------- text -------->|<- sources ------->|
 *                              wrapped under each other, and the
 *                              sources to the right of its end   [2:13]
 *
 * Words are put on the line one after the other (greedy); a word wider than the line is
 * broken. A source is never broken. Columns are those of the terminal: utf8_width.
 */
#include "base/utf8.h"
#include "record/page.h"

enum {
    WIDTH_DEFAULT = 80,
    WIDTH_MIN = 40,
    WIDTH_MAX = 1000,
    STEP = 2,        /* columns of indentation */
    MARGIN = 10,     /* kept free for sources at the right ... */
    MARGIN_FROM = 60 /* ... on lines at least this wide */
};

/* A word, or a part of one that has its own style. */
typedef struct word {
    str text;
    size_t width;
    page_style style;
    bool space; /* white space before it: the line may be broken here */
} word;

typedef array_of(word) word_array;

/* A line that is being written. */
typedef struct row {
    page *page;
    size_t left;   /* the column where text starts */
    size_t right;  /* the column where it must end */
    size_t column; /* where we are */
} row;

/* ---- Output --------------------------------------------------------------------------- */

static const char *const STYLE_CODES[] = {
    [PAGE_PLAIN] = "",         [PAGE_STRONG] = "\033[1m",  [PAGE_FAINT] = "\033[2m",
    [PAGE_ALARM] = "\033[31m", [PAGE_NOTICE] = "\033[33m",
};

static void put(page *page, page_style style, str text)
{
    const bool styled = page->color && style != PAGE_PLAIN;
    if (styled)
        sink_text(page->sink, STYLE_CODES[style]);
    sink_str(page->sink, text);
    if (styled)
        sink_text(page->sink, "\033[0m");
}

static void spaces(page *page, size_t count)
{
    static const char blank[] = "                                ";
    while (count > 0) {
        const size_t some = count < sizeof blank - 1 ? count : sizeof blank - 1;
        sink_str(page->sink, (str){blank, some});
        count -= some;
    }
}

static void new_row(row *row)
{
    sink_text(row->page->sink, "\n");
    spaces(row->page, row->left);
    row->column = row->left;
}

/* ---- Words ---------------------------------------------------------------------------- */

static void split(arena *arena, const page_piece *piece, bool *space, word_array *words)
{
    const str text = page_clean(arena, piece->text);
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, ' ', at);
        if (end == SIZE_MAX)
            end = text.len;
        if (end > at) {
            const str found = str_slice(text, at, end);
            *array_push(arena, words) = (word){found, utf8_width(found), piece->style, *space};
            *space = false;
        }
        if (end < text.len)
            *space = true;
        at = end + 1;
    }
}

static word_array words_of(arena *arena, const page_line *line)
{
    word_array words = {0};
    bool space = false;
    for (uint32_t i = 0; i < line->pieces.count; i++)
        split(arena, &line->pieces.items[i], &space, &words);
    return words;
}

/* The width of the word at `from` with all that hangs on it without a space. */
static size_t unit_width(const word_array *words, uint32_t from)
{
    size_t width = words->items[from].width;
    for (uint32_t i = from + 1; i < words->count && !words->items[i].space; i++)
        width += words->items[i].width;
    return width;
}

/* The bytes of `text` that fit into `room` columns; at least one character. */
static size_t fitting(str text, size_t room)
{
    size_t at = 0;
    size_t width = 0;
    while (at < text.len) {
        size_t next = at;
        utf8_next(text, &next);
        width += utf8_width(str_slice(text, at, next));
        if (width > room && at > 0)
            break;
        at = next;
    }
    return at;
}

static void put_word(row *row, const word *word)
{
    str rest = word->text;
    size_t width = word->width;
    while (row->column + width > row->right) {
        const size_t room = row->right > row->column ? row->right - row->column : 0;
        if (room == 0) {
            new_row(row);
            continue;
        }
        const size_t some = fitting(rest, room);
        put(row->page, word->style, str_slice(rest, 0, some));
        rest = str_slice(rest, some, rest.len);
        width = utf8_width(rest);
        if (rest.len == 0)
            return;
        new_row(row);
    }
    put(row->page, word->style, rest);
    row->column += width;
}

static void put_words(row *row, const word_array *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        const word *word = &words->items[i];
        if (i > 0 && word->space) {
            const size_t unit = unit_width(words, i);
            const bool fits = row->column + 1 + unit <= row->right;
            if (fits || unit > row->right - row->left) {
                put(row->page, PAGE_PLAIN, STR(" "));
                row->column++;
            } else {
                new_row(row);
            }
        }
        put_word(row, word);
    }
}

/* As many words as fit into one line with an ellipsis behind them, if it must be cut. */
static void put_cut(row *row, const word_array *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        const word *word = &words->items[i];
        const size_t space = i > 0 && word->space ? 1 : 0;
        const bool last = i + 1 == words->count;
        const size_t need = row->column + space + word->width + (last ? 0 : 2);
        if (need > row->right && row->right >= row->column + space + 2) {
            const size_t room = row->right - row->column - space - 1;
            spaces(row->page, space);
            const size_t some = utf8_floor(word->text, fitting(word->text, room));
            put(row->page, word->style, str_slice(word->text, 0, some));
            row->column += space + utf8_width(str_slice(word->text, 0, some));
        }
        if (need > row->right) {
            put(row->page, PAGE_FAINT, STR("…"));
            row->column++;
            return;
        }
        spaces(row->page, space);
        put(row->page, word->style, word->text);
        row->column += space + word->width;
    }
}

/* ---- Sources -------------------------------------------------------------------------- */

/* How many sources from `from` on fit into `room` columns, at least one, and their width. */
static uint32_t sources_fitting(const str_array *sources, uint32_t from, size_t room, size_t *width)
{
    uint32_t count = 1;
    *width = utf8_width(sources->items[from]);
    while (from + count < sources->count) {
        const size_t more = 1 + utf8_width(sources->items[from + count]);
        if (*width + more > room)
            break;
        *width += more;
        count++;
    }
    return count;
}

static void put_sources(row *row, const str_array *sources)
{
    const size_t width = row->page->width;
    size_t all = 0;
    for (uint32_t i = 0; i < sources->count; i++)
        all += utf8_width(sources->items[i]) + 1;
    if (sources->count > 0 && row->column + 1 + all > width)
        new_row(row);
    for (uint32_t i = 0; i < sources->count;) {
        size_t used;
        const size_t room = width - row->left;
        const uint32_t count = sources_fitting(sources, i, room, &used);
        if (i > 0)
            new_row(row);
        spaces(row->page, width > row->column + used ? width - row->column - used : 1);
        for (uint32_t j = 0; j < count; j++, i++) {
            if (j > 0)
                put(row->page, PAGE_PLAIN, STR(" "));
            put(row->page, PAGE_FAINT, sources->items[i]);
        }
    }
}

/* ---- The face ------------------------------------------------------------------------- */

static void write_section(page *page, const char *title)
{
    if (page->begun)
        sink_text(page->sink, "\n");
    put(page, PAGE_STRONG, str_of(title));
    sink_text(page->sink, "\n");
    page->begun = true;
    page->after_section = true;
}

static void put_label(row *row, const page_line *line)
{
    const str label = page_clean(row->page->scratch, line->label);
    const size_t width = utf8_width(label);
    put(row->page, line->label_style, label);
    row->column += width;
    row->left += line->label_width;
    if (row->column + 1 > row->left && width > 0) {
        spaces(row->page, 1);
        row->column++;
    } else {
        spaces(row->page, row->left - row->column);
        row->column = row->left;
    }
}

static void write_line(page *page, const page_line *line)
{
    const size_t indent = (size_t)line->depth * STEP;
    row row = {.page = page, .left = indent, .column = indent};
    row.right = page->width >= MARGIN_FROM ? page->width - MARGIN : page->width;
    const word_array words = words_of(page->scratch, line);
    const bool apart = line->kind == PAGE_HEADING || (line->kind == PAGE_TEXT && indent > 0);
    if (apart && page->begun && !page->after_section)
        sink_text(page->sink, "\n");
    spaces(page, indent);
    if (line->label_width > 0)
        put_label(&row, line);
    if (line->kind == PAGE_CUT)
        put_cut(&row, &words);
    else
        put_words(&row, &words);
    put_sources(&row, &line->sources);
    sink_text(page->sink, "\n");
    page->after_section = false;
}

void text_write(record_sink *sink, arena *scratch, const readout_record *record,
                const readout_view *view)
{
    static const page_face face = {write_section, write_line};
    unsigned width = view->width > 0 ? view->width : WIDTH_DEFAULT;
    width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
    page page = {.face = &face,
                 .sink = sink,
                 .scratch = scratch,
                 .record = record,
                 .width = width,
                 .claim = view->claim,
                 .color = view->color};
    page_write(&page, view->part);
}
