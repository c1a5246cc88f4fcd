/* wordform.c - see wordform.h. One walk over the characters. */
#include "language/wordform.h"

#include "language/chars.h"

enum { RUN_MAX = 3 }; /* of one class in a shape: "Sanctions" is Xxxx */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static uint64_t hash_letters(uint64_t salt, const uint32_t *letters, uint32_t count)
{
    uint64_t hash = mix(salt, count);
    for (uint32_t i = 0; i < count; i++)
        hash = mix(hash, letters[i]);
    return mix(hash, 0x51);
}

/* Shapes tell upper and lower case and digits apart; a mark stands for itself. */
static uint32_t shape_letter(char_info info)
{
    switch (info.class_) {
    case CHAR_UPPER:
        return 'X';
    case CHAR_LOWER:
        return 'x';
    case CHAR_DIGIT:
        return 'd';
    case CHAR_LETTER:
    case CHAR_EXTEND:
        return 'l';
    case CHAR_IDEOGRAPH:
        return 'i';
    case CHAR_EMOJI:
        return 'e';
    default:
        return info.normal;
    }
}

wordform wordform_of(str form)
{
    uint32_t letters[WORDFORM_LETTERS];
    uint32_t zeros[WORDFORM_LETTERS];
    uint32_t count = 0;
    uint64_t shape = 0x5a;
    uint32_t last = 0;
    uint32_t run = 0;
    bool upper = false;
    const char *end = form.data + form.len;
    for (const char *at = form.data; at < end && count < WORDFORM_LETTERS; count++) {
        const char_info info = char_at(at, end);
        const uint32_t kind = shape_letter(info);
        zeros[count] = info.normal;
        letters[count] =
            info.class_ == CHAR_DIGIT && info.length == 1 ? (unsigned char)*at : info.normal;
        run = kind == last ? run + 1 : 1;
        last = kind;
        upper = upper || kind == 'X';
        if (run <= RUN_MAX)
            shape = mix(shape, kind);
        at += info.length;
    }
    wordform result = {.normal = hash_letters(1, letters, count),
                       .digits = hash_letters(2, zeros, count),
                       .shape = mix(shape, 3),
                       .upper = upper};
    for (uint32_t k = 0; k < 2; k++)
        result.begins[k] = hash_letters(4 + k, zeros, count < k + 2 ? count : k + 2);
    for (uint32_t k = 0; k < 3; k++) {
        uint32_t length = count < k + 2 ? count : k + 2;
        result.ends[k] = hash_letters(6 + k, zeros + count - length, length);
    }
    return result;
}

static uint32_t below(uint64_t hash, uint32_t limit)
{
    return (uint32_t)(((hash >> 32) * limit) >> 32);
}

void wordform_rows(const wordform *wordform, uint32_t lists, uint32_t table_rows,
                   uint32_t rows[WORDFORM_ROWS])
{
    rows[0] = below(mix(wordform->digits, 10), table_rows);
    rows[1] = below(mix(wordform->digits, 11) * 0xd6e8feb86659fd93u, table_rows);
    rows[2] = below(mix(wordform->begins[0], 12), table_rows);
    rows[3] = below(mix(wordform->begins[1], 13), table_rows);
    rows[4] = below(mix(wordform->ends[0], 14), table_rows);
    rows[5] = below(mix(wordform->ends[1], 15), table_rows);
    rows[6] = below(mix(wordform->ends[2], 16), table_rows);
    rows[7] = below(mix(wordform->shape, 17) * 0xd6e8feb86659fd93u, table_rows);
    rows[8] = below(mix(lists + 1, 18) * 0xd6e8feb86659fd93u, table_rows);
}

/* ---- Sets of forms ------------------------------------------------------------------------- */

static uint32_t check_of(uint64_t key)
{
    return (uint32_t)(key << WORDFORM_VALUE_BITS);
}

static uint32_t slot_of(uint64_t key, uint32_t count)
{
    return below(mix(key, 21), count);
}

uint32_t wordform_find(const int32_t *slots, uint32_t count, uint64_t key)
{
    const uint32_t low = (1U << WORDFORM_VALUE_BITS) - 1;
    uint32_t at = slot_of(key, count);
    for (uint32_t probe = 0; probe < WORDFORM_PROBES; probe++) {
        const uint32_t slot = (uint32_t)slots[at];
        if (slot == 0)
            break;
        if ((slot & ~low) == check_of(key))
            return (slot & low) - 1;
        at = at + 1 < count ? at + 1 : 0;
    }
    return WORDFORM_NONE;
}

bool wordform_add(int32_t *slots, uint32_t count, uint64_t key, uint32_t value)
{
    uint32_t at = slot_of(key, count);
    for (uint32_t probe = 0; probe < WORDFORM_PROBES; probe++) {
        if (slots[at] == 0) {
            slots[at] = (int32_t)(check_of(key) | (value + 1));
            return true;
        }
        if (wordform_find(slots, count, key) != WORDFORM_NONE)
            return false;
        at = at + 1 < count ? at + 1 : 0;
    }
    return false;
}
