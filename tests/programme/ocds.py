"""What the standard says of open contracting data: its own schema, and its own code lists."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask import Flask
from jsonschema import Draft4Validator, FormatChecker

from programme.rules.ocds.validating import faults_of, faults_of_releases
from tests.geo.data import open_data

HOME = ("procurement", "ocds_1.1_examples", "schema")
CODED = {
    "tag": "releaseTag",
    "roles": "partyRole",
    "documentType": "documentType",
    "awardCriteria": "awardCriteria",
    "procurementMethod": "method",
}
"""Member → the list that its codes come from; the status of a tender is looked at apart."""


def valid_tags(app: Flask, slug: str) -> list[str]:
    """Return the tags of a public challenge's releases, once package and record are valid."""
    client = app.test_client()
    package, record = (
        client.get(f"/api/v1/ocds/{slug}/{name}.json").get_json() for name in ("releases", "record")
    )
    assert wrong_by_the_standard(package, record) == []
    return [tag for each in package["releases"] for tag in each["tag"]]


def wrong_by_the_standard(package: dict[str, Any], record: dict[str, Any]) -> list[str]:
    """Return what schema, code lists and our own validator find in a package and its record.

    Skips the test where the open data is not beside the checkout.
    """
    (held,) = record["records"]
    releases = [*package["releases"], *held["releases"], held["compiledRelease"]]
    found = [error.message for each in releases for error in _schema().iter_errors(each)]
    found += [
        f"{member}: {code}"
        for each in releases
        for member, code in _codes(each)
        if code not in _listed(CODED[member])
    ]
    states = {each["tender"]["status"] for each in releases if "status" in each.get("tender", {})}
    found += sorted(states - _listed("tenderStatus"))
    ours = (*faults_of(package), *faults_of_releases(held["releases"]))
    return found + [f"{each.path}: {each.wrong}" for each in ours]


def _codes(held: object) -> Iterator[tuple[str, str]]:
    if isinstance(held, list):
        for each in held:
            yield from _codes(each)
    if isinstance(held, dict):
        for name, value in held.items():
            if name in CODED:
                yield from ((name, code) for code in ([value] if isinstance(value, str) else value))
            yield from _codes(value)


@cache
def _schema() -> Draft4Validator:
    schema = json.loads(open_data(*HOME, "release-schema.json").read_text("utf-8"))
    return Draft4Validator(schema, format_checker=FormatChecker())


@cache
def _listed(name: str) -> frozenset[str]:
    with open_data(*HOME, "codelists", f"{name}.csv").open(encoding="utf-8") as held:
        return frozenset(row["Code"] for row in csv.DictReader(held))
