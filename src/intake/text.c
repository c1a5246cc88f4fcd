/* text.c - plain text to a report: see intake.h; text.h shows the steps.
 *
 * Input: UTF-8 and the runs that lead back to the original. Output: clean text with blocks,
 * runs from the clean text to the original, what was excluded, and what the text states of
 * itself (title, authors, dates).
 */
#include "intake/text.h"

#include "intake/byline.h"
#include "intake/inset.h"
#include "intake/intake.h"
#include "intake/stated.h"

enum { STATED_PARAGRAPHS = 20, SOURCE_WORDS = 8 };

typedef struct reader {
    arena *keep;
    arena *scratch;
    str content;
    const source_run_array *runs;
    uint32_t run; /* the first of `runs` that may still be needed */
    report *report;
    text_line_array lines;
    paragraph_array paragraphs;
    buffer text;
} reader;

/* ---- The way back -------------------------------------------------------------------- */

static uint32_t offset_of(const reader *self, str line)
{
    return (uint32_t)(line.data - self->content.data);
}

/* Notes that clean byte `text` and the following came from bytes [start, end) of the
 * converted content: through its runs, to the original. Calls go from front to back. */
static void add_runs(reader *self, uint32_t text, uint32_t start, uint32_t end)
{
    const source_run_array *runs = self->runs;
    while (self->run + 1 < runs->count && runs->items[self->run + 1].text <= start)
        self->run++;
    for (uint32_t i = self->run; i < runs->count && runs->items[i].text < end; i++) {
        const source_run *run = &runs->items[i];
        uint32_t from = run->text > start ? run->text : start;
        uint32_t to = run->text + run->length < end ? run->text + run->length : end;
        bool mark = run->length == 0 && run->text >= start;
        if (from >= to && !mark)
            continue;
        *array_push(self->keep, &self->report->runs) = (source_run){
            .text = text + (from - start),
            .source = run->source + (from - run->text),
            .length = mark ? 0 : to - from,
        };
    }
}

/* The bytes of the original behind [start, end) of the converted content. */
static void find_source(const reader *self, uint32_t start, uint32_t end, exclusion *exclusion)
{
    const report whole = {.text = self->content, .has_source = true, .runs = *self->runs};
    exclusion->has_source =
        report_source(&whole, start, end, &exclusion->source_start, &exclusion->source_end);
}

/* Where line number n (from 1) begins in the original; the first one at its first byte. */
static void find_line_starts(reader *self)
{
    const str content = self->content;
    uint32_t count = 1;
    for (size_t at = str_find_byte(content, '\n', 0); at < content.len;
         at = str_find_byte(content, '\n', at + 1))
        count += at + 1 < content.len;
    uint32_t *starts = arena_array(self->keep, uint32_t, count);
    uint32_t line = 1;
    for (size_t at = str_find_byte(content, '\n', 0); line < count;
         at = str_find_byte(content, '\n', at + 1)) {
        exclusion here = {0};
        find_source(self, (uint32_t)at + 1, (uint32_t)at + 2, &here);
        starts[line++] = here.source_start;
    }
    self->report->line_starts = starts;
    self->report->line_count = line;
}

/* ---- Clean text and exclusions ------------------------------------------------------- */

static void keep_piece(reader *self, str piece)
{
    const uint32_t start = offset_of(self, piece);
    add_runs(self, (uint32_t)self->text.len, start, start + (uint32_t)piece.len);
    buffer_add(&self->text, piece);
}

static void exclude_inset(reader *self, str inset)
{
    exclusion *exclusion = array_push(self->keep, &self->report->excluded);
    const uint32_t start = offset_of(self, inset);
    exclusion->kind = BLOCK_PROMO;
    exclusion->text = arena_str(self->keep, str_trim(inset));
    find_source(self, start, start + (uint32_t)inset.len, exclusion);
}

static void keep_line(reader *self, str line)
{
    size_t at = 0;
    size_t start;
    size_t end;
    while (inset_find(line, at, &start, &end)) {
        keep_piece(self, str_slice(line, at, start));
        exclude_inset(self, str_slice(line, start, end));
        at = end;
    }
    keep_piece(self, str_slice(line, at, line.len));
}

static void keep_paragraph(reader *self, const paragraph *p)
{
    report *report = self->report;
    if (self->text.len > 0)
        buffer_add(&self->text, STR("\n\n"));
    block *block = array_push(self->keep, &report->blocks);
    block->start = (uint32_t)self->text.len;
    block->kind = p->kind;
    for (uint32_t i = 0; i < p->line_count; i++) {
        str line = self->lines.items[p->first_line + i].text;
        if (i > 0 && !text_hyphenated(self->lines.items[p->first_line + i - 1].text, line))
            buffer_add_byte(&self->text, ' ');
        keep_line(self, line);
    }
    block->end = (uint32_t)self->text.len;
}

