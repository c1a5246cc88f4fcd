/* sniff.c - tells text, HTML, JSON lines and binary files apart by their content.
 *
 * Looks at the first SNIFF_BYTES only. Signatures are those of file(1) and of the formats' own
 * specifications; HTML is told as in the WHATWG MIME Sniffing
 * Standard, section 7.1, and for fragments by counting tags.
 */
#include "intake/sniff.h"

#include "intake/intake.h"

#include <string.h>

enum {
    SNIFF_BYTES = 65536,
    SNIFF_LINES = 8,
    TAGS_MIN = 4, /* a text that explains <b> has two or three */
};

typedef struct signature {
    str bytes;
    size_t offset;
    const char *name;
} signature;

static const signature signatures[] = {
    {STR_INIT("%PDF-"), 0, "a PDF file"},
    {STR_INIT("%!PS"), 0, "a PostScript file"},
    {STR_INIT("{\\rtf"), 0, "an RTF document"},
    {STR_INIT("PK\3\4"), 0, "a ZIP archive or office document"},
    {STR_INIT("PK\5\6"), 0, "an empty ZIP archive"},
    {STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, "an old office document"},
    {STR_INIT("\x89PNG\r\n"), 0, "a PNG picture"},
    {STR_INIT("\xff\xd8\xff"), 0, "a JPEG picture"},
    {STR_INIT("GIF87a"), 0, "a GIF picture"},
    {STR_INIT("GIF89a"), 0, "a GIF picture"},
    {STR_INIT("II*\0"), 0, "a TIFF picture"},
    {STR_INIT("MM\0*"), 0, "a TIFF picture"},
    {STR_INIT("RIFF"), 0, NULL}, /* WEBP, WAVE and AVI say so at offset 8 */
    {STR_INIT("WEBP"), 8, "a WebP picture"},
    {STR_INIT("WAVEfmt"), 8, "a WAV recording"},
    {STR_INIT("AVI LIST"), 8, "an AVI film"},
    {STR_INIT("ftyp"), 4, "an MP4 film or picture"},
    {STR_INIT("\x1a\x45\xdf\xa3"), 0, "a Matroska or WebM film"},
    {STR_INIT("OggS\0"), 0, "an Ogg recording"},
    {STR_INIT("ID3\3"), 0, "an MP3 recording"},
    {STR_INIT("ID3\4"), 0, "an MP3 recording"},
    {STR_INIT("fLaC\0"), 0, "a FLAC recording"},
    {STR_INIT("\x1f\x8b\x08"), 0, "a gzip archive"},
    {STR_INIT("\x28\xb5\x2f\xfd"), 0, "a Zstandard archive"},
    {STR_INIT("\xfd"
              "7zXZ\0"),
     0, "an xz archive"},
    {STR_INIT("1AY&SY"), 4, "a bzip2 archive"},
    {STR_INIT("7z\xbc\xaf\x27\x1c"), 0, "a 7z archive"},
    {STR_INIT("Rar!\x1a\x07"), 0, "a RAR archive"},
    {STR_INIT("ustar"), 257, "a tar archive"},
    {STR_INIT("\x7f"
              "ELF"),
     0, "a program"},
    {STR_INIT("\xca\xfe\xba\xbe"), 0, "a program"},
    {STR_INIT("\0asm"), 0, "a program"},
    {STR_INIT("SQLite format 3\0"), 0, "an SQLite database"},
    {STR_INIT("wOFF"), 0, "a font"},
    {STR_INIT("wOF2"), 0, "a font"},
};

/* ---- UTF-16 and UTF-32 --------------------------------------------------------------- */

static wide_kind by_mark(str content, size_t *mark)
{
    *mark = 4;
    if (str_starts(content, STR("\xff\xfe\0\0")))
        return WIDE_UTF32LE;
    if (str_starts(content, STR("\0\0\xfe\xff")))
        return WIDE_UTF32BE;
    *mark = 2;
    if (str_starts(content, STR("\xff\xfe")))
        return WIDE_UTF16LE;
    if (str_starts(content, STR("\xfe\xff")))
        return WIDE_UTF16BE;
    *mark = 0;
    return WIDE_NONE;
}

