"""Keep what people are asked by others, what our own consultations take, and the budget for it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from consultation.commands.own import own_consultation
from consultation.models.loads import AskedElsewhere, ConsultationLoad, LoadBudget
from consultation.rules.loads import (
    Ask,
    AsksImported,
    Budget,
    BudgetSet,
    Whom,
    checked_minutes,
)
from consultation.rules.plan_events import PlanChanged
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import Work

LONGEST = 2_000


def import_asks(work: Work, asks: Iterable[Ask]) -> tuple[int, int]:
    """Write consultations of others into the ledger; return how many are new and how many changed.

    One that is there already takes over what the file says of it.
    """
    authority_id = work.actor.authority_id
    own = select(AskedElsewhere).where(AskedElsewhere.authority_id == authority_id)
    known = {(row.organiser, row.title, row.first_on): row for row in work.session.scalars(own)}
    new = changed = 0
    for ask in asks:
        row = known.get((ask.organiser, ask.title, ask.first))
        if row is None:
            row = AskedElsewhere(
                authority_id=authority_id,
                organiser=ask.organiser,
                title=ask.title,
                first_on=ask.first,
            )
            known[ask.organiser, ask.title, ask.first] = row
            work.session.add(row)
            new += 1
        else:
            changed += 1
        row.last_on, row.minutes, row.url = ask.last, ask.minutes, ask.url
        row.wards, row.groups = _lines(ask, Whom.WARD), _lines(ask, Whom.GROUP)
        row.organisations, row.taken_at = _lines(ask, Whom.ORGANISATION), work.now
    work.session.flush()
    if new or changed:
        work.record(AsksImported(authority_id, asks=new + changed))
    return new, changed


def set_budget(work: Work, budget: Budget) -> None:
    """Say for how many minutes a year one person may be asked.

    Raises:
        Invalid: a number is none, or too large; the fields are ``ward``, ``group``,
            ``organisation``.
    """
    kept = {whom: checked_minutes(budget.of(whom), whom.value) for whom in Whom}
    row = work.session.get(LoadBudget, work.actor.authority_id)
    if row is None:
        row = LoadBudget(authority_id=work.actor.authority_id)
        work.session.add(row)
    row.ward, row.group, row.organisation = (kept[whom] for whom in Whom)
    work.session.flush()
    work.record(
        BudgetSet(
            work.actor.authority_id, ward=row.ward, group=row.group, organisation=row.organisation
        )
    )


def set_load(work: Work, consultation_id: UUID, minutes: int | None, organisations: str) -> None:
    """Say what a consultation takes of one person, and which organisations it asks, one a line.

    Raises:
        Invalid: the minutes are none or too many, or the list is too long.
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    kept = checked_minutes(minutes, "minutes")
    if len(organisations) > LONGEST:
        wrong = say("Use at most {most} characters.", most=LONGEST)
        raise Invalid(wrong, fields={"organisations": wrong})
    row = work.session.get(ConsultationLoad, consultation_id)
    if row is None:
        row = ConsultationLoad(consultation_id=consultation_id)
        work.session.add(row)
    lines = (line.strip() for line in organisations.splitlines())
    row.minutes, row.organisations = kept, "\n".join(line for line in lines if line)
    work.session.flush()
    work.record(PlanChanged(consultation_id, consultation_id))


def _lines(ask: Ask, whom: Whom) -> str:
    return "\n".join(subject.name for subject in ask.subjects if subject.whom is whom)
