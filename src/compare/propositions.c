/* propositions.c - clauses of all reports as sets of weighed terms; see propositions.h.
 *
 * A clause is found by the tree: a predicate (a verb, or what a copula makes one) at the root of a
 * sentence or joined to one, in a complement, a relative or a participle clause; and a noun that
 * names an event. What hangs on it by a clause of its own is no part of it. Open information
 * extraction by rules over dependencies (Angeli et al. 2015; Mausam et al. 2012), with the span
 * kept, for it is the span that the record shows. */
#include "compare/propositions.h"

#include "base/calendar.h"
#include "base/utf8.h"
#include "compare/proposition_words.h"
#include "compare/synonyms.h"
#include "language/countries.h"
#include "language/wordlists.h"

enum {
    TERMS_MAX = 48,      /* of a proposition */
    WEIGHT_MIN = 10,     /* of all its terms: with less it says nothing */
    TERMS_MIN = 2,
    NAME_WEIGHT = 12,    /* at most, unless it is rarer */
    NAME_WEIGHT_MIN = 6,
    NAMES_OF_EVENT = 2, /* that a noun phrase needs to tell an event, or a number */
    NUMBER_WEIGHT = 12,
    TIME_WEIGHT = 6,
    WORD_WEIGHT_MIN = 1,
    HEAD_WEIGHT_MIN = 4,
    PREDICATE_WEIGHT_MIN = 6,
    SMALL_NUMBER_WEIGHT = 5,
    WORD_WEIGHT_MAX = 14,
    HOPS_MAX = 8 /* up a tree, to find who does it */
};

typedef struct finder {
    const proposer *proposer;
    const reading *reading;
    const syntax *syntax;
    const time_array *times;
    uint32_t report;
    uint32_t *said;      /* [token]: the innermost statement that it is said in, or UINT32_MAX */
    uint32_t *cue;       /* [token]: the statement whose cue it is */
    uint32_t *name;      /* [token]: the name it stands in */
    uint32_t *time;      /* [token] */
    uint32_t *reference; /* [token]: of the head of a reference */
    synonyms synonyms;
    propositions *out;
} finder;

/* ---- Keys ----------------------------------------------------------------------------- */

static uint32_t text_key(str text)
{
    const uint64_t hash = str_hash(text);
    return (uint32_t)(hash ^ hash >> 32) & 0x3fffffffu;
}

uint32_t country_key(str code)
{
    return code.len < 2 ? 0
                        : 0xc0000000u | (uint32_t)(unsigned char)code.data[0] << 8 |
                              (uint32_t)(unsigned char)code.data[1];
}

uint32_t entity_key(const comparison *comparison, uint32_t entity)
{
    const pile_entity *it = &comparison->entities.items[entity];
    if (it->kind != NAME_PERSON) {
        const country country = country_find(it->name);
        if (country.word == COUNTRY_NAME || country.word == COUNTRY_SEAT)
            return country_key(str_of(country.code));
    }
    return 0x80000000u | (entity & 0x3fffffffu);
}

static uint32_t pile_entity_of(const finder *finder, uint32_t entity)
{
    const uint32_t count = finder->reading->analysis->entities.count;
    return entity < count ? finder->proposer->comparison->entity_of[finder->report][entity]
                          : READOUT_NONE;
}

/* The country whose side an entity is on. */
static uint32_t side_of(const finder *finder, uint32_t entity)
{
    const pile_entity *it = &finder->proposer->comparison->entities.items[entity];
    return country_key(it->country);
}

/* ---- Terms ---------------------------------------------------------------------------- */

static bool is_clausal(const syntax *syntax, uint32_t at)
{
    if (upos_at(syntax, at) == UPOS_VERB)
        return true;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (deprel == DEPREL_COP || deprel == DEPREL_NSUBJ || deprel == DEPREL_CSUBJ)
            return true;
    }
    return false;
}

static bool has_child_in(const syntax *syntax, uint32_t at, deprel deprel, const char *words)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (deprel_at(syntax, child) == deprel &&
            (word_is(syntax, child, words) || lemma_is(syntax, child, words)))
            return true;
    return false;
}

