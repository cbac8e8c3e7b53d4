"""Staff come by invitation, set a password and an app, and forget the one or lose the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.accounts.rules.codes import code_at
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from tests.accounts.conftest import link_in, path_of
from tests.conftest import StandingClock
from tests.html import ReadingClient
from tests.make import PASSWORD, SECRET, a_person, an_authority, an_officer

Browsers = Callable[..., ReadingClient]
Post = Callable[[], list[OutgoingMail]]
GRACE = "grace@council.example.org"
NEW = "three words that differ"


def invite(admin: ReadingClient, role: Role = Role.PLANNER) -> str:
    """Invite Grace; return the page that shows her."""
    form = {"email": GRACE, "name": "Grace", "team": "", "role": role.value}
    return admin.post("/desk/people/invite", data=form).headers["Location"]


def secret_of(browser: ReadingClient) -> str:
    """Return the secret that this browser is setting up."""
    with browser.session_transaction() as cookie:
        return str(cookie["enrolling"])


def test_an_invitation_leads_to_a_password_an_app_and_a_role_that_two_have_given(
    session: Session,
    client: ReadingClient,
    client_for: Browsers,
    post: Post,
    clock: StandingClock,
    no_demo: None,
) -> None:
    an_authority(session)
    one, other = client_for(Role.AUTHORITY_ADMIN), client_for(Role.AUTHORITY_ADMIN)
    page = invite(one)
    path = path_of(link_in(post()[-1]))
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"password": NEW})
    assert answer.headers["Location"] == "/sign-in/second-step"
    assert "data:image/png" in client.get("/sign-in/second-step").text
    code = {"code": code_at(secret_of(client), clock())}
    assert client.post("/sign-in/second-step", data=code).headers["Location"] == "/account"
    assert client.get("/desk/people").status_code == 403

    assert one.post(f"{page}/roles/planner/agree").status_code == 403
    assert "Agree" not in one.get("/desk/people").text.split("Waiting")[1].split("table")[0][:200]
    assert other.post(f"{page}/roles/planner/agree").status_code == 302
    assert client.get("/account").status_code == 401


def test_an_invitation_gives_nothing_but_what_its_page_has(
    session: Session, client_for: Browsers
) -> None:
    council = an_authority(session)
    more = {"agreed_at": "2026-11-22", "is_demo": "1", "password_hash": "x", "authority_id": "2"}
    form = {"email": GRACE, "name": "", "team": "", "role": "planner", **more}
    page = client_for(Role.AUTHORITY_ADMIN).post("/desk/people/invite", data=form)
    person = session.get_one(Person, UUID(page.headers["Location"].rsplit("/", 1)[1]))
    assert (person.authority_id, person.password_hash) == (council.id, None)
    assert not person.is_demo
    agreed = select(PersonRole.role).where(
        PersonRole.person_id == person.id, PersonRole.agreed_at.is_not(None)
    )
    assert session.scalars(agreed).all() == [Role.RESIDENT]


def test_an_invitation_works_once_and_for_seven_days(
    session: Session,
    client: ReadingClient,
    client_for: Browsers,
    post: Post,
    clock: StandingClock,
) -> None:
    an_authority(session)
    invite(client_for(Role.AUTHORITY_ADMIN))
    path = path_of(link_in(post()[-1]))
    assert client.post(path, data={"password": NEW}).status_code == 302
    assert client.post(path, data={"password": NEW}).status_code == 404
    invite(client_for(Role.AUTHORITY_ADMIN), Role.MODERATOR)
    clock.forward(timedelta(days=7))
    assert client.post(path_of(link_in(post()[-1])), data={"password": NEW}).status_code == 404


def test_an_invitation_of_one_council_is_refused_at_another(
    session: Session, client: ReadingClient, client_for: Browsers, post: Post
) -> None:
    an_authority(session)
    an_authority(session, "leeds")
    invite(client_for(Role.AUTHORITY_ADMIN))
    path = path_of(link_in(post()[-1]))
    elsewhere = client.post(path, data={"password": NEW}, base_url="http://leeds.localhost")
    assert elsewhere.status_code == 404
    assert client.post(path, data={"password": NEW}).status_code == 302


@pytest.mark.parametrize(
    "weak", ["short", "password1!", "Grace2026!", "birmingham1", "abcabcabcabc", "qwertyuiop12"]
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    session: Session, client: ReadingClient, client_for: Browsers, post: Post, weak: str
) -> None:
    an_authority(session)
    invite(client_for(Role.AUTHORITY_ADMIN))
    path = path_of(link_in(post()[-1]))
    assert client.post(path, data={"password": weak}).status_code == 422
    assert client.post(path, data={"password": NEW}).status_code == 302


def test_a_reset_keeps_the_second_step_and_ends_all_sign_ins(
    session: Session, client: ReadingClient, post: Post, clock: StandingClock
) -> None:
    person = an_officer(session, an_authority(session).id)
    client.post("/sign-in/forgot", data={"email": person.email})
    path = path_of(link_in(post()[-1]))
    assert client.post(path, data={"password": NEW}).headers["Location"] == "/sign-in/code"
    assert client.get("/account").status_code == 401
    assert client.post(path, data={"password": NEW}).status_code == 404
    code = {"code": code_at(SECRET, clock())}
    assert client.post("/sign-in/code", data=code).headers["Location"] == "/desk"
    old = {"email": person.email, "password": PASSWORD}
    assert client.post("/sign-in/staff", data=old).status_code == 422


def test_a_reset_is_no_way_round_an_invitation_that_ended(
    session: Session, client: ReadingClient, client_for: Browsers, post: Post, clock: StandingClock
) -> None:
    an_authority(session)
    invite(client_for(Role.AUTHORITY_ADMIN))
    clock.forward(timedelta(days=7))
    client.post("/sign-in/forgot", data={"email": GRACE})
    assert link_in(post()[-1]).endswith("/sign-in")


def test_a_new_password_ends_every_older_link_and_sign_in(
    session: Session, client: ReadingClient, client_for: Browsers, post: Post, clock: StandingClock
) -> None:
    person = an_officer(session, an_authority(session).id, totp_secret=None)
    client.post("/sign-in/forgot", data={"email": person.email})
    older = path_of(link_in(post()[-1]))
    client.post("/sign-in/staff", data={"email": person.email, "password": PASSWORD})
    change = {"current": PASSWORD, "password": NEW}
    assert client.post("/account/password", data=change).status_code == 302
    assert client.get("/account").status_code == 200
    assert client_for().post(older, data={"password": "yet another password"}).status_code == 404


def test_a_password_changes_only_for_who_knows_the_present_one(
    session: Session, client: ReadingClient
) -> None:
    person = an_officer(session, an_authority(session).id, totp_secret=None)
    client.post("/sign-in/staff", data={"email": person.email, "password": PASSWORD})
    wrong = {"current": "not this one", "password": NEW}
    assert client.post("/account/password", data=wrong).status_code == 422


def test_another_app_takes_the_place_of_the_first(
    session: Session, client: ReadingClient, clock: StandingClock
) -> None:
    person = an_officer(session, an_authority(session).id)
    client.post("/sign-in/staff", data={"email": person.email, "password": PASSWORD})
    client.post("/sign-in/code", data={"code": code_at(SECRET, clock())})
    client.get("/account/second-step")
    code = code_at(secret_of(client), clock())
    without = client.post("/account/second-step", data={"code": code, "current": "not this one"})
    assert without.status_code == 422
    done = client.post("/account/second-step", data={"code": code, "current": PASSWORD})
    assert done.headers["Location"] == "/account"
    assert session.scalars(select(Person.totp_secret)).one() != SECRET


def test_an_administrator_resets_who_has_lost_a_phone(
    session: Session, client_for: Browsers, post: Post
) -> None:
    person = an_officer(session, an_authority(session).id)
    page = f"/desk/people/{person.id}/reset"
    assert client_for(Role.AUTHORITY_ADMIN).post(page).status_code == 302
    session.expire_all()
    kept = session.get_one(Person, person.id)
    assert (kept.password_hash, kept.totp_secret) == (None, None)
    assert post()[-1].recipient == person.email


def test_somebody_outside_the_council_is_told_to_sign_in_by_mail(
    session: Session, client_for: Browsers, post: Post
) -> None:
    an_authority(session)
    invite(client_for(Role.AUTHORITY_ADMIN), Role.APPLICANT)
    assert link_in(post()[-1]).endswith("/sign-in")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHORITY_ADMIN])
def test_only_administrators_see_people(session: Session, client_for: Browsers, role: Role) -> None:
    person = a_person(session, an_authority(session).id, Role.PLANNER)
    browser = client_for(role)
    for path in ("/desk/people", "/desk/people/invite", f"/desk/people/{person.id}"):
        assert browser.get(path).status_code == 403
    assert browser.post(f"/desk/people/{person.id}/remove").status_code == 403


def test_people_of_another_council_are_not_found(session: Session, client_for: Browsers) -> None:
    an_authority(session)
    theirs = a_person(session, an_authority(session, "leeds").id, Role.PLANNER, name="Canary")
    admin = client_for(Role.AUTHORITY_ADMIN)
    assert "Canary" not in admin.get("/desk/people").text
    assert admin.get(f"/desk/people/{theirs.id}").status_code == 404
    for act in ("remove", "reset", "roles/planner/take", "roles/planner/agree"):
        assert admin.post(f"/desk/people/{theirs.id}/{act}").status_code == 404


def test_taking_a_role_through_the_page_signs_its_holder_out(
    session: Session, client_for: Browsers, client: ReadingClient
) -> None:
    person = an_officer(session, an_authority(session).id, totp_secret=None)
    client.post("/sign-in/staff", data={"email": person.email, "password": PASSWORD})
    assert client.get("/account").status_code == 200
    admin = client_for(Role.AUTHORITY_ADMIN)
    assert admin.post(f"/desk/people/{person.id}/roles/planner/take").status_code == 302
    assert client.get("/account").status_code == 401


@pytest.mark.parametrize("role", ["nonsense", "planner "])
def test_a_role_that_is_none_is_refused(session: Session, client_for: Browsers, role: str) -> None:
    person = a_person(session, an_authority(session).id, Role.RESIDENT)
    admin = client_for(Role.AUTHORITY_ADMIN)
    asked = admin.post(f"/desk/people/{person.id}/roles", data={"role": role})
    assert asked.status_code == 422
    assert admin.post(f"/desk/people/{person.id}/roles/{role}/take").status_code == 404
