/* said.c - the sections of the page on who said what: statements by speaker, and quotations
 * with their versions. */
#include "base/utf8.h"
#include "record/brief.h"
#include "record/label.h"

#include <inttypes.h>

enum { LABEL_VERB = 10, LABEL_CHANGE = 14, PREPOSITION_BYTES = 12 };

/* ---- Speakers ------------------------------------------------------------------------- */

static void add_strs(page *page, const char *before, readout_strs strs, const char *quote)
{
    for (size_t i = 0; i < strs.count; i++) {
        page_add(page, PAGE_FAINT, str_of(i == 0 ? before : ", "));
        page_add(page, PAGE_FAINT, str_of(quote));
        page_add(page, PAGE_FAINT, strs.items[i]);
        page_add(page, PAGE_FAINT, str_of(quote));
    }
}

static const char *unnamed_words(readout_number number)
{
    switch (number) {
    case READOUT_NUMBER_ONE:
        return " (unnamed, one)";
    case READOUT_NUMBER_SEVERAL:
        return " (unnamed, several)";
    case READOUT_NUMBER_UNKNOWN:
        break;
    }
    return " (unnamed)";
}

static void speaker_heading(const brief *brief, const speaker_group *group)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    const readout_statement *said = speaker_first(record, &record->statements[group->first]);
    page_begin(page, PAGE_HEADING, 0);
    if (!group->present) {
        page_add(page, PAGE_STRONG, STR("No speaker named"));
    } else if (group->entity < record->entities_count) {
        const readout_entity *entity = &record->entities[group->entity];
        page_add(page, PAGE_STRONG, entity->name);
        add_strs(page, ", ", entity->roles, "");
        add_strs(page, "; also ", entity->aliases, "\"");
    } else {
        page_add(page, PAGE_STRONG, said->speaker.text);
    }
    if (group->present && !group->named)
        page_add(page, PAGE_FAINT, str_of(unnamed_words(said->speaker.number)));
    if (said->speaker.anonymous)
        page_add(page, PAGE_FAINT, STR(" on condition of anonymity"));
    if (group->present)
        page_source(page, said->speaker.span);
    page_end(page);
}

/* ---- Statements ----------------------------------------------------------------------- */

/* What the speaker does, in one word; an assertion takes it from its cue. */
static const char *const POLARITY_VERBS[] = {
    [READOUT_ASSERT] = "says",   [READOUT_DENY] = "denies", [READOUT_QUESTION] = "asks",
    [READOUT_REQUEST] = "urges", [READOUT_WARN] = "warns",  [READOUT_NO_COMMENT] = "declines",
};

static const char *verb(const readout_statement *said)
{
    if (said->polarity == READOUT_ASSERT) {
        switch (said->cue.class_) {
        case READOUT_CUE_PROMISE:
            return "promises";
        case READOUT_CUE_CONFIRM:
            return "confirms";
        case READOUT_CUE_THINK:
            return "thinks";
        default:
            break;
        }
    }
    return POLARITY_VERBS[said->polarity];
}

static page_style verb_style(readout_polarity polarity)
{
    switch (polarity) {
    case READOUT_DENY:
        return PAGE_ALARM;
    case READOUT_QUESTION:
    case READOUT_REQUEST:
    case READOUT_WARN:
        return PAGE_NOTICE;
    case READOUT_ASSERT:
    case READOUT_NO_COMMENT:
        break;
    }
    return PAGE_PLAIN;
}

/* What was said, in the words of the report; the whole sentence if it is told nowhere. */
static void add_content(page *page, const readout_statement *said)
{
    const readout_record *record = page->record;
    for (size_t i = 0; i < said->content.count; i++) {
        readout_span span = said->content.items[i];
        if (said->mode != READOUT_INDIRECT)
            span = span_with_marks(record, span);
        if (i > 0)
            page_add(page, PAGE_FAINT, STR(" … "));
        page_add(page, PAGE_PLAIN, readout_record_text(record, span));
        page_source(page, span);
    }
    if (said->content.count == 0 && said->sentence < record->sentences_count) {
        const readout_span span = record->sentences[said->sentence].span;
        page_add(page, PAGE_PLAIN, readout_record_text(record, span));
        page_source(page, said->cue.span.report != READOUT_NONE ? said->cue.span : span);
    }
}

