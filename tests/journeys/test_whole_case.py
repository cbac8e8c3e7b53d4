"""The demo's planning application from its queue to its published report, by several hands.

The screens are used where a person decides; forty of the same are done by the same commands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.answers import AnswerDraft, ask_second_look, send_answer, write_answer
from consultation.commands.dispositions import dispose_issue
from consultation.commands.following import Wish, follow
from consultation.commands.issues import make_issue
from consultation.commands.points import whole_points
from consultation.commands.replies import Signed
from consultation.commands.report import write_part
from consultation.commands.report_gate import readiness
from consultation.models.comments import Comment, CommentTopic
from consultation.models.consultations import Consultation
from consultation.models.following import Notice
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.queries.receipts import receipt_points
from consultation.rules.answers import About
from consultation.rules.clock import WAITING, days_late
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.dispositions import Disposition, Outcome, Proof
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.following import Pace
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person, PersonRole
from foundation.accounts.rules.contacts import Medium
from foundation.base.actor import Actor
from foundation.base.clock import london_day, utc_now
from foundation.base.db import db
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import opened
from tests.journeys.browser import visiting
from tests.journeys.people import SLUG, sign_in
from tests.journeys.people import follow as follow_code
from tests.journeys.seeded import seeded
from tests.journeys.server import Service, served
from tests.journeys.test_issues import said
from townhall.config import from_environment

MO = "mo.example@example.org"
DESK = f"/desk/{SLUG}"
SIGNED = Signed("Planner", "Planning team")
OUTCOME = Outcome(
    Disposition.CONSIDERED_NOT_CHANGED, "We weighed it.", Proof.REPORT_PARAGRAPH, "Part 6"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A demo of its own, since its consultation ends here, and an app beside it for the bulk."""
    folder: Path = tmp_path_factory.mktemp("whole_case")
    service = seeded("spatialite", folder, tmp_path_factory)
    with (
        served(service, folder / "served.log"),
        opened(from_environment(service.env), utc_now) as app,
        app.app_context(),
    ):
        yield service


PLANNER, OFFICER = Role.PLANNER, Role.CONSULTATION_OFFICER


def test_every_comment_comes_to_an_end_that_its_author_can_read(
    case: Service, browser: Browser
) -> None:
    receipt = said(case, "The bin store is too close to my kitchen window.")
    session: Session = db.session()
    about = asks_for_second_looks(session)
    planner, officer = (staff(session, about.authority_id, role) for role in (PLANNER, OFFICER))
    followed(session, planner, receipt["ref"], case.env["SECRET_KEY"].encode())
    with visiting(browser, case.url) as visit:
        hide_one(sign_in(visit, Role.MODERATOR), case.url, session, about.id)
        visit.check()
    by_team(case, browser, receipt["ref"])
    gather_the_rest(session, planner, about.id)
    answer_all_but_one(session, planner, officer, about.id)
    last = last_issue(session, about.id)
    by_planner(case, browser, last)
    by_second(case, browser, last)
    summaries(session, planner, about.id)
    reported(case, browser)
    for _ in range(2):
        case.flask("jobs", "run", "--once")
    session.rollback()
    everybody_knows(session, about.id)
    nobody_is_written_to_twice(session)
    with visiting(browser, case.url, "phone") as visit:
        page = follow_code(visit, receipt["tracking_code"])
        expect(page.get_by_text(OUTCOME.reason).first).to_be_visible()
        visit.check()


def by_team(service: Service, browser: Browser, ref: str) -> None:
    """Ask a team for the facts behind one comment, and read what it says."""
    with visiting(browser, service.url) as visit:
        sign_in(visit, PLANNER)
        page = visit.go(f"/desk/comments?consultation={SLUG}&c={ref}")
        press(page, "Send to a team")
        page.get_by_label("Who can answer it").select_option(label="transport")
        page.get_by_label("What do you need to know?").fill("Where do the lorries stop?")
        press(page, "Send to the team")
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.RESPONDER)
        page = visit.go("/desk/referrals")
        page.get_by_role("link", name="Where do the lorries stop?").click()
        page.get_by_label("Facts for the answer").fill("In the bay on Churn Lane.")
        press(page, "Give it to the planner")
        visit.check()


