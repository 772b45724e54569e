"""Tables of clothing and kit handed out."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk


class KitSize(AppendOnly, Model):
    """The sizes of a resident from a day on; the newest row holds."""

    __tablename__ = "kit_sizes"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    clothes: Mapped[str] = mapped_column(String(10), default="")
    shoes: Mapped[str] = mapped_column(String(10), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class KitIssue(AppendOnly, Model):
    """Things handed out to one resident at one time. A correction is a whole new issue that amends it."""

    __tablename__ = "kit_issues"
    __table_args__ = (
        UniqueConstraint("batch_key", "stay_id"),
        CheckConstraint("received_by <> ''", "receiver_named"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
        Index(None, "stay_id", "issued_on"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    issued_on: Mapped[date]
    received_by: Mapped[str] = mapped_column(String(120))
    """Who signed the sheet: the resident, or somebody who received it in the resident's place."""
    note: Mapped[str] = mapped_column(String(200), default="")
    batch_key: Mapped[str | None] = mapped_column(String(36))
    """Id of the form it came by; the same for everybody of a batch, so that a form sent twice is one act."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("kit_issues.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    lines: Mapped[list[KitLine]] = relationship(order_by="KitLine.id", lazy="raise", back_populates="issue")


class KitLine(AppendOnly, Model):
    """One kind of thing of an issue."""

    __tablename__ = "kit_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", "quantity_positive"),
        CheckConstraint("value_vnd IS NULL OR value_vnd >= 0", "value_positive"),
        Index(None, "issue_id"),
    )

    id: Mapped[int] = pk()
    issue_id: Mapped[int] = mapped_column(ForeignKey("kit_issues.id"))
    code: Mapped[str] = mapped_column(String(40))
    """What it is (``labels.KIT``)."""
    quantity: Mapped[int]
    """In the unit of the code: pieces, sets, grams, millilitres."""
    size: Mapped[str] = mapped_column(String(10), default="")
    value_vnd: Mapped[int | None] = mapped_column(BigInteger)
    """What it cost in đồng: under the money norm before 2026-07-01, and for women's hygiene."""
    over_reason: Mapped[str] = mapped_column(String(200), default="")
    """Why more than the norm was handed out."""

    issue: Mapped[KitIssue] = relationship(back_populates="lines", lazy="raise")
