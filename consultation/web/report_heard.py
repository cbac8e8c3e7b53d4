"""Who took part and who did not, in the officer's report: from released figures alone."""

from __future__ import annotations

from flask_babel import format_date
from flask_babel import gettext as _

from consultation.queries.reach.heard import Heard
from consultation.rules.reach.findings import Group
from consultation.rules.reach.traits import Trait
from consultation.web.heard_labels import TRAITS
from consultation.web.heard_shown import group_name
from foundation.base.clock import london_day
from foundation.web.words import percent


def heard_sentences(heard: Heard) -> list[str]:
    """Say who answered about themselves, and for each question who was under-heard."""
    if not heard.asks:
        return [
            _(
                "This report does not know the age, background or health of those who took part, "
                "so it cannot say which groups are missing."
            )
        ]
    if heard.people is None or heard.released_at is None:
        return [
            _(
                "People were asked about themselves, but too few have answered for figures in "
                "which nobody can be found."
            )
        ]
    day = format_date(london_day(heard.released_at), "d MMMM y")
    whole = _(
        "About %(people)s people answered questions about themselves, by %(day)s. All figures are "
        "rounded, so that nobody can be found in them.",
        people=heard.people,
        day=day,
    )
    return [whole, *filter(None, (_sentence(heard, trait) for trait in Trait))]


def _sentence(heard: Heard, trait: Trait) -> str | None:
    table = heard.table(trait)
    if table is None or table.benchmark is None:
        return None
    question = str(TRAITS[trait])
    if table.compared is None:
        return str(_("%(question)s: too few answers to say.", question=question))
    missing = [_shares(heard, trait, group) for group in table.compared.under_heard]
    if not missing:
        return str(_("%(question)s: no group is clearly under-heard.", question=question))
    groups = "; ".join(missing)
    said = _("%(question)s: under-heard are %(groups)s.", question=question, groups=groups)
    return str(said)


def _shares(heard: Heard, trait: Trait, group: Group) -> str:
    name, residents = group_name(trait, group, heard), percent(group.residents or 0.0)
    if not group.heard:
        said = _(
            "%(group)s (too few answers to show, %(residents)s of residents)",
            group=name,
            residents=residents,
        )
        return str(said)
    said = _(
        "%(group)s (%(heard)s of answers, %(residents)s of residents)",
        group=name,
        heard=percent(group.heard),
        residents=residents,
    )
    return str(said)
