/* layout.h - structs as bytes and back, by tables that say what their fields are.
 *
 *     static const layout_field fields[] = {LAYOUT_INDEX(name, sentence, BOUND_SENTENCES),
 *                                           LAYOUT_TEXT(name, form)};
 *     static const layout name_layout = LAYOUT_OF(name, fields);
 *
 *     items    [sentence form][sentence form][sentence form]
 *     numbers  sentence sentence sentence | form form form      column by column; those of four
 *     texts    "Anner" "Lindhaven"                              bytes as steps from the last one
 *
 * A text is kept once and then by its number. Columns of small steps are what a packer makes
 * small. What is read comes from outside: every number is checked against its limit before anybody
 * uses it (layout_fits), and no more memory is taken than the bytes can fill. */
#ifndef BASE_LAYOUT_H
#define BASE_LAYOUT_H

#include "base/array.h"
#include "base/str.h"

typedef enum layout_kind {
    LAYOUT_KIND_NUMBER = 0, /* unsigned, bool or enum of one, two or four bytes */
    LAYOUT_KIND_TEXT,       /* str */
    LAYOUT_KIND_WORDS,      /* const char *, which may be NULL */
    LAYOUT_KIND_STRUCT,     /* one inside the other */
    LAYOUT_KIND_LIST,       /* array_of() */
    LAYOUT_KIND_PLAIN_LIST  /* a pointer, and a uint32_t count elsewhere in the struct */
} layout_kind;

/* What a number can be. `bound` is a number, or of the caller's bounds which. */
typedef enum layout_limit {
    LAYOUT_LIMIT_NONE = 0,
    LAYOUT_LIMIT_BELOW,         /* under `bound` itself */
    LAYOUT_LIMIT_INDEX,         /* under bounds[bound] */
    LAYOUT_LIMIT_INDEX_OR_NONE, /* or UINT32_MAX */
    LAYOUT_LIMIT_UP_TO,         /* at most bounds[bound] */
    LAYOUT_LIMIT_END,           /* from the field before it up to bounds[bound] */
    LAYOUT_LIMIT_COUNT          /* with the field before it at most bounds[bound] */
} layout_limit;

typedef struct layout_field {
    layout_kind kind;
    layout_limit limit;
    uint32_t bound;
    size_t at;
    size_t size;             /* of a number */
    size_t count_at;         /* of a plain list */
    const struct layout *of; /* a struct's, or a list's items' */
} layout_field;

typedef struct layout {
    size_t size;
    const layout_field *fields;
    size_t count;
} layout;

#define LAYOUT_NUMBER(type, member, what, which)                                                   \
    {                                                                                              \
        .kind = LAYOUT_KIND_NUMBER, .limit = (what), .bound = (which),                             \
        .at = offsetof(type, member), .size = sizeof((type *)0)->member                            \
    }
#define LAYOUT_ANY(type, member) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_NONE, 0)
#define LAYOUT_BELOW(type, member, end) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_BELOW, end)
#define LAYOUT_INDEX(type, member, which) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_INDEX, which)
#define LAYOUT_INDEX_OR_NONE(type, member, which)                                                  \
    LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_INDEX_OR_NONE, which)
#define LAYOUT_UP_TO(type, member, which) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_UP_TO, which)
#define LAYOUT_END(type, member, which) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_END, which)
#define LAYOUT_COUNT(type, member, which) LAYOUT_NUMBER(type, member, LAYOUT_LIMIT_COUNT, which)
#define LAYOUT_TRUTH(type, member) LAYOUT_BELOW(type, member, 2)
#define LAYOUT_TEXT(type, member)                                                                  \
    {                                                                                              \
        .kind = LAYOUT_KIND_TEXT, .at = offsetof(type, member)                                     \
    }
#define LAYOUT_WORDS(type, member)                                                                 \
    {                                                                                              \
        .kind = LAYOUT_KIND_WORDS, .at = offsetof(type, member)                                    \
    }
#define LAYOUT_STRUCT(type, member, what)                                                          \
    {                                                                                              \
        .kind = LAYOUT_KIND_STRUCT, .at = offsetof(type, member), .of = (what)                     \
    }
#define LAYOUT_LIST(type, member, what)                                                            \
    {                                                                                              \
        .kind = LAYOUT_KIND_LIST, .at = offsetof(type, member), .of = (what)                       \
    }
#define LAYOUT_PLAIN_LIST(type, member, counted, what)                                             \
    {                                                                                              \
        .kind = LAYOUT_KIND_PLAIN_LIST, .at = offsetof(type, member),                              \
        .count_at = offsetof(type, counted), .of = (what)                                          \
    }
#define LAYOUT_OF(type, rows)                                                                      \
    {                                                                                              \
        sizeof(type), (rows), sizeof(rows) / sizeof(rows)[0]                                       \
    }

/* Of lists of texts and of numbers. */
extern const layout layout_text;
extern const layout layout_number;

/* Adds a struct to `out`. */
void layout_write(const layout *layout, const void *item, arena *scratch, buffer *out);

/* Fills a zeroed struct; what it points at is in the arena or in the bytes, which must live as
 * long. False: these are no such bytes. */
bool layout_read(const layout *layout, arena *keep, arena *scratch, str bytes, void *item);

/* Is every number within its limit? */
bool layout_fits(const layout *layout, const void *item, const uint32_t *bounds);

#endif
