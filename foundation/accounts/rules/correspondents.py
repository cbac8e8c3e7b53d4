"""Who stands by their name and address behind something formal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name and where they live; *address* has a line for each line, without the postcode."""

    name: str
    address: str
    postcode: str
