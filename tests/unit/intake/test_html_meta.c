/* Metadata of HTML pages: which source is believed, and what it is read as. */
#include "html_page.h"

static void json_ld_is_believed_first(void **state)
{
    (void)state;
    page page;
    page_read(&page,
              STR("<html lang=en-GB><head><title>Bridge closed - The Bay Post</title>"
                  "<link rel=canonical href=https://bay.example/2031/05/06/bridge>"
                  "<meta property=og:site_name content='The Bay Post'>"
                  "<meta property=article:published_time content=2031-05-09T08:00:00Z>"
                  "<script type='application/ld+json'>{\"@context\":\"https://schema.org\","
                  "\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#t\",\"name\":\"Tilda Orne\"},"
                  "{\"@type\":[\"NewsArticle\"],\"headline\":\"Bridge\n closed\","
                  "\"author\":[{\"@id\":\"#t\"},{\"@type\":\"Person\",\"name\":\"Ivo Quell\"}],"
                  "\"datePublished\":\"2031-05-07T23:30:00-05:00\","
                  "\"dateModified\":\"2031-05-08\"}]}</script></head><body></body></html>"));
    const report *report = &page.report;
    assert_text(report->title, "Bridge closed");
    assert_text(report->outlet, "The Bay Post");
    assert_text(report->url, "https://bay.example/2031/05/06/bridge");
    assert_text(report->language, "en");
    assert_int_equal(report->authors.count, 2);
    assert_text(report->authors.items[0], "Tilda Orne");
    assert_text(report->authors.items[1], "Ivo Quell");
    assert_date(report->published, 2031, 5, 7, READOUT_BASIS_METADATA);
    assert_text(report->published.why, "JSON-LD datePublished 2031-05-07T23:30:00-05:00");
    assert_date(report->modified, 2031, 5, 8, READOUT_BASIS_METADATA);
    page_finish(&page);
}

static void broken_json_ld_is_ignored(void **state)
{
    (void)state;
    static const char *const BROKEN[] = {
        "{",    "[[[[", "{\"@type\":\"NewsArticle\",",
        "null", "",     "{\"@type\":7,\"author\":[[],{},9],\"headline\":{}}"};
    for (size_t i = 0; i < sizeof BROKEN / sizeof BROKEN[0]; i++) {
        char html[512];
        snprintf(html, sizeof html,
                 "<script type=application/ld+json>%s</script>"
                 "<meta name=date content=2031-05-07><title>Bridge closed</title>",
                 BROKEN[i]);
        page page;
        page_read(&page, str_of(html));
        assert_text(page.report.title, "Bridge closed");
        assert_date(page.report.published, 2031, 5, 7, READOUT_BASIS_METADATA);
        page_finish(&page);
    }
}

typedef struct date_case {
    const char *html;
    int year, month, day;
    readout_basis basis;
} date_case;

