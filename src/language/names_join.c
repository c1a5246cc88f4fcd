/* names_join.c - which mentions of a report name the same person, organisation, place.
 *
 *     persons        Marta Oyelaran  <-  Ms. Oyelaran, Oyelaran, M. Oyelaran
 *                    Ana Sousa Reis  <-  Sousa Reis
 *     organisations  Lindhaven Harbour Office  <-  the Harbour Office, Harbour Office, LHO
 *     countries      the United States  <-  US, America
 *
 * Full names first, each its own entity; then the shorter ones look for the one that they can
 * mean. Where a shorter one fits two persons it is the one named in full last before it, and
 * nobody if none was: two people are never merged. Names of a word are looked up through chains
 * of the entities that have the word, so the time is linear in the mentions; a chain is followed
 * for CHAIN_MAX steps. Mentions in headlines only join what is there. */
#include "base/map.h"
#include "base/utf8.h"
#include "language/countries.h"
#include "language/names.h"

enum { CHAIN_MAX = 32, PARTS_MAX = 12 };

/* The words of a mention that count, case folded. */
typedef struct parts {
    str words[PARTS_MAX];
    uint32_t count;
    bool junior; /* "Jr.": the son is not the father */
    bool hyphen; /* nothing but two words with a hyphen between them */
} parts;

/* What is known of an entity while joining. */
typedef struct known {
    parts parts;      /* of the fullest form */
    uint32_t forms;   /* of mention->end - mention->first, the longest */
    uint32_t last_at; /* index of its last mention in full */
    uint32_t first_at;
    bool kin; /* "his wife Jana Thorn", "Rudolph Thorn Jr.": the surname alone is another's */
} known;

typedef struct link {
    uint32_t entity;
    uint32_t next; /* into links, or MAP_NONE */
} link;

typedef struct joiner {
    finder *finder;
    array_of(known) known; /* one each entity */
    array_of(link) links;
    map texts; /* kind and folded text -> entity */
    map last;  /* last word of a person -> first link */
    map first; /* first word of a person */
    map words; /* each word of an organisation */
    map kinds; /* folded text -> kind that it has most often */
} joiner;

/* ---- Words ---------------------------------------------------------------------------- */

static const char suffixes[] =
    " co corp corporation gmbh ii iii inc iv jr junior limited llc ltd plc sa senior sr ";

static bool is_suffix(str word)
{
    if (str_ends(word, STR(".")))
        word = str_slice(word, 0, word.len - 1);
    return words_in(suffixes, sizeof suffixes - 1, word);
}

static bool is_junior(str word)
{
    return str_equal_nocase(word, STR("Jr.")) || str_equal_nocase(word, STR("Jr")) ||
           str_equal_nocase(word, STR("Junior"));
}

/* Without "the", titles, suffixes; particles in front of a surname alone are left out, too. */
static parts parts_of(const joiner *joiner, const mention *mention)
{
    const finder *finder = joiner->finder;
    parts parts = {.count = 0};
    for (uint32_t at = mention->first; at < mention->end && parts.count < PARTS_MAX; at++) {
        const token *token = finder_token(finder, at);
        str word = finder_word(finder, at);
        bool passed = !token->is_word || (at > mention->first && is_suffix(word)) ||
                      (parts.count == 0 && str_equal_nocase(word, STR("the"))) ||
                      (parts.count == 0 && at + 1 < mention->end && mention->kind == NAME_PERSON &&
                       token_in_list(token, WORDS_PARTICLE));
        parts.junior = parts.junior || (at > mention->first && is_junior(word));
        if (!passed)
            parts.words[parts.count++] = utf8_fold(finder->scratch, word);
    }
    parts.hyphen = mention->end - mention->first == 3 && parts.count == 2 &&
                   str_equal(finder_word(finder, mention->first + 1), STR("-"));
    return parts;
}

