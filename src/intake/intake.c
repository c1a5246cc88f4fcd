/* intake.c - one report from its bytes: sniff, convert, read as text or HTML, and let what
 * the caller knows win over what was found. See intake.h.
 */
#include "intake/intake.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "intake/sniff.h"
#include "intake/stated.h"

enum { ID_DIGITS = 12 };

/* A field of one line as the caller gave it: valid UTF-8, without blanks at its ends. */
static str given(arena *keep, str field)
{
    str text = str_trim(field);
    if (utf8_valid(text, NULL))
        return arena_str(keep, text);
    buffer valid = {.arena = keep};
    for (size_t at = 0; at < text.len;)
        buffer_add_codepoint(&valid, utf8_next(text, &at));
    return buffer_str(&valid);
}

static void take_given(arena *keep, const readout_input *input, report *report)
{
    if (str_trim(input->title).len > 0)
        report->title = given(keep, input->title);
    if (str_trim(input->outlet).len > 0)
        report->outlet = given(keep, input->outlet);
    if (str_trim(input->url).len > 0)
        report->url = given(keep, input->url);
    str author = given(keep, input->author);
    if (author.len > 0) {
        report->authors = (str_array){0};
        byline_authors(keep, author, &report->authors);
        if (report->authors.count == 0)
            *array_push(keep, &report->authors) = author;
    }
}

/* The date that the caller gave, then the one in the address. */
static void take_dates(arena *keep, const readout_input *input, report *report)
{
    date date;
    str published = given(keep, input->published);
    if (published.len > 0 && (date_parse_iso(published, &date) || stated_date(published, &date)))
        report->published = (report_date){
            .date = date,
            .basis = READOUT_BASIS_METADATA,
            .why = str_format(keep, "given as \"%.*s\"", STR_ARG(published)),
        };
    else if (published.len > 0)
        report_problem(keep, report,
                       str_format(keep, "\"%.*s\" is no date that can only be read one way",
                                  STR_ARG(published)));
    if (report->published.date.year == 0 && stated_in_url(report->url, &date))
        report->published = (report_date){
            .date = date,
            .basis = READOUT_BASIS_URL,
            .why = str_format(keep, "address %.*s", STR_ARG(report->url)),
        };
}

static void identify(arena *keep, const readout_input *input, report *report)
{
    report->sha256 = digest_hex(keep, input->content);
    report->path = given(keep, input->path);
    report->id = given(keep, input->id);
    if (report->id.len == 0)
        report->id = str_format(keep, "r%.*s", ID_DIGITS, report->sha256.data);
    report->language = STR("und");
}

static report_format format_of(const readout_input *input)
{
    report_format told = intake_sniff(input->content);
    if (told == REPORT_EMPTY || told == REPORT_BINARY)
        return told;
    switch (input->format) {
    case READOUT_FORMAT_TEXT:
        return REPORT_TEXT;
    case READOUT_FORMAT_HTML:
        return REPORT_HTML;
    case READOUT_FORMAT_JSONL:
        return REPORT_JSONL;
    case READOUT_FORMAT_CONLLU:
        return REPORT_CONLLU;
    case READOUT_FORMAT_DETECT:
        break;
    }
    return told;
}

static void read_content(arena *keep, arena *scratch, const readout_input *input, report *report)
{
    arena_mark mark = arena_save(scratch);
    source_run_array runs = {0};
    bool html = report->format == REPORT_HTML;
    str content =
        charset_to_utf8(scratch, input->content, input->content_type, html, report, &runs);
    report->charset = arena_str(keep, report->charset);
    report->problem = arena_str(keep, report->problem);
    if (report->format == REPORT_CONLLU) {
        report->text = arena_str(keep, content);
        arena_restore(scratch, mark);
        return;
    }
    if (html)
        html_read(keep, scratch, content, report);
    else
        text_read(keep, scratch, content, &runs, report);
    arena_restore(scratch, mark);
    report->language = language_detect(report->text);
    if (report->text.len == 0)
        report_problem(keep, report, STR("no text of a story in it"));
}

void intake_read(arena *keep, arena *scratch, const readout_input *input, report *report)
{
    *report = (struct report){0};
    identify(keep, input, report);
    take_given(keep, input, report);
    if (input->content.len >= UINT32_MAX) {
        report_problem(keep, report, STR("larger than 4 GiB"));
        return;
    }
    report->format = format_of(input);
    if (report->format == REPORT_EMPTY)
        report_problem(keep, report, STR("empty"));
    else if (report->format == REPORT_BINARY)
        report_problem(keep, report,
                       str_format(keep, "%s, not text", sniff_binary(input->content)));
    else
        read_content(keep, scratch, input, report);
    take_given(keep, input, report);
    take_dates(keep, input, report);
}
