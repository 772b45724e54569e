from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.errors import RuleViolation
from center.vocational.rules.labour import (
    Caps,
    LabourDay,
    Worker,
    age_group,
    check_labour,
    check_may_work,
    check_shape,
    hours_left,
    plain,
    week_of,
)

SOURCE = "Nghị định 163/2026/NĐ-CP, điều 117.1"
CAPS = {
    "adult": Caps(Decimal(8), Decimal(48), SOURCE),
    "15_18": Caps(Decimal(6), Decimal(30), "Nghị định 163/2026/NĐ-CP, điều 128"),
    "12_15": Caps(Decimal(4), Decimal(20), "Nghị định 163/2026/NĐ-CP, điều 128"),
}
WEDNESDAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)


def on(day: date = WEDNESDAY, today: date = date(2026, 11, 22)) -> LabourDay:
    return LabourDay(day, today, CAPS, "điều 87.3")


def worker(**changes: Any) -> Worker:
    base = Worker(
        name="Trần Văn Mẫu",
        birth_date=date(1990, 2, 3),
        admitted_on=date(2026, 1, 5),
        ended_on=None,
        last_day=date(2027, 1, 4),
        detox_ended_on=date(2026, 1, 20),
        out="",
        forbidden="",
        booked={},
    )
    return replace(base, **changes)


