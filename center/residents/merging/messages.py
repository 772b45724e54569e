"""What is said when a merge is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "residents.merge_unknown": Refusal(
        _l("Không tìm thấy hồ sơ «{typed}»."),
        _l("Gõ đúng mã hồ sơ, ví dụ HV000123, hoặc chọn trong danh sách."),
    ),
    "residents.merge_same": Refusal(_l("Đây là cùng một hồ sơ."), _l("Chọn hồ sơ thứ hai của người này.")),
    "residents.merge_merged": Refusal(
        _l("Hồ sơ {file} đã gộp vào hồ sơ {kept}."), _l("Mở hồ sơ {kept} và đề nghị gộp từ hồ sơ đó.")
    ),
    "residents.merge_both_inside": Refusal(
        _l("Cả hai hồ sơ {file} và {other} đều có đợt đang chấp hành, nên là hai người khác nhau."),
        _l("Đối chiếu người thật với hai hồ sơ. Nếu một đợt mở nhầm, báo lãnh đạo để kết thúc đợt đó trước."),
    ),
    "residents.merge_wrong_way": Refusal(
        _l("Hồ sơ {file} có đợt đang chấp hành; thẻ, giường và danh sách đang mang mã này."),
        _l("Giữ hồ sơ {file}: mở hồ sơ đó và đề nghị gộp hồ sơ còn lại vào."),
    ),
    "residents.merge_reason": Refusal(
        _l("Chưa ghi lý do."), _l("Ghi vì sao biết hai hồ sơ là của một người, hoặc vì sao không phải.")
    ),
    "residents.merge_pending": Refusal(
        _l("Một trong hai hồ sơ đang có đề nghị gộp chờ duyệt."),
        _l("Chờ lãnh đạo quyết định đề nghị đó trước."),
    ),
    "residents.merge_decided": Refusal(_l("Đề nghị này đã được quyết định."), _l("Tải lại trang để xem.")),
    "residents.merge_own": Refusal(
        _l("Người đề nghị không được tự duyệt."), _l("Lãnh đạo khác duyệt đề nghị này.")
    ),
    "residents.merge_not_done": Refusal(
        _l("Hai hồ sơ này hiện không gộp với nhau."), _l("Tải lại trang để xem.")
    ),
}
