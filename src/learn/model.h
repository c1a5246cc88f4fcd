/* model.h - the model file: named sections of numbers, read where they lie.
 *
 *   +--------+---------+-------------------------+----------- ... -+
 *   | magic  | header  | section table           | section bytes   |
 *   | 8      | 56      | count x 64              | 64-byte aligned |
 *   +--------+---------+-------------------------+----------- ... -+
 *
 *   magic    "READOUT\x01"
 *   header   u32 version, u32 section count, u64 file size, u64 checksum, char name[32]:
 *            "readout-en 0.1"
 *   section  char name[32], u32 type, u32 dims[4], u32 reserved (0), u64 offset
 *
 * Numbers are little-endian. Names end with a NUL and are padded with NULs. Sections stand
 * in byte order of their names (so none is there twice) and lie in that order, each at the
 * next multiple of 64. The checksum covers the whole file but its own 8 bytes. Loading
 * checks all of this, so the code that uses a section only checks that it has the shape
 * that it needs.
 */
#ifndef LEARN_MODEL_H
#define LEARN_MODEL_H

#include "base/arena.h"
#include "base/str.h"

#include <readout.h>

typedef enum model_type {
    MODEL_BYTES = 0,
    MODEL_I8,
    MODEL_I16,
    MODEL_I32,
    MODEL_F32,
    MODEL_U16
} model_type;

enum { MODEL_VERSION = 1, MODEL_NAME_MAX = 32, MODEL_SECTIONS_MAX = 1024, MODEL_ALIGN = 64 };

typedef struct model_section {
    str name;
    model_type type;
    uint32_t dims[4]; /* unused ones are 1, none is 0 */
    size_t count;     /* of elements */
    const void *data; /* aligned to 64 bytes */
} model_section;

typedef struct readout_model model; /* its definition is in model.c */

/* Reads a model from bytes that outlive it (`copy` false) or from a copy of them. The bytes
 * must be aligned to 64 unless they are copied. READOUT_ERR_MODEL says what is wrong with
 * them, READOUT_ERR_MEMORY that there was none. The caller frees *out. */
readout_status model_read(str bytes, bool copy, model **out, readout_error *error);

/* The one built into the library; READOUT_ERR_MODEL when the library was built without. */
readout_status model_built_in(model **out, readout_error *error);

/* A model without sections, of name "none": for tests, and where there is no file. */
readout_status model_empty(model **out, readout_error *error);

void model_free(model *model);

/* What was made from the model for all of its users, until it is freed; NULL: nothing yet. Any
 * thread may call both. Of several that share something the first wins, and all get that back:
 * it is the model's to release, the others' stay with their makers. */
void *model_shared(const model *model);
void *model_share(const model *model, void *made, void (*release)(void *made));
const char *model_name(const model *model); /* "readout-en 0.1 (3f2a9c01)" */

/* All sections, in byte order of their names. */
const model_section *model_sections(const model *model, size_t *count);

/* A section by name if it has this type and these dimensions (0: any), else NULL. */
const model_section *model_find(const model *model, const char *name, model_type type,
                                uint32_t dim0, uint32_t dim1);

/* Writing, for the trainers. Names, shorter than MODEL_NAME_MAX, and data are borrowed until
 * model_builder_bytes. A section added twice replaces the first, so that a trainer can take
 * over what another trainer made (model_builder_add_all) and add its own. */
typedef struct model_builder model_builder;
model_builder *model_builder_new(arena *arena, const char *name);
void model_builder_add(model_builder *builder, const char *name, model_type type,
                       const uint32_t dims[4], const void *data);
void model_builder_add_all(model_builder *builder, const model *model);

/* The file, aligned to 64, in the arena. */
str model_builder_bytes(arena *arena, const model_builder *builder);

#endif
