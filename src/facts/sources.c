/* sources.c - whose words a clause gives: the head of the words for the speaker.
 *
 *     Reeve said it            the subject
 *     he was told by Reeve     the agent of a passive
 *     Reeve opened, adding ..  the subject of the verb that a participle hangs on
 *     the official, who said   what a relative clause belongs to
 *     Reeve's claim that       who a noun belongs to, or the subject of its verb */
#include "facts/candidates.h"

enum {
    STEPS_MAX = 12, /* from a verb without a subject to one that has it */
    PHRASE_MAX = 14,
    DATELINE_MAX = 9,
    APPOSITION_MAX = 30
};

static const char relative_words[] = "who which that whom";

/* "said Thursday morning", "said last week": nobody speaks here. */
static const char time_words[] =
    "morning afternoon evening night noon week weekend month year today "
    "yesterday tomorrow tonight";

static uint32_t agent_of(const syntax *syntax, uint32_t at)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        if (deprel_at(syntax, child) != DEPREL_OBL)
            continue;
        const uint32_t preposition = case_of(syntax, child);
        if (preposition != TOKEN_NONE && word_is(syntax, preposition, "by"))
            return child;
    }
    return TOKEN_NONE;
}

/* "said Reeve": where the parser took what follows the verb for an object. */
static uint32_t inverted_subject(const syntax *syntax, uint32_t at)
{
    if (!lemma_is(syntax, at, "say write ask add reply tweet explain"))
        return TOKEN_NONE;
    const uint32_t object = child_by(syntax, at, DEPREL_OBJ);
    if (object == TOKEN_NONE || object < at || syntax->low[object] != at + 1)
        return TOKEN_NONE;
    const upos upos = upos_at(syntax, object);
    const bool behind_mark = at > 0 && !syntax->tokens[at - 1].is_word;
    return upos == UPOS_PROPN || upos == UPOS_PRON || behind_mark || means_people(syntax, object)
               ? object
               : TOKEN_NONE;
}

/* "ROME - The minister said": a place in front of the first sentence is nobody's subject. */
static bool is_dateline(const syntax *syntax, uint32_t at)
{
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    uint32_t end = at + 1;
    while (end < sentence.end && end - sentence.start < DATELINE_MAX &&
           !word_is(syntax, end, "- -- – — :"))
        end++;
    if (end >= sentence.end || end - sentence.start >= DATELINE_MAX || word_is(syntax, end, ":") ||
        at >= sentence.start + DATELINE_MAX)
        return false;
    const str word = syntax_word(syntax, sentence.start);
    bool small = false;
    for (size_t i = 0; i < word.len; i++)
        small = small || (word.data[i] >= 'a' && word.data[i] <= 'z');
    return !small && word.len > 2;
}

static uint32_t own_subject(const syntax *syntax, uint32_t at)
{
    uint32_t subject = TOKEN_NONE;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if ((deprel != DEPREL_NSUBJ && (deprel != DEPREL_VOCATIVE || child > at)) ||
            is_dateline(syntax, child))
            continue;
        const bool expletive = word_is(syntax, child, "it there") && subject != TOKEN_NONE;
        /* two subjects are a parser's doubt about "adviser Nils Oyelaran": the nearest one */
        if (!expletive && (subject == TOKEN_NONE || child < at))
            subject = child;
    }
    return subject != TOKEN_NONE ? subject : inverted_subject(syntax, at);
}

/* Of "the ministry released a statement saying": the ministry; else the noun itself. */
static uint32_t issuer_of(const syntax *syntax, uint32_t noun)
{
    const uint32_t verb = syntax->tokens[noun].head;
    if (verb >= syntax->count || deprel_at(syntax, noun) != DEPREL_OBJ ||
        !lemma_is(syntax, noun, "statement letter memo release readout tweet message post") ||
        !lemma_is(syntax, verb, "release issue publish post send write make put"))
        return noun;
    const uint32_t subject = own_subject(syntax, verb);
    return subject != TOKEN_NONE ? subject : noun;
}

static uint32_t possessor_of(const syntax *syntax, uint32_t at)
{
    const uint32_t owner = child_by_relation(syntax, at, "nmod:poss");
    if (owner != TOKEN_NONE)
        return owner;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const uint32_t preposition = case_of(syntax, child);
        if (deprel_at(syntax, child) == DEPREL_NMOD && preposition != TOKEN_NONE &&
            word_is(syntax, preposition, "by from"))
            return child;
    }
    return TOKEN_NONE;
}

