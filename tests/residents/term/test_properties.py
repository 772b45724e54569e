"""What holds for every term, whatever the facts; checked beside a day-by-day count by another road."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from center.legal.rules import Basis, Confidence, Parameter, ParameterBook, RuleSet
from center.residents.term.calendar import last_day_of
from center.residents.term.model import Absence, AbsenceKind, Effect, LineKind, TermInput, TermKind
from center.residents.term.rules import compute_term
from tests.residents.term.support import shipped_book

DAY = timedelta(days=1)
calm = settings(deadline=None)
"""A busy machine is not a fault of the engine."""
COUNTING = [AbsenceKind.HOSPITAL, AbsenceKind.COURT, AbsenceKind.FUNERAL_LEAVE]


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
def asked(draw: st.DrawFn, *, may_end: bool = True) -> Asked:
    """Return a stay of either rule set and a day from before its start to long after its end."""
    rule_set = draw(st.sampled_from([RuleSet.R2022, RuleSet.R2026]))
    decided_on = date(2022, 1, 1) if rule_set is RuleSet.R2022 else date(2026, 7, 1)
    decided_on += DAY * draw(st.integers(0, 1000))
    first_day = decided_on + DAY * draw(st.integers(0, 40))
    months = draw(st.integers(6, 24) if rule_set is RuleSet.R2022 else st.sampled_from([12, 24, 36]))
    absences = draw(chains(AbsenceKind.ESCAPE, first_day))
    for kind in draw(st.sets(st.sampled_from(COUNTING))):
        absences += draw(chains(kind, first_day))
    newest = max((max(a.left_on, a.back_on or a.left_on) for a in absences), default=first_day)
    ended_on = newest + DAY * draw(st.integers(0, 400)) if may_end and draw(st.booleans()) else None
    facts = TermInput(
        rule_set=rule_set,
        kind=draw(st.sampled_from([TermKind.COMPULSORY, TermKind.MINOR])),
        decided_on=decided_on,
        months=months,
        first_day=first_day,
        custody_days=draw(st.integers(0, 40) | st.integers(0, 1200)),
        absences=tuple(draw(st.permutations(absences))),
        ended_on=ended_on,
    )
    return Asked(facts, first_day + DAY * draw(st.integers(-30, 1600)))


def count_by_days(facts: TermInput, on: date) -> tuple[date, int, int]:
    """Return the last day, and the counted and not counted days up to ``on``, one day at a time."""
    reach = on if facts.ended_on is None else min(on, facts.ended_on)
    escapes = [absence for absence in facts.absences if absence.kind is AbsenceKind.ESCAPE]

    def at_large(today: date) -> bool:
        return any(
            escape.left_on < today and (today <= reach if escape.back_on is None else today < escape.back_on)
            for escape in escapes
        )

    nominal = (last_day_of(facts.first_day, facts.months) - facts.first_day).days + 1
    to_serve = max(0, nominal - facts.custody_days)
    today, counted, not_counted = facts.first_day - DAY, 0, 0
    while to_serve:
        today += DAY
        if at_large(today):
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
        if line.kind in {LineKind.TERM, LineKind.CUSTODY}:
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

    assert by_effect[Effect.BASIS] == term.days_total
    assert term.days_total == (by_effect[Effect.COUNTED] + by_effect[Effect.AHEAD] + by_effect[Effect.LAPSED])
    assert term.days_total == (term.days_credited + term.days_counted + term.days_left + term.days_lapsed)


@calm
@given(asked())
def test_counted_and_not_counted_days_are_the_days_elapsed(case: Asked) -> None:
    term = compute_term(case.facts, shipped_book(), on=case.on)
    reach = min(case.on, term.last_day, case.facts.ended_on or date.max)

    assert term.days_counted + term.days_not_counted == max(0, (reach - term.first_day).days + 1)


@calm
@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(case: Asked, random: Random) -> None:
    shuffled = list(case.facts.absences)
    random.shuffle(shuffled)

    assert compute_term(case.facts, shipped_book(), on=case.on) == compute_term(
        replace(case.facts, absences=tuple(shuffled)), shipped_book(), on=case.on
    )


@calm
@given(asked(may_end=False), st.data())
def test_one_more_day_that_does_not_count_moves_the_end_by_one(case: Asked, data: st.DataObject) -> None:
    facts = replace(
        case.facts, absences=tuple(a for a in case.facts.absences if a.kind is not AbsenceKind.ESCAPE)
    )
    before = compute_term(facts, shipped_book(), on=case.on)
    if before.last_day <= before.first_day:
        return
    left_on = data.draw(st.dates(before.first_day, before.last_day - DAY))
    length = data.draw(st.integers(0, 400))

    def end_after(days_away: int) -> date:
        escape = Absence(AbsenceKind.ESCAPE, left_on, left_on + DAY * (days_away + 1))
        changed = replace(facts, absences=(*facts.absences, escape))
        return compute_term(changed, shipped_book(), on=case.on).last_day

    assert end_after(length) == before.last_day + DAY * length
    assert end_after(length + 1) == end_after(length) + DAY


@calm
@given(asked(may_end=False))
def test_an_open_escape_is_a_return_on_the_day_after(case: Asked) -> None:
    still_open = [a for a in case.facts.absences if a.kind is AbsenceKind.ESCAPE and a.back_on is None]
    if not still_open or still_open[0].left_on > case.on:
        return
    closed = tuple(
        replace(a, back_on=case.on + DAY) if a == still_open[0] else a for a in case.facts.absences
    )

    now = compute_term(case.facts, shipped_book(), on=case.on)
    what_if = compute_term(replace(case.facts, absences=closed), shipped_book(), on=case.on)

    assert now.last_day == what_if.last_day
    assert now.days_left == what_if.days_left


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
