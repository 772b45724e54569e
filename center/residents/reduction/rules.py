"""Who may be proposed for a reduction, what is missing, and the order of a review. Pure.

Source: Decree 116/2021 art. 58.1 (half served, the last months khá or better; more with merit), 58.5 (review, posting).
Law 120/2025 and Decree 163/2026 know no reduction: whether somebody under the old law may still be proposed after
2026-06-30 is an open point (LAW.md B.5), off unless the head orders it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from center.legal.rules import R2026_FIRST_DECISION
from center.residents.assessment.rules import last_complete, period_of
from center.residents.term.calendar import add_months, last_day_of

DAY = timedelta(days=1)


class Missing(StrEnum):
    """What keeps somebody from being proposed."""

    HALF = "half"
    """Half of the term is not served."""
    MONTHS = "months"
    """Not enough months here that can be graded."""
    UNGRADED = "ungraded"
    """A month the council has not decided."""
    BELOW = "below"
    """A month below khá."""
    AT_LARGE = "at_large"
    OVER = "over"
    """The term is served."""


class MonthState(StrEnum):
    """What one of the last months says."""

    GOOD = "good"
    BELOW = "below"
    UNGRADED = "ungraded"
    BEFORE = "before"
    """Before the first month that could be graded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the law of the stay sets."""

    served_ratio: Decimal
    good_months: int
    low: int
    high: int
    merit_low: int
    merit_high: int
    posting_days: int
    """Working days the list hangs out at least."""


@dataclass(frozen=True, slots=True)
class MonthGrade:
    """A decided grade and the span it is for."""

    first: date
    last: date
    label: str
    good: bool
    """Khá or better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A stay on the day it is looked at."""

    on: date
    term_days: int
    """Days of the decision, before any reduction."""
    term_months: int
    reduced_months: int
    """Taken off before."""
    served_days: int
    """Custody and every counted day to ``on`` included (``custody-half-served``)."""
    last_day: date
    at_large: bool
    grades: Sequence[MonthGrade]
    period_months: int
    """Length of a period of assessment, as the center sets it."""
    gradable_from: date
    """First day of the first month in which the person was here long enough to be graded."""
    merit: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One of the last months."""

    first: date
    state: MonthState
    label: str
    """The grade; empty without one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may be proposed, and what is missing."""

    missing: tuple[Missing, ...]
    """Empty: may be proposed."""
    half_days: int
    """Days that are half of the term."""
    half_on: date
    """Day on which half is, or was, served, if every day to come counts."""
    months: tuple[Month, ...]
    """The months that count, the oldest first."""
    good_on: date
    """Earliest day on which the last months can all be khá or better."""
    earliest: date | None
    """Earliest day for both; None when the term is over before, or the person is at large."""
    low: int
    high: int
    """Months that may be proposed; with merit the range begins as without (``reduction-merit``)."""

    @property
    def eligible(self) -> bool:
        """True when nothing is missing."""
        return not self.missing


def judge(stay: Situation, limits: Limits) -> Verdict:
    """Return whether the stay may be proposed on ``stay.on``, what is missing, and the day it could be."""
    needed = int((stay.term_days * limits.served_ratio).to_integral_value(ROUND_CEILING))
    half_on = stay.on + DAY * (needed - stay.served_days)
    months = tuple(_months(stay, limits.good_months))
    good_on = _good_on(stay, months)
    missing = []
    if stay.served_days < needed:
        missing.append(Missing.HALF)
    states = {month.state for month in months}
    for state, reason in (
        (MonthState.BEFORE, Missing.MONTHS),
        (MonthState.BELOW, Missing.BELOW),
        (MonthState.UNGRADED, Missing.UNGRADED),
    ):
        if state in states:
            missing.append(reason)
    if stay.at_large:
        missing.append(Missing.AT_LARGE)
    if stay.on > stay.last_day:
        missing.append(Missing.OVER)
    earliest: date | None = max(half_on, good_on, stay.on)
    if stay.at_large or (earliest is not None and earliest > stay.last_day):
        earliest = None
    low, high = allowed(limits, merit=stay.merit, left=stay.term_months - stay.reduced_months)
    return Verdict(tuple(missing), needed, half_on, months, good_on, earliest, low, high)


def allowed(limits: Limits, *, merit: bool, left: int) -> tuple[int, int]:
    """Return the fewest and the most months that may be taken off a term of which ``left`` months are left.

    With merit the ordinary range is met too, so it begins there (``reduction-merit``). A reduction never takes the
    whole term.
    """
    high = limits.merit_high if merit else limits.high
    return limits.low, max(limits.low, min(high, left - 1))


def usual_months(limits: Limits, *, merit: bool, high: int) -> int:
    """Return how many months a list proposes before anybody looked at it: the fewest of what the person has earned."""
    return min(limits.merit_low, high) if merit else limits.low


def is_open_point(day: date) -> bool:
    """Tell whether a reduction reviewed or decided on ``day`` rests on an open point of the law (LAW.md B.5)."""
    return day >= R2026_FIRST_DECISION


def first_gradable(admitted_on: date, *, min_days: int, period_months: int) -> date:
    """Return the first day of the first period in which somebody admitted then is here for ``min_days``."""
    period = period_of(admitted_on, period_months)
    if (period.last - admitted_on).days + 1 >= min_days:
        return period.first
    return period.last + DAY


def _months(stay: Situation, count: int) -> list[Month]:
    """Return the last ``count`` calendar months up to the end of the newest complete period, the oldest first."""
    newest = last_complete(stay.on, stay.period_months).last.replace(day=1)
    found = []
    for back in range(count - 1, -1, -1):
        first = add_months(newest, -back)
        last = last_day_of(first, 1)
        grade = next((one for one in stay.grades if one.first <= first and last <= one.last), None)
        if grade is not None:
            state = MonthState.GOOD if grade.good else MonthState.BELOW
            found.append(Month(first, state, grade.label))
        elif first < stay.gradable_from:
            found.append(Month(first, MonthState.BEFORE, ""))
        else:
            found.append(Month(first, MonthState.UNGRADED, ""))
    return found


def _good_on(stay: Situation, months: Sequence[Month]) -> date:
    """Return the first day on which the last months can all be good, hoping the best of those not decided yet."""
    hopeful = 0
    for month in reversed(months):
        if month.state not in (MonthState.GOOD, MonthState.UNGRADED):
            break
        hopeful += 1
    if hopeful == len(months):
        return stay.on
    newest = months[-1].first
    target = add_months(newest, len(months) - hopeful)
    return period_of(target, stay.period_months).last + DAY
