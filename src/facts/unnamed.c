/* unnamed.c - what a report tells of a speaker whom it does not name.
 *
 *     two  senior  State Department  officials  in  Washington  familiar with the matter
 *     |    |____________|__________________|
 *     quantity   organization             role: "senior officials"; country: US
 *
 * The role is made of the words of the phrase that are neither names nor countries; the country
 * comes from a word for it (countries.h) or from that of an organisation in the report. */
#include "facts/said.h"
#include "language/countries.h"

static const char group_nouns[] =
    "group couple dozen handful number pair range majority team chorus";

enum { ROLE_WORDS_MAX = 8, CONDITION_SENTENCES = 2 };

static bool is_name(const syntax *syntax, uint32_t at)
{
    return syntax->tokens[at].name != NAME_TAG_NONE;
}

/* The country that words at `at` stand for, by up to two of them; "" if none. */
static const char *country_at(const syntax *syntax, uint32_t at, uint32_t end, uint32_t *count)
{
    const str text = syntax->report->text;
    for (*count = 2; *count > 0; --*count) {
        if (at + *count > end)
            continue;
        const str words =
            str_slice(text, syntax->tokens[at].start, syntax->tokens[at + *count - 1].end);
        const country found = country_find(words);
        if (found.word != COUNTRY_NONE && syntax->tokens[at].starts_upper)
            return found.code;
    }
    return "";
}

/* "China specialists" need not be Chinese. */
static bool knows_countries(const syntax *syntax, uint32_t head)
{
    return lemma_is(syntax, head,
                    "specialist expert analyst watcher scholar correspondent historian");
}

static void find_country(const syntax *syntax, range words, speaker *speaker)
{
    for (uint32_t at = words.start; at < words.end && speaker->country.len == 0; at++) {
        uint32_t count = 0;
        const char *code = country_at(syntax, at, words.end, &count);
        const uint32_t noun = syntax->tokens[at].head;
        const bool topic = deprel_at(syntax, at) == DEPREL_COMPOUND && noun < syntax->count &&
                           knows_countries(syntax, noun);
        if (!topic)
            speaker->country = str_of(code);
    }
}

/* The first name of an organisation among the words: "State Department officials", "officials at
 * the Pentagon". */
static void find_organization(const syntax *syntax, range words, speaker *speaker)
{
    const name_array *names = &syntax->analysis->names;
    for (uint32_t i = names_from(syntax->analysis, words.start);
         i < names->count && names->items[i].first_token < words.end; i++) {
        const name *name = &names->items[i];
        if (name->kind != NAME_ORGANIZATION)
            continue;
        const uint32_t last = name->first_token + name->token_count - 1;
        speaker->organization = (text_span){name->start, syntax->tokens[last].end};
        const entity *entity = &syntax->analysis->entities.items[name->entity];
        if (speaker->country.len == 0)
            speaker->country = entity->country;
        return;
    }
}

/* "two", "several", "more than a dozen", "a group of": up to the noun or its adjectives. */
static void find_quantity(const syntax *syntax, uint32_t head, range words, speaker *speaker)
{
    uint32_t end = words.start;
    if (lemma_is(syntax, head, group_nouns) && word_is(syntax, head + 1, "of") &&
        head + 1 < words.end)
        end = head + 2;
    for (uint32_t at = words.start; at < head; at++)
        if (deprel_at(syntax, at) == DEPREL_NUMMOD || upos_at(syntax, at) == UPOS_NUM ||
            word_is(syntax, at, "several many some few both dozens hundreds thousands"))
            end = at + 1;
    if (end > words.start)
        speaker->quantity = text_of(syntax, (range){words.start, end});
}

static bool belongs_to_role(const syntax *syntax, uint32_t at, uint32_t head)
{
    if (at == head)
        return true;
    const deprel deprel = deprel_at(syntax, at);
    return !is_name(syntax, at) && syntax->tokens[at].is_word &&
           (deprel == DEPREL_AMOD || deprel == DEPREL_COMPOUND) &&
           !word_is(syntax, at, "another other unnamed several many some few");
}

/* Words of the role in order, with single spaces. Of "a group of experts" the experts. */
static str role_of(const reader *reader, uint32_t head, range words)
{
    const syntax *syntax = reader->syntax;
    buffer role = {.arena = reader->keep};
    const uint32_t inner = child_by(syntax, head, DEPREL_NMOD);
    if (lemma_is(syntax, head,
                 "group couple dozen handful number pair range majority team chorus") &&
        inner != TOKEN_NONE && inner < words.end && inner > head)
        head = inner;
    uint32_t taken = 0;
    for (uint32_t at = words.start; at <= head && taken < ROLE_WORDS_MAX; at++) {
        uint32_t count;
        if (!is_below(syntax, at, head) || !belongs_to_role(syntax, at, head) ||
            (at != head && country_at(syntax, at, at + 1, &count)[0] != '\0'))
            continue;
        if (taken++ > 0)
            buffer_add_byte(&role, ' ');
        buffer_add(&role, syntax_word(syntax, at));
    }
    return buffer_str(&role);
}

void unnamed_read(const reader *reader, uint32_t head, range words, speaker *speaker)
{
    const syntax *syntax = reader->syntax;
    if (upos_at(syntax, head) != UPOS_NOUN || !syntax->analysis->has_trees)
        return;
    speaker->role = role_of(reader, head, words);
    if (speaker->same_as != UINT32_MAX) /* what is known of him is known already */
        return;
    find_country(syntax, words, speaker);
    find_organization(syntax, words, speaker);
    find_quantity(syntax, head, words, speaker);
}

/* ---- Conditions ------------------------------------------------------------------------- */

static bool asks_for_anonymity(const syntax *syntax, range sentence)
{
    for (uint32_t at = sentence.start; at < sentence.end; at++)
        if (word_is(syntax, at, "anonymity anonymously"))
            return true;
    return false;
}

void unnamed_conditions(reader *reader)
{
    statement_array *all = &reader->facts->statements;
    uint32_t next = 0;
    for (uint32_t i = 0; i < reader->analysis->sentences.count; i++) {
        while (next < all->count && all->items[next].sentence < i)
            next++;
        if (next == 0 || (next < all->count && all->items[next].sentence == i) ||
            !asks_for_anonymity(reader->syntax, sentence_range(reader->syntax, i)))
            continue;
        const statement *before = &all->items[next - 1];
        if (i - before->sentence > CONDITION_SENTENCES || before->speaker.named)
            continue;
        all->items[next - 1].speaker.anonymous = true;
    }
    for (uint32_t i = all->count; i-- > 0;) /* what holds for a speaker holds for all he says */
        if (all->items[i].speaker.anonymous && all->items[i].speaker.same_as != UINT32_MAX)
            all->items[all->items[i].speaker.same_as].speaker.anonymous = true;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].speaker.same_as != UINT32_MAX &&
            all->items[all->items[i].speaker.same_as].speaker.anonymous)
            all->items[i].speaker.anonymous = true;
}
