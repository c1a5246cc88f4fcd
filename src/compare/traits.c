/* traits.c - see traits.h. Function words count nothing. A name is what begins with a capital
 * inside a sentence; at its start, what is one elsewhere in the report or is no common word. */
#include "compare/traits.h"

#include "base/utf8.h"
#include "compare/foreign.h"
#include "language/wordlists.h"

#include <string.h>

enum {
    PASSAGE_WEIGHT_MIN = 20, /* rarity: a sentence with less says nothing */
    NAME_WEIGHT_MIN = 5,
    /* Numbers, by what they say. */
    ONE_DIGIT = 5,
    TWO_DIGITS = 9,
    YEAR = 8,
    LONG_NUMBER = 16
};

/* What a word says, wherever it stands. Kept by the hash of the folded word in a table of SENSES
 * places: the words of news are few, and most are found there. */
typedef struct sense {
    uint64_t hash;  /* of the folded word; 0: the place is free */
    uint32_t stem;  /* of a number: the digits */
    uint32_t sound; /* as a name; 0: not asked for yet */
    uint8_t rarity;
    uint8_t number_weight; /* 0: no number */
    bool tiny;             /* one byte */
} sense;

enum { SENSES = 1 << 13 };

/* A word of prose. */
typedef struct seen {
    uint64_t hash; /* of the folded word */
    uint32_t token;
    uint32_t sentence;
    bool quoted;
    bool function;
    bool upper;
    bool starts; /* its sentence, or what is quoted there */
} seen;

/* Two passes: the first notes words and names, the second weighs them. What is made has the size of
 * the report's words at most, so that there is room for it before. */
typedef struct maker {
    arena *scratch;
    const vocabulary *vocabulary;
    const reading *reading;
    traits *traits;
    seen *seen; /* the words of prose, in order */
    uint32_t seen_count;
    uint64_t *hashes; /* of traits->words */
    uint64_t *names;  /* hashes of the names inside sentences: a table with free places */
    uint32_t names_mask;
    const bool *foreign; /* [sentence]: somebody else's words, without quotation marks */
    uint32_t quote;      /* the first that ends behind the token at hand */
} maker;

void vocabulary_init(arena *arena, vocabulary *vocabulary)
{
    rarity_init(arena, &vocabulary->rarity);
    vocabulary->senses = arena_array(arena, sense, SENSES);
}

static uint32_t short_hash(str text)
{
    uint64_t hash = str_hash(text);
    return (uint32_t)(hash ^ hash >> 32);
}

/* ---- Numbers -------------------------------------------------------------------------- */

static const str number_words[] = {
    STR_INIT("zero"), STR_INIT("one"),    STR_INIT("two"),   STR_INIT("three"), STR_INIT("four"),
    STR_INIT("five"), STR_INIT("six"),    STR_INIT("seven"), STR_INIT("eight"), STR_INIT("nine"),
    STR_INIT("ten"),  STR_INIT("eleven"), STR_INIT("twelve")};

/* The digits of "22.012", "5,000" or "seven"; empty if it is no number. */
static str digits_of(arena *arena, str folded)
{
    enum { FIRST_WORD = 2 }; /* "one" is a pronoun more often */
    static const char firsts[] = "tfsen0123456789";
    if (folded.len == 0 || memchr(firsts, folded.data[0], sizeof firsts - 1) == NULL)
        return (str){NULL, 0};
    for (uint32_t i = FIRST_WORD; i < sizeof number_words / sizeof number_words[0]; i++)
        if (str_equal(folded, number_words[i]))
            return str_format(arena, "%u", i);
    if (folded.data[0] < '0' || folded.data[0] > '9')
        return (str){NULL, 0};
    buffer digits = {.arena = arena};
    for (size_t i = 0; i < folded.len; i++)
        if (folded.data[i] != ',')
            buffer_add_byte(&digits, folded.data[i]);
    return buffer_str(&digits);
}

static uint8_t number_weight(str digits)
{
    enum { YEAR_LENGTH = 4 };
    if (digits.len <= 1)
        return ONE_DIGIT;
    if (digits.len == 2)
        return TWO_DIGITS;
    if (digits.len == YEAR_LENGTH &&
        (str_starts(digits, STR("19")) || str_starts(digits, STR("20"))))
        return YEAR;
    return LONG_NUMBER;
}

/* ---- Words and names ------------------------------------------------------------------ */

