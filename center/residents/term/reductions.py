"""Months the court takes off a term (giảm thời hạn), which only the older rule sets know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from center.errors import RuleViolation
from center.legal.rules import Parameter, ParameterBook, RuleSet
from center.residents.term.calendar import add_months, days_between, last_day_of
from center.residents.term.model import Reduction, TermInput

ENABLED_RULE = "reduction.enabled"
LEAST_RULE = "reduction.min_months"
MOST_RULE = "reduction.max_months"
MERIT_LEAST_RULE = "reduction.merit.min_months"
MERIT_MOST_RULE = "reduction.merit.max_months"


def check_reductions(term: TermInput, book: ParameterBook) -> None:
    """Raise RuleViolation ``term.reduction_…`` for a reduction the law of the stay does not allow.

    With merit the range reaches from the least without merit to the most with it (``reduction-merit``).
    Source: Decree 116/2021 art. 58.1; Law 120/2025 knows no reduction.
    """
    for item in ordered(term.reductions):
        facts = {"months": item.months, "decided_on": item.decided_on}
        if item.decided_on < term.decided_on:
            raise RuleViolation(
                "term.paper_before_decision", field="paper_on", since=term.decided_on, **facts
            )
        if book.find_or_none(LEAST_RULE, term.decided_on, term.rule_set) is None:
            raise RuleViolation("term.reduction_unknown", field="months", rule_set=term.rule_set, **facts)
        low = book.lookup(LEAST_RULE, int, on=term.decided_on, rule_set=term.rule_set)
        most = MERIT_MOST_RULE if item.with_merit else MOST_RULE
        high = book.lookup(most, int, on=term.decided_on, rule_set=term.rule_set)
        if not low.value <= item.months <= high.value:
            raise RuleViolation(
                "term.reduction_out_of_range",
                field="months",
                low=low.value,
                high=high.value,
                source=high.parameter.source,
                **facts,
            )
    taken = sum(item.months for item in term.reductions)
    if taken >= term.months:
        newest = ordered(term.reductions)[-1]
        raise RuleViolation(
            "term.reduction_covers_term",
            field="months",
            months=newest.months,
            decided_on=newest.decided_on,
            taken=taken,
            whole=term.months,
        )


def check_enabled(
    decided_on: date, rule_set: RuleSet, book: ParameterBook, *, order: str, field: str = "order"
) -> None:
    """Raise RuleViolation for a decision of a day on which reductions are off, unless ``order`` names who lets it in.

    The day of the court's decision counts, not the one it is typed in on. Whether the old law's reduction outlives
    2026-06-30 is an open point (Law 120/2025 art. 54.9, 56.1): the head of the center answers for each.
    """
    row = book.find_or_none(ENABLED_RULE, decided_on, rule_set)
    if row is not None and row.value is not True and not order.strip():
        raise RuleViolation("term.reduction_off", field=field, decided_on=decided_on, source=row.source)


def check_amended_day(before: date, after: date, rule_set: RuleSet, book: ParameterBook) -> None:
    """Refuse to move a decision by correction onto a day on which reductions are off; one already there may stay."""
    row = book.find_or_none(ENABLED_RULE, before, rule_set)
    if row is None or row.value is True:
        check_enabled(after, rule_set, book, order="", field="paper_on")


def ordered(reductions: Sequence[Reduction]) -> list[Reduction]:
    """Return ``reductions`` by the day of their decision."""
    return sorted(reductions, key=lambda item: (item.decided_on, item.months, item.with_merit))


def reduced_last_day(first_day: date, months: int, taken: int) -> date:
    """Return the last day of a term of ``months`` from which ``taken`` months are taken off.

    Either the shorter term is laid from the first day, or its last day is counted back; the earlier day
    holds (``reduction``). They differ by up to three days at the end of a month.
    """
    whole = last_day_of(first_day, months)
    if not taken:
        return whole
    return min(last_day_of(first_day, months - taken), add_months(whole, -taken))


def reduction_steps(term: TermInput) -> list[tuple[Reduction, date, date, int]]:
    """Return each reduction with the days it takes off: first, last, how many; the months are added up first."""
    steps = []
    taken = 0
    last_day = last_day_of(term.first_day, term.months)
    for item in ordered(term.reductions):
        taken += item.months
        new = reduced_last_day(term.first_day, term.months, taken)
        first = date.fromordinal(new.toordinal() + 1)
        steps.append((item, first, last_day, days_between(first, last_day)))
        last_day = new
    return steps


def reduction_rule(term: TermInput, item: Reduction, book: ParameterBook) -> Parameter:
    """Return the row that lets the court reduce on the day of its decision; after 2026-06-30 an open point."""
    return book.find(ENABLED_RULE, item.decided_on, term.rule_set)


def below_merit_range(term: TermInput, book: ParameterBook) -> bool:
    """Return whether merit was recognised for fewer months than the range with merit begins with."""
    return any(
        item.with_merit
        and item.months < book.value_int(MERIT_LEAST_RULE, on=term.decided_on, rule_set=term.rule_set)
        for item in term.reductions
    )
