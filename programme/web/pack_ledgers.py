"""Files of a pack that come out of the ledgers: who was told what, and conflicts of interest."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template

from foundation.accounts.queries.authorities import Council
from foundation.base.db import db
from foundation.base.spreadsheets import csv_text
from foundation.web.current import now
from foundation.web.words import label
from programme.queries.challenges import ChallengePage
from programme.queries.fairness import Fairness, fairness_of
from programme.queries.packs import PackPage
from programme.queries.routes import route_page
from programme.rules.packs import Item
from programme.rules.steps import Step

TOLD = ("told_on", "means", "words", "shared_on")
DECLARED = ("submission", "assessor", "declared", "mitigation", "state", "declared_at")


def ledger_files(council: Council, found: ChallengePage, pack: PackPage) -> Mapping[str, bytes]:
    """Return the fairness statement with the assessment, the bundle, and the register.

    Assessors are numbered, not named: whoever needs a name asks the chair.
    """
    fair = fairness_of(db.session(), council.id, found.id)
    chosen = route_page(db.session(), found.id, now())
    statement = render_template(
        "programme/packs/fairness.html",
        challenge=found,
        council=council,
        fair=fair,
        said=pack.words.get(Item.FAIRNESS),
        assessed_on=chosen.way.done.get(Step.CONFLICTS) if chosen else None,
        made_at=now(),
    )
    return {
        "fairness-and-conflicts.html": statement.encode(),
        "equal-information.csv": _bundle(fair).encode(),
        "conflicts.csv": _register(fair).encode(),
    }


def _bundle(fair: Fairness) -> str:
    rows = [
        (
            each.told_on.isoformat(),
            label(each.means),
            each.words,
            each.shared_on.isoformat() if each.shared_on else "",
        )
        for each in fair.shared
    ]
    return csv_text(TOLD, [dict(zip(TOLD, row, strict=True)) for row in rows])


def _register(fair: Fairness) -> str:
    people = sorted({each.person_id for each in fair.declarations})
    rows = [
        (
            each.letter,
            str(people.index(each.person_id) + 1),
            each.answer.value,
            each.mitigation,
            each.state.value,
            each.declared_at.isoformat(),
        )
        for each in fair.declarations
    ]
    return csv_text(DECLARED, [dict(zip(DECLARED, row, strict=True)) for row in rows])
