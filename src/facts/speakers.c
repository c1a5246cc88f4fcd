/* speakers.c - who speaks: the words as written, the entity they name, one or several.
 *
 *     A senior US official familiar with the matter , who declined ...
 *     |____________________ words ________________|     left out
 *
 * Pronouns and descriptions ("the spokesman") mean the nearest earlier speaker or person that
 * they agree with; where nobody agrees, they stay unresolved. A name is never made up. */
#include "facts/said.h"

#include <string.h>

enum { LOOK_BACK_STATEMENTS = 24, LOOK_BACK_NAMES = 24, WORDS_MAX = 40, ENTITIES_MAX = 300 };

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

static bool is_person_name(const syntax *syntax, uint32_t at)
{
    const uint16_t tag = syntax->tokens[at].name;
    return tag != NAME_TAG_NONE &&
           str_equal(label_at(&syntax->analysis->labels->names, name_tag_kind(tag)), STR("PER"));
}

/* A name is not followed by more of its speaker: "to Jake Sullivan the premises" */
static uint32_t end_of_name(const syntax *syntax, uint32_t at, uint32_t limit)
{
    while (at + 1 < limit && syntax->tokens[at + 1].name != NAME_TAG_NONE &&
           name_tag_position(syntax->tokens[at + 1].name) != NAME_FIRST)
        at++;
    while (at + 1 < limit && word_is(syntax, at + 1, "’s 's Jr. Sr. II III"))
        at++;
    return at + 1;
}

/* "campaign manager Robby Mook said": the role may hang on the verb beside the name. */
static uint32_t with_role(const syntax *syntax, uint32_t head, uint32_t start)
{
    const uint32_t verb = syntax->tokens[head].head;
    if (start == 0 || verb >= syntax->count || verb < head || !is_person_name(syntax, head))
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
    const bool list = child_by(syntax, head, DEPREL_CONJ) != TOKEN_NONE;
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
    if (!list && is_person_name(syntax, head))
        words.end = end_of_name(syntax, head, words.end);
    if (words.end - words.start > WORDS_MAX)
        words.end = head + 1;
    return words;
}

/* ---- Names ---------------------------------------------------------------------------- */

static uint32_t first_name_from(const analysis *analysis, uint32_t token)
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

/* Does the name stand for the head itself: "spokesman Dmitry Peskov", not "the CNN reporter"? */
static bool names_head(const syntax *syntax, const name *name, uint32_t head)
{
    const uint32_t behind = name->first_token + name->token_count;
    if (name->first_token <= head && head < behind)
        return true;
    if (name->kind != NAME_PERSON)
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
    for (uint32_t i = first_name_from(analysis, words.start);
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

static readout_number number_of(const syntax *syntax, uint32_t head, range words)
{
    if (child_by(syntax, head, DEPREL_CONJ) != TOKEN_NONE &&
        child_by(syntax, head, DEPREL_CONJ) < words.end)
        return READOUT_NUMBER_SEVERAL;
    if (word_is(syntax, words.start, "a an one another"))
        return READOUT_NUMBER_ONE;
    if (is_plural(syntax, head))
        return READOUT_NUMBER_SEVERAL;
    if (word_is(syntax, head, "media police public press"))
        return READOUT_NUMBER_UNKNOWN;
    return upos_at(syntax, head) == UPOS_NOUN || word_is(syntax, head, "he she")
               ? READOUT_NUMBER_ONE
               : READOUT_NUMBER_UNKNOWN;
}

/* ---- Whom pronouns and descriptions mean ------------------------------------------------ */

typedef enum gender { GENDER_UNKNOWN = 0, GENDER_HE, GENDER_SHE } gender;

/* What titles and roles tell; names themselves are left out of account. */
static gender gender_of(const syntax *syntax, uint32_t entity)
{
    const struct entity *it = &syntax->analysis->entities.items[entity];
    static const char *const she[] = {"woman", "Mrs", "Ms.", "Queen", "actress", "mother", "wife"};
    static const char *const he[] = {"spokesman", "chairman", "Mr.", "King", "father", "husband"};
    const str texts[] = {it->role, it->name};
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < sizeof she / sizeof *she; i++)
            if (str_find_nocase(texts[t], str_of(she[i]), 0) != SIZE_MAX)
                return GENDER_SHE;
        for (size_t i = 0; i < sizeof he / sizeof *he; i++)
            if (str_find(texts[t], str_of(he[i]), 0) != SIZE_MAX)
                return GENDER_HE;
    }
    return GENDER_UNKNOWN;
}

static bool is_person(const syntax *syntax, uint32_t entity)
{
    return entity != UINT32_MAX && syntax->analysis->entities.items[entity].kind == NAME_PERSON;
}

static bool agrees(const syntax *syntax, uint32_t entity, gender gender)
{
    const enum gender has = gender_of(syntax, entity);
    return has == GENDER_UNKNOWN || gender == GENDER_UNKNOWN || has == gender;
}

/* A person named as the subject of a clause shortly before. */
static uint32_t subject_before(const syntax *syntax, uint32_t at, gender gender)
{
    const analysis *analysis = syntax->analysis;
    uint32_t i = first_name_from(analysis, at);
    uint32_t any = UINT32_MAX;
    for (uint32_t looked = 0; i-- > 0 && looked < LOOK_BACK_NAMES; looked++) {
        const name *name = &analysis->names.items[i];
        if (name->kind != NAME_PERSON || !agrees(syntax, name->entity, gender))
            continue;
        if (syntax->sentence[at] - syntax->sentence[name->first_token] > 2)
            break;
        for (uint32_t k = 0; k < name->token_count; k++)
            if (deprel_at(syntax, name->first_token + k) == DEPREL_NSUBJ)
                return name->entity;
        if (any == UINT32_MAX)
            any = name->entity;
    }
    return any;
}

