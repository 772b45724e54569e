"""Refusals of acts on the book of legal parameters."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_SEE_TEXT = _l("Đối chiếu với văn bản rồi nhập lại.")

MESSAGES = {
    "law.unknown_name": Refusal(
        _l("Không có quy định nào tên {name} cho bộ quy định này."),
        _l("Chọn quy định trong danh sách; giá trị mới chỉ thêm được cho quy định phần mềm đang dùng."),
    ),
    "law.wrong_kind": Refusal(_l("Giá trị không đúng kiểu của quy định này."), _SEE_TEXT),
    "law.value_missing": Refusal(_l("Chưa nhập giá trị."), _SEE_TEXT),
    "law.value_negative": Refusal(_l("Giá trị không được âm."), _SEE_TEXT),
    "law.ratio_above_one": Refusal(
        _l("Tỷ lệ không được quá 100 %: nhập từ 0 đến 1, ví dụ 0,5 cho một nửa."), _SEE_TEXT
    ),
    "law.unknown_unit": Refusal(_l("Không biết đơn vị này."), _l("Chọn đơn vị trong danh sách.")),
    "law.source_missing": Refusal(
        _l("Chưa ghi căn cứ."),
        _l(
            "Ghi số, ký hiệu văn bản và điều, khoản; với lựa chọn của cơ sở thì ghi số, ngày của văn bản chỉ đạo."
        ),
    ),
    "law.end_before_start": Refusal(
        _l("Ngày cuối {last} trước ngày đầu {first}."), _l("Nhập lại ngày đầu hoặc ngày cuối.")
    ),
    "law.before_the_law": Refusal(
        _l("Trước ngày {first} chưa có luật nào quy định việc này."),
        _l("Nhập ngày đầu từ {first} trở đi."),
    ),
    "law.never_applies": Refusal(
        _l(
            "Bộ quy định {rule_set} áp dụng cho quyết định đến hết ngày {last}: giá trị này không bao giờ dùng đến."
        ),
        _l("Nhập giá trị cho bộ quy định đang áp dụng, hoặc ngày đầu từ {last} trở về trước."),
        _l("Luật 120/2025/QH15, điều 56"),
    ),
    "law.overlap": Refusal(
        _l("Khoảng thời gian này trùng với dòng có hiệu lực từ ngày {first} ({source})."),
        _l("Chọn khoảng không trùng; hoặc đính chính dòng đó trước."),
    ),
    "law.same_first_day": Refusal(
        _l("Đã có giá trị bắt đầu từ ngày {day}."),
        _l("Nếu giá trị đó sai thì đính chính dòng đó, không thêm dòng mới."),
    ),
    "law.nothing_changed": Refusal(
        _l("Nội dung không khác dòng đang có."), _l("Sửa chỗ sai rồi xem trước lại.")
    ),
    "law.least_above_greatest": Refusal(
        _l("Mức thấp nhất sẽ cao hơn mức cao nhất ({other})."),
        _l("Xem lại cả hai mức; đổi mức kia trước nếu luật đổi cả hai."),
    ),
    "law.leaves_gap": Refusal(
        _l("Sau thay đổi này, {count} đợt cai nghiện không còn quy định để tính thời hạn."),
        _l("Sửa ngày đầu, ngày cuối để không ngày nào bị bỏ trống; các đợt đó có trong danh sách bên dưới."),
    ),
    "law.not_withdrawable": Refusal(
        _l("Chỉ rút lại được giá trị do cơ sở thêm."),
        _l("Dòng của phần mềm thì đính chính, ghi rõ lý do."),
    ),
    "law.row_superseded": Refusal(
        _l("Dòng này vừa được thay bằng dòng khác."), _l("Mở lại trang để xem dòng đang có hiệu lực.")
    ),
    "law.no_rows": Refusal(_l("Chưa chọn quy định nào."), _l("Đánh dấu ít nhất một dòng.")),
    "law.confirmed_in_future": Refusal(
        _l("Ngày đối chiếu {day} chưa đến."), _l("Nhập ngày thực sự đã đọc văn bản.")
    ),
    "law.confirmed_before_text": Refusal(
        _l("Ngày đối chiếu {day} quá sớm so với phần mềm."), _l("Xem lại năm của ngày đối chiếu.")
    ),
    "law.order_missing": Refusal(
        _l("Lựa chọn này phải có văn bản chỉ đạo của người đứng đầu cơ sở."),
        _l("Ghi số, ngày của văn bản vào ô căn cứ, ví dụ «Quyết định 15/QĐ-CSCN ngày 03/08/2026»."),
    ),
    "law.nothing_offered": Refusal(
        _l("Không còn nội dung nào của bản cập nhật chờ xem cho quy định này."), _l("Mở lại trang.")
    ),
}
