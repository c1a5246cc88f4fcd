/* entities.c - one person, organisation or place of the pile under its names in the reports.
 *
 *     reports' entities -> forms -> groups
 *
 *     Berta Horne  (reports 1, 3)  --+-- one letter off, same role
 *     Berta Horn   (report 2)      --+
 *     Horne        (report 4)      ----- the only Horne, and the reports tell of the same
 *     US, U.S., Washington said    ----- a country by its code
 *
 * A form is what reports' entities with equal names have in common; a surname alone is a form of
 * its own in each report, since two reports' Yangs need not be one. Forms are then joined where
 * their names can mean the same (entity_forms.h) and something else agrees: the office, or other
 * names that their reports share. Two names that one report keeps apart are never joined, so
 * what says too little stays apart: two records of one person do less harm than one of two.
 * (Collective entity resolution, as Bhattacharya and Getoor, 2007, call it, in one pass.)
 *
 * Forms meet through chains of those with a word in common, followed for CHAIN_MAX steps, so the
 * time is about linear in names. */
#include "base/map.h"
#include "base/utf8.h"
#include "compare/comparison.h"
#include "compare/entity_forms.h"
#include "compare/entity_sides.h"
#include "language/countries.h"

#include <string.h>

enum { CHAIN_MAX = 64, CONTEXT_REPORTS = 4, CONTEXT_NAMES = 2 };

typedef struct member {
    uint32_t report;
    uint32_t entity; /* into that report's entities */
} member;

typedef struct form {
    name_form name;
    array_of(member) members; /* in order of the reports */
    uint32_t parent;          /* of the union-find over forms */
} form;

typedef struct link {
    uint32_t form;
    uint32_t next;
} link;

typedef array_of(uint32_t) number_array;

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    array_of(form) forms;
    number_array *forms_of; /* [report]: forms of full names, ascending */
    map keys;               /* form key -> form */
    map held;               /* group and report -> 1: the group has an entity of the report */
    map chains;             /* word -> newest link */
    array_of(link) links;
} work;

static const entity *entity_at(const work *work, member member)
{
    return &work->pile->readings[member.report].analysis->entities.items[member.entity];
}

/* ---- Groups of forms ------------------------------------------------------------------ */

static uint32_t group_of(work *work, uint32_t form)
{
    while (work->forms.items[form].parent != form) {
        const uint32_t up = work->forms.items[form].parent;
        work->forms.items[form].parent = work->forms.items[up].parent;
        form = up;
    }
    return form;
}

static uint32_t *held_slot(work *work, uint32_t group, uint32_t report)
{
    return map_put_number(&work->held, (uint64_t)group << 32 | report);
}

/* Does one report keep the two apart? */
static bool kept_apart(work *work, uint32_t small, uint32_t large)
{
    const form *form = &work->forms.items[small];
    for (uint32_t i = 0; i < form->members.count; i++)
        if (*held_slot(work, large, form->members.items[i].report) != MAP_NONE)
            return true;
    return false;
}

/* Joins the groups of two forms unless a report keeps them apart. Members of a group are those
 * of its root; the smaller list goes to the larger one. */
static bool unite(work *work, uint32_t a, uint32_t b)
{
    uint32_t small = group_of(work, a);
    uint32_t large = group_of(work, b);
    if (small == large)
        return true;
    if (work->forms.items[small].members.count > work->forms.items[large].members.count) {
        const uint32_t other = small;
        small = large;
        large = other;
    }
    if (kept_apart(work, small, large))
        return false;
    form *from = &work->forms.items[small];
    form *to = &work->forms.items[large];
    for (uint32_t i = 0; i < from->members.count; i++) {
        *held_slot(work, large, from->members.items[i].report) = 1;
        *array_push(work->scratch, &to->members) = from->members.items[i];
    }
    from->parent = large;
    return true;
}

/* ---- What else agrees ----------------------------------------------------------------- */

