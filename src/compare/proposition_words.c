/* proposition_words.c - see proposition_words.h. General knowledge, kept by hand. */
#include "compare/proposition_words.h"

const char *const PROPOSITION_NEGATIONS =
    "not n't never no neither nor hardly scarcely barely without cannot";

const char *const PROPOSITION_PLANS =
    "plan intend expect hope want aim seek prepare consider schedule due set wish mean threaten "
    "vow pledge promise agree propose ready slate poise likely";

const char *const PROPOSITION_EVENTS =
    "meeting talks talk negotiation summit visit conversation conference hearing trial attack "
    "invasion strike bombing shooting explosion crash collision fire earthquake storm flood "
    "election vote referendum protest demonstration rally riot arrest resignation appointment "
    "dismissal death killing murder assassination kidnapping request appeal demand offer proposal "
    "agreement deal accord ceasefire truce treaty sanction ban decision ruling verdict sentence "
    "lawsuit investigation inquiry probe raid shutdown closure launch test outbreak merger "
    "acquisition takeover sale purchase layoff strike walkout delivery shipment transfer "
    "withdrawal deployment evacuation rescue eruption landing flight";

const char *const PROPOSITION_LIGHT = "hold make raise express voice have take give conduct issue "
                                      "launch carry hold host pay do mount stage "
                                      "deliver reach begin start open resume";

const char *const PROPOSITION_EMPTY = "be do get go come have take make put give let know think "
                                      "believe see want like look seem feel try need keep use say "
                                      "tell speak talk happen become hold work call add note";

const char *const PROPOSITION_FAILINGS = "fail neglect unable";

const char *const PROPOSITION_MENTIONS = "point refer respond react comment allude";

const char *const PROPOSITION_MUTUAL =
    "meet talk discuss negotiate agree debate marry divorce clash collide fight cooperate "
    "exchange trade merge play face meeting talks negotiation summit hold conversation";
