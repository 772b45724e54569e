"""What the record says about expected arrivals; never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ArrivalExpected(Event):
    """A decision was received for somebody who is to come."""

    name = "residents:expected:record"
    sentence = _l("Ghi người sắp đến số {expected_id}, dự kiến ngày {expected_on}")

    expected_id: int
    kind: str
    expected_on: date


@dataclass(frozen=True)
class ExpectedCorrected(Event):
    """What was written about an expected arrival was put right."""

    name = "residents:expected:correct"
    sentence = _l("Sửa người sắp đến số {expected_id}: {reason}")

    expected_id: int
    expected_on: date
    reason: str


@dataclass(frozen=True)
class ExpectedWithdrawn(Event):
    """Somebody will not come."""

    name = "residents:expected:withdraw"
    sentence = _l("Rút người sắp đến số {expected_id}: {reason}")

    expected_id: int
    reason: str
