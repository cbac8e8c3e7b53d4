"""What may stand in a comment and in a name."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules import names
from consultation.rules.comments import LONGEST_TEXT, Contribution, Place, PlaceWay, checked
from consultation.rules.words import MOST_MARKS, cleaned, direction, in_one_line, same_words
from foundation.base.errors import Invalid

COUNCIL = "Birmingham City Council"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("half \ud83d of a face", "half  of a face"),
        ("\ufeffmark first", "mark first"),
        ("turn \u202egnp.exe\u202c round", "turn gnp.exe round"),
        ("\u2066isolated\u2069", "isolated"),
        ("un\u200bse\u2060en\u00ad", "unseen"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ক\u200dষ", "ক\u200dষ"),
        ("👩\u200d👧 fine", "👩\u200d👧 fine"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("a\n\n \n\t\n\nb", "a\n\nb"),
        ("  around  ", "around"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301 and é", None),
        ("Z" + "\u0335" * 1000, "Z" + "\u0335" * MOST_MARKS),
        ("ที่นี่ คุณ", None),
        ("Llŷn ac Ŵyr", None),
    ],
)
def test_words_are_kept_as_written_without_what_nobody_can_see(sent: str, kept: str | None) -> None:
    assert cleaned(sent) == (sent if kept is None else kept)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=300))
def test_cleaning_twice_changes_nothing_and_every_database_can_store_it(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


@given(st.text(max_size=200))
def test_the_same_words_are_the_same_however_they_are_typed(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert same_words(composed) == same_words(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Hello", "ltr"),
        ("مزید درخت", "rtl"),
        ("עברית", "rtl"),
        ("“123” مزید", "rtl"),
        ("123 Hello مزید", "ltr"),
        ("42", "ltr"),
        ("বাংলা", "ltr"),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, way: str) -> None:
    assert direction(text) == way
    assert checked(Contribution(text)).direction == way


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write a few words."),
        (" \n\t\u200b\u3000 ", "Write a few words."),
        ("🌳🌳🌳", "Write a few words."),
        ("?!…", "Write a few words."),
        ("x" * (LONGEST_TEXT + 1), "10,001 characters"),
        ("x" * 1_000_000, "1,000,000 characters"),
        ("\n" * 100_000, "100,000 characters"),
    ],
)
def test_a_text_that_cannot_be_taken_is_refused_in_words(text: str, said: str) -> None:
    started = perf_counter()
    with pytest.raises(Invalid, match=said) as refused:
        checked(Contribution(text))
    assert list(refused.value.fields) == ["text"]
    assert perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "text", ["x" * LONGEST_TEXT, "No", "7", "نہیں", "𝒂", "x\r\n" * 4_999, "🌳" * 9_999 + "x"]
)
def test_a_text_is_counted_in_characters(text: str) -> None:
    assert len(checked(Contribution(text)).text) <= LONGEST_TEXT


@pytest.mark.parametrize(
    "name",
    [
        "Birmingham City Council",
        "\uff22irmingham City Council",
        "\u0412irmingham \u0421ity \u0421\u043euncil",
        "B i r m i n g h a m City C o u n c i l",
        "Coun\u200bcil",
        "C\u0301ouncil",
        "\u1d04ouncil",
        "Planning Officer",
        "0ff1cer Smith",
        "Alice, pl\u0430nner",
        "M0DERATOR",
        "\U0001d402\U0001d428\U0001d42e\U0001d427\U0001d41c\U0001d422\U0001d425",
        "Heard Back",
        "The Applicant",
        "C\u043eun\u0441illor Brown",
    ],
)
def test_nobody_signs_as_one_of_those_who_answer(name: str) -> None:
    with pytest.raises(Invalid, match="taken for somebody") as refused:
        checked(Contribution("Hello", display_name=name), COUNCIL)
    assert list(refused.value.fields) == ["display_name"]


@pytest.mark.parametrize(
    "name",
    ["Ann", "O'Neill-Smith", "محمد", "সুমি", "Anna-Lena Ó Súilleabháin", "Plan B", "Jo 2", "李小龍"],
)
def test_people_sign_with_their_own_names(name: str) -> None:
    assert checked(Contribution("Hello", display_name=f"  {name} \n"), COUNCIL).display_name == name


@pytest.mark.parametrize("name", [None, "", "  ", "\u200b", "🌳", "--"])
def test_no_name_is_no_name(name: str | None) -> None:
    assert names.shown_name(name) is None


def test_a_name_too_long_to_show_is_refused() -> None:
    with pytest.raises(Invalid, match="81 characters"):
        checked(Contribution("Hello", display_name="n" * 81))


def test_every_field_that_is_wrong_is_said_at_once() -> None:
    place = Place(PlaceWay.WORDS, words="w" * 201)
    with pytest.raises(Invalid) as refused:
        checked(Contribution("", topics=tuple("abcdefghi"), place=place, display_name="n" * 81))
    assert set(refused.value.fields) == {"text", "topics", "place_words", "display_name"}


@pytest.mark.parametrize(
    ("language", "kept"),
    [("ur", "ur"), ("zh-Hant", "zh-Hant"), ("<b>", "und"), ("EN_gb" * 9, "und"), ("", "und")],
)
def test_a_language_that_is_none_is_unknown(language: str, kept: str) -> None:
    assert checked(Contribution("Hello", language=language)).language == kept


@pytest.mark.parametrize(
    "attack", ["a" * 50_000, "\n \n" * 16_000, "🏴" * 25_000, "\u0335" * 50_000]
)
def test_cleaning_is_quick_whatever_comes(attack: str) -> None:
    started = perf_counter()
    cleaned(attack)
    in_one_line(attack)
    assert perf_counter() - started < 0.3