/* Titles written differently are one: without stops, case, and "advisor" for "adviser". */
static str role_key(arena *arena, str role)
{
    static const struct {
        str from;
        str to;
    } same[] = {{STR_INIT("."), STR_INIT("")},
                {STR_INIT("advisor"), STR_INIT("adviser")},
                {STR_INIT("’"), STR_INIT("'")},
                {STR_INIT("spokeswoman"), STR_INIT("spokesperson")},
                {STR_INIT("spokesman"), STR_INIT("spokesperson")}};
    str folded = utf8_fold(arena, role);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        buffer changed = {.arena = arena};
        size_t from = 0;
        for (size_t at; (at = str_find(folded, same[i].from, from)) != SIZE_MAX;) {
            buffer_add(&changed, str_slice(folded, from, at));
            buffer_add(&changed, same[i].to);
            from = at + same[i].from.len;
        }
        buffer_add(&changed, str_slice(folded, from, folded.len));
        folded = buffer_str(&changed);
    }
    return folded;
}

static bool is_role_of(work *work, str role, const str_array *roles)
{
    const arena_mark mark = arena_save(work->scratch);
    str key = role_key(work->scratch, role);
    bool found = false;
    for (uint32_t i = 0; i < roles->count && !found; i++)
        found = str_equal(role_key(work->scratch, roles->items[i]), key);
    arena_restore(work->scratch, mark);
    return found;
}

static bool roles_agree(work *work, const entity *a, const entity *b)
{
    for (uint32_t i = 0; i < a->roles.count; i++)
        if (is_role_of(work, a->roles.items[i], &b->roles))
            return true;
    return false;
}

/* Full names that two reports share, but for the two in question; counted to CONTEXT_NAMES. */
static uint32_t shared_names(const work *work, uint32_t a, uint32_t b, uint32_t not_this,
                             uint32_t nor_this)
{
    const number_array *left = &work->forms_of[a];
    const number_array *right = &work->forms_of[b];
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < left->count && k < right->count && shared < CONTEXT_NAMES;) {
        if (left->items[i] < right->items[k]) {
            i++;
        } else if (left->items[i] > right->items[k]) {
            k++;
        } else {
            shared += left->items[i] != not_this && left->items[i] != nor_this;
            i++;
            k++;
        }
    }
    return shared;
}

static bool countries_agree(const entity *a, const entity *b)
{
    return a->country.len == 0 || b->country.len == 0 || str_equal(a->country, b->country);
}

/* Do two forms' reports tell of the same people and places, or give them the same office? */
static bool context_agrees(work *work, uint32_t a, uint32_t b)
{
    const form *left = &work->forms.items[a];
    const form *right = &work->forms.items[b];
    for (uint32_t i = 0; i < left->members.count && i < CONTEXT_REPORTS; i++) {
        for (uint32_t k = 0; k < right->members.count && k < CONTEXT_REPORTS; k++) {
            const member x = left->members.items[i];
            const member y = right->members.items[k];
            if (!countries_agree(entity_at(work, x), entity_at(work, y)))
                continue;
            if (roles_agree(work, entity_at(work, x), entity_at(work, y)) ||
                shared_names(work, x.report, y.report, a, b) >= CONTEXT_NAMES)
                return true;
        }
    }
    return false;
}

/* ---- Forms ---------------------------------------------------------------------------- */

static bool is_surname(const name_form *name)
{
    return name->kind == NAME_PERSON && name->count == 1;
}

static void add_form(work *work, uint32_t report, uint32_t entity)
{
    const member member = {report, entity};
    const name_form name = name_form_of(work->scratch, entity_at(work, member));
    uint32_t fresh = work->forms.count;
    uint32_t *slot = &fresh;
    if (!is_surname(&name))
        slot = map_put(&work->keys, name_form_key(work->scratch, &name));
    if (*slot == MAP_NONE || slot == &fresh) {
        *slot = work->forms.count;
        *array_push(work->scratch, &work->forms) = (form){.name = name, .parent = *slot};
    }
    const uint32_t at = *slot;
    *array_push(work->scratch, &work->forms.items[at].members) = member;
    *held_slot(work, at, report) = 1;
    if (name.is_country || (name.count == 1 && !name.is_acronym && name.kind != NAME_PLACE))
        return;
    *array_push(work->scratch, &work->forms_of[report]) = at;
}

