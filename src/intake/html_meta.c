/* html_meta.c - title, outlet, authors, dates, address and language that a page states of
 * itself in markup.
 *
 * Several sources say the same thing, and some lie: sites leave old Open Graph tags, put their
 * own name into author fields, or stamp every page with the time of the request. Each field
 * has a fixed order of trust, the order of its table or function here; the first source that
 * holds a usable value wins, and for dates the source's own words are kept as evidence.
 * Copyright years are never looked at. Names: schema.org, ogp.me, Dublin Core, Parse.ly,
 * Sailthru, Google Scholar ("citation_*"), Swiftype, and what news sites really use. */
#include "intake/html.h"
#include "intake/html_date.h"
#include "intake/html_jsonld.h"

#include <string.h>

enum { TITLE_MAX = 500, NAME_MAX_BYTES = 200, META_MAX = 2000 };

typedef struct reader {
    arena *keep;
    arena *scratch;
    const html_tree *tree;
    report *report;
    html_jsonld jsonld;
    array_of(uint32_t) metas; /* the meta elements with content */
    str document_title;       /* <title> */
    str og_title;
    date_order order;
} reader;

static const str PUBLISHED[] = {
    STR_INIT("article:published_time"),
    STR_INIT("og:article:published_time"),
    STR_INIT("article:published"),
    STR_INIT("og:published_time"),
    STR_INIT("datePublished"),
    STR_INIT("parsely-pub-date"),
    STR_INIT("sailthru.date"),
    STR_INIT("pubdate"),
    STR_INIT("publishdate"),
    STR_INIT("publish-date"),
    STR_INIT("publish_date"),
    STR_INIT("publication_date"),
    STR_INIT("article_date_original"),
    STR_INIT("dc.date.issued"),
    STR_INIT("dcterms.created"),
    STR_INIT("dcterms.date"),
    STR_INIT("dc.date.created"),
    STR_INIT("citation_publication_date"),
    STR_INIT("citation_date"),
    STR_INIT("cxenseparse:recs:publishtime"),
    STR_INIT("dc.date"),
    STR_INIT("dc:date"),
    STR_INIT("originalpublicationdate"),
    STR_INIT("ptime"),
    STR_INIT("article.published"),
    STR_INIT("published-date"),
    STR_INIT("published_at"),
    STR_INIT("date"),
    STR_INIT("DisplayDate"),
    STR_INIT("timestamp"),
    STR_INIT("article:post_date"),
    STR_INIT("dateCreated"),
};

static const str MODIFIED[] = {
    STR_INIT("article:modified_time"), STR_INIT("og:updated_time"),
    STR_INIT("dateModified"),          STR_INIT("dcterms.modified"),
    STR_INIT("dc.date.modified"),      STR_INIT("lastmod"),
    STR_INIT("last-modified"),         STR_INIT("modified_time"),
    STR_INIT("article_date_updated"),  STR_INIT("revised"),
};

static const str AUTHOR[] = {
    STR_INIT("author"),
    STR_INIT("parsely-author"),
    STR_INIT("sailthru.author"),
    STR_INIT("dc.creator"),
    STR_INIT("dcterms.creator"),
    STR_INIT("dc:creator"),
    STR_INIT("citation_author"),
    STR_INIT("article:author_name"),
    STR_INIT("article:author"),
    STR_INIT("og:article:author"),
    STR_INIT("cXenseParse:author"),
    STR_INIT("byl"),
    STR_INIT("authors"),
    STR_INIT("twitter:data1"),
};

static const str OUTLET[] = {
    STR_INIT("og:site_name"),
    STR_INIT("application-name"),
    STR_INIT("dc.publisher"),
    STR_INIT("dcterms.publisher"),
    STR_INIT("publisher"),
    STR_INIT("apple-mobile-web-app-title"),
    STR_INIT("citation_journal_title"),
};

