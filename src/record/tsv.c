/* tsv.c - statements and quotations as tab-separated values: one line each, for spreadsheets and
 * scripts. A tab or line break inside a cell is a space; lists are separated by " | ". */
#include "record/label.h"
#include "record/record.h"

static void cell(record_sink *sink, str text)
{
    for (size_t from = 0, at = 0; at <= text.len; at++) {
        const bool end = at == text.len;
        if (!end && (unsigned char)text.data[at] >= 0x20 && text.data[at] != 0x7f)
            continue;
        sink_str(sink, str_slice(text, from, at));
        if (!end)
            sink_text(sink, " ");
        from = at + 1;
    }
}

static void next_cell(record_sink *sink, str text)
{
    sink_text(sink, "\t");
    cell(sink, text);
}

static str entity_name(const readout_record *record, uint32_t entity)
{
    return entity < record->entities_count ? record->entities[entity].name : (str){NULL, 0};
}

static void spans_cell(record_sink *sink, const readout_record *record, readout_spans spans)
{
    sink_text(sink, "\t");
    for (size_t i = 0; i < spans.count; i++) {
        sink_text(sink, i > 0 ? " | " : "");
        cell(sink, readout_record_text(record, spans.items[i]));
    }
}

static void write_statement(record_sink *sink, const readout_record *record,
                            const readout_statement *said)
{
    cell(sink, record->reports[said->report].id);
    next_cell(sink, entity_name(record, said->speaker.entity));
    next_cell(sink, said->speaker.text);
    next_cell(sink, str_of(said->speaker.named ? "named" : "unnamed"));
    next_cell(sink, str_of(label_number(said->speaker.number)));
    next_cell(sink, readout_record_text(record, said->cue.span));
    next_cell(sink, said->cue.lemma);
    next_cell(sink, str_of(label_mode(said->mode)));
    next_cell(sink, str_of(label_polarity(said->polarity)));
    next_cell(sink, str_of(said->planned       ? "planned"
                           : said->conditional ? "conditional"
                           : said->hedged      ? "hedged"
                           : said->tentative   ? "tentative"
                                               : ""));
    next_cell(sink, readout_record_text(record, said->addressee.span));
    sink_text(sink, "\t");
    for (size_t i = 0; i < said->channel_count; i++) {
        sink_text(sink, i > 0 ? " > " : "");
        cell(sink, said->channel[i].text);
    }
    spans_cell(sink, record, said->content);
    next_cell(sink, said->speaker.role);
    next_cell(sink, said->speaker.organization);
    next_cell(sink, said->speaker.country);
    next_cell(sink, said->speaker.quantity);
    next_cell(sink, str_of(said->speaker.anonymous ? "anonymous" : ""));
    sink_text(sink, "\n");
}

static void write_quotation(record_sink *sink, const readout_record *record,
                            const readout_quotation *quotation, uint32_t number)
{
    for (size_t i = 0; i < quotation->version_count; i++) {
        const readout_version_of *version = &quotation->versions[i];
        sink_format(sink, "q%u\t%s", number + 1, label_verdict(quotation->verdict));
        next_cell(sink, entity_name(record, quotation->speaker));
        next_cell(sink, record->reports[version->span.report].id);
        next_cell(sink, readout_record_text(record, version->span));
        sink_text(sink, "\t");
        for (size_t k = 0; i > 0 && k < quotation->change_count; k++) {
            sink_text(sink, k > 0 ? " | " : "");
            sink_format(sink, "%s: ", label_change(quotation->changes[k].kind));
            cell(sink, quotation->changes[k].a);
            sink_text(sink, " > ");
            cell(sink, quotation->changes[k].b);
        }
        sink_text(sink, "\n");
    }
}

void tsv_write(record_sink *sink, arena *scratch, const readout_record *record, readout_part part)
{
    (void)scratch;
    if (part == READOUT_PART_QUOTATIONS) {
        sink_text(sink, "quotation\tverdict\tspeaker\treport\twords\tchanges\n");
        for (uint32_t i = 0; i < record->quotations_count; i++)
            write_quotation(sink, record, &record->quotations[i], i);
        return;
    }
    sink_text(
        sink,
        "report\tspeaker\tas "
        "written\tnamed\tnumber\tcue\tlemma\tmode\tpolarity\tmark\taddressee\tchannel\tcontent\t"
        "role\torganization\tcountry\tquantity\tcondition\n");
    for (uint32_t i = 0; i < record->statements_count; i++)
        write_statement(sink, record, &record->statements[i]);
}
