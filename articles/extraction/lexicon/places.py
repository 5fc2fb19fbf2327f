"""Countries, their adjectives, large cities, provinces and states: names that are no speakers' names. Lower case.

A place may still speak for its government ("Baku said"), so these lower a guess and never forbid it.
"""

from articles.extraction.lexicon.words import word_set

DEMONYMS = word_set(
    "american canadian british english scottish welsh irish french german italian spanish portuguese dutch belgian"
    " swiss austrian polish czech hungarian romanian bulgarian greek turkish russian ukrainian belarusian georgian"
    " armenian azerbaijani kazakh uzbek iranian iraqi syrian lebanese israeli palestinian jordanian egyptian libyan"
    " tunisian algerian moroccan saudi yemeni emirati qatari kuwaiti afghan pakistani indian bangladeshi nepali"
    " chinese japanese korean vietnamese thai malaysian indonesian filipino australian mexican brazilian argentine"
    " chilean peruvian colombian venezuelan cuban haitian jamaican kenyan somali ethiopian nigerian ghanaian congolese"
    " ugandan rwandan african european asian latin arab muslim christian jewish catholic protestant swedish norwegian"
    " danish finnish icelandic estonian latvian lithuanian serbian croatian bosnian albanian kurdish zimbabwean"
    " sudanese quebec indigenous liberal conservative labour republican democratic green tory northern southern"
    " western eastern north south east west"
)
PLACES = word_set(
    "america usa u.s us uk u.k canada britain england scotland wales ireland france germany italy spain portugal"
    " netherlands belgium switzerland austria poland hungary romania bulgaria greece turkey russia ukraine belarus"
    " armenia azerbaijan kazakhstan iran iraq syria lebanon israel palestine jordan egypt libya tunisia algeria"
    " morocco yemen qatar kuwait afghanistan pakistan india bangladesh nepal china japan korea vietnam thailand"
    " malaysia indonesia philippines australia mexico brazil argentina chile peru colombia venezuela cuba haiti"
    " jamaica kenya somalia ethiopia nigeria ghana congo uganda rwanda africa europe asia sweden norway denmark"
    " finland iceland estonia latvia lithuania serbia croatia bosnia albania zimbabwe sudan ontario quebec alberta"
    " manitoba saskatchewan nunavut yukon newfoundland labrador toronto ottawa montreal vancouver calgary edmonton"
    " winnipeg halifax hamilton london paris berlin rome madrid moscow kyiv kiev beijing tokyo seoul delhi mumbai baku"
    " ankara istanbul tehran baghdad kabul cairo nairobi lagos sydney melbourne washington chicago boston houston"
    " dallas miami detroit denver seattle philadelphia atlanta california texas florida ohio michigan illinois"
    " pennsylvania alaska hawaii arizona colorado oregon nevada utah iowa kansas nebraska minnesota wisconsin missouri"
    " oklahoma louisiana alabama tennessee kentucky massachusetts connecticut maine vermont maryland montana idaho"
    " wyoming brussels geneva vienna dublin edinburgh glasgow manchester liverpool birmingham belfast cardiff york"
    " brooklyn manhattan brexit hollywood christmas easter internet twitter facebook instagram youtube english kremlin"
) | word_set("b.c n.b n.s p.e.i ont que alta sask man fla calif")
