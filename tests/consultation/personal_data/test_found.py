"""Each rule of the mirror, by a sentence in and a sentence out; and that it never fails."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.personal_data import PersonalDatum, found
from consultation.rules.personal_data.numbers import holds_luhn, holds_modulus_11

P = PersonalDatum

URDU = "07700 900123".translate({ord("0") + each: chr(0x06F0 + each) for each in range(10)})
"""The number in the digits of an Urdu keyboard."""

PIECES = (
    *("07700 900123", "+44", "@", "example.com", "B9 5QT", "14 Arden Street", "Mr ", "Ahmed", "my"),
    *(" neighbour ", "has ", "dementia", "BX19 ZZA", "born ", "3 May 1948", "4111 1111 1111 1111"),
    *("\n", " ", ".", "(", ")", "İ", "ß", "é", "\u200b", "\u202e", "😀", URDU, "next door"),
)


@pytest.mark.parametrize(
    ("text", "kind", "quoted"),
    [
        ("Ring 07700 900123.", P.PHONE, "07700 900123"),
        (f"Ring {URDU}", P.PHONE, URDU),
        ("Ring 07700\u200b900123", P.PHONE, "07700\u200b900123"),
        ("😀😀 0121 496 0123", P.PHONE, "0121 496 0123"),
        ("Write to ann@example.com.", P.EMAIL, "ann@example.com"),
        ("İİ ann@example.com", P.EMAIL, "ann@example.com"),
        ("I live at 14 Arden Street", P.ADDRESS, "14 Arden Street"),
        ("İ I live at 14 Arden Street", P.ADDRESS, "14 Arden Street"),
        ("It is QQ 12 34 56 C", P.NATIONAL_INSURANCE, "QQ 12 34 56 C"),
        ("The car BX19 ZZA", P.PLATE, "BX19 ZZA"),
        ("999 398 2598", P.NHS_NUMBER, "999 398 2598"),
        ("4242 4242 4242 4242", P.BANK_CARD, "4242 4242 4242 4242"),
        ("born on 3 May 1948", P.BIRTH_DATE, "3 May 1948"),
        ("Her son is autistic.", P.HEALTH, "autistic"),
        ("Mrs Élise Şahin agrees", P.NAME, "Mrs Élise Şahin"),
        ("I saw @bordesley_bev.", P.HANDLE, "@bordesley_bev"),
        ("On instagram.com/invented.photo", P.PROFILE, "instagram.com/invented.photo"),
    ],
)
def test_a_detail_is_found_exactly(text: str, kind: PersonalDatum, quoted: str) -> None:
    (find,) = found(text)
    assert (find.kind, find.quoted) == (kind, quoted)
    assert text[find.start : find.end] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "999 398 2597 has a wrong check digit",
        "4242 4242 4242 4243 has a wrong check digit",
        "B9 5QT alone is a street",
        "14 Arden Street alone is a building",
        "I have asthma",
        "people with asthma",
        "the meeting of 07.12.2026 103 people saw",
        "0 10 20 30 40 50 m",
        "0300 123 4567 belongs to an office",
        "The police are on 0121 496 0999",
        "planning@birmingham.gov.uk",
        "the A45 and the M6",
        "@BhamCityCouncil said so",
        "Dawn at 5 is noisy",
        "My daughter will walk",
    ],
)
def test_what_only_looks_like_a_detail_is_left_alone(text: str) -> None:
    assert found(text) == ()


def test_of_finds_that_overlap_the_longest_stays() -> None:
    text = "Mrs J. Patel, 14 Arden Street, B9 5QT, 07700 900123"
    assert [find.kind for find in found(text)] == [P.NAME, P.ADDRESS, P.PHONE]


def test_check_digits() -> None:
    assert holds_luhn([int(each) for each in "79927398713"])
    assert not holds_luhn([int(each) for each in "79927398710"])
    assert holds_modulus_11([int(each) for each in "9434765919"])
    assert not holds_modulus_11([int(each) for each in "9434765918"])


@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_finds_lie_in_the_text_in_order_and_apart(text: str) -> None:
    finds = found(text)
    assert all(text[find.start : find.end] == find.quoted != "" for find in finds)
    assert all(one.end <= other.start for one, other in pairwise(finds))
