/* api.h - what the server answers, apart from HTTP itself: a request in, a reply out.
 *
 *   method, path --route_find--> route, numbers of the path --its function--> reply
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "answers.h"
#include "jobs.h"
#include "stores.h"
#include "text.h"

/* What answers come from. */
typedef struct api {
    const char *name; /* of the store's file */
    const readout_model *model;
    stores *stores;
    jobs *jobs;
    answers *answers; /* about stories */
    size_t max_report_bytes;
} api;

typedef struct api_parameter {
    const char *key;
    const char *value; /* NULL: only the key was there */
} api_parameter;

enum { API_PARAMETERS_MAX = 32, API_NUMBERS = 1 };

typedef struct api_request {
    const char *method;
    const char *path; /* decoded */
    api_parameter parameters[API_PARAMETERS_MAX];
    size_t parameter_count;
    bool too_many;             /* there were more */
    const char *content_type;  /* NULL: not given */
    const char *if_none_match; /* NULL: not given */
    readout_str body;
    uploads *files;
} api_request;

typedef struct api_reply {
    unsigned status;
    const char *type;
    text body;
    char location[64];    /* empty: none */
    char etag[40];        /* empty: none */
    char allow[40];       /* empty: none */
    char file_name[64];   /* to be kept under this name; empty: to be shown */
    unsigned retry_after; /* seconds; 0: not said */
    bool is_page;         /* the page, which is not in `body` */
} api_reply;

/* What a path takes as its body. */
typedef enum api_body { API_BODY_NONE = 0, API_BODY_JSON, API_BODY_FILES } api_body;

api_body api_body_of(const char *method, const char *path);

/* Does the method change something? */
bool api_writes(const char *method);

/* Answers. The caller frees reply->body; `files` may have been taken over. */
void api_answer(const api *api, const api_request *request, api_reply *reply);

/* {"error":{...}} in place of what was there. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void api_error(api_reply *reply, unsigned status, const char *code, const char *format, ...);

#endif
