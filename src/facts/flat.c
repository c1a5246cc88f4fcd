/* flat.c - statements by position, for reports without trees: a model that has none.
 *
 *     Cabinet spokesman Anders Halvor denied that Russia had asked
 *     |________ speaker ____________| |cue |      |__ content ___|
 *
 *     "It is a warning," said Thorn, writing on Twitter.
 *
 * Only strong cues count (candidates.h), found by their forms; what cannot be told is left
 * empty. */
#include "facts/said.h"

enum { SPEAKER_TOKENS_MAX = 16, LEMMA_MAX = 24, CONTENT_TOKENS_MIN = 3 };

typedef struct form {
    const char *form;
    const char *lemma;
} form;

/* Forms that take more than cutting off an ending. */
static const form irregular[] = {{"said", "say"},      {"told", "tell"},     {"wrote", "write"},
                                 {"written", "write"}, {"denied", "deny"},   {"denies", "deny"},
                                 {"replied", "reply"}, {"replies", "reply"}, {"added", "add"},
                                 {"tells", "tell"},    {"says", "say"}};

static bool starts(const syntax *syntax, uint32_t at)
{
    return sentence_range(syntax, syntax->sentence[at]).start == at;
}

/* The strong cue whose form this is, or NULL. */
static const cue *cue_of(const map *index, str word)
{
    char text[LEMMA_MAX + 2];
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (str_equal_nocase(word, str_of(irregular[i].form)))
            return cue_find(index, str_of(irregular[i].lemma), 'v');
    static const char *const endings[] = {"s", "d", "ed", "es"};
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        const str ending = str_of(endings[e]);
        if (word.len <= ending.len + 2 || word.len > LEMMA_MAX || !str_ends_nocase(word, ending))
            continue;
        const size_t length = word.len - ending.len;
        for (size_t i = 0; i < length; i++)
            text[i] = word.data[i];
        const cue *cue = cue_find(index, (str){text, length}, 'v');
        if (cue != NULL)
            return cue;
    }
    return NULL;
}

static range words_before(const syntax *syntax, uint32_t cue)
{
    uint32_t end = cue;
    while (!starts(syntax, end) &&
           word_is(syntax, end - 1, "has have had also later then again not n't never"))
        end--;
    uint32_t start = end;
    while (!starts(syntax, start) && end - start < SPEAKER_TOKENS_MAX &&
           syntax->tokens[start - 1].is_word && syntax->quote[start - 1] == UINT32_MAX &&
           !word_is(syntax, start - 1, "that which who while because although but if when and"))
        start--;
    for (uint32_t at = start + 1; at < end; at++) /* "Halvor on Monday" */
        if (word_is(syntax, at, "on in at during") || date_weekday_of(syntax_word(syntax, at)) >= 0)
            end = at;
    return (range){start, end};
}

static range words_behind(const syntax *syntax, uint32_t from)
{
    range words = {from, from};
    if (from >= syntax->count)
        return words;
    const range sentence = sentence_range(syntax, syntax->sentence[from]);
    while (words.end < sentence.end && words.end - from < SPEAKER_TOKENS_MAX &&
           syntax->tokens[words.end].is_word && syntax->quote[words.end] == UINT32_MAX &&
           !word_is(syntax, words.end, "that who on in at after during") &&
           date_weekday_of(syntax_word(syntax, words.end)) < 0)
        words.end++;
    return words;
}

static speaker speaker_by_position(const syntax *syntax, range words)
{
    speaker speaker = {.entity = UINT32_MAX, .same_as = UINT32_MAX};
    if (words.start >= words.end)
        return speaker;
    speaker.span = text_of(syntax, words);
    const name_array *names = &syntax->analysis->names;
    for (uint32_t i = 0; i < names->count && names->items[i].first_token < words.end; i++)
        if (names->items[i].first_token >= words.start &&
            names->items[i].first_token + names->items[i].token_count >= words.end)
            speaker.entity = names->items[i].entity;
    speaker.named = speaker.entity != UINT32_MAX;
    if (word_is(syntax, words.start, "a an one another he she") ||
        (speaker.named && syntax->analysis->entities.items[speaker.entity].kind == NAME_PERSON))
        speaker.number = READOUT_NUMBER_ONE;
    else if (str_ends_nocase(syntax_word(syntax, words.end - 1), STR("s")) && !speaker.named)
        speaker.number = READOUT_NUMBER_SEVERAL;
    return speaker;
}

