/* html_tree.c - HTML text to an array of nodes (html.h).
 *
 *   bytes --trim--> fewer bytes --libxml2, SAX--> nodes
 *
 * libxml2's own tree is not built: its events fill our array, which takes a fifth of the
 * memory and can be walked without recursion. Before that, one linear pass (trim) takes out
 * what no reader sees (comments, scripts, styles, drawings: most of the bytes of a news page)
 * and tags nested deeper than GUARD_DEPTH, because the parser looks through all open elements
 * at each stray end tag: deep nesting would cost quadratic time.
 *
 * libxml2 calls us back across its own frames, so nothing may jump out of a callback: the
 * arrays are malloc'd, failure is a flag, and the jump comes after the parser has returned. */
#include "intake/html.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

enum { GUARD_DEPTH = 512 };

/* ---- Names ------------------------------------------------------------------------- */

enum { IS_INLINE = 0, IS_BLOCK = 1, IS_SILENT = 2 };

typedef struct tag_row {
    const char *name;
    int kind;
} tag_row;

/* In the order of html_tag, which is the order of the alphabet. Which elements are blocks:
 * HTML Living Standard, section 15.3 (rendering: display: block, list-item, table parts). */
static const tag_row TAGS[] = {
    {"", IS_INLINE},          {"#text", IS_INLINE},    {"a", IS_INLINE},
    {"abbr", IS_INLINE},      {"address", IS_BLOCK},   {"amp-ad", IS_SILENT},
    {"article", IS_BLOCK},    {"aside", IS_BLOCK},     {"audio", IS_SILENT},
    {"b", IS_INLINE},         {"base", IS_SILENT},     {"blockquote", IS_BLOCK},
    {"body", IS_BLOCK},       {"br", IS_INLINE},       {"button", IS_BLOCK},
    {"canvas", IS_SILENT},    {"caption", IS_BLOCK},   {"center", IS_BLOCK},
    {"cite", IS_INLINE},      {"code", IS_INLINE},     {"dd", IS_BLOCK},
    {"details", IS_BLOCK},    {"dialog", IS_BLOCK},    {"dir", IS_BLOCK},
    {"div", IS_BLOCK},        {"dl", IS_BLOCK},        {"dt", IS_BLOCK},
    {"em", IS_INLINE},        {"embed", IS_SILENT},    {"fieldset", IS_BLOCK},
    {"figcaption", IS_BLOCK}, {"figure", IS_BLOCK},    {"font", IS_INLINE},
    {"footer", IS_BLOCK},     {"form", IS_BLOCK},      {"frameset", IS_BLOCK},
    {"h1", IS_BLOCK},         {"h2", IS_BLOCK},        {"h3", IS_BLOCK},
    {"h4", IS_BLOCK},         {"h5", IS_BLOCK},        {"h6", IS_BLOCK},
    {"head", IS_SILENT},      {"header", IS_BLOCK},    {"hr", IS_BLOCK},
    {"html", IS_BLOCK},       {"i", IS_INLINE},        {"iframe", IS_SILENT},
    {"img", IS_INLINE},       {"input", IS_SILENT},    {"label", IS_INLINE},
    {"legend", IS_BLOCK},     {"li", IS_BLOCK},        {"link", IS_SILENT},
    {"main", IS_BLOCK},       {"map", IS_SILENT},      {"math", IS_INLINE},
    {"menu", IS_BLOCK},       {"meta", IS_SILENT},     {"nav", IS_BLOCK},
    {"noembed", IS_SILENT},   {"noframes", IS_SILENT}, {"noscript", IS_SILENT},
    {"object", IS_SILENT},    {"ol", IS_BLOCK},        {"optgroup", IS_BLOCK},
    {"option", IS_BLOCK},     {"p", IS_BLOCK},         {"param", IS_SILENT},
    {"picture", IS_INLINE},   {"pre", IS_BLOCK},       {"q", IS_INLINE},
    {"rp", IS_SILENT},        {"rt", IS_SILENT},       {"s", IS_INLINE},
    {"script", IS_SILENT},    {"section", IS_BLOCK},   {"select", IS_BLOCK},
    {"small", IS_INLINE},     {"source", IS_SILENT},   {"span", IS_INLINE},
    {"strong", IS_INLINE},    {"style", IS_SILENT},    {"sub", IS_INLINE},
    {"summary", IS_BLOCK},    {"sup", IS_INLINE},      {"svg", IS_SILENT},
    {"table", IS_BLOCK},      {"tbody", IS_BLOCK},     {"td", IS_BLOCK},
    {"template", IS_SILENT},  {"textarea", IS_SILENT}, {"tfoot", IS_BLOCK},
    {"th", IS_BLOCK},         {"thead", IS_BLOCK},     {"time", IS_INLINE},
    {"title", IS_SILENT},     {"tr", IS_BLOCK},        {"track", IS_SILENT},
    {"u", IS_INLINE},         {"ul", IS_BLOCK},        {"video", IS_SILENT},
    {"wbr", IS_INLINE},
};