def by_planner(service: Service, browser: Browser, issue: int) -> None:
    """Write one answer with its outcome, for somebody else to look at."""
    with visiting(browser, service.url) as visit:
        sign_in(visit, PLANNER)
        write_one(visit.go(f"{DESK}/issues/{issue}"))
        visit.check()


def by_second(service: Service, browser: Browser, issue: int) -> None:
    """Look at the answer, send it, and close the consultation."""
    with visiting(browser, service.url) as visit:
        sign_in(visit, OFFICER)
        page = visit.go(f"{DESK}/issues/{issue}")
        press(page, "I have looked at it: send it")
        for state in ("Close it for comments", "Start looking at the comments"):
            press(visit.go(f"/desk/consultations/{SLUG}"), state)


def reported(service: Service, browser: Browser) -> None:
    """Let the planner write the last summary, and a second person publish the report."""
    with visiting(browser, service.url) as visit:
        sign_in(visit, PLANNER)
        page = visit.go(f"{DESK}/report")
        page.get_by_role("link", name="Light", exact=True).click()
        page.get_by_label("In your own words").fill("People fear for the light on their gardens.")
        press(page, "Save")
        expect(page.get_by_role("heading", name="Nothing is missing")).to_be_visible()
        visit.check()
    with visiting(browser, service.url) as visit:
        sign_in(visit, OFFICER)
        page = visit.go(f"{DESK}/report")
        press(page, "Publish the report")
        expect(page.get_by_text("This report is published.")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def asks_for_second_looks(session: Session) -> Consultation:
    """Let the council want a second look at everything; return the consultation of this case."""
    found = session.scalars(select(Consultation).where(Consultation.slug == SLUG)).one()
    with work(session, Actor(found.authority_id), utc_now()) as unit:
        unit.session.get_one(Authority, found.authority_id).second_look = True
    session.refresh(found)
    session.expunge(found)
    return found


def staff(session: Session, council: UUID, role: Role) -> Actor:
    asked = (
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.authority_id == council, PersonRole.role == role, Person.is_demo)
    )
    return Actor(council, session.scalars(asked).first())


def followed(session: Session, planner: Actor, ref: str, secret: bytes) -> None:
    comment = session.scalars(select(Comment.id).where(Comment.ref == ref)).one()
    wish = Wish(Pace.INSTANT, comment_id=comment, is_own=True)
    with work(session, Actor(planner.authority_id), utc_now()) as unit:
        follow(unit, Reached(Medium.EMAIL, MO), wish, secret=secret, proven=True)


def hide_one(page: Page, url: str, session: Session, about: UUID) -> None:
    """Let a moderator hide a comment and tell its author why."""
    ref = session.scalars(
        select(Comment.ref)
        .where(
            Comment.consultation_id == about,
            Comment.depth == 0,
            Comment.feedback_status == FeedbackStatus.RECEIVED,
        )
        .order_by(Comment.posted_at)
    ).first()
    page.goto(f"{url}/desk/comments/{ref}")
    page.get_by_label("Your reason, for its author").fill("It names a neighbour.")
    press(page, "Hide it")


def unsorted(session: Session, about: UUID) -> dict[str | None, list[UUID]]:
    """Return topic → the comments and replies of which something is in no issue yet."""
    asked = (
        select(Comment.id, CommentTopic.topic)
        .outerjoin(CommentTopic, CommentTopic.comment_id == Comment.id)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .where(
            Comment.consultation_id == about,
            Comment.speaker == Speaker.PUBLIC,
            Comment.moderation != Moderation.HIDDEN,
            Point.issue_id.is_(None),
        )
        .order_by(Comment.id, CommentTopic.topic)
    )
    found: dict[str | None, list[UUID]] = {}
    for comment, topic in {row.id: row.topic for row in session.execute(asked)}.items():
        found.setdefault(topic, []).append(comment)
    return found