static str key_of(const joiner *joiner, const parts *parts, name_kind kind)
{
    buffer key = {.arena = joiner->finder->scratch};
    buffer_add_byte(&key, (char)('0' + (int)kind));
    for (uint32_t i = 0; i < parts->count; i++) {
        buffer_add_byte(&key, ' ');
        buffer_add(&key, parts->words[i]);
    }
    if (parts->junior)
        buffer_add(&key, STR(" jr"));
    return buffer_str(&key);
}

static bool is_initial(str word)
{
    return word.len == 1 || (word.len == 2 && word.data[1] == '.');
}

/* ---- Chains --------------------------------------------------------------------------- */

static void chain_add(joiner *joiner, map *map, str word, uint32_t entity)
{
    uint32_t *head = map_put(map, word);
    const uint32_t next = *head;
    if (next != MAP_NONE && joiner->links.items[next].entity == entity)
        return;
    *head = joiner->links.count;
    *array_push(joiner->finder->scratch, &joiner->links) = (link){entity, next};
}

static void chain_person(joiner *joiner, const parts *parts, uint32_t entity)
{
    chain_add(joiner, &joiner->last, parts->words[parts->count - 1], entity);
    chain_add(joiner, &joiner->first, parts->words[0], entity);
}

static const char relatives[] =
    " brother cousin daughter daughter-in-law ex-husband ex-wife father grandfather granddaughter "
    "grandmother grandson husband lady mother nephew niece sister son son-in-law stepson widow "
    "wife ";

/* Is a mention told as somebody's relative: "the minister's son Rudolph Thorn", "his wife, Jana
 * Thorn"? */
static bool is_kin(const finder *finder, const mention *mention)
{
    const sentence *sentence = &finder->analysis->sentences.items[mention->sentence];
    for (uint32_t at = mention->first; at > sentence->first_token && at + 2 > mention->first;
         at--) {
        const str word = finder_word(finder, at - 1);
        if (!str_equal(word, STR(",")))
            return words_in(relatives, sizeof relatives - 1, word);
    }
    return false;
}

/* ---- Entities ------------------------------------------------------------------------- */

static uint32_t new_entity(joiner *joiner, uint32_t at, const parts *parts)
{
    finder *finder = joiner->finder;
    const mention *mention = &finder->mentions.items[at];
    entity *entity = array_push(finder->keep, &finder->analysis->entities);
    entity->kind = mention->kind;
    entity->name = finder_name(finder, mention->first, mention->end);
    *array_push(finder->scratch, &joiner->known) =
        (known){.parts = *parts,
                .forms = mention->end - mention->first,
                .last_at = at,
                .first_at = at,
                .kin = mention->kind == NAME_PERSON && parts->count > 1 &&
                       (parts->junior || is_kin(finder, mention))};
    return finder->analysis->entities.count - 1;
}

static void join(joiner *joiner, uint32_t at, uint32_t to, const parts *parts)
{
    finder *finder = joiner->finder;
    mention *mention = &finder->mentions.items[at];
    known *known = &joiner->known.items[to];
    mention->entity = to;
    if (parts->count < known->parts.count)
        return;
    known->last_at = at;
    if (!mention->headline && mention->end - mention->first > known->forms) {
        known->forms = mention->end - mention->first;
        known->parts = *parts;
        finder->analysis->entities.items[to].name =
            finder_name(finder, mention->first, mention->end);
    }
}

/* ---- Persons -------------------------------------------------------------------------- */

/* Can "Rudolph N. Thorn" be "R. Thorn"? Given names must agree as far as both have them. */
static bool same_person(const parts *a, const parts *b)
{
    if (a->count < 2 || b->count < 2 || a->junior != b->junior ||
        !str_equal(a->words[a->count - 1], b->words[b->count - 1]))
        return false;
    str first = a->words[0];
    str other = b->words[0];
    if (is_initial(first) || is_initial(other))
        return first.data[0] == other.data[0];
    if (!str_equal(first, other))
        return false;
    if (a->count != 3 || b->count != 3)
        return true;
    return a->words[1].data[0] == b->words[1].data[0];
}

