"""Common forenames and the gender they usually go with: "m", "f", or "" where both are common. Folded spelling.

Compiled by hand from general knowledge; a forename that is not here says nothing about gender.
"""

_MALE = """ aaron abdul abdullah abel abraham adam adil adnan adrian ahmad ahmed aidan akira al alan alastair albert
alberto alejandro aleksandr alessandro alexander alexandre alexei alfonso alfred alfredo ali alistair allan allen
alonzo alvin amir amit anders andre andreas andrei andres andrew andriy andrzej andy angelo anthony antoine anton
antonio antony archie armando arnold arthur arturo arun asif austin axel ayman barack barry bart ben benedict
benjamin benoit bernard bernie bert bill billy blaine blake bo bob bobby boris brad bradley brandon brendan brent
bret brett brian bruce bruno bryan bryce burak byron caleb callum calvin cameron carl carlo carlos cecil cedric
cesar chad charles charlie chester chris christian christoph christophe christopher chuck clarence claude claudio
clayton clement cliff clifford clint clive cody kody colin connor conor conrad corey craig curtis cyril dale damian
damien dan daniel danny dario darrell darren darryl dave david dean declan dennis denis derek derrick desmond diego
dieter dimitri dirk dmitri dmitry dmytro dominic don donald doug douglas duncan dustin dwayne dwight dylan earl ed
eddie edgar eduardo edward edwin elijah elliot elmar elon emil emmanuel enrique eric erik ernest ernesto ethan
etienne eugene evan farid felipe felix ferdinand fernando filip florian floyd francesco francis francisco franco
francois frank franklin franz fred freddie frederic frederick fritz fyodor gabriel gareth garth gary gavin gene
geoff geoffrey george gerald gerard gerhard gianni gilbert gilles giorgio giovanni giuseppe glen glenn gordon graeme
graham grant greg gregory guenther guido guillaume guillermo gunther gus gustavo guy hal hamid hamza hank hans
harold harry harvey hasan hassan hector heinz helmut henri henrik henry herbert herman hiram hiroshi horst howard
hubert hugh hugo hussein ian ibrahim igor ilham ilya imran ira isaac ismail ivan ivo jack jackson jacob jacques
jaime jair jake jakob jamal james jamie jared jason javier jay jean-claude jean-paul jean-pierre jean-francois jeb
jed jeff jeffrey jens jeremy jermaine jerome jerry jesus jim jimmy joachim joao joaquin joe joel joerg johan johann
johannes john johnny jon jonah jonas jonathan jorge jose josef joseph josh joshua juan jules julian julien julio
junior jurgen justin kareem karl kazuo keith ken kenneth kenny kent kevin khalid kim-jong kirk klaus konstantin
kristoff kumar kurt kyle lance larry lars laurence laurent lawrence lee leif leo leon leonard leonardo leonid leroy
les levi lewis liam lloyd lorenzo lou louis luc luca lucas luis luiz luke magnus mahmoud malcolm malik manfred
manuel marc marcel marcelo marco marcos marcus mario mark markus marlon marshall martin marty marvin mathieu mats
matt matteo matthew matthias matthieu maurice mauricio max maxim maxime mehmet mel melvin michael michel miguel mike
mikhail miles milton mitch mitchell mohamed mohammad mohammed moritz moses muhammad murat murray mustafa nabil
narendra nathan nathaniel neil nelson niall nicholas nick nicola nicolas nigel nikolai noah noel norbert norman olaf
oleg oleksandr oliver olivier omar orlando oscar osama otto owen pablo paolo pascal patricio patrick paul pavel
pedro perry pete peter petr petro phil philip philippe phillip pierre piotr preston quentin rafael rahul raj rajesh
ralph ramon randall randy rashid raul ravi ray raymond rex reza ricardo riccardo rich richard rick ricky rob robert
roberto robin rod roderick rodney rodrigo roger roland rolf roman romain ron ronald ronnie rory ross roy rudolf rudy
rupert russ russell ryan sadiq salman salvador sam sami samir samuel sandeep sanjay santiago saul scott sean
sebastian serge sergei sergey sergio seth shane shaun shawn sheldon shinzo sid sidney silvio simon soltan spencer
stan stanley stefan stefano stephane stephen sterling steve steven stewart stuart sven svend tadashi takeshi tareq
tariq ted teddy terence terry theo theodore thomas tiago tim timothy tobias toby todd tom tomas tommy tony travis
trent trevor tristan troy tyler tyrone umar uwe vaclav vernon victor vijay viktor vince vincent vincenzo vitali vito
vladimir volodymyr wade wallace walter warren wayne werner wesley wilfred willem william willie wilson winston
wolfgang xavier yannick yasser yusuf yves zachary zack
"""

