"""A claim is checked, published and corrected; who cited it is told, once a version."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.claim_citations import cite, uncite
from consultation.commands.claims import ask_second_look, publish_claim, write_claim
from consultation.models.claims import Citation, Claim, ClaimVersion
from consultation.rules.claims import ClaimState, Verdict
from consultation.rules.following import Pace
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.claims import FINDING, a_claim, cited, published
from tests.consultation.following import MO, a_follower, digests
from tests.consultation.make import a_comment, a_consultation
from tests.make import a_person, an_actor, an_authority
from townhall.jobs import run_once

PARTLY = replace(FINDING, verdict=Verdict.PARTLY, fact="13 of the 14 limes stay.")


def rewritten(
    session: Session, actor: Actor, claim: UUID, finding: object = PARTLY, seen: int = 1
) -> None:
    with work(session, actor, NOW) as unit:
        write_claim(unit, claim, finding, seen=seen)  # type: ignore[arg-type]


def test_a_correction_leaves_the_old_version_where_it_is_until_it_is_published(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    claim = a_claim(session, actor, consultation)
    published(session, actor, claim)
    rewritten(session, actor, claim)
    assert session.get_one(Claim, claim).shown == 1
    published(session, actor, claim)
    session.rollback()
    assert session.get_one(Claim, claim).shown == 2
    states = session.scalars(select(ClaimVersion.state).where(ClaimVersion.claim_id == claim))
    assert set(states) == {ClaimState.PUBLISHED}
    with pytest.raises(Conflict, match="public already"):
        published(session, actor, claim)


def test_the_slower_of_two_writers_is_told_and_overwrites_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    claim = a_claim(session, actor, consultation)
    rewritten(session, actor, claim)
    with pytest.raises(Conflict, match="in the meantime"):
        rewritten(session, actor, claim, replace(FINDING, fact="No limes stay."))
    assert session.scalars(select(ClaimVersion.fact)).one() == PARTLY.fact


def test_who_wrote_it_does_not_publish_it_where_a_second_look_is_wanted(
    session: Session, consultation: UUID, actor: Actor
) -> None:
    session.get_one(Authority, actor.authority_id).second_look = True
    session.commit()
    writer, reader = (
        an_actor(actor.authority_id, person_id=a_person(session, actor.authority_id).id)
        for _ in range(2)
    )
    claim = a_claim(session, writer, consultation)
    for who in (writer, reader):
        with pytest.raises(Conflict, match="second person"):
            published(session, who, claim)
    with work(session, writer, NOW) as unit:
        ask_second_look(unit, claim)
    with pytest.raises(Conflict, match="Somebody else"):
        published(session, writer, claim)
    published(session, reader, claim)
    version = session.scalars(select(ClaimVersion)).one()
    assert version.looked_at_by_id == reader.person_id


def test_who_follows_comments_that_cite_a_claim_is_told_of_each_version_once(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    first = a_comment(session, actor, consultation, "The limes will be cut down!", voice="a")
    second = a_comment(session, actor, consultation, "They cut down the limes.", voice="a")
    other = a_comment(session, actor, consultation, "Save the limes.", voice="b")
    run_once(app)
    for each in (first, second):
        a_follower(session, actor, comment_id=each.comment_id, is_own=True, pace=Pace.INSTANT)
    a_follower(session, actor, "bo@example.org", comment_id=other.comment_id, pace=Pace.INSTANT)
    claim = a_claim(session, actor, consultation)
    cited(session, actor, claim, first.ref)
    assert digests(app, session) == []
    published(session, actor, claim)
    (mail,) = digests(app, session)
    assert "We have checked “The limes will be cut down.”: Not correct." in mail.text
    assert "/facts/1" in mail.text
    assert FINDING.fact in mail.text
    cited(session, actor, claim, second.ref)
    assert len(digests(app, session)) == 1
    cited(session, actor, claim, other.ref)
    assert sorted(each.recipient for each in digests(app, session)) == ["bo@example.org", MO]
    rewritten(session, actor, claim)
    published(session, actor, claim)
    told = ["We have corrected what we said" in each.text for each in digests(app, session)]
    assert sorted(told) == [False, False, True, True]


@pytest.mark.parametrize(("is_material", "mails"), [(True, 2), (False, 1)])
def test_a_correction_of_no_weight_is_told_to_nobody(
    app: Flask,
    session: Session,
    actor: Actor,
    consultation: UUID,
    is_material: bool,
    mails: int,
) -> None:
    said = a_comment(session, actor, consultation)
    run_once(app)
    a_follower(session, actor, comment_id=said.comment_id, pace=Pace.INSTANT)
    claim = a_claim(session, actor, consultation)
    cited(session, actor, claim, said.ref)
    published(session, actor, claim)
    assert len(digests(app, session)) == 1
    small = replace(FINDING, fact="All fourteen limes stay.", is_material=is_material)
    rewritten(session, actor, claim, small)
    published(session, actor, claim)
    assert len(digests(app, session)) == mails


def test_a_comment_is_beside_a_claim_once_and_can_be_taken_away(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation)
    claim = a_claim(session, actor, consultation)
    assert cited(session, actor, claim, said.ref, said.ref.lower()) == 1
    assert cited(session, actor, claim, said.ref) == 0
    with work(session, actor, NOW) as unit:
        assert uncite(unit, claim, [said.ref]) == 1
    assert session.scalars(select(Citation)).all() == []


def test_nothing_passes_from_one_council_or_consultation_to_another(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    twin = an_actor(an_authority(session, "coventry").id)
    there = a_consultation(session, twin)
    claim = a_claim(session, actor, consultation)
    said = a_comment(session, twin, there)
    elsewhere = a_comment(session, actor, a_consultation(session, actor, title="Another"))
    for who, ref in ((twin, said.ref), (actor, said.ref), (actor, elsewhere.ref)):
        with pytest.raises(NotFound), work(session, who, NOW) as unit:
            cite(unit, claim, [ref])
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        cite(unit, claim, [])
    for attack in (publish_claim, ask_second_look):
        with pytest.raises(NotFound), work(session, twin, NOW) as unit:
            attack(unit, claim)
    with pytest.raises(NotFound):
        rewritten(session, twin, claim)
    with pytest.raises(NotFound):
        a_claim(session, twin, consultation)
    with pytest.raises(NotFound):
        published(session, actor, uuid4())
