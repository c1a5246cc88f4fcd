/* people.c - see people.h. The lists are general knowledge: given names that news of the world use
 * and that nearly always are one gender's, nouns for people and groups. Names of either
 * are left out. In lower case, sorted, between
 * single spaces; found by bisection (wordlists.h). */
#include "language/people.h"

#include "language/wordlists.h"

static const char given_female[] =
    " abigail ada adele adriana agnes aicha aiko aisha akiko alba alejandra alexandra "
    "alexandria alice alicia alina alison allison alyssa amalia amanda amara amber amelia "
    "amina amira amy ana anastasia andrea angela angelica angelina anita ann anna annabel "
    "annalena anne annette annika antonia anya april arianna astrid audrey aurora ayesha "
    "barbara beata beatrice beatriz becky bella benazir bernadette beth betsy betty "
    "beverly bianca birgit bonnie brenda bridget brigitte brittany camilla camille "
    "candace carla carmen carol carole carolina caroline carolyn carrie catarina "
    "catherine cathy cecile cecilia celia celine charlotte chelsea cheryl chloe "
    "christiane christina christine cindy claire clara clare claudia colette colleen "
    "connie constance cora cristina crystal cynthia dagmar daisy daniela daniella "
    "danielle daphne dawn debbie deborah debra deirdre denise diana diane dilma dina "
    "dolores donna dora doris dorothy edith edna eileen elaine eleanor elena elisa "
    "elisabeth elise eliza elizabeth ella ellen elsa elvira emilia emily emma erica erika "
    "erin esther eugenia eva eve eveline evelyn faith farah fatima fatma federica felicia "
    "fiona flora florence frances francesca freya frieda gabriela gabriella gabrielle "
    "gail gemma genevieve georgina geraldine gertrude gina ginny giorgia giovanna gisela "
    "gloria golda grace greta gretchen gwen hannah harriet hazel heather heidi helen "
    "helena helene helga henrietta hilary hildegard hillary hope ida ilhan iman indira "
    "ines inga ingrid irene irina iris irma isabel isabella isabelle ivanka ivy jacinda "
    "jackie jacqueline jamila jane janet janice jean jeanette jeanne jen jenna jennifer "
    "jenny jessica jill jo joan joanna joanne jocelyn johanna josephine joy joyce juanita "
    "judith judy julia juliana julie juliet june justine kaja kamala karen karin karina "
    "karine kate katharina katharine katherine kathleen kathryn kathy katie katja katrina "
    "kayla keiko kelly kerry kerstin khadija kimberly kirsten kirstjen klara kristalina "
    "kristen kristin kristina kristine kyrsten lana lara larissa latifa laura lauren "
    "laurie layla lea leah leila lena leonor leticia leyla lidia liliana lillian lily "
    "linda lisa liz liza lois lola loretta lorraine louise lucia luciana lucy ludmila "
    "luisa luz lydia lynn lyudmila mabel madeleine madison magdalena maggie mai malala "
    "manuela mara marcela marcia margaret margarita margot maria mariam mariana marianne "
    "marie marina marine marion marjorie marlene marsha marta martha martina martine mary "
    "maryam masha matilda maud maureen maya megan meghan melania melanie melinda melissa "
    "mercedes meredith mia michele michelle mika mila mildred miranda miriam molly mona "
    "monica monika monique muriel myra nadia nadine nancy naomi natalia natalie natasha "
    "nathalie nicola nicole nina noor nora norma oksana olena olga olivia pamela patricia "
    "patty paula pauline peggy penelope penny petra phoebe phyllis pilar polly priscilla "
    "priti priya rachel rania rebecca regina renata renee rhonda rita roberta rochelle "
    "rosa rosalind rosario rose rosemary rowena roxana ruth sabine sabrina sally samantha "
    "samira sandra sanna sara sarah selena serena sharon sheila shelley sheryl shirin "
    "shirley sigrid silvia simone sofia sofie soledad sonia sonja sonya sophia sophie "
    "stacey stella stephanie sue susan susana susanna susanne suzanne svetlana svitlana "
    "sylvia sylvie tamara tammy tanya tara tatiana tatyana teresa theresa therese tiffany "
    "tina tracy tulsi ulrike ursula valentina valeria valerie vanessa vera veronica "
    "victoria viktoria viola violet virginie vivian wendy wilhelmina winifred xiomara "
    "yasmin yekaterina yelena yevgenia yoko yolanda yulia yuliya yvette yvonne zahra "
    "zainab zara zoe ";