static void sort_numbers(number_array *numbers, arena *scratch)
{
    arena_mark mark = arena_save(scratch);
    uint32_t *other = arena_array(scratch, uint32_t, numbers->count + 1);
    for (uint32_t width = 1; width < numbers->count; width *= 2) {
        for (uint32_t low = 0; low < numbers->count; low += 2 * width) {
            const uint32_t middle = low + width < numbers->count ? low + width : numbers->count;
            const uint32_t high =
                low + 2 * width < numbers->count ? low + 2 * width : numbers->count;
            uint32_t i = low;
            uint32_t k = middle;
            for (uint32_t to = low; to < high; to++)
                other[to] = k >= high || (i < middle && numbers->items[i] <= numbers->items[k])
                                ? numbers->items[i++]
                                : numbers->items[k++];
        }
        memcpy(numbers->items, other, numbers->count * sizeof *other);
    }
    arena_restore(scratch, mark);
}

/* ---- Joining -------------------------------------------------------------------------- */

static void chain_add(work *work, str word, uint32_t form)
{
    uint32_t *head = map_put(&work->chains, word);
    const uint32_t next = *head;
    *head = work->links.count;
    *array_push(work->scratch, &work->links) = (link){form, next};
}

typedef bool (*alike)(const name_form *a, const name_form *b);

/* Looks behind `word` for a form that can be `at`, and joins it where the context agrees. */
static void join_behind(work *work, str word, uint32_t at, alike alike)
{
    uint32_t link = map_get(&work->chains, word);
    for (uint32_t steps = 0; link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const uint32_t other = work->links.items[link].form;
        link = work->links.items[link].next;
        if (group_of(work, other) != group_of(work, at) &&
            alike(&work->forms.items[at].name, &work->forms.items[other].name) &&
            context_agrees(work, at, other))
            unite(work, at, other);
    }
}

/* Full names of persons by first and last word; organisations by each word and by initials. */
static void join_alike(work *work)
{
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const name_form name = work->forms.items[i].name;
        const bool person = name.kind == NAME_PERSON && name.count > 1;
        const bool organization = name.kind == NAME_ORGANIZATION && !name.is_country;
        if (!person && !organization)
            continue;
        for (uint32_t k = 0; k < name.count; k++)
            if (organization || k == 0 || k + 1 == name.count)
                join_behind(work, name.words[k], i, person ? persons_alike : organizations_alike);
        for (uint32_t k = 0; k < name.count; k++)
            if (organization || k == 0 || k + 1 == name.count)
                chain_add(work, name.words[k], i);
    }
}

/* An acronym shares no word with what it stands for: those of a report and of its neighbours are
 * few, so they are looked for among the organisations under their first letter. */
static void join_acronyms(work *work)
{
    work->chains = (map){.arena = work->scratch};
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < work->forms.count; i++) {
            const name_form *name = &work->forms.items[i].name;
            if (name->kind != NAME_ORGANIZATION || name->is_country)
                continue;
            if (pass == 0 && !name->is_acronym && name->count > 1) {
                str letters[FORM_WORDS_MAX];
                uint32_t count = 0;
                for (uint32_t k = 0; k < name->count; k++) {
                    str letter = str_slice(name->words[k], 0, 1);
                    if (count == 0 || !str_equal(letters[count - 1], letter))
                        letters[count++] = letter;
                }
                for (uint32_t k = 0; k < count; k++)
                    chain_add(work, letters[k], i);
            } else if (pass == 1 && name->is_acronym) {
                join_behind(work, str_slice(name->words[0], 0, 1), i, organizations_alike);
            }
        }
    }
}

/* Does a report call somebody of a form by the surname alone? */
static bool goes_by(work *work, uint32_t at, str surname)
{
    const form *form = &work->forms.items[at];
    for (uint32_t i = 0; i < form->members.count && i < CONTEXT_REPORTS; i++) {
        const str_array *aliases = &entity_at(work, form->members.items[i])->aliases;
        for (uint32_t k = 0; k < aliases->count; k++)
            if (str_equal_nocase(aliases->items[k], surname))
                return true;
    }
    return false;
}

