/* brief.c - what is on the page: the parts of the record and their lines. Statements and
 * quotations are in said.c.
 *
 * Every line that says something of a report ends with its source. What the page adds in words
 * of its own is little and plain: it shows evidence, it does not judge.
 */
#include "record/brief.h"

#include "record/label.h"

#include <inttypes.h>
#include <string.h>

enum {
    DEPTH_MAX = 4,    /* of copies of copies */
    DEPTH_REPORT = 2, /* steps from a report to what is said of it */
    LABEL_NUMBER = 4,
    LABEL_DATE = 14,
    LABEL_BAR = 21
};

/* ---- Head ----------------------------------------------------------------------------- */

/* Where a report's title stands in its text; not there if it stands only in its metadata. */
static readout_span title_span(const readout_record *record, uint32_t report)
{
    enum { SENTENCES_LOOKED_AT = 5 };
    const readout_report *it = &record->reports[report];
    for (uint32_t i = 0; i < it->sentence_count && i < SENTENCES_LOOKED_AT; i++) {
        const readout_span span = record->sentences[it->first_sentence + i].span;
        const str words = readout_record_text(record, span);
        if (words.len > 0 && (str_starts(it->title, words) || str_starts(words, it->title)))
            return span;
    }
    return (readout_span){READOUT_NONE, 0, 0};
}

static void add_title(page *page, page_style style, uint32_t report)
{
    const readout_span span = title_span(page->record, report);
    page_add(page, style, page->record->reports[report].title);
    if (span.report != READOUT_NONE)
        page_source(page, span);
    else
        page_source_report(page, report);
}

static void count_line(const brief *brief)
{
    page *page = brief->page;
    const uint32_t count = page->record->reports_count;
    const uint32_t folded = brief->fold.copies;
    const uint32_t gone = folded + brief->fold.unread;
    const uint32_t kept = count > gone ? count - gone : 0;
    page_begin(page, PAGE_TEXT, 0);
    page_format(page, PAGE_PLAIN, "%" PRIu32 " document%s", count, count == 1 ? "" : "s");
    if (folded > 0)
        page_format(page, PAGE_PLAIN,
                    ", %" PRIu32 " report%s once copies are folded; %" PRIu32 " %s", kept,
                    kept == 1 ? "" : "s", folded, folded == 1 ? "copy" : "copies");
    else if (count > 1)
        page_add(page, PAGE_PLAIN, STR("; none was found to be a copy of another"));
    if (brief->fold.unread > 0)
        page_format(page, PAGE_ALARM, "; %" PRIu32 " could not be read", brief->fold.unread);
    page_add(page, PAGE_PLAIN, STR("."));
    page_end(page);
}

static void legend(page *page)
{
    page_begin(page, PAGE_TEXT, 0);
    page_add(page, PAGE_FAINT,
             STR("Sources: [2:13] is report 2, line 13 of its file; [2@1204] is report 2, byte "
                 "1204 of its clean text; [2] is the report itself."));
    page_end(page);
}

static void write_head(const brief *brief)
{
    page *page = brief->page;
    const uint32_t leading = leading_report(brief->page->record, &brief->fold);
    if (leading != READOUT_NONE && brief->part == READOUT_PART_BRIEF) {
        page_begin(page, PAGE_TITLE, 0);
        add_title(page, PAGE_STRONG, leading);
        page_end(page);
    }
    count_line(brief);
    legend(page);
}

/* ---- Reports -------------------------------------------------------------------------- */

const char *brief_copy_words(readout_copy_kind kind)
{
    static const char *const words[] = {
        [READOUT_COPY_VERBATIM] = "a verbatim copy",
        [READOUT_COPY_EDITED] = "an edited copy",
        [READOUT_COPY_PARAPHRASE] = "a paraphrased copy",
    };
    return words[kind];
}

