/* readout.h - read news reports, get the sourced record of each story.
 *
 * A minimal program:
 *
 *     readout_model *model;
 *     readout *engine;
 *     readout_record *record;
 *     readout_error error;
 *
 *     if (readout_model_load(NULL, &model, &error) == READOUT_OK &&
 *         readout_open(model, NULL, &engine, &error) == READOUT_OK &&
 *         readout_add_path(engine, "reports/", &error) == READOUT_OK &&
 *         readout_read(engine, &record, &error) == READOUT_OK) {
 *         size_t count;
 *         const readout_statement *said = readout_record_statements(record, &count);
 *         ...
 *     }
 *
 * Rules that hold for every function here:
 *
 *   - No global state. All state hangs off a handle that the caller owns.
 *   - A function that can fail returns readout_status and takes a readout_error last
 *     (NULL to ignore). On failure it has changed nothing, and out-parameters are untouched.
 *   - Subject first, inputs next, out-parameters after them, error last.
 *   - _load, _open and _read give the caller a handle; pair them with _free, _close and
 *     _free, which accept NULL. Every other pointer returned is borrowed: it belongs to
 *     the handle that it came from and lives as long.
 *   - Text is UTF-8 in slices and is not NUL-terminated. Offsets and lengths are bytes.
 *   - Bad reports are data, not errors: an unreadable file becomes a report whose
 *     `problem` says why, and the rest of the pile is read.
 *   - Threads: a readout_model is immutable, share it freely. A readout_record is
 *     immutable too. An engine may be used by one thread at a time.
 *   - The same input, options and model give the same record, byte for byte, whatever the
 *     number of jobs, the clock, the locale and the machine.
 */
#ifndef READOUT_H
#define READOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define READOUT_VERSION "0.1.0"

#if defined(__GNUC__)
#define READOUT_API __attribute__((visibility("default")))
#define READOUT_MUST_CHECK __attribute__((warn_unused_result))
#else
#define READOUT_API
#define READOUT_MUST_CHECK
#endif

/* The version of the library that is running, which may be newer than READOUT_VERSION. */
READOUT_API const char *readout_version(void);

/* ---- Errors -------------------------------------------------------------------------- */

/* Few codes, one for each decision that a caller can take; the message says the rest. */
typedef enum readout_status {
    READOUT_OK = 0,
    READOUT_ERR_MEMORY,   /* an allocation failed */
    READOUT_ERR_ARGUMENT, /* the caller broke a rule stated in this header */
    READOUT_ERR_INPUT,    /* the input cannot be read at all: no such file */
    READOUT_ERR_MODEL,    /* a model file is missing, damaged or too new */
    READOUT_ERR_STORE,    /* the record database failed or is locked */
    READOUT_ERR_IO,       /* writing failed: the writer callback returned false */
    READOUT_ERR_CANCELLED /* the progress callback asked to stop */
} readout_status;

typedef struct readout_error {
    readout_status status;
    char message[512]; /* one sentence without a newline; "" on success */
} readout_error;

/* "ok", "memory", "argument" ...: for logs and bindings. Never NULL. */
READOUT_API const char *readout_status_name(readout_status status);

/* ---- Text, spans, dates -------------------------------------------------------------- */

typedef struct readout_str {
    const char *data; /* NULL only when len is 0 */
    size_t len;
} readout_str;

/* "Not there", wherever a uint32_t index into one of the record's lists is optional. */
#define READOUT_NONE UINT32_MAX

/* Bytes [start, end) of the clean text of report number `report` in the record's list.
 * A span that is not there has report == READOUT_NONE. */
typedef struct readout_span {
    uint32_t report;
    uint32_t start;
    uint32_t end;
} readout_span;

typedef enum readout_precision {
    READOUT_PRECISION_NONE = 0, /* no date known; the other fields are empty */
    READOUT_PRECISION_YEAR,
    READOUT_PRECISION_MONTH,
    READOUT_PRECISION_DAY
} readout_precision;

/* Where a report's date comes from, best first. */
typedef enum readout_basis {
    READOUT_BASIS_NONE = 0,
    READOUT_BASIS_STATED,   /* the text says it of itself: a dateline, "Published 14 March" */
    READOUT_BASIS_METADATA, /* JSON-LD, Open Graph, meta and time elements, JSON fields */
    READOUT_BASIS_URL,      /* /2022/03/14/ in the address */
    READOUT_BASIS_INFERRED  /* worked out from the rest of the pile; `why` says how */
} readout_basis;

/* The date of a report. `value` is ISO 8601, as long as its precision: "2022-03-14",
 * "2022-03" or "2022". An inferred date has bounds: the first and the last day that the
 * evidence allows. Where no day could be named, a bound may still be known: precision is then
 * NONE, `value` empty, and `earliest` the day that the report was published on or after. */
typedef struct readout_date {
    readout_str value;
    readout_precision precision;
    readout_basis basis;
    readout_str why;      /* the evidence, in words or as it stands in the report */
    readout_str earliest; /* "YYYY-MM-DD" or empty: not known */
    readout_str latest;
} readout_date;

