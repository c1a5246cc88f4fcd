/* manual_page.c - readout(1) as mdoc, for mandoc and groff. */
#include "manual.h"

#include <ctype.h>
#include <string.h>

/* When the manual last changed in what it says; there is no clock in here. */
static const char DATE[] = "November 21, 2025";

/* A word as mdoc reads it: a backslash means something, and so does a point or an apostrophe
 * at the start of a line. */
static void put_word(FILE *file, const char *word, size_t length, bool line_start)
{
    if (line_start && (word[0] == '.' || word[0] == '\''))
        fputs("\\&", file);
    for (size_t i = 0; i < length; i++) {
        if (word[i] == '\\')
            fputs("\\e", file);
        else if (word[i] == '-')
            fputs("\\-", file);
        else
            fputc(word[i], file);
    }
}

/* Lines stay short, and each sentence begins one. */
static void put_text(FILE *file, const char *text, const char *end)
{
    enum { COLUMNS = 72 };
    size_t column = 0;
    bool sentence_end = false;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        const bool new_line = column > 0 && (column + length > COLUMNS ||
                                             (sentence_end && isupper((unsigned char)*text)));
        if (column > 0)
            fputc(new_line ? '\n' : ' ', file);
        column = new_line || column == 0 ? 0 : column + 1;
        put_word(file, text, length, column == 0);
        column += length;
        sentence_end = length > 0 && text[length - 1] == '.';
        text += length;
        text += strspn(text, " ");
    }
    fprintf(file, "%s\n", end);
}

static void put_flag(FILE *file, const flag *flag)
{
    fputs(".It ", file);
    if (flag->letter != 0)
        fprintf(file, "Fl %c%s%s , ", flag->letter, flag->value != NULL ? " Ar " : "",
                flag->value != NULL ? flag->value : "");
    fprintf(file, "Fl \\-%s", flag->name);
    if (flag->value != NULL)
        fprintf(file, " Ns = Ns Ar %s", flag->value);
    fputc('\n', file);
    put_text(file, flag->summary, ".");
    if (flag->values == NULL)
        return;
    fputs("It is one of", file);
    for (const char *at = flag->values; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        const char *next = at + length + strspn(at + length, " ");
        fprintf(file, "\n.Cm %.*s%s", (int)length, at, *next != '\0' ? " ," : " .");
        at = next;
    }
    fputc('\n', file);
}

static void put_flags(FILE *file)
{
    fputs(".Sh OPTIONS\n.Bl -tag -width Ds\n", file);
    for (const flag *flag = flags; flag->name != NULL; flag++)
        put_flag(file, flag);
    fputs(".El\n", file);
}

static void put_commands(FILE *file)
{
    fputs(".Sh COMMANDS\n.Bl -tag -width Ds\n", file);
    for (const command *const *command = commands; *command != NULL; command++) {
        fprintf(file, ".It Cm %s", (*command)->name);
        if ((*command)->operands[0] != '\0')
            fprintf(file, " Ar %s", (*command)->operands);
        fputc('\n', file);
        put_text(file, (*command)->text, "");
    }
    fputs(".El\n", file);
}

static void put_list(FILE *file, const char *macro, const manual_entry *entries)
{
    fputs(".Bl -tag -width Ds\n", file);
    for (const manual_entry *entry = entries; entry->key != NULL; entry++) {
        fprintf(file, ".It %s %s\n", macro, entry->key);
        put_text(file, entry->text, "");
    }
    fputs(".El\n", file);
}

static void put_examples(FILE *file)
{
    fputs(".Sh EXAMPLES\n", file);
    for (const manual_entry *example = manual_examples; example->key != NULL; example++) {
        if (example != manual_examples)
            fputs(".Pp\n", file);
        fputc(toupper((unsigned char)example->text[0]), file);
        put_text(file, example->text + 1, ":");
        fprintf(file, ".Pp\n.Dl $ ");
        put_text(file, example->key, "");
    }
}

void manual_page(FILE *file)
{
    fprintf(file,
            ".\\\" Made by readout help --man from the tables in cli/.\n"
            ".Dd %s\n"
            ".Dt READOUT 1\n"
            ".Os\n"
            ".Sh NAME\n"
            ".Nm readout\n"
            ".Nd read news reports, get the sourced record of each story\n"
            ".Sh SYNOPSIS\n"
            ".Nm\n"
            ".Op Ar command\n"
            ".Op Ar flag ...\n"
            ".Ar path ...\n"
            ".Sh DESCRIPTION\n"
            ".Nm\n"
            "reads a pile of news reports and writes its record: what happened and when,\n"
            "who said what to whom and in whose words, who denies it, which reports are\n"
            "copies of others, and where they differ.\n"
            "Every line of the record points at the bytes that it came from.\n"
            "It works offline, and the same input gives the same record.\n"
            ".Pp\n"
            "A\n"
            ".Ar path\n"
            "is a file, a folder, or\n"
            ".Sq -\n"
            "for standard input.\n"
            "Reports are plain text, HTML, or JSON lines with one report a line; what a\n"
            "file is, is told by its content.\n"
            "A report that cannot be read is named on standard error, marked in the\n"
            "record, and the rest goes on.\n",
            DATE);
    put_commands(file);
    put_flags(file);
    fputs(".Sh ENVIRONMENT\n", file);
    put_list(file, "Ev", manual_variables);
    fputs(".Sh EXIT STATUS\n", file);
    put_list(file, "", manual_exits);
    put_examples(file);
}
