/* layout.c - see layout.h.
 *
 *   bytes:  length of numbers | numbers | texts
 *
 * Numbers are written with seven bits a byte, the lowest first, the eighth saying that more follow
 * (LEB128); steps zigzag: 0, -1, 1, -2 ... A text is 0 for none, 1 for an empty one, else 2 + its
 * number; the next free number is followed by its length. Depth of recursion is that of the
 * tables. */
#include "base/layout.h"

#include "base/map.h"

#include <string.h>

/* As array_of() lays them out, whatever the type. */
typedef array_of(char) any_list;
_Static_assert(sizeof(any_list) == sizeof(array_of(uint64_t)), "lists are alike");

static const layout_field text_fields[] = {{.kind = LAYOUT_KIND_TEXT}};
const layout layout_text = LAYOUT_OF(str, text_fields);
static const layout_field number_fields[] = {
    {.kind = LAYOUT_KIND_NUMBER, .size = sizeof(uint32_t)}};
const layout layout_number = LAYOUT_OF(uint32_t, number_fields);

enum { TEXT_NONE = 0, TEXT_EMPTY = 1, TEXT_FIRST = 2, BITS = 7, MORE = 0x80, WORD_BITS = 32 };

static uint32_t get_number(const char *at, size_t size)
{
    uint8_t byte;
    uint16_t half;
    uint32_t word;
    if (size == sizeof byte)
        return memcpy(&byte, at, sizeof byte), byte;
    if (size == sizeof half)
        return memcpy(&half, at, sizeof half), half;
    return memcpy(&word, at, sizeof word), word;
}

static void set_number(char *at, size_t size, uint32_t number)
{
    const uint8_t byte = (uint8_t)number;
    const uint16_t half = (uint16_t)number;
    if (size == sizeof byte)
        memcpy(at, &byte, sizeof byte);
    else if (size == sizeof half)
        memcpy(at, &half, sizeof half);
    else
        memcpy(at, &number, sizeof number);
}

/* A list's items and their count. */
static any_list list_at(const layout_field *field, const char *item)
{
    any_list list = {0};
    if (field->kind == LAYOUT_KIND_LIST) {
        memcpy(&list, item + field->at, sizeof list);
    } else {
        memcpy(&list.items, item + field->at, sizeof list.items);
        memcpy(&list.count, item + field->count_at, sizeof list.count);
    }
    return list;
}

static void set_list(const layout_field *field, char *item, const any_list *list)
{
    if (field->kind == LAYOUT_KIND_LIST) {
        memcpy(item + field->at, list, sizeof *list);
    } else {
        memcpy(item + field->at, &list->items, sizeof list->items);
        memcpy(item + field->count_at, &list->count, sizeof list->count);
    }
}

/* ---- Writing -------------------------------------------------------------------------- */

typedef struct layout_writer {
    buffer numbers;
    buffer texts;
    map known; /* a text's number */
} layout_writer;

static void put_number(buffer *out, uint32_t number)
{
    for (; number >= MORE; number >>= BITS)
        buffer_add_byte(out, (char)(number | MORE));
    buffer_add_byte(out, (char)number);
}

static void put_text(layout_writer *writer, str text)
{
    if (text.data == NULL || text.len == 0) {
        put_number(&writer->numbers, text.data == NULL ? TEXT_NONE : TEXT_EMPTY);
        return;
    }
    const uint32_t next = writer->known.count;
    uint32_t *number = map_put(&writer->known, text);
    const bool fresh = *number == MAP_NONE;
    if (fresh)
        *number = next;
    put_number(&writer->numbers, TEXT_FIRST + *number);
    if (fresh) {
        put_number(&writer->numbers, (uint32_t)text.len);
        buffer_add(&writer->texts, text);
    }
}

static void write_column(layout_writer *writer, const layout_field *field, const char *items,
                         size_t stride, uint32_t count)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t number = get_number(items + i * stride + field->at, field->size);
        const uint32_t step = number - last;
        if (field->size < sizeof number)
            put_number(&writer->numbers, number);
        else
            put_number(&writer->numbers, step << 1 ^ (step >> (WORD_BITS - 1) ? UINT32_MAX : 0));
        last = number;
    }
}