def gather_the_rest(session: Session, planner: Actor, about: UUID) -> None:
    for topic, comments in unsorted(session, about).items():
        with work(session, planner, utc_now()) as unit:
            points = whole_points(unit, about, comments)
            title = f"All on {topic or 'no topic'}"
            make_issue(unit, uuid4(), about, title=title, topic=topic, point_ids=points)


def open_issues(session: Session, about: UUID) -> list[Issue]:
    asked = select(Issue).where(Issue.consultation_id == about, Issue.merged_into_id.is_(None))
    return list(session.scalars(asked.order_by(Issue.number)))


def last_issue(session: Session, about: UUID) -> int:
    session.rollback()
    return open_issues(session, about)[-1].number


def answer_all_but_one(session: Session, planner: Actor, second: Actor, about: UUID) -> None:
    for issue_id, is_answered in [
        (issue.id, issue.answered_at) for issue in open_issues(session, about)[:-1]
    ]:
        with work(session, planner, utc_now()) as unit:
            dispose_issue(unit, issue_id, OUTCOME, seen=outcome_number(unit.session, issue_id))
            if not is_answered:
                draft = AnswerDraft("The plans show it.", "Drawing 12", SIGNED)
                answer = write_answer(unit, About.ISSUE, issue_id, draft, seen=0)
                ask_second_look(unit, answer)
        if not is_answered:
            with work(session, second, utc_now()) as unit:
                send_answer(unit, answer)


def outcome_number(session: Session, issue_id: UUID) -> int:
    asked = select(IssueOutcome.number).where(
        IssueOutcome.issue_id == issue_id, IssueOutcome.ended_at.is_(None)
    )
    return session.scalar(asked) or 0


def write_one(page: Page) -> None:
    """Let a planner answer an issue and write down what came of it, on one screen."""
    page.get_by_label("Answer", exact=True).fill("The plans show it on drawing 12.")
    page.get_by_label("Where the facts come from").fill("Drawing 12")
    page.check(f"#o-{OUTCOME.disposition.value}", force=True)
    page.get_by_label("In one or two sentences").fill(OUTCOME.reason)
    page.get_by_label("What proves it").select_option(Proof.REPORT_PARAGRAPH.value)
    page.get_by_label("Where people can see it").fill(OUTCOME.proof_words)
    press(page, "Send for a second look")


def summaries(session: Session, planner: Actor, about: UUID) -> None:
    """Write every summary but the one on light."""
    session.rollback()
    with work(session, planner, utc_now()) as unit:
        for part in readiness(unit.session, about).needed:
            if part != "topic:light":
                write_part(unit, SLUG, part, "People said what they think.", seen=0)


def everybody_knows(session: Session, about: UUID) -> None:
    """Each comment has come to its end or stands on the overdue list; each point has its fate."""
    asked = select(Comment).where(
        Comment.consultation_id == about,
        Comment.speaker == Speaker.PUBLIC,
        Comment.moderation != Moderation.HIDDEN,
    )
    comments = session.scalars(asked).all()
    assert len(comments) >= 240
    today = london_day(utc_now())
    left = [
        comment.ref
        for comment in comments
        if comment.feedback_status not in {FeedbackStatus.CLOSED, FeedbackStatus.WITHDRAWN}
        and not days_late(comment.due_on, comment.feedback_status, today)
    ]
    assert left == []
    assert not {comment.feedback_status for comment in comments} & WAITING
    for comment in comments:
        points = receipt_points(session, comment.id)
        assert points, comment.ref
        assert all(point.disposition for point in points), comment.ref


def nobody_is_written_to_twice(session: Session) -> None:
    """Everything has left, and no reader was told one thing twice."""
    mails = session.scalars(select(OutgoingMail)).all()
    assert any(mail.recipient == MO for mail in mails)
    assert [mail.subject for mail in mails if mail.sent_at is None] == []
    written = Counter((mail.recipient, mail.text) for mail in mails)
    assert max(written.values()) == 1
    assert session.scalars(select(Notice.id).where(Notice.told_at.is_(None))).all() == []
    heard = session.execute(select(Notice.subscription_id, Notice.event_id))
    told = Counter((row.subscription_id, row.event_id) for row in heard)
    assert max(told.values()) == 1
