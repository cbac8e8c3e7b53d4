"""An officer's record: what they can do, and the parts that they played in challenges.

Source: programme-field.md §2.1 (output 2, intrapreneurship). Parts are worked out from what
happened; only skills are somebody's own words.
"""

from __future__ import annotations

from enum import StrEnum

from foundation.base.words import say
from foundation.base.written import in_one_line
from programme.rules.drafts import missing_or_long, refuse

LONGEST_SKILL = 60
MOST_SKILLS = 20


class PartKind(StrEnum):
    """What somebody did in a challenge or at a workshop; the first are those closest to it."""

    PROPOSED = "proposed"
    OWNS = "owns"
    SPONSORS = "sponsors"
    LED = "led"
    CAME = "came"
    IN_COHORT = "in_cohort"
    SIGNED = "signed"
    BACKED = "backed"
    DID = "did"


def checked_skill(words: str, held: int) -> str:
    """Return a skill as it will be stored, by somebody who has *held* already.

    Raises:
        Invalid: it says nothing or too much, or there are too many.
    """
    words = in_one_line(words)
    too_many = say("You have {most} skills here. Take one away first.", most=MOST_SKILLS)
    refuse(
        {
            "skill": too_many if held >= MOST_SKILLS else missing_or_long(words, LONGEST_SKILL),
        }
    )
    return words