/* Does a child start a clause that is a proposition of its own, no part of its head's? */
static bool stands_apart(const finder *finder, uint32_t child)
{
    const syntax *syntax = finder->syntax;
    if (has_child_in(syntax, child, DEPREL_MARK, "after before"))
        return false;
    switch (deprel_at(syntax, child)) {
    case DEPREL_PARATAXIS:
    case DEPREL_PUNCT:
    case DEPREL_DISCOURSE:
    case DEPREL_CC:
    case DEPREL_MARK:
        return true;
    case DEPREL_ADVCL:
        return true;
    case DEPREL_CONJ:
        return is_clausal(syntax, child);
    case DEPREL_ACL:
        return relation_is(syntax, child, "acl:relcl") ||
               child_by(syntax, child, DEPREL_NSUBJ) != TOKEN_NONE;
    case DEPREL_CCOMP:
        return is_clausal(syntax, child);
    case DEPREL_APPOS:
        return finder->name[syntax->tokens[child].head] != UINT32_MAX || is_clausal(syntax, child);
    case DEPREL_OBL: /* "according to" */
        return finder->cue[child] != UINT32_MAX ||
               (case_of(syntax, child) != TOKEN_NONE &&
                finder->cue[case_of(syntax, child)] != UINT32_MAX);
    default:
        return false;
    }
}

static bool is_locative(const syntax *syntax, uint32_t at)
{
    const uint32_t marker = case_of(syntax, at);
    return marker != TOKEN_NONE && word_is(syntax, marker, "in at near outside inside across");
}

/* The key of a name as it is used here: "Beijing" acts for China, "in Beijing" is a city. */
static uint8_t weight_of_name(const finder *finder, str words)
{
    const size_t space = str_find_byte(words, ' ', 0);
    const str last = space == SIZE_MAX ? words : str_slice(words, space + 1, words.len);
    const uint32_t rarity = rarity_of(finder->proposer->rarity,
                                      stem_of(utf8_fold(finder->proposer->scratch, last)));
    return (uint8_t)(rarity < NAME_WEIGHT_MIN ? NAME_WEIGHT_MIN
                     : rarity > NAME_WEIGHT   ? NAME_WEIGHT
                                              : rarity);
}

static void name_term(const finder *finder, uint32_t entity, str words, uint32_t head, term *term)
{
    const uint32_t known = pile_entity_of(finder, entity);
    const country country = country_find(words);
    const bool city = country.word == COUNTRY_CAPITAL && is_locative(finder->syntax, head);
    term->kind = TERM_NAME;
    term->weight = weight_of_name(finder, words);
    if (country.word != COUNTRY_NONE && !city)
        term->key = country_key(str_of(country.code));
    if (term->key == 0 && known != READOUT_NONE)
        term->key = entity_key(finder->proposer->comparison, known);
    if (term->key == 0)
        term->key = text_key(words);
    if (known != READOUT_NONE) {
        const pile_entity *it = &finder->proposer->comparison->entities.items[known];
        term->unit = city ? 0 : side_of(finder, known);
        term->place = it->kind == NAME_PLACE && (city || country.word == COUNTRY_NONE);
    }
    if (country.word != COUNTRY_NONE && !city) {
        term->unit = term->key;
        term->weight = NAME_WEIGHT_MIN;
    }
}

/* Entity of the report that a token means by a name or a reference, or UINT32_MAX. */
static uint32_t meant(const finder *finder, uint32_t at)
{
    const analysis *analysis = finder->reading->analysis;
    if (finder->name[at] != UINT32_MAX)
        return analysis->names.items[finder->name[at]].entity;
    if (finder->reference[at] != UINT32_MAX)
        return analysis->references.items[finder->reference[at]].entity;
    if (finder->said[at] != UINT32_MAX && word_is(finder->syntax, at, "we us our i my"))
        return finder->reading->facts->statements.items[finder->said[at]].speaker.entity;
    return UINT32_MAX;
}

