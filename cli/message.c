/* message.c - see message.h. */
#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* C0, DEL, and C1 as UTF-8 (0xc2 0x80 .. 0xc2 0x9f) become \xNN. */
static void put(readout_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char byte = (unsigned char)text.data[i];
        const unsigned char next = i + 1 < text.len ? (unsigned char)text.data[i + 1] : 0;
        if (byte < 0x20 || byte == 0x7f)
            fprintf(stderr, "\\x%02x", byte);
        else if (byte == 0xc2 && next >= 0x80 && next < 0xa0)
            fprintf(stderr, "\\x%02x", text.data[++i] & 0xff);
        else
            fputc(byte, stderr);
    }
}

void message(const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs("readout: ", stderr);
    put((readout_str){text, strlen(text)});
    fputc('\n', stderr);
}

void message_about(readout_str subject, readout_str reason)
{
    fputs("readout: ", stderr);
    put(subject);
    fputs(": ", stderr);
    put(reason);
    fputc('\n', stderr);
}
