"""What was done with an issue, in the words of the desk."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from consultation.queries.issue_page import StepLine
from consultation.rules.issues import UNDOABLE, Deed, IssueStatus

OURS = {
    Deed.MADE: lazy_gettext("First points put here."),
    Deed.JOINED: lazy_gettext("Points added."),
    Deed.LEFT: lazy_gettext("Points taken out."),
    Deed.MERGED: lazy_gettext("Joined to issue %(other)s."),
    Deed.SPLIT: lazy_gettext("Some points became issue %(other)s."),
    Deed.ANSWERED: lazy_gettext("Answered."),
    Deed.CORRECTED: lazy_gettext("Corrected."),
    Deed.SETTLED: lazy_gettext("Outcome written down."),
    Deed.TOLD: lazy_gettext("Authors can see what came of it."),
    Deed.REOPENED: lazy_gettext("Opened again."),
    Deed.UNDONE: lazy_gettext("A step was undone."),
}

THEIRS = {
    Deed.MADE: lazy_gettext("Points split off as issue %(other)s."),
    Deed.MERGED: lazy_gettext("Issue %(other)s joined to this one."),
    Deed.SPLIT: lazy_gettext("Split off from issue %(other)s."),
    Deed.UNDONE: lazy_gettext("A step with issue %(other)s was undone."),
}
"""Deed with another issue, as that other one tells it."""


def step_words(line: StepLine) -> str:
    """Return one line of an issue's history."""
    words = OURS[line.deed] if line.is_ours else THEIRS[line.deed]
    said = [str(words) % {"other": line.other}]
    if line.people:
        said.append(ngettext("%(num)s author told.", "%(num)s authors told.", line.people))
    if line.is_undone:
        said.append(_("(undone later)"))
    return " ".join([*said, line.reason or ""]).strip()


def may_offer_undo(line: StepLine, status: IssueStatus) -> bool:
    """Tell whether a line may carry a button that undoes it; the command has the last word."""
    is_free = status is not IssueStatus.SETTLED
    return is_free and line.is_ours and line.deed in UNDOABLE and not line.is_undone
