/* byline.c - who wrote it: bylines as lines, and the names in them.
 *
 *   "By Jane Doe and Max Roe, Diplomatic Correspondents"  ->  Jane Doe | Max Roe
 *
 * A byline is cut at "and", "&", "," and the like; a part is kept when it is made as names are
 * (two to five words, each with a capital, particles such as "van der" aside) and has no word
 * that names a job or a desk. It is rules and not a name list, because names are endless.
 */
#include "intake/byline.h"

#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/text.h"

enum { LINE_WORDS = 16, NAME_WORDS = 5, NAME_BYTES = 100 };

static const str openers[] = {
    STR_INIT("by "),           STR_INIT("by: "),         STR_INIT("written by "),
    STR_INIT("written by: "),  STR_INIT("posted by "),   STR_INIT("posted by: "),
    STR_INIT("published by "), STR_INIT("story by "),    STR_INIT("text by "),
    STR_INIT("article by "),   STR_INIT("opinion by "),  STR_INIT("analysis by "),
    STR_INIT("words by "),     STR_INIT("author: "),     STR_INIT("authors: "),
    STR_INIT("words: "),       STR_INIT("reported by "), STR_INIT("exclusive by "),
};

static const str particles[] = {
    STR_INIT("van"), STR_INIT("von"),   STR_INIT("de"),  STR_INIT("der"), STR_INIT("den"),
    STR_INIT("del"), STR_INIT("della"), STR_INIT("di"),  STR_INIT("da"),  STR_INIT("dos"),
    STR_INIT("das"), STR_INIT("du"),    STR_INIT("la"),  STR_INIT("le"),  STR_INIT("el"),
    STR_INIT("al"),  STR_INIT("bin"),   STR_INIT("ibn"), STR_INIT("ben"), STR_INIT("ter"),
    STR_INIT("y"),   STR_INIT("e"),     STR_INIT("zu"),  STR_INIT("af"),  STR_INIT("st."),
};

static const str suffixes[] = {
    STR_INIT("jr"),   STR_INIT("jr."), STR_INIT("sr"),    STR_INIT("sr."),
    STR_INIT("ii"),   STR_INIT("iii"), STR_INIT("iv"),    STR_INIT("md"),
    STR_INIT("m.d."), STR_INIT("phd"), STR_INIT("ph.d."), STR_INIT("esq."),
};

/* Jobs, desks and agencies: they make a line a byline, and are part of no name. */
static const str jobs[] = {
    STR_INIT("correspondent"),
    STR_INIT("correspondents"),
    STR_INIT("reporter"),
    STR_INIT("reporters"),
    STR_INIT("editor"),
    STR_INIT("editors"),
    STR_INIT("staff"),
    STR_INIT("writer"),
    STR_INIT("writers"),
    STR_INIT("columnist"),
    STR_INIT("contributor"),
    STR_INIT("contributors"),
    STR_INIT("contributing"),
    STR_INIT("journalist"),
    STR_INIT("producer"),
    STR_INIT("analyst"),
    STR_INIT("author"),
    STR_INIT("bureau"),
    STR_INIT("desk"),
    STR_INIT("newsroom"),
    STR_INIT("team"),
    STR_INIT("press"),
    STR_INIT("news"),
    STR_INIT("agency"),
    STR_INIT("agencies"),
    STR_INIT("service"),
    STR_INIT("services"),
    STR_INIT("media"),
    STR_INIT("network"),
    STR_INIT("times"),
    STR_INIT("post"),
    STR_INIT("reuters"),
    STR_INIT("today"),
    STR_INIT("online"),
    STR_INIT("digital"),
    STR_INIT("magazine"),
    STR_INIT("journal"),
    STR_INIT("photographer"),
    STR_INIT("cnn"),
    STR_INIT("bbc"),
    STR_INIT("npr"),
    STR_INIT("afp"),
    STR_INIT("ap"),
};

