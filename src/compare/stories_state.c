/* stories_state.c - the state of a grouper as bytes, so that a stream can be left and gone on with:
 * what two runs print, the second from the state of the first, is what one run prints.
 *
 *   "readout-stories/2\n"  window  threshold  numbers  today
 *   counts[COUNTS]  index[BUCKETS * RING]  next[BUCKETS]
 *   stories: number, dates, title, splits and merges, members, terms, sketches
 *   unused slots      reports that wait
 *   a hash of all that
 *
 * Numbers are little-endian, whatever the machine. Reading trusts nothing: every count is checked
 * against the bytes that are left, every index against what it points into, and the hash first. */
#include "base/utf8.h"
#include "compare/stories_inside.h"

#include <string.h>

static const str HEAD = STR_INIT("readout-stories/2\n");

/* ---- Writing ----------------------------------------------------------------------------------
 */

static void put(buffer *out, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        buffer_add_byte(out, (char)(number >> shift & 0xff));
}

static void put_long(buffer *out, uint64_t number)
{
    put(out, (uint32_t)number);
    put(out, (uint32_t)(number >> 32));
}

static void put_float(buffer *out, float number)
{
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    put(out, bits);
}

static void put_date(buffer *out, date date)
{
    put(out, (uint32_t)date.year << 16 | (uint32_t)date.month << 8 | date.day);
}

static void put_text(buffer *out, str text)
{
    put(out, (uint32_t)text.len);
    buffer_add(out, text);
}

static void put_terms(buffer *out, const term *terms, uint32_t count)
{
    put(out, count);
    for (uint32_t i = 0; i < count; i++) {
        put(out, terms[i].key);
        put_float(out, terms[i].weight);
    }
}

static void put_story(buffer *out, const story *story)
{
    put(out, story->open);
    if (!story->open)
        return;
    put(out, story->number);
    put_date(out, story->from);
    put_date(out, story->to);
    put(out, (uint32_t)story->last_day);
    put_float(out, story->best);
    put_text(out, story->title);
    put(out, story->looked_at);
    put(out, story->split_from);
    put(out, story->merged.count);
    for (uint32_t i = 0; i < story->merged.count; i++)
        put(out, story->merged.items[i]);
    put(out, story->members.count);
    for (uint32_t i = 0; i < story->members.count; i++) {
        put_date(out, story->members.items[i].date);
        put_text(out, story->members.items[i].id);
    }
    put_terms(out, story->sum->items, story->sum->count);
    put(out, story->sketches.count);
    for (uint32_t i = 0; i < story->sketches.count; i++) {
        const sketch *sketch = &story->sketches.items[i];
        put(out, sketch->member);
        put(out, (uint32_t)sketch->day);
        put_text(out, sketch->title);
        put_float(out, sketch->length);
        put_terms(out, sketch->terms, sketch->count);
    }
}

