"""Read words, places and files."""

from __future__ import annotations

from uuid import UUID

from foundation.base.errors import Invalid, TooLarge
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from geo.rules.geojson import read_shape_text
from geo.rules.postcodes import canonical
from questions.rules.forms import Question
from questions.rules.kinds import Kind
from questions.rules.sent import Sent, every, first, wrong
from questions.rules.values import Files, Spot, Words

LONGEST = {Kind.SHORT_TEXT: 250, Kind.LONG_TEXT: 10_000}
"""Characters where the form sets no limit of its own, and the most that it can set."""

LONGEST_PLACE = 200
MOST_FILES = 5


def words(question: Question, sent: Sent, name: str) -> Words | None:
    """Return what was written; blanks alone are nothing."""
    is_short = question.kind is Kind.SHORT_TEXT
    text = (in_one_line if is_short else cleaned)(first(sent, name))
    if not says_something(text):
        return None
    most = question.limits.most_characters or LONGEST[question.kind]
    if len(text) > most:
        raise wrong(
            name,
            say("This has {count} characters. Use at most {most}.", count=len(text), most=most),
        )
    most_words, count = question.limits.most_words, count_words(text)
    if most_words and count > most_words:
        raise wrong(
            name, say("This has {count} words. Use at most {most}.", count=count, most=most_words)
        )
    return Words(text)


def count_words(text: str) -> int:
    """Return how many words *text* has: runs of anything but white space that say something."""
    return sum(map(says_something, text.split()))


def spot(_question: Question, sent: Sent, name: str) -> Spot | None:
    """Return the place in the way that was chosen; no way is no place."""
    way = first(sent, f"{name}-way")
    if way not in WAYS:
        return None
    return WAYS[way](sent, name)


def _drawn(sent: Sent, name: str) -> Spot:
    text = first(sent, f"{name}-drawn")
    if not text:
        raise wrong(
            f"{name}-drawn",
            say("Move the map and press “Use this spot”, or choose another way to say where."),
        )
    try:
        read_shape_text(text)
    except (Invalid, TooLarge) as refused:
        raise wrong(f"{name}-drawn", refused.sentence) from None
    return Spot("map", drawn=text)


def _postcode(sent: Sent, name: str) -> Spot:
    postcode = canonical(first(sent, f"{name}-postcode")[:LONGEST_PLACE])
    if postcode is None:
        raise wrong(f"{name}-postcode", say("Enter a full postcode, for example B9 5AA."))
    return Spot("postcode", postcode=postcode)


def _in_words(sent: Sent, name: str) -> Spot:
    text = in_one_line(first(sent, f"{name}-words"))
    if not says_something(text):
        raise wrong(f"{name}-words", say("Say where it is, or choose another way to say where."))
    if len(text) > LONGEST_PLACE:
        most = say("Describe the place in at most {most} characters.", most=LONGEST_PLACE)
        raise wrong(f"{name}-words", most)
    return Spot("words", words=text)


WAYS = {"map": _drawn, "postcode": _postcode, "words": _in_words}


def most_files(question: Question) -> int:
    """Return how many files a question takes."""
    return question.limits.most or MOST_FILES


def files(question: Question, sent: Sent, name: str) -> Files | None:
    """Return the files that were taken in before; the page that takes them knows whose they are."""
    try:
        ids = tuple(dict.fromkeys(UUID(text) for text in every(sent, name)))
    except ValueError:
        raise wrong(name, say("Choose the file again.")) from None
    most = most_files(question)
    if len(ids) > most:
        raise wrong(name, say("Add at most {most} files.", most=most))
    return Files(ids) if ids else None
