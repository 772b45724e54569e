"""How many months a decision may give, and which rule stands behind the number."""

from __future__ import annotations

from datetime import date

from center.errors import RuleViolation
from center.legal.rules import Lookup, Parameter, ParameterBook, RuleSet
from center.residents.term.model import TermInput, TermKind

_RANGE_OF = {
    TermKind.COMPULSORY: "term.compulsory.adult",
    TermKind.MINOR: "term.minor",
    TermKind.VOLUNTARY: "term.voluntary",
}


def term_months(
    kind: TermKind,
    rule_set: RuleSet,
    *,
    decided_on: date,
    earlier_rehabs: int,
    decision_months: int | None,
    book: ParameterBook,
) -> int:
    """Return the length of the term in months.

    ``earlier_rehabs`` is how many rehabilitations the decision counts before this one; ``decision_months``
    is the number written in it, None where it names none. R2026 fixes the length by first or repeated
    rehabilitation: a shorter number is carried out as written, a longer one is refused, only the length
    of a repeat is believed (convention ``other-length``). The older rule sets give a range by kind.
    Raises RuleViolation ``term.months_missing``, ``term.months_out_of_range``, or ``term.decision_before_law``
    for a decision older than any law on terms of its kind.
    """
    fixed = _fixed(rule_set, decided_on, book)
    facts: dict[str, object]
    if fixed is not None:
        first, repeat = fixed
        lawful = repeat if earlier_rehabs else first
        if decision_months is None:
            return lawful.value
        allowed = 1 <= decision_months <= lawful.value or decision_months == repeat.value
        facts = {"low": 1, "high": lawful.value, "source": lawful.parameter.source}
    else:
        if book.find_or_none(f"{_RANGE_OF[kind]}.max_months", decided_on, rule_set) is None:
            raise RuleViolation("term.decision_before_law", field="decision_issued_on", decided_on=decided_on)
        low, high = _range(kind, rule_set, decided_on, book)
        facts = {"low": low.value, "high": high.value, "source": high.parameter.source}
        if decision_months is None:
            raise RuleViolation("term.months_missing", field="months", **facts)
        allowed = low.value <= decision_months <= high.value
    if not allowed:
        raise RuleViolation("term.months_out_of_range", field="months", months=decision_months, **facts)
    return decision_months


def months_warning(
    rule_set: RuleSet, *, decided_on: date, earlier_rehabs: int, months: int, book: ParameterBook
) -> str | None:
    """Return the code of what a person should check about an accepted length, or None.

    ``term.repeat_length_for_first``, ``term.first_length_for_repeat``: the number in the decision does not
    fit the history. ``term.shorter_than_law``: it is neither of the two lengths the law knows.
    """
    fixed = _fixed(rule_set, decided_on, book)
    if fixed is None:
        return None
    first, repeat = (length.value for length in fixed)
    if months == (repeat if earlier_rehabs else first):
        return None
    if months == repeat:
        return "term.repeat_length_for_first"
    if months == first:
        return "term.first_length_for_repeat"
    return "term.shorter_than_law"


def length_rule(term: TermInput, book: ParameterBook) -> tuple[Parameter, bool]:
    """Return the row behind the length of ``term``, and whether the decision names another length than the law.

    Where the law fixes the length it is that row; where it gives a range, the upper end of it.
    """
    fixed = _fixed(term.rule_set, term.decided_on, book)
    if fixed is None:
        name = f"{_RANGE_OF[term.kind]}.max_months"
        return book.find(name, term.decided_on, term.rule_set), False
    first, repeat = fixed
    row = (repeat if term.months > first.value else first).parameter
    return row, term.months not in {first.value, repeat.value}


def _fixed(
    rule_set: RuleSet, decided_on: date, book: ParameterBook
) -> tuple[Lookup[int], Lookup[int]] | None:
    """Return the lengths of a first and of a repeated rehabilitation where the law fixes them."""
    if book.find_or_none("term.first_months", decided_on, rule_set) is None:
        return None
    return (
        book.lookup("term.first_months", int, on=decided_on, rule_set=rule_set),
        book.lookup("term.repeat_months", int, on=decided_on, rule_set=rule_set),
    )


def _range(
    kind: TermKind, rule_set: RuleSet, decided_on: date, book: ParameterBook
) -> tuple[Lookup[int], Lookup[int]]:
    """Return the shortest and the longest length a decision may name."""
    name = _RANGE_OF[kind]
    return (
        book.lookup(f"{name}.min_months", int, on=decided_on, rule_set=rule_set),
        book.lookup(f"{name}.max_months", int, on=decided_on, rule_set=rule_set),
    )
