/* analysed.h - texts through the language room with the shipped model, for tests that read like
 * examples. */
#ifndef UNIT_LANGUAGE_ANALYSED_H
#define UNIT_LANGUAGE_ANALYSED_H

#include "base/file.h"
#include "language/coref.h"
#include "language/language.h"
#include "unit/base/fixture.h"

typedef struct analysed {
    report report;
    analysis analysis;
} analysed;

/* NULL if there is no model with trees: the tests are then skipped. */
static inline model *analysed_model(arena *arena)
{
    str bytes;
    model *model = NULL;
    if (file_read(arena, "models/readout-en.model", 64 << 20, &bytes, NULL) != READOUT_OK ||
        model_read(bytes, true, &model, NULL) != READOUT_OK)
        skip();
    return model;
}

/* One block of prose, analysed as far as references. */
static inline analysed analyse(arena *arena, const model *model, const char *text)
{
    analysed made = {.report = {.text = str_of(text), .language = STR("en")}};
    struct arena scratch;
    array_push(arena, &made.report.blocks)->end = (uint32_t)made.report.text.len;
    arena_init(&scratch, arena->memory);
    segment_run(arena, &scratch, model, &made.report, &made.analysis);
    parse_run(arena, &scratch, model, &made.report, &made.analysis);
    names_run(arena, &scratch, &made.report, &made.analysis);
    references_run(arena, &scratch, &made.report, &made.analysis);
    arena_finish(&scratch);
    if (!made.analysis.has_trees)
        skip();
    return made;
}

static inline const entity *entity_named(const analysed *analysed, const char *name)
{
    for (uint32_t i = 0; i < analysed->analysis.entities.count; i++)
        if (str_equal(analysed->analysis.entities.items[i].name, str_of(name)))
            return &analysed->analysis.entities.items[i];
    return NULL;
}

#endif
