"""What an admission examination may say. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from center.errors import RuleViolation

YOUNGEST_USE = 5
"""Earliest age at first use that is taken; below it a digit is missing."""

DAYS_ASKED = 30
"""The history asks for days of use in the last 30 (CLINICAL.md 3.1)."""


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One substance as told at the exam; ``substance`` and ``route`` are codes of the models."""

    substance: str
    route: str
    first_age: int | None = None
    """Age at first use, years."""
    days_last_month: int | None = None
    """Days of use in the last 30."""
    last_used_on: date | None = None
    is_main: bool = False


def check_uses(uses: Sequence[UseFacts], *, examined_on: date, age: int) -> None:
    """Refuse a history that cannot be: use in the future, more days than there are, no or two main substances.

    ``age`` is the person's age on the day of the exam. An empty history is taken: some tell nothing.
    """
    for use in uses:
        if use.last_used_on is not None and use.last_used_on > examined_on:
            raise RuleViolation("medical.last_use_in_future", field="uses", day=use.last_used_on)
        if use.days_last_month is not None and not 0 <= use.days_last_month <= DAYS_ASKED:
            raise RuleViolation(
                "medical.days_last_month", field="uses", days=use.days_last_month, most=DAYS_ASKED
            )
        if use.first_age is not None and not YOUNGEST_USE <= use.first_age <= age:
            raise RuleViolation(
                "medical.first_age", field="uses", first_age=use.first_age, least=YOUNGEST_USE, age=age
            )
    if len({(use.substance, use.route) for use in uses}) < len(uses):
        raise RuleViolation("medical.substance_twice", field="uses")
    if uses and sum(use.is_main for use in uses) != 1:
        raise RuleViolation("medical.one_main_substance", field="main")
