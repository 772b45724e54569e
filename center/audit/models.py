"""The audit table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk


class AuditEntry(AppendOnly, Model):
    """One act, or one reading of something secret."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "stay_id", "id"),
        Index(None, "name", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "at"),
    )

    id: Mapped[int] = pk()
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the act was done, by the app's clock."""
    name: Mapped[str] = mapped_column(String(80))
    """``area:subject:action``."""
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    actor_name: Mapped[str] = mapped_column(String(120))
    """Name at that time: accounts are renamed, the record is not."""
    stay_id: Mapped[int | None]
    """The stay it concerns, if one. No foreign key: audit stands below the stays."""
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The event's own fields."""
    request_id: Mapped[str | None] = mapped_column(String(32))