static uint32_t name_key(str folded)
{
    char sound[SOUND_MAX];
    str heard = sound_of(folded, sound);
    return heard.len > 0 ? short_hash(heard) * 2654435761u : short_hash(stem_of(folded));
}

static bool is_ascii(str text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.len; i++)
        all |= (unsigned char)text.data[i];
    return all < 0x80;
}

/* The hash of the folded word, without folding it where that is only lower case. */
static uint64_t folded_hash(arena *scratch, str text)
{
    if (is_ascii(text))
        return str_hash_nocase(text);
    arena_mark mark = arena_save(scratch);
    uint64_t hash = str_hash(utf8_fold(scratch, text));
    arena_restore(scratch, mark);
    return hash;
}

static void make_sense(const maker *maker, uint64_t hash, str text, sense *sense)
{
    str folded = utf8_fold(maker->scratch, text);
    str digits = digits_of(maker->scratch, folded);
    str stem = stem_of(folded);
    sense->hash = hash;
    sense->stem = short_hash(digits.len > 0 ? digits : stem);
    sense->sound = 0;
    sense->number_weight = digits.len > 0 ? number_weight(digits) : 0;
    sense->rarity = (uint8_t)rarity_of(&maker->vocabulary->rarity, stem);
    sense->tiny = folded.len < 2;
}

static str text_at(const maker *maker, uint32_t at)
{
    const token *token = &maker->reading->analysis->tokens.items[at];
    return (str){maker->reading->report->text.data + token->start, token->end - token->start};
}

/* What the word sounds like as a name. */
static uint32_t sound_at(const maker *maker, uint32_t at, sense *sense)
{
    if (sense->sound == 0) {
        arena_mark mark = arena_save(maker->scratch);
        sense->sound = name_key(utf8_fold(maker->scratch, text_at(maker, at)));
        arena_restore(maker->scratch, mark);
    }
    return sense->sound;
}

static sense *sense_of(const maker *maker, const seen *seen)
{
    sense *sense = &maker->vocabulary->senses[seen->hash >> 20 & (SENSES - 1)];
    if (sense->hash != seen->hash) {
        arena_mark mark = arena_save(maker->scratch);
        make_sense(maker, seen->hash, text_at(maker, seen->token), sense);
        arena_restore(maker->scratch, mark);
    }
    return sense;
}

/* ---- Names of the report -------------------------------------------------------------- */

/* Where the hash stands in the table of names, or the free place where it would go. */
static uint64_t *name_place(const maker *maker, uint64_t hash)
{
    uint32_t at = (uint32_t)(hash >> 32) & maker->names_mask;
    while (maker->names[at] != 0 && maker->names[at] != hash)
        at = (at + 1) & maker->names_mask;
    return &maker->names[at];
}

/* Names the words inside sentences that begin with a capital. */
static void find_names(maker *maker)
{
    uint32_t count = 0;
    uint32_t size = 16;
    for (uint32_t i = 0; i < maker->seen_count; i++)
        count += maker->seen[i].upper;
    while (size < 2 * count)
        size *= 2;
    maker->names = arena_array(maker->scratch, uint64_t, size);
    maker->names_mask = size - 1;
    for (uint32_t i = 0; i < maker->seen_count; i++) {
        const seen *seen = &maker->seen[i];
        if (seen->upper && !seen->function && !seen->starts)
            *name_place(maker, seen->hash) = seen->hash;
    }
}

/* ---- The first pass ------------------------------------------------------------------- */

/* Asked of token after token, in order. */
static bool is_quoted(maker *maker, const token *token)
{
    const quote_array *quotes = &maker->reading->facts->quotes;
    while (maker->quote < quotes->count && quotes->items[maker->quote].end <= token->start)
        maker->quote++;
    return maker->quote < quotes->count && quotes->items[maker->quote].start <= token->start;
}

static bool starts_sentence(const maker *maker, const sentence *sentence, uint32_t at)
{
    if (at == sentence->first_token)
        return true;
    const token *before = &maker->reading->analysis->tokens.items[at - 1];
    return !before->is_word && utf8_is_quote(utf8_peek(text_at(maker, at - 1), 0));
}

static void see_sentence(maker *maker, uint32_t number)
{
    const sentence *sentence = &maker->reading->analysis->sentences.items[number];
    const token *tokens = maker->reading->analysis->tokens.items;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const uint32_t at = sentence->first_token + i;
        const token *token = &tokens[at];
        if (!token->is_word)
            continue;
        maker->seen[maker->seen_count++] = (seen){
            .hash = folded_hash(maker->scratch, text_at(maker, at)),
            .token = at,
            .sentence = number,
            .quoted = is_quoted(maker, token) || maker->foreign[number],
            .function = token_in_list(token, WORDS_FUNCTION),
            .upper = token->starts_upper,
            .starts = token->starts_upper && starts_sentence(maker, sentence, at),
        };
    }
}

