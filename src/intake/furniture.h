/* furniture.h - the words that tell a page's furniture from its story: the table's shape.
 *
 * A pattern is made of words and signs in lower case, with blanks between them:
 *
 *     *      any words, also none          ?     exactly one word or sign
 *     #      a number: 12, 1,200, 3.5k     @     a handle, an address or a link: @desk
 *
 * It must match the whole line: "copyright *" begins with it, "* all rights reserved *" has
 * it anywhere. Before matching, a line is put in lower case, apostrophes are made straight,
 * signs are set apart ("photo:" is "photo :"), bullets, brackets and quotation marks at its
 * beginning and . : ! and the like at its end are taken off. Only the first FURNITURE_WORDS
 * words and signs of a line are looked at.
 */
#ifndef INTAKE_FURNITURE_H
#define INTAKE_FURNITURE_H

#include "intake/report.h"

enum { FURNITURE_WORDS = 64, FURNITURE_ROWS_MAX = 1024 };

typedef enum furniture_force {
    FURNITURE_NONE = 0,
    FURNITURE_HINT, /* two different ones are needed */
    FURNITURE_SURE,
    FURNITURE_LIST, /* sure, and a list of links follows: "Related articles" */
    FURNITURE_END   /* sure, and in the lower part of a page nothing of the story follows */
} furniture_force;

typedef struct furniture_row {
    const char *pattern;
    block_kind kind;
    uint8_t words; /* a line with more words is not meant; 0: any */
    furniture_force force;
    const char *from; /* where one meets it */
} furniture_row;

extern const furniture_row furniture_rows[];
extern const size_t furniture_row_count;

typedef struct furniture_verdict {
    block_kind kind; /* BLOCK_PROSE: nothing speaks against it */
    furniture_force force;
} furniture_verdict;

/* Judges one line, or one paragraph, by its words alone. */
furniture_verdict furniture_judge(str line);

#endif
