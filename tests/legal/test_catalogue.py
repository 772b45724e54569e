from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from center.legal.catalogue import BadParameterFile, shipped_parameters
from center.legal.rules import Basis, Confidence, ParameterBook, RuleSet, Value

BOOK = ParameterBook(shipped_parameters())
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
OLD, NEW = RuleSet.R2022, RuleSet.R2026

GOOD = """
[[parameter]]
name = "visit.per_week"
value = 1
basis = "calendar"
valid_from = 2022-01-01
source = "Nghị định 163/2026/NĐ-CP, điều 120.1"
confidence = "V"
"""


def test_names_are_dotted_lower_case() -> None:
    assert [row.name for row in BOOK if not re.fullmatch(r"[a-z]\w*(\.[a-z0-9_]+)*", row.name)] == []


def test_every_row_names_its_source() -> None:
    assert [row.name for row in BOOK if not row.source] == []


def test_numbers_carry_a_unit_and_words_do_not() -> None:
    for row in BOOK:
        if isinstance(row.value, int | Decimal) and not isinstance(row.value, bool):
            assert row.unit, row.name
        if isinstance(row.value, bool):
            assert not row.unit, row.name


def test_a_name_keeps_its_type_and_basis_over_time() -> None:
    kinds: dict[str, set[tuple[type, Basis]]] = {}
    for row in BOOK:
        kinds.setdefault(row.name, set()).add((type(row.value), row.basis))

    assert [name for name, found in kinds.items() if len(found) > 1] == []


def test_term_rules_bind_the_decisions_of_their_rule_set() -> None:
    first = {RuleSet.R2013: date(2014, 1, 1), OLD: date(2022, 1, 1), NEW: AFTER}
    last = {RuleSet.R2013: date(2021, 12, 31), OLD: BEFORE, NEW: None}
    for row in BOOK:
        if row.basis is Basis.STAY:
            assert row.rule_set is not None
            assert (row.valid_from, row.valid_to) == (first[row.rule_set], last[row.rule_set]), row.name


def test_clinical_rows_are_proposals_unless_their_source_was_seen() -> None:
    clinical = [row for row in BOOK if row.name.startswith("clinical.")]

    assert len(clinical) > 80
    for row in clinical:
        assert (row.confidence is Confidence.PROPOSED) == row.source.startswith("Đề xuất"), row.name


