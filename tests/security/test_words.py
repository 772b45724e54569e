"""Every code has its words, every span reads well."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask

from center.residents.whereabouts.models import LocationKind
from center.security import labels
from center.security.answers import ALARMS, WORDS
from center.security.durations import span
from center.security.messages import MESSAGES
from center.security.models import IncidentKind, NoticeTo, PartyRole, ScanOutcome, Severity
from center.security.outings.service import TERM_EVENTS
from center.security.rules import WARD


def test_every_refusal_has_its_sentence_and_every_sentence_its_rule(project: Path) -> None:
    raised: set[str] = set()
    for file in (project / "center" / "security").rglob("*.py"):
        raised |= set(re.findall(r'RuleViolation\(\s*"(security\.\w+)"', file.read_text()))
    assert raised == set(MESSAGES)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (labels.INCIDENT_LABELS, IncidentKind),
        (labels.SEVERITY_LABELS, Severity),
        (labels.SEVERITY_STATES, Severity),
        (labels.PARTY_LABELS, PartyRole),
        (labels.NOTICE_LABELS, NoticeTo),
        (labels.OUTCOME_LABELS, ScanOutcome),
        (labels.OUTCOME_STATES, ScanOutcome),
        (labels.LOCATION_LABELS, LocationKind),
    ],
)
def test_every_code_has_a_word(words: dict[object, str], kinds: type[StrEnum]) -> None:
    assert set(words) == set(kinds)


def test_alarms_are_answers() -> None:
    assert set(ALARMS) <= set(WORDS)


def test_every_cause_of_an_outing_but_work_bears_on_the_ledger() -> None:
    assert set(labels.OUTING_LABELS) - set(TERM_EVENTS) == {"work_outside"}


def test_the_rules_name_kinds_of_place_that_exist() -> None:
    assert set(LocationKind) >= WARD


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 phút"),
        (timedelta(minutes=12, seconds=59), "12 phút"),
        (timedelta(hours=2), "2 giờ"),
        (timedelta(hours=5, minutes=20), "5 giờ 20 phút"),
        (timedelta(days=3, hours=4, minutes=50), "3 ngày 4 giờ"),
        (timedelta(days=2, minutes=50), "2 ngày"),
        (-timedelta(hours=1, minutes=5), "1 giờ 5 phút"),
    ],
)
def test_a_span_is_told_in_two_units_at_most(length: timedelta, words: str, shared_app: Flask) -> None:
    with shared_app.test_request_context():
        assert span(length) == words