static const char given_male[] =
    " aaron abbas abdel abdul abdulla abdullah abe abel abraham adam adel adolf adrian "
    "ahmad ahmed alain alan albert alberto alejandro aleksandr aleksei alessandro alex "
    "alexander alexandre alexei alexey alexis alfonso alfred alfredo ali alistair allan "
    "allen alvaro alvin amir amit anatoly anders andre andreas andrei andres andrew "
    "andrey andriy andrzej andy angel angelo angus anil antal anthony anton antonin "
    "antonio antony antti anwar ariel arjun armando arnaud arne arnold arthur artur "
    "arturo arvind ashraf augusto austin axel ayman aziz babak barack barry bart bartosz "
    "bashar basil ben benedict benjamin benny bernard bernardo bernd bernie bert bill "
    "billy bjorn bob bobby boris boyd brad bradley brandon brendan brent brett brian "
    "bruce bruno bryan burak byron caleb calvin carl carlo carlos cecil cedric cesar chad "
    "charles charlie chester chris christian christoph christophe christopher chuck "
    "claude claudio claus clement cliff clifford clint clinton clive colin connor conor "
    "conrad constantin corey cornelius cory craig cristiano curtis cyril cyrus damian "
    "damien dan daniel daniele danilo danny dario darren dave david davide dean denis "
    "dennis denys derek derrick desmond devin dick didier diego dieter dimitri dimitris "
    "dirk dmitri dmitriy dmitry dmytro dominic dominik dominique don donald doug douglas "
    "duncan dustin dwayne dwight dylan earl ed eddie edgar edmund eduardo edward edwin "
    "efraim egor ehud einar eitan elias elijah elliot elliott elmer elon emanuel emil "
    "emile emilio emmanuel enrico enrique eric erik ernest ernesto ernst erwin esteban "
    "ethan etienne eugene eugenio evan fabian fabio farid federico felipe felix ferdinand "
    "fernando filip filippo finn floyd francis francisco franco francois frank franklin "
    "franz françois fred frederic frederick friedrich gabriel gareth gary gavin gavriel "
    "geert gennady geoff geoffrey george georges georgios georgy gerald gerard gerhard "
    "gerry gert giacomo gianni gideon gil gilbert gilles giorgio giovanni giuseppe glen "
    "glenn gonzalo gordon graham grant greg gregory grigory guido guillaume guillermo "
    "gustav gustavo guy hakim hamid hamza hank hans harold harris harry harvey hasan "
    "hassan hector heiko heinrich heinz helmut henri henrik henry herbert herman hermann "
    "hidalgo hiroshi hisham horst howard hubert hugh hugo hussein ian ibrahim igor ilya "
    "imran ingmar isaac isaiah ismail ivan jack jacob jacques jaime jair jake jakob jakub "
    "jamal james jamie jan janez janos jared jason javier jay jean-claude jean-luc jean- ";

