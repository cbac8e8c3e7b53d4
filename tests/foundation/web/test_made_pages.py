"""Pages that are kept for the next visitor."""

from __future__ import annotations

from foundation.web.made_pages import WIDEST, MadePages


def test_the_page_that_nobody_asked_for_longest_makes_room() -> None:
    kept = MadePages(room=30)
    for tag in "abc":
        kept.put(tag, tag.encode() * 10)
    assert kept.get("a") == b"a" * 10
    kept.put("d", b"d" * 10)
    assert kept.get("b") is None
    assert [kept.get(tag) for tag in "acd"] == [tag.encode() * 10 for tag in "acd"]


def test_a_page_kept_twice_takes_its_room_once() -> None:
    kept = MadePages(room=20)
    for _ in range(5):
        kept.put("a", b"a" * 10)
    kept.put("b", b"b" * 10)
    assert kept.get("a")
    assert kept.get("b")


def test_a_page_that_is_too_wide_is_not_kept() -> None:
    kept = MadePages()
    kept.put("a", b"a" * (WIDEST + 1))
    assert kept.get("a") is None
