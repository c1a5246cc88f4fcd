/* charset.c - any charset to UTF-8, with a map back to the original bytes.
 *
 *   original  |ascii stretch|é|ascii stretch|
 *              \           \ \            \          runs keep ASCII stretches in step;
 *   UTF-8      |ascii stretch|éé|ascii stretch|      a run of length 0 marks where each
 *              run            mark run               converted character begins
 *
 * Which charset, in this order:
 *   1. a byte order mark, or the zero bytes of UTF-16 and UTF-32;
 *   2. what the sender declares (HTTP header, then an HTML meta element) - except that text
 *      which is valid UTF-8 with at least one non-ASCII character is UTF-8 whatever is
 *      declared: by chance that happens to no other charset;
 *   3. UTF-8 when valid, or when most of its sequences are;
 *   4. what uchardet says, if there are enough non-ASCII bytes to tell by;
 *   5. windows-1252, which gives every byte a character (WHATWG Encoding Standard).
 * ISO-8859-1 and US-ASCII are read as windows-1252, as browsers do (same standard).
 */
#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/sniff.h"

#include <iconv.h>
#include <string.h>

#include <uchardet.h>

enum {
    DETECT_BYTES = 1 << 18, /* shown to uchardet */
    META_BYTES = 4096,      /* searched for a meta declaration; the standard says 1024 */
    NAME_MAX_BYTES = 40,
    SEQUENCE_MAX = 8, /* bytes of one character in any charset, escape sequences included */
};

/* ---- Writing the result -------------------------------------------------------------- */

typedef struct output {
    arena *arena;
    buffer text;
    source_run_array *runs;
    size_t bad;       /* bytes that mean nothing */
    size_t first_bad; /* offset of the first */
} output;

static void add_run(output *out, size_t source, size_t length)
{
    source_run *run = array_push(out->arena, out->runs);
    run->text = (uint32_t)out->text.len;
    run->source = (uint32_t)source;
    run->length = (uint32_t)length;
}

static void add_same(output *out, str content, size_t start, size_t end)
{
    if (start == end)
        return;
    add_run(out, start, end - start);
    buffer_add(&out->text, str_slice(content, start, end));
}

static void add_converted(output *out, size_t source, str text)
{
    add_run(out, source, 0);
    buffer_add(&out->text, text);
}

static void add_codepoint(output *out, size_t source, uint32_t codepoint)
{
    add_run(out, source, 0);
    buffer_add_codepoint(&out->text, codepoint);
}

static void add_bad(output *out, size_t source)
{
    if (out->bad++ == 0)
        out->first_bad = source;
    add_codepoint(out, source, UTF8_REPLACEMENT);
}

static size_t ascii_end(str content, size_t at)
{
    while (at < content.len && (unsigned char)content.data[at] < 0x80)
        at++;
    return at;
}

/* ---- UTF-8 that is damaged ----------------------------------------------------------- */

static void decode_utf8(output *out, str content, size_t start)
{
    size_t same = start;
    for (size_t at = ascii_end(content, start); at < content.len; at = ascii_end(content, at)) {
        size_t before = at;
        uint32_t c = utf8_next(content, &at);
        if (c == UTF8_REPLACEMENT && at == before + 1) {
            add_same(out, content, same, before);
            add_bad(out, before);
            same = at;
        }
    }
    add_same(out, content, same, content.len);
}

/* ---- UTF-16 and UTF-32 --------------------------------------------------------------- */

static uint32_t unit_at(str content, size_t at, size_t width, bool little)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++) {
        size_t place = little ? width - 1 - i : i;
        unit = unit << 8 | (unsigned char)content.data[at + place];
    }
    return unit;
}

static void decode_wide(output *out, str content, size_t start, wide_kind kind)
{
    const size_t width = kind == WIDE_UTF16LE || kind == WIDE_UTF16BE ? 2 : 4;
    const bool little = kind == WIDE_UTF16LE || kind == WIDE_UTF32LE;
    size_t at = start;
    array_reserve(out->arena, out->runs, (uint32_t)((content.len - start) / width + 2));
    while (at + width <= content.len) {
        size_t source = at;
        uint32_t c = unit_at(content, at, width, little);
        at += width;
        if (width == 2 && c >= 0xd800 && c < 0xdc00 && at + 2 <= content.len) {
            uint32_t low = unit_at(content, at, 2, little);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                at += 2;
            }
        }
        if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
            add_bad(out, source);
        else
            add_codepoint(out, source, c);
    }
    if (at < content.len)
        add_bad(out, at);
}

