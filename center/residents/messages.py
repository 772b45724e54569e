"""What the person at the desk reads when a rule of this package refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l
from center.residents.badge.messages import MESSAGES as BADGE_MESSAGES
from center.residents.contact.messages import MESSAGES as CONTACT_MESSAGES
from center.residents.expected.messages import MESSAGES as EXPECTED_MESSAGES
from center.residents.housing.messages import MESSAGES as HOUSING_MESSAGES
from center.residents.identity.messages import MESSAGES as IDENTITY_MESSAGES
from center.residents.kit.messages import MESSAGES as KIT_MESSAGES
from center.residents.merging.messages import MESSAGES as MERGING_MESSAGES
from center.residents.money.messages import MESSAGES as MONEY_MESSAGES
from center.residents.person.messages import MESSAGES as PERSON_MESSAGES
from center.residents.photo_messages import MESSAGES as PHOTO_MESSAGES
from center.residents.property.messages import MESSAGES as PROPERTY_MESSAGES
from center.residents.reception.messages import MESSAGES as RECEPTION_MESSAGES
from center.residents.residence.messages import MESSAGES as RESIDENCE_MESSAGES
from center.residents.risk.messages import MESSAGES as RISK_MESSAGES
from center.residents.stay.term_messages import MESSAGES as TERM_ACT_MESSAGES
from center.residents.term.messages import MESSAGES as TERM_MESSAGES
from center.residents.whole_file.messages import MESSAGES as WHOLE_FILE_MESSAGES

_AGE_RULE = _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 34, 35, 36.")

MESSAGES: dict[str, Refusal] = {
    **BADGE_MESSAGES,
    **CONTACT_MESSAGES,
    **EXPECTED_MESSAGES,
    **HOUSING_MESSAGES,
    **IDENTITY_MESSAGES,
    **KIT_MESSAGES,
    **MERGING_MESSAGES,
    **MONEY_MESSAGES,
    **PERSON_MESSAGES,
    **RECEPTION_MESSAGES,
    **RESIDENCE_MESSAGES,
    **RISK_MESSAGES,
    **PHOTO_MESSAGES,
    **PROPERTY_MESSAGES,
    **TERM_MESSAGES,
    **TERM_ACT_MESSAGES,
    **WHOLE_FILE_MESSAGES,
    "residents.happened_in_future": Refusal(
        _l("Thời điểm nhập nằm ở tương lai."), _l("Kiểm tra lại ngày và giờ rồi nhập lại.")
    ),
    "residents.before_the_law": Refusal(
        _l("Ngày giao, nhận {day} quá xa về trước; phần mềm không có quy định của thời gian đó."),
        _l("Xem lại năm đã nhập; hồ sơ cũ hơn thì giữ trên giấy."),
    ),
    "residents.before_admission": Refusal(
        _l("Thời điểm nhập sớm hơn lúc người này được tiếp nhận vào cơ sở."),
        _l("Kiểm tra lại ngày, giờ; nếu biên bản tiếp nhận ghi sai thì báo cán bộ hồ sơ."),
    ),
    "residents.under_age": Refusal(
        _l("Người này mới {age} tuổi; cơ sở chỉ nhận người từ đủ {least} tuổi."),
        _l("Kiểm tra ngày sinh trên giấy tờ; nếu đúng, không tiếp nhận và báo ngay lãnh đạo cơ sở."),
        _AGE_RULE,
    ),
    "residents.not_adult": Refusal(
        _l("Người này {age} tuổi, chưa đủ {adult} tuổi nên không thuộc diện bắt buộc của người thành niên."),
        _l("Chọn diện «Người từ đủ 12 đến dưới 18 tuổi» nếu quyết định của Tòa án ghi như vậy."),
        _AGE_RULE,
    ),
    "residents.not_minor": Refusal(
        _l("Người này đã {age} tuổi, không thuộc diện từ đủ {least} đến dưới {adult} tuổi."),
        _l("Chọn diện «Cai nghiện bắt buộc» nếu quyết định của Tòa án ghi như vậy."),
        _AGE_RULE,
    ),
    "residents.decision_kind": Refusal(
        _l("Loại quyết định không đúng với diện cai nghiện đã chọn."),
        _l("Chọn lại diện cai nghiện theo đúng quyết định kèm hồ sơ."),
    ),
    "residents.decision_in_future": Refusal(
        _l("Quyết định đề ngày {day}, là ngày chưa tới."),
        _l("Đọc lại ngày trên quyết định; nếu bản giấy ghi sai, trả lại nơi giao hồ sơ để đính chính."),
    ),
    "residents.decision_after_first_day": Refusal(
        _l("Quyết định đề ngày {day}, sau ngày đầu của thời hạn ({first_day})."),
        _l("Kiểm tra lại hai ngày này. Thời gian quản lý trước quyết định ghi vào ô số ngày được trừ."),
    ),
    "residents.first_day_in_future": Refusal(
        _l("Ngày đầu của thời hạn ({day}) nằm ở tương lai."),
        _l("Nhập ngày lập biên bản giao, nhận người, hoặc ngày Tòa án ghi trong quyết định."),
    ),
    "residents.person_known": Refusal(
        _l("Số giấy tờ này đã có trong hồ sơ {person} ({name})."),
        _l("Bấm «Dùng hồ sơ cũ» để mở đợt cai nghiện mới cho chính người này."),
    ),
    "residents.unknown_resident": Refusal(
        _l("Không tìm thấy hồ sơ cũ đã chọn."), _l("Tìm lại người này bằng số giấy tờ hoặc họ tên.")
    ),
    "residents.number_of_another": Refusal(
        _l("Số giấy tờ này thuộc về hồ sơ {person}, không phải hồ sơ đã chọn."),
        _l("Đối chiếu thẻ với người; chọn đúng hồ sơ {person}, hoặc báo cán bộ hồ sơ."),
    ),
    "residents.already_here": Refusal(
        _l("Người này ({person}) đang ở trong cơ sở, chưa kết thúc đợt hiện tại."),
        _l("Mở hồ sơ {person} để kiểm tra; mỗi người chỉ có một đợt đang chấp hành."),
    ),
    "residents.no_such_commune": Refusal(
        _l("Xã, phường đã chọn không có trong danh mục hiện nay."),
        _l("Gõ lại tên xã, phường rồi chọn trong danh sách."),
    ),
    "residents.maybe_known": Refusal(
        _l("Có thể người này đã có hồ sơ ở cơ sở."),
        _l(
            "Xem các hồ sơ bên dưới: bấm «Dùng hồ sơ cũ» nếu đúng là người này, "
            "hoặc đánh dấu là không phải ai trong số đó."
        ),
    ),
    "residents.lift_other_area": Refusal(
        _l("Hạn chế này do bộ phận khác đặt, chỉ bộ phận đó được bỏ."),
        _l("Liên hệ bộ phận đã đặt hạn chế."),
    ),
    "residents.lift_reason": Refusal(_l("Chưa ghi lý do bỏ hạn chế."), _l("Ghi lý do rồi lưu lại.")),
    "residents.stay_ended": Refusal(
        _l("Đợt cai nghiện này đã kết thúc, không ghi thêm được."),
        _l("Nếu người này trở lại cơ sở, mở đợt mới ở bàn tiếp nhận."),
    ),
    "residents.badge_revoked_before": Refusal(
        _l("Thẻ này đã bị thu hồi trước đó."), _l("Cấp thẻ mới nếu học viên chưa có thẻ.")
    ),
    "residents.badge_reason": Refusal(_l("Chưa nói rõ lý do thu hồi thẻ."), _l("Ghi một câu vào ô Nói rõ.")),
    "residents.restriction_reversed": Refusal(
        _l("Ngày hết hạn chế sớm hơn ngày bắt đầu."), _l("Sửa lại một trong hai ngày.")
    ),
    "residents.restriction_wording": Refusal(
        _l("Chưa ghi nội dung hạn chế cho mọi người đọc."),
        _l("Ghi ngắn gọn việc không được làm, không ghi chẩn đoán."),
    ),
    "residents.restriction_lifted": Refusal(_l("Hạn chế này đã được bỏ."), _l("Tải lại trang để xem.")),
    "residents.belonging_quantity": Refusal(
        _l("Số lượng đồ lưu ký phải từ 1 trở lên."), _l("Sửa lại số lượng.")
    ),
    "residents.belonging_receiver": Refusal(
        _l("Chưa ghi người nhận lại đồ."), _l("Ghi họ tên người nhận và quan hệ với học viên.")
    ),
    "residents.belonging_none": Refusal(
        _l("Chưa chọn món đồ nào để trả."), _l("Nhập số lượng trả cho từng món.")
    ),
    "residents.belonging_too_many": Refusal(
        _l("«{item}» chỉ còn giữ {left}, không trả nhiều hơn được."), _l("Sửa lại số lượng trả.")
    ),
}
