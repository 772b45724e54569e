"""Refusals about papers, in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "documents.pdf_unavailable": Refusal(
        what=_l("Máy chủ này chưa in được PDF: thiếu thư viện Pango ({cause})."),
        next_step=_l("Quản trị hệ thống chạy lệnh sau trên máy chủ rồi khởi động lại phần mềm: {command}"),
    ),
    "documents.already_withdrawn": Refusal(
        what=_l("Giấy tờ này đã bị thu hồi."),
        next_step=_l("Không cần làm gì thêm; nếu cần giấy mới, lập và ban hành bản khác."),
    ),
    "documents.already_superseded": Refusal(
        what=_l("Giấy tờ này đã được thay bằng một bản mới hơn."),
        next_step=_l("Mở bản mới nhất rồi thay thế hoặc thu hồi bản đó."),
    ),
    "documents.other_stay": Refusal(
        what=_l("Bản thay thế phải cùng loại và cùng đợt cai nghiện với bản cũ."),
        next_step=_l("Kiểm tra lại hồ sơ đã chọn, hoặc ban hành như một giấy tờ mới."),
    ),
    "documents.reason_needed": Refusal(
        what=_l("Thu hồi giấy tờ phải ghi rõ lý do."),
        next_step=_l("Nhập lý do rồi gửi lại."),
    ),
    "documents.bad_symbol": Refusal(
        what=_l("Ký hiệu “{symbol}” không đúng cách ghi."),
        next_step=_l("Chỉ dùng chữ cái, chữ số và dấu gạch nối, không có dấu cách, ví dụ CN-CSCN."),
        rule=_l(
            "Nghị định 30/2020/NĐ-CP, Phụ lục I: giữa các nhóm chữ viết tắt có dấu gạch nối không cách chữ."
        ),
    ),
}
