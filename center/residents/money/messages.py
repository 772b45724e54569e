"""What the person at the cash desk reads when a rule refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_CUSTODY = _l("Nghị định 163/2026/NĐ-CP, Điều 120 khoản 3; Nghị định 116/2021/NĐ-CP, Điều 69 khoản 3.")
_SHARE = _l("Nghị định 163/2026/NĐ-CP, Điều 118 khoản 2.")
_HOUSE = _l("Nội quy cơ sở (mức trần do cơ sở đặt).")

MESSAGES: dict[str, Refusal] = {
    "residents.money_amount": Refusal(_l("Số tiền không hợp lệ."), _l("Nhập số đồng nguyên, lớn hơn 0.")),
    "residents.money_too_much": Refusal(
        _l("Số tiền vượt {most:đ} đồng, có thể gõ thừa số 0."), _l("Kiểm tra lại số tiền rồi nhập lại.")
    ),
    "residents.money_not_enough": Refusal(
        _l("Sổ lưu ký chỉ còn {have:đ} đồng."),
        _l("Nhập số tiền không quá số dư; sổ không bao giờ âm."),
        _CUSTODY,
    ),
    "residents.money_held": Refusal(
        _l("Chỉ dùng được {have:đ} đồng; {held:đ} đồng phần hưởng từ lao động chỉ trả khi ra khỏi cơ sở."),
        _l("Giảm số tiền, hoặc chờ người nhà gửi thêm."),
        _SHARE,
    ),
    "residents.money_opening_late": Refusal(
        _l("Sổ này đã có bút toán, không nhập số dư đầu kỳ được nữa."),
        _l("Nếu số dư sai, dùng «Điều chỉnh» ở phiếu đã nhập."),
    ),
    "residents.money_same": Refusal(
        _l("Số đúng bằng số đã ghi, không có gì để điều chỉnh."), _l("Kiểm tra lại phiếu.")
    ),
    "residents.money_correction_short": Refusal(
        _l("Điều chỉnh như vậy thì sổ thiếu {short:đ} đồng (đang dùng được {have:đ} đồng)."),
        _l("Tiền đã chi ra khỏi sổ; làm rõ với lãnh đạo, thu lại rồi mới điều chỉnh."),
        _CUSTODY,
    ),
    "residents.money_reason": Refusal(_l("Chưa ghi lý do."), _l("Ghi vì sao phiếu cũ sai.")),
    "residents.money_corrected_before": Refusal(
        _l("Phiếu này đã được điều chỉnh."), _l("Điều chỉnh tiếp ở phiếu điều chỉnh mới nhất.")
    ),
    "residents.money_future": Refusal(
        _l("Ngày ghi sổ nằm ở tương lai."), _l("Nhập ngày hôm nay hoặc ngày chưa khóa sổ.")
    ),
    "residents.money_day_closed": Refusal(
        _l("Sổ quỹ đã khóa đến hết ngày {day}; không ghi vào ngày đã khóa."),
        _l("Ghi vào ngày hôm nay; nếu là sửa sai, dùng «Điều chỉnh»."),
    ),
    "residents.money_before_last": Refusal(
        _l("Sổ của người này đã có bút toán ngày {day}; không ghi lùi trước ngày đó."),
        _l("Ghi vào ngày {day} hoặc sau, và nêu ngày thực tế ở phần ghi chú."),
    ),
    "residents.money_party": Refusal(
        _l("Chưa ghi tên bên giao hoặc nhận tiền."),
        _l("Mỗi phiếu có hai bên: ghi họ tên người hoặc tên nơi giao, nhận."),
    ),
    "residents.money_return_early": Refusal(
        _l("Chưa đến ngày cuối của thời hạn, chưa trả tiền lưu ký."),
        _l("Nếu được miễn, chuyển cơ sở: ghi số, ngày quyết định vào ô «Số giấy kèm theo»."),
        _l("Nghị định 163/2026/NĐ-CP, Điều 123 khoản 3; Nghị định 116/2021/NĐ-CP, Điều 62 khoản 4."),
    ),
    "residents.money_receiver": Refusal(
        _l("Trả cho người nhà phải có quan hệ và số giấy tờ tùy thân."),
        _l("Xem giấy tờ của người nhận, ghi đủ hai ô; trả cho chính học viên thì để trống tên."),
    ),
    "residents.money_empty": Refusal(_l("Sổ lưu ký không còn tiền."), _l("Không phải trả gì thêm.")),
    "residents.money_relative_month": Refusal(
        _l("Người nhà đã gửi {so_far:đ} đồng trong tháng; nội quy cho gửi không quá {most:đ} đồng."),
        _l("Nhận phần còn được phép, hoặc hẹn sang tháng sau."),
        _HOUSE,
    ),
    "residents.money_canteen_month": Refusal(
        _l("Đã mua {so_far:đ} đồng trong tháng; nội quy cho mua không quá {most:đ} đồng."),
        _l("Giảm số tiền, hoặc chờ sang tháng sau."),
        _HOUSE,
    ),
    "residents.money_balance": Refusal(
        _l("Sổ đang có {have:đ} đồng; nội quy cho giữ không quá {most:đ} đồng khi người nhà gửi thêm."),
        _l("Nhận phần còn được phép."),
        _HOUSE,
    ),
    "residents.money_limit_basis": Refusal(
        _l("Chưa ghi căn cứ của mức trần."), _l("Ghi điều khoản nội quy hoặc quyết định của cơ sở.")
    ),
    "residents.share_no_ratio": Refusal(
        _l("Tháng này luật chưa quy định tỷ lệ cho học viên."),
        _l("Ghi thẳng số tiền của từng người theo quy chế của cơ sở."),
        _SHARE,
    ),
    "residents.share_month_running": Refusal(
        _l("Tháng này chưa hết."), _l("Ghi phần hưởng lao động sau ngày cuối tháng.")
    ),
    "residents.share_over_pool": Refusal(
        _l("Tổng {total:đ} đồng vượt phần học viên được hưởng của tháng ({pool:đ} đồng)."),
        _l("Kiểm tra lại số tiền từng người, hoặc nhập lại chênh lệch thu chi của tháng."),
        _SHARE,
    ),
    "residents.share_other_amount": Refusal(
        _l("Có người đã được ghi {amount:đ} đồng cho tháng này (phiếu {receipt}), khác số vừa nhập."),
        _l("Bỏ dòng đó ra; nếu số cũ sai, mở phiếu {receipt} rồi điều chỉnh."),
    ),
    "residents.share_unknown": Refusal(
        _l("Có dòng không tìm thấy người."), _l("Tải lại danh sách rồi nhập lại.")
    ),
    "residents.share_ended": Refusal(
        _l("{person} đã ra khỏi cơ sở, không ghi phần hưởng vào sổ được nữa."),
        _l("Bỏ dòng đó ra; phần tiền của người này trả theo phiếu chi riêng."),
    ),
    "residents.share_line": Refusal(
        _l("Dòng «{line}» không đọc được."),
        _l("Mỗi dòng gồm mã học viên rồi số tiền, ví dụ: HV000123 45.000."),
    ),
    "residents.share_nobody": Refusal(_l("Chưa nhập số tiền của ai."), _l("Nhập ít nhất một dòng.")),
    "residents.desk_not_enough": Refusal(
        _l("Trong quỹ theo sổ chỉ còn {have:đ} đồng tiền mặt."),
        _l("Ghi tiền rút từ ngân hàng về quỹ trước, hoặc chọn hình thức chuyển khoản."),
    ),
    "residents.desk_future": Refusal(_l("Ngày này chưa tới."), _l("Chọn ngày hôm nay hoặc ngày trước.")),
    "residents.desk_closed": Refusal(
        _l("Sổ quỹ đã khóa đến hết ngày {day} và không mở lại được."),
        _l("Sai sót được điều chỉnh bằng phiếu của ngày sau."),
    ),
    "residents.desk_earlier_open": Refusal(
        _l("Ngày {day} có thu chi mà chưa khóa sổ."), _l("Kiểm quỹ và khóa ngày {day} trước.")
    ),
    "residents.desk_difference": Refusal(
        _l("Tiền đếm được lệch {difference:đ} đồng so với sổ."),
        _l("Đếm lại; nếu vẫn lệch, ghi rõ nguyên nhân."),
    ),
    "residents.desk_same_person": Refusal(
        _l("Người kiểm đếm không được tự khóa sổ."), _l("Nhờ cán bộ khác đăng nhập và ký khóa sổ.")
    ),
    "residents.desk_changed": Refusal(
        _l("Từ lúc kiểm đếm đã có thay đổi: sổ nay là {computed:đ} đồng, lúc đếm là {was:đ} đồng."),
        _l("Kiểm đếm lại rồi mới khóa sổ."),
    ),
}
