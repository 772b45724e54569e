"""Every line of the law's table of parameters is shipped: name, value, days, rule set, certainty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook, RuleSet, Value

BOOK = ParameterBook(shipped_parameters())

OLD_LAW, NEW_LAW = date(2022, 1, 1), date(2026, 7, 1)
OLD_END = date(2026, 6, 30)
R2013, R2022, R2026 = RuleSet.R2013, RuleSet.R2022, RuleSet.R2026

Row = tuple[str, RuleSet | None, Value, date, date | None, str]


def old(name: str, value: Value, sure: str = "V", rule_set: RuleSet | None = None) -> Row:
    return name, rule_set, value, OLD_LAW, OLD_END, sure


def new(name: str, value: Value, sure: str = "V", rule_set: RuleSet | None = None) -> Row:
    return name, rule_set, value, NEW_LAW, None, sure


def both(name: str, value: Value, sure: str = "V") -> Row:
    return name, None, value, OLD_LAW, None, sure


def term(name: str, value: Value, *rule_sets: RuleSet, sure: str = "V") -> list[Row]:
    days = {R2013: (date(2014, 1, 1), date(2021, 12, 31)), R2022: (OLD_LAW, OLD_END), R2026: (NEW_LAW, None)}
    return [(name, rule_set, value, *days[rule_set], sure) for rule_set in rule_sets]


TABLE: list[Row] = [
    *term("term.compulsory.adult.min_months", 12, R2013, R2022),
    *term("term.compulsory.adult.max_months", 24, R2013, R2022),
    *term("term.minor.min_months", 6, R2022),
    *term("term.minor.max_months", 12, R2022),
    *term("term.voluntary.min_months", 6, R2022),
    *term("term.voluntary.max_months", 12, R2022),
    *term("term.first_months", 24, R2026),
    *term("term.repeat_months", 36, R2026),
    *term("term.custody_credit", True, R2022, R2026),
    *term("term.at_large_counts", False, R2013, R2022, R2026),
    *term("term.hospital_counts", True, R2022, R2026),
    *term("term.suspension_treatment_counts", True, R2013, R2022, R2026),
    *term("term.procedure_out_counts", True, R2013, R2022, R2026),
    *term("term.return_after_suspension_min_left_months", 3, R2013, R2022, R2026),
    *term("term.minor_transfer_at_18_min_left_months", 3, R2026),
    new("term.minor_stay_public_center_max_left_months", 6),
    *term("term.prison_effect", "waive_rest", R2013, R2022),
    *term("term.prison_effect", "resume_rest", R2026),
    old("reduction.enabled", True, rule_set=R2022),
    new("reduction.enabled", False, "I", R2022),
    *term("reduction.min_served_ratio", Decimal("0.5"), R2022),
    *term("reduction.good_months_required", 3, R2022),
    *term("reduction.min_months", 1, R2022),
    *term("reduction.max_months", 3, R2022),
    *term("reduction.merit.min_months", 3, R2022),
    *term("reduction.merit.max_months", 6, R2022),
    *term("reduction.review_interval_months", 3, R2022),
    *term("reduction.posting_min_working_days", 5, R2022),
    old("suspension.inpatient_more_than_days", 10),
    new("stage.reception.max_days", 2),
    new("stage.detox.min_days", 10),
    new("stage.education.min_months", 3),
    new("stage.labour.starts_after", "detox"),
    new("stage.labour.ends_with", "term"),
    new("stage.reintegration.days_before_end", 30),
    both("plan.grade_scale", ("Tốt", "Đạt", "Không đạt")),
    both("grade.period_scale", ("Tốt", "Khá", "Trung bình", "Yếu"), "M"),
    old("enforce.bring_resident_within", 5),
    new("enforce.bring_resident_within", 24),
    old("voluntary.register_within", 5),
    new("voluntary.register_within", 24),
    old("voluntary.absence_is_quit", 5),
    new("voluntary.absence_is_quit", 2),
    old("voluntary.notify_commune_within", 5),
    new("addiction_result.max_age_months", 6),
    new("stable_residence.min_days", 30),
    new("escape.notify_within", 24),
    both("funeral_leave.max_days", 5),
    old("funeral_leave.decide_within", 1),
    new("funeral_leave.decide_within", 24),
    old("funeral_leave.relations", ("father", "mother", "spouse", "child")),
    new("funeral_leave.relations", ("father", "mother", "father_in_law", "mother_in_law", "spouse", "child")),
    both("death.relatives_wait_hours", 24),
    old("death.resident_witnesses", 1),
    old("death.resident_witnesses_without_relatives", 2),
    old("funeral_cost.min_factor", 20),
    old("release.notice_days_before", 15),
    new("release.notice_days_before", 30),
    new("release.paper_issue_window", 24),
    old("release.person_report_within", 5),
    new("release.social_protection_file_days_before", 15),
    both("postrehab.voluntary_or_minor_years", 1),
    both("postrehab.adult_compulsory_years", 2),
    new("postrehab.police_proposal_within", 2),
    both("visit.per_week", 1),
    old("visit.max_minutes", 120),
    new("visit.max_minutes", 45),
    old("visit.extended_max_minutes", 240),
    new("visit.extended_max_minutes", 60),
    both("visit.max_relatives", 3),
    old("visit.spouse_room_per_month", 1),
    old("visit.spouse_room_max_hours", 48),
    new("phone.calls_per_month", 4),
    new("phone.max_minutes", 15),
    new("phone.extra_calls_per_month", 2),
    new("phone.extra_minutes", 30),
    both("labour.adult.max_h_day", 8),
    both("labour.adult.max_h_week", 48),
    both("labour.12_15.max_h_day", 4),
    both("labour.12_15.max_h_week", 20),
    both("labour.15_18.max_h_day", 6),
    both("labour.15_18.max_h_week", 30),
    new("labour.surplus.food_share", Decimal("0.30")),
    new("labour.surplus.living_share", Decimal("0.20")),
    new("labour.surplus.resident_share", Decimal("0.20")),
    new("labour.surplus.resident_share_held", True),
    new("labour.surplus.culture_rewards_share", Decimal("0.30")),
    ("base_salary", None, 1_490_000, date(2019, 7, 1), date(2023, 6, 30), "M"),
    ("base_salary", None, 1_800_000, date(2023, 7, 1), date(2024, 6, 30), "M"),
    ("base_salary", None, 2_340_000, date(2024, 7, 1), OLD_END, "V2"),
    new("base_salary", 2_530_000, "V2"),
    both("food.month_factor", Decimal("0.8")),
    both("food.holiday_extra_max", 3),
    both("food.tet_extra_max", 5),
    both("food.sick_min", 3),
    old("clothing.year_factor", Decimal("0.9")),
    new("clothing.year.long_sets", 2),
    new("clothing.year.short_sets", 2),
    new("clothing.year.underwear_sets", 2),
    new("clothing.year.sandals", 2),
    new("clothing.year.raincoats", 1),
    new("clothing.year.hats", 1),
    new("clothing.year.face_towels", 3),
    new("clothing.year.toothbrushes", 3),
    new("clothing.year.mats", 2),
    new("clothing.year.toothpaste", 800),
    new("clothing.year.soap", 3600),
    new("clothing.year.shampoo", 800),
    new("clothing.entry.mosquito_nets", 1),
    new("clothing.entry.blankets", 1),
    new("clothing.entry.pillows", 1),
    new("clothing.north_applies", False, "P"),
    new("clothing.north.issue_from_day", "10-01", "P"),
    new("clothing.north.period_covers", ("padded_blankets",), "I"),
    new("clothing.north.warm_coats", 1),
    new("clothing.north.socks", 2),
    new("clothing.north.padded_blankets", 1),
    new("clothing.north.padded_blanket_max_weight", 2),
    new("clothing.north.period", 2),
    ("clothing.uniform_applies", None, False, NEW_LAW, date(2027, 5, 31), "V"),
    ("clothing.uniform_applies", None, True, date(2027, 6, 1), None, "V"),
    new("hygiene.women_month_max", 90_000),
    ("utilities.month", None, 100_000, date(2022, 11, 19), OLD_END, "V2"),
    ("culture_sport.year_min", None, 100_000, date(2022, 11, 19), OLD_END, "V2"),
    *term("voluntary.support_rate_priority", Decimal("0.95"), R2022),
    *term("voluntary.food_clothing_min_rate", Decimal("0.70"), R2022),
    *term("voluntary.public_center_fee", 0, R2026, sure="I"),
    old("health_check.interval_months", 6),
    new("health_check.interval_months", 12),
    both("land.urban_m2_per_resident", 80),
    both("land.rural_m2_per_resident", 100),
    both("land.mountain_m2_per_resident", 120),
    old("room.m2_per_resident", 6),
    old("room.care_24h_m2_per_resident", 8),
    new("reporting.year_start_day", "12-15"),
    ("privacy.breach_notice_hours", None, 72, date(2026, 1, 1), None, "V2"),
    ("privacy.request_reply_working_days", None, 2, date(2026, 1, 1), None, "V2"),
    ("privacy.request_act_days", None, ("10", "15", "20"), date(2026, 1, 1), None, "V2"),
    ("hiv.result_notice_working_hours", None, 72, date(2023, 5, 1), None, "V2"),
    ("retention.medical_years", None, 10, date(2025, 7, 1), None, "V2"),
    ("retention.mental_years", None, 20, date(2025, 7, 1), None, "V2"),
    ("retention.accident_years", None, 20, date(2025, 7, 1), None, "V2"),
    ("retention.death_years", None, 30, date(2025, 7, 1), None, "V2"),
    ("retention.registers_years", None, 5, date(2025, 7, 1), None, "V2"),
    ("doc.margin_top_min", None, 20, date(2020, 3, 5), None, "V2"),
    ("doc.margin_top_max", None, 25, date(2020, 3, 5), None, "V2"),
    ("doc.margin_bottom_min", None, 20, date(2020, 3, 5), None, "V2"),
    ("doc.margin_bottom_max", None, 25, date(2020, 3, 5), None, "V2"),
    ("doc.margin_left_min", None, 30, date(2020, 3, 5), None, "V2"),
    ("doc.margin_left_max", None, 35, date(2020, 3, 5), None, "V2"),
    ("doc.margin_right_min", None, 15, date(2020, 3, 5), None, "V2"),
    ("doc.margin_right_max", None, 20, date(2020, 3, 5), None, "V2"),
    old("labels.head", "Giám đốc"),
    new("labels.head", "Trưởng cơ sở"),
    ("labels.court", None, "Tòa án nhân dân cấp huyện", OLD_LAW, date(2025, 6, 30), "V2"),
    ("labels.court", None, "Tòa án nhân dân khu vực", date(2025, 7, 1), None, "V2"),
    ("labels.commune", None, ("xã", "phường", "thị trấn"), OLD_LAW, date(2025, 6, 30), "V2"),
    ("labels.commune", None, ("xã", "phường", "đặc khu"), date(2025, 7, 1), None, "V2"),
    ("labels.superior", None, "Sở Lao động - Thương binh và Xã hội", OLD_LAW, date(2025, 2, 28), "V2"),
    ("labels.superior", None, "Công an cấp tỉnh", date(2025, 3, 1), None, "V2"),
    # where the law leaves a choice: what holds until the director chooses
    *term("term.voluntary.at_large_counts", True, R2022, sure="I"),
    *term("term.voluntary.at_large_counts", False, R2026, sure="I"),
    *term("term.first_day.from", "held", R2022, sure="I"),
    *term("term.first_day.from", "entry_record", R2026, sure="I"),
    *term("term.small_rest", "runs_on", R2022, R2026, sure="I"),
]


@pytest.mark.parametrize("expected", TABLE, ids=lambda row: f"{row[0]}-{row[1] or ''}-{row[3]}")
def test_a_line_of_the_table_is_shipped(expected: Row) -> None:
    name, rule_set, value, first, last, sure = expected
    row = BOOK.find(name, first, rule_set)

    assert (row.rule_set, row.value, row.valid_from, row.valid_to, row.confidence.value) == (
        rule_set,
        value,
        first,
        last,
        sure,
    )
    assert type(row.value) is type(value)
