"""News in the words of a message: a sentence for each piece, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from consultation.queries.digests import Item, Section
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.following import News
from consultation.rules.words import in_one_line
from consultation.web.cards import last_day
from consultation.web.labels import WORDS
from foundation.web.prose import plain
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
    """All news of one consultation."""

    title: str
    url: str
    items: tuple[ShownItem, ...]


def shown_section(section: Section, home: str) -> ShownSection:
    """Return the news of one consultation in words, with addresses below *home*."""
    url = f"{home}/consultations/{section.slug}"
    items = (
        ShownItem(
            str(SAYS[item.news](item, section)),
            _quote(item),
            f"{home}/comments/{item.ref}" if item.ref else url,
        )
        for item in section.items
    )
    return ShownSection(in_one_line(section.title), url, tuple(items))


def _moved(_item: Item, section: Section) -> str:
    if section.status is ConsultationStatus.OPEN and section.closes_at:
        day = full_date(last_day(section.closes_at))
        return str(_("Open for comments. The last day is %(day)s.", day=day))
    state = WORDS[ConsultationStatus][section.status]
    return str(_("Where it is up to: %(state)s.", state=state))


def _stage_moved(item: Item, _section: Section) -> str:
    stage = in_one_line(item.text or "")
    if item.expected_on is None:
        return str(_("The date of “%(stage)s” is not known any more.", stage=stage))
    day = full_date(item.expected_on)
    return str(_("“%(stage)s” is now expected by %(day)s.", stage=stage, day=day))


def _commented(item: Item, _section: Section) -> str:
    return str(_("New comment %(ref)s:", ref=item.ref))


def _answered(item: Item, _section: Section) -> str:
    by = in_one_line(item.answered_by or "")
    if item.is_own:
        return str(_("Your comment %(ref)s was answered by %(team)s:", ref=item.ref, team=by))
    return str(_("Comment %(ref)s was answered by %(team)s:", ref=item.ref, team=by))


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


SAYS: dict[News, Callable[[Item, Section], str]] = {
    News.MOVED: _moved,
    News.STAGE_MOVED: _stage_moved,
    News.COMMENTED: _commented,
    News.ANSWERED: _answered,
    News.STEPPED: _stepped,
    News.MODERATED: _moderated,
}


def _quote(item: Item) -> str | None:
    said = {
        News.ANSWERED: item.answer,
        News.COMMENTED: item.text,
        News.MODERATED: item.reason,
    }.get(item.news)
    line = in_one_line(plain(said))
    if len(line) > LONGEST_QUOTE:
        return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return line or None
