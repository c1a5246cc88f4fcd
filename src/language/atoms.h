/* atoms.h - text in the smallest pieces that a token can be made of.
 *
 *     text    "He's at $5.50 (don't ask)."
 *     atoms    He|'s|at|$|5|.|50|(|do|n't|ask|)|.
 *
 * A boundary of words, numbers and marks as in UAX #29, but without its rules that join
 * (5.50, e-mail, U.S.): whether two atoms make one token is for splitter.h to say. Whole
 * are only what has an inner grammar of its own: addresses, e-mails, runs of one mark
 * ("...", "-----"), emoji, clitics.
 */
#ifndef LANGUAGE_ATOMS_H
#define LANGUAGE_ATOMS_H

#include "base/array.h"
#include "base/str.h"

/* How an atom or token looks. */
typedef enum shape {
    SHAPE_NONE = 0, /* outside the block */
    SHAPE_LOWER,    /* the */
    SHAPE_CAPITAL,  /* The */
    SHAPE_INITIAL,  /* T */
    SHAPE_UPPER,    /* THE */
    SHAPE_MIXED,    /* iPhone, McBride */
    SHAPE_CASELESS,
    SHAPE_IDEOGRAPH,
    SHAPE_DIGIT_1,
    SHAPE_DIGIT_2,
    SHAPE_DIGIT_3,
    SHAPE_DIGIT_4,
    SHAPE_DIGITS,
    SHAPE_CLITIC, /* 's, n't */
    SHAPE_WEB,    /* an address, an e-mail, #tag */
    SHAPE_PERIOD,
    SHAPE_TERMINAL, /* ! ? !!! */
    SHAPE_ELLIPSIS, /* ... .. … */
    SHAPE_COMMA,
    SHAPE_COLON,
    SHAPE_SEMICOLON,
    SHAPE_QUOTE,
    SHAPE_APOSTROPHE,
    SHAPE_OPEN,
    SHAPE_CLOSE,
    SHAPE_HYPHEN,
    SHAPE_DASH, /* – — -- */
    SHAPE_BULLET,
    SHAPE_SLASH,
    SHAPE_PUNCT,
    SHAPE_RULE, /* a long run of one mark: ----- */
    SHAPE_SYMBOL,
    SHAPE_MONEY,
    SHAPE_EMOJI,
    /* Tokens of several atoms: */
    SHAPE_ABBREVIATION_LOWER, /* a.m. etc. */
    SHAPE_ABBREVIATION_TITLE, /* Mr. */
    SHAPE_ABBREVIATION_UPPER, /* U.S. */
    SHAPE_SEVERAL_LOWER,
    SHAPE_SEVERAL_UPPER,
    SHAPE_SEVERAL_DIGIT,
    SHAPE_SEVERAL_MARKS,
    SHAPE_COUNT
} shape;

typedef struct atom {
    uint32_t start; /* bytes of the text */
    uint32_t end;
    uint32_t form; /* hash of its characters' normal forms */
    uint8_t shape;
    bool space_before; /* white space or the start */
    bool word_inside;  /* the second or later part of one written word: n't, the na of gonna */
    bool word_likely;  /* ... and it is one hardly ever used otherwise */
} atom;
typedef array_of(atom) atom_array;

enum { ATOM_BYTES_MAX = 1000, ATOM_PADDING = 4 };

/* Adds the atoms of bytes [start, end) of valid UTF-8 text, with ATOM_PADDING empty ones
 * in front and behind. No atom is longer than ATOM_BYTES_MAX. */
void atoms_find(arena *arena, str text, uint32_t start, uint32_t end, atom_array *atoms);

bool shape_is_word(uint8_t shape);     /* has letters or digits */
bool shape_is_terminal(uint8_t shape); /* . ? ! ... */
bool shape_is_upper(uint8_t shape);    /* starts with a capital */

#endif
