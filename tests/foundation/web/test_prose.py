"""What people write becomes HTML that can do nothing."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from foundation.base.prose import is_quote, plain, quoted
from foundation.web.prose import TAGS, prose

LINK = ' rel="nofollow noopener ugc"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
        ("*so* **much**", "<p><em>so</em> <strong>much</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("7. a\n8. b", '<ol start="7">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("[plan](https://x.uk/a)", f'<p><a href="https://x.uk/a"{LINK}>plan</a></p>\n'),
        ("<https://x.uk>", f'<p><a href="https://x.uk"{LINK}>https://x.uk</a></p>\n'),
        ("# Noise", "<p># Noise</p>\n"),
        ("> said\n\nNo.", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>No.</p>\n"),
        ("> 5 storeys", "<p>&gt; 5 storeys</p>\n"),
        (">\u00a35,000", "<p>&gt;\u00a35,000</p>\n"),
        ("a `b` ~~c~~", "<p>a `b` ~~c~~</p>\n"),
        ("&lt;b&gt; &copy;", "<p>&amp;lt;b&amp;gt; &amp;copy;</p>\n"),
        ("{{7*7}} ${alert(1)} %(x)s {0.doc}", None),
        ("যানজট বেশি", "<p>যানজট বেশি</p>\n"),
        (None, ""),
    ],
)
def test_prose_reads_as_it_was_meant(text: str | None, html: str | None) -> None:
    assert prose(text) == (html or (f"<p>{text}</p>\n" if text else ""))


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg onload=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](//evil.example)",
        "[a](/sign-out)",
        "![a](https://evil.example/pixel.png)",
        "<javascript:alert(1)>",
        '[a](https://x.uk "onmouseover=alert(1)")',
        "[a]: javascript:alert(1)\n\n[a]",
        "<a href=https://x.uk onclick=alert(1)>a</a>",
        "</p></main><form action=https://evil.example>",
        "[<img src=x onerror=alert(1)>](https://x.uk)",
        '[a](https://x.uk/"onmouseover="alert(1))',
        "<https://x.uk/\x00javascript:alert(1)>",
    ],
)
def test_prose_makes_an_attack_inert(attack: str) -> None:
    only_harmless(prose(attack))


@example("[](), which leads nowhere")
@given(st.text("[]()<>*_`!#-1.:/ahtpsjv\n\"'&;\\ ", max_size=200))
def test_prose_makes_any_text_inert(text: str) -> None:
    only_harmless(prose(text))


def only_harmless(html: str) -> None:
    for closing, tag, attributes in re.findall(r"<(/?)(\w+)([^>]*)>", html):
        assert tag in TAGS
        if tag == "a" and not closing:
            assert re.fullmatch(r'( href="(https?:|mailto:)[^"]*")?' + LINK, attributes)
        elif tag == "ol":
            assert re.fullmatch(r'( start="\d+")?', attributes)
        else:
            assert attributes == ""
    assert "<" not in re.sub(r"</?\w+[^>]*>", "", html)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 50_000,
        ">" * 10_000,
        "> " * 5_000,
        "- " * 5_000,
        "*a _b " * 1_600,
        "[a](" * 2_500,
        "[" * 999 + "a" + "]" * 999,
        "<http://a" * 1_000,
        "a\n" * 5_000,
        "1. " * 3_000,
        "![" * 5_000,
        "a**b " * 2_000,
        "\\" * 10_000,
    ],
    ids=lambda bomb: repr(bomb[:6]),
)
def test_prose_is_quick_whatever_is_written_and_loses_no_letter(bomb: str) -> None:
    prose("warm")
    took = []
    for _ in range(3):
        start = perf_counter()
        html = prose(bomb)
        took.append(perf_counter() - start)
    assert min(took) < 0.1
    assert html.count("a") >= bomb.count("a")


def test_prose_shows_lists_that_go_too_deep_as_they_were_typed() -> None:
    text = "\n".join("  " * depth + f"- step {depth}" for depth in range(40))
    assert all(f"step {depth}" in prose(text) for depth in range(40))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*so* **much**", "so much"),
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("- **a**\n- b", "– a\n– b"),
        ("7. a\n8. b", "7. a\n8. b"),
        ("[plan](https://x.uk/a)", "plan"),
        ("<https://x.uk>", "https://x.uk"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("a \\*b\\*", "a *b*"),
        ("> said\n\nNo.", "said\n\nNo."),
        ("> 5 storeys", "> 5 storeys"),
        ("<b>Plant</b> & water", "<b>Plant</b> & water"),
        ("যানজট **বেশি**", "যানজট বেশি"),
        (None, ""),
    ],
)
def test_plain_words_are_what_a_reader_sees(text: str | None, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize("said", ["Trees.", "640 pupils\n\nand one", "*so*", "\u201cya\u201d"])
def test_what_is_quoted_reads_as_it_did_and_is_known_for_a_quote(said: str) -> None:
    text = quoted(said)
    assert is_quote(text)
    assert not is_quote("> 5 storeys")
    assert plain(text).strip("\u201c\u201d").split() == plain(said).strip("\u201c\u201d").split()
    assert prose(text).startswith("<blockquote>")


WORDS = st.text("abc যান", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
MARKED = st.one_of(
    WORDS,
    *(
        WORDS.map(mark.format)
        for mark in ("**{}**", "*{}*", "__{}__", "_{}_", "[{}](https://x.uk)", "- {}", "1. {}")
    ),
)


@given(st.lists(MARKED, min_size=1, max_size=6))
def test_no_mark_is_left_in_plain_words(pieces: list[str]) -> None:
    said = plain("\n\n".join(pieces))
    assert not set(said) & set("*_[]()<>")
    assert "https" not in said


@given(st.text(alphabet=st.sampled_from("ab *_[]()<>&\\-\n1.`#"), max_size=60))
def test_plain_words_never_make_html_when_a_page_escapes_them(text: str) -> None:
    said = plain(text)
    assert not isinstance(said, Markup)
    assert "<" not in str(escape(said))


@pytest.mark.parametrize(
    "bomb", ["*a " * 3300, "[" * 9999, "> " * 4000, "**" * 5000, "- " * 5000, "[a](" * 2500]
)
def test_a_bomb_is_plain_within_a_tenth_of_a_second(bomb: str) -> None:
    plain("warm")
    began = perf_counter()
    plain(bomb)
    assert perf_counter() - began < 0.1
