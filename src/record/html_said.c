/* html_said.c - quotation cards with word differences, what copies altered, and who said what. */
#include "base/utf8.h"
#include "record/html.h"
#include "record/label.h"

#include <inttypes.h>

enum { LONG_RECORD = 60 }; /* statements */

static void permalink(html *html, const char *kind, uint32_t number)
{
    html_format(html,
                "<a class=\"perma\" href=\"#%s%" PRIu32 "\" aria-label=\"Link to this item\">#</a>",
                kind, number);
}

/* ---- Quotations ----------------------------------------------------------------------- */

bool html_quotation_differs(const readout_quotation *quotation)
{
    return quotation->version_count > 1 && quotation->verdict != READOUT_SAME;
}

static str speaker_of(const readout_record *record, const readout_quotation *quotation)
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

static str version_text(const html *html, const readout_quotation *quotation, size_t at)
{
    return readout_record_text(html->record,
                               span_with_marks(html->record, quotation->versions[at].span));
}

static void version_sources(html *html, const readout_quotation *quotation, size_t from)
{
    const str text = version_text(html, quotation, from);
    html_raw(html, "<td class=\"who\">");
    for (size_t i = from; i < quotation->version_count; i++) {
        if (!str_equal(version_text(html, quotation, i), text))
            continue;
        html_raw(html, i > from ? "<br>" : "");
        html_report(html, quotation->versions[i].span.report);
        html_raw(html, " ");
        html_source(html, quotation->versions[i].span);
    }
    html_raw(html, "</td>");
}

static bool seen_before(const html *html, const readout_quotation *quotation, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(version_text(html, quotation, i), version_text(html, quotation, at)))
            return true;
    return false;
}

/* Each wording once, with all that have it. */
static void put_versions(html *html, const readout_quotation *quotation)
{
    const size_t base = quotation_base(html->record, quotation);
    const str text = version_text(html, quotation, base);
    html_raw(html, "<table class=\"versions\"><thead class=\"hide\"><tr><th scope=\"col\">report"
                   "</th><th scope=\"col\">words</th></tr></thead><tbody>\n<tr>");
    version_sources(html, quotation, base);
    html_raw(html, "<td class=\"said\">");
    html_words(html, quotation->versions[base].span);
    html_raw(html, "</td></tr>\n");
    for (size_t i = 0; i < quotation->version_count; i++) {
        if (str_equal(version_text(html, quotation, i), text) || seen_before(html, quotation, i))
            continue;
        html_raw(html, "<tr>");
        version_sources(html, quotation, i);
        html_raw(html, "<td class=\"said\">");
        html_changes(html, text, version_text(html, quotation, i), HTML_BOTH);
        html_raw(html, "</td></tr>\n");
    }
    html_raw(html, "</tbody></table>\n");
}

static void put_kinds(html *html, const readout_quotation *quotation)
{
    unsigned seen = 0;
    for (size_t i = 0; i < quotation->change_count; i++) {
        const readout_change_kind kind = quotation->changes[i].kind;
        if ((seen & 1u << kind) != 0)
            continue;
        seen |= 1u << kind;
        html_format(html, " <span class=\"badge bad\">%s</span>", label_change(kind));
    }
}

static void put_card(html *html, uint32_t at)
{
    const readout_quotation *quotation = &html->record->quotations[at];
    const bool altered = quotation->verdict == READOUT_ALTERED;
    html_format(html, "<article class=\"card item\" id=\"quotation-q%" PRIu32 "\"><h3>", at + 1);
    html_line(html, speaker_of(html->record, quotation));
    html_raw(html, altered ? " <span class=\"badge bad\">\xe2\x89\xa0 altered</span>"
                           : " <span class=\"badge\">quoted in part</span>");
    put_kinds(html, quotation);
    permalink(html, "quotation-q", at + 1);
    html_raw(html, "</h3>\n");
    put_versions(html, quotation);
    html_raw(html, "</article>\n");
}

