/* html_page.h - reads a page and asks the report about it. For the tests of html*.c. */
#ifndef TESTS_UNIT_INTAKE_HTML_PAGE_H
#define TESTS_UNIT_INTAKE_HTML_PAGE_H

#include "intake/intake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct page {
    memory memory;
    arena keep;
    arena scratch;
    str html;
    report report;
} page;

static inline void page_body(void *context)
{
    page *page = context;
    html_read(&page->keep, &page->scratch, page->html, &page->report);
}

static inline void page_read(page *page, str html)
{
    *page = (struct page){.html = html};
    arena_init(&page->keep, &page->memory);
    arena_init(&page->scratch, &page->memory);
    page->report.format = REPORT_HTML;
    assert_true(memory_try(&page->memory, page_body, page));
}

static inline void page_finish(page *page)
{
    arena_finish(&page->keep);
    arena_finish(&page->scratch);
}

static inline void assert_text(str found, const char *expected)
{
    if (!str_equal(found, str_of(expected)))
        fail_msg("expected \"%s\", found \"%.*s\"", expected, STR_ARG(found));
}

static inline bool page_says(const page *page, const char *words)
{
    return str_find(page->report.text, str_of(words), 0) != SIZE_MAX;
}

/* Was a piece with these words excluded as this kind? */
static inline bool page_excludes(const page *page, block_kind kind, const char *words)
{
    for (uint32_t i = 0; i < page->report.excluded.count; i++) {
        const exclusion *piece = &page->report.excluded.items[i];
        if (piece->kind == kind && str_find(piece->text, str_of(words), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static inline void assert_date(report_date found, int year, int month, int day, readout_basis basis)
{
    assert_int_equal(found.date.year, year);
    assert_int_equal(found.date.month, month);
    assert_int_equal(found.date.day, day);
    assert_int_equal(found.basis, basis);
}

#endif
