/* flags.c - see flags.h. */
#include "flags.h"

#include "suggest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS_MAX = 256, WIDTH_MIN = 40, WIDTH_MAX = 1000 };
#define REPORT_BYTES_MAX ((size_t)1 << 30)

/* ---- Values --------------------------------------------------------------------------- */

/* Digits only, from `min` to `max`; *rest is what follows them. */
static bool read_number(const char *text, unsigned long min, unsigned long max,
                        unsigned long *number, const char **rest)
{
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    *number = strtoul(text, &end, 10);
    *rest = end;
    return errno == 0 && *number >= min && *number <= max;
}

static bool set_format(options *options, const char *value)
{
    if (strcmp(value, "text") == 0)
        options->face = READOUT_FACE_TEXT;
    else if (strcmp(value, "json") == 0)
        options->face = READOUT_FACE_JSON;
    else if (strcmp(value, "md") == 0)
        options->face = READOUT_FACE_MARKDOWN;
    else if (strcmp(value, "ics") == 0)
        options->face = READOUT_FACE_ICS;
    else if (strcmp(value, "csv") == 0)
        options->face = READOUT_FACE_CSV;
    else if (strcmp(value, "tsv") == 0)
        options->face = READOUT_FACE_TSV;
    else if (strcmp(value, "jsonl") == 0)
        options->format = FORMAT_JSONL;
    else if (strcmp(value, "sqlite") == 0)
        options->format = FORMAT_SQLITE;
    else if (strcmp(value, "html") == 0)
        options->face = READOUT_FACE_HTML;
    else
        return false;
    return true;
}

static bool set_json(options *options, const char *value)
{
    (void)value;
    options->face = READOUT_FACE_JSON;
    return true;
}

static bool set_output(options *options, const char *value)
{
    options->output = strcmp(value, "-") == 0 ? NULL : value;
    return value[0] != '\0';
}

static bool set_input(options *options, const char *value)
{
    static const char *const names[] = {"auto", "text", "html", "jsonl", "conllu"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(value, names[i]) == 0) {
            options->input = (readout_format)i;
            return true;
        }
    }
    return false;
}

