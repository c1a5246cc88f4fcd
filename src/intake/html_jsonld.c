/* html_jsonld.c - JSON-LD of a page, by jansson.
 *
 * All objects of all scripts are put in one list, outermost first; the first article-like one
 * with the page's headline counts, else the first article-like one. Broken JSON is ignored,
 * but line breaks inside strings, which many sites leave there, are mended first. Names of
 * types and properties: schema.org; {"@id": ...} references are followed one step. */
#include "intake/html_jsonld.h"

#include <string.h>

#include <jansson.h>

enum { OBJECTS_MAX = 10000 };

typedef struct object {
    json_t *value;
    uint32_t depth;
} object;
typedef array_of(object) object_array;

static const char *const ARTICLES[] = {
    "NewsArticle",           "Article",
    "ReportageNewsArticle",  "AnalysisNewsArticle",
    "BlogPosting",           "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle",
    "LiveBlogPosting",       "Report",
    "SocialMediaPosting",    "TechArticle",
    "ScholarlyArticle",      "AdvertiserContentArticle",
    "MedicalWebPage",        "WebPage",
};

static str string_of(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL ? (str){text, json_string_length(value)} : (str){NULL, 0};
}

static str member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value) && json_object_get(value, "@value") != NULL)
        value = json_object_get(value, "@value");
    return string_of(value);
}

static bool has_type(const json_t *object, const char *type)
{
    const json_t *types = json_object_get(object, "@type");
    if (json_is_string(types))
        return strcmp(json_string_value(types), type) == 0;
    for (size_t i = 0; i < json_array_size(types); i++) {
        const char *name = json_string_value(json_array_get(types, i));
        if (name != NULL && strcmp(name, type) == 0)
            return true;
    }
    return false;
}

/* 2 for an article, 1 for a page, 0 for anything else. */
static int article_rank(const json_t *object)
{
    for (size_t i = 0; i < sizeof ARTICLES / sizeof ARTICLES[0]; i++)
        if (has_type(object, ARTICLES[i]))
            return strcmp(ARTICLES[i], "WebPage") == 0 ? 1 : 2;
    return 0;
}

static void release(void *what)
{
    json_decref(what);
}

/* The script's text as JSON; NULL when it is none. */
static json_t *load(arena *scratch, str raw)
{
    char *text = arena_cstr(scratch, raw);
    for (size_t i = 0; i < raw.len; i++)
        if ((unsigned char)text[i] < 0x20)
            text[i] = ' ';
    str trimmed = str_trim((str){text, raw.len});
    size_t start = 0, end = trimmed.len; /* without <!-- --> and //<![CDATA[ ]]> around it */
    while (start < end && trimmed.data[start] != '{' && trimmed.data[start] != '[')
        start++;
    if (start > 0 && start + 1 < end && trimmed.data[start] == '[' &&
        str_starts(str_slice(trimmed, start, end), STR("[CDATA[")))
        for (start += 7; start < end && trimmed.data[start] != '{' && trimmed.data[start] != '[';)
            start++;
    trimmed = str_slice(trimmed, start, end);
    json_error_t error;
    json_t *value = json_loadb(trimmed.data, trimmed.len, JSON_DISABLE_EOF_CHECK, &error);
    if (value == NULL) {
        /* jansson gives no reason when an allocation fails inside a value. */
        if (json_error_code(&error) == json_error_out_of_memory || error.text[0] == '\0')
            memory_fail(scratch->memory);
        return NULL;
    }
    arena_defer(scratch, release, value);
    return value;
}

static void add_value(arena *scratch, object_array *list, json_t *value, uint32_t depth)
{
    if ((json_is_object(value) || json_is_array(value)) && list->count < OBJECTS_MAX &&
        depth < INTAKE_DEPTH_MAX)
        *array_push(scratch, list) = (object){value, depth};
}

/* Every object, the outermost of all scripts first: a queue, not a recursion. */
static object_array collect(arena *scratch, const html_tree *tree)
{
    object_array list = {0};
    for (uint32_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].tag != HTML_SCRIPT)
            continue;
        for (uint32_t t = i + 1; t < tree->nodes[i].end; t++)
            if (tree->nodes[t].tag == HTML_TEXT)
                add_value(scratch, &list, load(scratch, html_text(tree, t)), 0);
    }
    for (uint32_t i = 0; i < list.count; i++) {
        object object = list.items[i];
        for (size_t k = 0; k < json_array_size(object.value); k++)
            add_value(scratch, &list, json_array_get(object.value, k), object.depth + 1);
        const char *key;
        json_t *value;
        json_object_foreach(object.value, key, value)
            add_value(scratch, &list, value, object.depth + 1);
    }
    return list;
}

