/* claim_folds.c - parts of a claim that are told in no other place than the claim itself.
 *
 *   pile A   r1 "The pilot turned the ship around"        r2 "The pilot turned the ship around"
 *   pile B   r1 "the ship around, which was full"         r2 "the ship, which was full"
 *            every place of B hangs on a place of A, and A has no other: B is no claim beside A
 *
 * A noun phrase, a relative or participle clause, a second verb with the same subject is folded
 * into the clause that it is told with when both stand in the same sentences, on the same word, and
 * in the same mood. No count can change by it. Decided by originals alone, before copies join. */
#include "compare/claims.h"

/* The proposition with a head, among those of its sentence. */
static uint32_t proposition_with(const claiming *claiming, const proposition *it, uint32_t head)
{
    const uint32_t end = claiming->propositions.first_of[it->report + 1];
    for (uint32_t at = first_from_sentence(claiming, it->report, it->sentence);
         at < end && proposition_at(claiming, at)->sentence == it->sentence; at++)
        if (proposition_at(claiming, at)->head == head)
            return at;
    return READOUT_NONE;
}

/* The pile of the clause that a member is told with, or READOUT_NONE. */
static uint32_t lead_of(const claiming *claiming, const member *member)
{
    const proposition *it = proposition_at(claiming, member->proposition);
    if (it->lead == TOKEN_NONE || it->includes)
        return READOUT_NONE;
    const uint32_t at = proposition_with(claiming, it, it->lead);
    if (at == READOUT_NONE)
        return READOUT_NONE;
    const proposition *lead = proposition_at(claiming, at);
    const bool same_tone = it->statement == lead->statement && it->negated == lead->negated &&
                           (it->nominal || it->mood == lead->mood);
    return same_tone ? claiming->cluster_of[at] : READOUT_NONE;
}

static member *member_in(cluster *cluster, const member *of)
{
    for (uint32_t i = 0; i < cluster->members.count; i++)
        if (cluster->members.items[i].report == of->report &&
            cluster->members.items[i].sentence == of->sentence)
            return &cluster->members.items[i];
    return NULL;
}

static uint32_t pile_to_fold_into(claiming *claiming, uint32_t number)
{
    cluster *part = &claiming->clusters.items[number];
    uint32_t into = READOUT_NONE;
    if (part->gone || part->denial || part->opposes.count > 0)
        return READOUT_NONE;
    for (uint32_t i = 0; i < part->members.count; i++) {
        const member *member = &part->members.items[i];
        const uint32_t lead =
            member->proposition == READOUT_NONE || member->bearing != READOUT_BEARING_SUPPORT
                ? READOUT_NONE
                : lead_of(claiming, member);
        if (lead == READOUT_NONE || lead == number || (into != READOUT_NONE && lead != into))
            return READOUT_NONE;
        into = lead;
    }
    if (into == READOUT_NONE)
        return READOUT_NONE;
    cluster *whole = &claiming->clusters.items[into];
    if (whole->gone || whole->denial)
        return READOUT_NONE;
    for (uint32_t i = 0; i < whole->members.count; i++)
        if (member_in(part, &whole->members.items[i]) == NULL)
            return READOUT_NONE;
    return into;
}

static void fold(claiming *claiming, uint32_t from, uint32_t into)
{
    cluster *part = &claiming->clusters.items[from];
    cluster *whole = &claiming->clusters.items[into];
    for (uint32_t i = 0; i < part->members.count; i++) {
        const member *piece = &part->members.items[i];
        member *member = member_in(whole, piece);
        claiming->cluster_of[piece->proposition] = into;
        if (member == NULL)
            continue;
        member->span.start =
            piece->span.start < member->span.start ? piece->span.start : member->span.start;
        member->span.end = piece->span.end > member->span.end ? piece->span.end : member->span.end;
    }
    part->gone = true;
}

void piles_fold(claiming *claiming)
{
    for (uint32_t i = claiming->clusters.count; i-- > 0;) {
        const uint32_t into = pile_to_fold_into(claiming, i);
        if (into != READOUT_NONE)
            fold(claiming, i, into);
    }
}
