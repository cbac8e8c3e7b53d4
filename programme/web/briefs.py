"""The brief of a challenge: an overview, and one section at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation import evidence
from consultation.evidence import EvidenceKind, Figure
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.brief_comments import comment_on, settle_comment
from programme.commands.briefs import complete_section, waive_section, write_section
from programme.queries.briefs import BriefPage, brief_page
from programme.queries.challenges import ChallengePage
from programme.rules.access import Can
from programme.rules.briefs import ITEMS_IN, REFUSALS, Key, WhyNot, may_turn, may_write
from programme.rules.differences import differences
from programme.rules.sections import GUIDANCE, Section, word_count
from programme.web.asked import asked_challenge
from programme.web.evidence_words import FIGURES, KINDS, value_words
from programme.web.public_labels import SECTIONS

bp = Blueprint("briefs", __name__, url_prefix="/programme/challenges/<slug>/brief")

SPARE_ROWS = 2


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show how far the brief has come, its keys and its versions."""
    found = asked_challenge(slug)
    brief = brief_page(db.session(), current_council().id, found)
    return overview(found, brief, {})


@bp.get("/changes")
@allow(Can.CHALLENGE_READ)
def changes(slug: str) -> ResponseReturnValue:
    """Show what changed from one version to the next, section by section."""
    found = asked_challenge(slug)
    brief = brief_page(db.session(), current_council().id, found)
    wanted = request.args.get("version", type=int) or brief.version
    by_number = {version.number: version for version in brief.versions}
    after, before = by_number.get(wanted), by_number.get(wanted - 1)
    rows = [
        (words, differences(_said(before, section), _said(after, section)))
        for section, words in SECTIONS.items()
    ]
    return render_template(
        "programme/briefs/changes.html",
        challenge=found,
        brief=brief,
        version=after,
        rows=[(words, runs) for words, runs in rows if any(run.change != "same" for run in runs)],
    )


@bp.get("/<section>")
@allow(Can.CHALLENGE_READ)
def section_page(slug: str, section: str) -> ResponseReturnValue:
    """Show one section with its guidance, evidence and comments."""
    return editor(asked_challenge(slug), asked_section(section), {})


@bp.post("/<section>")
@allow(Can.BRIEF_WRITE)
def write(slug: str, section: str) -> ResponseReturnValue:
    """Save a section; who was slower sees both texts and loses none."""
    found, part = asked_challenge(slug), asked_section(section)
    form = request.form
    seen = form.get("seen_revision", 0, type=int)
    try:
        with work(db.session(), actor(), now()) as unit:
            write_section(unit, found.id, part, form.get("text", ""), seen_revision=seen)
            _settle(unit, found, part)
    except (Invalid, Conflict) as wrong:
        theirs = wrong.facts.get("reason") == WhyNot.CHANGED_MEANWHILE.value
        fields = dict(wrong.fields) or {"text": wrong.sentence}
        return editor(found, part, fields, theirs=theirs), wrong.status
    return saved(slug, part)


@bp.post("/<section>/comments")
@allow(Can.BRIEF_COMMENT)
def comment(slug: str, section: str) -> ResponseReturnValue:
    """Say something about a section."""
    found, part = asked_challenge(slug), asked_section(section)
    try:
        with work(db.session(), actor(), now()) as unit:
            comment_on(unit, found.id, part, request.form.get("comment", ""))
    except Invalid as wrong:
        return editor(found, part, dict(wrong.fields)), wrong.status
    return saved(slug, part)


@bp.post("/<section>/comments/<uuid:comment_id>/settle")
@allow(Can.BRIEF_WRITE)
def settle(slug: str, section: str, comment_id: UUID) -> ResponseReturnValue:
    """Say that a comment has been dealt with."""
    found, part = asked_challenge(slug), asked_section(section)
    with work(db.session(), actor(), now()) as unit:
        settle_comment(unit, found.id, comment_id)
    return saved(slug, part)


def asked_section(name: str) -> Section:
    """Return the section that an address names.

    Raises:
        NotFound: there is none.
    """
    try:
        return Section(name)
    except ValueError as unknown:
        raise NotFound("There is no such section.") from unknown


def saved(slug: str, section: Section) -> ResponseReturnValue:
    """Go back to the section, which says that it is done."""
    flash(_("Saved."))
    return redirect(url_for("briefs.section_page", slug=slug, section=section.value), 303)


