"""Which papers must come with a person, read from ``papers.toml``; the desk checks them, the legal file keeps them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from center.legal.rules import Confidence, RuleSet

FILE = Path(__file__).with_name("papers.toml")


class Need(StrEnum):
    """When a paper is asked for."""

    ALWAYS = "always"
    UNDER_AGE = "under_age"
    """Of people below the age of adults only."""
    IF_ANY = "if_any"
    """Compared when the person has it, never demanded."""


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One paper of the list of a kind of stay."""

    code: str
    """The same for the same sort of paper in every list: ``court_decision``."""
    title: str
    form: str
    """Number of its official form; empty without one."""
    need: Need
    instead: str
    """Papers of one list with the same word here stand for each other; empty: nothing stands for it."""
    source: str
    confidence: Confidence

    @property
    def label(self) -> str:
        """The title with the number of the form."""
        return f"{self.title} (mẫu {self.form})" if self.form else self.title


def papers_of(kind: str, rule_set: str, *, adult: bool) -> Sequence[PaperRule]:
    """Return the papers that come with a person of that ``kind`` of stay, in the order of the decree.

    ``adult`` is whether the person has come of age. Decisions of before 2022 use the oldest list there is.
    Source: Decree 163/2026 arts 96.2, 99.2, 108.2; Decree 116/2021 arts 35, 46, 47, 55.3.
    """
    wanted = RuleSet.R2026.value if rule_set == RuleSet.R2026 else RuleSet.R2022.value
    return [
        rule
        for kinds, rule_sets, rule in _all()
        if kind in kinds and wanted in rule_sets and not (adult and rule.need is Need.UNDER_AGE)
    ]


@cache
def _all() -> tuple[tuple[frozenset[str], frozenset[str], PaperRule], ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["paper"]
    return tuple(
        (
            frozenset(row["kinds"]),
            frozenset(row["rule_sets"]),
            PaperRule(
                code=row["code"],
                title=row["title"],
                form=row.get("form", ""),
                need=Need(row["need"]),
                instead=row.get("instead", ""),
                source=row["source"],
                confidence=Confidence(row["confidence"]),
            ),
        )
        for row in rows
    )