static const str TITLE[] = {
    STR_INIT("og:title"),       STR_INIT("twitter:title"), STR_INIT("parsely-title"),
    STR_INIT("sailthru.title"), STR_INIT("dc.title"),      STR_INIT("citation_title"),
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static str clean(arena *arena, str raw, size_t limit)
{
    buffer out = {.arena = arena};
    html_clean(&out, str_slice(raw, 0, limit));
    return str_trim(buffer_str(&out));
}

/* ---- meta elements ------------------------------------------------------------------- */

static void collect_metas(reader *reader)
{
    for (uint32_t i = 0; i < reader->tree->count && reader->metas.count < META_MAX; i++)
        if (reader->tree->nodes[i].tag == HTML_META && html_has(reader->tree, i, HTML_CONTENT))
            *array_push(reader->scratch, &reader->metas) = i;
}

static bool meta_named(const html_tree *tree, uint32_t meta, str name)
{
    return str_equal_nocase(html_get(tree, meta, HTML_PROPERTY), name) ||
           str_equal_nocase(html_get(tree, meta, HTML_NAME), name) ||
           str_equal_nocase(html_get(tree, meta, HTML_ITEMPROP), name);
}

/* The first content of that name, clean; "" if there is none. */
static str meta_content(const reader *reader, str name)
{
    for (uint32_t i = 0; i < reader->metas.count; i++) {
        uint32_t meta = reader->metas.items[i];
        if (!meta_named(reader->tree, meta, name))
            continue;
        str content = clean(reader->scratch, html_get(reader->tree, meta, HTML_CONTENT), TITLE_MAX);
        if (content.len > 0)
            return content;
    }
    return (str){NULL, 0};
}

static str first_meta(const reader *reader, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str content = meta_content(reader, names[i]);
        if (content.len > 0)
            return content;
    }
    return (str){NULL, 0};
}

/* ---- Outlet and title ---------------------------------------------------------------- */

static const str SEPARATORS[] = {
    STR_INIT(" | "), STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),  STR_INIT(" » "),
    STR_INIT(" « "), STR_INIT(" · "), STR_INIT(" • "), STR_INIT(" :: "), STR_INIT(" / "),
    STR_INIT(" › "), STR_INIT(" ~ "), STR_INIT(" > "), STR_INIT(" ‹ "),
};

/* Where the last separator starts and ends; false if there is none. */
static bool last_separator(str title, size_t *start, size_t *end)
{
    bool found = false;
    *start = *end = 0;
    for (size_t i = 0; i < COUNT(SEPARATORS); i++) {
        for (size_t at = 0; (at = str_find(title, SEPARATORS[i], at)) != SIZE_MAX; at++) {
            if (!found || at > *start) {
                *start = at;
                *end = at + SEPARATORS[i].len;
                found = true;
            }
        }
    }
    return found;
}

static size_t words_of(str text)
{
    size_t words = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        words += text.data[i] == ' ';
    return words;
}

/* Without the outlet's name at either end, as in "Headline - World - The Paper". */
static str without_outlet(str title, str outlet)
{
    size_t start, end;
    while (outlet.len > 0 && last_separator(title, &start, &end)) {
        str tail = str_slice(title, end, title.len);
        if (!str_equal_nocase(str_trim(tail), outlet))
            break;
        title = str_trim(str_slice(title, 0, start));
    }
    for (size_t i = 0; i < COUNT(SEPARATORS); i++) {
        size_t at = str_find(title, SEPARATORS[i], 0);
        if (at != SIZE_MAX && outlet.len > 0 &&
            str_equal_nocase(str_trim(str_slice(title, 0, at)), outlet))
            title = str_trim(str_slice(title, at + SEPARATORS[i].len, title.len));
    }
    return title;
}

/* The document title without what follows its last separators, as long as a headline's
 * worth of words is left. */
static str headline_of_document(str title, str outlet)
{
    str shorter = without_outlet(title, outlet);
    size_t start, end;
    if (shorter.len == title.len && last_separator(title, &start, &end) &&
        words_of(str_slice(title, 0, start)) >= 4 &&
        words_of(str_slice(title, end, title.len)) <= 5)
        shorter = str_trim(str_slice(title, 0, start));
    return shorter;
}