/* The same from k on: a string of C99 has 4095 bytes at most. */
static const char given_male_from_k[] =
    " marc jean-paul jean-pierre jean-yves jeb jeff jeffrey jens jeremy jerome jerry jesus "
    "jim jimmy joachim joao joaquin joe joel joerg johan johann johannes john johnny jon "
    "jonas jonathan jorge jose josef josep joseph josh joshua josé joão juan jules julian "
    "julien julio junaid jurgen justin jürgen kamal karim karl karol kasper keir keith "
    "ken kenji kenneth kenny kent kevin khaled khalid khalil kirill klaus knut kofi "
    "konrad konstantin krzysztof kurt kwame kwasi kyle lamar lars laurence laurent "
    "lawrence lech lee leo leon leonard leonardo leonid leopold leroy leszek liam lionel "
    "lloyd logan lorenzo lothar louis luc luca lucas luciano ludwig luigi luis luiz lukas "
    "luke lutz lyndon magnus mahathir mahmoud mahmud malcolm malik manfred manmohan manoj "
    "manuel marc marcel marcelo marco marcos marcus marek marian mario marius mark marko "
    "markus marshall martin marvin marwan massimo mateusz mathew mathias mats matt matteo "
    "matthew matthias maurice mauricio max maxim maxime maximilian mehmet mel michael "
    "michal michel miguel mikael mike mikhail miles milo milos mirko mitch mitchell mitt "
    "mohamed mohammad mohammed mohsen moritz morris moshe muhammad muhammadu murat "
    "mustafa mykhailo mykola naftali narendra nasser nathan nathaniel neal ned neil "
    "nelson niall nicholas nick nicolae nicolas nicolás niels nigel nikita nikolai "
    "nikolas nikolay noah noel norbert norman olaf ole oleg oleh oleksandr oleksii "
    "oleksiy oliver olivier omar osama oscar otto owen pablo pascal pat patrice patrick "
    "patrik paul paulo pavel pawel pedro per percy perry peter petr petro phil philip "
    "philipp philippe phillip pierre pieter pietro piotr qasem quentin rafael rafi rahul "
    "rainer raj rajiv ralf ralph ramon ramzan randall randy raoul rashid raul ravi ray "
    "raymond recep reinhard rene ricardo riccardo richard rick rishi rob robert roberto "
    "robin rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie rory "
    "ross roy ruben rudolf rudy rupert ruslan russell ryan said salah salman salvatore "
    "sam samuel sanjay satoshi saul scott sean sebastian sebastien serge sergei sergey "
    "sergio serhii serhiy seth shane shaun shawn shigeru shimon shinzo sidney silvio "
    "simon slobodan spencer stanislav stanley stefan stefano steffen stephan stephane "
    "stephen steve steven stewart stuart sunil sven takeshi tariq ted terence terry thabo "
    "theodor theodore thierry thomas tim timothy tobias toby todd tom tomas tommy toni "
    "tony travis trent trevor tyler ulrich umar uri vaclav valentin valery vasily vasyl "
    "victor viktor vince vincent vincenzo vitali vitaly vivek vladimir vladislav volker "
    "volodymyr vyacheslav wade walter warren wayne werner wesley wilfried wilhelm willem "
    "william willy winston wladimir wolfgang woodrow xavier yair yanis yann yaroslav "
    "yasser yevgeny yitzhak yoav yoshihide yuri yuriy yusuf yves zachary zbigniew zeljko "
    "zoltan zoran ";

static const char nouns_male[] =
    " ayatollah boy boyfriend brother businessman cameraman chairman congressman "
    "councilman dad duke emperor father fireman fisherman gentleman god grandfather "
    "grandson guy headmaster husband king man monk nephew policeman pope priest prince "
    "salesman serviceman sheikh son spokesman sportsman statesman sultan uncle widower ";

static const char nouns_female[] =
    " actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess "
    "empress girl girlfriend goddess granddaughter grandmother heiress hostess lady "
    "midwife mistress mom mother mum niece nun policewoman princess queen sister "
    "spokeswoman waitress widow wife woman ";

