"""What goes round, in the words that people use; residents ask with it, the desk writes it."""

from __future__ import annotations

from consultation.rules.words import in_one_line, says_something
from foundation.base.errors import Invalid
from foundation.base.words import say

LONGEST_CLAIM = 200


def checked_claim(words: str) -> str:
    """Return what is going round as it is kept: one line without quotation marks around it.

    Raises:
        Invalid: it says nothing or too much.
    """
    claim = in_one_line(words[: 4 * LONGEST_CLAIM]).strip("“”\"' ")
    if not says_something(claim) or len(claim) > LONGEST_CLAIM:
        wrong = say("Write what people say, in at most {most} characters.", most=LONGEST_CLAIM)
        raise Invalid(wrong, fields={"claim": wrong})
    return claim
