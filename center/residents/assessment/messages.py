"""Refusals of the periodic assessment in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

OWN_RULE = _l("Quy chế xếp loại của cơ sở, có hiệu lực trong kỳ này.")

MESSAGES = {
    "assessment.no_period": Refusal(
        _l("Ngày {day} không phải ngày đầu của một kỳ xếp loại."), _l("Chọn một kỳ trong danh sách.")
    ),
    "assessment.period_ahead": Refusal(
        _l("Kỳ bắt đầu ngày {first} chưa đến."), _l("Mở đợt xếp loại khi kỳ đã bắt đầu.")
    ),
    "assessment.nobody": Refusal(
        _l("Không còn ai để xếp loại: mọi người trong phạm vi này đã có trong một đợt của kỳ."),
        _l("Xem lại đợt đã mở, hoặc chọn khu khác."),
    ),
    "assessment.decided": Refusal(
        _l("Hội đồng đã quyết định đợt này (biên bản {minutes})."),
        _l("Nếu một người bị xếp sai thì sửa xếp loại của người đó, có lý do."),
    ),
    "assessment.people_changed": Refusal(
        _l("Danh sách đã thay đổi từ khi mở trang."), _l("Tải lại trang rồi nhập lại những dòng còn thiếu.")
    ),
    "assessment.criteria_changed": Refusal(
        _l("Số tiêu chí không khớp với quy chế của kỳ."), _l("Tải lại trang rồi nhập lại.")
    ),
    "assessment.points_range": Refusal(
        _l("Điểm «{criterion}» phải từ 0 đến {most}, không phải {given}."), _l("Sửa lại điểm."), OWN_RULE
    ),
    "assessment.level_unknown": Refusal(_l("Không có mức xếp loại này."), _l("Chọn lại mức.")),
    "assessment.reason_needed": Refusal(
        _l("Khác với số liệu mà chưa có lý do."),
        _l("Ghi lý do, hoặc chọn một câu có sẵn."),
        _l("Đề nghị khác số liệu phải nói vì sao, để hội đồng và học viên đọc được."),
    ),
    "assessment.too_short": Refusal(
        _l("Người này chỉ ở cơ sở {days} ngày trong kỳ, chưa đủ để xếp loại."),
        _l("Bỏ dòng này; kỳ sau sẽ xếp loại."),
        OWN_RULE,
    ),
    "assessment.line_changed": Refusal(
        _l("{by} vừa sửa dòng này."), _l("Xem điểm mới bên cạnh; lưu lần nữa nếu vẫn giữ đề nghị của mình.")
    ),
    "assessment.batch_refused": Refusal(
        _l("{count} người chưa lưu được; chưa có gì được lưu."), _l("Xem lý do ở từng dòng rồi lưu lại.")
    ),
    "assessment.waiting": Refusal(
        _l("Còn {count} người chưa có ai đề nghị."),
        _l("Mở danh sách «Chưa ai đề nghị», xem rồi lưu; hoặc xác nhận phần còn lại theo số liệu."),
    ),
    "assessment.meeting_day": Refusal(
        _l("Ngày họp phải từ ngày cuối của kỳ ({last}) đến hôm nay."), _l("Sửa lại ngày họp.")
    ),
    "assessment.minutes_needed": Refusal(_l("Chưa ghi số biên bản."), _l("Ghi số biên bản của hội đồng.")),
    "assessment.members_needed": Refusal(
        _l("Chưa ghi thành phần hội đồng."), _l("Ghi mỗi người một dòng: họ tên, chức vụ.")
    ),
    "assessment.not_decided": Refusal(
        _l("Hội đồng chưa quyết định nên chưa niêm yết được."), _l("Ghi quyết định của hội đồng trước.")
    ),
    "assessment.posted": Refusal(_l("Đã ghi việc niêm yết từ ngày {since}."), _l("Xem trên trang của đợt.")),
    "assessment.posted_early": Refusal(
        _l("Không niêm yết được trước ngày hội đồng họp ({meeting})."), _l("Sửa lại ngày.")
    ),
    "assessment.posting_reversed": Refusal(
        _l("Ngày cuối niêm yết sớm hơn ngày đầu."), _l("Sửa lại một trong hai ngày.")
    ),
    "assessment.corrected": Refusal(
        _l("Xếp loại này đã được sửa; dòng mới mới có hiệu lực."), _l("Mở dòng mới nhất của kỳ đó.")
    ),
    "assessment.nothing_changed": Refusal(
        _l("Điểm và mức vẫn như cũ."), _l("Đổi điểm hoặc mức, hoặc không sửa nữa.")
    ),
    "assessment.objection_empty": Refusal(_l("Chưa ghi nội dung ý kiến."), _l("Ghi lại lời của học viên.")),
    "assessment.objection_day": Refusal(
        _l("Ngày nhận ý kiến phải từ ngày hội đồng họp ({decided}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "assessment.answered": Refusal(_l("Ý kiến này đã được trả lời."), _l("Xem câu trả lời trên hồ sơ.")),
    "assessment.answer_empty": Refusal(_l("Chưa ghi câu trả lời."), _l("Ghi kết luận và lý do.")),
    "assessment.answer_day": Refusal(
        _l("Ngày trả lời phải từ ngày nhận ý kiến ({received}) đến hôm nay."), _l("Sửa lại ngày.")
    ),
    "assessment.period_length": Refusal(
        _l("Kỳ phải dài 1, 2, 3, 4, 6 hoặc 12 tháng."), _l("Chọn lại độ dài của kỳ.")
    ),
    "assessment.period_begin": Refusal(
        _l("Ngày bắt đầu phải là ngày đầu của một kỳ {months} tháng, tính từ tháng 1."),
        _l("Chọn ngày 01 của tháng đầu kỳ."),
    ),
    "assessment.min_days": Refusal(_l("Số ngày tối thiểu phải từ 0 đến {most}."), _l("Sửa lại số ngày.")),
    "assessment.effect_incomplete": Refusal(
        _l("Một dòng cộng, trừ điểm chưa đủ số liệu, tiêu chí và số điểm khác 0."),
        _l("Chọn đủ, hoặc để trống cả dòng."),
    ),
    "assessment.effect_twice": Refusal(
        _l("Một số liệu được tính hai lần cho cùng một tiêu chí."), _l("Gộp hai dòng lại.")
    ),
    "assessment.cap_incomplete": Refusal(
        _l("Một dòng khống chế chưa chọn đủ số liệu và mức."), _l("Chọn đủ, hoặc để trống cả dòng.")
    ),
    "assessment.levels_few": Refusal(_l("Cần ít nhất hai mức xếp loại."), _l("Thêm mức.")),
    "assessment.levels_same": Refusal(_l("Hai mức trùng tên."), _l("Đặt tên khác nhau.")),
    "assessment.levels_order": Refusal(
        _l("Các mức phải xếp từ cao xuống thấp, mỗi mức một ngưỡng điểm."), _l("Sửa lại ngưỡng.")
    ),
    "assessment.levels_reach": Refusal(
        _l("Mức thấp nhất phải từ 0 điểm, và mức cao nhất không quá {most} điểm (tổng các tiêu chí)."),
        _l("Sửa lại ngưỡng, hoặc điểm tối đa của tiêu chí."),
    ),
    "assessment.levels_fair": Refusal(
        _l("Mức được tính «từ khá trở lên» phải liền nhau từ mức cao nhất."),
        _l("Đánh dấu lại."),
        _l("Nghị định 116/2021/NĐ-CP, điều 58.1 chỉ nêu «khá trở lên»."),
    ),
    "assessment.criteria_none": Refusal(_l("Chưa có tiêu chí nào."), _l("Thêm ít nhất một tiêu chí.")),
    "assessment.criteria_same": Refusal(_l("Hai tiêu chí trùng tên."), _l("Đặt tên khác nhau.")),
    "assessment.criterion_points": Refusal(
        _l("Điểm tối đa của «{criterion}» phải từ 1 đến 1.000."), _l("Sửa lại điểm tối đa.")
    ),
    "assessment.criterion_start": Refusal(
        _l("Điểm khởi đầu của «{criterion}» phải từ 0 đến điểm tối đa."), _l("Sửa lại điểm khởi đầu.")
    ),
    "assessment.source_needed": Refusal(
        _l("Chưa ghi căn cứ của quy chế."), _l("Ghi số, ngày của văn bản ban hành quy chế.")
    ),
    "assessment.scheme_used": Refusal(
        _l("Đã có đợt xếp loại đến ngày {last}; quy chế mới chỉ áp dụng cho kỳ sau đó."),
        _l("Chọn ngày bắt đầu muộn hơn."),
    ),
}
