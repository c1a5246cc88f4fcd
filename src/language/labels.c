/* labels.c - see labels.h; universaldependencies.org/u/pos and /u/dep. */
#include "language/labels.h"

static const str UPOS_NAMES[UPOS_COUNT] = {
    STR_INIT("ADJ"),  STR_INIT("ADP"),   STR_INIT("ADV"),   STR_INIT("AUX"),   STR_INIT("CCONJ"),
    STR_INIT("DET"),  STR_INIT("INTJ"),  STR_INIT("NOUN"),  STR_INIT("NUM"),   STR_INIT("PART"),
    STR_INIT("PRON"), STR_INIT("PROPN"), STR_INIT("PUNCT"), STR_INIT("SCONJ"), STR_INIT("SYM"),
    STR_INIT("VERB"), STR_INIT("X"),
};

static const str DEPREL_NAMES[DEPREL_COUNT] = {
    STR_INIT("acl"),       STR_INIT("advcl"),      STR_INIT("advmod"),   STR_INIT("amod"),
    STR_INIT("appos"),     STR_INIT("aux"),        STR_INIT("case"),     STR_INIT("cc"),
    STR_INIT("ccomp"),     STR_INIT("clf"),        STR_INIT("compound"), STR_INIT("conj"),
    STR_INIT("cop"),       STR_INIT("csubj"),      STR_INIT("dep"),      STR_INIT("det"),
    STR_INIT("discourse"), STR_INIT("dislocated"), STR_INIT("expl"),     STR_INIT("fixed"),
    STR_INIT("flat"),      STR_INIT("goeswith"),   STR_INIT("iobj"),     STR_INIT("list"),
    STR_INIT("mark"),      STR_INIT("nmod"),       STR_INIT("nsubj"),    STR_INIT("nummod"),
    STR_INIT("obj"),       STR_INIT("obl"),        STR_INIT("orphan"),   STR_INIT("parataxis"),
    STR_INIT("punct"),     STR_INIT("reparandum"), STR_INIT("root"),     STR_INIT("vocative"),
    STR_INIT("xcomp"),
};

str upos_name(upos upos)
{
    return (unsigned)upos < UPOS_COUNT ? UPOS_NAMES[upos] : STR("_");
}

str deprel_name(deprel deprel)
{
    return (unsigned)deprel < DEPREL_COUNT ? DEPREL_NAMES[deprel] : STR("_");
}

upos upos_of(str name)
{
    for (int i = 0; i < UPOS_COUNT; i++)
        if (str_equal(UPOS_NAMES[i], name))
            return (upos)i;
    return UPOS_X;
}

deprel deprel_of(str name)
{
    str universal = str_slice(name, 0, str_find_byte(name, ':', 0));
    for (int i = 0; i < DEPREL_COUNT; i++)
        if (str_equal(DEPREL_NAMES[i], universal))
            return (deprel)i;
    return DEPREL_DEP;
}

label_list label_list_of(arena *arena, const model *model, const char *section)
{
    const model_section *found = model_find(model, section, MODEL_BYTES, 0, 0);
    label_list list = {0};
    if (found == NULL)
        return list;
    str rest = {found->data, found->count};
    str line;
    uint32_t lines = 0;
    while (str_line(&rest, &line))
        lines++;
    list.items = arena_array(arena, str, lines);
    rest = (str){found->data, found->count};
    while (list.count < lines && str_line(&rest, &line))
        list.items[list.count++] = line;
    return list;
}

str label_at(const label_list *list, uint32_t index)
{
    return index < list->count ? list->items[index] : STR("_");
}
