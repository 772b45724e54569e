"""Words of the duties."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.legal.workdays.models import DayEffect
from center.residents.duty.models import CaseKind, DutyAction, DutyState

STATE_LABELS: dict[DutyState, str] = {
    DutyState.OPEN: _l("Phải làm"),
    DutyState.DONE: _l("Đã làm"),
    DutyState.NOT_APPLICABLE: _l("Không áp dụng"),
}

STATUS_LABELS: dict[str, str] = {
    "late": _l("Quá hạn"),
    "soon": _l("Sắp đến hạn"),
    "open": _l("Trong hạn"),
    "information": _l("Để theo dõi"),
    "done": _l("Đã làm"),
    "done_late": _l("Đã làm, quá hạn"),
    "not_applicable": _l("Không áp dụng"),
}
"""How a duty stands at a moment."""

STATUS_COLOURS: dict[str, str] = {
    "late": "danger",
    "soon": "warn",
    "open": "info",
    "information": "muted",
    "done": "ok",
    "done_late": "warn",
    "not_applicable": "muted",
}

ACTION_LABELS: dict[DutyAction, str] = {
    DutyAction.OPENED: _l("Phát sinh"),
    DutyAction.MOVED: _l("Đổi hạn"),
    DutyAction.DONE: _l("Đã làm"),
    DutyAction.NOT_APPLICABLE: _l("Không áp dụng"),
    DutyAction.REOPENED: _l("Mở lại"),
    DutyAction.ESCALATED: _l("Nhắc, báo lên"),
}

CASE_LABELS: dict[CaseKind, str] = {
    CaseKind.BREACH: _l("Lộ, mất dữ liệu cá nhân"),
    CaseKind.DATA_REQUEST: _l("Yêu cầu của chủ thể dữ liệu"),
    CaseKind.FUNERAL_REQUEST: _l("Đơn đề nghị cho về chịu tang"),
    CaseKind.DRUG_LOSS: _l("Thất thoát, nhầm lẫn thuốc phải kiểm soát đặc biệt"),
}

EFFECT_LABELS: dict[DayEffect, str] = {
    DayEffect.OFF: _l("Nghỉ"),
    DayEffect.WORKED: _l("Làm bù"),
    DayEffect.USUAL: _l("Như ngày thường"),
}

WEEKDAYS = (
    _l("Thứ hai"), _l("Thứ ba"), _l("Thứ tư"), _l("Thứ năm"), _l("Thứ sáu"), _l("Thứ bảy"), _l("Chủ nhật"),
)  # fmt: skip
