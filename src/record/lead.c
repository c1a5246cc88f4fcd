/* lead.c - the lead of a story: sentences of its reports, none made up. First the opening of the
 * report that leads, as its reporter summed it up; then a sentence of the first contested claim,
 * and one of the next that two documents carry. The inverted pyramid of news writing makes the
 * opening hard to beat as a summary (the "lead baseline" of text summarisation). */
#include "record/outline.h"

enum { BYTES_MIN = 40, BYTES_MAX = 400, DATELINE_BYTES_MAX = 90 };

uint32_t leading_report(const readout_record *record, const fold *fold)
{
    for (uint32_t i = 0; i < record->reports_count; i++)
        if (fold->parent[i] == READOUT_NONE && record->reports[i].title.len > 0)
            return i;
    return READOUT_NONE;
}

/* Behind "PORT CALDER, Sept 12 (Wire) - ". */
static void skip_dateline(const readout_record *record, readout_span *span)
{
    static const char *const dashes[] = {") - ", ") – ", ") — ", ") -- "};
    const str words = readout_record_text(record, *span);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        const str dash = str_of(dashes[i]);
        const size_t at = str_find(words, dash, 0);
        if (at < DATELINE_BYTES_MAX)
            span->start += (uint32_t)(at + dash.len);
    }
}

/* Whole, not too long, and not leaning on what stands before it? */
static bool stands_alone(const readout_record *record, readout_span span)
{
    static const char *const leaning[] = {"But ", "And ", "He ",     "She ",   "They ",  "It ",
                                          "His ", "Her ", "That ",   "This ",  "These ", "Such ",
                                          "So ",  "Yet ", "However", "Those ", "Their ", "Its "};
    static const char *const told[] = {" he said.",  " she said.",  " they said.",  " it said.",
                                       " he added.", " she added.", " they added.", " it added."};
    const str words = readout_record_text(record, span);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (str_ends(words, str_of(told[i])))
            return false;
    if (words.len < BYTES_MIN || words.len > BYTES_MAX || words.data[0] < 'A' ||
        words.data[0] > 'Z' || !str_ends(words, STR(".")))
        return false;
    for (size_t i = 0; i < sizeof leaning / sizeof leaning[0]; i++)
        if (str_starts(words, str_of(leaning[i])))
            return false;
    return true;
}

static bool opening_of(const readout_record *record, uint32_t report, readout_span *span)
{
    enum { SENTENCES_LOOKED_AT = 6 };
    const readout_report *it = &record->reports[report];
    for (uint32_t i = 0; i < it->sentence_count && i < SENTENCES_LOOKED_AT; i++) {
        const readout_sentence *sentence = &record->sentences[it->first_sentence + i];
        *span = sentence->span;
        skip_dateline(record, span);
        if (sentence->kind == READOUT_SENTENCE_PROSE &&
            !str_equal(readout_record_text(record, *span), it->title) &&
            stands_alone(record, *span))
            return true;
    }
    return false;
}

/* The sentence around a claim's text. */
static bool sentence_of(const readout_record *record, const readout_claim *claim,
                        readout_span *span)
{
    *span = (readout_span){READOUT_NONE, 0, 0};
    for (size_t i = 0; i < claim->span_count; i++)
        if (claim->spans[i].span.report == claim->text.report &&
            claim->spans[i].span.start == claim->text.start &&
            claim->spans[i].sentence < record->sentences_count)
            *span = record->sentences[claim->spans[i].sentence].span;
    if (span->report == READOUT_NONE)
        return false;
    skip_dateline(record, span);
    return stands_alone(record, *span);
}

static bool add(readout_span *lead, uint32_t *count, readout_span span)
{
    for (uint32_t i = 0; i < *count; i++)
        if (lead[i].report == span.report && lead[i].end == span.end)
            return false;
    lead[(*count)++] = span;
    return true;
}

uint32_t lead_of(const readout_record *record, const fold *fold, readout_span lead[LEAD_MAX])
{
    uint32_t count = 0;
    readout_span span;
    const uint32_t leading = leading_report(record, fold);
    if (leading != READOUT_NONE && opening_of(record, leading, &span))
        add(lead, &count, span);
    for (int contested = 1; contested >= 0; contested--) {
        for (uint32_t i = 0; i < record->claims_count && count < LEAD_MAX; i++) {
            const readout_claim *claim = &record->claims[i];
            if ((claim->status == READOUT_CLAIM_CONTESTED) == (contested != 0) && !claim->denial &&
                claim->asserted.documents > 1 && sentence_of(record, claim, &span) &&
                add(lead, &count, span))
                break;
        }
    }
    return count;
}
