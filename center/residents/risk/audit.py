"""What the record says about risk flags. Why one stands stays out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class RiskRaised(Event):
    """A flag was raised."""

    name = "risk:flag:raise"
    sentence = _l("Đặt cờ rủi ro số {flag_id} ({kind}, mức {level}); xem xét lại {review_on}")

    flag_id: int
    kind: str
    level: str
    evidence: str
    review_on: date


@dataclass(frozen=True)
class RiskReviewed(Event):
    """A flag was looked at again."""

    name = "risk:flag:review"
    sentence = _l("Xem xét cờ rủi ro số {flag_id}: {outcome}, mức {level}; lần sau {next_review_on}")

    flag_id: int
    kind: str
    outcome: str
    level: str
    next_review_on: date | None
