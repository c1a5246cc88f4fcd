/* countries.h - countries by the words that news use for them: names, peoples, capitals, and seats
 * of government ("the Kremlin"). */
#ifndef LANGUAGE_COUNTRIES_H
#define LANGUAGE_COUNTRIES_H

#include "base/str.h"

typedef enum country_word {
    COUNTRY_NONE = 0,
    COUNTRY_NAME,    /* China */
    COUNTRY_PEOPLE,  /* Chinese, also as an adjective; without a plural s */
    COUNTRY_CAPITAL, /* Beijing: the city, or the government */
    COUNTRY_SEAT     /* the Kremlin: the government */
} country_word;

typedef struct country {
    country_word word;
    const char *code; /* ISO 3166-1 alpha-2; "" when it is none */
} country;

/* What a name, written as news write it, says of a country. "the" in front is passed over. */
country country_find(str name);

#endif
