"""What people read when a rule about beds and buildings refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

LAW = _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 46; Nghị định 163/2026/NĐ-CP, Điều 66.")
"""Source of the separations the law sets (LAW.md 5)."""
_ORDER = _l("Điều kiện nhận người của khu do cơ sở đặt; lãnh đạo cơ sở được cho qua khi ghi rõ lý do.")
_OTHER_BED = _l("Chọn giường khác trong danh sách đề xuất.")
_ASK_HEAD = _l("Chọn giường khác trong danh sách đề xuất, hoặc xin ý kiến lãnh đạo cơ sở.")

ADMISSION: dict[str, Refusal] = {
    "residents.bed_taken": Refusal(
        _l("Giường {bed} vừa có người nằm."), _l("Chọn một giường còn trống khác trong danh sách.")
    ),
    "residents.bed_out_of_order": Refusal(
        _l("Giường {bed} đang hỏng, không xếp người: {why}."), _l("Chọn một giường khác.")
    ),
    "housing.bed_closed": Refusal(_l("Giường {bed} đã ngừng dùng."), _OTHER_BED),
    "residents.zone_without_area": Refusal(
        _l("{zone} chưa có nơi ở trong danh mục địa điểm, nên chưa ghi được vị trí của người này."),
        _l("Chọn giường ở khu khác, hoặc báo quản trị hệ thống thêm nơi ở cho khu này."),
    ),
    "residents.no_such_bed": Refusal(
        _l("Giường đã chọn không còn trong danh mục."), _l("Chọn một giường khác trong danh sách.")
    ),
    "residents.bed_wrong_sex": Refusal(
        _l("{zone} không nhận người thuộc giới tính này (giường {bed})."),
        _l("Chọn giường ở khu dành cho đúng giới tính."),
        LAW,
    ),
    "residents.room_other_sex": Refusal(
        _l("Phòng của giường {bed} đang có người khác giới."), _l("Chọn giường ở phòng khác."), LAW
    ),
    "housing.minors_elsewhere": Refusal(
        _l("{zone} không nhận người từ đủ 12 đến dưới 18 tuổi (giường {bed})."),
        _l("Chọn giường ở khu quản lý riêng cho người chưa thành niên."),
        LAW,
    ),
    "housing.minors_only": Refusal(
        _l("{zone} chỉ dành cho người từ đủ 12 đến dưới 18 tuổi (giường {bed})."),
        _l("Chọn giường ở khu dành cho người thành niên."),
        LAW,
    ),
    "housing.room_of_minors": Refusal(
        _l("Người thành niên và người dưới 18 tuổi không ở chung phòng (giường {bed})."),
        _l("Chọn giường ở phòng khác."),
        LAW,
    ),
    "housing.isolation_elsewhere": Refusal(
        _l("{zone} không có phòng cho người phải ở riêng theo chỉ định y tế (giường {bed})."),
        _l("Chọn giường ở khu cách ly, hoặc hỏi phòng y tế."),
        LAW,
    ),
    "housing.isolation_only": Refusal(
        _l("{zone} chỉ dành cho người phải ở riêng theo chỉ định y tế (giường {bed})."), _OTHER_BED, LAW
    ),
    "housing.room_of_isolation": Refusal(
        _l("Người phải ở riêng theo chỉ định y tế không ở chung phòng với người khác (giường {bed})."),
        _l("Chọn giường ở phòng trống hoặc phòng cách ly."),
        LAW,
    ),
    "housing.room_of_one": Refusal(
        _l("Phòng của giường {bed} phải dành riêng cho một người."), _l("Chọn giường ở phòng khác."), LAW
    ),
    "housing.ward_only": Refusal(
        _l("Người này chỉ được ở khu điều trị theo chỉ định y tế; {zone} không phải khu điều trị."),
        _l("Chọn giường ở khu tiếp nhận, cắt cơn hoặc cách ly; bác sĩ bỏ hạn chế khi đã ổn."),
    ),
    "housing.discipline_elsewhere": Refusal(
        _l(
            "Người này đang được quản lý tại khu dành riêng theo quyết định kỷ luật; {zone} không phải khu đó."
        ),
        _ASK_HEAD,
        _ORDER,
    ),
    "housing.discipline_only": Refusal(
        _l("{zone} là khu dành riêng, chỉ nhận người có quyết định kỷ luật (giường {bed})."),
        _ASK_HEAD,
        _ORDER,
    ),
    "housing.room_of_discipline": Refusal(
        _l("Người ở phòng dành riêng theo quyết định kỷ luật không ở chung với người khác (giường {bed})."),
        _ASK_HEAD,
        _ORDER,
    ),
    "housing.stage": Refusal(
        _l("{zone} không nhận người ở giai đoạn này (giường {bed})."), _ASK_HEAD, _ORDER
    ),
    "housing.kind": Refusal(_l("{zone} không nhận người thuộc diện này (giường {bed})."), _ASK_HEAD, _ORDER),
    "housing.rule_set": Refusal(
        _l("{zone} không nhận người chấp hành theo bộ quy định này (giường {bed})."), _ASK_HEAD, _ORDER
    ),
    "housing.apart_room": Refusal(
        _l("Phòng {room} có người không được ở chung với người này ({other})."),
        _l("Chọn giường ở phòng khác, hoặc xin ý kiến lãnh đạo cơ sở."),
        _l("Hạn chế «Không ở cùng một người» đang còn hiệu lực."),
    ),
    "housing.apart_zone": Refusal(
        _l("{zone} có người không được ở cùng khu với người này ({other})."),
        _l("Chọn giường ở khu khác, hoặc xin ý kiến lãnh đạo cơ sở."),
        _l("Hạn chế «Không ở cùng một người» đang còn hiệu lực."),
    ),
}

MOVES: dict[str, Refusal] = {
    "housing.same_bed": Refusal(_l("Người này đang nằm ở giường {bed} rồi."), _OTHER_BED),
    "housing.override_not_yours": Refusal(
        _l("Chỉ lãnh đạo cơ sở được cho qua điều kiện của khu."),
        _l("Xin ý kiến lãnh đạo; lãnh đạo mở trang này và ghi lý do."),
    ),
    "housing.swap_with_oneself": Refusal(_l("Không đổi chỗ với chính mình."), _l("Chọn một người khác.")),
    "housing.swap_nobody": Refusal(
        _l("Không tìm thấy người có mã «{typed}» đang ở cơ sở."),
        _l("Nhập mã học viên như trên thẻ, ví dụ HV000123."),
    ),
    "housing.swap_without_bed": Refusal(
        _l("{person} chưa có giường, không có gì để đổi."), _l("Xếp giường cho người đó trước.")
    ),
    "housing.batch_refused": Refusal(
        _l("Chưa chuyển ai: {person} không chuyển được. {why}"),
        _l("Bỏ chọn người này hoặc tải lại trang để có đề xuất mới, rồi chuyển lại."),
    ),
    "housing.batch_none": Refusal(_l("Chưa chọn ai để chuyển."), _l("Đánh dấu ít nhất một người.")),
    "housing.body_sex_basis": Refusal(
        _l("Chưa ghi căn cứ."), _l("Ghi biên bản khám hoặc giấy tờ làm căn cứ.")
    ),
}

APART: dict[str, Refusal] = {
    "housing.apart_oneself": Refusal(
        _l("Không cách một người với chính mình."), _l("Chọn người thứ hai khác.")
    ),
    "housing.apart_twice": Refusal(
        _l("Hai người này đã được ghi không ở chung ({other})."),
        _l("Xem mục «Không ở chung» trong thẻ Chỗ ở."),
    ),
}

PLACES: dict[str, Refusal] = {
    "housing.name_taken": Refusal(_l("Đã có {what} tên hoặc mã «{label}»."), _l("Chọn tên hoặc mã khác.")),
    "housing.close_occupied": Refusal(
        _l("{what} {label} còn {people} người đang ở, chưa ngừng dùng được."),
        _l("Chuyển những người đó sang giường khác trước."),
    ),
    "housing.closed_parent": Refusal(
        _l("{what} {label} đã ngừng dùng."), _l("Dùng lại nơi đó trước, hoặc chọn nơi khác.")
    ),
    "housing.outage_occupied": Refusal(
        _l("{label} đang có {people} người nằm."), _l("Chuyển người đó sang giường khác rồi ghi hỏng.")
    ),
    "housing.outage_reversed": Refusal(
        _l("Ngày cuối sớm hơn ngày bắt đầu."), _l("Sửa lại một trong hai ngày.")
    ),
    "housing.outage_past": Refusal(
        _l("Ngày bắt đầu đã qua."), _l("Ghi từ hôm nay; sổ không ghi lùi để lịch sử xếp giường vẫn đúng.")
    ),
    "housing.outage_twice": Refusal(
        _l("{label} đã được ghi không dùng được trong những ngày đó."),
        _l("Ghi «dùng lại được» cho lần trước đã."),
    ),
    "housing.outage_over": Refusal(_l("Lần hỏng này đã kết thúc."), _l("Tải lại trang để xem.")),
    "housing.too_many_beds": Refusal(
        _l("Một phòng có nhiều nhất {most} giường."), _l("Giảm số giường thêm.")
    ),
    "housing.floor_of_building": Refusal(
        _l("Tòa nhà có {floors} tầng; không có tầng {floor}."), _l("Sửa lại số tầng.")
    ),
    "housing.policy_past": Refusal(
        _l("Điều kiện mới chỉ có hiệu lực từ hôm nay trở đi."),
        _l("Chọn ngày bắt đầu từ hôm nay; điều kiện cũ giữ nguyên trong lịch sử."),
    ),
    "housing.policy_sex": Refusal(
        _l("Trong khu còn {people} người không thuộc giới tính này."),
        _l("Chuyển những người đó sang khu khác trước khi đổi."),
        LAW,
    ),
}

PLAN: dict[str, Refusal] = {
    "housing.plan_overlap": Refusal(
        _l("Phòng {room} và phòng {other} chồng lên nhau trên sơ đồ."),
        _l("Kéo một trong hai phòng ra chỗ trống."),
    ),
    "housing.plan_outside": Refusal(
        _l("Phòng {room} nằm ngoài khung sơ đồ ({columns} × {rows} ô)."), _l("Kéo phòng vào trong khung.")
    ),
    "housing.plan_size": Refusal(
        _l("Phòng {room} phải rộng và cao ít nhất một ô."), _l("Sửa lại kích thước.")
    ),
}

MESSAGES = {**ADMISSION, **MOVES, **APART, **PLACES, **PLAN}