/* Its number, name and path, and what it copies. */
static void report_heading(const brief *brief, uint32_t at, page_kind kind, unsigned depth)
{
    page *page = brief->page;
    const readout_report *report = &page->record->reports[at];
    const str name = report_name(report);
    const uint32_t copy = brief->fold.copy[at];
    page_begin(page, kind, depth);
    page_label(page, str_format(page->scratch, "%" PRIu32, at + 1), PAGE_STRONG, LABEL_NUMBER);
    page_add(page, PAGE_STRONG, name);
    if (!str_ends(report->path, name)) {
        page_add(page, PAGE_FAINT, STR(", "));
        page_add(page, PAGE_FAINT, report->path);
    }
    if (copy != READOUT_NONE) {
        page_add(page, PAGE_FAINT, STR(": "));
        page_format(page, PAGE_ALARM, "%s of %" PRIu32,
                    brief_copy_words(page->record->copies[copy].kind),
                    page->record->copies[copy].of + 1);
    }
    page_source_report(page, at);
    page_end(page);
}

static const char *const BASIS_WORDS[] = {
    [READOUT_BASIS_NONE] = "",
    [READOUT_BASIS_STATED] = "stated",
    [READOUT_BASIS_METADATA] = "from its metadata",
    [READOUT_BASIS_URL] = "from its address",
    [READOUT_BASIS_INFERRED] = "inferred",
};

static void date_line(page *page, uint32_t at, const char *what, const readout_date *date,
                      unsigned depth)
{
    page_begin(page, PAGE_ITEM, depth);
    page_add(page, PAGE_PLAIN, str_of(what));
    if (date->precision == READOUT_PRECISION_NONE && date->earliest.len > 0) {
        page_add(page, PAGE_PLAIN, STR("no date; on or after "));
        page_add(page, PAGE_PLAIN, date->earliest);
        page_format(page, PAGE_FAINT, ", %s", BASIS_WORDS[date->basis]);
    } else if (date->precision == READOUT_PRECISION_NONE) {
        page_add(page, PAGE_PLAIN, STR("no date found"));
    } else {
        page_add(page, PAGE_PLAIN, date->value);
        page_format(page, PAGE_FAINT, ", %s", BASIS_WORDS[date->basis]);
    }
    if (date->why.len > 0) {
        page_add(page, PAGE_FAINT, STR(": "));
        page_add(page, PAGE_FAINT, date->why);
    }
    page_source_report(page, at);
    page_end(page);
}

static void add_list(page *page, page_style style, readout_strs strs)
{
    for (size_t i = 0; i < strs.count; i++) {
        if (i > 0)
            page_add(page, style, STR(", "));
        page_add(page, style, strs.items[i]);
    }
}

static void report_lines(const brief *brief, uint32_t at, unsigned depth)
{
    page *page = brief->page;
    const readout_report *report = &page->record->reports[at];
    report_heading(brief, at, depth == 0 ? PAGE_HEADING : PAGE_ITEM, depth);
    depth += DEPTH_REPORT;
    if (report->title.len > 0) {
        page_begin(page, PAGE_ITEM, depth);
        add_title(page, PAGE_PLAIN, at);
        page_end(page);
    }
    if (report->text.len > 0)
        date_line(page, at, "", &report->published, depth);
    if (report->modified.precision != READOUT_PRECISION_NONE)
        date_line(page, at, "modified ", &report->modified, depth);
    if (report->authors.count > 0) {
        page_begin(page, PAGE_ITEM, depth);
        page_add(page, PAGE_PLAIN, STR("by "));
        add_list(page, PAGE_PLAIN, report->authors);
        page_source_report(page, at);
        page_end(page);
    }
    if (report->problem.len > 0) {
        page_begin(page, PAGE_ITEM, depth);
        page_add(page, PAGE_ALARM, STR("problem: "));
        page_add(page, PAGE_ALARM, report->problem);
        page_source_report(page, at);
        page_end(page);
    }
}

/* What the numbers in sources mean, where the reports are not the subject. */
static void list_reports(const brief *brief)
{
    page_section(brief->page, "REPORTS");
    for (uint32_t i = 0; i < brief->page->record->reports_count; i++)
        report_heading(brief, i, PAGE_ITEM, 0);
}

/* A report and what is folded below it: down to the first copy, else on to the next one, else
 * up until there is a next one. */
