/* inset.h: boxes of links in the midst of a line. */
#include "intake/inset.h"
#include "unit/base/fixture.h"

typedef struct sample {
    const char *line;
    const char *box; /* or NULL */
} sample;

static const sample SAMPLES[] = {
    {"Mayor Ann Lee Ann Mary LeeCouncil votes on bridge 'No way' for the bridge MORE said on "
     "Monday.",
     " Ann Mary LeeCouncil votes on bridge 'No way' for the bridge MORE"},
    {"said Sen. Tom ReeveThomas (Tom) J. Reeve“Not now,” says council MORE (I-Vt.).",
     "Thomas (Tom) J. Reeve“Not now,” says council MORE"},
    {"Mayor Ann Lee said that ONE MORE bridge was needed.", NULL},
    {"Ann McLee asked for MORE bridges.", NULL},
    {"LeeCouncil MORE", NULL},
    {"Ann Lee LeeCouncil MOREOVER it rained.", NULL},
    {" MORE MORE MORE", NULL},
    {"", NULL},
};

static void boxes_are_found_by_the_repeated_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
        const str line = str_of(SAMPLES[i].line);
        size_t start = 0;
        size_t end = 0;
        const bool found = inset_find(line, 0, &start, &end);
        assert_int_equal(found, SAMPLES[i].box != NULL);
        if (found)
            assert_text(str_slice(line, start, end), SAMPLES[i].box);
    }
}

static void the_next_box_is_found_behind_the_first(void **state)
{
    (void)state;
    const str line =
        STR("Ann Lee Ann Mary LeeBridge shut MORE and Bo Reeve Bo J. ReeveCouncil votes MORE met.");
    size_t start = 0;
    size_t end = 0;
    assert_true(inset_find(line, 0, &start, &end));
    assert_true(inset_find(line, end, &start, &end));
    assert_text(str_slice(line, start, end), " Bo J. ReeveCouncil votes MORE");
    assert_false(inset_find(line, end, &start, &end));
}

static void a_button_begins_a_caption(void **state)
{
    (void)state;
    assert_true(inset_is_caption(STR("CLOSE A fire destroyed the old hall.")));
    assert_false(inset_is_caption(STR("Close to the bridge a hall burned.")));
    assert_false(inset_is_caption(STR("CLOSE CALL AT THE BRIDGE")));
    assert_false(inset_is_caption(STR("CLOSE ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_are_found_by_the_repeated_name),
        cmocka_unit_test(the_next_box_is_found_behind_the_first),
        cmocka_unit_test(a_button_begins_a_caption),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
