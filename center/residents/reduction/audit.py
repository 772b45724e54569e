"""What the record says about reductions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ReviewOpened(Event):
    """A quarterly review began."""

    name = "reduction:review:open"
    sentence = _l("Mở đợt xét giảm thời hạn ngày {reviewed_on}, {people} người đủ điều kiện; {reason}")

    review_id: int
    reviewed_on: date
    people: int
    reason: str


@dataclass(frozen=True)
class ReviewStepped(Event):
    """A review went one step on."""

    name = "reduction:review:step"
    sentence = _l("Đợt xét giảm thời hạn: {step} ({detail})")

    review_id: int
    step: str
    detail: str


@dataclass(frozen=True)
class CandidatesSaved(Event):
    """Months and grounds of a list were changed."""

    name = "reduction:candidates:save"
    sentence = _l("Sửa danh sách đề nghị giảm thời hạn: {changed} người")

    review_id: int
    changed: int


@dataclass(frozen=True)
class ExceptionAdded(Event):
    """The director proposed somebody who does not fulfil the conditions."""

    name = "reduction:candidate:exception"
    sentence = _l("Đề nghị giảm thời hạn dù chưa đủ điều kiện ({missing}): {reason}")

    review_id: int
    missing: str
    reason: str


@dataclass(frozen=True)
class PostingObjection(Event):
    """An objection to a posted list was received or answered."""

    name = "reduction:objection:record"
    sentence = _l("Ý kiến về danh sách giảm thời hạn: {act}; đưa ra khỏi danh sách: {removes}")

    review_id: int
    objection_id: int
    act: str
    removes: bool


@dataclass(frozen=True)
class ResultRecorded(Event):
    """What the court decided was entered."""

    name = "reduction:result:record"
    sentence = _l("Kết quả của Tòa án: {outcome}, giảm {months} tháng; {reason}")

    candidate_id: int
    outcome: str
    months: int | None
    reason: str
