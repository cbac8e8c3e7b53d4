"""A conversation on its page: folded where it is long, quoted, answered at any place in it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.rules.comments import Moderation
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient

PAGE = "/consultations/a-greener-high-street"


def a_thread(session: Session, actor: Actor, consultation: UUID, replies: int) -> list[str]:
    """Return the references of a comment and of so many replies to it, in order."""
    root = a_comment(session, actor, consultation, "Plant **lime** trees.")
    return [root.ref] + [
        a_comment(
            session,
            actor,
            consultation,
            f"Reply number {number}.",
            now=NOW + timedelta(minutes=number),
            reply_to_ref=root.ref,
        ).ref
        for number in range(replies)
    ]


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        (1, ""),
        (3, ""),
        (4, "Show 1 more reply"),
        (30, "Show 27 more replies"),
    ],
)
def test_the_list_shows_three_replies_and_links_to_the_others(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
    replies: int,
    said: str,
) -> None:
    root, *_ = a_thread(session, actor, consultation, replies)
    page = text_of(client.get(PAGE))
    assert page.count("Reply number") == min(replies, 3)
    assert ("<details" in page.partition("Plant")[2].partition("</article>")[0]) is (replies > 1)
    if said:
        assert f'<a class="govuk-link" href="/comments/{root}">{said}<' in page
    else:
        assert "more repl" not in page


@pytest.mark.parametrize(("replies", "behind"), [(1, 0), (10, 0), (12, 0), (13, 3), (60, 50)])
def test_a_long_thread_is_folded_and_nothing_of_it_is_lost(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
    replies: int,
    behind: int,
) -> None:
    root, *_ = a_thread(session, actor, consultation, replies)
    with at_most(10):
        page = text_of(client.get(f"/comments/{root}"))
    assert page.count("Reply number") == replies
    before, _, after = page.partition('class="app-fold"')
    assert (before.count("Reply number"), after.count("Reply number")) == (replies - behind, behind)
    if behind:
        assert f"Show {behind} more replies" in after
        assert not after.partition(">")[0].endswith(" open")


def test_the_address_of_a_folded_reply_opens_the_fold_and_marks_the_reply(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    _, *replies = a_thread(session, actor, consultation, 20)
    page = text_of(client.get(f"/comments/{replies[15]}"))
    assert page.partition('class="app-fold"')[2].partition(">")[0].endswith(" open")
    assert f'is-asked" id="c-{replies[15]}"' in page
    assert page.count("is-asked") == 1


def test_a_fold_says_that_an_official_answer_is_behind_it(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    root = a_comment(session, actor, consultation)
    for number in range(14):
        a_comment(session, actor, consultation, f"Reply number {number}.", reply_to_ref=root.ref)
    with work(session, actor, NOW + timedelta(days=1)) as unit:
        answer_comment(unit, root.comment_id, text="We will plant them.", **OFFICER)
    page = text_of(client.get(f"/comments/{root.ref}"))
    assert "Show 5 more replies (1 official answer)" in page


def test_a_reply_is_answered_and_quoted_from_its_place(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    root, reply, *_ = a_thread(session, actor, consultation, 2)
    page = text_of(client.get(f"/comments/{root}"))
    for ref in (root, reply):
        assert f'href="/comments/{ref}/reply"' in page
        assert f'href="/comments/{ref}/reply?quote=yes"' in page
    form = client.get(f"/comments/{root}/reply?quote=yes")
    begun = "> \u201cPlant lime trees.\u201d\n\n"
    assert begun in text_of(form)
    said = {"text": f"{begun}Which kind?", "form_key": hidden(form, "form_key")}
    assert client.post(f"/comments/{root}/reply", data=said).status_code == 303
    page = text_of(client.get(f"/comments/{root}"))
    assert (
        "<blockquote>\n<p>\u201cPlant lime trees.\u201d</p>\n</blockquote>\n<p>Which kind?</p>"
        in page
    )


def test_an_answer_to_a_reply_shows_what_it_answers_once(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    root, reply = a_thread(session, actor, consultation, 1)
    a_comment(session, actor, consultation, "So say I.", reply_to_ref=reply)
    page = text_of(client.get(f"/comments/{root}"))
    assert 'app-reply__quote" dir="auto">Reply number 0.<' in page
    a_comment(session, actor, consultation, "> \u201cnumber 0\u201d\n\nNo.", reply_to_ref=reply)
    again = text_of(client.get(f"/comments/{root}"))
    assert again.count("app-reply__quote") == page.count("app-reply__quote")


def test_nobody_quotes_what_may_not_be_read(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "A secret.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.HIDDEN, "rude")
    answer = client.get(f"/comments/{posted.ref}/reply?quote=yes")
    assert answer.status_code == 404
    assert "A secret." not in text_of(answer)