_FEMALE = """
abigail ada adele adriana agnes aisha alana alejandra alexandra alice alicia alina alison allison alyssa amanda
amber amelia amina amy ana anastasia andrea angela angelica angelina anita ann anna annabel anne annette annie
antonia anya april ariana ashley astrid audrey aurora ava aylin ayesha barbara beatrice beatriz becky belinda
bernadette beth bethany betsy betty beverly bianca bonnie brenda bridget britney brittany brooke caitlin camila
camille candace carla carmen carol carole caroline carolina carolyn carrie cassandra catarina catherine cathy
cecilia celeste celia chantal charlene charlotte chelsea cheryl chloe christa christie christina christine chrystia
cindy claire clara clarissa claudia claudette clementine colette colleen connie constance cora courtney crystal
cynthia dahlia daisy dana daniela danielle daphne dawn deanna debbie deborah debra deirdre delia denise diana diane
dina dolores dominique donna dora doris dorothy edith eileen elaine eleanor elena elif elisa elisabeth elise eliza
elizabeth ella ellen elsa emilia emily emma erica erin esther ethel eva eve evelyn faith farah fatima faye felicia
fiona florence frances francesca freya gabriela gabrielle gail gemma genevieve georgia georgina geraldine gertrude
gillian gina ginny giulia gladys gloria grace greta gretchen gwen hailey hannah harriet heather heidi helen helena
helene hilary hilda hillary holly hope ida ilona imogen indira ines ingrid irene irina iris isabel isabella isabelle
ivana ivanka ivy jackie jacqueline jamila jana jane janelle janet janice jasmine jayne jean jeanette jeanne jelena
jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia
juliana julie juliet june justine kamala karen karin karina kate katharina katherine kathleen kathryn kathy katie
katrina katy kayla kelly kendra kerry khadija kimberly kirsten kirsty kristen kristin kristina lana lara laura
lauren laurie layla leah leila lena leslie leticia leyla liliana lily lina linda lindsay lisa liz liza lois lola
lorena loretta lorna lorraine louisa louise lucia lucie lucy luisa lydia lynn lynne mabel madeleine madison
magdalena maggie maia malala mandy mara marcia margaret margarita maria mariam mariana marianne marie marilyn marina
marion marisa marjorie marlene marta martha martina mary maryam matilda maud maureen maya megan melania melanie
melinda melissa mercedes meredith mia michaela michele michelle mildred milena miranda miriam moira molly mona
monica monique muriel myra nadia nadine nancy naomi natalia natalie natasha nella nicole nicki nikki nina noelle
noor nora norma octavia olga olive olivia oksana olena pam pamela patricia patty paula paulina pauline pearl peggy
penelope penny petra phoebe phyllis pia polly priscilla priya rachel ramona rania rebecca regina renata renee rhonda
rita roberta rosa rosalind rose rosemary roxanne ruby ruth sabina sabrina sadia sally samantha sandra sara sarah
sasha savannah selena serena shannon sharon sheila shelley sherry sheryl shirley silvia simone siobhan sofia sonia
sonja sonya sophia sophie stacey stacy stella stephanie sue summer susan susanna susanne suzanne svetlana sylvia
sylvie tamara tammy tania tanya tara tasmeen tatiana teresa tess theresa therese tiffany tina tracy trudy ursula
valentina valerie vanessa vera verena veronica vicky victoria viola violet virginia vivian wanda wendy whitney wilma
winnie yasmin yolanda yvette yvonne zahra zainab zara zoe
"""

_BOTH = """
alex ash avery bailey casey dakota dana drew eden elliott finley frankie hayden jess jesse jordan jude kai kelsey
kendall kim kit kris lane leigh logan lynn mackenzie marion morgan nat parker pat peyton quinn reese remy rene riley
rowan sage sandy shelby sidney skyler sky sung taylor terry tracey val wei yuki jin ming
"""

FORENAMES: dict[str, str] = dict.fromkeys(_MALE.split(), "m")
FORENAMES.update(dict.fromkeys(_FEMALE.split(), "f"))
FORENAMES.update(dict.fromkeys(_BOTH.split(), ""))
