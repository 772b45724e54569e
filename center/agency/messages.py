"""The words of every refusal about the center's set-up and profile."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_LAYOUT = _l("Thể thức văn bản hành chính, Nghị định 30/2020/NĐ-CP, Phụ lục I.")

MESSAGES: dict[str, Refusal] = {
    "agency.text_needed": Refusal(
        what=_l("Mục này còn trống."),
        next_step=_l(
            "Nhập đúng như trên quyết định thành lập và con dấu, vì mục này được in trên mọi giấy tờ."
        ),
        rule=_LAYOUT,
    ),
    "agency.symbol_shape": Refusal(
        what=_l("Chữ viết tắt chỉ gồm chữ in hoa, số, dấu gạch ngang, tối đa 15 ký tự."),
        next_step=_l("Nhập phần đứng sau ký hiệu văn bản, ví dụ CSCN trong số 12/QĐ-CSCN."),
        rule=_LAYOUT,
    ),
    "agency.code_shape": Refusal(
        what=_l("Mã định danh không đúng mẫu."),
        next_step=_l("Nhập như được cấp, ví dụ H55.242 hoặc 000.00.00.H41; chưa được cấp thì để trống."),
        rule=_l("Quyết định 20/2020/QĐ-TTg; QCVN 102:2016/BTTTT."),
    ),
    "agency.basis_needed": Refusal(
        what=_l("Chưa nêu căn cứ của thay đổi."),
        next_step=_l("Nhập số, ngày của quyết định; nếu sửa chỗ nhập sai thì nêu rõ sai ở đâu."),
    ),
    "agency.nothing_changed": Refusal(
        what=_l("Không có gì khác so với thông tin đang áp dụng ngày {day}."),
        next_step=_l("Sửa mục cần thay đổi rồi lưu."),
    ),
    "agency.first_day_far": Refusal(
        what=_l("Ngày bắt đầu áp dụng {day} quá xa."),
        next_step=_l("Xem lại năm; có thể nhập trước tối đa một năm."),
    ),
}