void grouper_save(const grouper *grouper, buffer *out)
{
    const size_t start = out->len;
    uint64_t threshold;
    memcpy(&threshold, &grouper->threshold, sizeof threshold);
    buffer_add(out, HEAD);
    put(out, grouper->window);
    put_long(out, threshold);
    put(out, grouper->reports);
    put(out, grouper->numbers);
    put(out, (uint32_t)grouper->today);
    for (uint32_t i = 0; i < COUNTS; i++)
        put(out, grouper->counts[i]);
    for (uint32_t i = 0; i < BUCKETS * RING; i++)
        put(out, grouper->index[i]);
    for (uint32_t i = 0; i < BUCKETS; i++)
        buffer_add_byte(out, (char)grouper->next[i]);
    put(out, grouper->stories.count);
    for (uint32_t i = 0; i < grouper->stories.count; i++)
        put_story(out, &grouper->stories.items[i]);
    put(out, grouper->unused.count);
    for (uint32_t i = 0; i < grouper->unused.count; i++)
        put(out, grouper->unused.items[i]);
    put(out, grouper->batch.count);
    for (uint32_t i = 0; i < grouper->batch.count; i++) {
        const waiting *report = &grouper->batch.items[i];
        put_date(out, report->date);
        put(out, (uint32_t)report->day);
        put_text(out, report->id);
        put_text(out, report->title);
        put_text(out, report->text);
    }
    put_long(out, str_hash((str){out->data + start, out->len - start}));
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct reader {
    str rest;
    bool bad; /* something was not as it must be; all that is read then is 0 */
} reader;

static uint32_t get(reader *reader)
{
    uint32_t number = 0;
    reader->bad |= reader->rest.len < 4;
    if (reader->bad)
        return 0;
    for (int i = 0; i < 4; i++)
        number |= (uint32_t)(unsigned char)reader->rest.data[i] << 8 * i;
    reader->rest = str_slice(reader->rest, 4, reader->rest.len);
    return number;
}

static uint64_t get_long(reader *reader)
{
    const uint64_t low = get(reader);
    return low | (uint64_t)get(reader) << 32;
}

/* A finite number. */
static float get_float(reader *reader)
{
    const uint32_t bits = get(reader);
    float number;
    memcpy(&number, &bits, sizeof number);
    reader->bad |= !(number >= -1e9F && number <= 1e9F);
    return reader->bad ? 0 : number;
}

/* A count of things of at least `size` bytes each. */
static uint32_t get_count(reader *reader, size_t size)
{
    const uint32_t count = get(reader);
    reader->bad |= count > reader->rest.len / size;
    return reader->bad ? 0 : count;
}

static date get_date(reader *reader)
{
    const uint32_t bits = get(reader);
    const date date = {(int16_t)(bits >> 16), (uint8_t)(bits >> 8), (uint8_t)bits};
    reader->bad |= bits != 0 && !date_valid(date);
    return reader->bad ? (struct date){0, 0, 0} : date;
}

static int32_t get_day(reader *reader)
{
    enum { DAYS_MAX = 4000000 };
    const int32_t day = (int32_t)get(reader);
    reader->bad |= day != INT32_MIN && (day < -DAYS_MAX || day > DAYS_MAX);
    return reader->bad ? 0 : day;
}

static str get_text(reader *reader)
{
    const uint32_t length = get_count(reader, 1);
    const str text = str_slice(reader->rest, 0, length);
    reader->rest = str_slice(reader->rest, length, reader->rest.len);
    reader->bad |= !utf8_valid(text, NULL);
    return reader->bad ? (str){NULL, 0} : text;
}

static void get_members(reader *reader, story *story)
{
    const uint32_t count = get_count(reader, 8);
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        story_member *member = array_push(&story->arena, &story->members);
        member->date = get_date(reader);
        member->id = arena_str(&story->arena, get_text(reader));
    }
}

/* At most `most` terms, by key; how many. */
static uint32_t get_terms(reader *reader, term *terms, uint32_t most)
{
    const uint32_t count = get_count(reader, 8);
    reader->bad |= count > most;
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        terms[i].key = get(reader);
        terms[i].weight = get_float(reader);
        reader->bad |= i > 0 && terms[i].key <= terms[i - 1].key;
    }
    return reader->bad ? 0 : count;
}

static void get_merged(reader *reader, const grouper *grouper, story *story)
{
    const uint32_t count = get_count(reader, 4);
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        const uint32_t number = get(reader);
        reader->bad |= number == 0 || number > grouper->numbers;
        *array_push(&story->arena, &story->merged) = number;
    }
}

/* Of the last reports, in their order. */
static void get_sketches(reader *reader, story *story)
{
    const uint32_t count = get_count(reader, 4);
    reader->bad |= count > SKETCHES || count > story->members.count;
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        sketch *sketch = array_push(&story->arena, &story->sketches);
        sketch->member = get(reader);
        sketch->day = get_day(reader);
        sketch->title = arena_str(&story->arena, get_text(reader));
        sketch->length = get_float(reader);
        sketch->count = get_terms(reader, sketch->terms, SKETCH_TERMS);
        reader->bad |= sketch->member >= story->members.count ||
                       (i > 0 && sketch->member <= sketch[-1].member);
    }
}

