"""Vietnamese words of the conveyor."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.stage.model import Pace, StageAct, StageLimit, Step

STEP_LABELS = {
    Step.START_DETOX: _l("Kết thúc tiếp nhận, bắt đầu cắt cơn"),
    Step.END_DETOX: _l("Kết thúc cắt cơn, bắt đầu giáo dục"),
    Step.END_EDUCATION: _l("Kết thúc giáo dục"),
    Step.START_LABOUR: _l("Bắt đầu lao động trị liệu, học nghề"),
    Step.START_REINTEGRATION: _l("Bắt đầu chuẩn bị tái hòa nhập"),
}
"""What the step is called on its button and in lists."""

STEP_DONE = {
    Step.START_DETOX: "Kết thúc tiếp nhận, phân loại; bắt đầu cắt cơn, giải độc",
    Step.END_DETOX: "Kết thúc cắt cơn, giải độc; bắt đầu giáo dục, phục hồi hành vi",
    Step.END_EDUCATION: "Kết thúc giáo dục, phục hồi hành vi",
    Step.START_LABOUR: "Bắt đầu lao động trị liệu, học nghề",
    Step.START_REINTEGRATION: "Bắt đầu chuẩn bị tái hòa nhập cộng đồng",
}
"""The line of the timeline."""

ACT_LABELS = {StageAct.BEGIN: _l("bắt đầu"), StageAct.FINISH: _l("kết thúc")}

LIMIT_LABELS = {
    StageLimit.DETOX_MIN: _l("số ngày cắt cơn tối thiểu"),
    StageLimit.EDUCATION_MIN: _l("số tháng giáo dục tối thiểu"),
    StageLimit.REINTEGRATION_WINDOW: _l("chỉ chuẩn bị tái hòa nhập trong những ngày cuối"),
}

PACE_LABELS = {
    Pace.LATE: _l("Quá hạn"),
    Pace.BLOCKED: _l("Đang vướng"),
    Pace.DUE: _l("Làm được ngay"),
    Pace.RUNNING: _l("Đang thực hiện"),
}

PACE_STATES = {Pace.LATE: "danger", Pace.BLOCKED: "warn", Pace.DUE: "info", Pace.RUNNING: "muted"}
"""Colours of state."""
