"""Refusals about reductions in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

CONDITIONS = _l("Nghị định 116/2021/NĐ-CP, điều 58.1.")
POSTING = _l("Nghị định 116/2021/NĐ-CP, điều 58.5.b; ngày niêm yết không tính (Bộ luật Dân sự, điều 147.2).")
OPEN_POINT = _l(
    "Luật 120/2025/QH15 và Nghị định 163/2026/NĐ-CP không còn quy định giảm thời hạn; người theo luật cũ có còn được "
    "đề nghị hay không là vấn đề chưa có hướng dẫn."
)

MESSAGES = {
    "reduction.off": Refusal(
        _l("Ngày {day} việc xét giảm thời hạn đang tắt."),
        _l(
            "Lãnh đạo bật tham số reduction.enabled ở trang Tham số pháp luật, ghi rõ căn cứ, rồi mở đợt xét."
        ),
        OPEN_POINT,
    ),
    "reduction.open_point_reason": Refusal(
        _l("Chưa ghi vì sao xét giảm thời hạn khi luật chưa rõ."),
        _l("Ghi số, ngày của văn bản hướng dẫn hoặc ý kiến chỉ đạo."),
        OPEN_POINT,
    ),
    "reduction.review_behind": Refusal(
        _l("Ngày xét sớm hơn đợt trước (ngày {previous})."), _l("Sửa lại ngày xét.")
    ),
    "reduction.review_day": Refusal(_l("Ngày xét không được ở tương lai."), _l("Sửa lại ngày xét.")),
    "reduction.review_open": Refusal(
        _l("Đợt xét ngày {day} chưa gửi Tòa án."), _l("Làm xong đợt đó trước khi mở đợt mới.")
    ),
    "reduction.locked": Refusal(
        _l("Danh sách đã chốt: hội đồng đã họp."),
        _l("Chỉ đưa người ra khỏi danh sách khi trả lời ý kiến niêm yết."),
    ),
    "reduction.people_changed": Refusal(
        _l("Danh sách đã thay đổi từ khi mở trang."), _l("Tải lại trang rồi nhập lại.")
    ),
    "reduction.line_changed": Refusal(
        _l("Dòng này vừa được sửa bởi người khác."), _l("Tải lại trang để xem, rồi sửa tiếp.")
    ),
    "reduction.batch_refused": Refusal(
        _l("{count} người chưa lưu được; chưa có gì được lưu."), _l("Xem lý do ở từng dòng rồi lưu lại.")
    ),
    "reduction.range": Refusal(
        _l("Chỉ đề nghị giảm từ {low} đến {high} tháng, không phải {months}."),
        _l("Sửa lại số tháng."),
        CONDITIONS,
    ),
    "reduction.grounds_needed": Refusal(_l("Chưa ghi lý do đề nghị."), _l("Ghi lý do như sẽ in ở cột 10.")),
    "reduction.already_listed": Refusal(_l("Người này đã có trong danh sách."), _l("Sửa dòng đã có.")),
    "reduction.not_r2022": Refusal(
        _l("Chỉ người cai nghiện bắt buộc đang chấp hành theo luật cũ mới được xét giảm."),
        _l("Chọn người khác."),
        CONDITIONS,
    ),
    "reduction.exception_reason": Refusal(
        _l("Người này chưa đủ điều kiện; chưa có lý do bằng văn bản của lãnh đạo."),
        _l("Ghi lý do và số văn bản."),
        CONDITIONS,
    ),
    "reduction.meeting_day": Refusal(
        _l("Ngày họp phải từ ngày xét ({reviewed}) đến hôm nay."), _l("Sửa lại ngày họp.")
    ),
    "reduction.minutes_needed": Refusal(_l("Chưa ghi số biên bản."), _l("Ghi số biên bản.")),
    "reduction.members_needed": Refusal(_l("Chưa ghi thành phần."), _l("Ghi mỗi người một dòng.")),
    "reduction.nobody_proposed": Refusal(
        _l("Danh sách chưa đề nghị ai."), _l("Nhập số tháng cho ít nhất một người.")
    ),
    "reduction.out_of_order": Refusal(
        _l("Đợt xét chưa đến hoặc đã qua bước này."), _l("Xem bước đang chờ trên trang của đợt.")
    ),
    "reduction.posted_early": Refusal(
        _l("Không niêm yết được trước ngày họp ({meeting})."), _l("Sửa lại ngày.")
    ),
    "reduction.posting_short": Refusal(
        _l("Phải niêm yết ít nhất {days} ngày làm việc: sớm nhất đến hết ngày {least}."),
        _l("Sửa lại ngày cuối niêm yết."),
        POSTING,
    ),
    "reduction.sent_early": Refusal(
        _l("Chỉ gửi sau khi hết niêm yết (ngày {posted_to}) và không ghi ngày ở tương lai."),
        _l("Chờ hết niêm yết, hoặc sửa lại ngày gửi."),
        POSTING,
    ),
    "reduction.unanswered": Refusal(
        _l("Còn {count} ý kiến chưa trả lời."), _l("Trả lời từng ý kiến rồi gửi.")
    ),
    "reduction.not_printed": Refusal(
        _l("Chưa in văn bản đề nghị và danh sách."), _l("In hai văn bản, ký rồi gửi.")
    ),
    "reduction.court_needed": Refusal(_l("Chưa ghi Tòa án nhận."), _l("Ghi tên Tòa án.")),
    "reduction.objection_empty": Refusal(_l("Chưa ghi nội dung ý kiến."), _l("Ghi lại ý kiến.")),
    "reduction.objection_day": Refusal(
        _l("Ngày nhận ý kiến phải từ ngày niêm yết ({posted}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "reduction.answered": Refusal(_l("Ý kiến này đã được trả lời."), _l("Xem câu trả lời.")),
    "reduction.answer_empty": Refusal(_l("Chưa ghi câu trả lời."), _l("Ghi kết luận.")),
    "reduction.not_sent": Refusal(
        _l("Danh sách chưa gửi Tòa án nên chưa thể có kết quả."), _l("Ghi việc gửi trước.")
    ),
    "reduction.not_on_list": Refusal(
        _l("Người này không có trong danh sách đã gửi."), _l("Chọn người có trong danh sách.")
    ),
    "reduction.result_day": Refusal(
        _l("Ngày quyết định của Tòa án phải từ ngày gửi ({sent}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "reduction.result_number": Refusal(_l("Chưa ghi số quyết định của Tòa án."), _l("Ghi số quyết định.")),
    "reduction.result_months": Refusal(_l("Chưa ghi số tháng được giảm."), _l("Nhập số tháng.")),
    "reduction.result_known": Refusal(
        _l("Đã ghi kết quả của người này (quyết định {number})."),
        _l("Nếu ghi sai thì sửa kết quả, có lý do."),
    ),
    "reduction.no_result": Refusal(_l("Chưa có kết quả nào để sửa."), _l("Ghi kết quả trước.")),
    "reduction.reason_needed": Refusal(_l("Chưa ghi lý do."), _l("Ghi lý do.")),
}
