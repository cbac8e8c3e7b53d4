"""What a council decides once for all its consultations."""

from __future__ import annotations

from enum import StrEnum


class Publishing(StrEnum):
    """What of a representation's author the public register shows.

    A setting, since practice differs: Trafford shows name and address, Newcastle-under-Lyme the
    name only, Southwark neither, and Hounslow publishes nothing.
    """

    NAME_AND_ADDRESS = "name_and_address"
    NAME_ONLY = "name_only"
    NEITHER = "neither"
    NOTHING = "nothing"


class Moderating(StrEnum):
    """When a moderator looks at a comment."""

    BEFORE = "before"
    AFTER = "after"