/* ---- Model --------------------------------------------------------------------------- */

typedef struct readout_model readout_model;

/* Loads trained models from the file `path`, or the ones built into the library when
 * `path` is NULL. The file is checked in full: a wrong, cut or altered one gives
 * READOUT_ERR_MODEL. The caller frees *out. */
READOUT_API READOUT_MUST_CHECK readout_status readout_model_load(const char *path,
                                                                 readout_model **out,
                                                                 readout_error *error);

READOUT_API void readout_model_free(readout_model *model);

/* Name and version of the model, as the record prints it: "readout-en 0.1 (3f2a9c01)". */
READOUT_API const char *readout_model_name(const readout_model *model);

/* ---- Engine -------------------------------------------------------------------------- */

typedef struct readout readout;

typedef enum readout_format {
    READOUT_FORMAT_DETECT = 0, /* told by content, never by file name alone */
    READOUT_FORMAT_TEXT,
    READOUT_FORMAT_HTML,
    READOUT_FORMAT_JSONL, /* one report a line; see docs/formats.md for its fields */
    READOUT_FORMAT_CONLLU /* sentences and words are given; one report a "newdoc". Never detected:
                             it has to be asked for */
} readout_format;

/* Options of an engine. Zero everywhere is the default: `readout_options options = {0}`. */
typedef struct readout_options {
    unsigned jobs;           /* threads to use; 0 is one per processor, at most 256 */
    size_t max_report_bytes; /* a larger file or JSON line is a problem; 0 is 8 MiB */
    size_t max_reports;      /* reports in one engine; 0 is 1,000,000 */
    /* Called from the thread that called readout_read or readout_add_path, now and then:
     * `stage` is a stage's name, `done` of `total` reports are through it (total 0: not
     * known yet). Return false to stop; the call then returns READOUT_ERR_CANCELLED. */
    bool (*progress)(void *payload, const char *stage, size_t done, size_t total);
    void *payload;
    readout_format format; /* of what readout_add_path adds */
    const char *until;     /* the last stage to run ("text": nothing but intake); what later ones
                              make stays empty. NULL: all. Read by readout_open only */
} readout_options;

/* Opens an engine. `model` is shared, not copied, and must outlive the engine. `options`
 * are copied; NULL means defaults. The caller closes *out. */
READOUT_API READOUT_MUST_CHECK readout_status readout_open(const readout_model *model,
                                                           const readout_options *options,
                                                           readout **out, readout_error *error);

READOUT_API void readout_close(readout *engine);

/* ---- Adding reports ------------------------------------------------------------------ */

/* Bytes to read, and what the caller knows about them. Every field but `content` may be
 * empty. What is given here wins over what the content says of itself. */
typedef struct readout_input {
    readout_str content;
    readout_str path;         /* a name to show: a file's path, "<stdin>" */
    readout_str id;           /* the report's id; empty: derived from the content */
    readout_str url;          /* where it was published */
    readout_str outlet;       /* who published it */
    readout_str title;        /* its headline */
    readout_str author;       /* its author as one string */
    readout_str published;    /* ISO 8601 or RFC 3339 */
    readout_str content_type; /* an HTTP Content-Type, for its charset */
    readout_format format;
} readout_input;

/* Adds one report, or with JSON lines one a line. Copies what it needs: `input` may be
 * freed afterwards. Content that cannot be read is added as a report with a problem. */
READOUT_API READOUT_MUST_CHECK readout_status readout_add(readout *engine,
                                                          const readout_input *input,
                                                          readout_error *error);

/* Adds a file, everything below a folder (in byte order of the paths; hidden files and
 * files named README* are passed over, a folder reached twice through links is read
 * once), or standard input for "-". Fails with READOUT_ERR_INPUT only when `path` itself
 * does not exist; an unreadable file is added as a report with a problem. */
READOUT_API READOUT_MUST_CHECK readout_status readout_add_path(readout *engine, const char *path,
                                                               readout_error *error);

/* Reports added so far. */
READOUT_API size_t readout_report_count(const readout *engine);

/* Path and problem of report number `index`, from 0, after readout_read, readout_annotate or
 * readout_show; the problem is empty if there is none. False when there is no such report or it
 * was not read yet. Both texts live as long as the engine. */
READOUT_API bool readout_report_problem(const readout *engine, size_t index, readout_str *path,
                                        readout_str *problem);

/* ---- Reading ------------------------------------------------------------------------- */

typedef struct readout_record readout_record;

/* Analyses every report added so far and gives their record. May be called again after
 * more reports were added: what was analysed is kept. The record owns all that it points
 * to and stays valid after readout_close(), until readout_record_free(). */
READOUT_API READOUT_MUST_CHECK readout_status readout_read(readout *engine, readout_record **out,
                                                           readout_error *error);

READOUT_API void readout_record_free(readout_record *record);

