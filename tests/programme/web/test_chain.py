"""From what residents said to the contract: linked by staff, read by anybody, breaks shown."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from foundation.web.leads import leads_from
from programme.commands.brief_lists import set_measures
from programme.commands.chain import begin_line, link_line
from programme.commands.contracts import promise
from programme.models.briefs import Brief, Citation, SuccessMeasure
from programme.models.firms import Firm
from programme.models.prototypes import Prototype, PrototypeClaim
from programme.queries.chain import chain_of
from programme.rules.briefs import BriefState
from programme.rules.chain import ChainDraft, Link, LinkState
from programme.rules.contracts import MeasureDraft
from programme.rules.prototypes import PrototypeState
from tests.clock import NOW
from tests.html import ReadingClient
from tests.make import an_authority
from tests.programme.cohorts import a_cohort
from tests.programme.make import Crew, a_crew, release
from tests.programme.prototypes import a_checked
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/chain"
OPEN = "/challenges/town-planning-consultation/chain"
LINKED = ChainDraft("Answers", "", None, 1, {Link.MEASURE: "it can be counted"})


def _begun(session: Session, crew: Crew, challenge: UUID) -> None:
    release(session, crew, challenge)
    with work(session, crew[Role.CHALLENGE_OWNER], NOW) as unit:
        begin_line(unit, challenge, 1)
        promise(unit, challenge, MeasureDraft("Answers in 5 days", "9 of 10", "Answers"))


def _states(session: Session, crew: Crew, challenge: UUID) -> list[LinkState]:
    session.expire_all()
    (line,) = chain_of(session, crew.manager.authority_id, challenge, NOW)
    return line.states


def test_a_line_is_linked_and_what_goes_away_breaks_it(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _begun(session, crew, challenge)
    owner = crew[Role.CHALLENGE_OWNER]
    there, open_ = LinkState.THERE, LinkState.OPEN
    assert _states(session, crew, challenge) == [there, *[open_] * 4]
    for wrong in (ChainDraft("No such measure"), ChainDraft(promise=7), ChainDraft(criterion="x")):
        with pytest.raises(Invalid), work(session, owner, NOW) as unit:
            link_line(unit, challenge, 1, wrong, seen=1)
    with work(session, owner, NOW) as unit:
        link_line(unit, challenge, 1, LINKED, seen=1)
    with pytest.raises(Conflict, match="while you wrote"), work(session, owner, NOW) as unit:
        link_line(unit, challenge, 1, LINKED, seen=1)
    draft = LinkState.DRAFT
    assert _states(session, crew, challenge) == [there, there, open_, open_, draft]
    with work(session, crew.manager, NOW) as unit:
        session.get_one(Brief, challenge).state = BriefState.DRAFT
        set_measures(unit, challenge, [])
    assert _states(session, crew, challenge)[1] is LinkState.BROKEN
    with pytest.raises(Conflict, match="a line already"), work(session, owner, NOW) as unit:
        begin_line(unit, challenge, 1)
    with pytest.raises(Invalid, match="residents said"), work(session, owner, NOW) as unit:
        begin_line(unit, challenge, 2)
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound), work(session, stranger.manager, NOW) as unit:
        link_line(unit, challenge, 1, LINKED, seen=2)


def test_staff_link_a_line_and_anybody_reads_it_and_takes_it_as_a_table(
    session: Session, crew: Crew, challenge: UUID, as_crew: As, client: ReadingClient
) -> None:
    assert client.get(OPEN).status_code == 404
    _begun(session, crew, challenge)
    owner = as_crew(Role.CHALLENGE_OWNER)
    typed = {"seen": "1", "measure": "Answers", "criterion": "", "claim_id": "", "promise": "1"}
    typed |= {"because_measure": "it can be counted"}
    answer = owner.post(f"{HERE}/1", data=typed | {"measure": "Cake"})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "it can be counted" in page) == (422, True)
    assert owner.post(f"{HERE}/1", data=typed).status_code == 303
    assert owner.post(f"{HERE}/1", data=typed).status_code == 409
    assert "2 of 5" in owner.get(HERE).get_data(as_text=True)
    read = client.get(OPEN).get_data(as_text=True)
    assert "2 of 5 steps are in place" in read
    assert "became a measure, because it can be counted" in read
    assert "Link still open: firms are not judged on it" in read
    assert "Only a draft: no contract is signed yet" in read
    table = client.get(f"{OPEN}.csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["state"] for row in rows] == ["there", "there", "open", "open", "draft"]
    assert client.get(f"{OPEN}/9").status_code == 404
    dropped = typed | {"seen": "2", "measure": "", "promise": "", "dropped_because": "No money."}
    assert owner.post(f"{HERE}/1", data=dropped).status_code == 303
    assert "It goes no further. No money." in client.get(f"{OPEN}/1").get_data(as_text=True)
    finance = as_crew(Role.FINANCE_OFFICER)
    assert finance.get(f"{HERE}/1").status_code == 200
    assert finance.post(f"{HERE}/1", data=typed).status_code == 403
    assert owner.post(f"{HERE}/1/remove").status_code == 303
    assert "No theme of residents has a line" in client.get(OPEN).get_data(as_text=True)


def test_a_comment_leads_to_the_lines_that_begin_with_it(
    app: Flask, session: Session, crew: Crew, challenge: UUID
) -> None:
    _begun(session, crew, challenge)
    council = crew.manager.authority_id
    ref = session.scalars(select(Citation.key).where(Citation.number == 1)).one()
    with app.test_request_context():
        (lead,) = leads_from(session, council, ref)
        assert lead.url == f"{OPEN}/1"
        assert leads_from(session, council, "CDFG-HJKM") == []
        assert leads_from(session, an_authority(session, slug="leeds").id, ref) == []


def test_a_test_shows_once_the_prototype_was_shown_and_never_names_its_firm(
    session: Session, crew: Crew, challenge: UUID, client: ReadingClient
) -> None:
    _begun(session, crew, challenge)
    session.execute(update(SuccessMeasure).values(name="Residents who answer"))
    session.commit()
    cohort = a_cohort(session, crew, challenge)
    made = session.get_one(Prototype, a_checked(session, crew, cohort))
    claim = session.scalars(select(PrototypeClaim.id)).one()
    with work(session, crew[Role.CHALLENGE_OWNER], NOW) as unit:
        link_line(unit, challenge, 1, ChainDraft(claim_id=claim), seen=1)
    expected = {
        PrototypeState.VERIFIED: LinkState.DRAFT,
        PrototypeState.SHOWCASED: LinkState.THERE,
        PrototypeState.REJECTED: LinkState.FAILED,
        PrototypeState.BUILDING: LinkState.BROKEN,
    }
    firm = session.get_one(Firm, made.firm_id).name
    for at, state in expected.items():
        session.get_one(Prototype, made.id).state = at
        session.commit()
        assert _states(session, crew, challenge)[3] is state
        page = client.get(OPEN).get_data(as_text=True)
        is_shown = state in {LinkState.THERE, LinkState.FAILED}
        assert ("41 answered, 12 before." in page) is is_shown
        assert firm not in page
