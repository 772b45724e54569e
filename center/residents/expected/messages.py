"""What is said when an act on an expected arrival is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "expected.birth_unknown": Refusal(
        _l("Chưa ghi ngày sinh hoặc năm sinh."), _l("Ghi ít nhất năm sinh như trong quyết định.")
    ),
    "expected.birth_differs": Refusal(
        _l("Năm sinh khác với năm của ngày sinh ({year})."), _l("Sửa một trong hai, hoặc chỉ ghi ngày sinh.")
    ),
    "expected.birth_impossible": Refusal(
        _l("Năm sinh {year} không thể đúng."), _l("Đọc lại năm sinh trong quyết định.")
    ),
    "expected.decided_in_future": Refusal(
        _l("Ngày quyết định {day} là ngày chưa tới."), _l("Đọc lại ngày trên quyết định.")
    ),
    "expected.before_decision": Refusal(
        _l("Ngày dự kiến đến {day} sớm hơn ngày quyết định."), _l("Sửa lại một trong hai ngày.")
    ),
    "expected.reason": Refusal(
        _l("Chưa ghi lý do."), _l("Ghi một câu: ai báo, bằng văn bản nào, vì sao thay đổi.")
    ),
    "expected.number_waiting": Refusal(
        _l("Số giấy tờ này đã có trong danh sách chờ: {name}, dự kiến ngày {day}."),
        _l("Mở dòng đã có và sửa, thay vì ghi lần nữa."),
    ),
    "expected.amended_meanwhile": Refusal(
        _l("Người khác vừa sửa dòng này."), _l("Mở lại trang, xem bản mới rồi sửa tiếp nếu còn cần.")
    ),
    "expected.arrived": Refusal(
        _l("Người này đã được tiếp nhận."), _l("Mở hồ sơ của đợt cai nghiện để xem hoặc sửa.")
    ),
    "expected.receiving": Refusal(
        _l("Người này đang được tiếp nhận."), _l("Mở lượt tiếp nhận đang chạy và làm tiếp ở đó.")
    ),
    "expected.withdrawn": Refusal(
        _l("Dòng này đã được rút khỏi danh sách chờ."), _l("Nếu người đó vẫn đến, ghi một dòng mới.")
    ),
}
