/* html_hints.c - see html_hints.h. Tables first; the code only looks words up in them.
 *
 * A class or id is cut into words at "-", "_", spaces and capitals: "relatedArticles_box" is
 * "-related-articles-box". A pattern matches from the start of a word on and, unless it ends
 * in "$", also longer words: "comment" finds "comments-area" but "date$" not "updated" and
 * not "dates". Of several hints the strongest counts (see strength).
 *
 * The words are what content-management systems and news sites use; the idea of such lists
 * is Readability's (Arc90, 2009) and that of most extractors since; the list is our own. */
#include "intake/html_hints.h"

#include <string.h>

typedef struct hint_row {
    const char *pattern;
    html_hint hint;
} hint_row;

/* Sorted by first letter. */
static const hint_row WORDS[] = {
    {"about-author", HTML_HINT_BYLINE},
    {"about-the-author", HTML_HINT_BYLINE},
    {"ad$", HTML_HINT_PROMO},
    {"addthis", HTML_HINT_PROMO},
    {"addtoany", HTML_HINT_PROMO},
    {"ads$", HTML_HINT_PROMO},
    {"adsense", HTML_HINT_PROMO},
    {"advert", HTML_HINT_PROMO},
    {"affiliate", HTML_HINT_PROMO},
    {"also-like", HTML_HINT_PROMO},
    {"anzeige", HTML_HINT_PROMO},
    {"article-body", HTML_HINT_BODY},
    {"article-content", HTML_HINT_BODY},
    {"article-meta", HTML_HINT_BYLINE},
    {"article-tags", HTML_HINT_NAV},
    {"article-text", HTML_HINT_BODY},
    {"articlebody", HTML_HINT_BODY},
    {"author", HTML_HINT_BYLINE},
    {"autor", HTML_HINT_BYLINE},
    {"banner", HTML_HINT_PROMO},
    {"bio$", HTML_HINT_BYLINE},
    {"breadcrumb", HTML_HINT_NAV},
    {"byline", HTML_HINT_BYLINE},
    {"caption", HTML_HINT_CAPTION},
    {"comment", HTML_HINT_COMMENT},
    {"consent", HTML_HINT_LEGAL},
    {"cookie", HTML_HINT_LEGAL},
    {"copyright", HTML_HINT_LEGAL},
    {"credit", HTML_HINT_CAPTION},
    {"cta$", HTML_HINT_PROMO},
    {"date$", HTML_HINT_BYLINE},
    {"dateline$", HTML_HINT_BYLINE},
    {"disclaimer", HTML_HINT_LEGAL},
    {"disqus", HTML_HINT_COMMENT},
    {"donate", HTML_HINT_PROMO},
    {"donation", HTML_HINT_PROMO},
    {"embed-caption", HTML_HINT_CAPTION},
    {"entry-content", HTML_HINT_BODY},
    {"entry-date", HTML_HINT_BYLINE},
    {"entry-footer", HTML_HINT_NAV},
    {"entry-meta", HTML_HINT_BYLINE},
    {"entry-tags", HTML_HINT_NAV},
    {"extra-links", HTML_HINT_PROMO},
    {"facebook", HTML_HINT_PROMO},
    {"fb-comments", HTML_HINT_COMMENT},
    {"follow-us", HTML_HINT_PROMO},
    {"foot$", HTML_HINT_NAV},
    {"footer", HTML_HINT_NAV},
    {"footnav", HTML_HINT_NAV},
    {"gdpr", HTML_HINT_LEGAL},
    {"hashtag", HTML_HINT_NAV},
    {"hidden$", HTML_HINT_HIDDEN},
    {"hide$", HTML_HINT_HIDDEN},
    {"image-credit", HTML_HINT_CAPTION},
    {"image-source", HTML_HINT_CAPTION},
    {"inline-related", HTML_HINT_PROMO},
    {"jp-relatedposts", HTML_HINT_PROMO},
    {"kicker$", HTML_HINT_NAV},
    {"kommentar", HTML_HINT_COMMENT},
    {"leave-reply", HTML_HINT_COMMENT},
    {"legal$", HTML_HINT_LEGAL},
    {"login", HTML_HINT_PROMO},
    {"masthead", HTML_HINT_NAV},
    {"menu", HTML_HINT_NAV},
    {"meta$", HTML_HINT_BYLINE},
    {"modal$", HTML_HINT_PROMO},
    {"more-from", HTML_HINT_PROMO},
    {"more-in", HTML_HINT_PROMO},
    {"more-news", HTML_HINT_PROMO},
    {"more-on", HTML_HINT_PROMO},
    {"more-stories", HTML_HINT_PROMO},
    {"most-popular", HTML_HINT_PROMO},
    {"most-read", HTML_HINT_PROMO},
    {"most-viewed", HTML_HINT_PROMO},
    {"nav$", HTML_HINT_NAV},
    {"navbar", HTML_HINT_NAV},
    {"navi$", HTML_HINT_NAV},
    {"navigation", HTML_HINT_NAV},
    {"newsletter", HTML_HINT_PROMO},
    {"no-print", HTML_HINT_PROMO},
    {"noprint", HTML_HINT_PROMO},
    {"outbrain", HTML_HINT_PROMO},
    {"overlay$", HTML_HINT_PROMO},
    {"page-header", HTML_HINT_NAV},
    {"pager$", HTML_HINT_NAV},
    {"pagination", HTML_HINT_NAV},
    {"paywall-prompt", HTML_HINT_PROMO},
    {"photo-credit", HTML_HINT_CAPTION},
    {"podcast-promo", HTML_HINT_PROMO},
    {"poll$", HTML_HINT_PROMO},
    {"popular", HTML_HINT_PROMO},
    {"popup", HTML_HINT_PROMO},
    {"post-body", HTML_HINT_BODY},
    {"post-content", HTML_HINT_BODY},
    {"post-date", HTML_HINT_BYLINE},
    {"post-footer", HTML_HINT_NAV},
    {"post-info", HTML_HINT_BYLINE},
    {"post-meta", HTML_HINT_BYLINE},
    {"post-tags", HTML_HINT_NAV},
    {"print$", HTML_HINT_PROMO},
    {"privacy", HTML_HINT_LEGAL},
    {"promo", HTML_HINT_PROMO},
    {"pubdate", HTML_HINT_BYLINE},
    {"publish-date", HTML_HINT_BYLINE},
    {"rating", HTML_HINT_PROMO},
    {"read-also", HTML_HINT_PROMO},
    {"read-more", HTML_HINT_PROMO},
    {"read-next", HTML_HINT_PROMO},
    {"readmore", HTML_HINT_PROMO},
    {"recirc", HTML_HINT_PROMO},
    {"recommend", HTML_HINT_PROMO},
    {"related", HTML_HINT_PROMO},
    {"reply", HTML_HINT_COMMENT},
    {"respond", HTML_HINT_COMMENT},
    {"screen-reader", HTML_HINT_HIDDEN},
    {"see-also", HTML_HINT_PROMO},
    {"share", HTML_HINT_PROMO},
    {"sharing", HTML_HINT_PROMO},
    {"shoutbox", HTML_HINT_COMMENT},
    {"sidebar", HTML_HINT_NAV},
    {"sign-up", HTML_HINT_PROMO},
    {"signup", HTML_HINT_PROMO},
    {"similar-posts", HTML_HINT_PROMO},
    {"site-footer", HTML_HINT_NAV},
    {"site-header", HTML_HINT_NAV},
    {"skip-link", HTML_HINT_NAV},
    {"skip-to", HTML_HINT_NAV},
    {"social", HTML_HINT_PROMO},
    {"sponsor", HTML_HINT_PROMO},
    {"sr-only", HTML_HINT_HIDDEN},
    {"story-body", HTML_HINT_BODY},
    {"story-content", HTML_HINT_BODY},
    {"story-text", HTML_HINT_BODY},
    {"subscribe", HTML_HINT_PROMO},
    {"subscription", HTML_HINT_PROMO},
    {"taboola", HTML_HINT_PROMO},
    {"tag-list", HTML_HINT_NAV},
    {"tagcloud", HTML_HINT_NAV},
    {"tags$", HTML_HINT_NAV},
    {"timestamp", HTML_HINT_BYLINE},
    {"toolbar", HTML_HINT_NAV},
    {"top-bar", HTML_HINT_NAV},
    {"topbar", HTML_HINT_NAV},
    {"trending", HTML_HINT_PROMO},
    {"up-next", HTML_HINT_PROMO},
    {"user-info", HTML_HINT_BYLINE},
    {"visually-hidden", HTML_HINT_HIDDEN},
    {"visuallyhidden", HTML_HINT_HIDDEN},
    {"voting", HTML_HINT_PROMO},
    {"widget", HTML_HINT_PROMO},
    {"wp-caption-text", HTML_HINT_CAPTION},
    {"you-may", HTML_HINT_PROMO},
    {"you-might", HTML_HINT_PROMO},
};

