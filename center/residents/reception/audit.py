"""What the record says about receptions; never who is taken in before there is a stay."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ReceptionHappened(Event):
    """A reception began, changed hands, was closed or given up."""

    name = "residents:reception:event"
    sentence = _l("Lượt tiếp nhận số {reception_id}: {kind}")

    reception_id: int
    kind: str
    reason: str


@dataclass(frozen=True)
class ReceptionStepMarked(Event):
    """Somebody said how a step stands."""

    name = "residents:reception:step"
    sentence = _l("Lượt tiếp nhận số {reception_id}, bước {step}: {kind}")

    reception_id: int
    step: str
    kind: str
    witness_id: int | None


@dataclass(frozen=True)
class ReceptionPapersChecked(Event):
    """Papers were compared with the list."""

    name = "residents:reception:papers"
    sentence = _l("Lượt tiếp nhận số {reception_id}: kiểm {papers} giấy tờ, thiếu {missing}")

    reception_id: int
    papers: int
    missing: int
