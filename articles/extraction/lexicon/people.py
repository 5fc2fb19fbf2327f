"""Words for people and bodies: honorifics, titles, roles, groups, kin, organisations. Lower case, singular.

Set by hand from general knowledge of English news.
"""

from articles.extraction.lexicon.words import word_set

HONORIFICS = {
    "mr": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "madam": "f",
    "lady": "f",
    "dame": "f",
    "dr": "",
    "prof": "",
    "mx": "",
    "rev": "",
    "fr": "m",
    "hon": "",
    "judge": "",
    "justice": "",
}

# Titles that stand before a name with a capital. Abbreviated ones may carry a full stop.
TITLES = frozenset(HONORIFICS) | word_set(
    "president vice vice-president prime premier minister senator sen rep representative gov governor mayor"
    " councillor coun councilman councilwoman congressman congresswoman chief general gen colonel col sergeant sgt"
    " constable const captain capt lieutenant lt major maj corporal cpl staff inspector insp superintendent supt"
    " detective det officer deputy commissioner commander admiral adm brigadier marshal sheriff reverend father sister"
    " brother king queen prince princess pope cardinal archbishop bishop pastor rabbi imam sheikh ayatollah emperor"
    " secretary chancellor speaker leader ambassador attorney professor doctor coach head director chair chairman"
    " chairwoman chairperson ceo cfo coo mp mpp mla mep msp spokesman spokeswoman spokesperson candidate nominee dean"
    " provost founder co-founder owner manager editor reporter correspondent author analyst economist lawyer solicitor"
    " prosecutor minister-president taoiseach critic assistant associate acting former interim first second lady dame"
    " warden chancellor treasurer comptroller delegate alderman reeve elder chiefs principal actor actress singer"
    " director-general secretary-general md executive"
)

# Words that colour a title and are none by themselves.
MODIFIERS = word_set(
    "vice staff first second acting former interim general assistant associate deputy head press executive"
)

# Nouns for one person by what they do; the head of "the MP", "a witness".
ROLES = TITLES - word_set("vice prime staff first second acting former interim press general rep") | word_set(
    "man woman boy girl teenager teen youth person resident witness expert researcher scientist professor teacher"
    " student doctor physician surgeon nurse patient lawyer attorney advocate activist campaigner organizer"
    " organiser politician lawmaker legislator official aide adviser advisor strategist pollster analyst economist"
    " historian journalist writer columnist novelist poet artist painter musician rapper drummer guitarist"
    " comedian actor actress star filmmaker director producer designer architect engineer developer entrepreneur"
    " businessman businesswoman investor banker broker trader farmer fisherman worker labourer laborer driver"
    " pilot player athlete golfer defenceman defenseman defender forward goalie goaltender goalkeeper quarterback"
    " pitcher catcher striker midfielder skipper captain rookie veteran winger centre center coach trainer manager"
    " champion runner swimmer skier boxer fighter soldier officer policeman policewoman detective investigator"
    " firefighter paramedic victim suspect accused defendant plaintiff juror judge prosecutor magistrate spokesman"
    " spokeswoman spokesperson mp mpp mla mep minister president premier mayor governor senator congressman"
    " congresswoman representative councillor councilman councilwoman candidate nominee incumbent leader chief"
    " head chairman chairwoman chair ceo founder co-founder owner operator employer employee executive boss"
    " president-elect billionaire mogul magnate tycoon author co-author scholar academic geologist biologist"
    " psychologist sociologist epidemiologist virologist meteorologist physicist chemist astronomer astronaut"
    " ecologist therapist dietitian counsellor counselor consultant agent critic supporter opponent friend"
    " neighbour neighbor colleague partner customer client member native maverick graduate alumnus volunteer"
    " survivor refugee migrant immigrant caregiver guard guide host anchor presenter broadcaster commentator"
    " pundit priest pastor bishop archbishop cardinal pope rabbi imam nun monk monarch king queen prince princess"
    " duke duchess lady lord baroness baron earl diplomat ambassador envoy secretary chancellor commissioner"
    " inspector superintendent constable sergeant sheriff commander general colonel admiral singer songwriter"
    " dancer choreographer model chef baker winemaker brewer bartender waiter waitress retiree pensioner tenant"
    " landlord homeowner mother father parent son daughter husband wife brother sister grandmother grandfather"
    " uncle aunt cousin widow widower mom dad mum fiancee newcomer skater curler hockey-player jockey cyclist"
    " racer professional attendee passenger tourist traveller traveler visitor shopper voter democrat republican"
    " liberal conservative proprietor shopkeeper publisher creator inventor pioneer mastermind organist conductor"
    " sculptor cartoonist illustrator blogger influencer activist whistleblower informant insider outsider hopeful"
    " challenger rival opponent counterpart predecessor successor superstar prodigy phenom slugger shortstop"
    " linebacker receiver centreman blueliner netminder prop fullback prospect draftee bachelor academic lecturer"
    " instructor tutor guru neurosurgeon teammate classmate roommate co-owner co-chair co-host newsman anchorman"
    " cameraman ombudsman statesman frontman vocalist bassist keyboardist sprinter wrestler trooper ranger lobbyist"
    " bureaucrat magician heir heiress barrister midwife carer clinician radiologist dermatologist oncologist"
    " cardiologist pediatrician paediatrician veterinarian dentist pharmacist statistician demographer geographer"
    " philosopher theologian linguist mathematician programmer mechanic electrician plumber carpenter builder"
    " contractor foreman supervisor planner forecaster trustee headteacher headmaster freshman sophomore realtor"
    " hotelier restaurateur grocer butcher barber hairdresser stylist youtuber essayist playwright screenwriter"
    " dramatist biographer photographer videographer cinematographer animator co-pilot sailor paratrooper airman"
    " outfielder infielder rower bowler batsman batter all-rounder cricketer footballer frontrunner front-runner"
    " runner-up winner loser laureate recipient finalist contestant playmaker newlywed statistician curator archivist"
    " librarian principal registrar zoologist botanist archaeologist anthropologist oceanographer climatologist"
    " seismologist volcanologist neuroscientist biochemist immunologist pathologist criminologist gymnast figure-skater"
    " snowboarder triathlete marathoner lineman lineout winger goaltender tackle halfback kicker punter reliever"
    " opener guardsman infantryman"
) - word_set("tackle opener lineout")