/* The group that a surname can mean: the only one with the word where the context agrees and that
 * no report names beside it; of several the only one that goes by the surname alone elsewhere. */
static uint32_t owner_of(work *work, const map *chains, uint32_t at)
{
    const str word = work->forms.items[at].name.words[0];
    uint32_t owner[2] = {MAP_NONE, MAP_NONE}; /* of all, of those that go by it */
    bool several[2] = {false, false};
    uint32_t link = map_get(chains, word);
    for (uint32_t steps = 0; link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const uint32_t other = work->links.items[link].form;
        link = work->links.items[link].next;
        if (other == at || !context_agrees(work, at, other) ||
            kept_apart(work, group_of(work, at), group_of(work, other)))
            continue;
        for (int k = 0; k < (goes_by(work, other, word) ? 2 : 1); k++) {
            several[k] = several[k] || (owner[k] != MAP_NONE &&
                                        group_of(work, owner[k]) != group_of(work, other));
            owner[k] = other;
        }
    }
    if (!several[0])
        return owner[0];
    return several[1] ? MAP_NONE : owner[1];
}

/* Surnames alone, after all full names; by the last word first, then by the first: Xi. What finds
 * nobody with a full name may still be another report's surname. */
static void join_surnames(work *work)
{
    map chains[3] = {{.arena = work->scratch}, {.arena = work->scratch}, {.arena = work->scratch}};
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const name_form *name = &work->forms.items[i].name;
        if (name->kind != NAME_PERSON || name->count < 2)
            continue;
        work->chains = chains[0];
        chain_add(work, name->words[name->count - 1], i);
        chains[0] = work->chains;
        work->chains = chains[1];
        chain_add(work, name->words[0], i);
        chains[1] = work->chains;
    }
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const name_form *name = &work->forms.items[i].name;
        if (!is_surname(name))
            continue;
        uint32_t owner = MAP_NONE;
        for (uint32_t k = 0; k < 3 && owner == MAP_NONE; k++)
            owner = owner_of(work, &chains[k], i);
        if (owner != MAP_NONE && unite(work, i, owner))
            continue;
        work->chains = chains[2];
        chain_add(work, name->words[0], i);
        chains[2] = work->chains;
    }
}

/* Without case and the style of apostrophes. */
static str plain_text(arena *arena, str name)
{
    buffer plain = {.arena = arena};
    str folded = utf8_fold(arena, name);
    size_t from = 0;
    for (size_t at; (at = str_find(folded, STR("’"), from)) != SIZE_MAX;) {
        buffer_add(&plain, str_slice(folded, from, at));
        buffer_add_byte(&plain, '\'');
        from = at + STR("’").len;
    }
    buffer_add(&plain, str_slice(folded, from, folded.len));
    return buffer_str(&plain);
}

/* One name of several words that reports tag differently: a person here, an organisation there. */
static void join_kinds(work *work)
{
    map texts = {.arena = work->scratch};
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const form *form = &work->forms.items[i];
        if (form->name.is_country || (form->name.count < 2 && !form->name.is_acronym))
            continue;
        str text = entity_at(work, form->members.items[0])->name;
        uint32_t *slot = map_put(&texts, plain_text(work->scratch, text));
        if (*slot == MAP_NONE)
            *slot = i;
        else
            unite(work, i, *slot);
    }
}

/* A word that one report takes for a surname and another for an organisation, alone or short for
 * its name: the organisation, when nobody in the pile has the name in full. */
