"""Refusals at the end of a stay, in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "handover.no_term": Refusal(
        _l("Người này đang được quản lý trong thời gian lập hồ sơ, chưa có thời hạn cai nghiện."),
        _l("Chờ quyết định của Tòa án, hoặc kết thúc đợt với lý do khác kèm số quyết định."),
    ),
    "handover.paper_too_early": Refusal(
        _l("Chưa đến lúc cấp giấy hoàn thành: thời hạn hết ngày {last_day}."),
        _l("Cấp từ ngày {first}. Trước đó hồ sơ bàn giao in bản dự thảo của giấy này."),
        _l("{source}"),
    ),
    "handover.not_completed": Refusal(
        _l("Đợt cai nghiện này không kết thúc bằng hoàn thành, nên không có giấy hoàn thành."),
        _l("Kiểm tra lý do kết thúc đợt trong hồ sơ."),
    ),
    "handover.too_early": Refusal(
        _l("Chưa hết thời hạn: ngày cuối là {last_day}."),
        _l("Cho ra vào ngày {last_day}, hoặc chọn lý do khác nếu có quyết định miễn, chuyển."),
    ),
    "handover.not_here": Refusal(
        _l("Người này đang vắng mặt, chưa ghi trở lại."),
        _l("Ghi việc trở lại ở phần An ninh trước; thời gian bỏ trốn không được tính vào thời hạn."),
    ),
    "handover.not_ready": Refusal(
        _l("Còn {count} việc phải làm trước khi cho ra."),
        _l(
            "Làm xong các việc đánh dấu trong danh sách, hoặc ghi vì sao vẫn cho ra: không ai bị giữ quá thời hạn "
            "vì thiếu giấy tờ."
        ),
    ),
    "handover.decision_needed": Refusal(
        _l("Kết thúc trước thời hạn phải có quyết định."),
        _l("Ghi số, ngày và cơ quan ra quyết định vào ô giải trình."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, điều 39."),
    ),
    "handover.day_unknown": Refusal(
        _l("Chưa biết ngày cuối của thời hạn vì người này đang vắng mặt."),
        _l("Ghi việc trở lại ở phần An ninh rồi gửi thông báo với ngày đúng."),
    ),
    "handover.nobody_told": Refusal(
        _l("Chưa chọn nơi nhận thông báo."), _l("Chọn ít nhất một nơi nhận và ghi tên nơi nhận.")
    ),
    "handover.commune_unknown": Refusal(
        _l("Xã, phường đã chọn không còn trong danh mục hiện nay."),
        _l("Gõ lại tên và chọn trong danh sách hiện ra."),
    ),
    "handover.belongings_unconfirmed": Refusal(
        _l("Chưa xác nhận việc trả đồ lưu ký."),
        _l("Đánh dấu khi người nhận đã nhận đủ và ký biên bản, hoặc ghi giải trình."),
    ),
}