/* ---- Walking the record --------------------------------------------------------------
 *
 * A record is a set of lists. Each list is one array, in a stable order (by report, then
 * by position), which a function named after it returns with its length:
 *
 *     size_t count;
 *     const readout_copy *copies = readout_record_copies(record, &count);
 *     for (size_t i = 0; i < count; i++)
 *         show(&copies[i]);
 *
 * Items refer to each other by index into these arrays, READOUT_NONE for "no such item".
 */

/* A list of strings or of spans inside an item. */
typedef struct readout_strs {
    const readout_str *items;
    size_t count;
} readout_strs;

typedef struct readout_spans {
    const readout_span *items;
    size_t count;
} readout_spans;

/* One document as one outlet published it. */
typedef struct readout_report {
    readout_str id;     /* given, or "r" and the first 12 hex digits of sha256 */
    readout_str path;   /* as added */
    readout_str sha256; /* of the bytes as added, in hex */
    readout_str outlet;
    readout_str title;
    readout_strs authors;
    readout_str url;
    readout_date published;
    readout_date modified;
    readout_str language;    /* ISO 639-1 of the text, "und" when it cannot be told */
    readout_str text;        /* the clean text: paragraphs with an empty line between */
    uint32_t first_sentence; /* into readout_record_sentences() */
    uint32_t sentence_count;
    uint32_t first_excluded; /* into readout_record_excluded() */
    uint32_t excluded_count;
    readout_str problem; /* why it could not be read, or what is wrong with it; else empty */
} readout_report;

typedef enum readout_sentence_kind {
    READOUT_SENTENCE_PROSE = 0,
    READOUT_SENTENCE_HEADLINE,
    READOUT_SENTENCE_CAPTION
} readout_sentence_kind;

typedef struct readout_sentence {
    readout_span span;
    readout_sentence_kind kind;
} readout_sentence;

typedef enum readout_excluded_kind {
    READOUT_EXCLUDED_NAV = 0, /* menus, breadcrumbs, "top of page" */
    READOUT_EXCLUDED_PROMO,   /* related articles, newsletters, sharing */
    READOUT_EXCLUDED_LEGAL,   /* copyright, terms, about the publisher */
    READOUT_EXCLUDED_BYLINE,  /* who wrote it: kept as authors */
    READOUT_EXCLUDED_COMMENT, /* readers' comments and their counters */
    READOUT_EXCLUDED_CAPTION, /* picture captions and credits */
    READOUT_EXCLUDED_REPEAT   /* the headline or a paragraph once more */
} readout_excluded_kind;

/* A part of the input that is not part of the story. Nothing is dropped in silence. */
typedef struct readout_excluded {
    uint32_t report;
    readout_excluded_kind kind;
    bool has_source;       /* false where the input has markup */
    uint32_t source_start; /* bytes of the original */
    uint32_t source_end;
    readout_str text;
} readout_excluded;

typedef enum readout_entity_kind {
    READOUT_ENTITY_PERSON = 0,
    READOUT_ENTITY_ORGANIZATION,
    READOUT_ENTITY_PLACE,
    READOUT_ENTITY_GROUP,
    READOUT_ENTITY_OTHER
} readout_entity_kind;

typedef struct readout_entity {
    readout_entity_kind kind;
    readout_str name;     /* its fullest form in the pile */
    readout_strs aliases; /* the other forms */
    readout_strs roles;   /* "national security adviser" */
    bool named;           /* false: "a senior US official" */
    readout_str country;  /* ISO 3166 alpha-2 or empty */
    readout_str party;    /* political party as the reports say: "Republican"; or empty */
} readout_entity;

typedef enum readout_cue_class {
    READOUT_CUE_SAY = 0,
    READOUT_CUE_DENY,
    READOUT_CUE_WARN,
    READOUT_CUE_ASK,
    READOUT_CUE_PROMISE,
    READOUT_CUE_CONFIRM,
    READOUT_CUE_DECLINE, /* declined to comment */
    READOUT_CUE_THINK
} readout_cue_class;

typedef enum readout_polarity {
    READOUT_ASSERT = 0,
    READOUT_DENY,
    READOUT_QUESTION,
    READOUT_REQUEST,
    READOUT_WARN,
    READOUT_NO_COMMENT
} readout_polarity;

typedef enum readout_mode { READOUT_DIRECT = 0, READOUT_INDIRECT, READOUT_MIXED } readout_mode;

typedef enum readout_number {
    READOUT_NUMBER_UNKNOWN = 0,
    READOUT_NUMBER_ONE,
    READOUT_NUMBER_SEVERAL
} readout_number;

typedef enum readout_channel_kind {
    READOUT_CHANNEL_OUTLET = 0, /* CNN */
    READOUT_CHANNEL_EVENT,      /* a press briefing */
    READOUT_CHANNEL_MEDIUM,     /* Twitter */
    READOUT_CHANNEL_DOCUMENT    /* a written statement */
} readout_channel_kind;

/* One step of the way from the first speaker to the page. */
typedef struct readout_channel {
    uint32_t entity; /* or READOUT_NONE */
    readout_str text;
    readout_channel_kind kind;
} readout_channel;