static bool number_of(const finder *finder, uint32_t at, uint32_t *key)
{
    const str word = syntax_word(finder->syntax, at);
    static const char *const names[] = {"one",   "two",   "three",  "four",    "five",
                                        "six",   "seven", "eight",  "nine",    "ten",
                                        "eleven", "twelve", "dozen", "hundred", "thousand",
                                        "million", "billion", "trillion"};
    static const char *const values[] = {"1",  "2",  "3",  "4",   "5",    "6",
                                         "7",  "8",  "9",  "10",  "11",   "12",
                                         "12", "100", "1000", "million", "billion", "trillion"};
    char digits[32];
    size_t length = 0;
    for (size_t i = 0; i < word.len && length < sizeof digits; i++) {
        const char c = word.data[i];
        if ((c >= '0' && c <= '9') || (c == '.' && i + 1 < word.len))
            digits[length++] = c;
        else if (c != ',' && c != '$' && c != '%' && length == 0)
            break;
    }
    if (length > 0) {
        *key = text_key((str){digits, length});
        return true;
    }
    const str first = str_slice(word, 0, str_find_byte(word, '-', 0));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_nocase(first, str_of(names[i]))) {
            *key = text_key(str_of(values[i]));
            return upos_at(finder->syntax, at) == UPOS_NUM || first.len < word.len;
        }
    return false;
}

static term *push_term(const finder *finder, uint32_t at, term_role role, bool head)
{
    term *term = array_push(finder->proposer->keep, &finder->out->terms);
    term->token = at;
    term->role = (uint8_t)role;
    term->head = head;
    term->row = SENSE_NONE;
    const deprel deprel = deprel_at(finder->syntax, at);
    term->modifies = deprel == DEPREL_AMOD || deprel == DEPREL_COMPOUND
                         ? finder->syntax->tokens[at].head
                         : TOKEN_NONE;
    return term;
}

static void add_word(const finder *finder, uint32_t at, term_role role, bool head)
{
    arena *scratch = finder->proposer->scratch;
    const syntax *syntax = finder->syntax;
    const str lemma = utf8_fold(scratch, syntax_lemma(syntax, at));
    const str folded = utf8_fold(scratch, syntax_word(syntax, at));
    const str stem = stem_of(lemma);
    term *term = push_term(finder, at, role, head);
    term->kind = TERM_WORD;
    term->key = text_key(stem);
    term->row = sense_row(finder->proposer->sense, lemma);
    term->group = synonyms_group(&finder->synonyms, lemma);
    if (term->group == 0)
        term->group = synonyms_group(&finder->synonyms, folded);
    const uint32_t rarity = rarity_of(finder->proposer->rarity, stem);
    const uint32_t least = role == TERM_PREDICATE ? PREDICATE_WEIGHT_MIN
                           : head                 ? HEAD_WEIGHT_MIN
                                                  : WORD_WEIGHT_MIN;
    const uint32_t most = rarity < WORD_WEIGHT_MAX ? rarity : WORD_WEIGHT_MAX;
    term->weight = (uint8_t)(most > least ? most : least);
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (word_is(syntax, child, "other any such"))
            term->open = true;
}

/* "chief of 12 ships": what a number counts. */
static uint32_t unit_of(const finder *finder, uint32_t at)
{
    const uint32_t head = finder->syntax->tokens[at].head;
    if (head >= finder->syntax->count)
        return 0;
    const str lemma = utf8_fold(finder->proposer->scratch, syntax_lemma(finder->syntax, head));
    const uint16_t group = synonyms_group(&finder->synonyms, lemma);
    return group > 0 ? group : text_key(stem_of(lemma));
}

static void add_time(const finder *finder, uint32_t at, term_role role)
{
    const time_mention *time = &finder->times->items[finder->time[at]];
    if (at > 0 && finder->time[at - 1] == finder->time[at])
        return;
    term *term = push_term(finder, at, role, false);
    term->kind = TERM_TIME;
    term->weight = TIME_WEIGHT;
    term->key = text_key(time->value);
    if (time->type == READOUT_TIME_DURATION && time->earliest.year == 0) {
        term->kind = TERM_NUMBER;
        term->weight = NUMBER_WEIGHT;
        term->unit = text_key(STR("duration"));
        return;
    }
    if (time->earliest.year != 0 && time->latest.year != 0) {
        term->first = date_to_days(time->earliest);
        term->last = date_to_days(time->latest);
    }
}

static bool is_content(const finder *finder, uint32_t at)
{
    const token *token = &finder->syntax->tokens[at];
    const upos upos = upos_at(finder->syntax, at);
    switch (upos) {
    case UPOS_VERB:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_NUM:
    case UPOS_PROPN:
        return token->is_word;
    case UPOS_ADV:
    case UPOS_X:
        return token->is_word && !token_in_list(token, WORDS_FUNCTION);
    default:
        return false;
    }
}