static uint32_t quote_beside(const syntax *syntax, uint32_t at, bool left)
{
    for (uint32_t step = 1; step <= 3; step++) {
        if (left ? at < step : at + step > syntax->count)
            break;
        const uint32_t k = left ? at - step : at + step - 1;
        if (k >= syntax->count || syntax->quote[k] != UINT32_MAX)
            return k < syntax->count ? syntax->quote[k] : UINT32_MAX;
        if (syntax->tokens[k].is_word)
            break;
    }
    return UINT32_MAX;
}

static readout_polarity polarity_of(const cue *cue)
{
    static const readout_polarity polarities[] = {[READOUT_CUE_DENY] = READOUT_DENY,
                                                  [READOUT_CUE_WARN] = READOUT_WARN,
                                                  [READOUT_CUE_ASK] = READOUT_REQUEST,
                                                  [READOUT_CUE_DECLINE] = READOUT_NO_COMMENT,
                                                  [READOUT_CUE_THINK] = READOUT_ASSERT};
    return polarities[cue->class_];
}

static void read_cue(reader *reader, uint32_t at, const cue *cue)
{
    const syntax *syntax = reader->syntax;
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    range source = words_before(syntax, at);
    if (source.start >= source.end)
        source = words_behind(syntax, at + 1);
    if (source.start >= source.end)
        return;
    const range clause = {source.start < at ? source.start : at,
                          source.end > at ? source.end : at + 1};
    uint32_t quote = quote_beside(syntax, clause.start, true);
    if (quote == UINT32_MAX)
        quote = quote_beside(syntax, at + 1, false);
    range content = {at + 1, sentence.end};
    while (content.start < content.end && content.start < at + 6 &&
           !word_is(syntax, content.start, "that"))
        content.start++;
    content.start = word_is(syntax, content.start, "that") ? content.start + 1 : at + 1;
    if (clause.start > sentence.start + CONTENT_TOKENS_MIN &&
        word_is(syntax, clause.start - 1, ","))
        content = (range){sentence.start, clause.start};
    content = trimmed(syntax, content);
    statement *statement = array_push(reader->keep, &reader->facts->statements);
    statement->sentence = syntax->sentence[at];
    statement->speaker = speaker_by_position(syntax, source);
    statement->cue = text_of(syntax, (range){at, at + 1});
    statement->lemma = str_of(cue->lemma);
    statement->cue_class = cue->class_;
    statement->polarity = polarity_of(cue);
    statement->addressee_entity = statement->within = statement->when = UINT32_MAX;
    statement->mode = quote != UINT32_MAX ? READOUT_DIRECT : READOUT_INDIRECT;
    if (quote != UINT32_MAX)
        reader->facts->quotes.items[quote].statement = reader->facts->statements.count - 1;
    const text_span span =
        quote != UINT32_MAX ? reader->facts->quotes.items[quote].inside : text_of(syntax, content);
    if (span.start < span.end)
        *array_push(reader->keep, &statement->content) = span;
}

void statements_flat(reader *reader, const map *index, uint32_t sentence)
{
    const syntax *syntax = reader->syntax;
    const range words = sentence_range(syntax, sentence);
    for (uint32_t at = words.start; at < words.end; at++) {
        if (!syntax->tokens[at].is_word || syntax->quote[at] != UINT32_MAX ||
            (at > words.start &&
             word_is(syntax, at - 1, "to the a an his her their was were been be")))
            continue;
        const cue *cue = cue_of(index, syntax_word(syntax, at));
        if (cue != NULL && cue_is_strong(cue))
            read_cue(reader, at, cue);
    }
}
