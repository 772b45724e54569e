"""Tables of the medical module. Every row is a fact: a correction is a new row that names the one it amends."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class Route(StrEnum):
    """Route of use, numbered as the legend of form 17 counts them (CLINICAL.md 3.1)."""

    SMOKED = "smoked"
    SNORTED = "snorted"
    INJECTED = "injected"
    SWALLOWED = "swallowed"


class Substance(StrEnum):
    """Main substance, by the rows of form 17."""

    HEROIN = "heroin"
    METHAMPHETAMINE = "methamphetamine"
    ECSTASY = "ecstasy"
    KETAMINE = "ketamine"
    CANNABIS = "cannabis"
    SYNTHETIC_CANNABINOID = "synthetic_cannabinoid"
    OTHER_OPIOID = "other_opioid"
    BENZODIAZEPINE = "benzodiazepine"
    ALCOHOL = "alcohol"
    OTHER = "other"


class Fitness(StrEnum):
    """What the doctor lets other modules know about fitness for labour."""

    FIT = "fit"
    LIGHT = "light"
    UNFIT = "unfit"


class Consciousness(StrEnum):
    """ACVPU (tri giác)."""

    ALERT = "A"
    CONFUSED = "C"
    VOICE = "V"
    PAIN = "P"
    UNRESPONSIVE = "U"


class ScaleContext(StrEnum):
    """When in the course a scale was scored."""

    ADMISSION = "admission"
    ROUTINE = "routine"
    PRE_DOSE = "pre_dose"
    POST_DOSE = "post_dose"
    EMERGENCY = "emergency"


class SecretKind(StrEnum):
    """Kinds of finding hidden from everyone not named."""

    HIV = "hiv"
    """Law 64/2006 art. 30 as replaced by Law 71/2020."""
    MENTAL = "mental"


class Fact:
    """Columns every medical fact has."""

    id: Mapped[int] = pk()
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When it was seen or done."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When it was typed in."""
    late_reason: Mapped[str] = mapped_column(String(200), default="")
    """Why it was typed in late; shown as "ghi muộn"."""
    recorded_by_name: Mapped[str] = mapped_column(String(120))
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    """Why the amended row was wrong; at least 10 characters on a correction."""

    @declared_attr
    def stay_id(cls) -> Mapped[int]:
        """The stay it belongs to."""
        return mapped_column(ForeignKey("stays.id"))

    @declared_attr
    def recorded_by_id(cls) -> Mapped[int | None]:
        """Who typed it in."""
        return mapped_column(ForeignKey("accounts.id"))


class AdmissionExam(Fact, AppendOnly, Model):
    """First examination of a stay (khám khi tiếp nhận)."""

    __tablename__ = "admission_exams"
    __table_args__ = (Index(None, "stay_id", "id"),)

    amends_id: Mapped[int | None] = mapped_column(ForeignKey("admission_exams.id"), unique=True)
    height_cm: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    weight_kg: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    history: Mapped[str] = mapped_column(Text, default="")
    """Tiền sử bệnh lý, without HIV and mental findings (those are ``SecretFinding``)."""
    findings: Mapped[str] = mapped_column(Text, default="")
    """Khám lâm sàng: body, skin, injection marks, wounds."""
    urine_test: Mapped[str] = mapped_column(String(200), default="")
    fitness: Mapped[Fitness] = mapped_column(text_enum(Fitness))
    plan: Mapped[str] = mapped_column(Text, default="")


class SubstanceUse(AppendOnly, Model):
    """One substance a resident used, as told at the admission exam."""

    __tablename__ = "substance_uses"
    __table_args__ = (Index(None, "exam_id"),)

    id: Mapped[int] = pk()
    exam_id: Mapped[int] = mapped_column(ForeignKey("admission_exams.id"))
    substance: Mapped[Substance] = mapped_column(text_enum(Substance))
    route: Mapped[Route] = mapped_column(text_enum(Route))
    first_age: Mapped[int | None]
    """Age at first use, years."""
    days_last_month: Mapped[int | None]
    """Days of use in the last 30."""
    last_used_on: Mapped[date | None]
    is_main: Mapped[bool] = mapped_column(default=False)


