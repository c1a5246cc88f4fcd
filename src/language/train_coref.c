/* train_coref.c - see train_coref.h. */
#include "language/train_coref.h"

typedef array_of(coref_span) span_array;

/* "(12", "12)", "(12)", one after another. */
static void read_chains(arena *arena, str field, uint32_t at, span_array *open, span_array *spans)
{
    for (size_t i = 0; i < field.len;) {
        const bool opens = field.data[i] == '(';
        uint32_t chain = 0;
        if (opens)
            i++;
        while (i < field.len && field.data[i] >= '0' && field.data[i] <= '9')
            chain = chain * 10 + (uint32_t)(field.data[i++] - '0');
        const bool closes = i < field.len && field.data[i] == ')';
        if (opens)
            *array_push(arena, open) = (coref_span){at, at, chain};
        for (uint32_t k = open->count; closes && k-- > 0;)
            if (open->items[k].chain == chain) {
                *array_push(arena, spans) = (coref_span){open->items[k].first, at, chain};
                open->items[k] = open->items[--open->count];
                break;
            }
        while (i < field.len && field.data[i] != '(' &&
               !(field.data[i] >= '0' && field.data[i] <= '9'))
            i++;
    }
}

static uint32_t *heads_of(arena *arena, const given *given)
{
    uint32_t *heads = arena_array(arena, uint32_t, given->tokens.count + 1);
    uint32_t first = 0;
    for (uint32_t s = 0; s < given->given.count; s++) {
        const conllu_sentence *sentence = &given->given.items[s].read;
        for (uint32_t w = 0; w < sentence->words.count; w++) {
            const uint32_t head = sentence->words.items[w].head;
            heads[first + w] = head == 0 || head == UINT32_MAX ? UINT32_MAX : first + head - 1;
        }
        first += sentence->words.count;
    }
    return heads;
}

coref_chains coref_chains_of(arena *arena, const given *given)
{
    span_array open = {0};
    span_array spans = {0};
    uint32_t at = 0;
    for (uint32_t s = 0; s < given->given.count; s++) {
        const conllu_sentence *sentence = &given->given.items[s].read;
        for (uint32_t w = 0; w < sentence->words.count; w++, at++) {
            str field;
            if (conllu_value(sentence->words.items[w].misc, STR("Entity"), &field))
                read_chains(arena, field, at, &open, &spans);
        }
    }
    coref_chains chains = {.heads = heads_of(arena, given)};
    for (uint32_t i = 0; i < spans.count; i++)
        *array_push(arena, &chains.spans) = spans.items[i];
    return chains;
}

/* The head of a mention by the given trees. */
static uint32_t head_of(const uint32_t *heads, const coref_span *span)
{
    for (uint32_t at = span->first; at <= span->last; at++)
        if (heads[at] < span->first || heads[at] > span->last)
            return at;
    return span->first;
}

uint32_t coref_chain_at(const coref_chains *chains, uint32_t at, uint32_t *start)
{
    const coref_span *best = NULL;
    bool best_head = false;
    for (uint32_t i = 0; i < chains->spans.count; i++) {
        const coref_span *span = &chains->spans.items[i];
        if (at < span->first || at > span->last)
            continue;
        const bool head = head_of(chains->heads, span) == at;
        const bool shorter = best != NULL && span->last - span->first < best->last - best->first;
        if (best == NULL || (head && !best_head) || (head == best_head && shorter)) {
            best = span;
            best_head = head;
        }
    }
    if (start != NULL && best != NULL)
        *start = best->first;
    return best != NULL ? best->chain : UINT32_MAX;
}

bool coref_starts_chain(const coref_chains *chains, uint32_t chain, uint32_t at)
{
    for (uint32_t i = 0; i < chains->spans.count; i++)
        if (chains->spans.items[i].chain == chain && chains->spans.items[i].last < at)
            return false;
    return true;
}
