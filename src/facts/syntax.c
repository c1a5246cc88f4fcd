/* syntax.c - children and extents of the nodes of dependency trees; see syntax.h.
 *
 * Extents are worked out from the leaves up: a token is done when all its children are, so that
 * the time is linear also for the deep trees of hostile text. */
#include "facts/syntax.h"

#include "base/utf8.h"

#include <string.h>

static void link_children(syntax *syntax)
{
    for (uint32_t at = 0; at < syntax->count; at++) {
        syntax->child[at] = syntax->next[at] = TOKEN_NONE;
        syntax->low[at] = at;
        syntax->high[at] = at + 1;
    }
    if (!syntax->analysis->has_trees)
        return;
    for (uint32_t at = syntax->count; at-- > 0;) {
        const uint32_t head = syntax->tokens[at].head;
        if (head >= syntax->count || head == at)
            continue;
        syntax->next[at] = syntax->child[head];
        syntax->child[head] = at;
    }
}

static void spread_extents(syntax *syntax, arena *scratch)
{
    uint32_t *open = arena_array(scratch, uint32_t, syntax->count); /* children not done */
    uint32_t *ready = arena_array(scratch, uint32_t, syntax->count);
    uint32_t count = 0;
    for (uint32_t at = 0; at < syntax->count; at++)
        for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
            open[at]++;
    for (uint32_t at = 0; at < syntax->count; at++)
        if (open[at] == 0)
            ready[count++] = at;
    for (uint32_t done = 0; done < count; done++) {
        const uint32_t at = ready[done];
        const uint32_t head = syntax->tokens[at].head;
        if (!syntax->analysis->has_trees || head >= syntax->count || head == at)
            continue;
        if (syntax->low[at] < syntax->low[head])
            syntax->low[head] = syntax->low[at];
        if (syntax->high[at] > syntax->high[head])
            syntax->high[head] = syntax->high[at];
        if (--open[head] == 0)
            ready[count++] = head;
    }
}

static void mark_quotes(syntax *syntax)
{
    const quote_array *quotes = &syntax->facts->quotes;
    uint32_t number = 0;
    for (uint32_t at = 0; at < syntax->count; at++) {
        const token *token = &syntax->tokens[at];
        while (number < quotes->count && quotes->items[number].end <= token->start)
            number++;
        const bool inside = number < quotes->count &&
                            quotes->items[number].inside.start <= token->start &&
                            token->end <= quotes->items[number].inside.end;
        syntax->quote[at] = inside ? number : UINT32_MAX;
    }
}

syntax syntax_of(arena *arena, const report *report, const analysis *analysis, const facts *facts)
{
    const uint32_t count = analysis->tokens.count;
    syntax syntax = {.report = report,
                     .analysis = analysis,
                     .facts = facts,
                     .tokens = analysis->tokens.items,
                     .count = count,
                     .child = arena_array(arena, uint32_t, count),
                     .next = arena_array(arena, uint32_t, count),
                     .low = arena_array(arena, uint32_t, count),
                     .high = arena_array(arena, uint32_t, count),
                     .quote = arena_array(arena, uint32_t, count),
                     .sentence = arena_array(arena, uint32_t, count)};
    link_children(&syntax);
    spread_extents(&syntax, arena);
    mark_quotes(&syntax);
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        const sentence *sentence = &analysis->sentences.items[i];
        for (uint32_t k = 0; k < sentence->token_count; k++)
            syntax.sentence[sentence->first_token + k] = i;
    }
    return syntax;
}

str syntax_word(const syntax *syntax, uint32_t at)
{
    return at < syntax->count ? token_text(syntax->report, &syntax->tokens[at]) : (str){NULL, 0};
}

str syntax_lemma(const syntax *syntax, uint32_t at)
{
    if (at >= syntax->count)
        return (str){NULL, 0};
    const str lemma = syntax->tokens[at].lemma;
    return lemma.len > 0 ? lemma : syntax_word(syntax, at);
}

