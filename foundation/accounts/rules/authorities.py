"""What a council decides once for all its consultations."""

from __future__ import annotations

from enum import StrEnum


class Publishing(StrEnum):
    """What of a representation's author the public register shows.

    Source: practice differs between councils, so it is a setting (reference: Trafford name and
    address, Newcastle-under-Lyme name only, Southwark neither, Hounslow nothing published).
    """

    NAME_AND_ADDRESS = "name_and_address"
    NAME_ONLY = "name_only"
    NEITHER = "neither"
    NOTHING = "nothing"


class Moderating(StrEnum):
    """When a moderator looks at a comment."""

    BEFORE = "before"
    AFTER = "after"
