"""The issues of a consultation, and what has still to be put into one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import SelectChoice

from consultation.commands.issues import join_issue, make_issue
from consultation.commands.points import whole_points
from consultation.queries.issue_page import issue_row
from consultation.queries.issues import (
    DeskConsultation,
    desk_consultation,
    issue_list,
    unsorted_count,
    unsorted_rows,
)
from consultation.queries.named import own_topics
from consultation.queries.suggestions import (
    unsorted_at,
    unsorted_campaigns,
    unsorted_in_campaign,
    unsorted_neighbours,
)
from consultation.rules.access import Can
from consultation.rules.comments import Topic
from consultation.rules.issues import IssueStatus
from consultation.web.forms.issues import GatherForm, number
from consultation.web.forms.views import refused
from consultation.web.rows import topic_words
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.visitor import new_form_key, submission_id

bp = Blueprint("issues", __name__, url_prefix="/desk")


@bp.get("/<slug>/issues")
@allow(Can.ISSUE_WRITE)
def every(slug: str) -> ResponseReturnValue:
    """List the issues, what may belong together, and what is in no issue."""
    return _page(own(slug), GatherForm(), {})


@bp.post("/<slug>/issues")
@allow(Can.ISSUE_WRITE)
def gather(slug: str) -> ResponseReturnValue:
    """Put what was ticked, or what was suggested, into a new issue or into one that is there."""
    consultation, form = own(slug), GatherForm()
    try:
        with work(db.session(), actor(), now()) as unit:
            made = _gathered(unit, consultation, form)
    except (Invalid, Conflict, NotFound) as wrong:
        fields = wrong.fields or {"title": wrong.sentence}
        return _page(consultation, form, refused(form, fields)), wrong.status
    return redirect(url_for("issue.page", slug=slug, number=made), 303)


def own(slug: str) -> DeskConsultation:
    """Return a consultation of this council.

    Raises:
        NotFound: there is none.
    """
    found = desk_consultation(db.session(), current_council().id, slug)
    if found is None:
        raise NotFound("There is no such consultation.")
    return found


def chosen_points(unit: Work, consultation_id: UUID, chosen: list[str]) -> list[UUID]:
    """Return the points that ticks name; a comment that nobody has split is one point."""
    points = [_id(each) for each in chosen if each.startswith("p:")]
    comments = [_id(each) for each in chosen if each.startswith("c:")]
    if comments:
        points += whole_points(unit, consultation_id, comments)
    return points


def _gathered(unit: Work, consultation: DeskConsultation, form: GatherForm) -> int:
    """Do what *form* says; return the number of the issue."""
    into = number(form.into.data)
    points = chosen_points(unit, consultation.id, _chosen(consultation.id))
    if into:
        issue = issue_row(unit.session, consultation.id, into)
        if issue is None:
            raise NotFound("There is no such issue.")
        came = join_issue(unit, issue.id, points)
        said = ngettext("%(num)s point was added.", "%(num)s points were added.", came)
        flash(str(said))
        return into
    made = make_issue(
        unit,
        submission_id(consultation.id, form.form_key.data or new_form_key()),
        consultation.id,
        title=form.title.data or "",
        topic=_topic(consultation.id),
        point_ids=points,
    )
    flash(str(_("Issue %(number)s is there.", number=made)))
    return made


def _chosen(consultation_id: UUID) -> list[str]:
    """Return what was ticked, or all that a suggestion means."""
    session, suggested = db.session(), request.form.get("suggested", "")
    kind, _colon, rest = suggested.partition(":")
    comments: list[UUID] = []
    if kind == "campaign":
        comments = unsorted_in_campaign(session, consultation_id, _id(suggested))
    elif kind == "place":
        topic, _bar, cell = rest.partition("|")
        comments = unsorted_at(session, consultation_id, topic, cell)
    return [*request.form.getlist("chosen"), *(f"c:{each}" for each in comments)]


def _topic(consultation_id: UUID) -> str | None:
    topic = request.form.get("topic") or None
    known = {*Topic, *own_topics(db.session(), consultation_id)}
    return topic if topic in known else None


def _id(named: str) -> UUID:
    try:
        return UUID(named.partition(":")[2])
    except ValueError as broken:
        raise NotFound("There is no such comment.") from broken


def _page(consultation: DeskConsultation, form: GatherForm, problems: dict[str, str]) -> str:
    session = db.session()
    issues = issue_list(session, consultation.id)
    own = own_topics(session, consultation.id)
    form.into.choices = [
        SelectChoice("", _("A new issue")),
        *(
            SelectChoice(str(each.number), f"{each.number}: {each.title}")
            for each in issues
            if each.status is not IssueStatus.MERGED
        ),
    ]
    after = request.args.get("after")
    left = unsorted_count(session, consultation.id)
    rows = unsorted_rows(session, consultation.id, after)
    return render_template(
        "consultation/issues/list.html",
        consultation=consultation,
        issues=issues,
        topics={topic.value: topic_words(topic, own) for topic in Topic} | own,
        left=left,
        rows=rows.rows,
        next_url=url_for(".every", slug=consultation.slug, after=rows.next) if rows.next else None,
        first_url=url_for(".every", slug=consultation.slug) if after else None,
        campaigns=unsorted_campaigns(session, consultation.id) if left else [],
        places=unsorted_neighbours(session, consultation.id) if left else [],
        ticked=set(request.form.getlist("chosen")),
        form=form,
        problems=problems,
    )