static void join_mistaken(work *work)
{
    map short_forms = {.arena = work->scratch};
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const form *form = &work->forms.items[i];
        for (uint32_t m = 0; m < form->members.count && form->parent == i; m++) {
            const entity *entity = entity_at(work, form->members.items[m]);
            if (entity->kind != NAME_ORGANIZATION)
                continue;
            for (uint32_t k = 0; k <= entity->aliases.count; k++) {
                str text = k < entity->aliases.count ? entity->aliases.items[k] : entity->name;
                uint32_t *slot = map_put(&short_forms, plain_text(work->scratch, text));
                if (*slot == MAP_NONE)
                    *slot = i;
            }
        }
    }
    for (uint32_t i = 0; i < work->forms.count; i++) {
        const form *form = &work->forms.items[i];
        const bool alone = form->name.count == 1 && !form->name.is_country && form->parent == i;
        if (!alone || form->name.kind == NAME_PLACE)
            continue;
        str text = entity_at(work, form->members.items[0])->name;
        const uint32_t other = map_get(&short_forms, plain_text(work->scratch, text));
        if (other != MAP_NONE && other != i && context_agrees(work, i, other))
            unite(work, i, other);
    }
}

/* ---- The pile's entities -------------------------------------------------------------- */

static void add_once(arena *keep, str_array *list, str text)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (str_equal_nocase(list->items[i], text))
            return;
    *array_push(keep, list) = text;
}

static void add_role(work *work, str_array *list, str role)
{
    if (!is_role_of(work, role, list))
        *array_push(work->keep, list) = role;
}

static bool is_abbreviation(str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] >= 'a' && name.data[i] <= 'z')
            return false;
    return true;
}

/* The words of a name; few for one that the page has run together with something else. */
static uint32_t sound_words(const name_form *name)
{
    enum { PERSON_WORDS_MAX = 4 };
    if (name->kind == NAME_PERSON && name->count > PERSON_WORDS_MAX)
        return 1;
    for (uint32_t i = 1; i < name->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (str_equal(name->words[i], name->words[k]))
                return 1;
    return name->count;
}

/* "China", not "PRC", "Beijing" or "the People's Republic of China". */
static bool is_plain_country(str name)
{
    return country_find(name).word == COUNTRY_NAME && !is_abbreviation(name) &&
           str_find(name, STR(" of "), 0) == SIZE_MAX;
}

/* The name that a report's entity is best known by. */
static str best_name(const name_form *form, const entity *entity)
{
    if (!form->is_country || is_plain_country(entity->name))
        return entity->name;
    for (uint32_t i = 0; i < entity->aliases.count; i++)
        if (is_plain_country(entity->aliases.items[i]))
            return entity->aliases.items[i];
    return entity->name;
}

/* How well a name stands for the group: of a country by how often it is used, else by words. */
static uint64_t fullness(const name_form *form, const entity *entity)
{
    enum { BY_KIND = 40, BY_WORDS = 32 };
    const uint64_t words = form->is_country ? (uint64_t)is_plain_country(best_name(form, entity))
                                                  << (BY_KIND - BY_WORDS)
                                            : sound_words(form);
    const bool shouted = form->count > 1 && is_abbreviation(entity->name);
    return (2 * words + !shouted) << BY_WORDS | entity->mentions;
}

/* The kind, name and country that most mentions have; of equals the first. */
typedef struct tally {
    uint32_t kinds[NAME_OTHER + 1];
    str_array countries;
    number_array votes;
    uint64_t best;
} tally;

/* A surname alone says little of a kind. */
static void vote(work *work, tally *tally, const name_form *form, const entity *entity)
{
    tally->kinds[entity->kind] += is_surname(form) ? 1 : 2 + entity->mentions;
    if (entity->country.len == 0)
        return;
    uint32_t k = 0;
    while (k < tally->countries.count && !str_equal(tally->countries.items[k], entity->country))
        k++;
    if (k == tally->countries.count) {
        *array_push(work->scratch, &tally->countries) = entity->country;
        *array_push(work->scratch, &tally->votes) = 0;
    }
    tally->votes.items[k] += entity->mentions + 1;
}

static void settle(const tally *tally, pile_entity *entity)
{
    for (uint32_t k = 0; k <= NAME_OTHER; k++)
        if (tally->kinds[k] > tally->kinds[entity->kind])
            entity->kind = (name_kind)k;
    uint32_t most = 0;
    for (uint32_t k = 0; k < tally->countries.count; k++) {
        if (tally->votes.items[k] > most) {
            most = tally->votes.items[k];
            entity->country = tally->countries.items[k];
        }
    }
}

static void merge(work *work, tally *tally, const name_form *name, const entity *from,
                  pile_entity *to)
{
    const uint64_t full = fullness(name, from);
    vote(work, tally, name, from);
    if (to->name.len == 0)
        to->kind = from->kind;
    add_once(work->keep, &to->aliases, from->name);
    if (full > tally->best || to->name.len == 0) {
        to->name = best_name(name, from);
        tally->best = full;
    }
    if (to->party.len == 0)
        to->party = from->party;
    to->government = to->government || name->is_country || from->stands_for_government;
    for (uint32_t i = 0; i < from->aliases.count; i++)
        add_once(work->keep, &to->aliases, from->aliases.items[i]);
    for (uint32_t i = 0; i < from->roles.count; i++)
        add_role(work, &to->roles, from->roles.items[i]);
}

static void drop_own_name(pile_entity *entity)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < entity->aliases.count; i++)
        if (!str_equal(entity->aliases.items[i], entity->name))
            entity->aliases.items[kept++] = entity->aliases.items[i];
    entity->aliases.count = kept;
}