/* The choices are in lower case. */
static bool is_one_of(str word, const char *choices)
{
    char key[24];
    if (word.len == 0 || word.len >= sizeof key)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        const char c = word.data[i];
        if (c == '\0' || c == ' ')
            return false;
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    key[word.len] = '\0';
    for (const char *at = choices; (at = strstr(at, key)) != NULL; at++) {
        const char behind = at[word.len];
        if ((at == choices || at[-1] == ' ') && (behind == ' ' || behind == '\0'))
            return true;
    }
    return false;
}

bool word_is(const syntax *syntax, uint32_t at, const char *choices)
{
    return is_one_of(syntax_word(syntax, at), choices);
}

bool lemma_is(const syntax *syntax, uint32_t at, const char *choices)
{
    return is_one_of(syntax_lemma(syntax, at), choices);
}

bool name_is(const syntax *syntax, uint32_t at, const char *kind)
{
    const uint16_t tag = syntax->tokens[at].name;
    return tag != NAME_TAG_NONE &&
           str_equal(label_at(&syntax->analysis->labels->names, name_tag_kind(tag)), str_of(kind));
}

bool relation_is(const syntax *syntax, uint32_t at, const char *relation)
{
    if (at >= syntax->count || !syntax->analysis->has_trees)
        return false;
    return str_equal(label_at(&syntax->analysis->labels->relations, syntax->tokens[at].relation),
                     str_of(relation));
}

uint32_t child_by(const syntax *syntax, uint32_t at, deprel deprel)
{
    uint32_t child = syntax->child[at];
    while (child != TOKEN_NONE && deprel_at(syntax, child) != deprel)
        child = syntax->next[child];
    return child;
}

uint32_t child_by_relation(const syntax *syntax, uint32_t at, const char *relation)
{
    uint32_t child = syntax->child[at];
    while (child != TOKEN_NONE && !relation_is(syntax, child, relation))
        child = syntax->next[child];
    return child;
}

uint32_t case_of(const syntax *syntax, uint32_t at)
{
    return child_by(syntax, at, DEPREL_CASE);
}

bool is_below(const syntax *syntax, uint32_t at, uint32_t head)
{
    for (uint32_t steps = 0; at < syntax->count && steps < SENTENCE_TOKENS_MAX; steps++) {
        if (at == head)
            return true;
        at = syntax->tokens[at].head;
    }
    return false;
}

range whole_of(const syntax *syntax, uint32_t at)
{
    return (range){syntax->low[at], syntax->high[at]};
}

/* A mark that is no part of what stands beside it. */
static bool is_loose_mark(const syntax *syntax, uint32_t at)
{
    const str word = syntax_word(syntax, at);
    if (syntax->tokens[at].is_word || word.len == 0)
        return false;
    const uint32_t c = utf8_peek(word, 0);
    return utf8_is_quote(c) || c == ',' || c == ';' || c == ':' || c == '.' || c == '-' ||
           c == 0x2013 || c == 0x2014 || c == 0x2026 || c == '/';
}

range trimmed(const syntax *syntax, range range)
{
    while (range.start < range.end && is_loose_mark(syntax, range.start))
        range.start++;
    while (range.end > range.start && is_loose_mark(syntax, range.end - 1))
        range.end--;
    return range;
}

text_span text_of(const syntax *syntax, range range)
{
    if (range.start >= range.end)
        return (text_span){0, 0};
    return (text_span){syntax->tokens[range.start].start, syntax->tokens[range.end - 1].end};
}

uint32_t names_from(const analysis *analysis, uint32_t token)
{
    uint32_t low = 0;
    uint32_t high = analysis->names.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (analysis->names.items[middle].first_token + analysis->names.items[middle].token_count <=
            token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

range sentence_range(const syntax *syntax, uint32_t sentence)
{
    const struct sentence *it = &syntax->analysis->sentences.items[sentence];
    return (range){it->first_token, it->first_token + it->token_count};
}
