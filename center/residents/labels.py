"""Vietnamese words for the codes of this package; the legal term of each stands in docs/glossary.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from center.legal.rules import RuleSet
from center.residents.person.models import IdentifierKind, Sex
from center.residents.restriction.models import RestrictionKind
from center.residents.stage.names import STAGE_LABELS as STAGE_LABELS
from center.residents.stage.names import STAGES_SHORT as STAGES_SHORT
from center.residents.stay.models import DecisionKind, EndReason, StayKind, TermEventKind
from center.residents.term.events import LineName
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

KINDS_SHORT = {
    StayKind.COMPULSORY: "Bắt buộc",
    StayKind.MINOR: "Dưới 18 tuổi",
    StayKind.VOLUNTARY: "Tự nguyện",
    StayKind.CUSTODY: "Chờ hồ sơ",
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
    EndReason.IMPRISONED: "Miễn do chấp hành án phạt tù",
    EndReason.TRANSFERRED: "Chuyển cơ sở khác",
    EndReason.DIED: "Chết",
}

OUT_LABELS = {
    OutCause.HOSPITAL: "Đi bệnh viện",
    OutCause.COURT: "Theo yêu cầu tố tụng",
    OutCause.FUNERAL: "Về chịu tang",
    OutCause.ESCAPE: "Bỏ trốn",
    OutCause.SUSPENSION: "Tạm đình chỉ",
    OutCause.PRISON: "Chấp hành án phạt tù",
    OutCause.WORK_OUTSIDE: "Lao động bên ngoài",
    OutCause.RELEASED: "Đã ra khỏi cơ sở",
}

OUT_STATES = {
    OutCause.HOSPITAL: "info",
    OutCause.COURT: "info",
    OutCause.FUNERAL: "warn",
    OutCause.ESCAPE: "danger",
    OutCause.SUSPENSION: "info",
    OutCause.PRISON: "muted",
    OutCause.WORK_OUTSIDE: "info",
    OutCause.RELEASED: "muted",
}

RESTRICTION_LABELS = {
    RestrictionKind.NO_LABOUR: "Không lao động",
    RestrictionKind.LIGHT_LABOUR: "Lao động nhẹ",
    RestrictionKind.WARD_ONLY: "Chỉ ở khu điều trị",
    RestrictionKind.ESCORT: "Phải có người đi kèm",
    RestrictionKind.SEPARATED: "Quản lý tại khu dành riêng",
    RestrictionKind.KEEP_APART: "Không ở cùng một người",
    RestrictionKind.ISOLATION: "Ở khu hoặc phòng riêng theo chỉ định y tế",
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
    TermEventKind.LATE_FROM_LEAVE: "Không trở lại sau chịu tang, bị truy tìm",
    TermEventKind.SUSPENSION: "Tạm đình chỉ",
    TermEventKind.RETURN_ORDER: "Yêu cầu trở lại sau tạm đình chỉ",
    TermEventKind.LATE_FROM_SUSPENSION: "Chậm trở lại sau tạm đình chỉ",
    TermEventKind.SUSPENSION_RETURN: "Trở lại sau tạm đình chỉ",
    TermEventKind.PRISON: "Chấp hành án phạt tù",
    TermEventKind.PRISON_RETURN: "Trở lại sau khi chấp hành án phạt tù",
    TermEventKind.REDUCTION: "Giảm thời hạn",
    TermEventKind.EXEMPTION: "Miễn phần thời gian còn lại",
    TermEventKind.TRANSFER_IN: "Tiếp nhận từ cơ sở khác",
    TermEventKind.TRANSFER_AT_18: "Chuyển sang chế độ người đủ 18 tuổi",
    TermEventKind.TRANSFER_OUT: "Chuyển đi cơ sở khác",
    TermEventKind.RECALCULATION: "Tính lại thời hạn",
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
    LineKind.LATE_FROM_LEAVE: "Chậm trở lại sau chịu tang",
    LineKind.SUSPENSION: "Tạm đình chỉ, điều trị tại gia đình",
    LineKind.LATE_FROM_SUSPENSION: "Chậm trở lại sau tạm đình chỉ",
    LineKind.ESCAPE: "Bỏ trốn",
    LineKind.PRISON: "Chấp hành án phạt tù",
    LineKind.REDUCTION: "Giảm thời hạn",
    LineKind.OTHER_CENTER: "Ở cơ sở trước khi chuyển đến",
    LineKind.ADULT_CENTER: "Ở cơ sở, sau khi đủ 18 tuổi",
    LineKind.REST: "Thời hạn còn lại",
    LineKind.EXEMPTION: "Phần được miễn",
    LineKind.WAIVED_BY_PRISON: "Phần được miễn do chấp hành án phạt tù",
    LineKind.TRANSFER: "Phần chấp hành ở cơ sở khác",
}

TERM_EFFECT_LABELS = {
    Effect.BASIS: "cả thời hạn",
    Effect.COUNTED: "được tính",
    Effect.NOT_COUNTED: "không được tính",
    Effect.AHEAD: "còn phải chấp hành",
    Effect.LAPSED: "không phải chấp hành",
    Effect.REDUCED: "được giảm",
    Effect.MOVED: "chấp hành ở nơi khác",
}

TERM_STATE_LABELS = {
    TermState.NOT_BEGUN: "Chưa bắt đầu",
    TermState.RUNNING: "Đang chấp hành",
    TermState.STOPPED: "Tạm ngừng tính",
    TermState.COMPLETE: "Đã hết thời hạn",
    TermState.ENDED: "Kết thúc trước thời hạn",
    TermState.MOVED: "Đã chuyển cơ sở khác",
}


def line_name(line: LineName) -> str:
    """Write out a line of the ledger as a refusal names it: ``Bỏ trốn, 05/08/2026 – 10/08/2026``."""
    words = TERM_EVENT_LABELS[TermEventKind(line.kind.value)]
    if line.is_open:
        return f"{words}, từ {line.from_day:%d/%m/%Y}, chưa trở lại"
    if line.to_day is not None:
        return f"{words}, {line.from_day:%d/%m/%Y} – {line.to_day:%d/%m/%Y}"
    return f"{words}, {line.from_day:%d/%m/%Y}"


FACT_WORDS: dict[type, Callable[[Any], str]] = {
    LineName: line_name,
    TermEventKind: TERM_EVENT_LABELS.__getitem__,
    RuleSet: RULE_SET_LABELS.__getitem__,
}
"""How the facts of a refusal are written that are neither numbers nor days."""
