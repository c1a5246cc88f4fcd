/* What must hold of every analysis, whatever the network: trees, bounds, and that a sentence
 * does not depend on those around it. Accuracy is bench/eval/language.c's business. */
#include "language/language.h"
#include "unit/language/parser_model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { WORDS = 1000 };

typedef struct numbers {
    uint32_t state;
    float size;
    bool odd; /* infinities and what is no number among them */
} numbers;

static uint32_t next(void *source)
{
    numbers *numbers = source;
    numbers->state = numbers->state * 1664525 + 1013904223;
    return numbers->state >> 16;
}

static float next_float(void *source)
{
    numbers *numbers = source;
    uint32_t number = next(source) & 0xffff;
    if (numbers->odd && number % 50 == 0)
        return number % 100 == 0 ? NAN : INFINITY;
    return numbers->size * ((float)number / 32768 - 1);
}

static const str FORMS[] = {STR_INIT("Sullivan"),
                            STR_INIT("met"),
                            STR_INIT("Yang"),
                            STR_INIT("in"),
                            STR_INIT("Rome"),
                            STR_INIT("."),
                            STR_INIT("\xf0\x9f\x99\x82"),
                            STR_INIT("2022"),
                            STR_INIT("WASHINGTON"),
                            STR_INIT("\xd8\xa7\xd9\x84"),
                            STR_INIT("")};

typedef struct setting {
    memory memory;
    arena arena;
    model *model;
    parser parser;
    str forms[WORDS];
    parsed_word words[WORDS];
} setting;

static void begin(setting *setting, numbers numbers)
{
    readout_error error;
    memset(setting, 0, sizeof *setting);
    arena_init(&setting->arena, &setting->memory);
    str bytes = tiny_model(&setting->arena, next_float, next, &numbers);
    assert_int_equal(model_read(bytes, false, &setting->model, &error), READOUT_OK);
    assert_true(parser_of(&setting->arena, setting->model, &setting->parser));
    for (uint32_t i = 0; i < WORDS; i++)
        setting->forms[i] = FORMS[next(&numbers) % (sizeof FORMS / sizeof *FORMS)];
}

static void end(setting *setting)
{
    model_free(setting->model);
    arena_finish(&setting->arena);
}

static void any_network_gives_trees(void **state)
{
    static setting setting;
    (void)state;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        begin(&setting, (numbers){seed, seed % 3 == 0 ? 1e6F : 0.5F, seed % 2 == 0});
        const uint32_t ends[] = {1, 3, 40, 300, 301, WORDS};
        parser_run(&setting.parser, &setting.arena, setting.forms, ends, 6, setting.words);
        for (uint32_t s = 0, start = 0; s < 6; start = ends[s++])
            assert_true(tiny_sound(&setting.parser, setting.words + start, ends[s] - start));
        end(&setting);
    }
}

static void a_sentence_of_the_longest_kind_is_analysed(void **state)
{
    static setting setting;
    const uint32_t ends[] = {WORDS};
    (void)state;
    begin(&setting, (numbers){3, 0.5F, false});
    parser_run(&setting.parser, &setting.arena, setting.forms, ends, 1, setting.words);
    assert_true(tiny_sound(&setting.parser, setting.words, WORDS));
    end(&setting);
}

/* Tags and trees of a sentence alone and among others. Names may differ: a document remembers. */
static void a_sentence_does_not_depend_on_its_neighbours(void **state)
{
    static setting setting;
    static parsed_word alone[WORDS];
    uint32_t ends[WORDS / 20];
    (void)state;
    begin(&setting, (numbers){5, 0.5F, false});
    for (uint32_t s = 0; s < WORDS / 20; s++)
        ends[s] = (s + 1) * 20;
    parser_run(&setting.parser, &setting.arena, setting.forms, ends, WORDS / 20, setting.words);
    for (uint32_t s = 0; s < WORDS / 20; s++) {
        const uint32_t one[] = {20};
        parser_run(&setting.parser, &setting.arena, setting.forms + s * 20, one, 1, alone);
        for (uint32_t i = 0; i < 20; i++) {
            const parsed_word *word = &setting.words[s * 20 + i];
            assert_int_equal(word->head, alone[i].head);
            assert_int_equal(word->upos, alone[i].upos);
            assert_int_equal(word->relation, alone[i].relation);
        }
    }
    end(&setting);
}

static void a_model_whose_parts_do_not_fit_is_refused(void **state)
{
    static setting setting;
    readout_error error;
    (void)state;
    begin(&setting, (numbers){7, 0.5F, false});
    size_t count;
    const model_section *sections = model_sections(setting.model, &count);
    for (size_t left_out = 0; left_out < count; left_out++) {
        model_builder *builder = model_builder_new(&setting.arena, "less");
        for (size_t i = 0; i < count; i++)
            if (i != left_out)
                model_builder_add(builder, arena_cstr(&setting.arena, sections[i].name),
                                  sections[i].type, sections[i].dims, sections[i].data);
        model *less;
        parser parser;
        str bytes = model_builder_bytes(&setting.arena, builder);
        assert_int_equal(model_read(bytes, false, &less, &error), READOUT_OK);
        bool optional = str_equal(sections[left_out].name, STR(PARSER_LISTS)) ||
                        str_equal(sections[left_out].name, STR(PARSER_LEMMAS)) ||
                        str_equal(sections[left_out].name, STR(PARSER_SCRIPTS));
        assert_int_equal(parser_of(&setting.arena, less, &parser), optional);
        model_free(less);
    }
    end(&setting);
}

static void other_languages_are_left_alone(void **state)
{
    static setting setting;
    report report = {.text = STR("Rome."), .language = STR("it")};
    analysis analysis = {0};
    (void)state;
    begin(&setting, (numbers){9, 0.5F, false});
    *array_push(&setting.arena, &report.blocks) = (block){0, 5, BLOCK_PROSE};
    segment_run(&setting.arena, &setting.arena, setting.model, &report, &analysis);
    parse_run(&setting.arena, &setting.arena, setting.model, &report, &analysis);
    assert_false(analysis.has_trees);
    report.language = STR("en");
    parse_run(&setting.arena, &setting.arena, setting.model, &report, &analysis);
    assert_true(analysis.has_trees);
    assert_int_equal(analysis.tokens.count, 2);
    end(&setting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_network_gives_trees),
        cmocka_unit_test(a_sentence_of_the_longest_kind_is_analysed),
        cmocka_unit_test(a_sentence_does_not_depend_on_its_neighbours),
        cmocka_unit_test(a_model_whose_parts_do_not_fit_is_refused),
        cmocka_unit_test(other_languages_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