/* "López Obrador", "Friedrich-Karnik": a surname of several words, the end of a name in full. What
 * begins with a given name is a name in full itself. */
static bool is_surname_of(const parts *surname, const parts *full)
{
    const bool given = gender_of_name(surname->words[0]) != NAME_GENDER_UNKNOWN;
    if (surname->count < 2 || surname->count >= full->count || surname->junior != full->junior ||
        (given && !surname->hyphen) || is_initial(surname->words[0]))
        return false;
    for (uint32_t i = 1; i <= surname->count; i++)
        if (!str_equal(surname->words[surname->count - i], full->words[full->count - i]))
            return false;
    return true;
}

/* The gender that the title before a mention tells. */
static name_gender gender_before(const finder *finder, const mention *mention)
{
    const sentence *sentence = &finder->analysis->sentences.items[mention->sentence];
    if (mention->first == sentence->first_token)
        return NAME_GENDER_UNKNOWN;
    return gender_of_title(finder_word(finder, mention->first - 1));
}

static bool gender_fits(name_gender gender, const parts *parts)
{
    const name_gender known = gender_of_name(parts->words[0]);
    return gender == NAME_GENDER_UNKNOWN || known == NAME_GENDER_UNKNOWN || parts->count < 2 ||
           known == gender;
}

/* Whom a chain can mean: the only one, else the one named in full last before mention `at`. A
 * relative only if nobody else is, or was before, called by the surname. */
static uint32_t choose(const joiner *joiner, uint32_t link, uint32_t at, name_gender gender,
                       bool junior)
{
    uint32_t found = UINT32_MAX;
    uint32_t fitting = 0;
    uint32_t nearest = UINT32_MAX;
    uint32_t relative = UINT32_MAX;
    for (uint32_t steps = 0; link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const uint32_t entity = joiner->links.items[link].entity;
        const known *known = &joiner->known.items[entity];
        link = joiner->links.items[link].next;
        if (!gender_fits(gender, &known->parts) || (junior && !known->parts.junior))
            continue;
        if (known->kin && !junior) {
            relative = known->first_at < at ? entity : relative;
            continue;
        }
        found = entity;
        fitting++;
        if (known->last_at < at &&
            (nearest == UINT32_MAX || known->last_at > joiner->known.items[nearest].last_at))
            nearest = entity;
    }
    if (fitting == 0)
        return relative;
    return fitting > 1 ? nearest : found;
}

static void join_full_person(joiner *joiner, uint32_t at, const parts *parts)
{
    uint32_t *slot = map_put(&joiner->texts, key_of(joiner, parts, NAME_PERSON));
    uint32_t entity = *slot;
    uint32_t link = map_get(&joiner->last, parts->words[parts->count - 1]);
    for (uint32_t steps = 0; entity == MAP_NONE && link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const uint32_t other = joiner->links.items[link].entity;
        const struct parts *named = &joiner->known.items[other].parts;
        if (same_person(parts, named) || is_surname_of(parts, named))
            entity = other;
        link = joiner->links.items[link].next;
    }
    if (entity == MAP_NONE && joiner->finder->mentions.items[at].headline)
        return;
    if (entity == MAP_NONE) {
        entity = new_entity(joiner, at, parts);
        chain_person(joiner, parts, entity);
    }
    *slot = entity;
    join(joiner, at, entity, parts);
}

