/* times.h - time expressions, from words to values: inside facts/ only.
 *
 *   bytes        "...met Monday, some four months after the late-2021 summit"
 *   items               [Monday] , [some][4][months] ...          times_items.c, times_words.c
 *   match               MONDAY     NUM UNITS                      times_match.c, times_rules.c
 *   meaning             weekday 0  duration 4 months              times_make.c
 *   mention             2022-03-14 P4M, APPROX                    times_resolve.c, times_value.c
 *
 * An item is one word, number or mark with the classes that it may stand for; a rule is a
 * row of classes. Finding and meaning do not depend on the report's date; only resolving
 * does, so that a report can be resolved again when its date becomes known.
 */
#ifndef FACTS_TIMES_H
#define FACTS_TIMES_H

#include "facts/facts.h"

/* ---- Items ------------------------------------------------------------------------------ */

#define TIME_CLASSES(X)                                                                            \
    X(WEEKDAY)  /* value 0 Monday .. 6 Sunday */                                                   \
    X(SHORTDAY) /* Mon, Tue: a weekday only beside a date */                                       \
    X(WEEKDAYS) /* Mondays */                                                                      \
    X(MONTH)    /* value 1..12 */                                                                  \
    X(SEASON)   /* value: enum season */                                                           \
    X(UNIT)     /* week; unit */                                                                   \
    X(UNITS)    /* weeks; unit */                                                                  \
    X(DAYPART)  /* morning; value: enum daypart */                                                 \
    X(NUM)      /* value and hundredths */                                                         \
    X(VAGUE)    /* few, several */                                                                 \
    X(COUPLE)   /* couple, pair: value 2 */                                                        \
    X(ORD)      /* first, 14th: value */                                                           \
    X(DAY)      /* 1..31, 14th: value */                                                           \
    X(YEAR)     /* four digits, or in words: value */                                              \
    X(YY)       /* '98: value with the century */                                                  \
    X(DECADE)   /* 1990s, '90s, nineties: value 1990 */                                            \
    X(QN)       /* Q3, H1: value from 1, unit */                                                   \
    X(DATE)     /* 2022-03-14, 3/14/2022: value year*10000+month*100+day */                        \
    X(CLOCK)    /* 10:35: value minutes after midnight */                                          \
    X(AMPM)     /* value 0 a.m., 1 p.m. */                                                         \
    X(ZONE)     /* GMT, EST */                                                                     \
    X(NOON)     /* noon, midnight: value minutes */                                                \
    X(HOLIDAY)  /* value: enum holiday */                                                          \
    X(TODAY)    /* today, yesterday: value offset in days */                                       \
    X(AGO)                                                                                         \
    X(EARLIER)                                                                                     \
    X(LATER)                                                                                       \
    X(BEFORE) /* before, after: value -1, +1 */                                                    \
    X(LAST)                                                                                        \
    X(THIS)                                                                                        \
    X(NEXT)                                                                                        \
    X(PAST)                                                                                        \
    X(COMING)                                                                                      \
    X(CURRENT)                                                                                     \
    X(LATEST)                                                                                      \
    X(FOLLOWING)                                                                                   \
    X(PREVIOUS)                                                                                    \
    X(SAME)                                                                                        \
    X(THAT)                                                                                        \
    X(RECENT) /* value 0; 1: near, foreseeable: of the future */                                   \
    X(THE)                                                                                         \
    X(A)                                                                                           \
    X(OF)                                                                                          \
    X(AND)                                                                                         \
    X(TO) /* to, or, through: between two numbers or dates */                                      \
    X(DASH)                                                                                        \
    X(COMMA)                                                                                       \
    X(DOT)                                                                                         \
    X(MARK_S) /* 's */                                                                             \
    X(OPEN)                                                                                        \
    X(CLOSE)                                                                                       \
    X(EVERY)                                                                                       \
    X(OFTEN) /* daily, weekly: unit */                                                             \
    X(TIMES) /* once, twice, times */                                                              \
    X(FISCAL)                                                                                      \
    X(HALF)                                                                                        \
    X(OLD)                                                                                         \
    X(LONG) /* long; yearlong: unit */                                                             \
    X(MORE)                                                                                        \
    X(PERIOD) /* period, quarter, results */                                                       \
    X(PREP)   /* in, on, at, since */                                                              \
    X(END)    /* end: of a year */                                                                 \
    X(REF)    /* now, recently: value: enum time_ref */

