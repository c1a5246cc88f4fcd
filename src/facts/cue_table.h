/* cue_table.h - the rows of cue_table.c. */
#ifndef FACTS_CUE_TABLE_H
#define FACTS_CUE_TABLE_H

#include "facts/cues.h"

extern const cue cue_table[];
extern const uint32_t cue_table_count;

#endif
