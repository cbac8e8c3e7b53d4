"""The front end keeps its own promises: small files, nothing missing, colours that are colours."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from tests.house.tree import ROOT, names, texts

LONGEST = 120
ICONS = (ROOT / "static/img/icons.svg").read_text()
SYMBOL = re.compile(r'<symbol id="([\w-]+)"')
ASKED_FOR = re.compile(r'\bicon\("([\w-]+)"|"((?:way|mark|fate)-\w+)"')
BEHAVIOUR = re.compile(r'data-behaviour="(\w+)"')
IMPORTED = re.compile(r'(?:from|import\()\s*"(\./[\w.]+)"')
ARGUMENTS = re.compile(r"\A\{#-.+?-#\}", re.DOTALL)
MARKS = ("support", "support_with_changes", "neutral", "object", "question", "idea", "comment")


def test_pages_parts_and_modules_stay_short() -> None:
    ours = (name_and_text for name_and_text in texts(".html", ".js", under=("templates", "static")))
    assert [name for name, text in ours if text.count("\n") > LONGEST] == []


def test_every_template_says_what_it_reads() -> None:
    pages = texts(".html", under=("templates",))
    assert [name for name, text in pages if not ARGUMENTS.match(text)] == []


def test_every_drawing_that_is_asked_for_is_there() -> None:
    drawn = set(SYMBOL.findall(ICONS))
    asked = {
        first or second
        for _, text in texts(".html", under=("templates",))
        for first, second in ASKED_FOR.findall(text)
        if not (first or second).endswith("-")
    }
    assert asked - drawn == set()
    assert {f"{form}-{mark}" for form in ("mark", "pin") for mark in MARKS} <= drawn


def test_every_behaviour_has_its_module() -> None:
    asked = {name for _, text in texts(".html") for name in BEHAVIOUR.findall(text)}
    assert {f"static/js/{name}.js" for name in asked} <= set(names())


def test_every_module_finds_what_it_imports() -> None:
    ours = set(names())
    missing = [
        (name, other)
        for name, text in texts(".js", under=("static",))
        for other in IMPORTED.findall(text)
        if f"static/js/{other.removeprefix('./')}" not in ours
    ]
    assert missing == []


def test_style_sheets_speak_of_start_and_end_and_not_of_left_and_right() -> None:
    sided = re.compile(r"(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)")
    assert [name for name, text in texts(".css", under=("static",)) if sided.search(text)] == []


def theme(brand: str | None, accent: str = "#ffd166") -> str:
    templates = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    council = SimpleNamespace(brand_colour=brand, accent_colour=accent)
    return templates.get_template("theme.css.j2").render(council=council)


def test_a_council_brings_its_own_colours() -> None:
    sheet = theme("#7A1F3D", "#00ff88")
    assert "--govuk-brand-colour: #7a1f3d;" in sheet
    assert "--app-accent: #00ff88;" in sheet


@pytest.mark.parametrize(
    "brand",
    [
        None,
        "",
        "red",
        "#fff",
        "#12345g",
        "#0f3d4f; } body { display: none",
        "url(//elsewhere.example)",
        "#0f3d4f\n",
        "#०१२३४५",
    ],
)
def test_what_is_no_colour_never_reaches_the_style_sheet(brand: str | None) -> None:
    assert theme(brand) == theme("#0f3d4f")
