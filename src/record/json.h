/* json.h - writing JSON, one value after the other; commas put themselves.
 *
 *     json json = {.sink = sink};
 *     json_open(&json, '{');
 *     json_key(&json, "name"), json_str(&json, name);
 *     json_close(&json, '}');
 *
 * What comes out is always valid UTF-8: invalid bytes become U+FFFD, control characters are
 * escaped. Numbers do not depend on the locale.
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include "record/record.h"

typedef struct json {
    record_sink *sink;
    bool comma; /* the next value follows another one */
} json;

void json_open(json *json, char bracket);
void json_close(json *json, char bracket);
void json_key(json *json, const char *key);
void json_break(json *json); /* the next value begins a line */

void json_str(json *json, str text);
void json_str_or_null(json *json, str text); /* null when empty */
void json_text(json *json, const char *text);
void json_number(json *json, uint64_t number);
void json_hundredths(json *json, double number); /* >= 0, with two decimals */
void json_bool(json *json, bool truth);
void json_null(json *json);
void json_strs(json *json, readout_strs strs);

#endif
