"""The one SQLAlchemy handle, the base all models share, and the column types of the house."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID, uuid4

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Enum, Integer, MetaData, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

REACH = "reach"
"""Bind key of the store that holds answers about people, and nothing else."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; a naive datetime is refused on the way in and never comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive value its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Gives every constraint a predictable name, so migrations can drop it."""

    registry: ClassVar[registry] = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Instant(), UUID: Uuid()},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

Counting = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database hands out; SQLite counts only in INTEGER."""


def key() -> Mapped[UUID]:
    """Return a primary key column that needs no database to make its value."""
    return mapped_column(primary_key=True, default=uuid4)


def one_of(values: type[StrEnum], name: str | None = None) -> Enum:
    """Return a text column type that holds exactly the values of an enum.

    Where a table has two columns with the same enum, each constraint needs a *name* of its own.
    """
    return Enum(
        values,
        name=f"{name or values.__name__.lower()}_known",
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
