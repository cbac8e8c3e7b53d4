"""What another feature can cite of a consultation, with its value as it is now.

Only what the public can read can be cited; a figure about so few people that it says more about
them than about a place is withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, Tally
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.queries.comments import Sort, comment_page, thread
from consultation.queries.issues import issue_list
from consultation.queries.map import comments_by_ward
from consultation.rules.comments import Speaker
from consultation.rules.consultations import PUBLIC
from consultation.rules.evidence import LONGEST_QUOTE, Count, EvidenceKind, Figure
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.wards import FEWEST, shown_count
from geo.queries.wards import wards_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that can be cited, as it is now.

    Args:
        key: what it is called there: a reference, a number, a ``Figure``, the code of a ward.
        words: what residents said or, for a count, nothing; the citing feature words it.
        values: count → number; None where it is too small to be shown.
        from_residents: whether it is residents' own words.
        path: of the public page where it can be read.
    """

    kind: EvidenceKind
    key: str
    slug: str
    title: str
    words: str
    values: dict[Count, int | None]
    from_residents: bool
    path: str


@dataclass(frozen=True, slots=True)
class Place:
    """The consultation in which something is looked up."""

    authority_id: UUID
    id: UUID
    slug: str
    title: str


def evidence_of(
    session: Session, authority_id: UUID, slug: str, kind: EvidenceKind, key: str
) -> Evidence | None:
    """Return what is called *key* in a public consultation of this council, or None."""
    place = _place(session, authority_id, slug)
    return None if place is None else _KINDS[kind](session, place, key.strip())


def citable(session: Session, authority_id: UUID, slug: str) -> list[tuple[str, str]]:
    """Return number and title of each issue of a consultation that can be cited."""
    place = _place(session, authority_id, slug)
    if place is None:
        return []
    asked = select(Issue.number, Issue.title).where(
        Issue.consultation_id == place.id, Issue.status != IssueStatus.MERGED
    )
    return [(str(row.number), row.title) for row in session.execute(asked.order_by(Issue.number))]


def most_agreed(
    session: Session, authority_id: UUID, slug: str, most: int
) -> list[tuple[str, str]]:
    """Return reference and first words of the threads that most people agree with."""
    place = _place(session, authority_id, slug)
    if place is None:
        return []
    rows = comment_page(session, place.id, sort=Sort.AGREED, limit=most).rows
    return [(row.ref, row.text[:LONGEST_QUOTE]) for row in rows if row.is_public]


def areas(session: Session, authority_id: UUID, slug: str) -> list[tuple[str, str]]:
    """Return code and name of each ward from which enough comments came to be cited."""
    place = _place(session, authority_id, slug)
    if place is None:
        return []
    counted = comments_by_ward(session, place.id)
    return [
        (ward.code, ward.name)
        for ward in wards_of(session, authority_id)
        if shown_count(counted.get(ward.code, 0)) is not None
    ]


def issues_with(session: Session, authority_id: UUID, ref: str) -> set[tuple[str, str]]:
    """Return consultation and number of each issue that a comment of a council is part of."""
    asked = (
        select(Consultation.slug, Issue.number)
        .join(Issue, Issue.consultation_id == Consultation.id)
        .join(Point, Point.issue_id == Issue.id)
        .join(Comment, Comment.id == Point.comment_id)
        .where(
            Consultation.authority_id == authority_id,
            Comment.ref == ref,
            Point.dropped_at.is_(None),
        )
    )
    return {(row.slug, str(row.number)) for row in session.execute(asked)}


def slug_of(session: Session, authority_id: UUID, consultation_id: UUID | None) -> str | None:
    """Return the name in addresses of a consultation of this council, or None."""
    asked = select(Consultation.slug).where(
        Consultation.authority_id == authority_id, Consultation.id == consultation_id
    )
    return session.scalar(asked)