/* Somebody's reported speech or writing in one report. */
typedef struct readout_statement {
    uint32_t report;
    uint32_t sentence; /* the sentence that holds the cue */
    struct {
        uint32_t entity;  /* or READOUT_NONE */
        readout_str text; /* as written; empty when the report names nobody */
        readout_span span;
        bool named;
        readout_number number;
        uint32_t same_as; /* an earlier statement of the same unnamed speaker, or READOUT_NONE */
        bool anonymous;   /* the report gives a condition of anonymity */
        /* Of a speaker without a name, as far as the words tell; else empty. */
        readout_str role;         /* "senior official" */
        readout_str organization; /* "State Department", as written */
        readout_str country;      /* ISO 3166-1 alpha-2 */
        readout_str quantity;     /* "two", "several", "a group of": the number as written */
    } speaker;
    struct {
        readout_str lemma;
        readout_span span; /* not there when only a quotation marks the statement */
        readout_cue_class class_;
    } cue;
    struct {
        uint32_t entity;
        readout_span span; /* not there when nobody is addressed */
    } addressee;
    const readout_channel *channel;
    size_t channel_count;
    readout_mode mode;
    readout_polarity polarity;
    bool planned;     /* still to come when it was written: "plans to warn"; not said yet */
    bool hedged;      /* "reportedly said" */
    bool conditional; /* "if he says" */
    bool tentative;   /* its cue tells of an act as often as of words: "voted", "displayed" */
    readout_spans content;
    uint32_t within; /* the statement that reports this one, or READOUT_NONE */
    uint32_t when;   /* into readout_record_times(), or READOUT_NONE */
} readout_statement;

typedef enum readout_verdict { READOUT_SAME = 0, READOUT_EXTRACT, READOUT_ALTERED } readout_verdict;

typedef struct readout_version_of {
    readout_span span;
    uint32_t statement;
} readout_version_of;

typedef enum readout_change_kind {
    READOUT_CHANGE_SUBSTITUTION = 0,
    READOUT_CHANGE_NEGATION,
    READOUT_CHANGE_NUMBER,
    READOUT_CHANGE_MODALITY,
    READOUT_CHANGE_TRUNCATION,
    READOUT_CHANGE_ADDITION
} readout_change_kind;

typedef struct readout_change {
    readout_change_kind kind;
    readout_str a;
    readout_str b;
} readout_change;

/* Words inside quotation marks, with every version of them in the pile. */
typedef struct readout_quotation {
    uint32_t speaker; /* entity or READOUT_NONE */
    const readout_version_of *versions;
    size_t version_count; /* at least one */
    readout_verdict verdict;
    const readout_change *changes;
    size_t change_count;
} readout_quotation;

typedef enum readout_copy_kind {
    READOUT_COPY_VERBATIM = 0,
    READOUT_COPY_EDITED,
    READOUT_COPY_PARAPHRASE
} readout_copy_kind;

typedef enum readout_direction {
    READOUT_DIRECTION_UNKNOWN = 0,
    READOUT_DIRECTION_LIKELY,
    READOUT_DIRECTION_CERTAIN
} readout_direction;

typedef struct readout_evidence {
    readout_str kind;  /* "aligned-paragraphs", "identical-run", "names-in-sequence" ... */
    readout_str text;  /* one line that a person can check */
    readout_span a, b; /* in the copy and in the original; may be not there */
} readout_evidence;

/* A report derived from another report's text. */
typedef struct readout_copy {
    uint32_t copy;
    uint32_t of;
    readout_copy_kind kind;
    readout_direction direction; /* how sure it is that `copy` is the copy */
    bool missing_ancestor;       /* both seem to descend from a text that is not in the pile */
    double score;                /* 0..1, rounded to two decimals */
    const readout_evidence *evidence;
    size_t evidence_count;
} readout_copy;

/* One primary text (a press release, a statement) quoted by independent reports. */
typedef struct readout_shared_source {
    const uint32_t *reports;
    size_t report_count;
    readout_str speaker;
    readout_spans spans;
} readout_shared_source;

typedef enum readout_credit_kind {
    READOUT_CREDIT_DATELINE = 0, /* "LAGOS (Reuters) -": an agency's text, or part of it */
    READOUT_CREDIT_CONTRIBUTED,  /* "... contributed to this report" */
    READOUT_CREDIT_REPORTED      /* "first reported by ..." */
} readout_credit_kind;

/* Whom a report names as the source of its text. */
typedef struct readout_credit {
    uint32_t report;
    readout_credit_kind kind;
    readout_str name; /* of the agency in full, or as written */
    readout_span span;
} readout_credit;

