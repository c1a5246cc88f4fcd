/* timeline_order.c - the entries of the timeline for what reports date only by its order: "by",
 * "from" or on a day that another happening has; see order.h and timeline.h.
 *
 *   "After the talks, the ministry released"  +  "held talks on Monday (14th)" -> from the 14th
 *
 * What the order hangs on must have one day in its own report, or else one day in the whole pile;
 * otherwise the entry is undated and says what it lacks. A happening that some report dates by a
 * time needs no bound. Of several bounds the closest counts. */
#include "compare/timeline.h"

enum { MOMENTS_LOOKED_AT = 4096 };

/* The side of the day that an entry stands on. */
order timeline_side(const timeline_entry *entry)
{
    return entry->earliest.year == 0 ? ORDER_BY : entry->latest.year == 0 ? ORDER_FROM : ORDER_ON;
}

/* Is the word one for what a dated mention tells: its verb or noun, the object of "held talks", the
 * subject of "the blast killed", the talks of "talks in Rome in May"? */
static bool tells(const timeline_work *work, const moment *moment, str lemma)
{
    const time_mention *time = timeline_mention(work, moment->report, moment->time);
    const analysis *analysis = work->pile->readings[moment->report].analysis;
    if (time->head >= analysis->tokens.count)
        return false;
    if (order_same_stem(lemma, timeline_lemma(work, moment->report, time->head)))
        return true;
    const sentence *sentence = &analysis->sentences.items[time->sentence];
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const uint32_t at = sentence->first_token + i;
        const bool part = analysis->tokens.items[at].head == time->head &&
                          (analysis->tokens.items[at].deprel == DEPREL_OBJ ||
                           analysis->tokens.items[at].deprel == DEPREL_OBL ||
                           analysis->tokens.items[at].deprel == DEPREL_NSUBJ);
        const bool whole = analysis->tokens.items[time->head].deprel == DEPREL_NMOD &&
                           analysis->tokens.items[time->head].head == at;
        if ((part || whole) && order_same_stem(lemma, timeline_lemma(work, moment->report, at)))
            return true;
    }
    return false;
}

/* The only day that a happening of this word has, in its own report or else in the whole pile, and
 * the mention that gives it; NULL if there is none, or more than one. */
static const moment *only_day(const timeline_work *work, uint32_t report, str lemma)
{
    const moment *found[2] = {NULL, NULL}; /* in the pile, in the report */
    bool several[2] = {false, false};
    for (uint32_t i = 0; i < work->moments.count && i < MOMENTS_LOOKED_AT; i++) {
        const moment *moment = &work->moments.items[i];
        if (moment->length != 1 || !tells(work, moment, lemma))
            continue;
        for (int own = 0; own <= (moment->report == report); own++) {
            several[own] |= found[own] != NULL && found[own]->first != moment->first;
            if (found[own] == NULL)
                found[own] = moment;
        }
    }
    const int own = found[1] != NULL;
    return several[own] ? NULL : found[own];
}

/* Puts what is ordered by a happening on the day of that happening; false: it has none. */
static bool anchor(const timeline_work *work, ordered *ordered)
{
    const moment *moment =
        only_day(work, ordered->report, timeline_lemma(work, ordered->report, ordered->anchor));
    const str phrase = ordered->reason;
    if (moment == NULL || timeline_mention(work, moment->report, moment->time)->future) {
        ordered->reason =
            str_format(work->keep, "\"%.*s\", which no report dates", STR_ARG(phrase));
        return false;
    }
    ordered->day = moment->first - (ordered->side == ORDER_EVE);
    const time_mention *time = timeline_mention(work, moment->report, moment->time);
    const str words = str_slice(work->pile->readings[moment->report].report->text, time->span.start,
                                time->span.end);
    const str day = date_format(work->keep, time->earliest);
    ordered->reason = str_format(work->keep, "\"%.*s\", which was on %.*s (\"%.*s\")",
                                 STR_ARG(phrase), STR_ARG(day), STR_ARG(words));
    return true;
}

/* Does the entry tell the same: on the same side, with a head of the same stem and like sentences,
 * or in a copy with a sentence that is aligned? */
