"""What reading a card gives: a reading with warnings and offers, or a refusal."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from center.errors import RuleViolation


class Sex(StrEnum):
    """Sex as papers state it (giới tính)."""

    MALE = "male"
    FEMALE = "female"


class CardKind(StrEnum):
    """The card a text came from."""

    CCCD = "CCCD"
    """Chip card issued until 2024-06-30 (căn cước công dân)."""
    CC = "CC"
    """Card issued from 2024-07-01 (căn cước)."""
    BHYT = "BHYT"
    """Health-insurance card of the older form: a name and a birth date, but no personal number."""


@dataclass(frozen=True, slots=True)
class CardRefusal:
    """The text cannot be a card. ``messages.MESSAGES[code]`` says it in words, with ``facts`` filled in."""

    code: str
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def violation(self) -> RuleViolation:
        """Return the refusal as the error a service raises."""
        return RuleViolation(self.code, **self.facts)


@dataclass(frozen=True, slots=True)
class CardWarning:
    """Something a person should look at before saving; it refuses nothing."""

    code: str
    field: str
    """Name of the field of ``CardReading`` it is about."""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def violation(self) -> RuleViolation:
        """Return the warning in the form that ``ui.messages.sentence`` turns into words."""
        return RuleViolation(self.code, field=self.field, **self.facts)


@dataclass(frozen=True, slots=True)
class Offer:
    """A mended value for one field. It counts only when a person accepts it."""

    field: str
    scanned: str
    mended: str
    reason: str
    """Code of the warning that explains the damage; the warning goes when the offer is accepted."""


@dataclass(frozen=True, slots=True)
class CardReading:
    """What a card says, as it says it: NFC, blanks tidied, otherwise untouched.

    A damaged name, address or number stays here as scanned and its mended form is an ``Offer``: no name ever
    changes without a person who saw both. Undoing an encoding (hex, NFD) is reading, not changing.
    """

    kind: CardKind
    number: str | None
    """Personal number as scanned: 12 digits; 10 or 11, with an offer, when zeros were lost; None on a health
    card without one."""
    old_number: str
    """Number of the old paper card (CMND), nine digits, or empty."""
    full_name: str
    birth_date: date | None
    """None when the card knows only the year."""
    birth_year: int
    sex: Sex | None
    """None when the text does not say it readably."""
    address: str
    """Place of residence as printed at issue, with the names of that day; may be empty."""
    issued_on: date | None
    issued_by_default: str
    """Issuing authority by date of issue; the card's text does not hold it. Empty when unknown."""
    bare_name: str = ""
    """The name without marks, where only the lines on the back were read: to compare with, never to store."""
    extra: tuple[str, ...] = ()
    """Fields after the seventh, raw and in their order (card of 2024: cancelled number, parents' names)."""
    warnings: tuple[CardWarning, ...] = ()
    offers: tuple[Offer, ...] = ()

    def accepting(self, *offers: Offer) -> CardReading:
        """Return the reading with the values of ``offers`` in place, and their warnings and offers gone."""
        reading = self
        for offer in offers:
            reading = dataclasses.replace(
                reading,
                **{offer.field: offer.mended},  # type: ignore[arg-type]
                offers=tuple(o for o in reading.offers if o != offer),
                warnings=tuple(
                    w for w in reading.warnings if (w.code, w.field) != (offer.reason, offer.field)
                ),
            )
        return reading