static void see_words(maker *maker)
{
    const sentence_array *sentences = &maker->reading->analysis->sentences;
    for (uint32_t i = 0; i < sentences->count; i++) {
        block_kind kind = maker->reading->report->blocks.items[sentences->items[i].block].kind;
        if (kind == BLOCK_PROSE || kind == BLOCK_DATELINE)
            see_sentence(maker, i);
    }
}

/* ---- The second pass ------------------------------------------------------------------ */

/* What the word says, or weight 0. */
static trait trait_of(const maker *maker, const seen *seen)
{
    sense *sense = sense_of(maker, seen);
    trait trait = {.passage = (uint16_t)maker->traits->passages.count};
    if (sense->number_weight > 0) {
        trait.kind = TRAIT_NUMBER;
        trait.key = sense->stem;
        trait.weight = sense->number_weight;
        return trait;
    }
    if (seen->function || sense->tiny)
        return trait;
    uint8_t weight = sense->rarity;
    bool name = seen->upper && (!seen->starts || weight == RARITY_UNKNOWN ||
                                *name_place(maker, seen->hash) == seen->hash);
    if (name && weight < NAME_WEIGHT_MIN)
        weight = NAME_WEIGHT_MIN;
    trait.kind = name ? TRAIT_NAME : TRAIT_WORD;
    trait.key = name ? sound_at(maker, seen->token, sense) : sense->stem;
    trait.weight = weight;
    return trait;
}

/* Adds a word; what it says, in half bits. */
static uint32_t add_word(const maker *maker, const seen *seen)
{
    traits *traits = maker->traits;
    maker->hashes[traits->words.count] = seen->hash;
    traits->words.items[traits->words.count++] = (word){0, seen->token & INT32_MAX, seen->quoted};
    trait trait = trait_of(maker, seen);
    const uint32_t rarity = trait.weight;
    if (rarity == 0)
        return 0;
    if (!seen->quoted)
        trait.weight = (uint8_t)(trait.weight * OWN);
    traits->items.items[traits->items.count++] = trait;
    if (trait.kind != TRAIT_WORD)
        traits->facts.items[traits->facts.count++] = trait;
    return rarity;
}

/* Adds the sentence of the seen word at `at`; the first word behind it. */
static uint32_t add_sentence(arena *keep, const maker *maker, uint32_t at)
{
    traits *traits = maker->traits;
    const uint32_t number = maker->seen[at].sentence;
    const uint32_t first = traits->items.count;
    const passage passage = {number, 0, traits->words.count, traits->facts.count};
    uint32_t rarity = 0;
    for (; at < maker->seen_count && maker->seen[at].sentence == number; at++)
        rarity += add_word(maker, &maker->seen[at]);
    if (rarity >= PASSAGE_WEIGHT_MIN) {
        *array_push(keep, &traits->passages) = passage;
    } else {
        traits->items.count = first;
        traits->words.count = passage.first_word;
        traits->facts.count = passage.first_fact;
    }
    return at;
}

/* A polynomial of the words' hashes, which rolls: the oldest word goes, a new one comes. */
static void add_grams(const maker *maker)
{
    static const uint64_t base = 0x9e3779b97f4a7c15u;
    uint64_t last = 1;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < GRAM; i++)
        last *= base;
    for (uint32_t i = 0; i < maker->traits->words.count; i++) {
        sum = sum * base + maker->hashes[i];
        if (i >= GRAM)
            sum -= last * maker->hashes[i - GRAM];
        if (i + 1 >= GRAM)
            maker->traits->words.items[i + 1 - GRAM].gram = (uint32_t)(sum * base >> 32);
    }
}

/* The same runs in every report, told by their hash. */
static void take_sample(arena *keep, traits *traits)
{
    for (int pass = 0; pass < 2; pass++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < gram_total(traits); i++) {
            const uint32_t gram = traits->words.items[i].gram;
            if (gram % GRAM_SAMPLE != 0 || !is_own_gram(traits, i))
                continue;
            if (pass == 1)
                traits->sample[count] = gram;
            count++;
        }
        if (pass == 0)
            traits->sample = arena_array(keep, uint32_t, count);
        traits->sample_count = count;
    }
}