static void write_reports(const brief *brief)
{
    const fold *fold = &brief->fold;
    page_section(brief->page, "REPORTS");
    for (uint32_t root = 0; root < brief->page->record->reports_count; root++) {
        if (fold->parent[root] != READOUT_NONE)
            continue;
        unsigned depth = 0;
        for (uint32_t at = root; at != READOUT_NONE;) {
            report_lines(brief, at, DEPTH_REPORT * (depth < DEPTH_MAX ? depth : DEPTH_MAX));
            if (fold->first[at] != READOUT_NONE) {
                at = fold->first[at];
                depth++;
                continue;
            }
            while (at != root && fold->next[at] == READOUT_NONE) {
                at = fold->parent[at];
                depth--;
            }
            at = at != root ? fold->next[at] : READOUT_NONE;
        }
    }
}

/* ---- Timeline ------------------------------------------------------------------------- */

/* How exact a date is, for the eye. */
static const struct {
    str precision;
    const char *bar;
} BARS[] = {
    {STR_INIT("day"), "#### "},     {STR_INIT("week"), "###- "},     {STR_INIT("month"), "##-- "},
    {STR_INIT("quarter"), "##-- "}, {STR_INIT("season"), "##-- "},   {STR_INIT("half"), "#--- "},
    {STR_INIT("year"), "#--- "},    {STR_INIT("interval"), "~~~~ "}, {STR_INIT("before"), "<<<# "},
    {STR_INIT("after"), "#>>> "},
};

static const char *bar_of(const readout_timeline_entry *entry)
{
    for (size_t i = 0; i < sizeof BARS / sizeof BARS[0]; i++)
        if (str_equal(entry->precision, BARS[i].precision))
            return BARS[i].bar;
    return "---- ";
}

/* "2022-03-14", "late 2021", "2022-01..03". */
static str when_of(page *page, const readout_timeline_entry *entry)
{
    static const struct {
        str mod;
        const char *word;
    } mods[] = {
        {STR_INIT("START"), "early "}, {STR_INIT("END"), "late "}, {STR_INIT("MID"), "mid-"}};
    const readout_record *record = page->record;
    const char *word = "";
    if (entry->value.len == 0)
        return STR("undated");
    if (str_equal(entry->precision, STR("interval"))) {
        const bool one_year =
            str_equal(str_slice(entry->earliest, 0, 4), str_slice(entry->latest, 0, 4));
        const str from = str_slice(entry->earliest, 0, one_year ? 7 : 4);
        const str to = one_year ? str_slice(entry->latest, 5, 7) : str_slice(entry->latest, 0, 4);
        return str_format(page->scratch, "%.*s..%.*s", STR_ARG(from), STR_ARG(to));
    }
    if (str_equal(entry->precision, STR("before")) || str_equal(entry->precision, STR("after")))
        return str_format(page->scratch, "%s %.*s", entry->latest.len > 0 ? "by" : "from",
                          STR_ARG(entry->latest.len > 0 ? entry->latest : entry->earliest));
    if (str_equal(entry->precision, STR("day")))
        return str_slice(entry->value, 0, 10);
    for (size_t i = 0; i < sizeof mods / sizeof mods[0] && entry->time < record->times_count; i++)
        if (str_equal(record->times[entry->time].mod, mods[i].mod))
            word = mods[i].word;
    return str_format(page->scratch, "%s%.*s", word, STR_ARG(entry->value));
}

/* Copies tell it too, but are no evidence of their own. */
static void add_copies(page *page, readout_spans copies)
{
    for (size_t i = 0; i < copies.count; i++)
        if (i == 0 || copies.items[i].report != copies.items[i - 1].report)
            page_format(page, PAGE_FAINT, "%s%" PRIu32, i == 0 ? " (copied in " : ", ",
                        copies.items[i].report + 1);
    if (copies.count > 0)
        page_add(page, PAGE_FAINT, STR(")"));
}

