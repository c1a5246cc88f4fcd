/* speakers.c - who speaks: the words as written, the entity they name, one or several.
 *
 *     A senior US official familiar with the matter , who declined ...
 *     |____________________ words ________________|     left out
 *
 * Whom pronouns and descriptions mean is told by antecedents.c, what is known of somebody without
 * a name by unnamed.c. */
#include "facts/said.h"

#include <string.h>

enum { WORDS_MAX = 40 };

/* ---- The words ------------------------------------------------------------------------ */

static bool is_circumstance(const syntax *syntax, uint32_t child)
{
    if (date_weekday_of(syntax_word(syntax, child)) >= 0 && syntax_word(syntax, child).len > 3)
        return true;
    return lemma_is(syntax, child,
                    "statement interview tweet response briefing conference yesterday "
                    "today") &&
           case_of(syntax, child) != TOKEN_NONE;
}

static bool is_outside(const syntax *syntax, uint32_t child, uint32_t head)
{
    switch (deprel_at(syntax, child)) {
    case DEPREL_ACL:
        return relation_is(syntax, child, "acl:relcl") || upos_at(syntax, head) == UPOS_PRON ||
               lemma_is(syntax, child, "say announce call claim urge accuse warn confirm");
    case DEPREL_PUNCT:
    case DEPREL_CC:
    case DEPREL_ADVMOD:
    case DEPREL_PARATAXIS:
    case DEPREL_MARK:
    case DEPREL_COP:
    case DEPREL_NSUBJ:
    case DEPREL_AUX:
    case DEPREL_ADVCL:
    case DEPREL_CCOMP:
        return deprel_at(syntax, child) != DEPREL_ADVMOD || child + 1 != head;
    case DEPREL_CASE:
        return !word_is(syntax, child, "'s ’s '");
    case DEPREL_OBL:
    case DEPREL_NMOD:
        return is_circumstance(syntax, child);
    default:
        return false;
    }
}

/* A name is not followed by more of its speaker: "to Nils Oyelaran the premises" */
static uint32_t end_of_name(const syntax *syntax, uint32_t at, uint32_t limit)
{
    while (at + 1 < limit && syntax->tokens[at + 1].name != NAME_TAG_NONE &&
           name_tag_position(syntax->tokens[at + 1].name) != NAME_FIRST)
        at++;
    while (at + 1 < limit && word_is(syntax, at + 1, "’s 's jr. sr. ii iii"))
        at++;
    return at + 1;
}

/* "Ann Lee, a doctor and a fellow of": what follows the name is about her, and lists nobody. */
static bool is_described(const syntax *syntax, uint32_t head, uint32_t limit)
{
    const uint32_t behind = name_is(syntax, head, "PER") ? end_of_name(syntax, head, limit) : limit;
    return behind + 1 < limit && word_is(syntax, behind, ",") &&
           (word_is(syntax, behind + 1, "a an the") || upos_at(syntax, behind + 1) == UPOS_NOUN ||
            upos_at(syntax, behind + 1) == UPOS_ADJ);
}

/* "campaign manager Robby Mook said": the role may hang on the verb beside the name. */
static uint32_t with_role(const syntax *syntax, uint32_t head, uint32_t start)
{
    const uint32_t verb = syntax->tokens[head].head;
    if (start == 0 || verb >= syntax->count || verb < head)
        return start;
    for (uint32_t other = syntax->child[verb]; other != TOKEN_NONE && other < start;
         other = syntax->next[other])
        if (syntax->high[other] == start && deprel_at(syntax, other) == DEPREL_NSUBJ &&
            upos_at(syntax, other) != UPOS_PRON)
            return syntax->low[other];
    return start;
}

