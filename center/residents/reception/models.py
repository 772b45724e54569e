"""Tables of the conveyor of one reception.

A step whose proof is a fact kept elsewhere (the stay, the bed, the photo, the signed record …) has no row here: its
state is read from that fact. Only what nobody else keeps stands here.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.reception.steps import MarkKind, Step


class Reception(Model):
    """One person being taken in. What changes here repeats the newest event, so that lists stay fast."""

    __tablename__ = "receptions"
    __table_args__ = (
        Index(
            "uq_receptions_expected",
            "expected_id",
            unique=True,
            sqlite_where=text("NOT abandoned"),
            postgresql_where=text("NOT abandoned"),
        ),
        Index(
            "ix_receptions_running",
            "begun_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(None, "closed_at"),
        CheckConstraint("NOT abandoned OR (closed_at IS NOT NULL AND stay_id IS NULL)", "abandoned_closed"),
    )

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    expected_id: Mapped[int | None] = mapped_column(ForeignKey("expected_arrivals.id"))
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"), unique=True)
    """The stay it opened; None until the person is admitted."""
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    begun_by_name: Mapped[str] = mapped_column(String(120))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    holder_name: Mapped[str] = mapped_column(String(120))
    """Who has it now."""
    held_since: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    abandoned: Mapped[bool] = mapped_column(default=False)
    """True: closed without taking the person in."""
    left: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Steps that were left when it was closed, or taken back since; each is a duty until a fact shows it done."""


class ReceptionEventKind(StrEnum):
    """What happened to a reception as a whole."""

    BEGUN = "begun"
    TAKEN_OVER = "taken_over"
    ADMITTED = "admitted"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class ReceptionEvent(AppendOnly, Model):
    """One thing that happened to a reception."""

    __tablename__ = "reception_events"
    __table_args__ = (Index(None, "reception_id", "id"),)

    id: Mapped[int] = pk()
    reception_id: Mapped[int] = mapped_column(ForeignKey("receptions.id"))
    kind: Mapped[ReceptionEventKind] = mapped_column(text_enum(ReceptionEventKind))
    reason: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str] = mapped_column(String(120))


class ReceptionMark(AppendOnly, Model):
    """What was done, asked, put off or found not to apply, where no other fact shows it. The newest of a step holds."""

    __tablename__ = "reception_marks"
    __table_args__ = (
        Index(None, "reception_id", "id"),
        CheckConstraint("kind NOT IN ('put_off', 'not_applicable') OR note <> ''", "reason_given"),
        CheckConstraint("witness_id IS NULL OR witness_id <> by_id", "two_persons"),
    )

    id: Mapped[int] = pk()
    reception_id: Mapped[int] = mapped_column(ForeignKey("receptions.id"))
    step: Mapped[Step] = mapped_column(text_enum(Step))
    kind: Mapped[MarkKind] = mapped_column(text_enum(MarkKind))
    note: Mapped[str] = mapped_column(Text, default="")
    """Reason, remark, or what was found."""
    found: Mapped[bool] = mapped_column(default=False)
    """Of a search: something was found that nobody may have."""
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    witness_name: Mapped[str] = mapped_column(String(120), default="")
    """The second person of a search."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str] = mapped_column(String(120))


class PaperState(StrEnum):
    """How a paper of the list came."""

    ORIGINAL = "original"
    COPY = "copy"
    MISSING = "missing"


class ReceptionPaper(AppendOnly, Model):
    """How one paper of the list came; the newest row of a code holds."""

    __tablename__ = "reception_papers"
    __table_args__ = (
        UniqueConstraint("check_id", "code"),
        Index(None, "reception_id", "id"),
        CheckConstraint("pages IS NULL OR pages > 0", "pages_positive"),
    )

    id: Mapped[int] = pk()
    reception_id: Mapped[int] = mapped_column(ForeignKey("receptions.id"))
    check_id: Mapped[str] = mapped_column(String(36))
    """Id of the form it came with: the same form sent twice writes nothing anew."""
    code: Mapped[str] = mapped_column(String(40))
    """Of ``papers.toml``."""
    state: Mapped[PaperState] = mapped_column(text_enum(PaperState))
    pages: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str] = mapped_column(String(120))


class ReceptionDraft(Model):
    """What was typed into the form and not accepted yet: working paper, gone when the person is admitted."""

    __tablename__ = "reception_drafts"

    reception_id: Mapped[int] = mapped_column(ForeignKey("receptions.id"), primary_key=True)
    boxes: Mapped[list[list[str]]] = mapped_column(JSON)
    """[name, value] of every filled box of the form, in its order."""
    photo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """The portrait, prepared; fetched only for the form itself."""
    has_photo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    saved_by_name: Mapped[str] = mapped_column(String(120))

    def value(self, name: str) -> str:
        """Return what stands in a box; empty when nothing does."""
        return next((value for key, value in self.boxes if key == name), "")

    def facts(self) -> dict[str, Any]:
        """Return every box that may occur once."""
        return dict(reversed([(key, value) for key, value in self.boxes]))
