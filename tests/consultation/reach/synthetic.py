"""Invented consultations: people who come one by one, some of whom leave again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from consultation.rules.reach.figures import KEYS, Cell, Tally
from consultation.rules.reach.snapshots import EVERYBODY, Counted, Place


@dataclass(slots=True)
class Respondent:
    """One invented person: answers by question, where they gave one, and a secret key."""

    answers: dict[str, str]
    key: int
    counted_in: set[Place] = field(default_factory=set)
    has_left: bool = False

    def places(self) -> set[Place]:
        """Return the cells that this person is in."""
        own = {(table, cell) for table, said in self.answers.items() for cell in ("", said)}
        return own | {EVERYBODY} if own else own


@dataclass(slots=True)
class Consultation:
    """Respondents, and how many comments anybody can count."""

    shape: dict[str, dict[str, float]]
    random: Random
    respondents: list[Respondent] = field(default_factory=list)
    comments: int = 0
    share_who_leave: float = 0.0

    def come(self, people: int) -> Iterator[Respondent]:
        """Let *people* come one by one, and now and then somebody leave."""
        for _ in range(people):
            self.comments += self.random.randint(1, 3)
            came = Respondent(self._answers(), self.random.randrange(KEYS))
            self.respondents.append(came)
            if self.random.random() < self.share_who_leave:
                self.random.choice(self.respondents).has_left = True
            yield came

    def counted(self) -> Counted:
        """Return the truth at this moment; who came and went uncounted never was."""
        cells = {EVERYBODY: Cell()}
        for table, shares in self.shape.items():
            cells |= {(table, cell): Cell() for cell in ("", *shares)}
        for each in self.respondents:
            own = Tally(1, each.key)
            for place in each.places():
                cell, is_counted = cells[place], place in each.counted_in
                cells[place] = Cell(
                    cell.counted + own if is_counted else cell.counted,
                    cell.added + own if not (is_counted or each.has_left) else cell.added,
                    cell.removed + own if is_counted and each.has_left else cell.removed,
                )
        return Counted(cells, self.comments)

    def released(self, cells: Mapping[Place, Cell]) -> None:
        """Take over who is counted from now on."""
        for each in self.respondents:
            for place in each.places() & cells.keys():
                if each.has_left and not cells[place].removed.people:
                    each.counted_in.discard(place)
                elif not each.has_left and not cells[place].added.people:
                    each.counted_in.add(place)

    def _answers(self) -> dict[str, str]:
        return {
            table: self.random.choices(list(shares), list(shares.values()))[0]
            for table, shares in self.shape.items()
            if self.random.random() < 0.9
        }


def consultation(seed: int) -> Consultation:
    """Return one of any number of invented consultations: even and lopsided, loyal and not."""
    random = Random(seed)  # noqa: S311
    sizes = {"age": 6, "sex": 2, "ethnic group": 5, "disability": 2, "ward": random.randint(2, 8)}
    shape = {
        table: {f"{table} {number}": random.uniform(0.02, 1) for number in range(size)}
        for table, size in sizes.items()
    }
    return Consultation(shape, random, share_who_leave=random.choice([0.0, 0.0, 0.05]))
