/* test_memory.c - the main job with an allocation failing: the Nth alone, and all from the Nth on,
 * for every N until the job goes through.
 *
 *   job:    open an engine, add three reports, read, write four faces, free
 *   fails:  malloc, calloc, realloc of the library itself
 *
 * Each call either says READOUT_ERR_MEMORY or has done all of its work: a failure that is
 * swallowed would show as another record. Afterwards nothing is left allocated. And an engine
 * that failed goes on as if nothing had been once there is memory again.
 *
 * The libraries below us keep their allocations: jansson 2.14 calls
 * a string that it has no memory for an invalid token, and libxml2 2.9.14 does not end when memory
 * runs out inside an attribute (htmlParseStartElement waits for a character that no longer
 * comes). */
#include "fault/fails.h"

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- The job ----------------------------------------------------------------------------- */

static const char agency[] =
    "Storm closes the coast road\n\n"
    "By Ines Calloway\n\n"
    "LINDHAVEN, Nov 3, 2021 (Coastal) - A storm closed the coast road for six hours, the\n"
    "road office said. \"Nobody was hurt,\" said Tom Reeve, who leads the office.\n\n"
    "Reeve denied that the wall had been too low. It was built in June 2009.\n\n"
    "Sign up for our newsletter\n";

static const char page[] =
    "<html><head><title>Coast road closed</title><meta name=\"author\" content=\"Ann Stoltz\">"
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Coast road "
    "closed\",\"datePublished\":\"2021-11-04T08:00:00Z\"}</script></head><body>"
    "<nav><a href=\"/\">Home</a></nav><article><h1>Coast road closed</h1>"
    "<p>The storm of Wednesday closed the coast road, caf&eacute; owners in Lindhaven said.</p>"
    "<p>&ldquo;Nobody was hurt,&rdquo; Tom Reeve of the road office told this paper.</p>"
    "</article></body></html>";

static const char lines[] =
    "{\"id\":\"a\",\"outlet\":\"Anner Echo\",\"published\":\"2021-11-04\",\"text\":\"Lorries blown "
    "over.\\n\\nA storm closed the coast road for six hours, the road office said. \\\"Nobody was "
    "hurt,\\\" said Tom Reeve.\"}\n"
    "{broken\n";

/* "caf\xe9 ..." in windows-1252: goes through iconv. */
static const char latin[] =
    "The caf\xe9 on the pier was closed on 4 November 2021, Zo\xeb Brandt said.\n";

static readout_status add(readout *engine, const char *content, const char *path,
                          readout_format format)
{
    const readout_input input = {
        .content = {content, strlen(content)}, .path = {path, strlen(path)}, .format = format};
    return readout_add(engine, &input, NULL);
}

static readout_status add_all(readout *engine)
{
    static const struct {
        const char *content;
        const char *path;
        readout_format format;
    } inputs[] = {{agency, "agency", READOUT_FORMAT_DETECT},
                  {page, "page", READOUT_FORMAT_DETECT},
                  {lines, "lines", READOUT_FORMAT_JSONL},
                  {latin, "latin", READOUT_FORMAT_TEXT}};
    readout_status status = READOUT_OK;
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0] && status == READOUT_OK; i++)
        status = add(engine, inputs[i].content, inputs[i].path, inputs[i].format);
    return status;
}

/* What was written, in memory that no test makes fail. */
typedef struct written {
    char text[256 << 10];
    size_t length;
} written;

static bool take(void *payload, const char *data, size_t length)
{
    written *written = payload;
    assert_true(length <= sizeof written->text - written->length);
    memcpy(written->text + written->length, data, length);
    written->length += length;
    return true;
}

/* All faces, one after another. */
static readout_status write_all(const readout_record *record, written *out)
{
    static const readout_face faces[] = {READOUT_FACE_TEXT, READOUT_FACE_JSON,
                                         READOUT_FACE_MARKDOWN, READOUT_FACE_HTML};
    readout_status status = READOUT_OK;
    out->length = 0;
    for (size_t i = 0; i < sizeof faces / sizeof faces[0] && status == READOUT_OK; i++) {
        const readout_view view = {.face = faces[i]};
        status = readout_record_write(record, &view, take, out, NULL);
    }
    for (int face = READOUT_FACE_ICS; face <= READOUT_FACE_CSV && status == READOUT_OK; face++) {
        const readout_view view = {.part = READOUT_PART_TIMELINE, .face = (readout_face)face};
        status = readout_record_write(record, &view, take, out, NULL);
    }
    return status;
}