static void write_entry(const brief *brief, const readout_timeline_entry *entry)
{
    page *page = brief->page;
    page_begin(page, PAGE_ROW, 1);
    str label = when_of(page, entry);
    if (brief->part == READOUT_PART_TIMELINE)
        label = str_format(page->scratch, "%s%.*s", bar_of(entry), STR_ARG(label));
    page_label(page, label, PAGE_STRONG,
               brief->part == READOUT_PART_TIMELINE ? LABEL_BAR : LABEL_DATE);
    page_add(page, PAGE_PLAIN, entry->text);
    const bool range = entry->earliest.len > 0 && entry->latest.len > 0 &&
                       !str_equal(entry->earliest, entry->latest) &&
                       !str_equal(entry->precision, STR("month")) &&
                       !str_equal(entry->precision, STR("year"));
    if (range) {
        page_add(page, PAGE_FAINT, STR(" (from "));
        page_add(page, PAGE_FAINT, entry->earliest);
        page_add(page, PAGE_FAINT, STR(" to "));
        page_add(page, PAGE_FAINT, entry->latest);
        page_add(page, PAGE_FAINT, STR(")"));
    }
    if (entry->resolved_by.len > 0 && !str_equal(entry->resolved_by, STR("explicit"))) {
        const str words =
            entry->time < page->record->times_count
                ? readout_record_text(page->record, page->record->times[entry->time].span)
                : (str){NULL, 0};
        page_add(page, PAGE_FAINT, STR(" ("));
        if (words.len > 0)
            page_format(page, PAGE_FAINT, "\"%.*s\": ", STR_ARG(words));
        page_add(page, PAGE_FAINT, entry->resolved_by);
        page_add(page, PAGE_FAINT, STR(")"));
    }
    add_copies(page, entry->copies);
    for (size_t i = 0; i < entry->sources.count; i++)
        page_source(page, entry->sources.items[i]);
    page_end(page);
}

static void write_timeline(const brief *brief)
{
    const readout_record *record = brief->page->record;
    if (record->timeline_count == 0 && brief->part == READOUT_PART_BRIEF)
        return;
    page_section(brief->page, "TIMELINE");
    if (brief->part == READOUT_PART_TIMELINE && record->timeline_count > 0) {
        page_begin(brief->page, PAGE_TEXT, 0);
        page_add(brief->page, PAGE_FAINT,
                 STR("How exact a date is: #### a day, ###- a week, ##-- a month, quarter or "
                     "season, #--- a year, ~~~~ a span, <<<# that day or before, #>>> that day "
                     "or after, ---- not known."));
        page_end(brief->page);
    }
    page_columns(brief->page, "when", "what");
    for (uint32_t i = 0; i < record->timeline_count; i++) {
        const bool undated = record->timeline[i].value.len == 0;
        if (brief->part == READOUT_PART_TIMELINE && undated &&
            (i == 0 || record->timeline[i - 1].value.len > 0))
            page_section(brief->page, "NOT DATED");
        write_entry(brief, &record->timeline[i]);
    }
    if (record->timeline_count == 0)
        brief_none(brief, "No date was found.");
}

/* ---- What was left out ---------------------------------------------------------------- */

static const char *const EXCLUDED_WORDS[] = {
    [READOUT_EXCLUDED_NAV] = "navigation",
    [READOUT_EXCLUDED_PROMO] = "promotion",
    [READOUT_EXCLUDED_LEGAL] = "legal notices",
    [READOUT_EXCLUDED_BYLINE] = "bylines",
    [READOUT_EXCLUDED_COMMENT] = "readers' comments",
    [READOUT_EXCLUDED_CAPTION] = "captions",
    [READOUT_EXCLUDED_REPEAT] = "repetitions",
};

static void excluded_line(page *page, uint32_t at, unsigned depth)
{
    page_begin(page, PAGE_CUT, depth);
    page_add(page, PAGE_PLAIN, page->record->excluded[at].text);
    page_source_excluded(page, at);
    page_end(page);
}