/* Groups become entities in the order of their first mention, report by report. */
static void write_entities(work *work, uint32_t **form_of)
{
    uint32_t *number = arena_array(work->scratch, uint32_t, work->forms.count + 1);
    memset(number, 0xff, (work->forms.count + 1) * sizeof *number);
    tally *tallies = arena_array(work->scratch, tally, work->forms.count + 1); /* [entity] */
    comparison *comparison = work->comparison;
    for (uint32_t i = 0; i < work->pile->count; i++) {
        const entity_array *entities = &work->pile->readings[i].analysis->entities;
        comparison->entity_of[i] = arena_array(work->keep, uint32_t, entities->count);
        for (uint32_t k = 0; k < entities->count; k++) {
            const uint32_t group = group_of(work, form_of[i][k]);
            if (number[group] == UINT32_MAX) {
                number[group] = comparison->entities.count;
                array_push(work->keep, &comparison->entities);
            }
            const uint32_t at = number[group];
            comparison->entity_of[i][k] = at;
            merge(work, &tallies[at], &work->forms.items[form_of[i][k]].name, &entities->items[k],
                  &comparison->entities.items[at]);
        }
    }
    for (uint32_t i = 0; i < comparison->entities.count; i++) {
        settle(&tallies[i], &comparison->entities.items[i]);
        drop_own_name(&comparison->entities.items[i]);
    }
    entity_sides_fill(work->scratch, &comparison->entities);
}

void entities_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    work.keys = (map){.arena = scratch};
    work.held = (map){.arena = scratch};
    work.chains = (map){.arena = scratch};
    work.forms_of = arena_array(scratch, number_array, pile->count);
    comparison->entity_of = arena_array(keep, uint32_t *, pile->count);
    uint32_t **form_of = arena_array(scratch, uint32_t *, pile->count);
    for (uint32_t i = 0; i < pile->count; i++)
        for (uint32_t k = 0; k < pile->readings[i].analysis->entities.count; k++)
            add_form(&work, i, k);
    for (uint32_t i = 0; i < pile->count; i++) {
        form_of[i] = arena_array(scratch, uint32_t, pile->readings[i].analysis->entities.count);
        sort_numbers(&work.forms_of[i], scratch);
    }
    for (uint32_t i = 0; i < work.forms.count; i++)
        for (uint32_t k = 0; k < work.forms.items[i].members.count; k++) {
            const member member = work.forms.items[i].members.items[k];
            form_of[member.report][member.entity] = i;
        }
    join_alike(&work);
    join_acronyms(&work);
    join_kinds(&work);
    join_surnames(&work);
    join_mistaken(&work);
    write_entities(&work, form_of);
    arena_restore(scratch, mark);
}
