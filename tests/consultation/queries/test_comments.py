"""Reading comments: pages, filters, threads and fates, and how little they ask."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from math import hypot
from typing import Any
from uuid import UUID, uuid4

import pytest
from shapely.geometry import MultiPolygon, box
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment
from consultation.queries.comments import (
    CommentFilter,
    CommentRow,
    Sort,
    comment_page,
    fate,
    thread,
)
from consultation.queries.map import comments_by_ward, points
from consultation.rules.comments import Kind, Moderation, Place, PlaceWay, Speaker, Stance
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.errors import Malformed
from foundation.base.paging import cursor_of
from foundation.base.references import code_digest
from foundation.base.work import work
from geo.models.wards import Ward, WardOutline
from geo.rules.geojson import read_shape
from geo.rules.grid import BRITISH_NATIONAL_GRID, grid_point, to_grid
from geo.spatial import stored
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, SECRET, a_comment
from tests.plans import plan_of

SOME_ID = str(UUID(int=7))
POINT = read_shape({"type": "Point", "coordinates": [-1.845, 52.475]})
HERE = (-1.845, 52.475)
LINE = read_shape({"type": "LineString", "coordinates": [[-1.84, 52.47], [-1.83, 52.48]]})


def many_comments(session: Session, actor: Actor, consultation: UUID, number: int) -> None:
    """Add comments, ten to each instant and three replies to each, as fast as it goes."""
    rows: list[dict[str, Any]] = []
    for count in range(number):
        root = uuid4()
        for place in range(4):
            id_ = root if place == 0 else uuid4()
            rows.append(
                {
                    "id": id_,
                    "authority_id": actor.authority_id,
                    "consultation_id": consultation,
                    "ref": id_.hex[:12],
                    "thread_id": root,
                    "parent_id": root if place else None,
                    "depth": min(place, 1),
                    "speaker": Speaker.PUBLIC,
                    "kind": Kind.COMMENT,
                    "stance": list(Stance)[count % 4],
                    "text": f"Comment {count}",
                    "feedback_status": list(FeedbackStatus)[count % 4],
                    "agreed": count % 7,
                    "lon": None if count % 5 == 0 else -1.845 + (count % 9 - 4) / 1000,
                    "lat": None if count % 5 == 0 else 52.475 + (count % 4) / 1000,
                    "replies": 0 if place else 3,
                    "posted_at": NOW + timedelta(minutes=count // 10, seconds=place),
                }
            )
    session.execute(insert(Comment), rows)
    session.commit()


def all_pages(session: Session, consultation: UUID, sort: Sort, limit: int) -> list[CommentRow]:
    rows: list[CommentRow] = []
    after = None
    while True:
        page = comment_page(session, consultation, sort=sort, near=HERE, after=after, limit=limit)
        rows += page.rows
        after = page.next
        if after is None:
            return rows
        assert len(page.rows) == limit


def metres_from_here(row: CommentRow) -> int:
    """Return a distance to the nearest five metres; what is about no place is the farthest."""
    if row.lon is None or row.lat is None:
        return 10**9
    (x, y), (east, north) = grid_point(row.lon, row.lat), grid_point(*HERE)
    return round(hypot(x - east, y - north) / 5)


@pytest.mark.parametrize("sort", list(Sort))
def test_each_order_shows_every_comment_once_page_by_page(
    session: Session, actor: Actor, consultation: UUID, sort: Sort
) -> None:
    many_comments(session, actor, consultation, 47)
    rows = all_pages(session, consultation, sort, limit=5)
    assert len({row.ref for row in rows}) == len(rows) == 47
    heard = (FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED)
    keys: dict[Sort, list[Any]] = {
        Sort.NEWEST: [row.posted_at for row in reversed(rows)],
        Sort.OLDEST: [row.posted_at for row in rows],
        Sort.AGREED: [row.agreed for row in reversed(rows)],
        Sort.ANSWERED: [(row.feedback_status in heard, row.posted_at) for row in reversed(rows)],
        Sort.NEAREST: [metres_from_here(row) for row in rows],
        Sort.RELEVANT: [row.posted_at for row in reversed(rows)],
    }
    assert keys[sort] == sorted(keys[sort])


def test_a_page_of_five_hundred_comments_asks_four_statements(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    many_comments(session, actor, consultation, 500)
    for sort in Sort:
        with at_most(4):
            page = comment_page(session, consultation, sort=sort, near=HERE, limit=8)
        assert [len(row.children) for row in page.rows] == [3] * 8
        with at_most(4):
            comment_page(session, consultation, sort=sort, near=HERE, limit=8, after=page.next)


@pytest.mark.parametrize(
    ("sort", "index"),
    [
        (Sort.NEWEST, "ix_comment_newest"),
        (Sort.OLDEST, "ix_comment_newest"),
        (Sort.AGREED, "ix_comment_agreed"),
    ],
)
def test_pages_are_found_by_an_index_and_need_no_sorting(
    session: Session, actor: Actor, consultation: UUID, sort: Sort, index: str
) -> None:
    many_comments(session, actor, consultation, 600)
    session.execute(text("ANALYZE"))
    session.commit()
    after = comment_page(session, consultation, sort=sort).next
    for start in (None, after):
        page = partial(comment_page, session, consultation, sort=sort, after=start)
        plan = plan_of(session, page)
        assert index in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan
        assert "Seq Scan on comment" not in plan


@pytest.mark.parametrize(
    ("sort", "after"),
    [
        (Sort.NEWEST, "not a cursor"),
        (Sort.NEWEST, cursor_of("2026-01-01T00:00:00+00:00", "not an id")),
        (Sort.NEWEST, cursor_of("yesterday", SOME_ID)),
        (Sort.NEWEST, cursor_of("0001-01-01T00:00:00+14:00", SOME_ID)),
        (Sort.NEWEST, cursor_of(3, SOME_ID)),
        (Sort.AGREED, cursor_of(2**63, SOME_ID)),
        (Sort.AGREED, cursor_of(-1, SOME_ID)),
        (Sort.ANSWERED, cursor_of(1, "2026-13-01", SOME_ID)),
        (Sort.NEAREST, cursor_of(2**63, SOME_ID)),
        (Sort.NEAREST, cursor_of("far", SOME_ID)),
    ],
)
def test_a_broken_link_to_the_next_page_is_said_to_be_broken(
    session: Session, sort: Sort, after: str
) -> None:
    with pytest.raises(Malformed, match="next page"):
        comment_page(session, uuid4(), sort=sort, after=after)


@pytest.fixture
def mixed(session: Session, actor: Actor, consultation: UUID) -> dict[str, UUID]:
    def at(hour: int, words: str, **more: Any) -> UUID:
        later = NOW + timedelta(hours=hour)
        return a_comment(session, actor, consultation, words, now=later, **more).comment_id

    made = {
        "point": at(1, "100% a bench here", place=Place(PlaceWay.MAP, POINT), topics=("noise",)),
        "line": at(2, "A crossing", place=Place(PlaceWay.MAP, LINE), stance=Stance.OBJECT),
        "question": at(3, "When?", kind=Kind.QUESTION, topics=("noise", "design")),
        "answered": at(4, "Snow_ball", stance=Stance.SUPPORT),
        "hidden": at(5, "Rude"),
    }
    with work(session, actor, NOW + timedelta(hours=6)) as unit:
        answer_comment(unit, made["answered"], text="Yes.", **OFFICER)
        set_moderation(unit, made["hidden"], Moderation.HIDDEN)
    return made


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (CommentFilter(), "answered question line point"),
        (CommentFilter(topic="noise"), "question point"),
        (CommentFilter(topic="noise", kind=Kind.QUESTION), "question"),
        (CommentFilter(stance=Stance.OBJECT), "line"),
        (CommentFilter(status=FeedbackStatus.ANSWERED), "answered"),
        (CommentFilter(answered_only=True), "answered"),
        (CommentFilter(words="BENCH"), "point"),
        (CommentFilter(words="100%, benches!"), "point"),
        (CommentFilter(words="snow ball"), "answered"),
        (CommentFilter(words="ben_h"), ""),
        (CommentFilter(words="%"), ""),
        (CommentFilter(bbox=(-1.85, 52.47, -1.842, 52.48)), "point"),
        (CommentFilter(bbox=(-1.85, 52.46, -1.82, 52.49)), "line point"),
        (CommentFilter(moderation=Moderation.HIDDEN), "hidden"),
        (CommentFilter(ward_code="E05011121"), ""),
    ],
    ids=str,
)
def test_filters_find_what_they_name(
    session: Session,
    consultation: UUID,
    mixed: dict[str, UUID],
    filters: CommentFilter,
    found: str,
) -> None:
    rows = comment_page(session, consultation, filters=filters).rows
    names = {id_: name for name, id_ in mixed.items()}
    assert " ".join(names[row.id] for row in rows) == found


def test_the_map_has_every_point_and_the_lines_and_areas_as_shapes(
    session: Session, consultation: UUID, mixed: dict[str, UUID]
) -> None:
    with at_most(2):
        drawn = points(session, consultation)
    assert [point[3:] for point in drawn.points] == [["object", None], ["comment", "noise"]]
    (line,) = drawn.shapes["features"]
    assert line["geometry"]["type"] == "LineString"
    assert line["properties"] == {"ref": drawn.points[0][0], "mark": "object"}
    assert drawn.bounds is not None
    assert drawn.bounds[0] == -1.845
    assert comments_by_ward(session, consultation) == {}
    assert points(session, uuid4()).bounds is None


def test_a_comment_lies_in_the_ward_of_its_place(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    ward = Ward(
        authority_id=actor.authority_id,
        code="E05011121",
        name="Bordesley Green",
        label_lon=-1.845,
        label_lat=52.475,
        approximate=False,
        source="a test",
        loaded_at=NOW,
    )
    session.add(ward)
    session.flush()
    outline = MultiPolygon([box(-1.85, 52.47, -1.842, 52.48)])
    session.add(
        WardOutline(
            ward_id=ward.id,
            geom=stored(outline),
            geom_27700=stored(to_grid(outline), BRITISH_NATIONAL_GRID),
        )
    )
    session.commit()
    a_comment(session, actor, consultation, "Inside", place=Place(PlaceWay.MAP, POINT))
    a_comment(session, actor, consultation, "Outside", place=Place(PlaceWay.MAP, LINE))
    a_comment(session, actor, consultation, "Nowhere")
    rows = comment_page(session, consultation).rows
    assert {row.text: row.ward_name for row in rows} == {
        "Inside": "Bordesley Green",
        "Outside": None,
        "Nowhere": None,
    }
    inside = CommentFilter(ward_code="E05011121")
    assert [row.text for row in comment_page(session, consultation, filters=inside).rows] == [
        "Inside"
    ]
    assert comments_by_ward(session, consultation) == {"E05011121": 1}


def test_a_hidden_comment_leaves_a_stone_with_no_words_on_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    root = a_comment(session, actor, consultation, "Secret words", display_name="Ann")
    reply = a_comment(
        session, actor, consultation, "A reply", reply_to_ref=root.ref, now=NOW + timedelta(1)
    )
    with work(session, actor, NOW) as unit:
        set_moderation(unit, root.comment_id, Moderation.HIDDEN)
    with at_most(5):
        read = thread(session, actor.authority_id, reply.ref)
    assert read is not None
    assert (read.root.text, read.root.display_name) == ("", None)
    assert read.root.moderation is Moderation.HIDDEN
    assert [child.text for child in read.root.children] == ["A reply"]
    assert read.asked.ref == reply.ref
    assert comment_page(session, consultation).rows == []


def test_a_reference_is_found_however_it_was_typed(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    typed = f" {posted.ref.replace('-', ' ').lower()} "
    assert thread(session, actor.authority_id, typed) is not None
    assert thread(session, actor.authority_id, "\x00\ud800") is None


def test_an_author_is_told_everything_even_what_is_hidden(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "My own words", topics=("light",))
    digest = code_digest(SECRET, posted.tracking_code)
    with work(session, actor, NOW + timedelta(days=1)) as unit:
        move_feedback(unit, posted.comment_id, FeedbackStatus.BEING_CONSIDERED, "We look at it.")
    with work(session, actor, NOW + timedelta(days=2)) as unit:
        answer_comment(unit, posted.comment_id, text="You are right.", **OFFICER)
        set_moderation(unit, posted.comment_id, Moderation.HIDDEN)
    with at_most(6):
        told = fate(session, actor.authority_id, digest, NOW)
    assert told is not None
    assert (told.comment.text, told.comment.topics) == ("My own words", ("light",))
    assert told.comment.status_at == NOW + timedelta(days=2)
    assert [(step.status.value, step.note) for step in told.steps] == [
        ("received", None),
        ("being_considered", "We look at it."),
        ("answered", None),
    ]
    answer = told.steps[-1].answer
    assert answer is not None
    assert answer.text == "You are right."
    assert fate(session, actor.authority_id, code_digest(SECRET, "another")) is None