static bool set_jobs(options *options, const char *value)
{
    unsigned long number;
    const char *rest;
    if (!read_number(value, 0, JOBS_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->jobs = (unsigned)number;
    return true;
}

static bool set_model(options *options, const char *value)
{
    options->model = value;
    return value[0] != '\0';
}

static bool set_width(options *options, const char *value)
{
    unsigned long number;
    const char *rest;
    if (!read_number(value, WIDTH_MIN, WIDTH_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->width = (unsigned)number;
    return true;
}

static bool set_color(options *options, const char *value)
{
    if (strcmp(value, "auto") == 0)
        options->color = COLOR_AUTO;
    else if (strcmp(value, "always") == 0)
        options->color = COLOR_ALWAYS;
    else if (strcmp(value, "never") == 0)
        options->color = COLOR_NEVER;
    else
        return false;
    return true;
}

/* Bytes, or with K, M or G behind them times 1024, 1024^2, 1024^3. */
static bool set_max_report_bytes(options *options, const char *value)
{
    static const struct {
        char letter;
        unsigned shift;
    } units[] = {{'\0', 0}, {'K', 10}, {'k', 10}, {'M', 20}, {'m', 20}, {'G', 30}, {'g', 30}};
    unsigned long number;
    const char *rest;
    if (!read_number(value, 1, REPORT_BYTES_MAX, &number, &rest))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (*rest != units[i].letter || (*rest != '\0' && rest[1] != '\0'))
            continue;
        if (number > REPORT_BYTES_MAX >> units[i].shift)
            return false;
        options->max_report_bytes = (size_t)number << units[i].shift;
        return true;
    }
    return false;
}

static bool set_window(options *options, const char *value)
{
    enum { DAYS_MAX = 3650 };
    unsigned long number;
    const char *rest;
    if (!read_number(value, 1, DAYS_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->window = (unsigned)number;
    return true;
}

static bool set_name(options *options, const char *value)
{
    options->name = value;
    return value[0] != '\0';
}

static bool set_speaker(options *options, const char *value)
{
    options->speaker = value;
    return value[0] != '\0';
}

static bool set_outlet(options *options, const char *value)
{
    options->outlet = value;
    return value[0] != '\0';
}

static bool set_from(options *options, const char *value)
{
    options->from = value;
    return value[0] != '\0';
}

static bool set_to(options *options, const char *value)
{
    options->to = value;
    return value[0] != '\0';
}

static bool set_page(options *options, const char *value)
{
    enum { PAGE_MAX = 1000000 };
    unsigned long number;
    const char *rest;
    if (!read_number(value, 1, PAGE_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->page = (unsigned)number;
    return true;
}

static bool set_size(options *options, const char *value)
{
    enum { SIZE_LIMIT = 1000 };
    unsigned long number;
    const char *rest;
    if (!read_number(value, 1, SIZE_LIMIT, &number, &rest) || *rest != '\0')
        return false;
    options->size = (unsigned)number;
    return true;
}

static bool set_stories(options *options, const char *value)
{
    (void)value;
    return options->stories = true;
}

static bool set_later(options *options, const char *value)
{
    (void)value;
    return options->later = true;
}

static bool set_listen(options *options, const char *value)
{
    options->listen = value;
    return value[0] != '\0';
}

static bool set_port(options *options, const char *value)
{
    enum { PORT_MAX = 65535 };
    unsigned long number;
    const char *rest;
    if (!read_number(value, 0, PORT_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->port = (unsigned)number;
    return options->has_port = true;
}

/* "C4", "c4" or "4". */
static bool set_explain(options *options, const char *value)
{
    enum { CLAIMS_MAX = 1000000 };
    unsigned long number;
    const char *rest;
    if (value[0] == 'C' || value[0] == 'c')
        value++;
    if (!read_number(value, 1, CLAIMS_MAX, &number, &rest) || *rest != '\0')
        return false;
    options->claim = (unsigned)number;
    return true;
}

static bool set_state(options *options, const char *value)
{
    options->state = value;
    return value[0] != '\0';
}

static bool set_finish(options *options, const char *value)
{
    (void)value;
    return options->finish = true;
}

static bool set_quiet(options *options, const char *value)
{
    (void)value;
    return options->quiet = true;
}

static bool set_help(options *options, const char *value)
{
    (void)value;
    return options->help = true;
}

static bool set_version(options *options, const char *value)
{
    (void)value;
    return options->version = true;
}

static bool set_man(options *options, const char *value)
{
    (void)value;
    return options->man = true;
}

static bool set_completion(options *options, const char *value)
{
    options->completion = value;
    return strcmp(value, "bash") == 0 || strcmp(value, "zsh") == 0 || strcmp(value, "fish") == 0;
}

/* ---- The table ------------------------------------------------------------------------ */

const flag flags[] = {
    {"format", 0, "FORMAT", "text json md html ics csv tsv jsonl sqlite",
     "write text, JSON or Markdown (default: text); the brief also as one HTML file, a timeline "
     "also as iCalendar or CSV; a store as JSON lines, CSV or a copy of its file",
     SCOPE_FACE | SCOPE_EXPORT, set_format},
    {"json", 0, NULL, NULL, "the same as --format json", SCOPE_FACE, set_json},
    {"output", 'o', "FILE", NULL, "write to FILE, as a whole or not at all", SCOPE_WRITE,
     set_output},
    {"width", 0, "COLUMNS", NULL,
     "columns of the text, 40 to 1000 (default: the terminal's, or 80)", SCOPE_FACE, set_width},
    {"color", 0, "WHEN", "auto always never",
     "colour the text: auto is on a terminal, unless NO_COLOR is set", SCOPE_FACE, set_color},
    {"input", 0, "FORMAT", "auto text html jsonl conllu",
     "what the files are (default: auto, told by their content); conllu keeps the sentences and "
     "words that are given",
     SCOPE_INPUT, set_input},
    {"jobs", 'j', "N", NULL, "read with N threads, at most 256 (default: one per processor)",
     SCOPE_READ, set_jobs},
    {"model", 0, "FILE", NULL, "use the model in FILE instead of the built-in one", SCOPE_READ,
     set_model},
    {"max-report-bytes", 0, "SIZE", NULL,
     "pass over larger files and lines: 500K, 8M, up to 1G (default: 8M)", SCOPE_READ,
     set_max_report_bytes},
    {"window", 0, "DAYS", NULL, "a story ends when nothing came for so many days (default: 7)",
     SCOPE_STORIES, set_window},
    {"state", 0, "FILE", NULL,
     "go on with the open stories that FILE keeps, if it is there, and keep them in it at the end",
     SCOPE_STORIES, set_state},
    {"finish", 0, NULL, NULL, "with --state: end the open stories as well", SCOPE_STORIES,
     set_finish},
    {"name", 0, "NAME", NULL,
     "find reports that name somebody or something: whole words of the name", SCOPE_SEARCH,
     set_name},
    {"speaker", 0, "NAME", NULL, "find reports that quote somebody", SCOPE_SEARCH, set_speaker},
    {"outlet", 0, "NAME", NULL, "find reports of an outlet", SCOPE_SEARCH, set_outlet},
    {"from", 0, "DAY", NULL, "published on or after: 2022-03-14, 2022-03 or 2022", SCOPE_SEARCH,
     set_from},
    {"to", 0, "DAY", NULL, "published on or before", SCOPE_SEARCH, set_to},
    {"page", 0, "N", NULL, "the Nth page of what was found", SCOPE_SEARCH, set_page},
    {"size", 0, "N", NULL, "results a page, at most 1000 (default: 20)", SCOPE_SEARCH, set_size},
    {"stories", 0, NULL, NULL, "list the stories of what was found", SCOPE_SEARCH, set_stories},
    {"later", 0, NULL, NULL, "do not analyse yet: a story is analysed when it is asked for",
     SCOPE_ADD, set_later},
    {"port", 0, "N", NULL, "listen on port N; 0 is any that is free (default: 8642)", SCOPE_SERVE,
     set_port},
    {"listen", 0, "ADDRESS", NULL,
     "listen on ADDRESS instead of 127.0.0.1; from elsewhere a token is needed", SCOPE_SERVE,
     set_listen},
    {"explain", 0, "CLAIM", NULL, "show only this claim (C4), and step by step how it was counted",
     SCOPE_CLAIMS, set_explain},
    {"quiet", 'q', NULL, NULL, "do not name reports with problems, show no progress", SCOPE_READ,
     set_quiet},
    {"man", 0, NULL, NULL, "print the manual page, for man(1)", SCOPE_MANUAL, set_man},
    {"completion", 0, "SHELL", "bash zsh fish", "print the completions for a shell", SCOPE_MANUAL,
     set_completion},
    {"help", 'h', NULL, NULL, "print help for the command", SCOPE_EVERY, set_help},
    {"version", 0, NULL, NULL, "print the version", SCOPE_EVERY, set_version},
    {NULL, 0, NULL, NULL, NULL, 0, NULL},
};

/* ---- Parsing -------------------------------------------------------------------------- */

typedef struct parse {
    int argc;
    char **argv;
    int at;
    options *options;
    unsigned used;
    char *message;
    size_t size;
} parse;

static const flag *find_long(const char *name, size_t length)
{
    for (const flag *flag = flags; flag->name != NULL; flag++)
        if (strlen(flag->name) == length && strncmp(flag->name, name, length) == 0)
            return flag;
    return NULL;
}

static const flag *find_short(char letter)
{
    for (const flag *flag = flags; flag->name != NULL; flag++)
        if (flag->letter != 0 && flag->letter == letter)
            return flag;
    return NULL;
}

static bool unknown_flag(parse *parse, const char *name, size_t length)
{
    suggestion suggestion = suggest_start(name, length);
    for (const flag *flag = flags; flag->name != NULL; flag++)
        suggest_try(&suggestion, flag->name);
    snprintf(parse->message, parse->size, "unknown flag '--%.*s'%s%s%s", (int)length, name,
             suggestion.best != NULL ? "; did you mean '--" : "",
             suggestion.best != NULL ? suggestion.best : "", suggestion.best != NULL ? "'?" : "");
    return false;
}

/* `attached` is the value written together with the flag, or NULL. */
static bool apply(parse *parse, const flag *flag, const char *attached)
{
    const char *value = attached;
    if (flag->value == NULL && attached != NULL) {
        snprintf(parse->message, parse->size, "--%s takes no value", flag->name);
        return false;
    }
    if (flag->value != NULL && attached == NULL) {
        if (parse->at + 1 >= parse->argc) {
            snprintf(parse->message, parse->size, "--%s needs a value: %s", flag->name,
                     flag->value);
            return false;
        }
        value = parse->argv[++parse->at];
    }
    parse->used |= 1u << (flag - flags);
    if (flag->set(parse->options, value))
        return true;
    snprintf(parse->message, parse->size, "--%s cannot be '%s': %s%s", flag->name,
             value != NULL ? value : "", flag->values != NULL ? "use one of " : "",
             flag->values != NULL ? flag->values : flag->summary);
    return false;
}

static bool parse_long(parse *parse, const char *name)
{
    const size_t length = strcspn(name, "=");
    const flag *flag = find_long(name, length);
    if (flag == NULL)
        return unknown_flag(parse, name, length);
    return apply(parse, flag, name[length] == '=' ? name + length + 1 : NULL);
}

/* Letters without values may stand together: -qo FILE. */
static bool parse_short(parse *parse, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        const flag *flag = find_short(*letters);
        if (flag == NULL) {
            snprintf(parse->message, parse->size, "unknown flag '-%c'", *letters);
            return false;
        }
        if (flag->value != NULL)
            return apply(parse, flag, letters[1] != '\0' ? letters + 1 : NULL);
        if (!apply(parse, flag, NULL))
            return false;
    }
    return true;
}

bool flags_parse(int argc, char **argv, options *options, unsigned *used, char *message,
                 size_t size)
{
    parse parse = {argc, argv, 1, options, 0, message, size};
    bool only_operands = false;
    options->operands = calloc((size_t)argc + 1, sizeof *options->operands);
    if (options->operands == NULL) {
        snprintf(message, size, "out of memory");
        return false;
    }
    for (; parse.at < argc; parse.at++) {
        const char *word = argv[parse.at];
        if (only_operands || word[0] != '-' || word[1] == '\0')
            options->operands[options->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (word[1] == '-' ? !parse_long(&parse, word + 2) : !parse_short(&parse, word + 1))
            return false;
    }
    *used = parse.used;
    return true;
}

const flag *flags_outside(unsigned used, unsigned scope)
{
    for (const flag *flag = flags; flag->name != NULL; flag++)
        if ((used & 1u << (flag - flags)) != 0 && (flag->scope & (scope | SCOPE_EVERY)) == 0)
            return flag;
    return NULL;
}
