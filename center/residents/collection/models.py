"""Tables of the information sheet. A new version is a whole new sheet that amends the former one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.collection.model import (
    Employment,
    Frequency,
    Kin,
    Marital,
    RehabMethod,
    RehabPlace,
    UsedSubstance,
    UseRoute,
)


class CollectionSheet(AppendOnly, Model):
    """One version of the sheet of a stay; the columns are the answers of ``SheetFacts`` by the same names."""

    __tablename__ = "collection_sheets"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one version."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("collection_sheets.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(300), default="")
    """Why the amended version no longer holds; empty on the first."""
    collected_on: Mapped[date]
    """Day of the sheet; it chooses the form."""
    policy_category: Mapped[str] = mapped_column(String(160), default="")
    """Đối tượng chính sách."""
    schooling: Mapped[str] = mapped_column(String(80), default="")
    certificates: Mapped[str] = mapped_column(String(200), default="")
    occupation: Mapped[str] = mapped_column(String(120), default="")
    qualification: Mapped[str] = mapped_column(String(160), default="")
    """Trình độ chuyên môn cao nhất."""
    religion: Mapped[str] = mapped_column(String(60), default="")
    employment: Mapped[Employment | None] = mapped_column(text_enum(Employment))
    marital: Mapped[Marital | None] = mapped_column(text_enum(Marital))
    legal_status: Mapped[str] = mapped_column(Text, default="")
    """Tiền án, tiền sự, giấy tờ tùy thân."""
    notify_name: Mapped[str] = mapped_column(String(120), default="")
    notify_phone: Mapped[str] = mapped_column(String(20), default="")
    notify_relation: Mapped[str] = mapped_column(String(60), default="")
    notify_address: Mapped[str] = mapped_column(String(300), default="")
    body_illness: Mapped[bool | None]
    body_what: Mapped[str] = mapped_column(Text, default="")
    body_found: Mapped[str] = mapped_column(String(200), default="")
    body_treated: Mapped[str] = mapped_column(String(200), default="")
    body_result: Mapped[str] = mapped_column(String(200), default="")
    family_illness: Mapped[bool | None]
    family_count: Mapped[int | None]
    family_relation: Mapped[str] = mapped_column(String(120), default="")
    family_conflict: Mapped[bool | None]
    conflict_often: Mapped[Frequency | None] = mapped_column(text_enum(Frequency))
    height_cm: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    weight_kg: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    pulse: Mapped[int | None]
    """Beats a minute."""
    systolic: Mapped[int | None]
    """mmHg."""
    diastolic: Mapped[int | None]
    """mmHg."""
    chronic: Mapped[str] = mapped_column(Text, default="")
    physical_signs: Mapped[str] = mapped_column(Text, default="")
    mental_signs: Mapped[str] = mapped_column(Text, default="")
    conclusion: Mapped[str] = mapped_column(Text, default="")
    medical_signer: Mapped[str] = mapped_column(String(120), default="")
    social_signer: Mapped[str] = mapped_column(String(120), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class CollectedRelative(AppendOnly, Model):
    """One line of the family part of a sheet."""

    __tablename__ = "collected_relatives"
    __table_args__ = (Index(None, "sheet_id"),)

    id: Mapped[int] = pk()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("collection_sheets.id"))
    kin: Mapped[Kin] = mapped_column(text_enum(Kin))
    full_name: Mapped[str] = mapped_column(String(120))
    age: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(300), default="")


class CollectedSubstance(AppendOnly, Model):
    """One row of the grid of substances of a sheet."""

    __tablename__ = "collected_substances"
    __table_args__ = (Index(None, "sheet_id"),)

    id: Mapped[int] = pk()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("collection_sheets.id"))
    substance: Mapped[UsedSubstance] = mapped_column(text_enum(UsedSubstance))
    detail: Mapped[str] = mapped_column(String(80), default="")
    first_age: Mapped[int | None]
    first_injection_age: Mapped[int | None]
    total_time: Mapped[str] = mapped_column(String(60), default="")
    days_last_month: Mapped[int | None]
    times_last_month: Mapped[int | None]
    route: Mapped[UseRoute | None] = mapped_column(text_enum(UseRoute))
    money_per_day: Mapped[int | None] = mapped_column(BigInteger)


class CollectedRehab(AppendOnly, Model):
    """One row of the history of rehabilitation of a sheet."""

    __tablename__ = "collected_rehabs"
    __table_args__ = (Index(None, "sheet_id"),)

    id: Mapped[int] = pk()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("collection_sheets.id"))
    year: Mapped[int | None]
    place: Mapped[RehabPlace | None] = mapped_column(text_enum(RehabPlace))
    duration: Mapped[str] = mapped_column(String(60), default="")
    method: Mapped[RehabMethod | None] = mapped_column(text_enum(RehabMethod))
    relapse_reason: Mapped[str] = mapped_column(String(200), default="")
