"""Vietnamese words for the codes of housing; the legal term of each stands in docs/glossary.md."""

from __future__ import annotations

from center.residents.housing.admission.rules import Admission, ZonePurpose
from center.residents.housing.models import ApartScope, AssignmentCause, Terrain

PURPOSE_LABELS = {
    ZonePurpose.RECEPTION: "Tiếp nhận, phân loại",
    ZonePurpose.DETOX: "Cắt cơn, điều trị",
    ZonePurpose.GENERAL: "Quản lý học viên",
    ZonePurpose.MINORS: "Người từ đủ 12 đến dưới 18 tuổi",
    ZonePurpose.ISOLATION: "Cách ly y tế",
    ZonePurpose.DISCIPLINE: "Khu dành riêng (kỷ luật)",
}

ADMISSION_LABELS = {
    Admission.NONE: "không nhận",
    Admission.APART: "nhận, ở phòng riêng",
    Admission.ONLY: "chỉ nhận những người này",
}

TERRAIN_LABELS = {Terrain.URBAN: "Đô thị", Terrain.RURAL: "Nông thôn", Terrain.MOUNTAIN: "Miền núi"}

CAUSE_LABELS = {
    AssignmentCause.ADMISSION: "Tiếp nhận",
    AssignmentCause.MOVE: "Chuyển giường",
    AssignmentCause.SWAP: "Đổi chỗ",
    AssignmentCause.BATCH: "Chuyển cả nhóm",
}

SCOPE_LABELS = {ApartScope.ROOM: "phòng", ApartScope.ZONE: "khu"}

REASON_LABELS = {
    "for_arrivals": "đúng khu tiếp nhận, cắt cơn",
    "for_group": "khu dành riêng cho nhóm này",
    "filling": "phòng đang có người ở",
    "empty_room": "phòng trống hoàn toàn",
    "tight": "chật hơn mức đối chiếu",
    "company": "có người cùng phòng (cờ tự gây thương tích)",
    "left_alone": "phải ở một mình (cờ tự gây thương tích)",
    "violent_mates": "cùng phòng có người mang cờ bạo lực",
}
"""Why a bed is proposed, or stands lower in the list."""

OBSTACLE_LABELS = {
    "housing.bed_closed": "giường đã ngừng dùng",
    "residents.bed_out_of_order": "giường đang hỏng",
    "residents.bed_taken": "đang có người nằm",
    "residents.zone_without_area": "khu chưa có nơi ở trong danh mục địa điểm",
    "residents.bed_wrong_sex": "khu không nhận giới tính này",
    "residents.room_other_sex": "trong phòng có người khác giới",
    "housing.minors_elsewhere": "khu không nhận người dưới 18 tuổi",
    "housing.minors_only": "khu chỉ nhận người dưới 18 tuổi",
    "housing.room_of_minors": "trong phòng có người khác nhóm tuổi (dưới 18 hoặc thành niên)",
    "housing.isolation_elsewhere": "khu không có phòng cho người phải ở riêng theo chỉ định y tế",
    "housing.isolation_only": "khu chỉ nhận người phải ở riêng theo chỉ định y tế",
    "housing.room_of_isolation": "không ở chung phòng với người phải ở riêng theo chỉ định y tế",
    "housing.room_of_one": "phòng phải dành riêng cho một người",
    "housing.ward_only": "người này chỉ được ở khu điều trị",
    "housing.discipline_elsewhere": "người này đang phải ở khu dành riêng (kỷ luật)",
    "housing.discipline_only": "khu dành riêng, chỉ nhận người có quyết định kỷ luật",
    "housing.room_of_discipline": "phòng dành riêng (kỷ luật) không ở chung với người khác",
    "housing.stage": "khu không nhận người ở giai đoạn này",
    "housing.kind": "khu không nhận người thuộc diện này",
    "housing.rule_set": "khu không nhận người chấp hành theo bộ quy định này",
    "housing.apart_room": "trong phòng có người không được ở chung",
    "housing.apart_zone": "trong khu có người không được ở cùng khu",
}
"""Why a bed is not for somebody, in a few words; the whole refusal stands in messages.py under the same code."""
