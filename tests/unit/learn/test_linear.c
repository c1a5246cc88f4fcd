/* linear.h: what is linear is learned, and learned the same way every time. */
#include "learn/linear.h"
#include "unit/base/fixture.h"

#include <string.h>

enum { EXAMPLES = 4000, WORDS = 50 };

/* Two features an example; of three classes: which of the two is the larger, or none. */
static void make_examples(arena *arena, linear_data *data)
{
    uint64_t seed = 7;
    for (int i = 0; i < EXAMPLES; i++) {
        uint32_t a = (uint32_t)(next_random(&seed) % WORDS);
        uint32_t b = (uint32_t)(next_random(&seed) % WORDS);
        uint32_t features[] = {a, 100 + b};
        uint32_t class_ = a / 10 == b / 10 ? 0 : a > b ? 1 : 2;
        linear_data_add(arena, data, features, 2, class_, 1);
    }
}

static const linear_options OPTIONS = {
    .rows = 256, .classes = 3, .epochs = 20, .rate = 0.1F, .l2 = 1e-6F, .seed = 5};

static uint32_t count_right(const linear *linear, const linear_data *data)
{
    uint32_t right = 0;
    for (uint32_t i = 0; i < data->examples.count; i++) {
        const linear_example *example = &data->examples.items[i];
        int32_t scores[LINEAR_CLASSES_MAX];
        uint32_t best = 0;
        linear_scores(linear, data->features.items + example->first, example->count, scores);
        for (uint32_t c = 1; c < linear->classes; c++)
            if (scores[c] > scores[best])
                best = c;
        right += best == example->class_;
    }
    return right;
}

static void an_order_is_learned(void **state)
{
    linear_data data = {0};
    make_examples(arena_of(state), &data);
    linear linear = linear_train(arena_of(state), &data, &OPTIONS);
    assert_true(count_right(&linear, &data) > EXAMPLES * 9 / 10);
}

static void the_same_seed_gives_the_same_weights(void **state)
{
    linear_data data = {0};
    make_examples(arena_of(state), &data);
    linear_options other = OPTIONS;
    other.seed = 6;
    size_t size = 256 * 3 * sizeof(int16_t);
    linear one = linear_train(arena_of(state), &data, &OPTIONS);
    linear two = linear_train(arena_of(state), &data, &OPTIONS);
    linear three = linear_train(arena_of(state), &data, &other);
    assert_memory_equal(one.weights, two.weights, size);
    assert_true(memcmp(one.weights, three.weights, size) != 0);
}

static void one_class_means_yes_or_no(void **state)
{
    linear_data data = {0};
    for (uint32_t i = 0; i < 1000; i++)
        linear_data_add(arena_of(state), &data, &(uint32_t){i % 10}, 1, i % 10 < 5, 1);
    linear_options options = OPTIONS;
    options.classes = 1;
    options.drop = 0.3F;
    linear linear = linear_train(arena_of(state), &data, &options);
    for (uint32_t i = 0; i < 10; i++)
        assert_int_equal(linear_score(&linear, &i, 1) > 0, i < 5);
    assert_int_equal(linear_score(&linear, NULL, 0), 0);
}

static void features_wrap_around_the_rows(void **state)
{
    (void)state;
    static const int16_t WEIGHTS[4] = {1, 20, 300, 4000};
    const linear linear = {WEIGHTS, 4, 1};
    const uint32_t features[] = {1, 5, 0xffffffff};
    assert_int_equal(linear_score(&linear, features, 3), 20 + 20 + 4000);
}

static void nothing_to_learn_from_gives_no_weights(void **state)
{
    linear_data data = {0};
    linear linear = linear_train(arena_of(state), &data, &OPTIONS);
    for (int i = 0; i < 256 * 3; i++)
        assert_int_equal(linear.weights[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(an_order_is_learned),
        specification(the_same_seed_gives_the_same_weights),
        specification(one_class_means_yes_or_no),
        specification(features_wrap_around_the_rows),
        specification(nothing_to_learn_from_gives_no_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
