"""What the record says about the stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class StageStepTaken(Event):
    """A stage began or finished, or both at once."""

    name = "residents:stage:step"
    sentence = _l("Bước giai đoạn «{step}» từ ngày {on_day}")

    step: str
    on_day: date
    lead: str
    """The stage that leads afterwards."""
    reason: str
    overridden: bool


@dataclass(frozen=True)
class StageCorrected(Event):
    """A recorded begin or finish was corrected or taken back."""

    name = "residents:stage:correct"
    sentence = _l("Đính chính ngày của giai đoạn {stage}: {reason}")

    stage: str
    act: str
    before: date
    after: date | None
    """None: taken back."""
    reason: str


@dataclass(frozen=True)
class StageLimitWaived(Event):
    """A director let a stay pass a limit of days."""

    name = "residents:stage:waive"
    sentence = _l("Lãnh đạo cho qua giới hạn «{limit}»: {reason}")

    limit: str
    paper: str
    reason: str


@dataclass(frozen=True)
class StageWaiverTakenBack(Event):
    """An exception was taken back."""

    name = "residents:stage:waiver-end"
    sentence = _l("Thôi cho qua giới hạn «{limit}»: {reason}")

    limit: str
    reason: str
