"""Vietnamese words for the codes of this package."""

from __future__ import annotations

from center.handover.models import Addressee, AftercareNeed
from center.i18n import lazy_gettext as _l
from center.residents.stay.models import Stage

NEED_LABELS = {
    AftercareNeed.ID_CARD: "Làm thẻ căn cước",
    AftercareNeed.RESIDENCE: "Đăng ký cư trú",
    AftercareNeed.JUDICIAL_RECORD: "Lý lịch tư pháp",
    AftercareNeed.LOAN: "Vay vốn",
    AftercareNeed.TRAINING: "Học nghề",
    AftercareNeed.JOB: "Việc làm",
    AftercareNeed.HEALTH: "Tiếp tục điều trị, phục hồi sức khỏe",
    AftercareNeed.HOUSING: "Chỗ ở",
    AftercareNeed.SCHOOL: "Học văn hóa",
    AftercareNeed.SOCIAL_PROTECTION: "Vào cơ sở trợ giúp xã hội",
}

GOAL_LABELS = {
    "medical": "I. Điều trị y tế",
    "recovery": "II. Hỗ trợ phục hồi",
    "education": "III. Giáo dục, tư vấn phục hồi hành vi, nhân cách",
    "labour": "IV. Lao động trị liệu, học nghề",
}
"""Goals of the rehabilitation plan, in the words of form 18 of Decree 163/2026 (form 20 of Decree 116/2021)."""

GRADE_LABELS = {"good": "Tốt", "reached": "Đạt", "not_reached": "Không đạt"}

ADDRESSEE_LABELS = {
    Addressee.COMMUNE_POLICE: "Công an cấp xã nơi cư trú",
    Addressee.COURT: "Tòa án đã ra quyết định",
    Addressee.FAMILY: "Gia đình, người đại diện",
    Addressee.BEARER: "Người hoàn thành cai nghiện",
}

STAGE_PAPER_LABELS = {
    Stage.RECEPTION: "Tiếp nhận, phân loại",
    Stage.DETOX: "Điều trị cắt cơn, giải độc, điều trị các rối loạn tâm thần, điều trị các bệnh lý khác",
    Stage.EDUCATION: "Giáo dục, tư vấn, phục hồi hành vi, nhân cách",
    Stage.LABOUR: "Lao động trị liệu, học nghề",
    Stage.REINTEGRATION: "Chuẩn bị tái hòa nhập cộng đồng",
}
"""The legal names (Law 120/2025 art. 29.2, Law 73/2021 art. 29.1). The second is the name of a stage everybody
goes through, so it says nothing about one person's health."""

CHECK_LABELS = {
    "term": _l("Thời hạn cai nghiện"),
    "identity": _l("Giấy tờ tùy thân"),
    "photo": _l("Ảnh chân dung"),
    "contact": _l("Người thân hoặc người đại diện"),
    "detox": _l("Kết thúc cắt cơn, giải độc"),
    "stages": _l("Đủ các giai đoạn"),
    "notice": _l("Thông báo chuẩn bị hoàn thành"),
    "notice_in_time": _l("Thông báo đúng hạn"),
    "plan": _l("Nơi ở và kế hoạch sau cai"),
    "goals": _l("Đánh giá 4 mục tiêu của kế hoạch cai nghiện"),
    "needs": _l("Nhu cầu cần địa phương hỗ trợ"),
    "absence": _l("Đang có mặt tại cơ sở"),
    "paper": _l("Giấy hoàn thành cai nghiện"),
    "packet": _l("Hồ sơ bàn giao"),
    "belongings": _l("Trả đồ lưu ký"),
    "money": _l("Trả tiền lưu ký"),
}

MISSING_WORDS = {
    "term": _l("Đang quản lý trong thời gian lập hồ sơ, chưa có thời hạn."),
    "identity": _l("Chưa có số căn cước hoặc hộ chiếu; giấy in dòng chấm."),
    "photo": _l("Hồ sơ chưa có ảnh."),
    "contact": _l("Chưa ghi người thân hay người đại diện nào."),
    "detox": _l("Chưa có kết luận kết thúc cắt cơn của hai bác sĩ."),
    "stages": _l("Chưa qua: {missing}."),
    "notice": _l("Chưa gửi thông báo cho ai."),
    "notice_stale": _l("Thông báo đã gửi ghi ngày cuối khác với ngày hiện nay; phải gửi lại."),
    "notice_in_time": _l("Hạn chót là ngày {due}."),
    "plan": _l("Chưa ghi nơi ở sau cai, nên chưa biết bàn giao cho xã nào."),
    "goals": _l("Mỗi mục tiêu ghi Tốt, Đạt hoặc Không đạt."),
    "needs": _l("Chưa hỏi người này cần gì khi về."),
    "absence": _l("Đang vắng mặt, chưa ghi trở lại; ngày cuối còn có thể lùi."),
    "paper": _l("Cấp trong 24 giờ cuối, từ ngày {first}."),
    "paper_other": _l("Cấp vào ngày cuối của thời hạn."),
    "packet": _l("Chưa lập, hoặc lập trước khi cấp giấy hoàn thành."),
    "belongings": _l("Còn giữ đồ chưa trả."),
    "money": _l("Sổ lưu ký còn tiền chưa trả."),
}
