/* fuzz_charset.c - any bytes to UTF-8. The first byte chooses a Content-Type, and whether the
 * bytes are a page, which may declare its charset itself. The map back to the bytes must be
 * right wherever it says anything. */
#include "fuzz.h"

static void convert(void *context)
{
    static const char *const types[] = {
        "",
        "text/plain; charset=utf-8",
        "text/html; charset=windows-1252",
        "text/html;charset=\"shift_jis\"",
        "text/plain; charset=utf-16",
        "text/plain; charset=utf-7",
        "text/plain; charset=gb18030",
        "text/plain; charset=no-such-charset",
    };
    fuzz_work *work = context;
    const uint8_t choice = fuzz_choice(&work->input);
    report report = {0};
    source_run_array runs = {0};
    const str text = charset_to_utf8(&work->keep, work->input, str_of(types[choice & 7]),
                                     (choice & 8) != 0, &report, &runs);
    must(utf8_valid(text, NULL));
    must(utf8_valid(report.charset, NULL));
    must(utf8_valid(report.problem, NULL));
    fuzz_check_runs(&runs, text, work->input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(convert, data, size);
}