enum { WORD_COUNT = (int)(sizeof WORDS / sizeof WORDS[0]) };

static const struct {
    html_tag tag;
    html_hint hint;
} TAG_HINTS[] = {
    {HTML_NAV, HTML_HINT_NAV},        {HTML_ASIDE, HTML_HINT_PROMO},
    {HTML_FOOTER, HTML_HINT_NAV},     {HTML_FORM, HTML_HINT_PROMO},
    {HTML_BUTTON, HTML_HINT_PROMO},   {HTML_SELECT, HTML_HINT_NAV},
    {HTML_DIALOG, HTML_HINT_PROMO},   {HTML_FIGCAPTION, HTML_HINT_CAPTION},
    {HTML_MENU, HTML_HINT_NAV},       {HTML_ARTICLE, HTML_HINT_ARTICLE},
    {HTML_MAIN, HTML_HINT_ARTICLE},   {HTML_ADDRESS, HTML_HINT_BYLINE},
    {HTML_FIELDSET, HTML_HINT_PROMO},
};

/* ARIA landmark and widget roles (W3C WAI-ARIA 1.2). */
static const struct {
    str role;
    html_hint hint;
} ROLE_HINTS[] = {
    {STR_INIT("navigation"), HTML_HINT_NAV},    {STR_INIT("banner"), HTML_HINT_NAV},
    {STR_INIT("contentinfo"), HTML_HINT_NAV},   {STR_INIT("complementary"), HTML_HINT_PROMO},
    {STR_INIT("search"), HTML_HINT_NAV},        {STR_INIT("dialog"), HTML_HINT_PROMO},
    {STR_INIT("alert"), HTML_HINT_PROMO},       {STR_INIT("menu"), HTML_HINT_NAV},
    {STR_INIT("menubar"), HTML_HINT_NAV},       {STR_INIT("toolbar"), HTML_HINT_NAV},
    {STR_INIT("article"), HTML_HINT_ARTICLE},   {STR_INIT("main"), HTML_HINT_ARTICLE},
    {STR_INIT("alertdialog"), HTML_HINT_PROMO},
};