@pytest.mark.parametrize(
    ("name", "on", "rule_set", "value"),
    [
        ("age.rehab_from_years", AFTER, None, 12),
        ("age.adult_from_years", AFTER, None, 18),
        ("term.compulsory.adult.min_months", BEFORE, OLD, 12),
        ("term.compulsory.adult.max_months", BEFORE, OLD, 24),
        ("term.minor.min_months", BEFORE, OLD, 6),
        ("term.minor.max_months", BEFORE, OLD, 12),
        ("term.voluntary.min_months", BEFORE, OLD, 6),
        ("term.voluntary.max_months", BEFORE, OLD, 12),
        ("term.first_months", AFTER, NEW, 24),
        ("term.repeat_months", AFTER, NEW, 36),
        ("term.custody_credit", BEFORE, OLD, True),
        ("term.at_large_counts", BEFORE, OLD, False),
        ("term.at_large_counts", AFTER, NEW, False),
        ("term.hospital_counts", AFTER, NEW, True),
        ("term.suspension_treatment_counts", BEFORE, OLD, True),
        ("term.procedure_out_counts", AFTER, NEW, True),
        ("funeral_leave.counts", BEFORE, OLD, True),
        ("term.return_after_suspension_min_left_months", AFTER, NEW, 3),
        ("term.minor_transfer_at_18_min_left_months", AFTER, NEW, 3),
        ("term.minor_stay_public_center_max_left_months", AFTER, None, 6),
        ("term.prison_effect", BEFORE, OLD, "waive_rest"),
        ("term.prison_effect", AFTER, NEW, "resume_rest"),
        ("reduction.enabled", BEFORE, OLD, True),
        ("reduction.enabled", AFTER, OLD, False),
        ("reduction.min_served_ratio", BEFORE, OLD, Decimal("0.5")),
        ("reduction.merit.max_months", BEFORE, OLD, 6),
        ("stage.reception.max_days", AFTER, None, 2),
        ("stage.detox.min_days", AFTER, None, 10),
        ("stage.education.min_months", AFTER, None, 3),
        ("stage.reintegration.days_before_end", AFTER, None, 30),
        ("enforce.bring_resident_within", BEFORE, None, 5),
        ("enforce.bring_resident_within", AFTER, None, 24),
        ("voluntary.absence_is_quit", BEFORE, None, 5),
        ("voluntary.absence_is_quit", AFTER, None, 2),
        ("escape.notify_within", AFTER, None, 24),
        ("funeral_leave.max_days", BEFORE, None, 5),
        ("release.notice_days_before", BEFORE, None, 15),
        ("release.notice_days_before", AFTER, None, 30),
        ("release.paper_issue_window", AFTER, None, 24),
        ("postrehab.adult_compulsory_years", AFTER, None, 2),
        ("postrehab.voluntary_or_minor_years", AFTER, None, 1),
        ("visit.max_minutes", BEFORE, None, 120),
        ("visit.extended_max_minutes", AFTER, None, 60),
        ("phone.calls_per_month", AFTER, None, 4),
        ("labour.adult.max_h_week", AFTER, None, 48),
        ("labour.12_15.max_h_day", AFTER, None, 4),
        ("labour.15_18.max_h_week", AFTER, None, 30),
        ("labour.surplus.food_share", AFTER, None, Decimal("0.30")),
        ("base_salary", date(2023, 6, 30), None, 1_490_000),
        ("base_salary", date(2024, 6, 30), None, 1_800_000),
        ("base_salary", BEFORE, None, 2_340_000),
        ("base_salary", AFTER, None, 2_530_000),
        ("clothing.uniform_applies", date(2027, 5, 31), None, False),
        ("clothing.uniform_applies", date(2027, 6, 1), None, True),
        ("health_check.interval_months", BEFORE, None, 6),
        ("health_check.interval_months", AFTER, None, 12),
        ("retention.mental_years", AFTER, None, 20),
        ("doc.margin_left_max", AFTER, None, 35),
        ("labels.head", BEFORE, None, "Giám đốc"),
        ("labels.head", AFTER, None, "Trưởng cơ sở"),
        ("labels.court", date(2025, 7, 1), None, "Tòa án nhân dân khu vực"),
        ("labels.superior", date(2025, 3, 1), None, "Công an cấp tỉnh"),
        ("clinical.vitals.pulse.max", AFTER, None, 250),
        ("clinical.vitals.temperature.min", AFTER, None, Decimal("30.0")),
        ("clinical.news2.spo2.red_at_most", AFTER, None, 91),
        ("clinical.cows.severe_from", AFTER, None, 37),
        ("clinical.detox_complete.days_since_last_use", AFTER, None, 5),
    ],
)
def test_values_as_the_law_page_gives_them(
    name: str, on: date, rule_set: RuleSet | None, value: Value
) -> None:
    found = BOOK.find(name, on, rule_set).value

    assert found == value
    assert type(found) is type(value)


def test_the_shares_of_the_surplus_make_a_whole() -> None:
    shares = [
        BOOK.value_decimal(f"labour.surplus.{part}_share", on=AFTER)
        for part in ("food", "living", "resident", "culture_rewards")
    ]

    assert sum(shares) == 1


def test_a_minimum_is_never_above_its_maximum() -> None:
    for row in BOOK:
        for low, high in ((".min", ".max"), (".min_months", ".max_months"), ("_min", "_max")):
            if row.name.endswith(low):
                other = BOOK.find_or_none(row.name.removesuffix(low) + high, row.valid_from, row.rule_set)
                assert other is None or row.value <= other.value, row.name  # type: ignore[operator]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("valid_from = 2022-01-01\n", ""), "row 1 (visit.per_week): missing valid_from"),
        (("source", "sauce"), "row 1 (visit.per_week): missing source"),
        (('confidence = "V"', 'confidence = "V"\ncolour = "red"'), "unknown colour"),
        (("value = 1", "value = 2022-01-01"), "cannot hold"),
        (("value = 1", "value = [1, 2]"), "cannot hold"),
        (('confidence = "V"', 'confidence = "sure"'), "'sure' is not a valid Confidence"),
        (('basis = "calendar"', 'basis = "stay"'), "names its rule set"),
        (('basis = "calendar"', 'basis = "calendar"\nrule_set = "R1999"'), "'R1999' is not a valid RuleSet"),
        (("valid_from = 2022-01-01", "valid_from = 2022-01-01T00:00:00"), "not a day"),
        (("valid_from = 2022-01-01", 'valid_from = "2022-01-01"'), "not a day"),
        (("valid_from = 2022-01-01", "valid_from = 2022-01-01\nvalid_to = 2021-01-01"), "before it begins"),
    ],
)
def test_a_faulty_row_is_named(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    file = tmp_path / "parameters.toml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")

    with pytest.raises(BadParameterFile, match=re.escape(complaint)):
        shipped_parameters(file)


def test_decimals_keep_their_digits(tmp_path: Path) -> None:
    file = tmp_path / "parameters.toml"
    file.write_text(GOOD.replace("value = 1", "value = 0.30"), encoding="utf-8")

    assert str(shipped_parameters(file)[0].value) == "0.30"
