"""JSON is read as strictly as it can be stored."""

from __future__ import annotations

import json
import time

import pytest

from foundation.base.errors import Malformed
from foundation.base.strict_json import canonical, read_json

BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "cut off": b'{"text": "a',
    "cut off in an escape": b'{"text": "a\\',
    "two values": b"{} {}",
    "a comma too many": b'{"a": 1,}',
    "single quotes": b"{'a': 1}",
    "900 lists": b"[" * 900,
    "100,000 lists": b"[" * 100_000,
    "33 closed lists": b"[" * 33 + b"]" * 33,
    "100,000 objects": b'{"a":' * 100_000,
    "not a number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "1e400": b'{"a": 1e400}',
    "2^63": b'{"a": 9223372036854775808}',
    "-2^63-1": b'{"a": -9223372036854775809}',
    "5,000 digits": b'{"a": ' + b"9" * 5_000 + b"}",
    "5,000 decimals": b'{"a": 0.' + b"9" * 5_000 + b"}",
    "a lone surrogate": b'{"a": "\\ud800"}',
    "a lone surrogate as a name": b'{"\\udfff": 1}',
    "a lone surrogate twice": b'{"\\udfff": 1, "\\udfff": 2}',
    "NUL": b'{"a": "x\\u0000y"}',
    "a control character": b'{"a": "x\x01y"}',
    "a name twice": b'{"a": 1, "a": 1}',
    "a name twice, inside": b'[{"b": {"a": 1, "a": 2}}]',
    "invalid UTF-8": b'{"a": "\xff"}',
    "overlong UTF-8": b'{"a": "\xc0\xaf"}',
    "a surrogate as UTF-8": b'{"a": "\xed\xa0\x80"}',
    "byte order mark": b'\xef\xbb\xbf{"a": 1}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "UTF-16 without mark": '{"a": 1}'.encode("utf-16-le"),
    "UTF-32": '{"a": 1}'.encode("utf-32"),
}


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_stored_is_refused_at_once(sent: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(Malformed) as refused:
        read_json(sent)
    str(refused.value).encode()
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "value",
    [
        {"text": "ہمیں پارک چاہیے 🌳", "numbers": [0, -1, 1.5, 2**63 - 1, -(2**63)]},
        {"quotes": 'a "b" [[[[ \\ }}}', "nothing": None, "is": True},
        [[[[]]]],
        "x",
        None,
    ],
)
def test_what_can_be_stored_comes_through_unchanged(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


def test_brackets_inside_text_do_not_count_as_depth() -> None:
    assert read_json(json.dumps({"text": "[" * 50_000}).encode())


def test_many_quotes_are_read_in_linear_time() -> None:
    began = time.perf_counter()
    with pytest.raises(Malformed):
        read_json(b'{"a": "' + b'\\"' * 400_000)
    assert time.perf_counter() - began < 1


def test_the_order_of_names_does_not_change_what_is_digested() -> None:
    assert canonical({"a": 1, "b": [2]}) == canonical({"b": [2], "a": 1})
