"""How the proof of a term speaks. Papers and pages share these words, so they are Vietnamese everywhere."""

from __future__ import annotations

from center.residents.term.calendar import last_day_of
from center.residents.term.model import Effect, LineKind, TermInput
from center.residents.term_desk.figures import Check, Figure
from center.residents.term_desk.history import Cause
from center.ui.filters import format_date, format_number

BALANCE_WORDS = {
    "days_reduced": "được giảm",
    "days_credited": "được trừ (quản lý trong thời gian lập hồ sơ)",
    "days_counted": "đã chấp hành",
    "days_left": "còn phải chấp hành",
    "days_lapsed": "không phải chấp hành",
    "days_moved": "chấp hành ở cơ sở khác",
}
"""By the names of ``Term``'s fields."""

CAUSE_WORDS = {
    Cause.DECISION: "Theo quyết định",
    Cause.EVENT: "",
    Cause.CORRECTION: "Đính chính",
    Cause.TAKEN_BACK: "Rút",
    Cause.TIME: "Mỗi ngày vắng mặt không được tính lùi ngày cuối một ngày",
}


def arithmetic(figure: Figure, facts: TermInput) -> str:
    """Return how the days of a line are found and what they add up to, to be checked by hand."""
    line = figure.line
    if line.kind is LineKind.TERM:
        end = last_day_of(facts.first_day, facts.months)
        return (
            f"{facts.months} tháng kể từ {format_date(facts.first_day)}: đến hết {format_date(end)}, "
            f"kể cả hai ngày đầu, cuối"
        )
    if line.kind is LineKind.REDUCTION:
        item = figure.reduction
        decided = f" theo quyết định ngày {format_date(item.decided_on)}" if item else ""
        months = f"{item.months} tháng" if item else ""
        return f"giảm {months}{decided}: bớt các ngày từ {format_date(line.from_day)} đến {format_date(line.to_day)}"
    days = format_number(line.days)
    if line.kind is LineKind.CUSTODY:
        return f"trừ {days} ngày vào cuối thời hạn"
    before, after = figure.before or 0, figure.after or 0
    if line.effect is Effect.NOT_COUNTED:
        return f"không cộng; ngày cuối lùi {days} ngày"
    return f"{format_number(before)} + {days} = {format_number(after)}"


def check_sentence(found: Check) -> str:
    """Return the addition that leads to the last day."""
    first, last = format_date(found.first_day), format_date(found.last_day)
    span = format_number(found.span)
    if not found.not_counted:
        return f"{span} ngày phải chấp hành, kể từ {first}: ngày thứ {span} là {last}."
    serve, gaps = format_number(found.to_serve), format_number(found.not_counted)
    return (
        f"{serve} ngày phải chấp hành + {gaps} ngày không được tính = {span} ngày kể từ {first}: "
        f"ngày thứ {span} là {last}."
    )
