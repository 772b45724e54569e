"""Checks of the personal number (số định danh cá nhân) and of the old card's number (INTEROP 1.4).

The twelve digits are PPP G YY RRRRRR: place of birth registration, century and sex, year of birth, random.
No check digit is described anywhere, so none is checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from center.residents.identity.birth_provinces import birth_province
from center.residents.identity.model import CardWarning, Sex

NUMBER_LENGTH = 12
_OLD_NUMBER = re.compile(r"\d{9}|\d{12}", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-\u00a0]")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number that could be one, and what it says about its holder at birth registration."""

    value: str
    place_code: str
    place: str | None
    """Province of the birth registration; None for a code outside the list (abroad, or mistyped)."""
    sex: Sex
    birth_year: int


@dataclass(frozen=True, slots=True)
class NumberFault:
    """Why a text is no personal number, and the number it probably was, to be confirmed by a person."""

    code: str
    value: str
    """What was given, without the marks between digits; at most 40 characters."""
    facts: dict[str, Any]
    offer: str | None = None


def tidy_number(text: str) -> str:
    """Return ``text`` without the blanks, dots and hyphens people put between digits."""
    return _SEPARATORS.sub("", text)


def read_number(text: str, today: date) -> PersonalNumber | NumberFault:
    """Return what the number in ``text`` says, or why it cannot be one.

    Refused: characters other than digits, another length than twelve, a birth year after ``today``'s. Ten or
    eleven digits are offered with the zeros a spreadsheet drops, if the result makes sense.
    """
    digits = tidy_number(text)
    if not _DIGITS.fullmatch(digits):
        return NumberFault("identity.number_not_digits", digits[:40], {"number": digits[:40]})
    if len(digits) != NUMBER_LENGTH:
        offer = _with_lost_zeros(digits, today)
        if offer:
            facts = {"scanned": digits, "mended": offer, "length": len(digits)}
            return NumberFault("identity.number_zeros_lost", digits, facts, offer)
        facts = {"number": digits[:40], "length": len(digits)}
        return NumberFault("identity.number_length", digits[:40], facts)
    century, year = int(digits[3]), int(digits[4:6])
    birth_year = 1900 + 100 * (century // 2) + year
    if birth_year > today.year:
        return NumberFault("identity.number_future_birth", digits, {"number": digits, "year": birth_year})
    return PersonalNumber(
        value=digits,
        place_code=digits[:3],
        place=birth_province(digits[:3], birth_year),
        sex=Sex.FEMALE if century % 2 else Sex.MALE,
        birth_year=birth_year,
    )


def _with_lost_zeros(digits: str, today: date) -> str | None:
    if len(digits) not in (NUMBER_LENGTH - 2, NUMBER_LENGTH - 1):
        return None
    padded = digits.zfill(NUMBER_LENGTH)
    number = read_number(padded, today)
    return padded if isinstance(number, PersonalNumber) and number.place else None


def is_old_number(text: str) -> bool:
    """Tell whether ``text`` looks like an old card's number (CMND): 9 digits, or 12 in its last years."""
    return bool(_OLD_NUMBER.fullmatch(tidy_number(text)))


def disagreements(
    number: PersonalNumber, *, birth_year: int | None, sex: Sex | None
) -> tuple[CardWarning, ...]:
    """Return a warning for each fact that the number contradicts.

    They refuse nothing: sex and birth year may have been corrected after the number was given, and births
    abroad carry codes that are in no list we know (NĐ 70/2024 art. 11; INTEROP 1.4).
    """
    found = []
    if birth_year is not None and number.birth_year != birth_year:
        facts = {"number_year": number.birth_year, "year": birth_year}
        found.append(CardWarning("identity.number_birth_year_differs", "number", facts))
    if sex is not None and number.sex is not sex:
        found.append(CardWarning(f"identity.number_says_{number.sex}", "number"))
    if number.place is None:
        found.append(
            CardWarning("identity.number_place_unknown", "number", {"place_code": number.place_code})
        )
    return tuple(found)
