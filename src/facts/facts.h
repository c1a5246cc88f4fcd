/* facts.h - what is said and when, inside one report: the third room. */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include "language/analysis.h"

#include <readout.h>

typedef struct text_span {
    uint32_t start; /* bytes of the clean text */
    uint32_t end;
} text_span;
typedef array_of(text_span) text_span_array;

/* Words inside quotation marks. */
typedef struct quote {
    uint32_t start;   /* of the opening mark; of the first word if it is missing */
    uint32_t end;     /* behind the closing mark */
    text_span inside; /* the words without marks and white space */
    bool open_missing;
    bool close_missing;
    bool odd_close; /* closed by an opening mark, or with a space before the mark */
    bool continues; /* carries on the quote before it, in a new paragraph */
    bool speech;    /* somebody's words; false: a title, a nickname, scare quotes */
    uint32_t words;
    uint32_t statement; /* that it belongs to, or UINT32_MAX */
} quote;
typedef array_of(quote) quote_array;

/* The source of a statement, as written. */
typedef struct speaker {
    text_span span;  /* empty when nobody is named */
    uint32_t entity; /* into analysis.entities, or UINT32_MAX */
    bool named;
    readout_number number;
    uint32_t same_as; /* an earlier statement with the same unnamed speaker, or UINT32_MAX */
    bool anonymous;   /* the report says on what condition he is not named */
    /* Of somebody without a name, as far as the words tell; empty if not. */
    str role;               /* "senior official" */
    text_span organization; /* "State Department" */
    str country;            /* ISO 3166-1 alpha-2 */
    text_span quantity;     /* "two", "several", "a group of": a number as written */
} speaker;

/* One step of the way from the speaker to the page, nearest to the speaker first. */
typedef struct channel_step {
    text_span span;
    uint32_t entity; /* or UINT32_MAX */
    readout_channel_kind kind;
} channel_step;
typedef array_of(channel_step) channel_array;

typedef struct statement {
    uint32_t sentence; /* that holds the cue */
    speaker speaker;
    text_span cue; /* empty when only a quotation marks the statement */
    str lemma;
    readout_cue_class cue_class;
    bool strong; /* its cue is one that speech is mostly told with */
    text_span addressee;
    uint32_t addressee_entity; /* or UINT32_MAX */
    channel_array channel;
    readout_mode mode;
    readout_polarity polarity;
    bool planned;     /* said to be still to come: no speech yet */
    bool hedged;      /* "appeared to say", "reportedly" */
    bool conditional; /* "if he says" */
    bool tentative;   /* its cue tells of an act as often as of words */
    text_span_array content;
    uint32_t within; /* statement or UINT32_MAX */
    uint32_t when;   /* into facts.times, or UINT32_MAX */
} statement;
typedef array_of(statement) statement_array;

/* Does the speaker say of the content that it is not so? "Denied that it was asked" does; "said:
 * No." and "said the reports were false" deny what somebody else said. */
static inline bool denies_content(const statement *statement)
{
    return statement->polarity == READOUT_DENY && statement->cue_class != READOUT_CUE_SAY &&
           statement->cue_class != READOUT_CUE_PROMISE;
}

/* On which side of a time what it dates lies: "on Friday", "by Friday", "since Friday". */
typedef enum time_bound {
    TIME_AT = 0,
    TIME_BY,
    TIME_BEFORE,
    TIME_UNTIL,
    TIME_SINCE,
    TIME_AFTER
} time_bound;

/* A time expression. Dates that are not there have year 0. */
typedef struct time_mention {
    text_span span;
    uint32_t sentence;
    uint32_t head; /* the token that it dates, a verb or a noun (happening.h), or TOKEN_NONE */
    time_bound bound;
    readout_time_type type;
    str value;
    str mod;
    date earliest;
    date latest;
    const char *rule;
    bool future;      /* the clause speaks of what is to come */
    bool day_assumed; /* a time of day alone: its day is taken from the text around it */
    bool spread;      /* a length that reaches up to the report: "recent weeks" */
} time_mention;
typedef array_of(time_mention) time_array;

/* What the time expressions of a report say, whatever its date. */
typedef struct times_said times_said;

typedef struct facts {
    quote_array quotes;
    statement_array statements;
    time_array times;
    const times_said *times_said; /* NULL: not looked for; not kept with the rest */
} facts;

/* The first quotation that ends behind clean byte `at`; quotes.count if there is none. */
uint32_t quote_after(const facts *facts, uint32_t at);

/* Pairs quotation marks of every style, tolerantly, paragraph by paragraph. */
void quotes_run(arena *arena, const report *report, const analysis *analysis, facts *facts);

/* Direct and indirect statements, by trees; by position where there are none. */
void statements_run(arena *keep, arena *scratch, const report *report, const analysis *analysis,
                    facts *facts);

/* The time expressions of the whole report (times_find), dated with the report's own date
 * (times_date), and the time of each statement (statement.when). */
void times_run(arena *keep, arena *scratch, const report *report, const analysis *analysis,
               facts *facts);

/* What the text says; the report and its analysis must outlive it. */
const times_said *times_find(arena *keep, arena *scratch, const report *report,
                             const analysis *analysis);

/* The times of a report of that date (year 0: not known), in the order of the text: always the same
 * ones, so that a report can be dated again. */
void times_date(arena *keep, const times_said *said, date anchor, time_array *times);

#endif
