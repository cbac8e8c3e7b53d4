"""What is found by its words: only what anybody may read, by an index, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from consultation.commands.consultations import change_consultation
from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.commands.search import forget_text, index_text
from consultation.models.comments import Comment
from consultation.models.search import CommentWords
from consultation.queries.comments import CommentFilter, CommentRow, Sort, comment_page
from consultation.queries.consultations import consultation_cards
from consultation.queries.counts import comment_count, consultation_count
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment, a_consultation, a_draft
from tests.make import an_actor, an_authority
from tests.plans import plan_of

MANY = {"postgresql": 100_000, "sqlite": 4_000}
"""The embedded database is for smaller councils, and slow to be emptied again."""


def found(session: Session, consultation: UUID, words: str) -> list[str | None]:
    filters = CommentFilter(words=words)
    rows = comment_page(session, consultation, filters=filters).rows
    assert comment_count(session, consultation, filters) == len(rows)
    return [row.text for row in rows]


def test_all_the_words_have_to_be_there_and_the_newest_comes_first(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    for number, said in enumerate(("Plant trees", "A tree by the bench", "Two benches"), 1):
        a_comment(session, actor, consultation, said, now=NOW.replace(minute=number))
    assert found(session, consultation, "TREES") == ["A tree by the bench", "Plant trees"]
    assert found(session, consultation, "the benches, and trees!") == ["A tree by the bench"]
    assert found(session, consultation, "pond") == []


@pytest.mark.parametrize("moderation", [Moderation.HELD, Moderation.HIDDEN])
def test_what_nobody_may_read_is_not_found(
    session: Session, actor: Actor, consultation: UUID, moderation: Moderation
) -> None:
    posted = a_comment(session, actor, consultation, "Secret words")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, moderation)
    assert found(session, consultation, "secret") == []
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.VISIBLE)
    assert found(session, consultation, "secret") == ["Secret words"]


def test_what_was_taken_back_is_not_found(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, "Secret words")
    with work(session, actor, NOW) as unit:
        unit.session.execute(update(Comment).values(feedback_status=FeedbackStatus.WITHDRAWN))
    assert found(session, consultation, "secret") == []


def test_an_edit_is_found_by_its_new_words_alone(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Plant oaks")
    with work(session, actor, NOW) as unit:
        index_text(unit.session, posted.comment_id, consultation, "Plant limes")
    assert found(session, consultation, "limes") == ["Plant oaks"]
    assert found(session, consultation, "oaks") == []
    with work(session, actor, NOW) as unit:
        forget_text(unit.session, posted.comment_id)
    assert found(session, consultation, "limes") == []


@pytest.mark.parametrize(
    "typed",
    [
        *('"', "'", "''", "\\", "*", "tree*", "-tree", "tree:*", "!tree", "(tree", "tree &", "|"),
        *("tree OR pond", "tree NEAR pond", "words:tree", "^tree", "{tree}", "\x00tree", "%", "_"),
        *("\U0001f333", "x" * 10_000, "tree " * 2_000, "\ud800", "'; DROP TABLE comment; --"),
    ],
    ids=lambda typed: repr(typed[:12]),
)
def test_whatever_is_typed_is_words_and_no_error(
    session: Session, actor: Actor, consultation: UUID, typed: str
) -> None:
    a_comment(session, actor, consultation, "A tree")
    assert found(session, consultation, typed) in ([], ["A tree"])
    assert len(consultation_cards(session, actor.authority_id, NOW, words=typed).rows) <= 1


def test_a_comment_of_another_consultation_is_not_found_here(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, a_consultation(session, actor, title="Elsewhere"), "A tree")
    assert found(session, consultation, "tree") == []


def test_a_consultation_is_found_by_what_it_says_now(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    def titles(words: str) -> list[str]:
        here = actor.authority_id
        cards = consultation_cards(session, here, NOW, words=words).rows
        assert consultation_count(session, here, NOW, words=words) == len(cards)
        return [card.title for card in cards]

    assert titles("pavement tree") == ["A greener high street"]
    with work(session, actor, NOW) as unit:
        draft = a_draft(summary="Ponds.", place_name="Lantern Row", question="How deep?")
        change_consultation(unit, "a-greener-high-street", draft, "Plainer")
    for words in ("pond", "lantern row", "deep", "street greener"):
        assert titles(words) == ["A greener high street"]
    assert titles("pavements") == []
    theirs = an_actor(an_authority(session, "leeds").id)
    a_consultation(session, theirs, title="Ponds of Leeds")
    assert titles("ponds") == ["A greener high street"]


def test_what_says_little_else_is_the_best_match_page_by_page(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    more = "I have lived on this street since I was born and know every wall of it by heart"
    for number, said in enumerate(
        (f"{more}. A tree.", "A tree by the bench", f"Trees. {more[:60]}")
    ):
        a_comment(session, actor, consultation, said, now=NOW.replace(minute=number))
    a_comment(session, actor, consultation, "A bench")
    rows: list[CommentRow] = []
    after, filters = None, CommentFilter(words="trees")
    while after or not rows:
        page = comment_page(
            session, consultation, filters=filters, sort=Sort.RELEVANT, after=after, limit=1
        )
        rows, after = [*rows, *page.rows], page.next
    assert [row.text[:12] for row in rows] == ["A tree by th", "Trees. I hav", "I have lived"]


def test_an_answer_is_kept_with_its_words(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="A heron.", **OFFICER)
    kept = session.query(CommentWords.words).filter(CommentWords.words.contains("heron")).all()
    assert len(kept) == 1


@pytest.fixture
def very_many(session: Session, actor: Actor, consultation: UUID) -> Iterator[UUID]:
    """Very many comments, of which one in a thousand speaks of a viaduct."""
    session.rollback()
    first = {
        "id": uuid4(),
        "authority_id": actor.authority_id,
        "consultation_id": consultation,
        "ref": "000000",
        "kind": "comment",
        "text": "First",
        "posted_at": NOW,
    }
    first["thread_id"] = first["id"]
    session.execute(insert(Comment).values(first))
    names = [column.name for column in Comment.__table__.columns]
    own = {"id": "n.id", "thread_id": "n.id", "ref": "'R' || n.number"}
    copied = ", ".join(own.get(name, f"c.{name}") for name in names)
    kind = session.get_bind().dialect.name
    if kind == "postgresql":
        session.execute(text("SET LOCAL statement_timeout = 0"))
    numbered = NUMBERED[kind]
    session.execute(
        text(
            f"WITH RECURSIVE {numbered} INSERT INTO comment ({', '.join(names)}) "
            f"SELECT {copied} FROM comment c CROSS JOIN n"
        ),
        {"many": MANY[kind]},
    )
    session.execute(
        text(
            "INSERT INTO comment_words (comment_id, consultation_id, words) "
            "SELECT id, consultation_id, 'bench street ' || CASE WHEN ref LIKE '%777' "
            "THEN 'viaduct' ELSE 'canal' END || ' ' || lower(ref) FROM comment"
        )
    )
    session.commit()
    if kind == "postgresql":
        session.execute(text("SELECT gin_clean_pending_list('fts_comment_words')"))
    session.execute(text("ANALYZE"))
    session.commit()
    yield consultation
    session.rollback()
    if kind == "postgresql":
        session.execute(text("TRUNCATE comment CASCADE"))
        session.commit()


NUMBERED = {
    "postgresql": "n AS (SELECT gen_random_uuid() AS id, k AS number"
    " FROM generate_series(1, :many) AS k)",
    "sqlite": "k(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM k WHERE number < :many),"
    " n AS MATERIALIZED (SELECT lower(hex(randomblob(16))) AS id, number FROM k)",
}


def test_a_hundred_thousand_comments_are_searched_by_the_index(
    session: Session, very_many: UUID
) -> None:
    filters = CommentFilter(words="viaducts on the street")
    with at_most(4):
        page = comment_page(session, very_many, filters=filters)
    assert page.rows
    assert (
        comment_count(session, very_many, filters) == MANY[session.get_bind().dialect.name] // 1000
    )
    plan = plan_of(session, lambda: comment_page(session, very_many, filters=filters))
    assert "fts_comment_words" in plan, plan
    assert "AND rowid=?" not in plan, "each comment would try every row that was found"
    assert "Seq Scan on comment" not in plan, plan
    assert "SCAN comment" not in plan.replace("SCAN comment_words VIRTUAL", ""), plan


@pytest.mark.parametrize("words", ["viaducts on the street", "street"], ids=["rare", "common"])
def test_the_best_of_a_hundred_thousand_are_found_by_indexes_among_the_newest(
    session: Session, very_many: UUID, words: str
) -> None:
    filters, best = CommentFilter(words=words), Sort.RELEVANT
    with at_most(4):
        page = comment_page(session, very_many, filters=filters, sort=best)
    rare = MANY[session.get_bind().dialect.name] // 1000
    assert len(page.rows) == (8 if words == "street" else min(8, rare))
    plan = plan_of(session, lambda: comment_page(session, very_many, filters=filters, sort=best))
    assert "AND rowid=?" not in plan, "each comment would try every row that was found"
    assert "Seq Scan on comment" not in plan, plan
    assert "SCAN comment" not in plan.replace("SCAN comment_words VIRTUAL", ""), plan
