/* The record as one HTML file: what it shows, and that nothing from outside is markup. */
#include "record/html_claims.h"
#include "unit/record/fixture.h"

static char *page(void)
{
    readout_record *record = fixture_make();
    char *text = fixture_write(record, (readout_view){.face = READOUT_FACE_HTML});
    readout_record_free(record);
    return text;
}

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("not found: %s\nin: %s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("found: %s", part);
}

static void every_source_has_its_words(void **state)
{
    (void)state;
    char *text = page();
    size_t links = 0;
    for (const char *at = text; (at = strstr(at, "href=\"#r")) != NULL; at++) {
        char id[64] = "id=\"";
        const char *name = at + strlen("href=\"#");
        const size_t length = strcspn(name, "\"");
        assert_true(length < sizeof id - 8);
        memcpy(id + 4, name, length);
        memcpy(id + 4 + length, "\"", 2);
        assert_holds(text, id);
        links++;
    }
    assert_true(links > 20);
    free(text);
}

static void ids_are_unique(void **state)
{
    (void)state;
    char *text = page();
    for (const char *at = text; (at = strstr(at, " id=\"")) != NULL; at++) {
        char id[64];
        const size_t length = strcspn(at + 5, "\"") + 6;
        assert_true(length < sizeof id);
        memcpy(id, at, length);
        id[length] = '\0';
        if (strstr(at + 1, id) != NULL)
            fail_msg("twice: %s", id);
    }
    free(text);
}

static void sections_in_order(void **state)
{
    (void)state;
    static const char *const sections[] = {
        "<title>Talks end</title>", "<h1>Talks end</h1>", "<b>3</b> documents", "<b>1</b> report<",
        "id=\"timeline\"",          "id=\"sources\"",     "id=\"quotations\"",  "id=\"statements\"",
        "id=\"reading\"",           "id=\"audit\""};
    char *text = page();
    const char *at = text;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        at = strstr(at, sections[i]);
        if (at == NULL)
            fail_msg("not here: %s", sections[i]);
    }
    free(text);
}

static void copies_and_changes_are_marked(void **state)
{
    (void)state;
    char *text = page();
    assert_holds(text, "class=\"node lost\"");
    assert_holds(text, "paraphrased copy of 1");
    assert_holds(text, "asked <del>for</del> nothing,");
    assert_holds(text, "problem: not text: NUL bytes");
    free(text);
}

static void nothing_is_asked_of_a_network(void **state)
{
    (void)state;
    char *text = page();
    assert_holds(text, "default-src 'none'");
    assert_lacks(text, " src=");
    assert_lacks(text, "@import");
    assert_lacks(text, "url(");
    assert_lacks(text, " style=");
    assert_lacks(text, "<link");
    assert_lacks(text, "\033");
    free(text);
}

/* ---- Hostile reports ------------------------------------------------------------------ */

/* Everything that a report can bring to the page, replaced by what breaks out of markup. */
static void poison(readout_record *record)
{
    const str evil = STR("</title></style><script>alert(1)</script><img src=x onerror=alert(2)>"
                         "\"' onclick=\"alert(3) &lt; ]]> <!-- \xe2\x80\xae");
    for (uint32_t i = 0; i < record->reports_count; i++) {
        readout_report *report = &record->reports[i];
        report->id = report->path = report->sha256 = report->outlet = report->title = evil;
        report->language = report->problem = report->published.value = report->published.why = evil;
        report->published.precision = READOUT_PRECISION_DAY;
        report->authors = (readout_strs){&record->reports[0].title, 1};
        report->url = STR("javascript:alert(4)//http://a");
    }
    for (uint32_t i = 0; i < record->entities_count; i++)
        record->entities[i].name = evil;
    for (uint32_t i = 0; i < record->statements_count; i++)
        record->statements[i].speaker.text = evil;
    for (uint32_t i = 0; i < record->shared_sources_count; i++)
        record->shared_sources[i].speaker = evil;
    for (uint32_t i = 0; i < record->timeline_count; i++) {
        record->timeline[i].text = record->timeline[i].resolved_by = evil;
        record->timeline[i].precision = record->timeline[i].value = evil;
    }
    for (uint32_t i = 0; i < record->times_count; i++)
        record->times[i].value = evil;
    for (uint32_t i = 0; i < record->excluded_count; i++)
        record->excluded[i].text = evil;
    record->model = evil;
}

/* A text of the length of the one that spans point into. */
static void poison_text(readout_report *report, char *room, size_t size)
{
    static const char bad[] = "<script>x</script><b onclick='y'>\"";
    assert_true(report->text.len < size);
    for (size_t i = 0; i < report->text.len; i++)
        room[i] = bad[i % (sizeof bad - 1)];
    report->text.data = room;
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
        found++;
    return found;
}

