"""Refusals about hours of labour."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "vocational.hours_shape": Refusal(
        what=_l("{name}: {hours} không phải số giờ trong ngày."),
        next_step=_l("Nhập theo từng 15 phút, từ 0,25 đến 24, ví dụ 7,5."),
    ),
    "vocational.hours_missing": Refusal(
        what=_l("{name}: chưa có số giờ."),
        next_step=_l("Nhập số giờ chung ở trên, hoặc số giờ riêng cạnh tên."),
    ),
    "vocational.day_in_future": Refusal(
        what=_l("Ngày {day} chưa đến."),
        next_step=_l("Giờ lao động chỉ ghi cho hôm nay hoặc ngày đã qua."),
    ),
    "vocational.no_rule_that_day": Refusal(
        what=_l("Ngày {day} không có quy định về giờ lao động trong hệ thống."),
        next_step=_l("Xem lại năm; quy định được nhập từ ngày 01/01/2022."),
    ),
    "vocational.day_outside_stay": Refusal(
        what=_l("{name}: ngày {day} không ở trong cơ sở."),
        next_step=_l("Xem lại ngày, hoặc bỏ chọn người này."),
    ),
    "vocational.day_after_term": Refusal(
        what=_l("{name}: thời hạn đã hết ngày {last_day}."),
        next_step=_l("Bỏ chọn; báo cán bộ hồ sơ vì đã quá thời hạn."),
        rule=_l("Lao động trị liệu đến hết thời hạn: {source}."),
    ),
    "vocational.before_labour_stage": Refusal(
        what=_l("{name}: ngày {day} chưa qua giai đoạn cắt cơn, giải độc."),
        next_step=_l("Bỏ chọn; chờ bác sĩ xác nhận hoàn thành cắt cơn và hồ sơ chuyển giai đoạn."),
        rule=_l("Lao động trị liệu chỉ từ khi kết thúc giai đoạn cắt cơn: {source}."),
    ),
    "vocational.labour_forbidden": Refusal(
        what=_l("{name}: {wording}."),
        next_step=_l("Bỏ chọn; hỏi bộ phận y tế nếu thấy hạn chế đã hết lý do."),
        rule=_l("Lao động phải phù hợp sức khỏe; hạn chế do bộ phận có thẩm quyền đặt."),
    ),
    "vocational.worker_out": Refusal(
        what=_l("{name}: cả ngày {day} ở ngoài cơ sở ({why})."),
        next_step=_l("Bỏ chọn; nếu thực ra có mặt, báo trực chỉ huy sửa vị trí."),
    ),
    "vocational.day_cap": Refusal(
        what=_l("{name} ({age} tuổi): đã ghi {booked} giờ trong ngày, thêm {hours} giờ là quá {cap} giờ."),
        next_step=_l("Còn được ghi {left} giờ cho ngày này; phần còn lại chuyển ngày khác."),
        rule=_l("Tối đa {cap} giờ một ngày: {source}."),
    ),
    "vocational.week_cap": Refusal(
        what=_l(
            "{name} ({age} tuổi): tuần từ {monday} đã ghi {booked} giờ, thêm {hours} giờ là quá {cap} giờ."
        ),
        next_step=_l("Còn được ghi {left} giờ trong tuần này; phần còn lại chuyển tuần khác."),
        rule=_l("Tối đa {cap} giờ một tuần, tính từ thứ hai đến chủ nhật: {source}."),
    ),
}
