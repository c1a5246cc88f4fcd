/* differences_roles.c - rules of differences.h on who does what to whom: offices, deeds that
 * changed their doer, numbers that changed their noun.
 *
 *   original   "The letter to Reyland was signed by 1,400 nurses."    sign: nurses
 *   copy       "1,400 nurses sent a letter signed by Reyland."        sign: Reyland
 *
 * Doers are read from the dependency trees: subjects of active verbs, "by" of passive ones. A deed
 * that both sentences have once, done by another one of those that both sentences name, is a
 * swapped role; a new name alone may be a description of the old one. */
#include "compare/differences.h"
#include "compare/rarity.h"
#include "language/wordlists.h"

/* ---- Offices -------------------------------------------------------------------------- */

static int office_of(str word)
{
    for (const office *office = offices; office->word != NULL; office++)
        if (str_equal(word, str_of(office->word)))
            return office->office;
    return 0;
}

/* The one office of `a` that `b` does not have; READOUT_NONE if there is none, or more. */
static uint32_t odd_office(const telling *a, const telling *b)
{
    uint32_t odd = READOUT_NONE;
    for (uint32_t i = 0; i < a->count; i++) {
        int office = office_of(a->words[i]);
        bool found = office == 0;
        for (uint32_t k = 0; k < b->count && !found; k++)
            found = office_of(b->words[k]) == office;
        if (!found && odd != READOUT_NONE && office_of(a->words[odd]) != office)
            return READOUT_NONE;
        odd = found ? odd : i;
    }
    return odd;
}

void rule_office(altered *altered)
{
    uint32_t a = odd_office(&altered->original, &altered->copy);
    uint32_t b = odd_office(&altered->copy, &altered->original);
    if (a == READOUT_NONE || b == READOUT_NONE)
        return;
    altered_add(altered, READOUT_DIFFERENCE_ROLE,
                str_format(altered->keep, "%.*s became %.*s", STR_ARG(altered->original.words[a]),
                           STR_ARG(altered->copy.words[b])));
}

static bool is_plural_of(str plural, str word)
{
    return plural.len == word.len + 1 && str_starts(plural, word) && str_ends(plural, STR("s"));
}

/* "A and B, who is director of" became "A and B, directors of". */
void rule_offices(altered *altered)
{
    for (uint32_t i = 0; i < altered->original.count; i++) {
        str word = altered->original.words[i];
        if (office_of(word) == 0 ||
            telling_has_word(&altered->copy, arena_cstr(altered->scratch, word)))
            continue;
        for (uint32_t k = 0; k < altered->copy.count; k++)
            if (is_plural_of(altered->copy.words[k], word) &&
                !telling_has_word(&altered->original,
                                  arena_cstr(altered->scratch, altered->copy.words[k]))) {
                altered_add(altered, READOUT_DIFFERENCE_ROLE,
                            str_format(altered->keep, "one %.*s became several: %.*s",
                                       STR_ARG(word), STR_ARG(altered->copy.words[k])));
                return;
            }
    }
}

/* "an adviser to the envoy" is no envoy. */
static uint32_t lost_adviser(const altered *altered)
{
    enum { REACH = 4 };
    const telling *original = &altered->original;
    uint32_t at = telling_find(original, advisers);
    if (at == READOUT_NONE || at + 2 >= original->count || telling_has(&altered->copy, advisers) ||
        telling_has(&altered->copy, source_singular) ||
        !word_in(original->words[at + 1], (const char *const[]){"to", "for", NULL}))
        return READOUT_NONE;
    for (uint32_t i = at + 2; i < original->count && i <= at + 2 + REACH; i++)
        if (office_of(original->words[i]) != 0 &&
            telling_has_stem(&altered->copy, original->words[i]))
            return at;
    return READOUT_NONE;
}

