"""The two pathways, each a template of steps in order, mapped to stages, gates and artefacts.

A programme gets rows of its own from these templates; what it renames is its own affair.
Source: programme-field.md §2.2; on the Direct pathway the order of the headings of the pilot's
slide holds, with the meanings of the Showcase steps of the same name (§2.1, deck inconsistency).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, says_something
from programme.rules.challenges import ChallengeState, PathwayKind
from programme.rules.stages import GateCode, Stage

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step: the gate in front of it, where there is one, and what it leaves behind."""

    title: str
    meaning: str
    stage: Stage
    gate: GateCode | None
    artefact: str


@dataclass(frozen=True, slots=True)
class PathwayTemplate:
    """A pathway before a programme has made it its own."""

    title: str
    steps: tuple[StepTemplate, ...]


_DESIGN_THINKING = StepTemplate(
    "Design thinking",
    "Workshops in the department find out what the problem is, for whom, and what is assumed.",
    Stage.DEFINE,
    GateCode.G0,
    "Assumptions log, map of users, evidence",
)

_HANDOVER = StepTemplate(
    "Handover to procurement",
    "The procurement team takes over everything it needs to buy.",
    Stage.HANDOVER,
    GateCode.G6,
    "Handover pack and open contracting data",
)

TEMPLATES: dict[PathwayKind, PathwayTemplate] = {
    PathwayKind.SHOWCASE: PathwayTemplate(
        "Showcase",
        (
            _DESIGN_THINKING,
            StepTemplate(
                "Challenge written and released",
                "The department's question becomes a brief that firms can answer.",
                Stage.INVITE,
                GateCode.G1,
                "Released brief",
            ),
            StepTemplate(
                "Firms identified",
                "Submissions are assessed, and at most three firms are matched.",
                Stage.EXPLORE,
                GateCode.G2,
                "Ranked list, at most three matches",
            ),
            StepTemplate(
                "Business support",
                "The matched firms work with mentors and with the department.",
                Stage.ACCELERATE,
                GateCode.G3,
                "Record of the cohort",
            ),
            StepTemplate(
                "Prototypes shown",
                "Prototypes are shown with what it would cost to put them to use.",
                Stage.PROTOTYPE,
                GateCode.G4,
                "Vote and selection",
            ),
            StepTemplate(
                "Business case for funding",
                "The department makes its case for the money.",
                Stage.PRE_COMMERCIAL,
                GateCode.G5,
                "Approved business case",
            ),
            _HANDOVER,
        ),
    ),
    PathwayKind.DIRECT: PathwayTemplate(
        "Direct",
        (
            StepTemplate(
                "Business case",
                "The money is there already, and no tender is out.",
                Stage.PRE_COMMERCIAL,
                GateCode.G5,
                "Approved business case",
            ),
            _DESIGN_THINKING,
            StepTemplate(
                "Challenge written",
                "The department's question becomes a brief for the competition that follows.",
                Stage.INVITE,
                GateCode.G1,
                "Released brief",
            ),
            _HANDOVER,
        ),
    ),
}


class WhyNot(StrEnum):
    """Why a challenge stays on its pathway."""

    SAME = "same"
    TOO_LATE = "too_late"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.SAME: say("The challenge is on this pathway already."),
    WhyNot.TOO_LATE: say("The brief is released. From then on the pathway stays as it is."),
}

_S = ChallengeState

CONTINUES_IN: dict[PathwayKind, Mapping[ChallengeState, ChallengeState]] = {
    PathwayKind.SHOWCASE: {
        _S.IDEA: _S.IDEA,
        _S.BUSINESS_CASE: _S.IDEA,
        _S.DEFINING: _S.DEFINING,
        _S.BRIEF_REVIEW: _S.BRIEF_REVIEW,
    },
    PathwayKind.DIRECT: {
        _S.IDEA: _S.IDEA,
        _S.DEFINING: _S.BUSINESS_CASE,
        _S.BRIEF_REVIEW: _S.BUSINESS_CASE,
    },
}
"""New pathway → where a challenge goes on, by where it stood; anywhere else is too late.

Who turns to the Direct pathway owes the business case first.
"""


@dataclass(frozen=True, slots=True)
class PathwayChanged(Event):
    """A challenge took the other pathway."""

    kind: ClassVar[str] = "programme.challenge.pathway_changed"
    programme_id: UUID
    before: PathwayKind
    after: PathwayKind


def may_change(before: PathwayKind, after: PathwayKind, state: ChallengeState) -> Decision:
    """Decide whether a challenge in *state* may go from one pathway to the other."""
    if before is after:
        return Decision(WhyNot.SAME)
    return YES if state in CONTINUES_IN[after] else Decision(WhyNot.TOO_LATE)


def checked_reason(reason: str, *, field: str = "reason") -> str:
    """Return a reason as it is kept.

    Raises:
        Invalid: it says nothing, or far too much.
    """
    reason = cleaned(reason[: 2 * LONGEST_REASON])
    if not says_something(reason):
        sentence = say("Say why, in a sentence or two. It is kept with the decision.")
    elif len(reason) > LONGEST_REASON:
        sentence = say("Shorten the reason to at most {most} characters.", most=LONGEST_REASON)
    else:
        return reason
    raise Invalid(sentence, fields={field: sentence})
