"""Bodies of requests that are spoiled: forms, JSON, files, and what is none of these."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from urllib.parse import quote_plus

from tests.foundation.test_strict_json import BROKEN
from tests.malformed.corpus import PLACES
from tests.malformed.drawn import as_json

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
MEMBERS = (
    *("text", "kind", "stance", "topics", "place", "place_words", "reply_to", "display_name"),
    *("tracking_code", "status", "id", "authority_id", "__proto__", "moderation"),
)
HONEST = {"text": "More trees.", "kind": "idea", "stance": "support", "topics": ["design"]}
BOUNDARY = "zzzBOUNDARYzzz"

Pairs = Sequence[tuple[str, str]]


def form(pairs: Pairs) -> tuple[str, bytes]:
    """Return a form as a browser sends it, whatever its fields hold."""
    said = "&".join(f"{_plus(name)}={_plus(value)}" for name, value in pairs)
    return FORM, said.encode()


def spoiled_json(
    chance: random.Random, values: Sequence[object], word: Callable[[], str]
) -> tuple[str, bytes]:
    """Return an object with members that are wrong, or a value that is no object."""
    dice = chance.random()
    if dice < 0.1:
        return JSON, chance.choice(list(BROKEN.values()))
    if dice < 0.2:
        return JSON, as_json(chance.choice(values), chance)
    if dice < 0.3:
        return JSON, b'{"text": "Trees.", "place": ' + chance.choice(PLACES).encode() + b"}"
    body: dict[str, object] = dict(HONEST)
    for name in chance.sample(MEMBERS, chance.randint(1, 3)):
        body[name] = chance.choice(values) if chance.random() < 0.5 else word()
    return JSON, as_json(body, chance)


def multipart(
    chance: random.Random, pairs: Pairs, files: Sequence[tuple[str, str, str, bytes]]
) -> tuple[str, bytes]:
    """Return a form with files (field, name, content type, content), now and then cut off."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode(
            "utf-8", "surrogatepass"
        )
        + value.encode("utf-8", "surrogatepass")
        for name, value in pairs
    ]
    parts += [
        (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            f'name="{field}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
        ).encode("utf-8", "surrogatepass")
        + content
        for field, name, kind, content in files
    ]
    chance.shuffle(parts)
    whole = b"\r\n".join(parts) + f"\r\n--{BOUNDARY}--\r\n".encode()
    if chance.random() < 0.1:
        whole = whole[: chance.randrange(len(whole))]
    return f"multipart/form-data; boundary={BOUNDARY}", whole


def garbage(chance: random.Random) -> tuple[str, bytes]:
    """Return a body that is not what its type says."""
    kind = chance.choice((FORM, JSON, "", f"multipart/form-data; boundary={BOUNDARY}", "text/xml"))
    body = chance.choice(
        (
            chance.randbytes(300),
            b"&" * 1_500,
            b"=&=&;;%zz%&%u0041=%",
            b"a=1&" * 1_200,
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
            f"--{BOUNDARY}\r\n".encode() * 1_100,
            f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{BOUNDARY}--".encode(),
            *BROKEN.values(),
        )
    )
    return kind, body


def _plus(text: str) -> str:
    return quote_plus(text, errors="surrogatepass")
