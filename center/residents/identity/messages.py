"""The sentences of this folder: refusals, warnings and offers by their code."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_SCAN_AGAIN = _l("Quét lại mã QR trên thẻ, hoặc nhập tay theo thẻ.")
_TYPE_FROM_CARD = _l("Đối chiếu với thẻ và nhập lại ô này.")
_COMPARE = _l("Đối chiếu với thẻ; nếu thẻ in đúng như vậy thì giữ nguyên.")
_TYPE_LINE_AGAIN = _l("Nhập lại dòng đó theo mặt sau thẻ; chú ý các cặp O và 0, I và 1, S và 5, B và 8.")
_NUMBER_RULE = _l(
    "Số định danh cá nhân là dãy số tự nhiên gồm 12 chữ số, gồm mã nơi đăng ký khai sinh, mã thế "
    "kỷ và giới tính, mã năm sinh và 6 số ngẫu nhiên."
)

CARD_MESSAGES = {
    "identity.card_empty": Refusal(
        _l("Chưa nhận được nội dung mã QR của thẻ."),
        _l("Đặt con trỏ vào ô quét rồi quét mã QR trên thẻ, hoặc nhập tay theo thẻ."),
    ),
    "identity.card_too_long": Refusal(
        _l("Nội dung quét dài {length} ký tự, quá dài so với mã QR của thẻ (tối đa {longest})."),
        _l("Xóa ô quét rồi quét một thẻ duy nhất."),
    ),
    "identity.card_too_few_fields": Refusal(
        _l("Nội dung quét chỉ có {count} phần; mã QR của thẻ có {expected} phần. Có thể máy quét dừng sớm."),
        _SCAN_AGAIN,
    ),
    "identity.card_keyboard_layout": Refusal(
        _l("Máy quét đang gõ qua bàn phím “Vietnamese” của Windows nên chữ số biến thành chữ có dấu."),
        _l("Chuyển bàn phím của máy tính sang “English (US)”, tắt Unikey, rồi quét lại."),
    ),
    "identity.card_only_number": Refusal(
        _l("Nội dung quét chỉ có dãy số {number}, không phải mã QR đầy đủ của thẻ."),
        _l(
            "Quét mã QR (hình vuông) trên thẻ, hoặc nhập số này vào ô số định danh và nhập tay các ô còn lại."
        ),
    ),
    "identity.card_is_mrz": Refusal(
        _l("Đây là các dòng chữ ở mặt sau thẻ (dòng MRZ), không phải mã QR."),
        _l("Quét mã QR của thẻ: thẻ căn cước công dân ở mặt trước, thẻ căn cước từ 01/7/2024 ở mặt sau."),
    ),
    "identity.card_not_recognised": Refusal(
        _l("Nội dung quét ({length} ký tự) không phải mã QR của thẻ căn cước."),
        _l(
            "Kiểm tra đã quét đúng mã QR trên thẻ chưa; nếu đúng mà vẫn lỗi, đặt máy quét về bàn phím “US”, "
            "hoặc quét bằng camera, hoặc nhập tay theo thẻ."
        ),
    ),
    "identity.card_mark_replaced": Refusal(
        _l("Máy quét gửi ký tự {mark} thay cho dấu gạch đứng | giữa các phần; nội dung vẫn đọc được."),
        _l("Đối chiếu các ô với thẻ; báo quản trị đặt máy quét về bàn phím “US”."),
    ),
    "identity.card_marks_lost": Refusal(
        _l("Máy quét không gửi dấu gạch đứng | giữa các phần; các phần được tách theo dạng chữ và số."),
        _l("Đối chiếu từng ô với thẻ; báo quản trị đặt máy quét về bàn phím “US”."),
    ),
    "identity.card_health_insurance": Refusal(
        _l("Đây là mã QR của thẻ bảo hiểm y tế {number}, không có số định danh cá nhân."),
        _l("Nhập số định danh cá nhân theo giấy tờ khác và đối chiếu các ô đã điền."),
    ),
}

NUMBER_MESSAGES = {
    "identity.number_not_digits": Refusal(
        _l("Số định danh “{number}” có ký tự không phải chữ số."),
        _l("Nhập đủ 12 chữ số như trên thẻ."),
        _NUMBER_RULE,
    ),
    "identity.number_length": Refusal(
        _l("Số định danh {number} có {length} chữ số; số đúng có 12 chữ số."),
        _l("Nhập đủ 12 chữ số như trên thẻ, kể cả các số 0 ở đầu."),
        _NUMBER_RULE,
    ),
    "identity.number_zeros_lost": Refusal(
        _l("Số {scanned} chỉ có {length} chữ số; có thể đã mất số 0 ở đầu. Số đầy đủ có thể là {mended}."),
        _l("Đối chiếu với thẻ rồi nhận số được gợi ý, hoặc nhập lại."),
        _NUMBER_RULE,
    ),
    "identity.number_future_birth": Refusal(
        _l("Số định danh {number} cho năm sinh {year}, là năm chưa tới."),
        _l("Kiểm tra chữ số thứ 4, 5 và 6 của số rồi nhập lại."),
        _NUMBER_RULE,
    ),
    "identity.number_birth_year_differs": Refusal(
        _l("Theo số định danh thì sinh năm {number_year}, nhưng ngày sinh ghi năm {year}."),
        _l("Đối chiếu với thẻ; nếu thẻ in đúng như vậy (khai sinh đã cải chính) thì giữ nguyên."),
        _NUMBER_RULE,
    ),
    "identity.number_says_male": Refusal(
        _l("Theo số định danh thì giới tính là Nam, nhưng thẻ ghi Nữ."), _COMPARE, _NUMBER_RULE
    ),
    "identity.number_says_female": Refusal(
        _l("Theo số định danh thì giới tính là Nữ, nhưng thẻ ghi Nam."), _COMPARE, _NUMBER_RULE
    ),
    "identity.number_place_unknown": Refusal(
        _l(
            "Mã {place_code} ở đầu số định danh không phải mã tỉnh nào; có thể đăng ký khai sinh ở nước ngoài."
        ),
        _COMPARE,
        _NUMBER_RULE,
    ),
    "identity.old_number_unusual": Refusal(
        _l("Số chứng minh nhân dân cũ “{number}” không có 9 hoặc 12 chữ số."), _COMPARE
    ),
}

FIELD_MESSAGES = {
    "identity.birth_date_unreadable": Refusal(
        _l("Không đọc được ngày sinh “{text}”; trên thẻ là ngày, tháng, năm."), _SCAN_AGAIN
    ),
    "identity.birth_date_impossible": Refusal(_l("Ngày sinh “{text}” không có thật."), _SCAN_AGAIN),
    "identity.birth_date_future": Refusal(_l("Ngày sinh “{text}” là ngày chưa tới."), _SCAN_AGAIN),
    "identity.birth_date_incomplete": Refusal(
        _l("Thẻ chỉ cho biết năm sinh {year}, không có ngày và tháng."),
        _l("Nhập ngày sinh theo giấy tờ khác; nếu không có, ghi theo quyết định đưa vào cơ sở."),
    ),
    "identity.issue_date_future": Refusal(
        _l("Ngày cấp {day} của thẻ là ngày chưa tới."),
        _l("Kiểm tra ngày giờ của máy chủ và quét lại; nếu thẻ in đúng như vậy, kiểm tra thẻ thật hay giả."),
    ),
    "identity.issue_before_birth": Refusal(_l("Ngày cấp {day} trước ngày sinh."), _COMPARE),
    "identity.issue_date_unreadable": Refusal(_l("Không đọc được ngày cấp “{text}”."), _TYPE_FROM_CARD),
    "identity.issue_date_missing": Refusal(
        _l("Nội dung quét không có ngày cấp."), _l("Nhập ngày cấp theo thẻ.")
    ),
    "identity.sex_unreadable": Refusal(
        _l("Không đọc được giới tính “{text}”."), _l("Chọn giới tính theo thẻ.")
    ),
    "identity.name_charset": Refusal(
        _l("Họ tên đến máy bị lỗi bảng mã: “{scanned}”. Có lẽ là “{mended}”."),
        _l("Đối chiếu với thẻ rồi nhận họ tên được gợi ý, hoặc nhập lại."),
    ),
    "identity.name_typed_keys": Refusal(
        _l("Họ tên giống phím gõ Telex hoặc VNI chưa chuyển thành chữ: “{scanned}”. Có lẽ là “{mended}”."),
        _l("Đối chiếu với thẻ rồi nhận họ tên được gợi ý, hoặc nhập lại."),
    ),
    "identity.name_toneless": Refusal(
        _l("Họ tên “{name}” không có dấu tiếng Việt; có thể máy quét đã làm mất dấu."),
        _l("Nhập lại họ tên có dấu theo thẻ; nếu thẻ in đúng như vậy thì giữ nguyên."),
    ),
    "identity.name_unusual": Refusal(
        _l("Họ tên “{name}” có ký tự không dùng trong tên người."), _l("Nhập lại họ tên theo thẻ.")
    ),
    "identity.name_missing": Refusal(_l("Nội dung quét không có họ tên."), _l("Nhập họ tên theo thẻ.")),
    "identity.name_too_long": Refusal(_l("Họ tên dài hơn 120 ký tự."), _l("Nhập lại họ tên theo thẻ.")),
    "identity.address_charset": Refusal(
        _l("Địa chỉ đến máy bị lỗi bảng mã. Có lẽ là “{mended}”."),
        _l("Đối chiếu với thẻ rồi nhận địa chỉ được gợi ý, hoặc nhập lại."),
    ),
    "identity.address_typed_keys": Refusal(
        _l("Địa chỉ giống phím gõ Telex hoặc VNI chưa chuyển thành chữ. Có lẽ là “{mended}”."),
        _l("Đối chiếu với thẻ rồi nhận địa chỉ được gợi ý, hoặc nhập lại."),
    ),
    "identity.address_toneless": Refusal(
        _l("Địa chỉ không có dấu tiếng Việt; có thể máy quét đã làm mất dấu."),
        _l("Nhập lại địa chỉ có dấu theo thẻ."),
    ),
    "identity.address_missing": Refusal(
        _l("Nội dung quét không có nơi thường trú."), _l("Nhập nơi thường trú theo thẻ.")
    ),
}

MRZ_MESSAGES = {
    "identity.mrz_lines": Refusal(
        _l("Phần chữ ở mặt sau thẻ phải có 3 dòng; nhận được {count} dòng."),
        _l("Nhập đủ 3 dòng như in ở cuối mặt sau thẻ."),
    ),
    "identity.mrz_length": Refusal(
        _l("Dòng {line} có {length} ký tự; mỗi dòng phải có 30 ký tự."),
        _l("Nhập lại dòng đó; mỗi dấu < là một ký tự."),
    ),
    "identity.mrz_character": Refusal(
        _l("Dòng {line} có ký tự “{character}” không dùng ở đây."),
        _l("Dòng này chỉ có chữ cái không dấu, chữ số và dấu <. Nhập lại dòng đó."),
    ),
    "identity.mrz_not_ours": Refusal(
        _l("Dòng 1 bắt đầu bằng “{start}”, không phải thẻ căn cước Việt Nam (IDVNM)."),
        _l("Kiểm tra lại thẻ; với hộ chiếu hoặc giấy tờ khác, nhập tay."),
    ),
    "identity.mrz_document_number": Refusal(
        _l("Dòng 1: số thẻ {text} không khớp số kiểm tra {digit}."), _TYPE_LINE_AGAIN
    ),
    "identity.mrz_personal_number": Refusal(
        _l("Dòng 1: số định danh {text} không khớp số kiểm tra {digit}."), _TYPE_LINE_AGAIN
    ),
    "identity.mrz_birth_date": Refusal(
        _l("Dòng 2: ngày sinh {text} (năm, tháng, ngày) sai hoặc không khớp số kiểm tra {digit}."),
        _TYPE_LINE_AGAIN,
    ),
    "identity.mrz_expiry": Refusal(
        _l("Dòng 2: ngày hết hạn {text} (năm, tháng, ngày) không khớp số kiểm tra {digit}."), _TYPE_LINE_AGAIN
    ),
    "identity.mrz_composite": Refusal(
        _l("Số kiểm tra cuối dòng 2 ({digit}) không khớp hai dòng đầu."),
        _l("Nhập lại dòng 1 và dòng 2 theo mặt sau thẻ."),
    ),
    "identity.mrz_name_bare": Refusal(
        _l("Các dòng ở mặt sau thẻ ghi họ tên không dấu: {name}."),
        _l("Nhập họ tên có đủ dấu như in trên mặt trước thẻ."),
    ),
    "identity.mrz_differs_number": Refusal(
        _l("Số định danh {card} khác dòng chữ ở mặt sau thẻ ({mrz})."), _COMPARE
    ),
    "identity.mrz_differs_full_name": Refusal(
        _l("Họ tên (bỏ dấu) {card} khác dòng chữ ở mặt sau thẻ ({mrz})."), _COMPARE
    ),
    "identity.mrz_differs_birth_date": Refusal(
        _l("Ngày sinh {card} khác dòng chữ ở mặt sau thẻ ({mrz})."), _COMPARE
    ),
    "identity.mrz_differs_sex": Refusal(_l("Giới tính khác dòng chữ ở mặt sau thẻ."), _COMPARE),
}

MESSAGES: dict[str, Refusal] = {**CARD_MESSAGES, **NUMBER_MESSAGES, **FIELD_MESSAGES, **MRZ_MESSAGES}
