"""Which questions about people may be asked: each needs a reason that can be read."""

from __future__ import annotations

from collections.abc import Mapping

from consultation.rules.reach.traits import Trait
from consultation.rules.words import says_something
from foundation.base.errors import Invalid

MOST_REASON = 300

USUAL: Mapping[Trait, str] = {
    Trait.AGE: "To see whether young and old people have been heard (Equality Act 2010, s.149).",
    Trait.ETHNIC_GROUP: (
        "To see whether every community has been heard (Equality Act 2010, s.149)."
    ),
    Trait.DISABILITY: "To see whether disabled people have been heard (Equality Act 2010, s.149).",
    Trait.WARD: "To see which parts of the area have been heard.",
}
"""What most consultations ask, with a reason to begin from."""


def checked_reasons(reasons: Mapping[Trait, str]) -> dict[Trait, str]:
    """Return the reasons without spaces around them.

    Raises:
        Invalid: one is missing or too long; the fields are named for the questions.
    """
    wrong: dict[str, str] = {}
    kept = {trait: reason.strip() for trait, reason in reasons.items()}
    for trait, reason in kept.items():
        if not says_something(reason):
            wrong[trait.value] = "Say why you ask this; data protection law wants a reason."
        elif len(reason) > MOST_REASON:
            wrong[trait.value] = f"Use {MOST_REASON} characters or fewer."
    if Trait.ETHNIC_GROUP in kept and Trait.ETHNIC_GROUP_19 in kept:
        wrong[Trait.ETHNIC_GROUP.value] = "Ask one question about ethnic group, not two."
    if wrong:
        raise Invalid("Some questions need another look.", fields=wrong)
    return kept