/* From the first word that belongs to it, to the comma behind it. */
range speaker_words(const syntax *syntax, uint32_t head)
{
    range words = {head, head + 1};
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child]) {
        if (is_outside(syntax, child, head))
            continue;
        const range whole = whole_of(syntax, child);
        words.start = whole.start < words.start ? whole.start : words.start;
        words.end = whole.end > words.end ? whole.end : words.end;
    }
    words.start = with_role(syntax, head, words.start);
    for (uint32_t at = head; at-- > words.start;)
        if (word_is(syntax, at, ", : ; . ( “ ” \"") &&
            !(word_is(syntax, at, ",") && child_by(syntax, head, DEPREL_CONJ) != TOKEN_NONE)) {
            words.start = at + 1;
            break;
        }
    const bool list =
        child_by(syntax, head, DEPREL_CONJ) != TOKEN_NONE && !is_described(syntax, head, words.end);
    for (uint32_t at = head + 1; at < words.end; at++)
        if ((word_is(syntax, at, ",") && !list) ||
            word_is(syntax, at, "; : -- – — ( who whom which that “ ” \"")) {
            words.end = at;
            break;
        }
    while (words.start < head && (case_of(syntax, head) == words.start ||
                                  word_is(syntax, words.start, "and but that as while") ||
                                  (upos_at(syntax, words.start) == UPOS_VERB &&
                                   !syntax->tokens[words.start].starts_upper &&
                                   deprel_at(syntax, words.start) != DEPREL_AMOD)))
        words.start++;
    if (!list && name_is(syntax, head, "PER"))
        words.end = end_of_name(syntax, head, words.end);
    if (words.end - words.start > WORDS_MAX)
        words.end = head + 1;
    while (words.end > head + 1 && word_is(syntax, words.end - 1, ", and or but"))
        words.end--;
    return words;
}

/* ---- Names ---------------------------------------------------------------------------- */

/* "state broadcaster CGTN": a name that stands right behind the noun, and hangs on it. */
static bool is_apposed(const syntax *syntax, const name *name, uint32_t head)
{
    const uint32_t last = name->first_token + name->token_count - 1;
    return name->kind == NAME_ORGANIZATION && name->first_token == head + 1 &&
           (syntax->tokens[name->first_token].head == head || syntax->tokens[last].head == head);
}

/* Does the name stand for the head itself: "spokesman Anders Halvor", not "the CNN reporter"? */
static bool names_head(const syntax *syntax, const name *name, uint32_t head)
{
    const uint32_t behind = name->first_token + name->token_count;
    if (name->first_token <= head && head < behind)
        return true;
    if (name->kind != NAME_PERSON && !is_apposed(syntax, name, head))
        return false;
    for (uint32_t at = name->first_token; at < behind; at++) {
        if (syntax->tokens[at].head != head && at != head)
            continue;
        const deprel deprel = deprel_at(syntax, at);
        if (deprel == DEPREL_APPOS || deprel == DEPREL_FLAT || deprel == DEPREL_COMPOUND ||
            deprel == DEPREL_NSUBJ ||
            (deprel == DEPREL_NMOD && case_of(syntax, at) == TOKEN_NONE &&
             !relation_is(syntax, at, "nmod:poss")))
            return true;
    }
    return name->first_token == head + 1; /* a sibling: two subjects of one verb */
}

uint32_t speaker_entity(const syntax *syntax, uint32_t head, range words)
{
    const analysis *analysis = syntax->analysis;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = names_from(analysis, words.start);
         i < analysis->names.count && analysis->names.items[i].first_token <= words.end; i++) {
        const name *name = &analysis->names.items[i];
        if (!names_head(syntax, name, head))
            continue;
        if (name->kind == NAME_PERSON)
            return name->entity;
        if (found == UINT32_MAX)
            found = name->entity;
    }
    return found;
}

/* ---- Number --------------------------------------------------------------------------- */

static bool is_plural(const syntax *syntax, uint32_t at)
{
    const str tag = label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos);
    return str_equal(tag, STR("NNS")) || str_equal(tag, STR("NNPS")) ||
           word_is(syntax, at, "people they we those some many others both");
}

/* Has it a phrase with "of"? */
static bool case_below(const syntax *syntax, uint32_t head)
{
    const uint32_t phrase = child_by(syntax, head, DEPREL_NMOD);
    return phrase != TOKEN_NONE && case_of(syntax, phrase) != TOKEN_NONE &&
           word_is(syntax, case_of(syntax, phrase), "of");
}

