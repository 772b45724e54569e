"""Tables of the person."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import BYTE_ORDER, AppendOnly, Model, UTCDateTime, pk, text_enum
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


class Standing(StrEnum):
    """What an identifier is to the person, as known now."""

    VALID = "valid"
    CANCELLED = "cancelled"
    """Was the person's and is no longer in force: cancelled, re-issued, handed in."""
    MISTAKEN = "mistaken"
    """Never was the person's: typed or filed wrongly."""


class IdentifierSource(StrEnum):
    """How an identifier came into the file."""

    TYPED = "typed"
    QR = "qr"
    """From the code on the card; ``card_text`` keeps it."""
    MRZ = "mrz"
    """From the lines on the back, whose check digits were right."""


class Resident(Model):
    """A person who is or was in the center (học viên). One row for life, whatever the number of stays."""

    __tablename__ = "residents"
    __table_args__ = (
        Index(None, "name_fold"),
        Index(None, "name_sort"),
        Index(None, "birth_date"),
        Index(None, "merged_into_id"),
    )

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """Number inside the center, ``HV000123``; kept for later stays."""
    full_name: Mapped[str] = mapped_column(String(120))
    """As on the card, NFC."""
    name_fold: Mapped[str] = mapped_column(String(330))
    """Search key (``vietnamese.fold``) of the name and the other names."""
    name_sort: Mapped[str] = mapped_column(String(400).with_variant(BYTE_ORDER(400), "postgresql"))
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
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("residents.id"))
    """The file of the same person that is kept (projection of ``PersonMergeAct``); never one that is merged itself."""

    @property
    def kept_id(self) -> int:
        """Id of the file that speaks for the person: this one, or the one it was merged into."""
        return self.merged_into_id or self.id


class PersonField(StrEnum):
    """What of a person can be corrected."""

    FULL_NAME = "full_name"
    OTHER_NAMES = "other_names"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    HOME_TOWN = "home_town"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"


class PersonAmendment(AppendOnly, Model):
    """A correction of what a file says about the person; the row of the person holds the newest value."""

    __tablename__ = "person_amendments"
    __table_args__ = (Index(None, "resident_id"),)

    id: Mapped[int] = pk()
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    field: Mapped[PersonField] = mapped_column(text_enum(PersonField))
    old_value: Mapped[str] = mapped_column(String(200))
    """As text: a date as ``1995-03-09``, a sex by its code."""
    new_value: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    """Why, and by which paper."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class Identifier(AppendOnly, Model):
    """A number a person has or had. Numbers are cancelled and re-issued, so they are history, not a key."""

    __tablename__ = "identifiers"
    __table_args__ = (
        Index(None, "number", postgresql_ops={"number": "text_pattern_ops"}),
        Index(None, "resident_id"),
        Index("uq_identifiers_amends_id", "amends_id", unique=True),
    )

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
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("identifiers.id"))
    """The row this one takes the place of; that one stays, and is found by its number still."""
    standing: Mapped[Standing] = mapped_column(text_enum(Standing), default=Standing.VALID)
    source: Mapped[IdentifierSource] = mapped_column(
        text_enum(IdentifierSource), default=IdentifierSource.TYPED
    )
    valid_to: Mapped[date | None]
    """Last day of the paper: its expiry, or the day it was cancelled."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the row was added later or takes another's place; empty at admission."""


class Photo(AppendOnly, Model):
    """A portrait; the newest one is shown."""

    __tablename__ = "photos"
    __table_args__ = (Index(None, "resident_id", "id"),)

    id: Mapped[int] = pk()
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