/* Control characters that no text holds, read as 16-bit units. */
static size_t strange_units(str head, bool little)
{
    size_t strange = 0;
    for (size_t i = 0; i + 1 < head.len; i += 2) {
        unsigned char first = (unsigned char)head.data[i];
        unsigned char second = (unsigned char)head.data[i + 1];
        unsigned unit = little ? first | (unsigned)second << 8 : second | (unsigned)first << 8;
        if ((unit < 0x20 && (unit < 9 || unit > 13)) || unit >= 0xfff0)
            strange++;
    }
    return strange;
}

/* ASCII with a few NUL bytes in it: no wide text looks like that. In UTF-16 Latin text every
 * second byte is zero, and of Chinese text fewer bytes are printable. */
static bool is_narrow(str head, size_t zeros)
{
    size_t printable = 0;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.data[i];
        printable += (c >= 0x20 && c < 0x7f) || (c >= 9 && c <= 13);
    }
    return zeros * 5 < head.len && printable * 10 >= (head.len - zeros) * 9;
}

/* In UTF-16 the high byte of every Latin letter and of every space is zero, and the low byte
 * never; in UTF-32 the two highest bytes are zero. */
static wide_kind by_zeros(str content)
{
    str head = str_slice(content, 0, 4096);
    size_t zeros[4] = {0};
    size_t quads = head.len / 4;
    if (quads < 2)
        return WIDE_NONE;
    for (size_t i = 0; i < quads * 4; i++)
        zeros[i % 4] += head.data[i] == 0;
    size_t even = zeros[0] + zeros[2];
    size_t odd = zeros[1] + zeros[3];
    if (zeros[3] == quads && zeros[2] == quads && zeros[0] == 0)
        return WIDE_UTF32LE;
    if (zeros[0] == quads && zeros[1] == quads && zeros[3] == 0)
        return WIDE_UTF32BE;
    size_t units = quads * 2;
    if (is_narrow(str_slice(head, 0, quads * 4), even + odd))
        return WIDE_NONE;
    if (odd * 10 >= units && even * 100 <= units && strange_units(head, true) * 50 <= units)
        return WIDE_UTF16LE;
    if (even * 10 >= units && odd * 100 <= units && strange_units(head, false) * 50 <= units)
        return WIDE_UTF16BE;
    return WIDE_NONE;
}

wide_kind sniff_wide(str content, size_t *mark)
{
    wide_kind kind = by_mark(content, mark);
    return kind != WIDE_NONE ? kind : by_zeros(content);
}

/* ---- Binary -------------------------------------------------------------------------- */

static const char *by_signature(str content)
{
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        const signature *s = &signatures[i];
        str there = str_slice(content, s->offset, s->offset + s->bytes.len);
        if (s->name != NULL && str_equal(there, s->bytes))
            return s->name;
    }
    return NULL;
}

const char *sniff_binary(str content)
{
    size_t mark;
    const char *name = by_signature(content);
    if (name != NULL || sniff_wide(content, &mark) != WIDE_NONE)
        return name;
    str head = str_slice(content, 0, SNIFF_BYTES);
    size_t zeros = 0;
    size_t controls = 0;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char byte = (unsigned char)head.data[i];
        zeros += byte == 0;
        controls += byte < 0x20 && (byte < 8 || byte > 13) && byte != 0x1b;
    }
    /* A stray NUL or two is damaged text, which is still worth reading. */
    if (zeros * 50 > head.len || controls * 20 > head.len)
        return "binary data";
    return NULL;
}

/* ---- Text, HTML, JSON lines ---------------------------------------------------------- */

/* The beginning as ASCII: of UTF-16 and UTF-32 the bytes that are not zero. */
typedef struct view {
    char bytes[SNIFF_BYTES];
    size_t len;
} view;

static str view_of(view *view, str content)
{
    size_t mark;
    wide_kind wide = sniff_wide(content, &mark);
    if (wide == WIDE_NONE)
        return str_slice(content, str_starts(content, STR("\xef\xbb\xbf")) ? 3 : 0, SNIFF_BYTES);
    view->len = 0;
    for (size_t i = mark; i < content.len && view->len < SNIFF_BYTES; i++)
        if (content.data[i] != 0)
            view->bytes[view->len++] = content.data[i];
    return (str){view->bytes, view->len};
}