static void get_story(reader *reader, grouper *grouper)
{
    story *story = array_push(grouper->arena, &grouper->stories);
    *story = (struct story){.last_day = INT32_MIN};
    story->sum = arena_new(grouper->arena, vector);
    arena_init(&story->arena, grouper->arena->memory);
    story->open = get(reader) == 1;
    if (!story->open)
        return;
    story->number = get(reader);
    story->from = get_date(reader);
    story->to = get_date(reader);
    story->last_day = get_day(reader);
    story->best = get_float(reader);
    story->title = arena_str(&story->arena, get_text(reader));
    story->looked_at = get(reader);
    story->split_from = get(reader);
    get_merged(reader, grouper, story);
    get_members(reader, story);
    story->sum->count = get_terms(reader, story->sum->items, TERMS_MAX);
    vector_measure(story->sum);
    get_sketches(reader, story);
    reader->bad |= story->looked_at > story->members.count;
    reader->bad |= story->number == 0 || story->number > grouper->numbers ||
                   story->split_from > grouper->numbers;
}

/* The slots that are free, each once. */
static void get_unused(reader *reader, grouper *grouper)
{
    const uint32_t count = get_count(reader, 4);
    reader->bad |= count > grouper->stories.count;
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        const uint32_t slot = get(reader);
        reader->bad |= slot >= grouper->stories.count || grouper->stories.items[slot].open ||
                       grouper->stories.items[slot].best != 0;
        if (reader->bad)
            return;
        grouper->stories.items[slot].best = -1; /* taken: no slot may stand there twice */
        *array_push(grouper->arena, &grouper->unused) = slot;
    }
}

static void get_waiting(reader *reader, grouper *grouper)
{
    const uint32_t count = get_count(reader, 20);
    reader->bad |= count > BATCH_MAX;
    for (uint32_t i = 0; i < count && !reader->bad; i++) {
        waiting report = {.date = get_date(reader)};
        report.day = get_day(reader);
        report.id = get_text(reader);
        report.title = get_text(reader);
        report.text = get_text(reader);
        reader->bad |= i > 0 && report.day != grouper->batch.items[0].day;
        if (!reader->bad)
            grouper_wait(grouper, &report);
    }
}

static void get_index(reader *reader, grouper *grouper)
{
    for (uint32_t i = 0; i < COUNTS; i++)
        grouper->counts[i] = get(reader);
    for (uint32_t i = 0; i < BUCKETS * RING; i++)
        grouper->index[i] = get(reader);
    reader->bad |= reader->rest.len < BUCKETS;
    for (uint32_t i = 0; i < BUCKETS && !reader->bad; i++) {
        grouper->next[i] = (uint8_t)reader->rest.data[i];
        reader->bad |= grouper->next[i] >= RING;
    }
    reader->rest = str_slice(reader->rest, BUCKETS, reader->rest.len);
}

bool grouper_load(grouper *grouper, str content)
{
    enum { HASH = 8 };
    if (content.len < HEAD.len + HASH || !str_starts(content, HEAD))
        return false;
    reader end = {.rest = str_slice(content, content.len - HASH, content.len)};
    reader reader = {.rest = str_slice(content, HEAD.len, content.len - HASH)};
    if (get_long(&end) != str_hash(str_slice(content, 0, content.len - HASH)))
        return false;
    uint64_t threshold;
    memcpy(&threshold, &grouper->threshold, sizeof threshold);
    if (get(&reader) != grouper->window || get_long(&reader) != threshold)
        return false;
    grouper->reports = get(&reader);
    grouper->numbers = get(&reader);
    grouper->today = get_day(&reader);
    get_index(&reader, grouper);
    const uint32_t stories = get_count(&reader, 4);
    for (uint32_t i = 0; i < stories && !reader.bad; i++)
        get_story(&reader, grouper);
    get_unused(&reader, grouper);
    get_waiting(&reader, grouper);
    for (uint32_t i = 0; i < BUCKETS * RING; i++)
        reader.bad |= grouper->index[i] > grouper->stories.count;
    return !reader.bad && reader.rest.len == 0;
}
