from __future__ import annotations

import re
from pathlib import Path

from center.residents.term.labels import CONVENTION_SENTENCES
from center.residents.term.messages import LENGTH_WARNINGS, MESSAGES
from center.residents.term.model import Convention

TERM = Path(__file__).parents[3] / "center" / "residents" / "term"


def codes_in(name: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (TERM / name).read_text("utf-8")))


def test_every_refusal_has_its_sentence() -> None:
    raised = {
        code
        for name in ("checks.py", "endings.py", "ledger.py", "lengths.py", "reductions.py", "whatif.py")
        for call in codes_in(name, r"(?:RuleViolation|_refusal)\(([^)]*)")
        for code in re.findall(r'"(term\.\w+)"', call)
    }

    assert raised == set(MESSAGES)


def test_every_warning_has_its_sentence() -> None:
    assert codes_in("lengths.py", r'return "(term\.\w+)"') == set(LENGTH_WARNINGS)


def test_every_convention_has_its_sentence() -> None:
    assert set(CONVENTION_SENTENCES) == set(Convention)
