"""What the record says about the book of legal parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ParameterAdded(Event):
    """A new dated value was added."""

    name = "law:parameter:add"
    sentence = _l("Thêm giá trị {value} của {parameter} từ ngày {valid_from}, {moved} đợt đổi ngày cuối")

    parameter: str
    rule_set: str
    value: str
    valid_from: date
    source: str
    reason: str
    moved: int
    """Stays whose last day moved with it."""


@dataclass(frozen=True)
class ParameterCorrected(Event):
    """A row was replaced by another content."""

    name = "law:parameter:correct"
    sentence = _l("Đính chính {parameter}: {before} → {value}, {moved} đợt đổi ngày cuối")

    parameter: str
    rule_set: str
    before: str
    value: str
    valid_from: date
    source: str
    reason: str
    moved: int


@dataclass(frozen=True)
class ParameterWithdrawn(Event):
    """A row the center had added was taken back."""

    name = "law:parameter:withdraw"
    sentence = _l("Rút lại giá trị {before} của {parameter} từ ngày {valid_from}, {moved} đợt đổi ngày cuối")

    parameter: str
    rule_set: str
    before: str
    valid_from: date
    reason: str
    moved: int


@dataclass(frozen=True)
class ParametersConfirmed(Event):
    """Rows were compared with the official text."""

    name = "law:parameter:confirm"
    sentence = _l("{confirmed_by} đã đối chiếu {count} quy định với văn bản chính thức: {where}")

    count: int
    row_ids: list[int]
    confirmed_by: str
    confirmed_on: date
    where: str


@dataclass(frozen=True)
class OfferSettled(Event):
    """Somebody decided about what a release says instead of the center's own word."""

    name = "law:offer:settle"
    sentence = _l("Xem nội dung của bản cập nhật về {parameter}: {decision}")

    parameter: str
    decision: str
    """``keep`` or ``take``."""
    reason: str
    moved: int
