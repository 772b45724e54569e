"""The restriction table."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import Model, UTCDateTime, pk, text_enum


class RestrictionKind(StrEnum):
    """What is restricted; modules act on the kind, people read the wording."""

    NO_LABOUR = "no_labour"
    LIGHT_LABOUR = "light_labour"
    WARD_ONLY = "ward_only"
    ESCORT = "escort"
    KEEP_APART = "keep_apart"
    SEPARATED = "separated"
    """In the separate area, by a disciplinary decision (Decree 163/2026 art. 125.2)."""
    ISOLATION = "isolation"
    """In a zone or room of their own by medical order (Decree 163/2026 art. 66); never says why."""


class Restriction(Model):
    """Something a resident may not do for now. Lifted once, never otherwise changed."""

    __tablename__ = "restrictions"
    __table_args__ = (Index(None, "stay_id", "ends_on"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[RestrictionKind] = mapped_column(text_enum(RestrictionKind))
    public_wording: Mapped[str] = mapped_column(String(160))
    """What everyone may read; never a diagnosis."""
    private_reason: Mapped[str] = mapped_column(Text, default="")
    """For the module that set it only."""
    area: Mapped[str] = mapped_column(String(20))
    """The module that set it: ``medical``, ``security`` …"""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    """Last day it holds; None until lifted."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    lift_reason: Mapped[str] = mapped_column(String(200), default="")
