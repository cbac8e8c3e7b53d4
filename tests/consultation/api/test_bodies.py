"""Bad bodies get a clear answer, never a 5xx, and leave nothing behind.

Numbers are the lines of the attack list in reliability-security.md, section 3.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.models.comments import Comment
from foundation.accounts.models.people import Person
from tests.consultation.api.conftest import COMMENTS, Program, rows
from tests.foundation.test_strict_json import BROKEN

pytestmark = pytest.mark.usefixtures("untouched")


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("path", [COMMENTS, "/api/v1/follow"])
def test_broken_json_is_400(program: Program, sent: bytes, path: str) -> None:
    """25, 31 to 33, 36."""
    program.refused(program.send(sent, path), 400)


@pytest.mark.parametrize("body", [[], "x", 1, True, 1.5, ["text"], [{"text": "a"}]])
def test_a_body_that_is_no_object_is_400(program: Program, body: object) -> None:
    """35."""
    program.refused(program.post(body), 400)


def test_a_null_body_is_400(program: Program) -> None:
    """35."""
    program.refused(program.send("null"), 400)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": {"a": 1}}, "text"),
        ({"text": True}, "text"),
        ({"text": 7}, "text"),
        ({"text": ""}, "text"),
        ({"text": "   \n\t "}, "text"),
        ({"text": "🌳🌳🌳"}, "text"),
        ({"text": "\u200b\u200b"}, "text"),
        ({"text": "a" * 10_001}, "text"),
        ({"text": "a\n" * 100_000}, "text"),
        ({"text": "a" * 1_000_000}, "text"),
        ({"text": "a", "kind": "rant"}, "kind"),
        ({"text": "a", "kind": ["idea"]}, "kind"),
        ({"text": "a", "stance": "objection"}, "stance"),
        ({"text": "a", "stance": True}, "stance"),
        ({"text": "a", "topics": "design"}, "topics"),
        ({"text": "a", "topics": ["nonsense"]}, "topics"),
        ({"text": "a", "topics": ["design", "design"]}, "topics"),
        ({"text": "a", "topics": ["design"] * 5_000}, "topics"),
        ({"text": "a", "topics": [7]}, "topics.0"),
        ({"text": "a", "place_words": 7}, "place_words"),
        ({"text": "a", "place_words": "x" * 201}, "place_words"),
        ({"text": "a", "reply_to": 7}, "reply_to"),
        ({"text": "a", "reply_to": "x" * 21}, "reply_to"),
        ({"text": "a", "display_name": "x" * 81}, "display_name"),
        ({"text": "a", "display_name": ["x"]}, "display_name"),
        ({"text": "a", "display_name": "\uff22irmingham Council"}, "display_name"),
        ({"text": "a", "display_name": "Pl\u0430nning 0fficer"}, "display_name"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_member_that_cannot_be_is_422_and_named(
    program: Program, body: dict[str, Any], field: str
) -> None:
    """24, 26, 34."""
    problem = program.refused(program.post(body), 422)
    assert [error["field"] for error in problem["errors"]] == [field]


COLUMNS = sorted(
    {column.name for model in (Comment, Person) for column in model.__table__.columns}
    - {"text", "kind", "stance", "display_name", "place_words"}
)


@pytest.mark.parametrize(
    "name", [*COLUMNS, "__proto__", "constructor", "is_admin", "role", "authority", "x" * 5_000]
)
def test_a_member_that_is_not_named_in_the_schema_is_422(program: Program, name: str) -> None:
    """12: mass assignment, with every column there is."""
    problem = program.refused(program.post({"text": "a", name: 1}), 422)
    assert len(problem["errors"]) == 1
    assert problem["errors"][0]["field"] == name[:40]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
)
def test_another_content_type_is_415(program: Program, kind: str) -> None:
    """15."""
    program.refused(program.send('{"text": "a"}', Content_Type=kind), 415)


def test_another_character_set_is_415(program: Program) -> None:
    answer = program.send('{"text": "a"}', Content_Type="application/json; charset=utf-16")
    program.refused(answer, 415)


def test_more_than_a_megabyte_is_413(program: Program) -> None:
    """26, 40."""
    program.refused(program.post({"text": "€" * 1_000_000}), 413)


def test_a_body_is_read_from_the_body_only(program: Program) -> None:
    program.refused(program.send("{}", f"{COMMENTS}?text=a"), 422)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_405(program: Program, method: str) -> None:
    answer = program.client.open(COMMENTS, method=method)
    program.refused(answer, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/consultations/no-such/comments",
        "/api/v1/consultations/%00/comments",
        "/api/v1/consultations/" + "x" * 5_000 + "/comments",
        "/api/v1/consultations/%ff%fe/comments",
        "/api/v1/consultations/9223372036854775808/comments",
    ],
)
def test_a_consultation_that_is_not_there_is_404(program: Program, path: str) -> None:
    program.refused(program.post({"text": "a"}, path), 404, 400)


@pytest.mark.parametrize("ref", ["NO-SUCH", "K7QD-3MXW", "\u202e", "' OR 1=1 --", "x" * 20])
def test_a_reply_to_what_is_not_there_is_404(program: Program, ref: str) -> None:
    """72."""
    program.refused(program.post({"text": "a", "reply_to": ref}), 404)


@pytest.mark.parametrize("code", ["", "x", "K7QD-3MXW-9TFH", "Ä" * 60, "' OR ''='"])
def test_a_code_that_nobody_has_is_refused(program: Program, code: str) -> None:
    program.refused(program.post({"tracking_code": code}, "/api/v1/follow"), 404, 422)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside),
    max_leaves=12,
)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "text": st.just("") | anything,
        "kind": st.sampled_from(["idea", "rant"]) | anything,
        "stance": st.sampled_from(["object", "for"]) | anything,
        "topics": st.lists(st.sampled_from(["design", "x"])) | anything,
        "place": anything,
        "place_words": anything,
        "reply_to": anything,
        "display_name": anything,
        "other": anything,
    },
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=bodies)
def test_no_body_at_all_makes_the_service_fail(program: Program, body: dict[str, object]) -> None:
    before = rows()
    body["unknown"] = 1  # so that none of them can be a good one
    answer = program.send(json.dumps(body))
    assert answer.status_code in {400, 422}, answer.get_data(as_text=True)
    assert rows() == before
