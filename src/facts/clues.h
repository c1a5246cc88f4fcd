/* clues.h - words around a cue, and how much each of them speaks for a statement. */
#ifndef FACTS_CLUES_H
#define FACTS_CLUES_H

#include "facts/cues.h"

/* What a word is to the cue. */
typedef enum clue_role {
    CLUE_SUBJECT = 0, /* lemma of who speaks, if it is no name */
    CLUE_CONTENT,     /* lemma of what heads the content */
    CLUE_PREPOSITION, /* in front of the content */
    CLUE_GOVERNOR,    /* lemma of what the cue hangs on */
    CLUE_ADVERB,      /* lemma */
    CLUE_AUXILIARY,
    CLUE_MARK,   /* that, if, to: in front of the cue's clause */
    CLUE_PHRASE, /* the preposition of a phrase below the cue */
    CLUE_CHILD,  /* the relation of a word below the cue */
    CLUE_BEFORE, /* the word in front of the cue */
    CLUE_BEHIND, /* the word behind it */
    CLUE_TAG,    /* of the cue: VBD */
    CLUE_ROLE_COUNT
} clue_role;

enum { CLUES_MAX = 40, CLUE_INITIALS = 28 };

typedef struct clue {
    clue_role role;
    str word;
} clue;

/* A row of the table: hundredths of log odds. Rows of a role stand together, sorted by the bytes
 * of the word, which is in small letters. */
typedef struct clue_row {
    uint8_t role;
    const char *word;
    int16_t weight;
} clue_row;

extern const clue_row clue_table[];
extern const uint32_t clue_table_count;

/* Where the rows of a role and of a first letter begin: [0] is for what sorts before letters,
 * [27] for what sorts behind them. */
typedef struct clue_index {
    uint32_t first[CLUE_ROLE_COUNT][CLUE_INITIALS];
    uint32_t end[CLUE_ROLE_COUNT][CLUE_INITIALS];
} clue_index;

void clue_index_init(clue_index *index);

/* As strcmp: a word in letters of any size with one in small letters. */
int clue_compare(str word, const char *row);

/* The weight of a clue; 0 if the table does not have it. */
int32_t clue_weight(const clue_index *index, clue clue);

#endif