/* "on 2022-03-13", "in 2022-W10"; the words where there is no date. */
static void add_when(page *page, const readout_time *time)
{
    const str clock = str_slice(time->value, 0, str_find_byte(time->value, 'T', 0));
    if (str_starts(time->value, STR("P")) || str_starts(time->value, STR("XXXX"))) {
        page_add(page, PAGE_FAINT, STR(", \""));
        page_add(page, PAGE_FAINT, readout_record_text(page->record, time->span));
        page_add(page, PAGE_FAINT, STR("\""));
        return;
    }
    const bool day = time->earliest.len > 0 && str_equal(time->earliest, time->latest);
    page_add(page, PAGE_FAINT, day ? STR(", on ") : STR(", in "));
    page_add(page, PAGE_FAINT, day ? time->earliest : clock);
}

/* "(denied, indirect, to CNN, via a press briefing, on 2022-03-13, in a copy of 2)" */
static void add_circumstances(const brief *brief, const readout_statement *said)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    const str cue = readout_record_text(record, said->cue.span);
    const str addressee = readout_record_text(record, said->addressee.span);
    page_add(page, PAGE_FAINT, STR(" ("));
    if (cue.len > 0 && !said->tentative) {
        page_add(page, PAGE_FAINT, cue);
        page_add(page, PAGE_FAINT, STR(", "));
    }
    page_add(page, PAGE_FAINT, str_of(label_mode(said->mode)));
    page_add(page, PAGE_NOTICE, str_of(said->planned ? ", planned" : ""));
    page_add(page, PAGE_NOTICE, str_of(said->hedged ? ", hedged" : ""));
    page_add(page, PAGE_NOTICE, str_of(said->conditional ? ", conditional" : ""));
    if (addressee.len > 0) {
        page_add(page, PAGE_FAINT, STR(", to "));
        page_add(page, PAGE_FAINT, addressee);
    }
    const char *before = ", via ";
    for (size_t i = 0; i < said->channel_count; i++) {
        if (channel_is_told(record, said, i))
            continue;
        page_add(page, PAGE_FAINT, str_of(before));
        page_add(page, PAGE_FAINT, said->channel[i].text);
        before = " > ";
    }
    if (said->when < record->times_count)
        add_when(page, &record->times[said->when]);
    if (said->within < record->statements_count)
        page_add(page, PAGE_FAINT, STR(", inside another statement"));
    if (brief->fold.parent[said->report] != READOUT_NONE)
        page_format(page, PAGE_ALARM, ", in a copy of %" PRIu32,
                    brief->fold.parent[said->report] + 1);
    page_add(page, PAGE_FAINT, STR(")"));
}

/* What stands between the verb and what it is about: the "against" of "voted against the bill". */
static void add_preposition(page *page, const readout_statement *said)
{
    if (said->content.count == 0 || said->content.items[0].start <= said->cue.span.end ||
        said->content.items[0].start - said->cue.span.end > PREPOSITION_BYTES)
        return;
    readout_span between = said->cue.span;
    between.start = said->cue.span.end;
    between.end = said->content.items[0].start;
    const str words = str_trim(readout_record_text(page->record, between));
    if (words.len == 0)
        return;
    page_add(page, PAGE_PLAIN, words);
    page_add(page, PAGE_PLAIN, STR(" "));
}

static void write_statement(const brief *brief, const readout_statement *said)
{
    page *page = brief->page;
    page_begin(page, PAGE_ITEM, 1);
    if (said->tentative)
        page_label(page, readout_record_text(page->record, said->cue.span), PAGE_FAINT, LABEL_VERB),
            add_preposition(page, said);
    else
        page_label(page, str_of(verb(said)), verb_style(said->polarity), LABEL_VERB);
    add_content(page, said);
    add_circumstances(brief, said);
    page_end(page);
}

static void write_groups(const brief *brief, speakers speakers)
{
    for (uint32_t i = 0; i < speakers.count; i++) {
        const speaker_group *group = &speakers.groups[i];
        speaker_heading(brief, group);
        for (uint32_t at = group->first; at != READOUT_NONE; at = speakers.next[at])
            write_statement(brief, &brief->page->record->statements[at]);
    }
}

