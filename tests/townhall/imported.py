"""A file of responses that a town has handed in and tried."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import current_app

from consultation.commands.imports import Upload, try_import, upload_responses
from consultation.rules.import_rows import Reading, RefusedRow
from consultation.rules.imports import Column, Means, Tool
from foundation.base.files import FolderStore
from foundation.base.work import Work


def an_import(unit: Work, consultation_id: UUID, mark: str) -> UUID:
    store = cast(FolderStore, current_app.extensions["files"])
    columns = (Column(f"Comment of {mark}", Means.TEXT),)
    content = f"Comment of {mark}\nA bench, says {mark}.\n,\n".encode()
    upload = Upload(f"{mark}.csv", content, Tool.CSV, columns, unit.now.date())
    made = upload_responses(unit, consultation_id, store, upload)
    unit.session.flush()
    refused = RefusedRow(3, f"Comment of {mark}", f"{mark} wrote nothing.")
    try_import(unit, made, columns, unit.now.date(), Reading((), (refused,)), 0)
    return made
