"""The twelve sections of a brief: what each is for, and when it says enough.

Source of the headings: the pilot's sample brief, as programme-field.md §2.1 lists it; the guidance
is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import cleaned, says_something

MOST_CHARACTERS = 10_000


class Section(StrEnum):
    """A section of a brief, in the order of reading."""

    QUESTION = "question"
    SUMMARY = "summary"
    WHY = "why"
    USERS_OUTSIDE = "users_outside"
    USERS_INSIDE = "users_inside"
    MEASURES = "measures"
    POLICY = "policy"
    TRIED_BEFORE = "tried_before"
    BLOCKERS = "blockers"
    TECHNOLOGY = "technology"
    OPPORTUNITY = "opportunity"
    FITS_WITH = "fits_with"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to write in a section, what is good, what to avoid, and in how many words at most."""

    write: str
    good: str
    avoid: str
    words: int = 250


GUIDANCE: dict[Section, Guidance] = {
    Section.QUESTION: Guidance(
        say("One question that starts with “How”. It names who it is for and what should change."),
        say("a question a resident could ask at the counter."),
        say("an answer dressed up as a question."),
        60,
    ),
    Section.SUMMARY: Guidance(
        say("What a firm has to know in one minute: the problem, for whom, and what happens next."),
        say("short sentences, no abbreviations."),
        say("the history of your department."),
    ),
    Section.WHY: Guidance(
        say("Say what goes wrong today, for whom, and what it costs them."),
        say("names who is left out, with a figure and a resident's own words."),
        say("naming a product or a technology. Firms should be free to surprise you."),
    ),
    Section.USERS_OUTSIDE: Guidance(
        say("Everybody outside the council who would use it or be touched by it. Name each group."),
        say("groups you have spoken to, also those who are rarely heard."),
        say("“the general public”."),
    ),
    Section.USERS_INSIDE: Guidance(
        say("Everybody inside the council whose work changes. Name each group."),
        say("the teams that would have to look after it."),
        say("names of people."),
    ),
    Section.MEASURES: Guidance(
        say("How you will know that it works: what is counted, what it is today, and should be."),
        say("one measure with a baseline that you can take today."),
        say("“increase engagement” without a number."),
    ),
    Section.POLICY: Guidance(
        say("Which laws, plans and promises this belongs to."),
        say("a sentence each, with where it can be read."),
        say("pasting the policy itself."),
    ),
    Section.TRIED_BEFORE: Guidance(
        say("What was tried before, here or elsewhere, and why it was not enough."),
        say("what you learned, also where it went badly."),
        say("blaming anybody."),
    ),
    Section.BLOCKERS: Guidance(
        say("What could stop it: money, data, other projects, people who have to agree."),
        say("who could move each one, and by when."),
        say("“none”. There is always something."),
    ),
    Section.TECHNOLOGY: Guidance(
        say("What firms may explore, and what they should avoid, with the reason."),
        say("open standards, what must work without a phone."),
        say("a list of brands."),
    ),
    Section.OPPORTUNITY: Guidance(
        say("Why it is worth a firm's time: who else has this problem, and how they would buy."),
        say("how many councils are in the same place."),
        say("promising a contract."),
    ),
    Section.FITS_WITH: Guidance(
        say("What it has to work with: systems, data sets, services. Say what you can hand over."),
        say("how data goes in and out, and who can open the door."),
        say("leaving questions to yourself in the text."),
    ),
}

EMPTY = say("Write a few words first.")


def checked_text(text: str) -> str:
    """Return the text of a section as it is kept; it may be empty.

    Raises:
        Invalid: it is far too long.
    """
    text = cleaned(text)
    if len(text) > MOST_CHARACTERS:
        sentence = say("Shorten this to at most {most} characters.", most=MOST_CHARACTERS)
        raise Invalid(sentence, fields={"text": sentence})
    return text


def word_count(text: str) -> int:
    """Return how many words a text has, as people count them."""
    return len(text.split())


def checked_complete(section: Section, text: str) -> None:
    """Agree that a section may be called complete.

    Raises:
        Invalid: it says nothing, or more words than a firm will read.
    """
    most = GUIDANCE[section].words
    if not says_something(text):
        raise Invalid(EMPTY, fields={"text": EMPTY})
    if word_count(text) > most:
        sentence = say(
            "This has {words} words. Firms read at most {most} here.",
            words=word_count(text),
            most=most,
        )
        raise Invalid(sentence, fields={"text": sentence})
