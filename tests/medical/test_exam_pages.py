"""The pages of the admission exam."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import local_date
from center.db import db, unit_of_work
from center.medical.exam.rules import UseFacts
from center.medical.models import AdmissionExam
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stay.models import Stage, Stay
from tests.conftest import NOW, Visitor
from tests.medical.support import HEROIN, admitted, examined, stage_of

TODAY = local_date(NOW)
ADMITTED = NOW - timedelta(hours=3)


@pytest.fixture
def stay(app: Flask, doctor: Actor) -> Stay:
    with unit_of_work():
        admitted(doctor, ADMITTED)  # somebody else
        return admitted(doctor, ADMITTED)


def wordings(stay: Stay, on: date = TODAY) -> list[str]:
    return [row.public_wording for row in restrictions_in_force([stay.id], on).get(stay.id, [])]


METH = UseFacts("methamphetamine", "smoked", first_age=25, days_last_month=3)


BLANK_ROWS = {
    f"uses-{row}-{name}": ""
    for row in range(4)
    for name in ("substance", "route", "first_age", "days_last_month", "last_used_on")
}
"""What a browser sends for four untouched lines."""

FORM = {
    **BLANK_ROWS,
    "happened_at": "22/11/2026 09:00",
    "height_cm": "168,0",
    "weight_kg": "55,5",
    "fitness": "unfit",
    "unfit_until": "12/12/2026",
    "uses-0-substance": "heroin",
    "uses-0-route": "injected",
    "uses-0-first_age": "20",
    "uses-0-days_last_month": "30",
    "uses-0-last_used_on": "20/11/2026",
    "uses-2-substance": "methamphetamine",
    "uses-2-route": "smoked",
    "main": "0",
    "history": "Viêm dạ dày",
}


def test_the_doctor_examines_and_starts_detox_in_one_act(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.DOCTOR)
    page = visitor.page(f"/medical/stays/{stay.id}/exam/new")
    assert len(page.select(".use-row")) == 4
    answer = visitor.submit(f"/medical/stays/{stay.id}/exam/new", {**FORM, "start_detox": "y"})
    assert answer.location == f"/medical/stays/{stay.id}/exam"
    shown = visitor.page(answer.location).get_text(" ", strip=True)
    assert "Heroin" in shown
    assert "Methamphetamine" in shown
    assert stage_of(stay) is Stage.DETOX
    assert wordings(stay) == ["Không lao động đến 12/12/2026"]


def test_wrong_input_keeps_what_was_typed(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.DOCTOR)
    wrong = {**FORM, "weight_kg": "555", "main": "3", "uses-0-last_used_on": "31/11/2026", "start_detox": "y"}
    answer = visitor.submit(f"/medical/stays/{stay.id}/exam/new", wrong, status=422)
    assert 'value="31/11/2026"' in answer.text
    right_day = {**wrong, "uses-0-last_used_on": "20/11/2026"}
    answer = visitor.submit(f"/medical/stays/{stay.id}/exam/new", right_day, status=422)
    assert "Giá trị 555 kg không thể có" in answer.text
    assert 'value="555"' in answer.text
    assert "Viêm dạ dày" in answer.text
    assert 'checked class="form-check-input" id="main-3"' in answer.text
    two_main = {**right_day, "weight_kg": "55,5"}
    answer = visitor.submit(f"/medical/stays/{stay.id}/exam/new", two_main, status=422)
    assert "Phải chọn đúng một chất chính" in answer.text
    assert db.session.scalars(select(AdmissionExam)).first() is None
    assert stage_of(stay) is Stage.RECEPTION


def test_a_line_without_its_substance_or_route_is_asked_for(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    wrong = {**FORM, "uses-1-first_age": "20", "uses-2-route": ""}
    answer = as_role(Role.DOCTOR).submit(f"/medical/stays/{stay.id}/exam/new", wrong, status=422)
    assert "Chọn chất đã dùng." in answer.text
    assert "Chọn đường dùng." in answer.text


def test_the_button_starts_detox_later(stay: Stay, doctor: Actor, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.DOCTOR)
    answer = visitor.submit(f"/medical/stays/{stay.id}/start-detox", {}, status=422)
    assert "Chưa có phiếu khám" in answer.text
    with unit_of_work():
        examined(stay, doctor, NOW)
    visitor.submit(f"/medical/stays/{stay.id}/start-detox", {})
    assert stage_of(stay) is Stage.DETOX


def test_a_correction_starts_from_what_was_written(
    stay: Stay, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        first = examined(stay, doctor, NOW, uses=(METH, HEROIN))
    visitor = as_role(Role.DOCTOR)
    url = f"/medical/stays/{stay.id}/exam/new?amends={first.id}"
    page = visitor.page(url)
    assert page.select_one("#weight_kg")["value"] == "55,5"
    assert page.select_one("#uses-0-substance option[selected]")["value"] == "heroin"
    assert page.select_one("#main-0").has_attr("checked")
    visitor.submit(url, {**FORM, "amend_reason": "ngắn"}, status=422)
    visitor.submit(url, {**FORM, "weight_kg": "56", "amend_reason": "đọc nhầm cân nặng"})
    shown = visitor.page(f"/medical/stays/{stay.id}/exam").get_text(" ", strip=True)
    assert "đọc nhầm cân nặng" in shown
    assert "Đã đính chính bằng bản ghi sau" in shown
    assert "55,5 kg" in shown
    visitor.page(f"/medical/stays/{stay.id}/exam/new?amends=999", 404)


def test_the_nurse_reads_the_exam_and_does_not_write_it(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.NURSE)
    page = visitor.page(f"/medical/stays/{stay.id}/exam")
    assert not page.select(f"a[href='/medical/stays/{stay.id}/exam/new']")
    assert visitor.get(f"/medical/stays/{stay.id}/exam/new").status_code == 403
    assert as_role(Role.GUARD).get(f"/medical/stays/{stay.id}/exam").status_code == 403
