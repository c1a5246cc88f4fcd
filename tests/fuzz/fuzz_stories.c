/* fuzz_stories.c - any bytes as the stories of a state: the tables in front of them are empty and
 * the hash behind them is right, so that reading gets that far. What is taken for a state must be
 * of use: it is gone on with, and written as it was read. */
#include "compare/stories_inside.h"
#include "fuzz.h"

enum { NUMBERS = 8 }; /* of stories that there were */

static void tell(void *payload, const story_told *story)
{
    uint32_t *members = payload;
    for (uint32_t i = 0; i < story->count; i++)
        *members += story->members[i].id.len > 0;
}

static void put(buffer *out, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add_byte(out, (char)(number >> 8 * i & 0xff));
}

static void load(void *context)
{
    fuzz_work *work = context;
    uint32_t members = 0;
    grouper *empty = grouper_open(&work->keep, 0, 0, tell, &members);
    grouper *grouper = grouper_open(&work->keep, 0, 0, tell, &members);
    buffer state = {.arena = &work->scratch}, again = {.arena = &work->scratch};
    empty->numbers = NUMBERS;
    grouper_save(empty, &state);
    state.len -= 8 + 12; /* its hash and its three empty lists */
    buffer_add(&state, work->input);
    put(&state, str_hash(buffer_str(&state)), 8);
    if (!grouper_load(grouper, buffer_str(&state)))
        return;
    grouper_save(grouper, &again);
    must(str_equal(buffer_str(&state), buffer_str(&again)));
    report report = {.id = STR("new"), .title = STR("The harbour of Port Calder is closed")};
    report.published.date = (date){2024, 5, 1};
    grouper_add(grouper, &report);
    grouper_finish(grouper);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(load, data, size);
}
