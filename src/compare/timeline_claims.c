/* timeline_claims.c - the claim that an entry of the timeline carries.
 *
 *   entry   r1 |---- its words, or its sentence ----|
 *   claim   r1      |---- a place of its ----|           shared bytes over all bytes of both
 *
 * The claim with a place that has most in common with the words that tell the entry, in its own
 * report first; none where less than SHARED of both is the same. */
#include "compare/timeline.h"

#define SHARED 0.3

typedef struct place {
    uint32_t claim;
    pile_span span;
    uint32_t next; /* of the same sentence, or MAP_NONE */
} place;

typedef struct places {
    array_of(place) items;
    map of_sentence; /* report and sentence -> its last place */
} places;

static uint64_t sentence_key(uint32_t report, uint32_t sentence)
{
    return (uint64_t)report << 32 | sentence;
}

static void list_places(arena *scratch, const comparison *comparison, places *places)
{
    places->of_sentence.arena = scratch;
    for (uint32_t i = 0; i < comparison->claims.count; i++) {
        const claim *claim = &comparison->claims.items[i];
        for (uint32_t k = 0; k < claim->spans.count; k++) {
            const claim_span *span = &claim->spans.items[k];
            if (span->bearing != READOUT_BEARING_SUPPORT)
                continue;
            uint32_t *last = map_put_number(&places->of_sentence,
                                            sentence_key(span->span.report, span->sentence));
            const uint32_t next = *last;
            *last = places->items.count;
            *array_push(scratch, &places->items) = (place){i, span->span, next};
        }
    }
}

static double shared_of(pile_span a, pile_span b)
{
    const uint32_t start = a.start > b.start ? a.start : b.start;
    const uint32_t end = a.end < b.end ? a.end : b.end;
    const uint32_t first = a.start < b.start ? a.start : b.start;
    const uint32_t last = a.end > b.end ? a.end : b.end;
    return end > start ? (double)(end - start) / (last - first) : 0;
}

static uint32_t claim_of(const pile *pile, const places *places, const timeline_entry *entry)
{
    const bool worded = entry->words.end > entry->words.start;
    double most = SHARED;
    uint32_t best = READOUT_NONE;
    for (uint32_t i = 0; i < entry->sources.count && (i == 0 || best == READOUT_NONE); i++) {
        const pile_span told = i == 0 && worded ? entry->words : entry->sources.items[i];
        const uint32_t sentence =
            analysis_sentence_at(pile->readings[told.report].analysis, told.start);
        for (uint32_t at =
                 map_get_number(&places->of_sentence, sentence_key(told.report, sentence));
             at != MAP_NONE; at = places->items.items[at].next) {
            const place *place = &places->items.items[at];
            /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a slot has its place */
            const double shared = shared_of(told, place->span);
            if (shared > most || (shared >= most && best != READOUT_NONE && place->claim < best)) {
                most = shared;
                best = place->claim;
            }
        }
    }
    return best;
}

void timeline_add_claims(arena *scratch, const pile *pile, comparison *comparison)
{
    places places = {.of_sentence = {.arena = scratch}};
    list_places(scratch, comparison, &places);
    for (uint32_t i = 0; i < comparison->timeline.count; i++)
        comparison->timeline.items[i].claim =
            claim_of(pile, &places, &comparison->timeline.items[i]);
}
