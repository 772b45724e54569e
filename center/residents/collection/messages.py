"""What people read when a rule of the information sheet refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

FORM = _l("Mẫu số 17, Phụ lục V, Nghị định 163/2026/NĐ-CP.")

MESSAGES: dict[str, Refusal] = {
    "collection.day": Refusal(
        _l("Ngày lập phiếu phải từ ngày vào cơ sở ({admitted}) đến hôm nay."), _l("Sửa lại ngày lập phiếu.")
    ),
    "collection.reason": Refusal(
        _l("Chưa ghi vì sao phải lập bản mới (ít nhất {least} chữ cái)."),
        _l("Ghi điều gì trong bản trước không còn đúng hoặc còn thiếu."),
    ),
    "collection.changed": Refusal(
        _l("Phiếu đã được {name} sửa lúc {at}, sau khi màn hình này mở."),
        _l("Mở bản mới nhất ở thẻ khác để so, rồi lập lại từ bản đó."),
    ),
    "collection.secret": Refusal(
        _l("Không ghi về HIV hoặc thuốc điều trị HIV ở phiếu này."),
        _l("Bỏ phần đó; bác sĩ ghi vào phần mật của hồ sơ y tế. Giấy in sẽ ghi “xem hồ sơ y tế”."),
        _l("Luật 64/2006/QH11, điều 30 (sửa đổi năm 2020)."),
    ),
    "collection.contradiction": Refusal(
        _l("Có ghi chi tiết nhưng chưa trả lời “Có”."), _l("Chọn “Có”, hoặc xóa phần chi tiết."), FORM
    ),
    "collection.pressure_half": Refusal(
        _l("Huyết áp phải có cả số trên và số dưới."), _l("Nhập số còn thiếu, hoặc xóa cả hai.")
    ),
    "collection.pressure": Refusal(
        _l("Huyết áp: số trên phải lớn hơn số dưới."), _l("Đo lại, hoặc sửa số đã nhập.")
    ),
    "collection.substance_twice": Refusal(_l("Một chất được ghi hai dòng."), _l("Gộp thành một dòng."), FORM),
    "collection.age_ahead": Refusal(
        _l("Tuổi lần đầu ({years}) lớn hơn tuổi hiện nay ({age})."), _l("Hỏi lại và sửa tuổi.")
    ),
    "collection.injected_before": Refusal(
        _l("Tuổi lần đầu tiêm chích ({years}) nhỏ hơn tuổi lần đầu sử dụng."), _l("Sửa một trong hai tuổi.")
    ),
    "collection.days_of_month": Refusal(
        _l("Một tháng không có quá {most} ngày."), _l("Sửa số ngày sử dụng trong tháng.")
    ),
    "collection.times_below_days": Refusal(
        _l("Số lần dùng trong tháng ({times}) ít hơn số ngày dùng ({days})."),
        _l("Sửa số lần hoặc số ngày: mỗi ngày dùng ít nhất một lần."),
    ),
    "collection.rehab_year": Refusal(
        _l("Năm cai nghiện {year} nằm ngoài cuộc đời người này."), _l("Sửa lại năm.")
    ),
    "collection.nothing": Refusal(
        _l("Chưa có phiếu thu thập thông tin nào để in."), _l("Lập phiếu trước, rồi in.")
    ),
}