static const str tags[] = {
    STR_INIT("p"),       STR_INIT("div"),    STR_INIT("span"),       STR_INIT("a"),
    STR_INIT("br"),      STR_INIT("h1"),     STR_INIT("h2"),         STR_INIT("h3"),
    STR_INIT("ul"),      STR_INIT("ol"),     STR_INIT("li"),         STR_INIT("table"),
    STR_INIT("tr"),      STR_INIT("td"),     STR_INIT("script"),     STR_INIT("style"),
    STR_INIT("meta"),    STR_INIT("link"),   STR_INIT("title"),      STR_INIT("img"),
    STR_INIT("head"),    STR_INIT("body"),   STR_INIT("html"),       STR_INIT("article"),
    STR_INIT("section"), STR_INIT("header"), STR_INIT("main"),       STR_INIT("nav"),
    STR_INIT("em"),      STR_INIT("strong"), STR_INIT("blockquote"), STR_INIT("figure"),
};

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Is there a known tag at `at`, which is a '<'? *closing: "</p>". */
static bool tag_at(str text, size_t at, bool *closing)
{
    *closing = at + 1 < text.len && text.data[at + 1] == '/';
    size_t start = at + (*closing ? 2 : 1);
    size_t end = start;
    while (end < text.len && end - start < 12 && is_name_byte(text.data[end]))
        end++;
    if (end == text.len || strchr("> \t\r\n/", text.data[end]) == NULL)
        return false;
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_equal_nocase(str_slice(text, start, end), tags[i]))
            return true;
    return false;
}

/* Behind white space, an XML declaration and comments. */
static str behind_prologue(str text)
{
    for (;;) {
        text = str_trim(text);
        size_t end = SIZE_MAX;
        if (str_starts(text, STR("<?xml")))
            end = str_find(text, STR("?>"), 0);
        else if (str_starts(text, STR("<!--")))
            end = str_find(text, STR("->"), 2);
        if (end == SIZE_MAX)
            return text;
        text = str_slice(text, end + 2, text.len);
    }
}

static bool is_html(str text)
{
    static const str starts[] = {STR_INIT("<!doctype html"), STR_INIT("<html"), STR_INIT("<head>"),
                                 STR_INIT("<head "), STR_INIT("<body")};
    text = behind_prologue(text);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts_nocase(text, starts[i]))
            return true;
    size_t opened = 0;
    size_t closed = 0;
    for (size_t at = str_find_byte(text, '<', 0); at != SIZE_MAX;
         at = str_find_byte(text, '<', at + 1)) {
        bool closing;
        if (tag_at(text, at, &closing)) {
            opened += !closing;
            closed += closing;
        }
    }
    bool first = text.len > 0 && text.data[0] == '<';
    return (first && ((opened >= 1 && closed >= 1) || opened >= TAGS_MIN)) ||
           (opened >= TAGS_MIN && closed >= 2);
}

static bool opens_object(str line)
{
    if (line.len < 2 || line.data[0] != '{')
        return false;
    str inside = str_trim(str_slice(line, 1, line.len));
    return inside.len > 0 && (inside.data[0] == '"' || inside.data[0] == '}');
}

/* Most of the first lines look like objects, and at least one is closed (or too long to
 * see its end): a broken line among them does not make it text. */
static bool is_jsonl(str text, bool cut)
{
    size_t seen = 0;
    size_t opened = 0;
    size_t whole = 0;
    str line;
    while (seen < SNIFF_LINES && str_line(&text, &line)) {
        line = str_trim(line);
        if (line.len == 0)
            continue;
        seen++;
        if (opens_object(line)) {
            opened++;
            whole += line.data[line.len - 1] == '}' || (cut && text.len == 0);
        }
    }
    return opened * 2 > seen && whole > 0;
}

report_format intake_sniff(str content)
{
    view view;
    if (sniff_binary(content) != NULL)
        return REPORT_BINARY;
    str text = view_of(&view, content);
    bool cut = text.len == SNIFF_BYTES;
    if (str_trim(text).len == 0)
        return cut ? REPORT_TEXT : REPORT_EMPTY;
    if (is_jsonl(text, cut))
        return REPORT_JSONL;
    return is_html(text) ? REPORT_HTML : REPORT_TEXT;
}
