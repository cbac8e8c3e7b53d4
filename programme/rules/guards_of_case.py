"""The lines of the last two gates: the business case, and the handover to procurement."""

from __future__ import annotations

from foundation.base.words import say
from programme.rules.challenges import BudgetState
from programme.rules.lines import BUDGETS, NOT_YET, Found, Guards, Line
from programme.rules.money import pounds
from programme.rules.snapshots import Snapshot


def _identified(facts: Snapshot, _least: int) -> Found:
    state, most = facts.money.state, facts.money.max_p
    if state in {BudgetState.IDENTIFIED, BudgetState.CONFIRMED}:
        return True, BUDGETS[state]
    if state is BudgetState.INDICATIVE and most is not None:
        return False, say(
            "{sum} is only indicative. It must be identified or confirmed.", sum=pounds(most)
        )
    return False, say("It must be identified or confirmed.")


def _written(facts: Snapshot, _least: int) -> Found:
    if facts.case is None:
        return False, NOT_YET
    reason = say("{ready} of {all} parts.", ready=facts.case.written, all=facts.case.parts)
    return facts.case.written == facts.case.parts, reason


def _nothing(facts: Snapshot, _least: int) -> Found:
    if facts.case is None:
        return False, NOT_YET
    if facts.case.has_doing_nothing:
        return True, say("Doing nothing is one of the options compared.")
    return False, say("Add what happens if nothing is done, and what that costs.")


def _benefits(facts: Snapshot, _least: int) -> Found:
    if facts.case is None:
        return False, NOT_YET
    case = facts.case
    reason = say("{tied} of {all} benefits.", tied=case.benefits_measured, all=case.benefits)
    return 0 < case.benefits == case.benefits_measured, reason


def _approver(facts: Snapshot, _least: int) -> Found:
    if facts.case is None:
        return True, say("No case is kept here. Who signs says that they did not write it.")
    if not facts.case.has_approver:
        return False, say("Name who approves the case.")
    if facts.case.approver_wrote:
        return False, say("The named approver wrote part of it. Choose another one.")
    return True, say("The approver wrote none of it.")


def _pack(facts: Snapshot, _least: int) -> Found:
    if facts.pack is None:
        return False, NOT_YET
    reason = say("{ready} of {all} items.", ready=facts.pack.ready, all=facts.pack.items)
    return facts.pack.ready == facts.pack.items, reason


def _conflicts(facts: Snapshot, _least: int) -> Found:
    if facts.pack is None:
        return False, NOT_YET
    if facts.pack.conflicts_assessed:
        return True, say("It is on file.")
    return False, say("The law asks for it before the tender notice (Procurement Act 2023 s.83).")


def _fairness(facts: Snapshot, _least: int) -> Found:
    if facts.pack is None:
        return False, NOT_YET
    if facts.pack.fairness_stated:
        return True, say("It is stated.")
    return False, say("State who was told what, and that nobody had an unfair advantage.")


def _valid(facts: Snapshot, _least: int) -> Found:
    if facts.pack is None:
        return False, NOT_YET
    if facts.pack.data_errors:
        return False, say("{errors} errors have to be mended.", errors=facts.pack.data_errors)
    return True, say("It follows the standard.")


def _chain(facts: Snapshot, _least: int) -> Found:
    if facts.pack is None:
        return False, NOT_YET
    if facts.pack.chain_holds:
        return True, say("The chain holds.")
    return False, say("The chain is broken. Stop, and ask who looks after the system.")


GUARDS: Guards = {
    Line.MONEY_IDENTIFIED: _identified,
    Line.CASES_WRITTEN: _written,
    Line.DOING_NOTHING_COMPARED: _nothing,
    Line.BENEFITS_MEASURED: _benefits,
    Line.APPROVER_APART: _approver,
    Line.PACK_COMPLETE: _pack,
    Line.CONFLICTS_ASSESSED: _conflicts,
    Line.FAIRNESS_STATED: _fairness,
    Line.DATA_VALID: _valid,
    Line.CHAIN_HOLDS: _chain,
}
