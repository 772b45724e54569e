"""The sentences of the term: refusals by their code, and what to check about an accepted length."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_SEE_DECISION = _l("Đối chiếu với quyết định (hợp đồng) rồi nhập lại.")
_SEE_ABSENCES = _l("Xem lại các lần vắng mặt đã ghi; dòng nào ghi sai thì đính chính dòng đó.")

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
        _l("Lần vắng mặt từ ngày {left_on} lại kết thúc ngày {back_on}, trước khi bắt đầu."),
        _SEE_ABSENCES,
    ),
    "term.absence_before_start": Refusal(
        _l("Lần vắng mặt từ ngày {left_on} bắt đầu trước ngày đầu của thời hạn, {first_day}."),
        _SEE_ABSENCES,
    ),
    "term.absence_after_end": Refusal(
        _l("Lần vắng mặt từ ngày {left_on} kéo dài quá ngày đợt cai nghiện kết thúc, {ended_on}."),
        _SEE_ABSENCES,
    ),
    "term.absence_still_open": Refusal(
        _l(
            "Chưa ghi ngày trở về của lần vắng mặt từ ngày {earlier_left_on}, không ghi được lần từ {left_on}."
        ),
        _l("Ghi ngày trở về của lần trước, rồi ghi lần này."),
    ),
    "term.absences_overlap": Refusal(
        _l(
            "Lần vắng mặt từ ngày {left_on} trùng với lần cùng loại "
            "từ {earlier_left_on} đến {earlier_back_on}."
        ),
        _SEE_ABSENCES,
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
