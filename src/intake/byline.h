/* byline.h - bylines inside intake; byline_authors stands in intake.h. */
#ifndef INTAKE_BYLINE_H
#define INTAKE_BYLINE_H

#include "base/str.h"

/* "By Jane Doe, Rome", "Jane Doe, Staff Reporter": a whole line that says who wrote it. */
bool byline_is_line(str line);

/* Made as the names of people are: "Jane Doe", "Ludwig van Beethoven". */
bool byline_is_name(str text);

#endif
