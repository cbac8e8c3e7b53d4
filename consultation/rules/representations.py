"""What makes a comment a formal one, until when, and what of its author is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consultation.rules import names
from consultation.rules.comments import Lane, Moderation
from consultation.rules.consultations import (
    OPENS_FORMAL,
    TAKES_FORMAL,
    ConsultationKind,
    WhyNot,
    Window,
    may_comment,
)
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.words import cleaned, in_one_line, says_something
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.words import say
from geo.rules.postcodes import canonical

LONGEST_ADDRESS = 250

NOT_AS_PROMISED = say(
    "The council has changed what it publishes of formal comments. "
    "Read what it publishes now, and send it again."
)

WITH_NAME = frozenset({Publishing.NAME_AND_ADDRESS, Publishing.NAME_ONLY})


@dataclass(frozen=True, slots=True)
class Published:
    """What the public register shows of a formal comment.

    Args:
        is_withheld: not even its words are shown; officers read them.
    """

    name: str | None = None
    address: str | None = None
    is_withheld: bool = False


def published(publishing: Publishing, signatory: Signatory) -> Published:
    """Return what is shown of *signatory* where the council's policy is *publishing*."""
    return Published(
        name=signatory.name if publishing in WITH_NAME else None,
        address=one_line(signatory) if publishing is Publishing.NAME_AND_ADDRESS else None,
        is_withheld=publishing is Publishing.NOTHING,
    )


def one_line(signatory: Signatory) -> str:
    """Return the address with its postcode, as a list shows it."""
    return ", ".join([*signatory.address.split("\n"), signatory.postcode])


def first_lane(kind: ConsultationKind) -> Lane:
    """Return the lane in which giving a view of this kind begins."""
    return Lane.REPRESENTATION if kind in OPENS_FORMAL else Lane.DIALOGUE


def keeps_promise(promised: Publishing | None, publishing: Publishing) -> bool:
    """Tell whether the council's policy now is what an author was told, if anything was."""
    return promised in {None, publishing}


def may_represent(kind: ConsultationKind, window: Window, now: datetime) -> Decision:
    """Decide whether anybody may comment formally at *now*."""
    if kind not in TAKES_FORMAL:
        return Decision(WhyNot.NO_FORMAL_COMMENTS)
    return may_comment(window, now)


def may_become_formal(depth: int, status: FeedbackStatus, moderation: Moderation) -> Decision:
    """Decide whether a comment as it stands can become a formal one; when is another question.

    One that waits for its moderator can: its last day may come before they do.
    """
    if depth > 0:
        return Decision(WhyNot.REPLY_IS_NOT_FORMAL)
    if status is FeedbackStatus.WITHDRAWN:
        return Decision(WhyNot.TAKEN_BACK)
    if moderation is Moderation.HIDDEN:
        return Decision(WhyNot.HIDDEN_IS_NOT_FORMAL)
    return YES


def checked_signatory(given: Signatory, council: str) -> Signatory:
    """Return *given* as it will be stored; nobody goes by the name of the *council*.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    postcode = canonical(given.postcode.strip())
    tidy = Signatory(in_one_line(given.name), _lines(given.address), postcode or "")
    wrong = {
        "name": _wrong_name(tidy.name, council),
        "address": _wrong_address(tidy.address),
        "postcode": None if postcode else say("Enter a full UK postcode, such as B9 5QT."),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return tidy


def _lines(address: str) -> str:
    lines = (in_one_line(line).rstrip(",") for line in cleaned(address).split("\n"))
    return "\n".join(line for line in lines if line)


def _wrong_name(name: str, council: str) -> str | None:
    if not says_something(name):
        return say("Enter your full name.")
    if len(name) > names.LONGEST_NAME:
        return say("Enter your name in at most {most} characters.", most=names.LONGEST_NAME)
    if names.is_called(name, council):
        return say("This is the council's own name. Enter your name.")
    return None


def _wrong_address(address: str) -> str | None:
    if not says_something(address):
        return say("Enter your address: house number or name, street and town.")
    if len(address) > LONGEST_ADDRESS:
        return say("Enter your address in at most {most} characters.", most=LONGEST_ADDRESS)
    return None