static void put_same(html *html, uint32_t at)
{
    const readout_quotation *quotation = &html->record->quotations[at];
    html_format(html, "<li class=\"item\" id=\"quotation-q%" PRIu32 "\"><b>", at + 1);
    html_line(html, speaker_of(html->record, quotation));
    html_raw(html, "</b> <span class=\"said\">");
    html_words(html, quotation->versions[0].span);
    html_raw(html, "</span> ");
    for (size_t i = 0; i < quotation->version_count; i++) {
        html_source(html, quotation->versions[i].span);
        html_raw(html, " ");
    }
    html_raw(html, "</li>\n");
}

void html_quotations(html *html)
{
    const readout_record *record = html->record;
    uint32_t same = 0;
    if (record->quotations_count == 0)
        return;
    html_section(html, "quotations", "Quotations",
                 "The first wording is the original, or the fullest. <del>Struck</del> words are "
                 "missing in another report, <ins>underlined</ins> ones were put in.");
    for (uint32_t i = 0; i < record->quotations_count; i++) {
        if (html_quotation_differs(&record->quotations[i]))
            put_card(html, i);
        else
            same++;
    }
    if (same > 0) {
        html_format(html,
                    "<details class=\"more\"><summary>%" PRIu32
                    " that do not differ</summary><ul class=\"plain\">\n",
                    same);
        for (uint32_t i = 0; i < record->quotations_count; i++)
            if (!html_quotation_differs(&record->quotations[i]))
                put_same(html, i);
        html_raw(html, "</ul></details>\n");
    }
    html_raw(html, "</section>\n");
}

/* ---- Differences ---------------------------------------------------------------------- */

static const char *const DIFFERENCE_WORDS[] = {
    [READOUT_DIFFERENCE_CONTESTED] = "Contested",
    [READOUT_DIFFERENCE_REVERSED] = "Reversed",
    [READOUT_DIFFERENCE_NUMBER] = "Numbers",
    [READOUT_DIFFERENCE_ROLE] = "Roles",
    [READOUT_DIFFERENCE_SPELLING] = "Spelling of names",
    [READOUT_DIFFERENCE_FRAMING] = "Framing",
    [READOUT_DIFFERENCE_MODALITY] = "May or should became is",
    [READOUT_DIFFERENCE_ATTRIBUTION_LOST] = "Attribution lost",
    [READOUT_DIFFERENCE_SOURCE_INFLATED] = "One source became several",
};

static void put_side(html *html, const readout_difference *difference, bool old)
{
    const readout_span span = old ? difference->a : difference->b;
    const str a = readout_record_text(html->record, difference->a);
    const str b = readout_record_text(html->record, difference->b);
    if (span.report >= html->record->reports_count)
        return;
    html_raw(html, "<div><p class=\"over\">");
    html_report(html, span.report);
    html_raw(html, " ");
    html_source(html, span);
    html_raw(html, "</p><p class=\"said\">");
    html_changes(html, a, b, old ? HTML_OLD : HTML_NEW);
    html_raw(html, "</p></div>");
}

static void put_difference(html *html, uint32_t at)
{
    const readout_difference *difference = &html->record->differences[at];
    html_format(html, "<article class=\"card item\" id=\"difference-%" PRIu32 "\"><h4>", at + 1);
    html_line(html, difference->text);
    html_raw(html, " <span class=\"faint\">");
    html_line(html, difference->verdict);
    html_raw(html, "</span>");
    permalink(html, "difference-", at + 1);
    html_raw(html, "</h4><div class=\"sides\">");
    put_side(html, difference, true);
    put_side(html, difference, false);
    html_raw(html, "</div></article>\n");
}