enum { TAG_COUNT = (int)(sizeof TAGS / sizeof TAGS[0]) };
_Static_assert(TAG_COUNT == HTML_WBR + 1, "one row for each html_tag");

static const char *const ATTRIBUTES[HTML_ATTRIBUTES] = {
    [HTML_CLASS] = "class",
    [HTML_ID] = "id",
    [HTML_ROLE] = "role",
    [HTML_ITEMPROP] = "itemprop",
    [HTML_HREF] = "href",
    [HTML_REL] = "rel",
    [HTML_NAME] = "name",
    [HTML_PROPERTY] = "property",
    [HTML_CONTENT] = "content",
    [HTML_DATETIME] = "datetime",
    [HTML_TYPE] = "type",
    [HTML_INLINE_STYLE] = "style",
    [HTML_HIDDEN] = "hidden",
    [HTML_ARIA_HIDDEN] = "aria-hidden",
    [HTML_ARIA_LABEL] = "aria-label",
    [HTML_LANG] = "lang",
    [HTML_PUBDATE] = "pubdate",
    [HTML_HTTP_EQUIV] = "http-equiv",
    [HTML_DATA_COMPONENT] = "data-component",
    [HTML_DATA_TESTID] = "data-testid",
};

static html_tag tag_of(const char *name)
{
    int low = HTML_A, high = TAG_COUNT;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = strcmp(name, TAGS[middle].name);
        if (order == 0)
            return (html_tag)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return strchr(name, '-') != NULL ? HTML_DIV : HTML_OTHER; /* custom elements are boxes */
}

bool html_tag_is_block(html_tag tag)
{
    return TAGS[tag].kind == IS_BLOCK;
}

bool html_tag_is_silent(html_tag tag)
{
    return TAGS[tag].kind == IS_SILENT;
}

/* ---- Trim: what the parser need not see ----------------------------------------------- */

/* Elements whose content is not HTML, or not text; taken out with their content. From
 * RAW_OPTIONAL on they may be empty or lack an end tag. */
enum { RAW_OPTIONAL = 2 };
static const str RAW[] = {
    STR_INIT("script"),   STR_INIT("style"),    STR_INIT("svg"),    STR_INIT("noscript"),
    STR_INIT("template"), STR_INIT("textarea"), STR_INIT("iframe"),
};

/* Elements that do not nest in themselves or have no end tag: they cannot make a page deep. */
static const str FLAT[] = {
    STR_INIT("p"),      STR_INIT("li"),    STR_INIT("td"),   STR_INIT("tr"),     STR_INIT("th"),
    STR_INIT("dt"),     STR_INIT("dd"),    STR_INIT("br"),   STR_INIT("img"),    STR_INIT("meta"),
    STR_INIT("link"),   STR_INIT("input"), STR_INIT("hr"),   STR_INIT("source"), STR_INIT("wbr"),
    STR_INIT("option"), STR_INIT("html"),  STR_INIT("body"), STR_INIT("head"),   STR_INIT("param"),
    STR_INIT("area"),   STR_INIT("base"),  STR_INIT("col"),  STR_INIT("embed"),  STR_INIT("track"),
};