enum {
#define TIME_BIT(name) TIME_BIT_##name,
    TIME_CLASSES(TIME_BIT)
#undef TIME_BIT
        TIME_BIT_COUNT
};
_Static_assert(TIME_BIT_COUNT <= 63, "classes are bits of 64, the last says: may be missing");

#define TC(name) (UINT64_C(1) << TIME_BIT_##name)
#define TIME_OPTIONAL (UINT64_C(1) << 63)

typedef enum time_unit {
    UNIT_NONE = 0,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_SEASON,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM
} time_unit;

typedef enum season { SEASON_SPRING = 0, SEASON_SUMMER, SEASON_FALL, SEASON_WINTER } season;
typedef enum daypart {
    DAYPART_NONE = 0,
    DAYPART_MORNING,
    DAYPART_AFTERNOON,
    DAYPART_EVENING,
    DAYPART_NIGHT,
    DAYPART_DAYTIME
} daypart;
typedef enum time_ref { REF_PRESENT = 0, REF_PAST, REF_FUTURE } time_ref;

typedef enum tense { TENSE_NONE = 0, TENSE_PAST, TENSE_FUTURE } tense;

typedef struct time_item {
    uint32_t start; /* bytes of the clean text */
    uint32_t end;
    uint64_t classes;
    int32_t value;
    uint8_t hundredths; /* of a NUM */
    uint8_t unit;

    uint8_t role; /* enum word_role: inside times_items.c */
    bool space_before;
    bool upper;   /* starts with a capital */
    bool number;  /* written in digits */
    bool amount;  /* money or a percentage */
    bool letters; /* a word, not a mark */
} time_item;
typedef array_of(time_item) time_item_array;

/* A word of the lexicon. */
typedef struct time_word {
    const char *word; /* lower case */
    uint64_t classes;
    int16_t value;
    uint8_t unit;
    uint8_t role; /* enum word_role */
} time_word;

typedef enum word_role {
    ROLE_PLAIN = 0,
    ROLE_CAPITAL, /* counts only with a capital: May, March */
    ROLE_ONES,    /* number words: 1..19 */
    ROLE_TENS,    /* 20, 30 .. 90 */
    ROLE_HUNDRED, /* hundred */
    ROLE_SCALE    /* thousand, million: value 3, 6, 9 */
} word_role;

extern const time_word time_words[];
extern const size_t time_word_count;

enum { TIME_WORDS_MAX = 448, TIME_WORD_LENGTH = 14 };

/* The lexicon by first letter: built for each report, as there is no global state. */
typedef struct lexicon {
    uint16_t first[27];
    uint16_t order[TIME_WORDS_MAX];
    uint8_t length[TIME_WORDS_MAX];
} lexicon;

void lexicon_init(lexicon *lexicon);
const time_word *lexicon_find(const lexicon *lexicon, const char *word, size_t len);

/* The items of clean bytes [start, end), numbers put together ("twenty-four", "1.5"). */
void times_items(arena *arena, const lexicon *lexicon, str text, uint32_t start, uint32_t end,
                 time_item_array *items);

/* ---- Rules ------------------------------------------------------------------------------ */

enum { TIME_PATTERN_MAX = 10 };

typedef struct time_match time_match;
typedef struct time_meaning time_meaning;

typedef struct time_rule {
    bool (*make)(const time_match *match, time_meaning *meaning);
    int arg;                                /* for `make` */
    uint64_t pattern[TIME_PATTERN_MAX + 1]; /* ends with 0 */
} time_rule;

extern const time_rule time_rules[];
extern const size_t time_rule_count;

/* Words in front of a time or behind it that change it: "about", "the end of", "or so". */
typedef enum affix_on {
    AFFIX_DATES = 1,   /* 1990, last week */
    AFFIX_LENGTHS = 2, /* two years, two years ago, 10 a.m. */
    AFFIX_BOTH = 3
} affix_on;

typedef struct time_affix {
    const char *words; /* lower case, one space between them */
    const char *mod;
    affix_on on;
} time_affix;

extern const time_affix time_prefixes[];
extern const size_t time_prefix_count;
extern const time_affix time_suffixes[];
extern const size_t time_suffix_count;

struct time_match {
    const time_rule *rule;
    str text;
    const time_item *items; /* of the sentence */
    uint32_t count;
    uint32_t first; /* items [first, end) */
    uint32_t end;
    uint32_t path[TIME_PATTERN_MAX]; /* the item of each element, or UINT32_MAX */
};

