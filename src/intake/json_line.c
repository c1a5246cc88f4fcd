/* json_line.c - one line of JSON lines to the fields of an input, by jansson.
 *
 * jansson recurses, so the depth of a line is counted before it sees one. A field that
 * stands there twice is refused: nobody can tell which one was meant (RFC 8259, 4).
 */
#include "base/utf8.h"
#include "intake/intake.h"

#include <string.h>

#include <jansson.h>

typedef struct json_tree {
    json_t *root;
} json_tree;

static void tree_release(void *what)
{
    json_tree *tree = what;
    json_decref(tree->root);
    tree->root = NULL;
}

/* How deep brackets stand inside one another, strings passed over. */
static size_t depth_of(str line)
{
    size_t depth = 0;
    size_t deepest = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        char byte = line.data[i];
        if (quoted && byte == '\\')
            i++;
        else if (byte == '"')
            quoted = !quoted;
        else if (!quoted && (byte == '{' || byte == '['))
            deepest = ++depth > deepest ? depth : deepest;
        else if (!quoted && (byte == '}' || byte == ']') && depth > 0)
            depth--;
    }
    return deepest;
}

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte = (char)(byte | 0x20);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The value of the escape \uXXXX at `at`, or -1. */
static int32_t escape_at(str line, size_t at)
{
    int32_t value = 0;
    if (at + 6 > line.len || line.data[at] != '\\' || line.data[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_value(line.data[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* Halves of surrogate pairs become U+FFFD, which has an escape of the same length. */
static str without_half_surrogates(arena *arena, str line)
{
    char *copy = NULL;
    for (size_t at = str_find_byte(line, '\\', 0); at != SIZE_MAX;
         at = str_find_byte(line, '\\', at)) {
        int32_t value = escape_at(line, at);
        int32_t next = value >= 0xd800 && value < 0xdc00 ? escape_at(line, at + 6) : -1;
        if (next >= 0xdc00 && next < 0xe000) {
            at += 12;
            continue;
        }
        if (value >= 0xd800 && value < 0xe000) {
            if (copy == NULL) {
                copy = arena_array(arena, char, line.len);
                memcpy(copy, line.data, line.len);
            }
            /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): slices have a length */
            memcpy(copy + at, "\\ufffd", 6);
        }
        at += 2;
    }
    return copy != NULL ? (str){copy, line.len} : line;
}

/* Wrong UTF-8 would cost the whole line. */
static str valid_utf8(arena *arena, str line)
{
    if (utf8_valid(line, NULL))
        return line;
    buffer text = {.arena = arena};
    for (size_t at = 0; at < line.len;)
        buffer_add_codepoint(&text, utf8_next(line, &at));
    return buffer_str(&text);
}

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "text";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static str text_of(const json_t *value)
{
    return (str){json_string_value(value), json_string_length(value)};
}

/* NUL bytes have no place in a field of one line; the text itself is cleaned later. */
static str one_line(arena *arena, str text)
{
    char *copy = arena_array(arena, char, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = (unsigned char)text.data[i] < 0x20 ? ' ' : text.data[i];
    return str_trim((str){copy, text.len});
}

/* A field of one line. Absent, null and (for the id) a number are fine. */
static bool read_field(arena *arena, json_t *root, const char *name, str *into, str *problem)
{
    json_t *value = json_object_get(root, name);
    if (value == NULL || json_is_null(value))
        return true;
    if (json_is_integer(value) && strcmp(name, "id") == 0) {
        *into = str_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return true;
    }
    if (!json_is_string(value)) {
        *problem = str_format(arena, "field \"%s\" is %s, not text", name, type_name(value));
        return false;
    }
    *into = one_line(arena, text_of(value));
    return true;
}

/* "authors": ["Jane Doe", "Max Roe"] becomes "Jane Doe; Max Roe". */
static bool read_authors(arena *arena, json_t *root, str *into, str *problem)
{
    json_t *value = json_object_get(root, "authors");
    if (value == NULL || !json_is_array(value))
        return read_field(arena, root, "authors", into, problem);
    buffer names = {.arena = arena};
    size_t index;
    json_t *name;
    json_array_foreach(value, index, name)
    {
        if (!json_is_string(name)) {
            *problem = str_format(arena, "field \"authors\" holds %s, not text", type_name(name));
            return false;
        }
        if (names.len > 0)
            buffer_add(&names, STR("; "));
        buffer_add(&names, one_line(arena, text_of(name)));
    }
    *into = buffer_str(&names);
    return true;
}

/* "published" is text, or the object that `readout extract --json` prints: what was extracted
 * can be read again. */
static bool read_published(arena *arena, json_t *root, str *into, str *problem)
{
    json_t *value = json_object_get(root, "published");
    if (!json_is_object(value))
        return read_field(arena, root, "published", into, problem);
    return read_field(arena, value, "value", into, problem);
}

static bool read_content(arena *arena, json_t *root, readout_input *input, str *problem)
{
    static const struct {
        const char *name;
        readout_format format;
    } fields[] = {{"text", READOUT_FORMAT_TEXT}, {"html", READOUT_FORMAT_HTML}};
    bool found = false;
    for (size_t i = 0; i < 2; i++) {
        json_t *value = json_object_get(root, fields[i].name);
        if (value == NULL || json_is_null(value))
            continue;
        if (!json_is_string(value)) {
            *problem =
                str_format(arena, "field \"%s\" is %s, not text", fields[i].name, type_name(value));
            return false;
        }
        if (found && (input->content.len > 0 || json_string_length(value) == 0))
            continue;
        input->content = arena_str(arena, text_of(value));
        input->format = fields[i].format;
        found = true;
    }
    if (!found)
        *problem = STR("neither \"text\" nor \"html\"");
    return found;
}

static bool read_fields(arena *arena, json_t *root, readout_input *input, str *problem)
{
    if (!json_is_object(root)) {
        *problem = str_format(arena, "%s, not a JSON object", type_name(root));
        return false;
    }
    if (!read_field(arena, root, "id", &input->id, problem) ||
        !read_field(arena, root, "url", &input->url, problem) ||
        !read_field(arena, root, "outlet", &input->outlet, problem) ||
        !read_field(arena, root, "title", &input->title, problem) ||
        !read_field(arena, root, "author", &input->author, problem) ||
        !read_published(arena, root, &input->published, problem))
        return false;
    if (input->author.len == 0 && !read_authors(arena, root, &input->author, problem))
        return false;
    return read_content(arena, root, input, problem);
}

bool intake_json_line(arena *arena, str line, readout_input *input, str *problem)
{
    json_error_t error;
    if (depth_of(line) > INTAKE_DEPTH_MAX) {
        *problem = str_format(arena, "JSON nested deeper than %d", (int)INTAKE_DEPTH_MAX);
        return false;
    }
    line = without_half_surrogates(arena, valid_utf8(arena, line));
    json_tree *tree = arena_new(arena, json_tree);
    arena_defer(arena, tree_release, tree);
    tree->root = json_loadb(line.data != NULL ? line.data : "", line.len,
                            JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    if (tree->root == NULL) {
        /* jansson gives no reason when an allocation fails inside a value. */
        if (json_error_code(&error) == json_error_out_of_memory || error.text[0] == '\0')
            memory_fail(arena->memory);
        /* jansson quotes the line and may cut a character. */
        str reason = valid_utf8(arena, str_of(error.text));
        *problem = str_format(arena, "no JSON object: %.*s", STR_ARG(reason));
        return false;
    }
    readout_input read = *input;
    bool done = read_fields(arena, tree->root, &read, problem);
    if (done)
        *input = read;
    tree_release(tree);
    return done;
}
