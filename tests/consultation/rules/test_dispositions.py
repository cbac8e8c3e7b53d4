"""Outcomes: what each asks for, and when people may see it."""

from __future__ import annotations

from itertools import product

import pytest

from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import (
    TERMS,
    Disposition,
    Group,
    Outcome,
    Proof,
    checked,
    is_out,
)
from foundation.base.errors import Invalid

D = Disposition
WITHOUT_PROOF = {D.ANSWERED, D.NOT_MATERIAL, D.OUT_OF_SCOPE, D.WITHDRAWN}
WITHOUT_REASON = {D.ANSWERED, D.WITHDRAWN}


def test_every_outcome_has_its_terms_and_is_offered_in_one_of_three_groups() -> None:
    assert set(TERMS) == set(D)
    assert len(TERMS) == 13
    assert {terms.group for terms in TERMS.values()} == set(Group)


@pytest.mark.parametrize(("outcome", "proof"), list(product(D, (None, *Proof))))
def test_an_outcome_stands_with_the_proof_that_fits_it_and_no_other(
    outcome: D, proof: Proof | None
) -> None:
    said = Outcome(outcome, "Because of the sun study.", proof, "Part 6.9")
    fits = proof in TERMS[outcome].proofs
    if fits or outcome in WITHOUT_PROOF:
        assert checked(said).proof is (proof if fits else None)
    else:
        with pytest.raises(Invalid) as refused:
            checked(said)
        assert list(refused.value.fields) == ["proof"]


@pytest.mark.parametrize("outcome", list(D))
def test_an_outcome_says_where_its_proof_is_and_why(outcome: D) -> None:
    proof = next(iter(TERMS[outcome].proofs), None)
    wanted = (set() if outcome in WITHOUT_PROOF else {"proof_words"}) | (
        set() if outcome in WITHOUT_REASON else {"reason"}
    )
    if not wanted:
        assert checked(Outcome(outcome, " ", proof, "\n")).reason == ""
        return
    with pytest.raises(Invalid) as refused:
        checked(Outcome(outcome, " ", proof, "\n"))
    assert set(refused.value.fields) == wanted


def test_a_reason_and_a_proof_are_short() -> None:
    long = Outcome(D.CONDITION, "x" * 601, Proof.CONDITION, "y" * 201)
    with pytest.raises(Invalid) as refused:
        checked(long)
    assert set(refused.value.fields) == {"reason", "proof_words"}


@pytest.mark.parametrize("status", list(ConsultationStatus))
def test_outcomes_are_seen_once_the_report_is_out(status: ConsultationStatus) -> None:
    assert is_out(status) is (status.value in {"reported", "decided", "withdrawn"})