void brief_statements(const brief *brief)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    if (record->statements_count == 0 && brief->part == READOUT_PART_BRIEF)
        return;
    page_section(page, "STATEMENTS");
    write_groups(brief, speakers_group(page->scratch, record, false));
    if (record->statements_count == 0)
        brief_none(brief, "No statement was found.");
    const speakers tentative = speakers_group(page->scratch, record, true);
    if (tentative.count == 0)
        return;
    page_section(page, "TENTATIVE STATEMENTS");
    brief_none(brief, "Their verbs tell of an act as often as of words.");
    write_groups(brief, tentative);
}

/* ---- Quotations ----------------------------------------------------------------------- */

static str quotation_speaker(const readout_record *record, const readout_quotation *quotation)
{
    if (quotation->speaker < record->entities_count)
        return record->entities[quotation->speaker].name;
    for (size_t i = 0; i < quotation->version_count; i++)
        if (quotation->versions[i].statement < record->statements_count) {
            const readout_statement *said = &record->statements[quotation->versions[i].statement];
            if (said->speaker.text.len > 0)
                return said->speaker.text;
        }
    return STR("No speaker named");
}

static void add_version(page *page, readout_span span)
{
    const readout_record *record = page->record;
    page_add(page, PAGE_PLAIN, readout_record_text(record, span_with_marks(record, span)));
    page_source(page, span);
}

static void write_change(page *page, const readout_quotation *quotation, size_t at)
{
    const readout_change *change = &quotation->changes[at];
    page_begin(page, PAGE_ITEM, 2);
    page_label(page, str_of(label_change(change->kind)), PAGE_ALARM, LABEL_CHANGE);
    page_add(page, PAGE_PLAIN, change->a.len > 0 ? change->a : STR("(nothing)"));
    page_add(page, PAGE_FAINT, STR(" became "));
    page_add(page, PAGE_PLAIN, change->b.len > 0 ? change->b : STR("(nothing)"));
    for (size_t i = 0; i < quotation->version_count && i < 2; i++)
        page_source(page, quotation->versions[i].span);
    page_end(page);
}

/* The speaker, each version on a line of its own, and what was changed. */
static void write_versions(page *page, const readout_quotation *quotation)
{
    page_begin(page, PAGE_HEADING, 0);
    page_add(page, PAGE_STRONG, quotation_speaker(page->record, quotation));
    page_format(page, quotation->verdict == READOUT_ALTERED ? PAGE_ALARM : PAGE_FAINT, ": %s",
                quotation->verdict == READOUT_ALTERED ? "altered" : "quoted in part");
    for (size_t i = 0; i < quotation->version_count; i++)
        page_source_report(page, quotation->versions[i].span.report);
    page_end(page);
    for (size_t i = 0; i < quotation->version_count; i++) {
        page_begin(page, PAGE_ITEM, 1);
        add_version(page, quotation->versions[i].span);
        page_end(page);
    }
    for (size_t i = 0; i < quotation->change_count; i++)
        write_change(page, quotation, i);
}

/* One line: the speaker, the words as the first report has them, all sources. */
static void write_same(page *page, const readout_quotation *quotation)
{
    page_begin(page, PAGE_ITEM, 1);
    page_add(page, PAGE_STRONG, quotation_speaker(page->record, quotation));
    page_add(page, PAGE_STRONG, STR(": "));
    for (size_t i = 0; i < quotation->version_count; i++) {
        if (i == 0)
            add_version(page, quotation->versions[i].span);
        else
            page_source(page, quotation->versions[i].span);
    }
    page_end(page);
}

static bool differs(const readout_quotation *quotation)
{
    return quotation->version_count > 1 && quotation->verdict != READOUT_SAME;
}

void brief_quotations(const brief *brief)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    const bool all = brief->part == READOUT_PART_QUOTATIONS;
    uint32_t different = 0;
    for (uint32_t i = 0; i < record->quotations_count; i++)
        different += differs(&record->quotations[i]) ? 1 : 0;
    if (different > 0) {
        page_section(page, "QUOTATIONS THAT DIFFER");
        for (uint32_t i = 0; i < record->quotations_count; i++)
            if (differs(&record->quotations[i]))
                write_versions(page, &record->quotations[i]);
    }
    if (!all)
        return;
    page_section(page, "QUOTATIONS");
    for (uint32_t i = 0; i < record->quotations_count; i++)
        if (!differs(&record->quotations[i]))
            write_same(page, &record->quotations[i]);
    if (record->quotations_count == 0)
        brief_none(brief, "No quotation was found.");
}
