"""What people read when a rule of the plan refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

FORM = _l("Mẫu số 18, Phụ lục V, Nghị định 163/2026/NĐ-CP.")

MESSAGES: dict[str, Refusal] = {
    "plan.day": Refusal(
        _l("Ngày lập kế hoạch phải từ ngày vào cơ sở ({admitted}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "plan.goal_needed": Refusal(
        _l("Phần này chưa có mục tiêu nào."), _l("Ghi ít nhất một mục tiêu, mỗi dòng một mục tiêu."), FORM
    ),
    "plan.secret": Refusal(
        _l("Không ghi về HIV hoặc thuốc điều trị HIV ở kế hoạch này."),
        _l("Bỏ phần đó; bác sĩ ghi vào phần mật của hồ sơ y tế."),
        _l("Luật 64/2006/QH11, điều 30 (sửa đổi năm 2020)."),
    ),
    "plan.reason": Refusal(
        _l("Chưa ghi vì sao phải lập bản mới (ít nhất {least} chữ cái)."),
        _l("Ghi điều gì đã thay đổi so với bản trước."),
    ),
    "plan.changed": Refusal(
        _l("Kế hoạch đã được {name} sửa lúc {at}, sau khi màn hình này mở."),
        _l("Mở bản mới nhất ở thẻ khác để so, rồi lập lại từ bản đó."),
    ),
    "plan.missing": Refusal(_l("Chưa có kế hoạch nào."), _l("Lập kế hoạch trước, rồi đánh giá hoặc in.")),
    "plan.evaluation_day": Refusal(
        _l("Ngày đánh giá phải từ ngày lập kế hoạch ({drawn}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "plan.grade_needed": Refusal(
        _l("Có mục tiêu chưa được đánh giá."), _l("Chọn một mức cho từng mục tiêu: {scale}."), FORM
    ),
    "plan.adjustment_needed": Refusal(
        _l("Có mục tiêu “{grade}” nhưng chưa ghi phải điều chỉnh gì."),
        _l("Ghi việc sẽ làm khác đi trong thời gian tới."),
        _l("Quy trình của cơ sở."),
    ),
    "plan.evaluation_changed": Refusal(
        _l("Bản đánh giá này đã được sửa."), _l("Mở lại trang kế hoạch và sửa từ bản mới nhất.")
    ),
}
