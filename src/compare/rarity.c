/* rarity.c - see rarity.h. The sound of a name is Soundex without its loss: letters are joined
 * only where spellings of one name differ (R. Russell, US patent 1,261,167; the classes here are
 * those that transliteration and mishearing exchange). */
#include "compare/rarity.h"

#include <string.h>

enum { STEM_MAX = 6, ENDING_REST = 4 };

void rarity_init(arena *arena, rarity *rarity)
{
    rarity->known = (map){.arena = arena};
    for (const rarity_row *row = rarity_rows; row->stems != NULL; row++) {
        str rest = str_of(row->stems);
        str stem;
        while (str_field(&rest, ' ', &stem))
            *map_put_number(&rarity->known, str_hash(stem)) = (uint32_t)row->half_bits;
    }
}

uint32_t rarity_of(const rarity *rarity, str stem)
{
    uint32_t half_bits = map_get_number(&rarity->known, str_hash(stem));
    return half_bits != MAP_NONE ? half_bits : RARITY_UNKNOWN;
}

str stem_of(str folded)
{
    static const str endings[] = {STR_INIT("ingly"), STR_INIT("edly"), STR_INIT("ations"),
                                  STR_INIT("ation"), STR_INIT("ings"), STR_INIT("ing"),
                                  STR_INIT("ies"),   STR_INIT("ed"),   STR_INIT("es"),
                                  STR_INIT("ly"),    STR_INIT("s")};
    static const char lasts[] = "gysnd"; /* of the endings */
    bool may_end = folded.len > ENDING_REST &&
                   memchr(lasts, folded.data[folded.len - 1], sizeof lasts - 1) != NULL;
    for (size_t i = 0; may_end && i < sizeof endings / sizeof endings[0]; i++) {
        if (folded.len >= endings[i].len + ENDING_REST && str_ends(folded, endings[i])) {
            folded.len -= endings[i].len;
            break;
        }
    }
    size_t end = folded.len < STEM_MAX ? folded.len : STEM_MAX;
    while (end < folded.len && end > 0 && ((unsigned char)folded.data[end] & 0xc0) == 0x80)
        end--; /* not inside a character */
    return str_slice(folded, 0, end);
}

/* What a letter sounds like, before `next`; 0 for vowels and what is no letter. */
static char sound_of_letter(char letter, char next)
{
    switch (letter) {
    case 'c':
        return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
    case 'q':
    case 'k':
    case 'x':
        return 'k';
    case 'z':
    case 's':
        return 's';
    case 'p':
        return next == 'h' ? 'f' : 'p';
    case 'v':
        return 'f';
    case 'd':
        return 't';
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'h':
    case 'w':
        return 0;
    default:
        return letter >= 'a' && letter <= 'z' ? letter : 0;
    }
}

str sound_of(str folded, char sound[SOUND_MAX])
{
    size_t length = 0;
    size_t consonants = 0;
    for (size_t i = 0; i < folded.len && length < SOUND_MAX; i++) {
        if ((unsigned char)folded.data[i] >= 0x80)
            return (str){NULL, 0};
        char letter = sound_of_letter(folded.data[i], i + 1 < folded.len ? folded.data[i + 1] : 0);
        consonants += letter != 0 ? 1 : 0;
        if (i == 0 && letter == 0)
            letter = 'a';
        if (i == 1 && sound[0] == 'm' && folded.data[1] == 'c')
            letter = 'k'; /* Mc is Mac */
        if (letter != 0 && (length == 0 || sound[length - 1] != letter))
            sound[length++] = letter;
    }
    if (length > 2 && sound[length - 1] == 's')
        length--;
    return (str){sound, consonants >= 2 ? length : 0};
}
