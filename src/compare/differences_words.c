/* differences_words.c - the words by which a difference shows. A word that ends in * stands for
 * all that begin so. The lists are ours: function words and closed classes of English (Quirk et
 * al., A Comprehensive Grammar, 1985, chapters 3, 4 and 10), reporting verbs of cues.c. */
#include "compare/differences.h"

/* Negates the clause that it stands in. */
const char *const negation_strong[] = {"not", "n't",  "n’t",    "never",   "cannot",  "without",
                                       "no",  "none", "nobody", "nothing", "neither", NULL};

/* The same of a verb or noun; only in a sentence that is surely the same. */
const char *const negation_weak[] = {"fail", "fails",  "failed", "lack", "lacks", "lacked",
                                     "yet",  "unable", "away",   "free", NULL};

/* Says no in any way: a paraphrase may exchange these. */
const char *const negation_any[] = {
    "not",     "n't",       "n’t",     "never",     "cannot",        "without",    "no",
    "none",    "nobody",    "nothing", "neither",   "nor",           "hardly",     "barely",
    "few",     "little",    "den*",    "refus*",    "reject*",       "fail*",      "lack*",
    "declin*", "prevent*",  "bar",     "barred",    "block*",        "unable",     "unlikely",
    "imposs*", "ban",       "banned",  "bans",      "forbid*",       "prohibit*",  "stop*",
    "short",   "absen*",    "missing", "unlawful",  "illegal*",      "un*able",    "un*ed",
    "un*ible", "in*able",   "in*ible", "avoid*",    "rather",        "instead",    "except*",
    "exclud*", "rescind*",  "halt*",   "false*",    "wrong*",        "neglect*",   "omit*",
    "reluct*", "abandon*",  "insuff*", "inval*",    "incap*",        "indef*",     "struggl*",
    "nowhere", "zero",      "unless",  "disagree*", "disappr*",      "disapp*",    "dismiss*",
    "instead", "far",       "inad*",   "uncertain", "unclear",       "unknown",    "unsafe",
    "unfair*", "innocent",  "loses",   "lose",      "hard*ly",       "rare*",      "seldom",
    "yet",     "away",      "free",    "lest",      "non",           "anti",       "no-*",
    "non-*",   "withhold*", "except",  "unequal",   "unsustainable", "impermiss*", "intoler*",
    NULL};

/* What is not said as a fact. */
const char *const hedges[] = {"could",      "may",        "might",      "should",     "possibly",
                              "perhaps",    "likely",     "apparently", "allegedly",  "reportedly",
                              "believed",   "suspected",  "expected",   "threatened", "considering",
                              "evaluating", "imperative", "can",        NULL};

/* Words that keep it open in any way. */
const char *const hedges_any[] = {
    "could",     "may",        "might",      "should",     "would",    "possib*",  "perhaps",
    "likel*",    "apparent*",  "alleg*",     "report*",    "believ*",  "suspect*", "expect*",
    "threat*",   "consider*",  "evaluat*",   "imperativ*", "must",     "ought",    "can",
    "probabl*",  "potential*", "seem*",      "appear*",    "suppos*",  "presum*",  "think*",
    "thought",   "plan*",      "if",         "whether",    "hope*",    "risk*",    "suggest*",
    "assum*",    "assess*",    "estimat*",   "supposed*",  "accept*",  "claim*",   "need*",
    "requir*",   "urg*",       "call*",      "ask*",       "demand*",  "want*",    "essential",
    "necessar*", "import*",    "crucial",    "vital",      "maybe",    "chance*",  "prospect*",
    "predict*",  "forecast*",  "anticipat*", "intend*",    "aim*",     "would-be", "weigh*",
    "examin*",   "check*",     "study",      "studies",    "studying", "warn*",    "caution*",
    "dare*",     "fear*",      "able",       "capable",    "tend*",    "propos*",  "seek*",
    "try",       "tries",      "trying",     "attempt*",   "indicat*", "consult*", "prepar*",
    "anymore",   "let",        NULL};

