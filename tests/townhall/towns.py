"""Towns for tests of the whole house: councils that have something of everything.

Two towns are twins. What need not be unique has the same name in both, and every free text of a
town holds its mark, so that whatever crosses from one to the other can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any, cast
from uuid import UUID, uuid4

from flask import current_app
from shapely.geometry import MultiPolygon, Point, box
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from consultation.commands.answers import AnswerDraft, send_answer, write_answer
from consultation.commands.applications import record_application
from consultation.commands.attachments import Whose, keep_attachment, send_attachments
from consultation.commands.claims import begin_claim, publish_claim
from consultation.commands.classes import start_class
from consultation.commands.comments import post_comment
from consultation.commands.dispositions import dispose_issue
from consultation.commands.document_files import add_document
from consultation.commands.documents import set_documents
from consultation.commands.easy_read import set_easy_read
from consultation.commands.feedback import answer_comment
from consultation.commands.issues import make_issue
from consultation.commands.moderation import set_moderation
from consultation.commands.own import own_consultation
from consultation.commands.places import set_area
from consultation.commands.points import whole_points
from consultation.commands.reach.asked import choose_traits
from consultation.commands.referrals import refer
from consultation.commands.replies import Signed
from consultation.commands.stages import set_stages
from consultation.commands.teams import add_team, join_team
from consultation.models.comments import Comment
from consultation.models.referrals import Referral
from consultation.rules.answers import About
from consultation.rules.application_files import read_file
from consultation.rules.applications import ApplicationSheet
from consultation.rules.attachments import AttachmentKind
from consultation.rules.claims import Finding, Source, Verdict
from consultation.rules.comments import Contribution, Moderation, Place, PlaceWay, Stance
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.dispositions import Disposition, Outcome
from consultation.rules.drafts import DocumentDraft, StageDraft
from consultation.rules.easy_read import EasyReadLine
from consultation.rules.reach.traits import Trait
from foundation.accounts.commands.links import make_link
from foundation.accounts.commands.tokens import make_token
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import SignIn
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.accounts.rules.links import Purpose
from foundation.base.actor import Actor
from foundation.base.files import FolderStore, keep_file
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.roles import Role
from foundation.base.uploads.parts import Part
from foundation.base.work import Work, work
from geo.commands.wards import keep_wards
from geo.rules.shapes import Shape
from geo.rules.wards import WardRecord
from tests import make
from tests.conftest import NOW
from tests.consultation.make import OFFICER, SECRET, a_consultation
from tests.consultation.sessions import a_session
from tests.townhall.campaigns import a_campaign, an_assumption, what_was_learned
from tests.townhall.challenges import challenges
from tests.townhall.cohorts import a_firm_with_a_seat
from tests.townhall.imported import an_import
from tests.townhall.rounds import an_assignment
from tests.townhall.workshops import a_workshop

SHARED_SLUG = "a-greener-high-street"
HERE = (-1.85, 52.47)
LAND = box(-1.851, 52.469, -1.849, 52.471)

Names = Mapping[str, tuple[str, ...]]
"""Name of a variable part of an address → what may stand there."""

COMMON: Names = {
    **dict.fromkeys(("z", "x", "y"), ("0",)),
    "part": ("reach",),
    "trait": ("age",),
    "name": ("q1",),
    "number": ("1",),
    "channel": ("paper",),
    "filename": ("css/base.css",),
    "code": ("en", "ur"),
    "task": ("try", "words"),
    "format": ("csv",),
    "kind": ("svg", "png"),
    "paper": ("poster", "form"),
    "role": ("planner", "resident"),
    "act": ("cancel",),
    "gate": ("g0", "g1"),
    "notice": ("uk2",),
    "section": ("why", "measures"),
    "kpi": ("KPI-1", "KPI-12"),
    "table": ("strict", "funding"),
    "day": ("tomorrow",),
}


@dataclass(frozen=True)
class Town:
    """One council, and the names of its things.

    *own* are names that no other council has, *names* all of them.
    """

    council: Authority
    mark: str
    own: Names
    rooms: tuple[str, ...]
    bearer: str
    sign_in: str

    @property
    def at(self) -> str:
        """Where this council is asked."""
        return f"http://{self.council.slug}.localhost"

    @property
    def names(self) -> Names:
        """Everything that can stand in an address of this council."""
        return {**COMMON, **self.own, "slug": (SHARED_SLUG, *self.own["slug"])}


def addresses(rule: Rule, names: Names) -> Iterator[str]:
    """Yield each address that *rule* has with *names*; the names must know all of its parts."""
    parts = sorted(rule.arguments)
    urls = current_app.url_map.bind("localhost")
    for values in product(*(names[part] for part in parts)):
        yield urls.build(rule.endpoint, dict(zip(parts, values, strict=True)))


def a_town(
    session: Session, slug: str, mark: str, publishing: Publishing = Publishing.NAME_AND_ADDRESS
) -> Town:
    """Found a council and give it something of everything."""
    council = make.an_authority(session, slug, publishing=publishing, **_council(mark))
    people = {role: make.a_person(session, council.id, role, **_person(mark)) for role in Role}
    officer = people[Role.CONSULTATION_OFFICER]
    actor = Actor(council.id)
    with work(session, actor, NOW) as unit:
        keep_wards(unit, [_ward(mark)], source=f"Drawn by {mark}", approximate=True)
        council.logo_file_id = _file(unit, mark)
        token = make_link(unit, officer.email, Purpose.INVITATION, officer.id)
        bearer = make_token(unit, officer.email)
        post(unit, Mail(f"to@{mark}.example", f"About {mark}", f"Dear {mark}"), f"mail {slug}")
        record_application(unit, _application(mark))
    shared = a_consultation(session, actor, topics=(("hub", f"Hub of {mark}"),))
    only = a_consultation(session, actor, **_only(slug, mark))
    draft = a_consultation(session, actor, ConsultationStatus.DRAFT, title=f"Draft in {slug}")
    with work(session, actor, NOW) as unit:
        for each in (shared, only, draft):
            _told(unit, each, mark)
        refs = [ref for each in (shared, only) for ref in _said(unit, each, mark)]
        class_id = start_class(unit, only, 3, f"School of {mark}", SECRET)
        slugs = tuple(own_consultation(unit, each).slug for each in (only, draft))
        added, import_id = _added(unit, only, refs[-4], mark), an_import(unit, shared, mark)
        document = _document(unit, only, mark)
        team = _team(unit, mark, people[Role.RESPONDER].email)
        referral = _referral(unit, team, only, refs[-4], mark)
        refs.append(_signed(unit, only, mark))
        waiver_id, remark_id, question_id = challenges(unit, mark, people, (SHARED_SLUG, *slugs))
        campaign_id, assumption_id = a_campaign(unit, mark), an_assumption(unit, mark)
    firm = a_firm_with_a_seat(session, actor, mark, people, slugs[0])
    sign_in = make.a_sign_in(session, officer.id)
    return Town(
        council=council,
        mark=mark,
        own={
            "slug": slugs,
            "ref": tuple(refs),
            "person_id": tuple(str(person.id) for person in people.values())[:3],
            "sign_in_id": (str(_sign_in_id(session, officer.id)),),
            "file_id": (str(council.logo_file_id),),
            "attachment_id": (str(added),),
            "import_id": (str(import_id),),
            "document": (document.rpartition("/")[2],),
            "token": (token,),
            "class_id": (str(class_id),),
            "waiver_id": (str(waiver_id),),
            "campaign_id": (str(campaign_id),),
            "assumption_id": (str(assumption_id),),
            "comment_id": (str(remark_id),),
            "team_id": (str(team),),
            "referral_id": (str(referral),),
            "question_id": (str(question_id),),
            "assignment_id": (
                str(an_assignment(session, actor, mark, people, firm["submission_id"][0])),
            ),
            **what_was_learned(session, people[Role.PROGRAMME_MANAGER], mark),
            **a_workshop(session, actor, mark, people, firm),
            **firm,
        },
        rooms=(*(f"consultation:{each}" for each in (shared, only)), f"consultation:{slugs[0]}"),
        bearer=bearer,
        sign_in=sign_in,
    )


def _told(unit: Work, consultation_id: UUID, mark: str) -> None:
    set_easy_read(unit, consultation_id, [EasyReadLine(f"Trees for {mark}.")])
    a_session(unit, consultation_id, title=f"Drop-in of {mark}", place=f"Hall of {mark}")


def _council(mark: str) -> dict[str, Any]:
    return {
        "name": f"{mark} Council",
        "contact_email": f"ask@{mark}.example",
        "contact_phone": f"ask for {mark}",
        "contact_address": f"{mark} House",
    }


def _team(unit: Work, mark: str, email: str) -> UUID:
    team = add_team(unit, f"team of {mark}", is_outside=False)
    join_team(unit, team, email)
    return team


def _referral(unit: Work, team: UUID, consultation_id: UUID, ref: str, mark: str) -> UUID:
    """Ask a team about one comment."""
    sent = {consultation_id: [_comment_id(unit, ref)]}
    refer(unit, sent, team, f"What does {mark} need?", NOW.date())
    return unit.session.scalars(select(Referral.id).where(Referral.team_id == team)).one()


def _person(mark: str) -> dict[str, Any]:
    return {"name": f"Somebody of {mark}", "team": f"Team {mark}"}


def _ward(mark: str) -> WardRecord:
    lon, lat = HERE
    outline = MultiPolygon([box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)])
    return WardRecord("E1", f"{mark} Ward", outline, HERE, residents=5000)


def _file(unit: Work, mark: str) -> UUID:
    store = cast(FolderStore, current_app.extensions["files"])
    picture = f"<svg><!-- {mark} --></svg>".encode()
    return keep_file(unit, store, name=f"{mark}.svg", media_type="image/svg+xml", content=picture)


def _application(mark: str) -> ApplicationSheet:
    header = "reference,address-text,description,start-date,organisation-entity\n"
    row = f"2026/1/PA,1 {mark} Road,A porch for {mark},2026-11-01,1\n"
    (sheet,) = read_file((header + row).encode(), "applications.csv")
    assert isinstance(sheet, ApplicationSheet), sheet
    return sheet


def _only(slug: str, mark: str) -> dict[str, Any]:
    return {
        "kind": ConsultationKind.PLANNING_APPLICATION,
        "title": f"Only in {slug}",
        "summary": f"What {mark} asks.",
        "question": f"What does {mark} need?",
        "place_name": f"{mark} Green",
        "team": f"Parks of {mark}",
        "closes_at": NOW + timedelta(days=3),
    }


def _said(unit: Work, consultation_id: UUID, mark: str) -> Iterator[str]:
    """Let the public and the council say something; yield the reference of each thing said."""
    set_area(unit, consultation_id, Shape(LAND))
    set_stages(unit, consultation_id, [StageDraft(f"{mark} decides", NOW.date())])
    set_documents(unit, consultation_id, [DocumentDraft(f"Plan of {mark}", "/plan.pdf")])
    choose_traits(unit, consultation_id, {Trait.AGE: f"{mark} wants to know."})
    _check(unit, consultation_id, mark)
    spot = Place(PlaceWay.MAP, shape=Shape(Point(HERE)), words=f"by {mark} Cross")
    first = _post(unit, consultation_id, f"Trees for {mark}, please.", place=spot)
    _gather(unit, consultation_id, first, mark)
    yield first
    yield _post(unit, consultation_id, f"So says {mark}.", reply_to_ref=first)
    for kept_back in (Moderation.HELD, Moderation.HIDDEN):
        yield _post(unit, consultation_id, f"Kept back in {mark}.", moderation=kept_back)


def _gather(unit: Work, consultation_id: UUID, ref: str, mark: str) -> None:
    """Make an issue of one comment, answer it and write down what came of it."""
    points, issue = whole_points(unit, consultation_id, [_comment_id(unit, ref)]), uuid4()
    title = f"Shade in {mark}"
    make_issue(unit, issue, consultation_id, title=title, topic=None, point_ids=points)
    draft = AnswerDraft(f"{mark} looks into it.", f"Study of {mark}", Signed(f"Planner of {mark}"))
    send_answer(unit, write_answer(unit, About.ISSUE, issue, draft, seen=0))
    outcome = Outcome(Disposition.NOT_MATERIAL, f"Not a matter for {mark}.")
    dispose_issue(unit, issue, outcome, seen=0)


def _check(unit: Work, consultation_id: UUID, mark: str) -> None:
    """Check what goes round, and publish what is known."""
    claim, source = uuid4(), Source(f"Register of {mark}")
    finding = Finding(f"{mark} is sold.", Verdict.INCORRECT, f"{mark} is not.", mark, (source,))
    begin_claim(unit, claim, consultation_id, finding)
    publish_claim(unit, claim)


def _added(unit: Work, consultation_id: UUID, ref: str, mark: str) -> UUID:
    """Add a picture to one of the comments."""
    store = cast(FolderStore, current_app.extensions["files"])
    whose = Whose(consultation_id, mark)
    parts = [Part(f"{mark} {size}".encode(), 4, 3) for size in ("whole", "small")]
    added = keep_attachment(
        unit, store, whose, AttachmentKind.PICTURE, parts, f"A picture of {mark}"
    )
    unit.session.flush()
    said = unit.session.scalars(select(Comment.id).where(Comment.ref == ref)).one()
    send_attachments(unit, whose, said)
    return added


def _document(unit: Work, consultation_id: UUID, mark: str) -> str:
    """Add a document to a consultation; return its address."""
    store = cast(FolderStore, current_app.extensions["files"])
    draft = DocumentDraft(f"Plan of {mark}", "", None)
    content = f"Plan of {mark}".encode()
    return add_document(unit, store, consultation_id, AttachmentKind.DOCUMENT, content, draft)


def signatory_of(mark: str) -> Signatory:
    """Return who comments formally in the town with this mark; nothing else is called so."""
    return Signatory(f"Signed{mark}", f"1 Signed{mark} Row\n{mark}", "B9 5QT")


def _signed(unit: Work, consultation_id: UUID, mark: str) -> str:
    said = Contribution(f"Formally {mark}.", formal=signatory_of(mark))
    return post_comment(unit, consultation_id, said, voice_digest="signed", secret=SECRET).ref


def _post(
    unit: Work,
    consultation_id: UUID,
    text: str,
    *,
    moderation: Moderation | None = None,
    **more: Any,
) -> str:
    said = Contribution(
        text, stance=Stance.SUPPORT, display_name=f"A friend of {text}"[:40], **more
    )
    posted = post_comment(unit, consultation_id, said, voice_digest=text, secret=SECRET)
    if moderation:
        set_moderation(unit, posted.comment_id, moderation)
    elif not said.reply_to_ref:
        answer_comment(unit, posted.comment_id, text=f"Our answer: {text}", **OFFICER)
    return posted.ref


def _comment_id(unit: Work, ref: str) -> UUID:
    return unit.session.scalars(select(Comment.id).where(Comment.ref == ref)).one()


def _sign_in_id(session: Session, person_id: UUID) -> UUID:
    return session.scalars(select(SignIn.id).where(SignIn.person_id == person_id)).one()
