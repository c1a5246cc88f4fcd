/* html_text.c - text and attributes of a page's nodes, as readers see them. */
#include "intake/html.h"

str html_text(const html_tree *tree, uint32_t text_node)
{
    const html_node *node = &tree->nodes[text_node];
    return (str){tree->chars + node->start, node->length};
}

static const html_value *find_value(const html_tree *tree, uint32_t element, html_attribute name)
{
    const html_node *node = &tree->nodes[element];
    if (node->tag == HTML_TEXT)
        return NULL;
    for (uint32_t i = 0; i < node->length; i++)
        if (tree->values[node->start + i].name == name)
            return &tree->values[node->start + i];
    return NULL;
}

str html_get(const html_tree *tree, uint32_t element, html_attribute name)
{
    const html_value *value = find_value(tree, element, name);
    return value != NULL ? (str){tree->chars + value->start, value->length} : (str){NULL, 0};
}

bool html_has(const html_tree *tree, uint32_t element, html_attribute name)
{
    return find_value(tree, element, name) != NULL;
}

typedef enum glyph { GLYPH_TEXT = 0, GLYPH_SPACE, GLYPH_NONE } glyph;

/* What the character at the start of `text` is, and how many bytes it takes. Only white
 * space (Unicode White_Space), zero-width characters and controls are told apart. */
static glyph glyph_at(const unsigned char *text, size_t length, size_t *bytes)
{
    *bytes = 1;
    if (text[0] <= 0x20 || text[0] == 0x7f)
        return GLYPH_SPACE;
    if (text[0] == 0xc2 && length > 1) {
        *bytes = 2;
        if (text[1] == 0xad) /* U+00AD soft hyphen */
            return GLYPH_NONE;
        return text[1] <= 0xa0 ? GLYPH_SPACE : GLYPH_TEXT; /* C1 controls, U+00A0 */
    }
    if (length < 3 || (text[0] != 0xe2 && text[0] != 0xe3 && text[0] != 0xef))
        return GLYPH_TEXT;
    uint32_t c = (uint32_t)(text[0] & 0xf) << 12 | (uint32_t)(text[1] & 0x3f) << 6 |
                 (uint32_t)(text[2] & 0x3f);
    *bytes = 3;
    if ((c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
        c == 0x3000)
        return GLYPH_SPACE;
    if (c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
        (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0xfffc)
        return GLYPH_NONE;
    return GLYPH_TEXT;
}

void html_clean(buffer *buffer, str raw)
{
    const unsigned char *text = (const unsigned char *)raw.data;
    size_t from = 0; /* of the run that can be copied as it is */
    for (size_t at = 0, bytes; at < raw.len; at += bytes) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a text with bytes has data */
        if (text[at] > 0x20 && text[at] < 0x7f) {
            bytes = 1;
            continue;
        }
        glyph glyph = glyph_at(text + at, raw.len - at, &bytes);
        if (glyph == GLYPH_TEXT)
            continue;
        buffer_add(buffer, str_slice(raw, from, at));
        if (glyph == GLYPH_SPACE && buffer->len > 0 && buffer->data[buffer->len - 1] != ' ')
            buffer_add_byte(buffer, ' ');
        from = at + bytes;
    }
    buffer_add(buffer, str_slice(raw, from, raw.len));
}

str html_inner(arena *arena, const html_tree *tree, uint32_t element, size_t limit)
{
    buffer inner = {.arena = arena};
    const html_node *node = &tree->nodes[element];
    if (node->tag == HTML_TEXT)
        html_clean(&inner, html_text(tree, element));
    for (uint32_t i = element + 1; i < node->end && inner.len < limit; i++) {
        html_tag tag = tree->nodes[i].tag;
        if (tag == HTML_TEXT)
            html_clean(&inner, html_text(tree, i));
        else if (html_tag_is_silent(tag))
            i = tree->nodes[i].end - 1;
        else if ((html_tag_is_block(tag) || tag == HTML_BR) && inner.len > 0)
            html_clean(&inner, STR(" "));
    }
    return str_trim(buffer_str(&inner));
}