/* Says whose words it are, in any way. */
const char *const attribution_any[] = {
    "said",      "say",       "says",      "saying",     "told",        "tell*",     "according",
    "report*",   "claim*",    "stat*",     "announc*",   "add",         "added",     "adds",
    "adding",    "warn*",     "testif*",   "alleg*",     "argu*",       "not*ed",    "noted",
    "notes",     "noting",    "wrote",     "writ*",      "ask*",        "call*",     "believ*",
    "estimat*",  "insist*",   "accus*",    "den*",       "confirm*",    "declar*",   "describ*",
    "explain*",  "express*",  "indicat*",  "mention*",   "point*",      "quot*",     "reveal*",
    "show*",     "suggest*",  "think*",    "thought",    "tweet*",      "vow*",      "promis*",
    "pledg*",    "urg*",      "criti*",    "prais*",     "demand*",     "predict*",  "propos*",
    "recall*",   "refer*",    "remark*",   "repl*",      "respond*",    "speak*",    "spoke*",
    "talk*",     "view*",     "agree*",    "admit*",     "acknowledg*", "assert*",   "maintain*",
    "contend*",  "cit*",      "detail*",   "disclos*",   "comment*",    "caution*",  "conclud*",
    "consider*", "expect*",   "find*",     "found",      "hear*",       "inform*",   "judg*",
    "learn*",    "opinion*",  "rul*",      "sa*",        "so",          "letter",    "via",
    "source*",   "statement", "claims",    "words",      "account*",    "argument*", "answer*",
    "condemn*",  "denounc*",  "complain*", "appeal*",    "recommend*",  "order*",    "signal*",
    "stress*",   "emphas*",   "underlin*", "highlight*", "identif*",    "assess*",   "feel*",
    "felt",      "know*",     "knew",      "hope*",      "want*",       "worr*",     "plan*",
    "decid*",    "allow*",    "request*",  "interview*", "narrat*",     "express",   "utter*",
    "observ*",   "specif*",   "discuss*",  "issu*",      "charg*",      "certif*",   "question*",
    "read*",     "blam*",     "commit*",   "recogn*",    "share*",      "calls",     "per",
    NULL};

/* One source, and several. */
const char *const source_singular[] = {"official", "spokesman", "spokeswoman", "spokesperson",
                                       "source",   "aide",      "diplomat",    "adviser",
                                       "advisor",  "witness",   "expert",      "analyst",
                                       "lawmaker", "officer",   "lawyer",      NULL};
const char *const source_plural[] = {
    "officials", "spokesmen", "spokeswomen", "spokespersons", "sources", "aides",
    "diplomats", "advisers",  "advisors",    "witnesses",     "experts", "analysts",
    "lawmakers", "officers",  "lawyers",     "spokespeople",  NULL};

/* What stands before an office and changes it. */
const char *const rank_words[] = {"acting", "former", "deputy", "vice", "interim", NULL};

const opposite opposites[] = {
    {"before", "after", READOUT_DIFFERENCE_REVERSED},
    {"more", "less", READOUT_DIFFERENCE_REVERSED},
    {"more", "fewer", READOUT_DIFFERENCE_REVERSED},
    {"above", "below", READOUT_DIFFERENCE_REVERSED},
    {"increase", "decrease", READOUT_DIFFERENCE_REVERSED},
    {"increase", "reduce", READOUT_DIFFERENCE_REVERSED},
    {"increased", "reduced", READOUT_DIFFERENCE_REVERSED},
    {"increased", "decreased", READOUT_DIFFERENCE_REVERSED},
    {"rise", "fall", READOUT_DIFFERENCE_REVERSED},
    {"rose", "fell", READOUT_DIFFERENCE_REVERSED},
    {"won", "lost", READOUT_DIFFERENCE_REVERSED},
    {"win", "lose", READOUT_DIFFERENCE_REVERSED},
    {"accept", "reject", READOUT_DIFFERENCE_REVERSED},
    {"accepted", "rejected", READOUT_DIFFERENCE_REVERSED},
    {"support", "oppose", READOUT_DIFFERENCE_REVERSED},
    {"supported", "opposed", READOUT_DIFFERENCE_REVERSED},
    {"supporters", "opponents", READOUT_DIFFERENCE_REVERSED},
    {"allow", "ban", READOUT_DIFFERENCE_REVERSED},
    {"allowed", "banned", READOUT_DIFFERENCE_REVERSED},
    {"guilty", "innocent", READOUT_DIFFERENCE_REVERSED},
    {"legal", "illegal", READOUT_DIFFERENCE_REVERSED},
    {"largest", "smallest", READOUT_DIFFERENCE_REVERSED},
    {"highest", "lowest", READOUT_DIFFERENCE_REVERSED},
    {"maximum", "minimum", READOUT_DIFFERENCE_REVERSED},
    {"denied", "asks", READOUT_DIFFERENCE_REVERSED},
    {"denied", "asked", READOUT_DIFFERENCE_REVERSED},
    {"denied", "confirmed", READOUT_DIFFERENCE_REVERSED},
    {"denied", "admitted", READOUT_DIFFERENCE_REVERSED},
    {"all", "none", READOUT_DIFFERENCE_REVERSED},
    {"mandatory", "advisory", READOUT_DIFFERENCE_REVERSED},
    {"binding", "non-binding", READOUT_DIFFERENCE_REVERSED},
    {"north", "south", READOUT_DIFFERENCE_ROLE},
    {"east", "west", READOUT_DIFFERENCE_ROLE},
    {"northern", "southern", READOUT_DIFFERENCE_ROLE},
    {"eastern", "western", READOUT_DIFFERENCE_ROLE},
    {"wife", "husband", READOUT_DIFFERENCE_ROLE},
    {"son", "daughter", READOUT_DIFFERENCE_ROLE},
    {"mother", "father", READOUT_DIFFERENCE_ROLE},
    {"brother", "sister", READOUT_DIFFERENCE_ROLE},
    {"plaintiff", "defendant", READOUT_DIFFERENCE_ROLE},
    {"plaintiffs", "defendants", READOUT_DIFFERENCE_ROLE},
    {NULL, NULL, READOUT_DIFFERENCE_REVERSED},
};

