#!/bin/sh
# The record as JSON does not depend on jobs, time zone, locale or the order of files: see jobs.inc.
# shellcheck disable=SC2034 # jobs.inc reads it
format=json
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/jobs.inc"
