"""The law's lists of what the legal file of each kind of stay must hold (``requirements.toml``). Pure.

The only list of the product: the intake desk asks for these papers at the gate, the legal file looks for them later.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from center.residents.legal_file.kinds import PaperKind

FILE = Path(__file__).with_name("requirements.toml")


class Confidence(StrEnum):
    """How sure a line of the list is (LAW.md: marks)."""

    VERIFIED = "V"
    INFERRED = "I"


class Condition(StrEnum):
    """Whose file must hold a paper that not every file of the list needs."""

    EVERYBODY = ""
    MINOR = "minor"
    """Under the age of an adult on the day of admission."""


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One line of a list."""

    kind: PaperKind
    form: str
    """Official form as people cite it, "Mẫu 33, bản sao"; empty where none is named."""
    source: str
    """Document and article."""
    confidence: Confidence
    only: Condition
    by_center: bool
    """The center writes it itself; it does not come with the person."""

    @property
    def is_verified(self) -> bool:
        """Tell whether the line was compared with the official text."""
        return self.confidence is Confidence.VERIFIED


Lists = Mapping[tuple[str, str], tuple[RequiredPaper, ...]]
"""By kind of stay and rule set."""


def required(stay_kind: str, rule_set: str, *, minor: bool) -> tuple[RequiredPaper, ...]:
    """Return the papers the file of such a stay must hold, in the order of the law; empty where no list is known.

    ``minor``: under the age of an adult on the day of admission.
    """
    lines = lists().get((stay_kind, rule_set), ())
    return tuple(line for line in lines if minor or line.only is not Condition.MINOR)


def is_minor(birth_date: date, on: date, *, adult_from_years: int) -> bool:
    """Tell whether somebody is under the age of an adult on ``on``; born on 29 February: of age on 1 March."""
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (not had_birthday) < adult_from_years


@cache
def lists() -> Lists:
    """Return every list of the file. Raises ValueError when the file is not as it should be."""
    return read(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> Lists:
    """Return the lists of ``data``. Raises ValueError for a list given twice, a paper named twice, a bad word."""
    found: dict[tuple[str, str], tuple[RequiredPaper, ...]] = {}
    for entry in data["list"]:
        papers = tuple(_papers(entry["paper"]))
        if len({paper.kind for paper in papers}) != len(papers):
            raise ValueError(
                f"a paper stands twice in the list of {entry['stays']} under {entry['rule_set']}"
            )
        for stay_kind in entry["stays"]:
            key = (stay_kind, entry["rule_set"])
            if key in found:
                raise ValueError(f"two lists for {key}")
            found[key] = papers
    return found


def _papers(rows: Iterable[Mapping[str, str]]) -> Iterable[RequiredPaper]:
    for row in rows:
        if not row["source"]:
            raise ValueError(f"paper {row['kind']} has no source")
        yield RequiredPaper(
            kind=PaperKind(row["kind"]),
            form=row.get("form", ""),
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            only=Condition(row.get("only", "")),
            by_center=row.get("made_by", "") == "center",
        )
