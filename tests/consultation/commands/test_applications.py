"""Applications are recorded version by version, and their consultations follow."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.applications import Recorded, record_application
from consultation.commands.consultations import change_consultation
from consultation.models.applications import Application, ApplicationVersion
from consultation.models.consultations import Consultation
from consultation.queries.consultations import consultation_page
from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    SheetDocument,
)
from consultation.rules.consultations import ConsultationKind, ConsultationStatus, PlanningDecision
from consultation.rules.drafts import ConsultationDraft
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW
from tests.make import an_actor, an_authority

PLAN = SheetDocument("plan.pdf", "https://example.org/plan.pdf", "sitePlan.proposed")


def a_sheet(stage: ProcessStage = ProcessStage.CONSULTATION, **more: Any) -> ApplicationSheet:
    given: dict[str, Any] = {
        "reference": "2026/04512/PA",
        "organisation": "BIR",
        "status": ApplicationStatus.UNDETERMINED,
        "content": {"stage": stage.value},
        "digest": stage.value,
        "source_name": f"{stage}.json",
        "title": "1 Invented Road",
        "description": "48 homes.",
        "consultation_opens": NOW.date() - timedelta(days=3),
        "consultation_closes": NOW.date() + timedelta(days=18),
        "is_published": True,
        "documents": (PLAN,),
        **more,
    }
    return ApplicationSheet(stage=stage, **given)


DECIDED = a_sheet(
    ProcessStage.ASSESSMENT,
    status=ApplicationStatus.DETERMINED,
    decision=PlanningDecision.GRANTED,
)
FOUR = (
    a_sheet(ProcessStage.SUBMISSION, is_published=False, consultation_opens=None),
    a_sheet(),
    replace(DECIDED, status=ApplicationStatus.WITHDRAWN, digest="withdrawn",
            decision=PlanningDecision.WITHDRAWN),
    DECIDED,
)  # fmt: skip


def record(session: Session, actor: Actor, sheet: ApplicationSheet) -> Recorded:
    with work(session, actor, NOW) as unit:
        return record_application(unit, sheet)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_four_files_in_any_order_leave_one_application_that_stands_alike(
    session: Session, actor: Actor, order: tuple[int, ...]
) -> None:
    for _twice in range(2):
        for number in order:
            record(session, actor, FOUR[number])
    application = session.scalars(select(Application)).one()
    assert application.decision is PlanningDecision.GRANTED
    assert application.stage == "assessment"
    versions = session.scalars(select(ApplicationVersion)).all()
    assert sorted(version.number for version in versions) == [1, 2, 3, 4]
    consultation = session.scalars(select(Consultation)).one()
    assert consultation.status is ConsultationStatus.DECIDED


def test_a_published_application_with_a_period_opens_to_the_public(
    session: Session, actor: Actor
) -> None:
    slug = record(session, actor, a_sheet()).consultation_slug
    page = consultation_page(session, actor.authority_id, slug or "", NOW)
    assert page is not None
    assert page.may_comment
    assert (page.title, page.reference) == ("1 Invented Road", "2026/04512/PA")
    assert [document.url for document in page.documents] == [PLAN.url]


def test_an_unpublished_application_asks_nobody(session: Session, actor: Actor) -> None:
    assert record(session, actor, FOUR[0]).consultation_slug is None
    assert session.scalars(select(Consultation)).all() == []


def test_the_same_file_again_changes_nothing(session: Session, actor: Actor) -> None:
    first = record(session, actor, a_sheet())
    events = len(session.scalars(select(LoggedEvent)).all())
    again = record(session, actor, a_sheet())
    assert not again.is_new_version
    assert (again.version_number, again.consultation_slug) == (1, first.consultation_slug)
    assert len(session.scalars(select(LoggedEvent)).all()) == events


def test_a_longer_period_and_new_documents_reach_the_consultation(
    session: Session, actor: Actor
) -> None:
    slug = record(session, actor, a_sheet()).consultation_slug or ""
    amended = SheetDocument("amended.pdf", "https://example.org/amended.pdf")
    longer = a_sheet(
        digest="later",
        generated_at=NOW,
        consultation_closes=date(2027, 1, 15),
        documents=(amended, PLAN),
    )
    record(session, actor, longer)
    page = consultation_page(session, actor.authority_id, slug, NOW)
    assert page is not None
    assert page.closes_at is not None
    assert page.closes_at.date() == date(2027, 1, 16)
    assert [document.url for document in page.documents] == [PLAN.url, amended.url]


def test_words_that_an_officer_wrote_outlive_the_next_file(session: Session, actor: Actor) -> None:
    slug = record(session, actor, a_sheet()).consultation_slug or ""
    asked = consultation_page(session, actor.authority_id, slug, NOW)
    assert asked is not None
    own = ConsultationDraft(
        kind=ConsultationKind.PLANNING_APPLICATION,
        title="Homes where the dairy was",
        summary="In plain words.",
        opens_at=asked.opens_at,
        closes_at=asked.closes_at,
    )
    with work(session, actor, NOW) as unit:
        change_consultation(unit, slug, own, "In plain words")
    record(session, actor, DECIDED)
    page = consultation_page(session, actor.authority_id, slug, NOW)
    assert page is not None
    assert (page.title, page.summary) == ("Homes where the dairy was", "In plain words.")
    assert page.status is ConsultationStatus.DECIDED


def test_one_reference_at_two_councils_is_two_applications(session: Session, actor: Actor) -> None:
    other = an_actor(an_authority(session, "elsewhere").id)
    record(session, actor, a_sheet())
    record(session, other, a_sheet())
    assert len(session.scalars(select(Application)).all()) == 2
