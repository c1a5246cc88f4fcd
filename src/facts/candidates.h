/* candidates.h - words that may mark a statement, with what their clause offers as speaker,
 * content and addressee, and a score of how likely they do. */
#ifndef FACTS_CANDIDATES_H
#define FACTS_CANDIDATES_H

#include "facts/clues.h"
#include "facts/syntax.h"

enum { PIECES_MAX = 4 };

typedef struct candidate {
    uint32_t at; /* the cue's token */
    const cue *cue;
    frame frame;
    uint32_t source;          /* head of the words for the speaker, or TOKEN_NONE */
    uint32_t pointer;         /* the relative pronoun that stands for it, or TOKEN_NONE */
    uint32_t addressee;       /* head, or TOKEN_NONE */
    range pieces[PIECES_MAX]; /* content */
    uint32_t piece_count;
    uint32_t content_head; /* what `frame` was told by, or TOKEN_NONE */
    uint64_t signs;        /* bit i: enum cue_sign i */
    bool passive;
    int32_t score; /* over 0: a statement */
} candidate;

/* The cues among the words of a report. */
typedef struct cue_map {
    map index;
    clue_index clues;
    const cue **at;   /* [token]: its row of the table, or NULL */
    uint32_t *strong; /* [sentence]: how many strong verbs it has */
} cue_map;

cue_map cue_map_of(arena *arena, const syntax *syntax);

/* Reads the clause of a word that may be this cue. */
candidate candidate_read(const syntax *syntax, const cue_map *cues, uint32_t at, const cue *cue);

/* Is it nearly as often no statement? Of those of PolNeAR's dev part every second one is none; of
 * the others, every tenth. */
bool candidate_is_tentative(const syntax *syntax, const candidate *candidate);

/* The words that the score of a candidate looks at, beside its signs; gives their number. */
uint32_t candidate_clues(const syntax *syntax, const candidate *candidate, clue clues[CLUES_MAX]);

/* sources.c: the head of the words for who speaks. */
uint32_t source_of(const syntax *syntax, uint32_t at, uint32_t *pointer);

/* The same by position: the phrase of nouns just before the verb, and the one that starts at
 * token `from`; TOKEN_NONE if there is none. */
uint32_t source_beside(const syntax *syntax, uint32_t at);
uint32_t source_behind(const syntax *syntax, uint32_t from);

/* Is the verb in the passive, or a participle as in "convened by"? */
bool source_passive(const syntax *syntax, uint32_t at);

/* "Asked whether it was so, Reeve said": is this the question that is put to him? */
bool source_is_asked(const syntax *syntax, uint32_t at);

/* Is a cue one that speech is mostly told with: "said"? */
bool cue_is_strong(const cue *cue);

/* Is a common noun one for people? */
bool means_people(const syntax *syntax, uint32_t at);

/* content.c: fills frame, pieces, content_head and addressee. */
void content_find(const syntax *syntax, candidate *candidate);

/* Adds a piece of content, without overlap with the others. */
void content_add(candidate *candidate, range piece);

#endif
