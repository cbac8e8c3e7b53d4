"""Let invented people say their lines through the real commands, each at its own time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.attachments import Whose, keep_attachment, send_attachments
from consultation.commands.comments import post_comment
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment
from consultation.rules.attachments import AttachmentKind
from consultation.rules.comments import Channel, Contribution, Moderation, Speaker
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.uploads.pictures import redrawn
from foundation.base.work import Work, work
from townhall.seeding.asking import answer, people
from townhall.seeding.days import Timed, timed, timed_late
from townhall.seeding.drawings import DRAWINGS, drawing_for, drawn
from townhall.seeding.plan import Planned
from townhall.seeding.reading import Act, Below
from townhall.seeding.setting import make, move, postpone
from townhall.seeding.signing import signatory_for
from townhall.seeding.spots import place_for

Happening = tuple[datetime, Callable[[], None]]

OFFLINE_TOO = {Channel.WEB: 82, Channel.SESSION: 9, Channel.PAPER: 7, Channel.PHONE: 2}
SUPPORTERS = 400
MOST_AGREED = 31
APPLICANT_TEAM = "Lantern Row Homes"
ILLUSTRATED = "lantern-row"
"""The consultation of which some comments come with pictures."""

WAITS = len(DRAWINGS) - 1
"""The picture that still waits for a moderator's look."""


