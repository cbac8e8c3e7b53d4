"""The files of a handover pack: a front page, what is recorded, and a manifest with hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import render_template

from foundation.accounts.queries.authorities import Council
from foundation.base.db import db
from foundation.base.errors import Unavailable
from foundation.base.spreadsheets import csv_text
from foundation.web.current import now
from programme.queries.briefs import versions_of
from programme.queries.cases import case_page
from programme.queries.chain import themes_by_measure
from programme.queries.challenges import ChallengePage
from programme.queries.criteria import criteria_page
from programme.queries.notices import versions_of as notices_of
from programme.queries.packs import PackPage, pack_page
from programme.queries.public import questions_of
from programme.queries.routes import route_page
from programme.rules.packs import TITLES
from programme.rules.steps import TITLES as STEP_TITLES
from programme.web.audit_made import audit_files
from programme.web.notices_made import notice_text
from programme.web.ocds_made import package_made, record_made, releases_made
from programme.web.pack_evidence import evidence_files
from programme.web.pack_ledgers import ledger_files
from programme.web.papers import pdf

Files = dict[str, bytes]


def pack_files(
    council: Council, found: ChallengePage, *, on_paper: bool = False
) -> tuple[Files, PackPage]:
    """Return the files of a pack by name, its manifest last, and how its items stand.

    *on_paper* adds the pages as tagged PDF files.
    """
    session = db.session()
    pack = pack_page(session, found.id, now())
    releases = releases_made(council, found.id)
    path = f"/api/v1/ocds/{found.slug}"
    asked = themes_by_measure(session, council.id, found.id, now())
    files: Files = {
        "questions.csv": _table(
            ("asked_at", "question", "answer"),
            [
                (each.asked_at.isoformat(), each.question, each.answer or "")
                for each in questions_of(session, found.id)
            ],
        ),
        "criteria.csv": _table(
            ("criterion", "weight_percent", "least_mark"),
            [
                (each.title, f"{each.weight / 100:g}", str(each.least))
                for each in criteria_page(session, found.id, now()).criteria
            ],
        ),
        "dates.csv": _table(
            ("step", "planned", "forecast", "done", "earliest", "why"), _days(found)
        ),
        "costs.csv": _table(
            ("option", "one_off_p", "yearly_p", "three_years_p", "five_years_p", "preferred"),
            [
                (
                    each.title,
                    *map(
                        str,
                        (each.one_off_p, each.yearly_p, each.three_years_p, each.five_years_p),
                    ),
                    "yes" if each.is_preferred else "no",
                )
                for each in case_page(session, found.id).options
            ],
        ),
        "benefits.csv": _table(
            ("benefit", "measure", "residents_said"),
            [
                (each.words, each.measure, "; ".join(asked.get(each.measure, [])))
                for each in case_page(session, found.id).benefits
            ],
        ),
        "releases.json": _json(package_made(council, releases, f"{path}/releases.json")),
    }
    if releases:
        files["record.json"] = _json(record_made(council, releases, f"{path}/record.json"))
    files |= _briefs(found) | _notices(found)
    files |= ledger_files(council, found, pack)
    files |= evidence_files(council, found)
    files |= audit_files(council, found)
    files["index.html"] = render_template(
        "programme/packs/front.html",
        challenge=found,
        council=council,
        pack=pack,
        titles=TITLES,
        case=case_page(session, found.id),
        route=route_page(session, found.id, now()),
        files=sorted(files),
        made_at=now(),
    ).encode()
    if on_paper:
        files |= _papers(files)
    files["manifest.json"] = _json(_manifest(found, pack, files))
    return files, pack


def _papers(files: Files) -> Files:
    """Return each page of a pack as a tagged PDF; none on a machine that can make none."""
    pages = {name: held for name, held in files.items() if name.endswith(".html")}
    try:
        return {f"{name[:-5]}.pdf": pdf(held.decode()) for name, held in pages.items()}
    except Unavailable:
        return {}


def _manifest(found: ChallengePage, pack: PackPage, files: Files) -> dict[str, Any]:
    return {
        "challenge": found.slug,
        "made_at": now().isoformat(),
        "is_light": pack.is_light,
        "items": {item.value: state.value for item, state in pack.states.items()},
        "chain": {
            "holds": pack.chain_holds,
            "head": pack.head,
            "checked_at": pack.checked_at.isoformat() if pack.checked_at else None,
        },
        "files": {
            name: {"sha256": hashlib.sha256(held).hexdigest(), "bytes": len(held)}
            for name, held in sorted(files.items())
        },
    }


def _notices(found: ChallengePage) -> Files:
    return {
        f"notice-{row.code.value}-{row.number}.txt": notice_text(found, row).encode()
        for row in notices_of(db.session(), found.id)
    }


def _briefs(found: ChallengePage) -> Files:
    versions = versions_of(db.session(), found.id)
    return {
        f"brief-{row.number}.json": _json(
            {"number": row.number, "digest": row.digest, "made_at": row.made_at.isoformat()}
            | {"said": row.said}
        )
        for row in versions
    }


def _days(found: ChallengePage) -> list[tuple[str, ...]]:
    shown = route_page(db.session(), found.id, now())
    return [
        (
            STEP_TITLES[each.earliest.step],
            *(
                day.isoformat() if day else ""
                for day in (each.days.planned, each.days.forecast, each.days.done)
            ),
            each.earliest.day.isoformat(),
            each.earliest.working,
        )
        for each in (shown.steps if shown else ())
    ]


def _table(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    return csv_text(names, [dict(zip(names, row, strict=True)) for row in rows]).encode()


def _json(made: object) -> bytes:
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True).encode()