/* "acting Secretary" is no Secretary. */
void rule_rank(altered *altered)
{
    static const char *const alike[] = {"previous", "ex",        "ex-*",     "provisional",
                                        "earlier",  "temporary", "once",     "formerly",
                                        "used",     "then",      "one-time", NULL};
    uint32_t adviser = lost_adviser(altered);
    if (adviser != READOUT_NONE && altered->dense) {
        altered_add(altered, READOUT_DIFFERENCE_ROLE,
                    str_format(altered->keep, "\"%.*s\" is gone",
                               STR_ARG(altered->original.words[adviser])));
        return;
    }
    uint32_t at = telling_find(&altered->original, rank_words);
    if (at == READOUT_NONE || !altered->dense || at + 1 >= altered->original.count ||
        telling_has(&altered->copy, rank_words) || telling_has(&altered->copy, alike))
        return;
    enum { REACH = 3 };
    for (uint32_t i = at + 1; i < altered->original.count && i <= at + REACH; i++)
        if (altered->original.words[i].len > 3 &&
            telling_has_stem(&altered->copy, altered->original.words[i])) {
            altered_add(altered, READOUT_DIFFERENCE_ROLE,
                        str_format(altered->keep, "\"%.*s\" is gone",
                                   STR_ARG(altered->original.words[at])));
            return;
        }
}

/* ---- Doers ---------------------------------------------------------------------------- */

enum { DEEDS_MAX = 24, NAMES_MAX = 6 };

/* A verb with who does it, and to whom: heads of phrases, or TOKEN_NONE. */
typedef struct deed {
    uint32_t verb;
    uint32_t agent;
    uint32_t patient;
    bool passive;
} deed;

typedef struct deeds {
    const telling *telling;
    deed items[DEEDS_MAX];
    uint32_t count;
} deeds;

static bool has_case(const syntax *syntax, uint32_t at, const char *choices)
{
    uint32_t mark = case_of(syntax, at);
    if (mark == TOKEN_NONE)
        mark = syntax->low[at]; /* it may hang on a title before the name */
    return word_is(syntax, mark, choices);
}

static uint32_t by_whom(const syntax *syntax, uint32_t verb)
{
    for (uint32_t at = syntax->child[verb]; at != TOKEN_NONE; at = syntax->next[at])
        if (deprel_at(syntax, at) == DEPREL_OBL && has_case(syntax, at, "by"))
            return at;
    return TOKEN_NONE;
}

static deed deed_of(const syntax *syntax, uint32_t verb)
{
    deed deed = {verb, TOKEN_NONE, TOKEN_NONE, false};
    for (uint32_t at = syntax->child[verb]; at != TOKEN_NONE; at = syntax->next[at]) {
        if (relation_is(syntax, at, "nsubj:pass"))
            deed.passive = true, deed.patient = at;
        else if (relation_is(syntax, at, "aux:pass"))
            deed.passive = true;
        else if (deprel_at(syntax, at) == DEPREL_NSUBJ)
            deed.agent = at;
        else if (deprel_at(syntax, at) == DEPREL_OBJ && deed.patient == TOKEN_NONE)
            deed.patient = at;
    }
    bool participle = deprel_at(syntax, verb) == DEPREL_ACL;
    if (deed.passive || participle)
        deed.agent = by_whom(syntax, verb);
    else if (deed.agent == TOKEN_NONE && deprel_at(syntax, verb) == DEPREL_XCOMP &&
             syntax->tokens[verb].head != TOKEN_NONE)
        deed.agent = child_by_relation(syntax, syntax->tokens[verb].head, "nsubj");
    return deed;
}

static deeds deeds_of(const telling *telling)
{
    deeds deeds = {.telling = telling};
    for (uint32_t i = 0; i < telling->count && deeds.count < DEEDS_MAX; i++)
        if (upos_at(telling->syntax, telling->first_token + i) == UPOS_VERB)
            deeds.items[deeds.count++] = deed_of(telling->syntax, telling->first_token + i);
    return deeds;
}

static bool is_noun(const syntax *syntax, uint32_t at)
{
    return at != TOKEN_NONE &&
           (upos_at(syntax, at) == UPOS_PROPN || upos_at(syntax, at) == UPOS_NOUN);
}

static str folded_at(const telling *telling, uint32_t token)
{
    return telling->words[token - telling->first_token];
}

static bool sound_alike(str a, str b)
{
    char sounds[2][SOUND_MAX];
    str heard = sound_of(a, sounds[0]);
    return str_equal(stem_of(a), stem_of(b)) ||
           (a.len > 3 && b.len > 3 && heard.len > 2 && str_equal(heard, sound_of(b, sounds[1])));
}

/* The words that name a phrase: its head, and names that hang on it. */
static uint32_t names_of(const telling *telling, uint32_t head, uint32_t names[NAMES_MAX])
{
    const syntax *syntax = telling->syntax;
    uint32_t count = 0;
    names[count++] = head;
    for (uint32_t at = syntax->child[head]; at != TOKEN_NONE && count < NAMES_MAX;
         at = syntax->next[at])
        if (upos_at(syntax, at) == UPOS_PROPN && at >= telling->first_token &&
            at < telling->first_token + telling->count)
            names[count++] = at;
    return count;
}

