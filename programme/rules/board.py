"""How a gate stands on the board, in one word and one shape."""

from __future__ import annotations

from enum import StrEnum

from programme.rules.gates import Verdict


class Light(StrEnum):
    """What a cell of the board shows; each has a shape of its own beside its colour."""

    PASSED = "passed"
    CONDITIONS = "conditions"
    READY = "ready"
    WAITING = "waiting"
    CLOSED = "closed"
    HELD = "held"
    RETURNED = "returned"
    LATER = "later"
    NOT_HERE = "not_here"


DECIDED: dict[Verdict, Light] = {
    Verdict.PASS: Light.PASSED,
    Verdict.PASS_WITH_CONDITIONS: Light.CONDITIONS,
    Verdict.HOLD: Light.HELD,
    Verdict.STOP: Light.CLOSED,
    Verdict.RETURN: Light.RETURNED,
}


def light(
    verdict: Verdict | None, *, is_ahead: bool, is_held: bool, is_waiting: bool, is_open: bool
) -> Light:
    """Return how a gate stands: what was decided last, or how its lines are.

    Args:
        verdict: what was decided there last, or None.
        is_ahead: the challenge stands in front of it.
        is_held: the challenge is on hold there.
        is_waiting: a decision waits for signatures.
        is_open: every line is met or waived.
    """
    if verdict in {Verdict.PASS, Verdict.PASS_WITH_CONDITIONS}:
        return DECIDED[verdict]
    if is_held:
        return Light.HELD
    if not is_ahead:
        return DECIDED[verdict] if verdict else Light.LATER
    if is_waiting:
        return Light.WAITING
    if is_open:
        return Light.READY
    return Light.RETURNED if verdict is Verdict.RETURN else Light.CLOSED
