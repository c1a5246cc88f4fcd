/* reading.h - what the tests of intake share: reading a text, and showing what came of it. */
#ifndef UNIT_INTAKE_READING_H
#define UNIT_INTAKE_READING_H

#include "intake/intake.h"
#include "unit/base/fixture.h"

/* Reads `text` as intake_read does; the report lives as long as the test. */
static inline report *read_report(void **state, str content)
{
    arena *arena = arena_of(state);
    report *report = arena_new(arena, struct report);
    readout_input input = {.content = content, .format = READOUT_FORMAT_TEXT};
    struct arena scratch;
    arena_init(&scratch, arena->memory);
    intake_read(arena, &scratch, &input, report);
    arena_finish(&scratch);
    return report;
}

/* One line for each block ("prose: ...") and then for each exclusion ("- nav: ..."). */
static inline str shown(void **state, const report *report)
{
    buffer text = {.arena = arena_of(state)};
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        const block *block = &report->blocks.items[i];
        buffer_format(&text, "%s: ", block_kind_name(block->kind));
        buffer_add(&text, str_slice(report->text, block->start, block->end));
        buffer_add(&text, STR("\n"));
    }
    for (uint32_t i = 0; i < report->excluded.count; i++) {
        buffer_format(&text, "- %s: ", block_kind_name(report->excluded.items[i].kind));
        buffer_add(&text, report->excluded.items[i].text);
        buffer_add(&text, STR("\n"));
    }
    return buffer_str(&text);
}

/* Reading `text` gives blocks and exclusions as in `expected`. */
#define assert_read(state, text, expected)                                                         \
    assert_text(shown((state), read_report((state), str_of(text))), (expected))

#endif