typedef enum readout_difference_kind {
    READOUT_DIFFERENCE_CONTESTED = 0,    /* one asserts what the other denies */
    READOUT_DIFFERENCE_REVERSED,         /* a negation came or went */
    READOUT_DIFFERENCE_NUMBER,           /* another number, or another unit of it */
    READOUT_DIFFERENCE_ROLE,             /* who did it to whom, or who holds which office */
    READOUT_DIFFERENCE_SPELLING,         /* of a name */
    READOUT_DIFFERENCE_FRAMING,          /* another word for the same thing, with a judgement */
    READOUT_DIFFERENCE_MODALITY,         /* what may or should be became what is */
    READOUT_DIFFERENCE_ATTRIBUTION_LOST, /* what somebody said became a fact */
    READOUT_DIFFERENCE_SOURCE_INFLATED   /* one source became several */
} readout_difference_kind;

/* Two reports that disagree, or a copy that altered what it copied. */
typedef struct readout_difference {
    readout_difference_kind kind;
    readout_str text; /* what differs, in one line */
    readout_span a;   /* the sentence of the original */
    readout_span b;   /* that of the copy */
    readout_str verdict;
} readout_difference;

/* How words of a report bear on a claim. */
typedef enum readout_bearing {
    READOUT_BEARING_SUPPORT = 0,
    READOUT_BEARING_DENY,
    READOUT_BEARING_ASIDE /* it is planned, asked, possible or told wrong by a copy: no support */
} readout_bearing;

/* What a span added to the count of roots, and why. */
typedef enum readout_counted {
    READOUT_COUNTED_ROOT = 0, /* it leads to a root that no span before it led to */
    READOUT_COUNTED_SAME,     /* the same root as a span before it */
    READOUT_COUNTED_COPY,     /* it stands in a copy of a report */
    READOUT_COUNTED_CORRUPT,  /* a copy turned it around */
    READOUT_COUNTED_MOOD,     /* planned, possible, wished, asked */
    READOUT_COUNTED_MENTION   /* spoken of as what others claim: the report carries it, no more */
} readout_counted;

typedef enum readout_claim_status {
    READOUT_CLAIM_UNCONTESTED = 0,
    READOUT_CLAIM_CONTESTED,
    READOUT_CLAIM_UNATTRIBUTED /* told by reports in their own voice alone */
} readout_claim_status;

/* A step of the way from words of a report back to where they come from. */
typedef struct readout_step {
    readout_str kind; /* "voice", "speaker", "channel", "teller", "report", "copy", "count" */
    readout_str text;
} readout_step;

typedef struct readout_claim_span {
    readout_span span;
    uint32_t sentence;
    uint32_t statement; /* that says it, or READOUT_NONE: the report's own voice */
    readout_bearing bearing;
    readout_counted counted;
    uint32_t root; /* into the claim's roots, or its deny_roots; READOUT_NONE: adds none */
    const readout_step *walk;
    size_t walk_count;
} readout_claim_span;

/* A distinct origin that a claim can be traced back to inside the pile. */
typedef struct readout_root {
    uint32_t entity; /* or READOUT_NONE */
    readout_str text;
    bool named;
    bool own;          /* a report in its own voice */
    readout_str party; /* whose side it speaks for: a country, an organisation; or empty */
} readout_root;

typedef struct readout_roots {
    const readout_root *items; /* named ones first */
    size_t count;
    uint32_t documents;
    uint32_t reports; /* once copies are folded */
    uint32_t min;     /* roots: where unnamed sources may be the same, and reports unsourced */
    uint32_t max;
    readout_strs parties;
} readout_roots;

/* One proposition that one or more reports carry. Its text is theirs. */
typedef struct readout_claim {
    readout_span text;
    const readout_claim_span *spans; /* supports, denials, asides; each in the order of the pile */
    size_t span_count;
    readout_roots asserted;
    readout_roots denied;
    const uint32_t *opposes; /* claims that say the opposite */
    size_t opposes_count;
    bool denial; /* it is itself a denial */
    readout_claim_status status;
} readout_claim;

typedef enum readout_time_type {
    READOUT_TIME_DATE = 0,
    READOUT_TIME_TIME,
    READOUT_TIME_DURATION,
    READOUT_TIME_SET
} readout_time_type;

/* A time expression (TIMEX3). Values are ISO 8601 as TIMEX3 writes them. */
typedef struct readout_time {
    readout_span span;
    readout_time_type type;
    readout_str value;
    readout_str mod;      /* "START", "END", "APPROX" ... or empty */
    readout_str earliest; /* "YYYY-MM-DD" or empty */
    readout_str latest;
    readout_str rule; /* how it was resolved: "explicit", "weekday before the report" ... */
} readout_time;

/* One dated happening, merged over reports. */
typedef struct readout_timeline_entry {
    readout_str value; /* empty when it cannot be dated */
    readout_str precision;
    readout_str earliest;    /* empty with precision "before": by `latest` */
    readout_str latest;      /* empty with precision "after": not before `earliest` */
    readout_str text;        /* the clause or sentence that says it best */
    uint32_t time;           /* into readout_record_times(), or READOUT_NONE */
    readout_str resolved_by; /* how it was dated, or what is missing */
    readout_spans sources;   /* a sentence of each report that says it, the first has `text` */
    readout_spans copies;    /* the same in copies of these reports: no evidence of their own */
    uint32_t claim;          /* that it carries, into readout_record_claims(), or READOUT_NONE */
} readout_timeline_entry;