static void add_term(const finder *finder, uint32_t at, term_role role, bool head)
{
    const analysis *analysis = finder->reading->analysis;
    uint32_t key;
    if (finder->time[at] != UINT32_MAX) {
        add_time(finder, at, role);
        return;
    }
    if (finder->name[at] != UINT32_MAX) {
        const name *name = &analysis->names.items[finder->name[at]];
        if (at == name->first_token)
            name_term(finder, name->entity,
                      str_slice(finder->reading->report->text, name->start, name->end), at,
                      push_term(finder, at, role, head));
        return;
    }
    const uint32_t entity = meant(finder, at);
    if (entity < analysis->entities.count) {
        name_term(finder, entity, analysis->entities.items[entity].name, at,
                  push_term(finder, at, role, head));
        return;
    }
    if (number_of(finder, at, &key)) {
        term *term = push_term(finder, at, role, false);
        term->kind = TERM_NUMBER;
        term->weight = word_is(finder->syntax, at, "one two 1 2") ? SMALL_NUMBER_WEIGHT
                                                                  : NUMBER_WEIGHT;
        term->key = key;
        term->unit = unit_of(finder, at);
        return;
    }
    if (!is_content(finder, at))
        return;
    const country people = country_find(syntax_word(finder->syntax, at));
    if (people.word == COUNTRY_PEOPLE) {
        term *term = push_term(finder, at, role, false);
        term->kind = TERM_NAME;
        term->weight = NAME_WEIGHT_MIN;
        term->key = term->unit = country_key(str_of(people.code));
        return;
    }
    add_word(finder, at, role, head);
}

/* All below `at` that is part of the same proposition, left to right. Returns where it ends. */
static void add_below(finder *finder, uint32_t at, term_role role, bool head, range *extent,
                      uint32_t first)
{
    const syntax *syntax = finder->syntax;
    uint32_t stack[TERMS_MAX * 2];
    uint32_t count = 0;
    stack[count++] = at;
    while (count > 0 && finder->out->terms.count - first < TERMS_MAX) {
        const uint32_t token = stack[--count];
        add_term(finder, token, role, head && token == at);
        if (token < extent->start)
            extent->start = token;
        if (token >= extent->end)
            extent->end = token + 1;
        for (uint32_t child = syntax->child[token]; child != TOKEN_NONE;
             child = syntax->next[child])
            if (!stands_apart(finder, child) && count < TERMS_MAX * 2)
                stack[count++] = child;
    }
}

/* ---- Who does it ---------------------------------------------------------------------- */

static bool is_passive(const syntax *syntax, uint32_t head)
{
    return child_by_relation(syntax, head, "nsubj:pass") != TOKEN_NONE ||
           child_by_relation(syntax, head, "aux:pass") != TOKEN_NONE;
}

static term_role role_of(const syntax *syntax, uint32_t head, uint32_t child, bool nominal)
{
    const bool passive = is_passive(syntax, head);
    const uint32_t marker = case_of(syntax, child);
    switch (deprel_at(syntax, child)) {
    case DEPREL_NSUBJ:
    case DEPREL_CSUBJ:
        return passive ? TERM_PATIENT : TERM_AGENT;
    case DEPREL_OBJ:
        return TERM_PATIENT;
    case DEPREL_OBL:
        return marker != TOKEN_NONE && word_is(syntax, marker, "by") &&
                       (passive || deprel_at(syntax, head) == DEPREL_ACL)
                   ? TERM_AGENT
                   : TERM_OTHER;
    case DEPREL_NMOD:
        return nominal && (relation_is(syntax, child, "nmod:poss") ||
                           (marker != TOKEN_NONE && word_is(syntax, marker, "by")))
                   ? TERM_AGENT
                   : TERM_OTHER;
    default:
        return TERM_OTHER;
    }
}

/* "a statement regarding Russia asking China": the noun before the participle does it. */
static bool is_about(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    const uint32_t before = head > 0 ? head - 1 : 0;
    const uint32_t marker = case_of(syntax, before);
    return deprel_at(syntax, head) == DEPREL_ACL && before < head &&
           deprel_at(syntax, before) == DEPREL_NMOD &&
           syntax->tokens[before].head == syntax->tokens[head].head && marker != TOKEN_NONE &&
           word_is(syntax, marker, "regarding about concerning of on over");
}