/* By key; equal keys keep their order, which is that of the passages. */
static void sort_items(arena *scratch, trait_array *items)
{
    enum { BITS = 8, BUCKETS = 1 << BITS, KEY_BITS = 32 };
    trait *from = items->items;
    trait *to = arena_array(scratch, trait, items->count);
    for (int shift = 0; shift < KEY_BITS; shift += BITS) {
        uint32_t starts[BUCKETS + 1] = {0};
        for (uint32_t i = 0; i < items->count; i++)
            starts[(from[i].key >> shift & (BUCKETS - 1)) + 1]++;
        for (uint32_t i = 0; i < BUCKETS; i++)
            starts[i + 1] += starts[i];
        for (uint32_t i = 0; i < items->count; i++)
            to[starts[from[i].key >> shift & (BUCKETS - 1)]++] = from[i];
        trait *swapped = from;
        from = to;
        to = swapped;
    }
}

/* Sorts the items, keeps a key once a passage with its heaviest weight, and weighs passages and
 * report anew. */
static void finish(arena *scratch, traits *traits)
{
    trait_array *items = &traits->items;
    uint32_t kept = 0;
    sort_items(scratch, items);
    for (uint32_t i = 0; i < items->count; i++) {
        const trait item = items->items[i];
        trait *last = kept > 0 ? &items->items[kept - 1] : NULL;
        if (last == NULL || last->key != item.key || last->passage != item.passage)
            items->items[kept++] = item;
        else if (item.weight > last->weight)
            *last = item;
    }
    items->count = kept;
    for (uint32_t i = 0; i < kept; i++) {
        const trait *item = &items->items[i];
        if (i == 0 || item[-1].key != item->key)
            traits->distinct += item->weight;
        traits->passages.items[item->passage].weight += item->weight;
        traits->weight += item->weight;
    }
}

/* The facts once each. */
static void find_known(arena *keep, traits *traits)
{
    const trait_array *items = &traits->items;
    uint32_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < items->count; i++) {
            const trait *item = &items->items[i];
            if (item->kind == TRAIT_WORD || (i > 0 && item[-1].key == item->key))
                continue;
            if (pass == 0)
                count++;
            else
                traits->known.items[traits->known.count++] = *item;
        }
        if (pass == 0)
            array_reserve(keep, &traits->known, count);
    }
}

/* Moves what was made in scratch, without the room that is left. */
static void move_traits(arena *keep, trait_array *traits)
{
    const trait *from = traits->items;
    traits->items = arena_array(keep, trait, traits->count);
    traits->capacity = traits->count;
    if (traits->count > 0)
        memcpy(traits->items, from, traits->count * sizeof(trait));
}

void traits_of(arena *keep, arena *scratch, const vocabulary *vocabulary, const reading *reading,
               traits *traits)
{
    const uint32_t tokens = reading->analysis->tokens.count;
    arena_mark mark = arena_save(scratch);
    maker maker = {.scratch = scratch, .vocabulary = vocabulary, .reading = reading};
    maker.traits = traits;
    maker.foreign = foreign_sentences(scratch, reading);
    maker.seen = arena_array(scratch, seen, tokens);
    see_words(&maker);
    find_names(&maker);
    maker.hashes = arena_array(scratch, uint64_t, maker.seen_count);
    array_reserve(keep, &traits->words, maker.seen_count);
    traits->items.items = arena_array(scratch, trait, maker.seen_count);
    traits->facts.items = arena_array(scratch, trait, maker.seen_count);
    for (uint32_t at = 0; at < maker.seen_count && traits->passages.count < PASSAGES_MAX;)
        at = add_sentence(keep, &maker, at);
    add_grams(&maker);
    take_sample(keep, traits);
    finish(scratch, traits);
    move_traits(keep, &traits->items);
    move_traits(keep, &traits->facts);
    find_known(keep, traits);
    arena_restore(scratch, mark);
}

double traits_common(const traits *a, const traits *b)
{
    uint32_t common = 0;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a->items.count && j < b->items.count) {
        uint32_t left = a->items.items[i].key;
        uint32_t right = b->items.items[j].key;
        if (left == right)
            common += a->items.items[i].weight;
        if (left <= right)
            while (i < a->items.count && a->items.items[i].key == left)
                i++;
        if (right <= left)
            while (j < b->items.count && b->items.items[j].key == right)
                j++;
    }
    uint32_t least = a->distinct < b->distinct ? a->distinct : b->distinct;
    return least > 0 ? (double)common / least : 0;
}
