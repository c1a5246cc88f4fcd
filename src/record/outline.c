/* outline.c - see outline.h. */
#include "record/outline.h"

#include "base/map.h"
#include "base/utf8.h"

/* ---- Copies --------------------------------------------------------------------------- */

static bool descends_from(const fold *fold, uint32_t report, uint32_t ancestor)
{
    while (report != READOUT_NONE && report != ancestor)
        report = fold->parent[report];
    return report == ancestor;
}

static uint32_t *fill(arena *arena, uint32_t count)
{
    uint32_t *items = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        items[i] = READOUT_NONE;
    return items;
}

/* Chains of copies are short, so walking up them for each copy is cheap. */
fold fold_reports(arena *arena, const readout_record *record)
{
    const uint32_t count = record->reports_count;
    fold fold = {
        fill(arena, count), fill(arena, count), fill(arena, count), fill(arena, count), 0, 0};
    for (uint32_t i = 0; i < record->copies_count; i++) {
        const readout_copy *copy = &record->copies[i];
        if (copy->copy >= count || copy->of >= count || fold.parent[copy->copy] != READOUT_NONE ||
            descends_from(&fold, copy->of, copy->copy))
            continue;
        fold.parent[copy->copy] = copy->of;
        fold.copy[copy->copy] = i;
        fold.copies++;
    }
    for (uint32_t i = count; i-- > 0;) {
        if (fold.parent[i] != READOUT_NONE) {
            fold.next[i] = fold.first[fold.parent[i]];
            fold.first[fold.parent[i]] = i;
        }
        if (record->reports[i].text.len == 0)
            fold.unread++;
    }
    return fold;
}

enum { LINKS_MAX = 16 };

/* ---- Speakers ------------------------------------------------------------------------- */

/* Links lead backwards, so they end. */
const readout_statement *speaker_first(const readout_record *record, const readout_statement *said)
{
    for (int steps = 0; steps < LINKS_MAX && said->speaker.entity == READOUT_NONE &&
                        said->speaker.same_as < record->statements_count;
         steps++)
        said = &record->statements[said->speaker.same_as];
    return said;
}

/* "The official" belongs to the one that he is. */
static str speaker_key(arena *arena, const readout_record *record, const readout_statement *said)
{
    buffer key = {.arena = arena};
    said = speaker_first(record, said);
    if (said->speaker.entity != READOUT_NONE) {
        buffer_format(&key, "e%u", said->speaker.entity);
    } else if (said->speaker.text.len > 0) {
        if (said->speaker.named)
            buffer_add(&key, STR("n:"));
        else
            buffer_format(&key, "r%u:", said->report);
        buffer_add(&key, utf8_fold(arena, said->speaker.text));
    }
    return buffer_str(&key);
}

static speaker_group new_group(const readout_record *record, uint32_t statement)
{
    const readout_statement *said = &record->statements[statement];
    const uint32_t entity = said->speaker.entity;
    return (speaker_group){.first = statement,
                           .last = statement,
                           .entity = entity,
                           .named = said->speaker.named,
                           .present = entity != READOUT_NONE || said->speaker.text.len > 0};
}

/* 0 named, 1 unnamed, 2 nobody. */
static unsigned rank(const speaker_group *group)
{
    return !group->present ? 2 : group->named ? 0 : 1;
}

static void sort_by_rank(arena *arena, speakers *speakers)
{
    speaker_group *sorted = arena_array(arena, speaker_group, speakers->count);
    uint32_t done = 0;
    for (unsigned wanted = 0; wanted < 3; wanted++)
        for (uint32_t i = 0; i < speakers->count; i++)
            if (rank(&speakers->groups[i]) == wanted)
                sorted[done++] = speakers->groups[i];
    speakers->groups = sorted;
}

speakers speakers_group(arena *arena, const readout_record *record, bool tentative)
{
    const uint32_t count = record->statements_count;
    speakers speakers = {.groups = arena_array(arena, speaker_group, count),
                         .next = fill(arena, count)};
    map known = {.arena = arena};
    for (uint32_t i = 0; i < count; i++) {
        const readout_statement *said = &record->statements[i];
        if (said->tentative != tentative)
            continue;
        uint32_t *at = map_put(&known, speaker_key(arena, record, said));
        if (*at == MAP_NONE) {
            *at = speakers.count++;
            speakers.groups[*at] = new_group(record, i);
        } else {
            speaker_group *group = &speakers.groups[*at];
            speakers.next[group->last] = i;
            group->last = i;
            group->named = group->named || said->speaker.named;
        }
    }
    sort_by_rank(arena, &speakers);
    return speakers;
}

static str without_article(str text)
{
    const size_t article = STR("the ").len;
    return str_starts_nocase(text, STR("the ")) ? str_slice(text, article, text.len) : text;
}

bool channel_is_told(const readout_record *record, const readout_statement *said, size_t step)
{
    const str text = without_article(said->channel[step].text);
    return str_equal(text, without_article(said->speaker.text)) ||
           str_equal(text, without_article(readout_record_text(record, said->addressee.span)));
}

/* ---- Names and marks ------------------------------------------------------------------ */

str report_name(const readout_report *report)
{
    if (report->outlet.len > 0)
        return report->outlet;
    size_t start = report->path.len;
    while (start > 0 && report->path.data[start - 1] != '/')
        start--;
    const str file = str_slice(report->path, start, report->path.len);
    return file.len > 0 ? file : report->id;
}

readout_span span_with_marks(const readout_record *record, readout_span span)
{
    if (readout_record_text(record, span).len == 0)
        return span;
    const str text = record->reports[span.report].text;
    size_t start = span.start;
    size_t end = span.end;
    if (start > 0 && utf8_is_quote(utf8_previous(text, &start)))
        span.start = (uint32_t)start;
    if (end < text.len && utf8_is_quote(utf8_next(text, &end)))
        span.end = (uint32_t)end;
    return span;
}

size_t quotation_base(const readout_record *record, const readout_quotation *quotation)
{
    size_t base = 0;
    for (size_t i = 1; quotation->verdict == READOUT_EXTRACT && i < quotation->version_count; i++)
        if (readout_record_text(record, quotation->versions[i].span).len >
            readout_record_text(record, quotation->versions[base].span).len)
            base = i;
    return base;
}
