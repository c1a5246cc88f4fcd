/* language.c: in which language a text is. */
#include "intake/intake.h"
#include "unit/base/fixture.h"

static void common_languages_are_told_by_their_words(void **state)
{
    (void)state;
    assert_text(language_detect(STR("The ferry was on its way to the harbour when it hit a rock.")),
                "en");
    assert_text(language_detect(STR("Die F\xc3\xa4hre war auf dem Weg in den Hafen, als sie auf "
                                    "einen Felsen lief.")),
                "de");
    assert_text(language_detect(STR("Le ferry \xc3\xa9tait en route vers le port quand il a heurt"
                                    "\xc3\xa9 un rocher dans la nuit.")),
                "fr");
    assert_text(
        language_detect(STR("El barco estaba en camino al puerto cuando choc\xc3\xb3 con una "
                            "roca por la noche.")),
        "es");
    assert_text(language_detect(STR("La nave era sulla via del porto quando ha colpito uno scoglio "
                                    "nella notte.")),
                "it");
    assert_text(language_detect(STR("De veerboot was op weg naar de haven toen het schip een rots "
                                    "raakte.")),
                "nl");
}

static void scripts_decide_by_themselves(void **state)
{
    (void)state;
    assert_text(language_detect(STR("\xe6\xb8\xa1\xe8\xbd\xae\xe5\x9c\xa8\xe6\xb8\xaf\xe5\x8f\xa3"
                                    "\xe7\x9b\xb8\xe6\x92\x9e")),
                "zh");
    assert_text(language_detect(STR("\xe3\x83\x95\xe3\x82\xa7\xe3\x83\xaa\xe3\x83\xbc\xe3\x81\x8c"
                                    "\xe6\xb8\xaf\xe3\x81\xa7")),
                "ja");
    assert_text(
        language_detect(STR("\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc \xd0\xbd\xd0\xb5 "
                            "\xd1\x88\xd0\xb5\xd0\xbb \xd0\xb2 \xd0\xbf\xd0\xbe\xd1\x80\xd1"
                            "\x82, \xd0\xbe\xd0\xbd \xd0\xb1\xd1\x8b\xd0\xbb \xd0\xbd\xd0\xb0 "
                            "\xd0\xbc\xd0\xb5\xd0\xbb\xd0\xb8")),
        "ru");
}

static void what_cannot_be_told_is_und(void **state)
{
    (void)state;
    assert_text(language_detect(STR("")), "und");
    assert_text(language_detect(STR("12 34 56")), "und");
    assert_text(language_detect(STR("Xyzzy plugh frotz gnusto rezrov")), "und");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_languages_are_told_by_their_words),
        cmocka_unit_test(scripts_decide_by_themselves),
        cmocka_unit_test(what_cannot_be_told_is_und),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
