"""Challenges for firms: the list, the page, questions and answers, the readiness check."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from programme.commands.clarifications import ask_question
from programme.queries.became import became_of
from programme.queries.briefs import citations_of
from programme.queries.chain import has_chain
from programme.queries.contracts import outcome_of
from programme.queries.public import PublicChallenge, public_challenge, public_challenges
from programme.rules.briefs import ITEMS_IN
from programme.rules.challenges import ChallengeState, PathwayKind
from programme.rules.clarifications import may_ask
from programme.rules.line_titles import TITLES
from programme.rules.money import pounds
from programme.rules.sections import Section
from programme.web.contract_labels import REASONS, RESULTS
from programme.web.evidence_words import KINDS, value_words
from programme.web.public_labels import COMES_NEXT, SECTIONS

WITH_PROTOTYPES = frozenset(
    {
        ChallengeState.PROTOTYPING,
        ChallengeState.SHOWCASED,
        ChallengeState.BUSINESS_CASE,
        ChallengeState.HANDOVER,
        ChallengeState.PROCURED,
        ChallengeState.NOT_PROCURED,
    }
)
"""States in which a challenge of the showcase pathway has prototypes, or will soon."""

bp = Blueprint("public_challenges", __name__, url_prefix="/challenges")

READY: dict[str, tuple[object, object]] = {
    "size": (
        lazy_gettext("We have fewer than 250 staff"),
        lazy_gettext("Bigger firms can take part as a partner of a small one."),
    ),
    "time": (
        lazy_gettext("We can spare one person, one day a week, for ten weeks"),
        lazy_gettext("Plan who comes to the sessions, and who stands in when they are ill."),
    ),
    "show": (
        lazy_gettext("We can show something that works, on a phone"),
        lazy_gettext("A clickable drawing is enough at first. Say what is real and what is not."),
    ),
    "data": (
        lazy_gettext("We know which personal data it needs"),
        lazy_gettext("List each piece of data and why you need it. Leave out the rest."),
    ),
    "access": (
        lazy_gettext("It works with a keyboard and a screen reader, or we have a plan"),
        lazy_gettext("Test it against WCAG 2.2 AA. Write down what fails, and when it is mended."),
    ),
    "insured": (
        lazy_gettext("We have, or can get, public liability insurance"),
        lazy_gettext("Ask a broker what it costs. You need it before a contract, not before."),
    ),
}
"""What a council buyer needs to see, and what to do first where it is not there."""


@bp.get("")
@anyone
def every() -> ResponseReturnValue:
    """List challenges that are open, that are at work, and what became of past ones."""
    found = public_challenges(db.session(), current_council().id)
    open_now = [page for page in found if page.state is ChallengeState.RELEASED]
    past = [page for page in found if page not in open_now]
    return render_template(
        "programme/public/list.html",
        open_now=open_now,
        past=past,
        became=became_of(db.session(), current_council().id, [page.id for page in past]),
        next=COMES_NEXT,
        now=now(),
    )


@bp.get("/for-firms")
@anyone
def guide() -> ResponseReturnValue:
    """Tell firms what a council needs to see, and what happens in which order."""
    return render_template("programme/public/guide.html", ready=READY.values())


@bp.get("/<slug>")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show one challenge in plain words."""
    return shown(asked_public(slug), {})


