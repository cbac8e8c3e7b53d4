"""Who can take part: the questions of the self-check, and the grounds of the formal check.

Source: programme-field.md §1 and §2.3 (small and medium firms, conditions of participation). The
self-check keeps nothing; the formal check is recorded with its reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from foundation.base.errors import Invalid
from foundation.base.words import Said, say
from foundation.base.written import cleaned, says_something

LONGEST_REASON = 2_000


class Ground(StrEnum):
    """One condition of taking part."""

    SMALL_FIRM = "small_firm"
    MAY_TRADE = "may_trade"
    NO_EXCLUSION = "no_exclusion"
    INSURED = "insured"
    HAS_TIME = "has_time"
    MAY_USE_DATA = "may_use_data"


ASKED: Mapping[Ground, Said] = {
    Ground.SMALL_FIRM: say("Does your firm have fewer than 250 people?"),
    Ground.MAY_TRADE: say("Is it registered to trade in the United Kingdom, or about to be?"),
    Ground.NO_EXCLUSION: say(
        "Are its directors free of convictions and bans that exclude a firm from public contracts?"
    ),
    Ground.INSURED: say("Does it have public liability insurance, or will it before it starts?"),
    Ground.HAS_TIME: say("Can two people give about two days a week while the cohort runs?"),
    Ground.MAY_USE_DATA: say("Can it keep to the council's rules for the data that it is given?"),
}
"""What is asked of each ground; “yes” is what it takes."""

HELP: Mapping[Ground, Said] = {
    Ground.SMALL_FIRM: say("This programme is for small and medium firms."),
    Ground.MAY_TRADE: say("Register with Companies House first. It takes about a day."),
    Ground.NO_EXCLUSION: say("Ask procurement before you spend time on a submission."),
    Ground.INSURED: say("You need it when the work starts, not when you submit."),
    Ground.HAS_TIME: say("Think about a partner firm with whom you share the work."),
    Ground.MAY_USE_DATA: say("Read the data sets of the brief, and ask in the questions to all."),
}
"""What to do where the answer is no."""


class Verdict(StrEnum):
    """What the formal check came to."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A formal check: what it came to, the grounds that are not met, and the reason in words."""

    verdict: Verdict
    grounds: frozenset[Ground] = frozenset()
    reason: str = ""


def not_met(answers: Mapping[Ground, bool]) -> tuple[Ground, ...]:
    """Return the grounds that a firm says it does not meet, in order."""
    return tuple(ground for ground in Ground if answers.get(ground) is False)


def checked_check(draft: CheckDraft) -> CheckDraft:
    """Return a formal check as it will be stored.

    Raises:
        Invalid: it says no without a ground or without a reason.
    """
    reason = cleaned(draft.reason)
    if draft.verdict is Verdict.ELIGIBLE:
        return CheckDraft(draft.verdict, frozenset(), reason)
    fields: dict[str, str] = {}
    if not draft.grounds:
        fields["grounds"] = say("Choose the grounds that are not met.")
    if not says_something(reason):
        fields["reason"] = say("Say why, in words that the firm will read.")
    elif len(reason) > LONGEST_REASON:
        fields["reason"] = say("Use at most {most} characters.", most=LONGEST_REASON)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return CheckDraft(draft.verdict, draft.grounds, reason)


def as_codes(grounds: Collection[Ground]) -> str:
    """Return grounds as they are stored, in order."""
    return " ".join(ground.value for ground in Ground if ground in grounds)


def from_codes(text: str) -> tuple[Ground, ...]:
    """Return the grounds that ``as_codes`` has written."""
    return tuple(map(Ground, text.split()))
