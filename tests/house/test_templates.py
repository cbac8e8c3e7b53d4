"""Templates escape everything and point at this host alone."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import texts

ELSEWHERE = re.compile(
    r"""<(?!a\b)[a-z-]+\b[^>]*\b(?:src|href|action|data|poster|srcset)\s*=\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)
"""Anything but a link that a person may follow: those may lead elsewhere, and load nothing."""

UNESCAPED = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false|\bMarkup\(")
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<script\b(?![^>]*\bsrc=)"""
)
DATA = re.compile(r"""<script\b[^>]*\btype=["']application/(?:ld\+)?json["'][^>]*>""")


def offends(rule: re.Pattern[str], template: str) -> bool:
    return bool(rule.search(DATA.sub("", template)))


@pytest.mark.parametrize("rule", [ELSEWHERE, UNESCAPED, INLINE], ids=["host", "safe", "inline"])
def test_templates_keep_the_rules(rule: re.Pattern[str]) -> None:
    pages = texts(".html", ".txt", ".svg", under=("templates",))
    assert [name for name, text in pages if offends(rule, text)] == []


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (ELSEWHERE, '<script src="https://cdn.example/x.js"></script>'),
        (ELSEWHERE, '<link rel="stylesheet" href="//fonts.example/x.css">'),
        (ELSEWHERE, "<img alt='' src='http://tiles.example/1.png'>"),
        (UNESCAPED, "{{ comment.text | safe }}"),
        (UNESCAPED, "{% autoescape false %}"),
        (INLINE, '<p style="color: red">'),
        (INLINE, '<button onclick="go()">'),
        (INLINE, "<script>go()</script>"),
    ],
)
def test_the_rules_can_fail(rule: re.Pattern[str], bad: str) -> None:
    assert offends(rule, bad)


@pytest.mark.parametrize(
    ("rule", "good"),
    [
        (ELSEWHERE, '<a href="https://www.legislation.gov.uk/">the law</a>'),
        (ELSEWHERE, "<script src=\"{{ url_for('static', filename='js/map.js') }}\"></script>"),
        (UNESCAPED, "{{ comment.text }} is a safe place"),
        (INLINE, '<script type="application/json">{{ points|tojson }}</script>'),
    ],
)
def test_the_rules_let_good_templates_pass(rule: re.Pattern[str], good: str) -> None:
    assert not offends(rule, good)