FEMALE_ROLES = word_set(
    "woman girl actress spokeswoman congresswoman councilwoman chairwoman businesswoman mother daughter wife sister"
    " grandmother aunt widow waitress policewoman queen princess duchess baroness nun mom mum fiancee lady"
)
MALE_ROLES = word_set(
    "man boy spokesman congressman councilman chairman businessman father son husband brother grandfather uncle"
    " widower waiter policeman king prince duke baron earl priest monk dad fisherman"
)
KIN = word_set(
    "mother father parent son daughter husband wife brother sister grandmother grandfather uncle aunt cousin widow"
    " widower mom dad mum fiancee partner parents family lawyer agent friend spokesman spokeswoman spokesperson coach"
    " owner manager boss colleague neighbour neighbor attorney"
)

# Heads of those who are kept without a name: the text would have named them if it meant one whom it names.
UNNAMED_ROLES = word_set("person source insider aide operative staffer staff-member heckler caller witness passer-by")

# Collective and plural speakers that have no name of their own here.
GROUPS = word_set(
    "police officials researchers scientists experts authorities critics prosecutors investigators lawyers advocates"
    " activists residents witnesses analysts economists observers sources parents students teachers doctors nurses"
    " workers lawmakers politicians republicans democrats liberals conservatives supporters opponents organizers"
    " organisers protesters protestors demonstrators government administration military army navy ministry department"
    " agency company firm corporation bank union association federation committee commission council court tribunal"
    " party campaign team club league school university college hospital church group organization organisation"
    " coalition alliance charity foundation institute centre center network newspaper station broadcaster magazine"
    " airline airport office service services board panel jury parliament senate congress cabinet embassy kremlin"
    " palace pentagon city town county province state force forces crown defence defense family relatives authors"
    " people others members employees staff management leaders firefighters paramedics rescuers insurgents militants"
    " rebels regulator watchdog inquiry coroner ministers senators mps councillors officers studies reports locals"
    " neighbours neighbors fans players farmers retailers investors traders historians economists designers data"
    " academics scholars diplomats soldiers victims survivors customers consumers voters insiders aides advisers"
    " advisors"
)

ORGANISATION_WORDS = word_set(
    "university college school institute institution academy ministry department agency office bureau commission"
    " committee council board court parliament senate congress assembly party union association federation"
    " confederation league club society foundation trust fund bank group company corporation corp inc ltd llc plc gmbh"
    " co hospital clinic center centre police army navy force forces guard service services network news press times"
    " post herald tribune journal gazette globe star mail telegraph guardian independent chronicle radio television tv"
    " airlines airways energy industries motors technologies systems partners associates brothers organization"
    " organisation alliance coalition campaign church diocese museum gallery theatre orchestra authority"
    " administration secretariat embassy consulate directorate initiative programme program project studio studios"
    " pictures records entertainment media group holdings enterprises international nations house city division branch"
    " unit task laboratory lab observatory survey society network chamber tribunal inquiry regulator watchdog hotel"
    " hotels resort stores foods pharmaceuticals motors bancorp securities capital ventures solutions minister's"
    " friends magazine canada ontario"
) - word_set("house city task canada ontario friends international star minister's brothers")

GENERATIONS = word_set("jr sr ii iii iv")
PARTICLES = word_set(
    "de da di del della der den des du van von vom zu zur la le los las dos das al el bin ibn bint abu ter ten af av"
    " mac st ben y e san santa do"
)
