/* names_tagged.c - names by the tags of the language model, trimmed, and those that it missed but
 * that the report or the table of countries knows.
 *
 *     the  Kremlin  's spokesman  Gen. Ann Lee  said . Lee denied
 *          |_table_|                   |_tags_|        |_by the report_|
 *
 * Sums of money and dates are no names here, nor are adjectives of peoples ("Chinese"). */
#include "base/map.h"
#include "language/countries.h"
#include "language/names.h"

enum { KIND_NONE = -1, KIND_PEOPLE = -2 };

typedef struct tagged {
    finder *finder;
    int kinds[NAME_KINDS_MAX]; /* of the model's kinds: name_kind or KIND_... */
    map known;                 /* single words that are names: name_kind */
    mention_array found;       /* by tags alone */
} tagged;

static const struct {
    const char *label;
    int kind;
} kind_table[] = {
    {"PER", NAME_PERSON},    {"ORG", NAME_ORGANIZATION}, {"LOC", NAME_PLACE},
    {"FAC", NAME_PLACE},     {"GPE", NAME_PLACE},        {"MISC", NAME_OTHER},
    {"PRODUCT", NAME_OTHER}, {"EVENT", NAME_OTHER},      {"WORK", NAME_OTHER},
    {"NORP", KIND_PEOPLE},
};

static void read_kinds(tagged *tagged)
{
    const label_list *labels = &tagged->finder->analysis->labels->names;
    for (uint32_t kind = 0; kind < NAME_KINDS_MAX; kind++) {
        tagged->kinds[kind] = KIND_NONE;
        for (size_t i = 0; i < sizeof kind_table / sizeof *kind_table; i++)
            if (str_equal(label_at(labels, kind), str_of(kind_table[i].label)))
                tagged->kinds[kind] = kind_table[i].kind;
    }
}

/* ---- One name ------------------------------------------------------------------------- */

/* Titles that are kept, as part of how somebody is called: Pope Francis, Prince Philip. */
static const char kept_titles[] = " dame king lady lord miss pope prince princess queen sir ";

static bool is_title(const finder *finder, uint32_t at)
{
    str word = finder_word(finder, at);
    if (str_ends(word, STR(".")))
        word = str_slice(word, 0, word.len - 1);
    return words_have(WORDS_TITLE, word) && !words_in(kept_titles, sizeof kept_titles - 1, word);
}

static bool is_trailing(const finder *finder, uint32_t at)
{
    const token *token = finder_token(finder, at);
    return token->upos == UPOS_PART || !token->is_word;
}

static bool is_leading(const finder *finder, uint32_t at)
{
    const token *token = finder_token(finder, at);
    return token->upos == UPOS_DET || !token->is_word;
}

static mention trimmed(const finder *finder, mention mention)
{
    while (mention.first < mention.end && is_leading(finder, mention.first))
        mention.first++;
    while (mention.first < mention.end && is_trailing(finder, mention.end - 1))
        mention.end--;
    while (mention.kind == NAME_PERSON && mention.end - mention.first > 1 &&
           is_title(finder, mention.first))
        mention.first++;
    return mention;
}

/* A name has a capital, a digit or letters without case, and is no month and no pronoun. */
static bool is_name(const finder *finder, const mention *mention)
{
    bool capital = false;
    for (uint32_t at = mention->first; at < mention->end; at++) {
        const token *token = finder_token(finder, at);
        const unsigned char byte = (unsigned char)finder_word(finder, at).data[0];
        capital = capital || token->starts_upper || byte >= 0x80;
    }
    if (!capital || mention->end - mention->first > 1)
        return capital;
    const token *only = finder_token(finder, mention->first);
    return only->upos != UPOS_PRON && !token_in_list(only, WORDS_CALENDAR) &&
           !(mention->kind == NAME_PERSON && is_title(finder, mention->first));
}

static name_kind kind_of_country(country_word word, name_kind kind)
{
    if (word == COUNTRY_NAME || word == COUNTRY_CAPITAL)
        return NAME_PLACE;
    return word == COUNTRY_SEAT ? NAME_ORGANIZATION : kind;
}

/* Is it the rest of the name before: "[Russian President Vladimir] Putin"? */
static bool goes_on_behind_bracket(tagged *tagged, const mention *found)
{
    if (tagged->found.count == 0)
        return false;
    mention *before = &tagged->found.items[tagged->found.count - 1];
    if (before->kind != NAME_PERSON || found->kind != NAME_PERSON ||
        before->end + 1 != found->first || before->sentence != found->sentence ||
        !str_equal(finder_word(tagged->finder, before->end), STR("]")))
        return false;
    before->end = found->end;
    return true;
}

