/* times_tense.c - does a clause speak of the past or of the future? From its words alone:
 * the cues nearest to the time expression decide. The tags of a parser can replace this file
 * behind times_tense(). */
#include "facts/times_tense.h"

#include <string.h>

enum {
    CUE_REACH = 14, /* words looked at on each side */
    ASIDE = 2       /* a cue behind the time counts as this much farther away */
};

/* Words that speak of what is to come, and how strongly. */
typedef struct cue {
    const char *word;
    int strength;
} cue;

static const cue future_words[] = {
    {"will", 5},      {"shall", 5},    {"ll", 5},        {"would", 4},    {"going", 4},
    {"plan", 5},      {"plans", 5},    {"planned", 5},   {"planning", 5}, {"scheduled", 5},
    {"schedule", 4},  {"due", 4},      {"expected", 5},  {"expects", 5},  {"expect", 5},
    {"expecting", 5}, {"slated", 5},   {"poised", 4},    {"intends", 5},  {"intend", 5},
    {"hopes", 4},     {"hope", 4},     {"upcoming", 5},  {"ahead", 3},    {"until", 4},
    {"deadline", 5},  {"forecast", 3}, {"forecasts", 3}, {"tomorrow", 5}, {"should", 2},
    {"may", 3},       {"might", 3},    {"must", 3},      {"can", 2},      {"could", 3},
    {"next", 3},      {"prepares", 4}, {"preparing", 4}, {"awaiting", 4}, {"looming", 4},
    {"vowed", 2},     {"if", 2},       {"is", 2},        {"are", 2},      {"effective", 4},
    {"expire", 4},    {"expires", 5},  {"targeted", 4},  {"set", 2},      {"by", 2},
    {"soon", 3},      {"upcoming", 4}, {"possibly", 2},  {"begins", 4},   {"opens", 4},
};

/* Past forms that do not end in -ed. */
static const cue past_words[] = {
    {"was", 4},    {"were", 4},  {"had", 4},    {"did", 4},       {"said", 4},    {"told", 4},
    {"went", 4},   {"came", 4},  {"gave", 4},   {"took", 4},      {"made", 4},    {"met", 4},
    {"left", 4},   {"began", 4}, {"rose", 4},   {"fell", 4},      {"won", 4},     {"lost", 4},
    {"found", 4},  {"held", 4},  {"kept", 4},   {"sent", 4},      {"spent", 4},   {"saw", 4},
    {"wrote", 4},  {"spoke", 4}, {"became", 4}, {"got", 4},       {"thought", 4}, {"knew", 4},
    {"felt", 4},   {"heard", 4}, {"led", 4},    {"ran", 4},       {"broke", 4},   {"brought", 4},
    {"bought", 4}, {"built", 4}, {"caught", 4}, {"chose", 4},     {"drew", 4},    {"drove", 4},
    {"fought", 4}, {"grew", 4},  {"hit", 3},    {"laid", 4},      {"paid", 4},    {"put", 2},
    {"sat", 4},    {"shot", 4},  {"sold", 4},   {"stood", 4},     {"struck", 4},  {"swept", 4},
    {"threw", 4},  {"woke", 4},  {"wore", 4},   {"been", 4},      {"has", 3},     {"have", 2},
    {"since", 4},  {"last", 3},  {"ago", 3},    {"yesterday", 4}, {"fled", 4},    {"sought", 4},
};

static int strength(const cue *cues, size_t count, const char *word, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (cues[i].word[0] == word[0] && strlen(cues[i].word) == len &&
            memcmp(cues[i].word, word, len) == 0)
            return cues[i].strength;
    return 0;
}

#define STRENGTH(cues, word, len) strength(cues, sizeof(cues) / sizeof(cues)[0], word, len)

static size_t lowered(str text, const time_item *item, char word[TIME_WORD_LENGTH + 1])
{
    size_t len = item->end - item->start;
    if (len > TIME_WORD_LENGTH)
        len = TIME_WORD_LENGTH;
    const size_t from = item->end - len;
    for (size_t i = 0; i < len; i++) {
        char c = text.data[from + i];
        word[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    word[len] = '\0';
    return len;
}

/* Strength of a cue: positive past, negative future. */
static int cue_of(const char *word, size_t len)
{
    const int past = STRENGTH(past_words, word, len);
    if (past != 0)
        return past;
    const int future = STRENGTH(future_words, word, len);
    if (future != 0)
        return -future;
    return len > 3 && memcmp(word + len - 2, "ed", 2) == 0 && word[len - 3] != 'e' ? 4 : 0;
}

static bool item_is(const time_clause *clause, uint32_t at, const char *word)
{
    char here[TIME_WORD_LENGTH + 1];
    if (at >= clause->items->count)
        return false;
    const size_t len = lowered(clause->text, &clause->items->items[at], here);
    return strlen(word) == len && memcmp(word, here, len) == 0;
}

/* "to expire Friday": an infinitive; not "to December", "to the capital". */
static bool is_infinitive(const time_clause *clause, uint32_t at)
{
    if (!item_is(clause, at, "to") || at + 1 >= clause->first)
        return false;
    const time_item *next = &clause->items->items[at + 1];
    return next->letters && !next->upper && next->classes == 0;
}

static int look(const time_clause *clause, uint32_t from, int step)
{
    int score = 0;
    int distance = step < 0 ? 1 : 1 + ASIDE;
    uint32_t at = from;
    for (int i = 0; i < CUE_REACH; i++, distance++) {
        at += (uint32_t)step;
        if (at >= clause->items->count)
            break;
        if (!clause->items->items[at].letters) {
            distance++;
            continue;
        }
        char word[TIME_WORD_LENGTH + 1];
        int cue = cue_of(word, lowered(clause->text, &clause->items->items[at], word));
        if (cue > 0 && at > 0 && item_is(clause, at - 1, "be"))
            cue = -4; /* "to be published in November" */
        else if (step < 0 && is_infinitive(clause, at))
            cue = -2;
        else if (step > 0 && item_is(clause, at, "by"))
            cue = 0;
        score += cue * 20 / distance;
        if (score > 8 || score < -8)
            break;
    }
    return score;
}

tense times_tense(const time_clause *clause)
{
    const int before = look(clause, clause->first, -1);
    const int behind = look(clause, clause->end - 1, 1);
    const int score = 2 * before + behind;
    return score > 0 ? TENSE_PAST : score < -12 ? TENSE_FUTURE : TENSE_NONE;
}
