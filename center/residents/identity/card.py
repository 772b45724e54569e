"""Reads the text of a citizen card's QR code (INTEROP 1.1-1.3)."""

from __future__ import annotations

import re
from datetime import date

from center.residents.identity.days import read_birth, read_day
from center.residents.identity.fields import CARD_FIELDS, RawFields, split_card
from center.residents.identity.model import (
    CardKind,
    CardReading,
    CardRefusal,
    CardWarning,
    Offer,
    Sex,
)
from center.residents.identity.number import (
    NumberFault,
    PersonalNumber,
    disagreements,
    is_old_number,
    read_number,
)
from center.vietnamese import (
    NameProblem,
    fold,
    looks_toneless,
    mend_mojibake,
    name_problem,
    nfc,
    telex_damage,
)

FIRST_DAY_OF_CC = date(2024, 7, 1)
"""Luật Căn cước 26/2023/QH15 in force: a card issued from this day on is a "thẻ căn cước"."""

ISSUED_BY = {
    CardKind.CCCD: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    CardKind.CC: "Bộ Công an",
    CardKind.BHYT: "",
}
"""Authority to propose; no card's QR text names it."""

_HEALTH_CARD_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z]\d{12}|\d{10}", re.ASCII)
_SEXES = {
    **dict.fromkeys(("nam", "male", "m", "1"), Sex.MALE),
    **dict.fromkeys(("nu", "female", "f", "2"), Sex.FEMALE),
}
_NAME_WARNINGS = {
    NameProblem.EMPTY: "identity.name_missing",
    NameProblem.TOO_LONG: "identity.name_too_long",
}


class _Notes:
    """Collects what is to be said beside the fields."""

    def __init__(self) -> None:
        self.warnings: list[CardWarning] = []
        self.offers: list[Offer] = []

    def warn(self, code: str, field: str, **facts: object) -> None:
        self.warnings.append(CardWarning(code, field, facts))

    def offer(self, field: str, scanned: str, mended: str, code: str, **facts: object) -> None:
        """Warn of damage and offer the mended value."""
        self.warn(code, field, scanned=scanned, mended=mended, **facts)
        self.offers.append(Offer(field, scanned, mended, code))


def parse_card(raw: str, today: date) -> CardReading | CardRefusal:
    """Return what the QR text ``raw`` says, or why it cannot be a card. Never raises, whatever the text.

    Refused are texts that no card holds: too few fields, a number of another length, a birth date that does
    not exist or lies in the future, an issue date in the future. All else becomes a warning beside the fields
    that could be read. Fields after the seventh are kept raw, whatever their number.
    """
    split = split_card(raw)
    if isinstance(split, CardRefusal):
        return split
    notes = _Notes()
    if split.replaced_mark:
        notes.warn("identity.card_mark_replaced", "number", mark=split.replaced_mark)
    if split.marks_lost:
        notes.warn("identity.card_marks_lost", "number")
    number_text, old_number, name, birth, sex_text, address, issued = split.values[:CARD_FIELDS]
    kind, issued_on, extra = _issue(split, issued, notes)

    number: PersonalNumber | NumberFault | None = None
    if kind is CardKind.BHYT and _HEALTH_CARD_NUMBER.fullmatch(number_text):
        notes.warn("identity.card_health_insurance", "number", number=number_text)
        extra = (number_text, *extra)
    else:
        number = read_number(number_text, today)
    if isinstance(number, NumberFault) and not number.offer:
        return CardRefusal(number.code, number.facts)
    born = read_birth(birth, today)
    if isinstance(born, CardRefusal):
        return born
    if issued_on and issued_on > today:
        return CardRefusal("identity.issue_date_future", {"day": issued_on})

    birth_date, birth_year = born
    if birth_date is None:
        notes.warn("identity.birth_date_incomplete", "birth_date", year=birth_year)
    if issued_on and issued_on < (birth_date or date(birth_year, 1, 1)):
        notes.warn("identity.issue_before_birth", "issued_on", day=issued_on)
    sex = _SEXES.get(fold(mend_mojibake(sex_text) or sex_text))
    if sex is None:
        notes.warn("identity.sex_unreadable", "sex", text=nfc(sex_text))
    if old_number and not is_old_number(old_number):
        notes.warn("identity.old_number_unusual", "old_number", number=nfc(old_number))
    return CardReading(
        kind=kind,
        number=_number(number, birth_year, sex, today, notes),
        old_number=nfc(old_number),
        full_name=_name(name, notes),
        birth_date=birth_date,
        birth_year=birth_year,
        sex=sex,
        address=_address(address, notes),
        issued_on=issued_on,
        issued_by_default=ISSUED_BY[kind],
        extra=extra,
        warnings=tuple(notes.warnings),
        offers=tuple(notes.offers),
    )