def loop_of(
    session: Session, authority_id: UUID, consultation_id: UUID, until: datetime
) -> tuple[int, int]:
    """Return how many issues a consultation had before *until*, and how many had an outcome out.

    A consultation of another council has none.
    """
    told = exists().where(IssueOutcome.issue_id == Issue.id, IssueOutcome.told_at < until)
    asked = select(func.count(), func.count().filter(told)).where(
        Issue.authority_id == authority_id,
        Issue.consultation_id == consultation_id,
        Issue.status != IssueStatus.MERGED,
        Issue.made_at < until,
    )
    issues, out = session.execute(asked).one()
    return issues, out


def _place(session: Session, authority_id: UUID, slug: str) -> Place | None:
    asked = select(Consultation.id, Consultation.slug, Consultation.title).where(
        Consultation.authority_id == authority_id,
        Consultation.slug == slug,
        Consultation.status.in_(PUBLIC),
    )
    found = session.execute(asked).one_or_none()
    return Place(authority_id, *found) if found else None


def _thread(session: Session, place: Place, ref: str) -> Evidence | None:
    found = thread(session, place.authority_id, ref)
    if found is None or found.consultation.slug != place.slug or not found.asked.is_public:
        return None
    said = found.asked
    if said.feedback_status is FeedbackStatus.WITHDRAWN:
        return None
    answered = said.feedback_status in {FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED}
    return _evidence(
        place,
        EvidenceKind.THREAD,
        said.ref,
        said.text[:LONGEST_QUOTE],
        {
            Count.AGREED: said.agreed,
            Count.REPLIES: said.reply_count,
            Count.ANSWERED: int(answered),
        },
        from_residents=said.speaker is Speaker.PUBLIC,
        path=f"/comments/{said.ref}",
    )


def _issue(session: Session, place: Place, number: str) -> Evidence | None:
    lines = issue_list(session, place.id)
    found = next((line for line in lines if str(line.number) == number), None)
    if found is None or found.status is IssueStatus.MERGED:
        return None
    values: dict[Count, int | None] = {Count.POINTS: found.points, Count.PEOPLE: found.people}
    return _evidence(
        place, EvidenceKind.ISSUE, number, found.title, values, from_residents=found.people > 0
    )


def _figure(session: Session, place: Place, name: str) -> Evidence | None:
    if name not in set(Figure):
        return None
    counted = {
        Figure.COMMENTS: Tally.comments,
        Figure.REPLIES: Tally.replies,
        Figure.QUESTIONS: Tally.questions,
        Figure.ANSWERED: Tally.answered + Tally.closed,
        Figure.FORMAL: Tally.formal,
    }[Figure(name)]
    number = session.scalar(select(counted).where(Tally.consultation_id == place.id)) or 0
    shown = number if number >= FEWEST or number == 0 else None
    return _evidence(place, EvidenceKind.FIGURE, name, "", {Count.NUMBER: shown})


def _area(session: Session, place: Place, code: str) -> Evidence | None:
    ward = next((each for each in wards_of(session, place.authority_id) if each.code == code), None)
    if ward is None:
        return None
    number = shown_count(comments_by_ward(session, place.id).get(code, 0))
    return _evidence(place, EvidenceKind.AREA, code, ward.name, {Count.NUMBER: number})


def _evidence(  # noqa: PLR0913  what evidence is
    place: Place,
    kind: EvidenceKind,
    key: str,
    words: str,
    values: dict[Count, int | None],
    *,
    from_residents: bool = False,
    path: str | None = None,
) -> Evidence:
    return Evidence(
        kind,
        key,
        place.slug,
        place.title,
        words,
        values,
        from_residents,
        path or f"/consultations/{place.slug}",
    )


_KINDS: dict[EvidenceKind, Callable[[Session, Place, str], Evidence | None]] = {
    EvidenceKind.THREAD: _thread,
    EvidenceKind.ISSUE: _issue,
    EvidenceKind.FIGURE: _figure,
    EvidenceKind.AREA: _area,
}
