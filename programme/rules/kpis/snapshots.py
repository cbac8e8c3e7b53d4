"""Figures that were kept on one day: whoever kept them does not sign them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say


class WhyNot(StrEnum):
    """Why figures are not signed."""

    SIGNED = "signed"
    SAME_PERSON = "same_person"
    CHANGED = "changed"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.SIGNED: say("These figures are signed already."),
    WhyNot.SAME_PERSON: say("Somebody else than the person who kept them has to sign."),
    WhyNot.CHANGED: say("Rows have changed since. Keep the figures again, then sign."),
}


@dataclass(frozen=True, slots=True)
class KpisKept(Event):
    """The figures of a programme were kept as they were."""

    kind: ClassVar[str] = "programme.kpis.kept"
    as_of: date


@dataclass(frozen=True, slots=True)
class KpisSigned(Event):
    """Kept figures were signed by a second person."""

    kind: ClassVar[str] = "programme.kpis.signed"
    snapshot_id: UUID


def may_sign(
    *, is_signed: bool, kept_by: UUID, who: UUID | None, changed: Sequence[str]
) -> Decision:
    """Decide whether *who* may sign; *changed* are codes of figures whose rows are others now."""
    if is_signed:
        return Decision(WhyNot.SIGNED)
    if who is None or who == kept_by:
        return Decision(WhyNot.SAME_PERSON)
    return Decision(WhyNot.CHANGED) if changed else YES


def changed_since(
    kept: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    """Return the codes of figures whose rows are not those that were counted."""
    digests = {each["code"]: each["rows_sha256"] for each in now}
    return tuple(
        str(each["code"]) for each in kept if digests.get(each["code"]) != each["rows_sha256"]
    )


def digest_of(figures: Sequence[Mapping[str, Any]]) -> str:
    """Return the digest of kept figures."""
    said = json.dumps(list(figures), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()