/* Does the longer one contain the shorter one? */
static bool overlap(str a, str b)
{
    if (a.len == 0 || b.len == 0)
        return false;
    return a.len >= b.len ? str_find_nocase(a, b, 0) != SIZE_MAX
                          : str_find_nocase(b, a, 0) != SIZE_MAX;
}

/* The h1 that says what the page's titles say, else the only h1, else none. */
static str find_h1(const reader *reader, bool *confirmed)
{
    str only = {NULL, 0};
    uint32_t count = 0;
    const html_tree *tree = reader->tree;
    *confirmed = false;
    for (uint32_t i = 0; i < tree->count && count < 50; i++) {
        if (tree->nodes[i].tag != HTML_H1)
            continue;
        str text = html_inner(reader->scratch, tree, i, TITLE_MAX);
        if (text.len == 0)
            continue;
        bool named = str_equal_nocase(html_get(tree, i, HTML_ITEMPROP), STR("headline"));
        if (words_of(text) >= 3 &&
            (named || overlap(text, reader->og_title) || overlap(text, reader->document_title) ||
             overlap(text, reader->jsonld.headline))) {
            *confirmed = true;
            return text;
        }
        count++;
        only = text;
    }
    return count == 1 && words_of(only) >= 3 ? only : (str){NULL, 0};
}

static str find_title(const reader *reader)
{
    bool confirmed;
    str outlet = reader->report->outlet;
    str h1 = find_h1(reader, &confirmed);
    if (confirmed)
        return without_outlet(h1, outlet);
    str candidates[] = {
        without_outlet(reader->og_title, outlet),
        reader->jsonld.headline,
        h1,
        headline_of_document(reader->document_title, outlet),
    };
    for (size_t i = 0; i < COUNT(candidates); i++)
        if (candidates[i].len > 0 && !str_equal_nocase(candidates[i], outlet))
            return candidates[i];
    return (str){NULL, 0};
}

/* The outlet by the suffix of the document title: "Headline | The Paper". */
static str outlet_of_title(const reader *reader)
{
    size_t start, end;
    str title = reader->document_title;
    if (!last_separator(title, &start, &end))
        return (str){NULL, 0};
    str tail = str_trim(str_slice(title, end, title.len));
    return words_of(tail) <= 5 ? tail : (str){NULL, 0};
}

static str find_outlet(const reader *reader)
{
    str candidates[] = {
        first_meta(reader, OUTLET, 1),
        reader->jsonld.publisher,
        first_meta(reader, OUTLET, COUNT(OUTLET)),
        outlet_of_title(reader),
    };
    for (size_t i = 0; i < COUNT(candidates); i++)
        if (candidates[i].len > 0 && candidates[i].len <= NAME_MAX_BYTES &&
            !str_starts_nocase(candidates[i], STR("http")))
            return candidates[i];
    return (str){NULL, 0};
}

/* ---- Authors ------------------------------------------------------------------------- */

static bool is_address(str text)
{
    return str_find(text, STR("://"), 0) != SIZE_MAX || str_starts(text, STR("/")) ||
           str_starts_nocase(text, STR("www.")) || str_starts(text, STR("@"));
}

static bool has_author(const str_array *authors, str name)
{
    for (uint32_t i = 0; i < authors->count; i++)
        if (str_equal_nocase(authors->items[i], name))
            return true;
    return false;
}

/* The names in a byline, without those that are known and the outlet's own name. */
static void add_authors(const reader *reader, str byline)
{
    byline = clean(reader->scratch, byline, (size_t)NAME_MAX_BYTES * 2);
    if (byline.len == 0 || is_address(byline))
        return;
    str_array names = {0};
    byline_authors(reader->scratch, byline, &names);
    str_array *authors = &reader->report->authors;
    for (uint32_t i = 0; i < names.count; i++) {
        str name = str_trim(names.items[i]);
        if (name.len == 0 || name.len > NAME_MAX_BYTES || is_address(name) ||
            str_equal_nocase(name, reader->report->outlet) || has_author(authors, name))
            continue;
        *array_push(reader->keep, authors) = arena_str(reader->keep, name);
    }
}

