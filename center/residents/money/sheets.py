"""Books on paper, sheet by sheet: what the last one left, what this one adds, what goes on to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROWS_ON_A_SHEET = 15
"""Rows of two or three lines that fit on one A4 sheet with its head, sums and signatures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a book; amounts in whole đồng."""

    number: int
    """From 1."""
    of: int
    start: int
    stop: int
    """Its rows are those from ``start`` up to and without ``stop``."""
    opening: int
    """What the sheets before it come to."""
    received: int
    paid: int
    """Above zero."""

    @property
    def closing(self) -> int:
        """What goes on to the next sheet."""
        return self.opening + self.received - self.paid

    @property
    def is_last(self) -> bool:
        """True for the sheet with the signatures."""
        return self.number == self.of


def sheets(amounts: Sequence[int], *, opening: int = 0, rows: int = ROWS_ON_A_SHEET) -> list[Sheet]:
    """Return the sheets of a book of ``amounts`` (above zero in, below zero out), at least one."""
    count = max(1, -(-len(amounts) // rows))
    found = []
    for number in range(1, count + 1):
        start, stop = (number - 1) * rows, min(number * rows, len(amounts))
        on_it = amounts[start:stop]
        received, paid = sum(one for one in on_it if one > 0), -sum(one for one in on_it if one < 0)
        found.append(Sheet(number, count, start, stop, opening, received, paid))
        opening = found[-1].closing
    return found