/* Elements inside a line of text. */
static const str PHRASE[] = {
    STR_INIT("a"),      STR_INIT("b"),     STR_INIT("i"),    STR_INIT("u"),
    STR_INIT("s"),      STR_INIT("em"),    STR_INIT("font"), STR_INIT("span"),
    STR_INIT("strong"), STR_INIT("small"), STR_INIT("big"),
};

#define LENGTH(list) ((int)(sizeof(list) / sizeof(list)[0]))

static int find_name(str name, const str *list, int count)
{
    for (int i = 0; i < count; i++)
        if (name.len == list[i].len && str_equal_nocase(name, list[i]))
            return i;
    return -1;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static str name_at(str html, size_t at)
{
    size_t end = at;
    while (end < html.len && is_name_byte(html.data[end]))
        end++;
    return str_slice(html, at, end);
}

static bool is_known_attribute(str name)
{
    for (int i = 0; i < HTML_ATTRIBUTES; i++)
        if ((name.data[0] | 0x20) == ATTRIBUTES[i][0] && name.len == strlen(ATTRIBUTES[i]) &&
            str_equal_nocase(name, (str){ATTRIBUTES[i], name.len}))
            return true;
    return false;
}

/* Behind the tag that starts at `at`. A quotation mark counts only behind "="; one that is
 * not closed within a reasonable value does not hide the page. */
static size_t tag_end(str html, size_t at)
{
    enum { VALUE_MAX = 1 << 16 };
    bool equals = false;
    for (size_t i = at + 1; i < html.len; i++) {
        char c = html.data[i];
        if (c == '>')
            return i + 1;
        if (equals && (c == '"' || c == '\'')) {
            size_t room = html.len - i - 1 < VALUE_MAX ? html.len - i - 1 : VALUE_MAX;
            const char *close = memchr(html.data + i + 1, c, room);
            if (close != NULL)
                i = (size_t)(close - html.data);
        }
        if (!is_space(c))
            equals = c == '=';
    }
    return html.len;
}

/* The start of "</name" at or behind `from`, or the end of the page. */
static size_t find_end_tag(str html, str name, size_t from)
{
    for (size_t at = from; (at = str_find_byte(html, '<', at)) != SIZE_MAX; at++) {
        if (at + 2 + name.len <= html.len && html.data[at + 1] == '/' &&
            str_equal_nocase(str_slice(html, at + 2, at + 2 + name.len), name))
            return at;
    }
    return html.len;
}

typedef struct trimmer {
    str html;
    buffer out;
    uint32_t depth;
    size_t kept;         /* html before this is dealt with */
    uint32_t unclosed;   /* bit i: no end tag of RAW[i] follows any more */
    bool comments_ended; /* no "-->" follows any more */
} trimmer;

static void keep_until(trimmer *trimmer, size_t at)
{
    buffer_add(&trimmer->out, str_slice(trimmer->html, trimmer->kept, at));
    trimmer->kept = at;
}

static void leave_out(trimmer *trimmer, size_t from, size_t to)
{
    keep_until(trimmer, from);
    trimmer->kept = to;
}

static size_t comment_end(trimmer *trimmer, size_t at)
{
    size_t end = SIZE_MAX;
    if (!trimmer->comments_ended)
        end = str_find(trimmer->html, STR("-->"), at + 4);
    if (end != SIZE_MAX)
        return end + 3;
    trimmer->comments_ended = true;
    return tag_end(trimmer->html, at);
}

/* Behind a raw element whose start tag is [at, end). One that is never closed hides the rest
 * of the page if it is a script or style, as in browsers, else only its tag. */
static size_t raw_end(trimmer *trimmer, int raw, size_t at, size_t end)
{
    str html = trimmer->html;
    bool empty = end >= at + 2 && html.data[end - 2] == '/' && raw >= RAW_OPTIONAL;
    if (empty || (trimmer->unclosed >> raw & 1) != 0)
        return end;
    size_t close = find_end_tag(html, RAW[raw], end);
    if (close < html.len)
        return tag_end(html, close);
    trimmer->unclosed |= UINT32_C(1) << raw;
    return raw < RAW_OPTIONAL ? html.len : end;
}

/* Leaves out the attributes of the tag [at, end) that nobody asks for: most of a tag's bytes.
 * Reads values as tag_end does. */
static void trim_attributes(trimmer *trimmer, size_t at, size_t end)
{
    const char *html = trimmer->html.data;
    while (at < end) {
        while (at < end && (is_space(html[at]) || html[at] == '/'))
            at++;
        size_t start = at;
        while (at < end && !is_space(html[at]) && html[at] != '=' && html[at] != '>' &&
               html[at] != '/')
            at++;
        str name = str_slice(trimmer->html, start, at);
        while (at < end && is_space(html[at]))
            at++;
        if (at < end && html[at] == '=') {
            at++;
            while (at < end && is_space(html[at]))
                at++;
            const char *close = NULL;
            if (at < end && (html[at] == '"' || html[at] == '\''))
                close = memchr(html + at + 1, html[at], end - at - 1);
            if (close != NULL)
                at = (size_t)(close - html) + 1;
            while (close == NULL && at < end && !is_space(html[at]) && html[at] != '>')
                at++;
        }
        if (name.len > 0 && !is_known_attribute(name))
            leave_out(trimmer, start, at);
        if (at < end && html[at] == '>')
            return;
        at += at == start; /* a stray sign */
    }
}

/* A start tag; returns where to go on. JSON-LD scripts stay. */
static size_t trim_start_tag(trimmer *trimmer, size_t at, str name)
{
    str html = trimmer->html;
    size_t end = tag_end(html, at);
    int raw = find_name(name, RAW, LENGTH(RAW));
    if (raw >= 0) {
        size_t after = raw_end(trimmer, raw, at, end);
        if (str_find_nocase(str_slice(html, at, end), STR("ld+json"), 0) == SIZE_MAX)
            leave_out(trimmer, at, after);
        return after;
    }
    if (find_name(name, FLAT, LENGTH(FLAT)) < 0 && ++trimmer->depth > GUARD_DEPTH) {
        leave_out(trimmer, at, end);
        bool phrase = find_name(name, PHRASE, LENGTH(PHRASE)) >= 0;
        buffer_add(&trimmer->out, phrase ? STR("") : STR("<br>"));
    } else if (end - at > name.len + 2) {
        trim_attributes(trimmer, at + 1 + name.len, end);
    }
    return end;
}

static size_t trim_end_tag(trimmer *trimmer, size_t at, str name)
{
    size_t end = tag_end(trimmer->html, at);
    if (find_name(name, FLAT, LENGTH(FLAT)) < 0 && trimmer->depth > 0 &&
        trimmer->depth-- > GUARD_DEPTH)
        leave_out(trimmer, at, end);
    return end;
}

/* The page without what no reader sees, without NUL bytes (libxml2 stops there). */
static str trim(arena *arena, str html)
{
    trimmer trimmer = {.html = html, .out = {.arena = arena}};
    size_t at = 0;
    while ((at = str_find_byte(html, '<', at)) != SIZE_MAX) {
        char next = at + 1 < html.len ? html.data[at + 1] : '\0';
        if (next == '!' && str_starts(str_slice(html, at, at + 4), STR("<!--"))) {
            size_t end = comment_end(&trimmer, at);
            leave_out(&trimmer, at, end);
            at = end;
        } else if (next == '/') {
            at = trim_end_tag(&trimmer, at, name_at(html, at + 2));
        } else if (is_name_byte(next)) {
            at = trim_start_tag(&trimmer, at, name_at(html, at + 1));
        } else {
            at++;
        }
    }
    keep_until(&trimmer, html.len);
    char *data = trimmer.out.data;
    for (size_t left = trimmer.out.len; left > 0;) {
        char *nul = memchr(data + trimmer.out.len - left, '\0', left);
        if (nul == NULL)
            break;
        *nul = ' ';
        left = trimmer.out.len - (size_t)(nul - data) - 1;
    }
    return buffer_str(&trimmer.out);
}

/* ---- Events to nodes ------------------------------------------------------------------ */

typedef struct builder {
    html_tree tree; /* first: the tree is what outlives the builder */
    size_t node_room, value_room, char_room;
    uint32_t open[INTAKE_DEPTH_MAX + 1]; /* the elements around here; [0] is the root */
    uint32_t kept;                       /* how many of them */
    uint32_t depth;                      /* how many are open, those beyond the limit included */
    bool failed;                         /* memory ran out */
    htmlParserCtxtPtr parser;
} builder;

static void release(void *what)
{
    builder *builder = what;
    if (builder->parser != NULL)
        htmlFreeParserCtxt(builder->parser);
    free(builder->tree.nodes);
    free(builder->tree.values);
    free(builder->tree.chars);
    free(builder);
}

/* Room for `need` items; NULL (and failed) when there is none. */
static void *room(builder *builder, void *items, size_t *have, size_t need, size_t size)
{
    if (need <= *have)
        return items;
    size_t more = *have * 2 > need ? *have * 2 : need + 256;
    void *moved = more < UINT32_MAX ? realloc(items, more * size) : NULL;
    if (moved == NULL) {
        builder->failed = true;
        return NULL;
    }
    *have = more;
    return moved;
}

static bool add_chars(builder *builder, const char *text, size_t length, uint32_t *start)
{
    html_tree *tree = &builder->tree;
    char *chars = room(builder, tree->chars, &builder->char_room, tree->length + length, 1);
    if (chars == NULL)
        return false;
    tree->chars = chars;
    memcpy(chars + tree->length, text, length);
    *start = (uint32_t)tree->length;
    tree->length += length;
    return true;
}

static html_node *add_node(builder *builder, html_tag tag)
{
    html_tree *tree = &builder->tree;
    html_node *nodes =
        room(builder, tree->nodes, &builder->node_room, (size_t)tree->count + 1, sizeof *nodes);
    if (nodes == NULL)
        return NULL;
    tree->nodes = nodes;
    html_node *node = &nodes[tree->count++];
    *node = (html_node){.tag = tag, .end = tree->count};
    node->parent = builder->kept > 0 ? builder->open[builder->kept - 1] : HTML_NONE;
    return node;
}

static void add_text(void *context, const xmlChar *text, int length)
{
    builder *builder = context;
    html_tree *tree = &builder->tree;
    uint32_t start;
    if (builder->failed || length <= 0 ||
        !add_chars(builder, (const char *)text, (size_t)length, &start))
        return;
    html_node *last = tree->count > 0 ? &tree->nodes[tree->count - 1] : NULL;
    uint32_t parent = builder->kept > 0 ? builder->open[builder->kept - 1] : HTML_NONE;
    if (last != NULL && last->tag == HTML_TEXT && last->parent == parent &&
        last->start + last->length == start) {
        last->length += (uint32_t)length;
        return;
    }
    html_node *node = add_node(builder, HTML_TEXT);
    if (node != NULL) {
        node->start = start;
        node->length = (uint32_t)length;
    }
}

static void add_value(builder *builder, html_attribute name, const char *text)
{
    enum { VALUE_MAX = 1 << 16 };
    html_tree *tree = &builder->tree;
    size_t length = strnlen(text, VALUE_MAX);
    html_value *values = room(builder, tree->values, &builder->value_room,
                              (size_t)tree->value_count + 1, sizeof *values);
    if (values == NULL)
        return;
    tree->values = values;
    html_value *value = &values[tree->value_count];
    *value = (html_value){.name = name, .length = (uint32_t)length};
    if (add_chars(builder, text, length, &value->start))
        tree->value_count++;
}

static void add_values(builder *builder, const xmlChar **attributes)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
        const char *name = (const char *)attributes[0];
        const char *value = attributes[1] != NULL ? (const char *)attributes[1] : "";
        for (int i = 0; i < HTML_ATTRIBUTES; i++) {
            if (name[0] == ATTRIBUTES[i][0] && strcmp(name, ATTRIBUTES[i]) == 0)
                add_value(builder, (html_attribute)i, value);
        }
    }
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    builder *builder = context;
    builder->depth++;
    if (builder->failed)
        return;
    html_tag tag = tag_of((const char *)name);
    if (builder->depth > INTAKE_DEPTH_MAX) { /* too deep: only what separates text is noted */
        if (html_tag_is_block(tag))
            add_node(builder, HTML_HR);
        return;
    }
    html_node *node = add_node(builder, tag);
    if (node == NULL)
        return;
    uint32_t index = builder->tree.count - 1;
    node->start = builder->tree.value_count;
    add_values(builder, attributes);
    builder->tree.nodes[index].length = builder->tree.value_count - node->start;
    builder->open[builder->kept++] = index;
}

