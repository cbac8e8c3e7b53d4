"""The lines of the first two gates: somebody is behind it, and the brief is ready for firms."""

from __future__ import annotations

from foundation.base.words import say
from programme.rules.challenges import Engagement
from programme.rules.lines import BUDGETS, NO_WINDOW, Found, Guards, Line
from programme.rules.snapshots import SECTIONS, Snapshot
from programme.rules.windows import days_between, is_over_christmas_alone


def _department(facts: Snapshot, _least: int) -> Found:
    if facts.people.department:
        return True, say("{department}.", department=facts.people.department)
    return False, say("Choose the department whose problem this is.")


def _owner(facts: Snapshot, _least: int) -> Found:
    if facts.people.has_owner:
        return True, say("The owner answers for the challenge in the department.")
    return False, say("Name a challenge owner in the department.")


def _sponsor(facts: Snapshot, _least: int) -> Found:
    if not facts.people.has_sponsor:
        return False, say("Name an executive sponsor, and ask them to accept.")
    if facts.people.sponsor_accepted_on is None:
        return False, say("The sponsor is named, but has not accepted yet.")
    return True, say("Accepted on {day}.", day=_day(facts.people.sponsor_accepted_on))


def _budget(facts: Snapshot, _least: int) -> Found:
    if facts.money.state is None:
        return False, say("Record what is known: none, indicative, identified or confirmed.")
    return True, BUDGETS[facts.money.state]


def _sections(facts: Snapshot, least: int) -> Found:
    brief = facts.brief
    done = brief.complete + brief.waived
    reason = say(
        "{complete} of {all} are complete, {waived} are waived with a reason.",
        complete=brief.complete,
        all=SECTIONS,
        waived=brief.waived,
    )
    return done >= least, reason


def _approved(facts: Snapshot, _least: int) -> Found:
    brief = facts.brief
    if brief.owner_key and brief.procurement_key:
        return True, say("The department owner approved it and procurement checked it.")
    if brief.owner_key:
        return False, say("The department owner approved it. Procurement has still to check it.")
    if brief.procurement_key:
        return False, say("Procurement checked it. The department owner has still to approve it.")
    return False, say("The department owner has to approve it, and procurement to check it.")


def _measured(facts: Snapshot, least: int) -> Found:
    brief = facts.brief
    reason = say(
        "{ready} of {all} measures have a baseline.",
        ready=brief.measures_with_baseline,
        all=brief.measures,
    )
    return brief.measures_with_baseline >= least, reason


def _evidence(facts: Snapshot, least: int) -> Found:
    reason = say(
        "{number} cited, at least {least} are needed.", number=facts.brief.citations, least=least
    )
    return facts.brief.citations >= least, reason


def _residents(facts: Snapshot, least: int) -> Found:
    reason = say(
        "{number} from residents, at least {least} needed.",
        number=facts.brief.from_residents,
        least=least,
    )
    return facts.brief.from_residents >= least, reason


def _window(facts: Snapshot, least: int) -> Found:
    if facts.opens_at is None or facts.closes_at is None:
        return False, NO_WINDOW
    days = days_between(facts.opens_at, facts.closes_at)
    return days >= least, say("{days} days, at least {least} are needed.", days=days, least=least)


def _christmas(facts: Snapshot, _least: int) -> Found:
    if facts.opens_at is None or facts.closes_at is None:
        return False, NO_WINDOW
    if is_over_christmas_alone(facts.opens_at, facts.closes_at):
        return False, say("The whole window lies between 20 December and 3 January.")
    return True, say("The window is not wholly between 20 December and 3 January.")


def _criteria(facts: Snapshot, _least: int) -> Found:
    if facts.criteria_frozen_at is None:
        return False, say("Firms must know how they are judged. Freeze criteria and weights first.")
    return True, say("They cannot change any more.")


def _interests(facts: Snapshot, _least: int) -> Found:
    if facts.interests_open_at is None:
        return False, say("Open the register, so that everybody can declare a conflict.")
    return True, say("Everybody who takes part can declare a conflict.")


def _engagement(facts: Snapshot, _least: int) -> Found:
    match facts.engagement:
        case Engagement.UNDECIDED:
            return False, say("Decide it, and say why. Procurement can tell you what the law asks.")
        case Engagement.PUBLISHED:
            return True, say("A notice is published.")
        case Engagement.NOT_NEEDED:
            return True, say("No notice is needed; the reason is recorded.")


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


GUARDS: Guards = {
    Line.DEPARTMENT_NAMED: _department,
    Line.OWNER_NAMED: _owner,
    Line.SPONSOR_ACCEPTED: _sponsor,
    Line.BUDGET_RECORDED: _budget,
    Line.SECTIONS_COMPLETE: _sections,
    Line.BRIEF_APPROVED: _approved,
    Line.MEASURE_WITH_BASELINE: _measured,
    Line.EVIDENCE_LINKED: _evidence,
    Line.RESIDENTS_CITED: _residents,
    Line.WINDOW_LONG_ENOUGH: _window,
    Line.WINDOW_NOT_CHRISTMAS: _christmas,
    Line.CRITERIA_FROZEN: _criteria,
    Line.INTERESTS_REGISTER_OPEN: _interests,
    Line.ENGAGEMENT_DECIDED: _engagement,
}
