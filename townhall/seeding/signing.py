"""Which invented people comment formally, and under which invented names and addresses."""

from __future__ import annotations

from random import Random

from consultation.rules.comments import Channel, Kind
from consultation.rules.consultations import TAKES_FORMAL
from foundation.accounts.rules.correspondents import Signatory
from townhall.seeding.plan import Planned
from townhall.seeding.reading import Said

SHARE = 0.35
"""How many of those who could comment formally do."""

FIRST = (
    *("Aisha", "Brendan", "Carmel", "Dariusz", "Efua", "Faisal", "Gurpreet", "Hannah", "Imran"),
    *("Joyce", "Kiran", "Lorraine", "Mei", "Nuala", "Omar", "Patience", "Rukhsana", "Stefan"),
    *("Tomasz", "Uzma", "Violet", "Winston", "Xenia", "Yasmin", "Zoran"),
)
LAST = (
    *("Amberfield", "Brightwater", "Cobblewick", "Dunmarrow", "Elderthorn", "Fennimere"),
    *("Gorsedale", "Hollowell", "Inkberrow-Vale", "Juniperley", "Kestrelby", "Larkmoor"),
    *("Mistlebrook", "Nettlecombe", "Oakhanger-Lea", "Pebbleworth", "Quillstone", "Ravensmead"),
)
STREETS = ("Tansy Street", "Churn Lane", "Lantern Row", "Buttermilk Close", "Curd Terrace")
TOWN = "Birmingham (invented address)"
NOWHERE = "ZZ9 9{}{}"
"""Postcodes of an area that there is not."""

LETTERS = "ABDEFGHJ"
IN_WRITING = frozenset({Channel.WEB, Channel.PAPER, Channel.EMAIL, Channel.LETTER})


def signatory_for(plan: Planned, said: Said) -> Signatory | None:
    """Return who stands behind a comment, the same each time, or None where it is informal.

    Whoever is shown under a name of their choice has said it informally.
    """
    may_sign = plan.kind in TAKES_FORMAL and said.kind is Kind.COMMENT and said.stance is not None
    if not may_sign or said.name or said.channel not in IN_WRITING:
        return None
    rng = Random(f"signed {plan.slug} {said.text}")  # noqa: S311  chance that only looks natural
    if rng.random() > SHARE and not said.is_late:
        return None
    return Signatory(
        f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        f"{rng.randrange(1, 90)} {rng.choice(STREETS)}\n{TOWN}",
        NOWHERE.format(rng.choice(LETTERS), rng.choice(LETTERS)),
    )
