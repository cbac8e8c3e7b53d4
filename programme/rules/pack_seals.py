"""A pack that is sealed cannot change any more; procurement accepts it, or returns it with reasons.

Source: programme-field.md §2.4 (HandoverPack) and §2.5 (gate 6).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.challenges import ChallengeState
from programme.rules.lines import Result

MANIFEST = "manifest.json"


class SealState(StrEnum):
    """What became of a sealed pack."""

    SEALED = "sealed"
    ACCEPTED = "accepted"
    RETURNED = "returned"


_S = SealState

NEXT: dict[SealState, frozenset[SealState]] = {
    _S.SEALED: frozenset({_S.ACCEPTED, _S.RETURNED}),
    _S.ACCEPTED: frozenset(),
    _S.RETURNED: frozenset(),
}
"""State → the states that may follow it; whatever was returned is sealed anew."""


class WhyNot(StrEnum):
    """Why a pack is not sealed, or not answered."""

    NOT_THERE = "not_there"
    GATE_OPEN = "gate_open"
    UNDER_WAY = "under_way"
    NO_SUCH_STEP = "no_such_step"
    SAME_PERSON = "same_person"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_THERE: say("A gate before the handover is open. Pass it first, then seal the pack."),
    WhyNot.GATE_OPEN: say("Gate 6 is open: something in the pack is missing. It is listed here."),
    WhyNot.UNDER_WAY: say(
        "A sealed pack waits for procurement, or is accepted. Wait for its return."
    ),
    WhyNot.NO_SUCH_STEP: say("This pack was accepted or returned already."),
    WhyNot.SAME_PERSON: say("Somebody else than the person who sealed it has to answer."),
}


@dataclass(frozen=True, slots=True)
class PackSealed(Event):
    """A pack was sealed; nothing in it changes from then on."""

    kind: ClassVar[str] = "programme.pack.sealed"
    programme_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class PackAnswered(Event):
    """Procurement accepted a sealed pack, or returned it."""

    kind: ClassVar[str] = "programme.pack.answered"
    programme_id: UUID
    number: int
    after: SealState


def may_seal(state: ChallengeState, results: Sequence[Result], last: SealState | None) -> Decision:
    """Decide whether a pack may be sealed: *results* are the lines of gate 6 now."""
    if state is not ChallengeState.HANDOVER:
        return Decision(WhyNot.NOT_THERE)
    if last in {_S.SEALED, _S.ACCEPTED}:
        return Decision(WhyNot.UNDER_WAY)
    if not results or not all(each.is_open for each in results):
        return Decision(WhyNot.GATE_OPEN)
    return YES


def may_answer(
    before: SealState, after: SealState, sealed_by: UUID | None, who: UUID | None
) -> Decision:
    """Decide whether *who* may accept or return a sealed pack."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    return Decision(WhyNot.SAME_PERSON) if who is None or who == sealed_by else YES


class Wrong(StrEnum):
    """What is wrong with a file of a pack."""

    MISSING = "missing"
    CHANGED = "changed"
    ADDED = "added"
    NO_MANIFEST = "no_manifest"


def faults_of(files: Mapping[str, bytes]) -> tuple[tuple[str, Wrong], ...]:
    """Return (name, what is wrong) of each file that is not as the manifest among them says."""
    try:
        said: dict[str, Any] = json.loads(files[MANIFEST])["files"]
        digests = {name: str(about["sha256"]) for name, about in said.items()}
    except (KeyError, ValueError, TypeError, AttributeError):
        return ((MANIFEST, Wrong.NO_MANIFEST),)
    found = [(name, Wrong.MISSING) for name in digests if name not in files]
    found += [(name, Wrong.ADDED) for name in files if name not in {MANIFEST, *digests}]
    found += [
        (name, Wrong.CHANGED)
        for name, digest in digests.items()
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest
    ]
    return tuple(sorted(found))


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of a pack: that of its manifest, which has those of all others."""
    return hashlib.sha256(files[MANIFEST]).hexdigest()
