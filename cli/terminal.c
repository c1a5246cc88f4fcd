/* terminal.c - see terminal.h. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_READABLE = 100 };

static unsigned readable(unsigned long width)
{
    return width < WIDTH_MIN        ? WIDTH_MIN
           : width > WIDTH_READABLE ? WIDTH_READABLE
                                    : (unsigned)width;
}

unsigned terminal_width(const options *options, const output *output)
{
    struct winsize size;
    if (options->width > 0)
        return options->width;
    if (!output_is_terminal(output))
        return WIDTH_DEFAULT;
    if (ioctl(fileno(output->file), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return readable(size.ws_col);
    const char *columns = getenv("COLUMNS");
    const unsigned long width = columns != NULL ? strtoul(columns, NULL, 10) : 0;
    return width > 0 ? readable(width) : WIDTH_DEFAULT;
}

bool terminal_color(const options *options, const output *output)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    switch (options->color) {
    case COLOR_ALWAYS:
        return true;
    case COLOR_NEVER:
        return false;
    case COLOR_AUTO:
        break;
    }
    return output_is_terminal(output) && (no_color == NULL || no_color[0] == '\0') &&
           terminal != NULL && strcmp(terminal, "dumb") != 0;
}