/* Other words that no name has: offices, and what sentences are made of. */
static const str not_names[] = {
    STR_INIT("editorial"),  STR_INIT("board"),       STR_INIT("chief"),
    STR_INIT("senior"),     STR_INIT("national"),    STR_INIT("international"),
    STR_INIT("political"),  STR_INIT("politics"),    STR_INIT("special"),
    STR_INIT("opinion"),    STR_INIT("office"),      STR_INIT("council"),
    STR_INIT("university"), STR_INIT("institute"),   STR_INIT("house"),
    STR_INIT("white"),      STR_INIT("updated"),     STR_INIT("published"),
    STR_INIT("posted"),     STR_INIT("the"),         STR_INIT("a"),
    STR_INIT("an"),         STR_INIT("in"),          STR_INIT("on"),
    STR_INIT("of"),         STR_INIT("for"),         STR_INIT("at"),
    STR_INIT("to"),         STR_INIT("with"),        STR_INIT("from"),
    STR_INIT("how"),        STR_INIT("why"),         STR_INIT("what"),
    STR_INIT("who"),        STR_INIT("is"),          STR_INIT("are"),
    STR_INIT("was"),        STR_INIT("contributed"), STR_INIT("report"),
    STR_INIT("street"),     STR_INIT("city"),        STR_INIT("company"),
    STR_INIT("inc"),        STR_INIT("admin"),       STR_INIT("administrator"),
    STR_INIT("secretary"),  STR_INIT("president"),   STR_INIT("minister"),
    STR_INIT("senator"),
};

static bool is_one_of(str word, const str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(word, list[i]))
            return true;
    return false;
}

#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof(list)[0])

/* The next word of *rest, without blanks; false at the end. */
static bool next_word(str *rest, str *word)
{
    size_t start = 0;
    size_t end = 0;
    while (end < rest->len) {
        size_t behind = end;
        bool space = utf8_is_space(utf8_next(*rest, &behind));
        if (space && end > start)
            break;
        end = behind;
        if (space)
            start = end;
    }
    *word = str_slice(*rest, start, end);
    *rest = str_slice(*rest, end, rest->len);
    return word->len > 0;
}

static str without_comma(str word)
{
    while (word.len > 0 && (word.data[word.len - 1] == ',' || word.data[word.len - 1] == ';'))
        word.len--;
    return word;
}

bool byline_is_name(str text)
{
    str rest = text;
    str word;
    size_t words = 0;
    size_t capitals = 0;
    if (text.len > NAME_BYTES)
        return false;
    while (next_word(&rest, &word)) {
        uint32_t first = utf8_peek(word, 0);
        words++;
        if (IS_ONE_OF(word, not_names) || IS_ONE_OF(word, jobs) || date_month_of(word) != 0 ||
            date_weekday_of(word) >= 0)
            return false;
        for (size_t at = 0; at < word.len;) {
            uint32_t c = utf8_next(word, &at);
            if (!utf8_is_letter(c) && c != '-' && c != '.' && c != '\'' && c != 0x2019)
                return false;
        }
        bool lower = utf8_is_lower(first);
        if (lower && !IS_ONE_OF(word, particles))
            return false;
        capitals += !lower && utf8_is_letter(first); /* also in scripts without capitals */
    }
    return words >= 2 && words <= NAME_WORDS && capitals >= 2;
}

/* ---- Is this line a byline? ---------------------------------------------------------- */

static str behind_opener(str line)
{
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
        if (str_starts_nocase(line, openers[i]))
            return str_trim(str_slice(line, openers[i].len, line.len));
    return (str){NULL, 0};
}

static size_t count_words(str text, size_t most)
{
    str word;
    size_t count = 0;
    while (count <= most && next_word(&text, &word))
        count++;
    return count;
}

/* The first two or three words make a name ("Jane Doe, CNN", "Jane Doe in Rome"). */
static bool starts_with_name(str text)
{
    str rest = text;
    str word;
    size_t words = 0;
    while (words < 2 && next_word(&rest, &word)) {
        str bare = without_comma(word);
        uint32_t first = utf8_peek(bare, 0);
        if (utf8_is_lower(first) || utf8_is_digit(first) || utf8_is_punct(first) ||
            date_month_of(bare) != 0 || date_weekday_of(bare) >= 0)
            return false;
        words++;
        if (bare.len != word.len)
            break;
    }
    return words > 0;
}

/* "Jr." ends no sentence. */
static bool ends_sentence(str line)
{
    return text_ends_sentence(line) && !str_ends_nocase(line, STR("jr.")) &&
           !str_ends_nocase(line, STR("sr."));
}