static const char nouns_person[] =
    " academic activist actor administrator admiral adult adviser advisor agent aide ally "
    "ambassador analyst applicant appointee archbishop architect artist assistant "
    "astronaut athlete attache attacker attorney author baby banker baron bassist "
    "biologist bishop blogger boss brigadier broker builder buyer candidate captain "
    "cardinal celebrity ceo cfo chair chairperson champion chancellor chaplain chef "
    "chemist chief child citizen cleric clerk client co-founder coach cofounder colleague "
    "collector colonel columnist comedian commander commentator commissioner commodore "
    "communist composer consul consultant contractor coordinator coroner corporal "
    "correspondent counsel counselor counterpart critic customer czar dealer defendant "
    "defender delegate democrat demonstrator dentist deputy designer detainee detective "
    "developer dictator diplomat director dissident doctor driver drummer ecologist "
    "economist editor employee employer engineer entrepreneur envoy epidemiologist "
    "executive expert farmer fighter firefighter foreigner founder friend frontrunner "
    "general geologist goalkeeper governor guard guest guitarist gunman harbormaster "
    "harbourmaster historian host hostage hunter imam immigrant incumbent infant "
    "informant inmate insider inspector interpreter inventor investigator investor "
    "journalist judge justice kid killer lawmaker lawyer leader lecturer legislator "
    "lender lieutenant magistrate major manager marine marshal master mastermind mayor "
    "mechanic mediator member merchant middleman midfielder migrant militant minister "
    "minor model moderator mufti musician narrator negotiator neighbor neighbour nominee "
    "novelist nurse observer offender officer official ombudsman oncologist operator "
    "opponent organiser organizer owner painter parent participant partner passenger "
    "passerby pastor pathologist patient patriarch performer philosopher photographer "
    "physician physicist pilot player poet politician preacher predecessor premier "
    "premiere presenter president principal prisoner producer professor programmer "
    "prosecutor protester psychologist publisher pundit pupil rabbi rapper reader rebel "
    "refugee regulator reporter representative rescuer researcher resident rival runner "
    "sailor scholar scientist secretary selectman senator sergeant servant sheriff "
    "signatory singer skipper smuggler sniper soldier solicitor speaker specialist "
    "spectator spokesperson spy staffer statistician strategist striker strongman student "
    "subject successor superintendent supervisor supporter surgeon survivor suspect "
    "swimmer teacher teenager terrorist theorist therapist tourist trader trainer "
    "translator traveller treasurer trustee tsar tutor undersecretary vet veteran vicar "
    "victim viewer virologist visitor volunteer voter waiter warden warrior watchman "
    "whistleblower winner witness worker writer youth ";

static const char nouns_group[] =
    " administration agency airline alliance army assembly association authority bank "
    "board brigade bureau business cabinet carrier chain channel charity church club "
    "coalition college commission committee company conglomerate consortium corporation "
    "council country court department directorate embassy employer establishment factory "
    "federation firm force foundation fund giant government group hospital institute "
    "institution junta kingdom laboratory league lender maker manufacturer ministry "
    "mission movement museum nation navy network newspaper nonprofit office operator "
    "organisation organization outlet panel parliament party platform police publisher "
    "regime regulator republic retailer school senate service society startup state store "
    "studio subsidiary supplier team tribunal union university watchdog ";

static const char nouns_place[] =
    " area capital city continent county district harbor harbour island municipality "
    "neighborhood neighbourhood peninsula port province region site suburb territory town "
    "venue village ";

static const char titles_male[] =
    " baron brother duke emperor father king lord monsignor mr prince señor sheikh sir sultan ";
static const char titles_female[] =
    " baroness dame duchess empress lady miss mrs ms princess queen señora sister ";

name_gender gender_of_name(str given_name)
{
    if (words_in(given_male, sizeof given_male - 1, given_name) ||
        words_in(given_male_from_k, sizeof given_male_from_k - 1, given_name))
        return NAME_MALE;
    return words_in(given_female, sizeof given_female - 1, given_name) ? NAME_FEMALE
                                                                       : NAME_GENDER_UNKNOWN;
}

name_gender gender_of_title(str title)
{
    if (str_ends(title, STR(".")))
        title = str_slice(title, 0, title.len - 1);
    if (words_in(titles_male, sizeof titles_male - 1, title))
        return NAME_MALE;
    return words_in(titles_female, sizeof titles_female - 1, title) ? NAME_FEMALE
                                                                    : NAME_GENDER_UNKNOWN;
}

name_gender gender_of_noun(str lemma)
{
    if (words_in(nouns_male, sizeof nouns_male - 1, lemma))
        return NAME_MALE;
    return words_in(nouns_female, sizeof nouns_female - 1, lemma) ? NAME_FEMALE
                                                                  : NAME_GENDER_UNKNOWN;
}

noun_kind noun_kind_of(str lemma)
{
    if (words_in(nouns_person, sizeof nouns_person - 1, lemma) ||
        gender_of_noun(lemma) != NAME_GENDER_UNKNOWN)
        return NOUN_PERSON;
    if (words_in(nouns_group, sizeof nouns_group - 1, lemma))
        return NOUN_GROUP;
    return words_in(nouns_place, sizeof nouns_place - 1, lemma) ? NOUN_PLACE : NOUN_THING;
}