void html_differences(html *html)
{
    const readout_record *record = html->record;
    if (record->differences_count == 0)
        return;
    html_section(html, "differences", "Differences",
                 "Where two reports disagree, or a copy altered what it copied.");
    for (size_t kind = 0; kind < sizeof DIFFERENCE_WORDS / sizeof *DIFFERENCE_WORDS; kind++) {
        bool first = true;
        for (uint32_t i = 0; i < record->differences_count; i++) {
            if ((size_t)record->differences[i].kind != kind)
                continue;
            if (first)
                html_format(html, "<h3>%s</h3>\n", DIFFERENCE_WORDS[kind]);
            first = false;
            put_difference(html, i);
        }
    }
    html_raw(html, "</section>\n");
}

/* ---- Statements ----------------------------------------------------------------------- */

static const struct {
    const char *class_;
    const char *glyph;
    const char *word;
} POLARITIES[] = {
    [READOUT_ASSERT] = {"yes", "\xe2\x97\x8f", "says"},
    [READOUT_DENY] = {"no", "\xc3\x97", "denies"},
    [READOUT_QUESTION] = {"ask", "?", "asks"},
    [READOUT_REQUEST] = {"ask", "\xe2\x86\x92", "urges"},
    [READOUT_WARN] = {"ask", "!", "warns"},
    [READOUT_NO_COMMENT] = {"none", "\xe2\x80\x93", "declines"},
};

static void put_content(html *html, const readout_statement *said)
{
    const readout_record *record = html->record;
    html_raw(html, "<span class=\"said\">");
    for (size_t i = 0; i < said->content.count; i++) {
        html_raw(html, i > 0 ? " \xe2\x80\xa6 " : "");
        if (said->mode != READOUT_INDIRECT)
            html_words(html, said->content.items[i]);
        else
            html_line(html, readout_record_text(record, said->content.items[i]));
    }
    if (said->content.count == 0 && said->sentence < record->sentences_count)
        html_line(html, readout_record_text(record, record->sentences[said->sentence].span));
    html_raw(html, "</span> ");
    if (said->content.count > 0)
        html_sources(html, said->content);
    else if (said->sentence < record->sentences_count)
        html_source(html, record->sentences[said->sentence].span);
}

static void put_circumstances(html *html, const readout_statement *said)
{
    const readout_record *record = html->record;
    const str addressee = readout_record_text(record, said->addressee.span);
    html_raw(html, " <span class=\"faint\">");
    if (readout_record_text(record, said->cue.span).len > 0) {
        html_raw(html, "\xe2\x80\x9c");
        html_line(html, readout_record_text(record, said->cue.span));
        html_raw(html, "\xe2\x80\x9d, ");
    }
    html_raw(html, label_mode(said->mode));
    if (addressee.len > 0) {
        html_raw(html, ", to ");
        html_line(html, addressee);
    }
    const char *before = ", via ";
    for (size_t i = 0; i < said->channel_count; i++) {
        if (channel_is_told(record, said, i))
            continue;
        html_raw(html, before);
        html_line(html, said->channel[i].text);
        before = " \xe2\x80\xba ";
    }
    if (said->when < record->times_count) {
        html_raw(html, ", on ");
        html_line(html, record->times[said->when].value);
    }
    html_raw(html, said->hedged ? ", hedged" : "");
    html_raw(html, said->planned ? ", not said yet" : "");
    html_raw(html, said->conditional ? ", conditional" : "");
    html_raw(html, "</span>");
    if (html->fold.parent[said->report] != READOUT_NONE)
        html_format(html,
                    " <span class=\"badge copy\">\xe2\x89\x88 in a copy of %" PRIu32 "</span>",
                    html->fold.parent[said->report] + 1);
}