static str text_at(const layout_field *field, const char *item)
{
    str text;
    const char *words;
    if (field->kind == LAYOUT_KIND_TEXT)
        return memcpy(&text, item + field->at, sizeof text), text;
    memcpy(&words, item + field->at, sizeof words);
    return (str){words, words != NULL ? strlen(words) : 0};
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void write_items(layout_writer *writer, const layout *layout, const char *items,
                        size_t stride, uint32_t count)
{
    for (size_t f = 0; f < layout->count; f++) {
        const layout_field *field = &layout->fields[f];
        if (field->kind == LAYOUT_KIND_NUMBER)
            write_column(writer, field, items, stride, count);
        else if (field->kind == LAYOUT_KIND_STRUCT)
            write_items(writer, field->of, items + field->at, stride, count);
        else
            for (uint32_t i = 0; i < count; i++) {
                const char *item = items + i * stride;
                if (field->kind < LAYOUT_KIND_STRUCT) {
                    put_text(writer, text_at(field, item));
                    continue;
                }
                const any_list list = list_at(field, item);
                put_number(&writer->numbers, list.count);
                if (list.count > 0)
                    write_items(writer, field->of, list.items, field->of->size, list.count);
            }
    }
}

void layout_write(const layout *layout, const void *item, arena *scratch, buffer *out)
{
    layout_writer writer = {{.arena = scratch}, {.arena = scratch}, {.arena = scratch}};
    write_items(&writer, layout, item, layout->size, 1);
    put_number(out, (uint32_t)writer.numbers.len);
    buffer_add(out, buffer_str(&writer.numbers));
    buffer_add(out, buffer_str(&writer.texts));
}

/* ---- Reading -------------------------------------------------------------------------- */

typedef struct layout_reader {
    arena *keep;
    arena *scratch;
    str numbers;
    str texts;
    array_of(str) known;
    bool broken;
} layout_reader;

static uint32_t take_number(layout_reader *reader, str *from)
{
    uint32_t number = 0;
    for (unsigned shift = 0; shift < WORD_BITS && from->len > 0; shift += BITS) {
        const unsigned char byte = (unsigned char)from->data[0];
        *from = str_slice(*from, 1, from->len);
        number |= (uint32_t)(byte & ~(unsigned)MORE) << shift;
        if ((byte & MORE) == 0)
            return number;
    }
    reader->broken = true;
    return 0;
}

static str take_text(layout_reader *reader)
{
    const uint32_t number = take_number(reader, &reader->numbers);
    if (number < TEXT_FIRST)
        return number == TEXT_NONE ? (str){NULL, 0} : STR("");
    if (number - TEXT_FIRST < reader->known.count)
        return reader->known.items[number - TEXT_FIRST];
    const uint32_t length = take_number(reader, &reader->numbers);
    if (number - TEXT_FIRST != reader->known.count || length > reader->texts.len) {
        reader->broken = true;
        return (str){NULL, 0};
    }
    const str text = str_slice(reader->texts, 0, length);
    reader->texts = str_slice(reader->texts, length, reader->texts.len);
    return *array_push(reader->scratch, &reader->known) = text;
}

static void read_text(layout_reader *reader, const layout_field *field, char *item)
{
    const str text = take_text(reader);
    if (field->kind == LAYOUT_KIND_TEXT) {
        memcpy(item + field->at, &text, sizeof text);
    } else if (text.data != NULL) {
        const char *words = arena_cstr(reader->keep, text);
        memcpy(item + field->at, &words, sizeof words);
    }
}

static void read_column(layout_reader *reader, const layout_field *field, char *items,
                        size_t stride, uint32_t count)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < count && !reader->broken; i++) {
        const uint32_t read = take_number(reader, &reader->numbers);
        last = field->size < sizeof last ? read
                                         : last + (read >> 1 ^ ((read & 1) != 0 ? UINT32_MAX : 0));
        set_number(items + i * stride + field->at, field->size, last);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void read_items(layout_reader *reader, const layout *layout, char *items, size_t stride,
                       uint32_t count);

/* Each item takes a byte at least, so that there cannot be more of them than bytes.
 * NOLINTNEXTLINE(misc-no-recursion) */
static void read_list(layout_reader *reader, const layout_field *field, char *item)
{
    any_list list = {.count = take_number(reader, &reader->numbers)};
    list.capacity = list.count;
    if (list.count > reader->numbers.len)
        reader->broken = true;
    if (reader->broken || list.count == 0)
        return;
    list.items = arena_alloc(reader->keep, list.count, field->of->size);
    read_items(reader, field->of, list.items, field->of->size, list.count);
    set_list(field, item, &list);
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void read_items(layout_reader *reader, const layout *layout, char *items, size_t stride,
                       uint32_t count)
{
    for (size_t f = 0; f < layout->count && !reader->broken; f++) {
        const layout_field *field = &layout->fields[f];
        if (field->kind == LAYOUT_KIND_NUMBER)
            read_column(reader, field, items, stride, count);
        else if (field->kind == LAYOUT_KIND_STRUCT)
            read_items(reader, field->of, items + field->at, stride, count);
        else
            for (uint32_t i = 0; i < count && !reader->broken; i++) {
                if (field->kind < LAYOUT_KIND_STRUCT)
                    read_text(reader, field, items + i * stride);
                else
                    read_list(reader, field, items + i * stride);
            }
    }
}

bool layout_read(const layout *layout, arena *keep, arena *scratch, str bytes, void *item)
{
    layout_reader reader = {.keep = keep, .scratch = scratch};
    const uint32_t length = take_number(&reader, &bytes);
    if (length > bytes.len)
        return false;
    reader.numbers = str_slice(bytes, 0, length);
    reader.texts = str_slice(bytes, length, bytes.len);
    read_items(&reader, layout, item, layout->size, 1);
    return !reader.broken && reader.numbers.len == 0 && reader.texts.len == 0;
}

/* ---- Checking ------------------------------------------------------------------------- */

static bool number_fits(const layout_field *field, const char *item, uint32_t before,
                        const uint32_t *bounds)
{
    const uint32_t number = get_number(item + field->at, field->size);
    switch (field->limit) {
    case LAYOUT_LIMIT_NONE:
        return true;
    case LAYOUT_LIMIT_BELOW:
        return number < field->bound;
    case LAYOUT_LIMIT_INDEX:
        return number < bounds[field->bound];
    case LAYOUT_LIMIT_INDEX_OR_NONE:
        return number < bounds[field->bound] || number == UINT32_MAX;
    case LAYOUT_LIMIT_UP_TO:
        return number <= bounds[field->bound];
    case LAYOUT_LIMIT_END:
        return number >= before && number <= bounds[field->bound];
    case LAYOUT_LIMIT_COUNT:
        return before <= bounds[field->bound] && number <= bounds[field->bound] - before;
    }
    return false;
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static bool list_fits(const layout_field *field, const char *item, const uint32_t *bounds)
{
    const any_list list = list_at(field, item);
    for (uint32_t i = 0; i < list.count; i++)
        if (!layout_fits(field->of, list.items + i * field->of->size, bounds))
            return false;
    return true;
}

/* NOLINTNEXTLINE(misc-no-recursion) */
bool layout_fits(const layout *layout, const void *item, const uint32_t *bounds)
{
    uint32_t before = 0;
    bool fits = true;
    for (size_t f = 0; f < layout->count && fits; f++) {
        const layout_field *field = &layout->fields[f];
        if (field->kind == LAYOUT_KIND_NUMBER) {
            fits = number_fits(field, item, before, bounds);
            before = get_number((const char *)item + field->at, field->size);
        } else if (field->kind == LAYOUT_KIND_STRUCT) {
            fits = layout_fits(field->of, (const char *)item + field->at, bounds);
        } else if (field->kind > LAYOUT_KIND_STRUCT) {
            fits = list_fits(field, item, bounds);
        }
    }
    return fits;
}
