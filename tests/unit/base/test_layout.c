/* Structs as bytes and back, and what is said of bytes that are none. */
#include "base/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHELVES = 0, BOOKS };

typedef struct book {
    uint32_t number;
    uint16_t pages;
    bool lent;
    str title;
    const char *binding;
} book;

typedef struct shelf {
    uint32_t first;
    uint32_t count;
    uint32_t beside; /* another shelf, or none */
    array_of(str) labels;
} shelf;

typedef struct library {
    array_of(book) books;
    array_of(shelf) shelves;
    uint32_t *years;
    uint32_t year_count;
    shelf window;
} library;

static const layout_field book_fields[] = {
    LAYOUT_ANY(book, number), LAYOUT_BELOW(book, pages, 2000), LAYOUT_TRUTH(book, lent),
    LAYOUT_TEXT(book, title), LAYOUT_WORDS(book, binding),
};
static const layout book_layout = LAYOUT_OF(book, book_fields);
static const layout_field shelf_fields[] = {
    LAYOUT_UP_TO(shelf, first, BOOKS),
    LAYOUT_COUNT(shelf, count, BOOKS),
    LAYOUT_INDEX_OR_NONE(shelf, beside, SHELVES),
    LAYOUT_LIST(shelf, labels, &layout_text),
};
static const layout shelf_layout = LAYOUT_OF(shelf, shelf_fields);
static const layout_field library_fields[] = {
    LAYOUT_LIST(library, books, &book_layout),
    LAYOUT_LIST(library, shelves, &shelf_layout),
    LAYOUT_PLAIN_LIST(library, years, year_count, &layout_number),
    LAYOUT_STRUCT(library, window, &shelf_layout),
};
static const layout library_layout = LAYOUT_OF(library, library_fields);

static memory memory_of_test;
static arena keep;
static library given;
static library back;

static int begin(void **state)
{
    (void)state;
    arena_init(&keep, &memory_of_test);
    back = (library){0};
    given = (library){.window = {.beside = UINT32_MAX}};
    for (uint32_t i = 0; i < 3; i++)
        *array_push(&keep, &given.books) =
            (book){UINT32_MAX - i * 40, (uint16_t)(i * 700), i == 1, STR("Tides"), NULL};
    given.books.items[0].title = (str){NULL, 0};
    given.books.items[2].binding = "cloth";
    *array_push(&keep, &given.shelves) = (shelf){0, 2, 1, {0}};
    *array_push(&keep, &given.shelves) = (shelf){2, 1, UINT32_MAX, {0}};
    *array_push(&keep, &given.shelves.items[1].labels) = STR("Sea");
    *array_push(&keep, &given.shelves.items[1].labels) = STR("");
    given.years = arena_array(&keep, uint32_t, 2);
    given.years[0] = 1999;
    given.years[1] = 7;
    given.year_count = 2;
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_finish(&keep);
    return 0;
}

static str written(const library *library)
{
    buffer out = {.arena = &keep};
    layout_write(&library_layout, library, &keep, &out);
    return buffer_str(&out);
}

static const uint32_t *bounds_of(const library *library)
{
    static uint32_t bounds[2];
    bounds[SHELVES] = library->shelves.count;
    bounds[BOOKS] = library->books.count;
    return bounds;
}

static void what_was_written_comes_back(void **state)
{
    (void)state;
    assert_true(layout_read(&library_layout, &keep, &keep, written(&given), &back));
    assert_true(layout_fits(&library_layout, &back, bounds_of(&back)));
    assert_int_equal(back.books.count, 3);
    assert_int_equal(back.books.items[2].number, UINT32_MAX - 80);
    assert_int_equal(back.books.items[2].pages, 1400);
    assert_true(back.books.items[1].lent);
    assert_null(back.books.items[0].title.data);
    assert_null(back.books.items[0].binding);
    assert_true(str_equal(back.books.items[1].title, STR("Tides")));
    assert_ptr_equal(back.books.items[1].title.data, back.books.items[2].title.data);
    assert_string_equal(back.books.items[2].binding, "cloth");
    assert_int_equal(back.shelves.items[1].labels.count, 2);
    assert_non_null(back.shelves.items[1].labels.items[1].data);
    assert_int_equal(back.shelves.items[1].labels.items[1].len, 0);
    assert_int_equal(back.years[1], 7);
    assert_int_equal(back.window.beside, UINT32_MAX);
    assert_true(str_equal(written(&back), written(&given)));
}

static void bytes_that_were_cut_or_go_on(void **state)
{
    const str whole = written(&given);
    (void)state;
    for (size_t length = 0; length < whole.len; length++) {
        back = (library){0};
        assert_false(
            layout_read(&library_layout, &keep, &keep, str_slice(whole, 0, length), &back));
    }
    back = (library){0};
    assert_false(layout_read(&library_layout, &keep, &keep,
                             str_format(&keep, "%.*sx", STR_ARG(whole)), &back));
}

/* A count of four thousand million in a few bytes takes no memory. */
static void more_items_than_bytes(void **state)
{
    (void)state;
    assert_false(
        layout_read(&library_layout, &keep, &keep, STR("\x06\xff\xff\xff\xff\x0f\x01"), &back));
    assert_false(
        layout_read(&library_layout, &keep, &keep, STR("\x06\xff\xff\xff\xff\xff\x01"), &back));
}

static bool fits(void)
{
    return layout_fits(&library_layout, &given, bounds_of(&given));
}

static void numbers_over_their_limits(void **state)
{
    (void)state;
    assert_true(fits());
    given.books.items[0].pages = 2000;
    assert_false(fits());
    given.books.items[0].pages = 1999;
    given.shelves.items[0].beside = 2;
    assert_false(fits());
    given.shelves.items[0].beside = UINT32_MAX;
    given.shelves.items[1].count = 2;
    assert_false(fits());
    given.shelves.items[1].count = UINT32_MAX - 1;
    assert_false(fits());
    given.shelves.items[1].count = 1;
    given.window.first = 4;
    assert_false(fits());
    given.window.first = 3;
    assert_true(fits());
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_comes_back),
        TEST(bytes_that_were_cut_or_go_on),
        TEST(more_items_than_bytes),
        TEST(numbers_over_their_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
