"""Which questions tell something of which protected characteristic.

Source: Equality Act 2010, section 4 (the nine characteristics) and section 149 (the duty to have
due regard to them, for which a council keeps an equality impact assessment).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from consultation.rules.reach.traits import Trait


class Characteristic(StrEnum):
    """The protected characteristics in the order of the Act."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender_reassignment"
    MARRIAGE = "marriage"
    PREGNANCY = "pregnancy"
    RACE = "race"
    RELIGION = "religion"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual_orientation"


ASKED_BY: Mapping[Characteristic, tuple[Trait, ...]] = {
    Characteristic.AGE: (Trait.AGE,),
    Characteristic.DISABILITY: (Trait.DISABILITY,),
    Characteristic.GENDER_REASSIGNMENT: (Trait.GENDER,),
    Characteristic.MARRIAGE: (Trait.MARRIAGE,),
    Characteristic.PREGNANCY: (Trait.PREGNANCY,),
    Characteristic.RACE: (Trait.ETHNIC_GROUP, Trait.ETHNIC_GROUP_19),
    Characteristic.RELIGION: (Trait.RELIGION,),
    Characteristic.SEX: (Trait.SEX,),
    Characteristic.SEXUAL_ORIENTATION: (Trait.SEXUAL_ORIENTATION,),
}

BESIDE = (Trait.MAIN_LANGUAGE, Trait.TENURE, Trait.CARER, Trait.WARD)
"""Questions about no protected characteristic that an assessment looks at all the same."""
