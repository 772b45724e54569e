"""What the person at the store reads when a rule refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_RULE = _l("Nghị định 163/2026/NĐ-CP, Điều 108 khoản 1, Điều 123 khoản 3.")

MESSAGES: dict[str, Refusal] = {
    "residents.belonging_quantity": Refusal(
        _l("Số lượng đồ lưu ký phải từ 1 trở lên."), _l("Sửa lại số lượng.")
    ),
    "residents.belonging_receiver": Refusal(
        _l("Chưa ghi người nhận lại đồ."),
        _l("Ghi họ tên người nhận; người nhà thì ghi thêm quan hệ, số giấy tờ."),
    ),
    "residents.belonging_none": Refusal(
        _l("Chưa chọn món đồ nào để trả."), _l("Nhập số lượng trả cho từng món.")
    ),
    "residents.belonging_too_many": Refusal(
        _l("«{item}» chỉ còn giữ {left}, không trả nhiều hơn được."), _l("Sửa lại số lượng trả.")
    ),
    "residents.property_something": Refusal(
        _l("Vừa ghi đồ vật, vừa đánh dấu không mang theo gì."), _l("Bỏ dấu, hoặc xóa các dòng đồ vật.")
    ),
    "residents.property_nothing": Refusal(
        _l("Chưa ghi món đồ nào."),
        _l(
            "Ghi từng loại một dòng: tên, số lượng, tình trạng; không có gì thì đánh dấu «Không mang theo đồ gì»."
        ),
        _RULE,
    ),
    "residents.property_signer": Refusal(
        _l("Chưa có người ký thứ hai."), _l("Chọn học viên, hoặc cán bộ chứng kiến."), _RULE
    ),
    "residents.property_same_signer": Refusal(
        _l("Hai chữ ký phải của hai người khác nhau."), _l("Chọn người ký thứ hai khác người đang ghi.")
    ),
    "residents.property_receiver_paper": Refusal(
        _l("Người nhà nhận đồ phải có số giấy tờ tùy thân."), _l("Xem giấy tờ và ghi số vào ô bên cạnh.")
    ),
    "residents.property_receiver_relation": Refusal(
        _l("Chưa ghi quan hệ của người nhận với học viên."), _l("Ghi quan hệ: bố, mẹ, vợ, anh ruột …")
    ),
    "residents.property_reseal": Refusal(
        _l("Túi niêm phong bị mở mà còn {count} loại đồ chưa trả."),
        _l("Ghi số niêm phong mới, hoặc nơi giữ mới cho phần còn lại."),
    ),
    "residents.property_bag_used": Refusal(
        _l("Số niêm phong {bag} đang dùng cho một túi khác."),
        _l("Mỗi lần niêm phong dùng một số mới; kiểm tra lại số trên túi."),
    ),
    "residents.property_where": Refusal(_l("Chưa ghi nơi giữ mới."), _l("Ghi số niêm phong hoặc nơi giữ.")),
    "residents.property_reason": Refusal(_l("Chưa ghi lý do."), _l("Ghi lý do rồi lưu lại.")),
    "residents.property_below_returned": Refusal(
        _l("Đã trả {returned} món, số đúng không thể ít hơn."),
        _l("Nếu lần trả ghi nhầm thì hủy lần trả đó trước."),
    ),
    "residents.property_not_cancellable": Refusal(
        _l("Lần này không hủy được."), _l("Chỉ hủy được một lần trả đồ còn hiệu lực; tải lại trang để xem.")
    ),
    "residents.contraband_settled": Refusal(_l("Đồ vật này đã được xử lý."), _l("Tải lại trang để xem.")),
    "residents.contraband_record": Refusal(
        _l("Chưa ghi số biên bản."), _l("Lập biên bản rồi ghi số vào đây.")
    ),
    "residents.contraband_receiver": Refusal(
        _l("Chưa ghi nơi nhận bàn giao."), _l("Ghi tên cơ quan hoặc người nhận.")
    ),
    "residents.contraband_day": Refusal(
        _l("Ngày xử lý phải từ ngày phát hiện đến hôm nay."), _l("Sửa lại ngày.")
    ),
}
