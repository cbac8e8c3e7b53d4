"""What the kinds of questions and the tests of conditions are called: verbs, for who answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from questions.rules.kinds import Kind, Test
from questions.rules.versions import VersionState

KINDS = {
    Kind.SHORT_TEXT: _("Write a line"),
    Kind.LONG_TEXT: _("Write in your own words"),
    Kind.ONE: _("Pick one"),
    Kind.SEVERAL: _("Pick several"),
    Kind.PICTURE: _("Pick a picture"),
    Kind.SCALE: _("Choose on a scale"),
    Kind.RANKING: _("Put in order"),
    Kind.NUMBER: _("Give a number"),
    Kind.DATE: _("Give a date"),
    Kind.PLACE: _("Show a place"),
    Kind.BUDGET: _("Share out money"),
    Kind.FILE: _("Add a file"),
}

TESTS = {
    Test.IS: _("is"),
    Test.IS_NOT: _("is not"),
    Test.CONTAINS: _("contains"),
    Test.OVER: _("is over"),
    Test.UNDER: _("is under"),
    Test.ANSWERED: _("has an answer"),
}

STATES = {
    VersionState.DRAFT: _("Draft"),
    VersionState.FROZEN: _("Fixed"),
    VersionState.REPLACED: _("Replaced"),
}

WORDS: Words = {Kind: KINDS, Test: TESTS, VersionState: STATES}
