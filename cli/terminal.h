/* terminal.h - how wide the text is and whether it has colours. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "output.h"

/* --width, else that of the terminal (at most 100, for reading), else COLUMNS, else 80. */
unsigned terminal_width(const options *options, const output *output);

/* --color; auto: on a terminal that is not "dumb", unless NO_COLOR is set (no-color.org). */
bool terminal_color(const options *options, const output *output);

#endif