/* A noun's owner, or the subject of the verb that it is the object of. */
static uint32_t source_of_noun(const syntax *syntax, uint32_t at)
{
    const uint32_t owner = possessor_of(syntax, at);
    if (owner != TOKEN_NONE)
        return owner;
    const uint32_t head = syntax->tokens[at].head;
    const deprel deprel = deprel_at(syntax, at);
    if (head >= syntax->count || upos_at(syntax, head) != UPOS_VERB)
        return TOKEN_NONE;
    if ((deprel == DEPREL_OBJ &&
         lemma_is(
             syntax, head,
             "make issue express repeat raise voice offer give have renew release send deliver "
             "level announce reiterate draw face withdraw")) ||
        (deprel == DEPREL_OBL && lemma_is(syntax, head, "express come")))
        return own_subject(syntax, head);
    return TOKEN_NONE;
}

static bool is_bare_participle(const syntax *syntax, uint32_t at)
{
    const deprel deprel = deprel_at(syntax, at);
    const str tag = label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos);
    return str_equal(tag, STR("VBN")) && child_by(syntax, at, DEPREL_AUX) == TOKEN_NONE &&
           (deprel == DEPREL_ACL || deprel == DEPREL_ADVCL) &&
           !str_ends_nocase(syntax_word(syntax, at), STR("ing"));
}

/* "Asked whether it was so, Reeve said", "when pressed": he is not who asks. */
bool source_is_asked(const syntax *syntax, uint32_t at)
{
    if (!lemma_is(syntax, at, "ask press question query quiz") ||
        !str_ends_nocase(syntax_word(syntax, at), STR("ed")) ||
        child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE)
        return false;
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    const bool first = at == sentence.start || !syntax->tokens[at - 1].is_word;
    return (first && deprel_at(syntax, at) != DEPREL_CONJ) ||
           word_is(syntax, at - 1, "when if once as while after later");
}

bool source_passive(const syntax *syntax, uint32_t at)
{
    const uint32_t subject = child_by(syntax, at, DEPREL_NSUBJ);
    if (source_is_asked(syntax, at))
        return true;
    if (subject == TOKEN_NONE && is_bare_participle(syntax, at))
        return true;
    return (subject != TOKEN_NONE && relation_is(syntax, subject, "nsubj:pass")) ||
           child_by_relation(syntax, at, "aux:pass") != TOKEN_NONE;
}

/* The word that a relative pronoun stands for: what its clause hangs on. */
static uint32_t resolve_relative(const syntax *syntax, uint32_t verb, uint32_t subject,
                                 uint32_t *pointer)
{
    if (!word_is(syntax, subject, relative_words))
        return subject;
    for (uint32_t step = 0; step < STEPS_MAX && verb < syntax->count; step++) {
        if (deprel_at(syntax, verb) == DEPREL_ACL) {
            *pointer = subject;
            return syntax->tokens[verb].head;
        }
        verb = syntax->tokens[verb].head;
    }
    return subject;
}

/* The head of a phrase of nouns on [start, end): a nominal whose own head is not in it. */
static uint32_t nominal_in(const syntax *syntax, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++) {
        const upos upos = upos_at(syntax, at);
        const uint32_t head = syntax->tokens[at].head;
        if ((upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON) &&
            (head < start || head >= end) && date_weekday_of(syntax_word(syntax, at)) < 0 &&
            !word_is(syntax, at, time_words))
            return at;
    }
    return TOKEN_NONE;
}

/* The phrase of nouns that starts at `from`, up to a mark, a verb or a preposition of time. */
uint32_t source_behind(const syntax *syntax, uint32_t from)
{
    if (from >= syntax->count)
        return TOKEN_NONE;
    const range sentence = sentence_range(syntax, syntax->sentence[from]);
    uint32_t end = from;
    while (end < sentence.end && end - from < PHRASE_MAX && syntax->tokens[end].is_word &&
           upos_at(syntax, end) != UPOS_VERB &&
           !word_is(syntax, end, "on in at after during that who"))
        end++;
    return nominal_in(syntax, from, end);
}

/* "…, said the official, who …": a comma or mark before the verb, a phrase of nouns and another
 * mark or the end behind it. */
static uint32_t inverted_phrase(const syntax *syntax, uint32_t at)
{
    if (!lemma_is(syntax, at, "say write ask add reply tweet explain argue note continue recall") ||
        at == 0 || syntax->tokens[at - 1].is_word ||
        word_is(syntax, at + 1, "of in on at to about with during by for as from after"))
        return TOKEN_NONE;
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    const uint32_t found = source_behind(syntax, at + 1);
    if (found == TOKEN_NONE || at - sentence.start < 1)
        return TOKEN_NONE;
    uint32_t end = at + 1;
    while (end < sentence.end && syntax->tokens[end].is_word && upos_at(syntax, end) != UPOS_VERB &&
           !word_is(syntax, end, "on in at after during who"))
        end++;
    const bool verb =
        end < sentence.end && syntax->tokens[end].is_word && upos_at(syntax, end) == UPOS_VERB;
    const bool copula = child_by(syntax, found, DEPREL_AUX) != TOKEN_NONE ||
                        child_by(syntax, found, DEPREL_COP) != TOKEN_NONE;
    for (uint32_t k = at + 1; k < end; k++)
        if (upos_at(syntax, k) == UPOS_AUX)
            return TOKEN_NONE;
    return verb || copula || end - at > PHRASE_MAX ? TOKEN_NONE : found;
}

