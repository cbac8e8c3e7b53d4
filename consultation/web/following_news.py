"""News in the words of a message: a sentence for each piece, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.deliveries import Delivery
from consultation.rules.digests import Item, Section
from consultation.rules.following import News
from consultation.rules.words import in_one_line
from consultation.web.afterwards_labels import said
from consultation.web.cards import last_day
from consultation.web.labels import WORDS
from foundation.base.prose import plain
from foundation.web.words import full_date, label

LONGEST_QUOTE = 280


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One piece of news in a sentence, and what was said."""

    text: str
    quote: str | None
    url: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """All news of one consultation; ``is_short`` says that its page holds more of it."""

    title: str
    url: str
    items: tuple[ShownItem, ...]
    is_short: bool


def shown_section(section: Section, home: str) -> ShownSection:
    """Return the news of one consultation in words, with addresses below *home*."""
    url = f"{home}/consultations/{section.slug}"
    items = (
        ShownItem(
            str(SAYS[item.news](item, section)),
            _quote(item),
            _address(item, home, url),
        )
        for item in section.items
    )
    return ShownSection(in_one_line(section.title), url, tuple(items), section.is_short)


def _address(item: Item, home: str, url: str) -> str:
    if item.claim:
        return f"{url}/facts/{item.claim.number}"
    return f"{home}/comments/{item.ref}" if item.ref else url


def _moved(_item: Item, section: Section) -> str:
    if section.status is ConsultationStatus.OPEN and section.closes_at:
        day = full_date(last_day(section.closes_at))
        return str(_("Open for comments. The last day is %(day)s.", day=day))
    state = WORDS[ConsultationStatus][section.status]
    return str(_("Where it is up to: %(state)s.", state=state))


def _stage_moved(item: Item, _section: Section) -> str:
    stage, why = in_one_line(item.text or ""), in_one_line(item.reason or "")
    if item.expected_on is None:
        said = str(_("The date of “%(stage)s” is not known any more.", stage=stage))
    else:
        day = full_date(item.expected_on)
        said = str(_("“%(stage)s” is now expected by %(day)s.", stage=stage, day=day))
    return f"{said} {why}".rstrip()


def _commented(item: Item, _section: Section) -> str:
    return str(_("New comment %(ref)s:", ref=item.ref))


def _answered(item: Item, _section: Section) -> str:
    by = in_one_line(item.answered_by or "")
    if item.others:
        return _answered_many(item, by)
    if item.is_own:
        return str(_("Your comment %(ref)s was answered by %(team)s:", ref=item.ref, team=by))
    return str(_("Comment %(ref)s was answered by %(team)s:", ref=item.ref, team=by))


def _answered_many(item: Item, by: str) -> str:
    words = {"ref": item.ref, "team": by}
    if item.is_own:
        return str(
            ngettext(
                "Your comment %(ref)s and %(num)s other were answered by %(team)s:",
                "Your comment %(ref)s and %(num)s others were answered by %(team)s:",
                item.others,
                **words,
            )
        )
    return str(
        ngettext(
            "Comment %(ref)s and %(num)s other were answered by %(team)s:",
            "Comment %(ref)s and %(num)s others were answered by %(team)s:",
            item.others,
            **words,
        )
    )


def _stepped(item: Item, _section: Section) -> str:
    state = label(item.status) if item.status else ""
    if item.is_own:
        return str(_("Your comment %(ref)s: %(state)s.", ref=item.ref, state=state))
    return str(_("Comment %(ref)s: %(state)s.", ref=item.ref, state=state))


def _moderated(item: Item, _section: Section) -> str:
    if item.moderation is Moderation.VISIBLE:
        return str(_("Your comment %(ref)s can be read by everybody.", ref=item.ref))
    hidden = _(
        "A moderator has taken your comment %(ref)s out of sight. Your tracking code shows more.",
        ref=item.ref,
    )
    return str(hidden)


def _checked(item: Item, _section: Section) -> str:
    if item.claim is None:
        return ""
    claim, verdict = in_one_line(item.claim.claim), label(item.claim.verdict)
    if item.claim.is_correction:
        again = _(
            "We have corrected what we said about “%(claim)s”: %(verdict)s.",
            claim=claim,
            verdict=verdict,
        )
        return str(again)
    return str(_("We have checked “%(claim)s”: %(verdict)s.", claim=claim, verdict=verdict))


def _outcome(item: Item, _section: Section) -> str:
    if item.issue is None:
        return ""
    title, outcome = in_one_line(item.issue.title), label(item.issue.disposition)
    return str(_("What came of “%(title)s”: %(outcome)s.", title=title, outcome=outcome))


def _delivered(item: Item, _section: Section) -> str:
    told = item.issue
    if told is None or told.delivery is None:
        return ""
    title, day = in_one_line(told.title), full_date(told.day)
    match told.delivery:
        case Delivery.DONE:
            return str(_("“%(title)s” is done, since %(day)s:", title=title, day=day))
        case Delivery.PROMISED:
            return str(_("“%(title)s” is promised by %(day)s:", title=title, day=day))
        case Delivery.NOT_DONE:
            return str(_("“%(title)s” is not done, and this is why:", title=title))


def _happened(item: Item, _section: Section) -> str:
    told = item.happened
    if told is None:
        return ""
    return f"{full_date(told.day)}: {in_one_line(said(told))}"


SAYS: dict[News, Callable[[Item, Section], str]] = {
    News.MOVED: _moved,
    News.STAGE_MOVED: _stage_moved,
    News.COMMENTED: _commented,
    News.ANSWERED: _answered,
    News.STEPPED: _stepped,
    News.MODERATED: _moderated,
    News.CHECKED: _checked,
    News.OUTCOME: _outcome,
    News.DELIVERED: _delivered,
    News.HAPPENED: _happened,
}


def _quote(item: Item) -> str | None:
    said = {
        News.ANSWERED: item.answer,
        News.COMMENTED: item.text,
        News.MODERATED: item.reason,
        News.CHECKED: item.claim.fact if item.claim else None,
        News.OUTCOME: item.issue.reason if item.issue else None,
        News.DELIVERED: item.issue.words if item.issue else None,
        News.HAPPENED: item.happened.reasons if item.happened else None,
    }.get(item.news)
    line = in_one_line(plain(said))
    if len(line) > LONGEST_QUOTE:
        return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return line or None
