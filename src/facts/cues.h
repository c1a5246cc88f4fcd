/* cues.h - the words that mark a statement. */
#ifndef FACTS_CUES_H
#define FACTS_CUES_H

#include "base/map.h"

#include <readout.h>

typedef enum cue_use {
    CUE_PLAIN = 0,  /* "said" marks a statement wherever it stands */
    CUE_CLAUSE,     /* only before "that", a quotation or a comma: "reports", "added", "noted" */
    CUE_ADDRESSEE,  /* somebody follows: "told CNN" */
    CUE_OBJECT      /* what follows needs no "that": "denied allegations" */
} cue_use;

typedef struct cue {
    const char *lemma;
    const char *forms; /* inflected forms between spaces, lower case */
    readout_cue_class class_;
    cue_use use;
} cue;

/* All forms of the table, for finding them: built once a report, in `arena`. */
map cue_index(arena *arena);

/* The cue that has this form, in any case of ASCII letters, or NULL. */
const cue *cue_find(const map *index, str form);

#endif
