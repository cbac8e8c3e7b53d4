"""What other programmes claim of themselves: dated, with who says so, and checked by nobody here.

Source: programme-field.md §2.7.
"""

from __future__ import annotations

from dataclasses import dataclass

from foundation.base.words import say


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A claim, when it was made as far as is known, and how to read it."""

    programme: str
    claim: str
    dated: str
    reading: str

    def as_data(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return {
            "programme": str(self.programme),
            "claim": str(self.claim),
            "dated": str(self.dated),
            "how_to_read_it": str(self.reading),
        }


BENCHMARKS = (
    Benchmark(
        say("CivTech, Scotland"),
        say("60 challenges, 178 teams in exploration, 67 in the accelerator"),
        say("February 2022"),
        say("Their own page, not checked by us. 2.97 and 1.12 teams for each challenge."),
    ),
    Benchmark(
        say("CivTech, Scotland"),
        say("About 70 to 80% of accelerator firms get some commercial contract"),
        say("no date given"),
        say("A spoken estimate of its head. “Some contract” need not be with the sponsor."),
    ),
    Benchmark(
        say("Innovation call for Welsh ambulances"),
        say("More than 200 answers in 7 days, 12 tried, 1 adopted"),
        say("as published"),
        say("Reported by Connected Places Catapult, not checked by us."),
    ),
    Benchmark(
        say("Citymart, Copenhagen"),
        say("The city knew 4 of the 37 solutions that were sent"),
        say("as published"),
        say("The firm's own page, about its own service."),
    ),
)
