/* The article body of HTML pages: what is kept, what is excluded, in which shape. */
#include "html_page.h"

#define LONG_ONE                                                                                   \
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday, "       \
    "because two of its cables have to be replaced."
#define LONG_TWO                                                                                   \
    "Lorries are sent through the northern tunnel, which is 12 kilometres longer, and ferries "    \
    "run every ten minutes until midnight."
#define LONG_THREE                                                                                 \
    "Nobody was hurt when the first cable broke, but a fisherman told the local radio that he "    \
    "had heard it from the other side of the bay."

static void body_is_found_among_furniture(void **state)
{
    (void)state;
    page page;
    page_read(&page,
              STR("<html><head><title>Bridge closed | The Bay Post</title></head><body>"
                  "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
                  "<div class=cookie-bar><p>We use cookies, and we like them very much.</p></div>"
                  "<article><h1>Harbour bridge closed until Friday</h1>"
                  "<p class=byline>By Tilda Orne</p>"
                  "<p>" LONG_ONE "</p>"
                  "<figure><img src=b.jpg><figcaption>The bridge on Tuesday.</figcaption></figure>"
                  "<p>" LONG_TWO "</p>"
                  "<aside><p>Read our guide to the tunnel, with maps, tips and timetables.</p>"
                  "</aside><h2>Nobody hurt</h2><p>" LONG_THREE "</p>"
                  "<ul><li>The tunnel is open day and night, and free.</li></ul>"
                  "<blockquote><p>It sounded like a shot, said the fisherman.</p></blockquote>"
                  "</article>"
                  "<section id=comments><p>I have said for years that this would happen.</p>"
                  "</section><footer><p>Copyright 2031 The Bay Post. All rights reserved.</p>"
                  "</footer></body></html>"));
    assert_text(page.report.text,
                "Harbour bridge closed until Friday\n\n" LONG_ONE "\n\n" LONG_TWO "\n\n"
                "Nobody hurt\n\n" LONG_THREE "\n\n"
                "The tunnel is open day and night, and free.\n\n"
                "It sounded like a shot, said the fisherman.");
    assert_int_equal(page.report.blocks.items[0].kind, BLOCK_HEADLINE);
    assert_int_equal(page.report.blocks.items[1].kind, BLOCK_PROSE);
    assert_int_equal(page.report.blocks.items[3].kind, BLOCK_HEADLINE);
    assert_true(page_excludes(&page, BLOCK_NAV, "Home News"));
    assert_true(page_excludes(&page, BLOCK_LEGAL, "We use cookies"));
    assert_true(page_excludes(&page, BLOCK_CAPTION, "The bridge on Tuesday."));
    assert_true(page_excludes(&page, BLOCK_PROMO, "guide to the tunnel"));
    assert_true(page_excludes(&page, BLOCK_COMMENT, "said for years"));
    assert_true(page_excludes(&page, BLOCK_BYLINE, "Tilda Orne"));
    assert_true(page_excludes(&page, BLOCK_NAV, "Copyright 2031"));
    assert_text(page.report.problem, "");
    page_finish(&page);
}

static void standfirst_outside_the_body_is_kept(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<body><div class=head><h1>Harbour bridge closed until Friday</h1>"
                         "<div class=teaser>Two cables of the harbour bridge have to be replaced "
                         "before it can open.</div></div>"
                         "<div class=text><p>" LONG_ONE "</p><p>" LONG_TWO "</p><p>" LONG_THREE
                         "</p></div></body>"));
    assert_true(page_says(&page, "Two cables of the harbour bridge"));
    page_finish(&page);
}

static void text_is_clean(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<body><div><p>The  <b>har</b>bour\n bridge&nbsp;stays closed, said the "
                         "port&shy; authority&#8203;.<br>It &quot;may&quot; open &amp; close."
                         "<br><br>" LONG_TWO "</p><p>" LONG_THREE "</p></div></body>"));
    assert_text(page.report.text,
                "The harbour bridge stays closed, said the port authority. It \"may\" open & "
                "close.\n\n" LONG_TWO "\n\n" LONG_THREE);
    assert_int_equal(page.report.blocks.count, 3);
    page_finish(&page);
}

static void code_is_not_text(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<body><div><p>" LONG_ONE "</p><script>var a = '<p>Not a word, of all "
                         "this, is text.</p>';</script><style>p { color: red }</style>"
                         "<noscript><p>Please enable scripts, it is worth it.</p></noscript>"
                         "<template><p>A template, which nobody sees, is here.</p></template>"
                         "<!-- <p>A comment, which nobody sees, is here.</p> -->"
                         "<p>" LONG_TWO "</p></div></body>"));
    assert_text(page.report.text, LONG_ONE "\n\n" LONG_TWO);
    assert_int_equal(page.report.excluded.count, 0);
    page_finish(&page);
}

