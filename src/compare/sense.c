/* sense.c - see sense.h. Sums of integers: the same on every machine. */
#include "compare/sense.h"

#include "language/parser.h"

#include <math.h>

sense sense_of(const model *model)
{
    sense sense = {NULL, NULL, 0, 0, 0};
    const model_section *rows = model_find(model, PARSER_VECTORS, MODEL_I8, 0, 0);
    const model_section *slots = model_find(model, PARSER_VOCABULARY, MODEL_I32, 0, 1);
    if (rows == NULL || slots == NULL || slots->dims[0] == 0)
        return sense;
    sense.rows = rows->data;
    sense.count = rows->dims[0];
    sense.width = rows->dims[1];
    sense.vocabulary = slots->data;
    sense.vocabulary_size = slots->dims[0];
    return sense;
}

uint32_t sense_row(const sense *sense, str word)
{
    if (sense->rows == NULL || word.len == 0)
        return SENSE_NONE;
    const wordform form = wordform_of(word);
    const uint32_t row = parser_look_up(&form, sense->vocabulary, sense->vocabulary_size);
    return row < sense->count ? row : SENSE_NONE;
}

double sense_cosine(const sense *sense, uint32_t a, uint32_t b)
{
    if (a >= sense->count || b >= sense->count)
        return 0;
    if (a == b)
        return 1;
    const int8_t *x = sense->rows + (size_t)a * sense->width;
    const int8_t *y = sense->rows + (size_t)b * sense->width;
    int32_t xy = 0;
    int32_t xx = 0;
    int32_t yy = 0;
    for (uint32_t i = 0; i < sense->width; i++) {
        xy += x[i] * y[i];
        xx += x[i] * x[i];
        yy += y[i] * y[i];
    }
    return xy > 0 ? xy / (sqrt((double)xx) * sqrt((double)yy)) : 0;
}

/* ---- Opposites ------------------------------------------------------------------------ */

/* Words of news that turn what is said around; general knowledge. Kept by hand. */
static const char *const OPPOSITES[][2] = {
    {"accept", "reject"},
    {"agree", "disagree"},
    {"agree", "refuse"},
    {"allow", "ban"},
    {"allow", "prevent"},
    {"acquit", "convict"},
    {"advance", "retreat"},
    {"approve", "reject"},
    {"arrive", "leave"},
    {"attack", "defend"},
    {"back", "oppose"},
    {"begin", "end"},
    {"buy", "sell"},
    {"close", "open"},
    {"confirm", "deny"},
    {"decline", "rise"},
    {"decrease", "increase"},
    {"drop", "rise"},
    {"enter", "leave"},
    {"ease", "tighten"},
    {"expand", "shrink"},
    {"fail", "succeed"},
    {"fall", "rise"},
    {"fall", "gain"},
    {"fall", "climb"},
    {"fall", "grow"},
    {"fall", "increase"},
    {"fall", "jump"},
    {"fall", "surge"},
    {"drop", "surge"},
    {"drop", "gain"},
    {"drop", "jump"},
    {"drop", "increase"},
    {"decline", "increase"},
    {"decline", "grow"},
    {"decline", "gain"},
    {"gain", "lose"},
    {"guilty", "innocent"},
    {"high", "low"},
    {"higher", "lower"},
    {"hire", "fire"},
    {"import", "export"},
    {"impose", "lift"},
    {"include", "exclude"},
    {"join", "leave"},
    {"join", "quit"},
    {"kill", "survive"},
    {"lend", "borrow"},
    {"lose", "win"},
    {"lower", "raise"},
    {"more", "less"},
    {"more", "fewer"},
    {"most", "least"},
    {"pass", "fail"},
    {"pass", "reject"},
    {"praise", "criticize"},
    {"profit", "loss"},
    {"push", "pull"},
    {"release", "detain"},
    {"release", "arrest"},
    {"resume", "suspend"},
    {"start", "stop"},
    {"start", "end"},
    {"strengthen", "weaken"},
    {"support", "oppose"},
    {"support", "reject"},
    {"true", "false"},
    {"up", "down"},
    {"upgrade", "downgrade"},
    {"war", "peace"},
    {"win", "lose"},
    {"withdraw", "deploy"},
    {"above", "below"},
    {"before", "after"},
    {"male", "female"},
    {"man", "woman"},
    {"north", "south"},
    {"east", "west"},
    {"northern", "southern"},
    {"eastern", "western"},
    {"old", "new"},
    {"first", "last"},
    {"first", "second"},
    {"second", "third"},
    {"first", "third"},
    {"public", "private"},
    {"military", "economic"},
    {"military", "civilian"},
    {"domestic", "foreign"},
    {"legal", "illegal"},
    {"positive", "negative"},
    {"possible", "impossible"},
    {"likely", "unlikely"},
    {"safe", "dangerous"},
    {"strong", "weak"},
    {"rich", "poor"},
    {"major", "minor"},
    {"majority", "minority"},
    {"republican", "democrat"},
    {"republican", "democratic"},
    {"import", "exporter"},
    {"ally", "enemy"},
    {"friend", "enemy"},
    {"day", "night"},
    {"morning", "evening"},
    {"father", "mother"},
    {"son", "daughter"},
    {"brother", "sister"},
    {"husband", "wife"},
    {"boy", "girl"},
    {"summer", "winter"},
    {"victory", "defeat"},
    {"victim", "suspect"},
    {"teacher", "student"},
    {"borrow", "lend"},
    {"left", "right"},
    {"inside", "outside"},
    {"buyer", "seller"},
    {"child", "adult"},
    {"dead", "alive"},
    {"dead", "injured"},
    {"kill", "injure"},
    {"kill", "wound"},
    {"dead", "wounded"},
    {"killed", "injured"},
    {"killed", "wounded"},
    {"board", "exit"},
    {"board", "disembark"},
    {"board", "leave"},
    {"enter", "exit"},
    {"arrive", "depart"},
    {"land", "launch"},
    {"add", "remove"},
    {"hide", "reveal"},
    {"accept", "reject"},
    {"accept", "refuse"},
    {"allow", "ban"},
    {"allow", "block"},
    {"allow", "prohibit"},
    {"admit", "deny"},
    {"agree", "refuse"},
    {"agree", "disagree"},
    {"begin", "finish"},
    {"build", "demolish"},
    {"build", "destroy"},
    {"create", "destroy"},
    {"cut", "raise"},
    {"cut", "increase"},
    {"elect", "oust"},
    {"succeed", "collapse"},
    {"remain", "leave"},
    {"stay", "leave"},
    {"save", "kill"},
    {"send", "receive"},
    {"teach", "learn"},
    {"top", "bottom"},
    {"present", "absent"},
    {"wrong", "right"},
    {"early", "late"},
};

bool sense_opposite(str a, str b)
{
    for (size_t i = 0; i < sizeof OPPOSITES / sizeof OPPOSITES[0]; i++)
        if ((str_equal_nocase(a, str_of(OPPOSITES[i][0])) &&
             str_equal_nocase(b, str_of(OPPOSITES[i][1]))) ||
            (str_equal_nocase(b, str_of(OPPOSITES[i][0])) &&
             str_equal_nocase(a, str_of(OPPOSITES[i][1]))))
            return true;
    return false;
}
