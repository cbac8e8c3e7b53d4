"""What is served of the front-end packages carries nothing of GOV.UK's and leads nowhere else."""

from __future__ import annotations

import re

import pytest

from deploy.setup.steps import CannotSetUp
from deploy.setup.vendor import COPIES, SERVED, UNUSED, served, without_govuk_marks, without_unused
from tests.house.tree import OURS, texts

SHEET = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".a{font-family:GDS Transport,arial,sans-serif}"
    ".b{background-image:url(/assets/images/govuk-crest.svg)}"
)


def test_the_typeface_and_the_crest_of_govuk_go() -> None:
    assert without_govuk_marks(SHEET) == (
        ".a{font-family:var(--app-font, arial, sans-serif)}.b{background-image:none}"
    )


@pytest.mark.parametrize(
    "changed",
    [
        SHEET.replace("@font-face{", "@other{"),
        SHEET.replace("govuk-crest", "another-picture"),
        SHEET + ".c{background:url(/assets/images/new.svg)}",
        SHEET + ".c{font-family:GDS Transport,serif}",
    ],
)
def test_a_stylesheet_that_changed_is_refused(changed: str) -> None:
    with pytest.raises(CannotSetUp, match=r"GOV\.UK Frontend changed"):
        without_govuk_marks(changed)


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("leaflet.js", "\n//# sourceMappingURL=leaflet.js.map"),
        ("other.css", "\n/*# sourceMappingURL=other.css.map */\n"),
    ],
)
def test_addresses_of_source_maps_go(name: str, end: str) -> None:
    assert served(name, f"code{end}".encode()) == b"code"


def test_a_picture_is_served_as_it_is() -> None:
    picture = bytes(range(256))
    assert served("layers.png", picture) == picture


@pytest.mark.skipif(not SERVED.is_dir(), reason="make setup has not been run")
@pytest.mark.parametrize("folder", COPIES)
def test_every_package_is_served_with_its_licence(folder: str) -> None:
    licence = "README.md" if folder == "govuk" else "LICENSE"
    assert "copyright" in (SERVED / folder / licence).read_text().lower()


@pytest.mark.skipif(not SERVED.is_dir(), reason="make setup has not been run")
def test_nothing_served_names_a_map_or_a_typeface_of_govuk() -> None:
    for file in SERVED.rglob("*.*"):
        if file.suffix in {".css", ".js"}:
            text = file.read_text()
            assert "sourceMappingURL" not in text
            assert "GDS Transport" not in text


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".govuk-tabs__list{a:b}.govuk-tag{c:d}", ".govuk-tag{c:d}"),
        (".govuk-tabs,.govuk-tag{a:b}", ".govuk-tag{a:b}"),
        (".govuk-header-like{a:b}.govuk-header{c:d}", ".govuk-header-like{a:b}"),
        ("@media print{.govuk-tabs{a:b}}", ""),
        ("@media print{.govuk-tabs{a:b}.x{c:d}}", "@media print{.x{c:d}}"),
        ("@keyframes k{from{a:b}to{c:d}}", "@keyframes k{from{a:b}to{c:d}}"),
    ],
)
def test_what_no_page_shows_is_left_out(sheet: str, left: str) -> None:
    assert without_unused(sheet) == left


def test_no_page_shows_what_is_left_out() -> None:
    for name, text in texts(".html", ".py", ".js", under=(*OURS, "templates", "static")):
        named = re.findall(r"govuk-[a-z0-9!_-]+", text)
        used = [each for each in named if UNUSED.search("." + each.replace("!", r"\!"))]
        assert not used, name
