"""The words in which a person reads how an address was mapped."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.places.rules import MatchMethod

METHOD_LABELS: dict[MatchMethod, str] = {
    MatchMethod.CURRENT: _l("Đúng tên đơn vị hành chính hiện nay."),
    MatchMethod.OLD: _l("Địa chỉ cũ; cả xã cũ nay thuộc một xã."),
    MatchMethod.OLD_WITHOUT_DISTRICT: _l("Địa chỉ cũ thiếu cấp huyện; tên xã là duy nhất trong tỉnh cũ."),
    MatchMethod.SPLIT: _l("Xã cũ đã chia cho nhiều xã. Hỏi người đó ở thôn, tổ nào rồi chọn."),
    MatchMethod.SAME_NAME: _l("Nhiều đơn vị cùng tên. Chọn đúng nơi cư trú."),
    MatchMethod.OTHER_KIND: _l("Tên đúng nhưng loại đơn vị (xã, phường, thị trấn) khác. Kiểm tra rồi chọn."),
    MatchMethod.OTHER_DISTRICT: _l("Có xã này trong tỉnh, nhưng không rõ cấp huyện. Kiểm tra rồi chọn."),
    MatchMethod.MAYBE_DISTRICT: _l("Tên này có thể là xã, cũng có thể là huyện cũ. Hỏi lại rồi chọn."),
    MatchMethod.NO_BEGINNING: _l("Không rõ tên xã bắt đầu từ đâu (thiếu dấu phẩy). Kiểm tra rồi chọn."),
    MatchMethod.MIXED: _l("Địa chỉ lẫn tên cũ và tên mới. Kiểm tra rồi chọn."),
    MatchMethod.NO_PROVINCE: _l("Không thấy tên tỉnh ở cuối địa chỉ. Ghi thêm tỉnh, hoặc tìm và chọn xã."),
    MatchMethod.NOT_FOUND: _l("Chưa có xã nào như vậy trong bảng. Tìm và chọn xã hiện nay."),
}