/* The subject that a clause without one shares with the clause it hangs on. */
static uint32_t shared_subject(const syntax *syntax, uint32_t head)
{
    uint32_t at = head;
    for (uint32_t hop = 0; hop < HOPS_MAX; hop++) {
        const deprel deprel = deprel_at(syntax, at);
        const uint32_t up = syntax->tokens[at].head;
        if (up >= syntax->count)
            return TOKEN_NONE;
        if (deprel == DEPREL_ACL)
            return up;
        if (deprel != DEPREL_CONJ && deprel != DEPREL_XCOMP && deprel != DEPREL_ADVCL)
            return TOKEN_NONE;
        const uint32_t object = child_by(syntax, up, DEPREL_OBJ);
        if (deprel == DEPREL_XCOMP && object != TOKEN_NONE)
            return object;
        const uint32_t subject = child_by(syntax, up, DEPREL_NSUBJ);
        if (subject != TOKEN_NONE)
            return subject;
        at = up;
    }
    return TOKEN_NONE;
}

/* "national security adviser Jake Sullivan": the name behind what somebody is. */
static const term *name_of(const finder *finder, const proposition *made, const term *word)
{
    for (uint32_t i = made->first; i < made->first + made->count; i++) {
        const term *term = &finder->out->terms.items[i];
        const deprel deprel = deprel_at(finder->syntax, term->token);
        if (term->kind == TERM_NAME && term->role == TERM_AGENT && term->token > word->token &&
            finder->syntax->tokens[term->token].head == word->token &&
            (deprel == DEPREL_APPOS || deprel == DEPREL_FLAT || deprel == DEPREL_COMPOUND))
            return term;
    }
    return word;
}

static void note_agent(const finder *finder, proposition *made)
{
    for (uint32_t i = made->first; i < made->first + made->count; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->role != TERM_AGENT || !term->head)
            continue;
        made->actor = i;
        if (term->kind == TERM_WORD)
            term = name_of(finder, made, term);
        if (term->kind == TERM_NAME) {
            made->agent = term->key;
            made->agent_country = term->unit;
        }
        return;
    }
}

/* ---- Mood ----------------------------------------------------------------------------- */

static bool is_negated(const syntax *syntax, uint32_t head)
{
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if ((deprel == DEPREL_ADVMOD || deprel == DEPREL_DET || deprel == DEPREL_CC ||
             deprel == DEPREL_AUX) &&
            word_is(syntax, child, PROPOSITION_NEGATIONS))
            return true;
        if ((deprel == DEPREL_NSUBJ || deprel == DEPREL_OBJ) &&
            (word_is(syntax, child, "nobody nothing none") ||
             has_child_in(syntax, child, DEPREL_DET, "no neither")))
            return true;
    }
    return false;
}

static bool ends_with_question(const finder *finder, uint32_t head)
{
    const range range = sentence_range(finder->syntax, finder->syntax->sentence[head]);
    for (uint32_t at = range.end; at > range.start && at + 3 > range.end; at--)
        if (str_equal(syntax_word(finder->syntax, at - 1), STR("?")))
            return true;
    return false;
}

static mood mood_of(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    if (ends_with_question(finder, head) ||
        has_child_in(syntax, head, DEPREL_MARK, "if unless whether") ||
        (deprel_at(syntax, head) == DEPREL_CCOMP &&
         has_child_in(syntax, head, DEPREL_ADVMOD, "whether")))
        return MOOD_OPEN;
    if (has_child_in(syntax, head, DEPREL_AUX, "may might could can"))
        return MOOD_POSSIBLE;
    if (has_child_in(syntax, head, DEPREL_AUX, "will would shall 'll wo 'd"))
        return MOOD_PLANNED;
    if (has_child_in(syntax, head, DEPREL_AUX, "should must ought"))
        return MOOD_WANTED;
    if (child_by(syntax, head, DEPREL_XCOMP) != TOKEN_NONE &&
        lemma_is(syntax, head, PROPOSITION_PLANS))
        return MOOD_PLANNED;
    return MOOD_FACT;
}

static bool in_words(str word, const char *words)
{
    str rest = str_of(words);
    str entry;
    while (str_field(&rest, ' ', &entry))
        if (str_equal_nocase(entry, word))
            return true;
    return false;
}

