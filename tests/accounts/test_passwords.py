"""Which passwords are taken, which codes count, and how both are checked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.accounts.rules.codes import STEP, code_at, new_secret, step_of
from foundation.accounts.rules.passwords import WhyWeak, hashed, matches, may_protect
from foundation.accounts.web.labels import MODERATING, PUBLISHING, ROLES, WEAK, WORK
from foundation.base.roles import Role
from tests.clock import NOW

ABOUT = ["grace.hopper@council.example.org", "Birmingham City Council"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("seven77", WhyWeak.TOO_SHORT),
        ("x" * 257, WhyWeak.TOO_LONG),
        ("password", WhyWeak.COMMON),
        ("P@ssw0rd123", WhyWeak.COMMON),
        ("Welcome2026!", WhyWeak.COMMON),
        ("liverpool96", WhyWeak.COMMON),
        ("gracehopper", WhyWeak.PERSONAL),
        ("hopper1906", WhyWeak.PERSONAL),
        ("aaaaaaaaaa", WhyWeak.REPEATED),
        ("abcabcabcabc", WhyWeak.REPEATED),
        ("abcdefghij", WhyWeak.SEQUENCE),
        ("0987654321", WhyWeak.SEQUENCE),
        ("qwertyuiop", WhyWeak.SEQUENCE),
        ("asdfghjkl1", WhyWeak.SEQUENCE),
    ],
)
def test_a_password_that_many_would_guess_is_refused(password: str, why: WhyWeak) -> None:
    assert may_protect(password, ABOUT).reason is why


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "kettle-fox-9",
        "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
        "x7!Kq2#v",
        "the password of my grandmother's bicycle",
        "x7" * 3 + "q" * 250,
    ],
)
def test_a_password_of_any_composition_is_taken(password: str) -> None:
    assert may_protect(password, ABOUT)


def test_a_password_matches_itself_alone() -> None:
    stored = hashed("kettle-fox-9")
    assert "kettle" not in stored
    assert matches(stored, "kettle-fox-9")
    assert not matches(stored, "kettle-fox-8")
    assert not matches(None, "kettle-fox-9")
    assert not matches("no hash at all", "kettle-fox-9")


def test_the_same_word_matches_however_a_keyboard_composes_it() -> None:
    assert matches(hashed("caf\u00e9 noir et blanc"), "cafe\u0301 noir et blanc")


def test_a_long_password_is_not_cut_where_some_hashes_cut_it() -> None:
    stored = hashed("x" * 72 + "a")
    assert not matches(stored, "x" * 72 + "b")


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_code_counts_a_step_early_or_late(off: int) -> None:
    secret = new_secret()
    code = code_at(secret, NOW + timedelta(seconds=off * STEP))
    assert step_of(secret, code, NOW, after=None) == int(NOW.timestamp()) // STEP + off


@pytest.mark.parametrize("off", [-2, 2])
def test_a_code_of_another_time_does_not_count(off: int) -> None:
    secret = new_secret()
    code = code_at(secret, NOW + timedelta(seconds=off * STEP))
    assert step_of(secret, code, NOW, after=None) is None


def test_a_code_does_not_count_again_nor_one_before_it() -> None:
    secret = new_secret()
    used = step_of(secret, code_at(secret, NOW), NOW, after=None)
    earlier = code_at(secret, NOW - timedelta(seconds=STEP))
    assert step_of(secret, code_at(secret, NOW), NOW, after=used) is None
    assert step_of(secret, earlier, NOW, after=used) is None


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "\u0661\u0662\u0663", "\ud800"]
)
def test_what_is_no_code_does_not_count(typed: str) -> None:
    assert step_of(new_secret(), typed, NOW, after=None) is None


def test_a_code_may_be_typed_with_a_gap() -> None:
    secret = new_secret()
    code = code_at(secret, NOW)
    assert step_of(secret, f"{code[:3]} {code[3:]}", NOW, after=None) is not None


def test_every_value_has_a_name() -> None:
    assert set(ROLES) == set(WORK) == set(Role)
    assert set(WEAK) == set(WhyWeak)
    assert set(PUBLISHING) == set(Publishing)
    assert set(MODERATING) == set(Moderating)