/* schema.org properties. */
static const struct {
    str itemprop;
    html_hint hint;
} ITEMPROP_HINTS[] = {
    {STR_INIT("articleBody"), HTML_HINT_BODY},     {STR_INIT("author"), HTML_HINT_BYLINE},
    {STR_INIT("datePublished"), HTML_HINT_BYLINE}, {STR_INIT("comment"), HTML_HINT_COMMENT},
    {STR_INIT("caption"), HTML_HINT_CAPTION},      {STR_INIT("publisher"), HTML_HINT_BYLINE},
    {STR_INIT("breadcrumb"), HTML_HINT_NAV},       {STR_INIT("keywords"), HTML_HINT_NAV},
};

void html_hints_init(html_hints *hints)
{
    int row = 0;
    for (int letter = 0; letter <= 26; letter++) {
        while (row < WORD_COUNT && WORDS[row].pattern[0] - 'a' < letter)
            row++;
        hints->first[letter] = (uint16_t)row;
    }
}

/* "relatedArticles_box" to "related-articles-box-". */
static size_t split_words(char *out, size_t room, str name)
{
    size_t length = 0;
    bool lower = false;
    for (size_t i = 0; i < name.len && length + 3 < room; i++) {
        char c = name.data[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (upper && lower)
            out[length++] = '-';
        if (word)
            out[length++] = upper ? (char)(c - 'A' + 'a') : c;
        else if (length > 0 && out[length - 1] != '-')
            out[length++] = '-';
        lower = word && !upper;
    }
    out[length++] = '-';
    out[length] = '\0';
    return length;
}

static bool pattern_matches(const char *pattern, const char *words)
{
    while (*pattern != '\0' && *pattern != '$') {
        if (*pattern++ != *words++)
            return false;
    }
    return *pattern == '\0' || *words == '-';
}

/* Behind the body itself, the parts that are never story win over what merely names them. */
static int strength(html_hint hint)
{
    static const int STRENGTH[] = {
        [HTML_HINT_NONE] = 0,    [HTML_HINT_ARTICLE] = 1, [HTML_HINT_BYLINE] = 2,
        [HTML_HINT_CAPTION] = 3, [HTML_HINT_NAV] = 4,     [HTML_HINT_LEGAL] = 5,
        [HTML_HINT_PROMO] = 6,   [HTML_HINT_COMMENT] = 7, [HTML_HINT_HIDDEN] = 8,
        [HTML_HINT_BODY] = 9,
    };
    return STRENGTH[hint];
}

static html_hint stronger(html_hint a, html_hint b)
{
    return strength(b) > strength(a) ? b : a;
}

static html_hint name_hint(const html_hints *hints, str name)
{
    char words[512];
    html_hint best = HTML_HINT_NONE;
    if (name.len == 0)
        return best;
    size_t length = split_words(words, sizeof words, name);
    for (size_t at = 0; at < length; at++) {
        if (at > 0 && words[at - 1] != '-')
            continue;
        int letter = words[at] - 'a';
        if (letter < 0 || letter > 25)
            continue;
        for (int row = hints->first[letter]; row < hints->first[letter + 1]; row++)
            if (pattern_matches(WORDS[row].pattern, words + at))
                best = stronger(best, WORDS[row].hint);
    }
    return best;
}

static bool is_hidden(const html_tree *tree, uint32_t element)
{
    if (html_has(tree, element, HTML_HIDDEN) ||
        str_equal_nocase(html_get(tree, element, HTML_ARIA_HIDDEN), STR("true")))
        return true;
    str style = html_get(tree, element, HTML_INLINE_STYLE);
    size_t at = str_find_nocase(style, STR("display"), 0);
    if (at == SIZE_MAX)
        return false;
    str value = str_trim(str_slice(style, at + 7, style.len));
    return str_starts(value, STR(":")) &&
           str_starts_nocase(str_trim(str_slice(value, 1, value.len)), STR("none"));
}

static html_hint markup_hint(const html_tree *tree, uint32_t element)
{
    html_hint best = HTML_HINT_NONE;
    for (size_t i = 0; i < sizeof TAG_HINTS / sizeof TAG_HINTS[0]; i++)
        if (TAG_HINTS[i].tag == tree->nodes[element].tag)
            best = TAG_HINTS[i].hint;
    str role = html_get(tree, element, HTML_ROLE);
    for (size_t i = 0; role.len > 0 && i < sizeof ROLE_HINTS / sizeof ROLE_HINTS[0]; i++)
        if (str_equal_nocase(role, ROLE_HINTS[i].role))
            best = stronger(best, ROLE_HINTS[i].hint);
    str itemprop = html_get(tree, element, HTML_ITEMPROP);
    size_t rows = sizeof ITEMPROP_HINTS / sizeof ITEMPROP_HINTS[0];
    for (size_t i = 0; itemprop.len > 0 && i < rows; i++)
        if (str_equal_nocase(itemprop, ITEMPROP_HINTS[i].itemprop))
            best = stronger(best, ITEMPROP_HINTS[i].hint);
    return best;
}

html_hint html_hint_of(const html_hints *hints, const html_tree *tree, uint32_t element)
{
    const html_node *node = &tree->nodes[element];
    html_hint best = markup_hint(tree, element);
    if (node->length == 0)
        return best;
    if (is_hidden(tree, element))
        best = stronger(best, HTML_HINT_HIDDEN);
    if (node->tag == HTML_HTML || node->tag == HTML_BODY)
        return HTML_HINT_NONE;
    static const html_attribute NAMES[] = {HTML_CLASS, HTML_ID, HTML_ARIA_LABEL,
                                           HTML_DATA_COMPONENT, HTML_DATA_TESTID};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        best = stronger(best, name_hint(hints, html_get(tree, element, NAMES[i])));
    return best;
}
