/* digest.h: the examples of FIPS 180-2 and a few lengths around the block size. */
#include "base/digest.h"
#include "unit/base/fixture.h"

#include <string.h>

static void the_published_examples(void **state)
{
    arena *arena = arena_of(state);
    assert_text(digest_hex(arena, STR("abc")),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_text(digest_hex(arena, STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_times_a(void **state)
{
    arena *arena = arena_of(state);
    char *bytes = arena_array(arena, char, 1000000);
    memset(bytes, 'a', 1000000);
    assert_text(digest_hex(arena, (str){bytes, 1000000}),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void nothing_has_a_digest_too(void **state)
{
    arena *arena = arena_of(state);
    const char *expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_text(digest_hex(arena, (str){NULL, 0}), expected);
    assert_text(digest_hex(arena, STR("")), expected);
}

static void it_is_64_digits_and_every_byte_counts(void **state)
{
    arena *arena = arena_of(state);
    char bytes[130] = {0};
    str before = digest_hex(arena, STR("other"));
    for (size_t len = 0; len <= sizeof bytes; len++) {
        const str digest = digest_hex(arena, (str){bytes, len});
        assert_int_equal(digest.len, DIGEST_HEX);
        assert_false(str_equal(digest, before));
        before = digest;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(the_published_examples),
        specification(a_million_times_a),
        specification(nothing_has_a_digest_too),
        specification(it_is_64_digits_and_every_byte_counts),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
