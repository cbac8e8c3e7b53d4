"""What happens to accounts and councils; ids and enum values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.accounts.rules.links import Purpose
from foundation.base.events import Event
from foundation.base.roles import Role


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """Somebody of the staff has signed in."""

    kind: ClassVar[str] = "accounts.signed_in"


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    """One browser of a person is signed in no more."""

    kind: ClassVar[str] = "accounts.signed_out"


@dataclass(frozen=True, slots=True)
class SignedOutEverywhere(Event):
    """No browser of a person is signed in any more."""

    kind: ClassVar[str] = "accounts.signed_out_everywhere"


@dataclass(frozen=True, slots=True)
class LinkMade(Event):
    """Somebody was given a link that works once."""

    kind: ClassVar[str] = "accounts.link.made"
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """A person has a new password."""

    kind: ClassVar[str] = "accounts.password.set"


@dataclass(frozen=True, slots=True)
class SecondFactorSet(Event):
    """A person has a new second factor."""

    kind: ClassVar[str] = "accounts.second_factor.set"


@dataclass(frozen=True, slots=True)
class SecondFactorCleared(Event):
    """A person has to set up a second factor again."""

    kind: ClassVar[str] = "accounts.second_factor.cleared"


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """Too many wrong codes were given for a person."""

    kind: ClassVar[str] = "accounts.locked"


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """A council knows a person more."""

    kind: ClassVar[str] = "accounts.person.added"


@dataclass(frozen=True, slots=True)
class PersonRemoved(Event):
    """A person can sign in no more."""

    kind: ClassVar[str] = "accounts.person.removed"


@dataclass(frozen=True, slots=True)
class RoleAsked(Event):
    """A role was asked for a person."""

    kind: ClassVar[str] = "accounts.role.asked"
    role: Role


@dataclass(frozen=True, slots=True)
class RoleAgreed(Event):
    """A role counts from now on."""

    kind: ClassVar[str] = "accounts.role.agreed"
    role: Role


@dataclass(frozen=True, slots=True)
class RoleTaken(Event):
    """A person lost a role, or the wait for one."""

    kind: ClassVar[str] = "accounts.role.taken"
    role: Role


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    """A council's settings have changed."""

    kind: ClassVar[str] = "accounts.settings.changed"


@dataclass(frozen=True, slots=True)
class LogoChanged(Event):
    """A council has another logo, or none."""

    kind: ClassVar[str] = "accounts.logo.changed"
    file_id: UUID | None


ENDING = (
    SignedOut.kind,
    SignedOutEverywhere.kind,
    PasswordSet.kind,
    SecondFactorSet.kind,
    SecondFactorCleared.kind,
    PersonRemoved.kind,
    RoleAgreed.kind,
    RoleTaken.kind,
)
"""Kinds of event after which a person's open sockets are closed."""
