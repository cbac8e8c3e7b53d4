"""The census as councils can download it, read into the answers of our own questions.

The long form has a row for each area, variable and category. What a file calls a category is
matched by its words, so that tables of any year and level can be read; what is matched by nothing
is named and left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consultation.rules.reach.traits import Trait
from foundation.base.errors import Invalid

AREA_CODES = ("ward_code", "lad_code", "lsoa21_code", "area_code")
AREA_NAMES = ("ward_name", "lad_name", "area_name")

VARIABLES: tuple[tuple[str, Trait], ...] = (
    (r"^age", Trait.AGE),
    (r"^sex$", Trait.SEX),
    (r"^ethnic_group_(19|20)", Trait.ETHNIC_GROUP_19),
    (r"^ethnic_group", Trait.ETHNIC_GROUP),
    (r"^disab", Trait.DISABILITY),
    (r"^main_language", Trait.MAIN_LANGUAGE),
    (r"^tenure", Trait.TENURE),
    (r"carer|unpaid_care", Trait.CARER),
    (r"^religion", Trait.RELIGION),
    (r"^sexual_orientation", Trait.SEXUAL_ORIENTATION),
    (r"^gender", Trait.GENDER),
    (r"^(marital|legal_partnership|marriage)", Trait.MARRIAGE),
)

CATEGORIES: Mapping[Trait, tuple[tuple[str, str], ...]] = {
    Trait.AGE: (
        (r"15 years and under|under 16", "under_16"),
        (r"16 to 24", "16_24"),
        (r"25 to 34", "25_34"),
        (r"35 to 49", "35_49"),
        (r"50 to 64", "50_64"),
        (r"65 years and over|65 and over|65\+", "65_over"),
    ),
    Trait.SEX: ((r"^female", "female"), (r"^male", "male")),
    Trait.ETHNIC_GROUP: (
        (r"^asian", "asian"),
        (r"^black", "black"),
        (r"^mixed", "mixed"),
        (r"^white", "white"),
        (r"^other", "other"),
    ),
    Trait.ETHNIC_GROUP_19: (
        (r"bangladeshi$", "asian_bangladeshi"),
        (r"chinese$", "asian_chinese"),
        (r"indian$", "asian_indian"),
        (r"pakistani$", "asian_pakistani"),
        (r"other asian$", "asian_other"),
        (r"white and black african$", "mixed_white_black_african"),
        (r"white and black caribbean$", "mixed_white_black_caribbean"),
        (r"white and asian$", "mixed_white_asian"),
        (r"other mixed", "mixed_other"),
        (r"^black.*: african$", "black_african"),
        (r"^black.*: caribbean$", "black_caribbean"),
        (r"other black$", "black_other"),
        (r"^white: english", "white_british"),
        (r"^white: irish$", "white_irish"),
        (r"^white: gypsy", "white_gypsy"),
        (r"^white: roma$", "white_roma"),
        (r"other white$", "white_other"),
        (r": arab$", "other_arab"),
        (r"any other ethnic group$", "other_other"),
    ),
    Trait.DISABILITY: ((r"^not disabled", "not_disabled"), (r"^disabled", "disabled")),
    Trait.MAIN_LANGUAGE: (
        (r"^main language is not english[^:]*$", "not_english"),
        (r"^main language is english[^:]*$", "english"),
    ),
    Trait.TENURE: (
        (r"^owned", "owns"),
        (r"^shared ownership", "shared"),
        (r"^social rented", "social"),
        (r"^private rented", "private"),
        (r"rent free", "rent_free"),
    ),
    Trait.CARER: ((r"^provides no", "no"), (r"^provides", "yes")),
    Trait.RELIGION: tuple(
        (rf"^{word}", key)
        for word, key in (
            *(("no religion", "none"), ("buddhist", "buddhist"), ("christian", "christian")),
            *(("hindu", "hindu"), ("jewish", "jewish"), ("muslim", "muslim")),
            *(("sikh", "sikh"), ("other", "other")),
        )
    ),
    Trait.SEXUAL_ORIENTATION: (
        (r"^straight", "straight"),
        (r"^gay", "gay_lesbian"),
        (r"^bisexual", "bisexual"),
        (r"other", "other"),
    ),
    Trait.GENDER: ((r"same as", "yes"), (r"different|trans|non-binary", "no")),
    Trait.MARRIAGE: (
        (r"^never", "single"),
        (r"^married|^in a registered", "married"),
        (r"^separated", "separated"),
        (r"^divorced|formerly in a civil", "divorced"),
        (r"^widowed|surviving partner", "widowed"),
    ),
}

TOTALS = re.compile(r"^(total|all usual residents|does not apply|not answered)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CensusRow:
    """How many people, or households, of one area are in one category of ours."""

    area_code: str
    area_name: str
    trait: Trait
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class CensusRead:
    """What a file came to, and the variables and categories in it that we ask nobody about."""

    rows: tuple[CensusRow, ...]
    left_out: tuple[str, ...]


def read_census(rows: Iterable[Mapping[str, str]]) -> CensusRead:
    """Read the long form: an area's code and name, ``variable``, ``category`` and ``count``.

    Finer categories than ours are added up; sub-rows of a category are not counted twice.

    Raises:
        Invalid: a column is missing or a count is no number; the field names the row.
    """
    counts: dict[tuple[str, str, Trait, str], int] = {}
    left_out: dict[str, None] = {}
    wrong: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        try:
            area, variable, category, count = _fields(row)
        except Invalid as fault:
            wrong |= {f"row {number}: {field}": said for field, said in fault.fields.items()}
            if "count" not in fault.fields:
                break
            continue
        known = category_of(variable, category)
        if known is None:
            left_out[f"{variable}: {category}"] = None
            continue
        counts[*area, *known] = counts.get((*area, *known), 0) + count
    if wrong:
        raise Invalid("Some rows cannot be read.", fields=wrong)
    return CensusRead(
        tuple(CensusRow(*key, count) for key, count in counts.items()), tuple(left_out)
    )


def category_of(variable: str, category: str) -> tuple[Trait, str] | None:
    """Return our question and answer for a census variable and category, or None."""
    name, words = variable.strip().casefold(), category.strip().casefold()
    if TOTALS.search(words) or TOTALS.search(name):
        return None
    for pattern, trait in VARIABLES:
        if re.search(pattern, name):
            for said, answer in CATEGORIES[trait]:
                if re.search(said, words):
                    return trait, answer
            return None
    return None


def _fields(row: Mapping[str, str]) -> tuple[tuple[str, str], str, str, int]:
    code = next((row[name] for name in AREA_CODES if row.get(name)), None)
    if code is None:
        raise Invalid("", fields={"ward_code": "There is no code of an area."})
    name = next((row[name] for name in AREA_NAMES if row.get(name)), code)
    for column in ("variable", "category", "count"):
        if row.get(column) is None:
            raise Invalid("", fields={column: "This column is missing."})
    if not re.fullmatch(r"\d{1,9}", row["count"].strip()):
        raise Invalid("", fields={"count": f"{row['count']!r} is not a whole number."})
    return (code.strip(), name.strip()), row["variable"], row["category"], int(row["count"])
