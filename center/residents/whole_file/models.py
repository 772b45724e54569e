"""Tables of the printed files: who asked for what and why, kept; the PDF itself, wiped after a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk


class FilePrint(AppendOnly, Model):
    """Somebody asked for the file of a person on paper."""

    __tablename__ = "file_prints"
    __table_args__ = (Index(None, "stay_id", "id"), Index(None, "asked_by_id", "id"))

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    """The stay whose page it was asked on."""
    every_stay: Mapped[bool]
    """True when the person's other stays are in it too."""
    parts: Mapped[list[str]] = mapped_column(JSON)
    """Keys of the parts asked for, in the order of the file."""
    purpose: Mapped[str] = mapped_column(String(200))
    """What it is for, as it stands on the cover."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one print."""
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    asked_by_name: Mapped[str] = mapped_column(String(120))


class FilePrintContent(Model):
    """The PDF of a print while it can be fetched; the row is removed when its time is over."""

    __tablename__ = "file_print_contents"
    __table_args__ = (Index(None, "expires_at"),)

    print_id: Mapped[int] = mapped_column(ForeignKey("file_prints.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    pages: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """From this instant on nobody gets it any more."""
