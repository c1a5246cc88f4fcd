/* train_lists.h - the gazetteer as word lists, for train/language.c. */
#ifndef LANGUAGE_TRAIN_LISTS_H
#define LANGUAGE_TRAIN_LISTS_H

#include "language/train_examples.h"

/* Reads what it knows of a folder: given_names.txt, surnames.txt, world-cities.csv,
 * countries.json, sp500.csv. A file that is missing is passed over. */
bool train_lists_read(arena *arena, const char *folder, word_lists *lists, readout_error *error);

#endif