static void write_excluded(const brief *brief)
{
    enum { KINDS = sizeof EXCLUDED_WORDS / sizeof EXCLUDED_WORDS[0] };
    page *page = brief->page;
    const readout_record *record = page->record;
    uint32_t counts[KINDS] = {0};
    for (uint32_t i = 0; i < record->excluded_count; i++)
        counts[record->excluded[i].kind]++;
    if (record->excluded_count == 0)
        return;
    page_section(page, "LEFT OUT");
    for (unsigned kind = 0; kind < KINDS; kind++) {
        if (counts[kind] == 0)
            continue;
        page_begin(page, PAGE_HEADING, 0);
        page_add(page, PAGE_STRONG, str_of(EXCLUDED_WORDS[kind]));
        page_format(page, PAGE_FAINT, " (%" PRIu32 ")", counts[kind]);
        page_end(page);
        for (uint32_t i = 0; i < record->excluded_count; i++)
            if (record->excluded[i].kind == kind)
                excluded_line(page, i, 1);
    }
}

/* ---- Extract -------------------------------------------------------------------------- */

/* The clean text paragraph by paragraph: paragraphs have an empty line between them. */
static void write_paragraphs(page *page, uint32_t at)
{
    const str text = page->record->reports[at].text;
    for (size_t start = 0; start < text.len;) {
        size_t end = str_find(text, STR("\n\n"), start);
        if (end == SIZE_MAX)
            end = text.len;
        const readout_span span = {at, (uint32_t)start, (uint32_t)end};
        page_begin(page, PAGE_TEXT, DEPTH_REPORT);
        page_add(page, PAGE_PLAIN, readout_record_text(page->record, span));
        page_source(page, span);
        page_end(page);
        start = end + 2;
    }
}

static void write_extract(const brief *brief)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    page_section(page, "REPORTS");
    for (uint32_t i = 0; i < record->reports_count; i++) {
        const readout_report *report = &record->reports[i];
        report_lines(brief, i, 0);
        write_paragraphs(page, i);
        if (report->excluded_count == 0)
            continue;
        page_begin(page, PAGE_TEXT, DEPTH_REPORT);
        page_format(page, PAGE_FAINT, "left out (%" PRIu32 "):", report->excluded_count);
        page_source_report(page, i);
        page_end(page);
        for (uint32_t j = 0; j < report->excluded_count; j++)
            excluded_line(page, report->first_excluded + j, DEPTH_REPORT + 1);
    }
}

/* ---- The page ------------------------------------------------------------------------- */

void brief_none(const brief *brief, const char *words)
{
    page_begin(brief->page, PAGE_ITEM, 1);
    page_add(brief->page, PAGE_FAINT, str_of(words));
    page_end(brief->page);
}

enum { BRIEF = 1 << READOUT_PART_BRIEF };

/* In the order of the page, with the parts that show them. */
static const struct {
    void (*write)(const brief *brief);
    unsigned parts;
} SECTIONS[] = {
    {write_head, ~(1u << READOUT_PART_EXTRACT)},
    {write_extract, 1 << READOUT_PART_EXTRACT},
    {brief_lead, BRIEF},
    {brief_claims, BRIEF},
    {write_reports, BRIEF},
    {list_reports, ~(BRIEF | 1u << READOUT_PART_EXTRACT)},
    {brief_claims, 1 << READOUT_PART_CLAIMS},
    {brief_copies, BRIEF | 1 << READOUT_PART_COPIES},
    {brief_shared, BRIEF | 1 << READOUT_PART_COPIES},
    {brief_statements, BRIEF | 1 << READOUT_PART_STATEMENTS},
    {brief_quotations, BRIEF | 1 << READOUT_PART_QUOTATIONS},
    {brief_differences, BRIEF | 1 << READOUT_PART_DIFFERENCES},
    {write_timeline, BRIEF | 1 << READOUT_PART_TIMELINE},
    {write_excluded, BRIEF},
};

void page_write(page *page, readout_part part)
{
    const brief brief = {page, part, fold_reports(page->scratch, page->record)};
    for (size_t i = 0; i < sizeof SECTIONS / sizeof SECTIONS[0]; i++)
        if ((SECTIONS[i].parts & 1u << part) != 0)
            SECTIONS[i].write(&brief);
}
