"""Tables of the legal file.

A paper keeps its sheets' numbers for life; what is written about it and its scan are rows of their own, the newest
of which holds, so that a typing error or a crooked scan never moves a number.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.legal_file.kinds import CopyKind, PaperKind
from center.residents.legal_file.rules import Span


class FiledPaper(AppendOnly, Model):
    """A paper of the legal file with the numbers of its sheets (bút lục)."""

    __tablename__ = "filed_papers"
    __table_args__ = (
        UniqueConstraint("stay_id", "number", "letter"),
        CheckConstraint("number >= 1", "number_positive"),
        CheckConstraint("sheets >= 1", "sheets_positive"),
        CheckConstraint("letter = '' OR insert_reason <> ''", "insertion_reason"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    number: Mapped[int]
    """Number of the first sheet; of an inserted paper, of the sheet it stands behind."""
    letter: Mapped[str] = mapped_column(String(1), default="")
    """Letter of the first sheet of an inserted paper."""
    sheets: Mapped[int]
    insert_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was inserted and not appended."""
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"))
    """The center's own paper that was put in; it needs no scan."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    @property
    def span(self) -> Span:
        """The numbers of its sheets."""
        return Span(self.number, self.letter, self.sheets)


class FiledPaperText(AppendOnly, Model):
    """What the list of contents says about a paper; the row no other amends holds."""

    __tablename__ = "filed_paper_texts"
    __table_args__ = (
        Index(None, "paper_id"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
    )

    id: Mapped[int] = pk()
    paper_id: Mapped[int] = mapped_column(ForeignKey("filed_papers.id"))
    kind: Mapped[PaperKind] = mapped_column(text_enum(PaperKind))
    number: Mapped[str] = mapped_column(String(60), default="")
    """Number and notation as printed, ``12/QĐ-TA``; empty for papers without one."""
    issued_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(160), default="")
    """Agency or person that made it."""
    abstract: Mapped[str] = mapped_column(String(300))
    """Trích yếu."""
    copy_kind: Mapped[CopyKind] = mapped_column(text_enum(CopyKind))
    place: Mapped[str] = mapped_column(String(120), default="")
    """Where the sheet lies: cupboard, box, folder."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("filed_paper_texts.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class FiledPaperScan(AppendOnly, Model):
    """The scan of a paper; the row no other replaces holds."""

    __tablename__ = "filed_paper_scans"
    __table_args__ = (
        Index(None, "paper_id"),
        Index(None, "file_id"),
        CheckConstraint("pages >= 1", "pages_positive"),
        CheckConstraint("replaces_id IS NULL OR reason <> ''", "exchange_reason"),
    )

    id: Mapped[int] = pk()
    paper_id: Mapped[int] = mapped_column(ForeignKey("filed_papers.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    """Always a PDF; pictures were bound into one."""
    pages: Mapped[int]
    two_sided: Mapped[bool]
    """Both sides of each sheet were scanned: two pages are one sheet."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("filed_paper_scans.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class FiledPaperWithdrawal(AppendOnly, Model):
    """A paper taken out of the file; its numbers stay taken, its scan stays kept."""

    __tablename__ = "filed_paper_withdrawals"
    __table_args__ = (CheckConstraint("reason <> ''", "reason_given"),)

    id: Mapped[int] = pk()
    paper_id: Mapped[int] = mapped_column(ForeignKey("filed_papers.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_by_name: Mapped[str] = mapped_column(String(120))


class HeldFile(Model):
    """A file for a while: an upload whose form was refused, a print of a whole file that waits to be fetched.

    Neither belongs among the files that are kept for ever; a nightly job drops what is over.
    """

    __tablename__ = "held_files"
    __table_args__ = (Index(None, "expires_at"),)

    id: Mapped[int] = pk()
    token: Mapped[str] = mapped_column(String(36), unique=True)
    """What the form sends back; cannot be guessed."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Only this account gets it."""
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    pages: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
