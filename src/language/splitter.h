/* splitter.h - which atoms make a token, and where sentences end: two linear classifiers
 * and what they look at.
 *
 *     atoms    He|'s|at|$|5|.|50|.|Then  ...
 *     gaps       W  .  . S J  J  S  .        between atoms without white space: split,
 *                                            join, or a further word of the same token
 *     pieces   He 's at $ 5.50 . | Then ...
 *     ends            -  -   - - E           after which piece a sentence ends
 *
 * Trained by train/segment.c, which runs this very code and listens to it. Without a model,
 * or with one that lacks the sections "segment.*", simple rules decide.
 */
#ifndef LANGUAGE_SPLITTER_H
#define LANGUAGE_SPLITTER_H

#include "language/atoms.h"
#include "learn/linear.h"
#include "learn/model.h"

typedef enum gap { GAP_SPLIT = 0, GAP_JOIN, GAP_WORD, GAP_COUNT } gap;

/* A word, as a token of analysis.h, with what the classifiers want to know of it. */
typedef struct piece {
    uint32_t start; /* bytes of the text */
    uint32_t end;
    uint32_t form;
    uint16_t lexeme; /* see lexicon */
    uint8_t shape;
    uint8_t abbreviation; /* of a word with its period */
    bool space_before;
    bool joined;  /* the second or later word of a surface token */
    bool is_last; /* a sentence ends behind it */
} piece;
typedef array_of(piece) piece_array;

enum { PIECE_PADDING = 4, FEATURES_MAX = 64 };

/* Told of each decision before it is taken, with its features; may change it. `at` is the
 * byte of the text where the gap is. For training. */
typedef struct splitter_observer {
    void *context;
    void (*gap)(void *context, uint32_t at, const uint32_t *features, uint32_t count, gap *gap);
    void (*end)(void *context, uint32_t at, const uint32_t *features, uint32_t count, bool *end);
} splitter_observer;

/* Word forms to what is known of them: a hash table of one slot a form, 0 is empty.
 *     bits 0-9 word cluster   10-11 how often it is capitalised   12-15 check */
enum { LEXEME_CLUSTER = 0x3ff, LEXEME_CASE_SHIFT = 10, LEXEME_CHECK_SHIFT = 12 };
typedef enum lexeme_case {
    CASE_UNKNOWN = 0,
    CASE_LOWER, /* hardly ever capitalised inside a sentence */
    CASE_EITHER,
    CASE_UPPER
} lexeme_case;

typedef struct splitter {
    linear gaps;             /* GAP_COUNT classes; no weights: rules */
    linear ends;             /* one class */
    int32_t end_threshold;   /* a sentence ends where the score is higher */
    const uint16_t *lexicon; /* or NULL */
    uint32_t lexicon_size;   /* a power of two */
    const splitter_observer *observer;
} splitter;

/* The names of its sections in a model file. */
#define SPLITTER_GAPS "segment.gaps"             /* I16 [rows][GAP_COUNT] */
#define SPLITTER_ENDS "segment.ends"             /* I16 [rows] */
#define SPLITTER_THRESHOLDS "segment.thresholds" /* I32 [1]: of the ends */
#define SPLITTER_LEXICON "segment.lexicon"       /* U16 [slots] */

/* A view into the model, which may be NULL; sections of a wrong shape count as missing. */
splitter splitter_of(const model *model);

/* Slot and check bits of a form in a lexicon. */
uint32_t lexicon_slot(uint32_t form, uint32_t size);
uint16_t lexicon_check(uint32_t form);

/* Splits one block, bytes [start, end) of the text. The pieces have PIECE_PADDING empty ones
 * in front and behind; both arrays must be empty. */
void splitter_run(const splitter *splitter, arena *scratch, str text, uint32_t start, uint32_t end,
                  piece_array *pieces);

#endif