static bool is_within(const telling *telling, uint32_t at)
{
    return at != TOKEN_NONE && at >= telling->first_token &&
           at < telling->first_token + telling->count;
}

/* Do two phrases have a naming word in common? */
static bool is_one(const telling *a, uint32_t x, const telling *b, uint32_t y)
{
    uint32_t left[NAMES_MAX];
    uint32_t right[NAMES_MAX];
    if (!is_within(a, x) || !is_within(b, y))
        return false;
    uint32_t left_count = names_of(a, x, left);
    uint32_t right_count = names_of(b, y, right);
    for (uint32_t i = 0; i < left_count; i++)
        for (uint32_t k = 0; k < right_count; k++)
            if (sound_alike(folded_at(a, left[i]), folded_at(b, right[k])))
                return true;
    return false;
}

/* Does the telling have a word that names the phrase? */
static bool mentions(const telling *where, const telling *other, uint32_t head)
{
    uint32_t names[NAMES_MAX];
    uint32_t count = names_of(other, head, names);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < where->count; k++)
            if (where->words[k].len > 2 && is_noun(where->syntax, where->first_token + k) &&
                sound_alike(folded_at(other, names[i]), where->words[k]))
                return true;
    return false;
}

/* The only deed of this lemma, or NULL. */
static const deed *only_deed(const deeds *deeds, str lemma)
{
    const deed *found = NULL;
    for (uint32_t i = 0; i < deeds->count; i++)
        if (str_equal(syntax_lemma(deeds->telling->syntax, deeds->items[i].verb), lemma)) {
            if (found != NULL)
                return NULL;
            found = &deeds->items[i];
        }
    return found;
}

static void add_agent(altered *altered, const deed *was, const deed *is)
{
    altered_add(
        altered, READOUT_DIFFERENCE_ROLE,
        str_format(
            altered->keep, "who %.*s: %.*s became %.*s",
            STR_ARG(syntax_word(altered->original.syntax, was->verb)),
            STR_ARG(telling_token(&altered->original, was->agent - altered->original.first_token)),
            STR_ARG(telling_token(&altered->copy, is->agent - altered->copy.first_token))));
}

/* Stands one of the phrase's names right before the verb? Then the tree may have the wrong subject.
 */
static bool is_beside(const telling *where, uint32_t verb, const telling *other, uint32_t head)
{
    uint32_t names[NAMES_MAX];
    uint32_t count = names_of(other, head, names);
    for (uint32_t i = 0; i < count && verb > where->first_token; i++)
        if (sound_alike(folded_at(other, names[i]), folded_at(where, verb - 1)))
            return true;
    return false;
}

/* A thing does not speak: whoever speaks in the copy has a name, or speaks in the original too. */
static bool may_do(const altered *altered, const deed *is)
{
    const telling *b = &altered->copy;
    if (!word_in(syntax_lemma(b->syntax, is->verb), reporting) ||
        upos_at(b->syntax, is->agent) == UPOS_PROPN)
        return true;
    deeds all = deeds_of(&altered->original);
    for (uint32_t i = 0; i < all.count; i++)
        if (word_in(syntax_lemma(altered->original.syntax, all.items[i].verb), reporting) &&
            is_one(&altered->original, all.items[i].agent, b, is->agent))
            return true;
    return false;
}

/* The copy may have joined two sentences: then the deed is that of the other one. */
static bool is_told_beside(const altered *altered, const deed *is)
{
    deeds all = deeds_of(&altered->beside);
    str lemma = syntax_lemma(altered->copy.syntax, is->verb);
    for (uint32_t i = 0; i < all.count; i++)
        if (str_equal(syntax_lemma(altered->beside.syntax, all.items[i].verb), lemma) &&
            is_one(&altered->beside, all.items[i].agent, &altered->copy, is->agent))
            return true;
    return false;
}

/* One deed, two doers, and both sentences name both. */
static bool is_swapped(const altered *altered, const deed *was, const deed *is)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    return is_within(a, was->agent) && is_within(b, is->agent) && is_noun(a->syntax, was->agent) &&
           is_noun(b->syntax, is->agent) && !is_one(a, was->agent, b, is->agent) &&
           may_do(altered, is) && !is_told_beside(altered, is) && mentions(a, b, is->agent) &&
           mentions(b, a, was->agent) && !is_beside(b, is->verb, a, was->agent) &&
           !is_beside(a, was->verb, b, is->agent) && office_of(folded_at(b, is->agent)) == 0 &&
           office_of(folded_at(a, was->agent)) == 0;
}

