"""Vietnamese words of the reduction of terms."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.reduction.models import Outcome, ReviewStep
from center.residents.reduction.rules import Missing, MonthState

MISSING_LABELS = {
    Missing.HALF: _l("chưa chấp hành đủ một nửa"),
    Missing.MONTHS: _l("chưa đủ số tháng được xếp loại"),
    Missing.UNGRADED: _l("có tháng chưa xếp loại"),
    Missing.BELOW: _l("có tháng dưới khá"),
    Missing.AT_LARGE: _l("đang bỏ trốn"),
    Missing.OVER: _l("đã hết thời hạn"),
}
MONTH_LABELS = {
    MonthState.UNGRADED: _l("chưa xếp loại"),
    MonthState.BEFORE: _l("chưa vào"),
}
MONTH_STATES = {
    MonthState.GOOD: "ok",
    MonthState.BELOW: "danger",
    MonthState.UNGRADED: "warn",
    MonthState.BEFORE: "muted",
}
STEP_LABELS = {
    ReviewStep.PREPARING: _l("đang lập danh sách"),
    ReviewStep.COUNCIL: _l("chờ niêm yết"),
    ReviewStep.POSTED: _l("đang niêm yết, chờ gửi Tòa án"),
    ReviewStep.SENT: _l("đã gửi Tòa án"),
}
STEP_STATES = {
    ReviewStep.PREPARING: "info",
    ReviewStep.COUNCIL: "warn",
    ReviewStep.POSTED: "warn",
    ReviewStep.SENT: "ok",
}
OUTCOME_LABELS = {
    Outcome.GRANTED: _l("được giảm"),
    Outcome.REFUSED: _l("không được giảm"),
    Outcome.LAPSED: _l("không còn xem xét"),
}
OUTCOME_STATES = {Outcome.GRANTED: "ok", Outcome.REFUSED: "muted", Outcome.LAPSED: "muted"}
