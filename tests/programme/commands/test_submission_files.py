"""Files of a firm's answers: kept while an answer names them, and never a rival's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.files import FolderStore, StoredFile
from foundation.base.work import work
from programme.commands.submission_files import NewFiles, copy_files
from programme.commands.submissions import certify, mark_ready, save_submission
from programme.models.submissions import SubmissionFile
from programme.queries.submissions import own_submission
from programme.rules.firm_files import FileKind, MadeFile
from programme.rules.submission_files import MOST_FILES
from questions.rules.kinds import Kind
from questions.rules.values import Answers, Files
from tests.clock import NOW
from tests.programme.firms import ANSWERED, Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew
from tests.questions.forms import a_question

TABLE = MadeFile(FileKind.TABLE, "Prices", b"a,b\r\n")


class Desk:
    """A firm at work on its submission, the third question of which must have a file."""

    def __init__(self, session: Session, firm: Firm, challenge: UUID, place: Path) -> None:
        self.session, self.firm, self.store = session, firm, FolderStore(place)
        self.id = begun(session, challenge, firm)
        self.revision = 1

    def save(self, *named: UUID, new: tuple[UUID, ...] = (), revision: int = 0) -> None:
        """Save the page with these files, some of them new."""
        answers: Answers = {**ANSWERED, ("q3", 0): Files(named)}
        made = NewFiles(self.store, dict.fromkeys(new, TABLE))
        with work(self.session, self.firm.first, NOW) as unit:
            at = revision or self.revision
            self.revision = save_submission(unit, self.id, at, answers, made)

    def sign(self) -> None:
        """Say that all is there, and that it is true."""
        for step in (mark_ready, certify):
            with work(self.session, self.firm.first, NOW) as unit:
                step(unit, self.id)

    @property
    def named(self) -> tuple[UUID, ...]:
        """The files that the answer names now."""
        who = self.firm.first
        assert who.person_id
        found = own_submission(self.session, who.authority_id, who.person_id, self.id)
        assert found
        value = found.answers.get(("q3", 0), Files(()))
        assert isinstance(value, Files)
        assert set(found.files) == set(value.ids)
        return value.ids


@pytest.fixture
def desk(session: Session, crew: Crew, challenge: UUID, tmp_path: Path) -> Desk:
    files = a_question("q3", Kind.FILE, is_required=True)
    open_to_firms(session, crew.manager, challenge, files)
    return Desk(session, a_firm(session, crew.manager.authority_id), challenge, tmp_path)


@pytest.fixture
def rival(session: Session, desk: Desk, crew: Crew, challenge: UUID, tmp_path: Path) -> Desk:
    """Another firm at work, with one file; *desk* has let firms write."""
    other = Desk(session, a_firm(session, crew.manager.authority_id, "Bell"), challenge, tmp_path)
    theirs = uuid4()
    other.save(theirs, new=(theirs,))
    return other


def test_a_file_stays_as_long_as_an_answer_names_it(session: Session, desk: Desk) -> None:
    with pytest.raises(Invalid, match="Add a file"):
        desk.sign()
    one, two = uuid4(), uuid4()
    desk.save(one, new=(one,))
    desk.save(one, two, new=(two,))
    assert set(desk.named) == {one, two}
    desk.save(two)
    assert set(desk.named) == {two}
    for table in (SubmissionFile, StoredFile):
        assert session.scalar(select(func.count()).select_from(table)) == 1
    assert session.scalars(select(StoredFile.name)).one() == "Prices"


def _late(desk: Desk, _other: Desk) -> None:
    one = uuid4()
    desk.save(one, new=(one,), revision=7)


def _signed(desk: Desk, _other: Desk) -> None:
    one = uuid4()
    desk.save(one, new=(one,))
    desk.sign()
    desk.save(new=(uuid4(),))


def _full(desk: Desk, _other: Desk) -> None:
    many = tuple(uuid4() for _ in range(MOST_FILES + 1))
    desk.save(*many, new=many)


def _of_a_rival(desk: Desk, other: Desk) -> None:
    desk.id = other.id
    desk.save(revision=other.revision)


@pytest.mark.parametrize(
    ("attempt", "refusal", "words"),
    [
        (_late, Conflict, "Somebody else has changed"),
        (_signed, Conflict, "being signed off"),
        (_full, Conflict, "can have 40 files"),
        (_of_a_rival, NotFound, "no such submission"),
    ],
)
def test_what_cannot_be_added_or_taken_out_is_refused_in_words(
    desk: Desk,
    rival: Desk,
    attempt: Callable[[Desk, Desk], None],
    refusal: type[Exception],
    words: str,
) -> None:
    (theirs,) = rival.named
    with pytest.raises(refusal, match=words):
        attempt(desk, rival)
    assert rival.named == (theirs,)


def test_a_rivals_file_cannot_be_named_nor_taken_away(desk: Desk, rival: Desk) -> None:
    (theirs,) = rival.named
    desk.save(theirs)
    assert desk.named == ()
    assert rival.named == (theirs,)


def test_a_copy_for_another_challenge_keeps_its_files_when_the_first_lets_go(
    session: Session, desk: Desk, rival: Desk
) -> None:
    one, copied = uuid4(), uuid4()
    desk.save(one, new=(one,))
    with work(session, desk.firm.first, NOW) as unit:
        copy_files(unit, {one: copied}, rival.id)
    desk.save()
    kept = session.get_one(SubmissionFile, copied)
    assert kept.submission_id == rival.id
    assert session.get_one(StoredFile, kept.file_id).name == "Prices"