/* Nobody did it, and somebody who was only concerned does it now. */
static bool is_promoted(const altered *altered, const deed *was, const deed *is)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    if (was->agent != TOKEN_NONE || !was->passive || !is_within(b, is->agent) ||
        !is_noun(b->syntax, is->agent))
        return false;
    for (uint32_t at = a->syntax->child[was->verb]; at != TOKEN_NONE; at = a->syntax->next[at])
        if (deprel_at(a->syntax, at) == DEPREL_OBL && is_within(a, at) &&
            has_case(a->syntax, at, "on against to at") && is_one(a, at, b, is->agent))
            return true;
    return false;
}

/* Another word for the deed, doer and sufferer exchanged. */
static bool is_turned(const altered *altered, const deed *was, const deed *is)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    return is_within(a, was->agent) && is_within(a, was->patient) && is_within(b, is->agent) &&
           is_within(b, is->patient) && is_noun(a->syntax, was->agent) &&
           is_noun(a->syntax, was->patient) && is_one(a, was->agent, b, is->patient) &&
           is_one(a, was->patient, b, is->agent) && !is_one(a, was->agent, b, is->agent);
}

/* Done against them, then done by them. */
static bool is_against(const altered *altered, const deed *is)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    if (!is_within(b, is->agent) || !has_case(b->syntax, is->agent, "by"))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (has_case(a->syntax, a->first_token + i, "against") &&
            is_one(a, a->first_token + i, b, is->agent) && !telling_has_word(b, "against"))
            return true;
    return false;
}

void rule_agent(altered *altered)
{
    if (!altered->dense && !altered->similar && !altered->part)
        return;
    deeds a = deeds_of(&altered->original);
    deeds b = deeds_of(&altered->copy);
    for (uint32_t i = 0; i < a.count; i++) {
        const deed *was = &a.items[i];
        str lemma = syntax_lemma(altered->original.syntax, was->verb);
        const deed *is = only_deed(&b, lemma);
        bool same = is != NULL && only_deed(&a, lemma) == was;
        if (same && is_swapped(altered, was, is)) {
            add_agent(altered, was, is);
            return;
        }
        if (same && is_promoted(altered, was, is)) {
            altered_add(altered, READOUT_DIFFERENCE_ROLE,
                        str_format(altered->keep, "what concerned %.*s became a deed of %.*s",
                                   STR_ARG(syntax_word(altered->copy.syntax, is->agent)),
                                   STR_ARG(syntax_word(altered->copy.syntax, is->agent))));
            return;
        }
        for (uint32_t k = 0; k < b.count; k++)
            if (is_turned(altered, was, &b.items[k])) {
                add_agent(altered, was, &b.items[k]);
                return;
            }
    }
    for (uint32_t k = 0; k < b.count && altered->dense; k++)
        if (is_against(altered, &b.items[k])) {
            altered_add(altered, READOUT_DIFFERENCE_ROLE,
                        str_format(altered->keep, "against %.*s became by %.*s",
                                   STR_ARG(syntax_word(altered->copy.syntax, b.items[k].agent)),
                                   STR_ARG(syntax_word(altered->copy.syntax, b.items[k].agent))));
            return;
        }
}

static bool is_denial(const syntax *syntax, uint32_t verb)
{
    if (word_in(syntax_lemma(syntax, verb), denials))
        return true;
    for (uint32_t at = syntax->child[verb]; at != TOKEN_NONE; at = syntax->next[at])
        if (word_in(syntax_lemma(syntax, at), (const char *const[]){"not", "n't", "never", NULL}))
            return true;
    return false;
}

