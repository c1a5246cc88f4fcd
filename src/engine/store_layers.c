/* store_layers.c - the reports of a story on their way through the engine: the layers that are kept
 * are taken from the store, the other reports are read, and what was made of them is kept.
 *
 *   report --> layers kept by this maker, and whole? --> entry that was read
 *                       else its original            --> entry to read --> layers, kept
 *
 * A maker is the sources of the report stages (rules.h) and the model: what another one kept is
 * passed over. A story that gets its fiftieth report so reads one report and compares fifty. */
#include "engine/rules.h"
#include "engine/store.h"
#include "facts/kept.h"
#include "language/language.h"
#include "store/shelf.h"

enum {
    LAYERS_MAX = 64 << 20, /* bytes; those of longer reports are made again */
    STORY_MIN = 2          /* reports; most stories stay alone, and need no second reading */
};

static int64_t maker_of(const readout_store *store, arena *scratch)
{
    const str maker =
        str_format(scratch, "%s %s", rules_of_reports(), readout_model_name(store->model));
    return (int64_t)(str_hash(maker) >> 1);
}

static bool find_layers(readout_store *store, int64_t report, entry *entry)
{
    str bytes;
    str sha256;
    arena *scratch = &store->scratch;
    kept *kept = arena_new(scratch, struct kept);
    const labels *labels = parse_labels(scratch, store->model);
    if (!shelf_layers(&store->database, &entry->arena, report, maker_of(store, scratch), &sha256,
                      &bytes) ||
        !kept_read(&entry->arena, scratch, bytes, labels, kept) ||
        !str_equal(kept->report.sha256, sha256))
        return false;
    entry->report = kept->report;
    entry->analysis = kept->analysis;
    entry->facts = kept->facts;
    /* Its times are dated anew with each day that it may be from. */
    if (entry->report.published.date.year == 0)
        entry->facts.times_said =
            times_find(&entry->arena, scratch, &entry->report, &entry->analysis);
    return true;
}

bool store_take_reports(readout_store *store, arena *keep, const number_array *reports)
{
    for (uint32_t i = 0; i < reports->count && !database_failed(&store->database); i++) {
        entry *entry = engine_add_entry(store->engine);
        if (entry == NULL)
            memory_fail(&store->memory);
        arena_bind(&entry->arena, &store->memory);
        const arena_mark mark = arena_save(&store->scratch);
        entry->read = entry->kept = find_layers(store, reports->items[i], entry);
        arena_restore(&store->scratch, mark);
        if (!entry->read) {
            arena_finish(&entry->arena);
            shelf_original(&store->database, keep, reports->items[i], &entry->input);
        }
    }
    return !database_failed(&store->database);
}

void store_keep_reports(readout_store *store, const number_array *reports)
{
    arena *scratch = &store->scratch;
    const int64_t maker = maker_of(store, scratch);
    for (uint32_t i = 0; reports->count >= STORY_MIN && i < reports->count; i++) {
        const entry *entry = store->engine->entries[i];
        if (entry->kept)
            continue;
        const arena_mark mark = arena_save(scratch);
        const kept kept = {entry->report, entry->analysis, entry->facts};
        buffer bytes = {.arena = scratch};
        kept_write(&kept, scratch, &bytes);
        if (bytes.len <= LAYERS_MAX)
            shelf_keep_layers(&store->database, scratch, reports->items[i], maker,
                              buffer_str(&bytes));
        arena_restore(scratch, mark);
    }
}
