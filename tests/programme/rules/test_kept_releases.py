"""What is out never changes, and another tool compiles our releases to what we compile."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocdsmerge import Merger
from ocdsmerge.rules import get_merge_rules

from foundation.base.errors import Conflict
from programme.rules.ocds.compiling import compiled
from programme.rules.ocds.keeping import added_to, check_same_process, digest_of, those_out
from programme.rules.ocds.releases import Process, releases_of
from programme.rules.ocds.validating import faults_between, faults_of_releases
from programme.rules.steps import Step
from tests.clock import NOW
from tests.geo.data import open_data
from tests.programme.rules.test_ocds import CANCELLED, STOPPED, WHOLE

RULES: dict[tuple[str, ...], str] = {
    ("id",): "omitWhenMerged",
    ("date",): "omitWhenMerged",
    ("tag",): "omitWhenMerged",
    ("links",): "omitWhenMerged",
    ("parties", "roles"): "wholeListMerge",
    ("tender", "submissionMethod"): "wholeListMerge",
}
"""What the standard's schema says of members that our releases have."""

ALL = (WHOLE, STOPPED, CANCELLED)
NAMES = ("whole", "stopped", "cut")


def merged(releases: list[dict[str, Any]], rules: Any = RULES) -> Any:
    return Merger(merge_rules=rules).create_compiled_release(json.loads(json.dumps(releases)))


@pytest.mark.parametrize("process", ALL, ids=NAMES)
def test_the_standard_s_own_tool_compiles_every_beginning_as_we_do(process: Process) -> None:
    releases = releases_of(process)
    for many in range(1, len(releases) + 1):
        assert merged(releases[:many]) == compiled(releases[:many])


def test_our_table_of_merging_is_the_standard_s() -> None:
    path = open_data("procurement", "ocds_1.1_examples", "schema", "release-schema.json")
    rules = get_merge_rules(json.loads(path.read_text(encoding="utf-8")))
    assert RULES.items() <= rules.items()
    releases = releases_of(WHOLE)
    assert merged(releases, rules) == compiled(releases)


def test_what_is_kept_stays_and_only_news_is_added() -> None:
    before = replace(WHOLE, gates=WHOLE.gates[:3], steps=())
    kept = added_to([], releases_of(before))
    after = releases_of(replace(WHOLE, title="Renamed", budget_p=1))
    added = added_to(kept, after)
    assert [each["tag"][0] for each in kept] == ["planning", "planningUpdate", "planningUpdate"]
    assert [each["id"][-3:] for each in (*kept, *added)] == [f"{n:03}" for n in range(1, 11)]
    assert kept[0]["tender"]["title"] == WHOLE.title
    assert added[0]["tender"]["title"] == "Renamed"
    assert faults_of_releases([*kept, *added]) == ()
    assert added_to([*kept, *added], after) == []
    assert merged([*kept, *added]) == compiled([*kept, *added])


def test_what_is_entered_late_comes_behind_and_takes_no_number_of_another() -> None:
    kept = added_to([], releases_of(replace(WHOLE, steps=WHOLE.steps[3:])))
    (tender, award) = added_to(kept, releases_of(WHOLE))
    assert (tender["tag"], award["tag"]) == (["tender"], ["award"])
    assert tender["id"].endswith(f"-{len(kept) + 1:03}")


def test_another_id_of_the_process_is_refused_and_a_placeholder_is_none() -> None:
    held = added_to([], releases_of(WHOLE))
    real = releases_of(replace(WHOLE, prefix="ocds-a1b2c3"))
    other = releases_of(replace(WHOLE, prefix="ocds-d4e5f6"))
    assert those_out(held, real) == []
    assert those_out(held, releases_of(WHOLE)) == held
    for kept, made in ((real, other), (real, releases_of(WHOLE))):
        assert those_out(kept, made) == kept
        with pytest.raises(Conflict, match="has changed"):
            check_same_process(kept, made)
        assert faults_between([*kept, *made])
    check_same_process(real, real)


@given(st.lists(st.integers(0, 9), max_size=6))
def test_however_often_it_is_kept_each_step_is_kept_once(moments: list[int]) -> None:
    kept: list[dict[str, Any]] = []
    for at in [*moments, 9]:
        until = NOW + timedelta(days=at * 12)
        process = replace(
            WHOLE,
            gates=tuple(each for each in WHOLE.gates if each[1] <= until),
            steps=tuple(each for each in WHOLE.steps if each[1] <= until.date()),
        )
        digests = [digest_of(each) for each in kept]
        kept += added_to(kept, releases_of(process))
        assert [digest_of(each) for each in kept[: len(digests)]] == digests
    assert len({each["id"] for each in kept}) == len(kept) == len(releases_of(WHOLE))
    assert Step.TENDER in dict(WHOLE.steps)
