/* json_face.h - ids, spans and lists of the record as JSON: shared by the files that write it. */
#ifndef RECORD_JSON_FACE_H
#define RECORD_JSON_FACE_H

#include "record/json.h"
#include "record/outline.h"

typedef struct face {
    json json;
    arena *scratch;
    const readout_record *record;
    uint32_t *first_statement; /* [report] */
    uint32_t *first_time;      /* [report] */
    uint32_t *listed;          /* [report]: number + 1 of the timeline entry that listed it last */
    readout_span lead[LEAD_MAX];
} face;

/* Ids as strings; null for what is not there. */
void face_report(face *face, uint32_t report);
void face_sentence(face *face, uint32_t report, uint32_t sentence);
void face_statement(face *face, uint32_t statement);
void face_entity(face *face, uint32_t entity);

void face_span(face *face, readout_span span);

/* json_claims.c: an item of the claims. */
void face_claim(face *face, uint32_t claim);
void face_claim_id(face *face, uint32_t claim);

#endif
