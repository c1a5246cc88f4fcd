/* json_claims.c - claims as JSON: docs/record.md. */
#include "record/json_face.h"
#include "record/label.h"

#include <inttypes.h>

void face_claim_id(face *face, uint32_t claim)
{
    const arena_mark mark = arena_save(face->scratch);
    json_str(&face->json, str_format(face->scratch, "c%" PRIu32, claim + 1));
    arena_restore(face->scratch, mark);
}

static void write_walk(face *face, const readout_claim_span *span)
{
    json *json = &face->json;
    json_open(json, '[');
    for (size_t i = 0; i < span->walk_count; i++) {
        json_open(json, '{');
        json_key(json, "kind"), json_str(json, span->walk[i].kind);
        json_key(json, "text"), json_str(json, span->walk[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_spans(face *face, const readout_claim *claim, readout_bearing bearing)
{
    json *json = &face->json;
    json_open(json, '[');
    for (size_t i = 0; i < claim->span_count; i++) {
        const readout_claim_span *span = &claim->spans[i];
        if (span->bearing != bearing)
            continue;
        json_break(json);
        json_open(json, '{');
        json_key(json, "report"), face_report(face, span->span.report);
        json_key(json, "sentence"), face_sentence(face, span->span.report, span->sentence);
        json_key(json, "span"), face_span(face, span->span);
        json_key(json, "statement"), face_statement(face, span->statement);
        json_key(json, "counted"), json_text(json, label_counted(span->counted));
        json_key(json, "root");
        if (span->root != READOUT_NONE)
            json_number(json, span->root);
        else
            json_null(json);
        json_key(json, "walk"), write_walk(face, span);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_roots(face *face, const readout_roots *roots)
{
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "min"), json_number(json, roots->min);
    json_key(json, "max"), json_number(json, roots->max);
    json_key(json, "list"), json_open(json, '[');
    for (size_t i = 0; i < roots->count; i++) {
        const readout_root *root = &roots->items[i];
        json_open(json, '{');
        json_key(json, "entity"), face_entity(face, root->entity);
        json_key(json, "text"), json_str(json, root->text);
        json_key(json, "named"), json_bool(json, root->named);
        json_key(json, "own"), json_bool(json, root->own);
        json_key(json, "party"), json_str_or_null(json, root->party);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_key(json, "parties"), json_strs(json, roots->parties);
    json_close(json, '}');
}

void face_claim(face *face, uint32_t at)
{
    const readout_claim *claim = &face->record->claims[at];
    json *json = &face->json;
    json_open(json, '{');
    json_key(json, "id"), face_claim_id(face, at);
    json_key(json, "text"), json_str(json, readout_record_text(face->record, claim->text));
    json_key(json, "span"), face_span(face, claim->text);
    json_key(json, "status"), json_text(json, label_claim(claim->status));
    json_key(json, "denial"), json_bool(json, claim->denial);
    json_key(json, "documents"), json_number(json, claim->asserted.documents);
    json_key(json, "reports"), json_number(json, claim->asserted.reports);
    json_key(json, "roots"), write_roots(face, &claim->asserted);
    json_key(json, "support"), write_spans(face, claim, READOUT_BEARING_SUPPORT);
    json_key(json, "deny"), write_spans(face, claim, READOUT_BEARING_DENY);
    json_key(json, "deny_documents"), json_number(json, claim->denied.documents);
    json_key(json, "deny_reports"), json_number(json, claim->denied.reports);
    json_key(json, "deny_roots"), write_roots(face, &claim->denied);
    json_key(json, "aside"), write_spans(face, claim, READOUT_BEARING_ASIDE);
    json_key(json, "opposes"), json_open(json, '[');
    for (size_t i = 0; i < claim->opposes_count; i++)
        face_claim_id(face, claim->opposes[i]);
    json_close(json, ']');
    json_close(json, '}');
}
