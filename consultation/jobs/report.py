"""Make the papers of reports beside the requests: each takes some seconds of a processor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.report import keep_paper
from consultation.queries.report import WaitingPaper, waiting_papers
from foundation.base.actor import Actor
from foundation.base.files import Store
from foundation.base.work import work

log = logging.getLogger(__name__)

Make = Callable[[WaitingPaper], bytes]
"""Makes a paper; pages know how to."""


def make_papers(session: Session, store: Store, make: Make, now: datetime) -> int:
    """Make every paper that somebody waits for, one commit each; return how many were tried.

    One that cannot be made says so on its page, and holds up no other.
    """
    waiting = waiting_papers(session)
    for paper in waiting:
        content = None
        try:
            content = make(paper)
        except Exception:
            log.exception("paper %s could not be made", paper.id)
        with work(session, Actor(paper.authority_id), now) as unit:
            keep_paper(unit, paper.id, store, content, paper.file_name)
    return len(waiting)
