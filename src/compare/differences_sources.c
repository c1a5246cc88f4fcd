/* differences_sources.c - rules of differences.h on who says it: one source that became several, a
 * spokesman left out, what somebody said told as the reporter's own.
 *
 *   original   "He died on the pavement, the Anner Echo reported."     speaker: the Anner Echo
 *   copy       "He died on the pavement."                              nobody: attribution lost
 *
 * An attribution is lost when the copy has fewer of them and no word of who spoke; so another verb,
 * or another order, raises no alarm. */
#include "base/utf8.h"
#include "compare/differences.h"
#include "compare/rarity.h"
#include "language/wordlists.h"

static const double COVERED = 0.8; /* of the copy's words, if it was written anew */

/* ---- One and several -------------------------------------------------------------------- */

/* "a senior official": one source, without a name. */
static bool is_one_source(const telling *telling, uint32_t at)
{
    enum { REACH = 5 };
    for (uint32_t i = at; i-- > 0 && at - i <= REACH;) {
        str word = telling->words[i];
        if (str_equal(word, STR("a")) || str_equal(word, STR("an")) || str_equal(word, STR("one")))
            return true;
        if (word.len == 1 && !utf8_is_letter((unsigned char)word.data[0]))
            return false;
    }
    return false;
}

void rule_inflated(altered *altered)
{
    uint32_t one = telling_find(&altered->original, source_singular);
    uint32_t many = telling_find(&altered->copy, source_plural);
    if (one == READOUT_NONE || many == READOUT_NONE || !is_one_source(&altered->original, one) ||
        telling_has(&altered->original, source_plural) ||
        telling_has(&altered->copy, source_singular))
        return;
    altered_add(altered, READOUT_DIFFERENCE_SOURCE_INFLATED,
                str_format(altered->keep, "one %.*s became %.*s",
                           STR_ARG(altered->original.words[one]),
                           STR_ARG(altered->copy.words[many])));
}

/* ---- Statements ----------------------------------------------------------------------- */

static bool is_report(const statement *statement)
{
    return statement->speaker.span.end > statement->speaker.span.start &&
           statement->cue.end > statement->cue.start && word_in(statement->lemma, reporting);
}

/* The statements of a sentence that say who speaks, one after another; NULL behind the last. */
static const statement *next_report(const telling *telling, const statement *after)
{
    const statement_array *all = &telling->reading->facts->statements;
    uint32_t from = after != NULL ? (uint32_t)(after - all->items) + 1 : 0;
    for (uint32_t i = from; i < all->count; i++)
        if (all->items[i].sentence == telling->sentence && is_report(&all->items[i]))
            return &all->items[i];
    return NULL;
}

static uint32_t count_reports(const telling *telling)
{
    uint32_t count = 0;
    for (const statement *at = next_report(telling, NULL); at != NULL;
         at = next_report(telling, at))
        count++;
    return count;
}

static str speaker_text(const telling *telling, const statement *statement)
{
    return str_slice(telling->reading->report->text, statement->speaker.span.start,
                     statement->speaker.span.end);
}

static bool hears(const telling *telling, str word)
{
    char sounds[2][SOUND_MAX];
    str heard = sound_of(word, sounds[0]);
    for (uint32_t i = 0; i < telling->count; i++)
        if (str_equal(stem_of(telling->words[i]), stem_of(word)) ||
            (heard.len > 0 && str_equal(heard, sound_of(telling->words[i], sounds[1]))))
            return true;
    return false;
}

/* Does the copy name who speaks, by any word of content? *words: how many there were. */
static bool names_speaker(const telling *copy, const telling *original, const statement *statement,
                          uint32_t *words)
{
    *words = 0;
    for (uint32_t i = 0; i < original->count; i++) {
        const token *token = &original->reading->analysis->tokens.items[original->first_token + i];
        if (token->start < statement->speaker.span.start ||
            token->end > statement->speaker.span.end || !token->is_word ||
            token_in_list(token, WORDS_FUNCTION) || original->words[i].len < 2)
            continue;
        (*words)++;
        if (hears(copy, original->words[i]))
            return true;
    }
    return false;
}

static void add_lost(altered *altered, const statement *statement)
{
    const telling *original = &altered->original;
    str text = original->reading->report->text;
    altered_add(altered, READOUT_DIFFERENCE_ATTRIBUTION_LOST,
                str_format(altered->keep, "\"%.*s %.*s\" is gone",
                           STR_ARG(speaker_text(original, statement)),
                           STR_ARG(str_slice(text, statement->cue.start, statement->cue.end))));
}

