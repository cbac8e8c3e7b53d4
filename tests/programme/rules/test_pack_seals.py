"""A pack is sealed behind a gate that is shut to nothing, once, and answered by another person."""

from __future__ import annotations

import hashlib
import json
from itertools import product
from uuid import UUID

import pytest

from foundation.base.decisions import Decision
from programme.rules.challenges import ChallengeState
from programme.rules.lines import Line, Result
from programme.rules.pack_seals import (
    MANIFEST,
    SealState,
    WhyNot,
    Wrong,
    faults_of,
    may_answer,
    may_seal,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
MET = Result(Line.PACK_COMPLETE, True, "It is there.")
SHUT = Result(Line.DATA_VALID, False, "It has errors.")
WAIVED = Result(Line.DATA_VALID, False, "It has errors.", is_waived=True)


@pytest.mark.parametrize("state", list(ChallengeState))
@pytest.mark.parametrize("last", [None, *SealState])
def test_a_pack_is_sealed_at_its_handover_once(
    state: ChallengeState, last: SealState | None
) -> None:
    decision = may_seal(state, (MET, WAIVED), last)
    is_there = state is ChallengeState.HANDOVER
    assert bool(decision) == (is_there and last in {None, SealState.RETURNED})
    if is_there and last in {SealState.SEALED, SealState.ACCEPTED}:
        assert decision == Decision(WhyNot.UNDER_WAY)


@pytest.mark.parametrize("results", [(), (SHUT,), (MET, SHUT)])
def test_an_open_line_of_the_gate_keeps_the_seal_away(results: tuple[Result, ...]) -> None:
    assert may_seal(ChallengeState.HANDOVER, results, None) == Decision(WhyNot.GATE_OPEN)


def test_only_what_is_sealed_is_answered_and_by_another_person() -> None:
    allowed = {
        (before, after)
        for before, after in product(SealState, repeat=2)
        if may_answer(before, after, ONE, OTHER)
    }
    assert allowed == {
        (SealState.SEALED, SealState.ACCEPTED),
        (SealState.SEALED, SealState.RETURNED),
    }
    for who in (ONE, None):
        answer = may_answer(SealState.SEALED, SealState.ACCEPTED, ONE, who)
        assert answer == Decision(WhyNot.SAME_PERSON)


def _pack(**files: bytes) -> dict[str, bytes]:
    said = {name: {"sha256": hashlib.sha256(held).hexdigest()} for name, held in files.items()}
    return {**files, MANIFEST: json.dumps({"files": said}).encode()}


def test_a_manifest_finds_what_was_changed_lost_or_put_in() -> None:
    pack = _pack(one=b"1", two=b"2", three=b"3")
    assert faults_of(pack) == ()
    broken = {**pack, "one": b"1!", "four": b"4"}
    del broken["two"]
    assert faults_of(broken) == (
        ("four", Wrong.ADDED),
        ("one", Wrong.CHANGED),
        ("two", Wrong.MISSING),
    )
    for held in (b"", b"[]", b'{"files": {"one": 1}}', b"\xff"):
        assert faults_of({MANIFEST: held}) == ((MANIFEST, Wrong.NO_MANIFEST),)
    assert faults_of({"one": b"1"}) == ((MANIFEST, Wrong.NO_MANIFEST),)
