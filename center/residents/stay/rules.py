"""What decides over a stay: ages, decisions, absences. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.errors import RuleViolation

# Decision that opens each kind of stay (LAW.md 3.1, 4).
OPENING_DECISION = {"compulsory": "court", "minor": "court", "voluntary": "voluntary", "custody": "custody"}


def age_on(birth_date: date, day: date) -> int:
    """Return the age in full years on ``day``; someone born on 29 February ages on 1 March in common years."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages in full years that the law sets (``age.rehab_from_years``, ``age.adult_from_years``)."""

    rehab_from: int
    adult_from: int


def check_age(kind: str, birth_date: date, day: date, ages: Ages) -> None:
    """Refuse a kind of stay the person's age on ``day`` does not allow.

    Adults by court from the adult age; minors by court below it; nobody below the age of rehabilitation.
    Source: Law 120/2025 arts 35, 36; Law 73/2021 arts 32, 33.
    """
    age = age_on(birth_date, day)
    if age < ages.rehab_from:
        raise RuleViolation("residents.under_age", field="birth_date", age=age, least=ages.rehab_from)
    if kind == "compulsory" and age < ages.adult_from:
        raise RuleViolation("residents.not_adult", field="kind", age=age, adult=ages.adult_from)
    if kind == "minor" and age >= ages.adult_from:
        raise RuleViolation(
            "residents.not_minor", field="kind", age=age, least=ages.rehab_from, adult=ages.adult_from
        )


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The decision as the paper states it."""

    kind: str
    number: str
    issued_on: date
    issuer: str
    months: int | None
    subject: str = ""


def check_decision(kind: str, decision: DecisionFacts, *, first_day: date, today: date) -> None:
    """Refuse a decision that cannot open a stay of ``kind``.

    It may not be dated in the future nor after the first day it orders.
    """
    if decision.kind != OPENING_DECISION[kind]:
        raise RuleViolation("residents.decision_kind", field="kind")
    if decision.issued_on > today:
        raise RuleViolation(
            "residents.decision_in_future", field="decision_issued_on", day=decision.issued_on
        )
    if decision.issued_on > first_day and kind != "custody":
        raise RuleViolation(
            "residents.decision_after_first_day",
            field="decision_issued_on",
            day=decision.issued_on,
            first_day=first_day,
        )
    if first_day > today:
        raise RuleViolation("residents.first_day_in_future", field="first_day", day=first_day)