class Play:
    """One consultation being played; happenings are collected, then done in the order of time."""

    def __init__(
        self, session: Session, staff: tuple[Actor, Actor], plan: Planned, secret: bytes
    ) -> None:
        self.session = session
        self.officer, self.second = staff  # who asks for sign-off may not give it
        self.public = Actor(self.officer.authority_id)
        self.plan = plan
        self.secret = secret
        # Chance here only has to look natural and to be the same each time.
        self.rng = Random(f"heard back {plan.council} {plan.slug}")  # noqa: S311
        self.made = UUID(int=0)
        self.middle = (0.0, 0.0)

    def prepare(self, middle: tuple[float, float], now: datetime) -> list[Happening]:
        """Draft the consultation; return all that happens from then on, in order."""
        self.middle = middle
        self.made, moves = make(self.session, self.officer, self.plan, middle, now)
        happenings = [(at, self._moving(at, state)) for at, state in moves]
        times = {state: at for at, state in moves}
        opens = times.get(ConsultationStatus.OPEN)
        if opens and self.plan.texts:
            closes = times.get(ConsultationStatus.CLOSED, now)
            for one in timed(self.rng, self.plan.texts, opens, closes, now):
                happenings += self._thread(one, min(closes, now))
            for one in timed_late(self.plan.late_texts, closes):
                happenings += self._thread(one, one.at)
        if opens:
            closed = times.get(ConsultationStatus.CLOSED, now)
            happenings += self._answering(opens, min(closed, now))
        if self.plan.moved_stage:
            at = now - timedelta(days=2)
            happenings.append((at, lambda: postpone(*self._me(), self.plan, now)))
        return sorted(happenings, key=lambda happening: happening[0])

    def _answering(self, opens: datetime, until: datetime) -> Iterator[Happening]:
        for person in people(self.rng, self.plan.slug, opens, until):
            yield person[0], partial(answer, self.session, self.public, self.made, person)

    def _me(self) -> tuple[Session, Actor, UUID]:
        return self.session, self.officer, self.made

    def _moving(self, at: datetime, state: ConsultationStatus) -> Callable[[], None]:
        who = self.second if state is ConsultationStatus.SCHEDULED else self.officer
        return lambda: move(self.session, who, self.made, at, state)

    def _thread(self, one: Timed, last: datetime) -> Iterator[Happening]:
        spoken: list[str] = []  # references: the comment, then its replies
        contribution = self._contribution(one)
        is_illustrated = self.plan.slug == ILLUSTRATED
        picture = drawing_for(one.said.text) if is_illustrated else None
        yield one.at, lambda: spoken.append(self._post(one.at, contribution, one.said.name))
        if picture is not None:
            yield one.at, lambda: self._add(one.at, spoken[0], picture)
        for at, line in one.below:
            yield at, self._line(at, line, spoken)
        agreed = min(int(self.rng.paretovariate(1.15)) - 1, MOST_AGREED)
        if agreed and one.at < last - timedelta(hours=2):
            at = one.at + (last - one.at) * self.rng.uniform(0.3, 0.95)
            voices = self.rng.sample(range(SUPPORTERS), agreed)
            yield at, lambda: self._agree(at, spoken[0], voices)

    def _contribution(self, one: Timed) -> Contribution:
        said, formal = one.said, signatory_for(self.plan, one.said)
        return Contribution(
            text=said.text,
            kind=said.kind,
            stance=said.stance,
            topics=said.topics,
            place=place_for(self.rng, self.middle, said.spot, said.channel),
            display_name=said.name,
            language=said.language,
            channel=said.channel if formal else self._channel(said.channel),
            formal=formal,
        )

    def _channel(self, written: Channel) -> Channel:
        """Return how it came: most online, some at the drop-in session and on paper."""
        if written is not Channel.WEB:
            return written
        return self.rng.choices(list(OFFLINE_TOO), list(OFFLINE_TOO.values()))[0]

    def _line(self, at: datetime, line: Below, spoken: list[str]) -> Callable[[], None]:
        def reply() -> None:
            under = spoken[-1] if line.act is Act.REPLY_TO_REPLY else spoken[0]
            said = Contribution(
                line.text,
                display_name=line.who,
                language=line.language,
                reply_to_ref=under,
                channel=Channel.WEB,
            )
            spoken.append(self._post(at, said, line.who))

        def change() -> None:
            with work(self.session, self.officer, at) as unit:
                self._change(unit, line, spoken)

        return reply if line.act in {Act.REPLY, Act.REPLY_TO_REPLY} else change

    def _change(self, unit: Work, line: Below, spoken: list[str]) -> None:
        comment_id = _id(unit, spoken[0])
        match line.act:
            case Act.CONSIDER:
                move_feedback(unit, comment_id, FeedbackStatus.BEING_CONSIDERED, line.note)
            case Act.HIDE:
                set_moderation(unit, _id(unit, spoken[-1]), Moderation.HIDDEN)
            case _:
                is_applicant = line.act is Act.APPLICANT
                decided = self.plan.status is ConsultationStatus.DECIDED
                answer_comment(
                    unit,
                    comment_id,
                    text=line.text,
                    speaker=Speaker.APPLICANT if is_applicant else Speaker.OFFICER,
                    role_words="Applicant"
                    if is_applicant
                    else (line.who or "officer").capitalize(),
                    team=APPLICANT_TEAM if is_applicant else self.plan.team,
                    shown_name=None,
                    note=line.note,
                    close=not is_applicant and (decided or line.act is Act.CLOSING_ANSWER),
                )

    def _post(self, at: datetime, said: Contribution, name: str | None) -> str:
        voice = name or f"{at.isoformat()} {said.text}"
        with work(self.session, self.public, at) as unit:
            posted = post_comment(
                unit,
                self.made,
                said,
                voice_digest=self._digest(f"author {voice}"),
                secret=self.secret,
            )
        return posted.ref

    def _add(self, at: datetime, ref: str, number: int) -> None:
        """Let the author of a comment have added a picture to it."""
        said, content = drawn(number)
        whose = Whose(self.made, self._digest(f"author {ref}"))
        store = current_app.extensions["files"]
        with work(self.session, self.public, at) as unit:
            keep_attachment(unit, store, whose, AttachmentKind.PICTURE, redrawn(content), said)
            unit.session.flush()
            council = unit.session.get_one(Authority, unit.actor.authority_id)
            council.files_first, usual = number == WAITS, council.files_first
            send_attachments(unit, whose, _id(unit, ref))
            council.files_first = usual

    def _agree(self, at: datetime, ref: str, voices: list[int]) -> None:
        with work(self.session, self.public, at) as unit:
            comment_id = _id(unit, ref)
            for voice in voices:
                agree(unit, comment_id, voice_digest=self._digest(f"supporter {voice}"))

    def _digest(self, voice: str) -> str:
        return hashlib.sha256(f"{self.plan.slug} {voice}".encode()).hexdigest()


def _id(unit: Work, ref: str) -> UUID:
    return unit.session.scalars(select(Comment.id).where(Comment.ref == ref)).one()
