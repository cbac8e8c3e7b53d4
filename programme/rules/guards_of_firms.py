"""The lines of the gates that firms come through: assessment, cohort, showcase."""

from __future__ import annotations

from foundation.base.words import say
from programme.rules.lines import NO_WINDOW, NOT_YET, Found, Guards, Line
from programme.rules.snapshots import Snapshot
from programme.rules.windows import has_passed


def _deadline(facts: Snapshot, _least: int) -> Found:
    if facts.closes_at is None:
        return False, NO_WINDOW
    if has_passed(facts.closes_at, facts.now):
        return True, say("It has passed.")
    return False, say("Firms can still answer.")


def _clarified(facts: Snapshot, _least: int) -> Found:
    left = facts.submissions.unanswered_questions
    if left is None:
        return False, NOT_YET
    if left:
        return False, say("{left} questions wait for an answer to all.", left=left)
    return True, say("None waits.")


def _assessors(facts: Snapshot, least: int) -> Found:
    cleared = facts.submissions.cleared
    if cleared is None:
        return False, NOT_YET
    ready = sum(assessors >= least for assessors in cleared)
    reason = say(
        "{ready} of {all} submissions have {least} assessors or more who are cleared.",
        ready=ready,
        all=len(cleared),
        least=least,
    )
    return 0 < len(cleared) == ready, reason


def _few_enough(facts: Snapshot, most: int) -> Found:
    if facts.matches is None:
        return False, NOT_YET
    matched = facts.matches.matched
    reason = say("{matched} matched, at most {most} agreed.", matched=matched, most=most)
    return 0 < matched <= most, reason


def _accepted(facts: Snapshot, _least: int) -> Found:
    if facts.matches is None:
        return False, NOT_YET
    matches = facts.matches
    reason = say(
        "{accepted} of {matched} have accepted.", accepted=matches.accepted, matched=matches.matched
    )
    return matches.matched > 0 and matches.accepted == matches.matched, reason


def _shortfall(facts: Snapshot, least: int) -> Found:
    if facts.matches is None:
        return False, NOT_YET
    if facts.matches.matched >= least:
        return True, say("There are enough firms.")
    if facts.matches.shortfall_decided:
        return True, say("There are fewer than {least}; what to do is decided.", least=least)
    return False, say("Decide: more time, other firms with their consent, or go on.")


def _verified(facts: Snapshot, _least: int) -> Found:
    return _share_of_prototypes(facts, verified=True)


def _costed(facts: Snapshot, _least: int) -> Found:
    return _share_of_prototypes(facts, verified=False)


def _share_of_prototypes(facts: Snapshot, *, verified: bool) -> Found:
    if facts.prototypes is None:
        return False, NOT_YET
    shown = facts.prototypes
    ready = shown.verified if verified else shown.costed
    reason = say("{ready} of {all} prototypes.", ready=ready, all=shown.planned)
    return 0 < shown.planned == ready, reason


def _attended(facts: Snapshot, least: int) -> Found:
    if facts.cohort is None or facts.cohort.attended_percent is None:
        return False, NOT_YET
    reason = say(
        "{percent} in 100 seats were filled, at least {least} are asked for.",
        percent=facts.cohort.attended_percent,
        least=least,
    )
    return facts.cohort.attended_percent >= least, reason


def _told(facts: Snapshot, _least: int) -> Found:
    if facts.cohort is None:
        return False, NOT_YET
    if facts.cohort.untold_facts:
        return False, say("{left} notes are not shared with all.", left=facts.cohort.untold_facts)
    return True, say("Everything is shared with every firm of the cohort.")


GUARDS: Guards = {
    Line.DEADLINE_PASSED: _deadline,
    Line.CLARIFICATIONS_ANSWERED: _clarified,
    Line.ASSESSORS_CLEARED: _assessors,
    Line.AT_MOST_THREE_MATCHED: _few_enough,
    Line.MATCHES_ACCEPTED: _accepted,
    Line.SHORTFALL_DECIDED: _shortfall,
    Line.EVIDENCE_VERIFIED: _verified,
    Line.COSTS_GIVEN: _costed,
    Line.ATTENDANCE_HIGH_ENOUGH: _attended,
    Line.EQUAL_INFORMATION: _told,
}
