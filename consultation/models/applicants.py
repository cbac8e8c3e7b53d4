"""Who speaks for an applicant, and in which consultations."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class ConsultationApplicant(Model):
    """One person who may answer as the applicant in one consultation."""

    __tablename__ = "consultation_applicant"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
