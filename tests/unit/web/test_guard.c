/* Who may ask, and who may not. */
#include "guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void hosts(void **state)
{
    static const struct {
        const char *host;
        bool loopback; /* passes where the server listens on loopback alone */
        bool further;
    } rows[] = {
        {"localhost:8642", true, true},
        {"LocalHost:8642", true, true},
        {"127.0.0.1:8642", true, true},
        {"[::1]:8642", true, true},
        {"192.168.1.5:8642", false, true},
        {"desk.example:8642", false, true},
        {"stranger.example:8642", false, false},
        {"localhost.stranger.example:8642", false, false},
        {"localhost:80", false, false},
        {"localhost", false, false},
        {"localhost:8642:8642", false, false},
        {"localhost:", false, false},
        {"localhost:864200", false, false},
        {"127.1:8642", false, false},
        {"[::1:8642", false, false},
        {":8642", false, false},
        {"", false, false},
        {NULL, false, false},
    };
    const guard loopback = {.port = 8642, .loopback = true};
    const guard further = {.port = 8642, .name = "desk.example"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const guard_request request = {.host = rows[i].host};
        assert_int_equal(guard_check(&loopback, &request),
                         rows[i].loopback ? GUARD_PASS : GUARD_HOST);
        assert_int_equal(guard_check(&further, &request),
                         rows[i].further ? GUARD_PASS : GUARD_HOST);
    }
}

static void origins(void **state)
{
    static const struct {
        const char *origin;
        const char *site;
        bool passes;
    } rows[] = {
        {NULL, NULL, true},
        {"http://localhost:8642", NULL, true},
        {"http://localhost:8642", "same-origin", true},
        {NULL, "none", true},
        {NULL, "cross-site", false},
        {NULL, "same-site", false},
        {"http://localhost:9000", NULL, false},
        {"http://127.0.0.1:8642", NULL, false}, /* another origin than the page's */
        {"https://localhost:8642", NULL, false},
        {"http://stranger.example", NULL, false},
        {"null", NULL, false},
        {"", NULL, false},
    };
    const guard guard = {.port = 8642, .loopback = true};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        guard_request request = {.host = "localhost:8642",
                                 .origin = rows[i].origin,
                                 .fetch_site = rows[i].site,
                                 .writes = true};
        assert_int_equal(guard_check(&guard, &request), rows[i].passes ? GUARD_PASS : GUARD_ORIGIN);
        request.writes = false;
        assert_int_equal(guard_check(&guard, &request), GUARD_PASS);
    }
}

static void tokens(void **state)
{
    guard guard = {.port = 8642, .name = "desk.example"};
    guard_request request = {.host = "desk.example:8642"};
    char bearer[sizeof guard.token + 16];
    (void)state;
    assert_true(guard_make_token(&guard));
    assert_int_equal(strlen(guard.token), 2 * GUARD_TOKEN_BYTES);
    assert_int_equal(guard_check(&guard, &request), GUARD_TOKEN);
    request.cookie = guard.token;
    assert_int_equal(guard_check(&guard, &request), GUARD_PASS);
    request.cookie = "0";
    assert_int_equal(guard_check(&guard, &request), GUARD_TOKEN);
    snprintf(bearer, sizeof bearer, "Bearer %s", guard.token);
    request.authorization = bearer;
    assert_int_equal(guard_check(&guard, &request), GUARD_PASS);
    bearer[strlen(bearer) - 1] ^= 1;
    assert_int_equal(guard_check(&guard, &request), GUARD_TOKEN);
    request.authorization = "Basic x";
    assert_int_equal(guard_check(&guard, &request), GUARD_TOKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts),
        cmocka_unit_test(origins),
        cmocka_unit_test(tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