static void join_short_person(joiner *joiner, uint32_t at, const parts *parts)
{
    const mention *mention = &joiner->finder->mentions.items[at];
    const name_gender gender = gender_before(joiner->finder, mention);
    uint32_t entity =
        choose(joiner, map_get(&joiner->last, parts->words[0]), at, gender, parts->junior);
    if (entity != UINT32_MAX && joiner->known.items[entity].kin && !parts->junior) {
        const uint32_t own = map_get(&joiner->texts, key_of(joiner, parts, NAME_PERSON));
        entity = own != MAP_NONE ? own : entity;
    }
    if (entity == UINT32_MAX && map_get(&joiner->last, parts->words[0]) == MAP_NONE)
        entity =
            choose(joiner, map_get(&joiner->first, parts->words[0]), at, gender, parts->junior);
    if (entity == UINT32_MAX) {
        uint32_t *slot = map_put(&joiner->texts, key_of(joiner, parts, NAME_PERSON));
        if (*slot == MAP_NONE && !mention->headline)
            *slot = new_entity(joiner, at, parts);
        entity = *slot;
    }
    if (entity != UINT32_MAX)
        join(joiner, at, entity, parts);
}

/* ---- Organisations -------------------------------------------------------------------- */

/* Names that every country has: without its country one of them says too little. */
static const char national[] =
    " army cabinet command congress court embassy force forces government ministry navy "
    "parliament police senate ";

/* Are the words at the start or end of a longer name? */
static bool is_part_of(const parts *small, const parts *large)
{
    if (small->count >= large->count)
        return false;
    const uint32_t rest = large->count - small->count;
    bool start = true;
    bool end = true;
    for (uint32_t i = 0; i < small->count; i++) {
        start = start && str_equal(small->words[i], large->words[i]);
        end = end && str_equal(small->words[i], large->words[rest + i]);
    }
    return start || end;
}

/* "pwu" of "port workers' union"; small words may be left out. */
static bool is_acronym_of(str acronym, const parts *parts)
{
    size_t at = 0;
    if (parts->count < 2 || acronym.len < 2)
        return false;
    for (uint32_t i = 0; i < parts->count && at <= acronym.len; i++) {
        if (at < acronym.len && parts->words[i].data[0] == acronym.data[at])
            at++;
        else if (parts->words[i].len > 3)
            return false;
    }
    return at == acronym.len;
}

static bool says_too_little(const parts *parts)
{
    return words_in(national, sizeof national - 1, parts->words[parts->count - 1]);
}

/* The only organisation whose name has these words at an end; UINT32_MAX: none or several. */
static uint32_t longer_one(const joiner *joiner, uint32_t self, const parts *parts)
{
    uint32_t found = UINT32_MAX;
    uint32_t link = map_get(&joiner->words, parts->words[0]);
    for (uint32_t steps = 0; link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const uint32_t entity = joiner->links.items[link].entity;
        link = joiner->links.items[link].next;
        if (entity == self || !is_part_of(parts, &joiner->known.items[entity].parts))
            continue;
        if (found != UINT32_MAX && found != entity)
            return UINT32_MAX;
        found = entity;
    }
    return says_too_little(parts) ? UINT32_MAX : found;
}

static void chain_words(joiner *joiner, const parts *parts, uint32_t entity)
{
    for (uint32_t i = 0; i < parts->count; i++)
        chain_add(joiner, &joiner->words, parts->words[i], entity);
    buffer initials = {.arena = joiner->finder->scratch};
    for (uint32_t i = 0; i < parts->count; i++)
        if (parts->words[i].len > 3 || i == 0)
            buffer_add_byte(&initials, parts->words[i].data[0]);
    if (parts->count > 1 && initials.len > 1)
        chain_add(joiner, &joiner->words, buffer_str(&initials), entity);
}

/* "(PWU)" right behind a name: the entity of that name. */
static uint32_t named_before_bracket(const joiner *joiner, uint32_t at)
{
    const finder *finder = joiner->finder;
    const mention *mention = &finder->mentions.items[at];
    if (at == 0 || mention->end - mention->first != 1 || mention->first == 0 ||
        !str_equal(finder_word(finder, mention->first - 1), STR("(")))
        return UINT32_MAX;
    const struct mention *before = &finder->mentions.items[at - 1];
    return before->end + 1 == mention->first ? before->entity : UINT32_MAX;
}

