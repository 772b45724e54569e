"""Words of expected arrivals."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.expected.rules import ExpectedState

STATE_LABELS = {
    ExpectedState.OVERDUE: _l("Quá ngày dự kiến"),
    ExpectedState.TODAY: _l("Hôm nay"),
    ExpectedState.LATER: _l("Sắp tới"),
    ExpectedState.RECEIVING: _l("Đang tiếp nhận"),
    ExpectedState.ARRIVED: _l("Đã đến"),
    ExpectedState.WITHDRAWN: _l("Không đến nữa"),
}

STATE_COLOURS = {
    ExpectedState.OVERDUE: "danger",
    ExpectedState.TODAY: "warn",
    ExpectedState.LATER: "info",
    ExpectedState.RECEIVING: "info",
    ExpectedState.ARRIVED: "ok",
    ExpectedState.WITHDRAWN: "muted",
}
