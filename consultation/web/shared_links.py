"""What a link to a consultation tells of it, before it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from consultation.queries.consultations import ConsultationPage
from consultation.rules.words import in_one_line
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class SharedLink:
    """What a link tells before it is opened; every address is whole, for other programs."""

    url: str
    title: str
    description: str
    picture: str
    council: str


def shared_link(page: ConsultationPage) -> SharedLink:
    """Return what the page of a consultation says of itself to those who pass it on."""
    council = current_council()
    url = f"{address(council)}/consultations/{page.slug}"
    words = in_one_line(page.summary)
    cut = len(words) > LONGEST_DESCRIPTION
    description = words[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …" if cut else words
    return SharedLink(
        url, page.title, description, f"{url}/card.png?v={page.tally.version}", council.name
    )
