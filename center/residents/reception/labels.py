"""Words of receptions."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.reception.models import PaperState, ReceptionEventKind
from center.residents.reception.steps import State, Step

STEP_LABELS = {
    Step.PAPERS: _l("Kiểm tra giấy tờ"),
    Step.IDENTITY: _l("Nhân thân, quyết định, nơi cư trú"),
    Step.SEARCH: _l("Khám người, vật cấm"),
    Step.HEALTH: _l("Khám sức khỏe sơ bộ"),
    Step.BELONGINGS: _l("Nhận giữ tư trang, tiền"),
    Step.PHOTO: _l("Chụp ảnh"),
    Step.KIT: _l("Cấp phát đồ dùng theo định mức"),
    Step.CLASSIFICATION: _l("Phân loại"),
    Step.BED: _l("Xếp giường"),
    Step.BADGE: _l("In thẻ"),
    Step.INFORMATION: _l("Thu thập thông tin, phổ biến nội quy"),
    Step.RECORD: _l("Lập biên bản giao, nhận"),
}

STATE_LABELS = {
    State.DONE: _l("Xong"),
    State.NOT_APPLICABLE: _l("Không phải làm"),
    State.WAITING: _l("Chờ y tế"),
    State.DRAFTED: _l("Đã nhập, chưa lưu"),
    State.PUT_OFF: _l("Để sau"),
    State.OPEN: _l("Chưa làm"),
}

STATE_COLOURS = {
    State.DONE: "ok",
    State.NOT_APPLICABLE: "muted",
    State.WAITING: "info",
    State.DRAFTED: "info",
    State.PUT_OFF: "warn",
    State.OPEN: "warn",
}

EVENT_LABELS = {
    ReceptionEventKind.BEGUN: _l("Bắt đầu tiếp nhận"),
    ReceptionEventKind.TAKEN_OVER: _l("Nhận làm tiếp"),
    ReceptionEventKind.ADMITTED: _l("Đã tiếp nhận vào cơ sở"),
    ReceptionEventKind.CLOSED: _l("Kết thúc lượt tiếp nhận"),
    ReceptionEventKind.ABANDONED: _l("Không tiếp nhận"),
}

PAPER_LABELS = {
    PaperState.ORIGINAL: _l("Bản chính"),
    PaperState.COPY: _l("Bản sao"),
    PaperState.MISSING: _l("Không có"),
}
