"""The words by which people speak of other people, and those that only look like names."""

from __future__ import annotations


def any_of(lines: str) -> str:
    """Return a group that matches whatever one of *lines* matches."""
    return "(?:" + "|".join(line.strip() for line in lines.splitlines() if line.strip()) + ")"


def words_of(lines: str) -> frozenset[str]:
    """Return the words of *lines*."""
    return frozenset(lines.split())


RELATIONS = any_of("""
    neighbou?rs?|friend|mate|landlord|landlady|tenant|lodger|flatmate|housemate|carer|cleaner
    husband|wife|partner|fianc[e\u00e9]e?|girlfriend|boyfriend
    son|daughter|child|kids?|boy|girl|baby|toddler|twins?|lad|lass|eldest|youngest
    mum|mom|mam|mother|dad|father|parents?|mother-in-law|father-in-law
    gran|nan|nana|granny|grandad|grandpa|grandmother|grandfather|grandson|granddaughter|grandchild
    sister|brother|aunt|auntie|uncle|cousin|niece|nephew
""")
"""Somebody of somebody's."""

PERSONS = any_of("""
    man|woman|lady|gentleman|gent|chap|bloke|guy|person|boy|girl|child|lad|couple|family
    widow|widower|pensioner|resident|tenant|occupier|owner|student|mother|father|neighbou?r
""")
"""Somebody whom the words around must place."""

BESIDE = any_of(r"""
    next[ -]door|from next door|who lives
    at (?:no\.?|number|num|#) ?\d{1,4}|from (?:no\.? ?|number |num )\d{1,4}
    (?:across|over) the (?:road|street|way|fence)
    (?:one|two|three|four|a few) doors? (?:down|up|away|along)
""")
"""Where a neighbour lives, said so that it can be nothing else."""

NEAR = any_of(r"""
    opposite|upstairs|downstairs|on the corner|from the (?:end|corner)
    at \d{1,3}\b(?![:.]\d| ?(?:[ap]\.?m\b|m\b|%|mph|metres|o['\u2019]clock|percent))
    (?:down|up) the (?:road|street)|in (?:flat|no\.?|number) ?\d{1,3}
""")
"""Where a neighbour lives, or anything else stands: only with a known given name before it."""

STREETS = words_of("""
    avenue bank block bridge building buildings canal cathedral centre chapel church circus city
    clinic close club college common corner cottages court crescent croft depot drive estate
    farm field fields flats garden gardens gate green grove hall heath hill hospital hotel house
    houses island junction lane library line lodge market meadow mews mill mosque mount nursery
    parade paradise park passage path place pool pub road row school school's site square
    station street surgery temple terrace theatre tower vale view village walk wall ward way
    wharf wood works yard
""")
"""What makes a place of the capitals before it."""

NOT_NAMES = words_of("""
    a able after again aldi all also although always am amazon ambulance an and another any
    anybody anyone are as asda ask at avenue because been before being birmingham block both
    bringing bus but by call can cars chair chairman christmas church concerned coop costa could
    council councillor councillors dear deliveries did do does doors each easter either english
    even every everybody everyone everything facing finally find fire first flat flats for
    friday friends from getting go greggs had half has have having he hello hence her here his
    holte homes hope house houses how however i if in indeed inspector instead is it its jobs
    just justice kids land last later leeds less let lidl life lights like living local london
    look losing lots madam mainly manchester many may mayor me meanwhile meet mind miss monday
    more morrisons most move mr mrs ms much must my near nearly neighbour neighbours never next
    no nobody noise none nor not nothing now number of off on once one only onto open opposite
    or other others our outside over park parking people perhaps planning please plus police
    polish president put residents road royal safe sainsbury's same saturday say secondly see
    several shall she should since sir so some somebody someone something soon speaker starbucks
    still stop street students such sunday talk tell tenants tesco than thank thanks that the
    their them then there these they things this those though three thursday to today together
    too traffic trees tuesday two under unless until up upstairs urdu us very was we wednesday
    well were what when where whether which while who whose why will with would year years yes
    yet you your
""")
"""Words that a sentence may begin with, shops, towns and offices: no names of neighbours."""

