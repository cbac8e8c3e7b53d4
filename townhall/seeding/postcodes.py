"""Real postcodes for the demonstration, so that "near me" has somewhere to be near."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from foundation.base.actor import HOUSE
from foundation.base.work import work
from geo.cli.bundled import bundled_files, bundled_rows
from geo.commands.postcodes import load_postcodes

AREAS = ("B",)
"""Postcode areas of the council whose wards the demonstration borrows."""


def keep_postcodes(session: Session, at: datetime) -> None:
    """Keep the bundled postcodes of ``AREAS``; none where the package that has them is missing."""
    for file in bundled_files(AREAS):
        with work(session, HOUSE, at) as unit:
            load_postcodes(unit, bundled_rows(file))
