"""Refusals about contacts in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_NUMBERS = _l(
    "Di động: 10 chữ số, bắt đầu bằng 03, 05, 07, 08, 09. Cố định: 02 và mã vùng, 10 hoặc 11 chữ số."
)

MESSAGES: dict[str, Refusal] = {
    "contact.phone": Refusal(
        _l("«{typed}» không phải số điện thoại gọi được."),
        _l("Nhập như 0912 345 678; số nước ngoài thì bắt đầu bằng dấu + và mã nước."),
        _NUMBERS,
    ),
    "contact.phone_old": Refusal(
        _l("«{typed}» là số di động 11 chữ số, đã đổi đầu số từ năm 2018."),
        _l("Hỏi lại số hiện nay; 0162–0169 đổi thành 032–039, các đầu số khác tra ở nhà mạng."),
        _NUMBERS,
    ),
    "contact.phone_two": Refusal(
        _l("Ô điện thoại chỉ ghi một số."),
        _l("Ghi số thứ hai ở người thân khác, hoặc trong ô địa chỉ."),
        _NUMBERS,
    ),
    "contact.name_needed": Refusal(_l("Chưa ghi họ tên."), _l("Ghi họ tên người thân.")),
    "contact.relation_needed": Refusal(_l("Chưa ghi quan hệ."), _l("Ghi mẹ, vợ, anh ruột …")),
    "contact.not_told_reason": Refusal(
        _l("Chưa ghi vì sao không được báo tin cho người này."),
        _l("Ghi lý do, ví dụ: bạo lực gia đình theo lời khai ngày …; chỉ người có trách nhiệm đọc được."),
    ),
    "contact.not_told_main": Refusal(
        _l("Người không được báo tin không thể là người liên hệ chính."),
        _l("Bỏ đánh dấu một trong hai, hoặc chọn người khác làm người liên hệ chính."),
    ),
    "contact.not_told_visits": Refusal(
        _l("Người không được báo tin thì không được thăm gặp."), _l("Bỏ đánh dấu «Được thăm gặp».")
    ),
    "contact.nothing_changed": Refusal(_l("Chưa sửa gì."), _l("Sửa ô cần sửa, hoặc quay lại.")),
    "contact.reason_needed": Refusal(_l("Chưa ghi lý do."), _l("Ghi ai báo, giấy tờ nào, ngày nào.")),
    "contact.minor_needs_representative": Refusal(
        _l("Người dưới 18 tuổi phải còn ít nhất một người đại diện được báo tin."),
        _l("Ghi người đại diện khác trước, rồi sửa người này."),
        _l("Bộ luật Dân sự 91/2015/QH13, điều 136; Luật Phòng, chống ma túy 120/2025/QH15, điều 36."),
    ),
    "contact.amended_before": Refusal(
        _l("Dòng này đã được sửa hoặc thôi ở nơi khác."), _l("Tải lại trang để xem dòng hiện nay.")
    ),
}
