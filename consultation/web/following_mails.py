"""What followers are written: a question whether they mean it, and digests of news."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from consultation.queries.digests import Digest
from consultation.queries.following import Followship
from consultation.rules.following import Followed
from consultation.rules.words import in_one_line
from consultation.web.following_news import shown_section
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.commands.letters import LetterDraft
from foundation.accounts.queries.authorities import Council
from foundation.accounts.rules.contacts import Medium
from foundation.accounts.web.mails import address
from foundation.base.mail import Mail
from foundation.base.texts import TextMessage
from foundation.base.tickets import ticket

CONFIRM, MANAGE, LEAVE, LEAVE_ALL = "confirm", "following", "leave", "leave-all"
"""What a ticket lets its holder do: say yes to one thing, change all, leave one, leave all."""

PATHS = {
    CONFIRM: "/following/confirm/",
    MANAGE: "/following/all/",
    LEAVE: "/following/leave/",
    LEAVE_ALL: "/following/leave-all/",
}


def confirm_message(
    council: Council, to: Reached, followed: Followship
) -> Mail | TextMessage | LetterDraft:
    """Return what asks the owner of an address whether they want to be told."""
    link = _link(council, CONFIRM, followed.id)
    with force_locale(to.language):
        shown = {"council": council, "name": followed_words(followed), "link": link}
        subject = _("Do you want news from %(council)s?", council=in_one_line(council.name))
        match to.medium:
            case Medium.TEXT:
                return TextMessage(to.address, _text("following_confirm_text.txt", shown))
            case Medium.POST:
                text = _text("following_confirm_letter.txt", shown)
                return LetterDraft(to.address, subject, text, to.language, link)
        text = _text("following_confirm.txt", shown)
        html = _text("following_confirm.html", {**shown, "subject": subject})
        return Mail(to.address, subject, text, html)


def digest_message(digest: Digest) -> Mail | TextMessage | LetterDraft:
    """Return the one mail, text message or letter that tells a digest."""
    contact, council = digest.contact, digest.council
    with force_locale(contact.language):
        subject = _("News from %(council)s", council=in_one_line(council.name))
        shown = _shown(digest)
        match contact.medium:
            case Medium.TEXT:
                return TextMessage(contact.address, _text("following_digest_text.txt", shown))
            case Medium.POST:
                text = _text("following_digest_letter.txt", shown)
                return LetterDraft(
                    contact.address, subject, text, contact.language, shown["manage"]
                )
        text = _text("following_digest.txt", shown)
        html = _text("following_digest.html", {**shown, "subject": subject})
        return Mail(contact.address, subject, text, html, _leave_url(digest))


def followed_words(followed: Followship) -> str:
    """Return what is followed, in half a sentence."""
    match followed.about:
        case Followed.CONSULTATION:
            return str(_("the consultation “%(title)s”", title=in_one_line(followed.name)))
        case Followed.COMMENT if followed.is_own:
            return str(_("your comment %(ref)s", ref=followed.name))
        case Followed.COMMENT:
            return str(_("comment %(ref)s and the replies to it", ref=followed.name))
        case Followed.AREA:
            return in_one_line(followed.name)


def _shown(digest: Digest) -> dict[str, Any]:
    council = digest.council
    home = address(council)
    return {
        "council": council,
        "sections": [shown_section(section, home) for section in digest.sections],
        "count": sum(len(section.items) for section in digest.sections),
        "because": [
            {"name": followed_words(each), "leave": _link(council, LEAVE, each.id)}
            for each in digest.because
        ],
        "manage": _link(council, MANAGE, digest.contact.id),
        "home": home,
    }


def _leave_url(digest: Digest) -> str:
    """Return where a mail program stops this mail: the one thing it tells of, or all of them."""
    if len(digest.because) == 1:
        return _link(digest.council, LEAVE, digest.because[0].id)
    return _link(digest.council, LEAVE_ALL, digest.contact.id)


def _link(council: Council, purpose: str, about: UUID) -> str:
    return address(council) + PATHS[purpose] + _ticket(purpose, about)


def _ticket(purpose: str, about: UUID) -> str:
    return ticket(str(current_app.secret_key).encode(), purpose, about)


def _text(name: str, shown: dict[str, Any]) -> str:
    return render_template(f"mail/{name}", **shown)
