/* content_quotes.c - the quotations that a cue marks.
 *
 *     "It was so," said Reeve. / Reeve said: "It was so."     beside the cue's clause
 *     The gate was "as good as locked," he said               with the words before it
 *     "It was so." Reeve said.                                a sentence of nothing else
 *     issued the following statement: "It was so."            announced, also in a new paragraph */
#include "base/utf8.h"
#include "facts/content.h"

enum {
    GAP_MAX = 3, /* marks between a cue's clause and a quotation that it marks */
    APPOSITION_MAX = 30,
    INVERTED_MAX = 6,
    ANNOUNCED_MAX = 6 /* words between the cue and the colon */
};

/* The cue with its subject, auxiliaries and adverbs: what is told apart from the content. */
static range core_of(const syntax *syntax, const candidate *candidate)
{
    range core = {candidate->at, candidate->at + 1};
    for (uint32_t child = syntax->child[candidate->at]; child != TOKEN_NONE;
         child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (deprel == DEPREL_CCOMP || deprel == DEPREL_PUNCT || deprel == DEPREL_PARATAXIS ||
            deprel == DEPREL_CONJ || deprel == DEPREL_CC)
            continue;
        const range whole = whole_of(syntax, child);
        core.start = whole.start < core.start ? whole.start : core.start;
        core.end = whole.end > core.end ? whole.end : core.end;
    }
    return core;
}
static bool same_block(const syntax *syntax, uint32_t a, uint32_t b)
{
    const sentence *sentences = syntax->analysis->sentences.items;
    return sentences[syntax->sentence[a]].block == sentences[syntax->sentence[b]].block;
}

/* Steps back over a quotation mark, in one byte or in the three of a curly one. */
static bool is_quote_end(str text, uint32_t *end)
{
    size_t before = *end;
    const uint32_t c = utf8_previous(text, &before);
    if (!utf8_is_quote(c) && !utf8_is_space(c))
        return false;
    *end = (uint32_t)before;
    return true;
}

/* May a sentence behind this quotation still tell whose it is? "Why?" asked Reeve. But a
 * quotation that ends in a full stop is done. */
static bool is_unfinished(const syntax *syntax, uint32_t quote)
{
    const text_span inside = syntax->facts->quotes.items[quote].inside;
    uint32_t end = inside.end; /* the mark of a quotation inside it does not count */
    while (end > inside.start + 1 && (unsigned char)syntax->report->text.data[end - 1] != ',' &&
           is_quote_end(syntax->report->text, &end))
        ;
    const char last = syntax->report->text.data[end - 1];
    return last == ',' || last == '?' || last == '!';
}

/* The quotation that ends right before token `at`, or begins right at it: only marks between. */
static uint32_t quote_left_of(const syntax *syntax, uint32_t at)
{
    for (uint32_t k = at; k-- > 0 && at - k <= GAP_MAX && same_block(syntax, k, at);) {
        if (syntax->quote[k] != UINT32_MAX)
            return syntax->sentence[k] == syntax->sentence[at] ||
                           is_unfinished(syntax, syntax->quote[k])
                       ? syntax->quote[k]
                       : UINT32_MAX;
        if (syntax->tokens[k].is_word)
            break;
    }
    return UINT32_MAX;
}

static uint32_t quote_right_of(const syntax *syntax, uint32_t at)
{
    for (uint32_t k = at; k < syntax->count && k - at <= GAP_MAX && same_block(syntax, k, at - 1);
         k++) {
        if (syntax->sentence[k] != syntax->sentence[at - 1] && !word_is(syntax, k - 1, ":"))
            break;
        if (syntax->quote[k] != UINT32_MAX)
            return syntax->quote[k];
        if (syntax->tokens[k].is_word)
            break;
    }
    return UINT32_MAX;
}

/* The cue with its subject and auxiliaries alone. */
range content_kernel(const syntax *syntax, const candidate *candidate)
{
    range kernel = {candidate->at, candidate->at + 1};
    for (uint32_t child = syntax->child[candidate->at]; child != TOKEN_NONE;
         child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (deprel != DEPREL_AUX && deprel != DEPREL_ADVMOD && child != candidate->source)
            continue;
        const range whole = whole_of(syntax, child);
        if (deprel == DEPREL_ADVMOD && whole.end - whole.start > 2)
            continue;
        kernel.start = whole.start < kernel.start ? whole.start : kernel.start;
        kernel.end = whole.end > kernel.end ? whole.end : kernel.end;
    }
    const uint32_t source = candidate->source; /* "said the official", wherever the tree has it */
    if (source != TOKEN_NONE && source > candidate->at && source - candidate->at < INVERTED_MAX &&
        source >= kernel.end)
        kernel.end = source + 1;
    return kernel;
}

static bool take_quote(const syntax *syntax, candidate *candidate, uint32_t quote)
{
    if (quote == UINT32_MAX || syntax->facts->quotes.items[quote].words < 2)
        return false;
    const text_span inside = syntax->facts->quotes.items[quote].inside;
    range piece = {analysis_token_at(syntax->analysis, inside.start), 0};
    piece.end = piece.start;
    while (piece.end < syntax->count && syntax->tokens[piece.end].start < inside.end)
        piece.end++;
    candidate->frame = FRAME_QUOTE;
    content_add(candidate, piece);
    return piece.start < piece.end;
}