static bool is_author_part(const html_tree *tree, uint32_t node, int source)
{
    if (tree->nodes[node].tag == HTML_TEXT || tree->nodes[node].length == 0)
        return false;
    if (source == 0)
        return str_equal_nocase(html_get(tree, node, HTML_ITEMPROP), STR("author"));
    if (source == 1)
        return tree->nodes[node].tag == HTML_A &&
               str_find_nocase(html_get(tree, node, HTML_REL), STR("author"), 0) != SIZE_MAX;
    static const str CLASSES[] = {
        STR_INIT("author-name"),     STR_INIT("byline__name"), STR_INIT("authorname"),
        STR_INIT("author_name"),     STR_INIT("byline-name"),  STR_INIT("article-author"),
        STR_INIT("article__author"), STR_INIT("post-author"),  STR_INIT("entry-author"),
        STR_INIT("author"),          STR_INIT("byline"),       STR_INIT("autor"),
    };
    str names = html_get(tree, node, HTML_CLASS);
    for (str word; str_field(&names, ' ', &word);)
        for (size_t i = 0; i < COUNT(CLASSES); i++)
            if (str_equal_nocase(word, CLASSES[i]))
                return true;
    return false;
}

static bool in_comments(const html_tree *tree, uint32_t node)
{
    for (; node != HTML_NONE; node = tree->nodes[node].parent)
        if (tree->nodes[node].tag != HTML_TEXT && tree->nodes[node].tag != HTML_BODY &&
            (str_find_nocase(html_get(tree, node, HTML_CLASS), STR("comment"), 0) != SIZE_MAX ||
             str_find_nocase(html_get(tree, node, HTML_ID), STR("comment"), 0) != SIZE_MAX))
            return true;
    return false;
}

static void authors_of_markup(const reader *reader, int source)
{
    enum { PARTS_MAX = 8 };
    const html_tree *tree = reader->tree;
    uint32_t parts = 0;
    for (uint32_t i = 0; i < tree->count && parts < PARTS_MAX; i++) {
        if (!is_author_part(tree, i, source) || in_comments(tree, i))
            continue;
        str name = {NULL, 0};
        for (uint32_t k = i + 1; k < tree->nodes[i].end && name.len == 0; k++)
            if (str_equal_nocase(html_get(tree, k, HTML_ITEMPROP), STR("name")))
                name = html_inner(reader->scratch, tree, k, NAME_MAX_BYTES);
        if (name.len == 0)
            name = html_inner(reader->scratch, tree, i, NAME_MAX_BYTES);
        if (name.len == 0 || words_of(name) > 12)
            continue;
        add_authors(reader, name);
        i = tree->nodes[i].end - 1;
        if (++parts > 0 && source == 2)
            return; /* a class says little: one is enough */
    }
}

static void find_authors(const reader *reader)
{
    const str_array *found = &reader->report->authors;
    for (uint32_t i = 0; i < reader->jsonld.authors.count; i++)
        add_authors(reader, reader->jsonld.authors.items[i]);
    for (size_t n = 0; n < COUNT(AUTHOR) - 1 && found->count == 0; n++)
        for (uint32_t i = 0; i < reader->metas.count; i++)
            if (meta_named(reader->tree, reader->metas.items[i], AUTHOR[n]))
                add_authors(reader, html_get(reader->tree, reader->metas.items[i], HTML_CONTENT));
    for (int source = 0; source < 3 && found->count == 0; source++)
        authors_of_markup(reader, source);
}

/* ---- Dates --------------------------------------------------------------------------- */

static bool set_date(const reader *reader, report_date *to, str text, const char *source, str name)
{
    date date;
    if (text.len == 0 || !html_date_find(text, reader->order, &date))
        return false;
    to->date = date;
    to->basis = READOUT_BASIS_METADATA;
    to->why = str_format(reader->keep, "%s%.*s %.*s", source, STR_ARG(name),
                         STR_ARG(str_slice(text, 0, 80)));
    return true;
}

