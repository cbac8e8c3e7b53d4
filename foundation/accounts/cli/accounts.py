"""``flask accounts``: councils and the people who work for them."""

from __future__ import annotations

from uuid import UUID, uuid4

import click
from flask.cli import AppGroup, with_appcontext

from foundation.accounts.cli.tokens import token
from foundation.accounts.commands.founding import NewAuthority, found_authority
from foundation.accounts.commands.links import make_link
from foundation.accounts.commands.people import add_person
from foundation.accounts.commands.proofs import clear_proofs
from foundation.accounts.commands.roles import agree_role, agree_unasked, ask_role, other_admins
from foundation.accounts.models.people import PersonRole
from foundation.accounts.queries.authorities import Council, council_called
from foundation.accounts.queries.people import credentials_at
from foundation.accounts.rules.links import LASTS, Purpose
from foundation.accounts.rules.people import needs_second
from foundation.accounts.web.mails import link_address
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import DomainError
from foundation.base.roles import Role
from foundation.base.work import Work, work
from foundation.web.current import now

accounts = AppGroup("accounts", help="Councils, and the people who work for them.")

accounts.add_command(token)

ROLE = click.Choice([role.value for role in Role])
"""Every role by its name in the code."""


@accounts.command("add-authority")
@click.argument("slug")
@click.option("--name", required=True, help="What the council is called.")
@click.option("--host", help="Host name that residents type; SLUG.localhost always works.")
@click.option("--public-url", help="Address for links in mails, such as https://say.example.org.")
@with_appcontext
def add_council(slug: str, name: str, host: str | None, public_url: str | None) -> None:
    """Set up a council under SLUG."""
    try:
        with work(db.session(), Actor(uuid4()), now()) as unit:
            found_authority(unit, NewAuthority(slug, name, host=host, public_url=public_url))
    except DomainError as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{slug} is set up.")


@accounts.command("add")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@click.option("--authority", "slug", required=True, help="Slug of the council.")
@click.option("--name", help="What the person is called.")
@click.option("--agreed", is_flag=True, help="A second person has agreed: the role counts now.")
@with_appcontext
def add(email: str, role: str, slug: str, name: str | None, *, agreed: bool) -> None:
    """Give EMAIL a role and print the link by which they sign in or set a password.

    A role of the staff needs a second person: an administrator agrees to it under "People". It
    counts at once with --agreed, and where the council has no administrator yet who could agree.
    """
    council = _council(slug)
    try:
        with work(db.session(), Actor(council.id), now()) as unit:
            person_id = add_person(unit, email, name=name)
            counts = _give(unit, person_id, Role(role), agreed=agreed)
            purpose = Purpose.INVITATION if needs_second(Role(role)) else Purpose.SIGN_IN
            token = make_link(unit, email.strip().lower(), purpose, person_id)
    except DomainError as refused:
        raise click.ClickException(str(refused)) from refused
    if not counts:
        click.echo("Another person has to agree: an administrator finds it under /desk/people.")
    _print_link(council, purpose, token)


@accounts.command("agree")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@click.option("--authority", "slug", required=True, help="Slug of the council.")
@with_appcontext
def agree(email: str, role: str, slug: str) -> None:
    """Agree, as the second person, to a role that an administrator asked for EMAIL."""
    council = _council(slug)
    try:
        with work(db.session(), Actor(council.id), now()) as unit:
            agree_role(unit, _person(council, email), Role(role))
    except DomainError as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{email} is {role} now.")


@accounts.command("reset")
@click.argument("email")
@click.option("--authority", "slug", required=True, help="Slug of the council.")
@with_appcontext
def reset(email: str, slug: str) -> None:
    """Forget password and second factor of EMAIL and print a link to set both anew."""
    council = _council(slug)
    person_id = _person(council, email)
    with work(db.session(), Actor(council.id), now()) as unit:
        clear_proofs(unit, person_id)
        token = make_link(unit, email.strip().lower(), Purpose.INVITATION, person_id)
    _print_link(council, Purpose.INVITATION, token)


def _give(unit: Work, person_id: UUID, role: Role, *, agreed: bool) -> bool:
    """Ask for *role* unless that was done before; return whether it counts already."""
    known = unit.session.get(PersonRole, (person_id, role))
    if known is not None and known.agreed_at is not None:
        return True
    if known is None:
        ask_role(unit, person_id, role)
    if not needs_second(role):
        return True
    if agreed or other_admins(unit, person_id) == 0:
        agree_unasked(unit, person_id, role)
        return True
    return False


def _council(slug: str) -> Council:
    council = council_called(db.session(), slug)
    if council is None:
        raise click.ClickException(
            f"There is no council {slug}. Set it up first: flask accounts add-authority {slug} "
            f'--name "Its name"'
        )
    return council


def _person(council: Council, email: str) -> UUID:
    person = credentials_at(db.session(), council.id, email.strip().lower())
    if person is None:
        raise click.ClickException(f"{council.slug} knows nobody with the address {email}.")
    return person.person_id


def _print_link(council: Council, purpose: Purpose, token: str) -> None:
    lasts = LASTS[purpose]
    until = f"{lasts.days} days" if lasts.days else f"{lasts.seconds // 60} minutes"
    click.echo(f"This link works once, for {until}:")
    click.echo(link_address(council, purpose, token))
