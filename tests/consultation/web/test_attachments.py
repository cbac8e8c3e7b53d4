"""Photos and documents: added to an unsent view, sent with it, looked at, and opened by whom."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from consultation.models.attachments import Attachment
from consultation.models.comments import Comment
from consultation.rules.attachments import LARGEST, AttachmentState, WhyRefused
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.roles import Role
from tests.conftest import at_most
from tests.consultation.make import a_consultation
from tests.consultation.web.giving import GIVE, PAGE, checked, give, written
from tests.consultation.web.reading import text_of
from tests.foundation.uploads import CANARY, a_marked_picture, a_pdf, a_picture, acts_below_a_page
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

PHOTOS = f"{GIVE}/photos"
Browsers = Callable[..., ReadingClient]

pytestmark = pytest.mark.usefixtures("consultation")


def add(
    client: ReadingClient,
    content: bytes,
    alt: str = "Water stands on the path",
    name: str = "IMG_2041 Ada's garden.jpg",
    **more: Any,
) -> TestResponse:
    data = {"file": FileStorage(io.BytesIO(content), name), "alt": alt, "act": "add", **more}
    boundary, body = encode_multipart(data)
    return client.post(PHOTOS, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def files(session: Session) -> list[Attachment]:
    session.rollback()
    return list(session.scalars(select(Attachment).order_by(Attachment.made_at, Attachment.alt)))


def send(client: ReadingClient, session: Session) -> Comment:
    assert give(client).status_code == 303
    session.rollback()
    return session.scalars(select(Comment)).one()


def look_first(session: Session) -> None:
    session.scalars(select(Authority)).one().files_first = True
    session.commit()


def test_a_photo_is_kept_anew_and_goes_with_the_comment(
    client: ReadingClient, session: Session
) -> None:
    client.post(GIVE)
    assert add(client, a_marked_picture("JPEG")).status_code == 303
    page = client.get(PHOTOS).get_data(as_text=True)
    assert 'alt="Water stands on the path"' in page
    assert "Ada" not in page
    (waiting,) = files(session)
    assert (waiting.state, waiting.comment_id) == (AttachmentState.WAITING, None)
    comment = send(client, session)
    (sent,) = files(session)
    assert (sent.state, sent.comment_id) == (AttachmentState.SHOWN, comment.id)
    for address in (PAGE, f"/comments/{comment.ref}"):
        shown = client.get(address).get_data(as_text=True)
        assert f'src="/attachments/{sent.id}/small" alt="Water stands on the path"' in shown
        assert 'width="64" height="48" loading="lazy"' in shown
    feature = client.get(f"/api/v1/comments/{comment.ref}").get_json()
    (told,) = feature["properties"]["attachments"]
    assert (told["kind"], told["alt"]) == ("picture", "Water stands on the path")
    assert client.get(told["url"]).status_code == 200
    assert "1 file was sent with it" in client.get(f"{GIVE}/sent").get_data(as_text=True)


def look_twice(client_for: Browsers, *sent: UUID) -> None:
    """Let two people say that files can be shown."""
    for role in (Role.MODERATOR, Role.CONSULTATION_OFFICER):
        browser = client_for(role)
        for each in sent:
            browser.post(f"/desk/files/{each}", data={"act": "show"})


def test_two_people_look_at_a_document_before_everybody_can_open_it(
    client: ReadingClient, session: Session, app: Flask, client_for: Browsers
) -> None:
    client.post(GIVE)
    add(client, a_pdf(), "Our letter", "letter.pdf")
    send(client, session)
    (one,) = files(session)
    where, stranger = f"/desk/files/{one.id}", app.test_client()
    assert one.state is AttachmentState.QUARANTINED
    first = client_for(Role.MODERATOR)
    assert "Two people look at a document" in text_of(first.get("/desk/files"))
    assert first.post(where, data={"act": "show"}).status_code == 303
    assert stranger.get(f"/attachments/{one.id}").status_code == 404
    again = first.post(where, data={"act": "show"})
    assert again.status_code == 409
    assert "A second person has to" in text_of(again)
    second = client_for(Role.CONSULTATION_OFFICER)
    assert "One person has looked at it" in text_of(second.get("/desk/files"))
    assert second.post(where, data={"act": "show"}).status_code == 303
    assert stranger.get(f"/attachments/{one.id}").status_code == 200
    assert second.post(where, data={"refused_for": "personal_details"}).status_code == 303
    assert stranger.get(f"/attachments/{one.id}").status_code == 404


def test_what_is_served_is_bare_apart_and_kept_for_ever(
    client: ReadingClient, session: Session, app: Flask, client_for: Browsers
) -> None:
    client.post(GIVE)
    add(client, a_marked_picture("PNG"))
    add(client, a_pdf(), "Our letter", "letter.pdf")
    send(client, session)
    look_twice(client_for, *(each.id for each in files(session)))
    stranger = app.test_client()
    for each in files(session):
        answer = stranger.get(f"/attachments/{each.id}")
        assert answer.status_code == 200
        assert CANARY.encode() not in answer.data
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
        assert "immutable" in answer.headers["Cache-Control"]
        short = each.id.hex[:8]
        says = (answer.mimetype, answer.headers["Content-Disposition"])
        assert says in {
            ("image/jpeg", f"inline; filename=picture-{short}.jpg"),
            ("application/pdf", f"attachment; filename=document-{short}.pdf"),
        }


def test_documents_say_what_they_are_and_how_large(
    client: ReadingClient, session: Session, client_for: Browsers
) -> None:
    client.post(GIVE)
    add(client, a_pdf(pages=2), "Our letter to the bus company", "scan.pdf")
    comment = send(client, session)
    look_twice(client_for, *(each.id for each in files(session)))
    page = client.get(f"/comments/{comment.ref}").get_data(as_text=True)
    assert "Our letter to the bus company" in page
    assert "(PDF, 1 KB)" in page
    (document,) = files(session)
    assert client.get(f"/attachments/{document.id}/small").status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Choose a file first."),
        (b"GIF89a and so on", "Choose a photo (JPEG, PNG or WebP) or a PDF."),
        (b"\xff\xd8\xff" + bytes(LARGEST), "at most 10 MB"),
        (b"\xff\xd8\xff broken", "We could not read this file."),
        (a_picture("PNG", (8000, 5001), "1"), "more than 40 million pixels"),
        (acts_below_a_page(), "This PDF holds a program"),
        (a_pdf(pages=201), "more than 200 pages"),
    ],
    ids=["nothing", "kind", "large", "broken", "pixels", "script", "pages"],
)
def test_a_file_that_is_not_taken_is_refused_at_the_form_with_what_to_do(
    client: ReadingClient, session: Session, content: bytes, says: str
) -> None:
    client.post(GIVE)
    answer = add(client, content, "What I wrote about it")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert "What I wrote about it" in page
    assert files(session) == []


def test_a_body_far_above_the_limit_is_not_read(client: ReadingClient) -> None:
    client.post(GIVE)
    assert add(client, bytes(25_100_000)).status_code == 413
    assert client.post(GIVE, data={"text": "x" * 1_100_000}).status_code == 413


def test_the_same_photo_twice_is_one_and_its_description_the_last(
    client: ReadingClient, session: Session
) -> None:
    client.post(GIVE)
    add(client, a_picture(), "First")
    add(client, a_picture(), "Second")
    assert [each.alt for each in files(session)] == ["Second"]


def test_nobody_adds_more_than_twenty_files(client: ReadingClient, session: Session) -> None:
    client.post(GIVE)
    for number in range(20):
        assert add(client, a_pdf(pages=number + 1)).status_code == 303
    full = add(client, a_picture())
    assert full.status_code == 422
    assert "You have added 20 files" in full.get_data(as_text=True)
    first = files(session)[0].id
    assert client.post(f"{PHOTOS}/{first}/remove").status_code == 303
    assert add(client, a_picture()).status_code == 303


def test_nobody_adds_more_than_fifty_megabytes(client: ReadingClient, session: Session) -> None:
    client.post(GIVE)
    add(client, a_picture())
    files(session)[0].bytes = 50_000_000
    session.commit()
    assert "50 MB together" in add(client, a_pdf()).get_data(as_text=True)


def test_a_description_is_asked_for_and_can_be_given_later(
    client: ReadingClient, session: Session
) -> None:
    client.post(GIVE)
    add(client, a_picture(), "")
    assert "Not described yet" in client.get(PHOTOS).get_data(as_text=True)
    (one,) = files(session)
    words = f"{PHOTOS}/{one.id}/words"
    assert client.post(words, data={"words-alt": "x" * 251}).status_code == 422
    assert client.post(words, data={"words-alt": " A tree \n and a bin "}).status_code == 303
    assert files(session)[0].alt == "A tree and a bin"


def test_the_check_shows_the_files_and_leads_back_to_them(client: ReadingClient) -> None:
    client.post(GIVE)
    add(client, a_picture())
    page = written(client).get_data(as_text=True)
    assert 'alt="Water stands on the path"' in page
    assert f'href="{PHOTOS}?change=1"' in page
    back = client.post(f"{PHOTOS}?change=1", data={"act": "go"})
    assert back.location == f"{GIVE}/check"


def test_who_begins_again_begins_without_files(client: ReadingClient, session: Session) -> None:
    client.post(GIVE)
    add(client, a_picture())
    client.post(GIVE, data={"again": "1"})
    assert [each.state for each in files(session)] == [AttachmentState.REMOVED]


def test_going_on_takes_a_chosen_file_along(client: ReadingClient, session: Session) -> None:
    client.post(GIVE)
    assert add(client, a_picture(), act="go").location != PHOTOS
    assert len(files(session)) == 1
    assert client.post(PHOTOS, data={"act": "go"}).status_code == 303


def test_unsent_files_are_their_owners_alone(
    client: ReadingClient, session: Session, app: Flask, client_for: Browsers
) -> None:
    client.post(GIVE)
    add(client, a_picture())
    (one,) = files(session)
    stranger = app.test_client()
    stranger.get(PHOTOS)
    for browser in (stranger, client_for(Role.MODERATOR)):
        assert browser.get(f"/attachments/{one.id}").status_code == 404
        assert browser.post(f"{PHOTOS}/{one.id}/remove").status_code == 404
        assert (
            browser.post(f"{PHOTOS}/{one.id}/words", data={"words-alt": "mine"}).status_code == 404
        )
    own = client.get(f"/attachments/{one.id}/small")
    assert (own.status_code, own.headers["Cache-Control"]) == (200, "no-store")
    assert client.get(f"/attachments/{uuid4()}").status_code == 404
    assert client.get("/attachments/1").status_code == 404


def test_a_file_is_looked_at_first_where_the_council_wants_that(
    client: ReadingClient, session: Session, app: Flask, client_for: Browsers
) -> None:
    look_first(session)
    client.post(GIVE)
    assert "A person looks at your files" in client.get(PHOTOS).get_data(as_text=True)
    add(client, a_picture())
    comment = send(client, session)
    (one,) = files(session)
    whole, moderator = f"/attachments/{one.id}", client_for(Role.MODERATOR)
    assert one.state is AttachmentState.QUARANTINED
    assert "A person looks at your files" in client.get(f"{GIVE}/sent").get_data(as_text=True)
    assert str(one.id) not in client.get(PAGE).get_data(as_text=True)
    for browser, status in ((app.test_client(), 404), (client, 200), (moderator, 200)):
        answer = browser.get(whole)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert client_for(Role.PLANNER).get(whole).status_code == 404
    assert comment.text in moderator.get("/desk/files").get_data(as_text=True)
    assert moderator.post(f"/desk/files/{one.id}", data={"act": "show"}).status_code == 303
    assert app.test_client().get(whole).status_code == 200
    assert str(one.id) in client.get(PAGE).get_data(as_text=True)
    assert "No file waits" in moderator.get("/desk/files").get_data(as_text=True)
    assert str(one.id) in moderator.get("/desk/files?show=shown").get_data(as_text=True)


def test_a_refused_file_is_gone_and_its_author_reads_why(
    client: ReadingClient, session: Session, client_for: Browsers
) -> None:
    look_first(session)
    client.post(GIVE)
    add(client, a_picture(), "My neighbour")
    send(client, session)
    (one,) = files(session)
    address, moderator = f"/desk/files/{one.id}", client_for(Role.MODERATOR)
    assert moderator.post(address, data={"act": "refuse"}).status_code == 422
    unknown = {"act": "refuse", "refused_for": "because"}
    assert moderator.post(address, data=unknown).status_code == 422
    given = {"act": "refuse", "refused_for": WhyRefused.PERSON.value}
    assert moderator.post(address, data=given).status_code == 303
    assert moderator.post(address, data={"act": "show"}).status_code == 409
    (gone,) = files(session)
    assert (gone.state, gone.digest, gone.small_digest) == (AttachmentState.REFUSED, None, None)
    for browser in (client, moderator):
        assert browser.get(f"/attachments/{one.id}").status_code == 404
    with client.session_transaction() as cookie:
        cookie["follows"] = cookie["sent"]
    fate = client.get("/follow").get_data(as_text=True)
    assert "It shows a person who can be recognised" in fate
    assert "My neighbour" in fate


@pytest.mark.parametrize(
    "change",
    [
        {"moderation": Moderation.HELD},
        {"moderation": Moderation.HIDDEN},
        {"feedback_status": FeedbackStatus.WITHDRAWN},
    ],
    ids=["held", "hidden", "withdrawn"],
)
def test_what_belongs_to_a_comment_that_is_not_read_is_not_served(
    client: ReadingClient, session: Session, app: Flask, change: dict[str, Any]
) -> None:
    client.post(GIVE)
    add(client, a_picture())
    comment = send(client, session)
    (one,) = files(session)
    for name, value in change.items():
        setattr(comment, name, value)
    session.commit()
    assert app.test_client().get(f"/attachments/{one.id}").status_code == 404
    thread = client.get(f"/comments/{comment.ref}").get_data(as_text=True)
    assert str(one.id) not in thread


def test_another_council_has_no_such_file(
    client: ReadingClient, session: Session, client_for: Browsers
) -> None:
    client.post(GIVE)
    add(client, a_picture())
    send(client, session)
    (one,) = files(session)
    other = an_authority(session, "solihull")
    a_consultation(session, an_actor(other.id))
    foreign = client_for(Role.MODERATOR, authority=other)
    assert foreign.get(f"/attachments/{one.id}").status_code == 404
    assert foreign.post(f"/desk/files/{one.id}", data={"act": "show"}).status_code == 404
    assert str(one.id) not in foreign.get("/desk/files?show=shown").get_data(as_text=True)


def test_sending_twice_gives_the_files_to_one_comment(
    client: ReadingClient, session: Session, consultation: UUID
) -> None:
    client.post(GIVE)
    add(client, a_picture())
    form = checked(written(client))
    with at_most(17):
        assert client.post(f"{GIVE}/check", data=form).status_code == 303
    assert give(client, "Another comment").status_code == 303
    (one,) = files(session)
    assert one.comment_id is not None
    assert one.consultation_id == consultation