def booked(**hours: str) -> dict[date, Decimal]:
    """Hours by weekday of the week of WEDNESDAY: mon="8"."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {MONDAY + timedelta(days=names.index(name)): Decimal(value) for name, value in hours.items()}


def refused(who: Worker, hours: str, day: LabourDay | None = None) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        check_labour(who, Decimal(hours), day or on())
    return refusal.value


def code(who: Worker, hours: str, day: LabourDay | None = None) -> str:
    return refused(who, hours, day).code


@pytest.mark.parametrize(
    ("age", "group"),
    [(12, "12_15"), (14, "12_15"), (15, "15_18"), (17, "15_18"), (18, "adult"), (70, "adult")],
)
def test_the_group_of_an_age(age: int, group: str) -> None:
    assert age_group(age) == group


@pytest.mark.parametrize("day", [MONDAY, WEDNESDAY, date(2026, 11, 22)])
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    assert week_of(day)[0] == MONDAY
    assert week_of(day)[-1] == date(2026, 11, 22)


def test_a_week_crosses_the_new_year() -> None:
    assert week_of(date(2027, 1, 1))[0] == date(2026, 12, 28)


@pytest.mark.parametrize("hours", ["0", "-1", "24.25", "7.1", "0.2", "25"])
def test_hours_are_quarters_within_a_day(hours: str) -> None:
    assert code(worker(), hours) == "vocational.hours_shape"


@pytest.mark.parametrize("hours", ["0.25", "7.5", "8", "8.00"])
def test_quarters_up_to_the_cap_pass(hours: str) -> None:
    check_labour(worker(), Decimal(hours), on())


def test_only_a_correction_may_say_zero() -> None:
    check_shape(Decimal(0), zero=True)
    with pytest.raises(RuleViolation):
        check_shape(Decimal(0))


BORN = {
    "adult": (date(1990, 2, 3), "8", "48"),
    "exactly 18 that day": (date(2008, 11, 18), "8", "48"),
    "18 the day after": (date(2008, 11, 19), "6", "30"),
    "exactly 15 that day": (date(2011, 11, 18), "6", "30"),
    "15 the day after": (date(2011, 11, 19), "4", "20"),
    "12": (date(2014, 11, 18), "4", "20"),
}


@pytest.mark.parametrize(("born", "day_cap", "_week"), BORN.values(), ids=BORN)
def test_the_cap_of_a_day_follows_the_age_on_it(born: date, day_cap: str, _week: str) -> None:
    who = worker(birth_date=born)
    check_labour(who, Decimal(day_cap), on())
    facts = refused(who, str(Decimal(day_cap) + Decimal("0.25")))
    assert (facts.code, facts.facts["cap"]) == ("vocational.day_cap", Decimal(day_cap))


@pytest.mark.parametrize(
    ("born", "each", "cap"),
    [(date(1990, 2, 3), "8", "48"), (date(2009, 2, 3), "6", "30"), (date(2012, 2, 3), "4", "20")],
    ids=["adult", "15 to 18", "12 to 15"],
)
def test_the_cap_of_a_week(born: date, each: str, cap: str) -> None:
    days = {"mon": each, "tue": each, "thu": each, "fri": each}
    rest = Decimal(cap) - 4 * Decimal(each)
    if rest > Decimal(each):  # a sixth day of adults
        days["sat"], rest = each, rest - Decimal(each)
    who = worker(birth_date=born, booked=booked(**days))
    check_labour(who, rest, on())
    more = worker(birth_date=born, booked=booked(**days, sun="0.25"))
    facts = refused(more, str(rest))
    assert (facts.code, facts.facts["cap"]) == ("vocational.week_cap", Decimal(cap))
    assert facts.facts["monday"] == MONDAY


def test_a_refusal_holds_the_numbers_the_rule_and_its_source() -> None:
    facts = refused(worker(booked=booked(wed="5.50")), "3").facts
    assert facts == {
        "name": "Trần Văn Mẫu",
        "age": 36,
        "hours": Decimal(3),
        "booked": Decimal("5.5"),
        "cap": Decimal(8),
        "left": Decimal("2.5"),
        "source": SOURCE,
    }


def test_hours_of_other_weeks_do_not_count() -> None:
    before = {MONDAY - timedelta(days=1): Decimal(8), MONDAY + timedelta(days=7): Decimal(8)}
    check_labour(
        worker(booked=before | booked(mon="8", tue="8", thu="8", fri="8", sat="8")), Decimal(8), on()
    )


def test_in_the_week_of_a_birthday_each_age_has_its_cap() -> None:
    # 18 on Thursday: up to Wednesday at most 30 hours, the whole week at most 48
    born = date(2008, 11, 19)
    early = booked(mon="6", tue="6")
    check_labour(worker(birth_date=born, booked=early), Decimal(6), on())
    later = early | booked(wed="6", thu="8", fri="8", sat="8")
    check_labour(worker(birth_date=born, booked=later), Decimal(6), on(date(2026, 11, 22)))
    assert (
        code(worker(birth_date=born, booked=later), "6.25", on(date(2026, 11, 22))) == "vocational.week_cap"
    )


@given(
    st.lists(st.integers(0, 32), min_size=7, max_size=7),
    st.permutations(range(7)),
    st.sampled_from([date(1990, 2, 3), date(2008, 11, 19), date(2011, 11, 20), date(2009, 1, 1)]),
)
def test_the_order_in_which_days_are_typed_does_not_matter(
    quarters: list[int], order: list[int], born: date
) -> None:
    """A week that passes in one order passes in every order."""

    def passes(days: list[int]) -> bool:
        done: dict[date, Decimal] = {}
        for n in days:
            if not quarters[n]:
                continue
            day, hours = MONDAY + timedelta(days=n), Decimal(quarters[n]) / 4
            try:
                check_labour(worker(birth_date=born, booked=done), hours, on(day))
            except RuleViolation:
                return False
            done[day] = hours
        return True

    assert passes(list(range(7))) == passes(order)


@given(st.integers(0, 32), st.integers(0, 160))
def test_what_is_left_may_be_entered_and_a_quarter_more_may_not(today: int, rest: int) -> None:
    who = worker(
        booked={WEDNESDAY: Decimal(today) / 4, MONDAY: min(Decimal(rest) / 4, Decimal(8))}
        | {date(2026, 11, 20): max(Decimal(rest) / 4 - 8, Decimal(0))}
    )
    left = hours_left(who, on())
    if left:
        check_labour(who, left, on())
    if left < 8:
        assert code(who, str(left + Decimal("0.25"))) in {"vocational.day_cap", "vocational.week_cap"}


def test_a_day_in_the_future_is_refused() -> None:
    assert code(worker(), "8", on(date(2026, 11, 23))) == "vocational.day_in_future"


@pytest.mark.parametrize("ended", [None, WEDNESDAY + timedelta(days=1)])
def test_labour_begins_after_detox(ended: date | None) -> None:
    refusal = refused(worker(detox_ended_on=ended), "8")
    assert refusal.code == "vocational.before_labour_stage"
    assert refusal.facts["source"] == "điều 87.3"


def test_labour_runs_from_the_end_of_detox_to_the_end_of_the_term() -> None:
    check_labour(worker(detox_ended_on=WEDNESDAY), Decimal(8), on())
    over = worker(last_day=date(2026, 11, 17))
    assert code(over, "8") == "vocational.day_after_term"
    check_labour(worker(last_day=WEDNESDAY), Decimal(8), on())


def test_days_outside_the_stay_are_refused() -> None:
    assert code(worker(admitted_on=date(2026, 11, 19)), "8") == "vocational.day_outside_stay"
    assert code(worker(ended_on=date(2026, 11, 17)), "8") == "vocational.day_outside_stay"
    check_may_work(worker(admitted_on=WEDNESDAY, ended_on=WEDNESDAY), on())


def test_a_restriction_is_told_in_its_public_words() -> None:
    refusal = refused(worker(forbidden="Không lao động đến 12/12/2026"), "1")
    assert (refusal.code, refusal.facts["wording"]) == (
        "vocational.labour_forbidden",
        "Không lao động đến 12/12/2026",
    )


def test_who_was_out_all_day_did_not_work() -> None:
    refusal = refused(worker(out="Đi bệnh viện"), "1")
    assert (refusal.code, refusal.facts["why"]) == ("vocational.worker_out", "Đi bệnh viện")


@pytest.mark.parametrize(
    ("typed", "said"), [("8.00", "8"), ("7.50", "7.5"), ("10", "10"), ("100.00", "100"), ("0", "0")]
)
def test_hours_without_needless_zeros(typed: str, said: str) -> None:
    assert str(plain(Decimal(typed))) == said
