"""The limits of the five stages as clocks (Decree 163/2026 arts 84–88)."""

from __future__ import annotations

from datetime import date, timedelta

from center.i18n import lazy_gettext as _l
from center.legal.rules import Parameter, ParameterBook
from center.residents.law.clocks import Clock, StayFacts, first_day_reached
from center.residents.term.calendar import add_months

RECEPTION = "stage.reception.max_days"
DETOX = "stage.detox.min_days"
EDUCATION = "stage.education.min_months"
REINTEGRATION = "stage.reintegration.days_before_end"


def reception_until(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the day by which reception must be over."""
    if facts.stage != "reception":
        return None
    return first_day_reached(
        book, RECEPTION, facts.stage_since, lambda row: facts.stage_since + timedelta(days=_number(row))
    )


def detox_from(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the first day on which detox may end."""
    if facts.stage != "detox":
        return None
    return first_day_reached(
        book, DETOX, facts.stage_since, lambda row: facts.stage_since + timedelta(days=_number(row))
    )


def education_from(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the first day on which the stage of education may be complete."""
    if facts.stage != "education":
        return None
    return first_day_reached(
        book, EDUCATION, facts.stage_since, lambda row: add_months(facts.stage_since, _number(row))
    )


def reintegration_from(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the first of the last days of the term, in which reintegration is prepared."""
    if facts.last_day is None or facts.stage == "reintegration":
        return None
    end = facts.last_day
    return first_day_reached(
        book,
        REINTEGRATION,
        min(facts.stage_since, end),
        lambda row: end - timedelta(days=_number(row) - 1),
    )


def _number(row: Parameter) -> int:
    if not isinstance(row.value, int):
        raise TypeError(f"{row.name} holds no whole number")
    return row.value


STAGE_CLOCKS = (
    Clock(
        "stage.reception",
        _l("Xong tiếp nhận, phân loại chậm nhất"),
        frozenset({RECEPTION}),
        reception_until,
        10,
    ),
    Clock("stage.detox", _l("Kết thúc cắt cơn sớm nhất"), frozenset({DETOX}), detox_from, 20),
    Clock(
        "stage.education", _l("Xong giai đoạn giáo dục sớm nhất"), frozenset({EDUCATION}), education_from, 30
    ),
    Clock(
        "stage.reintegration",
        _l("Chuẩn bị tái hòa nhập từ"),
        frozenset({REINTEGRATION}),
        reintegration_from,
        40,
    ),
)
