"""Sentences that rules and commands say: English, with all that another language needs of them.

Rules know no catalogue. A sentence therefore keeps its template and the facts in it, and the web
looks the template up and fills in the facts again, said in the reader's own way.
"""

from __future__ import annotations

from typing import Any, Self


class Said(str):
    """A sentence in English that remembers how it was put together.

    Args:
        template: the sentence with a ``{name}`` for each fact.
        facts: numbers, names and other sentences by that name.
    """

    __slots__ = ("facts", "template")

    template: str
    facts: dict[str, Any]

    def __new__(cls, template: str, **facts: Any) -> Self:  # noqa: ANN401  whatever is said
        """Fill in the facts as English writes them."""
        english = {name: in_english(fact) for name, fact in facts.items()}
        sentence = super().__new__(cls, template.format(**english) if facts else template)
        sentence.template = template
        sentence.facts = facts
        return sentence


say = Said
"""What rules call; the sentences in these calls are what goes into the catalogues."""


def in_english(fact: object) -> str:
    """Return a fact as English writes it: 12,345."""
    is_number = isinstance(fact, int | float) and not isinstance(fact, bool)
    return f"{fact:,}" if is_number else str(fact)
