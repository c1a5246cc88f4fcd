/* wordlists.c - the lists of wordlists.h: one string of words in lower case for each, sorted,
 * between single spaces; compiled from general knowledge of English news and from the standard
 * grammars' lists of closed classes (Quirk et al., A Comprehensive Grammar of the English
 * Language). A word is found by bisection in its string. */
#include "language/wordlists.h"

static const str lists[WORDS_LIST_COUNT] = {
    [WORDS_FUNCTION] = STR_INIT(
        " a about above according across after again against all almost along already also "
        "although always amid among an and another any anyone are around as asked at away back "
        "be because been before behind being below between both but by can could despite did "
        "do does don during each earlier either else even ever every everyone everything few "
        "first following for four from further go had has have having he her here hers him his "
        "how however i if in including indeed instead into is it its itself just last later "
        "least less let like many may maybe me meanwhile might more moreover most much must my "
        "near neither never nevertheless new next no nobody none nor not nothing now of off "
        "often on once one only onto or other others our out over overall own perhaps please "
        "put rather recent recently said same say says second see several shall she should "
        "since six so some someone something sometimes soon still such ten than that the their "
        "them then there therefore these they third this those though three through throughout "
        "thus to today together tomorrow too toward towards two under unless until up upon us "
        "very was we well were what whatever when where whereas whether which while who whom "
        "whose why will with within without would yes yesterday yet you your "),
    [WORDS_CALENDAR] = STR_INIT(
        " apr april aug august dec december feb february fri friday jan january jul july jun "
        "june mar march may mon monday nov november oct october sat saturday sep sept "
        "september sun sunday thu thursday tue tuesday wed wednesday "),
    [WORDS_TITLE] = STR_INIT(
        " admiral adviser advisor ambassador attorney capt captain chair chairman chairwoman "
        "chancellor chief coach col colonel commander commissioner congressman congresswoman "
        "dame detective director dr envoy gen general gov governor inspector judge justice "
        "king lady leader lieutenant lord lt major manager mayor minister miss mr mrs ms "
        "officer pope premier president prime prince princess prof professor queen rep "
        "representative secretary sen senator sergeant sgt sheriff sir speaker spokesman "
        "spokesperson spokeswoman vice "),
    [WORDS_ROLE] = STR_INIT(
        " adviser advisor agent ambassador analyst attorney author captain chair chairman "
        "chairperson chairwoman chancellor chief coach commander commissioner delegate deputy "
        "diplomat director economist editor envoy executive expert founder general governor "
        "head historian inspector investigator judge king lawmaker lawyer leader manager mayor "
        "member minister negotiator officer official organiser organizer owner player "
        "politician premier president prince principal professor prosecutor queen "
        "representative researcher resident scientist secretary senator sheriff spokesman "
        "spokesperson spokeswoman strategist superintendent teacher victim witness worker "
        "writer "),
    [WORDS_ORGANIZATION] = STR_INIT(
        " academy administration agency airlines army assembly association authority bank "
        "board bureau cabinet center centre chamber church club college commission committee "
        "company conference congress corp corporation council court department embassy "
        "federation force forces foundation fund government group guard hospital house inc "
        "institute institution intelligence kremlin league limited ltd ministry mission "
        "nations navy network news office organisation organization parliament party pentagon "
        "police press school senate service services society times trust union university "
        "white "),
    [WORDS_PARTICLE] = STR_INIT(" al bin da dal das de del der di dos du el la le van von y zu "),
    [WORDS_DEMONYM] = STR_INIT(
        " afghan african albanian algerian american arab argentine armenian asian australian "
        "austrian bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian "
        "burmese cambodian canadian chilean chinese colombian communist congolese croatian "
        "cuban czech danish democratic dutch egyptian english estonian ethiopian european "
        "filipino finnish french georgian german ghanaian greek haitian hungarian indian "
        "indonesian iranian iraqi irish islamic israeli italian jamaican japanese jewish "
        "jordanian kenyan korean kurdish kuwaiti latvian lebanese libyan lithuanian malaysian "
        "mexican moroccan muslim nepalese nigerian norwegian pakistani palestinian peruvian "
        "polish portuguese republican romanian russian saudi scottish serbian sino slovak "
        "somali spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ugandan "
        "ukrainian venezuelan vietnamese welsh western yemeni "),
    [WORDS_PLACE] = STR_INIT(
        " afghanistan africa alaska albania algeria america amsterdam ankara arabia argentina "
        "armenia asia athens australia austria azerbaijan baghdad bangladesh beijing belarus "
        "belgium berlin bolivia bosnia brazil britain brussels budapest bulgaria cairo "
        "california cambodia canada chechnya chile china colombia congo copenhagen crimea "
        "croatia cuba cyprus damascus delhi denmark dublin ecuador egypt england estonia "
        "ethiopia europe finland florida france gaza geneva georgia germany ghana greece "
        "guatemala hague haiti hungary iceland india indonesia iran iraq ireland islamabad "
        "israel istanbul italy jakarta jamaica japan jerusalem jordan kabul kazakhstan kenya "
        "kiev korea kosovo kuwait kyiv kyrgyzstan laos latvia lebanon libya lisbon lithuania "
        "london luxembourg madrid malaysia mali malta mexico moldova morocco moscow mozambique "
        "myanmar nairobi namibia nepal netherlands nicaragua niger nigeria norway oman oslo "
        "ottawa pakistan palestine panama paraguay paris peru philippines poland portugal "
        "prague pyongyang qatar riyadh romania rome russia rwanda scotland senegal seoul "
        "serbia shanghai singapore slovakia slovenia somalia spain stockholm sudan sweden "
        "switzerland sydney syria taipei taiwan tajikistan tehran texas thailand tibet tokyo "
        "tripoli tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela "
        "vienna vietnam wales warsaw washington xinjiang yemen zambia zimbabwe zurich "),
};

/* Where a word stands beside the one that begins at `at` and ends before a space. */
static int compare_at(const char *at, const char *word, size_t len)
{
    size_t same = 0;
    while (same < len && at[same] == word[same])
        same++;
    if (same == len)
        return at[same] == ' ' ? 0 : -1;
    return at[same] == ' ' || (unsigned char)word[same] > (unsigned char)at[same] ? 1 : -1;
}

typedef struct key {
    char text[32];
    size_t len;
} key;

/* In lower case; false if no list can have the word. */
static bool key_of(str word, key *key)
{
    if (word.len == 0 || word.len > sizeof key->text)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        const char c = word.data[i];
        if (c == ' ')
            return false;
        key->text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    key->len = word.len;
    return true;
}

static bool find(const char *list, size_t size, const key *key)
{
    size_t low = 0; /* at a space; the word lies behind it and before the space at `high` */
    size_t high = size - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        while (list[middle] != ' ')
            middle--;
        int order = compare_at(list + middle + 1, key->text, key->len);
        if (order == 0)
            return true;
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
            while (list[low] != ' ')
                low++;
        }
    }
    return false;
}

bool words_in(const char *list, size_t size, str word)
{
    key key;
    return key_of(word, &key) && find(list, size, &key);
}

bool words_have(word_list list, str word)
{
    return words_in(lists[list].data, lists[list].len, word);
}

uint32_t words_lists_of(str word)
{
    uint32_t bits = 0;
    key key;
    if (!key_of(word, &key))
        return 0;
    for (unsigned list = 0; list < WORDS_LIST_COUNT; list++)
        bits |= (uint32_t)find(lists[list].data, lists[list].len, &key) << list;
    return bits;
}
