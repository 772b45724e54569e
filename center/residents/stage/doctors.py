"""What the medical module says about the end of detox, in words everyone may read.

``residents`` stands below ``medical``: medical puts its answer in, the conveyor asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoctorsWord:
    """How far the two doctors are, never why."""

    words: str
    """Such as that a declaration waits for the second signature."""
    endpoint: str
    """Page of the stay where it goes on; it takes ``stay_id``."""
    permission: str
    """Permission that opens that page."""


Answer = Callable[[Collection[int]], Mapping[int, DoctorsWord]]
"""Returns the word about each of the given stays that are in detox, in a fixed number of statements."""

_answers: list[Answer] = []


def register_doctors(answer: Answer) -> None:
    """Let ``answer`` speak for the doctors; the same one again changes nothing."""
    if answer not in _answers:
        _answers.append(answer)


def doctors_words(stay_ids: Collection[int]) -> dict[int, DoctorsWord]:
    """Return what is known about each of ``stay_ids``, those in detox."""
    found: dict[int, DoctorsWord] = {}
    if stay_ids:
        for answer in _answers:
            found.update(answer(stay_ids))
    return found
