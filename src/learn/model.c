/* model.c - see model.h. A file comes from outside: nothing in it is believed before it is
 * checked, and every number is checked before it is used. */
#include "learn/model.h"

#include "base/array.h"
#include "base/error.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[8] = "READOUT\x01";

enum {
    AT_VERSION = 8,
    AT_COUNT = 12,
    AT_SIZE = 16,
    AT_CHECKSUM = 24,
    AT_NAME = 32,
    HEADER_SIZE = 64,
    SECTION_SIZE = 64,
    AT_SECTION_TYPE = 32,
    AT_SECTION_DIMS = 36,
    AT_SECTION_RESERVED = 52,
    AT_SECTION_OFFSET = 56
};

static const uint64_t TYPE_SIZES[] = {
    [MODEL_BYTES] = 1, [MODEL_I8] = 1,  [MODEL_I16] = 2,
    [MODEL_I32] = 4,   [MODEL_F32] = 4, [MODEL_U16] = 2,
};
enum { TYPE_COUNT = sizeof TYPE_SIZES / sizeof *TYPE_SIZES };

typedef void (*release)(void *made);

typedef struct shared {
    _Atomic(void *) made;
    release release; /* written by whoever made it, read when nobody else is left */
} shared;

struct readout_model {
    char name[MODEL_NAME_MAX + 16];
    shared *shared;
    size_t count;
    model_section *sections;
    void *owned; /* the copy of the bytes, or NULL */
};

static bool machine_is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

