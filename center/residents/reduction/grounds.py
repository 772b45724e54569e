"""The grounds and the evidence of a proposal, in the words of columns 10 and 11 of form 44. Pure."""

from __future__ import annotations

from center.residents.reduction.radar import RadarLine
from center.ui.filters import format_date


def grounds_of(line: RadarLine) -> str:
    """Return why somebody is proposed: days served, grades of the last months, merit."""
    verdict = line.verdict
    parts = [
        f"Đã chấp hành {line.served_days}/{line.term.days_total} ngày (một nửa là {verdict.half_days} ngày)"
    ]
    graded = [
        f"tháng {month.first.month}/{month.first.year}: {month.label.lower()}"
        for month in verdict.months
        if month.label
    ]
    if graded:
        parts.append(f"xếp loại {', '.join(graded)}")
    if line.merits:
        parts.append("có lập công")
    return "; ".join(parts) + "."


def evidence_of(line: RadarLine) -> str:
    """Return what proves it."""
    papers = ["Danh sách kết quả xếp loại các tháng trên"]
    papers += [f"Quyết định số {merit.number} ngày {format_date(merit.decided_on)}" for merit in line.merits]
    return "; ".join(papers) + "."
