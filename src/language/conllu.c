/* conllu.c - see conllu.h. */
#include "language/conllu.h"

enum { COLUMNS = 10 };

conllu_reader conllu_open(arena *arena, str content)
{
    const str mark = STR("\xef\xbb\xbf");
    if (str_starts(content, mark))
        content = str_slice(content, mark.len, content.len);
    return (conllu_reader){.arena = arena, .rest = content};
}

static void note(conllu_reader *reader, const char *message)
{
    if (reader->problem_count++ < CONLLU_PROBLEMS_MAX)
        *array_push(reader->arena, &reader->problems) =
            (conllu_problem){reader->line, str_of(message)};
}

/* The columns of a line: exactly ten, none empty but the form of a word may hold spaces. */
static bool read_columns(str line, str columns[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++)
        if (!str_field(&line, '\t', &columns[i]) || columns[i].len == 0)
            return false;
    return line.len == 0;
}

static bool read_pair(str id, char separator, uint32_t *first, uint32_t *second)
{
    str left;
    str rest = id;
    return str_field(&rest, separator, &left) && str_number(left, first) &&
           str_number(rest, second);
}

static void read_word(conllu_reader *reader, str columns[COLUMNS], uint32_t id,
                      conllu_sentence *sentence)
{
    uint32_t head = UINT32_MAX;
    if (id != sentence->words.count + 1) {
        note(reader, "word out of order");
        return;
    }
    if (sentence->words.count == CONLLU_WORDS_MAX) {
        note(reader, "sentence too long");
        return;
    }
    if (!str_equal(columns[6], STR("_")) && !str_number(columns[6], &head))
        note(reader, "head is no number");
    *array_push(reader->arena, &sentence->words) = (conllu_word){.form = columns[1],
                                                                 .lemma = columns[2],
                                                                 .upos = columns[3],
                                                                 .xpos = columns[4],
                                                                 .feats = columns[5],
                                                                 .head = head,
                                                                 .deprel = columns[7],
                                                                 .deps = columns[8],
                                                                 .misc = columns[9],
                                                                 .range = UINT32_MAX};
}

static void read_range(conllu_reader *reader, str columns[COLUMNS], uint32_t first, uint32_t last,
                       conllu_sentence *sentence)
{
    uint32_t free = sentence->words.count + 1;
    const conllu_range_array *ranges = &sentence->ranges;
    bool overlaps = ranges->count > 0 && first < ranges->items[ranges->count - 1].last + 2;
    if (first != free || last <= first || last - first > CONLLU_WORDS_MAX || overlaps) {
        note(reader, "range out of order");
        return;
    }
    *array_push(reader->arena, &sentence->ranges) =
        (conllu_range){first - 1, last - 1, columns[1], columns[9]};
}

static void read_line(conllu_reader *reader, str line, conllu_sentence *sentence)
{
    str columns[COLUMNS];
    uint32_t first;
    uint32_t second;
    if (!read_columns(line, columns))
        note(reader, "not ten columns");
    else if (str_number(columns[0], &first))
        read_word(reader, columns, first, sentence);
    else if (read_pair(columns[0], '-', &first, &second))
        read_range(reader, columns, first, second, sentence);
    else if (read_pair(columns[0], '.', &first, &second) && first == sentence->words.count)
        *array_push(reader->arena, &sentence->empties) = (conllu_empty){
            first,
            second,
            columns[1],
            {columns[2].data, (size_t)(columns[9].data + columns[9].len - columns[2].data)}};
    else
        note(reader, "not a word, range or empty node in order");
}

/* "name = value", or "name" alone, behind the "#". */
static bool comment_value(str comment, str name, str *value)
{
    if (!str_starts(comment, name))
        return false;
    str rest = str_trim(str_slice(comment, name.len, comment.len));
    if (rest.len > 0 && rest.data[0] != '=' && comment.data[name.len] != ' ')
        return false;
    size_t equals = str_find_byte(rest, '=', 0);
    *value = equals == SIZE_MAX ? str_slice(rest, rest.len, rest.len)
                                : str_trim(str_slice(rest, equals + 1, rest.len));
    return true;
}

static void read_comment(str line, conllu_sentence *sentence)
{
    str comment = str_trim(str_slice(line, 1, line.len));
    str value;
    if (comment_value(comment, STR("sent_id"), &value))
        sentence->id = value;
    else if (comment_value(comment, STR("newdoc"), &value) ||
             comment_value(comment, STR("newdoc_id"), &value)) {
        sentence->newdoc = true;
        sentence->document = value;
    } else if (comment_value(comment, STR("newpar"), &value))
        sentence->newpar = true;
    else if (comment_value(comment, STR("text"), &value))
        sentence->text = value;
}

/* Drops ranges whose words are missing, and tells words their range. */
static void finish_ranges(conllu_reader *reader, conllu_sentence *sentence)
{
    while (sentence->ranges.count > 0 &&
           sentence->ranges.items[sentence->ranges.count - 1].last >= sentence->words.count) {
        note(reader, "range without its words");
        sentence->ranges.count--;
    }
    for (uint32_t i = 0; i < sentence->ranges.count; i++)
        for (uint32_t w = sentence->ranges.items[i].first; w <= sentence->ranges.items[i].last; w++)
            sentence->words.items[w].range = i;
}

static void check_heads(conllu_reader *reader, conllu_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        conllu_word *word = &sentence->words.items[i];
        if (word->head != UINT32_MAX && word->head > sentence->words.count) {
            note(reader, "head outside the sentence");
            word->head = UINT32_MAX;
        }
    }
}

bool conllu_next(conllu_reader *reader, conllu_sentence *sentence)
{
    str line;
    *sentence = (conllu_sentence){.line = reader->line + 1};
    while (str_line(&reader->rest, &line)) {
        reader->line++;
        if (line.len > 0 && line.data[0] == '#')
            read_comment(line, sentence);
        else if (str_trim(line).len > 0)
            read_line(reader, line, sentence);
        else if (sentence->words.count > 0)
            break;
    }
    finish_ranges(reader, sentence);
    check_heads(reader, sentence);
    return sentence->words.count > 0;
}

bool conllu_value(str column, str name, str *value)
{
    str field;
    while (str_field(&column, '|', &field))
        if (field.len > name.len && str_starts(field, name) && field.data[name.len] == '=') {
            *value = str_slice(field, name.len + 1, field.len);
            return true;
        }
    return false;
}

bool conllu_space_after(str misc)
{
    str value;
    return !(conllu_value(misc, STR("SpaceAfter"), &value) && str_equal(value, STR("No")));
}
