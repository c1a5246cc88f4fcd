/* completion.c - completions for bash, zsh and fish, from the tables of commands and flags. */
#include "manual.h"

#include <string.h>

/* ---- bash ----------------------------------------------------------------------------- */

static void bash_values(FILE *file)
{
    for (const flag *flag = flags; flag->name != NULL; flag++) {
        if (flag->value == NULL)
            continue;
        fputs("    ", file);
        if (flag->letter != 0)
            fprintf(file, "-%c|", flag->letter);
        if (flag->values != NULL)
            fprintf(file, "--%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
                    flag->name, flag->values);
        else if (strcmp(flag->value, "FILE") == 0)
            fprintf(file, "--%s) compopt -o default; return ;;\n", flag->name);
        else
            fprintf(file, "--%s) return ;;\n", flag->name);
    }
}

static void bash_words(FILE *file)
{
    fputs("    if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '", file);
    for (const flag *flag = flags; flag->name != NULL; flag++)
        fprintf(file, "%s--%s", flag != flags ? " " : "", flag->name);
    fputs("' -- \"$word\"))\n"
          "        return\n"
          "    fi\n"
          "    if ((COMP_CWORD == 1)); then\n        COMPREPLY=($(compgen -W '",
          file);
    for (const command *const *command = commands; *command != NULL; command++)
        fprintf(file, "%s%s", command != commands ? " " : "", (*command)->name);
    fputs("' -- \"$word\"))\n    fi\n", file);
}

static void bash(FILE *file)
{
    fputs("# bash completion for readout, made by readout help --completion bash\n"
          "_readout() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    COMPREPLY=()\n"
          "    case $before in\n",
          file);
    bash_values(file);
    fputs("    esac\n", file);
    bash_words(file);
    fputs("    compopt -o default\n"
          "}\n"
          "complete -F _readout readout\n",
          file);
}

/* ---- zsh ------------------------------------------------------------------------------ */

/* Inside '...[here]': brackets and colons are zsh's own, a quote ends the word. */
static void zsh_text(FILE *file, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("[]:", *text) != NULL)
            fputc('\\', file);
        if (*text == '\'')
            fputs("'\\'", file);
        fputc(*text, file);
    }
}

static void zsh_flag(FILE *file, const flag *flag)
{
    if (flag->letter != 0)
        fprintf(file, "        '(-%c --%s)'{-%c%s,--%s%s}'[", flag->letter, flag->name,
                flag->letter, flag->value != NULL ? "+" : "", flag->name,
                flag->value != NULL ? "=" : "");
    else
        fprintf(file, "        '--%s%s[", flag->name, flag->value != NULL ? "=" : "");
    zsh_text(file, flag->summary);
    fputs("]", file);
    if (flag->values != NULL)
        fprintf(file, ":%s:(%s)", flag->value, flag->values);
    else if (flag->value != NULL)
        fprintf(file, ":%s:%s", flag->value, strcmp(flag->value, "FILE") == 0 ? "_files" : "");
    fputs("' \\\n", file);
}

static void zsh(FILE *file)
{
    fputs("#compdef readout\n"
          "# zsh completion for readout, made by readout help --completion zsh\n"
          "_readout_first() {\n"
          "    local -a names\n"
          "    names=(\n",
          file);
    for (const command *const *command = commands; *command != NULL; command++) {
        fprintf(file, "        '%s:", (*command)->name);
        zsh_text(file, (*command)->summary);
        fputs("'\n", file);
    }
    fputs("    )\n"
          "    _describe -t commands command names\n"
          "    _files\n"
          "}\n"
          "_readout() {\n"
          "    _arguments -s -S \\\n",
          file);
    for (const flag *flag = flags; flag->name != NULL; flag++)
        zsh_flag(file, flag);
    fputs("        '1: :_readout_first' \\\n"
          "        '*: :_files'\n"
          "}\n"
          "_readout \"$@\"\n",
          file);
}

/* ---- fish ----------------------------------------------------------------------------- */

static void fish_text(FILE *file, const char *text)
{
    fputc('\'', file);
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            fputc('\\', file);
        fputc(*text, file);
    }
    fputs("'\n", file);
}

static void fish(FILE *file)
{
    fputs("# fish completion for readout, made by readout help --completion fish\n", file);
    for (const command *const *command = commands; *command != NULL; command++) {
        fprintf(file, "complete -c readout -n __fish_use_subcommand -a %s -d ", (*command)->name);
        fish_text(file, (*command)->summary);
    }
    for (const flag *flag = flags; flag->name != NULL; flag++) {
        fprintf(file, "complete -c readout -l %s", flag->name);
        if (flag->letter != 0)
            fprintf(file, " -s %c", flag->letter);
        if (flag->values != NULL)
            fprintf(file, " -x -a '%s'", flag->values);
        else if (flag->value != NULL)
            fputs(strcmp(flag->value, "FILE") == 0 ? " -r" : " -x", file);
        fputs(" -d ", file);
        fish_text(file, flag->summary);
    }
}

void manual_completion(FILE *file, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        bash(file);
    else if (strcmp(shell, "zsh") == 0)
        zsh(file);
    else
        fish(file);
}
