"""Tables of the conveyor: what began and finished, and the limits a director let a stay pass."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.stage.model import Stage, StageAct, StageLimit


class StageWaiver(AppendOnly, Model):
    """A limit of days that a director lets one stay pass."""

    __tablename__ = "stage_waivers"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    limit_code: Mapped[StageLimit] = mapped_column(text_enum(StageLimit))
    paper: Mapped[str] = mapped_column(String(120), default="")
    """Number and day of the written decision, as printed."""
    reason: Mapped[str] = mapped_column(Text)
    """Why it may pass; on a row that takes one back, why not any more."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("stage_waivers.id"), unique=True)
    """The waiver this row takes back."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one act."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class StageChange(AppendOnly, Model):
    """The begin or the finish of one stage."""

    __tablename__ = "stage_changes"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    stage: Mapped[Stage] = mapped_column(text_enum(Stage))
    act: Mapped[StageAct] = mapped_column(text_enum(StageAct), default=StageAct.BEGIN)
    on_day: Mapped[date]
    """Local day on which it began or finished."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Remark of the one who moved it; on a row that amends, why the amended one was wrong."""
    overridden: Mapped[bool] = mapped_column(default=False)
    """True when a director let it pass against a limit of days."""
    waiver_id: Mapped[int | None] = mapped_column(ForeignKey("stage_waivers.id"))
    """What let it pass; None for what was recorded before waivers had rows of their own."""
    source: Mapped[str] = mapped_column(String(60), default="")
    """Where it was decided when not on the conveyor's own pages, ``medical:detox:12``."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("stage_changes.id"), unique=True)
    cancels: Mapped[bool] = mapped_column(default=False)
    """True when this row only takes the amended one back."""
    step_key: Mapped[str] = mapped_column(String(36))
    """Shared by the rows of one act: the form's own id, so that the same form sent twice is one act."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