READOUT_API const readout_report *readout_record_reports(const readout_record *record,
                                                         size_t *count);
READOUT_API const readout_sentence *readout_record_sentences(const readout_record *record,
                                                             size_t *count);
READOUT_API const readout_excluded *readout_record_excluded(const readout_record *record,
                                                            size_t *count);
READOUT_API const readout_entity *readout_record_entities(const readout_record *record,
                                                          size_t *count);
READOUT_API const readout_statement *readout_record_statements(const readout_record *record,
                                                               size_t *count);
READOUT_API const readout_quotation *readout_record_quotations(const readout_record *record,
                                                               size_t *count);
READOUT_API const readout_copy *readout_record_copies(const readout_record *record, size_t *count);
READOUT_API const readout_shared_source *readout_record_shared_sources(const readout_record *record,
                                                                       size_t *count);
READOUT_API const readout_credit *readout_record_credits(const readout_record *record,
                                                         size_t *count);
READOUT_API const readout_claim *readout_record_claims(const readout_record *record, size_t *count);
READOUT_API const readout_difference *readout_record_differences(const readout_record *record,
                                                                 size_t *count);
READOUT_API const readout_time *readout_record_times(const readout_record *record, size_t *count);
READOUT_API const readout_timeline_entry *readout_record_timeline(const readout_record *record,
                                                                  size_t *count);

/* The words of a span; empty if it is not a span of this record. */
READOUT_API readout_str readout_record_text(const readout_record *record, readout_span span);

/* The bytes of the original that a span was read from, *start to *end; false where the
 * input has markup and no such bytes exist. The original is the file for plain text, the
 * decoded "text" value for JSON lines. */
READOUT_API bool readout_record_source(const readout_record *record, readout_span span,
                                       uint32_t *start, uint32_t *end);

/* The line of the original on which a span starts, from 1; 0 where it has no lines. */
READOUT_API uint32_t readout_record_line(const readout_record *record, readout_span span);

/* ---- Writing the record -------------------------------------------------------------- */

typedef enum readout_face {
    READOUT_FACE_TEXT = 0,
    READOUT_FACE_JSON,
    READOUT_FACE_MARKDOWN,
    READOUT_FACE_ICS, /* iCalendar: READOUT_PART_TIMELINE only */
    READOUT_FACE_CSV, /* comma-separated values: READOUT_PART_TIMELINE only */
    READOUT_FACE_TSV, /* tab-separated values: READOUT_PART_STATEMENTS and _QUOTATIONS only */
    READOUT_FACE_HTML /* one file for a browser: READOUT_PART_BRIEF only */
} readout_face;

/* Which part of the record to write. JSON parts carry the reports and entities that they
 * name. */
typedef enum readout_part {
    READOUT_PART_BRIEF = 0, /* the whole record */
    READOUT_PART_EXTRACT,   /* text and metadata; JSON: one line a report */
    READOUT_PART_STATEMENTS,
    READOUT_PART_QUOTATIONS,
    READOUT_PART_COPIES,
    READOUT_PART_DIFFERENCES,
    READOUT_PART_TIMELINE,
    READOUT_PART_CLAIMS
} readout_part;

typedef struct readout_view {
    readout_part part;
    readout_face face;
    unsigned width; /* columns of text; 0 is 80 */
    bool color;     /* ANSI colours in text */
    unsigned claim; /* READOUT_PART_CLAIMS as text: only this claim, from 1, step by step; 0: all */
} readout_view;

/* Takes the next `len` bytes of output; returns false to stop. */
typedef bool (*readout_writer)(void *payload, const char *data, size_t len);

/* Writes a part of the record. `view` NULL is the brief as text. Fails with
 * READOUT_ERR_IO when the writer returned false. */
READOUT_API READOUT_MUST_CHECK readout_status readout_record_write(const readout_record *record,
                                                                   const readout_view *view,
                                                                   readout_writer write,
                                                                   void *payload,
                                                                   readout_error *error);

/* ---- Annotation ---------------------------------------------------------------------- */

/* Analyses every report added so far and writes sentences, words, tags, lemmas, trees and names
 * as CoNLL-U, report after report (docs/formats.md says what stands in which column). Reports of
 * READOUT_FORMAT_CONLLU come back with the sentences and words that they had. Fails with
 * READOUT_ERR_IO when the writer returned false. */
READOUT_API READOUT_MUST_CHECK readout_status readout_annotate(readout *engine,
                                                               readout_writer write, void *payload,
                                                               readout_error *error);

/* ---- Stories ------------------------------------------------------------------------- */

typedef struct readout_stories_options {
    unsigned window_days; /* a story ends when nothing came for so long; 0 is 7 */
    readout_face face;    /* JSON: {"story","reports":[ids],"from","to","title"} a line; or text.
                             "split_from": the number of the story that it came off when its reports
                             drifted apart; "merged": numbers of stories that became part of it, and
                             have no line of their own. Both only where there is something to say. */
    /* NULL, or a file that keeps the stories that are still open: read first if it is there,
     * written as a whole at the end, when all that ended has been written. Several calls one after
     * another then write what one call would. */
    const char *state;
    bool finish; /* with `state`: end the open stories as well, as without it */
} readout_stories_options;

