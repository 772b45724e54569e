"""The part of the printed file about the plan and its evaluations."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.plan.labels import ACTIVITY_LABELS, NUMERALS, PART_LABELS
from center.residents.plan.model import ACTIVITIES, Part
from center.residents.plan.permissions import PlanPermission
from center.residents.plan.queries import current_plan, evaluations_of, goals_of_stay
from center.residents.stage.names import STAGE_LABELS
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows, Words
from center.ui.filters import format_date


def planned(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the plan in force part by part, then each evaluation, newest first."""
    plan = current_plan(stay.id)
    if plan is None:
        return [Words(_("Chưa lập kế hoạch cai nghiện."))]
    found: list[Block] = [
        Facts(
            [
                (_("Lập ngày"), format_date(plan.facts.drawn_on)),
                (_("Người tư vấn"), plan.facts.counsellor),
            ]
        )
    ]
    for part in Part:
        facts = plan.facts.parts[part]
        lines = [
            (str(ACTIVITY_LABELS[activity]), line.method, line.place, line.time, line.responsible)
            for activity, line in zip(ACTIVITIES[part], facts.activities, strict=True)
        ]
        title = f"{NUMERALS[part]}. {PART_LABELS[part]}"
        found += [
            Facts([(_("Đánh giá"), facts.assessment), (_("Mục tiêu"), "; ".join(facts.goals))], title=title),
            Rows(
                (Column(_l("Hoạt động")), Column(_l("Phương pháp, phác đồ")), Column(_l("Địa điểm"), 24),
                 Column(_l("Thời gian"), 34), Column(_l("Người phụ trách"), 30)),
                lines,
            ),
        ]  # fmt: skip
    goals = goals_of_stay(stay.id)
    for one in evaluations_of(stay.id):
        grades = [
            (NUMERALS[row.part], goals[one.row.plan_id, row.part, row.position], row.grade, row.note)
            for row in one.facts.grades
        ]
        day, stage = format_date(one.facts.evaluated_on), STAGE_LABELS[one.facts.stage].lower()
        found += [
            Rows(
                (
                    Column(_l("Phần"), 14),
                    Column(_l("Mục tiêu")),
                    Column(_l("Mức độ"), 24),
                    Column(_l("Ghi chú"), 44),
                ),
                grades,
                title=_("Đánh giá ngày %(day)s, giai đoạn %(stage)s", day=day, stage=stage),
            ),
            Facts(
                [
                    (_("Nhận xét, kiến nghị"), one.facts.recommendations),
                    (_("Điều chỉnh tiếp theo"), one.facts.adjustments),
                ]
            ),
        ]
    return found


PART = FilePart("rehab_plan", _l("Kế hoạch cai nghiện"), PlanPermission.MEDICAL, planned, 35)