/* The statement of the last speaker whom a pronoun of this kind can mean. */
static uint32_t last_speaker(const reader *reader, uint32_t at, bool one, gender gender)
{
    const statement_array *all = &reader->facts->statements;
    for (uint32_t i = all->count, looked = 0; i-- > 0 && looked < LOOK_BACK_STATEMENTS; looked++) {
        const speaker *before = &all->items[i].speaker;
        if (reader->syntax->sentence[at] - all->items[i].sentence > 8)
            break;
        if (before->span.start >= before->span.end ||
            before->span.start > reader->syntax->tokens[at].start)
            continue;
        if (one && is_person(reader->syntax, before->entity) &&
            agrees(reader->syntax, before->entity, gender))
            return i;
        if (one && !before->named && before->entity == UINT32_MAX &&
            before->number == READOUT_NUMBER_ONE)
            return i;
        if (!one && before->number == READOUT_NUMBER_SEVERAL)
            return i;
    }
    return UINT32_MAX;
}

static void take_from(const reader *reader, speaker *speaker, uint32_t statement)
{
    const struct speaker *before = &reader->facts->statements.items[statement].speaker;
    speaker->entity = before->entity;
    speaker->named = before->named;
    if (before->entity == UINT32_MAX)
        speaker->same_as = before->same_as != UINT32_MAX ? before->same_as : statement;
    speaker->number = before->number;
}

static void resolve_pronoun(const reader *reader, speaker *speaker, uint32_t at)
{
    const syntax *syntax = reader->syntax;
    const bool one = word_is(syntax, at, "he she his her him");
    const gender gender = word_is(syntax, at, "he his him") ? GENDER_HE
                          : word_is(syntax, at, "she her")  ? GENDER_SHE
                                                            : GENDER_UNKNOWN;
    speaker->number = one                                    ? READOUT_NUMBER_ONE
                      : word_is(syntax, at, "they their we") ? READOUT_NUMBER_SEVERAL
                                                             : READOUT_NUMBER_UNKNOWN;
    if (!one && !word_is(syntax, at, "they their"))
        return;
    /* the subject of the same sentence is nearer than the speaker of an earlier one */
    const uint32_t said = last_speaker(reader, at, one, gender);
    const uint32_t subject = one ? subject_before(syntax, at, gender) : UINT32_MAX;
    const bool near = said != UINT32_MAX &&
                      syntax->sentence[at] - reader->facts->statements.items[said].sentence <= 1;
    if (subject != UINT32_MAX && !near) {
        speaker->entity = subject;
        speaker->named = true;
    } else if (said != UINT32_MAX) {
        take_from(reader, speaker, said);
    }
}

/* Is an entity's role this description: the same noun, and all its adjectives? */
static bool fits_role(const syntax *syntax, const entity *entity, uint32_t head, range words)
{
    bool fits =
        entity->kind == NAME_PERSON && str_ends_nocase(entity->role, syntax_word(syntax, head));
    for (uint32_t at = words.start + 1; at < head && fits; at++)
        fits = str_find_nocase(entity->role, syntax_word(syntax, at), 0) != SIZE_MAX;
    return fits;
}

/* "the Chinese diplomat": the last one named before, or the only one in the report. */
static uint32_t described_entity(const syntax *syntax, uint32_t head, range words)
{
    const analysis *analysis = syntax->analysis;
    uint32_t i = first_name_from(analysis, words.start);
    for (uint32_t looked = 0; i-- > 0 && looked < LOOK_BACK_NAMES * 2; looked++)
        if (fits_role(syntax, &analysis->entities.items[analysis->names.items[i].entity], head,
                      words))
            return analysis->names.items[i].entity;
    uint32_t only = UINT32_MAX;
    for (uint32_t k = 0; k < analysis->entities.count && k < ENTITIES_MAX; k++) {
        if (!fits_role(syntax, &analysis->entities.items[k], head, words))
            continue;
        if (only != UINT32_MAX)
            return UINT32_MAX;
        only = k;
    }
    return only;
}

/* "The official" is an unnamed one before, if the noun is the same and nothing is added. */
static uint32_t described_unnamed(const reader *reader, uint32_t head, range words)
{
    const syntax *syntax = reader->syntax;
    const statement_array *all = &reader->facts->statements;
    const str noun = syntax_word(syntax, head);
    for (uint32_t i = all->count, looked = 0; i-- > 0 && looked < LOOK_BACK_STATEMENTS; looked++) {
        const speaker *before = &all->items[i].speaker;
        const str text = str_slice(syntax->report->text, before->span.start, before->span.end);
        if (before->named || text.len == 0 || str_find_nocase(text, noun, 0) == SIZE_MAX)
            continue;
        bool fits = true;
        for (uint32_t at = words.start + 1; at < words.end && fits; at++)
            fits = str_find_nocase(text, syntax_word(syntax, at), 0) != SIZE_MAX;
        if (fits)
            return i;
    }
    return UINT32_MAX;
}

static void resolve_description(const reader *reader, speaker *speaker, uint32_t head, range words)
{
    if (!word_is(reader->syntax, words.start, "the that this"))
        return;
    speaker->entity = described_entity(reader->syntax, head, words);
    speaker->named = speaker->entity != UINT32_MAX;
    const uint32_t before = speaker->named ? UINT32_MAX : described_unnamed(reader, head, words);
    if (before != UINT32_MAX)
        take_from(reader, speaker, before);
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
    const uint32_t i = first_name_from(analysis, words.start);
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
        resolve_pronoun(reader, &speaker, head);
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
        resolve_description(reader, &speaker, head, words);
        speaker.anonymous = !speaker.named && wants_no_name(syntax, head);
    }
    return speaker;
}
