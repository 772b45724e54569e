from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from center.legal.rules import Confidence
from center.residents.term.model import (
    HEAD_LINES,
    AbsenceKind,
    Convention,
    Move,
    MoveKind,
    Reduction,
    Term,
    TermInput,
    TermKind,
)
from tests.residents.term.support import (
    R2022_ADULT,
    R2022_MINOR,
    R2026_ADULT,
    away,
    day,
    escape,
    hospital,
    term_of,
)

LATE_FROM_HOME = replace(
    R2026_ADULT,
    absences=(
        away(AbsenceKind.SUSPENSION, "2026-08-01", "2026-09-15"),
        away(AbsenceKind.LATE_FROM_SUSPENSION, "2026-09-05", "2026-09-15"),
    ),
)
REDUCED = replace(R2022_ADULT, reductions=(Reduction(2, day("2024-03-20")), Reduction(1, day("2024-02-20"))))


def drawn(term: Term) -> list[tuple[str, str, str, str, int]]:
    """Return the calendar lines as plain words."""
    return [
        (line.kind.value, line.effect.value, str(line.from_day), str(line.to_day), line.days)
        for line in term.lines
        if line.kind not in HEAD_LINES
    ]


def test_the_sheet_of_a_stay_with_custody_hospital_and_escape() -> None:
    facts = replace(
        R2026_ADULT,
        custody_days=15,
        custody_from=day("2026-06-25"),
        absences=(escape("2026-08-05", "2026-08-10"), hospital("2026-07-20", "2026-07-25")),
    )

    term = term_of(facts, "2026-08-31")

    head = [
        (line.kind.value, str(line.from_day), str(line.to_day), line.days, line.article)
        for line in term.lines[:2]
    ]
    assert head == [
        ("term", "2026-07-10", "2028-07-09", 731, "Luật 120/2025/QH15, điều 29.1"),
        (
            "custody",
            "2026-06-25",
            "2026-07-09",
            15,
            "Luật 120/2025/QH15, điều 37.2; Nghị định 163/2026/NĐ-CP, điều 98.3",
        ),
    ]
    assert drawn(term) == [
        ("center", "counted", "2026-07-10", "2026-07-19", 10),
        ("hospital", "counted", "2026-07-20", "2026-07-25", 6),
        ("center", "counted", "2026-07-26", "2026-08-05", 11),
        ("escape", "not_counted", "2026-08-06", "2026-08-09", 4),
        ("center", "counted", "2026-08-10", "2026-08-31", 22),
        ("rest", "ahead", "2026-09-01", "2028-06-28", 667),
    ]
    # 10 + 6 + 11 + 22 + 667 = 716 = 731 - 15
    assert [line.rule for line in term.lines] == [
        "term.first_months",
        "term.custody_credit",
        "term.first_months",
        "term.hospital_counts",
        "term.first_months",
        "term.at_large_counts",
        "term.first_months",
        "term.first_months",
    ]
    assert [line.counted for line in term.lines] == [False, True, True, True, True, False, True, False]
    assert term.unverified == ()


def test_the_sheet_of_somebody_late_from_treatment_at_home() -> None:
    term = term_of(LATE_FROM_HOME, "2026-09-30")

    assert drawn(term)[1:5] == [
        ("suspension", "counted", "2026-08-01", "2026-09-05", 36),
        ("late_from_suspension", "not_counted", "2026-09-06", "2026-09-14", 9),
        ("suspension", "counted", "2026-09-15", "2026-09-15", 1),
        ("center", "counted", "2026-09-16", "2026-09-30", 15),
    ]
    assert [line.rule for line in term.lines[2:4]] == [
        "term.suspension_treatment_counts",
        "term.at_large_counts",
    ]


def test_each_reduction_has_its_line_in_the_order_of_the_decisions() -> None:
    term = term_of(REDUCED, "2024-03-31")

    # one month first: to 2024-07-31; then two more: to 2024-05-31
    head = [
        (line.kind.value, str(line.from_day), str(line.to_day), line.days, line.article)
        for line in term.lines[1:3]
    ]
    assert head == [
        ("reduction", "2024-08-01", "2024-08-31", 31, "Nghị định 116/2021/NĐ-CP, điều 58"),
        ("reduction", "2024-06-01", "2024-07-31", 61, "Nghị định 116/2021/NĐ-CP, điều 58"),
    ]
    assert term.unverified == ()