static void hidden_text_is_excluded(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<body><div><p>" LONG_ONE "</p><p style='display: none'>A hidden line, "
                         "with a comma in it, is here.</p><p hidden>Another hidden line, it is "
                         "hidden.</p><p>" LONG_TWO "</p></div></body>"));
    assert_text(page.report.text, LONG_ONE "\n\n" LONG_TWO);
    assert_true(page_excludes(&page, BLOCK_NAV, "Another hidden line"));
    page_finish(&page);
}

static void class_names_can_lie(void **state)
{
    (void)state;
    page page; /* the whole story lies in a form and in a "widget" */
    page_read(&page, STR("<body><form><div class='widget promo'><p>" LONG_ONE "</p><p>" LONG_TWO
                         "</p></div></form><div><a href=/>More news of the bay</a></div></body>"));
    assert_text(page.report.text, LONG_ONE "\n\n" LONG_TWO);
    page_finish(&page);
}

static void teasers_of_other_stories_are_excluded(void **state)
{
    (void)state;
    page page;
    page_read(&page,
              STR("<body><div><h1>Harbour bridge closed until Friday</h1><p>" LONG_ONE
                  "</p><p>" LONG_TWO "</p><p>" LONG_THREE "</p></div>"
                  "<div><div><h3><a href=/a>Ferry company wants a higher fare</a></h3><p>The "
                  "company says that fuel, wages and paint cost more than a year ago.</p></div>"
                  "<div><h3><a href=/b>Tunnel turns sixty in summer</a></h3><p>When it was opened, "
                  "the mayor walked through it, alone, with a lamp.</p></div></div></body>"));
    assert_false(page_says(&page, "fuel, wages"));
    assert_true(page_excludes(&page, BLOCK_PROMO, "fuel, wages"));
    assert_true(page_excludes(&page, BLOCK_PROMO, "the mayor walked"));
    page_finish(&page);
}

static void rows_of_data_are_lines(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<body><div><p>" LONG_ONE "</p><table><tr><th>Route</th><th>Minutes</th>"
                         "</tr><tr><td>Tunnel</td><td>31</td></tr></table><p>" LONG_TWO
                         "</p></div></body>"));
    assert_true(page_says(&page, "\n\nRoute Minutes\n\nTunnel 31\n\n"));
    page_finish(&page);
}

static void headline_is_said_once(void **state)
{
    (void)state;
    page page;
    page_read(&page, STR("<head><title>Harbour bridge closed until Friday</title></head><body><div>"
                         "<h2>Harbour bridge closed until Friday</h2>"
                         "<h1>Harbour bridge closed until Friday</h1><p>" LONG_ONE
                         "</p><p>" LONG_TWO "</p><p>" LONG_ONE "</p></div></body>"));
    assert_text(page.report.text,
                "Harbour bridge closed until Friday\n\n" LONG_ONE "\n\n" LONG_TWO);
    assert_true(page_excludes(&page, BLOCK_REPEAT, LONG_ONE));
    page_finish(&page);
}

static void body_of_json_ld_helps_out(void **state)
{
    (void)state;
    page page;
    page_read(&page,
              STR("<head><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                  "\"headline\":\"Harbour bridge closed until Friday\",\"articleBody\":\"" LONG_ONE
                  "\\n\\n" LONG_TWO "\"}</script></head>"
                  "<body><p>Loading, please wait.</p></body>"));
    assert_text(page.report.text,
                "Harbour bridge closed until Friday\n\n" LONG_ONE "\n\n" LONG_TWO);
    page_finish(&page);
}

static void pages_without_a_story_say_so(void **state)
{
    (void)state;
    static const struct {
        str html;
        const char *problem;
    } PAGES[] = {
        {STR_INIT(""), "no article text found"},
        {STR_INIT("<html><body></body></html>"), "no article text found"},
        {STR_INIT("<body><nav><a href=/>Home</a></nav></body>"), "no article text found"},
        {STR_INIT("<html><frameset cols='20%,80%'><frame src=a><frame src=b></frameset></html>"),
         "no article text found: the page is made of frames"},
        {STR_INIT("<!-- never closed"), "no article text found"},
        {STR_INIT("<script>never closed"), "no article text found"},
        {STR_INIT("<"), "no article text found"},
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
        page page;
        page_read(&page, PAGES[i].html);
        assert_text(page.report.problem, PAGES[i].problem);
        page_finish(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(body_is_found_among_furniture),
        cmocka_unit_test(standfirst_outside_the_body_is_kept),
        cmocka_unit_test(text_is_clean),
        cmocka_unit_test(code_is_not_text),
        cmocka_unit_test(hidden_text_is_excluded),
        cmocka_unit_test(class_names_can_lie),
        cmocka_unit_test(teasers_of_other_stories_are_excluded),
        cmocka_unit_test(rows_of_data_are_lines),
        cmocka_unit_test(headline_is_said_once),
        cmocka_unit_test(body_of_json_ld_helps_out),
        cmocka_unit_test(pages_without_a_story_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
