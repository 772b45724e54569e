"""Reads a text as the intake desk does, and says which warnings came."""

from __future__ import annotations

from center.residents.identity.card import parse_card
from center.residents.identity.messages import MESSAGES
from center.residents.identity.model import CardReading, CardRefusal
from tests.residents.identity.cards import TODAY


def read(text: str) -> CardReading:
    found = parse_card(text, TODAY)
    assert isinstance(found, CardReading), found
    return found


def refused(text: str) -> CardRefusal:
    found = parse_card(text, TODAY)
    assert isinstance(found, CardRefusal), found
    assert found.code in MESSAGES
    return found


def codes(reading: CardReading) -> set[str]:
    return {warning.code.removeprefix("identity.") for warning in reading.warnings}