/* The item of the first element, or the `nth` from 0, whose pattern names the class; NULL
 * when it is missing. */
const time_item *match_item(const time_match *match, uint64_t class);
const time_item *match_nth(const time_match *match, uint64_t class, unsigned nth);

/* Which rules can start with a class, as bits. */
enum { TIME_RULES_MAX = 256 };
typedef struct rule_index {
    uint64_t starts[TIME_BIT_COUNT][TIME_RULES_MAX / 64];
    uint64_t any; /* all classes that a rule starts with */
} rule_index;

void rule_index_init(rule_index *index);

/* ---- Meaning ---------------------------------------------------------------------------- */

/* The length of a period on the calendar. */
typedef enum grain {
    GRAIN_DAY = 0,
    GRAIN_WEEKEND,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_SEASON,
    GRAIN_HALF,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
} grain;

/* How a meaning becomes a period. */
typedef enum meaning_kind {
    MEANING_NONE = 0,
    MEANING_CALENDAR, /* year, month, day: what is 0 is to be found or does not matter */
    MEANING_WEEKDAY,  /* number: weekday; shift; day: the number beside it, if any */
    MEANING_PART,     /* of a year: grain SEASON, QUARTER, HALF, number from 0; year or shift */
    MEANING_HOLIDAY,  /* number; year or shift */
    MEANING_INSIDE, /* the number-th `grain` of a year or month, -1 the last: "last week of May" */
    MEANING_SHIFT,  /* this, last, next: `shift` periods of `grain` */
    MEANING_AWAY,   /* "two weeks ago": shift counts, `grain` of the answer */
    MEANING_REF,    /* PRESENT_REF ... */
    MEANING_LENGTH, /* durations: value is ready */
    MEANING_SET,    /* value is ready */
    MEANING_RANGE   /* from year, month, day to year2, month2, day2 */
} meaning_kind;

typedef enum shift_word {
    SHIFT_BARE = 0, /* tense decides */
    SHIFT_LAST,
    SHIFT_THIS,
    SHIFT_NEXT
} shift_word;

typedef enum time_base {
    BASE_REPORT = 0, /* counts from the report's date */
    BASE_TEXT        /* counts from the date spoken of: "that year", "three days later" */
} time_base;

struct time_meaning {
    meaning_kind kind;
    readout_time_type type;
    grain grain;
    time_base base;
    shift_word word;
    int32_t shift;
    int32_t number;
    date date;
    date until;
    uint8_t weekday; /* + 1: beside a date, a check on its year */
    int32_t beside;  /* days on from the weekday: "the day after Monday" */
    uint8_t part;    /* enum daypart */
    int16_t clock;   /* minutes + 1; 0: none */
    bool dayless;    /* a time of day alone */
    bool latest;     /* "the latest quarter": the last that is over */
    bool spread;     /* a length that reaches from or to the report: "the past two weeks" */
    str zone;
    const char *mod;
    char value[24]; /* LENGTH, SET */
};

/* The longest match at item `at` and what it means; false when there is none. */
bool times_match_at(const rule_index *index, str text, const time_item_array *items, uint32_t at,
                    time_match *match, time_meaning *meaning);

/* ---- Resolving -------------------------------------------------------------------------- */

/* A period: its grain and first day. */
typedef struct period {
    grain grain;
    int32_t day; /* day number of its first day */
    bool known;
} period;

typedef struct time_context {
    arena *arena;
    date anchor;      /* the report's date; year 0: not known */
    period spoken_of; /* the last date in the text */
    tense tense;
    bool reaches_now; /* the clause is told up to the report: "has become" */
    bool reached_now; /* the last answer was the report's own period for that */
    bool spoken_here; /* in this sentence */
    bool quarter_spoken_of;
    period quarter; /* the last quarter in the text */
} time_context;

/* Value, mod, interval and rule of a meaning. Remembers what is spoken of. */
void times_resolve(time_context *context, const time_meaning *meaning, time_mention *mention);

period period_of(grain grain, int32_t day); /* the one that holds the day */
period period_shift(period period, int32_t count);
int32_t period_last_day(period period);
str period_value(arena *arena, period period);
grain grain_of_unit(int unit);

/* The value of what could not be resolved: what is known of it, X for the rest. */
str times_open_value(arena *arena, const time_meaning *meaning);

/* A duration as ISO 8601; count < 0: X. */
void duration_value(char value[24], int32_t count, unsigned hundredths, int unit);

#endif
