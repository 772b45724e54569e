"""What depends on how many months of a term are left (``months-left``, ``small-rest``, ``minor-six-months``)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from center.legal.rules import ParameterBook, RuleSet
from center.residents.term.calendar import DAY, last_day_of
from center.residents.term.model import Term

RETURN_RULE = "term.return_after_suspension_min_left_months"
AT_18_RULE = "term.minor_transfer_at_18_min_left_months"
SMALL_REST_RULE = "term.small_rest"
RECALL = "recall"
"""Value of SMALL_REST_RULE with which the director also calls back, or moves, who has less left than the law asks."""
MINOR_STAYS_RULE = "term.minor_stay_public_center_max_left_months"


def months_left_at_least(last_day: date, months: int, on: date) -> bool:
    """Return whether at least ``months`` civil months are left after ``on`` until ``last_day``.

    Laid from the next day on, like the term itself; exactly ``months`` is at least ``months``.
    """
    return last_day_of(on + DAY, months) <= last_day


def must_return(
    last_day: date, recovered_on: date, *, decided_on: date, rule_set: RuleSet, book: ParameterBook
) -> bool:
    """Return whether somebody who recovered on that day is called back from the suspension.

    Below the law's number of months the term runs on at home, unless the center chose otherwise (``small-rest``).
    Source: Law 120/2025 art. 39.3; Law 15/2012 art. 112.2; Decree 116/2021 art. 58.2. Raises MissingParameter.
    """
    least = book.value_int(RETURN_RULE, on=decided_on, rule_set=rule_set)
    return months_left_at_least(last_day, least, recovered_on) or _recalled(
        last_day, recovered_on, decided_on, rule_set, book
    )


def moves_at_18(
    last_day: date, of_age_on: date, *, decided_on: date, rule_set: RuleSet, book: ParameterBook
) -> bool:
    """Return whether a minor who is 18 on that day is moved among adults; the older laws move nobody.

    Source: Law 120/2025 art. 36.4.
    """
    if book.find_or_none(AT_18_RULE, decided_on, rule_set) is None:
        return False
    least = book.value_int(AT_18_RULE, on=decided_on, rule_set=rule_set)
    return months_left_at_least(last_day, least, of_age_on) or _recalled(
        last_day, of_age_on, decided_on, rule_set, book
    )


def _recalled(last_day: date, on: date, decided_on: date, rule_set: RuleSet, book: ParameterBook) -> bool:
    """Return whether the center chose to act on a small rest too, and any of it is left after ``on``."""
    row = book.find_or_none(SMALL_REST_RULE, decided_on, rule_set)
    return row is not None and row.value == RECALL and on < last_day


def minor_stays(last_day: date, book: ParameterBook, *, on: date) -> bool:
    """Return whether a minor in a public center on the day the law changed, ``on``, stays there to the end.

    Below six months it does; otherwise the case is put before the superior (``minor-six-months``).
    Source: Decree 163/2026 art. 151.6.
    """
    most = book.value_int(MINOR_STAYS_RULE, on=on)
    return not months_left_at_least(last_day, most, on)


def served_at_least(term: Term, ratio: Decimal) -> bool:
    """Return whether that share of the decision's days has been served on the asked day, that day included.

    Deducted custody is served; the share is one of the term before any reduction (``custody-half-served``).
    Source: Decree 116/2021 art. 58.1 (parameter ``reduction.min_served_ratio``).
    """
    return term.days_credited + term.days_counted >= ratio * term.days_total
