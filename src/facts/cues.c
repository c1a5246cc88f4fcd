/* cues.c - the table of cue verbs. A row is a verb, its forms, its class and how it is used.
 * The verbs are those of R. Quirk et al., A Comprehensive Grammar of the English Language,
 * 16.31 ("factual speech act verbs") and 16.32-33, with the ones that news writing adds.
 * Forms that are mostly nouns ("state", "claim" in the plural) are left out or are CUE_CLAUSE. */
#include "facts/cues.h"

static const cue cues[] = {
    {"say", " say says said saying ", READOUT_CUE_SAY, CUE_PLAIN},
    {"tell", " tell tells told telling ", READOUT_CUE_SAY, CUE_ADDRESSEE},
    {"add", " adds added adding ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"announce", " announces announced announcing ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"argue", " argues argued arguing ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"assert", " asserts asserted asserting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"call", " called calling ", READOUT_CUE_SAY, CUE_OBJECT},
    {"claim", " claims claimed claiming ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"comment", " commented commenting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"complain", " complains complained complaining ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"conclude", " concludes concluded concluding ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"declare", " declares declared declaring ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"describe", " describes described describing ", READOUT_CUE_SAY, CUE_OBJECT},
    {"emphasize", " emphasizes emphasized emphasizing emphasises emphasised emphasising ",
     READOUT_CUE_SAY, CUE_OBJECT},
    {"estimate", " estimates estimated estimating ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"explain", " explains explained explaining ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"express", " expressed expressing ", READOUT_CUE_SAY, CUE_OBJECT},
    {"indicate", " indicates indicated indicating ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"insist", " insists insisted insisting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"mention", " mentions mentioned mentioning ", READOUT_CUE_SAY, CUE_OBJECT},
    {"note", " noted noting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"point out", " pointed ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"recall", " recalls recalled recalling ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"reiterate", " reiterates reiterated reiterating ", READOUT_CUE_SAY, CUE_OBJECT},
    {"remark", " remarked remarking ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"reply", " replied replying ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"report", " reported reporting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"respond", " responded responding ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"restate", " restates restated restating ", READOUT_CUE_SAY, CUE_OBJECT},
    {"reveal", " reveals revealed revealing ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"state", " stated stating ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"stress", " stresses stressed stressing ", READOUT_CUE_SAY, CUE_OBJECT},
    {"suggest", " suggests suggested suggesting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"tweet", " tweets tweeted tweeting ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"underline", " underlined underlining underscored underscoring ", READOUT_CUE_SAY, CUE_OBJECT},
    {"write", " writes wrote writing ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"accuse", " accuses accused accusing ", READOUT_CUE_SAY, CUE_OBJECT},
    {"allege", " alleges alleged alleging ", READOUT_CUE_SAY, CUE_CLAUSE},
    {"deny", " deny denies denied denying ", READOUT_CUE_DENY, CUE_OBJECT},
    {"dismiss", " dismisses dismissed dismissing ", READOUT_CUE_DENY, CUE_OBJECT},
    {"reject", " rejects rejected rejecting ", READOUT_CUE_DENY, CUE_OBJECT},
    {"refute", " refutes refuted refuting ", READOUT_CUE_DENY, CUE_OBJECT},
    {"warn", " warn warns warned warning ", READOUT_CUE_WARN, CUE_OBJECT},
    {"threaten", " threatens threatened threatening ", READOUT_CUE_WARN, CUE_CLAUSE},
    {"ask", " asks asked asking ", READOUT_CUE_ASK, CUE_OBJECT},
    {"call for", " ", READOUT_CUE_ASK, CUE_OBJECT}, /* "called" before "for" or "on" */
    {"urge", " urges urged urging ", READOUT_CUE_ASK, CUE_OBJECT},
    {"demand", " demanded demanding ", READOUT_CUE_ASK, CUE_OBJECT},
    {"request", " requested requesting ", READOUT_CUE_ASK, CUE_OBJECT},
    {"appeal", " appealed appealing ", READOUT_CUE_ASK, CUE_OBJECT},
    {"promise", " promised promising ", READOUT_CUE_PROMISE, CUE_OBJECT},
    {"pledge", " pledged pledging ", READOUT_CUE_PROMISE, CUE_OBJECT},
    {"vow", " vows vowed vowing ", READOUT_CUE_PROMISE, CUE_OBJECT},
    {"confirm", " confirms confirmed confirming ", READOUT_CUE_CONFIRM, CUE_OBJECT},
    {"acknowledge", " acknowledges acknowledged acknowledging ", READOUT_CUE_CONFIRM, CUE_OBJECT},
    {"admit", " admits admitted admitting ", READOUT_CUE_CONFIRM, CUE_OBJECT},
    {"decline", " declines declined declining refused ", READOUT_CUE_DECLINE, CUE_OBJECT},
    {"think", " thinks thought ", READOUT_CUE_THINK, CUE_CLAUSE},
    {"believe", " believes believed ", READOUT_CUE_THINK, CUE_CLAUSE},
};

map cue_index(arena *arena)
{
    map index = {.arena = arena};
    for (uint32_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        str rest = str_trim(str_of(cues[i].forms));
        str form;
        while (str_field(&rest, ' ', &form))
            *map_put(&index, form) = i;
    }
    return index;
}

const cue *cue_find(const map *index, str form)
{
    char key[24];
    if (form.len < 3 || form.len > sizeof key)
        return NULL;
    for (size_t i = 0; i < form.len; i++) {
        char c = form.data[i];
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    uint32_t found = map_get(index, (str){key, form.len});
    return found != MAP_NONE ? &cues[found] : NULL;
}
