"""Vietnamese words for the codes of this package; the legal term of each stands in docs/glossary.md."""

from __future__ import annotations

from center.residents.person.models import IdentifierKind, Sex
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import DecisionKind, EndReason, Stage, StayKind, TermEventKind
from center.residents.term.model import Effect, LineKind, TermState
from center.residents.whereabouts.models import OutCause

SEX_LABELS = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}

PAPER_LABELS = {
    IdentifierKind.CCCD.value: "CCCD (đến 30/6/2024)",
    IdentifierKind.CC.value: "Căn cước (từ 01/7/2024)",
    IdentifierKind.PASSPORT.value: "Hộ chiếu",
}

KIND_LABELS = {
    StayKind.COMPULSORY: "Cai nghiện bắt buộc",
    StayKind.MINOR: "Người từ đủ 12 đến dưới 18 tuổi",
    StayKind.VOLUNTARY: "Cai nghiện tự nguyện",
    StayKind.CUSTODY: "Quản lý trong thời gian lập hồ sơ",
}

STAGE_LABELS = {
    Stage.RECEPTION: "Tiếp nhận, phân loại",
    Stage.DETOX: "Cắt cơn, giải độc",
    Stage.EDUCATION: "Giáo dục, phục hồi hành vi",
    Stage.LABOUR: "Lao động trị liệu, học nghề",
    Stage.REINTEGRATION: "Chuẩn bị tái hòa nhập",
}

KINDS_SHORT = {
    StayKind.COMPULSORY: "Bắt buộc",
    StayKind.MINOR: "Dưới 18 tuổi",
    StayKind.VOLUNTARY: "Tự nguyện",
    StayKind.CUSTODY: "Chờ hồ sơ",
}
"""For columns of lists."""

STAGES_SHORT = {
    Stage.RECEPTION: "Tiếp nhận",
    Stage.DETOX: "Cắt cơn",
    Stage.EDUCATION: "Giáo dục",
    Stage.LABOUR: "Lao động",
    Stage.REINTEGRATION: "Tái hòa nhập",
}
"""For columns of lists."""

DECISION_LABELS = {
    DecisionKind.COURT: "Quyết định của Tòa án",
    DecisionKind.VOLUNTARY: "Quyết định cai nghiện tự nguyện",
    DecisionKind.CUSTODY: "Quyết định giao quản lý trong thời gian lập hồ sơ",
    DecisionKind.NAMING: "Quyết định giao cơ sở tiếp nhận",
}

END_LABELS = {
    EndReason.COMPLETED: "Chấp hành xong",
    EndReason.EXEMPTED: "Miễn phần thời gian còn lại",
    EndReason.TRANSFERRED: "Chuyển cơ sở khác",
    EndReason.DIED: "Chết",
}

OUT_LABELS = {
    OutCause.HOSPITAL: "Đi bệnh viện",
    OutCause.COURT: "Theo yêu cầu tố tụng",
    OutCause.FUNERAL: "Về chịu tang",
    OutCause.ESCAPE: "Bỏ trốn",
    OutCause.WORK_OUTSIDE: "Lao động bên ngoài",
    OutCause.RELEASED: "Đã ra khỏi cơ sở",
}

OUT_STATES = {
    OutCause.HOSPITAL: "info",
    OutCause.COURT: "info",
    OutCause.FUNERAL: "warn",
    OutCause.ESCAPE: "danger",
    OutCause.WORK_OUTSIDE: "info",
    OutCause.RELEASED: "muted",
}

RESTRICTION_LABELS = {
    RestrictionKind.NO_LABOUR: "Không lao động",
    RestrictionKind.LIGHT_LABOUR: "Lao động nhẹ",
    RestrictionKind.WARD_ONLY: "Chỉ ở khu điều trị",
    RestrictionKind.ESCORT: "Phải có người đi kèm",
    RestrictionKind.KEEP_APART: "Cách ly với người khác",
}

TERM_EVENT_LABELS = {
    TermEventKind.ESCAPE: "Bỏ trốn",
    TermEventKind.ESCAPE_RETURN: "Được đưa trở lại sau khi bỏ trốn",
    TermEventKind.HOSPITAL: "Đi bệnh viện",
    TermEventKind.HOSPITAL_RETURN: "Từ bệnh viện về",
    TermEventKind.COURT: "Ra ngoài theo yêu cầu tố tụng",
    TermEventKind.COURT_RETURN: "Trở lại từ cơ quan tố tụng",
    TermEventKind.FUNERAL_LEAVE: "Về chịu tang",
    TermEventKind.FUNERAL_RETURN: "Trở lại sau chịu tang",
}

RULE_SET_LABELS = {
    "R2013": "Luật Xử lý vi phạm hành chính 2012",
    "R2022": "Luật Phòng, chống ma túy 2021",
    "R2026": "Luật Phòng, chống ma túy 2025",
}

AREA_LABELS = {
    "residents": "Hồ sơ, đời sống",
    "medical": "Y tế",
    "vocational": "Học nghề, lao động",
    "security": "An ninh",
    "handover": "Bàn giao",
}

GAP_LABELS = {
    "paper": "giấy tờ tùy thân",
    "photo": "ảnh",
    "contact": "người thân",
    "bed": "giường",
    "record": "biên bản giao, nhận",
}

TERM_LINE_LABELS = {
    LineKind.TERM: "Thời hạn theo quyết định",
    LineKind.CUSTODY: "Quản lý trong thời gian lập hồ sơ",
    LineKind.CENTER: "Ở cơ sở",
    LineKind.HOSPITAL: "Điều trị tại bệnh viện",
    LineKind.COURT: "Ra ngoài theo yêu cầu tố tụng",
    LineKind.FUNERAL_LEAVE: "Về chịu tang",
    LineKind.ESCAPE: "Bỏ trốn",
    LineKind.REST: "Thời hạn còn lại",
}

TERM_EFFECT_LABELS = {
    Effect.BASIS: "cả thời hạn",
    Effect.COUNTED: "được tính",
    Effect.NOT_COUNTED: "không được tính",
    Effect.AHEAD: "còn phải chấp hành",
    Effect.LAPSED: "không phải chấp hành",
}

TERM_STATE_LABELS = {
    TermState.NOT_BEGUN: "Chưa bắt đầu",
    TermState.RUNNING: "Đang chấp hành",
    TermState.STOPPED: "Tạm ngừng tính",
    TermState.COMPLETE: "Đã hết thời hạn",
    TermState.ENDED: "Kết thúc trước thời hạn",
}
