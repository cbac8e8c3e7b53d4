"""The forms in which a line of the chain is begun and linked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import HiddenField, SelectChoice, SelectField, StringField

from foundation.web.forms import TRIMMED, Form
from programme.queries.chain import ChainChoices, Line
from programme.rules.chain import ChainDraft, Link
from programme.web.forms import CHOOSE

NOTHING = SelectChoice("", _("Nothing"))


def _select(label: object) -> SelectField:
    return SelectField(label, widget=GovSelect(), invalid_choice_message=CHOOSE)


def _why() -> StringField:
    return StringField(_("Because"), widget=GovTextInput(), filters=TRIMMED)


class ThemeForm(Form):
    """The theme that a line begins with."""

    citation = _select(_("What residents said"))

    def __init__(self, choices: ChainChoices, taken: set[int], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.citation.choices = [
            SelectChoice(str(each.number), f"[{each.number}] {each.words[:80] or each.claim}")
            for each in choices.themes
            if each.number not in taken
        ]


class LineForm(Form):
    """What was made of a theme."""

    seen = HiddenField()
    measure = _select(_("Measure of success"))
    because_measure = _why()
    criterion = _select(_("Criterion that firms are judged on"))
    because_criterion = _why()
    claim_id = _select(_("Claim of a prototype, with its test"))
    because_test = _why()
    promise = _select(_("Promise of the contract"))
    because_promise = _why()
    dropped_because = StringField(
        _("If it goes no further: why"), widget=GovTextInput(), filters=TRIMMED
    )

    def __init__(self, choices: ChainChoices, line: Line, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.measure.choices = _with(line.measure, [(each, each) for each in choices.measures])
        self.criterion.choices = _with(line.criterion, list(choices.criteria))
        claims = [(str(id_), words[:90]) for id_, words in choices.claims]
        self.claim_id.choices = _with(str(line.claim_id or ""), claims)
        promises = [(str(number), words) for number, words in choices.promises]
        self.promise.choices = _with(str(line.promise or ""), promises)


def _with(linked: str, known: list[tuple[str, str]]) -> list[SelectChoice]:
    """Return what can be chosen, and what is linked although it is gone."""
    gone = [] if not linked or linked in dict(known) else [(linked, str(_("(gone)")))]
    return [NOTHING, *(SelectChoice(value, words) for value, words in [*known, *gone])]


def filled_line(line: Line) -> dict[str, object]:
    """Return what the form holds for a line."""
    return {
        "seen": line.revision,
        "measure": line.measure,
        "criterion": line.criterion,
        "claim_id": str(line.claim_id or ""),
        "promise": str(line.promise or ""),
        "dropped_because": line.dropped_because,
        **{f"because_{step.link.value}": step.because for step in line.steps},
    }


def draft_of(form: LineForm) -> ChainDraft:
    """Return the links as the form says them."""
    return ChainDraft(
        form.measure.data or "",
        form.criterion.data or "",
        UUID(form.claim_id.data) if form.claim_id.data else None,
        int(form.promise.data) if form.promise.data else None,
        {
            Link.MEASURE: form.because_measure.data,
            Link.CRITERION: form.because_criterion.data,
            Link.TEST: form.because_test.data,
            Link.PROMISE: form.because_promise.data,
        },
        form.dropped_because.data,
    )
