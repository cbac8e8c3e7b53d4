"""What a prototype claims to do for a measure of success, how it was tested, what came out.

Source: programme-field.md §2.4 (PrototypeClaim) and §1 row 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.brief_lists import WEB

LONGEST = 1_000
MOST_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """What a prototype does for a measure of success; empty words where they are still to come."""

    measure_id: UUID | None
    claim: str
    test: str = ""
    result: str = ""
    evidence: str = ""
    url: str = ""

    @property
    def is_tested(self) -> bool:
        """Tell whether there is a test, what came out, and where it can be seen."""
        return all((self.test, self.result, self.evidence))


def checked_claim(claim: Claim) -> Claim:
    """Return a claim as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    said = Claim(
        claim.measure_id,
        claim=cleaned(claim.claim[: 2 * LONGEST]),
        test=cleaned(claim.test[: 2 * LONGEST]),
        result=cleaned(claim.result[: 2 * LONGEST]),
        evidence=in_one_line(claim.evidence[: 2 * LONGEST]),
        url=claim.url.strip(),
    )
    fields = {
        name: say("Use at most {most} characters.", most=LONGEST)
        for name in ("claim", "test", "result", "evidence", "url")
        if len(getattr(said, name)) > LONGEST
    }
    if said.measure_id is None:
        fields["measure"] = say("Choose the measure of success that it is about.")
    if not says_something(said.claim):
        fields["claim"] = say("Say what it does, in a sentence.")
    if said.url and not WEB.fullmatch(said.url):
        fields["url"] = say("Enter a web address that begins with https://")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return said