static void exclude_paragraph(reader *self, const paragraph *p)
{
    str first = self->lines.items[p->first_line].text;
    str last = self->lines.items[p->first_line + p->line_count - 1].text;
    exclusion *exclusion = array_push(self->keep, &self->report->excluded);
    exclusion->kind = p->kind;
    exclusion->text = arena_str(self->keep, p->text);
    find_source(self, offset_of(self, first), offset_of(self, last) + (uint32_t)last.len,
                exclusion);
}

static void write_out(reader *self)
{
    for (uint32_t i = 0; i < self->paragraphs.count; i++) {
        const paragraph *p = &self->paragraphs.items[i];
        if (block_kind_kept(p->kind))
            keep_paragraph(self, p);
        else
            exclude_paragraph(self, p);
    }
    /* A mark at the end, so that the last gap has one too. */
    if (self->report->runs.count > 0) {
        const source_run *last = &self->runs->items[self->runs->count - 1];
        *array_push(self->keep, &self->report->runs) =
            (source_run){(uint32_t)self->text.len, last->source + last->length, 0};
    }
    self->report->text = buffer_str(&self->text);
}

/* ---- What the text states of itself -------------------------------------------------- */

static void note_date(reader *self, report_date *into, date date, const char *what, str words)
{
    if (into->date.year != 0)
        return;
    into->date = date;
    into->basis = READOUT_BASIS_STATED;
    into->why = str_format(self->keep, "%s \"%.*s\"", what, STR_ARG(words));
}

static void read_stated(reader *self, const paragraph *p)
{
    date date;
    report *report = self->report;
    switch (stated_line(p->text, &date)) {
    case STATED_MODIFIED:
        if (date.year != 0)
            note_date(self, &report->modified, date, "line", p->text);
        return;
    case STATED_PUBLISHED:
    case STATED_DATE:
        if (date.year != 0)
            note_date(self, &report->published, date, "line", p->text);
        return;
    case STATED_DATELINE:
        if (date.year != 0)
            note_date(self, &report->published, date, "dateline", p->text);
        else if (report->published.why.len == 0)
            report->published.why =
                str_format(self->keep, "dateline \"%.*s\" has no year", STR_ARG(p->text));
        return;
    case STATED_NONE:
        return;
    }
}

/* "ROME, March 14 (Reuters) - Ministers met": no line of its own, so the story keeps it. */
static void read_dateline(reader *self, str text)
{
    date date;
    str dateline = stated_dateline(text);
    if (dateline.len == 0)
        return;
    if (stated_date(dateline, &date))
        note_date(self, &self->report->published, date, "dateline", dateline);
    else if (self->report->published.why.len == 0)
        self->report->published.why =
            str_format(self->keep, "dateline \"%.*s\" has no year", STR_ARG(dateline));
}

static void read_source_line(reader *self, const paragraph *p)
{
    report *report = self->report;
    if (report->outlet.len > 0 || p->words > SOURCE_WORDS ||
        !str_starts_nocase(p->text, STR("source:")))
        return;
    str name = str_trim(str_slice(p->text, 7, p->text.len));
    if (name.len > 0 && str_find(name, STR("://"), 0) == SIZE_MAX)
        report->outlet = arena_str(self->keep, name);
}

static void read_metadata(reader *self, uint32_t headline)
{
    report *report = self->report;
    const paragraph_array *ps = &self->paragraphs;
    bool given_authors = report->authors.count > 0;
    if (headline != UINT32_MAX && report->title.len == 0)
        report->title = arena_str(self->keep, ps->items[headline].text);
    bool story = false;
    for (uint32_t i = 0; i < ps->count; i++) {
        const paragraph *p = &ps->items[i];
        bool edge = i < STATED_PARAGRAPHS || i + STATED_PARAGRAPHS >= ps->count;
        if (p->kind == BLOCK_BYLINE && !given_authors && i < STATED_PARAGRAPHS &&
            (byline_is_line(p->text) || byline_is_name(p->text)))
            byline_authors(self->keep, p->text, &report->authors);
        if ((p->kind == BLOCK_BYLINE || p->kind == BLOCK_DATELINE) && edge)
            read_stated(self, p);
        if (p->kind == BLOCK_CREDIT)
            read_source_line(self, p);
        if (!story && p->kind == BLOCK_PROSE)
            read_dateline(self, p->text);
        story = story || text_is_story(p);
    }
}

void text_read(arena *keep, arena *scratch, str content, const source_run_array *runs,
               report *report)
{
    arena_mark mark = arena_save(scratch);
    reader self = {.keep = keep,
                   .scratch = scratch,
                   .content = content,
                   .runs = runs,
                   .report = report,
                   .text = {.arena = keep}};
    bool whole = text_split(scratch, content, &self.lines);
    text_join(scratch, &self.lines, &self.paragraphs);
    uint32_t headline = text_label(scratch, &self.paragraphs, report->title, report->outlet);
    report->has_source = true;
    write_out(&self);
    find_line_starts(&self);
    read_metadata(&self, headline);
    if (!whole)
        report_problem(keep, report,
                       str_format(keep, "more than %u lines; the rest was left out",
                                  (unsigned)INTAKE_BLOCKS_MAX));
    arena_restore(scratch, mark);
}
