"""Free text is searched for what blind fields hide, however it is written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.blinding import (
    REFUSALS,
    Hidden,
    Leak,
    Part,
    Secret,
    Shown,
    WhyNot,
    leaks_in,
    may_see,
    parts_of,
)
from programme.rules.rounds import AFTER_SCORING, RoundState

SECRETS = (
    Secret(Hidden.FIRM, "Larkspur Café-Labs Ltd"),
    Secret(Hidden.PERSON, "Ada Fernsby"),
    Secret(Hidden.PLACE, "Tyseley"),
    Secret(Hidden.NUMBER, "SC123456"),
    Secret(Hidden.LINK, "https://www.larkspur.example/about"),
)


@pytest.mark.parametrize(
    ("text", "given_away"),
    [
        ("We at Larkspur Café-Labs Ltd have run it.", "Larkspur Café-Labs Ltd"),
        ("LARKSPUR CAFE LABS has run it.", "LARKSPUR CAFE LABS"),
        ("LarkspurCafeLabs's team", "LarkspurCafeLabs"),
        ("larkspur\ncafe_labs", "larkspur\ncafe_labs"),
        ("Larkspur Cafe\u0301 Labs", "Larkspur Cafe\u0301 Labs"),
        ("Our founder Ada Fernsby", "Ada Fernsby"),
        ("as Ms Fernsby says", "Fernsby"),
        ("run in tyseley for one group", "tyseley"),
        ("company SC 123 456", "SC 123 456"),
        ("see larkspur.example", "larkspur.example"),
        ("see https://other.example/x?y", "https://other.example/x?y"),
        ("write to ada@other.example today", "ada@other.example"),
    ],
)
def test_a_secret_is_found(text: str, given_away: str) -> None:
    leaks = leaks_in(text, SECRETS)
    assert [text[leak.start : leak.end] for leak in leaks] == [given_away]


@pytest.mark.parametrize(
    "text",
    ["", "A larkspur is a flower.", "The cafe labs of the city", "Adaptation", "Number 123456"],
)
def test_what_gives_nothing_away_stays(text: str) -> None:
    assert leaks_in(text, SECRETS) == ()
    assert parts_of(text, ()) == ((Part(text),) if text else ())


def test_a_short_name_is_found_only_as_it_is_written() -> None:
    secrets = [Secret(Hidden.FIRM, "IT Ltd")]
    assert leaks_in("it is what it is", secrets) == ()
    assert leaks_in("We are IT and we care", secrets) == (Leak(Hidden.FIRM, 7, 9),)


def test_a_page_says_what_is_hidden_in_its_place() -> None:
    text = "Larkspur Café-Labs has run it in Tyseley."
    assert parts_of(text, leaks_in(text, SECRETS)) == (
        Part("", Hidden.FIRM),
        Part(" has run it in "),
        Part("", Hidden.PLACE),
        Part("."),
    )


@given(st.text(max_size=80), st.sampled_from(SECRETS), st.text(max_size=80))
def test_nothing_is_left_of_a_secret_and_nothing_else_is_lost(
    before: str, secret: Secret, after: str
) -> None:
    text = f"{before} {secret.value} {after}"
    leaks = leaks_in(text, SECRETS)
    assert all(one.end <= two.start for one, two in pairwise(leaks))
    shown = "".join(part.text for part in parts_of(text, leaks))
    assert secret.value not in shown
    assert len(shown) == len(text) - sum(leak.end - leak.start for leak in leaks)


@pytest.mark.parametrize("state", list(RoundState))
def test_a_blind_answer_is_shown_after_scoring_and_the_rest_after_release(
    state: RoundState,
) -> None:
    assert may_see(Shown.AT_ONCE, state)
    after = may_see(Shown.AFTER_SCORING, state)
    assert after.reason is (None if state in AFTER_SCORING else WhyNot.BLIND)
    release = may_see(Shown.AFTER_RELEASE, state)
    assert release.reason is (None if state is RoundState.RELEASED else WhyNot.UNTIL_RELEASE)
    assert set(REFUSALS) == set(WhyNot)
