"""How what a card says meets what a person has typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from center.residents.identity.model import CardKind, CardReading
from center.vietnamese import fold, looks_toneless, nfc, normalise_tone_placement

FIELD_OF_READING = {"address": "address_text"}
"""Fields of the form that bear another name than those of the reading."""

FOLLOWS_THE_CARD = frozenset({"paper_kind", "issued_on", "issued_by"})
"""What belongs to the very card in hand: never weighed against what was typed for another paper."""


def form_field(reading_field: str) -> str:
    """Return the form's name of a field of ``CardReading``."""
    return FIELD_OF_READING.get(reading_field, reading_field)


def card_values(reading: CardReading) -> dict[str, str]:
    """Return what the card puts into the form, as it would be typed.

    A value the reader takes for damaged is left out: the person takes the mended one or types it.
    """
    values = {
        "full_name": reading.full_name,
        "birth_date": f"{reading.birth_date:%d/%m/%Y}" if reading.birth_date else "",
        "sex": reading.sex.value if reading.sex else "",
        "number": reading.number or "",
        "old_number": reading.old_number,
        "address_text": reading.address,
    }
    if reading.kind is not CardKind.BHYT:
        values |= {
            "paper_kind": reading.kind.value,
            "issued_on": f"{reading.issued_on:%d/%m/%Y}" if reading.issued_on else "",
            "issued_by": reading.issued_by_default,
        }
    for offer in reading.offers:
        values.pop(form_field(offer.field), None)
    return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Difference:
    """The card says one thing and the form another; a person decides."""

    field: str
    typed: str
    card: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What goes into the form, and what was left as typed although the card differs."""

    values: dict[str, str]
    differences: tuple[Difference, ...] = field(default=())


def merge(typed: Mapping[str, str], card: Mapping[str, str], previous: Mapping[str, str]) -> Merged:
    """Put what the card says into a form that may be filled already.

    Empty boxes are filled, and boxes that hold what the ``previous`` card put there. What a person typed
    stays, unless the card says the same with the tone marks that were missing; a difference is reported.
    """
    values: dict[str, str] = {}
    differences = []
    for name, said in card.items():
        there = nfc(typed.get(name, ""))
        if not there or there == nfc(previous.get(name, "")) or name in FOLLOWS_THE_CARD:
            values[name] = said
        elif _same(there, said):
            if looks_toneless(there) and not looks_toneless(said):
                values[name] = said
        else:
            differences.append(Difference(name, there, said))
    return Merged(values, tuple(differences))


def _same(typed: str, said: str) -> bool:
    """Tell whether two spellings are the same words: one may lack the marks, or place them the other way."""
    if fold(typed) != fold(said):
        return False
    if looks_toneless(typed) or looks_toneless(said):
        return True
    return normalise_tone_placement(nfc(typed).lower()) == normalise_tone_placement(nfc(said).lower())