/* What its speaker does with it. */
static void note_speech(const finder *finder, proposition *made)
{
    const statement_array *statements = &finder->reading->facts->statements;
    uint32_t at = made->statement;
    for (uint32_t hop = 0; at < statements->count && hop < HOPS_MAX; hop++) {
        const statement *said = &statements->items[at];
        if (said->polarity == READOUT_DENY)
            made->denied = !made->denied;
        if (in_words(said->lemma, PROPOSITION_MENTIONS))
            made->mood = MOOD_MENTIONED;
        if (said->polarity == READOUT_QUESTION || said->conditional)
            made->mood = MOOD_OPEN;
        if (said->polarity == READOUT_REQUEST && made->mood == MOOD_FACT)
            made->mood = MOOD_WANTED;
        if (said->planned && made->mood == MOOD_FACT)
            made->mood = MOOD_PLANNED;
        at = said->within < at ? said->within : UINT32_MAX;
    }
}

/* ---- Making --------------------------------------------------------------------------- */

static text_span span_of(const finder *finder, range extent)
{
    const syntax *syntax = finder->syntax;
    extent = trimmed(syntax, extent);
    while (extent.start + 1 < extent.end &&
           (upos_at(syntax, extent.start) == UPOS_CCONJ ||
            upos_at(syntax, extent.start) == UPOS_SCONJ ||
            upos_at(syntax, extent.start) == UPOS_PUNCT))
        extent.start++;
    return text_of(syntax, extent);
}

static void add_children(finder *finder, uint32_t head, bool nominal, range *extent,
                         uint32_t first, bool *agent)
{
    const syntax *syntax = finder->syntax;
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child]) {
        if (stands_apart(finder, child) || finder->out->terms.count - first >= TERMS_MAX)
            continue;
        const term_role role = role_of(syntax, head, child, nominal);
        *agent = *agent || role == TERM_AGENT;
        add_below(finder, child, role, true, extent, first);
    }
}

/* The noun that is all that somebody says, as grammar goes: "denied Russia's request". */
static bool heads_said(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    const uint32_t number = finder->said[at];
    if (number == UINT32_MAX || upos_at(syntax, at) != UPOS_NOUN || is_clausal(syntax, at))
        return false;
    const statement *said = &finder->reading->facts->statements.items[number];
    const uint32_t up = syntax->tokens[at].head;
    if (said->polarity == READOUT_REQUEST || said->polarity == READOUT_NO_COMMENT ||
        (up < syntax->count && finder->said[up] == number))
        return false;
    return said->polarity == READOUT_DENY;
}

/* "assistance, including drones": a detail that only some reports may tell. */
static bool has_included(const finder *finder, uint32_t at)
{
    for (uint32_t child = finder->syntax->child[at]; child != TOKEN_NONE;
         child = finder->syntax->next[child]) {
        const uint32_t marker = case_of(finder->syntax, child);
        if (marker != TOKEN_NONE && word_is(finder->syntax, marker, "including"))
            return true;
    }
    return false;
}

/* A noun phrase tells something if it has a number or enough names, or is all that is said. */
static bool tells_event(const finder *finder, uint32_t first, uint32_t head)
{
    uint32_t names = 0;
    if (heads_said(finder, head) || has_included(finder, head))
        return true;
    for (uint32_t i = first; i < finder->out->terms.count; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->kind == TERM_NUMBER)
            return true;
        names += term->kind == TERM_NAME;
    }
    return names >= NAMES_OF_EVENT;
}

/* "Yang explained the position": his words, though they are told as a deed. */
static bool is_speech(const finder *finder, uint32_t number)
{
    const statement *said = &finder->reading->facts->statements.items[number];
    return said->cue_class == READOUT_CUE_SAY && said->polarity == READOUT_ASSERT;
}

