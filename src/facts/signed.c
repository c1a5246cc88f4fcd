/* signed.c - statements that only punctuation marks: a colon behind a name, a dash before one.
 *
 *     REEVE: The gate was locked.                                a headline, a transcript
 *     "It was locked." - Tom Reeve                               a quotation, signed
 *     It was locked! — Tom Reeve (@reeve) March 14, 2022         a post, put into a report */
#include "facts/said.h"

enum { HEADLINE_SPEAKER_MAX = 5, QUOTED_WORDS_MIN = 4, POST_BYTES_MAX = 320, HANDLE_TOKENS = 8 };

/* The quotation that ends just before the token: only marks between. */
static uint32_t quote_before(const syntax *syntax, uint32_t at)
{
    for (uint32_t k = at; k-- > 0 && at - k <= 3;) {
        if (syntax->quote[k] != UINT32_MAX)
            return syntax->quote[k];
        if (syntax->tokens[k].is_word)
            break;
    }
    return UINT32_MAX;
}

/* All capitals, as speakers in transcripts. */
static bool is_shouted(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] >= 'a' && word.data[i] <= 'z')
            return false;
    return word.len > 2;
}

/* Who stands before the colon: a name, a noun for people, a name in capitals. */
static uint32_t source_before_colon(const syntax *syntax, uint32_t start, uint32_t colon)
{
    uint32_t source = TOKEN_NONE;
    for (uint32_t at = start; at < colon; at++) {
        if (!syntax->tokens[at].starts_upper && syntax->tokens[at].is_word &&
            !means_people(syntax, at))
            return TOKEN_NONE;
        const bool alone = at == start && colon == at + 1;
        const bool label = alone && (syntax->tokens[at].name != NAME_TAG_NONE ||
                                     is_shouted(syntax_word(syntax, at)));
        if ((source == TOKEN_NONE && name_is(syntax, at, "PER")) ||
            (means_people(syntax, at) && at + 1 == colon) || label)
            source = at;
    }
    return source;
}

/* A headline "Reeve: The gate was locked"; in a transcript, "REEVE: ..." up to the end of its
 * paragraph. */
void signed_by_colon(reader *reader, uint32_t number)
{
    const syntax *syntax = reader->syntax;
    const struct sentence *sentences = reader->analysis->sentences.items;
    const range sentence = sentence_range(syntax, number);
    uint32_t start = sentence.start;
    if (number > 0 && sentences[number - 1].block == sentences[number].block)
        return;
    while (start < sentence.end && !syntax->tokens[start].is_word)
        start++;
    uint32_t at = start;
    while (at < sentence.end && at - start <= HEADLINE_SPEAKER_MAX && !word_is(syntax, at, ":"))
        at++;
    if (at == start || at + 3 > sentence.end || !word_is(syntax, at, ":"))
        return;
    candidate candidate = {.at = at, .pointer = TOKEN_NONE, .addressee = TOKEN_NONE};
    candidate.source = source_before_colon(syntax, start, at);
    if (candidate.source == TOKEN_NONE)
        return;
    uint32_t last = number;
    while (last + 1 < reader->analysis->sentences.count &&
           sentences[last + 1].block == sentences[number].block)
        last++;
    content_add(&candidate, trimmed(syntax, (range){at + 1, sentence_range(syntax, last).end}));
    statement_add(reader, &candidate, (range){at, at + 1}, STR(":"), READOUT_CUE_SAY);
}

/* "It was locked." - Tom Reeve: a quotation signed with a name. */
static bool read_quotation(reader *reader, uint32_t number)
{
    const syntax *syntax = reader->syntax;
    const range sentence = sentence_range(syntax, number);
    for (uint32_t at = sentence.start; at + 1 < sentence.end; at++) {
        const uint32_t quote =
            at > 0 && !syntax->tokens[at - 1].is_word ? quote_before(syntax, at) : UINT32_MAX;
        if (!word_is(syntax, at, "― — – -- -") || quote == UINT32_MAX ||
            syntax->facts->quotes.items[quote].words < QUOTED_WORDS_MIN ||
            !name_is(syntax, at + 1, "PER"))
            continue;
        const text_span inside = syntax->facts->quotes.items[quote].inside;
        candidate candidate = {
            .at = at, .pointer = TOKEN_NONE, .addressee = TOKEN_NONE, .source = at + 1};
        const range words = {analysis_token_at(reader->analysis, inside.start),
                             analysis_token_at(reader->analysis, inside.end)};
        content_add(&candidate, trimmed(syntax, words));
        statement_add(reader, &candidate, (range){at, at + 1}, STR("-"), READOUT_CUE_SAY);
        return true;
    }
    return false;
}

/* Where the words of a post begin: with its paragraph, or behind the post before it. TOKEN_NONE
 * where so much stands before the signature that not all of it can be the post. */
static uint32_t post_start(const reader *reader, uint32_t number, uint32_t dash)
{
    const struct sentence *sentences = reader->analysis->sentences.items;
    const token *tokens = reader->syntax->tokens;
    uint32_t first = number;
    while (first > 0 && sentences[first - 1].block == sentences[number].block)
        first--;
    uint32_t start = sentence_range(reader->syntax, first).start;
    for (uint32_t at = dash; at-- > start;)
        if (word_is(reader->syntax, at, "@")) {
            uint32_t behind = at; /* of the signature before: up to the end of its sentence */
            while (behind < dash &&
                   reader->syntax->sentence[behind] == reader->syntax->sentence[at])
                behind++;
            start = behind;
            break;
        }
    if (start >= dash || tokens[dash].start - tokens[start].start > POST_BYTES_MAX)
        return TOKEN_NONE;
    return start;
}

/* "— Tom Reeve (@reeve)": the name is that of who posted what stands before. */
static bool is_post_signature(const syntax *syntax, uint32_t dash, uint32_t end)
{
    uint32_t at = dash + 1;
    while (at < end && at - dash < HANDLE_TOKENS && !word_is(syntax, at, "("))
        at++;
    return word_is(syntax, at, "(") && at + 1 < end &&
           (word_is(syntax, at + 1, "@") || str_starts(syntax_word(syntax, at + 1), STR("@")));
}

static bool read_post(reader *reader, uint32_t number)
{
    const syntax *syntax = reader->syntax;
    const range sentence = sentence_range(syntax, number);
    for (uint32_t at = sentence.start; at + 3 < sentence.end; at++) {
        if (!word_is(syntax, at, "― — – -- -") || !is_post_signature(syntax, at, sentence.end))
            continue;
        const uint32_t start = post_start(reader, number, at);
        if (start == TOKEN_NONE)
            return false;
        candidate candidate = {
            .at = at, .pointer = TOKEN_NONE, .addressee = TOKEN_NONE, .source = at + 1};
        content_add(&candidate, trimmed(syntax, (range){start, at}));
        if (candidate.piece_count == 0)
            return false;
        const uint32_t made =
            statement_add(reader, &candidate, (range){at, at + 1}, STR("-"), READOUT_CUE_SAY);
        reader->facts->statements.items[made].mode = READOUT_DIRECT;
        return true;
    }
    return false;
}

void signed_by_name(reader *reader, uint32_t number)
{
    if (!read_quotation(reader, number))
        read_post(reader, number);
}