static void end_element(void *context, const xmlChar *name)
{
    builder *builder = context;
    (void)name;
    if (builder->depth == 0)
        return;
    if (builder->depth-- > INTAKE_DEPTH_MAX || builder->kept == 0)
        return;
    uint32_t index = builder->open[--builder->kept];
    builder->tree.nodes[index].end = builder->tree.count;
}

/* libxml2 prints what it cannot tell a context. Its handler belongs to the thread; it is put
 * back. */
static void keep_quiet(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

/* When memory runs out inside libxml2 2.9.14 some of its loops wait for the end of the input
 * for ever; so the input ends here. */
static void note_error(void *context, xmlErrorPtr error)
{
    builder *builder = context;
    if (error->code != XML_ERR_NO_MEMORY)
        return;
    builder->failed = true;
    if (builder->parser->input != NULL)
        builder->parser->input->cur = builder->parser->input->end;
}

static void parse(builder *builder, str html)
{
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html.data, (int)html.len);
    builder->parser = parser;
    if (parser == NULL) {
        builder->failed = true;
        return;
    }
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    xmlSAXHandler *events = parser->sax;
    memset(events, 0, sizeof *events);
    events->startElement = start_element;
    events->endElement = end_element;
    events->characters = add_text;
    events->ignorableWhitespace = add_text;
    events->cdataBlock = add_text;
    events->initialized = XML_SAX2_MAGIC; /* says that serror is there */
    events->serror = note_error;
    parser->userData = builder;
    htmlParseDocument(parser);
    if (parser->errNo == XML_ERR_NO_MEMORY)
        builder->failed = true;
    htmlFreeParserCtxt(parser);
    builder->parser = NULL;
}

static void parse_quietly(builder *builder, str html)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, keep_quiet);
    parse(builder, html);
    xmlSetStructuredErrorFunc(context, handler);
}

const html_tree *html_tree_build(arena *arena, str content)
{
    builder *builder = calloc(1, sizeof *builder);
    if (builder == NULL)
        memory_fail(arena->memory);
    arena_defer(arena, release, builder);
    xmlInitParser(); /* locks by itself; does nothing the second time */
    str html = trim(arena, content);
    if (html.len > 0 && html.len < INT32_MAX)
        parse_quietly(builder, html);
    if (builder->failed)
        memory_fail(arena->memory);
    html_tree *tree = &builder->tree;
    while (builder->kept > 0)
        tree->nodes[builder->open[--builder->kept]].end = tree->count;
    return tree;
}
