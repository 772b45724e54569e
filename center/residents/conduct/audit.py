"""What the record says about rewards and discipline. What somebody did stays out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ConductProposed(Event):
    """A reward or a discipline was proposed."""

    name = "conduct:proposal:make"
    sentence = _l("Đề nghị {kind}")

    proposal_id: int
    kind: str
    merit: bool


@dataclass(frozen=True)
class ConductDecided(Event):
    """A proposal was decided."""

    name = "conduct:proposal:decide"
    sentence = _l("Quyết định về {kind}, số {number}; chấp nhận: {granted}")

    decision_id: int
    kind: str
    granted: bool
    number: str
    merit: bool
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class ConductAmended(Event):
    """A decision was corrected or taken back."""

    name = "conduct:decision:amend"
    sentence = _l("Sửa quyết định {kind}: {reason}; còn hiệu lực: {granted}")

    decision_id: int
    kind: str
    granted: bool
    reason: str


@dataclass(frozen=True)
class SeparationReviewed(Event):
    """A stay in the separate area was looked at again."""

    name = "conduct:separation:review"
    sentence = _l("Xem xét lại việc ở khu dành riêng; lần sau {next_review_on}")

    decision_id: int
    next_review_on: date | None
