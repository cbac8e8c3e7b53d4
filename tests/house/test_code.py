"""What no line of our Python may do, whoever writes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import OURS, texts

MARKUP_IN = {"foundation/web/prose.py"}
"""The one file that turns text into HTML, after cleaning it."""

SPATIAL = re.compile(
    r"\b(?:ST_\w+|GeomFrom\w+|GeomFromEWKT|AsGeoJSON|PtDistWithin|MakePoint|Mbr\w+|SpatialIndex)\b"
)


def names_used(tree: ast.AST) -> Iterator[str]:
    """Every bare name, attribute and imported name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        if isinstance(node, ast.Attribute):
            yield node.attr
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from (name.name for name in node.names)


def renders_a_string(source: str) -> bool:
    return not {"render_template_string", "from_string"}.isdisjoint(names_used(ast.parse(source)))


def makes_markup(source: str) -> bool:
    return "Markup" in names_used(ast.parse(source))


def speaks_spatial_sql(source: str) -> bool:
    """Tell whether a spatial function is called, through SQLAlchemy or in a piece of SQL."""
    tree = ast.parse(source)
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    sql = (text for text in strings if isinstance(text, str) and "(" in text)
    return any(map(SPATIAL.fullmatch, names_used(tree))) or any(map(SPATIAL.search, sql))


def shares_an_entity_alias(source: str) -> bool:
    """Tell whether a module keeps an ``aliased`` entity: two threads that meet it first lose it."""
    kept = (
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
    )
    return any("aliased" in names_used(value) for value in kept)


def test_no_two_threads_share_an_entity_alias() -> None:
    assert [name for name, text in texts(".py", under=OURS) if shares_an_entity_alias(text)] == []


def test_no_template_is_made_of_a_string() -> None:
    assert [name for name, text in texts(".py", under=OURS) if renders_a_string(text)] == []


def test_text_becomes_html_in_one_place() -> None:
    made = {name for name, text in texts(".py", under=OURS) if makes_markup(text)}
    assert made <= MARKUP_IN


def test_spatial_sql_stays_in_one_file() -> None:
    spoken = {name for name, text in texts(".py", under=OURS) if speaks_spatial_sql(text)}
    assert spoken == {"geo/spatial.py"}


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (renders_a_string, "flask.render_template_string(text)", "flask.render_template('a.html')"),
        (makes_markup, "from markupsafe import Markup", "from markupsafe import escape"),
        (shares_an_entity_alias, "x = aliased(Comment)", "x = Comment.__table__.alias()"),
        (speaks_spatial_sql, "select(func.ST_Within(a, b))", "select(func.count(a))"),
        (speaks_spatial_sql, "text('SELECT AsGeoJSON(shape)')", "text('SELECT count(*)')"),
        (speaks_spatial_sql, "place.ST_Intersects(shape)", "geo.intersects(place, shape)"),
    ],
)
def test_the_rules_can_fail(rule: object, bad: str, good: str) -> None:
    assert callable(rule)
    assert rule(bad)
    assert not rule(good)
