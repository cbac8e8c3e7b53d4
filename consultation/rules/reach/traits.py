"""What people may be asked about themselves, and the answers that they can give.

Wording: Government Statistical Service, harmonised standards; groups of the Equality Act 2010,
section 4. Every question is optional, and "prefer not to say" is an answer to each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foundation.base.words import Said, say


class Trait(StrEnum):
    """One question; a council chooses which it asks and records why."""

    AGE = "age"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    ETHNIC_GROUP_19 = "ethnic_group_19"
    DISABILITY = "disability"
    MAIN_LANGUAGE = "main_language"
    TENURE = "tenure"
    CARER = "carer"
    RELIGION = "religion"
    SEXUAL_ORIENTATION = "sexual_orientation"
    GENDER = "gender"
    PREGNANCY = "pregnancy"
    MARRIAGE = "marriage"
    WARD = "ward"


PREFER_NOT_TO_SAY = "prefer_not_to_say"

Answers = dict[str, Said]
"""What can be answered: the word on the page by the value that is stored."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the person who answers, and its *answers* in the order of the standard."""

    asks: Said
    answers: Answers
    hint: Said | None = None


def _yes_or_no() -> Answers:
    return {"yes": say("Yes"), "no": say("No")}


ETHNIC_GROUP = {
    "asian": say("Asian or Asian British"),
    "black": say("Black, Black British, Caribbean or African"),
    "mixed": say("Mixed or multiple ethnic groups"),
    "white": say("White"),
    "other": say("Another ethnic group"),
}

ETHNIC_GROUP_19 = {
    "asian_bangladeshi": say("Bangladeshi"),
    "asian_chinese": say("Chinese"),
    "asian_indian": say("Indian"),
    "asian_pakistani": say("Pakistani"),
    "asian_other": say("Any other Asian background"),
    "black_african": say("African background"),
    "black_caribbean": say("Caribbean"),
    "black_other": say("Any other Black background"),
    "mixed_white_asian": say("White and Asian"),
    "mixed_white_black_african": say("White and Black African"),
    "mixed_white_black_caribbean": say("White and Black Caribbean"),
    "mixed_other": say("Any other mixed background"),
    "white_british": say("English, Welsh, Scottish, Northern Irish or British"),
    "white_irish": say("Irish"),
    "white_gypsy": say("Gypsy or Irish Traveller"),
    "white_roma": say("Roma"),
    "white_other": say("Any other White background"),
    "other_arab": say("Arab"),
    "other_other": say("Any other ethnic group"),
}

QUESTIONS: dict[Trait, Question] = {
    Trait.AGE: Question(
        say("How old are you?"),
        {
            "under_16": say("Under 16"),
            "16_24": say("16 to 24"),
            "25_34": say("25 to 34"),
            "35_49": say("35 to 49"),
            "50_64": say("50 to 64"),
            "65_over": say("65 or over"),
        },
    ),
    Trait.SEX: Question(
        say("What is your sex?"),
        {"female": say("Female"), "male": say("Male")},
        say("A question about gender comes later, if the council asks it."),
    ),
    Trait.ETHNIC_GROUP: Question(say("What is your ethnic group?"), ETHNIC_GROUP),
    Trait.ETHNIC_GROUP_19: Question(say("What is your ethnic background?"), ETHNIC_GROUP_19),
    Trait.DISABILITY: Question(
        say("Does a health condition or illness make daily life harder for you?"),
        {"disabled": say("Yes"), "not_disabled": say("No")},
        say("One that has lasted, or will last, for 12 months or more."),
    ),
    Trait.MAIN_LANGUAGE: Question(
        say("Is English your main language?"),
        {"english": say("Yes"), "not_english": say("No, another language is")},
    ),
    Trait.TENURE: Question(
        say("Do you own or rent the home that you live in?"),
        {
            "owns": say("Own it, with or without a mortgage"),
            "shared": say("Own a part and rent a part"),
            "social": say("Rent it from the council or a housing association"),
            "private": say("Rent it from a private landlord"),
            "rent_free": say("Live there without paying rent"),
        },
    ),
    Trait.CARER: Question(
        say("Do you look after somebody who is ill, disabled or old?"),
        _yes_or_no(),
        say("Do not count paid work."),
    ),
    Trait.RELIGION: Question(
        say("What is your religion?"),
        {
            "none": say("No religion"),
            "buddhist": say("Buddhist"),
            "christian": say("Christian"),
            "hindu": say("Hindu"),
            "jewish": say("Jewish"),
            "muslim": say("Muslim"),
            "sikh": say("Sikh"),
            "other": say("Another religion"),
        },
    ),
    Trait.SEXUAL_ORIENTATION: Question(
        say("Which of these describes your sexual orientation best?"),
        {
            "straight": say("Straight or heterosexual"),
            "gay_lesbian": say("Gay or lesbian"),
            "bisexual": say("Bisexual"),
            "other": say("Another sexual orientation"),
        },
    ),
    Trait.GENDER: Question(
        say("Is your gender the same as the sex you were registered at birth?"), _yes_or_no()
    ),
    Trait.PREGNANCY: Question(
        say("Are you pregnant, or have you had a baby in the last year?"), _yes_or_no()
    ),
    Trait.MARRIAGE: Question(
        say("Are you married or in a civil partnership?"),
        {
            "single": say("Never married or in a civil partnership"),
            "married": say("Married or in a civil partnership"),
            "separated": say("Separated"),
            "divorced": say("Divorced, or a civil partnership has ended"),
            "widowed": say("Widowed, or a partner has died"),
        },
    ),
    Trait.WARD: Question(
        say("Which ward do you live in?"), {"elsewhere": say("Outside the council's area")}
    ),
}
"""Before the answer to the last one stand the wards of the council, by their codes."""

SPECIAL = frozenset(
    {
        *(Trait.ETHNIC_GROUP, Trait.ETHNIC_GROUP_19, Trait.DISABILITY, Trait.RELIGION),
        *(Trait.SEXUAL_ORIENTATION, Trait.GENDER, Trait.PREGNANCY),
    }
)
"""Special category data (UK GDPR, Article 9), or as sensitive as these."""
