"""Refusals about classes, enrolments and certificates."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_STAGES = _l(
    "Điều 86, 87 Nghị định 163/2026/NĐ-CP: học tập, học nghề bắt đầu sau giai đoạn cắt cơn, giải độc."
)

MESSAGES: dict[str, Refusal] = {
    "vocational.course_reversed": Refusal(
        what=_l("Ngày kết thúc {last} trước ngày bắt đầu {first}."),
        next_step=_l("Xem lại hai ngày của lớp."),
    ),
    "vocational.course_code_taken": Refusal(
        what=_l("Mã lớp {taken} đã dùng cho lớp «{name}»."),
        next_step=_l("Đặt mã khác, ví dụ thêm số khóa: {taken}-2."),
    ),
    "vocational.trade_needed": Refusal(
        what=_l("Lớp học nghề chưa có tên nghề."),
        next_step=_l("Ghi nghề đào tạo, ví dụ may công nghiệp, mộc, sửa xe máy."),
        rule=_l("Điều 116 Nghị định 163/2026/NĐ-CP: đào tạo nghề trình độ sơ cấp theo nghề."),
    ),
    "vocational.no_such_trainer": Refusal(
        what=_l("Người phụ trách đã chọn không phải giáo viên đang làm việc."),
        next_step=_l("Chọn lại trong danh sách giáo viên."),
    ),
    "vocational.lessons_outside": Refusal(
        what=_l("Lớp còn buổi học ngày {day}, nằm ngoài thời gian mới."),
        next_step=_l("Hủy hoặc dời buổi đó trước, hoặc chọn ngày khác."),
    ),
    "vocational.joining_outside_course": Refusal(
        what=_l("Ngày vào lớp {day} nằm ngoài thời gian của lớp ({first} – {last})."),
        next_step=_l("Chọn ngày trong thời gian của lớp."),
    ),
    "vocational.joining_before_admission": Refusal(
        what=_l("{name}: ngày {day} chưa vào cơ sở."),
        next_step=_l("Chọn ngày vào lớp muộn hơn."),
    ),
    "vocational.joining_after_end": Refusal(
        what=_l("{name}: đợt cai nghiện đã kết thúc trước ngày {day}."),
        next_step=_l("Bỏ chọn người này."),
    ),
    "vocational.joining_before_stage": Refusal(
        what=_l("{name}: ngày {day} chưa qua giai đoạn cắt cơn, giải độc."),
        next_step=_l("Ghi danh sau khi bác sĩ xác nhận hoàn thành cắt cơn và hồ sơ đã chuyển giai đoạn."),
        rule=_STAGES,
    ),
    "vocational.joining_escaped": Refusal(
        what=_l("{name}: đang bỏ trốn."),
        next_step=_l("Bỏ chọn; ghi danh khi đã được đưa trở lại."),
    ),
    "vocational.joining_ward_only": Refusal(
        what=_l("{name}: {wording}."),
        next_step=_l("Chờ hạn chế hết hiệu lực, hoặc hỏi bộ phận đã đặt hạn chế."),
    ),
    "vocational.enrolment_clash": Refusal(
        what=_l("{name}: trùng giờ với lớp «{other}», buổi {at}."),
        next_step=_l("Cho thôi lớp kia trước, hoặc chọn lớp khác giờ."),
    ),
    "vocational.left_before": Refusal(
        what=_l("Người này đã thôi lớp từ trước."),
        next_step=_l("Mở lại trang lớp để xem danh sách hiện nay."),
    ),
    "vocational.leaving_in_future": Refusal(
        what=_l("Ngày thôi lớp {day} còn ở phía trước."),
        next_step=_l("Nhập muộn nhất là ngày mai; việc thôi lớp được ghi khi xảy ra."),
    ),
    "vocational.leaving_before_joining": Refusal(
        what=_l("Ngày thôi lớp {day} trước ngày vào lớp {joined_on}."),
        next_step=_l("Xem lại ngày. Ghi danh nhầm thì dùng đúng ngày vào lớp."),
    ),
    "vocational.leaving_before_lesson": Refusal(
        what=_l("Sổ điểm danh ghi có mặt buổi ngày {lesson}, sau ngày thôi lớp {day}."),
        next_step=_l("Chọn ngày sau buổi đó, hoặc sửa điểm danh trước."),
    ),
    "vocational.certificate_in_future": Refusal(
        what=_l("Ngày cấp {day} còn ở phía trước."),
        next_step=_l("Nhập ngày ghi trên giấy."),
    ),
    "vocational.certificate_before_end": Refusal(
        what=_l("Ngày cấp {day} trước khi lớp kết thúc ({last})."),
        next_step=_l("Cấp khi lớp đã kết thúc; lớp xong sớm thì sửa ngày kết thúc của lớp trước."),
    ),
    "vocational.certificate_left": Refusal(
        what=_l("{name}: đã thôi lớp từ ngày {day}."),
        next_step=_l("Bỏ chọn người này."),
    ),
    "vocational.certificate_never_there": Refusal(
        what=_l("{name}: sổ điểm danh không có buổi nào có mặt."),
        next_step=_l("Bỏ chọn, hoặc sửa sổ điểm danh nếu ghi sót."),
    ),
    "vocational.certificate_number": Refusal(
        what=_l("{name}: chưa có số."),
        next_step=_l("Ghi số như trên giấy."),
    ),
    "vocational.certificate_number_taken": Refusal(
        what=_l("{name}: số {number} đã cấp cho {other}."),
        next_step=_l("Xem lại số trên giấy; mỗi giấy một số."),
    ),
    "vocational.certificate_issued": Refusal(
        what=_l("{name}: đã có giấy của lớp này, số {number}."),
        next_step=_l("Bỏ chọn; ghi sai thì dùng nút Sửa ở giấy đã cấp."),
    ),
}
