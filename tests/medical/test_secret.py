"""What is kept apart: who reads it leaves a trace, and nothing shows it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.medical.entry import Entry
from center.medical.models import SecretFinding, SecretKind
from center.medical.secret.service import read_secrets, record_secret
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from tests.conftest import NOW, Visitor
from tests.medical.support import admitted, examined

SECRET = "HIV dương tính, xét nghiệm 12/11"
OTHER_SECRET = "Trầm cảm nặng của người khác"


@pytest.fixture
def stay(app: Flask, doctor: Actor) -> Stay:
    with unit_of_work():
        found = admitted(doctor, NOW - timedelta(hours=5))
        other = admitted(doctor, NOW - timedelta(hours=5))
        examined(found, doctor, NOW)
        record_secret(found, SecretKind.HIV, SECRET, entry=Entry(NOW, NOW, doctor))
        record_secret(other, SecretKind.MENTAL, OTHER_SECRET, entry=Entry(NOW, NOW, doctor))
        return found


def readings() -> list[AuditEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.name == "medical:secret:read")))


def test_writing_leaves_neither_kind_nor_text_anywhere_else(stay: Stay) -> None:
    told = [str(row.data) for row in db.session.scalars(select(AuditEntry))]
    told += list(db.session.scalars(select(TimelineEntry.text)))
    assert not [text for text in told if "HIV" in text or "hiv" in text or "mental" in text]


def test_reading_returns_the_findings_of_the_stay_and_is_recorded(stay: Stay, doctor: Actor) -> None:
    with unit_of_work():
        found = read_secrets(stay, reason=" Khám định kỳ ", actor=doctor, now=NOW)
    assert [one.row.text for one in found] == [SECRET]
    (entry,) = readings()
    assert (entry.actor_id, entry.stay_id) == (doctor.id, stay.id)
    assert entry.data == {"count": 1, "reason": "Khám định kỳ"}


@pytest.mark.parametrize(
    ("reason", "code"),
    [("  ", "medical.reading_reason"), ("phát thuốc ARV", "medical.secret_in_plain_text")],
)
def test_a_reading_needs_a_reason_that_tells_nothing(
    stay: Stay, doctor: Actor, reason: str, code: str
) -> None:
    with pytest.raises(RuleViolation, match=code), unit_of_work():
        read_secrets(stay, reason=reason, actor=doctor, now=NOW)
    assert readings() == []


def test_a_correction_keeps_the_first_text(stay: Stay, doctor: Actor) -> None:
    first = db.session.scalars(select(SecretFinding).where(SecretFinding.stay_id == stay.id)).one()
    entry = Entry(NOW, NOW, doctor, amends_id=first.id, amend_reason="nhầm phiếu của người khác")
    with unit_of_work():
        record_secret(stay, SecretKind.HIV, "HIV âm tính", entry=entry)
        found = read_secrets(stay, reason="Khám", actor=doctor, now=NOW)
    assert [(one.row.text, one.in_force) for one in found] == [("HIV âm tính", True), (SECRET, False)]


def test_an_empty_finding_is_refused(stay: Stay, doctor: Actor) -> None:
    with pytest.raises(RuleViolation, match="secret_empty"), unit_of_work():
        record_secret(stay, SecretKind.MENTAL, " \n ", entry=Entry(NOW, NOW, doctor))


def test_the_gate_shows_nothing_and_records_nothing(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    page = as_role(Role.DOCTOR).page(f"/medical/stays/{stay.id}/secret")
    assert SECRET not in page.get_text()
    assert readings() == []


def test_the_page_shows_the_findings_and_who_read_them(
    stay: Stay, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.DOCTOR)
    visitor.submit(f"/medical/stays/{stay.id}/secret", {"reason": ""}, status=422)
    assert readings() == []
    answer = visitor.submit(f"/medical/stays/{stay.id}/secret", {"reason": "Hội chẩn"}, status=200)
    assert SECRET in answer.text
    assert OTHER_SECRET not in answer.text
    assert "Lần xem này đã được ghi lại" in answer.text
    assert answer.text.count("Hội chẩn") == 2
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(readings()) == 1


def test_a_finding_is_written_on_its_own_page(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.DOCTOR)
    url = f"/medical/stays/{stay.id}/secret/new"
    page = visitor.page(url)
    assert not page.select("form[data-keep]"), "a secret must not stay in the browser"
    data = {"happened_at": "22/11/2026 08:30", "kind": "mental", "text": "Mất ngủ, lo âu"}
    answer = visitor.submit(url, {**data, "happened_at": "22/11/2026 23:30"}, status=422)
    assert "Mất ngủ, lo âu" in answer.text
    assert visitor.submit(url, data).location == f"/medical/stays/{stay.id}/secret"
    assert db.session.scalars(select(SecretFinding).where(SecretFinding.text == "Mất ngủ, lo âu")).one()


def pages(stay: Stay) -> Iterator[str]:
    base = f"/medical/stays/{stay.id}"
    yield from (base, f"{base}/exam", f"{base}/detox", f"{base}/sheet", f"{base}/secret", "/medical", "/")
    yield from (f"/residents/stays/{stay.id}", f"/residents/stays/{stay.id}/timeline", "/residents")


def test_no_other_page_tells_it_even_to_those_who_may_know(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.DOCTOR)
    for url in pages(stay):
        text = visitor.page(url).get_text()
        assert SECRET not in text, url
        assert "dương tính" not in text, url


def test_nobody_but_a_doctor_gets_in(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    for role in set(Role) - {Role.DOCTOR}:
        visitor = as_role(role)
        for url in (f"/medical/stays/{stay.id}/secret", f"/medical/stays/{stay.id}/secret/new"):
            assert visitor.get(url).status_code == 403, role
        visitor.submit(f"/medical/stays/{stay.id}/secret", {"reason": "x"}, status=403)
    assert readings() == []
