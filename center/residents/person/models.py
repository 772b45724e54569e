"""Tables of the person."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.identity.model import Sex as Sex


class IdentifierKind(StrEnum):
    """Kind of identity paper."""

    CCCD = "CCCD"
    """Chip card until 2024-06-30 (căn cước công dân)."""
    CC = "CC"
    """Card from 2024-07-01 (căn cước)."""
    CMND = "CMND"
    """Nine-digit paper card, a search key only."""
    PASSPORT = "HC"


class Resident(Model):
    """A person who is or was in the center (học viên). One row for life, whatever the number of stays."""

    __tablename__ = "residents"
    __table_args__ = (Index(None, "name_fold"), Index(None, "name_sort"), Index(None, "birth_date"))

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """Number inside the center, ``HV000123``; kept for later stays."""
    full_name: Mapped[str] = mapped_column(String(120))
    """As on the card, NFC."""
    name_fold: Mapped[str] = mapped_column(String(330))
    """Search key (``vietnamese.fold``) of the name and the other names."""
    name_sort: Mapped[str] = mapped_column(String(400))
    """Sort key (``vietnamese.sort_key``): given name, family name, middle names."""
    other_names: Mapped[str] = mapped_column(String(200), default="")
    """Tên gọi khác."""
    sex: Mapped[Sex] = mapped_column(text_enum(Sex))
    birth_date: Mapped[date]
    birth_place: Mapped[str] = mapped_column(String(200), default="")
    home_town: Mapped[str] = mapped_column(String(200), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    nationality: Mapped[str] = mapped_column(String(60), default="Việt Nam")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Identifier(AppendOnly, Model):
    """A number a person has or had. Numbers are cancelled and re-issued, so they are history, not a key."""

    __tablename__ = "identifiers"
    __table_args__ = (Index(None, "number"), Index(None, "resident_id"))

    id: Mapped[int] = pk()
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    kind: Mapped[IdentifierKind] = mapped_column(text_enum(IdentifierKind))
    number: Mapped[str] = mapped_column(String(20))
    issued_on: Mapped[date | None]
    issued_by: Mapped[str] = mapped_column(String(160), default="")
    card_text: Mapped[str] = mapped_column(Text, default="")
    """The card's QR text as it arrived, when it was scanned; proof of what the desk saw."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Photo(AppendOnly, Model):
    """A portrait; the newest one is shown."""

    __tablename__ = "photos"
    __table_args__ = (Index(None, "resident_id", "id"),)

    id: Mapped[int] = pk()
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