def _settle(unit: Work, found: ChallengePage, section: Section) -> None:
    """Do what the second button says: call the section complete, or waive it."""
    act = request.form.get("do", "save")
    if act == "complete":
        complete_section(unit, found.id, section, done=True)
    if act == "waive":
        waive_section(unit, found.id, section, request.form.get("waived_because", ""))


def overview(found: ChallengePage, brief: BriefPage, problems: dict[str, str]) -> str:
    """Return the page of the whole brief."""
    return render_template(
        "programme/briefs/page.html",
        challenge=found,
        brief=brief,
        keys=[_key(brief, found, key) for key in Key],
        may_write=actor().may(Can.BRIEF_WRITE),
        may_ask=actor().may(Can.BRIEF_COMMENT),
        drifted=sum(each.has_drifted for each in brief.citations),
        open_comments=sum(not each.is_settled for each in brief.comments),
        problems=problems,
    )


def editor(
    found: ChallengePage, section: Section, problems: dict[str, str], *, theirs: bool = False
) -> str:
    """Return the page of one section, with what was typed where it was refused."""
    brief = brief_page(db.session(), current_council().id, found)
    row = brief.section(section)
    text = request.form.get("text", row.text)
    slug = evidence.slug_of(db.session(), current_council().id, found.consultation_id)
    return render_template(
        "programme/briefs/section.html",
        challenge=found,
        brief=brief,
        row=row,
        text=text,
        words=word_count(text),
        theirs=row.text if theirs else None,
        guidance=GUIDANCE[section],
        number=list(Section).index(section) + 1,
        can_write=actor().may(Can.BRIEF_WRITE) and bool(may_write(brief.state)),
        why_not=None if may_write(brief.state) else REFUSALS[_why(brief)],
        may_comment=actor().may(Can.BRIEF_COMMENT),
        citations=[_cited(each) for each in brief.citations if each.section is section],
        lists=_lists(brief, section),
        measures=[*brief.measures, *([None] * SPARE_ROWS)] if section is Section.MEASURES else None,
        comments=[each for each in brief.comments if each.section is section],
        offered=_offered(slug),
        typed=request.form,
        problems=problems,
    )


def _why(brief: BriefPage) -> WhyNot:
    return WhyNot(str(may_write(brief.state).reason))


def _key(brief: BriefPage, found: ChallengePage, key: Key) -> dict[str, Any]:
    who = actor()
    holds = (
        Role.PROCUREMENT_OFFICER in who.roles
        if key is Key.PROCUREMENT
        else who.person_id is not None and who.person_id == found.owner_id
    )
    decision = may_turn(brief.state, key, who.person_id, turned=brief.turned, writers=brief.writers)
    is_turned = any(each.key is key for each in brief.turned)
    why = None if decision else REFUSALS[WhyNot(str(decision.reason))]
    return {
        "key": key,
        "is_turned": is_turned,
        "may": holds and bool(decision),
        "why": why if holds and not is_turned else None,
    }


def _cited(each: Any) -> dict[str, Any]:  # noqa: ANN401  a citation of any section
    then = each.released or each.cited
    return {
        "row": each,
        "kind": KINDS[each.kind],
        "then": value_words(each.kind, each.key, then),
        "now": value_words(each.kind, each.key, each.now),
        "has_drifted": each.has_drifted,
    }


def _lists(brief: BriefPage, section: Section) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "rows": [
                *(each for each in brief.items if each.kind is kind),
                *([None] * SPARE_ROWS),
            ],
        }
        for kind in ITEMS_IN.get(section, ())
    ]


def _offered(slug: str | None) -> dict[str, Any] | None:
    """Return what can be cited: threads, issues, figures of the linked consultation."""
    if slug is None:
        return None
    session, council = db.session(), current_council().id
    return {
        "slug": slug,
        "groups": [
            (
                KINDS[EvidenceKind.THREAD],
                "thread",
                evidence.most_agreed(session, council, slug, 15),
            ),
            (KINDS[EvidenceKind.ISSUE], "issue", evidence.citable(session, council, slug)),
            (
                KINDS[EvidenceKind.FIGURE],
                "figure",
                [(each.value, FIGURES[each]) for each in Figure],
            ),
            (KINDS[EvidenceKind.AREA], "area", evidence.areas(session, council, slug)),
        ],
    }


def _said(version: Any, section: Section) -> str:  # noqa: ANN401  a version or none
    return version.said["texts"].get(section.value, "") if version else ""
