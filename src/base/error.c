/* error.c - see error.h. The message reaches terminals, logs and the record, so it always
 * becomes one line of valid UTF-8, whatever path or text was put into it. */
#include "base/error.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool breaks_the_line(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static void make_one_line(char *message, size_t len)
{
    const str text = {message, len};
    for (size_t at = 0; at < len;) {
        const size_t start = at;
        const uint32_t c = utf8_next(text, &at);
        if (breaks_the_line(c))
            memset(message + start, ' ', at - start);
        else if (c == UTF8_REPLACEMENT && at - start == 1)
            message[start] = '?';
    }
}

readout_status error_set(readout_error *error, readout_status status, const char *format, ...)
{
    if (error == NULL)
        return status;

    /* Longer than the message by what a character at the cut may need, and apart from it,
     * because an argument may be the old message. */
    char text[sizeof error->message + 4];
    va_list arguments;
    va_start(arguments, format);
    const int need = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);

    size_t len = need > 0 ? (size_t)need : 0;
    if (len >= sizeof text)
        len = sizeof text - 1;
    len = utf8_floor((str){text, len}, sizeof error->message - 1);
    make_one_line(text, len);
    memcpy(error->message, text, len);
    error->message[len] = '\0';
    error->status = status;
    return status;
}

readout_status error_clear(readout_error *error)
{
    if (error != NULL) {
        error->status = READOUT_OK;
        error->message[0] = '\0';
    }
    return READOUT_OK;
}
