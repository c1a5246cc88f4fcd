/* claim_index.c - which propositions are worth comparing; see claim_index.h. */
#include "compare/claim_index.h"

enum { KEY_WEIGHT_MIN = 5, COMMON_MIN = 11 };

static uint32_t index_key(const term *term)
{
    return term->kind == TERM_WORD && term->group != 0 ? 0x40000000u | term->group : term->key;
}

static bool is_indexed(const term *term)
{
    return term->kind != TERM_TIME && term->weight >= KEY_WEIGHT_MIN;
}

void claim_index_add(claiming *claiming, uint32_t at)
{
    claim_index *index = claiming->index;
    const proposition *it = proposition_at(claiming, at);
    for (uint32_t i = 0; i < it->count; i++) {
        const term *term = &claiming->propositions.terms.items[it->first + i];
        if (!is_indexed(term))
            continue;
        const uint32_t key = index_key(term);
        uint32_t *first = map_put_number(&index->first, key);
        if (*first != MAP_NONE && index->postings.items[*first].proposition == at)
            continue;
        const uint32_t next = *first;
        *first = index->postings.count;
        *array_push(claiming->scratch, &index->postings) = (posting){at, next};
        uint32_t *count = map_put_number(&index->count, key);
        *count = *count == MAP_NONE ? 1 : *count + 1;
    }
}

void claim_index_gather(const claiming *claiming, uint32_t at, partners *partners)
{
    const claim_index *index = claiming->index;
    const proposition *it = proposition_at(claiming, at);
    for (uint32_t i = 0; i < it->count; i++) {
        const term *term = &claiming->propositions.terms.items[it->first + i];
        const uint32_t key = index_key(term);
        if (!is_indexed(term) || map_get_number(&index->count, key) > POSTINGS_MAX)
            continue;
        for (uint32_t k = map_get_number(&index->first, key); k != MAP_NONE;
             k = index->postings.items[k].next) {
            const uint32_t other = index->postings.items[k].proposition;
            if (partners->common[other] == 0)
                partners->touched[partners->count++] = other;
            partners->common[other] += term->weight;
        }
    }
}

/* Moves the PARTNERS_MAX that share most to the front. */
void claim_index_select(partners *partners)
{
    uint32_t enough = 0;
    for (uint32_t i = 0; i < partners->count; i++)
        if (partners->common[partners->touched[i]] >= COMMON_MIN) {
            const uint32_t swap = partners->touched[enough];
            partners->touched[enough++] = partners->touched[i];
            partners->touched[i] = swap;
        }
    const uint32_t keep = enough < PARTNERS_MAX ? enough : PARTNERS_MAX;
    for (uint32_t i = 0; i < keep; i++) {
        uint32_t best = i;
        for (uint32_t k = i + 1; k < enough; k++) {
            const uint32_t x = partners->touched[k];
            const uint32_t y = partners->touched[best];
            const uint32_t more = partners->common[x];
            const uint32_t most = partners->common[y];
            if (more > most || (more == most && x < y))
                best = k;
        }
        const uint32_t swap = partners->touched[i];
        partners->touched[i] = partners->touched[best];
        partners->touched[best] = swap;
    }
}

partners partners_new(arena *arena, uint32_t count)
{
    return (partners){arena_array(arena, uint32_t, count), arena_array(arena, uint32_t, count), 0};
}

void partners_clear(partners *partners)
{
    for (uint32_t i = 0; i < partners->count; i++)
        partners->common[partners->touched[i]] = 0;
    partners->count = 0;
}