static void take(tagged *tagged, uint32_t sentence, uint32_t first, uint32_t end, int kind,
                 bool headline)
{
    const finder *finder = tagged->finder;
    mention found = {first, end, sentence, NAME_OTHER, headline, UINT32_MAX};
    if (kind == KIND_PEOPLE && finder_token(finder, end - 1)->upos != UPOS_PROPN)
        return;
    if (kind >= 0)
        found.kind = (name_kind)kind;
    found = trimmed(finder, found);
    if (found.first >= found.end || !is_name(finder, &found))
        return;
    const country country = country_find(finder_text(finder, found.first, found.end));
    if (country.word == COUNTRY_PEOPLE || names_is_party_mark(finder, found.first, found.end))
        return;
    found.kind = kind_of_country(country.word, found.kind);
    if (!goes_on_behind_bracket(tagged, &found))
        *array_push(finder->scratch, &tagged->found) = found;
}

static void find_tagged(tagged *tagged)
{
    const analysis *analysis = tagged->finder->analysis;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        const bool headline = finder_in_headline(tagged->finder, sentence);
        const uint32_t end = sentence->first_token + sentence->token_count;
        for (uint32_t at = sentence->first_token; at < end;) {
            const uint16_t tag = analysis->tokens.items[at].name;
            uint32_t last = at;
            if (tag != NAME_TAG_NONE && name_tag_position(tag) == NAME_FIRST)
                while (last + 1 < end && analysis->tokens.items[last].name != NAME_TAG_NONE &&
                       name_tag_position(analysis->tokens.items[last].name) != NAME_LAST)
                    last++;
            if (tag != NAME_TAG_NONE && tagged->kinds[name_tag_kind(tag)] != KIND_NONE)
                take(tagged, s, at, last + 1, tagged->kinds[name_tag_kind(tag)], headline);
            at = last + 1;
        }
    }
}

/* ---- What the tags missed ------------------------------------------------------------- */

/* Words that alone mean one of the names found: the name itself, the parts of a person's. */
static void note_known(tagged *tagged)
{
    for (uint32_t i = 0; i < tagged->found.count; i++) {
        const mention *mention = &tagged->found.items[i];
        if (mention->headline)
            continue;
        if (mention->end - mention->first == 1 || mention->kind == NAME_PERSON) {
            uint32_t *last = map_put(&tagged->known, finder_word(tagged->finder, mention->end - 1));
            *last = *last == MAP_NONE ? (uint32_t)mention->kind : *last;
        }
    }
}

/* The length in tokens of a known name that starts at a token without tag; 0: none. */
static uint32_t known_at(const tagged *tagged, uint32_t at, uint32_t end, name_kind *kind)
{
    const finder *finder = tagged->finder;
    const token *token = finder_token(finder, at);
    if (token->name != NAME_TAG_NONE || !token->starts_upper || token->upos == UPOS_PUNCT)
        return 0;
    for (uint32_t length = at + 2 <= end ? 2 : 1; length > 0; length--) {
        const country country = country_find(finder_text(finder, at, at + length));
        const bool proper = length == 2 || token->upos == UPOS_PROPN;
        if (proper && country.word != COUNTRY_NONE && country.word != COUNTRY_PEOPLE &&
            finder_token(finder, at + length - 1)->name == NAME_TAG_NONE) {
            *kind = kind_of_country(country.word, NAME_PLACE);
            return length;
        }
    }
    const uint32_t known = map_get(&tagged->known, finder_word(finder, at));
    if (token->upos != UPOS_PROPN || known == MAP_NONE)
        return 0;
    *kind = (name_kind)known;
    return 1;
}

/* Merges the mentions found with those that were missed. */
static void add_missed(tagged *tagged)
{
    finder *finder = tagged->finder;
    const analysis *analysis = finder->analysis;
    uint32_t next = 0;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        const uint32_t end = sentence->first_token + sentence->token_count;
        const bool headline = finder_in_headline(finder, sentence);
        for (uint32_t at = sentence->first_token; at < end;) {
            name_kind kind;
            if (next < tagged->found.count && tagged->found.items[next].first == at) {
                *array_push(finder->scratch, &finder->mentions) = tagged->found.items[next];
                at = tagged->found.items[next++].end;
                continue;
            }
            uint32_t length = known_at(tagged, at, end, &kind);
            if (length > 0 &&
                (next >= tagged->found.count || tagged->found.items[next].first >= at + length))
                *array_push(finder->scratch, &finder->mentions) =
                    (mention){at, at + length, s, kind, headline, UINT32_MAX};
            at += length > 0 ? length : 1;
            while (next < tagged->found.count && tagged->found.items[next].first < at)
                next++;
        }
    }
}

void names_by_tags(finder *finder)
{
    tagged tagged = {.finder = finder, .known = {.arena = finder->scratch}};
    read_kinds(&tagged);
    find_tagged(&tagged);
    note_known(&tagged);
    add_missed(&tagged);
}