static bool date_of_metas(const reader *reader, report_date *to, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (set_date(reader, to, meta_content(reader, names[i]), "meta ", names[i]))
            return true;
    return false;
}

/* An element with this itemprop: its content, datetime or text. */
static bool date_of_itemprop(const reader *reader, report_date *to, str name)
{
    const html_tree *tree = reader->tree;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (str_find_nocase(html_get(tree, i, HTML_ITEMPROP), name, 0) == SIZE_MAX)
            continue;
        str texts[] = {html_get(tree, i, HTML_DATETIME), html_get(tree, i, HTML_CONTENT),
                       html_inner(reader->scratch, tree, i, 100)};
        for (size_t k = 0; k < COUNT(texts); k++)
            if (set_date(reader, to, texts[k], "itemprop ", name))
                return true;
    }
    return false;
}

/* <time pubdate>, then the first <time datetime> that stands outside lists of links. */
static bool date_of_time(const reader *reader, report_date *to)
{
    const html_tree *tree = reader->tree;
    for (int pass = 0; pass < 3; pass++) {
        for (uint32_t i = 0; i < tree->count; i++) {
            if (tree->nodes[i].tag != HTML_TIME ||
                (pass == 0 && !html_has(tree, i, HTML_PUBDATE)) ||
                (pass == 1 &&
                 str_find_nocase(html_get(tree, i, HTML_CLASS), STR("publi"), 0) == SIZE_MAX) ||
                in_comments(tree, i))
                continue;
            str texts[] = {html_get(tree, i, HTML_DATETIME),
                           html_inner(reader->scratch, tree, i, 100)};
            for (size_t k = 0; k < COUNT(texts); k++)
                if (set_date(reader, to, texts[k], "time element", STR("")))
                    return true;
        }
    }
    return false;
}

/* `whole`: only with its day. */
static bool date_of_address(const reader *reader, report_date *to, bool whole)
{
    date date;
    if (!html_date_of_url(reader->report->url, &date) || (whole && date.day == 0))
        return false;
    to->date = date;
    to->basis = READOUT_BASIS_URL;
    to->why = str_format(reader->keep, "address %.*s", STR_ARG(reader->report->url));
    return true;
}

static bool names_date(const html_tree *tree, uint32_t node)
{
    static const str WORDS[] = {STR_INIT("date"),      STR_INIT("publish"), STR_INIT("datum"),
                                STR_INIT("timestamp"), STR_INIT("posted"),  STR_INIT("byline"),
                                STR_INIT("meta")};
    static const html_attribute NAMES[] = {HTML_CLASS, HTML_ID};
    if (tree->nodes[node].tag == HTML_TEXT || tree->nodes[node].tag == HTML_BODY)
        return false;
    for (size_t n = 0; n < COUNT(NAMES); n++) {
        str names = html_get(tree, node, NAMES[n]);
        for (size_t i = 0; names.len > 0 && i < COUNT(WORDS); i++)
            if (str_find_nocase(names, WORDS[i], 0) != SIZE_MAX &&
                str_find_nocase(names, STR("update"), 0) == SIZE_MAX)
                return true;
    }
    return false;
}

/* A short element whose class or id speaks of dates, or a text that says "published". */
static bool date_of_text(const reader *reader, report_date *to)
{
    static const str WORDS[] = {STR_INIT("published"),      STR_INIT("posted"),
                                STR_INIT("veröffentlicht"), STR_INIT("erstellt"),
                                STR_INIT("publié"),         STR_INIT("publicado"),
                                STR_INIT("created")};
    enum { SHORT = 160 };
    const html_tree *tree = reader->tree;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (html_tag_is_silent(tree->nodes[i].tag)) {
            i = tree->nodes[i].end - 1;
            continue;
        }
        bool text = tree->nodes[i].tag == HTML_TEXT;
        if (text ? tree->nodes[i].length > SHORT : !names_date(tree, i))
            continue;
        if (!text && (tree->nodes[i].end - i > 40 || in_comments(tree, i)))
            continue;
        str words = html_inner(reader->scratch, tree, i, SHORT);
        bool says = !text;
        for (size_t k = 0; text && k < COUNT(WORDS); k++)
            says |= str_starts_nocase(words, WORDS[k]);
        if (says && words.len <= SHORT && set_date(reader, to, words, "the page says ", STR(""))) {
            to->basis = READOUT_BASIS_STATED;
            return true;
        }
    }
    return false;
}