static uint32_t acronym_owner(joiner *joiner, uint32_t at, const parts *parts)
{
    uint32_t *slot = map_put(&joiner->texts, key_of(joiner, parts, NAME_ORGANIZATION));
    const mention *mention = &joiner->finder->mentions.items[at];
    str word = finder_word(joiner->finder, mention->first);
    if (mention->end - mention->first != 1 || word.len < 2 || word.len > 8 ||
        utf8_is_lower(utf8_peek(word, word.len - 1)))
        return UINT32_MAX;
    const uint32_t before = named_before_bracket(joiner, at);
    if (before != UINT32_MAX && joiner->known.items[before].parts.count > 1 &&
        is_acronym_of(parts->words[0], &joiner->known.items[before].parts))
        *slot = before;
    if (*slot != MAP_NONE)
        return *slot;
    const uint32_t link = map_get(&joiner->words, parts->words[0]);
    const uint32_t entity = link != MAP_NONE ? joiner->links.items[link].entity : UINT32_MAX;
    bool only = link != MAP_NONE && joiner->links.items[link].next == MAP_NONE;
    return only && is_acronym_of(parts->words[0], &joiner->known.items[entity].parts) ? entity
                                                                                      : UINT32_MAX;
}

/* ---- Other names ---------------------------------------------------------------------- */

static parts country_parts(const parts *parts, str text)
{
    const country country = country_find(text);
    struct parts one = *parts;
    if (country.word == COUNTRY_NAME) {
        one.words[0] = str_of(country.code);
        one.count = 1;
    }
    return one;
}

static void join_plain(joiner *joiner, uint32_t at, const parts *parts)
{
    finder *finder = joiner->finder;
    const mention *mention = &finder->mentions.items[at];
    struct parts named = country_parts(parts, finder_text(finder, mention->first, mention->end));
    uint32_t *slot = map_put(&joiner->texts, key_of(joiner, &named, mention->kind));
    if (*slot == MAP_NONE && mention->headline)
        return;
    if (*slot == MAP_NONE) {
        *slot = new_entity(joiner, at, parts);
        if (mention->kind == NAME_ORGANIZATION)
            chain_words(joiner, parts, *slot);
    }
    join(joiner, at, *slot, parts);
}

static void join_short_organization(joiner *joiner, uint32_t at, const parts *parts)
{
    uint32_t entity = acronym_owner(joiner, at, parts);
    if (entity == UINT32_MAX)
        entity = longer_one(joiner, UINT32_MAX, parts);
    if (entity != UINT32_MAX)
        join(joiner, at, entity, parts);
    else
        join_plain(joiner, at, parts);
}

/* ---- All of them ---------------------------------------------------------------------- */

/* One text, one kind: the one that it has most often; of equals the first. */
static void settle_kinds(joiner *joiner)
{
    enum { KINDS = NAME_OTHER + 1 };
    typedef struct tally {
        uint32_t counts[KINDS];
        name_kind best;
    } tally;
    array_of(tally) tallies = {0};
    finder *finder = joiner->finder;
    array_reserve(finder->scratch, &tallies, 16);
    mention_array *mentions = &finder->mentions;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < mentions->count; i++) {
            mention *mention = &mentions->items[i];
            str text = finder_text(finder, mention->first, mention->end);
            uint32_t *slot = map_put(&joiner->kinds, text);
            const bool fresh = *slot == MAP_NONE;
            if (fresh) {
                *slot = tallies.count;
                array_push(finder->scratch, &tallies);
            }
            tally *of = &tallies.items[*slot];
            if (pass == 0 && of->counts[mention->kind]++ == 0 && fresh)
                of->best = mention->kind;
            for (uint32_t k = 0; pass == 1 && k < KINDS; k++)
                if (of->counts[k] > of->counts[of->best])
                    of->best = (name_kind)k;
            if (pass == 1)
                mention->kind = of->best;
        }
    }
}

