/* claims_text.c - the sections of the page on what is claimed: contested claims with both sides,
 * what several reports carry, and one claim step by step. */
#include "record/brief.h"
#include "record/label.h"

#include <inttypes.h>

enum {
    LABEL_CLAIM = 6,
    LABEL_SIDE = 10,
    BRIEF_CLAIMS_MAX = 20, /* of each section, on the page of the whole record */
    PAGE_CLAIMS_MAX = 1000,
    ROOTS_SHOWN = 6,
};

/* ---- Parts of lines ------------------------------------------------------------------- */

static void add_range(page *page, const readout_roots *roots)
{
    if (roots->min == roots->max)
        page_format(page, PAGE_STRONG, "%" PRIu32 " root%s", roots->max,
                    roots->max == 1 ? "" : "s");
    else
        page_format(page, PAGE_STRONG, "%" PRIu32 "-%" PRIu32 " roots", roots->min, roots->max);
}

static void add_count(page *page, uint32_t count, const char *noun)
{
    page_format(page, PAGE_PLAIN, "%" PRIu32 " %s%s", count, noun, count == 1 ? "" : "s");
}

static void add_root(page *page, const readout_root *root)
{
    page_add(page, PAGE_PLAIN, root->text);
    page_add(page, PAGE_FAINT,
             root->own     ? STR(" (no source given)")
             : root->named ? STR("")
                           : STR(" (unnamed)"));
}

/* "2 documents, 1 report, 1-2 roots: X, a US official (unnamed). Sides: U.S." */
static void add_counts(page *page, const readout_roots *roots)
{
    add_range(page, roots);
    page_add(page, PAGE_PLAIN, STR(", "));
    add_count(page, roots->reports, "report");
    page_add(page, PAGE_PLAIN, STR(", "));
    add_count(page, roots->documents, "document");
    for (size_t i = 0; i < roots->count && i < ROOTS_SHOWN; i++) {
        page_add(page, PAGE_PLAIN, i == 0 ? STR(": ") : STR("; "));
        add_root(page, &roots->items[i]);
    }
    if (roots->count > ROOTS_SHOWN)
        page_format(page, PAGE_FAINT, " and %zu more", roots->count - ROOTS_SHOWN);
    for (size_t i = 0; i < roots->parties.count; i++) {
        page_add(page, PAGE_FAINT,
                 i == 0 ? (roots->parties.count == 1 ? STR(" [side: ") : STR(" [sides: "))
                        : STR(", "));
        page_add(page, PAGE_FAINT, roots->parties.items[i]);
    }
    if (roots->parties.count > 0)
        page_add(page, PAGE_FAINT, STR("]"));
}

static void add_sources(page *page, const readout_claim *claim, readout_bearing bearing)
{
    for (size_t i = 0; i < claim->span_count; i++)
        if (claim->spans[i].bearing == bearing)
            page_source(page, claim->spans[i].span);
}

static void side_line(page *page, const readout_claim *claim, const readout_roots *roots,
                      readout_bearing bearing)
{
    page_begin(page, PAGE_ITEM, 2);
    page_label(page, bearing == READOUT_BEARING_DENY ? STR("denied by") : STR("said by"),
               bearing == READOUT_BEARING_DENY ? PAGE_ALARM : PAGE_FAINT, LABEL_SIDE);
    add_counts(page, roots);
    add_sources(page, claim, bearing);
    page_end(page);
}

static void aside_line(page *page, const readout_claim *claim)
{
    bool begun = false;
    for (size_t i = 0; i < claim->span_count; i++) {
        if (claim->spans[i].bearing != READOUT_BEARING_ASIDE)
            continue;
        if (!begun) {
            page_begin(page, PAGE_ITEM, 2);
            page_label(page, STR("not"), PAGE_NOTICE, LABEL_SIDE);
            page_add(page, PAGE_FAINT,
                     claim->spans[i].counted == READOUT_COUNTED_CORRUPT
                         ? STR("counted: a copy turned it around")
                     : claim->spans[i].counted == READOUT_COUNTED_MENTION
                         ? STR("counted as a root: only mentioned")
                         : STR("counted: planned, possible, wished or asked there"));
        }
        begun = true;
        page_source(page, claim->spans[i].span);
    }
    if (begun)
        page_end(page);
}

static void claim_heading(page *page, uint32_t at)
{
    const readout_claim *claim = &page->record->claims[at];
    page_begin(page, PAGE_ITEM, 0);
    page_label(page, str_format(page->scratch, "C%" PRIu32, at + 1), PAGE_STRONG, LABEL_CLAIM);
    page_add(page, PAGE_STRONG, readout_record_text(page->record, claim->text));
    page_source(page, claim->text);
    page_end(page);
}