static void make(finder *finder, uint32_t head, bool nominal)
{
    const syntax *syntax = finder->syntax;
    const uint32_t first = finder->out->terms.count;
    proposition made = {.report = finder->report,
                        .sentence = syntax->sentence[head],
                        .head = head,
                        .statement = finder->said[head],
                        .first = first,
                        .nominal = nominal,
                        .actor = READOUT_NONE,
                        .quoted = syntax->quote[head] != UINT32_MAX};
    range extent = {head, head + 1};
    bool agent = false;
    add_term(finder, head, TERM_PREDICATE, true);
    add_children(finder, head, nominal, &extent, first, &agent);
    const uint32_t subject = nominal || agent || is_passive(syntax, head) ? TOKEN_NONE
                             : is_about(finder, head)                     ? head - 1
                                 : shared_subject(syntax, head);
    if (subject != TOKEN_NONE) {
        range aside = {subject, subject + 1};
        add_below(finder, subject, TERM_AGENT, true, &aside, first);
    }
    made.count = finder->out->terms.count - first;
    for (uint32_t i = first; i < finder->out->terms.count; i++)
        made.weight += finder->out->terms.items[i].weight;
    if (made.count < TERMS_MIN || made.weight < WEIGHT_MIN ||
        (nominal && !tells_event(finder, first, head))) {
        finder->out->terms.count = first;
        return;
    }
    if (finder->cue[head] != UINT32_MAX && is_speech(finder, finder->cue[head]))
        made.statement = finder->cue[head];
    const deprel deprel = deprel_at(syntax, head);
    made.main = !nominal && (deprel == DEPREL_ROOT || deprel == DEPREL_CCOMP ||
                             deprel == DEPREL_PARATAXIS || deprel == DEPREL_CONJ);
    made.span = span_of(finder, extent);
    made.mood = (uint8_t)(nominal ? MOOD_FACT : mood_of(finder, head));
    if (is_about(finder, head))
        made.mood = MOOD_MENTIONED;
    made.negated = is_negated(syntax, head);
    made.mutual = lemma_is(syntax, head, PROPOSITION_MUTUAL);
    note_agent(finder, &made);
    note_speech(finder, &made);
    *array_push(finder->proposer->keep, &finder->out->items) = made;
}

/* Words that only carry what somebody says are no claim of their own: their content is. */
static bool only_says(const finder *finder, uint32_t head)
{
    const uint32_t number = finder->cue[head];
    if (number == UINT32_MAX)
        return false;
    const statement *said = &finder->reading->facts->statements.items[number];
    if (said->content.count == 0 || said->polarity == READOUT_DENY)
        return true;
    if (said->polarity == READOUT_REQUEST || said->polarity == READOUT_NO_COMMENT)
        return false;
    if (said->mode != READOUT_INDIRECT)
        return true;
    return child_by(finder->syntax, head, DEPREL_CCOMP) != TOKEN_NONE ||
           child_by(finder->syntax, head, DEPREL_PARATAXIS) != TOKEN_NONE ||
           deprel_at(finder->syntax, head) == DEPREL_PARATAXIS;
}

/* "will open itself and make": the second is as finite as the first. */
static bool starts_finite(const syntax *syntax, uint32_t at)
{
    if (at >= syntax->count)
        return false;
    const deprel deprel = deprel_at(syntax, at);
    return deprel == DEPREL_ROOT || deprel == DEPREL_CCOMP || deprel == DEPREL_PARATAXIS;
}

/* Somebody does it, or did: no infinitive or participle that only limits a noun. */
static bool is_finite(const syntax *syntax, uint32_t at)
{
    const str tag = label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos);
    if (child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE ||
        child_by(syntax, at, DEPREL_COP) != TOKEN_NONE)
        return true;
    return !has_child_in(syntax, at, DEPREL_MARK, "to") && !str_equal(tag, STR("VBG")) &&
           !str_equal(tag, STR("VB"));
}

static bool starts_clause(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    if (!is_clausal(syntax, at))
        return false;
    switch (deprel_at(syntax, at)) {
    case DEPREL_ROOT:
    case DEPREL_CCOMP:
    case DEPREL_PARATAXIS:
        return true;
    case DEPREL_CONJ:
        return is_finite(syntax, at) ||
               child_by(syntax, at, DEPREL_AUX) != TOKEN_NONE ||
               starts_finite(syntax, syntax->tokens[at].head);
    case DEPREL_ACL:
        return relation_is(syntax, at, "acl:relcl") || is_about(finder, at) ||
               child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE;
    case DEPREL_ADVCL:
        return !has_child_in(syntax, at, DEPREL_MARK, "to") &&
               (child_by(syntax, at, DEPREL_OBJ) != TOKEN_NONE ||
                child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE);
    case DEPREL_APPOS:
        return is_finite(syntax, at);
    default:
        return false;
    }
}

