"""The badge tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class BadgeEnd(StrEnum):
    """Why a badge lost its force."""

    LOST = "lost"
    DAMAGED = "damaged"
    CHANGED = "changed"
    """Name or portrait changed."""
    STAY_ENDED = "stay_ended"
    OTHER = "other"


class Badge(Model):
    """A card with a QR of ``token`` and nothing else about the person. Revoked once, never re-used."""

    __tablename__ = "badges"
    __table_args__ = (
        Index(None, "stay_id"),
        Index(None, "revoke_kind", "revoked_at"),
        Index(
            "uq_badges_stay_valid",
            "stay_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoke_kind: Mapped[BadgeEnd | None] = mapped_column(text_enum(BadgeEnd))
    """None while in force, and for badges revoked before kinds were kept."""
    revoke_reason: Mapped[str] = mapped_column(String(200), default="")


class BadgeFinding(AppendOnly, Model):
    """A lost badge that came to light again. It stays without force: somebody may have copied it."""

    __tablename__ = "badge_findings"

    id: Mapped[int] = pk()
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"), unique=True)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str] = mapped_column(String(160))
    handed_in_by: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class BadgePrint(AppendOnly, Model):
    """That the card of a badge was made ready to print."""

    __tablename__ = "badge_prints"
    __table_args__ = (Index(None, "badge_id", "id"),)

    id: Mapped[int] = pk()
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"))
    printed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    printed_by_name: Mapped[str] = mapped_column(String(120))
