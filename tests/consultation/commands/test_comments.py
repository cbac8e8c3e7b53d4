"""Posting: what is stored, what is refused, and how much it asks of the database."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.comments import post_comment
from consultation.commands.consultations import change_consultation, set_area
from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment, CommentTopic, Receipt, Voice
from consultation.models.consultations import Tally
from consultation.models.places import CommentPlace
from consultation.queries.comments import comment_page, thread
from consultation.queries.consultations import ConsultationPage, consultation_page
from consultation.queries.places import shapes_of
from consultation.rules.comments import Contribution, Kind, Moderation, Place, PlaceWay, Stance
from consultation.rules.consultations import ConsultationStatus
from foundation.accounts.rules.authorities import Moderating
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, DomainError, Invalid, NotFound
from foundation.base.references import code_digest, plain
from foundation.base.work import work
from geo.rules.geojson import read_shape
from tests.conftest import NOW, at_most
from tests.consultation.make import SECRET, a_comment, a_consultation, a_draft
from tests.make import an_actor, an_authority

SITE = read_shape(
    {
        "type": "Polygon",
        "coordinates": [
            [[-1.85, 52.47], [-1.84, 52.47], [-1.84, 52.48], [-1.85, 52.48], [-1.85, 52.47]]
        ],
    }
)
HERE = Place(PlaceWay.MAP, shape=read_shape({"type": "Point", "coordinates": [-1.845, 52.475]}))
NEXT_STREET = read_shape({"type": "Point", "coordinates": [-1.836, 52.475]})
ELSEWHERE = read_shape({"type": "Point", "coordinates": [-0.1276, 51.5072]})


def rows(session: Session) -> int:
    session.rollback()
    return sum(
        session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Comment, CommentTopic, CommentPlace, Receipt, Voice)
    )


def test_a_comment_is_stored_as_it_was_written(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    text = "Cafe\u0301 zone, شکریہ 🌳"
    posted = a_comment(
        session,
        actor,
        consultation,
        text,
        kind=Kind.IDEA,
        stance=Stance.SUPPORT_WITH_CHANGES,
        topics=("design", "noise"),
        place=HERE,
        display_name="Ann",
        language="en",
    )
    (row,) = comment_page(session, consultation).rows
    assert (row.text, row.kind, row.stance) == (text, Kind.IDEA, Stance.SUPPORT_WITH_CHANGES)
    assert (row.ref, row.display_name, row.topics) == (posted.ref, "Ann", ("design", "noise"))
    assert (row.lon, row.lat, row.place_way) == (-1.845, 52.475, PlaceWay.MAP)
    drawn = {"type": "Point", "coordinates": [-1.845, 52.475]}
    assert shapes_of(session, [row.id]) == {row.id: drawn}
    digest = session.scalars(select(Receipt.code_digest)).one()
    assert digest == code_digest(SECRET, posted.tracking_code)
    assert posted.tracking_code.replace("-", "") not in digest


@pytest.mark.parametrize(
    ("said", "error", "field"),
    [
        (Contribution("🌳"), Invalid, "text"),
        (Contribution("Hi", topics=("no-such-topic",)), Invalid, "topics"),
        (Contribution("Hi", display_name="Birmingham Council"), Invalid, "display_name"),
        (Contribution("Hi", reply_to_ref="NO-SUCH"), NotFound, None),
        (Contribution("Hi", reply_to_ref="x\x00\ud800"), NotFound, None),
        (Contribution("Hi", place=Place(PlaceWay.MAP, ELSEWHERE)), Invalid, "place"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_leaves_nothing_behind(
    session: Session,
    actor: Actor,
    consultation: UUID,
    said: Contribution,
    error: type[DomainError],
    field: str | None,
) -> None:
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, SITE)
    before = rows(session)
    with pytest.raises(error) as refused, work(session, actor, NOW) as unit:
        post_comment(unit, consultation, said, voice_digest="v", secret=SECRET)
    assert list(refused.value.fields) == ([field] if field else [])
    assert rows(session) == before


def test_a_place_outside_the_area_is_taken_once_it_was_asked_about(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, SITE)
    a_comment(session, actor, consultation, place=Place(PlaceWay.MAP, NEXT_STREET))
    with pytest.raises(Invalid, match=r"159\.0 km from what"):
        a_comment(session, actor, consultation, place=Place(PlaceWay.MAP, ELSEWHERE))
    a_comment(session, actor, consultation, place=Place(PlaceWay.MAP, ELSEWHERE, far_is_right=True))


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (ConsultationStatus.DRAFT, "not_open_yet"),
        (ConsultationStatus.AWAITING_SIGN_OFF, "not_open_yet"),
    ],
)
def test_a_consultation_that_is_not_open_hears_nobody(
    session: Session, actor: Actor, until: ConsultationStatus, reason: str
) -> None:
    closed = a_consultation(session, actor, until)
    with pytest.raises(Conflict) as refused:
        a_comment(session, actor, closed)
    assert refused.value.facts == {"reason": reason}


def test_the_last_millisecond_counts_and_the_next_does_not(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    closes = NOW + timedelta(days=14)
    a_comment(session, actor, consultation, now=closes - timedelta(milliseconds=1))
    with pytest.raises(Conflict, match="has closed"):
        a_comment(session, actor, consultation, now=closes)


def test_a_consultations_own_topics_can_be_chosen(session: Session, actor: Actor) -> None:
    one = a_consultation(session, actor, topics=(("", "School run"),))
    other = a_consultation(session, actor, title="Another")
    a_comment(session, actor, one, topics=("school-run", "noise"))
    with pytest.raises(Invalid):
        a_comment(session, actor, other, topics=("school-run",))


def test_a_reference_that_is_somebody_elses_is_drawn_again(
    session: Session, actor: Actor, consultation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = a_comment(session, actor, consultation)
    drawn = iter([*plain(first.ref), *"CDFGHJKM"])
    monkeypatch.setattr(secrets, "choice", lambda _letters: next(drawn))
    assert a_comment(session, actor, consultation).ref == "CDFG-HJKM"


def test_a_comment_sent_twice_from_one_form_is_one_comment(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    same = uuid4()
    for _ in range(2):
        with work(session, actor, NOW) as unit:
            posted = post_comment(
                unit,
                consultation,
                Contribution("Once."),
                voice_digest="v",
                secret=SECRET,
                comment_id=same,
            )
            assert posted.comment_id == same
    (row,) = comment_page(session, consultation).rows
    assert row.ref == posted.ref
    assert page_of(session, actor).tally.comments == 1


def test_replies_are_stored_to_a_depth_of_three_and_shown_beside_beyond_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    ref = a_comment(session, actor, consultation, "0").ref
    for depth in range(1, 6):
        later = NOW + timedelta(seconds=depth)
        ref = a_comment(session, actor, consultation, str(depth), now=later, reply_to_ref=ref).ref
    read = thread(session, actor.authority_id, ref)
    assert read is not None
    third = read.root.children[0].children[0].children
    assert [(child.text, child.depth) for child in third] == [("3", 3), ("4", 3), ("5", 3)]
    assert third[2].parent_ref == third[1].ref
    assert read.root.reply_count == 5
    assert read.asked.ref == ref


@pytest.mark.parametrize("hidden", [Moderation.HELD, Moderation.HIDDEN])
def test_nobody_replies_to_what_cannot_be_seen(
    session: Session, actor: Actor, consultation: UUID, hidden: Moderation
) -> None:
    parent = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        set_moderation(unit, parent.comment_id, hidden)
    with pytest.raises(Conflict) as refused:
        a_comment(session, actor, consultation, reply_to_ref=parent.ref)
    assert refused.value.facts == {"reason": "parent_not_visible"}


def test_a_reply_stays_in_its_consultation(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    elsewhere = a_consultation(session, actor, title="Another")
    parent = a_comment(session, actor, elsewhere)
    with pytest.raises(NotFound):
        a_comment(session, actor, consultation, reply_to_ref=parent.ref)


def test_where_moderators_look_first_a_comment_is_held_and_not_counted(
    session: Session, actor: Actor
) -> None:
    strict = a_consultation(session, actor, moderating=Moderating.BEFORE)
    posted = a_comment(session, actor, strict)
    assert posted.held
    assert comment_page(session, strict).rows == []
    assert page_of(session, actor).tally.comments == 0
    read = thread(session, actor.authority_id, posted.ref)
    assert read is not None
    assert (read.root.text, read.root.display_name, read.root.topics) == ("", None, ())
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.VISIBLE)
    assert len(comment_page(session, strict).rows) == 1
    assert page_of(session, actor).tally.comments == 1


def test_one_voice_speaks_often_and_is_another_in_each_consultation(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    other = a_consultation(session, actor, title="Another")
    for where in (consultation, consultation, other):
        a_comment(session, actor, where, voice="one")
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Voice)) == 2


def test_posting_asks_little_however_long_the_thread_is(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    parent = a_comment(session, actor, consultation)
    given: dict[str, Any] = {"topics": ("noise", "light"), "place": HERE}
    with at_most(10):
        a_comment(session, actor, consultation, voice="new", **given)
    with at_most(10):
        a_comment(session, actor, consultation, **given, reply_to_ref=parent.ref)
    for number in range(30):
        a_comment(session, actor, consultation, str(number), reply_to_ref=parent.ref)
    with at_most(8):
        a_comment(session, actor, consultation, reply_to_ref=parent.ref)


def test_another_council_cannot_speak_here(session: Session, consultation: UUID) -> None:
    stranger = an_actor(an_authority(session, "solihull").id)
    with pytest.raises(NotFound):
        a_comment(session, stranger, consultation)


def test_a_change_of_what_is_asked_is_seen_by_every_page(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    before = page_of(session, actor)
    with work(session, actor, NOW) as unit:
        draft = a_draft(title="Greener", question="What else?")
        change_consultation(unit, before.slug, draft, "Shorter")
    after = consultation_page(session, actor.authority_id, before.slug, NOW)
    assert after is not None
    assert (after.title, after.question, after.slug) == ("Greener", "What else?", before.slug)
    assert after.tally.version > before.tally.version
    assert session.scalar(select(Tally.version)) == after.tally.version


def page_of(session: Session, actor: Actor) -> ConsultationPage:
    page = consultation_page(session, actor.authority_id, "a-greener-high-street", NOW)
    assert page is not None
    return page