/* A word that the report has as part of a person's full name is that person, whatever its tag. */
static bool is_person_word(const joiner *joiner, const mention *mention, const parts *parts)
{
    if (mention->kind == NAME_PERSON)
        return true;
    str text = finder_text(joiner->finder, mention->first, mention->end);
    return parts->count == 1 && map_get(&joiner->last, parts->words[0]) != MAP_NONE &&
           mention->kind != NAME_ORGANIZATION && country_find(text).word == COUNTRY_NONE;
}

static void join_long_one(joiner *joiner, uint32_t at)
{
    const mention *mention = &joiner->finder->mentions.items[at];
    const parts parts = parts_of(joiner, mention);
    if (parts.count < 2)
        return;
    if (mention->kind == NAME_PERSON)
        join_full_person(joiner, at, &parts);
    else
        join_plain(joiner, at, &parts);
}

/* Organisations of two words and more that are the end of a longer one. */
static void fold_organizations(joiner *joiner)
{
    finder *finder = joiner->finder;
    uint32_t *target = arena_array(finder->scratch, uint32_t, joiner->known.count + 1);
    for (uint32_t i = 0; i < joiner->known.count; i++) {
        const bool organization = finder->analysis->entities.items[i].kind == NAME_ORGANIZATION;
        target[i] =
            organization ? longer_one(joiner, i, &joiner->known.items[i].parts) : UINT32_MAX;
    }
    for (uint32_t i = 0; i < finder->mentions.count; i++) {
        mention *mention = &finder->mentions.items[i];
        for (int steps = 0; steps < PARTS_MAX && mention->entity != UINT32_MAX &&
                            target[mention->entity] != UINT32_MAX;
             steps++)
            mention->entity = target[mention->entity];
    }
}

static void join_short_one(joiner *joiner, uint32_t at)
{
    const mention *mention = &joiner->finder->mentions.items[at];
    const parts parts = parts_of(joiner, mention);
    if (mention->entity != UINT32_MAX || parts.count != 1)
        return;
    if (is_person_word(joiner, mention, &parts))
        join_short_person(joiner, at, &parts);
    else if (mention->kind == NAME_ORGANIZATION)
        join_short_organization(joiner, at, &parts);
    else
        join_plain(joiner, at, &parts);
}

/* Entities that lost all mentions go; the others keep their order of first mention. */
static void renumber(joiner *joiner)
{
    finder *finder = joiner->finder;
    entity_array *entities = &finder->analysis->entities;
    entity_array kept = {0};
    uint32_t *number = arena_array(finder->scratch, uint32_t, entities->count + 1);
    for (uint32_t i = 0; i < entities->count; i++)
        number[i] = UINT32_MAX;
    for (uint32_t i = 0; i < finder->mentions.count; i++) {
        mention *mention = &finder->mentions.items[i];
        if (mention->entity == UINT32_MAX)
            continue;
        if (number[mention->entity] == UINT32_MAX) {
            number[mention->entity] = kept.count;
            *array_push(finder->keep, &kept) = entities->items[mention->entity];
        }
        mention->entity = number[mention->entity];
    }
    *entities = kept;
}

void names_join(finder *finder)
{
    arena *scratch = finder->scratch;
    joiner joiner = {.finder = finder,
                     .texts = {.arena = scratch},
                     .last = {.arena = scratch},
                     .first = {.arena = scratch},
                     .words = {.arena = scratch},
                     .kinds = {.arena = scratch}};
    const uint32_t count = finder->mentions.count;
    settle_kinds(&joiner);
    for (uint32_t i = 0; i < count; i++)
        if (!finder->mentions.items[i].headline)
            join_long_one(&joiner, i);
    fold_organizations(&joiner);
    for (uint32_t i = 0; i < count; i++)
        if (!finder->mentions.items[i].headline)
            join_short_one(&joiner, i);
    for (uint32_t i = 0; i < count; i++)
        if (finder->mentions.items[i].headline) {
            join_long_one(&joiner, i);
            join_short_one(&joiner, i);
        }
    renumber(&joiner);
}
