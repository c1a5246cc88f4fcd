/* furniture.c and its table: lines judged by their words. */
#include "intake/furniture.h"
#include "intake/intake.h"
#include "unit/base/fixture.h"

static void check(block_kind kind, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        block_kind found = furniture_kind(str_of(lines[i]));
        if (found != kind)
            fail_msg("\"%s\" is %s, should be %s", lines[i], block_kind_name(found),
                     block_kind_name(kind));
    }
}

#define check_kind(kind, ...)                                                                      \
    do {                                                                                           \
        const char *const lines[] = {__VA_ARGS__};                                                 \
        check((kind), lines, sizeof lines / sizeof lines[0]);                                      \
    } while (0)

static void ways_around_the_page_are_nav(void **state)
{
    (void)state;
    check_kind(BLOCK_NAV, "Skip to content", "top of page", "HOME", "Home > News > World",
               "You are here: Home / News", "Loading...", "Listen to this article 4 min",
               "5 min read", "Tags: ships, fog, harbour", "Filed under: Local", "8 views0 comments",
               "* * *", "___", "Page 1 of 3");
}

static void own_and_others_advertising_is_promo(void **state)
{
    (void)state;
    check_kind(BLOCK_PROMO, "Advertisement", "ADVERTISEMENT:", "[Advertisement]",
               "Story continues below", "Share on Facebook", "Read more: Fog closes harbour",
               "READ MORE", "Related Articles", "Sign up for our daily newsletter",
               "Follow us on Twitter @harbour", "Follow Ida Holm on Twitter @idaholm", "Most read",
               "Subscribe", "You may also like",
               "Want the day's ships in your inbox? Sign up here.",
               "Subscribe to our newsletter. By signing up, you agree to our Privacy Policy.");
}

static void readers_comments_are_comment(void **state)
{
    (void)state;
    check_kind(BLOCK_COMMENT, "No comments", "12 Comments", "Comments (3)", "Leave a Comment",
               "View comments", "Reply",
               "3 thoughts on \xe2\x80\x9c"
               "Fog\xe2\x80\x9d",
               "Your email address will not be published. Required fields are marked *");
}

static void law_and_publisher_are_legal(void **state)
{
    (void)state;
    check_kind(BLOCK_LEGAL, "Copyright \xc2\xa9 2014-2025 Harbour Times", "\xc2\xa9 2020 Harbour",
               "(c) 2020 Harbour Times", "Harbour Times. All rights reserved.", "Privacy Policy",
               "We use cookies to make this page better.", "Terms of Use",
               "The views expressed here are the author's own.");
}

static void captions_and_picture_credits_are_caption(void **state)
{
    (void)state;
    check_kind(BLOCK_CAPTION, "The quay on Tuesday. (Image Credit: Ida Holm)",
               "The quay on Tuesday. (AP Photo/Ida Holm)", "Photo: Ida Holm",
               "The mayor at the harbour. Ida Holm/Getty Images", "FILE PHOTO: A ferry at sea.",
               "The quay on Tuesday (Photo by Ida Holm)", "Getty Images");
}

static void sources_and_helpers_are_credit(void **state)
{
    (void)state;
    check_kind(BLOCK_CREDIT, "Ida Holm contributed to this report.",
               "Reporting by Ida Holm; Editing by Per Lund", "(Reporting by Ida Holm)",
               "\xe2\x80\x94 With files from the Harbour Wire", "Source: Harbour Wire",
               "This article was originally published by Harbour Wire.");
}

static void sentences_of_stories_are_prose(void **state)
{
    (void)state;
    check_kind(BLOCK_PROSE, "",
               "The minister shared the news on Facebook, and many people followed her.",
               "A spokesman said there were no comments on the report from the owners.",
               "He said the photo showed the ferry before the accident happened in the fog.",
               "Officials said all rights of the crew were respected during the inquiry.",
               "More than 200 people left comments under the report, the newspaper said.",
               "The company subscribed to a plan that would follow the ship by satellite.",
               "Two ferries collided outside the harbour on Tuesday night.");
}

static void some_lines_end_the_story_and_some_begin_a_list(void **state)
{
    (void)state;
    assert_int_equal(furniture_judge(STR("Leave a comment")).force, FURNITURE_END);
    assert_int_equal(furniture_judge(STR("Related stories")).force, FURNITURE_LIST);
    assert_int_equal(furniture_judge(STR("Advertisement")).force, FURNITURE_SURE);
    assert_int_equal(furniture_judge(STR("A ferry sank.")).force, FURNITURE_NONE);
}

static void a_very_long_line_costs_no_more_than_its_beginning(void **state)
{
    buffer line = {.arena = arena_of(state)};
    for (int i = 0; i < 1000000; i++)
        buffer_add(&line, STR("all rights "));
    for (int i = 0; i < 1000; i++)
        assert_int_equal(furniture_kind(buffer_str(&line)), BLOCK_PROSE);
}

static void every_row_can_be_met(void **state)
{
    (void)state;
    for (size_t i = 0; i < furniture_row_count; i++) {
        const furniture_row *row = &furniture_rows[i];
        assert_true(row->pattern[0] != '\0' && row->pattern[0] != ' ');
        assert_int_not_equal(row->kind, BLOCK_PROSE);
        assert_int_not_equal(row->force, FURNITURE_NONE);
        assert_true(row->from[0] != '\0');
        for (const char *c = row->pattern; *c != '\0'; c++)
            assert_false(*c >= 'A' && *c <= 'Z');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_around_the_page_are_nav),
        cmocka_unit_test(own_and_others_advertising_is_promo),
        cmocka_unit_test(readers_comments_are_comment),
        cmocka_unit_test(law_and_publisher_are_legal),
        cmocka_unit_test(captions_and_picture_credits_are_caption),
        cmocka_unit_test(sources_and_helpers_are_credit),
        cmocka_unit_test(sentences_of_stories_are_prose),
        cmocka_unit_test(some_lines_end_the_story_and_some_begin_a_list),
        specification(a_very_long_line_costs_no_more_than_its_beginning),
        cmocka_unit_test(every_row_can_be_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
