/* page.c - see page.h. */
#include "page.h"

#include <string.h>

#include <sha256.h>

#ifdef READOUT_WEB_PAGE
extern const unsigned char readout_web_page_start[], readout_web_page_end[];
#else
static const char without[] =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Readout</title></head>"
    "<body><h1>Readout</h1><p>This program was built without its page, because Node.js was not "
    "there. Install Node.js 18 or newer (with npm) and build again: ./dev build</p>"
    "<p>Everything else works: <a href=\"/api/1/about\">/api/1/about</a>, "
    "<a href=\"/api/1/stories\">/api/1/stories</a>; docs/api.md describes the API.</p>"
    "</body></html>\n";
#endif

readout_str page_html(void)
{
#ifdef READOUT_WEB_PAGE
    return (readout_str){
        (const char *)readout_web_page_start,
        (size_t)((uintptr_t)readout_web_page_end - (uintptr_t)readout_web_page_start)};
#else
    return (readout_str){without, sizeof without - 1};
#endif
}

/* ---- The policy ----------------------------------------------------------------------- */

static size_t find(readout_str html, const char *needle, size_t from)
{
    const size_t length = strlen(needle);
    for (size_t at = from; at + length <= html.len; at++)
        if (memcmp(html.data + at, needle, length) == 0)
            return at;
    return SIZE_MAX;
}

static void add_base64(text *out, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        const uint32_t second = i + 1 < count ? bytes[i + 1] : 0;
        const uint32_t third = i + 2 < count ? bytes[i + 2] : 0;
        const uint32_t group = (uint32_t)bytes[i] << 16 | second << 8 | third;
        const char four[] = {digits[group >> 18], digits[group >> 12 & 63],
                             i + 1 < count ? digits[group >> 6 & 63] : '=',
                             i + 2 < count ? digits[group & 63] : '='};
        text_add(out, four, sizeof four);
    }
}

/* " 'sha256-...'" for the content of each element that starts with `opening`. */
static void add_hashes(text *out, readout_str html, const char *opening, const char *closing)
{
    size_t at = 0;
    while ((at = find(html, opening, at)) != SIZE_MAX) {
        const size_t start = find(html, ">", at);
        const size_t end = start != SIZE_MAX ? find(html, closing, start) : SIZE_MAX;
        if (end == SIZE_MAX)
            return;
        unsigned char digest[SHA256_DIGEST_LENGTH];
        SHA2_CTX context;
        SHA256Init(&context);
        SHA256Update(&context, (const uint8_t *)html.data + start + 1, end - start - 1);
        SHA256Final(digest, &context);
        text_put(out, " 'sha256-");
        add_base64(out, digest, sizeof digest);
        text_put(out, "'");
        at = end;
    }
}

static void add_rule(text *out, readout_str html, const char *rule, const char *opening,
                     const char *closing)
{
    const size_t before = out->len;
    text_put(out, rule);
    const size_t empty = out->len;
    add_hashes(out, html, opening, closing);
    if (out->len == empty)
        out->len = before; /* nothing inline: default-src 'none' holds */
    else
        text_put(out, "; ");
}

bool page_policy(readout_str html, text *policy)
{
    text_put(policy, "default-src 'none'; ");
    add_rule(policy, html, "script-src", "<script", "</script>");
    add_rule(policy, html, "style-src", "<style", "</style>");
    text_put(policy, "connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                     "form-action 'none'; frame-ancestors 'none'");
    text_add(policy, "", 1);
    return !policy->failed;
}
