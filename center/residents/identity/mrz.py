"""The machine-readable zone on the back of a citizen card: ICAO 9303, form TD1, three lines of 30.

Line 1: ``ID`` ``VNM``, last nine digits of the personal number and check digit, all twelve digits, ``<<``,
check digit of the twelve. Line 2: birth ``YYMMDD`` + check, sex, expiry ``YYMMDD`` + check, ``VNM``, fillers,
composite check. Line 3: the name without marks (INTEROP 1.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from center.residents.identity.card import parse_card
from center.residents.identity.model import CardKind, CardReading, CardRefusal, CardWarning, Sex
from center.residents.identity.number import NumberFault, read_number
from center.vietnamese import fold

LINES, LINE_LENGTH = 3, 30
_WEIGHTS = (7, 3, 1)
_VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


@dataclass(frozen=True, slots=True)
class MrzReading:
    """What the zone says; every check digit was right."""

    number: str
    full_name: str
    """Family name first, upper case, without any Vietnamese mark: for comparing, never for storing."""
    birth_date: date
    sex: Sex | None
    expires_on: date | None
    """None when the card has no end of validity that can be read as a date."""


def check_digit(text: str) -> str:
    """Return the check digit of ``text`` (weights 7-3-1, modulo 10). Raises KeyError outside A-Z, 0-9, <."""
    return str(sum(_VALUES[c] * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)


def parse_mrz(raw: str, today: date) -> MrzReading | CardRefusal:
    """Return what the typed or scanned zone ``raw`` says, or which of its parts is wrong. Never raises.

    Lines may be separate or run together, in any case, with blanks; fillers missing at the end of the last
    line are added. ``today`` rules out a personal number of the future.
    """
    lines = _lines(raw)
    if isinstance(lines, CardRefusal):
        return lines
    first, second, third = lines
    if not re.match(r"I[A-Z<]VNM", first):
        return CardRefusal("identity.mrz_not_ours", {"start": first[:5]})
    checks = (
        ("identity.mrz_document_number", first[5:14], first[14]),
        ("identity.mrz_personal_number", first[15:27], first[29]),
        ("identity.mrz_birth_date", second[0:6], second[6]),
        ("identity.mrz_expiry", second[8:14], second[14]),
        ("identity.mrz_composite", first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
    )
    for code, text, digit in checks:
        # ICAO leaves optional data unchecked; only the card of 2021 is known to check its twelve digits.
        if digit != check_digit(text) and not (code.endswith("personal_number") and digit == "<"):
            return CardRefusal(code, {"text": text, "digit": digit})
    number = read_number(first[15:27], today)
    if isinstance(number, NumberFault):
        return CardRefusal(number.code, number.facts)
    # The zone has no century. The number's year may be a corrected one, so the nearest century is taken.
    days = [day for day in (_day(second[0:6], century) for century in (19, 20)) if day and day <= today]
    birth_date = min(days, key=lambda day: abs(day.year - number.birth_year), default=None)
    if birth_date is None:
        return CardRefusal("identity.mrz_birth_date", {"text": second[0:6], "digit": second[6]})
    family, _, given = third.partition("<<")
    return MrzReading(
        number=number.value,
        full_name=" ".join(f"{family}<{given}".replace("<", " ").split()),
        birth_date=birth_date,
        sex={"M": Sex.MALE, "F": Sex.FEMALE}.get(second[7]),
        expires_on=_day(second[8:14], today.year // 100),
    )


def card_of_mrz(mrz: MrzReading) -> CardReading:
    """Return the zone as a card that says no more than the zone does: no name with marks, no address, no day of issue.

    The one zone known is that of the card of 2021, so the kind is that card's until a person says otherwise.
    """
    return CardReading(
        kind=CardKind.CCCD,
        number=mrz.number,
        old_number="",
        full_name="",
        birth_date=mrz.birth_date,
        birth_year=mrz.birth_date.year,
        sex=mrz.sex,
        address="",
        issued_on=None,
        issued_by_default="",
        bare_name=mrz.full_name,
        warnings=(CardWarning("identity.mrz_name_bare", "full_name", {"name": mrz.full_name}),),
    )


def read_card(raw: str, today: date) -> CardReading | CardRefusal:
    """Return what was scanned or typed of a card: its QR text, or the lines on its back. Never raises."""
    reading = parse_card(raw, today)
    if not isinstance(reading, CardRefusal) or reading.code != "identity.card_is_mrz":
        return reading
    mrz = parse_mrz(raw, today)
    return mrz if isinstance(mrz, CardRefusal) else card_of_mrz(mrz)


def bare(name: str) -> str:
    """Return ``name`` as the zone would print it, uncut: upper case, no marks, apostrophes dropped."""
    return fold(name).replace("'", "").replace("-", " ").upper()


def _lines(raw: str) -> tuple[str, str, str] | CardRefusal:
    written = raw.upper().replace("«", "<<").splitlines()
    rows = [row for row in ("".join(line.split()) for line in written) if row]
    if len(rows) == 1:
        rows = [rows[0][:30], rows[0][30:60], rows[0][60:]]
    if len(rows) != LINES:
        return CardRefusal("identity.mrz_lines", {"count": len(rows)})
    rows[2] = rows[2].ljust(LINE_LENGTH, "<")
    for i, row in enumerate(rows, start=1):
        if len(row) != LINE_LENGTH:
            return CardRefusal("identity.mrz_length", {"line": i, "length": len(row)})
        wrong = next((c for c in row if c not in _VALUES), None)
        if wrong:
            return CardRefusal("identity.mrz_character", {"line": i, "character": wrong})
    return rows[0], rows[1], rows[2]


def _day(text: str, century: int) -> date | None:
    if not text.isdigit():
        return None
    try:
        return date(century * 100 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def compare_with_mrz(reading: CardReading, mrz: MrzReading) -> tuple[CardWarning, ...]:
    """Return a warning for each field where the zone and ``reading`` (scanned or typed by hand) differ.

    Names are compared without marks and case; a long name may be cut in the zone.
    """
    name = bare(reading.full_name)
    pairs = (
        ("number", reading.number, mrz.number, reading.number is None),
        ("full_name", name, mrz.full_name, name.startswith(mrz.full_name) and len(mrz.full_name) >= 28),
        ("birth_date", reading.birth_date, mrz.birth_date, reading.birth_date is None),
        ("sex", reading.sex, mrz.sex, reading.sex is None or mrz.sex is None),
    )
    return tuple(
        CardWarning(f"identity.mrz_differs_{field}", field, {"card": ours, "mrz": theirs})
        for field, ours, theirs, excused in pairs
        if ours != theirs and not excused
    )