static readout_number number_of(const syntax *syntax, uint32_t head, range words)
{
    if (child_by(syntax, head, DEPREL_CONJ) != TOKEN_NONE &&
        child_by(syntax, head, DEPREL_CONJ) < words.end)
        return READOUT_NUMBER_SEVERAL;
    if (lemma_is(syntax, head,
                 "group couple dozen handful number pair range majority team chorus") &&
        case_below(syntax, head))
        return READOUT_NUMBER_SEVERAL; /* a group of experts */
    if (word_is(syntax, words.start, "a an one another") && !is_plural(syntax, head))
        return READOUT_NUMBER_ONE; /* but "a dozen specialists" */
    if (is_plural(syntax, head))
        return READOUT_NUMBER_SEVERAL;
    if (word_is(syntax, head, "media police public press"))
        return READOUT_NUMBER_UNKNOWN;
    return upos_at(syntax, head) == UPOS_NOUN || word_is(syntax, head, "he she")
               ? READOUT_NUMBER_ONE
               : READOUT_NUMBER_UNKNOWN;
}

/* ---- All of it ------------------------------------------------------------------------ */

static bool is_person(const syntax *syntax, uint32_t entity)
{
    return entity != UINT32_MAX && syntax->analysis->entities.items[entity].kind == NAME_PERSON;
}

/* "speaking on condition of anonymity", "who was not authorised to speak" */
static bool wants_no_name(const syntax *syntax, uint32_t head)
{
    const range sentence = sentence_range(syntax, syntax->sentence[head]);
    for (uint32_t at = sentence.start; at < sentence.end; at++)
        if (word_is(syntax, at, "anonymity anonymously unnamed") ||
            (word_is(syntax, at, "authorized authorised named identified") &&
             at > sentence.start + 1 && word_is(syntax, at - 1, "not be n't n’t")))
            return true;
    return false;
}

/* "the White House statement": whose document it is. */
static uint32_t owner_entity(const syntax *syntax, uint32_t head, range words)
{
    const analysis *analysis = syntax->analysis;
    const uint32_t i = names_from(analysis, words.start);
    return i < analysis->names.count && analysis->names.items[i].first_token < head
               ? analysis->names.items[i].entity
               : UINT32_MAX;
}

speaker speaker_of(const reader *reader, uint32_t head, uint32_t pointer)
{
    const syntax *syntax = reader->syntax;
    speaker speaker = {.entity = UINT32_MAX, .same_as = UINT32_MAX};
    (void)pointer;
    if (head == TOKEN_NONE)
        return speaker;
    const range words = speaker_words(syntax, head);
    speaker.span = text_of(syntax, words);
    if (upos_at(syntax, head) == UPOS_PRON || upos_at(syntax, head) == UPOS_DET) {
        antecedent_of_pronoun(reader, &speaker, head);
        return speaker;
    }
    speaker.number = number_of(syntax, head, words);
    const uint32_t second = child_by(syntax, head, DEPREL_CONJ);
    if (second == TOKEN_NONE || second >= words.end) /* a group is none of its members */
        speaker.entity = speaker_entity(syntax, head, words);
    speaker.named = speaker.entity != UINT32_MAX || upos_at(syntax, head) == UPOS_PROPN;
    if (is_person(syntax, speaker.entity) && child_by(syntax, head, DEPREL_CONJ) == TOKEN_NONE)
        speaker.number = READOUT_NUMBER_ONE;
    if (speaker.entity == UINT32_MAX &&
        lemma_is(syntax, head, "statement letter report memo release readout tweet post"))
        speaker.entity = owner_entity(syntax, head, words);
    speaker.named = speaker.named || speaker.entity != UINT32_MAX;
    if (!speaker.named) {
        antecedent_of_description(reader, &speaker, head, words);
        speaker.anonymous = !speaker.named && wants_no_name(syntax, head);
        if (!speaker.named)
            unnamed_read(reader, head, words, &speaker);
    }
    return speaker;
}