@bp.post("/<slug>/questions")
@limiter.limit("10 per hour")
@anyone
def ask(slug: str) -> ResponseReturnValue:
    """Ask a question; nobody keeps who asked."""
    found = asked_public(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            ask_question(unit, found.page.id, request.form.get("question", ""))
    except (Invalid, Conflict) as wrong:
        return shown(found, dict(wrong.fields) or {"question": wrong.sentence}), wrong.status
    flash(_("Thank you. The answer will stand on this page, for everybody."))
    return redirect(url_for(".page", slug=slug) + "#questions", 303)


@bp.post("/<slug>/ready")
@anyone
def ready(slug: str) -> ResponseReturnValue:
    """Say what a firm should do first; nothing is kept."""
    found = asked_public(slug)
    ticked = set(request.form.getlist("ready"))
    first = [advice for name, (_words, advice) in READY.items() if name not in ticked]
    return render_template("programme/public/ready.html", challenge=found.page, first=first)


def asked_public(slug: str) -> PublicChallenge:
    """Return a challenge that anybody may read.

    Raises:
        NotFound: there is none.
    """
    found = public_challenge(db.session(), current_council().id, slug, now())
    if found is None:
        raise NotFound("There is no such challenge.")
    return found


def shown(found: PublicChallenge, problems: dict[str, str]) -> str:
    """Return the page of a challenge, and what is wrong with a question."""
    page = found.page
    is_open = page.state is ChallengeState.RELEASED
    opens, closes = page.opens_at, page.closes_at
    texts = found.said.get("texts", {})
    return render_template(
        "programme/public/page.html",
        challenge=page,
        found=found,
        is_open=is_open and (opens is None or opens <= now()),
        opens_later=is_open and opens is not None and opens > now(),
        is_over=closes is not None and closes <= now(),
        days_left=(london_day(closes) - london_day(now())).days if closes else None,
        can_ask=bool(may_ask(is_open=is_open, closes_at=page.questions_close_at, now=now())),
        timetable=timetable(found),
        budget=_budget(found),
        sections=[
            (words, texts[section.value], _rows(found, section))
            for section, words in SECTIONS.items()
            if texts.get(section.value)
        ],
        data_sets=[row for row in found.said.get("items", []) if row[0] == "data_set"],
        blockers=[row for row in found.said.get("items", []) if row[0] == "blocker"],
        measures=found.said.get("measures", []),
        cited=[
            (each, KINDS[each.kind], value_words(each.kind, each.key, each.now))
            for each in citations_of(db.session(), current_council().id, page.id)
        ],
        became=became_of(db.session(), current_council().id, [page.id])[page.id],
        comes_next=_what_came(found) or COMES_NEXT.get(page.state),
        has_chain=has_chain(db.session(), page.id),
        waived=[(TITLES[line], reason) for line, reason in found.waived],
        ready=[(name, words) for name, (words, _advice) in READY.items()],
        has_showcase=page.state in WITH_PROTOTYPES and page.pathway is PathwayKind.SHOWCASE,
        problems=problems,
        typed=request.form,
    )


def _what_came(found: PublicChallenge) -> str | None:
    """Return what came of a challenge in the end, or None where it is not settled."""
    ended = outcome_of(db.session(), found.page.id)
    if ended is None:
        return None
    return f"{RESULTS[ended.result]}: {REASONS[ended.reason]}. {ended.words}"


def timetable(found: PublicChallenge) -> list[dict[str, Any]]:
    """Return the dates of a challenge that are known, each with what happens."""
    page = found.page
    steps = (
        (_("Firms can answer"), page.opens_at),
        (_("Last questions, 5pm"), page.questions_close_at),
        (_("Last submissions, 12 noon"), page.closes_at),
    )
    known = [(words, at) for words, at in steps if at]
    coming = next((at for _words, at in known if at > now()), None)
    return [
        {
            "name": words,
            "on": london_day(at),
            "is_by": False,
            "state": "done" if at <= now() else "now" if at == coming else "later",
        }
        for words, at in known
    ]


def _budget(found: PublicChallenge) -> str | None:
    low, high = found.page.budget_min_p, found.page.budget_max_p
    if high is None:
        return None
    if low:
        return str(_("%(low)s to %(high)s", low=pounds(low), high=pounds(high)))
    return str(_("up to %(high)s", high=pounds(high)))


def _rows(found: PublicChallenge, section: Section) -> list[list[str]]:
    kinds = {kind.value for kind in ITEMS_IN.get(section, ())}
    return [row for row in found.said.get("items", []) if row[0] in kinds]
