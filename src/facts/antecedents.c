/* antecedents.c - whom a pronoun or a description means as a speaker.
 *
 *     A senior official said ... He said ...     the speaker of an earlier statement
 *     Reeve ... The harbour master said ...      somebody named
 *
 * The language room's answer (coref.h) goes first. Where it has none, the nearest earlier speaker
 * or person that agrees is taken, if he is near; where nobody agrees, the words stay unresolved. A
 * name is never made up. */
#include "facts/said.h"
#include "language/coref.h"

enum { LOOK_BACK_STATEMENTS = 24, LOOK_BACK_NAMES = 24, ENTITIES_MAX = 300 };

static bool is_person(const syntax *syntax, uint32_t entity)
{
    return entity != UINT32_MAX && syntax->analysis->entities.items[entity].kind == NAME_PERSON;
}

static bool agrees(const syntax *syntax, uint32_t entity, name_gender gender)
{
    const name_gender has = syntax->analysis->entities.items[entity].gender;
    return has == NAME_GENDER_UNKNOWN || gender == NAME_GENDER_UNKNOWN || has == gender;
}

/* A person named as the subject of a clause shortly before. */
static uint32_t subject_before(const syntax *syntax, uint32_t at, name_gender gender)
{
    const analysis *analysis = syntax->analysis;
    uint32_t i = names_from(analysis, at);
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
static uint32_t last_speaker(const reader *reader, uint32_t at, bool one, name_gender gender)
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
    speaker->role = before->role;
    speaker->organization = before->organization;
    speaker->country = before->country;
    speaker->quantity = before->quantity;
}

/* What the language room says (coref.h): somebody with a name, or the unnamed speaker of an
 * earlier statement. False if it does not tell. */
static bool take_reference(const reader *reader, speaker *speaker, uint32_t head)
{
    const reference *reference = reference_at(reader->analysis, head);
    if (reference == NULL)
        return false;
    if (reference->entity != UINT32_MAX) {
        const entity *entity = &reader->analysis->entities.items[reference->entity];
        speaker->entity = reference->entity;
        speaker->named = true;
        if (entity->kind == NAME_PERSON)
            speaker->number = READOUT_NUMBER_ONE;
        return true;
    }
    if (reference->antecedent == TOKEN_NONE)
        return false;
    const uint32_t start = reader->syntax->tokens[reference->antecedent].start;
    const statement_array *all = &reader->facts->statements;
    for (uint32_t i = all->count, looked = 0; i-- > 0 && looked < LOOK_BACK_STATEMENTS; looked++)
        if (all->items[i].speaker.span.start <= start && start < all->items[i].speaker.span.end) {
            take_from(reader, speaker, i);
            return true;
        }
    return false;
}

void antecedent_of_pronoun(const reader *reader, speaker *speaker, uint32_t at)
{
    const syntax *syntax = reader->syntax;
    const bool one = word_is(syntax, at, "he she his her him");
    const name_gender gender = word_is(syntax, at, "he his him") ? NAME_MALE
                               : word_is(syntax, at, "she her")  ? NAME_FEMALE
                                                                 : NAME_GENDER_UNKNOWN;
    speaker->number = one                                    ? READOUT_NUMBER_ONE
                      : word_is(syntax, at, "they their we") ? READOUT_NUMBER_SEVERAL
                                                             : READOUT_NUMBER_UNKNOWN;
    if (take_reference(reader, speaker, at) || (!one && !word_is(syntax, at, "they their")))
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
    uint32_t i = names_from(analysis, words.start);
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

void antecedent_of_description(const reader *reader, speaker *speaker, uint32_t head, range words)
{
    if (!word_is(reader->syntax, words.start, "the that this"))
        return;
    if (take_reference(reader, speaker, head))
        return;
    speaker->entity = described_entity(reader->syntax, head, words);
    speaker->named = speaker->entity != UINT32_MAX;
    const uint32_t before = speaker->named ? UINT32_MAX : described_unnamed(reader, head, words);
    if (before != UINT32_MAX)
        take_from(reader, speaker, before);
}
