"""What people read when a rule of the duties refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "duties.not_yours": Refusal(
        _l("Việc này thuộc vai trò khác."), _l("Báo người phụ trách việc này, hoặc lãnh đạo cơ sở.")
    ),
    "duties.closed_before": Refusal(
        _l("Việc này đã được khép trước đó."), _l("Tải lại trang để xem ai đã khép và minh chứng gì.")
    ),
    "duties.still_open": Refusal(_l("Việc này đang mở."), _l("Tải lại trang để xem.")),
    "duties.closed_by_facts": Refusal(
        _l("Việc này được khép theo những gì đã ghi ở nơi khác, không mở lại bằng tay."),
        _l("Sửa ở nơi đã ghi (thông báo, giấy tờ, giai đoạn); việc này tự mở lại khi căn cứ không còn."),
    ),
    "duties.only_by_paper": Refusal(
        _l("Việc này chỉ khép khi giấy được lập trên phần mềm."),
        _l(
            "Mở giấy đó, điền và in. Giấy đã lập ngoài phần mềm thì lãnh đạo cơ sở ghi số, ngày và nơi lưu làm "
            "minh chứng."
        ),
    ),
    "duties.done_in_future": Refusal(_l("Lúc làm xong nằm ở tương lai."), _l("Kiểm tra lại ngày và giờ.")),
    "duties.done_before_cause": Refusal(
        _l("Lúc làm xong sớm hơn lúc việc này phát sinh ({cause_at})."), _l("Kiểm tra lại ngày và giờ.")
    ),
    "duties.case_in_future": Refusal(
        _l("Lúc nhận hoặc phát hiện nằm ở tương lai."), _l("Kiểm tra lại ngày và giờ.")
    ),
    "duties.requester_missing": Refusal(
        _l("Chưa ghi ai gửi yêu cầu, đơn này."), _l("Ghi họ tên và quan hệ với người cai nghiện.")
    ),
    "duties.stay_missing": Refusal(
        _l("Chưa ghi đơn này về ai."), _l("Ghi mã học viên (HV…) của người đang ở cơ sở.")
    ),
    "duties.stay_unknown": Refusal(
        _l("Không có học viên nào mang mã {person}."), _l("Tìm tên ở ô tìm kiếm rồi chép mã vào đây.")
    ),
    "duties.act_days": Refusal(
        _l("Chưa chọn số ngày để thực hiện yêu cầu."),
        _l("Chọn theo loại yêu cầu; chưa rõ thì chọn số ngày ngắn nhất."),
        _l("Nghị định 356/2025/NĐ-CP."),
    ),
    "duties.day_same": Refusal(
        _l("Ngày {day} đã là như vậy trong lịch."), _l("Chọn ngày khác, hoặc loại khác cho ngày này.")
    ),
    "duties.worked_weekday": Refusal(
        _l("Ngày {day} vốn là ngày làm việc."), _l("Làm bù chỉ ghi cho thứ bảy, chủ nhật hoặc ngày nghỉ lễ.")
    ),
    "duties.year_unknown": Refusal(
        _l("Chưa có danh sách ngày nghỉ của năm {year}."), _l("Chọn một năm gần đây.")
    ),
}
