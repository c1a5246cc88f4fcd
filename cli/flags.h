/* flags.h - the options of the program, in one table: parsing, --help, the man page and the
 * completions all come from it. */
#ifndef CLI_FLAGS_H
#define CLI_FLAGS_H

#include <readout.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum color_choice { COLOR_AUTO = 0, COLOR_ALWAYS, COLOR_NEVER } color_choice;

/* What --format can be beside a face of the record. */
typedef enum format_choice { FORMAT_FACE = 0, FORMAT_JSONL, FORMAT_SQLITE } format_choice;

/* Everything that the command line can say. */
typedef struct options {
    readout_face face;
    format_choice format;
    const char *output; /* NULL: standard output */
    unsigned jobs;      /* 0: one per processor */
    const char *model;  /* NULL: the built-in one */
    unsigned width;     /* 0: that of the terminal */
    color_choice color;
    bool quiet;
    readout_format input; /* what the files are */
    unsigned claim;       /* to explain, from 1; 0: none */
    unsigned window;      /* days; 0: the library's default */
    const char *state;    /* NULL: none */
    bool finish;
    size_t max_report_bytes; /* 0: the library's default */
    const char *name;        /* what to search for; NULL: does not matter */
    const char *speaker;
    const char *outlet;
    const char *from;
    const char *to;
    unsigned page;      /* 0: the first */
    unsigned size;      /* results a page; 0: the library's default */
    bool stories;       /* search for stories */
    bool later;         /* add without analysing */
    const char *listen; /* NULL: loopback */
    unsigned port;
    bool has_port;
    bool help;
    bool version;
    bool man;
    const char *completion;
    const char **operands; /* the words that are no flags, the command's name among them */
    size_t operand_count;
} options;

/* Which commands take a flag: bits of flag.scope and command.scope. */
enum {
    SCOPE_EVERY = 1 << 0,   /* all commands */
    SCOPE_READ = 1 << 1,    /* reads reports */
    SCOPE_WRITE = 1 << 2,   /* writes something that can go to a file */
    SCOPE_FACE = 1 << 3,    /* writes a part of the record */
    SCOPE_MANUAL = 1 << 4,  /* help */
    SCOPE_INPUT = 1 << 5,   /* can be told what the files are */
    SCOPE_STORIES = 1 << 7, /* groups into stories */
    SCOPE_CLAIMS = 1 << 8,  /* writes claims */
    SCOPE_ADD = 1 << 12,    /* adds to a store */
    SCOPE_SEARCH = 1 << 13, /* searches a store */
    SCOPE_EXPORT = 1 << 14, /* writes a store */
    SCOPE_SERVE = 1 << 15   /* listens */
};

typedef struct flag {
    const char *name;   /* without the dashes */
    char letter;        /* of the short form, or 0 */
    const char *value;  /* what the value is called, or NULL when there is none */
    const char *values; /* its possible values, separated by spaces, or NULL */
    const char *summary;
    unsigned scope;
    /* Takes the value; false if it is not possible. */
    bool (*set)(options *options, const char *value);
} flag;

/* The table; one more has name NULL. */
extern const flag flags[];

/* Reads the command line. False when it is wrong; then *message, of `size` bytes, says why.
 * The caller frees options->operands. *used are the flags that stand there, one bit each. */
bool flags_parse(int argc, char **argv, options *options, unsigned *used, char *message,
                 size_t size);

/* The first flag in `used` that a command with `scope` does not take, or NULL. */
const flag *flags_outside(unsigned used, unsigned scope);

#endif
