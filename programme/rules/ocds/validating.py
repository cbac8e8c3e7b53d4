"""Find what is wrong in open contracting data: members, codes, date-times, ids, references.

Source: programme-field.md §3.1. Deeper than the schema: ids are unique in their list, what is
referred to is there, a process keeps its id, periods run forwards, and money has a currency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from programme.rules.ocds.shapes import CODES, OBJECTS

PLACEHOLDER = "ocds-xxxxxx"
"""The prefix of who has not asked the helpdesk of the standard for one yet."""

_DATE_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.ASCII)
_COUNTRY, _CURRENCY = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}")
_OCID = re.compile(r"ocds-[a-z0-9]{6}-\S+", re.ASCII)


class Wrong(StrEnum):
    """What can be wrong at one place."""

    MISSING = "missing"
    TYPE = "type"
    EMPTY = "empty"
    CODE = "code"
    DATE = "date"
    URI = "uri"
    OCID = "ocid"
    OCID_CHANGED = "ocid_changed"
    REPEATED = "repeated"
    UNKNOWN_AWARD = "unknown_award"
    UNKNOWN_PARTY = "unknown_party"
    NO_CURRENCY = "no_currency"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: ``releases/0/tender/status``."""

    path: str
    wrong: Wrong


def faults_of(package: object) -> tuple[Fault, ...]:
    """Return everything that is wrong in a release package, in the order of its members."""
    found = list(_object(package, "Package", ""))
    if isinstance(package, Mapping) and isinstance(package.get("releases"), list):
        found += _across(package["releases"])
    return tuple(found)


def faults_of_releases(releases: object) -> tuple[Fault, ...]:
    """Return everything that is wrong in releases that stand outside a package."""
    if not isinstance(releases, list):
        return (Fault("releases", Wrong.TYPE),)
    return (*_list(releases, "Release", "releases"), *_across(releases))


@cache
def _members(name: str) -> tuple[tuple[str, bool, str], ...]:
    """Return name, whether it has to be there, and type of each member of an object."""
    split = (word.partition(":") for word in OBJECTS[name].split())
    return tuple((each[0].rstrip("*"), each[0].endswith("*"), each[2]) for each in split)


def _object(value: object, name: str, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault(path or "/", Wrong.TYPE)
        return
    for member, needed, kind in _members(name):
        here = f"{path}/{member}".lstrip("/")
        if value.get(member) is None:
            if needed or member in value:
                yield Fault(here, Wrong.MISSING)
        else:
            yield from _value(value[member], kind, here)
            if needed and value[member] in ("", []):
                yield Fault(here, Wrong.EMPTY)
    if name == "Value" and "amount" in value and not value.get("currency"):
        yield Fault(f"{path}/currency", Wrong.NO_CURRENCY)
    if name == "Period" and _is_backwards(value):
        yield Fault(path, Wrong.BACKWARDS)


def _value(value: Any, kind: str, path: str) -> Iterator[Fault]:  # noqa: ANN401  whatever was sent
    if kind.startswith("["):
        yield from _list(value, kind[1:-1], path)
    elif kind in OBJECTS:
        yield from _object(value, kind, path)
    elif kind.startswith("#"):
        yield from _code(value, kind[1:], path)
    elif (wrong := _plain(value, kind)) is not None:
        yield Fault(path, wrong)


def _list(value: object, kind: str, path: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, Wrong.TYPE)
        return
    for place, each in enumerate(value):
        yield from _value(each, "" if kind == "str" else kind, f"{path}/{place}")
    ids = [str(each["id"]) for each in value if isinstance(each, Mapping) and "id" in each]
    if kind != "Release" and len(ids) != len(set(ids)):
        yield Fault(path, Wrong.REPEATED)


def _code(value: object, name: str, path: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(path, Wrong.TYPE)
    elif name in CODES:
        if value not in CODES[name].split():
            yield Fault(path, Wrong.CODE)
    elif not (_COUNTRY if name == "country" else _CURRENCY).fullmatch(value):
        yield Fault(path, Wrong.CODE)


def _plain(value: object, kind: str) -> Wrong | None:
    if kind in _KINDS:
        return None if _KINDS[kind](value) else Wrong.TYPE
    if not isinstance(value, str):
        return Wrong.TYPE
    if kind == "date" and not _instant(value):
        return Wrong.DATE
    return Wrong.URI if kind == "uri" and not _URI.fullmatch(value) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_KINDS: dict[str, Callable[[Any], bool]] = {
    "num": _is_number,
    "int": lambda value: _is_number(value) and value == int(value),
    "bool": lambda value: isinstance(value, bool),
    "id": lambda value: isinstance(value, str | int) and not isinstance(value, bool),
    "obj": lambda value: isinstance(value, Mapping),
    "any": lambda _value: True,
}


def _instant(value: object) -> datetime | None:
    """Return a full date-time as an instant, or None."""
    if not isinstance(value, str) or not _DATE_TIME.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError:
        return None


def _is_backwards(period: Mapping[str, object]) -> bool:
    start, end = _instant(period.get("startDate")), _instant(period.get("endDate"))
    return start is not None and end is not None and end < start


def _across(releases: list[Any]) -> Iterator[Fault]:
    """Find what is wrong between the parts of a release, and between releases."""
    seen: set[tuple[str, str]] = set()
    for place, release in enumerate(releases):
        if not isinstance(release, Mapping):
            continue
        path = f"releases/{place}"
        ocid, own = str(release.get("ocid")), str(release.get("id"))
        if "ocid" in release and not _OCID.fullmatch(ocid):
            yield Fault(f"{path}/ocid", Wrong.OCID)
        if (ocid, own) in seen:
            yield Fault(f"{path}/id", Wrong.REPEATED)
        seen.add((ocid, own))
        yield from _references(release, path)


def faults_between(releases: list[dict[str, Any]]) -> tuple[Fault, ...]:
    """Return where the releases of one process do not have the same id of it."""
    return tuple(
        Fault(f"releases/{place}/ocid", Wrong.OCID_CHANGED)
        for place, release in enumerate(releases)
        if release.get("ocid") != releases[0].get("ocid")
    )


def _references(release: Mapping[str, Any], path: str) -> Iterator[Fault]:
    parties = {str(each.get("id")) for each in _objects(release.get("parties"))}
    awards = {str(each.get("id")) for each in _objects(release.get("awards"))}
    tender = release.get("tender")
    named = [(f"{path}/buyer", release.get("buyer"))]
    if isinstance(tender, Mapping):
        named.append((f"{path}/tender/procuringEntity", tender.get("procuringEntity")))
        named += [
            (f"{path}/tender/tenderers/{place}", each)
            for place, each in enumerate(_objects(tender.get("tenderers")))
        ]
    for number, award in enumerate(_objects(release.get("awards"))):
        named += [
            (f"{path}/awards/{number}/suppliers/{place}", each)
            for place, each in enumerate(_objects(award.get("suppliers")))
        ]
    for where, party in named:
        if isinstance(party, Mapping) and "id" in party and str(party["id"]) not in parties:
            yield Fault(where, Wrong.UNKNOWN_PARTY)
    for place, contract in enumerate(_objects(release.get("contracts"))):
        if awards and "awardID" in contract and str(contract["awardID"]) not in awards:
            yield Fault(f"{path}/contracts/{place}/awardID", Wrong.UNKNOWN_AWARD)


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