bool byline_is_line(str line)
{
    line = str_trim(line);
    if (line.len > 300 || count_words(line, LINE_WORDS) > LINE_WORDS || ends_sentence(line))
        return false;
    str names = behind_opener(line);
    if (names.len > 0)
        return starts_with_name(names);
    /* "Jane Doe, Staff Reporter" and "Jane Doe | CNN": a name, a sign, a job or a desk. */
    size_t sign = 0;
    while (sign < line.len && line.data[sign] != ',' && line.data[sign] != '|' &&
           line.data[sign] != '/')
        sign++;
    if (sign == line.len || !byline_is_name(str_trim(str_slice(line, 0, sign))))
        return false;
    str rest = str_slice(line, sign + 1, line.len);
    str word;
    while (next_word(&rest, &word))
        if (IS_ONE_OF(without_comma(word), jobs))
            return true;
    return false;
}

/* ---- The names ----------------------------------------------------------------------- */

/* Where the next separator begins in `text`, and its length; text.len if there is none. */
static size_t find_separator(str text, size_t *length)
{
    static const str separators[] = {STR_INIT(" and "),
                                     STR_INIT(" & "),
                                     STR_INIT(" with "),
                                     STR_INIT(","),
                                     STR_INIT(";"),
                                     STR_INIT("|"),
                                     STR_INIT(" / "),
                                     STR_INIT("\xe2\x80\xa2"),
                                     STR_INIT(" for "),
                                     STR_INIT(" in "),
                                     STR_INIT("("),
                                     STR_INIT(" - "),
                                     STR_INIT(" \xe2\x80\x93 "),
                                     STR_INIT(" \xe2\x80\x94 "),
                                     STR_INIT(" of "),
                                     STR_INIT(" | "),
                                     STR_INIT(" at ")};
    for (size_t at = 0; at < text.len; at++)
        for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
            if (str_starts_nocase(str_slice(text, at, text.len), separators[i])) {
                *length = separators[i].len;
                return at;
            }
    *length = 0;
    return text.len;
}

static str tidy(str part)
{
    part = str_trim(part);
    while (part.len > 0 && (part.data[part.len - 1] == ')' || part.data[part.len - 1] == ','))
        part = str_trim(str_slice(part, 0, part.len - 1));
    if (str_starts_nocase(part, STR("and ")))
        part = str_trim(str_slice(part, 4, part.len));
    str named = behind_opener(part);
    return named.len > 0 ? named : part;
}

static bool is_known(const str_array *authors, str name)
{
    for (uint32_t i = 0; i < authors->count; i++)
        if (str_equal_nocase(authors->items[i], name))
            return true;
    return false;
}

/* "Doe, Jane": two parts of one word each are one name, surname first. */
static bool surname_first(str byline, str *surname, str *given)
{
    size_t comma = str_find_byte(byline, ',', 0);
    if (comma == SIZE_MAX || str_find_byte(byline, ',', comma + 1) != SIZE_MAX)
        return false;
    *surname = str_trim(str_slice(byline, 0, comma));
    *given = str_trim(str_slice(byline, comma + 1, byline.len));
    return count_words(*surname, 2) == 1 && count_words(*given, 2) == 1 &&
           utf8_is_upper(utf8_peek(*surname, 0)) && utf8_is_upper(utf8_peek(*given, 0)) &&
           !IS_ONE_OF(*given, jobs) && !IS_ONE_OF(*surname, jobs);
}

void byline_authors(arena *arena, str byline, str_array *authors)
{
    str rest = tidy(str_slice(byline, 0, utf8_floor(byline, 2000)));
    str surname;
    str given;
    if (surname_first(rest, &surname, &given)) {
        *array_push(arena, authors) =
            str_format(arena, "%.*s %.*s", STR_ARG(given), STR_ARG(surname));
        return;
    }
    while (rest.len > 0) {
        size_t length;
        size_t end = find_separator(rest, &length);
        str part = tidy(str_slice(rest, 0, end));
        rest = str_slice(rest, end + length, rest.len);
        if (authors->count > 0 && IS_ONE_OF(part, suffixes)) {
            str *last = &authors->items[authors->count - 1];
            *last = str_format(arena, "%.*s %.*s", STR_ARG(*last), STR_ARG(part));
        } else if (byline_is_name(part) && !is_known(authors, part)) {
            *array_push(arena, authors) = arena_str(arena, part);
        }
    }
}