/* "It was so." Reeve said. Where a sentence has nothing but who speaks, the quotation before it is
 * his, whatever it ends in. */
static bool is_all_of_sentence(const syntax *syntax, range kernel)
{
    const range sentence = trimmed(syntax, sentence_range(syntax, syntax->sentence[kernel.start]));
    return sentence.start >= kernel.start && sentence.end <= kernel.end;
}

static uint32_t finished_quote_left_of(const syntax *syntax, uint32_t at)
{
    for (uint32_t k = at; k-- > 0 && at - k <= GAP_MAX + 1 && same_block(syntax, k, at);) {
        if (syntax->quote[k] != UINT32_MAX)
            return syntax->quote[k];
        if (syntax->tokens[k].is_word)
            break;
    }
    return UINT32_MAX;
}

/* The gate was "as good as locked," he said: the words of the sentence before the quotation. */
static void take_lead(const syntax *syntax, candidate *candidate)
{
    const uint32_t first = candidate->pieces[0].start;
    const range sentence = sentence_range(syntax, syntax->sentence[first]);
    for (uint32_t at = sentence.start; at < first; at++)
        if (word_is(syntax, at, ":") || syntax->quote[at] != UINT32_MAX ||
            lemma_is(syntax, at, "say tell add write ask call note"))
            return;
    if (first > sentence.start + 1)
        candidate->pieces[0].start = trimmed(syntax, (range){sentence.start, first}).start;
}

/* "It was so," Reeve said; "It was so," said Reeve: the surest sign of all. */
bool content_quotation_before(const syntax *syntax, candidate *candidate)
{
    if (syntax->quote[candidate->at] != UINT32_MAX || candidate->cue->kind != 'v' ||
        str_ends_nocase(syntax_word(syntax, candidate->at), STR("ing")))
        return false;
    const range kernel = content_kernel(syntax, candidate);
    if (candidate->pointer != TOKEN_NONE || kernel.start == 0)
        return false;
    uint32_t quote = quote_left_of(syntax, kernel.start);
    if (quote == UINT32_MAX && is_all_of_sentence(syntax, kernel))
        quote = finished_quote_left_of(syntax, kernel.start);
    const uint32_t clause = child_by(syntax, candidate->at, DEPREL_CCOMP);
    if (clause != TOKEN_NONE && clause > candidate->at && syntax->quote[clause] != quote)
        return false; /* "...," he said, and denied that it was so */
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    /* "...," Reeve, the harbour master, said: back over the words between commas */
    for (uint32_t at = kernel.start; quote == UINT32_MAX && cue_is_strong(candidate->cue) &&
                                     at > sentence.start && kernel.start - at < APPOSITION_MAX;
         at--)
        if (lemma_is(syntax, at - 1, "say tell add write ask") &&
            upos_at(syntax, at - 1) == UPOS_VERB)
            return false; /* the quotation is another's */
        else if (!syntax->tokens[at - 1].is_word)
            quote = quote_left_of(syntax, at);
    if (quote == UINT32_MAX || syntax->facts->quotes.items[quote].words <= 3 ||
        !take_quote(syntax, candidate, quote))
        return false;
    take_lead(syntax, candidate);
    return true;
}

/* Reeve said[, in a statement]: "It was so." */
bool content_quotation(const syntax *syntax, candidate *candidate)
{
    if (syntax->quote[candidate->at] != UINT32_MAX)
        return false;
    const range core = core_of(syntax, candidate);
    uint32_t quote = quote_right_of(syntax, candidate->at + 1);
    if (quote == UINT32_MAX && core.end > candidate->at)
        quote = quote_right_of(syntax, core.end);
    if (quote == UINT32_MAX && core.start > 0)
        quote = quote_left_of(syntax, core.start);
    return take_quote(syntax, candidate, quote);
}
/* Issued the following statement: "It was so." */
bool content_announced(const syntax *syntax, candidate *candidate)
{
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    uint32_t at = candidate->at + 1;
    if (candidate->cue->kind != 'v')
        return false;
    while (at < sentence.end && at - candidate->at < ANNOUNCED_MAX && !word_is(syntax, at, ":") &&
           upos_at(syntax, at) != UPOS_VERB && syntax->quote[at] == UINT32_MAX)
        at++;
    if (!word_is(syntax, at, ":") || at >= sentence.end)
        return false;
    uint32_t quote = quote_right_of(syntax, at + 1);
    if (quote == UINT32_MAX && at + 1 == sentence.end) /* in a paragraph of its own */
        for (uint32_t k = at + 1; k < syntax->count && k <= at + 2 && quote == UINT32_MAX; k++)
            quote = syntax->quote[k];
    return quote != syntax->quote[candidate->at] && take_quote(syntax, candidate, quote);
}
