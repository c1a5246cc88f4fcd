/* abbreviations.c - see abbreviations.h. Collected from the Associated Press's published
 * habits (months, states, titles), UD English EWT (train) and common use. Words that are
 * more often words than abbreviations (no, sun, art) are in only where a number follows. */
#include "language/abbreviations.h"

typedef struct entry {
    str word;
    abbreviation kind;
} entry;

enum { LONGEST = 6 };

/* In byte order. */
// clang-format off
static const entry ENTRIES[] = {
    {STR_INIT("adm"), ABBREVIATION_TITLE},
    {STR_INIT("al"), ABBREVIATION_COMMON},
    {STR_INIT("ala"), ABBREVIATION_PLACE},
    {STR_INIT("amb"), ABBREVIATION_TITLE},
    {STR_INIT("approx"), ABBREVIATION_COMMON},
    {STR_INIT("apr"), ABBREVIATION_MONTH},
    {STR_INIT("apt"), ABBREVIATION_NUMBER},
    {STR_INIT("ariz"), ABBREVIATION_PLACE},
    {STR_INIT("ark"), ABBREVIATION_PLACE},
    {STR_INIT("art"), ABBREVIATION_NUMBER},
    {STR_INIT("assn"), ABBREVIATION_COMPANY},
    {STR_INIT("asst"), ABBREVIATION_TITLE},
    {STR_INIT("atty"), ABBREVIATION_TITLE},
    {STR_INIT("aug"), ABBREVIATION_MONTH},
    {STR_INIT("ave"), ABBREVIATION_PLACE},
    {STR_INIT("avg"), ABBREVIATION_COMMON},
    {STR_INIT("bldg"), ABBREVIATION_PLACE},
    {STR_INIT("blvd"), ABBREVIATION_PLACE},
    {STR_INIT("brig"), ABBREVIATION_TITLE},
    {STR_INIT("bros"), ABBREVIATION_COMPANY},
    {STR_INIT("ca"), ABBREVIATION_COMMON},
    {STR_INIT("calif"), ABBREVIATION_PLACE},
    {STR_INIT("capt"), ABBREVIATION_TITLE},
    {STR_INIT("cf"), ABBREVIATION_COMMON},
    {STR_INIT("ch"), ABBREVIATION_NUMBER},
    {STR_INIT("cmdr"), ABBREVIATION_TITLE},
    {STR_INIT("co"), ABBREVIATION_COMPANY},
    {STR_INIT("col"), ABBREVIATION_TITLE},
    {STR_INIT("colo"), ABBREVIATION_PLACE},
    {STR_INIT("conn"), ABBREVIATION_PLACE},
    {STR_INIT("corp"), ABBREVIATION_COMPANY},
    {STR_INIT("cpl"), ABBREVIATION_TITLE},
    {STR_INIT("dec"), ABBREVIATION_MONTH},
    {STR_INIT("dept"), ABBREVIATION_COMMON},
    {STR_INIT("det"), ABBREVIATION_TITLE},
    {STR_INIT("dist"), ABBREVIATION_PLACE},
    {STR_INIT("dr"), ABBREVIATION_TITLE},
    {STR_INIT("ed"), ABBREVIATION_COMMON},
    {STR_INIT("eds"), ABBREVIATION_COMMON},
    {STR_INIT("eg"), ABBREVIATION_COMMON},
    {STR_INIT("esp"), ABBREVIATION_COMMON},
    {STR_INIT("esq"), ABBREVIATION_COMMON},
    {STR_INIT("est"), ABBREVIATION_COMMON},
    {STR_INIT("etc"), ABBREVIATION_COMMON},
    {STR_INIT("ex"), ABBREVIATION_COMMON},
    {STR_INIT("ext"), ABBREVIATION_NUMBER},
    {STR_INIT("feb"), ABBREVIATION_MONTH},
    {STR_INIT("ff"), ABBREVIATION_COMMON},
    {STR_INIT("fig"), ABBREVIATION_NUMBER},
    {STR_INIT("figs"), ABBREVIATION_NUMBER},
    {STR_INIT("fla"), ABBREVIATION_PLACE},
    {STR_INIT("fr"), ABBREVIATION_TITLE},
    {STR_INIT("fri"), ABBREVIATION_MONTH},
    {STR_INIT("ft"), ABBREVIATION_PLACE},
    {STR_INIT("ga"), ABBREVIATION_PLACE},
    {STR_INIT("gen"), ABBREVIATION_TITLE},
    {STR_INIT("gov"), ABBREVIATION_TITLE},
    {STR_INIT("govt"), ABBREVIATION_COMMON},
    {STR_INIT("hon"), ABBREVIATION_TITLE},
    {STR_INIT("hr"), ABBREVIATION_COMMON},
    {STR_INIT("hrs"), ABBREVIATION_COMMON},
    {STR_INIT("hwy"), ABBREVIATION_NUMBER},
    {STR_INIT("ie"), ABBREVIATION_COMMON},
    {STR_INIT("ill"), ABBREVIATION_PLACE},
    {STR_INIT("inc"), ABBREVIATION_COMPANY},
    {STR_INIT("ind"), ABBREVIATION_PLACE},
    {STR_INIT("insp"), ABBREVIATION_TITLE},
    {STR_INIT("intl"), ABBREVIATION_COMMON},
    {STR_INIT("jan"), ABBREVIATION_MONTH},
    {STR_INIT("jr"), ABBREVIATION_COMMON},
    {STR_INIT("jul"), ABBREVIATION_MONTH},
    {STR_INIT("jun"), ABBREVIATION_MONTH},
    {STR_INIT("kan"), ABBREVIATION_PLACE},
    {STR_INIT("ky"), ABBREVIATION_PLACE},
    {STR_INIT("la"), ABBREVIATION_PLACE},
    {STR_INIT("lb"), ABBREVIATION_COMMON},
    {STR_INIT("lbs"), ABBREVIATION_COMMON},
    {STR_INIT("lt"), ABBREVIATION_TITLE},
    {STR_INIT("ltd"), ABBREVIATION_COMPANY},
    {STR_INIT("maj"), ABBREVIATION_TITLE},
    {STR_INIT("mar"), ABBREVIATION_MONTH},
    {STR_INIT("mass"), ABBREVIATION_PLACE},
    {STR_INIT("max"), ABBREVIATION_COMMON},
    {STR_INIT("md"), ABBREVIATION_PLACE},
    {STR_INIT("messrs"), ABBREVIATION_TITLE},
    {STR_INIT("mgr"), ABBREVIATION_TITLE},
    {STR_INIT("mich"), ABBREVIATION_PLACE},
    {STR_INIT("min"), ABBREVIATION_COMMON},
    {STR_INIT("minn"), ABBREVIATION_PLACE},
    {STR_INIT("misc"), ABBREVIATION_COMMON},
    {STR_INIT("miss"), ABBREVIATION_PLACE},
    {STR_INIT("mlle"), ABBREVIATION_TITLE},
    {STR_INIT("mme"), ABBREVIATION_TITLE},
    {STR_INIT("mo"), ABBREVIATION_PLACE},
    {STR_INIT("mon"), ABBREVIATION_MONTH},
    {STR_INIT("mont"), ABBREVIATION_PLACE},
    {STR_INIT("mph"), ABBREVIATION_COMMON},
    {STR_INIT("mr"), ABBREVIATION_TITLE},
    {STR_INIT("mrs"), ABBREVIATION_TITLE},
    {STR_INIT("ms"), ABBREVIATION_TITLE},
    {STR_INIT("msgr"), ABBREVIATION_TITLE},
    {STR_INIT("mt"), ABBREVIATION_PLACE},
    {STR_INIT("neb"), ABBREVIATION_PLACE},
    {STR_INIT("nev"), ABBREVIATION_PLACE},
    {STR_INIT("no"), ABBREVIATION_NUMBER},
    {STR_INIT("nos"), ABBREVIATION_NUMBER},
    {STR_INIT("nov"), ABBREVIATION_MONTH},
    {STR_INIT("oct"), ABBREVIATION_MONTH},
    {STR_INIT("okla"), ABBREVIATION_PLACE},
    {STR_INIT("op"), ABBREVIATION_COMMON},
    {STR_INIT("ore"), ABBREVIATION_PLACE},
    {STR_INIT("oz"), ABBREVIATION_COMMON},
    {STR_INIT("pa"), ABBREVIATION_PLACE},
    {STR_INIT("para"), ABBREVIATION_NUMBER},
    {STR_INIT("pg"), ABBREVIATION_NUMBER},
    {STR_INIT("pls"), ABBREVIATION_COMMON},
    {STR_INIT("pp"), ABBREVIATION_NUMBER},
    {STR_INIT("pres"), ABBREVIATION_TITLE},
    {STR_INIT("prof"), ABBREVIATION_TITLE},
    {STR_INIT("pt"), ABBREVIATION_COMMON},
    {STR_INIT("pte"), ABBREVIATION_COMPANY},
    {STR_INIT("pty"), ABBREVIATION_COMPANY},
    {STR_INIT("pvt"), ABBREVIATION_TITLE},
    {STR_INIT("rd"), ABBREVIATION_PLACE},
    {STR_INIT("ref"), ABBREVIATION_NUMBER},
    {STR_INIT("rep"), ABBREVIATION_TITLE},
    {STR_INIT("reps"), ABBREVIATION_TITLE},
    {STR_INIT("ret"), ABBREVIATION_COMMON},
    {STR_INIT("rev"), ABBREVIATION_TITLE},
    {STR_INIT("sat"), ABBREVIATION_MONTH},
    {STR_INIT("sec"), ABBREVIATION_NUMBER},
    {STR_INIT("sen"), ABBREVIATION_TITLE},
    {STR_INIT("sens"), ABBREVIATION_TITLE},
    {STR_INIT("sep"), ABBREVIATION_MONTH},
    {STR_INIT("sept"), ABBREVIATION_MONTH},
    {STR_INIT("sgt"), ABBREVIATION_TITLE},
    {STR_INIT("sq"), ABBREVIATION_COMMON},
    {STR_INIT("sr"), ABBREVIATION_COMMON},
    {STR_INIT("st"), ABBREVIATION_TITLE},
    {STR_INIT("ste"), ABBREVIATION_NUMBER},
    {STR_INIT("supt"), ABBREVIATION_TITLE},
    {STR_INIT("tel"), ABBREVIATION_NUMBER},
    {STR_INIT("tenn"), ABBREVIATION_PLACE},
    {STR_INIT("tex"), ABBREVIATION_PLACE},
    {STR_INIT("thu"), ABBREVIATION_MONTH},
    {STR_INIT("thurs"), ABBREVIATION_MONTH},
    {STR_INIT("tue"), ABBREVIATION_MONTH},
    {STR_INIT("tues"), ABBREVIATION_MONTH},
    {STR_INIT("univ"), ABBREVIATION_COMMON},
    {STR_INIT("va"), ABBREVIATION_PLACE},
    {STR_INIT("ver"), ABBREVIATION_NUMBER},
    {STR_INIT("viz"), ABBREVIATION_COMMON},
    {STR_INIT("vol"), ABBREVIATION_NUMBER},
    {STR_INIT("vols"), ABBREVIATION_NUMBER},
    {STR_INIT("vs"), ABBREVIATION_COMMON},
    {STR_INIT("vt"), ABBREVIATION_PLACE},
    {STR_INIT("wash"), ABBREVIATION_PLACE},
    {STR_INIT("wed"), ABBREVIATION_MONTH},
    {STR_INIT("wis"), ABBREVIATION_PLACE},
    {STR_INIT("wyo"), ABBREVIATION_PLACE},
    {STR_INIT("yr"), ABBREVIATION_COMMON},
    {STR_INIT("yrs"), ABBREVIATION_COMMON},
};
// clang-format on

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* J, U.S, a.m: letters with a period between each two. */
static bool is_initials(str word)
{
    if (word.len % 2 == 0 || word.len > 11)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (i % 2 == 0 ? !is_letter(word.data[i]) : word.data[i] != '.')
            return false;
    return true;
}

static abbreviation find(str lower)
{
    size_t low = 0;
    size_t high = sizeof ENTRIES / sizeof *ENTRIES;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(ENTRIES[middle].word, lower);
        if (order == 0)
            return ENTRIES[middle].kind;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return ABBREVIATION_NONE;
}

abbreviation abbreviation_of(str word)
{
    char lower[LONGEST];
    if (is_initials(word))
        return ABBREVIATION_INITIAL;
    if (word.len > LONGEST)
        return ABBREVIATION_NONE;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = word.data[i] >= 'A' && word.data[i] <= 'Z' ? (char)(word.data[i] - 'A' + 'a')
                                                              : word.data[i];
    return find((str){lower, word.len});
}