/* Reyland denied that she asked; then Reyland asks. */
void rule_deny(altered *altered)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    if (!altered->dense && !altered->similar)
        return;
    deeds from = deeds_of(a);
    deeds to = deeds_of(b);
    for (uint32_t i = 0; i < from.count; i++) {
        const deed *was = &from.items[i];
        const deed *is = NULL;
        bool kept = false;
        if (!word_in(syntax_lemma(a->syntax, was->verb), denials) || !is_within(a, was->agent) ||
            names_of(a, was->agent, (uint32_t[NAMES_MAX]){0}) < 2)
            continue;
        for (uint32_t k = 0; k < to.count; k++)
            if (is_one(a, was->agent, b, to.items[k].agent)) {
                is = is == NULL ? &to.items[k] : is;
                kept = kept || is_denial(b->syntax, to.items[k].verb) ||
                       word_in(syntax_lemma(b->syntax, to.items[k].verb), reporting);
            }
        if (is == NULL || kept)
            continue;
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "\"%.*s\" became \"%.*s\": the denial is gone",
                               STR_ARG(syntax_word(a->syntax, was->verb)),
                               STR_ARG(syntax_word(b->syntax, is->verb))));
        return;
    }
}

/* They were shot, then they shot. */
void rule_voice(altered *altered)
{
    if (!altered->dense && !altered->similar)
        return;
    deeds a = deeds_of(&altered->original);
    deeds b = deeds_of(&altered->copy);
    for (uint32_t i = 0; i < a.count; i++) {
        const deed *was = &a.items[i];
        str lemma = syntax_lemma(altered->original.syntax, was->verb);
        const deed *is = only_deed(&b, lemma);
        if (is == NULL || only_deed(&a, lemma) != was || word_in(lemma, turning_verbs) ||
            word_in(lemma, reporting) ||
            !is_noun(altered->original.syntax, was->passive ? was->patient : was->agent))
            continue;
        bool turned = was->passive && !is->passive && is->patient == TOKEN_NONE &&
                      is_one(&altered->original, was->patient, &altered->copy, is->agent);
        bool back = !was->passive && is->passive && was->patient == TOKEN_NONE &&
                    is_one(&altered->original, was->agent, &altered->copy, is->patient);
        if (!turned && !back)
            continue;
        altered_add(altered, READOUT_DIFFERENCE_ROLE,
                    str_format(altered->keep,
                               turned ? "what was done to %.*s (%.*s) became their deed"
                                      : "the deed of %.*s (%.*s) became what was done to them",
                               STR_ARG(syntax_word(altered->original.syntax,
                                                   turned ? was->patient : was->agent)),
                               STR_ARG(lemma)));
        return;
    }
}

/* ---- Numbers of things ------------------------------------------------------------------ */

static str number_of(const telling *telling, uint32_t noun, str *shown)
{
    static const char *const words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    static const char *const digits[] = {"0", "1", "2", "3",  "4",  "5", "6",
                                         "7", "8", "9", "10", "11", "12"};
    uint32_t at = child_by(telling->syntax, noun, DEPREL_NUMMOD);
    if (!is_within(telling, at))
        return (str){NULL, 0};
    *shown = folded_at(telling, at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal(*shown, str_of(words[i])))
            return str_of(digits[i]);
    return *shown;
}

static uint32_t only_noun(const telling *telling, str stem)
{
    uint32_t found = TOKEN_NONE;
    for (uint32_t i = 0; i < telling->count; i++)
        if (is_noun(telling->syntax, telling->first_token + i) &&
            str_equal(stem_of(telling->words[i]), stem)) {
            if (found != TOKEN_NONE)
                return TOKEN_NONE;
            found = telling->first_token + i;
        }
    return found;
}

/* Four civilians and 11 soldiers, then 4 soldiers and 11 civilians: the numbers are there, at other
 * nouns. */
void rule_counted(altered *altered)
{
    const telling *a = &altered->original;
    const telling *b = &altered->copy;
    for (uint32_t i = 0; i < a->count; i++) {
        str shown[2];
        str stem = stem_of(a->words[i]);
        if (!is_noun(a->syntax, a->first_token + i) || stem.len < 4 ||
            only_noun(a, stem) != a->first_token + i || only_noun(b, stem) == TOKEN_NONE)
            continue;
        str was = number_of(a, a->first_token + i, &shown[0]);
        str is = number_of(b, only_noun(b, stem), &shown[1]);
        if (was.len == 0 || is.len == 0 || str_equal(was, is) ||
            !telling_has_word(a, arena_cstr(altered->scratch, is)) ||
            !telling_has_word(b, arena_cstr(altered->scratch, was)))
            continue;
        altered_add(altered, READOUT_DIFFERENCE_NUMBER,
                    str_format(altered->keep, "%.*s %.*s became %.*s", STR_ARG(shown[0]),
                               STR_ARG(a->words[i]), STR_ARG(shown[1])));
        return;
    }
}