/* Groups the reports of `paths` (as readout_add_path takes them) by time, names and words, and
 * writes each story when it ends. JSON lines are read one by one, best in the order of their
 * dates; what is kept in memory is the window. `options` NULL means defaults. */
READOUT_API READOUT_MUST_CHECK readout_status readout_stories_write(
    const readout_model *model, const readout_stories_options *options, const char *const *paths,
    size_t count, readout_writer write, void *payload, readout_error *error);

/* ---- The store ----------------------------------------------------------------------- */

/* Reports and their records in one SQLite file, which grows: every report belongs to one story, and
 * a story's record is kept until a report joins it or another engine or model reads it.
 *
 * What was told as arrived is on disk: neither a crash nor a kill nor a power cut loses it or
 * leaves the file unreadable. Several programs and threads may have the file open, each with a
 * store of its own; readers never wait, writers wait for each other (options.wait_seconds). One
 * store is used by one thread at a time. Failures of the database are READOUT_ERR_STORE; a
 * number that names no story, report or item is READOUT_ERR_INPUT. */
typedef struct readout_store readout_store;

typedef enum readout_outcome {
    READOUT_ADDED = 0,
    READOUT_KNOWN,     /* it was there already; nothing changed */
    READOUT_UNREADABLE /* it has no text; it is not kept */
} readout_outcome;

/* What became of a report that was added. The slices live during the call. */
typedef struct readout_arrival {
    readout_outcome outcome;
    readout_str path;
    readout_str problem; /* of one that was kept, too; else empty */
    uint64_t report;     /* its number in the store, from 1; 0 when it is not kept */
    uint64_t story;
} readout_arrival;

/* Zero everywhere is the default. */
typedef struct readout_store_options {
    bool must_exist;         /* do not make a file that is not there */
    bool read_only;          /* write nothing; records are computed anew where they are missing */
    unsigned wait_seconds;   /* for other writers; 0 is 30 */
    unsigned jobs;           /* as in readout_options */
    size_t max_report_bytes; /* as in readout_options */
    readout_format format;   /* of what readout_store_add_path adds; not READOUT_FORMAT_CONLLU */
    /* Called once for each report, when it is safely kept. */
    void (*arrived)(void *payload, const readout_arrival *arrival);
    /* As in readout_options. What was told as arrived stays when it returns false. */
    bool (*progress)(void *payload, const char *stage, size_t done, size_t total);
    void *payload;
} readout_store_options;

/* Opens the file `path`, making it when it is not there. `model` must outlive the store; NULL is
 * possible: then nothing can be analysed, and records that are not kept are an error. The caller
 * closes *out. READOUT_ERR_INPUT when the file must exist and does not, READOUT_ERR_STORE when it
 * is no store or was made by a newer version; one of an older version is brought up to date. */
READOUT_API READOUT_MUST_CHECK readout_status
readout_store_open(const char *path, const readout_model *model,
                   const readout_store_options *options, readout_store **out, readout_error *error);

READOUT_API void readout_store_close(readout_store *store);

typedef struct readout_store_size {
    uint64_t reports;
    uint64_t stories;
    uint64_t stale;  /* stories whose record would be computed anew; 0 without a model */
    unsigned schema; /* version of the tables */
} readout_store_size;

READOUT_API READOUT_MUST_CHECK readout_status readout_store_measure(readout_store *store,
                                                                    readout_store_size *out,
                                                                    readout_error *error);

/* A number that is another one whenever somebody else has changed the store: another handle, in
 * this program or in another one. What is read by this handle meanwhile is as of that change or
 * later. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_changes(readout_store *store,
                                                                    uint64_t *number,
                                                                    readout_error *error);

/* Adds reports, as readout_add and readout_add_path. Each is put into the story that it belongs to,
 * or begins one; it can be searched for at once. A report that is there already (the same content,
 * outlet, address, title and date) changes nothing. Records are not computed here. When the call
 * fails, what was told as arrived before is kept. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_add(readout_store *store,
                                                                const readout_input *input,
                                                                readout_error *error);

READOUT_API READOUT_MUST_CHECK readout_status readout_store_add_path(readout_store *store,
                                                                     const char *path,
                                                                     readout_error *error);

/* Computes and keeps the record of a story where that is missing or stale; of every story when
 * `story` is 0 (progress: "stories"). Names and speakers can be searched for from then on. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_refresh(readout_store *store,
                                                                    uint64_t story,
                                                                    readout_error *error);

/* What to look for. Empty fields do not matter; with all empty everything is found. */
typedef struct readout_query {
    readout_str words;   /* all in one report; "a phrase", -not, star*, one OR other: 1,000 bytes */
    readout_str name;    /* somebody or something that the report names: whole words of the name */
    readout_str speaker; /* somebody whom the report quotes */
    readout_str outlet;  /* in any case */
    readout_str from;    /* published on or after: "2022-03-14", "2022-03", "2022" */
    readout_str to;      /* published on or before */
    unsigned page;       /* from 1; 0 is 1 */
    unsigned size;       /* results a page, at most 1,000; 0 is 20 */
} readout_query;

