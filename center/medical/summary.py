"""What a medical summary holds, and how it reads on paper. Pure but for the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from center.i18n import gettext as _
from center.ui.filters import format_date, format_datetime, format_number

one_place = partial(format_number, places=1)


@dataclass(frozen=True, slots=True)
class ExamEssentials:
    """The admission exam without its free texts."""

    at: datetime
    by: str
    height_cm: Decimal
    weight_kg: Decimal
    urine_test: str
    uses: tuple[str, ...]
    """Substances in words, the main one first."""


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A COWS total with its band in words."""

    at: datetime
    total: int
    band: str


@dataclass(frozen=True, slots=True)
class VitalsFacts:
    """A reading of vital signs; None was not measured."""

    at: datetime
    pulse: int | None
    systolic: int | None
    diastolic: int | None
    respiration: int | None
    spo2: int | None
    temperature: Decimal | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The last weighing after the exam, and the kilograms gained since (below zero: lost)."""

    at: datetime
    weight_kg: Decimal
    change_kg: Decimal


@dataclass(frozen=True, slots=True)
class Completion:
    """Who declared detox complete and who signed it."""

    declared_by: str
    declared_at: datetime
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class MedicalSummary:
    """What the packet says about a person's health in one stay; never HIV or mental health."""

    exam: ExamEssentials | None
    cows_first: ScoreFacts | None
    cows_last: ScoreFacts | None
    """The same as the first when there is only one."""
    detox_from: date | None
    detox_to: date | None
    """Day the stage after detox began; None while detox runs."""
    completion: Completion | None
    last_vitals: VitalsFacts | None
    last_weight: Weighing | None
    allergies: str
    """Empty when the record speaks of an allergy: the doctor writes it by hand before signing."""
    advice: tuple[str, ...]
    """Sentences for the person and the commune's health station."""

    @property
    def detox_days(self) -> int | None:
        """Days of detox; None while it runs."""
        if self.detox_from is None or self.detox_to is None:
            return None
        return (self.detox_to - self.detox_from).days

    def labelled(self) -> tuple[tuple[str, str], ...]:
        """Return everything as (label, text) in the order of the paper; what is unknown is empty."""
        exam, done = self.exam, self.completion
        return (
            (_("Khám khi tiếp nhận"), _signed(exam.by, exam.at) if exam else ""),
            (_("Chất đã sử dụng"), "; ".join(exam.uses) if exam else ""),
            (
                _("Chiều cao, cân nặng khi tiếp nhận"),
                f"{one_place(exam.height_cm)} cm, {one_place(exam.weight_kg)} kg" if exam else "",
            ),
            (_("Xét nghiệm nhanh nước tiểu khi tiếp nhận"), exam.urine_test if exam else ""),
            (_("Điểm hội chứng cai (COWS) lần đầu"), _score(self.cows_first)),
            (_("Điểm hội chứng cai (COWS) lần cuối"), _score(self.cows_last)),
            (_("Thời gian điều trị cắt cơn"), self._detox()),
            (
                _("Bác sĩ kết luận kết thúc cắt cơn"),
                _signed(done.declared_by, done.declared_at) if done else "",
            ),
            (_("Bác sĩ thứ hai ký xác nhận"), _signed(done.signed_by, done.signed_at) if done else ""),
            (_("Dấu hiệu sinh tồn gần nhất"), _vitals(self.last_vitals)),
            (_("Cân nặng gần nhất"), _weight(self.last_weight)),
            (_("Dị ứng"), self.allergies),
            (_("Hướng theo dõi tiếp"), " ".join(self.advice)),
        )

    def _detox(self) -> str:
        if self.detox_from is None:
            return ""
        first = format_date(self.detox_from)
        if self.detox_to is None:
            return _("từ %(first)s, chưa kết thúc", first=first)
        last = format_date(self.detox_to)
        return _("từ %(first)s đến %(last)s, %(days)s ngày", first=first, last=last, days=self.detox_days)


def _signed(name: str, at: datetime) -> str:
    return f"{name}, {format_datetime(at)}"


def _score(score: ScoreFacts | None) -> str:
    if score is None:
        return ""
    return _(
        "%(total)s điểm – %(band)s, %(at)s", total=score.total, band=score.band, at=format_datetime(score.at)
    )


def _vitals(vitals: VitalsFacts | None) -> str:
    if vitals is None:
        return ""
    parts = []
    if vitals.pulse is not None:
        parts.append(_("mạch %(value)s lần/phút", value=vitals.pulse))
    if vitals.systolic is not None:
        pressure = f"{vitals.systolic}/{vitals.diastolic if vitals.diastolic is not None else '–'}"
        parts.append(_("huyết áp %(value)s mmHg", value=pressure))
    if vitals.respiration is not None:
        parts.append(_("nhịp thở %(value)s lần/phút", value=vitals.respiration))
    if vitals.spo2 is not None:
        parts.append(f"SpO2 {vitals.spo2}%")
    if vitals.temperature is not None:
        parts.append(_("thân nhiệt %(value)s °C", value=one_place(vitals.temperature)))
    return f"{'; '.join(parts)} ({format_datetime(vitals.at)})"


def _weight(weighing: Weighing | None) -> str:
    if weighing is None:
        return ""
    weight, day = one_place(weighing.weight_kg), format_date(weighing.at)
    if weighing.change_kg == 0:
        return _("%(weight)s kg ngày %(day)s, không đổi so với khi tiếp nhận", weight=weight, day=day)
    return _(
        "%(weight)s kg ngày %(day)s, %(words)s %(change)s kg so với khi tiếp nhận",
        weight=weight,
        day=day,
        words=_("tăng") if weighing.change_kg > 0 else _("giảm"),
        change=one_place(abs(weighing.change_kg)),
    )