static bool names_event(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    if (upos_at(syntax, at) != UPOS_NOUN)
        return false;
    if (heads_said(finder, at) || has_included(finder, at))
        return true;
    return lemma_is(syntax, at, PROPOSITION_EVENTS);
}

static void find_in_sentence(finder *finder, uint32_t number)
{
    const range range = sentence_range(finder->syntax, number);
    for (uint32_t at = range.start; at < range.end; at++) {
        const bool nominal = !starts_clause(finder, at);
        if (nominal ? !names_event(finder, at) : only_says(finder, at))
            continue;
        make(finder, at, nominal);
    }
}

/* ---- Reports -------------------------------------------------------------------------- */

static uint32_t *none(arena *arena, uint32_t count)
{
    uint32_t *items = arena_array(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++)
        items[i] = UINT32_MAX;
    return items;
}

/* The statement that each token is said in: where two overlap, the shorter content. */
static void mark_said(finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    const statement_array *statements = &finder->reading->facts->statements;
    uint32_t *length = none(finder->proposer->scratch, analysis->tokens.count);
    for (uint32_t i = 0; i < statements->count; i++) {
        const statement *said = &statements->items[i];
        for (uint32_t k = 0; k < said->content.count; k++) {
            const text_span span = said->content.items[k];
            for (uint32_t at = analysis_token_at(analysis, span.start);
                 at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++)
                if (span.end - span.start < length[at] ||
                    (span.end - span.start == length[at] &&
                     said->channel.count > statements->items[finder->said[at]].channel.count)) {
                    length[at] = span.end - span.start;
                    finder->said[at] = i;
                }
        }
        if (said->cue.end > said->cue.start) {
            const uint32_t at = analysis_token_at(analysis, said->cue.start);
            for (uint32_t cue = at; cue < analysis->tokens.count &&
                                    analysis->tokens.items[cue].start < said->cue.end;
                 cue++)
                finder->cue[cue] = i;
        }
    }
}

static void mark_names(const finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    for (uint32_t i = 0; i < analysis->names.count; i++)
        for (uint32_t k = 0; k < analysis->names.items[i].token_count; k++)
            finder->name[analysis->names.items[i].first_token + k] = i;
    for (uint32_t i = 0; i < analysis->references.count; i++)
        finder->reference[analysis->references.items[i].head] = i;
    for (uint32_t i = 0; i < finder->times->count; i++) {
        const text_span span = finder->times->items[i].span;
        for (uint32_t at = analysis_token_at(analysis, span.start);
             at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++)
            finder->time[at] = i;
    }
}

static void find_in_report(finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    const report *report = finder->reading->report;
    arena *scratch = finder->proposer->scratch;
    const uint32_t tokens = analysis->tokens.count;
    const syntax syntax = syntax_of(scratch, report, analysis, finder->reading->facts);
    finder->syntax = &syntax;
    finder->times = times_of(finder->proposer->pile, finder->proposer->comparison, finder->report);
    finder->said = none(scratch, tokens);
    finder->cue = none(scratch, tokens);
    finder->name = none(scratch, tokens);
    finder->time = none(scratch, tokens);
    finder->reference = none(scratch, tokens);
    mark_said(finder);
    mark_names(finder);
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        const uint32_t block = analysis->sentences.items[i].block;
        if (block >= report->blocks.count || report->blocks.items[block].kind == BLOCK_PROSE)
            find_in_sentence(finder, i);
    }
}

void propositions_find(const proposer *proposer, propositions *out)
{
    const pile *pile = proposer->pile;
    finder finder = {.proposer = proposer, .out = out};
    synonyms_init(proposer->scratch, &finder.synonyms);
    out->first_of = arena_array(proposer->keep, uint32_t, pile->count + 1);
    for (uint32_t i = 0; i < pile->count; i++) {
        const arena_mark mark = arena_save(proposer->scratch);
        finder.report = i;
        finder.reading = &pile->readings[i];
        out->first_of[i] = out->items.count;
        if (finder.reading->analysis->has_trees)
            find_in_report(&finder);
        arena_restore(proposer->scratch, mark);
    }
    out->first_of[pile->count] = out->items.count;
}
