/* json.c - see json.h. */
#include "record/json.h"

#include "base/utf8.h"

#include <inttypes.h>

static void begin(json *json)
{
    if (json->comma)
        sink_text(json->sink, ",");
    json->comma = true;
}

void json_open(json *json, char bracket)
{
    begin(json);
    sink_str(json->sink, (str){&bracket, 1});
    json->comma = false;
}

void json_close(json *json, char bracket)
{
    sink_str(json->sink, (str){&bracket, 1});
    json->comma = true;
}

void json_key(json *json, const char *key)
{
    json_text(json, key);
    sink_text(json->sink, ":");
    json->comma = false;
}

void json_break(json *json)
{
    if (json->comma)
        sink_text(json->sink, ",");
    sink_text(json->sink, "\n");
    json->comma = false;
}

/* The bytes that go out as they are: from `from` up to the first that must be escaped. */
static size_t plain_until(str text, size_t from)
{
    size_t at = from;
    while (at < text.len) {
        size_t next = at;
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f)
            break;
        if (byte < 0x80) {
            at++;
            continue;
        }
        uint32_t c = utf8_next(text, &next);
        if (c < 0xa0 || next == at + 1)
            break;
        at = next;
    }
    return at;
}

static void escape(json *json, uint32_t c)
{
    static const char *const shorts[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n",  ['\f'] = "\\f",
        ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\",
    };
    if (c < sizeof shorts / sizeof shorts[0] && shorts[c] != NULL)
        sink_text(json->sink, shorts[c]);
    else
        sink_format(json->sink, "\\u%04" PRIx32, c);
}

void json_str(json *json, str text)
{
    begin(json);
    sink_text(json->sink, "\"");
    for (size_t at = 0; at < text.len;) {
        size_t end = plain_until(text, at);
        sink_str(json->sink, str_slice(text, at, end));
        at = end;
        if (at < text.len)
            escape(json, utf8_next(text, &at));
    }
    sink_text(json->sink, "\"");
}

void json_str_or_null(json *json, str text)
{
    if (text.len > 0)
        json_str(json, text);
    else
        json_null(json);
}

void json_text(json *json, const char *text)
{
    json_str(json, str_of(text));
}

void json_number(json *json, uint64_t number)
{
    begin(json);
    sink_format(json->sink, "%" PRIu64, number);
}

void json_hundredths(json *json, double number)
{
    const double bounded = number > 0 ? (number < 1e6 ? number : 1e6) : 0;
    const uint64_t hundredths = (uint64_t)(bounded * 100 + 0.5);
    begin(json);
    sink_format(json->sink, "%" PRIu64 ".%02" PRIu64, hundredths / 100, hundredths % 100);
}

void json_bool(json *json, bool truth)
{
    begin(json);
    sink_text(json->sink, truth ? "true" : "false");
}

void json_null(json *json)
{
    begin(json);
    sink_text(json->sink, "null");
}

void json_strs(json *json, readout_strs strs)
{
    json_open(json, '[');
    for (size_t i = 0; i < strs.count; i++)
        json_str(json, strs.items[i]);
    json_close(json, ']');
}
