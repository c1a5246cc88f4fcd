/* fuzz_json_line.c - any bytes as one JSON line: fields that are UTF-8, or a reason. A line that
 * has fields is then read as a report, as the corridor does. */
#include "fuzz.h"

static void read_line(void *context)
{
    fuzz_work *work = context;
    readout_input input = {0};
    str problem = {0};
    if (!intake_json_line(&work->keep, work->input, &input, &problem)) {
        must(problem.len > 0);
        must(utf8_valid(problem, NULL));
        return;
    }
    must(problem.len == 0);
    const str fields[] = {input.content, input.id,     input.url,      input.outlet,
                          input.title,   input.author, input.published};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        must(utf8_valid(fields[i], NULL));
    report report = {0};
    intake_read(&work->keep, &work->scratch, &input, &report);
    fuzz_check_report(&report, input.content);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_line, data, size);
}