/* The nearest name before, that a comma follows: "Reeve, the harbour master, said". */
static uint32_t name_before(const syntax *syntax, uint32_t at)
{
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    for (uint32_t k = at; k-- > sentence.start && at - k < APPOSITION_MAX;) {
        const bool last = k + 1 < sentence.end && word_is(syntax, k + 1, ", (");
        if (!last || syntax->tokens[k].name == NAME_TAG_NONE ||
            syntax->quote[k] != syntax->quote[at])
            continue;
        uint32_t first = k;
        while (first > sentence.start && syntax->tokens[first - 1].name != NAME_TAG_NONE &&
               name_tag_position(syntax->tokens[first].name) != NAME_FIRST &&
               name_tag_position(syntax->tokens[first].name) != NAME_SINGLE)
            first--;
        if (str_equal(
                label_at(&syntax->analysis->labels->names, name_tag_kind(syntax->tokens[k].name)),
                STR("PER")))
            return first;
    }
    return TOKEN_NONE;
}

/* By position, where the tree gives nobody: what stands directly before the verb. */
uint32_t source_beside(const syntax *syntax, uint32_t at)
{
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    uint32_t end = at;
    while (end > sentence.start &&
           (upos_at(syntax, end - 1) == UPOS_AUX || upos_at(syntax, end - 1) == UPOS_ADV ||
            upos_at(syntax, end - 1) == UPOS_PART))
        end--;
    if (end == sentence.start)
        return TOKEN_NONE;
    if (word_is(syntax, end - 1, ","))
        return name_before(syntax, end - 1);
    uint32_t start = end;
    while (start > sentence.start && end - start < PHRASE_MAX &&
           syntax->tokens[start - 1].is_word && syntax->quote[start - 1] == syntax->quote[at] &&
           upos_at(syntax, start - 1) != UPOS_VERB && upos_at(syntax, start - 1) != UPOS_AUX &&
           !word_is(syntax, start - 1, "that if as because while"))
        start--;
    return nominal_in(syntax, start, end);
}

/* "a report regarding Russia asking for help": the name right before the participle acts. */
static bool is_acting(const syntax *syntax, uint32_t at)
{
    return upos_at(syntax, at - 1) == UPOS_PROPN && syntax->tokens[at - 1].name != NAME_TAG_NONE &&
           str_ends_nocase(syntax_word(syntax, at), STR("ing")) &&
           child_by(syntax, at, DEPREL_NSUBJ) == TOKEN_NONE;
}

uint32_t source_of(const syntax *syntax, uint32_t at, uint32_t *pointer)
{
    *pointer = TOKEN_NONE;
    if (upos_at(syntax, at) == UPOS_NOUN)
        return source_of_noun(syntax, at);
    const bool passive = source_passive(syntax, at);
    if (passive && !lemma_is(syntax, at, "quote cite"))
        return agent_of(syntax, at);
    const uint32_t inverted = inverted_phrase(syntax, at);
    if (inverted != TOKEN_NONE &&
        (syntax->quote[at] != UINT32_MAX || syntax->quote[inverted] == UINT32_MAX))
        return inverted;
    for (uint32_t step = 0; step < STEPS_MAX; step++) {
        const uint32_t subject = own_subject(syntax, at);
        if (subject != TOKEN_NONE && (step == 0 || !word_is(syntax, subject, "it there")))
            return resolve_relative(syntax, at, subject, pointer);
        const uint32_t head = syntax->tokens[at].head;
        if (head >= syntax->count)
            return TOKEN_NONE;
        switch (deprel_at(syntax, at)) {
        case DEPREL_ACL:
            if (step == 0 && at > 0 && head < at - 1 && is_acting(syntax, at))
                return at - 1;
            return issuer_of(syntax, head);
        case DEPREL_CONJ:
        case DEPREL_XCOMP:
        case DEPREL_ADVCL:
        case DEPREL_PARATAXIS:
            if (step > 0 && source_passive(syntax, at))
                return TOKEN_NONE;
            at = head;
            break;
        default:
            return TOKEN_NONE;
        }
        if (upos_at(syntax, at) == UPOS_NOUN || upos_at(syntax, at) == UPOS_PROPN)
            return child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE
                       ? child_by(syntax, at, DEPREL_NSUBJ)
                       : TOKEN_NONE;
    }
    return TOKEN_NONE;
}
