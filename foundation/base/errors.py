"""Errors that mean something to a person, each tied to one HTTP status.

The message is a plain sentence in English that says what to do. Pages look it up in the catalogue
as a whole, so one with a number or a name in it stays English.
"""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """Base of every error that a rule or command may raise.

    Args:
        message: a sentence for the person who has to act.
        fields: field name → what is wrong with it, where the error is about a form or a body.
        facts: further machine-readable members of the problem details (numbers, enum values).
    """

    status = 400
    title = "That did not work"

    def __init__(
        self,
        message: str = "",
        *,
        fields: Mapping[str, str] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message or self.title)
        self.fields = dict(fields or {})
        self.facts = dict(facts or {})


class Malformed(DomainError):
    """What was sent cannot be read at all."""

    status = 400
    title = "We could not read what was sent"


class SignInNeeded(DomainError):
    """Nobody is signed in, and somebody has to be."""

    status = 401
    title = "Sign in first"


class NotAllowed(DomainError):
    """The actor may not do this, or may not do it now."""

    status = 403
    title = "You cannot do this"


class NotFound(DomainError):
    """There is no such thing, or none that this actor may know of."""

    status = 404
    title = "We could not find that"


class Conflict(DomainError):
    """The thing has moved on since the actor last saw it."""

    status = 409
    title = "This has changed in the meantime"


class TooLarge(DomainError):
    """More was sent than we take."""

    status = 413
    title = "That is too big"


class WrongType(DomainError):
    """What was sent is of a kind that we do not read here."""

    status = 415
    title = "We cannot read this kind of content"


class Invalid(DomainError):
    """What was sent can be read, but says something that cannot be."""

    status = 422
    title = "Some of this needs another look"


class TooMany(DomainError):
    """The same caller has asked too often."""

    status = 429
    title = "That was too often"


class Unavailable(DomainError):
    """Something we lean on is away for a moment; trying again is safe."""

    status = 503
    title = "The service is busy"
