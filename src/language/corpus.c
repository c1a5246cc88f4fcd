/* corpus.c - see corpus.h. */
#include "language/corpus.h"

#include "base/map.h"

static bool has_tree(const conllu_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->words.count; i++)
        if (sentence->words.items[i].head == UINT32_MAX)
            return false;
    return true;
}

/* Two spellings of each kind. */
static const str KINDS[][2] = {
    {STR_INIT("Person"), STR_INIT("PER")},      {STR_INIT("Organization"), STR_INIT("ORG")},
    {STR_INIT("Location"), STR_INIT("LOC")},    {STR_INIT("Facility"), STR_INIT("FAC")},
    {STR_INIT("Product"), STR_INIT("PRODUCT")}, {STR_INIT("Misc"), STR_INIT("MISC")},
    {STR_INIT("PROD"), STR_INIT("PRODUCT")},    {STR_INIT("Date"), STR_INIT("DATE")},
    {STR_INIT("Money"), STR_INIT("MONEY")},
};

str corpus_name_kind(str kind)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_equal(kind, KINDS[i][0]))
            return KINDS[i][1];
    return kind;
}

/* "B-Person" to "B-PER"; what is no tag, or of a dropped kind, to "O". */
static str clean_tag(arena *arena, str tag, str dropped)
{
    if (tag.len < 3 || tag.data[1] != '-' || (tag.data[0] != 'B' && tag.data[0] != 'I'))
        return STR("O");
    str kind = corpus_name_kind(str_slice(tag, 2, tag.len));
    if (str_equal(kind, dropped) || str_equal(kind, STR("O")))
        return STR("O");
    return str_format(arena, "%c-%.*s", tag.data[0], STR_ARG(kind));
}

static void add_sentence(corpus *corpus, const conllu_sentence *sentence)
{
    *array_push(corpus->arena, &corpus->sentences) =
        (corpus_sentence){sentence->id, corpus->words.count, sentence->words.count,
                          corpus->documents - 1, has_tree(sentence)};
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        const conllu_word *word = &sentence->words.items[i];
        str name = STR("");
        if (conllu_value(word->misc, STR("NE"), &name))
            name = clean_tag(corpus->arena, name, STR(""));
        *array_push(corpus->arena, &corpus->words) =
            (corpus_word){word->form,  word->lemma,  word->upos, word->xpos,
                          word->feats, word->deprel, word->head, name};
    }
}

void corpus_add_conllu(corpus *corpus, str content, corpus_filter *filter, void *context)
{
    conllu_reader reader = conllu_open(corpus->arena, content);
    conllu_sentence sentence;
    str document = STR("");
    corpus->documents++;
    while (conllu_next(&reader, &sentence)) {
        if (sentence.newdoc) {
            document = sentence.document;
            corpus->documents++;
        }
        if (filter == NULL || filter(context, document))
            add_sentence(corpus, &sentence);
    }
}

void corpus_add_silver(corpus *corpus, str content)
{
    uint32_t first = corpus->words.count;
    corpus_add_conllu(corpus, content, NULL, NULL);
    for (uint32_t i = first; i < corpus->words.count; i++)
        if (corpus->words.items[i].name.len == 0)
            corpus->words.items[i].name = STR("O");
}

void corpus_drop_xpos(corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->words.count; i++)
        corpus->words.items[i].xpos = STR("_");
}

static str in_capitals(arena *arena, str form)
{
    buffer upper = {.arena = arena};
    for (size_t i = 0; i < form.len; i++) {
        const char c = form.data[i];
        buffer_add_byte(&upper, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    return buffer_str(&upper);
}

void corpus_capitalise(corpus *corpus, uint32_t one_in)
{
    for (uint32_t s = one_in - 1; s < corpus->sentences.count; s += one_in) {
        const corpus_sentence *sentence = &corpus->sentences.items[s];
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++)
            corpus->words.items[i].form = in_capitals(corpus->arena, corpus->words.items[i].form);
    }
}

static void end_sentence(corpus *corpus, uint32_t first)
{
    if (corpus->words.count > first)
        *array_push(corpus->arena, &corpus->sentences) = (corpus_sentence){
            STR(""), first, corpus->words.count - first, corpus->documents - 1, false};
}

void corpus_add_names(corpus *corpus, str content)
{
    const str none = STR("_");
    uint32_t first = corpus->words.count;
    str line;
    corpus->documents++;
    while (str_line(&content, &line)) {
        str form;
        str trimmed = str_trim(line);
        if (trimmed.len == 0) {
            end_sentence(corpus, first);
            first = corpus->words.count;
        } else if (str_field(&line, '\t', &form) && str_trim(form).len > 0) {
            str tag = STR("");
            str_field(&line, '\t', &tag); /* a third column has names inside names */
            str name = clean_tag(corpus->arena, str_trim(tag), STR(""));
            *array_push(corpus->arena, &corpus->words) =
                (corpus_word){str_trim(form), none, none, none, none, none, UINT32_MAX, name};
        }
    }
    end_sentence(corpus, first);
}

static void set_name(corpus *corpus, const corpus_sentence *sentence, uint32_t at, str line,
                     str dropped)
{
    str number;
    str form;
    str tag;
    corpus_word *word = &corpus->words.items[sentence->first + at];
    if (at < sentence->count && str_field(&line, '\t', &number) && str_field(&line, '\t', &form) &&
        str_field(&line, '\t', &tag) && str_equal(form, word->form))
        word->name = clean_tag(corpus->arena, tag, dropped);
}

uint32_t corpus_join_names(corpus *corpus, str content, str dropped)
{
    const str mark = STR("# sent_id = ");
    map ids = {.arena = corpus->arena};
    uint32_t joined = 0;
    uint32_t ordinal = 0;
    uint32_t sentence = MAP_NONE;
    uint32_t at = 0;
    str line;
    for (uint32_t i = 0; i < corpus->sentences.count; i++)
        *map_put(&ids, corpus->sentences.items[i].id) = i;
    while (str_line(&content, &line)) {
        if (str_starts(line, mark)) {
            sentence = map_get(&ids, str_slice(line, mark.len, line.len));
            if (sentence == MAP_NONE && ordinal < corpus->sentences.count)
                sentence = ordinal;
            ordinal++;
            joined += sentence != MAP_NONE;
            at = 0;
        } else if (sentence != MAP_NONE && line.len > 0 && line.data[0] != '#') {
            set_name(corpus, &corpus->sentences.items[sentence], at++, line, dropped);
        }
    }
    return joined;
}

bool corpus_gum_is_free(void *context, str document)
{
    static const str genres[] = {STR_INIT("news"),   STR_INIT("interview"), STR_INIT("bio"),
                                 STR_INIT("voyage"), STR_INIT("academic"),  STR_INIT("court"),
                                 STR_INIT("speech"), STR_INIT("textbook"),  STR_INIT("vlog")};
    (void)context;
    str genre = str_slice(document, str_find_byte(document, '_', 0) + 1, document.len);
    for (size_t i = 0; i < sizeof genres / sizeof *genres; i++)
        if (str_starts(genre, genres[i]) && genre.len > genres[i].len &&
            genre.data[genres[i].len] == '_')
            return true;
    return false;
}
