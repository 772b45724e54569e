"""Tables of the end of a stay."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class AftercareNeed(StrEnum):
    """What a returnee needs, in the words a commune can act on (PLANS.md: Yên Sơn IV.5)."""

    ID_CARD = "id_card"
    RESIDENCE = "residence"
    JUDICIAL_RECORD = "judicial_record"
    LOAN = "loan"
    TRAINING = "training"
    JOB = "job"
    HEALTH = "health"
    HOUSING = "housing"
    SCHOOL = "school"
    SOCIAL_PROTECTION = "social_protection"
    """A place in social protection: no stable residence and unable to work, or under 18 without one (163 art. 124)."""


class AftercarePlan(AppendOnly, Model):
    """Where the person will live and what they need; the newest row of a stay counts (form 19)."""

    __tablename__ = "aftercare_plans"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    address_text: Mapped[str] = mapped_column(String(300))
    commune_id: Mapped[int] = mapped_column(ForeignKey("communes.id"))
    lives_with: Mapped[str] = mapped_column(String(160), default="")
    work_plan: Mapped[str] = mapped_column(Text, default="")
    health_advice: Mapped[str] = mapped_column(Text, default="")
    """Public wording only."""
    needs: Mapped[list[Any]] = mapped_column(JSON)
    """Codes of ``AftercareNeed``."""
    needs_note: Mapped[str] = mapped_column(Text, default="")
    evaluation: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Goals I–IV of the rehabilitation plan → ``good`` | ``reached`` | ``not_reached`` (form 18 part V.1)."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class Addressee(StrEnum):
    """Who is told of the end of a term (Decree 163/2026 arts 97, 123; Decree 116/2021 arts 38.2, 62)."""

    COMMUNE_POLICE = "commune_police"
    COURT = "court"
    FAMILY = "family"
    BEARER = "bearer"
    """The person the completion paper is about."""


class EndPaper(AppendOnly, Model):
    """A paper that told somebody the last day of the term; when that day moves, the paper is out of date."""

    __tablename__ = "end_papers"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    addressee: Mapped[Addressee] = mapped_column(text_enum(Addressee))
    addressee_name: Mapped[str] = mapped_column(String(200))
    """As printed after "Kính gửi"; the person's own name on a completion paper."""
    last_day: Mapped[date]
    """Last day of the term as the paper states it."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Packet(AppendOnly, Model):
    """A handover packet that was built (hồ sơ bàn giao); the newest of a stay counts."""

    __tablename__ = "packets"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    missing: Mapped[list[Any]] = mapped_column(JSON)
    """Codes of what was still missing when it was built."""
    built_at: Mapped[datetime] = mapped_column(UTCDateTime)
    built_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
