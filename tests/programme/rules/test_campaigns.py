"""Addresses of a campaign are read line by line; what is none is named."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.base.errors import Invalid
from programme.rules.campaigns import (
    MOST_LINES,
    CampaignDraft,
    Channel,
    Contact,
    checked_campaign,
    contacts_in,
)
from programme.rules.firms import FirmSize


def test_an_address_counts_once_and_may_have_a_size() -> None:
    found = contacts_in("One@Firm.example, small\n\nother@firm.example\none@firm.example\n")
    assert found == (
        Contact("one@firm.example", FirmSize.SMALL),
        Contact("other@firm.example", FirmSize.UNKNOWN),
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "Write one address a line."),
        ("a@firm.example\nnobody", "Line 2"),
        ("a@firm.example, gigantic", "Line 1"),
        ("a@firm.example\n" * (MOST_LINES + 1), f"{MOST_LINES:,}"),
    ],
    ids=["nothing", "no address", "no size", "too many"],
)
def test_what_cannot_be_read_is_named(text: str, named: str) -> None:
    with pytest.raises(Invalid) as refused:
        contacts_in(text)
    assert named in str(refused.value.fields["contacts"])


def test_a_campaign_needs_a_way_that_somebody_chooses() -> None:
    first = date(2026, 3, 2)
    with pytest.raises(Invalid) as refused:
        checked_campaign(CampaignDraft("", Channel.OWN, " ", None, None))
    assert set(refused.value.fields) == {"title", "channel", "run_by", "starts_on"}
    with pytest.raises(Invalid) as refused:
        checked_campaign(CampaignDraft("A", Channel.EMAIL, "B", first, date(2026, 3, 1)))
    assert set(refused.value.fields) == {"ends_on"}
