/* traits.c - see traits.h. Function words count nothing. A name is what begins with a capital
 * inside a sentence; at its start, what is one elsewhere in the report or is no common word. */
#include "compare/traits.h"

#include "base/utf8.h"
#include "compare/foreign.h"
#include "language/wordlists.h"

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

typedef struct maker {
    arena *keep;
    arena *scratch;
    const vocabulary *vocabulary;
    const reading *reading;
    traits *traits;
    uint64_t *hashes;    /* [token]: of the folded word */
    map names;           /* names inside sentences, by hash */
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
    for (uint32_t i = FIRST_WORD; i < sizeof number_words / sizeof number_words[0]; i++)
        if (str_equal(folded, number_words[i]))
            return str_format(arena, "%u", i);
    if (folded.len == 0 || folded.data[0] < '0' || folded.data[0] > '9')
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

/* The hash of the folded word without folding it, where that is only lower case. */
static uint64_t folded_hash(arena *scratch, str text)
{
    enum { SHORT = 32 };
    char folded[SHORT];
    if (text.len > SHORT)
        return str_hash(utf8_fold(scratch, text));
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.data[i];
        if ((unsigned char)byte >= 0x80)
            return str_hash(utf8_fold(scratch, text));
        folded[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    }
    return str_hash((str){folded, text.len});
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

/* What the word sounds like as a name. */
static uint32_t sound_at(const maker *maker, uint32_t at, sense *sense)
{
    if (sense->sound == 0) {
        const token *token = &maker->reading->analysis->tokens.items[at];
        str text = token_text(maker->reading->report, token);
        sense->sound = name_key(utf8_fold(maker->scratch, text));
    }
    return sense->sound;
}

static sense *sense_of(const maker *maker, uint32_t at)
{
    const uint64_t hash = maker->hashes[at];
    sense *sense = &maker->vocabulary->senses[hash >> 20 & (SENSES - 1)];
    if (sense->hash != hash) {
        const token *token = &maker->reading->analysis->tokens.items[at];
        make_sense(maker, hash, token_text(maker->reading->report, token), sense);
    }
    return sense;
}

static bool starts_sentence(const maker *maker, const sentence *sentence, uint32_t at)
{
    if (at == sentence->first_token)
        return true;
    const token *before = &maker->reading->analysis->tokens.items[at - 1];
    return !before->is_word &&
           utf8_is_quote(utf8_peek(token_text(maker->reading->report, before), 0));
}

static bool may_be_name(const maker *maker, const sentence *sentence, uint32_t at)
{
    const token *token = &maker->reading->analysis->tokens.items[at];
    return token->is_word && token->starts_upper && !token_in_list(token, WORDS_FUNCTION) &&
           !starts_sentence(maker, sentence, at);
}

/* Hashes the words of a sentence and notes its names. */
static void note_words(maker *maker, uint32_t number)
{
    const sentence *sentence = &maker->reading->analysis->sentences.items[number];
    arena_mark mark = arena_save(maker->scratch);
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t at = sentence->first_token + i;
        const token *token = &maker->reading->analysis->tokens.items[at];
        if (token->is_word)
            maker->hashes[at] =
                folded_hash(maker->scratch, token_text(maker->reading->report, token));
    }
    arena_restore(maker->scratch, mark);
    for (uint32_t i = 0; i < sentence->token_count; i++)
        if (may_be_name(maker, sentence, sentence->first_token + i))
            *map_put_number(&maker->names, maker->hashes[sentence->first_token + i]) = 1;
}

/* What the token says, or weight 0. */
static trait trait_of(const maker *maker, const sentence *sentence, uint32_t at)
{
    const token *token = &maker->reading->analysis->tokens.items[at];
    sense *sense = sense_of(maker, at);
    trait trait = {.passage = (uint16_t)maker->traits->passages.count};
    if (sense->number_weight > 0) {
        trait.kind = TRAIT_NUMBER;
        trait.key = sense->stem;
        trait.weight = sense->number_weight;
        return trait;
    }
    if (token_in_list(token, WORDS_FUNCTION) || sense->tiny)
        return trait;
    uint8_t weight = sense->rarity;
    bool name =
        token->starts_upper && (!starts_sentence(maker, sentence, at) || weight == RARITY_UNKNOWN ||
                                map_get_number(&maker->names, maker->hashes[at]) != MAP_NONE);
    if (name && weight < NAME_WEIGHT_MIN)
        weight = NAME_WEIGHT_MIN;
    trait.kind = name ? TRAIT_NAME : TRAIT_WORD;
    trait.key = name ? sound_at(maker, at, sense) : sense->stem;
    trait.weight = weight;
    return trait;
}

/* Asked of token after token, in order. */
static bool is_quoted(maker *maker, const token *token)
{
    const quote_array *quotes = &maker->reading->facts->quotes;
    while (maker->quote < quotes->count && quotes->items[maker->quote].end <= token->start)
        maker->quote++;
    return maker->quote < quotes->count && quotes->items[maker->quote].start <= token->start;
}

/* Adds the token's rarity to *rarity. */
static void add_token(maker *maker, const sentence *sentence, uint32_t at, bool foreign,
                      uint32_t *rarity)
{
    const token *token = &maker->reading->analysis->tokens.items[at];
    if (!token->is_word)
        return;
    bool own = !is_quoted(maker, token) && !foreign;
    *array_push(maker->keep, &maker->traits->words) =
        (word){(uint32_t)(maker->hashes[at] ^ maker->hashes[at] >> 32), at & INT32_MAX, !own};
    trait trait = trait_of(maker, sentence, at);
    if (trait.weight == 0)
        return;
    *rarity += trait.weight;
    if (own)
        trait.weight = (uint8_t)(trait.weight * OWN);
    *array_push(maker->keep, &maker->traits->items) = trait;
    if (trait.kind != TRAIT_WORD)
        *array_push(maker->keep, &maker->traits->facts) = trait;
}

static void add_sentence(maker *maker, uint32_t number)
{
    const sentence *sentence = &maker->reading->analysis->sentences.items[number];
    traits *traits = maker->traits;
    passage passage = {number, 0, traits->words.count, traits->facts.count};
    uint32_t first = traits->items.count;
    uint32_t rarity = 0;
    arena_mark mark = arena_save(maker->scratch);
    for (uint32_t i = 0; i < sentence->token_count; i++)
        add_token(maker, sentence, sentence->first_token + i, maker->foreign[number], &rarity);
    arena_restore(maker->scratch, mark);
    if (rarity >= PASSAGE_WEIGHT_MIN) {
        *array_push(maker->keep, &traits->passages) = passage;
    } else {
        traits->items.count = first;
        traits->words.count = passage.first_word;
        traits->facts.count = passage.first_fact;
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
    for (uint32_t i = 0; i < traits->passages.count; i++)
        traits->passages.items[i].weight = 0;
    for (uint32_t i = 0; i < kept; i++) {
        const trait *item = &items->items[i];
        if (i == 0 || item[-1].key != item->key)
            traits->distinct += item->weight;
        traits->passages.items[item->passage].weight += item->weight;
        traits->weight += item->weight;
    }
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

/* Room for all words of the report at once: growing leaves the smaller arrays in the arena. */
static void reserve(maker *maker)
{
    const uint32_t count = maker->reading->analysis->tokens.count;
    array_reserve(maker->keep, &maker->traits->words, count);
    array_reserve(maker->keep, &maker->traits->items, count / 2 + 1);
    maker->hashes = arena_array(maker->scratch, uint64_t, count);
}

void traits_of(arena *keep, arena *scratch, const vocabulary *vocabulary, const reading *reading,
               traits *traits)
{
    const sentence_array *sentences = &reading->analysis->sentences;
    arena_mark mark = arena_save(scratch);
    maker maker = {.keep = keep,
                   .scratch = scratch,
                   .vocabulary = vocabulary,
                   .reading = reading,
                   .traits = traits,
                   .names = {.arena = scratch}};
    maker.foreign = foreign_sentences(scratch, reading);
    reserve(&maker);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < sentences->count && traits->passages.count < PASSAGES_MAX; i++) {
            block_kind kind = reading->report->blocks.items[sentences->items[i].block].kind;
            if (kind != BLOCK_PROSE && kind != BLOCK_DATELINE)
                continue;
            if (pass == 0)
                note_words(&maker, i);
            else
                add_sentence(&maker, i);
        }
    finish(scratch, traits);
    arena_restore(scratch, mark);
}
