"""Vietnamese words for rewards and discipline."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.conduct.models import ConductKind
from center.residents.conduct.rules import Standing

CONDUCT_LABELS = {
    ConductKind.OCCASIONAL: _l("Khen thưởng đột xuất"),
    ConductKind.PERIODIC: _l("Khen thưởng định kỳ"),
    ConductKind.CRITICISM: _l("Phê bình"),
    ConductKind.WARNING: _l("Cảnh cáo"),
    ConductKind.SEPARATION: _l("Đưa vào quản lý tại khu dành riêng"),
}

STANDING_LABELS = {
    Standing.PROPOSED: _l("Chờ quyết định"),
    Standing.REFUSED: _l("Không chấp nhận"),
    Standing.TAKEN_BACK: _l("Đã thu hồi"),
    Standing.AWARDED: _l("Đã khen thưởng"),
    Standing.AHEAD: _l("Chưa đến ngày"),
    Standing.IN_FORCE: _l("Đang có hiệu lực"),
    Standing.REVIEW_DUE: _l("Đến hạn xem xét lại"),
    Standing.OVER: _l("Đã hết hiệu lực"),
}

STANDING_STATES = {
    Standing.PROPOSED: "info",
    Standing.REFUSED: "muted",
    Standing.TAKEN_BACK: "muted",
    Standing.AWARDED: "ok",
    Standing.AHEAD: "info",
    Standing.IN_FORCE: "warn",
    Standing.REVIEW_DUE: "danger",
    Standing.OVER: "muted",
}

REWARD_FORMS = (
    "Biểu dương trước toàn khu",
    "Giấy khen",
    "Thưởng hiện vật",
    "Thêm một lần gọi điện thoại cho thân nhân",
    "Thêm thời gian gặp thân nhân trong mức quy định",
)
"""What centers commonly award; the form offers them, anything may be typed."""
