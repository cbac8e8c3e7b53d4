"""Words of health about somebody other than the writer.

What people say of themselves, and of groups ("people with asthma"), is left alone. Source: UK GDPR
article 9(1) (data concerning health), article 4(15) (what that means).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.letters import small
from consultation.rules.personal_data.finds import Find, PersonalDatum, find
from consultation.rules.personal_data.words import (
    BESIDE,
    NEAR,
    PERSONS,
    RELATIONS,
    any_of,
    words_of,
)

CONDITION = re.compile(
    r"\b"
    + any_of(r"""
        dementia|alzheimer['\u2019]?s?(?: disease)?|parkinson['\u2019]?s?(?: disease)?
        multiple sclerosis|motor neurone(?: disease)?|cerebral palsy|epilep(?:sy|tic)|seizures|fits
        spina bifida|muscular dystrophy|polio|paralysed|brain (?:injury|damage)|migraines?|vertigo
        autis(?:m|tic)|asperger['\u2019]?s?|adhd|dyslexi[ac]|tourette['\u2019]?s|special needs
        learning (?:disabilit(?:y|ies)|difficulties)|down['\u2019]?s? syndrome
        asthma(?:tic)?|copd|emphysema|bronchitis|pneumonia|tuberculosis|cystic fibrosis
        (?:lung|liver|skin) disease|oxygen|sleep apnoea|eczema|incontinen(?:t|ce)
        cancer|leukaemia|lymphoma|tumours?|chemo(?:therapy)?|radiotherapy|hospice
        (?:terminally|seriously|gravely|mentally|critically) (?:ill|sick)
        strokes?|heart (?:attacks?|condition|disease|failure|trouble|problems|bypass)|angina
        pacemaker|high blood pressure|diabet(?:es|ic)|insulin|dialysis|transplant
        kidney (?:failure|disease|transplant)|sickle cell(?: disease| anaemia)?|hiv|hepatitis|lupus
        crohn['\u2019]?s(?: disease)?|colitis|fibromyalgia|osteoporosis|(?:rheumatoid )?arthritis
        depression|depressed|anxiety|panic attacks|bipolar(?: disorder)?|schizophreni[ac]|psychosis
        ptsd|ocd|mental health (?:problems?|issues?|condition)|mental illness|nervous breakdown
        suicidal|anorexi[ac]|eating disorder|alcoholic|(?:drug |heroin )?addict(?:ion)?
        disab(?:led|ilit(?:y|ies))|(?:electric )?wheelchair(?: user\b)?|mobility scooter|crutches
        zimmer(?: frame)?|walking frame|housebound|bed(?:bound|ridden)|amputee
        (?:hip|knee) (?:replacement|operation)|pregnant|miscarriage
        blind|partially sighted|deaf|hard of hearing|hearing loss|tinnitus|cataracts|glaucoma
        macular degeneration
    """)
    + r"\b(?! to\b)"
)
SHORT = re.compile(r"\b(?:MS|ME|MND|TB)\b(?!\.? [A-Z])")
DEGREE = re.compile(
    r"\b(?:"
    + any_of(r"""
        an?|one|two|three|several|severe(?:ly)?|registered|partially|totally|early[- ]onset
        chronic|advanced|clinical(?:ly)?|type (?:1|2|one|two)|mild|bad|very|terminal|stage \w{1,5}
        heavily|profoundly|vascular|post-?natal
        lung|breast|bowel|prostate|skin|throat|blood|stomach|liver|brain
    """)
    + r" ){1,2}$"
)
SOMEBODY = re.compile(
    rf"\b(?:my|our|his|her|their|your|whose|\w+['\u2019]s?)\s(?:[\w-]+\s){{0,2}}{RELATIONS}\b"
    rf"|\b(?:the|an?|one|another|this|that)\s(?:[\w-]+\s){{0,2}}{PERSONS}\s(?:[\w-]+\s)?"
    rf"(?:{BESIDE}|{NEAR}|(?:at|from|in|across|above|below|living|who lives)\b)"
    r"|\b(?:s?he|hers?|his|him)\b|\b(?:mr|mrs|ms|miss)\.? \w+"
)
PLACED_NAME = re.compile(rf"\b[A-Z]\w+,? (?:{BESIDE}|{NEAR})")
SENTENCE_END = re.compile(r"[.!?](?=\s)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)|\n")
OF_MANY_OR_A_THING = re.compile(
    r"[ -]"
    + any_of("""
        people|residents|children|adults|pupils|students|users|patients|tenants|charity|group|team
        bays?|parking|access|toilets?|spaces?|ramps?|badge|corners?|bends?|spots?|alley|end|friendly
        unit|centre|ward|strategy|research|of luck
    """)
    + r"\b"
)

SAYS_SO = words_of("""
    has have had having got with is was are were been being get gets became suffer suffers suffered
    suffering from of on use uses using need needs in his her their who's who\u2019s against after
    lost takes taking undergoing battling
""")
"""A word of health follows one of these within two words, or somebody's "'s"."""

MANY = words_of("""
    people residents children adults those anyone anybody someone everyone patients users pensioners
    families tenants visitors clients pupils customers i i'm i\u2019m i've i\u2019ve
""")
"""Right before a word of health these mean a group, or the writer."""

WINDOW = 120
LONGEST_DEGREE = 30


def health_words(text: str) -> Iterator[Find]:
    """Yield words of health that a sentence says of somebody else."""
    lowered = small(text)
    for pattern, searched in ((CONDITION, lowered), (SHORT, text)):
        for match in pattern.finditer(searched):
            degree = DEGREE.search(lowered, max(0, match.start() - LONGEST_DEGREE), match.start())
            start = degree.start() if degree else match.start()
            is_wider = OF_MANY_OR_A_THING.match(lowered, match.end())
            if not is_wider and _is_about_somebody(_said_before(text, start)):
                yield find(text, (start, match.end()), PersonalDatum.HEALTH)


def _said_before(text: str, start: int) -> str:
    window = text[max(0, start - WINDOW) : start]
    ends = [end.end() for end in SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def _is_about_somebody(said: str) -> bool:
    words = said.lower().split()
    says_so = any(word in SAYS_SO or word.endswith(("'s", "\u2019s")) for word in words[-3:])
    if not says_so or not MANY.isdisjoint(words[-4:]):
        return False
    return bool(SOMEBODY.search(said.lower()) or PLACED_NAME.search(said))
