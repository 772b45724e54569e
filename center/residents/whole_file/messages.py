"""What is said when a print of the whole file is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "whole_file.purpose": Refusal(
        _l("Chưa ghi in để làm gì."),
        _l(
            "Ghi mục đích, ví dụ: gửi Viện kiểm sát theo công văn số 12. Mục đích in trên bìa và được lưu lại."
        ),
        _l("Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: dữ liệu nhạy cảm chỉ được dùng đúng mục đích."),
    ),
    "whole_file.no_parts": Refusal(
        _l("Chưa chọn phần nào để in."), _l("Đánh dấu ít nhất một phần của hồ sơ.")
    ),
    "whole_file.over": Refusal(
        _l("Bản in này đã hết hạn giữ và đã được xóa."),
        _l("Mở hồ sơ và in lại nếu còn cần; ghi mục đích của lần in mới."),
    ),
}