static bool tells_ordered(const timeline_work *work, const ordered *ordered,
                          const timeline_entry *entry, str lemma)
{
    if (entry->report == ordered->report && entry->sources.items[0].report == ordered->report &&
        ordered->anchor == TOKEN_NONE)
        return order_same_stem(lemma, timeline_lemma(work, ordered->report, ordered->head));
    const uint32_t number =
        analysis_sentence_at(work->pile->readings[entry->sources.items[0].report].analysis,
                             entry->sources.items[0].start);
    const unit *here = timeline_unit(&work->features[ordered->report], ordered->sentence);
    const unit *there = timeline_unit(&work->features[entry->sources.items[0].report], number);
    if (here == NULL || there == NULL || entry->report == ordered->report)
        return false;
    const double like = unit_similarity(&work->features[ordered->report], here,
                                        &work->features[entry->sources.items[0].report], there);
    return timeline_related(work, entry->report, ordered->report)
               ? like >= TIMELINE_SAME_IN_COPY
               : like >= TIMELINE_SAME_LONG &&
                     order_same_stem(lemma, timeline_lemma(work, ordered->report, ordered->head));
}

static void bound_entry(const timeline_work *work, timeline_entry *entry, const ordered *ordered,
                        bool dated)
{
    static const char *const precisions[] = {"before", "after", "day", "day"};
    entry->precision = dated ? precisions[ordered->side] : "unknown";
    entry->report = ordered->report;
    entry->time = ordered->time;
    entry->reason = arena_str(work->keep, ordered->reason);
    entry->words = (pile_span){ordered->report, ordered->words.start, ordered->words.end};
    if (!dated)
        return;
    const date day = date_from_days(ordered->day);
    if (ordered->side != ORDER_BY)
        entry->earliest = day;
    if (ordered->side != ORDER_FROM)
        entry->latest = day;
    entry->value = date_format(work->keep, day);
}

/* Is the new bound closer than the entry's? */
static bool is_closer(const timeline_entry *entry, const ordered *ordered)
{
    return ordered->side == ORDER_BY     ? ordered->day < date_to_days(entry->latest)
           : ordered->side == ORDER_FROM ? ordered->day > date_to_days(entry->earliest)
                                         : false;
}

static void take_ordered(timeline_work *work, ordered *ordered, uint32_t first, str *heads)
{
    const str lemma = timeline_lemma(work, ordered->report, ordered->head);
    if (ordered->anchor == TOKEN_NONE && only_day(work, ordered->report, lemma) != NULL)
        return; /* some report dates it */
    const bool dated = ordered->anchor == TOKEN_NONE || anchor(work, ordered);
    timeline_entry *entry = NULL;
    for (uint32_t i = first; i < work->comparison->timeline.count && i - first < TIMELINE_TRIES;
         i++) {
        timeline_entry *old = &work->comparison->timeline.items[i];
        const bool same_side =
            dated ? timeline_side(old) == ordered->side && old->value.len > 0 : old->value.len == 0;
        if (same_side && tells_ordered(work, ordered, old, heads[i - first])) {
            entry = old;
            break;
        }
    }
    if (entry == NULL) {
        heads[work->comparison->timeline.count - first] = lemma;
        entry = array_push(work->keep, &work->comparison->timeline);
        bound_entry(work, entry, ordered, dated);
    } else if (dated && work->original[ordered->report] == ordered->report &&
               is_closer(entry, ordered)) {
        bound_entry(work, entry, ordered, true);
    }
    const sentence *sentence =
        &work->pile->readings[ordered->report].analysis->sentences.items[ordered->sentence];
    timeline_add_span(work->keep,
                      timeline_from_copy(work, entry, ordered->report) ? &entry->copies
                                                                       : &entry->sources,
                      (pile_span){ordered->report, sentence->start, sentence->end});
}

/* Originals before copies; the entry of a happening has its closest bound. */
void timeline_add_ordered(timeline_work *work, arena *scratch)
{
    const uint32_t first = work->comparison->timeline.count;
    str *heads = arena_array(scratch, str, work->ordered.count);
    for (uint32_t copies = 0; copies < 2; copies++)
        for (uint32_t i = 0; i < work->ordered.count; i++) {
            ordered *ordered = &work->ordered.items[i];
            if ((work->original[ordered->report] != ordered->report) == (copies == 1))
                take_ordered(work, ordered, first, heads);
        }
}
