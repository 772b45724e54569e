"""Every refusal of the package has its words, and no words are left over."""

from __future__ import annotations

import re
from pathlib import Path

from center.vocational.labels import COURSE_LABELS, REASON_LABELS, STATE_COLOURS, STATE_LABELS
from center.vocational.messages import MESSAGES
from center.vocational.models import AbsenceReason, AttendanceState, CourseKind

RAISED = re.compile(
    r'(?:RuleViolation\(\s*|settle\(\s*(?:self, code: str = )?|code: str = )"(vocational\.\w+)"'
)


def test_codes_and_words_are_the_same(project: Path) -> None:
    sources = (project / "center" / "vocational").rglob("*.py")
    raised = {code for source in sources for code in RAISED.findall(source.read_text())}
    assert raised == set(MESSAGES)


def test_every_value_has_a_label() -> None:
    assert set(COURSE_LABELS) == set(CourseKind)
    assert set(STATE_LABELS) == set(STATE_COLOURS) == set(AttendanceState)
    assert set(REASON_LABELS) == set(AbsenceReason)
