"""What residents read is translated: whole, in the right places, and with nothing left behind."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message

from deploy.words import catalogues, is_translated, template
from foundation.base.languages import LANGUAGES

FACT = re.compile(r"%%?\([a-z_]+\)[sd]|%%\{[a-z_]+\}|\{[a-z_]+\}")
WAITING = 0.05
"""Share of new sentences that may wait for a translator; they are read in English until then."""


def both(message: Message) -> list[tuple[str, str]]:
    """Each form of a message with what it became."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[-1], form) for form in message.string or ()]


def mangled(catalogue: Catalog) -> list[str]:
    """Every translation that lost a fact or made one up; a form for one need not say the number."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        for source, said in both(message)
        if said and set(FACT.findall(source)) != set(FACT.findall(said))
    ]


def test_every_language_that_is_offered_has_its_catalogue() -> None:
    assert set(catalogues()) | {"en"} == set(LANGUAGES)


@pytest.mark.parametrize("code", sorted(catalogues()))
def test_a_catalogue_keeps_every_fact_and_leaves_nothing_half_done(code: str) -> None:
    catalogue = catalogues()[code]
    assert mangled(catalogue) == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", sorted(catalogues()))
def test_what_residents_read_is_translated(code: str) -> None:
    catalogue, wanted = catalogues()[code], [message for message in template() if message.id]
    known = {message.id for message in catalogue if is_translated(message)}
    missing = [message.id for message in wanted if message.id not in known]
    assert len(missing) <= WAITING * len(wanted), f"run `make words`, then translate: {missing}"


@pytest.mark.parametrize(
    ("source", "said", "is_mangled"),
    [
        ("At most {most} words.", "{most} الفاظ۔", False),
        ("At most {most} words.", "الفاظ۔", True),
        ("By %(day)s", "%(day)s تک", False),
        ("By %(day)s", "%(date)s تک", True),
    ],
)
def test_a_lost_fact_is_noticed(source: str, said: str, *, is_mangled: bool) -> None:
    catalogue = Catalog(locale="ur")
    catalogue.add(source, said)
    assert bool(mangled(catalogue)) is is_mangled
