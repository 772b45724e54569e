"""Tables of the duties. What happened to a duty is facts; the columns marked *projection* repeat the newest one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.stay.models import Stay


class DutyState(StrEnum):
    """Where a duty stands; late is not a state but an open duty whose time has passed."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class DutyAction(StrEnum):
    """What can happen to a duty."""

    OPENED = "opened"
    MOVED = "moved"
    """The facts gave it another due time."""
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    REOPENED = "reopened"
    ESCALATED = "escalated"


class Duty(Model):
    """One thing the law asks of the center by a certain time."""

    __tablename__ = "duties"
    __table_args__ = (
        Index(None, "state", "due_at"),
        Index(None, "owner", "state", "due_at"),
        Index(None, "stay_id"),
        Index(None, "kind", "state"),
    )

    id: Mapped[int] = pk()
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """``kind:subject:cause``: the same cause makes one duty, however often it is looked at."""
    kind: Mapped[str] = mapped_column(String(40))
    """Code of a ``DutyKind``."""
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"))
    """The stay it is about; None for what concerns the whole center."""
    subject_id: Mapped[int | None]
    """Row of the fact it follows from, where its page needs one: an escape, an outing, a case."""
    detail: Mapped[str] = mapped_column(String(200), default="")
    """What the label leaves open: which request, which quarter."""
    owner: Mapped[str] = mapped_column(String(20))
    """Role that does it (``auth.Role``)."""
    cause_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When it began to run."""
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """Projection: the end of its time; local midnight is the end of the day before."""
    parameter_id: Mapped[int | None] = mapped_column(ForeignKey("legal_parameters.id"))
    """The dated row that set its time."""
    source: Mapped[str] = mapped_column(String(300))
    """Document and article, as the row stated them."""
    state: Mapped[DutyState] = mapped_column(text_enum(DutyState))
    """Projection."""
    by_facts: Mapped[bool] = mapped_column(default=False)
    """Projection: closed because of what is recorded elsewhere, so that other facts may open it again."""
    proof: Mapped[str] = mapped_column(String(300), default="")
    """Projection: how it was done, or why it does not apply."""
    proof_link: Mapped[str] = mapped_column(String(200), default="")
    """Path of the page that shows the proof."""
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Projection: when it was done, or found not to apply."""
    level: Mapped[int] = mapped_column(Integer, default=0)
    """Projection: how far it was escalated (``rules.Level``)."""
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the program first knew of it."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Grows with each change: of two who saw the same one, the second changes nothing."""

    stay: Mapped[Stay | None] = relationship(lazy="raise")


class DutyEvent(AppendOnly, Model):
    """One thing that happened to a duty."""

    __tablename__ = "duty_events"
    __table_args__ = (Index(None, "duty_id", "id"),)

    id: Mapped[int] = pk()
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"))
    action: Mapped[DutyAction] = mapped_column(text_enum(DutyAction))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When it was recorded."""
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """Due time from then on."""
    due_before: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Due time until then, where it moved."""
    text: Mapped[str] = mapped_column(String(300), default="")
    """Proof, reason, or whom it was escalated to."""
    level: Mapped[int] = mapped_column(Integer, default=0)
    """Level of an escalation."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str] = mapped_column(String(120))
    """Empty when it follows from the facts."""


class CaseKind(StrEnum):
    """Matters that start a legal clock and are recorded nowhere else."""

    BREACH = "breach"
    """Personal data came into wrong hands (Law 91/2025 art. 23)."""
    DATA_REQUEST = "data_request"
    """Somebody asks about their own data (Decree 356/2025)."""
    FUNERAL_REQUEST = "funeral_request"
    """The family asks to let a resident go to a funeral (Decree 163/2026 art. 121)."""
    DRUG_LOSS = "drug_loss"
    """Controlled medicine lost or mixed up (Circular 18/2026 art. 7)."""


class DutyCase(AppendOnly, Model):
    """Such a matter. What was answered stands in the events of its duties."""

    __tablename__ = "duty_cases"
    __table_args__ = (Index(None, "kind", "happened_at"), Index(None, "stay_id"))

    id: Mapped[int] = pk()
    kind: Mapped[CaseKind] = mapped_column(text_enum(CaseKind))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When it was received or discovered: the clock starts then."""
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"))
    requester: Mapped[str] = mapped_column(String(160), default="")
    """Who asks; empty where nobody does."""
    summary: Mapped[str] = mapped_column(Text)
    act_days: Mapped[int | None]
    """Days to act on a data request, by its kind; None where the law names one time for all."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one case."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
