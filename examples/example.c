/* example.c - the library in one file: reads a pile, prints who says what, and what is a copy.
 *
 *     cc example.c $(pkg-config --cflags --libs readout) -o example
 *     ./example examples/harbour-fire
 */
#include <readout.h>
#include <stdio.h>

/* A slice is not NUL-terminated: printf takes its length with "%.*s". */
#define PRINT(slice) (int)(slice).len, (slice).data

static void print_reports(const readout_record *record)
{
    size_t count;
    const readout_report *reports = readout_record_reports(record, &count);
    for (size_t i = 0; i < count; i++) {
        const readout_report *report = &reports[i];
        printf("%zu %.*s", i + 1, PRINT(report->path));
        if (report->published.precision != READOUT_PRECISION_NONE)
            printf(", %.*s", PRINT(report->published.value));
        if (report->problem.len > 0)
            printf(" (%.*s)", PRINT(report->problem));
        printf("\n");
    }
}

static void print_copies(const readout_record *record)
{
    size_t count;
    const readout_copy *copies = readout_record_copies(record, &count);
    for (size_t i = 0; i < count; i++) {
        const readout_copy *copy = &copies[i];
        printf("%u is a copy of %u, score %.2f\n", copy->copy + 1, copy->of + 1, copy->score);
        for (size_t k = 0; k < copy->evidence_count; k++)
            printf("    %.*s\n", PRINT(copy->evidence[k].text));
    }
}

static void print_statements(const readout_record *record)
{
    size_t count;
    const readout_statement *statements = readout_record_statements(record, &count);
    for (size_t i = 0; i < count; i++) {
        const readout_statement *said = &statements[i];
        if (said->speaker.text.len == 0)
            continue;
        printf("%u:%u %.*s [%.*s]\n", said->report + 1,
               readout_record_line(record, said->speaker.span), PRINT(said->speaker.text),
               PRINT(said->cue.lemma));
        for (size_t k = 0; k < said->content.count; k++) {
            readout_str words = readout_record_text(record, said->content.items[k]);
            printf("    %.*s\n", PRINT(words));
        }
    }
}

static int fail(const readout_error *error)
{
    fprintf(stderr, "example: %s\n", error->message);
    return 2;
}

int main(int argc, char **argv)
{
    readout_model *model = NULL;
    readout *engine = NULL;
    readout_record *record = NULL;
    readout_error error;

    if (argc < 2) {
        fprintf(stderr, "usage: example PATH...\n");
        return 2;
    }
    readout_status status = readout_model_load(NULL, &model, &error);
    if (status == READOUT_OK)
        status = readout_open(model, NULL, &engine, &error);
    for (int i = 1; i < argc && status == READOUT_OK; i++)
        status = readout_add_path(engine, argv[i], &error);
    if (status == READOUT_OK)
        status = readout_read(engine, &record, &error);

    int result = status == READOUT_OK ? 0 : fail(&error);
    if (status == READOUT_OK) {
        print_reports(record);
        print_copies(record);
        print_statements(record);
    }
    readout_record_free(record);
    readout_close(engine);
    readout_model_free(model);
    return result;
}
