/* pile.c - a pile that grows: reports are compared with each other, but not each with each. */
#include "scale/scale.h"

/* Different stories: words that change from report to report. */
static void make_stories(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text,
                  "{\"id\":\"r%zu\",\"published\":\"2021-11-%02zu\",\"text\":\"Gate %zu of pier "
                  "%zu is closed\\n\\nThe office of Town%zu closed gate %zu, said Anna Bell%zu. "
                  "\\\"It rusts since %zu,\\\" she said.\\n\\nThe boat Dorn%zu waits at pier "
                  "%zu.\"}\n",
                  i, i % 28 + 1, i, i * 7, i * 11, i, i * 13, 1900 + i % 100, i * 17, i * 19);
}

/* The same words, reprinted again and again. */
static void make_reprints(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text,
                  "{\"id\":\"r%zu\",\"text\":\"The gate is closed\\n\\nThe harbour office closed "
                  "the old gate on 3 November 2021, said Tom Reeve. \\\"Nobody was hurt,\\\" he "
                  "told the Anner Echo.\\n\\nThe ferry waits outside the harbour wall.\"}\n",
                  i);
}

static void make_broken_lines(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "{\"id\":\"r%zu\",\"text\":\n", i);
}

static void make_same_id(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "{\"id\":\"r\",\"text\":\"Gate %zu is closed.\"}\n", i);
}

static void make_same_day(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "{\"text\":\"Town%zu closed its gate on 3 November 2021.\"}\n", i);
}

static void make_same_name(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text, "{\"text\":\"Gate %zu was closed by Anna Bell%zu and Tom Reeve.\"}\n", i,
                  i);
}

static void make_same_quotation(scale_text *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scale_add(text,
                  "{\"text\":\"Town%zu heard it. \\\"The gate is closed and stays so,\\\" said "
                  "Tom Reeve at pier %zu.\"}\n",
                  i, i * 7);
}

int main(void)
{
    static scale_case cases[] = {
        {"stories", make_stories, 250, READOUT_FORMAT_JSONL},
        {"reprints", make_reprints, 100, READOUT_FORMAT_JSONL},
        {"broken lines", make_broken_lines, 20000, READOUT_FORMAT_JSONL},
        {"reports of one id", make_same_id, 500, READOUT_FORMAT_JSONL},
        {"reports of one day", make_same_day, 500, READOUT_FORMAT_JSONL},
        {"reports of one name", make_same_name, 500, READOUT_FORMAT_JSONL},
        {"reports of one quotation", make_same_quotation, 250, READOUT_FORMAT_JSONL},
    };
    return scale_run(cases, sizeof cases / sizeof cases[0]);
}
