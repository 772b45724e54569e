"""The acts of merging."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.person.models import Resident


class MergeStep(StrEnum):
    """A step on the way of one merging; the first comes alone, each other one once."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    UNDONE = "undone"


class PersonMergeAct(AppendOnly, Model):
    """One step: somebody proposed to make two files one, confirmed it, refused it, or took it back."""

    __tablename__ = "person_merge_acts"
    __table_args__ = (
        UniqueConstraint("proposal_id", "step"),
        Index(None, "kept_id"),
        Index(None, "merged_id"),
    )

    id: Mapped[int] = pk()
    step: Mapped[MergeStep] = mapped_column(text_enum(MergeStep))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("person_merge_acts.id"))
    """The proposal this step answers; None on the proposal itself."""
    kept_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    """The file that speaks for the person afterwards."""
    merged_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    """The file that points to it afterwards; its stays, numbers and photos stay where they are."""
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    kept: Mapped[Resident] = relationship(foreign_keys=[kept_id], lazy="joined", innerjoin=True)
    merged: Mapped[Resident] = relationship(foreign_keys=[merged_id], lazy="joined", innerjoin=True)
