"""What the record says about medical acts. Findings and numbers stay in the medical tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ExamRecorded(Event):
    """An admission examination was written."""

    name = "medical:exam:record"
    sentence = _l("Ghi khám khi tiếp nhận")

    exam_id: int
    amends_id: int | None


@dataclass(frozen=True)
class ScoreRecorded(Event):
    """A scale was scored."""

    name = "medical:score:record"
    sentence = _l("Chấm thang điểm {instrument}")

    instrument: str
    score_id: int
    amends_id: int | None
    happened_at: datetime


@dataclass(frozen=True)
class VitalsRecorded(Event):
    """Vital signs were written."""

    name = "medical:vitals:record"
    sentence = _l("Ghi dấu hiệu sinh tồn")

    reading_id: int
    amends_id: int | None
    happened_at: datetime


@dataclass(frozen=True)
class SecretRecorded(Event):
    """A secret finding was written; its kind and text stay out."""

    name = "medical:secret:record"
    sentence = _l("Ghi thông tin y tế được bảo mật")

    finding_id: int
    amends_id: int | None


@dataclass(frozen=True)
class SecretRead(Event):
    """Somebody opened the secret findings of a stay."""

    name = "medical:secret:read"
    sentence = _l("Đọc thông tin y tế được bảo mật ({count} mục): {reason}")

    count: int
    reason: str
    """Why, in the reader's own words."""


@dataclass(frozen=True)
class DetoxDeclared(Event):
    """A doctor declared detox complete."""

    name = "medical:detox:declare"
    sentence = _l("Kết luận kết thúc cắt cơn, chờ ký xác nhận")

    declaration_id: int
    unmet: list[str]


@dataclass(frozen=True)
class DetoxCountersigned(Event):
    """A second doctor signed."""

    name = "medical:detox:countersign"
    sentence = _l("Ký xác nhận kết thúc cắt cơn")

    declaration_id: int


@dataclass(frozen=True)
class DetoxRefused(Event):
    """A second doctor did not sign."""

    name = "medical:detox:refuse"
    sentence = _l("Không ký xác nhận kết thúc cắt cơn")

    declaration_id: int
