"""A census file becomes benchmarks in the words of our own questions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.queries.reach.benchmarks import benchmarks
from consultation.rules.reach.census import category_of, read_census
from consultation.rules.reach.traits import QUESTIONS, Trait
from foundation.base.errors import Invalid
from tests.make import an_authority

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "census"
HEAD = "ward_code,ward_name,variable,category,count\n"
INVENTED = HEAD + (
    "W1,Invented North,age_6,Aged 15 years and under,300\n"
    "W1,Invented North,age_6,Aged 16 to 24 years,200\n"
    "W2,Invented South,age_6,Aged 16 to 24 years,50\n"
    "W1,Invented North,tenure_households,Owned: Owns outright,10\n"
    "W1,Invented North,tenure_households,Owned: Owns with a mortgage or loan,5\n"
    "W1,Invented North,shoe_size,Large,5\n"
)


@pytest.mark.parametrize(
    ("variable", "category", "answer"),
    [
        ("age_6", "Aged 65 years and over", (Trait.AGE, "65_over")),
        ("sex", "Male", (Trait.SEX, "male")),
        ("sex", "Female", (Trait.SEX, "female")),
        (
            "ethnic_group_19",
            "Mixed or Multiple ethnic groups: White and Black African",
            (Trait.ETHNIC_GROUP_19, "mixed_white_black_african"),
        ),
        (
            "ethnic_group_19",
            "Black, Black British, Black Welsh, Caribbean or African: African",
            (Trait.ETHNIC_GROUP_19, "black_african"),
        ),
        (
            "ethnic_group_19",
            "White: English, Welsh, Scottish, Northern Irish or British",
            (Trait.ETHNIC_GROUP_19, "white_british"),
        ),
        ("ethnic_group_5", "Other ethnic group", (Trait.ETHNIC_GROUP, "other")),
        ("disability_2", "Not disabled under the Equality Act", (Trait.DISABILITY, "not_disabled")),
        (
            "main_language_english_proficiency (aged 3+)",
            "Main language is not English (English or Welsh in Wales): Cannot speak English",
            None,
        ),
        ("total", "All usual residents", None),
        ("shoe_size", "Large", None),
    ],
)
def test_a_category_is_known_by_its_words(
    variable: str, category: str, answer: tuple[Trait, str] | None
) -> None:
    assert category_of(variable, category) == answer


@pytest.mark.parametrize("name", ["birmingham_ward_census2021", "birmingham_lad_census2021"])
def test_the_files_of_a_real_city_are_read_whole(name: str) -> None:
    file = DATA / f"{name}.csv"
    if not file.exists():
        pytest.skip("the open data are not beside this checkout")
    with file.open(newline="") as lines:
        read = read_census(csv.DictReader(lines))
    assert all("total" in left or "proficiency" in left for left in read.left_out)
    for row in read.rows:
        assert row.category in QUESTIONS[row.trait].answers


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ("W1,North,age_6,Aged 16 to 24 years,many\n", "row 2: count"),
        ("W1,North,age_6,Aged 16 to 24 years,-3\n", "row 2: count"),
        ("W1,North,age_6,Aged 16 to 24 years,1.5\n", "row 2: count"),
        (",North,age_6,Aged 16 to 24 years,5\n", "row 2: ward_code"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(rows: str, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read_census(csv.DictReader((HEAD + rows).splitlines()))
    assert field in wrong.value.fields


def test_an_operator_loads_a_census_twice_and_it_is_there_once(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    council = an_authority(session)
    file = tmp_path / "census.csv"
    file.write_text(INVENTED)
    for _ in range(2):
        result = app.test_cli_runner().invoke(
            args=["reach", "load-census", str(file), "--authority", council.slug, "--best-fit"]
        )
        assert result.exit_code == 0, result.output
    assert "shoe_size: Large" in result.stderr
    found = benchmarks(session, council.id, ["W1", "W2"])
    assert found[Trait.AGE].residents == {"under_16": 300, "16_24": 250}
    assert found[Trait.AGE].total == 550
    assert found[Trait.TENURE].residents == {"owns": 15}
    assert found[Trait.AGE].is_best_fit
    assert benchmarks(session, council.id, ["W2"])[Trait.AGE].residents == {"16_24": 50}
    other = an_authority(session, slug="elsewhere")
    assert benchmarks(session, other.id, ["W1"]) == {}


def test_a_file_with_a_fault_changes_nothing(app: Flask, session: Session, tmp_path: Path) -> None:
    council = an_authority(session)
    file = tmp_path / "census.csv"
    file.write_text(HEAD + "W1,North,age_6,Aged 16 to 24 years,many\n")
    result = app.test_cli_runner().invoke(
        args=["reach", "load-census", str(file), "--authority", council.slug]
    )
    assert result.exit_code == 1
    assert "row 2: count" in result.stderr
    assert benchmarks(session, council.id, ["W1"]) == {}
