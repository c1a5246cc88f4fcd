/* manual.c - the help that the program prints on a terminal. */
#include "manual.h"

#include <string.h>

enum { COLUMNS = 78, COMMAND_WIDTH = 14, FLAG_WIDTH = 26 };

const manual_entry manual_exits[] = {
    {"0", "The record, or the part asked for, was written."},
    {"1", "Nothing was found: no report could be read, or the part is empty."},
    {"2", "An error: a wrong command line, a missing file, output that could not be written."},
    {NULL, NULL},
};

const manual_entry manual_examples[] = {
    {"readout reports/", "the record of every report below a folder, as a page of text"},
    {"readout brief --json -o record.json a.txt b.html", "the same as JSON, into a file"},
    {"readout copies reports/", "which reports are copies of others, and the evidence"},
    {"zcat archive.jsonl.gz | readout statements --json -", "reports as JSON lines from a pipe"},
    {NULL, NULL},
};

const manual_entry manual_variables[] = {
    {"NO_COLOR", "When set and not empty, text has no colours unless --color=always."},
    {"TERM", "When it is dumb, text has no colours and no progress is shown."},
    {"COLUMNS", "The width of the text when the terminal does not tell it."},
    {NULL, NULL},
};

/* ---- Wrapping ------------------------------------------------------------------------- */

static void put_spaces(FILE *file, size_t count)
{
    while (count-- > 0)
        fputc(' ', file);
}

/* Words under each other from column `left` on; the cursor is there already. */
static void put_wrapped(FILE *file, size_t left, const char *text)
{
    size_t column = left;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        if (column > left && column + 1 + length > COLUMNS) {
            fputc('\n', file);
            put_spaces(file, left);
            column = left;
        } else if (column > left) {
            fputc(' ', file);
            column++;
        }
        fwrite(text, 1, length, file);
        column += length;
        text += length;
        text += strspn(text, " ");
    }
    fputc('\n', file);
}

static void put_entry(FILE *file, const char *key, size_t width, const char *text)
{
    const size_t length = strlen(key);
    fprintf(file, "  %s", key);
    if (length + 2 > width) {
        fputc('\n', file);
        put_spaces(file, width + 2);
    } else {
        put_spaces(file, width - length);
    }
    put_wrapped(file, width + 2, text);
}

/* ---- Flags ---------------------------------------------------------------------------- */

static void put_flag(FILE *file, const flag *flag)
{
    char key[64];
    if (flag->letter != 0)
        snprintf(key, sizeof key, "-%c, --%s%s%s", flag->letter, flag->name,
                 flag->value != NULL ? " " : "", flag->value != NULL ? flag->value : "");
    else
        snprintf(key, sizeof key, "    --%s%s%s", flag->name, flag->value != NULL ? " " : "",
                 flag->value != NULL ? flag->value : "");
    put_entry(file, key, FLAG_WIDTH, flag->summary);
}

static void put_flags(FILE *file, unsigned scope)
{
    fputs("\nFlags:\n", file);
    for (const flag *flag = flags; flag->name != NULL; flag++)
        if ((flag->scope & (scope | SCOPE_EVERY)) != 0)
            put_flag(file, flag);
}

/* ---- Pages ---------------------------------------------------------------------------- */

void manual_general(FILE *file)
{
    fputs("readout - read news reports, get the sourced record of each story\n"
          "\n"
          "Usage: readout [COMMAND] [FLAG]... PATH...\n"
          "\n",
          file);
    put_wrapped(file, 0,
                "PATH is a file, a folder, or - for standard input: plain text, HTML, or JSON "
                "lines with one report a line. What a file is, is told by its content. Nothing is "
                "sent anywhere: readout works offline.");
    fputs("\nCommands:\n", file);
    for (const command *const *command = commands; *command != NULL; command++)
        put_entry(file, (*command)->name, COMMAND_WIDTH, (*command)->summary);
    put_flags(file, SCOPE_READ | SCOPE_WRITE | SCOPE_FACE);
    fputs("\nExamples:\n", file);
    for (const manual_entry *example = manual_examples; example->key != NULL; example++)
        fprintf(file, "  %s\n      %s\n", example->key, example->text);
    fputs("\nExit codes:\n", file);
    for (const manual_entry *code = manual_exits; code->key != NULL; code++)
        put_entry(file, code->key, 3, code->text);
    fputs("\nreadout help COMMAND says more about a command; readout help --man is the manual.\n",
          file);
}

void manual_command(FILE *file, const command *command)
{
    fprintf(file, "readout %s - %s\n\nUsage: readout %s [FLAG]...%s%s\n\n", command->name,
            command->summary, command->name, command->operands[0] != '\0' ? " " : "",
            command->operands);
    put_wrapped(file, 0, command->text);
    put_flags(file, command->scope);
    fputs("\nExamples:\n", file);
    for (size_t i = 0; command->examples[i] != NULL; i++)
        fprintf(file, "  %s\n", command->examples[i]);
}