def cancelled_number(card: CardReading) -> str:
    """Return the personal number that was cancelled before this one, when the card names it (INTEROP 1.2), or empty.

    Its place among the further fields was not seen in any file: it is known by its shape.
    """
    shaped = (text for text in card.extra if re.fullmatch(r"\d{12}", text.strip(), re.ASCII))
    return next((text.strip() for text in shaped if text.strip() != card.number), "")


def _issue(split: RawFields, issued: str, notes: _Notes) -> tuple[CardKind, date | None, tuple[str, ...]]:
    """Return kind, date of issue and extra fields.

    Without a readable date of issue the number of fields decides: only the card of 2024 has more than seven.
    """
    issued_on, extra = read_day(issued), split.values[CARD_FIELDS:]
    if issued_on:
        return (CardKind.CC if issued_on >= FIRST_DAY_OF_CC else CardKind.CCCD), issued_on, extra
    if split.was_hex:
        # The health-insurance card goes on with the hospital's code where our cards have the date of issue.
        return CardKind.BHYT, None, (issued, *extra)
    if issued:
        notes.warn("identity.issue_date_unreadable", "issued_on", text=nfc(issued))
    else:
        notes.warn("identity.issue_date_missing", "issued_on")
    return (CardKind.CC if extra else CardKind.CCCD), None, extra


def _number(
    number: PersonalNumber | NumberFault | None, birth_year: int, sex: Sex | None, today: date, notes: _Notes
) -> str | None:
    """Return the number as scanned, after comparing it, mended if need be, with the other fields."""
    if number is None:
        return None
    scanned = number.value
    if isinstance(number, NumberFault):
        notes.offer("number", scanned, str(number.offer), number.code, length=len(scanned))
        number = read_number(str(number.offer), today)
    if isinstance(number, PersonalNumber):
        notes.warnings += disagreements(number, birth_year=birth_year, sex=sex)
    return scanned


def _name(raw: str, notes: _Notes) -> str:
    name = nfc(raw)
    mended = mend_mojibake(raw)
    typed = telex_damage(name)
    if mended:
        notes.offer("full_name", name, nfc(mended), "identity.name_charset")
    elif typed:
        notes.offer("full_name", name, typed, "identity.name_typed_keys")
    elif problem := name_problem(raw):
        notes.warn(_NAME_WARNINGS.get(NameProblem(problem), "identity.name_unusual"), "full_name", name=name)
    elif looks_toneless(name):
        notes.warn("identity.name_toneless", "full_name", name=name)
    return name


def _address(raw: str, notes: _Notes) -> str:
    address = nfc(raw)
    mended = mend_mojibake(raw)
    typed = telex_damage(address)
    if mended:
        notes.offer("address", address, nfc(mended), "identity.address_charset")
    elif typed:
        notes.offer("address", address, typed, "identity.address_typed_keys")
    elif not address:
        notes.warn("identity.address_missing", "address")
    elif looks_toneless(address):
        notes.warn("identity.address_toneless", "address")
    return address
