"""The sentences of the term: refusals by their code, and what to check about an accepted length."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_SEE_DECISION = _l("Đối chiếu với quyết định (hợp đồng) rồi nhập lại.")
_SEE_EVENTS = _l("Xem lại các dòng đã ghi; dòng nào ghi sai thì đính chính dòng đó.")

MESSAGES = {
    "term.months_missing": Refusal(
        _l("Chưa có thời hạn: quyết định (hợp đồng) phải ghi số tháng, từ {low} đến {high} tháng."),
        _SEE_DECISION,
        "{source}",
    ),
    "term.months_out_of_range": Refusal(
        _l("Thời hạn {months} tháng nằm ngoài mức luật cho phép, từ {low} đến {high} tháng."),
        _l(
            "Đối chiếu với quyết định (hợp đồng) rồi nhập lại; "
            "nếu văn bản ghi đúng như vậy, đề nghị nơi ban hành đính chính."
        ),
        "{source}",
    ),
    "term.months_not_positive": Refusal(_l("Thời hạn phải từ 1 tháng trở lên."), _SEE_DECISION),
    "term.decision_outside_rule_set": Refusal(
        _l("Quyết định ngày {decided_on} không thuộc bộ quy định {rule_set} của đợt cai nghiện."),
        _SEE_DECISION,
        _l("Luật 120/2025/QH15, điều 56"),
    ),
    "term.custody_out_of_range": Refusal(
        _l(
            "Số ngày được trừ ({days}) không đúng: không được âm, "
            "cũng không được nhiều hơn số ngày từ khi giao quản lý đến trước ngày đầu của thời hạn."
        ),
        _l("Đối chiếu với quyết định giao quản lý trong thời gian lập hồ sơ rồi nhập lại."),
    ),
    "term.ended_before_start": Refusal(
        _l("Ngày kết thúc {ended_on} trước ngày đầu của thời hạn, {first_day}."),
        _l("Nhập lại ngày kết thúc."),
    ),
    "term.absence_reversed": Refusal(
        _l("Dòng «{line}» ghi ngày kết thúc trước ngày bắt đầu («{other}»)."), _SEE_EVENTS
    ),
    "term.absence_before_start": Refusal(
        _l("Dòng «{line}» bắt đầu trước ngày đầu của thời hạn, {first_day}."), _SEE_EVENTS
    ),
    "term.absence_after_end": Refusal(
        _l("Dòng «{line}» kéo dài quá ngày đợt cai nghiện kết thúc, {ended_on}."), _SEE_EVENTS
    ),
    "term.absence_still_open": Refusal(
        _l("Không ghi được «{line}»: «{other}»."),
        _l("Ghi việc trở lại của lần trước, rồi ghi lần này."),
    ),
    "term.absences_overlap": Refusal(
        _l("Dòng «{line}» trùng ngày với dòng cùng loại «{other}»."), _SEE_EVENTS
    ),
    "term.absent_already": Refusal(
        _l("Không ghi được «{line}»: người này đang vắng mặt, «{other}»."),
        _l("Ghi việc trở lại trước; nếu dòng đã ghi sai thì đính chính dòng đó."),
    ),
    "term.return_without_absence": Refusal(
        _l("Dòng «{line}» không có lần «{kind}» nào đang mở trước đó."),
        _l("Ghi lần vắng mặt trước; nếu đã ghi với ngày muộn hơn thì đính chính ngày đó."),
    ),
    "term.late_without_absence": Refusal(
        _l("Dòng «{line}» không có lần «{kind}» nào đang mở: không có gì để trở lại muộn."), _SEE_EVENTS
    ),
    "term.late_without_order": Refusal(
        _l("Chưa ghi văn bản yêu cầu trở lại trong lần «{other}», nên chưa ai chậm trở lại."),
        _l("Ghi văn bản yêu cầu trở lại và ngày phải có mặt trước."),
    ),
    "term.late_before_due": Refusal(
        _l("Dòng «{line}» sớm hơn ngày phải có mặt, {due_on}."),
        _l("Chậm trở lại chỉ tính từ sau ngày ghi trong văn bản."),
    ),
    "term.order_reversed": Refusal(
        _l("Dòng «{line}»: ngày phải có mặt không được sớm hơn ngày của văn bản."), _l("Sửa lại ngày.")
    ),
    "term.event_after_end": Refusal(
        _l("Dòng «{line}» nằm sau khi đợt cai nghiện đã kết thúc: «{other}»."), _SEE_EVENTS
    ),
    "term.event_twice": Refusal(
        _l("Dòng «{line}» đã ghi rồi: «{other}»."), _l("Nếu lần ghi trước sai thì đính chính lần đó.")
    ),
    "term.no_open_absence": Refusal(
        _l("Không có lần vắng mặt nào chưa trở lại để thử ngày {day}."),
        _l("Chỉ thử khi người này đang vắng mặt."),
    ),
    "term.back_before_leaving": Refusal(
        _l("Ngày trở lại {day} sớm hơn ngày bắt đầu vắng mặt, {left_on}."), _l("Nhập lại ngày trở lại.")
    ),
    "term.reduction_unknown": Refusal(
        _l(
            "Luật áp dụng cho đợt cai nghiện này không có việc giảm thời hạn ({months} tháng, ngày {decided_on})."
        ),
        _l("Kiểm tra lại quyết định; nếu đúng là giảm thời hạn, xin ý kiến lãnh đạo và cán bộ pháp chế."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, điều 39 chỉ có hoãn, miễn và tạm đình chỉ."),
    ),
    "term.reduction_off": Refusal(
        _l("Quyết định giảm thời hạn đề ngày {decided_on}: từ 01/7/2026 luật không còn việc giảm thời hạn."),
        _l(
            "Ghi số, ngày lệnh của người đứng đầu cơ sở cho thi hành quyết định này; "
            "quyết định đề trước ngày đó thì nhập đúng ngày của bản giấy."
        ),
        "{source}.",
    ),
    "term.reduction_out_of_range": Refusal(
        _l("Giảm {months} tháng (quyết định ngày {decided_on}) nằm ngoài mức từ {low} đến {high} tháng."),
        _l(
            "Đọc lại số tháng trên quyết định và việc lập công; nếu văn bản ghi đúng như vậy, báo lại Tòa án."
        ),
        "{source}",
    ),
    "term.reduction_covers_term": Refusal(
        _l(
            "Giảm thêm {months} tháng (ngày {decided_on}) thì tổng số đã giảm là {taken}, "
            "không ít hơn cả thời hạn {whole} tháng."
        ),
        _l("Kiểm tra lại các lần giảm đã ghi; lần nào ghi trùng thì rút lần đó."),
    ),
    "term.paper_before_decision": Refusal(
        _l("Quyết định ngày {decided_on} có trước quyết định áp dụng biện pháp, ngày {since}."),
        _l("Đọc lại ngày trên quyết định rồi nhập lại."),
    ),
    "term.decision_before_law": Refusal(
        _l("Quyết định ngày {decided_on} có trước ngày có hiệu lực của quy định về thời hạn của diện này."),
        _l("Xem lại ngày ghi trên quyết định; hồ sơ cũ hơn thì giữ trên giấy."),
        _l("Luật Xử lý vi phạm hành chính 15/2012/QH13, điều 141; Luật Phòng, chống ma túy 73/2021/QH14"),
    ),
}

LENGTH_WARNINGS = {
    "term.repeat_length_for_first": _l(
        "Quyết định ghi thời hạn của người cai nghiện từ lần thứ hai, nhưng hồ sơ chưa có lần nào trước đó. "
        "Thời hạn được tính theo quyết định; kiểm tra lại số lần."
    ),
    "term.first_length_for_repeat": _l(
        "Quyết định ghi thời hạn của người cai nghiện lần đầu, nhưng hồ sơ đã có lần trước. "
        "Thời hạn được tính theo quyết định; kiểm tra lại số lần."
    ),
    "term.shorter_than_law": _l(
        "Quyết định ghi thời hạn ngắn hơn mức luật định. Thời hạn được tính theo quyết định; "
        "kiểm tra lại số tháng."
    ),
}
"""By the codes of ``lengths.months_warning``."""
