"""Refusals about lessons and registers."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_MOVE = _l("Chọn giờ, nơi học hoặc giáo viên khác; hoặc hủy, dời buổi kia trước.")

MESSAGES: dict[str, Refusal] = {
    "vocational.lesson_reversed": Refusal(
        what=_l("Giờ kết thúc không sau giờ bắt đầu."),
        next_step=_l("Xem lại hai giờ; buổi học nằm trong một ngày."),
    ),
    "vocational.lesson_too_long": Refusal(
        what=_l("Buổi học dài quá {most} giờ."),
        next_step=_l("Chia thành hai buổi."),
    ),
    "vocational.lesson_outside_course": Refusal(
        what=_l("Ngày {day} nằm ngoài thời gian của lớp ({first} – {last})."),
        next_step=_l("Chọn ngày trong thời gian của lớp, hoặc sửa thời gian của lớp trước."),
    ),
    "vocational.series_reversed": Refusal(
        what=_l("Ngày cuối của chuỗi {last} trước ngày đầu {first}."),
        next_step=_l("Xem lại hai ngày."),
    ),
    "vocational.series_empty": Refusal(
        what=_l("Từ {first} đến {last} không có ngày nào đúng thứ đã chọn."),
        next_step=_l("Chọn thêm thứ hoặc kéo dài khoảng ngày."),
    ),
    "vocational.series_too_long": Refusal(
        what=_l("Chuỗi này có quá {most} buổi."),
        next_step=_l("Xếp từng đoạn ngắn hơn."),
    ),
    "vocational.series_refused": Refusal(
        what=_l("Chưa xếp buổi nào: {count} buổi của chuỗi không xếp được."),
        next_step=_l("Xem từng buổi dưới đây; đổi giờ, nơi học, hoặc xếp riêng những ngày không vướng."),
    ),
    "vocational.no_such_place": Refusal(
        what=_l("Nơi học đã chọn không còn trong danh sách."),
        next_step=_l("Chọn lại nơi học."),
    ),
    "vocational.trainer_clash": Refusal(
        what=_l("Ngày {day}: giáo viên này đang dạy lớp «{other}», buổi {at}."),
        next_step=_MOVE,
        rule=_l("Một giáo viên chỉ dạy một buổi trong cùng giờ."),
    ),
    "vocational.place_clash": Refusal(
        what=_l("Ngày {day}: nơi này đang có lớp «{other}», buổi {at}."),
        next_step=_MOVE,
        rule=_l("Một nơi chỉ có một buổi học trong cùng giờ."),
    ),
    "vocational.resident_clash": Refusal(
        what=_l("Ngày {day}: {who} đang học lớp «{other}», buổi {at}."),
        next_step=_MOVE,
        rule=_l("Một người chỉ học một buổi trong cùng giờ."),
    ),
    "vocational.lesson_cancelled": Refusal(
        what=_l("Buổi học này đã hủy."),
        next_step=_l("Xếp buổi khác nếu lớp vẫn học."),
    ),
    "vocational.lesson_took_place": Refusal(
        what=_l("Buổi học này đã điểm danh, tức là đã diễn ra."),
        next_step=_l("Ghi nhầm thì sửa sổ điểm danh, có lý do."),
    ),
    "vocational.register_too_early": Refusal(
        what=_l("Chưa đến giờ điểm danh: buổi học bắt đầu lúc {at}."),
        next_step=_l("Mở lại trong vòng {minutes} phút trước giờ học."),
    ),
    "vocational.register_empty": Refusal(
        what=_l("Lớp chưa có học viên nào vào ngày này."),
        next_step=_l("Ghi danh học viên vào lớp trước."),
    ),
    "vocational.register_kept": Refusal(
        what=_l("Buổi này đã được điểm danh khác đi trong lúc trang đang mở."),
        next_step=_l("Mở sổ, so với những gì đã chọn ở đây, rồi dùng «Sửa điểm danh» nếu cần."),
    ),
    "vocational.people_changed": Refusal(
        what=_l("Danh sách lớp đã thay đổi trong lúc trang đang mở."),
        next_step=_l("Xem lại những dòng mới rồi lưu lần nữa."),
    ),
    "vocational.absence_reason": Refusal(
        what=_l("{name}: vắng nhưng chưa chọn lý do."),
        next_step=_l("Chọn lý do; chưa biết thì chọn «Chưa rõ lý do»."),
    ),
    "vocational.reason_without_absence": Refusal(
        what=_l("{name}: có mặt nhưng lại ghi lý do vắng."),
        next_step=_l("Chọn «Vắng», hoặc bỏ lý do."),
    ),
}