static void write_claim(page *page, uint32_t at)
{
    const readout_claim *claim = &page->record->claims[at];
    claim_heading(page, at);
    side_line(page, claim, &claim->asserted, READOUT_BEARING_SUPPORT);
    if (claim->denied.documents > 0)
        side_line(page, claim, &claim->denied, READOUT_BEARING_DENY);
    aside_line(page, claim);
}

/* ---- Sections ------------------------------------------------------------------------- */

/* A denial is shown with what it denies; it has lines of its own only where that is not there. */
static bool is_shown(const readout_claim *claim, bool contested, bool all)
{
    const bool is_contested = claim->status == READOUT_CLAIM_CONTESTED;
    if (is_contested != contested || (claim->denial && claim->opposes_count > 0))
        return false;
    return contested || claim->asserted.reports > 1 ||
           (all && claim->status == READOUT_CLAIM_UNCONTESTED);
}

static uint32_t write_claims(const brief *brief, bool contested, const char *title)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    const bool all = brief->part == READOUT_PART_CLAIMS;
    const uint32_t most = all ? PAGE_CLAIMS_MAX : BRIEF_CLAIMS_MAX;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < record->claims_count && shown < most; i++) {
        if (!is_shown(&record->claims[i], contested, all))
            continue;
        if (shown == 0)
            page_section(page, title);
        write_claim(page, i);
        shown++;
    }
    return shown;
}

/* ---- The lead ------------------------------------------------------------------------- */

void brief_lead(const brief *brief)
{
    page *page = brief->page;
    readout_span told[LEAD_MAX];
    const uint32_t count = lead_of(page->record, &brief->fold, told);
    if (count == 0)
        return;
    page_begin(page, PAGE_TEXT, 0);
    for (uint32_t k = 0; k < count; k++) {
        page_add(page, PAGE_PLAIN, k > 0 ? STR(" ") : STR(""));
        page_add(page, PAGE_PLAIN, readout_record_text(page->record, told[k]));
        page_source(page, told[k]);
    }
    page_end(page);
}

/* ---- One claim, step by step ---------------------------------------------------------- */

static const char *bearing_words(const readout_claim_span *span)
{
    switch (span->bearing) {
    case READOUT_BEARING_DENY:
        return "denies";
    case READOUT_BEARING_ASIDE:
        return "aside";
    case READOUT_BEARING_SUPPORT:
        break;
    }
    return span->counted == READOUT_COUNTED_COPY ? "copy" : "supports";
}

static void write_walk(page *page, const readout_claim_span *span)
{
    page_begin(page, PAGE_ITEM, 1);
    page_label(page, str_of(bearing_words(span)),
               span->bearing == READOUT_BEARING_DENY ? PAGE_ALARM : PAGE_STRONG, LABEL_SIDE);
    page_add(page, PAGE_PLAIN, readout_record_text(page->record, span->span));
    page_source(page, span->span);
    page_end(page);
    for (size_t i = 0; i < span->walk_count; i++) {
        const readout_step *step = &span->walk[i];
        page_begin(page, PAGE_ITEM, 3);
        page_label(page, str_equal(step->kind, STR("count")) ? STR("=") : STR("<"), PAGE_FAINT, 2);
        page_add(page, PAGE_PLAIN, step->text);
        page_source_report(page, span->span.report);
        page_end(page);
    }
}

void brief_explain(const brief *brief, uint32_t at)
{
    page *page = brief->page;
    const readout_claim *claim = &page->record->claims[at];
    page_section(page, "CLAIM");
    write_claim(page, at);
    page_section(page, "STEP BY STEP");
    for (size_t i = 0; i < claim->span_count; i++)
        write_walk(page, &claim->spans[i]);
}

void brief_claims(const brief *brief)
{
    const uint32_t claim = brief->page->claim;
    if (brief->part == READOUT_PART_CLAIMS && claim > 0) {
        if (claim <= brief->page->record->claims_count)
            brief_explain(brief, claim - 1);
        else
            brief_none(brief, "There is no such claim.");
        return;
    }
    uint32_t shown = write_claims(brief, true, "CONTESTED CLAIMS");
    shown += write_claims(brief, false, "CLAIMS");
    if (shown == 0 && brief->part == READOUT_PART_CLAIMS) {
        page_section(brief->page, "CLAIMS");
        brief_none(brief, "No claim was found that somebody makes or two reports carry.");
    }
}
