/* fuzz_intake.c - any bytes as one report. The first byte chooses the format: told by content,
 * plain text or HTML; a set bit 2 says that the bytes came with a Content-Type. */
#include "fuzz.h"

static void read_report(void *context)
{
    static const readout_format formats[] = {READOUT_FORMAT_DETECT, READOUT_FORMAT_TEXT,
                                             READOUT_FORMAT_HTML, READOUT_FORMAT_DETECT};
    fuzz_work *work = context;
    const uint8_t choice = fuzz_choice(&work->input);
    readout_input input = {
        .content = work->input, .path = STR("fuzz"), .format = formats[choice & 3]};
    if (choice & 4)
        input.content_type = STR("text/html; charset=windows-1252");
    report report = {0};
    intake_read(&work->keep, &work->scratch, &input, &report);
    fuzz_check_report(&report, work->input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_report, data, size);
}
