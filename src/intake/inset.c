/* inset.c - see inset.h. Own method, after reading what the development stories have of it: the
 * name that is repeated tells where nearly all of these boxes begin. */
#include "intake/inset.h"

#include "base/utf8.h"

enum { BOX_BYTES = 900, NAME_BYTES = 100 };

static bool is_lower_ascii(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper_ascii(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* May a headline begin with this, right behind a name? */
static bool begins_headline(str line, size_t at)
{
    static const str quotes[] = {STR_INIT("'"), STR_INIT("\""), STR_INIT("‘"), STR_INIT("“")};
    const char c = line.data[at];
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (str_starts(str_slice(line, at, line.len), quotes[i]))
            return true;
    return is_upper_ascii(c) || (c >= '0' && c <= '9');
}

static bool begins_word(str line, size_t at)
{
    return at == 0 || !utf8_is_letter(utf8_previous(line, &at));
}

/* Where `word` last begins a word of line[from, to); its end, or 0. */
static size_t end_of_earlier(str line, size_t from, size_t to, str word)
{
    for (size_t at = to; at-- > from;)
        if (to - at >= word.len && str_equal(str_slice(line, at, at + word.len), word) &&
            begins_word(line, at))
            return at + word.len;
    return 0;
}

/* The name and the headline that begin the box which ends before `more`. */
static bool find_start(str line, size_t from, size_t more, size_t *start)
{
    size_t word = more > BOX_BYTES && more - BOX_BYTES > from ? more - BOX_BYTES : from;
    const size_t first = word;
    for (size_t at = first; at + 1 < more; at++) {
        if (line.data[at] == ' ')
            word = at + 1;
        const bool glued = at > word && is_lower_ascii(line.data[at]) &&
                           is_upper_ascii(line.data[word]) && begins_headline(line, at + 1);
        if (!glued)
            continue;
        const size_t floor = word > first + NAME_BYTES ? word - NAME_BYTES : first;
        *start = end_of_earlier(line, floor, word, str_slice(line, word, at + 1));
        if (*start > 0)
            return true;
    }
    return false;
}

bool inset_find(str line, size_t from, size_t *start, size_t *end)
{
    const str more = STR(" MORE");
    for (size_t at = from; at + more.len <= line.len; at++) {
        if (!str_equal(str_slice(line, at, at + more.len), more) ||
            (at + more.len < line.len && is_upper_ascii(line.data[at + more.len])))
            continue;
        if (find_start(line, from, at, start)) {
            *end = at + more.len;
            return true;
        }
        from = at + more.len; /* no box reaches over the end of another one */
    }
    return false;
}

bool inset_is_caption(str line)
{
    const str button = STR("CLOSE ");
    return str_starts(line, button) && line.len > button.len + 1 &&
           is_upper_ascii(line.data[button.len]) && !is_upper_ascii(line.data[button.len + 1]);
}
