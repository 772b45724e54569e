"""What is said when an act on the person is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "residents.person_unchanged": Refusal(
        _l("Không có ô nào khác với hồ sơ hiện tại."), _l("Sửa ô cần đính chính rồi lưu lại.")
    ),
    "residents.person_reason": Refusal(
        _l("Chưa ghi lý do và căn cứ."),
        _l("Ghi vì sao sửa và theo giấy tờ nào, ví dụ: theo giấy khai sinh số … ngày …"),
    ),
    "residents.person_merged": Refusal(
        _l("Hồ sơ này đã gộp vào hồ sơ {kept}, không sửa ở đây được."),
        _l("Mở hồ sơ {kept} và sửa ở đó."),
    ),
    "residents.birth_in_future": Refusal(_l("Ngày sinh là ngày chưa tới."), _l("Xem lại năm sinh.")),
    "residents.identifier_amended": Refusal(
        _l("Dòng giấy tờ này đã có bản ghi thay thế."),
        _l("Tải lại trang và sửa ở dòng mới nhất của giấy tờ đó."),
    ),
    "residents.identifier_unchanged": Refusal(
        _l("Bản ghi mới giống hệt bản đang có."), _l("Sửa ô cần đính chính rồi lưu lại.")
    ),
    "residents.identifier_there": Refusal(
        _l("Số này đã có trong hồ sơ."), _l("Nếu cần sửa ngày cấp hoặc nơi cấp, đính chính dòng đang có.")
    ),
}
