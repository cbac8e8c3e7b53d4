"""What another feature can cite: only what the public reads, with its value of now."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation import evidence
from consultation.commands.agreements import agree
from consultation.commands.own import own_consultation
from consultation.evidence import Count, EvidenceKind, Figure
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.make import an_actor, an_authority


@pytest.fixture
def slug(session: Session, actor: Actor, consultation: UUID) -> str:
    with work(session, actor, NOW) as unit:
        return own_consultation(unit, consultation).slug


def test_a_thread_is_cited_with_its_value_of_now(
    session: Session, actor: Actor, consultation: UUID, slug: str
) -> None:
    said = a_comment(session, actor, consultation)
    of = (session, actor.authority_id, slug, EvidenceKind.THREAD, said.ref)
    cited = evidence.evidence_of(*of)
    assert cited
    assert cited.from_residents
    assert cited.values[Count.AGREED] == 0
    with work(session, actor, NOW) as unit:
        agree(unit, said.comment_id, voice_digest="somebody else")
    now = evidence.evidence_of(*of)
    assert now
    assert now.values[Count.AGREED] == 1, "it has drifted"
    assert evidence.most_agreed(session, actor.authority_id, slug, 5) == [
        (said.ref, "More trees, please.")
    ]


def test_a_figure_over_few_is_withheld(
    session: Session, actor: Actor, consultation: UUID, slug: str
) -> None:
    council = actor.authority_id
    for number, shown in ((1, None), (9, 10)):
        for voice in range(number):
            a_comment(session, actor, consultation, voice=f"{number}-{voice}")
        found = evidence.evidence_of(session, council, slug, EvidenceKind.FIGURE, Figure.COMMENTS)
        assert found
        assert found.values == {Count.NUMBER: shown}
        assert not found.from_residents


def test_nothing_is_cited_from_a_draft_or_from_another_council(
    session: Session, actor: Actor, consultation: UUID, slug: str
) -> None:
    said = a_comment(session, actor, consultation)
    other = an_actor(an_authority(session, "westmere").id)
    thread = (EvidenceKind.THREAD, said.ref)
    assert evidence.evidence_of(session, other.authority_id, slug, *thread) is None
    draft = a_consultation(session, actor, ConsultationStatus.DRAFT, title="Not yet")
    name = evidence.slug_of(session, actor.authority_id, draft)
    assert name == "not-yet"
    figure = (EvidenceKind.FIGURE, "comments")
    assert evidence.evidence_of(session, actor.authority_id, name, *figure) is None
    assert evidence.evidence_of(session, actor.authority_id, name, *thread) is None
