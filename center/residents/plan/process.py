"""What a plan is proposed to say: the center's usual process, the sheet of the person, the limits of the stages.

The goals and activities are the product's proposal of a usual process (Decree 163/2026 art. 88.8 leaves it to each
center); the counsellor changes them for the person. No treatment protocol is proposed: the doctor names it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from center.residents.collection.labels import substance_words
from center.residents.collection.model import SheetFacts
from center.residents.collection.permissions import CollectionPermission
from center.residents.collection.queries import current_sheet
from center.residents.labels import SEX_LABELS
from center.residents.plan.model import ACTIVITIES, Activity, ActivityFacts, Part, PartFacts, PlanFacts
from center.residents.stage.limits import stage_limits
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on
from center.ui.filters import format_date

_GOALS: dict[Part, tuple[str, ...]] = {
    Part.MEDICAL: ("Cắt cơn an toàn, không tai biến", "Bệnh kèm theo được phát hiện và điều trị"),
    Part.RECOVERY: ("Ổn định tâm lý, ăn ngủ đều, chấp hành nội quy",),
    Part.EDUCATION: (
        "Hiểu tác hại của ma túy và pháp luật về phòng, chống ma túy",
        "Nhận ra tình huống nguy cơ, biết cách từ chối",
    ),
    Part.LABOUR: ("Lao động đều đặn theo sức khỏe", "Có một nghề hoặc kỹ năng để tìm việc"),
}
_METHODS: dict[Activity, str] = {
    Activity.DETOX: "",
    Activity.MENTAL_DISORDER: "Khám, theo dõi; điều trị theo chỉ định của bác sĩ",
    Activity.OTHER_ILLNESS: "Khám định kỳ; điều trị theo chỉ định của bác sĩ",
    Activity.BEHAVIOUR: "Sinh hoạt theo thời gian biểu, giao việc tự quản trong phòng",
    Activity.MIND: "Tư vấn cá nhân, tập thở và thư giãn",
    Activity.TOPICS: "Học chuyên đề: pháp luật, sức khỏe cộng đồng, đạo đức, truyền thống",
    Activity.THERAPY: "Tư vấn cá nhân, tư vấn nhóm, phòng ngừa tái nghiện",
    Activity.CULTURE: "Thể thao, văn nghệ, sinh hoạt tập thể",
    Activity.LABOUR_THERAPY: "Lao động nhẹ, tăng dần theo sức khỏe",
    Activity.VOCATIONAL: "Định hướng nghề, học nghề theo trình độ và nguyện vọng",
}
_PLACES: dict[Activity, str] = {
    Activity.DETOX: "Khu cắt cơn",
    Activity.MENTAL_DISORDER: "Phòng y tế",
    Activity.OTHER_ILLNESS: "Phòng y tế",
    Activity.BEHAVIOUR: "Khu ở",
    Activity.MIND: "Phòng tư vấn",
    Activity.TOPICS: "Lớp học",
    Activity.THERAPY: "Phòng tư vấn",
    Activity.CULTURE: "Sân, hội trường",
    Activity.LABOUR_THERAPY: "Khu lao động",
    Activity.VOCATIONAL: "Xưởng dạy nghề",
}
_WHO: dict[Part, str] = {
    Part.MEDICAL: "Bác sĩ, điều dưỡng",
    Part.RECOVERY: "Cán bộ tư vấn",
    Part.EDUCATION: "Cán bộ tư vấn, giáo dục",
    Part.LABOUR: "Giáo viên dạy nghề, quản lý lao động",
}


def proposal(stay: Stay, *, today: date, counsellor: str, may: Callable[[str], bool]) -> PlanFacts:
    """Return the plan the form starts from; ``may`` tells what of the sheet the reader may see."""
    sheet = current_sheet(stay.id)
    facts = sheet.facts if sheet is not None else None
    seen = facts if may(CollectionPermission.HEALTH) else None
    times = _times(stay)
    return PlanFacts(
        drawn_on=max(stay.admitted_on, min(today, stay.ended_on or today)),
        counsellor=counsellor,
        parts={
            part: PartFacts(
                _assessment(part, stay, facts, seen, today),
                _GOALS[part],
                tuple(
                    ActivityFacts(_METHODS[one], _PLACES[one], times[part], _WHO[part])
                    for one in ACTIVITIES[part]
                ),
            )
            for part in Part
        },
    )


def _times(stay: Stay) -> dict[Part, str]:
    """Return when each part is done, by the limits of the stages on the day of admission."""
    limits, first = stage_limits(stay.admitted_on), stay.admitted_on
    last = f"đến {format_date(stay.last_day)}" if stay.last_day else "đến hết thời hạn"
    if limits.reception_max_days and limits.detox_min_days and limits.education_min_months:
        detox = first + timedelta(days=limits.reception_max_days.value)
        over = detox + timedelta(days=limits.detox_min_days.value)
        medical = f"Từ {format_date(detox)}, ít nhất {limits.detox_min_days.value} ngày"
        education = f"Từ {format_date(over)}, ít nhất {limits.education_min_months.value} tháng"
        return {
            Part.MEDICAL: medical,
            Part.RECOVERY: f"Từ {format_date(over)} {last}",
            Part.EDUCATION: education,
            Part.LABOUR: f"Từ khi hết cắt cơn {last}",
        }
    return {
        Part.MEDICAL: "Từ khi bắt đầu cắt cơn đến khi ổn định",
        Part.RECOVERY: f"Từ khi hết cắt cơn {last}",
        Part.EDUCATION: f"Từ khi hết cắt cơn {last}",
        Part.LABOUR: f"Từ khi đủ sức khỏe lao động {last}",
    }


def _assessment(
    part: Part, stay: Stay, facts: SheetFacts | None, seen: SheetFacts | None, today: date
) -> str:
    if part is Part.MEDICAL:
        return _medical(seen) if seen else ""
    if part is Part.RECOVERY and seen is not None:
        said = [seen.mental_signs, "Gia đình thường có xung đột" if seen.family_conflict else ""]
        return ". ".join(text.rstrip(".") for text in said if text)
    if part is Part.EDUCATION and facts is not None:
        before = len(facts.rehabs)
        said = [
            f"Trình độ học vấn {facts.schooling}" if facts.schooling else "",
            f"đã cai nghiện {before} lần trước đây" if before else "chưa cai nghiện lần nào trước đây",
        ]
        return "; ".join(text for text in said if text)
    if part is Part.LABOUR:
        who = f"{SEX_LABELS[stay.resident.sex]}, {age_on(stay.resident.birth_date, today)} tuổi"
        job = facts.occupation if facts is not None else stay.occupation
        skill = facts.qualification if facts is not None else ""
        named = (f"nghề nghiệp: {job}" if job else "", f"chuyên môn: {skill}" if skill else "")
        return "; ".join((who, *(text for text in named if text)))
    return ""


def _medical(sheet: SheetFacts) -> str:
    used = ", ".join(substance_words(row) for row in sheet.substances)
    ill = sheet.body_what if sheet.body_illness else ""
    said = (
        f"Đã sử dụng: {used}" if used else "",
        f"Tiền sử: {ill}" if ill else "",
        f"Bệnh mãn tính: {sheet.chronic}" if sheet.chronic else "",
        sheet.physical_signs,
    )
    return ". ".join(text.strip().rstrip(".") for text in said if text.strip())
