"""Refusals about rewards and discipline in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

KINDS = _l("Nghị định 163/2026/NĐ-CP, điều 125; Nghị định 116/2021/NĐ-CP, điều 71.")
NO_LIMIT = _l("Không nghị định nào nêu số ngày tối đa ở khu dành riêng, nên phải hẹn ngày xem xét lại.")

MESSAGES = {
    "conduct.deed_needed": Refusal(_l("Chưa ghi việc đã làm."), _l("Ghi rõ thành tích hoặc vi phạm.")),
    "conduct.deed_day": Refusal(
        _l("Ngày xảy ra phải từ ngày vào cơ sở ({admitted}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "conduct.merit_is_reward": Refusal(
        _l("Lập công chỉ đi với khen thưởng."), _l("Bỏ đánh dấu lập công, hoặc chọn hình thức khen thưởng.")
    ),
    "conduct.proof_needed": Refusal(
        _l("Công nhận lập công mà chưa có chứng cứ."),
        _l("Ghi biên bản, xác nhận, số sự việc … chứng minh."),
        _l("Lập công ảnh hưởng đến thời hạn: Nghị định 116/2021/NĐ-CP, điều 58.1."),
    ),
    "conduct.decision_day": Refusal(
        _l("Ngày quyết định phải từ ngày xảy ra việc ({happened}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "conduct.decider_needed": Refusal(_l("Chưa ghi ai quyết định."), _l("Ghi họ tên, chức vụ.")),
    "conduct.form_needed": Refusal(
        _l("Chưa ghi hình thức khen thưởng."), _l("Chọn hoặc gõ hình thức."), KINDS
    ),
    "conduct.start_needed": Refusal(
        _l("Chưa ghi ngày bắt đầu có hiệu lực."), _l("Nhập ngày bắt đầu."), KINDS
    ),
    "conduct.starts_before_decision": Refusal(
        _l("Kỷ luật không có hiệu lực trước ngày quyết định ({decided})."), _l("Sửa lại ngày bắt đầu.")
    ),
    "conduct.reversed": Refusal(
        _l("Ngày hết hiệu lực sớm hơn ngày bắt đầu."), _l("Sửa lại một trong hai ngày.")
    ),
    "conduct.end_needed": Refusal(
        _l("Chưa ghi ngày hết hiệu lực."), _l("Nhập ngày mà từ hôm sau kỷ luật được coi là đã xóa."), KINDS
    ),
    "conduct.review_needed": Refusal(
        _l("Chưa hẹn ngày xem xét lại."), _l("Nhập ngày xem xét lại."), NO_LIMIT
    ),
    "conduct.review_day": Refusal(
        _l("Ngày xem xét lại phải sau ngày này và không quá ngày kết thúc."), _l("Sửa lại ngày."), NO_LIMIT
    ),
    "conduct.review_past": Refusal(_l("Ngày xem xét phải từ ngày {since} đến hôm nay."), _l("Sửa lại ngày.")),
    "conduct.finding_needed": Refusal(
        _l("Chưa ghi nhận xét."), _l("Ghi tình trạng sức khỏe, thái độ và vì sao tiếp tục hoặc kết thúc.")
    ),
    "conduct.decided": Refusal(
        _l("Đề nghị này đã được quyết định."), _l("Muốn đổi thì sửa hoặc thu hồi quyết định, có lý do.")
    ),
    "conduct.reason_needed": Refusal(_l("Chưa ghi lý do."), _l("Ghi lý do để người sau đọc được.")),
    "conduct.nothing_in_force": Refusal(
        _l("Không có quyết định nào đang có hiệu lực để sửa."), _l("Xem lại trang của đề nghị.")
    ),
    "conduct.nothing_to_review": Refusal(
        _l("Không có việc quản lý tại khu dành riêng nào đang diễn ra để xem xét."),
        _l("Xem lại trang của quyết định."),
    ),
    "conduct.paper_of_nothing": Refusal(_l("Chưa có quyết định nào để in."), _l("Ghi quyết định trước.")),
}
