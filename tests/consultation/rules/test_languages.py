"""In which language a comment was written, as far as its letters can tell."""

from __future__ import annotations

import pytest

from consultation.rules.comments import Contribution, checked
from consultation.rules.languages import written_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please keep the trees.", "und"),
        ("Więcej drzew, proszę.", "und"),
        ("سڑک پر بہت ٹریفک ہے، بچوں کے لیے خطرہ ہے۔", "ur"),
        ("الرجاء الاحتفاظ بالأشجار", "und"),
        ("রাস্তায় অনেক গাড়ি চলে।", "bn"),
        ("ਸੜਕ ਤੇ ਬਹੁਤ ਗੱਡੀਆਂ ਹਨ।", "pa"),
        ("વધુ વૃક્ષો વાવો.", "gu"),
        ("Keep it, ٹ", "und"),
        ("", "und"),
    ],
)
def test_letters_tell_the_language_where_no_other_has_them(text: str, language: str) -> None:
    assert written_in(text) == language


@pytest.mark.parametrize(
    ("named", "found"), [("und", "ur"), ("sd", "sd"), ("not a tag", "ur"), ("en", "en")]
)
def test_what_an_author_names_goes_before_what_letters_show(named: str, found: str) -> None:
    said = checked(Contribution("سڑک پر بہت ٹریفک ہے اور بڑی گاڑیاں ہیں", language=named))
    assert (said.language, said.direction) == (found, "rtl")
