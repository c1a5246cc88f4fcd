/* people.h - what words tell of who they mean: he or she, a person, a group, a place. */
#ifndef LANGUAGE_PEOPLE_H
#define LANGUAGE_PEOPLE_H

#include "base/str.h"

typedef enum name_gender { NAME_GENDER_UNKNOWN = 0, NAME_MALE, NAME_FEMALE } name_gender;

/* By a given name, which must be written with a capital. */
name_gender gender_of_name(str given_name);

/* By a title in front of a name: Mr, Ms, King. */
name_gender gender_of_title(str title);

/* What a common noun, as its lemma, means. */
typedef enum noun_kind { NOUN_THING = 0, NOUN_PERSON, NOUN_GROUP, NOUN_PLACE } noun_kind;
noun_kind noun_kind_of(str lemma);
name_gender gender_of_noun(str lemma);

#endif
