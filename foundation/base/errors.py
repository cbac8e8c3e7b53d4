"""Errors that mean something to a person, each tied to one HTTP status.

The message is a plain sentence in English that says what to do. Pages look it up in the catalogue;
one with a number or a name in it is put together by ``say``, so that it can be looked up too.
"""

from __future__ import annotations

from collections.abc import Mapping

from foundation.base.words import say


class DomainError(Exception):
    """Base of every error that a rule or command may raise.

    Args:
        message: a sentence for the person who has to act.
        fields: field name → what is wrong with it, where the error is about a form or a body.
        facts: further machine-readable members of the problem details (numbers, enum values).
    """

    status = 400
    title = say("That did not work")

    def __init__(
        self,
        message: str = "",
        *,
        fields: Mapping[str, str] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        self.sentence = message or self.title
        super().__init__(self.sentence)
        self.fields = dict(fields or {})
        self.facts = dict(facts or {})


class Malformed(DomainError):
    """What was sent cannot be read at all."""

    status = 400
    title = say("We could not read what was sent")


class SignInNeeded(DomainError):
    """Nobody is signed in, and somebody has to be."""

    status = 401
    title = say("Sign in first")


class NotAllowed(DomainError):
    """The actor may not do this, or may not do it now."""

    status = 403
    title = say("You cannot do this")


class NotFound(DomainError):
    """There is no such thing, or none that this actor may know of."""

    status = 404
    title = say("We could not find that")


class Conflict(DomainError):
    """The thing has moved on since the actor last saw it."""

    status = 409
    title = say("This has changed in the meantime")


class TooLarge(DomainError):
    """More was sent than we take."""

    status = 413
    title = say("That is too big")


class WrongType(DomainError):
    """What was sent is of a kind that we do not read here."""

    status = 415
    title = say("We cannot read this kind of content")


class Invalid(DomainError):
    """What was sent can be read, but says something that cannot be."""

    status = 422
    title = say("Some of this needs another look")


class TooMany(DomainError):
    """The same caller has asked too often."""

    status = 429
    title = say("That was too often")


class Unavailable(DomainError):
    """Something we lean on is away for a moment; trying again is safe."""

    status = 503
    title = say("The service is busy")
