"""An application as Open Digital Planning JSON, with what people said about it.

Source: theopensystemslab/digital-planning-data-schemas v0.7.7: ``postSubmissionApplication`` and
``postSubmissionPublishedApplication``, whichever the recorded file was. The stored file has no
people in it who are nobody's business (``without_people``); where the schema asks for such a
member, it gets one that says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from consultation.rules.comments import Stance
from consultation.rules.exports import ExportedComment, cell

SENTIMENTS = {
    Stance.SUPPORT.value: "supportive",
    Stance.SUPPORT_WITH_CHANGES.value: "neutral",
    Stance.NEUTRAL.value: "neutral",
    Stance.OBJECT.value: "objection",
    None: "neutral",
}
"""Their three words for our four and none; the exact one is in the CSV."""

NOT_PUBLISHED = "Not published"
ADDRESS = ("line1", "town", "postcode")
CONTACTS = frozenset({"applicant", "agent"})


def odp_document(
    content: Mapping[str, Any],
    comments: Sequence[ExportedComment],
    team: str,
    generated_at: datetime,
) -> dict[str, Any]:
    """Return the application of *content* with *comments* of the public that begin a thread.

    Args:
        content: the latest version as it was recorded.
        comments: what everybody can read, in order.
        team: who deals with it; stands where the schema asks for an officer's name.
        generated_at: when the document is made.
    """
    document: dict[str, Any] = _with_empty_people(deepcopy(dict(content)))
    is_whole = any("url" in file for file in document.get("files", []))
    if is_whole and "submission" in document:
        document["submission"].setdefault("responses", [])
    document["metadata"] = {**document.get("metadata", {}), "generatedAt": cell(generated_at)}
    document.setdefault("data", {})["caseOfficer"] = {"name": team}
    others = {
        name: value
        for name, value in document.get("comments", {}).items()
        if name not in {"public", "specialist"}
    }
    document["comments"] = {**others, "public": _public(comments, is_whole=is_whole)}
    return document


def _public(comments: Sequence[ExportedComment], *, is_whole: bool) -> dict[str, Any]:
    said = [each for each in comments if each.reply_to is None and each.speaker == "public"]
    counted = Counter(SENTIMENTS[each.stance] for each in said)
    sentiment = {name: counted[name] for name in ("objection", "neutral", "supportive")}
    return {
        "summary": {"totalComments": len(said), "sentiment": sentiment},
        "comments": [_whole(each) if is_whole else _comment(each) for each in said],
    }


def _comment(comment: ExportedComment) -> dict[str, Any]:
    at = cell(comment.posted_at)
    return {
        "id": comment.ref,
        "sentiment": SENTIMENTS[comment.stance],
        "commentRedacted": comment.text,
        "author": {"name": {"singleLine": comment.name or NOT_PUBLISHED}},
        "metadata": {"submittedAt": at, "validatedAt": at, "publishedAt": at},
    }


def _whole(comment: ExportedComment) -> dict[str, Any]:
    """Return a comment with the members that only the unpublished form asks for."""
    said = _comment(comment)
    author = {**said["author"], "address": dict.fromkeys(ADDRESS, NOT_PUBLISHED)}
    return {**said, "comment": comment.text, "author": author}


def _with_empty_people(value: Any, inside: str = "") -> Any:  # noqa: ANN401  parsed JSON
    match value:
        case dict():
            kept = {name: _with_empty_people(each, name) for name, each in value.items()}
            if inside in CONTACTS:
                kept |= {"email": NOT_PUBLISHED, "phone": {"primary": NOT_PUBLISHED}}
            if inside == "applicant" and "agent" not in kept:
                kept.setdefault("siteContact", {"role": "applicant"})
            return kept
        case list():
            return [_with_empty_people(each) for each in value]
    return value