static void find_dates(const reader *reader)
{
    report_date *to = &reader->report->published;
    (void)(set_date(reader, to, reader->jsonld.published, "JSON-LD ", STR("datePublished")) ||
           date_of_metas(reader, to, PUBLISHED, COUNT(PUBLISHED)) ||
           date_of_itemprop(reader, to, STR("datePublished")) || date_of_time(reader, to) ||
           date_of_address(reader, to, true) || date_of_text(reader, to) ||
           date_of_address(reader, to, false));
    to = &reader->report->modified;
    (void)(set_date(reader, to, reader->jsonld.modified, "JSON-LD ", STR("dateModified")) ||
           date_of_metas(reader, to, MODIFIED, COUNT(MODIFIED)) ||
           date_of_itemprop(reader, to, STR("dateModified")));
}

/* ---- Address and language ------------------------------------------------------------ */

static str find_url(const reader *reader)
{
    const html_tree *tree = reader->tree;
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].tag == HTML_LINK &&
            str_equal_nocase(html_get(tree, i, HTML_REL), STR("canonical")) &&
            str_starts_nocase(html_get(tree, i, HTML_HREF), STR("http")))
            return str_trim(html_get(tree, i, HTML_HREF));
    return meta_content(reader, STR("og:url"));
}

/* "en-GB" and "EN" to "en"; "" when it is no language code. */
static str language_code(arena *arena, str tag)
{
    tag = str_trim(tag);
    size_t length = 0;
    while (length < tag.len && (tag.data[length] | 0x20) >= 'a' && (tag.data[length] | 0x20) <= 'z')
        length++;
    if (length != 2 || (tag.len > 2 && tag.data[2] != '-' && tag.data[2] != '_'))
        return (str){NULL, 0};
    char code[2] = {(char)(tag.data[0] | 0x20), (char)(tag.data[1] | 0x20)};
    return arena_str(arena, (str){code, 2});
}

static void find_language(reader *reader)
{
    str tags[3] = {{NULL, 0}, reader->jsonld.language, meta_content(reader, STR("og:locale"))};
    for (uint32_t i = 0; i < reader->tree->count && tags[0].len == 0; i++)
        if (reader->tree->nodes[i].tag == HTML_HTML)
            tags[0] = html_get(reader->tree, i, HTML_LANG);
    for (size_t i = 0; i < COUNT(tags); i++) {
        if (reader->report->language.len == 0)
            reader->report->language = language_code(reader->keep, tags[i]);
        if (str_starts_nocase(tags[i], STR("en-us")) || str_starts_nocase(tags[i], STR("en_us")))
            reader->order = DATE_MONTH_FIRST;
    }
}

html_meta html_meta_read(arena *keep, arena *scratch, const html_tree *tree, report *report)
{
    reader *reader = arena_new(scratch, struct reader);
    *reader = (struct reader){.keep = keep, .scratch = scratch, .tree = tree, .report = report};
    collect_metas(reader);
    for (uint32_t i = 0; i < tree->count && reader->document_title.len == 0; i++)
        if (tree->nodes[i].tag == HTML_TITLE)
            reader->document_title = html_inner(scratch, tree, i, TITLE_MAX);
    reader->og_title = first_meta(reader, TITLE, COUNT(TITLE));
    reader->jsonld = html_jsonld_read(
        scratch, tree, reader->og_title.len > 0 ? reader->og_title : reader->document_title);
    find_language(reader);
    report->outlet = arena_str(keep, find_outlet(reader));
    report->title = arena_str(keep, find_title(reader));
    report->url = arena_str(keep, find_url(reader));
    find_authors(reader);
    find_dates(reader);
    return (html_meta){report->title, reader->jsonld.body};
}
