"""What the person who hands out reads when a rule refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_NORM = _l("Nghị định 163/2026/NĐ-CP, Điều 113.")

MESSAGES: dict[str, Refusal] = {
    "residents.kit_quantity": Refusal(_l("Số lượng cấp phải từ 1 trở lên."), _l("Sửa lại số lượng.")),
    "residents.kit_unknown": Refusal(
        _l("Món này không có trong định mức của ngày cấp."),
        _l("Chọn món khác, hoặc kiểm tra lại ngày cấp."),
        _NORM,
    ),
    "residents.kit_over_norm": Refusal(
        _l("Cấp quá định mức: chỉ còn được cấp {left}."),
        _l("Giảm số lượng, hoặc ghi lý do cấp thêm: mất, rách, bảo hộ lao động …"),
        _NORM,
    ),
    "residents.kit_nothing": Refusal(
        _l("Chưa chọn món nào, hoặc chưa chọn ai."), _l("Chọn ít nhất một dòng.")
    ),
    "residents.kit_women_only": Refusal(
        _l("Đồ dùng vệ sinh phụ nữ chỉ cấp cho học viên nữ."), _l("Bỏ người này ra khỏi danh sách.")
    ),
    "residents.kit_hygiene_cap": Refusal(
        _l("Tháng này đã cấp {spent:đ} đồng; mức tối đa là {cap:đ} đồng một người một tháng."),
        _l("Giảm giá trị cấp, hoặc chờ sang tháng sau."),
        _l("Nghị định 163/2026/NĐ-CP, Điều 113 khoản 3."),
    ),
    "residents.kit_future": Refusal(_l("Ngày cấp nằm ở tương lai."), _l("Nhập ngày đã cấp.")),
    "residents.kit_outside_stay": Refusal(
        _l("Ngày cấp nằm ngoài thời gian người này ở cơ sở."), _l("Kiểm tra lại ngày cấp.")
    ),
    "residents.kit_reason": Refusal(_l("Chưa ghi lý do sửa."), _l("Ghi vì sao lần cấp cũ sai.")),
    "residents.kit_corrected_before": Refusal(_l("Lần cấp này đã được sửa."), _l("Tải lại trang để xem.")),
}