/* Entities, tags and white space out of a JSON string: many sites put HTML there. */
static str clean(arena *scratch, str raw, bool lines)
{
    static const struct {
        str entity, text;
    } ENTITIES[] = {
        {STR_INIT("&amp;"), STR_INIT("&")},   {STR_INIT("&quot;"), STR_INIT("\"")},
        {STR_INIT("&#39;"), STR_INIT("'")},   {STR_INIT("&#039;"), STR_INIT("'")},
        {STR_INIT("&apos;"), STR_INIT("'")},  {STR_INIT("&lt;"), STR_INIT("<")},
        {STR_INIT("&gt;"), STR_INIT(">")},    {STR_INIT("&nbsp;"), STR_INIT(" ")},
        {STR_INIT("&#8217;"), STR_INIT("’")}, {STR_INIT("&#8216;"), STR_INIT("‘")},
        {STR_INIT("&#8220;"), STR_INIT("“")}, {STR_INIT("&#8221;"), STR_INIT("”")},
        {STR_INIT("&#8211;"), STR_INIT("–")}, {STR_INIT("&#8212;"), STR_INIT("—")},
        {STR_INIT("&rsquo;"), STR_INIT("’")}, {STR_INIT("&lsquo;"), STR_INIT("‘")},
        {STR_INIT("&ldquo;"), STR_INIT("“")}, {STR_INIT("&rdquo;"), STR_INIT("”")},
        {STR_INIT("&ndash;"), STR_INIT("–")}, {STR_INIT("&mdash;"), STR_INIT("—")},
    };
    buffer decoded = {.arena = scratch};
    for (size_t at = 0; at < raw.len;) {
        size_t sign = str_find_byte(raw, '&', at);
        if (sign == SIZE_MAX)
            sign = raw.len;
        buffer_add(&decoded, str_slice(raw, at, sign));
        at = sign;
        str rest = str_slice(raw, at, raw.len);
        bool found = false;
        for (size_t i = 0; !found && i < sizeof ENTITIES / sizeof ENTITIES[0]; i++) {
            found = str_starts(rest, ENTITIES[i].entity);
            if (found) {
                buffer_add(&decoded, ENTITIES[i].text);
                at += ENTITIES[i].entity.len;
            }
        }
        if (!found && at < raw.len)
            buffer_add_byte(&decoded, raw.data[at++]);
    }
    if (lines)
        return buffer_str(&decoded);
    buffer out = {.arena = scratch};
    html_clean(&out, buffer_str(&decoded));
    return str_trim(buffer_str(&out));
}

/* The object that {"@id": X} stands for, or the object itself. */
static const json_t *resolve(const object_array *list, const json_t *value)
{
    str id = member(value, "@id");
    if (id.len == 0 || json_object_get(value, "name") != NULL)
        return value;
    for (uint32_t i = 0; i < list->count; i++)
        if (str_equal(member(list->items[i].value, "@id"), id) &&
            json_object_get(list->items[i].value, "name") != NULL)
            return list->items[i].value;
    return value;
}

static str name_of(const object_array *list, const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return json_is_string(value) ? string_of(value) : member(resolve(list, value), "name");
}

static void add_authors(arena *scratch, const object_array *list, const json_t *value,
                        str_array *authors)
{
    enum { AUTHORS_MAX = 50 };
    size_t count = json_is_array(value) ? json_array_size(value) : value != NULL;
    for (size_t i = 0; i < count && i < AUTHORS_MAX; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        const json_t *names = json_object_get(resolve(list, one), "name");
        for (size_t k = 0; k < json_array_size(names) && k < AUTHORS_MAX; k++)
            *array_push(scratch, authors) =
                clean(scratch, string_of(json_array_get(names, k)), false);
        str name = clean(scratch, name_of(list, one), false);
        if (name.len > 0 && !json_is_array(names))
            *array_push(scratch, authors) = name;
    }
}

/* Takes from one object what is still missing. */
static void take(arena *scratch, const object_array *list, const json_t *from, html_jsonld *found)
{
    struct {
        str *to;
        const char *name;
    } strings[] = {
        {&found->headline, "headline"},
        {&found->published, "datePublished"},
        {&found->modified, "dateModified"},
        {&found->language, "inLanguage"},
    };
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++)
        if (strings[i].to->len == 0)
            *strings[i].to = clean(scratch, member(from, strings[i].name), false);
    if (found->body.len == 0)
        found->body = clean(scratch, member(from, "articleBody"), true);
    if (found->publisher.len == 0)
        found->publisher = clean(scratch, name_of(list, json_object_get(from, "publisher")), false);
    if (found->authors.count == 0)
        add_authors(scratch, list, json_object_get(from, "author"), &found->authors);
}

html_jsonld html_jsonld_read(arena *scratch, const html_tree *tree, str title)
{
    html_jsonld found = {.headline = {NULL, 0}};
    object_array list = collect(scratch, tree);
    const json_t *article = NULL, *page = NULL;
    bool named = false;
    for (uint32_t i = 0; i < list.count; i++) {
        const json_t *value = list.items[i].value;
        int rank = article_rank(value);
        if (rank == 2) {
            str headline = clean(scratch, member(value, "headline"), false);
            bool same = headline.len > 0 && title.len > 0 &&
                        str_find_nocase(title, headline, 0) != SIZE_MAX;
            if (article == NULL || (same && !named))
                article = value;
            named |= same;
        } else if (rank == 1 && page == NULL && list.items[i].depth <= 2) {
            page = value;
        }
    }
    if (article != NULL)
        take(scratch, &list, article, &found);
    if (page != NULL)
        take(scratch, &list, page, &found);
    return found;
}
