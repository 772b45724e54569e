"""What the person reads when an act on a term is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_SEE_PAPER = _l("Đối chiếu với bản giấy rồi nhập lại.")

MESSAGES = {
    "residents.paper_missing": Refusal(
        _l("Chưa ghi đủ số, ngày và nơi ban hành của văn bản."), _l("Nhập như trên bản giấy.")
    ),
    "residents.before_paper": Refusal(
        _l("Việc này được ghi trước ngày ban hành văn bản, {issued_on}."), _SEE_PAPER
    ),
    "residents.center_missing": Refusal(_l("Chưa ghi tên cơ sở giao hoặc nhận người."), _SEE_PAPER),
    "residents.rest_too_small_to_return": Refusal(
        _l("Thời hạn còn lại (đến {last_day}) chưa đủ mức để yêu cầu trở lại cơ sở."),
        _l("Thời hạn tiếp tục được tính tại gia đình; làm giấy tờ hoàn thành vào ngày cuối."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, điều 39 khoản 3."),
    ),
    "residents.late_without_ground": Refusal(
        _l("Chưa ghi căn cứ của việc chậm trở lại."),
        _l("Ghi việc xác minh lỗi, hoặc số và ngày của quyết định truy tìm."),
    ),
    "residents.not_late_yet": Refusal(
        _l("Ngày phải có mặt là {due_on}; đến hết ngày đó mới là chậm."), _l("Ghi sau ngày này.")
    ),
    "residents.prison_while_at_large": Refusal(
        _l("Người này đang được ghi là bỏ trốn."),
        _l("Ghi việc bị bắt giữ trở lại ở mục An ninh trước, rồi ghi việc chấp hành án."),
    ),
    "residents.no_minor": Refusal(
        _l("Người này không thuộc diện từ đủ 12 đến dưới 18 tuổi."),
        _l("Chuyển cơ sở vì lý do khác thì chọn «Chuyển đi cơ sở khác»."),
    ),
    "residents.not_18_yet": Refusal(
        _l("Đến ngày này người cai nghiện mới {age} tuổi, chưa đủ {adult} tuổi."),
        _l("Kiểm tra ngày sinh và ngày chuyển."),
    ),
    "residents.rest_too_small_at_18": Refusal(
        _l("Thời hạn còn lại (đến {last_day}) chưa đủ mức để chuyển khi đủ 18 tuổi."),
        _l("Người cai nghiện ở lại đến hết thời hạn."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, điều 36 khoản 4."),
    ),
    "residents.correction_reason": Refusal(
        _l("Chưa ghi lý do đính chính."), _l("Ghi rõ dòng cũ sai ở đâu và căn cứ nào.")
    ),
    "residents.event_amended": Refusal(
        _l("Dòng này đã được đính chính hoặc rút, không còn hiệu lực."), _l("Tải lại trang để xem dòng mới.")
    ),
    "residents.event_ended_stay": Refusal(
        _l("Dòng này đã kết thúc đợt cai nghiện nên không rút và không đổi ngày được."),
        _l("Báo lãnh đạo; nếu người này còn ở cơ sở, mở đợt mới theo quyết định hiện hành."),
    ),
    "residents.event_open_elsewhere": Refusal(
        _l("Lần vắng mặt này do bộ phận khác ghi và chưa ghi trở lại."),
        _l("Ghi việc trở lại ở mục An ninh trước, rồi rút cả hai dòng."),
    ),
}
