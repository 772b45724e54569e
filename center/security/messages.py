"""What people read when a rule of this package refuses."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_ESCAPE_RULE = _l(
    "Luật Phòng, chống ma túy 120/2025/QH15, Điều 46 khoản 2; Nghị định 163/2026/NĐ-CP, Điều 109."
)

MESSAGES: dict[str, Refusal] = {
    "security.post_code_taken": Refusal(
        _l("Mã chốt {post} đã có."), _l("Đặt mã khác, hoặc mở lại chốt cũ trong danh sách.")
    ),
    "security.no_such_location": Refusal(
        _l("Nơi đã chọn không còn trong danh mục."), _l("Chọn một nơi khác trong danh sách.")
    ),
    "security.at_in_future": Refusal(
        _l("Thời điểm xem quân số nằm ở tương lai."),
        _l("Nhập một thời điểm đã qua, hoặc để trống để xem bây giờ."),
    ),
    # naming people on a form
    "security.person_unknown": Refusal(
        _l("«{typed}»: không tìm thấy học viên nào."),
        _l("Ghi mã học viên (HV…), quét thẻ, hoặc gõ tên rồi chọn trong danh sách gợi ý."),
    ),
    "security.person_ambiguous": Refusal(
        _l("«{typed}» có thể là nhiều người: {people}."), _l("Thay dòng này bằng mã của đúng người.")
    ),
    "security.person_twice": Refusal(
        _l("{person} được ghi hai lần."), _l("Mỗi người chỉ ghi một lần, ở một vai.")
    ),
    "security.nobody_named": Refusal(
        _l("Chưa ghi học viên nào."), _l("Ghi mỗi người một dòng: mã, thẻ hoặc tên.")
    ),
    "security.too_many_people": Refusal(
        _l("Danh sách có {count} dòng, quá {most} dòng cho một lần ghi."), _l("Chia thành nhiều lần ghi.")
    ),
    # incidents
    "security.incident_in_future": Refusal(
        _l("Thời điểm xảy ra sự việc nằm ở tương lai."), _l("Kiểm tra lại ngày và giờ.")
    ),
    "security.party_not_here": Refusal(
        _l("{person} không ở cơ sở vào lúc xảy ra sự việc."),
        _l("Kiểm tra lại ngày giờ của sự việc, hoặc bỏ người này khỏi danh sách."),
    ),
    "security.escape_is_declared": Refusal(
        _l("Bỏ trốn được khai báo riêng, vì nó dừng thời hạn và có hạn phải thông báo."),
        _l("Báo ngay trực chỉ huy để khai báo bỏ trốn."),
        _ESCAPE_RULE,
    ),
    "security.escape_kind_stays": Refusal(
        _l("Loại và danh sách người của vụ bỏ trốn không sửa ở đây."),
        _l("Giữ loại «Bỏ trốn»; việc trở lại ghi ở trang của từng người."),
    ),
    "security.amended_before": Refusal(
        _l("Bản này đã được đính chính bằng bản số {newer}."), _l("Mở bản mới nhất rồi đính chính bản đó.")
    ),
    "security.amend_reason": Refusal(
        _l("Chưa ghi rõ lý do đính chính."), _l("Ghi bản cũ sai ở đâu, ít nhất {least} ký tự.")
    ),
    "security.amend_not_yours": Refusal(
        _l("Chỉ người đã báo cáo hoặc chỉ huy được đính chính sự việc này."),
        _l("Báo người đã ghi, hoặc trực chỉ huy."),
    ),
    # leaving and coming back
    "security.already_out": Refusal(
        _l("Sổ đang ghi {person} ở ngoài: {cause}."), _l("Ghi trở lại trước, rồi mới ghi lần ra ngoài mới.")
    ),
    "security.isolation_leave": Refusal(
        _l("{person}: {wording}. Không cho ra ngoài vì việc này."),
        _l("Chờ y tế bỏ hạn chế; cấp cứu thì chọn lý do đi bệnh viện."),
        _l("Nghị định 163/2026/NĐ-CP, điều 66."),
    ),
    "security.flag_needs_escort": Refusal(
        _l("{person} đang có cờ «{risk}» mà chưa ghi người áp giải."),
        _l("Ghi họ tên cán bộ đi cùng hoặc cơ quan nhận người."),
        _l("Quy trình của cơ sở."),
    ),
    "security.escape_open": Refusal(
        _l("{person} đã được khai báo bỏ trốn từ {since}, chưa trở lại."),
        _l("Mở vụ đang có; ghi việc trở lại trước khi khai báo lần mới."),
        _ESCAPE_RULE,
    ),
    "security.seen_later": Refusal(
        _l("{person} còn được ghi nhận tại {place} lúc {seen_at}, sau thời điểm rời đi đã nhập."),
        _l("Nhập thời điểm sau lần ghi nhận đó; nếu thẻ bị người khác dùng, ghi rõ trong phần diễn biến."),
    ),
    "security.discovered_before": Refusal(
        _l("Thời điểm phát hiện sớm hơn thời điểm bỏ trốn."), _l("Kiểm tra lại hai thời điểm này.")
    ),
    "security.return_before_leaving": Refusal(
        _l("Thời điểm trở lại sớm hơn lúc rời đi ({left_at})."), _l("Kiểm tra lại ngày và giờ trở lại.")
    ),
    "security.no_open_escape": Refusal(
        _l("Không có lần bỏ trốn nào đang mở của người này."), _l("Tải lại trang để xem lần trở lại đã ghi.")
    ),
    "security.not_out": Refusal(_l("Lần ra ngoài này đã được ghi trở lại."), _l("Tải lại trang để xem.")),
    "security.outing_escaped": Refusal(
        _l("Người này đã được khai báo bỏ trốn trong lúc ra ngoài."),
        _l("Ghi việc trở lại ở trang của vụ bỏ trốn; lần ra ngoài được đóng cùng lúc."),
    ),
    "security.expected_before_leaving": Refusal(
        _l("Thời điểm hẹn về sớm hơn lúc rời đi."), _l("Sửa lại thời điểm hẹn về.")
    ),
    "security.not_to_be_told": Refusal(
        _l("Hồ sơ ghi không được báo tin cho {name}."),
        _l("Báo cho thân nhân khác; nếu đã lỡ báo, báo ngay trực chỉ huy và ghi sự việc."),
        _l("Mục Thân nhân của hồ sơ."),
    ),
    "security.notice_before_escape": Refusal(
        _l("Thời điểm thông báo sớm hơn lúc bỏ trốn ({left_at})."), _l("Kiểm tra lại thời điểm gửi.")
    ),
}
