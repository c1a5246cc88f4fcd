/* api_parts.h - what the functions behind the routes share. */
#ifndef WEB_API_PARTS_H
#define WEB_API_PARTS_H

#include "api.h"

/* A request that has found its route. */
typedef struct api_call {
    const api *api;
    const api_request *request;
    api_reply *reply;
    uint64_t number; /* in the path */
    char kind[16];   /* of an item in the path */
    const char *item;
    uint64_t changes;     /* of the store, before anything was read; 0: not known */
    uint64_t answer;      /* number under which the answer is kept; 0: it is not */
    readout_store *store; /* when the route needs one */
} api_call;

/* The value of a query parameter; empty when it is not there. */
readout_str api_parameter_of(const api_call *call, const char *key);

/* False after a reply when it is no number from 1 to `most`; 0 when it is not there. */
bool api_number_of(const api_call *call, const char *key, unsigned most, unsigned *number);

/* The reply to a failure of the library; true when there was none. */
bool api_check(const api_call *call, readout_status status, const readout_error *error);

/* Notes the answer's tag. True when the caller has that answer: 304 then. */
bool api_tag(const api_call *call, uint64_t tag);

/* The functions behind the routes, by file. */
void api_page(api_call *call);
void api_about(api_call *call);
void api_stories(api_call *call);
void api_search(api_call *call);
void api_story(api_call *call);
void api_record(api_call *call);
void api_export(api_call *call);
void api_report(api_call *call);
void api_original(api_call *call);
void api_notes(api_call *call);
void api_note_put(api_call *call);
void api_note_delete(api_call *call);
void api_add(api_call *call);
void api_jobs(api_call *call);
void api_job(api_call *call);

#endif