static void put_statement(html *html, uint32_t at)
{
    const readout_statement *said = &html->record->statements[at];
    html_format(html,
                "<li class=\"item\" id=\"statement-%" PRIu32
                "\"><span class=\"verb %s\"><span aria-hidden=\"true\">%s</span> ",
                at + 1, said->tentative ? "none" : POLARITIES[said->polarity].class_,
                said->tentative ? "\xe2\x97\x8b" : POLARITIES[said->polarity].glyph);
    html_line(html, said->tentative ? readout_record_text(html->record, said->cue.span)
                                    : str_of(POLARITIES[said->polarity].word));
    html_raw(html, "</span> <div>");
    put_content(html, said);
    put_circumstances(html, said);
    html_raw(html, "</div></li>\n");
}

static void put_speaker(html *html, const speaker_group *group)
{
    static const char *const numbers[] = {[READOUT_NUMBER_UNKNOWN] = "unnamed",
                                          [READOUT_NUMBER_ONE] = "unnamed, one",
                                          [READOUT_NUMBER_SEVERAL] = "unnamed, several"};
    const readout_record *record = html->record;
    const readout_statement *said = speaker_first(record, &record->statements[group->first]);
    html_raw(html, "<h3>");
    if (!group->present) {
        html_raw(html, "No speaker named");
    } else if (group->entity < record->entities_count) {
        const readout_entity *entity = &record->entities[group->entity];
        html_line(html, entity->name);
        html_raw(html, "<span class=\"faint\">");
        for (size_t i = 0; i < entity->roles.count; i++) {
            html_raw(html, ", ");
            html_line(html, entity->roles.items[i]);
        }
        html_raw(html, "</span>");
    } else {
        html_line(html, said->speaker.text);
    }
    if (group->present && !group->named)
        html_format(html, " <span class=\"badge\">%s</span>", numbers[said->speaker.number]);
    html_raw(html, "</h3>\n");
}

/* A long record shows the first statements of each speaker, and folds the rest. */
static void put_statements(html *html, const speakers *speakers, uint32_t first, bool folding)
{
    enum { SHOWN = 3 };
    uint32_t count = 0;
    uint32_t put = 0;
    for (uint32_t at = first; at != READOUT_NONE; at = speakers->next[at])
        count++;
    const bool folds = folding && count > SHOWN + 1;
    html_raw(html, "<ul class=\"statements\">\n");
    for (uint32_t at = first; at != READOUT_NONE; at = speakers->next[at]) {
        if (folds && put++ == SHOWN)
            html_format(html,
                        "</ul>\n<details class=\"more\"><summary>%" PRIu32
                        " more</summary>\n<ul class=\"statements\">\n",
                        count - SHOWN);
        put_statement(html, at);
    }
    html_raw(html, folds ? "</ul></details>\n" : "</ul>\n");
}

static void fold_unnamed(html *html, uint32_t count)
{
    html_format(html, "<details class=\"more\"><summary>%" PRIu32 " unnamed speaker%s</summary>\n",
                count, count == 1 ? "" : "s");
}

static void put_groups(html *html, speakers speakers, bool folding)
{
    bool named = true;
    for (uint32_t i = 0; i < speakers.count; i++) {
        const speaker_group *group = &speakers.groups[i];
        if (group->named != named && folding && i > 0)
            fold_unnamed(html, speakers.count - i);
        named = group->named;
        put_speaker(html, group);
        put_statements(html, &speakers, group->first, folding);
    }
    const bool folded = folding && !named && speakers.count > 0 && speakers.groups[0].named;
    html_raw(html, folded ? "</details>\n" : "");
}

void html_statements(html *html)
{
    const readout_record *record = html->record;
    if (record->statements_count == 0)
        return;
    html_section(html, "statements", "Who said what", NULL);
    put_groups(html, speakers_group(html->scratch, record, false),
               record->statements_count > LONG_RECORD);
    const speakers tentative = speakers_group(html->scratch, record, true);
    if (tentative.count > 0) {
        html_raw(html,
                 "<details class=\"tentative\"><summary>Tentative statements: their verbs tell of "
                 "an act as often as of words</summary>\n");
        put_groups(html, tentative, false);
        html_raw(html, "</details>\n");
    }
    html_raw(html, "</section>\n");
}
