"""Change the settings of a council."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.accounts.rules.colours import carries_white, is_colour
from foundation.accounts.rules.events import LogoChanged, SettingsChanged
from foundation.accounts.rules.hosts import read_hosts
from foundation.base.errors import Invalid
from foundation.base.mail import is_address
from foundation.base.words import say
from foundation.base.work import Work

MOST_DAYS = 60
"""Working days within which every council answers: a quarter of a year."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The settings of a council as its page sends them."""

    name: str
    brand_colour: str
    accent_colour: str
    contact_email: str | None
    contact_phone: str | None
    contact_address: str | None
    working_days: frozenset[int]
    publishing: Publishing
    moderating: Moderating
    files_first: bool
    late_comments: bool
    embed_hosts: str = ""
    second_look: bool = False
    comment_days: int = 20
    question_days: int = 10
    idea_days: int = 20


def change_settings(work: Work, changed: Changed) -> None:
    """Write the settings of the actor's council.

    Raises:
        Invalid: a field cannot be; ``fields`` says which and what to do.
    """
    wrong, hosts = _wrong(changed), read_hosts(changed.embed_hosts)
    if wrong:
        raise Invalid(fields=wrong)
    authority = work.session.get_one(Authority, work.actor.authority_id, with_for_update=True)
    authority.name = changed.name
    authority.brand_colour = changed.brand_colour
    authority.accent_colour = changed.accent_colour
    authority.contact_email = changed.contact_email
    authority.contact_phone = changed.contact_phone
    authority.contact_address = changed.contact_address
    authority.working_days = "".join(str(day) for day in sorted(changed.working_days))
    authority.publishing = changed.publishing
    authority.moderating = changed.moderating
    authority.files_first = changed.files_first
    authority.late_comments = changed.late_comments
    authority.embed_hosts = "\n".join(hosts) or None
    authority.second_look = changed.second_look
    authority.comment_days = changed.comment_days
    authority.question_days = changed.question_days
    authority.idea_days = changed.idea_days
    work.record(SettingsChanged(authority.id))


def change_logo(work: Work, file_id: UUID | None) -> None:
    """Show the picture with *file_id*, or none, beside the council's name."""
    authority = work.session.get_one(Authority, work.actor.authority_id, with_for_update=True)
    authority.logo_file_id = file_id
    work.record(LogoChanged(authority.id, file_id))


def _wrong(changed: Changed) -> dict[str, str]:
    wrong = {}
    if not changed.name:
        wrong["name"] = "Enter the council's name."
    for field in ("brand_colour", "accent_colour"):
        if not is_colour(getattr(changed, field)):
            wrong[field] = "Enter a colour as # and six digits or letters a to f, such as #0f3d4f."
    if "brand_colour" not in wrong and not carries_white(changed.brand_colour):
        wrong["brand_colour"] = (
            "White text could not be read on this colour. Choose a darker one (contrast 4.5 to 1)."
        )
    if changed.contact_email and not is_address(changed.contact_email):
        wrong["contact_email"] = "Enter an email address such as name@example.org."
    if not changed.working_days or not changed.working_days <= set(range(1, 8)):
        wrong["working_days"] = "Choose at least one day on which answers are given."
    return wrong | _wrong_days(changed)


def _wrong_days(changed: Changed) -> dict[str, str]:
    return {
        field: say("Enter a number of working days from 1 to {most}.", most=MOST_DAYS)
        for field in ("comment_days", "question_days", "idea_days")
        if not 1 <= getattr(changed, field) <= MOST_DAYS
    }