class ScaleScore(Fact, AppendOnly, Model):
    """One scored scale with its item vector; the total is computed, never typed."""

    __tablename__ = "scale_scores"
    __table_args__ = (Index(None, "stay_id", "instrument", "happened_at"), Index(None, "happened_at"))

    amends_id: Mapped[int | None] = mapped_column(ForeignKey("scale_scores.id"), unique=True)
    instrument: Mapped[str] = mapped_column(String(20))
    """``cows`` …"""
    instrument_version: Mapped[str] = mapped_column(String(20))
    band_set: Mapped[str] = mapped_column(String(20))
    context: Mapped[ScaleContext] = mapped_column(text_enum(ScaleContext))
    items: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Item code → points, or null with a reason in ``unscorable``."""
    unscorable: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Item code → why it could not be scored."""
    total: Mapped[int | None]
    """None while an item is unscored."""
    band: Mapped[str | None] = mapped_column(String(20))


class VitalSigns(Fact, AppendOnly, Model):
    """One reading of vital signs (dấu hiệu sinh tồn); what was not measured is None."""

    __tablename__ = "vital_signs"
    __table_args__ = (Index(None, "stay_id", "happened_at"),)

    amends_id: Mapped[int | None] = mapped_column(ForeignKey("vital_signs.id"), unique=True)
    pulse: Mapped[int | None]
    """Beats a minute."""
    respiration: Mapped[int | None]
    """Breaths a minute."""
    spo2: Mapped[int | None]
    """Percent."""
    on_oxygen: Mapped[bool] = mapped_column(default=False)
    systolic: Mapped[int | None]
    """mmHg."""
    diastolic: Mapped[int | None]
    """mmHg."""
    temperature: Mapped[Decimal | None] = mapped_column(Numeric(3, 1))
    """Degrees Celsius."""
    consciousness: Mapped[Consciousness | None] = mapped_column(text_enum(Consciousness))
    weight_kg: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    note: Mapped[str] = mapped_column(String(300), default="")


class SecretFinding(Fact, AppendOnly, Model):
    """A finding hidden from everyone without ``medical.secret``; every reading of it is recorded."""

    __tablename__ = "secret_findings"
    __table_args__ = (Index(None, "stay_id", "id"),)

    amends_id: Mapped[int | None] = mapped_column(ForeignKey("secret_findings.id"), unique=True)
    kind: Mapped[SecretKind] = mapped_column(text_enum(SecretKind))
    text: Mapped[str] = mapped_column(Text)


class DetoxDeclaration(Fact, AppendOnly, Model):
    """A doctor declares detox complete (kết thúc cắt cơn); in force once countersigned."""

    __tablename__ = "detox_declarations"
    __table_args__ = (Index(None, "stay_id", "id"),)

    amends_id: Mapped[int | None] = mapped_column(ForeignKey("detox_declarations.id"), unique=True)
    conclusion: Mapped[str] = mapped_column(Text)
    unmet: Mapped[list[Any]] = mapped_column(JSON)
    """Codes of the criteria that were not met then."""
    exception_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it is declared all the same; required when ``unmet`` is not empty."""
    fitness: Mapped[Fitness] = mapped_column(text_enum(Fitness))


class DetoxCountersign(AppendOnly, Model):
    """A second doctor countersigns or refuses a declaration."""

    __tablename__ = "detox_countersigns"

    id: Mapped[int] = pk()
    declaration_id: Mapped[int] = mapped_column(ForeignKey("detox_declarations.id"), unique=True)
    agreed: Mapped[bool]
    note: Mapped[str] = mapped_column(String(300), default="")
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    signed_by_name: Mapped[str] = mapped_column(String(120))
