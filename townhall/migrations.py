"""What Alembic has to know about two spatial databases."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from geoalchemy2 import alembic_helpers
from sqlalchemy import Engine, MetaData
from sqlalchemy.sql.schema import SchemaItem

from consultation.models import (
    answers,
    applicants,
    applications,
    comments,
    consultations,
    following,
    issues,
    map,
    offers,
    places,
    points,
    representations,
    search,
    takes,
    unsent,
)
from consultation.models.reach import answers as reach_answers
from consultation.models.reach import asked, benchmarks, releases
from foundation.accounts.models import authorities, contacts, correspondents, people, tokens
from foundation.base import audit, eventlog, files, idempotency, outgoing
from foundation.base.db import Instant
from foundation.base.fulltext import INDEX
from geo.models import postcodes, wards
from programme.models import (
    assessors,
    blinding,
    briefs,
    challenges,
    clarifications,
    conflicts,
    departments,
    evaluations,
    firms,
    forks,
    gates,
    ideas,
    kept_releases,
    kpis,
    marks,
    matches,
    moderation,
    pack_seals,
    pathways,
    programmes,
    rounds,
    submissions,
)
from questions.models import answers as given_answers
from questions.models import forms as question_forms
from townhall.migrating import PATIENCE, one_at_a_time

MODELS = (
    *(audit, authorities, contacts, correspondents, eventlog, files, idempotency),
    *(outgoing, people, tokens),
    *(postcodes, wards),
    *(given_answers, question_forms),
    *(answers, applicants, applications, comments, consultations, following),
    *(issues, map, offers, places, points, representations, search, takes, unsent),
    *(asked, benchmarks, reach_answers, releases),
    *(evaluations, firms, forks, kept_releases, kpis, pack_seals, matches, submissions),
    *(assessors, blinding, conflicts, marks, moderation, rounds),
    *(briefs, challenges, clarifications, departments, gates, ideas, pathways, programmes),
)
"""Every module with tables; the metadata is whole only once all are imported."""

SPATIALITE_TABLES = frozenset(
    {
        "KNN",
        "KNN2",
        "ElementaryGeometries",
        "SpatialIndex",
        "data_licenses",
        "spatialite_history",
        "sql_statements_log",
    }
)


def is_ours(
    thing: SchemaItem,
    name: str | None,
    kind: str,
    reflected: bool,  # noqa: FBT001  Alembic calls it so
    compare_to: SchemaItem | None,
) -> bool:
    """Tell whether a table is ours; SpatiaLite and PostGIS keep their own beside.

    Full-text indexes are ours too, but no model knows them.
    """
    if reflected and (name or "").startswith(INDEX):
        return False
    is_theirs = name in SPATIALITE_TABLES or (name or "").startswith(("idx_", "rtree_"))
    if kind == "table" and reflected and compare_to is None and is_theirs:
        return False
    return bool(alembic_helpers.include_object(thing, name, kind, reflected, compare_to))


def written(kind: str, thing: object, context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones they are to a database."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    rendered: str | Literal[False] = alembic_helpers.render_item(kind, thing, context)
    return rendered


SPATIAL: dict[str, Any] = {
    "compare_type": True,
    "render_as_batch": False,
    "include_object": is_ours,
    "render_item": written,
    "process_revision_directives": alembic_helpers.writer,
}


def migrate(
    context: ModuleType, engine: Engine, metadata: MetaData, options: dict[str, Any]
) -> None:
    """Run the migrations of one store, alone, each in a transaction of its own."""
    if context.is_offline_mode():
        context.configure(url=engine.url, target_metadata=metadata, literal_binds=True, **options)
        with context.begin_transaction():
            if engine.dialect.name == "postgresql":
                context.execute(PATIENCE)
            context.run_migrations()
        return
    with engine.connect() as connection, one_at_a_time(connection):
        context.configure(
            connection=connection,
            target_metadata=metadata,
            transaction_per_migration=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
