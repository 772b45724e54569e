"""Stored files, running numbers, and the archive of issued papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk


class StoredFile(AppendOnly, Model):
    """A file by its content: the same bytes are kept once, and never change."""

    __tablename__ = "stored_files"

    id: Mapped[int] = pk()
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Hex digest of the content."""
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    """Bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    """Loaded only by ``queries.file_content``: a list of files must not fetch megabytes."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class DocumentNumber(Model):
    """The last number given out in one series of one year; numbers restart each year (Decree 30/2020)."""

    __tablename__ = "document_numbers"
    __table_args__ = (UniqueConstraint("series", "year"), CheckConstraint("last >= 1", "last_positive"))

    id: Mapped[int] = pk()
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    last: Mapped[int]


class DocumentSymbol(AppendOnly, Model):
    """The notation the center itself sets for a kind of paper from a day on; the newest row of a day holds."""

    __tablename__ = "document_symbols"
    __table_args__ = (Index(None, "kind", "valid_from"),)

    id: Mapped[int] = pk()
    kind: Mapped[str] = mapped_column(String(60))
    symbol: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    """First day of signing it holds for."""
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PaperSlip(AppendOnly, Model):
    """A number and a verification token set aside for one paper before it is printed.

    Both stand in the print itself, and printing takes too long to hold the write lock. A paper asked for
    twice under one key gets the same slip, so that a crash in between leaves no hole in the register.
    """

    __tablename__ = "paper_slips"
    __table_args__ = (UniqueConstraint("series", "year", "number"),)

    id: Mapped[int] = pk()
    key: Mapped[str] = mapped_column(String(100), unique=True)
    """Names the act that asks for the paper, the same at each try."""
    kind: Mapped[str] = mapped_column(String(60))
    signed_on: Mapped[date]
    series: Mapped[str | None] = mapped_column(String(40))
    year: Mapped[int]
    number: Mapped[int | None]
    """None for papers that carry no number."""
    symbol: Mapped[str] = mapped_column(String(40))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    reserved_at: Mapped[datetime] = mapped_column(UTCDateTime)


class IssuedDocument(AppendOnly, Model):
    """A paper that left the house, exactly as it was printed."""

    __tablename__ = "issued_documents"
    __table_args__ = (Index(None, "stay_id", "kind"), Index(None, "sha256"))

    id: Mapped[int] = pk()
    slip_id: Mapped[int] = mapped_column(ForeignKey("paper_slips.id"), unique=True)
    stay_id: Mapped[int | None]
    """The stay it is about, if one. No foreign key: documents stand below the stays."""
    kind: Mapped[str] = mapped_column(String(60))
    form_code: Mapped[str] = mapped_column(String(60))
    """Decree and number of the official form, ``163/2026/NĐ-CP:50``; empty for the center's own papers."""
    title: Mapped[str] = mapped_column(String(300))
    """Name of the paper without personal data: the verification page shows it to anybody."""
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(String(40))
    signed_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    issued_by_name: Mapped[str] = mapped_column(String(120))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    contents: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Parts of a packet in their order: title, sha256, pages (``assembly.ContentsLine``)."""
    token: Mapped[str] = mapped_column(String(32), unique=True)
    """Opens the verification page; 128 random bits."""
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    """The paper this one takes the place of; a paper has at most one successor."""

    file: Mapped[StoredFile] = relationship(lazy="raise")


class DocumentWithdrawal(AppendOnly, Model):
    """A paper declared void."""

    __tablename__ = "document_withdrawals"

    id: Mapped[int] = pk()
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    withdrawn_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_by_name: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
