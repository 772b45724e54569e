"""What the record says about clothing and kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class KitIssued(Event):
    """Things were handed out to one resident."""

    name = "residents:kit:issue"
    sentence = _l("Cấp phát {lines} loại đồ")

    issue_id: int
    issued_on: date
    lines: int
    over_norm: bool


@dataclass(frozen=True)
class KitBatchIssued(Event):
    """Things were handed out to many in one act."""

    name = "residents:kit:batch"
    sentence = _l("Cấp phát {code} cho {count} người")

    code: str
    issued_on: date
    count: int


@dataclass(frozen=True)
class KitCorrected(Event):
    """An issue was put right."""

    name = "residents:kit:correct"
    sentence = _l("Sửa lần cấp phát {amended}: {reason}")

    issue_id: int
    amended: int
    reason: str
