"""Vietnamese words for the codes of things in custody."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.property.models import ActKind, ContrabandOutcome, FoundWhere, ItemKind

ITEM_LABELS = {
    ItemKind.ITEM: _l("Đồ dùng"),
    ItemKind.VALUABLE: _l("Đồ có giá trị"),
    ItemKind.PAPER: _l("Giấy tờ, văn bằng"),
}

ACT_LABELS = {ActKind.TAKEN: _l("Nhận giữ"), ActKind.RETURNED: _l("Trả")}

FOUND_LABELS = {
    FoundWhere.ENTRY: _l("Khám người khi tiếp nhận"),
    FoundWhere.ROOM: _l("Kiểm tra phòng ở"),
    FoundWhere.VISIT: _l("Sau thăm gặp"),
    FoundWhere.POST: _l("Trong thư, bưu phẩm"),
    FoundWhere.OTHER: _l("Trường hợp khác"),
}

OUTCOME_LABELS = {
    ContrabandOutcome.DESTROYED: _l("Tiêu hủy"),
    ContrabandOutcome.HANDED_OVER: _l("Bàn giao cơ quan chức năng"),
    ContrabandOutcome.SENT_BACK: _l("Trả lại người gửi, gia đình"),
}
