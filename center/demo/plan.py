"""Who was here when: the made-up lives of the demo center, drawn before anything is written. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

NEW_LAW = date(2026, 7, 1)
"""Decisions from this day on give 24 or 36 months (Law 120/2025 art. 29.1)."""

FIRST_DECISION = date(2022, 1, 10)
"""The demo tells no story under rules older than Decree 116/2021."""


@dataclass(frozen=True, slots=True)
class Life:
    """One planned stay."""

    kind: str
    """Value of ``StayKind``."""
    female: bool
    age: int
    admitted_on: date
    months: int | None
    """Length by decision; None in custody and where the new law fixes it."""
    repeat: bool
    again: bool
    """True for somebody who was released before and comes back."""
    escape_after: int | None
    """Days from admission to an escape; None for most."""
    away_days: int | None
    """Days at large; None when never brought back."""
    hospital_after: int | None
    released: bool
    """True when the stay is meant to have ended by today."""
    born: date | None = None
    """Birth date; None draws one that the kind allows."""


def plan(residents: int, years: int, seed: int, today: date) -> list[Life]:
    """Return the stays of a center with ``residents`` people on the roll and ``years`` of history.

    Each year of history adds releases of half the roll. Sorted by admission.
    """
    rng = random.Random(seed)
    lives = [_current(rng, today) for _ in range(residents)]
    lives += [_released(rng, today, years) for _ in range(round(residents * years * 0.5))]
    return sorted(lives, key=lambda life: life.admitted_on)


def _current(rng: random.Random, today: date) -> Life:
    kind = rng.choices(("compulsory", "voluntary", "minor", "custody"), (78, 14, 4, 4))[0]
    longest = {"compulsory": 690, "voluntary": 340, "minor": 340, "custody": 15}[kind]
    # the stages of the newly arrived are worth seeing: a third came in the last two months
    days = rng.randint(0, min(60, longest)) if rng.random() < 0.33 else rng.randint(0, longest)
    admitted = max(today - timedelta(days=days), FIRST_DECISION)
    if admitted >= NEW_LAW:
        months = None
    elif kind == "compulsory":
        # long enough to be here still, and never beyond what a court could give
        months = min(24, max(12, (today - admitted).days // 30 + rng.randint(1, 8)))
    else:
        months = min(12, max(6, (today - admitted).days // 30 + rng.randint(1, 4)))
    return _life(rng, kind, admitted, None if kind == "custody" else months, today, released=False)


def _released(rng: random.Random, today: date, years: int) -> Life:
    kind = rng.choices(("compulsory", "voluntary", "minor"), (80, 16, 4))[0]
    months = rng.randint(12, 24) if kind == "compulsory" else rng.randint(6, 12)
    ended = today - timedelta(days=rng.randint(1, 365 * years))
    admitted = max(ended - timedelta(days=round(months * 30.5)), FIRST_DECISION)
    return _life(rng, kind, min(admitted, NEW_LAW - timedelta(days=1)), months, today, released=True)


def _life(
    rng: random.Random, kind: str, admitted: date, months: int | None, today: date, *, released: bool
) -> Life:
    here = (today - admitted).days
    escapes = kind == "compulsory" and here > 120 and rng.random() < 0.05
    return Life(
        kind=kind,
        female=rng.random() < 0.1,
        age=rng.randint(15, 17) if kind == "minor" else min(63, round(18 + rng.expovariate(1 / 12))),
        admitted_on=admitted,
        months=months,
        repeat=kind == "compulsory" and rng.random() < 0.25,
        again=not released and kind != "minor" and rng.random() < 0.06,
        escape_after=rng.randint(40, 110) if escapes else None,
        away_days=None if not escapes or (not released and rng.random() < 0.2) else rng.randint(1, 40),
        hospital_after=rng.randint(12, 100) if here > 110 and rng.random() < 0.1 else None,
        released=released,
    )
