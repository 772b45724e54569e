"""How official papers write dates, numbers and lists (Decree 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

DOTS = "…"


def long_date(day: date | None) -> str:
    """Return "ngày 05 tháng 01 năm 2026"; without a day, the same words around dots.

    Days below 10 and the months 1 and 2 take a leading zero, the other months do not (Annex I, part II.4).
    """
    if day is None:
        return f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def place_date(place: str, day: date | None) -> str:
    """Return "Đồng Xoài, ngày 05 tháng 01 năm 2026"; a missing place becomes dots."""
    return f"{place or DOTS * 5}, {long_date(day)}"


def slash_date(day: date | None) -> str:
    """Return "05/01/2026", the way the forms write a date inside a line; without a day, dots around slashes."""
    return f"{DOTS}/{DOTS}/{DOTS}" if day is None else f"{day.day:02}/{day.month:02}/{day.year}"


def number_text(number: int | None) -> str:
    """Return "05" for 5 and "123" for 123; without a number, room to write one by hand."""
    return DOTS * 4 if number is None else f"{number:02}"


def official_number(number: int | None, symbol: str) -> str:
    """Return "05/CN-CSCN": number and notation as they are cited, without blanks around the stroke."""
    return f"{number_text(number)}/{symbol}"


def closed_list(items: Sequence[str]) -> list[str]:
    """Return the items, each ended with ";" and the last with "." (legal bases, recipients, addressees)."""
    bare = [item.strip().rstrip(";.,").rstrip() for item in items]
    return [f"{item}{'.' if at == len(bare) - 1 else ';'}" for at, item in enumerate(bare)]


def capitals(name: str | None) -> str:
    """Return a name as the forms ask for it, "viết in hoa"; empty for none."""
    return (name or "").upper()


def authority_line(title: str, center: str) -> str:
    """Return head and center in one line, "Trưởng cơ sở cai nghiện ma túy …", without saying "cơ sở" twice."""
    if center.lower().startswith("cơ sở"):
        return f"{title.removesuffix(' cơ sở')} {center[:1].lower()}{center[1:]}"
    return f"{title} {center}"
