"""Function words and other closed classes of English, lower case, each apostrophe straight.

Sources: any grammar of English (closed word classes); nothing is harvested from annotated data.
"""


def word_set(text: str) -> frozenset[str]:
    """Return the blank-separated words of `text` as a set."""
    return frozenset(text.split())


DASHES = word_set("— – ― --")
ARTICLES = word_set("the a an")
DEFINITES = word_set("the this that these those")
POSSESSIVES = word_set("his her its their our my your whose")
DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | word_set(
        "this these those some many several any each every both all most another other one two three four five six"
    )
    | word_set("seven eight nine ten dozens hundreds thousands few more no")
)
SUBJECT_PRONOUNS = word_set("he she they it we i you")
OTHER_PRONOUNS = word_set(
    "him them us me himself herself themselves itself who which that what there someone everyone nobody"
)
BE = word_set("is are was were be been being am 's 're 'm isn't aren't wasn't weren't")
HAVE = word_set("has have had having 've hasn't haven't hadn't")
DO = word_set("do does did done doing don't doesn't didn't")
MODALS = word_set(
    "will would shall should can could may might must won't wouldn't shouldn't can't cannot couldn't 'll 'd"
)
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = word_set("not never n't hardly neither nor") | frozenset(w for w in AUXILIARIES if w.endswith("n't"))
PREPOSITIONS = word_set(
    "of in on at by for from with without to into onto over under about above across after against along amid among"
    " around as before behind below beneath beside besides between beyond despite down during except following inside"
    " like near off out outside past per regarding since through throughout till toward towards unlike until up upon"
    " via within including given citing concerning amidst alongside"
)
SUBORDINATORS = word_set(
    "if when while because although though since after before as until unless whether where whereas once whenever"
    " wherever lest that"
)
COORDINATORS = word_set("and but or nor yet so plus")
RELATIVES = word_set("who which whose whom that where")
ADVERBS = word_set(
    "also later then now again still once twice repeatedly recently already previously earlier further furthermore"
    " however never often always simply just even only reportedly famously publicly privately quickly quietly loudly"
    " bluntly flatly explicitly specifically initially originally finally eventually subsequently nevertheless"
    " nonetheless meanwhile moreover instead though too rather first clearly rightly wrongly jokingly proudly"
    " correctly basically essentially similarly separately therefore thus yesterday today tonight tomorrow ago"
    " elsewhere apparently consistently routinely frequently sometimes long ever immediately emphatically firmly"
    " angrily calmly softly sadly openly candidly sarcastically defiantly cheerfully euphemistically"
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sept sep oct nov dec"
)
TIME_NOUNS = (
    word_set(
        "today yesterday tonight tomorrow morning afternoon evening night week weekend month year day hour minute time"
        " summer winter spring autumn fall weeks months years days hours minutes noon midnight"
    )
    | WEEKDAYS
)
NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty"
)

# Words that often begin a sentence with a capital and are no part of a name.
SENTENCE_OPENERS = (
    DETERMINERS
    | SUBJECT_PRONOUNS
    | OTHER_PRONOUNS
    | AUXILIARIES
    | PREPOSITIONS
    | SUBORDINATORS
    | COORDINATORS
    | ADVERBS
    | NEGATIONS
    | NUMBER_WORDS
    | word_set(
        "how why not asked according perhaps maybe yes well here there people critics experts officials according"
        " speaking thanks asked thank still read watch look see video photo story also more less much such same"
        " another none nothing everything let let's please oh hey ok okay good great new earlier last next watch"
        " related updated advertisement image caption getty sorry yeah hello dear welcome today's"
    )
)

# Finite verbs that are common enough to tell a clause from a phrase, beside auxiliaries and speech verbs.
COMMON_VERBS = word_set(
    "go goes went gone get gets got make makes made take takes took taken come comes came see sees saw seen know"
    " knows knew want wants wanted need needs needed give gives gave given find finds found think thinks thought keep"
    " keeps kept let lets begin begins began seem seems seemed help helps helped show shows showed run runs ran move"
    " moves live lives believe believes hold holds held bring brings brought happen happens happened write writes"
    " provide sit sits stand stands stood lose loses lost pay pays paid meet meets met include includes continue"
    " continues set learn learns change changes lead leads led understand understands understood watch follow follows"
    " stop stops create creates speak speaks spoke read allow allows spend spends spent grow grows grew open opens"
    " walk win wins won offer offers remember remembers love loves consider considers appear appears buy buys bought"
    " wait serve die send sends sent expect expects build builds built stay stays fall falls fell cut cuts reach"
    " reaches kill kills remain remains suggest raise raises pass sell sells sold require requires decide decides pull"
    " puts put left leave leaves feel feels felt became become becomes tells hit caused causes work works look looks"
    " use uses try tries call calls ask asks turn turns start starts might play plays like likes lies lay rise rises"
    " rose hope hopes gets deserve deserves support supports mean means meant plan plans own owns face faces cost"
    " costs agree agrees hurt hurts contain contains represent represents belong belongs exist exists depend depends"
    " matter matters quit refuse refuses struggle struggles drive drives drove shut shot fight fights fought teach"
    " taught catch caught flew fly flies broke break breaks wore wear wears chose choose chooses hear hears heard beat"
    " arrive arrives hid ran dealt swept slept drew fed fled froze forgot forgave hung knelt laid led lent lit"
    " overcame rode rang sank sang shook shone slid spread sprang stole stuck struck swam swung threw tore withdrew"
    " wound bound bred crept dug sought bent bit bled blew burst cost drank ate felt flung gone ground grew held knew"
    " shed shrank slung sped spun split stung strode strove swore undid upheld wept won cast casts faces deserves"
    " plays makes means costs works helps"
)
