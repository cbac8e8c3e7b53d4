"""Making, changing and moving a consultation, and what the clock sets off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.consultations import (
    change_consultation,
    make_consultation,
    move_consultation,
    move_stage,
    set_area,
    set_documents,
    set_stages,
)
from consultation.jobs.deadlines import open_and_close
from consultation.models.consultations import Consultation, StageMove, Tally
from consultation.queries.consultations import (
    ConsultationPage,
    consultation_cards,
    consultation_id,
    consultation_page,
    open_consultations,
    staff_cards,
    version_of,
)
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.drafts import DocumentDraft, StageDraft
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.paging import cursor_of
from foundation.base.work import work
from geo.rules.geojson import read_shape
from tests.conftest import NOW, at_most
from tests.consultation.make import a_consultation, a_draft
from tests.make import an_actor, an_authority

SLUG = "a-greener-high-street"


def page(session: Session, actor: Actor, slug: str = SLUG) -> ConsultationPage:
    found = consultation_page(session, actor.authority_id, slug, NOW, drafts=True)
    assert found is not None
    return found


def test_two_consultations_of_one_title_get_two_addresses(session: Session, actor: Actor) -> None:
    with work(session, actor, NOW) as unit:
        slugs = [make_consultation(unit, a_draft(title="Café & Bänke!")) for _ in range(3)]
        assert slugs == ["cafe-banke", "cafe-banke-2", "cafe-banke-3"]
        assert make_consultation(unit, a_draft(title="ہائی اسٹریٹ")) == "consultation"
        with pytest.raises(Conflict, match="at this address"):
            make_consultation(unit, a_draft(slug="cafe-banke"))
        with pytest.raises(Invalid):
            make_consultation(unit, a_draft(slug="../admin"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"summary": "🌳"}, "summary"),
        ({"summary": "x" * 5_001}, "summary"),
        ({"closes_at": NOW - timedelta(days=7)}, "closes_at"),
        ({"topics": (("", "Noise at night"), ("noise-at-night", "Again"))}, "topics"),
        ({"topics": (("", "🌳"),)}, "topics"),
        ({"topics": tuple(("", f"Topic {number}") for number in range(21))}, "topics"),
    ],
)
def test_a_draft_says_which_field_cannot_stay(
    session: Session, actor: Actor, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused, work(session, actor, NOW) as unit:
        make_consultation(unit, a_draft(**wrong))
    assert list(refused.value.fields) == [field]
    assert session.scalar(select(func.count()).select_from(Consultation)) == 0


def test_nothing_opens_without_dates(session: Session, actor: Actor) -> None:
    made = a_consultation(
        session, actor, ConsultationStatus.AWAITING_SIGN_OFF, opens_at=None, closes_at=None
    )
    with (
        pytest.raises(Conflict, match="when this consultation opens"),
        work(session, actor, NOW) as unit,
    ):
        move_consultation(unit, made, ConsultationStatus.SCHEDULED)
    with work(session, actor, NOW) as unit:
        change_consultation(unit, SLUG, a_draft())
        move_consultation(unit, made, ConsultationStatus.SCHEDULED)
    with pytest.raises(Conflict), work(session, actor, NOW) as unit:
        change_consultation(unit, SLUG, a_draft(closes_at=None))


def test_a_page_says_all_of_a_consultation_in_four_statements(
    session: Session, actor: Actor
) -> None:
    made = a_consultation(session, actor, topics=(("", "School run"), ("x", "A bench")))
    area = {
        "type": "Polygon",
        "coordinates": [[[-1.85, 52.47], [-1.84, 52.47], [-1.84, 52.48], [-1.85, 52.47]]],
    }
    with work(session, actor, NOW) as unit:
        set_area(unit, made, read_shape(area))
        set_documents(
            unit, made, [DocumentDraft("Plan", "https://x.uk/a.pdf"), DocumentDraft("Map", "/m")]
        )
        set_stages(
            unit,
            made,
            [StageDraft("Open", done_on=date(2026, 11, 1)), StageDraft("Report", date(2027, 1, 9))],
        )
    with at_most(4):
        read = page(session, actor)
    assert read.area_geojson == area
    assert read.topics == (("x", "A bench"), ("school-run", "School run"))
    assert [document.title for document in read.documents] == ["Plan", "Map"]
    assert [(stage.name, stage.is_current) for stage in read.stages] == [
        ("Open", False),
        ("Report", True),
    ]
    with work(session, actor, NOW) as unit:
        set_area(unit, made, None)
    assert page(session, actor).area_geojson is None


def test_a_date_that_moves_tells_everybody_why(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    stages = [StageDraft("Count", date(2027, 1, 1)), StageDraft("Report", date(2027, 2, 1))]
    with work(session, actor, NOW) as unit:
        set_stages(unit, consultation, stages)
    _, report = page(session, actor).stages
    with pytest.raises(Invalid, match="why the date moves"), work(session, actor, NOW) as unit:
        move_stage(unit, report.id, date(2027, 3, 1), " ")
    with work(session, actor, NOW) as unit:
        move_stage(unit, report.id, date(2027, 3, 1), "Many of you wrote.")
        set_stages(unit, consultation, stages[::-1])
    report, _ = page(session, actor).stages
    assert [(move.before, move.after, move.reason) for move in report.moves] == [
        (date(2027, 2, 1), date(2027, 3, 1), "Many of you wrote.")
    ]
    with work(session, actor, NOW) as unit:
        set_stages(unit, consultation, stages[:1])
    assert len(page(session, actor).stages) == 1
    assert session.scalar(select(func.count()).select_from(StageMove)) == 0


@pytest.mark.parametrize(
    "stages",
    [[StageDraft(" ")], [StageDraft("Report"), StageDraft(" REPORT\n")]],
    ids=["no name", "one name twice"],
)
def test_stages_need_names_of_their_own(
    session: Session, actor: Actor, consultation: UUID, stages: list[StageDraft]
) -> None:
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        set_stages(unit, consultation, stages)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.uk/a", "plan.pdf", "http://", "http://["],
)
def test_a_document_has_an_address_that_can_be_opened(
    session: Session, actor: Actor, consultation: UUID, url: str
) -> None:
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        set_documents(unit, consultation, [DocumentDraft("Plan", url)])


def test_lists_show_what_is_public_and_the_desk_everything(session: Session, actor: Actor) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="Draft")
    a_consultation(session, actor, title="Later", closes_at=NOW + timedelta(days=9))
    a_consultation(session, actor, title="Sooner", closes_at=NOW + timedelta(days=2))
    a_consultation(session, actor, title="Over", closes_at=NOW - timedelta(hours=1))
    council = actor.authority_id
    assert [card.title for card in open_consultations(session, council, NOW)] == ["Sooner", "Later"]
    first = consultation_cards(session, council, NOW, limit=2)
    assert [card.title for card in first.rows] == ["Later", "Over"]
    rest = consultation_cards(session, council, NOW, limit=2, after=first.next)
    assert ([card.title for card in rest.rows], rest.next) == (["Sooner"], None)
    (found,) = consultation_cards(session, council, NOW, words="OVER").rows
    assert (found.title, found.is_open) == ("Over", False)
    assert len(staff_cards(session, council, NOW)) == 4
    with pytest.raises(Malformed):
        consultation_cards(session, council, NOW, after=cursor_of(1))


def test_a_draft_is_shown_to_nobody_outside(session: Session, actor: Actor) -> None:
    a_consultation(session, actor, ConsultationStatus.SCHEDULED, opens_at=NOW + timedelta(days=1))
    assert consultation_page(session, actor.authority_id, SLUG, NOW) is None
    later = NOW + timedelta(days=1)
    assert consultation_page(session, actor.authority_id, SLUG, later) is not None


def test_the_clock_opens_and_closes_once_in_each_council(session: Session, actor: Actor) -> None:
    twin = an_actor(an_authority(session, "solihull").id)
    for council in (actor, twin):
        a_consultation(session, council, ConsultationStatus.SCHEDULED, title="Due")
        a_consultation(session, council, title="Over", closes_at=NOW)
        late = NOW - timedelta(days=1)
        a_consultation(session, council, ConsultationStatus.SCHEDULED, title="Late", closes_at=late)
        a_consultation(session, council, title="Not yet")
    assert open_and_close(session, NOW) == 8
    assert open_and_close(session, NOW) == 0
    for council in (actor, twin):
        cards = {
            card.title: card.status.value
            for card in staff_cards(session, council.authority_id, NOW)
        }
        assert cards == {"Due": "open", "Over": "closed", "Late": "closed", "Not yet": "open"}


def test_every_change_moves_the_version_on(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    def version() -> int:
        session.rollback()
        return version_of(session, actor.authority_id, SLUG) or 0

    versions = [version()]
    acts: list[Any] = [
        lambda unit: change_consultation(unit, SLUG, a_draft(title="Other words"), "Plainer"),
        lambda unit: set_stages(unit, consultation, [StageDraft("Report")]),
        lambda unit: set_documents(unit, consultation, []),
        lambda unit: set_area(unit, consultation, None),
        lambda unit: move_consultation(unit, consultation, ConsultationStatus.CLOSED),
    ]
    for act in acts:
        with work(session, actor, NOW) as unit:
            act(unit)
        versions.append(version())
    assert versions == sorted(set(versions))


def test_a_council_finds_and_touches_nothing_of_its_twin(session: Session, actor: Actor) -> None:
    theirs = a_consultation(session, actor)
    stranger = an_actor(an_authority(session, "solihull").id)
    with work(session, actor, NOW) as unit:
        set_stages(unit, theirs, [StageDraft("Report")])
    (stage,) = page(session, actor).stages
    acts: list[Any] = [
        lambda unit: change_consultation(unit, SLUG, a_draft()),
        lambda unit: move_consultation(unit, theirs, ConsultationStatus.CLOSED),
        lambda unit: set_stages(unit, theirs, []),
        lambda unit: set_documents(unit, theirs, []),
        lambda unit: set_area(unit, theirs, None),
        lambda unit: move_stage(unit, stage.id, None, "Because."),
    ]
    before = session.scalar(select(Tally.version))
    for act in acts:
        with pytest.raises(NotFound), work(session, stranger, NOW) as unit:
            act(unit)
    assert session.scalar(select(Tally.version)) == before
    with pytest.raises(NotFound), work(session, actor, NOW) as unit:
        move_consultation(unit, uuid4(), ConsultationStatus.CLOSED)
    assert consultation_id(session, stranger.authority_id, SLUG) is None
