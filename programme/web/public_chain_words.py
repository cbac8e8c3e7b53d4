"""The words of the chain: what each step is called, and what is said of it as it stands."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.evidence import Count, EvidenceKind
from programme.queries.chain import ChainStep, Line
from programme.rules.chain import Link, LinkState
from programme.web.evidence_words import value_words

HEADINGS = {
    Link.THEME: lazy_gettext("What residents said"),
    Link.MEASURE: lazy_gettext("How we will know"),
    Link.CRITERION: lazy_gettext("What firms are judged on"),
    Link.TEST: lazy_gettext("What the prototype showed"),
    Link.PROMISE: lazy_gettext("What the contract promises"),
}

LINKED = {
    Link.MEASURE: lazy_gettext("became a measure"),
    Link.CRITERION: lazy_gettext("became something firms are judged on"),
    Link.TEST: lazy_gettext("was tested with a prototype"),
    Link.PROMISE: lazy_gettext("became a promise of the contract"),
}

NOT_THERE = {
    (Link.THEME, LinkState.BROKEN): lazy_gettext("It can no longer be read there"),
    (Link.MEASURE, LinkState.OPEN): lazy_gettext("Link still open: nothing is counted for it yet"),
    (Link.MEASURE, LinkState.BROKEN): lazy_gettext(
        "Link broken: the measure was taken out of the brief"
    ),
    (Link.CRITERION, LinkState.OPEN): lazy_gettext("Link still open: firms are not judged on it"),
    (Link.CRITERION, LinkState.BROKEN): lazy_gettext("Link broken: firms are not judged on it now"),
    (Link.CRITERION, LinkState.DRAFT): lazy_gettext("Not fixed yet: it may still change"),
    (Link.TEST, LinkState.OPEN): lazy_gettext("Link still open: no test was made for it"),
    (Link.TEST, LinkState.BROKEN): lazy_gettext("Link broken: the test is no longer there"),
    (Link.TEST, LinkState.DRAFT): lazy_gettext("A test was made. It was not shown in public yet"),
    (Link.TEST, LinkState.FAILED): lazy_gettext("The prototype did not convince"),
    (Link.PROMISE, LinkState.OPEN): lazy_gettext("Link still open: no contract promises it"),
    (Link.PROMISE, LinkState.BROKEN): lazy_gettext("Link broken: the promise was taken out"),
    (Link.PROMISE, LinkState.DRAFT): lazy_gettext("Only a draft: no contract is signed yet"),
    (Link.PROMISE, LinkState.FAILED): lazy_gettext("The promise was not kept"),
}

STOPS = lazy_gettext("It goes no further than what residents said")


def link_words(step: ChainStep) -> str:
    """Return how a step follows from the one before it, or why it does not."""
    if step.state is LinkState.DROPPED:
        return str(STOPS)
    if step.state is LinkState.THERE and step.link in LINKED:
        linked = LINKED[step.link]
        if step.because:
            return str(_("%(linked)s, because %(why)s", linked=linked, why=step.because))
        return str(linked)
    return str(NOT_THERE.get((step.link, step.state), ""))


def step_words(step: ChainStep) -> str:
    """Return what else is known of a step, in sentences."""
    facts = step.facts
    match step.link:
        case Link.THEME if facts:
            counted = {count.value: int(facts[count]) for count in Count if count.value in facts}
            return value_words(EvidenceKind(facts["kind"]), facts["key"], dict(counted))
        case Link.MEASURE if facts:
            start = facts["baseline"] or str(_("not measured yet"))
            target = facts["target"] or str(_("not set yet"))
            return str(
                _("At the start: %(start)s. It should be: %(target)s.", start=start, target=target)
            )
        case Link.CRITERION if facts:
            return str(_("It counts %(weight)s%% of the total.", weight=facts["weight"]))
        case Link.TEST if facts:
            return str(
                _("Said: %(claim)s Tested: %(test)s", claim=facts["claim"], test=facts["test"])
            )
        case Link.PROMISE if facts:
            reached = _("Number to reach: %(target)s.", target=facts["target"])
            said = _("Last read: %(said)s.", said=facts["said"]) if facts["said"] else ""
            return f"{reached} {said}".strip()
    return ""


def verdict_words(line: Line) -> str:
    """Return in a sentence where a line stops, or that it is whole."""
    if line.dropped_because:
        return str(_("It goes no further. %(why)s", why=line.dropped_because))
    place = line.stops_at
    if place is None:
        return str(_("From what residents said to a signed contract, nothing is missing."))
    return str(_("Step %(place)s: %(why)s.", place=place, why=link_words(line.steps[place - 1])))