GIVEN = words_of("""
    aaron abdul abdullah abigail adam adrian agnes agnieszka ahmed aidan aisha ajay alan albert
    alex alexander alfie ali alice alison amanda amelia amina amir amira amit amy andrew andy
    angela anil anita ann anna anne annie anthony anwar archie arjun arthur asha ashley asif
    audrey ayesha barbara barry beatrice ben bernard beryl beth betty beverley bill billy bob
    brenda brian bridget bronwen bruce callum cameron carl carol caroline cath catherine charlie
    charlotte cheryl chloe chris christine claire clare clive colin connor craig daisy dan
    daniel danny daphne darren dave david dawn deb debbie deborah deepa denise dennis derek
    diana diane donna doreen doris dorothy dot duncan eddie edith edna edward eileen elaine
    elizabeth ella ellie elsie emily emma enid eric ernest ernie ethel eva evelyn ewa farah
    farid fatima fatma faye felix fiona florence fran frances frank fred freda freya gareth gary
    gavin gemma geoff george gerald geraldine ginny gita gladys glenys gloria gordon grace
    graham grzegorz gurdip gurpreet guy gwen hamza hana hannah harjit harold harpreet harry
    hassan hazel heather helen henry hilary hilda howard hugh hussain ian ibrahim imran iqbal
    irene isaac isabel isla ivan ivy jack jackie jade jake jamal james jamie jan jane janet
    janice jasmin jason jaswinder jayne jean jeff jen jennifer jenny jess jessica jill jim joan
    joanna joanne joe joel john jon jordan joseph josh joyce jude judith judy julia julie june
    kabir kamal kamran karen karim karl kasia kate kath kathleen katie kay keith kelly ken
    kenneth kerry kevin khadija khalid kieran kim kiran kirsty kofi krystyna kuldip kwame kyle
    lakshmi laura lauren lee leila len leo leon lesley leslie lewis liam lily linda lisa liz
    lola lorraine louis louise lucy luke lydia lynn lynne malcolm malgorzata mandy marcus
    margaret maria marian marie marion mark marlene martin mary maryam matt matthew maureen
    mavis max megan mehmet mel mick mike miriam mo mohamed mohammad mohammed moira molly
    muhammad munir mustafa nadia naomi nasreen natalie natasha neil nick nicola nigel nikhil
    nina noah noor nora norma norman olga olive oliver olivia omar oscar owen pam pamela parveen
    pat patricia patrick paul paula pauline pawel pearl peggy penny pete peter phil philip
    phyllis piotr pooja poppy priya rachel rahul raj rajesh ralph ram ravi ray raymond razia
    rebecca reg rehana rex rhys richard rita rob robert robin rod roger ron ronnie rosa rose
    rosemary roy rubina ruby rupinder russell ruth ryan saima sajid sakina sally sam samantha
    samina samuel sandra sanjay sara sarah satnam sean selina shabana shahid shamim sharon shaun
    shazia sheila shirley sian sid simon sonia sophie stan stella stephanie stephen steve steven
    stuart sue sukhdev sunita surinder susan sushila suzanne sylvia tanya tariq ted terence
    teresa terry thelma thomas tim tina toby tom tommy tony tracey tracy trevor uma usha valerie
    vera vernon veronica vic vicky victor vijay vikram vincent viv wayne wendy wilfred will
    william winifred winston yasmin yusuf yvonne zahid zahra zainab zara zoe
""")
"""Given names heard in the Midlands; only what tells "Ivy next door" from "Ivy on the wall"."""

ORDINARY = words_of("""
    art bill daisy dawn don dot faith frank grace guy hazel heather hope ivy jack jade jean joy
    len lily mark max may olive pat pearl penny poppy ram ray reg rob rod rose ruby sid stan sue
    will
""")
"""Given names that are words as well: in small letters they are no names."""