static void hostile_reports_make_no_markup(void **state)
{
    (void)state;
    char rooms[3][512];
    readout_record *record = fixture_make();
    poison(record);
    for (uint32_t i = 0; i < 3; i++)
        poison_text(&record->reports[i], rooms[i], sizeof rooms[i]);
    char *text = fixture_write(record, (readout_view){.face = READOUT_FACE_HTML});
    assert_int_equal(count(text, "<script"), 1);
    assert_int_equal(count(text, "</script"), 1);
    assert_int_equal(count(text, "<style"), 1);
    assert_int_equal(count(text, "</title"), 1);
    assert_lacks(text, "<img");
    assert_lacks(text, "<b onclick");
    assert_lacks(text, "<!-- ");
    assert_lacks(text, "\"' on");
    assert_lacks(text, "href=\"javascript");
    assert_lacks(text, "\xe2\x80\xae");
    assert_lacks(text, " lang=\"<");
    free(text);
    readout_record_free(record);
}

static void only_web_addresses_become_links(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool link;
    } urls[] = {{"https://example.org/a?b=1&c=\"2", true},
                {"HTTP://example.org", true},
                {"javascript:alert(1)", false},
                {" https://example.org", false},
                {"data:text/html,x", false},
                {"//example.org", false},
                {"vbscript:x", false}};
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        readout_record *record = fixture_make();
        record->reports[0].url = str_of(urls[i].url);
        char *text = fixture_write(record, (readout_view){.face = READOUT_FACE_HTML});
        assert_int_equal(strstr(text, "rel=\"noreferrer noopener\"") != NULL, urls[i].link);
        if (i == 0)
            assert_holds(text, "href=\"https://example.org/a?b=1&amp;c=&quot;2\"");
        free(text);
        readout_record_free(record);
    }
}

/* ---- Claims --------------------------------------------------------------------------- */

typedef struct matrix_run {
    memory memory;
    arena arena;
    readout_record *record;
    record_sink sink;
} matrix_run;

static void write_matrix(void *context)
{
    matrix_run *run = context;
    static const html_root roots[] = {
        {STR_INIT("<b>the minister"), STR_INIT("A & B"), false, false}};
    const html_voice mixed[] = {{{0, 11, 20}, HTML_SAYS}, {{1, 0, 4}, HTML_DENIES}};
    const html_voice one[] = {{{0, 11, 20}, HTML_SAYS}};
    const html_claim claims[] = {
        {.text = STR("told by one"),
         .voices = one,
         .voice_count = 1,
         .asserted = {roots, 1, 1, 1, 1, 1}},
        {.text = STR("a <claim>"),
         .voices = mixed,
         .voice_count = 2,
         .asserted = {roots, 1, 1, 2, 2, 1},
         .status = HTML_CONTESTED},
    };
    html html = {.sink = &run->sink, .scratch = &run->arena, .record = run->record};
    html.fold = fold_reports(&run->arena, run->record);
    html.anchors = arena_array(&run->arena, html_anchors, run->record->reports_count);
    html_matrix(&html, claims, 2);
    sink_flush(&run->sink);
}

static void contested_claims_stand_first(void **state)
{
    (void)state;
    written written = {calloc(1, 1), 0};
    matrix_run run = {.record = fixture_make(), .sink = {.write = gather, .payload = &written}};
    arena_init(&run.arena, &run.memory);
    assert_true(memory_try(&run.memory, write_matrix, &run));
    assert_true(strstr(written.text, "a &lt;claim&gt;") < strstr(written.text, "told by one"));
    assert_holds(written.text, "<b>1\xe2\x80\x93"
                               "2</b>");
    assert_holds(written.text, "</span> says <a class=\"src\" href=\"#r1-11-20\"");
    assert_holds(written.text, "copy denies <a class=\"src\" href=\"#r2-0-4\"");
    assert_holds(written.text, "&lt;b&gt;the minister <span class=\"faint\">unnamed</span>");
    assert_holds(written.text, "A &amp; B");
    /* The copy is folded into the column of its original. */
    assert_int_equal(count(written.text, " scope=\"col\""), 3);
    assert_holds(written.text, "<td role=\"cell\" data-report=\"");
    arena_finish(&run.arena);
    readout_record_free(run.record);
    free(written.text);
}

static void only_the_whole_record(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    written written = {calloc(1, 1), 0};
    const readout_view view = {.part = READOUT_PART_TIMELINE, .face = READOUT_FACE_HTML};
    assert_int_equal(readout_record_write(record, &view, gather, &written, NULL),
                     READOUT_ERR_ARGUMENT);
    free(written.text);
    readout_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_source_has_its_words),
        cmocka_unit_test(ids_are_unique),
        cmocka_unit_test(sections_in_order),
        cmocka_unit_test(copies_and_changes_are_marked),
        cmocka_unit_test(nothing_is_asked_of_a_network),
        cmocka_unit_test(hostile_reports_make_no_markup),
        cmocka_unit_test(only_web_addresses_become_links),
        cmocka_unit_test(contested_claims_stand_first),
        cmocka_unit_test(only_the_whole_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