/* ---- Other charsets, by iconv -------------------------------------------------------- */

/* A handle that an arena closes if nobody else does: memory.h says why. */
typedef struct converter {
    iconv_t handle;
    bool open;
    bool stateful;       /* ISO-2022 and such: bytes mean nothing by themselves */
    char memo[256][8];   /* single bytes already converted ... */
    uint8_t length[256]; /* ... and their length; 0 not yet known */
} converter;

static void converter_close(void *what)
{
    converter *self = what;
    if (self->open)
        iconv_close(self->handle);
    self->open = false;
}

static converter *converter_open(arena *arena, str name)
{
    converter *self = arena_new(arena, converter);
    arena_defer(arena, converter_close, self);
    self->handle = iconv_open("UTF-8", arena_cstr(arena, name));
    if (self->handle == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): POSIX says so */
        return NULL;
    self->open = true;
    self->stateful = str_starts_nocase(name, STR("ISO-2022")) || str_starts_nocase(name, STR("HZ"));
    return self;
}

/* Converts the shortest sequence at `at` that means something; its length, or 0. */
static size_t convert_one(converter *self, str content, size_t at, char *out, size_t *out_len)
{
    size_t most = content.len - at < SEQUENCE_MAX ? content.len - at : SEQUENCE_MAX;
    for (size_t length = 1; length <= most; length++) {
        char bytes[SEQUENCE_MAX];
        char *in = bytes;
        char *to = out;
        size_t in_left = length;
        size_t out_left = 32;
        memcpy(bytes, content.data + at, length);
        size_t result = iconv(self->handle, &in, &in_left, &to, &out_left);
        if (result != (size_t)-1 && in_left == 0) {
            *out_len = 32 - out_left;
            return length;
        }
    }
    iconv(self->handle, NULL, NULL, NULL, NULL);
    return 0;
}

static void decode_one(output *out, converter *self, str content, size_t *at)
{
    unsigned char byte = (unsigned char)content.data[*at];
    size_t source = *at;
    if (self->length[byte] > 0) {
        add_converted(out, source, (str){self->memo[byte], self->length[byte]});
        *at += 1;
        return;
    }
    char text[32];
    size_t text_len = 0;
    size_t length = convert_one(self, content, source, text, &text_len);
    if (length == 0) {
        add_bad(out, source);
        *at += 1;
        return;
    }
    if (length == 1 && !self->stateful && text_len > 0 && text_len <= sizeof self->memo[0]) {
        memcpy(self->memo[byte], text, text_len);
        self->length[byte] = (uint8_t)text_len;
    }
    add_converted(out, source, (str){text, text_len});
    *at += length;
}

static void decode_by(output *out, converter *self, str content)
{
    size_t at = 0;
    while (at < content.len) {
        size_t end = self->stateful ? at : ascii_end(content, at);
        add_same(out, content, at, end);
        at = end;
        if (at < content.len)
            decode_one(out, self, content, &at);
    }
}

/* ---- Which charset ------------------------------------------------------------------- */

static bool name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' || byte == ':';
}

/* The value behind "charset=" (or "encoding=") in `text`; empty if there is none. */
static str value_behind(str text, str key)
{
    size_t at = str_find_nocase(text, key, 0);
    if (at == SIZE_MAX)
        return (str){NULL, 0};
    at += key.len;
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '=' || text.data[at] == '"' ||
                             text.data[at] == '\''))
        at++;
    size_t end = at;
    while (end < text.len && end - at < NAME_MAX_BYTES && name_byte(text.data[end]))
        end++;
    return str_slice(text, at, end);
}

static str declared_in_html(str content)
{
    str head = str_slice(content, 0, META_BYTES);
    if (str_starts(head, STR("<?xml"))) {
        str name = value_behind(str_slice(head, 0, str_find_byte(head, '>', 0)), STR("encoding"));
        if (name.len > 0)
            return name;
    }
    for (size_t at = str_find_nocase(head, STR("<meta"), 0); at != SIZE_MAX;
         at = str_find_nocase(head, STR("<meta"), at + 5)) {
        size_t end = str_find_byte(head, '>', at);
        str name = value_behind(str_slice(head, at, end), STR("charset"));
        if (name.len > 0)
            return name;
    }
    return (str){NULL, 0};
}

