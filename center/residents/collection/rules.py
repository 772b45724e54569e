"""What an information sheet may say, and what of it is still open. Pure."""

from __future__ import annotations

from datetime import date

from center.errors import RuleViolation
from center.residents.collection.model import ANSWERS, SheetFacts, SubstanceFacts
from center.residents.secrecy import tells_a_secret

DAYS_OF_MONTH = 31
REASON_LENGTH = 10
"""Least length of the reason of a new version, as in the medical record (CLINICAL.md 8.3)."""

_ASKED: tuple[tuple[str, ...], ...] = (
    ("schooling",), ("occupation",), ("employment",), ("marital",), ("legal_status",), ("notify_name",),
    ("relatives",), ("body_illness",), ("family_illness",), ("family_conflict",), ("height_cm",), ("weight_kg",),
    ("pulse",), ("systolic", "diastolic"), ("physical_signs",), ("mental_signs",), ("substances",),
)  # fmt: skip
"""What everybody has an answer to; the rest may truly be empty. Several names are one question."""


def open_questions(facts: SheetFacts) -> tuple[str, ...]:
    """Return the questions nobody has answered, by the name of their first field, in the order of the form."""
    return tuple(
        names[0] for names in _ASKED if any(getattr(facts, name) in (None, "", ()) for name in names)
    )


def check_sheet(facts: SheetFacts, *, born: date, admitted_on: date, today: date) -> None:
    """Refuse what cannot be: a day outside the stay, ages that run backwards, an answer against its details.

    Raises RuleViolation naming the field at fault. Source of the fields: form 17 of Decree 163/2026.
    """
    if not admitted_on <= facts.collected_on <= today:
        raise RuleViolation("collection.day", field="collected_on", admitted=admitted_on)
    _check_secrets(facts)
    _check_health(facts)
    age = facts.collected_on.year - born.year
    seen = set()
    for row in facts.substances:
        if row.substance in seen:
            raise RuleViolation("collection.substance_twice", field="substances")
        seen.add(row.substance)
        _check_substance(row, age)
    for rehab in facts.rehabs:
        if rehab.year is not None and not born.year < rehab.year <= facts.collected_on.year:
            raise RuleViolation("collection.rehab_year", field="rehabs", year=str(rehab.year))


def check_reason(reason: str) -> None:
    """Refuse a new version that does not say why."""
    if len(reason.strip()) < REASON_LENGTH:
        raise RuleViolation("collection.reason", field="reason", least=REASON_LENGTH)


def _check_secrets(facts: SheetFacts) -> None:
    for field in ANSWERS:
        text = getattr(facts, field)
        if isinstance(text, str) and tells_a_secret(text):
            raise RuleViolation("collection.secret", field=field)
    for field, lines in (
        ("relatives", [f"{row.full_name} {row.address}" for row in facts.relatives]),
        ("substances", [f"{row.detail} {row.total_time}" for row in facts.substances]),
        ("rehabs", [f"{row.duration} {row.relapse_reason}" for row in facts.rehabs]),
    ):
        if any(tells_a_secret(line) for line in lines):
            raise RuleViolation("collection.secret", field=field)


def _check_health(facts: SheetFacts) -> None:
    details = (
        ("body_illness", (facts.body_what, facts.body_found, facts.body_treated, facts.body_result)),
        ("family_illness", (facts.family_count, facts.family_relation)),
        ("family_conflict", (facts.conflict_often,)),
    )
    for question, answers in details:
        if getattr(facts, question) is not True and any(answers):
            raise RuleViolation("collection.contradiction", field=question)
    if (facts.systolic is None) != (facts.diastolic is None):
        missing = "systolic" if facts.systolic is None else "diastolic"
        raise RuleViolation("collection.pressure_half", field=missing)
    if facts.systolic is not None and facts.diastolic is not None and facts.systolic <= facts.diastolic:
        raise RuleViolation("collection.pressure", field="diastolic")


def _check_substance(row: SubstanceFacts, age: int) -> None:
    for years in (row.first_age, row.first_injection_age):
        if years is not None and years > age:
            raise RuleViolation("collection.age_ahead", field="substances", years=years, age=age)
    if row.first_injection_age is not None and row.first_injection_age < (row.first_age or 0):
        raise RuleViolation("collection.injected_before", field="substances", years=row.first_injection_age)
    days, times = row.days_last_month, row.times_last_month
    if days is not None and days > DAYS_OF_MONTH:
        raise RuleViolation("collection.days_of_month", field="substances", most=DAYS_OF_MONTH)
    if days is not None and times is not None and times < days:
        raise RuleViolation("collection.times_below_days", field="substances", times=times, days=days)
