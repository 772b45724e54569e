"""Refusals about the stages. The same sentences say on a page what blocks a step."""

from __future__ import annotations

from center.errors import Refusal, RuleViolation
from center.i18n import lazy_gettext as _l
from center.residents.stage.model import Blocker
from center.ui.messages import sentence

MESSAGES: dict[str, Refusal] = {
    "residents.stage_order": Refusal(
        _l("Bước này không phải bước kế tiếp của người này."),
        _l("Mở lại trang «Quy trình» để xem bước kế tiếp; có thể người khác vừa ghi bước này."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 29 khoản 2."),
    ),
    "residents.detox_not_completed": Refusal(
        _l("Chưa có kết luận kết thúc cắt cơn có chữ ký của bác sĩ thứ hai."),
        _l("Bác sĩ ghi kết luận, bác sĩ thứ hai ký xác nhận trong mục Y tế; không ai cho qua được."),
        _l("Nghị định 163/2026/NĐ-CP, Điều 85."),
    ),
    "residents.detox_open": Refusal(
        _l("Giai đoạn cắt cơn, giải độc chưa kết thúc."),
        _l("Chờ hai bác sĩ xác nhận kết thúc cắt cơn."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 29 khoản 2."),
    ),
    "residents.detox_too_short": Refusal(
        _l("Mới cắt cơn {days} ngày; giai đoạn này tối thiểu {least} ngày, đủ vào ngày {ready}."),
        _l("Chờ đến ngày đó; trường hợp đặc biệt xin lãnh đạo cho qua giới hạn bằng văn bản trước khi ký."),
        _l("{source}."),
    ),
    "residents.education_too_short": Refusal(
        _l("Giáo dục từ ngày {since}, chưa đủ {least} tháng; đủ vào ngày {ready}."),
        _l("Chờ đến ngày đó; trường hợp đặc biệt xin lãnh đạo cho qua giới hạn bằng văn bản."),
        _l("{source}."),
    ),
    "residents.education_open": Refusal(
        _l("Giai đoạn giáo dục, phục hồi hành vi chưa kết thúc."),
        _l("Kết thúc giai đoạn giáo dục trước; chưa đủ số tháng thì xin lãnh đạo cho qua giới hạn."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 29 khoản 2."),
    ),
    "residents.reintegration_too_early": Refusal(
        _l("Còn {left} ngày; giai đoạn chuẩn bị tái hòa nhập là {most} ngày cuối, bắt đầu từ ngày {ready}."),
        _l("Chờ đến ngày đó; trường hợp đặc biệt xin lãnh đạo cho qua giới hạn bằng văn bản."),
        _l("{source}."),
    ),
    "residents.no_term": Refusal(
        _l("Người này chưa có thời hạn (đang quản lý trong thời gian lập hồ sơ)."),
        _l("Ghi quyết định của Tòa án trước."),
    ),
    "residents.stage_in_future": Refusal(
        _l("Ngày {day} chưa đến."), _l("Ghi bước này khi nó đã xảy ra, hoặc sửa lại ngày.")
    ),
    "residents.stage_before_admission": Refusal(
        _l("Ngày của giai đoạn «{stage}» sớm hơn ngày vào cơ sở."), _l("Sửa lại ngày.")
    ),
    "residents.stage_reversed": Refusal(
        _l("Giai đoạn «{stage}» kết thúc trước khi bắt đầu."),
        _l("Sửa lại ngày; nếu ngày bắt đầu đã ghi sai thì đính chính ngày đó trước."),
    ),
    "residents.stage_out_of_order": Refusal(
        _l("Giai đoạn «{stage}» bắt đầu khi giai đoạn «{before}» chưa kết thúc."),
        _l("Sửa lại ngày, hoặc đính chính ngày kết thúc của giai đoạn «{before}» trước."),
        _l("Luật Phòng, chống ma túy 120/2025/QH15, Điều 29 khoản 2."),
    ),
    "residents.stage_none_open": Refusal(
        _l("Rút bước này thì người này không còn ở giai đoạn nào."),
        _l("Rút bước ghi sau cùng trước."),
    ),
    "residents.stage_fact_amended": Refusal(
        _l("Dòng này đã được đính chính hoặc rút trước đó."),
        _l("Tải lại trang để xem dòng đang có hiệu lực."),
    ),
    "residents.stage_fact_admission": Refusal(
        _l("Ngày bắt đầu tiếp nhận là ngày ký biên bản giao, nhận; không sửa ở đây."),
        _l("Nếu biên bản sai, báo cán bộ hồ sơ."),
    ),
    "residents.stage_fact_doctors": Refusal(
        _l("Ngày kết thúc cắt cơn là ngày bác sĩ thứ hai ký, không sửa ngày được."),
        _l("Nếu ký nhầm, lãnh đạo rút bước này với lý do; sau đó hai bác sĩ kết luận lại."),
        _l("Nghị định 163/2026/NĐ-CP, Điều 85."),
    ),
    "residents.stage_correction_reason": Refusal(
        _l("Chưa ghi lý do đính chính."), _l("Ghi vì sao dòng cũ sai; dòng cũ vẫn được giữ lại.")
    ),
    "residents.stage_correction_day": Refusal(
        _l("Chưa nhập ngày đúng."), _l("Nhập ngày đúng, hoặc chọn «Rút bước này».")
    ),
    "residents.waiver_needs_director": Refusal(
        _l("Chỉ lãnh đạo cơ sở được làm việc này."), _l("Xin ý kiến lãnh đạo bằng văn bản.")
    ),
    "residents.waiver_reason": Refusal(
        _l("Chưa ghi lý do."), _l("Ghi rõ lý do; lý do được lưu trong hồ sơ và in trên giấy tờ.")
    ),
    "residents.waived_already": Refusal(
        _l("Giới hạn này đã được cho qua."), _l("Tải lại trang; bước kế tiếp đã làm được.")
    ),
    "residents.waiver_not_in_force": Refusal(
        _l("Việc cho qua này không còn hiệu lực."), _l("Tải lại trang để xem.")
    ),
}


def blocker_words(blocker: Blocker) -> Refusal:
    """Return what blocks, why and what to do, in words."""
    return sentence(RuleViolation(blocker.code, source=blocker.source, **blocker.facts))