/* The standard name for the labels that mean another charset than they say. */
static str standard_name(str name)
{
    static const str as_1252[] = {STR_INIT("iso-8859-1"), STR_INIT("iso8859-1"), STR_INIT("latin1"),
                                  STR_INIT("latin-1"),    STR_INIT("us-ascii"),  STR_INIT("ascii"),
                                  STR_INIT("cp1252")};
    static const str as_utf8[] = {STR_INIT("utf8"), STR_INIT("utf-8"), STR_INIT("unicode"),
                                  STR_INIT("utf-16"), STR_INIT("utf-7")};
    for (size_t i = 0; i < sizeof as_1252 / sizeof as_1252[0]; i++)
        if (str_equal_nocase(name, as_1252[i]))
            return STR("windows-1252");
    for (size_t i = 0; i < sizeof as_utf8 / sizeof as_utf8[0]; i++)
        if (str_equal_nocase(name, as_utf8[i]))
            return STR("UTF-8");
    if (str_equal_nocase(name, STR("gb2312")) || str_equal_nocase(name, STR("gbk")))
        return STR("GB18030");
    return name;
}

typedef struct census {
    size_t high;  /* bytes over 127 */
    size_t whole; /* valid sequences of several bytes */
    size_t bad;   /* bytes that belong to none */
} census;

static census count_sequences(str content)
{
    census seen = {0};
    for (size_t at = ascii_end(content, 0); at < content.len; at = ascii_end(content, at)) {
        size_t before = at;
        utf8_next(content, &at);
        seen.high += at - before;
        if (at == before + 1)
            seen.bad++;
        else
            seen.whole++;
    }
    return seen;
}

typedef struct detector {
    uchardet_t handle;
} detector;

static void detector_close(void *what)
{
    detector *self = what;
    if (self->handle != NULL)
        uchardet_delete(self->handle);
    self->handle = NULL;
}

static str detected(arena *arena, str content)
{
    detector *self = arena_new(arena, detector);
    arena_defer(arena, detector_close, self);
    self->handle = uchardet_new();
    if (self->handle == NULL)
        memory_fail(arena->memory);
    str shown = str_slice(content, 0, DETECT_BYTES);
    str name = {NULL, 0};
    if (uchardet_handle_data(self->handle, shown.data, shown.len) == 0) {
        uchardet_data_end(self->handle);
        name = arena_str(arena, str_of(uchardet_get_charset(self->handle)));
    }
    detector_close(self);
    return name;
}

static str choose(arena *arena, str content, str declared, census seen)
{
    declared = standard_name(declared);
    bool utf8 = str_equal_nocase(declared, STR("UTF-8"));
    if (seen.high > 0 && seen.bad == 0)
        return STR("UTF-8");
    if (declared.len > 0 && !utf8)
        return declared;
    if (seen.high == 0 || seen.whole >= 3 * seen.bad || (utf8 && seen.bad * 100 <= content.len))
        return STR("UTF-8");
    /* A few curly quotes and accents in Latin text mislead any detector. */
    if (seen.high * 60 < content.len)
        return STR("windows-1252");
    str name = standard_name(detected(arena, content));
    return name.len > 0 ? name : STR("windows-1252");
}

/* ---- Problems ------------------------------------------------------------------------ */

/* UTF-8 that was read as windows-1252 and written as UTF-8 once more: "â€™" for an
 * apostrophe, "Ã©" for é, "Â " for a hard space. */
static size_t count_mojibake(str text)
{
    size_t count = 0;
    for (size_t at = str_find_byte(text, '\xc3', 0); at != SIZE_MAX && at + 3 < text.len;
         at = str_find_byte(text, '\xc3', at + 1)) {
        str next = str_slice(text, at + 2, text.len);
        if (text.data[at + 1] == '\xa2')
            count += str_starts(next, STR("\xe2\x82\xac")) || str_starts(next, STR("\xc2\x80"));
        else if (text.data[at + 1] == '\x83')
            count += (unsigned char)next.data[0] == 0xc2;
    }
    for (size_t at = str_find(text, STR("\xc3\x82\xc2"), 0); at != SIZE_MAX;
         at = str_find(text, STR("\xc3\x82\xc2"), at + 1))
        count++;
    return count;
}

