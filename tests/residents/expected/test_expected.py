"""Decisions received for people who have not come: the list, corrections, the duty when a day passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.service import sync_center
from center.residents.expected.models import ExpectedArrival, ExpectedVersion
from center.residents.expected.queries import expected_counts, waiting_for
from center.residents.reception.models import Reception
from center.residents.reception.service import abandon, begin
from tests.conftest import Visitor
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
TODAY = date(2026, 11, 22)


def decision(**changes: Any) -> dict[str, Any]:
    return {
        "client_id": "81111111-2222-4333-8444-555555555555",
        "kind": "compulsory",
        "decision_number": "77/QĐ-TA",
        "decision_issued_on": "18/11/2026",
        "decision_issuer": "Tòa án nhân dân khu vực 4",
        "full_name": "Hồ Văn Sắp",
        "birth_year": "1991",
        "sex": "male",
        "number": "070091000123",
        "expected_on": "22/11/2026",
        "delivered_by": "Công an xã Phú Riềng",
        **changes,
    }


def test_a_clerk_records_corrects_and_takes_back(as_role: AsRole) -> None:
    clerk = as_role("records_clerk")
    for _time in range(2):
        clerk.submit("/residents/expected/new", decision())
    assert db.session.scalar(select(func.count()).select_from(ExpectedArrival)) == 1
    again = decision(client_id="81111111-2222-4333-8444-555555555556")
    assert "đã có trong danh sách chờ" in clerk.submit("/residents/expected/new", again, status=422).text
    expected_id = db.session.scalars(select(ExpectedArrival.id)).one()
    url = f"/residents/expected/{expected_id}"
    first = db.session.scalars(select(ExpectedVersion.id)).one()
    better = decision(expected_on="24/11/2026", amends_id=str(first), reason="Công an xã báo lùi hai ngày")
    clerk.submit(f"{url}/correct", {**better, "reason": ""}, status=422)
    clerk.submit(f"{url}/correct", better)
    assert "Người khác vừa sửa" in clerk.submit(f"{url}/correct", better, status=422).text
    page = clerk.page(url).get_text(" ", strip=True)
    assert "Công an xã báo lùi hai ngày" in page
    assert "dự kiến 22/11/2026" in page, "the earlier version stays"
    assert expected_counts(TODAY).later == 1
    clerk.submit(f"{url}/withdraw", {"reason": ""}, status=422)
    clerk.submit(f"{url}/withdraw", {"reason": "Được hoãn chấp hành"})
    assert "đã được rút" in clerk.submit(f"{url}/withdraw", {"reason": "x"}, status=422).text
    assert "Được hoãn chấp hành" in clerk.page("/residents/expected?state=withdrawn").get_text()
    assert "Không có ai" in clerk.page("/residents/expected").get_text()
    assert as_role("guard").get("/residents/expected").status_code == 403
    assert as_role("duty_commander").get(url).status_code == 200
    assert as_role("duty_commander").get("/residents/expected/new").status_code == 403


def test_a_day_that_passed_is_a_duty_until_the_person_comes(
    as_role: AsRole, clock: FixedClock, actor: Callable[[str], Actor]
) -> None:
    clerk = as_role("records_clerk")
    clerk.submit("/residents/expected/new", decision())
    expected_id = db.session.scalars(select(ExpectedArrival.id)).one()

    def duty() -> DutyState | None:
        with unit_of_work():
            sync_center(now=clock.now())
        kind = Duty.kind == "expected_overdue"
        return db.session.scalars(select(Duty.state).where(kind)).first()

    assert duty() is None
    clock.advance(days=1)
    assert duty() is DutyState.OPEN
    listed = as_role("records_clerk").page("/duties").get_text(" ", strip=True)
    assert "Quyết định số 77/QĐ-TA, dự kiến 22/11/2026" in listed
    with unit_of_work():
        reception = begin(expected_id=expected_id, actor=actor("intake"), now=clock.now())
    assert duty() is DutyState.DONE
    with unit_of_work():
        row = db.session.get_one(Reception, reception.id)
        abandon(row, reason="Đưa nhầm người", actor=actor("intake"), now=clock.now())
    assert duty() is DutyState.OPEN, "nobody came after all"
    first = db.session.scalars(select(ExpectedVersion.id)).one()
    moved = decision(expected_on="30/11/2026", amends_id=str(first), reason="Hẹn lại")
    as_role("records_clerk").submit(f"/residents/expected/{expected_id}/correct", moved)
    assert duty() is DutyState.NOT_APPLICABLE


def test_a_card_finds_who_is_waited_for_by_number_or_by_the_only_such_name(as_role: AsRole) -> None:
    clerk = as_role("records_clerk")
    clerk.submit("/residents/expected/new", decision())
    unknown = decision(client_id="81111111-2222-4333-8444-555555555557", number="", full_name="Đỗ Thị Chờ")
    clerk.submit("/residents/expected/new", unknown)

    def found(number: str, name: str, year: int | None) -> str:
        line = waiting_for(number, name, year, TODAY)
        return line.version.full_name if line else ""

    assert found("070091000123", "Ho Van Sap", None) == "Hồ Văn Sắp"
    assert found("", "do thi cho", 1991) == "Đỗ Thị Chờ"
    assert found("001099000001", "Đỗ Thị Chờ", 1991) == "Đỗ Thị Chờ", "no number was known"
    assert found("001099000001", "Hồ Văn Sắp", 1991) == "", "another number is another person"
    assert found("", "Đỗ Thị Chờ", 1990) == ""


def test_the_list_costs_the_same_for_one_and_for_many(as_role: AsRole) -> None:
    clerk = as_role("records_clerk")

    def add(number: int) -> None:
        form = decision(
            client_id=f"91111111-2222-4333-8444-5555555555{number:02}",
            number="",
            full_name="Hồ Văn Sắp",
            expected_on=f"{TODAY + timedelta(days=number):%d/%m/%Y}",
        )
        clerk.submit("/residents/expected/new", form)

    add(0)
    clerk.page("/residents/expected")
    with statements() as few:
        clerk.page("/residents/expected")
    for number in (1, 2, 3):
        add(number)
    with statements() as many:
        clerk.page("/residents/expected")
    assert len(many) == len(few)