static uint32_t get_u32(const char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t get_u64(const char *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/* ---- Checksum ---------------------------------------------------------------------------
 *
 * Four lanes of multiply and rotate over 8-byte words, in the manner of xxHash: some
 * 10 GB/s. Each step is a bijection of its lane, so a change inside one word never goes
 * unnoticed. Against accidents and tampering by hand, not against an attacker: the reader is
 * safe for any bytes. */

static const uint64_t PRIME_A = 0x9e3779b185ebca87u;
static const uint64_t PRIME_B = 0xc2b2ae3d27d4eb4fu;

static uint64_t lane_step(uint64_t lane, uint64_t word)
{
    lane += word * PRIME_B;
    lane = (lane << 31) | (lane >> 33);
    return lane * PRIME_A;
}

static uint64_t hash_bytes(uint64_t seed, const char *data, size_t size)
{
    uint64_t lanes[4] = {seed + PRIME_A, seed + PRIME_B, seed, seed - PRIME_A};
    size_t at = 0;
    for (; size - at >= 32; at += 32)
        for (size_t lane = 0; lane < 4; lane++)
            lanes[lane] = lane_step(lanes[lane], get_u64(data + at + lane * 8));
    for (; at < size; at++)
        lanes[at & 3] = lane_step(lanes[at & 3], (unsigned char)data[at]);
    uint64_t hash = lane_step(size, lanes[0]);
    for (size_t lane = 1; lane < 4; lane++)
        hash = lane_step(hash ^ (hash >> 29), lanes[lane]);
    return hash ^ (hash >> 32);
}

static uint64_t checksum(const char *data, size_t size)
{
    uint64_t head = hash_bytes(0, data, AT_CHECKSUM);
    return hash_bytes(head, data + AT_NAME, size - AT_NAME);
}

/* ---- Reading ---------------------------------------------------------------------------- */

static uint64_t aligned(uint64_t offset)
{
    return (offset + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
}

/* A name of 1 to 31 bytes, NULs behind it. */
static bool read_name(const char *field, str *name)
{
    const char *end = memchr(field, 0, MODEL_NAME_MAX);
    if (end == NULL || end == field)
        return false;
    for (const char *at = field; at < field + MODEL_NAME_MAX; at++)
        if (at < end ? *at < ' ' || *at > '~' : *at != 0)
            return false;
    *name = (str){field, (size_t)(end - field)};
    return true;
}

/* Bytes that the dimensions take, or UINT64_MAX when that is more than `limit`. */
static uint64_t section_bytes(const uint32_t dims[4], uint64_t element, uint64_t limit)
{
    uint64_t bytes = element;
    for (int i = 0; i < 4; i++) {
        if (dims[i] == 0 || bytes > limit / dims[i])
            return UINT64_MAX;
        bytes *= dims[i];
    }
    return bytes;
}

/* Reads one row of the table; `end` is where the section before it ends and moves on. */
static const char *read_section(const char *row, str bytes, uint64_t *end, model_section *section)
{
    uint32_t type = get_u32(row + AT_SECTION_TYPE);
    if (!read_name(row, &section->name))
        return "a section without a proper name";
    if (type >= TYPE_COUNT)
        return "a section of an unknown type";
    if (get_u32(row + AT_SECTION_RESERVED) != 0)
        return "a section with reserved bits set";
    for (int i = 0; i < 4; i++)
        section->dims[i] = get_u32(row + AT_SECTION_DIMS + (size_t)4 * (size_t)i);
    uint64_t size = section_bytes(section->dims, TYPE_SIZES[type], bytes.len);
    uint64_t offset = get_u64(row + AT_SECTION_OFFSET);
    if (offset != aligned(*end))
        return "a section that is not where the last one ends";
    if (offset > bytes.len || size > bytes.len - offset)
        return "a section that does not fit into the file";
    section->type = (model_type)type;
    section->count = (size_t)(size / TYPE_SIZES[type]);
    section->data = bytes.data + offset;
    *end = offset + size;
    return NULL;
}

/* What is wrong with the table, or NULL. */
static const char *read_table(str bytes, model *model)
{
    uint64_t end = HEADER_SIZE + (uint64_t)model->count * SECTION_SIZE;
    for (size_t i = 0; i < model->count; i++) {
        model_section *section = &model->sections[i];
        const char *row = bytes.data + HEADER_SIZE + i * SECTION_SIZE;
        const char *wrong = read_section(row, bytes, &end, section);
        if (wrong != NULL)
            return wrong;
        if (i > 0 && str_compare(section[-1].name, section->name) >= 0)
            return "section names that are out of order";
    }
    return aligned(end) == bytes.len ? NULL : "bytes that belong to no section";
}

/* What is wrong with the header, its checksum apart, or NULL. */
static const char *check_header(str bytes)
{
    str name;
    if (!machine_is_little_endian())
        return "this machine is big-endian, which is not supported";
    if (bytes.len < HEADER_SIZE || memcmp(bytes.data, MAGIC, sizeof MAGIC) != 0)
        return "not a readout model";
    if (get_u32(bytes.data + AT_VERSION) != MODEL_VERSION)
        return "of a version that this readout cannot read";
    if (get_u64(bytes.data + AT_SIZE) != bytes.len)
        return "cut off, or longer than it should be";
    uint32_t count = get_u32(bytes.data + AT_COUNT);
    if (count > MODEL_SECTIONS_MAX || count > (bytes.len - HEADER_SIZE) / SECTION_SIZE)
        return "damaged: too many sections";
    if (!read_name(bytes.data + AT_NAME, &name))
        return "damaged: it has no proper name";
    return NULL;
}

static model *empty(void)
{
    model *model = calloc(1, sizeof *model);
    shared *shared = calloc(1, sizeof *shared);
    if (model == NULL || shared == NULL) {
        free(model);
        free(shared);
        return NULL;
    }
    model->shared = shared;
    return model;
}

static void *copy_of(str bytes)
{
    void *copy = aligned_alloc(MODEL_ALIGN, (size_t)aligned(bytes.len));
    return copy != NULL ? memcpy(copy, bytes.data, bytes.len) : NULL;
}

static readout_status read_bytes(str bytes, bool copy, model **out, readout_error *error)
{
    const char *wrong;
    if (!copy && (uintptr_t)bytes.data % MODEL_ALIGN != 0)
        return error_set(error, READOUT_ERR_ARGUMENT, "model bytes are not aligned");

    model *read = empty();
    if (read == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    read->count = get_u32(bytes.data + AT_COUNT);
    read->sections = calloc(read->count > 0 ? read->count : 1, sizeof *read->sections);
    read->owned = copy ? copy_of(bytes) : NULL;
    if (read->sections == NULL || (copy && read->owned == NULL)) {
        model_free(read);
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    }
    if (copy)
        bytes.data = read->owned;
    wrong = read_table(bytes, read);
    if (wrong != NULL) {
        model_free(read);
        return error_set(error, READOUT_ERR_MODEL, "model file is damaged: it has %s", wrong);
    }
    snprintf(read->name, sizeof read->name, "%s (%08x)", bytes.data + AT_NAME,
             (unsigned)(get_u64(bytes.data + AT_CHECKSUM) >> 32));
    *out = read;
    return error_clear(error);
}

readout_status model_read(str bytes, bool copy, model **out, readout_error *error)
{
    const char *wrong = check_header(bytes);
    if (wrong == NULL && get_u64(bytes.data + AT_CHECKSUM) != checksum(bytes.data, bytes.len))
        wrong = "damaged: its checksum is wrong";
    if (wrong != NULL)
        return error_set(error, READOUT_ERR_MODEL, "model file is %s", wrong);
    return read_bytes(bytes, copy, out, error);
}

#ifdef READOUT_NO_EMBEDDED_MODEL
readout_status model_built_in(model **out, readout_error *error)
{
    (void)out;
    return error_set(error, READOUT_ERR_MODEL, "no model is built into this library; give a file");
}
#else
extern const unsigned char readout_model_data_start[];
extern const unsigned char readout_model_data_end[];

/* Its checksum is checked by tests/unit/learn/test_model.c: these bytes are as much a part of the
 * program as its code, and summing them up would take longer than all else that starting does. */
readout_status model_built_in(model **out, readout_error *error)
{
    size_t size = (size_t)((uintptr_t)readout_model_data_end - (uintptr_t)readout_model_data_start);
    const str bytes = {(const char *)readout_model_data_start, size};
    const char *wrong = check_header(bytes);
    if (wrong != NULL)
        return error_set(error, READOUT_ERR_MODEL, "the built-in model is %s", wrong);
    return read_bytes(bytes, false, out, error);
}
#endif

readout_status model_empty(model **out, readout_error *error)
{
    model *none = empty();
    if (none == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    memcpy(none->name, "none", sizeof "none");
    *out = none;
    return error_clear(error);
}

void model_free(model *model)
{
    if (model == NULL)
        return;
    if (model->shared->made != NULL && model->shared->release != NULL)
        model->shared->release(model->shared->made);
    free(model->shared);
    free(model->sections);
    free(model->owned);
    free(model);
}

void *model_shared(const model *model)
{
    return atomic_load(&model->shared->made);
}

void *model_share(const model *model, void *made, void (*release)(void *made))
{
    void *before = NULL;
    if (!atomic_compare_exchange_strong(&model->shared->made, &before, made))
        return before;
    model->shared->release = release;
    return made;
}

const char *model_name(const model *model)
{
    return model->name;
}

const model_section *model_sections(const model *model, size_t *count)
{
    *count = model->count;
    return model->sections;
}

const model_section *model_find(const model *model, const char *name, model_type type,
                                uint32_t dim0, uint32_t dim1)
{
    size_t low = 0;
    size_t high = model->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const model_section *section = &model->sections[middle];
        int order = str_compare(section->name, str_of(name));
        if (order == 0)
            return section->type == type && (dim0 == 0 || section->dims[0] == dim0) &&
                           (dim1 == 0 || section->dims[1] == dim1)
                       ? section
                       : NULL;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- Writing ---------------------------------------------------------------------------- */

struct model_builder {
    arena *arena;
    const char *name;
    array_of(model_section) sections; /* in byte order of their names */
};

model_builder *model_builder_new(arena *arena, const char *name)
{
    model_builder *builder = arena_new(arena, model_builder);
    builder->arena = arena;
    builder->name = name;
    return builder;
}

static void add(model_builder *builder, model_section section)
{
    uint32_t at = 0;
    while (at < builder->sections.count &&
           str_compare(builder->sections.items[at].name, section.name) < 0)
        at++;
    if (at == builder->sections.count ||
        !str_equal(builder->sections.items[at].name, section.name)) {
        array_push(builder->arena, &builder->sections);
        memmove(&builder->sections.items[at + 1], &builder->sections.items[at],
                (builder->sections.count - 1 - at) * sizeof section);
    }
    builder->sections.items[at] = section;
}

void model_builder_add(model_builder *builder, const char *name, model_type type,
                       const uint32_t dims[4], const void *data)
{
    model_section section = {.name = str_of(name), .type = type, .data = data, .count = 1};
    for (int i = 0; i < 4; i++) {
        section.dims[i] = dims[i] > 0 ? dims[i] : 1;
        section.count *= section.dims[i];
    }
    add(builder, section);
}

void model_builder_add_all(model_builder *builder, const model *model)
{
    for (size_t i = 0; i < model->count; i++)
        add(builder, model->sections[i]);
}

static void put_name(char *field, str name)
{
    size_t length = name.len < MODEL_NAME_MAX ? name.len : MODEL_NAME_MAX - 1;
    if (length > 0)
        memcpy(field, name.data, length);
}

static void put_section(char *file, size_t index, const model_section *section, uint64_t offset)
{
    char *row = file + HEADER_SIZE + index * SECTION_SIZE;
    uint32_t type = section->type;
    put_name(row, section->name);
    memcpy(row + AT_SECTION_TYPE, &type, sizeof type);
    memcpy(row + AT_SECTION_DIMS, section->dims, sizeof section->dims);
    memcpy(row + AT_SECTION_OFFSET, &offset, sizeof offset);
    memcpy(file + offset, section->data, section->count * TYPE_SIZES[section->type]);
}

str model_builder_bytes(arena *arena, const model_builder *builder)
{
    const uint32_t version = MODEL_VERSION;
    const uint32_t count = builder->sections.count;
    const model_section *sections = builder->sections.items;
    const uint64_t first = HEADER_SIZE + (uint64_t)count * SECTION_SIZE;
    uint64_t size = first;
    for (uint32_t i = 0; i < count; i++)
        size = aligned(size + sections[i].count * TYPE_SIZES[sections[i].type]);

    char *file = arena_array(arena, char, (size_t)size + MODEL_ALIGN);
    file += (MODEL_ALIGN - (uintptr_t)file % MODEL_ALIGN) % MODEL_ALIGN;
    memcpy(file, MAGIC, sizeof MAGIC);
    memcpy(file + AT_VERSION, &version, sizeof version);
    memcpy(file + AT_COUNT, &count, sizeof count);
    memcpy(file + AT_SIZE, &size, sizeof size);
    put_name(file + AT_NAME, str_of(builder->name));
    uint64_t offset = first;
    for (uint32_t i = 0; i < count; i++) {
        put_section(file, i, &sections[i], offset);
        offset = aligned(offset + sections[i].count * TYPE_SIZES[sections[i].type]);
    }
    uint64_t sum = checksum(file, (size_t)size);
    memcpy(file + AT_CHECKSUM, &sum, sizeof sum);
    return (str){file, (size_t)size};
}