def test_what_becomes_of_the_rest_stands_behind_its_own_rule() -> None:
    on = "2027-03-01"
    exempted = term_of(replace(R2026_ADULT, exempted_on=day("2027-01-01")), on).lines[-1]
    moved = term_of(
        replace(R2026_ADULT, moves=(Move(MoveKind.OUT, day("2027-01-01"), leaves=True),)), on
    ).lines[-1]
    at_18 = term_of(
        replace(R2026_ADULT, moves=(Move(MoveKind.AT_18, day("2027-01-01"), leaves=True),)), on
    ).lines[-1]
    gaol = replace(R2022_ADULT, absences=(away(AbsenceKind.PRISON, "2024-01-10"),))

    assert [(line.kind.value, line.effect.value, line.rule) for line in (exempted, moved, at_18)] == [
        ("exemption", "lapsed", "term.exemption"),
        ("transfer", "moved", "term.first_months"),
        ("transfer", "moved", "term.minor_transfer_at_18_min_left_months"),
    ]
    assert drawn(term_of(gaol, on)) == [
        ("center", "counted", "2023-09-01", "2024-01-10", 132),
        ("waived_by_prison", "lapsed", "2024-01-11", "2024-08-31", 234),
    ]


def test_an_escape_ends_an_open_hospital_stay() -> None:
    facts = replace(R2026_ADULT, absences=(hospital("2026-08-01"), escape("2026-08-05", "2026-08-10")))

    term = term_of(facts, "2026-08-12")

    assert drawn(term)[:4] == [
        ("center", "counted", "2026-07-10", "2026-07-31", 22),
        ("hospital", "counted", "2026-08-01", "2026-08-05", 5),
        ("escape", "not_counted", "2026-08-06", "2026-08-09", 4),
        ("center", "counted", "2026-08-10", "2026-08-12", 3),
    ]
    assert term.open_absence is None


def test_a_hospital_stay_with_an_end_goes_on_after_an_escape() -> None:
    facts = replace(
        R2026_ADULT, absences=(hospital("2026-08-01", "2026-08-11"), escape("2026-08-05", "2026-08-10"))
    )

    assert drawn(term_of(facts, "2026-08-12"))[1:5] == [
        ("hospital", "counted", "2026-08-01", "2026-08-05", 5),
        ("escape", "not_counted", "2026-08-06", "2026-08-09", 4),
        ("hospital", "counted", "2026-08-10", "2026-08-11", 2),
        ("center", "counted", "2026-08-12", "2026-08-12", 1),
    ]


def test_of_two_absences_the_later_begun_names_the_day() -> None:
    court = away(AbsenceKind.COURT, "2026-08-05", "2026-08-06")
    facts = replace(R2026_ADULT, absences=(court, hospital("2026-08-01", "2026-08-08")))

    assert drawn(term_of(facts, "2026-08-08"))[1:4] == [
        ("hospital", "counted", "2026-08-01", "2026-08-04", 4),
        ("court", "counted", "2026-08-05", "2026-08-06", 2),
        ("hospital", "counted", "2026-08-07", "2026-08-08", 2),
    ]


def test_a_hospital_stay_that_began_before_the_first_day_is_drawn_from_it() -> None:
    facts = replace(R2026_ADULT, absences=(hospital("2026-07-01", "2026-07-12"),))

    assert drawn(term_of(facts, "2026-07-31"))[0] == ("hospital", "counted", "2026-07-10", "2026-07-12", 3)


def test_days_after_the_end_of_the_stay_lapse() -> None:
    facts = replace(R2026_ADULT, ended_on=day("2027-01-01"))

    assert drawn(term_of(facts, "2026-12-31")) == [
        ("center", "counted", "2026-07-10", "2026-12-31", 175),
        ("rest", "ahead", "2027-01-01", "2027-01-01", 1),
        ("rest", "lapsed", "2027-01-02", "2028-07-09", 555),
    ]


def test_custody_that_covers_the_term_leaves_no_calendar() -> None:
    assert drawn(term_of(replace(R2022_MINOR, custody_days=181), "2023-01-01")) == []


def test_the_open_absence_is_named_and_one_that_stops_the_term_first() -> None:
    both = replace(R2026_ADULT, absences=(escape("2026-08-05"), hospital("2026-08-07")))
    clinic = replace(R2026_ADULT, absences=(hospital("2026-08-07"),))

    assert term_of(both, "2026-08-09").open_absence == escape("2026-08-05")
    assert term_of(clinic, "2026-08-09").open_absence == hospital("2026-08-07")
    assert not term_of(clinic, "2026-08-09").is_provisional
    assert term_of(clinic, "2026-08-06").open_absence is None


