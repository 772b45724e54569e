"""What the person reads when a rule of this package refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l
from center.medical.preliminary.messages import MESSAGES as PRELIMINARY_MESSAGES

_AMEND_RULE = _l(
    "Luật Khám bệnh, chữa bệnh 15/2023/QH15, Điều 7 khoản 10: không tẩy xóa, sửa chữa hồ sơ bệnh án."
)
_HIV_RULE = _l("Luật Phòng, chống HIV/AIDS 64/2006/QH11, Điều 30 (sửa đổi bởi Luật 71/2020/QH14).")
_COMPLETION_RULE = _l("Tiêu chí kết thúc cắt cơn do Tổ Y tế của cơ sở phê duyệt.")

MESSAGES: dict[str, Refusal] = {
    **PRELIMINARY_MESSAGES,
    # time and corrections
    "medical.in_future": Refusal(
        _l("Thời điểm đo, khám nằm ở tương lai."), _l("Kiểm tra lại ngày và giờ rồi nhập lại.")
    ),
    "medical.before_admission": Refusal(
        _l("Thời điểm này sớm hơn lúc người này được tiếp nhận ({admitted_at})."),
        _l("Kiểm tra lại ngày, giờ, và xem có mở nhầm hồ sơ không."),
    ),
    "medical.late_needs_reason": Refusal(
        _l("Việc này đã cách đây hơn 1 giờ mà chưa ghi lý do ghi muộn."),
        _l("Ghi lý do vào ô «Lý do ghi muộn»; dòng này sẽ mang chữ «ghi muộn»."),
        _l("Quy định ghi chép của Tổ Y tế: ghi ngay sau khi đo, khám."),
    ),
    "medical.amend_reason": Refusal(
        _l("Lý do đính chính phải có ít nhất {least} ký tự."),
        _l("Ghi rõ chỗ sai và vì sao, ví dụ «gõ nhầm mạch 68 thành 86»."),
        _AMEND_RULE,
    ),
    "medical.nothing_to_amend": Refusal(
        _l("Không tìm thấy dòng cần đính chính trong hồ sơ này."),
        _l("Quay lại bảng theo dõi, chọn đúng người và đúng dòng."),
    ),
    "medical.amended_before": Refusal(
        _l("Dòng này đã được đính chính rồi."),
        _l("Tải lại bảng theo dõi; nếu bản mới vẫn sai thì đính chính bản mới."),
        _AMEND_RULE,
    ),
    "medical.secret_in_plain_text": Refusal(
        _l("Ô này có nội dung về HIV; mọi người điều trị đều đọc được ô này."),
        _l("Xóa phần đó khỏi ô này; bác sĩ ghi ở mục «Thông tin bảo mật»."),
        _HIV_RULE,
    ),
    # vital signs
    "medical.impossible_value": Refusal(
        _l("Giá trị {value} {unit} không thể có (từ {least} đến {most})."),
        _l("Đo lại rồi nhập lại; máy hỏng thì để trống chỉ số này và ghi chú."),
    ),
    "medical.pressure_incomplete": Refusal(
        _l("Có huyết áp tâm trương mà thiếu tâm thu."), _l("Nhập cả hai, hoặc xóa ô tâm trương.")
    ),
    "medical.diastolic_above": Refusal(
        _l("Huyết áp tâm trương ({diastolic}) phải nhỏ hơn tâm thu ({systolic})."),
        _l("Xem có gõ ngược hai ô không; nếu không thì đo lại."),
    ),
    "medical.nothing_measured": Refusal(
        _l("Chưa nhập chỉ số nào."), _l("Nhập ít nhất một chỉ số đã đo rồi lưu lại.")
    ),
    # COWS
    "medical.cows_unknown_item": Refusal(
        _l("Thang COWS không có mục «{item}»."), _l("Tải lại trang rồi chấm lại.")
    ),
    "medical.cows_missing_item": Refusal(
        _l("Mục «{item}» chưa chấm và chưa ghi lý do."),
        _l("Chọn một mức điểm, hoặc chọn «Không chấm được» và ghi lý do."),
    ),
    "medical.cows_no_such_points": Refusal(
        _l("Mục «{item}» không có mức {points} điểm."),
        _l("Chỉ chọn một trong các mức: {allowed}."),
        _l("Thang COWS (Wesson và Ling, 2003)."),
    ),
    "medical.cows_pulse_mismatch": Refusal(
        _l("Mạch {beats} lần/phút ứng với {derived} điểm, nhưng đã chọn {points} điểm."),
        _l("Đếm lại mạch khi nghỉ; sửa số đếm, hoặc sửa điểm đã chọn."),
        _l("Thang COWS (Wesson và Ling, 2003)."),
    ),
    # admission exam
    "medical.exam_there": Refusal(
        _l("Đợt này đã có phiếu khám khi tiếp nhận."),
        _l("Mở phiếu khám và bấm «Đính chính» nếu có chỗ sai."),
    ),
    "medical.exam_first": Refusal(
        _l("Chưa có phiếu khám khi tiếp nhận."), _l("Khám và lưu phiếu khám, rồi chuyển sang cắt cơn.")
    ),
    "medical.last_use_in_future": Refusal(
        _l("Lần dùng cuối ({day}) sau ngày khám."), _l("Hỏi và nhập lại ngày dùng cuối.")
    ),
    "medical.days_last_month": Refusal(
        _l("Số ngày dùng trong 30 ngày qua là {days}, phải từ 0 đến {most}."), _l("Nhập lại số ngày.")
    ),
    "medical.first_age": Refusal(
        _l("Tuổi dùng lần đầu là {first_age}, phải từ {least} đến tuổi hiện nay ({age})."),
        _l("Hỏi và nhập lại tuổi, không nhập năm."),
    ),
    "medical.substance_twice": Refusal(
        _l("Một chất với cùng đường dùng được ghi hai lần."), _l("Gộp hai dòng đó làm một.")
    ),
    "medical.one_main_substance": Refusal(
        _l("Phải chọn đúng một chất chính trong các chất đã ghi."),
        _l("Đánh dấu «Chất chính» ở dòng chất gây lệ thuộc nặng nhất."),
    ),
    "medical.unfit_until_past": Refusal(
        _l("Ngày hết hạn chế lao động ({day}) đã qua."), _l("Nhập ngày sau hôm nay, hoặc để trống.")
    ),
    # the end of detox
    "medical.not_in_detox": Refusal(
        _l("Người này không ở giai đoạn cắt cơn."), _l("Xem giai đoạn hiện tại ở đầu trang.")
    ),
    "medical.declaration_waiting": Refusal(
        _l("Đã có một kết luận đang chờ bác sĩ thứ hai ký."),
        _l("Chờ bác sĩ thứ hai ký hoặc từ chối kết luận đó."),
    ),
    "medical.conclusion_missing": Refusal(
        _l("Chưa ghi kết luận của bác sĩ."), _l("Ghi ngắn gọn tình trạng và kết luận.")
    ),
    "medical.exception_reason": Refusal(
        _l("Còn {count} tiêu chí chưa đạt mà chưa ghi lý do vẫn kết luận."),
        _l("Ghi lý do ngoại lệ, hoặc theo dõi tiếp đến khi đạt."),
        _COMPLETION_RULE,
    ),
    "medical.own_declaration": Refusal(
        _l("Không tự ký xác nhận kết luận của chính mình."),
        _l("Nhờ bác sĩ khác hoặc Tổ trưởng Tổ Y tế xem và ký."),
        _COMPLETION_RULE,
    ),
    "medical.declaration_decided": Refusal(
        _l("Kết luận này đã có người ký hoặc từ chối."), _l("Tải lại trang để xem.")
    ),
    "medical.refusal_reason": Refusal(
        _l("Chưa ghi vì sao không ký xác nhận."),
        _l("Ghi điều cần theo dõi hoặc bổ sung để bác sĩ kết luận biết."),
    ),
    # what is kept apart
    "medical.secret_empty": Refusal(_l("Chưa ghi nội dung."), _l("Ghi nội dung rồi lưu lại.")),
    "medical.reading_reason": Refusal(
        _l("Chưa ghi lý do xem."),
        _l("Ghi ngắn gọn vì sao cần xem, ví dụ «khám định kỳ»; không nêu bệnh."),
        _HIV_RULE,
    ),
}