static readout_status read_and_write(readout *engine, written *out)
{
    readout_record *record = NULL;
    readout_status status = readout_read(engine, &record, NULL);
    if (status == READOUT_OK)
        status = write_all(record, out);
    readout_record_free(record);
    return status;
}

static readout_status do_job(const readout_model *model, written *out)
{
    const readout_options options = {.jobs = 1};
    readout *engine = NULL;
    readout_status status = readout_open(model, &options, &engine, NULL);
    if (status == READOUT_OK)
        status = add_all(engine);
    if (status == READOUT_OK)
        status = read_and_write(engine, out);
    readout_close(engine);
    return status;
}

/* ---- What must hold ------------------------------------------------------------------------ */

static readout_model *model;
static written expected;
static written found;

static void assert_expected(size_t number)
{
    if (found.length == expected.length && memcmp(found.text, expected.text, expected.length) == 0)
        return;
    size_t at = 0;
    while (at < found.length && at < expected.length && found.text[at] == expected.text[at])
        at++;
    const size_t from = at > 60 ? at - 60 : 0;
    print_error("with allocation %zu failing another record was written, from byte %zu:\n"
                "  expected ...%.*s\n  found    ...%.*s\n",
                number, at, 160, expected.text + from, 160, found.text + from);
    fail();
}

static void assert_status(readout_status status, size_t number)
{
    if (status == READOUT_OK)
        assert_expected(number);
    else
        assert_string_equal(readout_status_name(status), "memory");
}

static bool attempt(size_t number, bool onwards)
{
    fail_at(number, onwards);
    const readout_status status = do_job(model, &found);
    const bool happened = failed();
    fail_at(0, false);
    assert_status(status, number);
    return happened;
}

/* ---- The tests ----------------------------------------------------------------------------- */

static void one_allocation_fails(void **state)
{
    (void)state;
    each_allocation(false, attempt);
}

static void memory_runs_out_and_stays_out(void **state)
{
    (void)state;
    each_allocation(true, attempt);
}

/* Adding and reading fail once each; what is there afterwards is what would have been there. */
static void an_engine_goes_on_after_a_failure(void **state)
{
    const readout_options options = {.jobs = 1};
    (void)state;
    for (size_t number = 1;; number++) {
        readout *engine = NULL;
        assert_int_equal(readout_open(model, &options, &engine, NULL), READOUT_OK);
        assert_int_equal(add_all(engine), READOUT_OK);
        const size_t reports = readout_report_count(engine);
        fail_at(number, false);
        readout_status status = add(engine, agency, "again", READOUT_FORMAT_DETECT);
        const bool adding = failed();
        fail_at(0, false);
        assert_int_equal(readout_report_count(engine),
                         status == READOUT_OK ? reports + 1 : reports);
        if (status == READOUT_OK) {
            readout_close(engine);
            if (!adding)
                break;
            continue;
        }
        assert_int_equal(read_and_write(engine, &found), READOUT_OK);
        assert_expected(number);
        readout_close(engine);
    }
    for (size_t number = 1;; number++) {
        readout *engine = NULL;
        assert_int_equal(readout_open(model, &options, &engine, NULL), READOUT_OK);
        assert_int_equal(add_all(engine), READOUT_OK);
        fail_at(number, false);
        assert_status(read_and_write(engine, &found), number);
        const bool reading = failed();
        fail_at(0, false);
        assert_int_equal(read_and_write(engine, &found), READOUT_OK);
        assert_expected(number);
        readout_close(engine);
        if (!reading)
            return;
    }
}

static void loading_a_model_fails(void **state)
{
    (void)state;
    for (int onwards = 0; onwards <= 1; onwards++) {
        for (size_t number = 1;; number++) {
            const size_t live = allocations.live;
            readout_model *loaded = NULL;
            fail_at(number, onwards != 0);
            const readout_status status = readout_model_load(NULL, &loaded, NULL);
            const bool happened = failed();
            fail_at(0, false);
            readout_model_free(loaded);
            assert_int_equal(allocations.live, live);
            assert_int_equal(status, happened ? READOUT_ERR_MEMORY : READOUT_OK);
            if (!happened)
                break;
        }
    }
}

static int load(void **state)
{
    (void)state;
    if (readout_model_load(NULL, &model, NULL) != READOUT_OK)
        return -1;
    /* Twice: libraries keep what they allocate once. */
    if (do_job(model, &found) != READOUT_OK)
        return -1;
    return do_job(model, &expected) == READOUT_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    readout_model_free(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_a_model_fails),
        cmocka_unit_test(one_allocation_fails),
        cmocka_unit_test(memory_runs_out_and_stays_out),
        cmocka_unit_test(an_engine_goes_on_after_a_failure),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
