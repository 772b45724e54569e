"""The sentences for photos that cannot be stored."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_TAKE_ANOTHER = _l("Chụp lại ảnh hoặc chọn ảnh khác (JPEG, PNG hoặc WebP). Các ô đã nhập vẫn được giữ.")

MESSAGES: dict[str, Refusal] = {
    "residents.photo_too_large": Refusal(
        _l("Tệp ảnh nặng {megabytes} MB, vượt mức {limit} MB."),
        _l("Chụp lại bằng camera của trang này, hoặc thu nhỏ ảnh rồi chọn lại. Các ô đã nhập vẫn được giữ."),
    ),
    "residents.photo_empty": Refusal(_l("Tệp ảnh rỗng."), _TAKE_ANOTHER),
    "residents.photo_heic": Refusal(
        _l("Ảnh ở dạng HEIC của iPhone, hệ thống không đọc được."),
        _l(
            "Trên iPhone chọn Cài đặt › Camera › Định dạng › “Tương thích nhất” rồi chụp lại, hoặc lưu ảnh "
            "thành JPEG rồi chọn lại."
        ),
    ),
    "residents.photo_not_an_image": Refusal(
        _l("Tệp này không phải ảnh JPEG, PNG hoặc WebP, dù tên tệp có thể ghi như vậy."), _TAKE_ANOTHER
    ),
    "residents.photo_damaged": Refusal(_l("Tệp ảnh bị hỏng hoặc chưa tải lên hết."), _TAKE_ANOTHER),
    "residents.photo_too_many_pixels": Refusal(
        _l("Ảnh có quá nhiều điểm ảnh (tối đa {limit} triệu)."),
        _l("Chụp lại bằng camera của trang này, hoặc thu nhỏ ảnh rồi chọn lại."),
    ),
    "residents.photo_too_small": Refusal(
        _l("Ảnh chỉ có {width}×{height} điểm ảnh; cần ít nhất {least_width}×{least_height} để nhận mặt."),
        _TAKE_ANOTHER,
    ),
}