static void dates_of_every_source(void **state)
{
    (void)state;
    static const date_case CASES[] = {
        {"<meta property='article:published_time' content='2031-05-07T10:00:00+02:00'>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<meta name='parsely-pub-date' content='2031-05-07T10:00:00Z'>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<meta name=DC.date content='7 May 2031'>", 2031, 5, 7, READOUT_BASIS_METADATA},
        {"<meta name=pubdate content='20310507'>", 2031, 5, 7, READOUT_BASIS_METADATA},
        {"<meta name=date content='Wed, 07 May 2031 08:00:00 GMT'>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<meta name=date content='7. Mai 2031'>", 2031, 5, 7, READOUT_BASIS_METADATA},
        {"<meta name=date content='May 7th, 2031'>", 2031, 5, 7, READOUT_BASIS_METADATA},
        {"<meta name=date content='07.05.2031'>", 2031, 5, 7, READOUT_BASIS_METADATA},
        {"<meta name=date content='1936000000'>", 2031, 5, 8, READOUT_BASIS_METADATA},
        {"<html lang=en-US><meta name=date content='05/07/2031'>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<html lang=en-GB><meta name=date content='07/05/2031'>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<body><time datetime='2031-05-07T10:00'>today</time>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<body><p><span itemprop=datePublished>7 May 2031</span>", 2031, 5, 7,
         READOUT_BASIS_METADATA},
        {"<link rel=canonical href='https://bay.example/2031/05/07/bridge'>", 2031, 5, 7,
         READOUT_BASIS_URL},
        {"<link rel=canonical href='https://bay.example/2031/may/07/bridge'>", 2031, 5, 7,
         READOUT_BASIS_URL},
        {"<link rel=canonical href='https://bay.example/bridge-20310507.html'>", 2031, 5, 7,
         READOUT_BASIS_URL},
        {"<link rel=canonical href='https://bay.example/2031/05/bridge'>", 2031, 5, 0,
         READOUT_BASIS_URL},
        {"<body><p>Published 7 May 2031, 10:00", 2031, 5, 7, READOUT_BASIS_STATED},
        {"<body><div class=post-date>7 May 2031</div>", 2031, 5, 7, READOUT_BASIS_STATED},
        {"<body><footer>Copyright 7 May 2031</footer>", 0, 0, 0, READOUT_BASIS_NONE},
        {"<meta name=date content='2031-02-30'>", 0, 0, 0, READOUT_BASIS_NONE},
        {"<meta name=date content='soon'>", 0, 0, 0, READOUT_BASIS_NONE},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        page page;
        page_read(&page, str_of(CASES[i].html));
        if (page.report.published.date.day != CASES[i].day)
            print_error("case %zu: %s\n", i, CASES[i].html);
        assert_date(page.report.published, CASES[i].year, CASES[i].month, CASES[i].day,
                    CASES[i].basis);
        page_finish(&page);
    }
}

static void titles_lose_the_outlet(void **state)
{
    (void)state;
    static const struct {
        const char *html, *title, *outlet;
    } CASES[] = {
        {"<title>Bridge closed until Friday | The Bay Post</title>", "Bridge closed until Friday",
         "The Bay Post"},
        {"<title>Bridge closed - World - The Bay Post</title>"
         "<meta property=og:site_name content='The Bay Post'>",
         "Bridge closed - World", "The Bay Post"},
        {"<title>Home</title><meta property=og:title content='Bridge closed &amp; guarded'>",
         "Bridge closed & guarded", ""},
        {"<title>x</title><meta property=og:title content='Bridge closed until Friday, says port'>"
         "<body><h1>Bridge closed until Friday</h1>",
         "Bridge closed until Friday", ""},
        {"<body><h1>The <i>bridge</i> is closed</h1>", "The bridge is closed", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        page page;
        page_read(&page, str_of(CASES[i].html));
        assert_text(page.report.title, CASES[i].title);
        assert_text(page.report.outlet, CASES[i].outlet);
        page_finish(&page);
    }
}

static void authors_of_every_source(void **state)
{
    (void)state;
    static const char *const PAGES[] = {
        "<meta name=author content='Tilda Orne'>",
        "<meta property=article:author content='https://face.example/t'>"
        "<meta name=parsely-author content='Tilda Orne'>",
        "<body><p>By <a rel=author href=/t>Tilda Orne</a></p>",
        "<body><p itemprop=author itemscope><span itemprop=name>Tilda Orne</span>, Rome</p>",
        "<body><div class='meta author-name'>Tilda Orne</div>",
        "<meta property=og:site_name content='The Bay Post'><meta name=author content='The Bay "
        "Post'><body><span class=byline>By Tilda Orne</span>",
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
        page page;
        page_read(&page, str_of(PAGES[i]));
        if (page.report.authors.count != 1)
            print_error("page %zu: %s\n", i, PAGES[i]);
        assert_int_equal(page.report.authors.count, 1);
        assert_text(page.report.authors.items[0], "Tilda Orne");
        page_finish(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_ld_is_believed_first), cmocka_unit_test(broken_json_ld_is_ignored),
        cmocka_unit_test(dates_of_every_source),     cmocka_unit_test(titles_lose_the_outlet),
        cmocka_unit_test(authors_of_every_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
