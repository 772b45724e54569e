"""Rows to try the book of parameters with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from center.legal.rules import Basis, Confidence, Parameter

VISIT = Parameter(
    name="visit.max_minutes",
    value=120,
    unit="minute",
    rule_set=None,
    basis=Basis.CALENDAR,
    valid_from=date(2022, 1, 1),
    valid_to=date(2026, 6, 30),
    source="Nghị định 116/2021/NĐ-CP, điều 69.1",
    confidence=Confidence.READ,
)
SHORTER_VISIT = replace(VISIT, value=45, valid_from=date(2026, 7, 1), valid_to=None)
