/* sink.c - output to a callback: gathers small writes, stops quietly when it returns false. */
#include "record/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void send(record_sink *sink, const char *data, size_t len)
{
    if (!sink->failed && len > 0 && !sink->write(sink->payload, data, len))
        sink->failed = true;
}

void sink_flush(record_sink *sink)
{
    send(sink, sink->hold, sink->held);
    sink->held = 0;
}

void sink_str(record_sink *sink, str text)
{
    if (sink->failed || text.len == 0)
        return;
    if (text.len > sizeof sink->hold - sink->held)
        sink_flush(sink);
    if (text.len > sizeof sink->hold) {
        send(sink, text.data, text.len);
        return;
    }
    memcpy(sink->hold + sink->held, text.data, text.len);
    sink->held += text.len;
}

void sink_text(record_sink *sink, const char *text)
{
    sink_str(sink, str_of(text));
}

void sink_format(record_sink *sink, const char *format, ...)
{
    char text[257];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        sink_str(sink,
                 (str){text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1});
}
