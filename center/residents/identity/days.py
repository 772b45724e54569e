"""Reads the dates of a card's text."""

from __future__ import annotations

import re
from datetime import date

from center.residents.identity.model import CardRefusal

EARLIEST_BIRTH_YEAR = 1900
"""The numbering of persons begins with births of 1900 (INTEROP 1.4)."""

_FORMS = (
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII),
)
_YEAR_ONLY = re.compile(r"(?:00[/.-]?(?:0\d|1[0-2])[/.-]?)?(\d{4})", re.ASCII)


def read_day(text: str) -> date | None:
    """Return the date in ``text`` (``09031995``, ``9/3/1995``, ``1995-03-09``), or None when it is none."""
    found = _match(text)
    if found is None:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _match(text: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.fullmatch(text.strip()))), None)


def read_birth(text: str, today: date) -> tuple[date | None, int] | CardRefusal:
    """Return the birth date and year in ``text``; the date is None when only the year is known.

    Refused: a text that is no date, a date that does not exist, one after ``today`` or before 1900.
    """
    year_only = _YEAR_ONLY.fullmatch(text.strip())
    day = None if year_only else read_day(text)
    if year_only:
        year = int(year_only[1])
    elif day:
        year = day.year
    else:
        code = "identity.birth_date_impossible" if _match(text) else "identity.birth_date_unreadable"
        return CardRefusal(code, {"text": text.strip()[:20]})
    if (day or date(max(year, 1), 1, 1)) > today:
        return CardRefusal("identity.birth_date_future", {"text": text.strip()})
    if year < EARLIEST_BIRTH_YEAR:
        return CardRefusal("identity.birth_date_impossible", {"text": text.strip()})
    return day, year
