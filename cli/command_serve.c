/* command_serve.c - readout serve: the store in a browser, until somebody ends it. */
#include "command.h"
#include "message.h"
#include "server.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>

/* SIGINT and SIGTERM wait for sigwait, in all threads that start from here on. */
static sigset_t hold_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    return ends;
}

static int serve(const options *options, const readout_model *model)
{
    readout_error error = {0};
    int signal = 0;
    const server_options wanted = {.path = options->operands[0],
                                   .model = model,
                                   .listen = options->listen,
                                   .port = options->has_port ? options->port : SERVER_PORT,
                                   .max_report_bytes = options->max_report_bytes};
    const sigset_t ends = hold_signals();
    server *server = server_start(&wanted, &error);
    if (server == NULL) {
        message("%s", error.message);
        return EXIT_ERROR;
    }
    printf("%s\n", server_address(server));
    fflush(stdout);
    if (!options->quiet)
        message("the store is open at the address above; Ctrl-C ends");
    sigwait(&ends, &signal);
    server_stop(server);
    return EXIT_DONE;
}

static int run(const options *options)
{
    readout_model *model;
    readout_error error;
    if (readout_model_load(options->model, &model, &error) != READOUT_OK) {
        message("%s", error.message);
        return EXIT_ERROR;
    }
    const int result = serve(options, model);
    readout_model_free(model);
    return result;
}

const command command_serve = {
    .name = "serve",
    .operands = "DB",
    .summary = "shows a store in a browser",
    .text =
        "Opens the store DB, made when it is not there, on http://127.0.0.1:8642/ for this "
        "machine alone: a page with its stories, to search, to read, to add reports by dropping "
        "files on it; and the JSON API behind it. With --listen it can be reached from "
        "elsewhere; then the address that is printed holds a token, and nobody gets in without. "
        "It runs until it is ended with Ctrl-C.",
    .examples = {"readout serve news.readout", "readout serve news.readout --port 0"},
    .scope = SCOPE_READ | SCOPE_SERVE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