const office offices[] = {
    {"president", 1},   {"presidents", 1},    {"chairman", 2},    {"chairwoman", 2},
    {"chair", 2},       {"chairperson", 2},   {"director", 3},    {"directors", 3},
    {"minister", 4},    {"governor", 5},      {"mayor", 6},       {"senator", 7},
    {"ambassador", 8},  {"judge", 9},         {"justice", 9},     {"general", 10},
    {"king", 11},       {"queen", 12},        {"prosecutor", 13}, {"envoy", 8},
    {"chancellor", 14}, {"commissioner", 15}, {"treasurer", 16},  {"captain", 17},
    {"colonel", 18},    {"sheriff", 19},      {"bishop", 20},     {"pope", 21},
    {NULL, 0},
};

/* Asks for what is not yet so, in any way. */
const char *const requests[] = {"call*",  "urg*",     "ask*",    "demand*", "appeal*", "request*",
                                "want*",  "need*",    "should",  "must",    "let",     "ought",
                                "press*", "plead*",   "beg",     "begged",  "insist*", "implor*",
                                "seek*",  "sought",   "propos*", "recomm*", "advis*",  "encourag*",
                                "order*", "require*", "invit*",  "to",      "would",   NULL};

/* What one denies, if one refuses it. */
const char *const requested_things[] = {"request",     "requests", "demand",    "demands",
                                        "plea",        "pleas",    "appeal",    "appeals",
                                        "application", "proposal", "proposals", NULL};

/* Lemmas that only say that something was said. */
const char *const reporting[] = {
    "say",     "tell",    "report",   "claim",    "add",       "announce", "warn",
    "allege",  "argue",   "note",     "write",    "accord",    "state",    "estimate",
    "insist",  "testify", "contend",  "assert",   "think",     "believe",  "suggest",
    "declare", "reveal",  "indicate", "maintain", "according", "tweet",    NULL};

/* Any form of a verb of speaking, and what stands for one. */
const char *const speech_words[] = {
    "said",     "say",       "says",      "saying",   "told",     "tell",     "tells",
    "telling",  "according", "report",    "reports",  "reported", "claim*",   "state",
    "states",   "stated",    "stating",   "announc*", "add",      "added",    "adds",
    "adding",   "warn*",     "caution*",  "alleg*",   "argu*",    "noted",    "notes",
    "noting",   "wrote",     "writes",    "writing",  "insist*",  "confirm*", "declar*",
    "detailed", "details",   "indicat*",  "reveal*",  "suggest*", "believ*",  "estimat*",
    "testif*",  "assert*",   "maintain*", "contend*", "tweet*",   "inform*",  "mention*",
    "remark*",  "explained", "announces", "view",     "views",    "think*",   "thought",
    NULL};

const char *const negative_prefixes[] = {"non-", "anti-", "un",   "in",  "im",
                                         "ir",   "non",   "anti", "dis", NULL};

/* Verbs whose subject does it or has it done to it: the door opens, the door is opened. */
const char *const turning_verbs[] = {
    "open",   "close",  "begin",    "start",    "end",     "stop",     "change",   "increase",
    "grow",   "expand", "continue", "resume",   "move",    "turn",     "break",    "burn",
    "sink",   "spread", "develop",  "improve",  "worsen",  "reduce",   "decrease", "rise",
    "double", "shift",  "slow",     "transfer", "return",  "gather",   "unite",    "split",
    "divide", "base",   "gear",     "settle",   "post",    "publish",  "focus",    "schedule",
    "head",   "join",   "concern",  "relate",   "divorce", "graduate", "marry",    "dress",
    "land",   "crash",  "dock",     "run",      "sell",    "ship",     "strand",   "test",
    "be",     "have",   "do",       "get",      "become",  "make",     "go",       "take",
    NULL};

/* Lemmas that say that it is not so. */
const char *const denials[] = {"deny",   "reject", "refuse",     "dispute", "dismiss", "rebut",
                               "refute", "rebuff", "contradict", "decline", NULL};

/* Who stands beside an office and does not hold it. */
const char *const advisers[] = {"adviser",     "advisor",      "aide",   "assistant", "spokesman",
                                "spokeswoman", "spokesperson", "deputy", "secretary", NULL};