/* Writes the reports that match, best first, as text or JSON (docs/api.md): of `view` only face,
 * width and color count; NULL is text. *found is how many match, at most 5,000: of more than
 * these the latest added are looked at. READOUT_ERR_ARGUMENT for words or days that cannot be
 * read. */
READOUT_API READOUT_MUST_CHECK readout_status
readout_store_search(readout_store *store, const readout_query *query, const readout_view *view,
                     readout_writer write, void *payload, size_t *found, readout_error *error);

/* The same for the stories that have such reports; all of them, newest first, without a query. */
READOUT_API READOUT_MUST_CHECK readout_status
readout_store_stories(readout_store *store, const readout_query *query, const readout_view *view,
                      readout_writer write, void *payload, size_t *found, readout_error *error);

/* The number under which a story is to be found: its own, or when a later report showed that two
 * stories are one, that of the story which it became part of. The functions below that read a
 * story take both numbers. READOUT_ERR_INPUT when there never was such a story. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_story_now(readout_store *store,
                                                                      uint64_t story, uint64_t *now,
                                                                      readout_error *error);

/* Writes a story, its record and its notes as JSON (docs/api.md). Computes and keeps the record
 * where it is missing or stale. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_story(readout_store *store,
                                                                  uint64_t story,
                                                                  readout_writer write,
                                                                  void *payload,
                                                                  readout_error *error);

/* A number that is another one whenever readout_store_story writes something else. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_story_tag(readout_store *store,
                                                                      uint64_t story, uint64_t *tag,
                                                                      readout_error *error);

/* The record of a story, for its faces; computed each time. The caller frees *out. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_record(readout_store *store,
                                                                   uint64_t story,
                                                                   readout_record **out,
                                                                   readout_error *error);

/* An analyst's note beside an item of a story's record, apart from what was computed: it stays
 * when the record is computed anew. */
typedef struct readout_note {
    readout_str kind;     /* story, report, entity, claim, statement, quotation */
    readout_str item;     /* the item's id in the record; for a story "-" */
    readout_str text;     /* at most 64 KiB */
    char source;          /* how reliable the source is, 'A' to 'F'; 0: no grade */
    unsigned information; /* how credible the information is, 1 to 6; 0: no grade */
} readout_note;

/* Puts a note in the place of the one that was there; an empty one takes it away. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_note(readout_store *store,
                                                                 uint64_t story,
                                                                 const readout_note *note,
                                                                 readout_error *error);

/* Writes the notes of a story as a JSON list, or those beside one item; kind and item may be
 * empty. */
READOUT_API READOUT_MUST_CHECK readout_status
readout_store_notes(readout_store *store, uint64_t story, readout_str kind, readout_str item,
                    readout_writer write, void *payload, readout_error *error);

/* Writes a report's metadata and clean text as JSON (docs/api.md). */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_report(readout_store *store,
                                                                   uint64_t report,
                                                                   readout_writer write,
                                                                   void *payload,
                                                                   readout_error *error);

/* Writes the bytes of a report as they were added. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_original(readout_store *store,
                                                                     uint64_t report,
                                                                     readout_writer write,
                                                                     void *payload,
                                                                     readout_error *error);

typedef enum readout_archive {
    READOUT_ARCHIVE_JSONL = 0, /* a report a line, with its content: can be added elsewhere */
    READOUT_ARCHIVE_CSV        /* a table of the reports, without their text */
} readout_archive;

/* Writes all reports, as of one moment. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_export(readout_store *store,
                                                                   readout_archive archive,
                                                                   readout_writer write,
                                                                   void *payload,
                                                                   readout_error *error);

/* Writes a whole copy of the store to the file `path`, which must not exist or be empty. */
READOUT_API READOUT_MUST_CHECK readout_status readout_store_copy(readout_store *store,
                                                                 const char *path,
                                                                 readout_error *error);

/* ---- Looking inside ------------------------------------------------------------------ */

/* A stage turns earlier layers into a new one. */
typedef struct readout_stage {
    const char *name;    /* also the name of its layer: "text", "sentences" ... */
    const char *room;    /* the folder of its source: "intake" ... */
    const char *summary; /* one line */
} readout_stage;

/* The stages in the order in which they run, from 0; NULL behind the last. */
READOUT_API const readout_stage *readout_stage_at(size_t index);

/* Runs the stages up to `layer` on what was added and writes that layer as text for a
 * person to read. READOUT_ERR_ARGUMENT when there is no such layer. */
READOUT_API READOUT_MUST_CHECK readout_status readout_show(readout *engine, const char *layer,
                                                           readout_writer write, void *payload,
                                                           readout_error *error);

#ifdef __cplusplus
}
#endif

#endif
