"""Read what a program sends: JSON only, and only what its schema names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import request
from jsonschema import Draft202012Validator, ValidationError

from foundation.base.errors import Invalid, Malformed, WrongType
from foundation.base.numbers import whole_number
from foundation.base.strict_json import read_json

Schema = Mapping[str, Any]

MOST_ERRORS = 20
SHOWN = 40
WORD = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

KINDS = {"string": "text", "array": "a list", "object": "an object", "integer": "a whole number"}


def json_body(schema: Schema) -> dict[str, Any]:
    """Return the body of this request, which *schema* describes.

    Raises:
        WrongType: the content type is not JSON.
        Malformed: it is not JSON that can be stored, or not an object.
        Invalid: with a sentence for each member that is missing, unknown or wrong.
    """
    if request.mimetype != "application/json":
        raise WrongType("Send the body as application/json.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise WrongType("Send the body in UTF-8.")
    body = read_json(request.get_data(cache=False))
    if not isinstance(body, dict):
        raise Malformed("Send a JSON object, as in {}.")
    check(body, schema)
    return body


def check(body: dict[str, Any], schema: Schema) -> None:
    """Compare *body* with *schema*.

    Raises:
        Invalid: with a sentence for each member that is missing, unknown or wrong.
    """
    fields: dict[str, str] = {}
    for wrong in Draft202012Validator(schema).iter_errors(body):
        for name, sentence in _sentences(wrong, schema):
            fields.setdefault(name, sentence)
        if len(fields) >= MOST_ERRORS:
            break
    if fields:
        name, sentence = next(iter(fields.items()))
        raise Invalid(f"{name}: {sentence}", fields=fields)


def _sentences(wrong: ValidationError, schema: Schema) -> Iterable[tuple[str, str]]:
    name = ".".join(str(part) for part in wrong.absolute_path)
    sent: Any = wrong.instance
    bound: Any = wrong.validator_value
    match wrong.validator:
        case "additionalProperties":
            for unknown in sorted(sent.keys() - schema["properties"].keys()):
                yield unknown[:SHOWN], "There is no such member."
        case "required":
            for needed in bound:
                if needed not in sent:
                    yield needed, "This is missing."
        case str(rule) if rule in SENTENCES:
            yield name, SENTENCES[rule](sent, bound)
        case rule:
            yield name, f"This does not keep to {rule} in the schema."


def _kind(_sent: Any, wanted: Any) -> str:  # noqa: ANN401  whatever JSON can hold
    kinds = [wanted] if isinstance(wanted, str) else [each for each in wanted if each != "null"]
    return f"Send {' or '.join(KINDS.get(kind, kind) for kind in kinds)}."


def _size(sent: Any, bound: Any) -> str:  # noqa: ANN401  whatever JSON can hold
    unit = "members" if isinstance(sent, list) else "characters"
    limit = "at most" if len(sent) > bound else "at least"
    return f"This has {len(sent):,} {unit}; it needs {limit} {bound:,}."


SENTENCES: dict[str, Callable[[Any, Any], str]] = {
    "type": _kind,
    "enum": lambda _sent, known: f"Choose one of {', '.join(map(str, known))}.",
    "maxLength": _size,
    "minLength": _size,
    "maxItems": _size,
    "minItems": _size,
    "uniqueItems": lambda _sent, _bound: "The same value is there twice.",
    "pattern": lambda _sent, _bound: "This is not written as it should be.",
}


def query_text(known: Iterable[str]) -> dict[str, str]:
    """Return what the address asks for after its question mark; empty values are left out.

    Raises:
        Malformed: a name that is not among *known*, or one that is there twice.
    """
    names = frozenset(known)
    fields = {}
    for name, values in request.args.lists():
        if name not in names:
            fields[name[:SHOWN]] = f"Ask for {', '.join(sorted(names))}."
        elif len(values) > 1:
            fields[name] = "This is there twice."
    if fields:
        raise Malformed("The address asks for something that is not here.", fields=fields)
    return {name: value for name, value in request.args.items() if value}


def number_asked(value: str | None, name: str, *, default: int, most: int) -> int:
    """Return a number from 1 to *most* out of an address.

    Raises:
        Malformed: it is something else.
    """
    if value is None:
        return default
    number = whole_number(value, len(str(most)))
    if number is None or not 1 <= number <= most:
        wanted = f"{name} is a whole number from 1 to {most}."
        raise Malformed(wanted, fields={name: wanted})
    return number