static void note_bad(arena *arena, report *report, size_t bad, size_t first)
{
    if (bad > 0)
        report_problem(arena, report,
                       str_format(arena, "%zu byte%s that %s no %.*s, the first at byte %zu", bad,
                                  bad == 1 ? "" : "s", bad == 1 ? "is" : "are",
                                  STR_ARG(report->charset), first));
}

static void note_mojibake(arena *arena, report *report, str text)
{
    size_t count = count_mojibake(text);
    if (count > 0)
        report_problem(arena, report,
                       str_format(arena,
                                  "wrongly converted before it came here (such as \"\xc3\xa2"
                                  "\xe2\x82\xac\xe2\x84\xa2\" for an apostrophe), in %zu place%s; "
                                  "left as it is",
                                  count, count == 1 ? "" : "s"));
}

/* NUL bytes become spaces: the length stays the same, and with it every offset. */
static str without_zeros(arena *arena, report *report, str text)
{
    size_t first = str_find_byte(text, '\0', 0);
    if (first == SIZE_MAX)
        return text;
    size_t count = 0;
    char *copy = arena_array(arena, char, text.len);
    memcpy(copy, text.data, text.len);
    for (size_t i = first; i < text.len; i++)
        if (copy[i] == '\0') {
            copy[i] = ' ';
            count++;
        }
    report_problem(arena, report,
                   str_format(arena, "%zu NUL byte%s read as space%s", count, count == 1 ? "" : "s",
                              count == 1 ? "" : "s"));
    return (str){copy, text.len};
}

/* ---- All together -------------------------------------------------------------------- */

static str wide_name(wide_kind kind)
{
    static const str names[] = {STR_INIT(""), STR_INIT("UTF-16LE"), STR_INIT("UTF-16BE"),
                                STR_INIT("UTF-32LE"), STR_INIT("UTF-32BE")};
    return names[kind];
}

/* Decodes by the name in report->charset, which becomes windows-1252 if iconv does not
 * know it. */
static void decode_named(output *out, str content, report *report)
{
    converter *by = converter_open(out->arena, report->charset);
    if (by == NULL) {
        report_problem(out->arena, report,
                       str_format(out->arena, "unknown charset \"%.*s\", read as windows-1252",
                                  STR_ARG(report->charset)));
        report->charset = STR("windows-1252");
        by = converter_open(out->arena, report->charset);
    }
    if (by == NULL) {
        decode_utf8(out, content, 0);
        return;
    }
    decode_by(out, by, content);
    converter_close(by);
}

str charset_to_utf8(arena *arena, str content, str content_type, bool html, report *report,
                    source_run_array *runs)
{
    output out = {.arena = arena, .text = {.arena = arena}, .runs = runs};
    size_t mark = 0;
    wide_kind wide = sniff_wide(content, &mark);
    size_t start = str_starts(content, STR("\xef\xbb\xbf")) ? 3 : 0;
    census seen = count_sequences(content);
    str declared = value_behind(content_type, STR("charset"));
    if (declared.len == 0 && html)
        declared = declared_in_html(content);
    if (wide != WIDE_NONE)
        report->charset = wide_name(wide);
    else
        report->charset = start > 0 ? STR("UTF-8") : choose(arena, content, declared, seen);
    if (wide == WIDE_NONE && str_equal(report->charset, STR("UTF-8")) && seen.bad == 0) {
        str text = str_slice(content, start, content.len);
        add_run(&out, start, text.len);
        note_mojibake(arena, report, text);
        return without_zeros(arena, report, text);
    }
    if (wide != WIDE_NONE)
        decode_wide(&out, content, mark, wide);
    else if (str_equal(report->charset, STR("UTF-8")))
        decode_utf8(&out, content, start);
    else
        decode_named(&out, content, report);
    add_run(&out, content.len, 0);
    str text = buffer_str(&out.text);
    note_bad(arena, report, out.bad, out.first_bad);
    note_mojibake(arena, report, text);
    return without_zeros(arena, report, text);
}
