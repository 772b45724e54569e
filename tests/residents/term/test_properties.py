"""What holds for every term, whatever the facts; checked beside a day-by-day count by another road."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from center.legal.rules import Basis, Confidence, Parameter, ParameterBook, RuleSet
from center.residents.term.calendar import add_months, last_day_of
from center.residents.term.model import (
    HEAD_LINES,
    Absence,
    AbsenceKind,
    Effect,
    EndCause,
    Move,
    MoveKind,
    Reduction,
    TermInput,
    TermKind,
)
from center.residents.term.rules import compute_last_day, compute_term
from center.residents.term.whatif import what_if_back_on, what_if_reduced
from tests.residents.term.support import shipped_book

DAY = timedelta(days=1)
calm = settings(deadline=None)
"""A busy machine is not a fault of the engine."""
COUNTING = [AbsenceKind.HOSPITAL, AbsenceKind.COURT, AbsenceKind.FUNERAL_LEAVE, AbsenceKind.SUSPENSION]
AT_LARGE = [AbsenceKind.ESCAPE, AbsenceKind.LATE_FROM_LEAVE, AbsenceKind.LATE_FROM_SUSPENSION]


def stopping_kinds(rule_set: RuleSet) -> list[AbsenceKind]:
    """Return the absences whose days do not count; the old law ends the stay with prison instead."""
    return [*AT_LARGE, AbsenceKind.PRISON] if rule_set is RuleSet.R2026 else AT_LARGE


@dataclass(frozen=True)
class Asked:
    facts: TermInput
    on: date


@st.composite
def chains(draw: st.DrawFn, kind: AbsenceKind, first_day: date) -> list[Absence]:
    """Return absences of one kind, one after the other; the last may be open."""
    absences = []
    cursor = first_day
    for _ in range(draw(st.integers(0, 3))):
        left_on = cursor + DAY * draw(st.integers(0, 250))
        cursor = left_on + DAY * draw(st.integers(0, 60))
        absences.append(Absence(kind, left_on, cursor))
    leaves_open = draw(st.booleans())
    if absences and leaves_open:
        absences[-1] = replace(absences[-1], back_on=None)
    return absences


@st.composite
def reductions(draw: st.DrawFn, decided_on: date, months: int) -> list[Reduction]:
    """Return reductions the old law allows, that leave a month at least."""
    found: list[Reduction] = []
    for _ in range(draw(st.integers(0, 3))):
        merit = draw(st.booleans())
        most = min(6 if merit else 3, months - 1 - sum(item.months for item in found))
        if most < 1:
            break
        day = decided_on + DAY * draw(st.integers(0, 900))
        found.append(Reduction(draw(st.integers(1, most)), min(day, date(2026, 12, 31)), merit))
    return found


@st.composite
def asked(draw: st.DrawFn, *, may_end: bool = True) -> Asked:
    """Return a stay of either rule set and a day from before its start to long after its end."""
    rule_set = draw(st.sampled_from([RuleSet.R2022, RuleSet.R2026]))
    decided_on = date(2022, 1, 1) if rule_set is RuleSet.R2022 else date(2026, 7, 1)
    decided_on += DAY * draw(st.integers(0, 1000))
    first_day = decided_on + DAY * draw(st.integers(0, 40))
    months = draw(st.integers(6, 24) if rule_set is RuleSet.R2022 else st.sampled_from([12, 24, 36]))
    absences = []
    for kind in [AbsenceKind.ESCAPE, *draw(st.sets(st.sampled_from(stopping_kinds(rule_set)[1:])))]:
        absences += draw(chains(kind, first_day))
    for kind in draw(st.sets(st.sampled_from(COUNTING))):
        absences += draw(chains(kind, first_day))
    newest = max((max(a.left_on, a.back_on or a.left_on) for a in absences), default=first_day)
    end = newest + DAY * draw(st.integers(0, 400)) if may_end and draw(st.booleans()) else None
    how = draw(st.sampled_from([*EndCause, None, "exempted", "gaol"]))
    if how == "gaol" and end is not None and rule_set is RuleSet.R2022:
        absences.append(Absence(AbsenceKind.PRISON, end))
    facts = TermInput(
        rule_set=rule_set,
        kind=draw(st.sampled_from([TermKind.COMPULSORY, TermKind.MINOR])),
        decided_on=decided_on,
        months=months,
        first_day=first_day,
        custody_days=draw(st.integers(0, 40) | st.integers(0, 1200)),
        absences=tuple(draw(st.permutations(absences))),
        reductions=tuple(draw(reductions(decided_on, months))) if rule_set is RuleSet.R2022 else (),
        moves=tuple(
            Move(kind, first_day + DAY * draw(st.integers(0, 700)))
            for kind in draw(st.sets(st.sampled_from([MoveKind.IN, MoveKind.AT_18])))
        ),
        exempted_on=end if how == "exempted" else None,
        ended_on=end if how != "gaol" else None,
        ended_by=how if isinstance(how, EndCause) and end is not None else None,
    )
    return Asked(facts, first_day + DAY * draw(st.integers(-30, 1600)))


def end_of(facts: TermInput) -> date:
    """Return the last day held, or the end of time."""
    ends = [facts.ended_on, facts.exempted_on]
    if facts.rule_set is RuleSet.R2022:
        ends += [absence.left_on for absence in facts.absences if absence.kind is AbsenceKind.PRISON]
    return min((end for end in ends if end is not None), default=date.max)


def count_by_days(facts: TermInput, on: date) -> tuple[date, int, int]:
    """Return the last day, and the counted and not counted days up to ``on``, one day at a time."""
    reach = min(on, end_of(facts))
    gone = [absence for absence in facts.absences if absence.kind in stopping_kinds(facts.rule_set)]

    def away(today: date) -> bool:
        return any(
            absence.left_on < today
            and (today <= reach if absence.back_on is None else today < absence.back_on)
            for absence in gone
        )

    whole = last_day_of(facts.first_day, facts.months)
    taken = sum(item.months for item in facts.reductions)
    shorter = last_day_of(facts.first_day, facts.months - taken)
    kept = min(shorter, add_months(whole, -taken)) if taken else whole
    to_serve = max(0, (kept - facts.first_day).days + 1 - facts.custody_days)
    today, counted, not_counted = facts.first_day - DAY, 0, 0
    while to_serve:
        today += DAY
        if away(today):
            not_counted += today <= on
        else:
            to_serve -= 1
            counted += today <= reach
    return today, counted, not_counted


@calm
@given(asked())
def test_it_agrees_with_counting_day_by_day(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)

    assert (term.last_day, term.days_counted, term.days_not_counted) == count_by_days(case.facts, case.on)


@calm
@given(asked())
def test_every_day_stands_in_exactly_one_line(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)
    cursor = term.first_day
    for line in term.lines:
        if line.kind in HEAD_LINES:
            continue
        assert line.from_day == cursor
        assert line.to_day is not None
        assert line.days == (line.to_day - cursor).days + 1 > 0
        cursor = line.to_day + DAY

    assert cursor == term.last_day + DAY


@calm
@given(asked())
def test_the_lines_add_up_to_the_term(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)
    by_effect = {effect: sum(line.days for line in term.lines if line.effect is effect) for effect in Effect}
    to_serve = [effect for effect in Effect if effect not in {Effect.BASIS, Effect.NOT_COUNTED}]

    assert by_effect[Effect.BASIS] == term.days_total == sum(by_effect[effect] for effect in to_serve)
    assert term.days_reduced == by_effect[Effect.REDUCED]
    assert term.days_total == (
        term.days_reduced
        + term.days_credited
        + term.days_counted
        + term.days_left
        + term.days_lapsed
        + term.days_moved
    )


@calm
@given(asked())
def test_counted_and_not_counted_days_are_the_days_elapsed(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)
    reach = min(case.on, term.last_day, end_of(case.facts))

    assert term.days_counted + term.days_not_counted == max(0, (reach - term.first_day).days + 1)


@calm
@given(asked())
def test_the_short_way_to_the_last_day_agrees_with_the_proof(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)

    assert compute_last_day(case.facts, shipped_book(), on=case.on) == (term.last_day, term.is_provisional)


@calm
@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(case: Asked, random: Random) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    other = replace(
        case.facts,
        absences=shuffled(case.facts.absences),
        reductions=shuffled(case.facts.reductions),
        moves=shuffled(case.facts.moves),
    )
    assert compute_term(case.facts, shipped_book(), on=case.on) == compute_term(
        other, shipped_book(), on=case.on
    )


@calm
@given(asked(may_end=False), st.data())
def test_one_more_day_that_does_not_count_moves_the_end_by_one(case: Asked, data: st.DataObject) -> None:
    stopping = stopping_kinds(case.facts.rule_set)
    facts = replace(case.facts, absences=tuple(a for a in case.facts.absences if a.kind not in stopping))
    before = compute_term(facts, shipped_book(), on=case.on)
    if before.last_day <= before.first_day:
        return
    kind = data.draw(st.sampled_from(stopping))
    left_on = data.draw(st.dates(before.first_day, before.last_day - DAY))
    length = data.draw(st.integers(0, 400))

    def end_after(days_away: int) -> date:
        gone = Absence(kind, left_on, left_on + DAY * (days_away + 1))
        changed = replace(facts, absences=(*facts.absences, gone))
        return compute_term(changed, shipped_book(), on=case.on).last_day

    assert end_after(length) == before.last_day + DAY * length
    assert end_after(length + 1) == end_after(length) + DAY


@calm
@given(asked(may_end=False))
def test_an_open_absence_is_a_return_on_the_day_after(case: Asked) -> None:
    lasting = [a for a in case.facts.absences if a.back_on is None]
    if not lasting or any(a.left_on > case.on for a in lasting):
        return

    now = compute_term(case.facts, shipped_book(), on=case.on)
    back = compute_term(what_if_back_on(case.facts, case.on + DAY), shipped_book(), on=case.on)

    assert now.last_day == back.last_day
    assert now.days_left == back.days_left


@calm
@given(asked(may_end=False), st.integers(1, 3))
def test_a_reduction_only_shortens_and_months_add_up(case: Asked, months: int) -> None:
    facts = replace(case.facts, rule_set=RuleSet.R2022, decided_on=date(2024, 5, 6), reductions=())
    facts = replace(facts, absences=tuple(a for a in facts.absences if a.kind is not AbsenceKind.PRISON))
    facts = replace(facts, months=max(facts.months, 8))

    def last_day(*taken: int) -> date:
        reduced = facts
        for number, one in enumerate(taken):
            reduced = what_if_reduced(reduced, one, on=date(2024, 6, 1) + DAY * number, with_merit=True)
        return compute_term(reduced, shipped_book(), on=case.on).last_day

    assert last_day(months) <= last_day()
    assert last_day(months + 1) <= last_day(months)
    assert last_day(months, 3) == last_day(3, months) == last_day(months + 3)


@calm
@given(asked(may_end=False))
def test_a_day_later_nothing_is_lost(case: Asked) -> None:
    today = compute_term(case.facts, shipped_book(), on=case.on)
    tomorrow = compute_term(case.facts, shipped_book(), on=case.on + DAY)

    assert today.days_left - tomorrow.days_left in {0, 1}
    assert tomorrow.last_day - today.last_day in {timedelta(0), DAY}
    assert tomorrow.days_left >= 0


@calm
@given(asked())
def test_nobody_is_held_longer_for_more_custody(case: Asked) -> None:
    more = replace(case.facts, custody_days=case.facts.custody_days + 1)

    assert compute_term(more, shipped_book(), on=case.on).last_day <= (
        compute_term(case.facts, shipped_book(), on=case.on).last_day
    )


@calm
@given(asked())
def test_an_unrelated_rule_changes_nothing(case: Asked) -> None:
    unrelated = Parameter(
        name="term.something_else",
        value=99,
        unit="month",
        rule_set=case.facts.rule_set,
        basis=Basis.STAY,
        valid_from=date(2022, 1, 1),
        valid_to=None,
        source="",
        confidence=Confidence.PROPOSED,
    )
    richer = ParameterBook([*shipped_book(), unrelated])

    assert compute_term(case.facts, shipped_book(), on=case.on) == compute_term(
        case.facts, richer, on=case.on
    )
