/* inflection.c - see inflection.h. Candidates are what is left when a regular ending is taken off,
 * with the changes of spelling that go with it undone; each must give the form again. The rules are
 * those of any grammar (Quirk et al., A Comprehensive Grammar of the English
 * Language, 3.5-10, 5.79-82, 7.79):
 *
 *     stopped  stopp, stoppe, stop     -> stop   the consonant is doubled behind one short vowel
 *     hoped    hop, hope               -> hope   "hop" would be "hopped"
 *     denied   deni, denie, deny       -> deny
 *     boxes    boxe, box               -> box    the vocabulary has no "boxe"
 */
#include "language/inflection.h"

#include <string.h>

enum { WORD_MAX = 32, CANDIDATES_MAX = 6, FORM_MIN = 4 };

static const uint32_t UNKNOWN = UINT32_MAX;

typedef struct word {
    char text[WORD_MAX + 4];
    size_t len;
} word;

typedef struct candidates {
    word words[CANDIDATES_MAX];
    uint32_t count;
} candidates;

inflection inflection_of(str xpos)
{
    static const struct {
        const char *xpos;
        inflection inflection;
    } rows[] = {{"NN", INFLECTION_BASE},  {"VB", INFLECTION_BASE},  {"VBP", INFLECTION_BASE},
                {"JJ", INFLECTION_BASE},  {"RB", INFLECTION_BASE},  {"VBD", INFLECTION_PAST},
                {"VBN", INFLECTION_PAST}, {"VBG", INFLECTION_ING},  {"VBZ", INFLECTION_S},
                {"NNS", INFLECTION_MANY}, {"JJR", INFLECTION_MORE}, {"RBR", INFLECTION_MORE},
                {"JJS", INFLECTION_MOST}, {"RBS", INFLECTION_MOST}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (str_equal(xpos, str_of(rows[i].xpos)))
            return rows[i].inflection;
    return INFLECTION_NONE;
}

/* In lower case; false if it is not all letters of ASCII. */
static bool lowered(str form, word *to)
{
    if (form.len < FORM_MIN || form.len > WORD_MAX)
        return false;
    for (size_t i = 0; i < form.len; i++) {
        const char c = form.data[i];
        to->text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (to->text[i] < 'a' || to->text[i] > 'z')
            return false;
    }
    to->len = form.len;
    return true;
}

static str str_word(const word *word)
{
    return (str){word->text, word->len};
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static char at_end(const word *word, size_t back)
{
    return word->len > back ? word->text[word->len - 1 - back] : '\0';
}

static bool ends(const word *word, const char *ending)
{
    return str_ends(str_word(word), str_of(ending));
}

/* ---- From the lemma to the form -------------------------------------------------------------- */

static uint32_t vowel_groups(const word *word)
{
    uint32_t count = 0;
    for (size_t i = 0; i < word->len; i++) {
        const bool vowel = is_vowel(word->text[i]) || (word->text[i] == 'y' && i > 0);
        const bool before = i > 0 && (is_vowel(word->text[i - 1]) || word->text[i - 1] == 'y');
        count += vowel && !before;
    }
    return count;
}

/* One vowel, then one consonant that is written twice before -ed, -ing, -er: "stop", "commit". */
static bool may_double(const word *word)
{
    const char last = at_end(word, 0);
    const char before = at_end(word, 1);
    const bool qu = at_end(word, 2) == 'u' && at_end(word, 3) == 'q';
    return word->len >= 2 && !is_vowel(last) && last != 'w' && last != 'x' && last != 'y' &&
           is_vowel(before) && (!is_vowel(at_end(word, 2)) || qu);
}

static bool joins(const word *stem, const char *ending, str form)
{
    const size_t len = strlen(ending);
    return form.len == stem->len + len && memcmp(form.data, stem->text, stem->len) == 0 &&
           memcmp(form.data + stem->len, ending, len) == 0;
}

/* The lemma without its last letter, and others in its place. */
static bool joins_instead(const word *lemma, const char *ending, str form)
{
    word stem = *lemma;
    stem.len--;
    return joins(&stem, ending, form);
}

/* -ed, -ing, -er, -est; `ending` begins with a vowel. */
static bool takes(const word *lemma, const char *ending, str form)
{
    const char last = at_end(lemma, 0);
    const bool ing = ending[0] == 'i';
    if (last == 'e' && !ing)
        return joins_instead(lemma, ending, form);
    if (last == 'e' && at_end(lemma, 1) == 'i')
        return form.len == lemma->len + 2 && str_ends(form, STR("ying")) &&
               memcmp(form.data, lemma->text, lemma->len - 2) == 0;
    if (last == 'e' && strchr("eoy", at_end(lemma, 1)) == NULL)
        return joins_instead(lemma, ending, form);
    if (last == 'y' && !ing && !is_vowel(at_end(lemma, 1))) {
        word stem = *lemma;
        stem.text[stem.len - 1] = 'i';
        return joins(&stem, ending, form);
    }
    if (last == 'c') {
        word stem = *lemma;
        stem.text[stem.len++] = 'k';
        return joins(&stem, ending, form);
    }
    if (may_double(lemma)) {
        word stem = *lemma;
        stem.text[stem.len++] = last;
        if (joins(&stem, ending, form))
            return true;
        if (vowel_groups(lemma) < 2)
            return false;
    }
    return joins(lemma, ending, form);
}

static bool takes_s(const word *lemma, inflection inflection, str form)
{
    const char last = at_end(lemma, 0);
    const bool hisses =
        last == 's' || last == 'x' || last == 'z' || ends(lemma, "ch") || ends(lemma, "sh");
    if (last == 'y' && !is_vowel(at_end(lemma, 1)))
        return joins_instead(lemma, "ies", form);
    if (hisses || last == 'o')
        return joins(lemma, "es", form) || (!hisses && joins(lemma, "s", form)) ||
               (ends(lemma, "ch") && joins(lemma, "s", form));
    word stem = *lemma;
    stem.len -= last == 'e';
    if (inflection == INFLECTION_MANY && at_end(&stem, 0) == 'f' &&
        joins_instead(&stem, "ves", form))
        return true;
    return joins(lemma, "s", form);
}

static const char *const endings[] = {
    [INFLECTION_NONE] = "",   [INFLECTION_BASE] = "",    [INFLECTION_PAST] = "ed",
    [INFLECTION_ING] = "ing", [INFLECTION_S] = "s",      [INFLECTION_MANY] = "s",
    [INFLECTION_MORE] = "er", [INFLECTION_MOST] = "est",
};

static bool gives(const word *lemma, inflection inflection, str form)
{
    if (inflection == INFLECTION_S || inflection == INFLECTION_MANY)
        return takes_s(lemma, inflection, form);
    return takes(lemma, endings[inflection], form);
}

/* ---- From the form to the lemma -------------------------------------------------------------- */

static void offer(candidates *found, const word *form, size_t cut, const char *added,
                  inflection inflection)
{
    word made = *form;
    const size_t len = strlen(added);
    if (cut + 2 > form->len + len || found->count == CANDIDATES_MAX)
        return;
    made.len -= cut;
    memcpy(made.text + made.len, added, len);
    made.len += len;
    if (gives(&made, inflection, str_word(form)))
        found->words[found->count++] = made;
}

static bool has_vowel(const word *form, size_t cut)
{
    for (size_t i = 0; i + cut < form->len; i++)
        if (is_vowel(form->text[i]) || form->text[i] == 'y')
            return true;
    return false;
}

static void find(const word *form, inflection inflection, candidates *found)
{
    const size_t cut = strlen(endings[inflection]);
    if (!ends(form, endings[inflection]) || !has_vowel(form, cut))
        return;
    if (inflection == INFLECTION_S || inflection == INFLECTION_MANY) {
        offer(found, form, 3, "y", inflection);
        offer(found, form, 3, "f", inflection);
        offer(found, form, 3, "fe", inflection);
        offer(found, form, 2, "", inflection);
        offer(found, form, 1, "", inflection);
        return;
    }
    offer(found, form, cut, "", inflection);
    offer(found, form, cut, "e", inflection);
    offer(found, form, cut + 1, "", inflection); /* a letter written twice, or a k */
    offer(found, form, cut + 1, "y", inflection);
    offer(found, form, cut + 1, "ie", inflection);
}

static uint32_t rank_of(const inflection_words *words, str word)
{
    return words->rank(words->context, word);
}

static bool is_among(const candidates *found, str lemma)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (str_equal(str_word(&found->words[i]), lemma))
            return true;
    return false;
}

/* The candidate that the vocabulary has nearest to its front; NULL: it has none. */
static const word *most_frequent(const inflection_words *words, const candidates *found)
{
    const word *best = NULL;
    uint32_t best_rank = UNKNOWN;
    for (uint32_t i = 0; i < found->count; i++) {
        const uint32_t rank = rank_of(words, str_word(&found->words[i]));
        if (rank < best_rank) {
            best = &found->words[i];
            best_rank = rank;
        }
    }
    return best;
}

/* What the table gives may stay: a lemma that has the form by rule, one of another stem ("better",
 * good), or the form itself ("troops"), each if the vocabulary has it. */
static bool is_good(const inflection_words *words, const candidates *found, const word *low,
                    str given)
{
    const bool itself = str_equal(str_word(low), given);
    return (itself || is_among(found, given) || !str_starts(str_word(low), given)) &&
           rank_of(words, given) != UNKNOWN;
}

str inflection_lemma(arena *keep, const inflection_words *words, str form, inflection inflection,
                     str given)
{
    word low;
    candidates found = {.count = 0};
    if (inflection == INFLECTION_NONE || !lowered(form, &low) ||
        (inflection == INFLECTION_BASE && str_equal(str_word(&low), given)))
        return given;
    if (!ends(&low, endings[inflection]))
        return given;
    if (inflection != INFLECTION_BASE)
        find(&low, inflection, &found);
    if (is_good(words, &found, &low, given))
        return given;
    const word *best = most_frequent(words, &found);
    if (best != NULL)
        return arena_str(keep, str_word(best));
    if (is_among(&found, given) || rank_of(words, given) != UNKNOWN)
        return given;
    if (found.count > 0)
        return arena_str(keep, str_word(&found.words[0]));
    return rank_of(words, str_word(&low)) != UNKNOWN ? arena_str(keep, str_word(&low)) : given;
}