static bool quotes_words(const telling *telling)
{
    const sentence *sentence = &telling->reading->analysis->sentences.items[telling->sentence];
    uint32_t at = quote_after(telling->reading->facts, sentence->start);
    return at < telling->reading->facts->quotes.count &&
           telling->reading->facts->quotes.items[at].start < sentence->end;
}

static uint32_t count_words(const telling *telling, const char *const *list)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < telling->count; i++)
        count += word_in(telling->words[i], list);
    return count;
}

void rule_attribution(altered *altered)
{
    const telling *copy = &altered->copy;
    if (!altered->dense && altered_coverage(altered) < COVERED)
        return;
    if (quotes_words(copy) && count_words(copy, speech_words) == 0)
        return; /* the middle of a long quotation: its speaker stands elsewhere */
    if ((!altered->similar && !altered->dense) ||
        count_reports(copy) >= count_reports(&altered->original) ||
        count_words(copy, speech_words) >= count_words(&altered->original, speech_words))
        return;
    for (const statement *said = next_report(&altered->original, NULL); said != NULL;
         said = next_report(&altered->original, said)) {
        uint32_t words;
        bool named = names_speaker(altered_where(altered), &altered->original, said, &words);
        if (words > 0 ? !named : !telling_has(copy, attribution_any) && !quotes_words(copy)) {
            add_lost(altered, said);
            return;
        }
    }
}

/* Does word `at` of the original stand in what is said? */
static bool is_content(const telling *original, const statement *said, uint32_t at)
{
    const token *token = &original->reading->analysis->tokens.items[original->first_token + at];
    for (uint32_t k = 0; k < said->content.count; k++)
        if (said->content.items[k].start <= token->start &&
            token->end <= said->content.items[k].end)
            return true;
    return false;
}

/* Of the copy's words of content that the original has: how many stand in what is said? */
static bool is_from(const telling *copy, const telling *original, const statement *said)
{
    uint32_t inside = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < copy->count; i++) {
        if (copy->words[i].len < 4 || words_have(WORDS_FUNCTION, copy->words[i]))
            continue;
        for (uint32_t k = 0; k < original->count; k++)
            if (str_equal(stem_of(copy->words[i]), stem_of(original->words[k]))) {
                all++;
                inside += is_content(original, said, k);
                break;
            }
    }
    return all >= 2 && inside * 4 >= all * 3;
}

/* A piece of what was said became a sentence of its own, and nobody says it. */
void rule_own_voice(altered *altered)
{
    const telling *copy = &altered->copy;
    const telling *original = &altered->original;
    if (quotes_words(copy) || telling_has(copy, speech_words))
        return;
    for (const statement *said = next_report(original, NULL); said != NULL;
         said = next_report(original, said))
        if (is_from(copy, original, said)) {
            add_lost(altered, said);
            return;
        }
}

/* ---- Spokesmen ------------------------------------------------------------------------ */

/* "A spokesman for Reyland" became "Reyland". */
void rule_spokesman(altered *altered)
{
    static const char *const spokesmen[] = {"spokesman", "spokeswoman", "spokesperson", "aide",
                                            NULL};
    uint32_t at = telling_find(&altered->original, spokesmen);
    if (at == READOUT_NONE || telling_has(&altered->around, source_singular) ||
        telling_has(&altered->around, source_plural))
        return;
    const statement *was = next_report(&altered->original, NULL);
    const statement *is = next_report(&altered->copy, NULL);
    if (was == NULL || is == NULL)
        return;
    const token_array *tokens = &altered->original.reading->analysis->tokens;
    for (uint32_t i = 0; i < altered->copy.count; i++) {
        const token *token =
            &altered->copy.reading->analysis->tokens.items[altered->copy.first_token + i];
        if (token->start < is->speaker.span.start || token->end > is->speaker.span.end ||
            token->upos != UPOS_PROPN || !token->starts_upper)
            continue;
        for (uint32_t k = at + 1; k < altered->original.count; k++)
            if (tokens->items[altered->original.first_token + k].end <= was->speaker.span.end &&
                str_equal(altered->original.words[k], altered->copy.words[i])) {
                altered_add(altered, READOUT_DIFFERENCE_ROLE,
                            str_format(altered->keep, "the %.*s of %.*s became %.*s",
                                       STR_ARG(altered->original.words[at]),
                                       STR_ARG(telling_token(&altered->copy, i)),
                                       STR_ARG(telling_token(&altered->copy, i))));
                return;
            }
    }
}
