"""The sentences about badges that are refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "residents.badge_not_lost": Refusal(
        _l("Thẻ này không được báo mất."), _l("Chỉ ghi tìm thấy cho thẻ đã báo mất; xem lại số thẻ.")
    ),
    "residents.badge_found_before": Refusal(
        _l("Thẻ được báo mất lúc {lost_at}: không thể tìm thấy trước lúc đó."),
        _l("Nhập lại thời điểm tìm thấy."),
    ),
}