def test_an_inferred_rule_shows_on_the_result() -> None:
    facts = replace(R2026_ADULT, kind=TermKind.VOLUNTARY, absences=(escape("2026-08-05", "2026-08-10"),))

    term = term_of(facts, "2026-08-31")

    assert [row.name for row in term.unverified] == ["term.voluntary.at_large_counts"]
    assert {line.confidence for line in term.lines if line.kind.value == "escape"} == {Confidence.INFERRED}


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        (R2026_ADULT, "2026-08-01", set()),
        (
            replace(R2026_ADULT, first_day=day("2026-08-31"), months=6),
            "2026-09-01",
            {"month-end", "other-length"},
        ),
        (replace(R2026_ADULT, custody_days=3), "2026-08-01", {"credit-off-the-end"}),
        (
            replace(R2022_MINOR, custody_days=181),
            "2023-01-01",
            {"credit-off-the-end", "credit-covers-term"},
        ),
        (
            replace(R2022_ADULT, decided_on=day("2026-06-25"), first_day=day("2026-07-05")),
            "2026-08-01",
            {"decision-day"},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2026-08-05"),)),
            "2026-08-06",
            {"border-days", "open-absence"},
        ),
        (
            replace(R2026_ADULT, absences=(hospital("2026-08-01"), escape("2026-08-05", "2026-08-07"))),
            "2026-08-09",
            {"border-days", "escape-from-absence"},
        ),
        (
            replace(
                R2026_ADULT,
                absences=(hospital("2026-08-01"), away(AbsenceKind.COURT, "2026-08-05", "2026-08-05")),
            ),
            "2026-08-09",
            {"overlap"},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2028-07-09"),)),
            "2028-07-20",
            {"border-days", "after-last-day"},
        ),
        (
            replace(R2022_MINOR, kind=TermKind.VOLUNTARY, absences=(escape("2023-02-05", "2023-02-10"),)),
            "2023-03-01",
            {"voluntary-escape"},
        ),
        (replace(R2026_ADULT, ended_on=day("2027-01-01")), "2027-03-01", {"last-day-held"}),
        (LATE_FROM_HOME, "2026-09-30", {"border-days", "late-from-suspension"}),
        (
            replace(R2026_ADULT, absences=(away(AbsenceKind.LATE_FROM_LEAVE, "2026-08-08", "2026-08-11"),)),
            "2026-08-31",
            {"border-days", "late-from-leave"},
        ),
        (REDUCED, "2024-03-31", {"reduction"}),
        (
            replace(R2022_ADULT, reductions=(Reduction(1, day("2024-03-20"), with_merit=True),)),
            "2024-03-31",
            {"reduction", "reduction-merit"},
        ),
        (
            replace(
                R2022_ADULT,
                decided_on=day("2026-06-25"),
                first_day=day("2026-06-30"),
                absences=(away(AbsenceKind.PRISON, "2026-07-01"),),
            ),
            "2026-08-01",
            {"prison", "last-day-held"},
        ),
        (replace(R2026_ADULT, moves=(Move(MoveKind.AT_18, day("2026-08-01")),)), "2026-08-31", {"transfer"}),
    ],
)
def test_the_sheet_names_the_conventions_that_bore_on_it(
    facts: TermInput, on: str, expected: set[str]
) -> None:
    assert set(term_of(facts, on).conventions) == {"last-day-inside", *expected}


def test_every_convention_has_its_row_in_the_decision_record() -> None:
    page = Path(__file__).parents[3] / "docs" / "decisions" / "term-conventions.md"
    rows = {line.split("`")[1] for line in page.read_text("utf-8").splitlines() if line.startswith("| `")}

    assert {convention.value for convention in Convention} <= rows


def test_absences_that_begin_together_are_drawn_alike_in_any_order() -> None:
    absences = (
        hospital("2026-08-05", "2026-08-05"),
        hospital("2026-08-05", "2026-08-09"),
        away(AbsenceKind.COURT, "2026-08-05", "2026-08-07"),
    )

    forwards = term_of(replace(R2026_ADULT, absences=absences), "2026-08-31")
    backwards = term_of(replace(R2026_ADULT, absences=absences[::-1]), "2026-08-31")

    assert forwards == backwards
    assert drawn(forwards)[1:3] == [
        ("hospital", "counted", "2026-08-05", "2026-08-09", 5),
        ("center", "counted", "2026-08-10", "2026-08-31", 22),
    ]
