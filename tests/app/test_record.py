"""The record as the auditor reads it."""

from __future__ import annotations

from collections.abc import Callable

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.audit.service import Event, record
from center.auth.audit import PasswordChanged
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from tests.conftest import Visitor


def write(clock: FixedClock, count: int, name: str = "Trần Thị Người Ghi") -> None:
    with unit_of_work():
        for _ in range(count):
            record(PasswordChanged(), actor=Actor(None, name), at=clock.now())


def test_the_newest_entries_come_first_with_their_sentence(
    as_role: Callable[[Role], Visitor], clock: FixedClock
) -> None:
    write(clock, 1, "Người Thứ Nhất")
    write(clock, 1, "Người Thứ Hai")
    rows = as_role(Role.AUDITOR).page("/record").select("tbody tr")
    assert "Người Thứ Hai" in rows[1].get_text() or "Người Thứ Hai" in rows[0].get_text()
    assert "auth:password:change" not in rows[0].get_text()


def test_the_filter_narrows_and_stays_in_the_address(
    as_role: Callable[[Role], Visitor], clock: FixedClock
) -> None:
    write(clock, 2, "Người Cần Tìm")
    write(clock, 3, "Người Khác")
    page = as_role(Role.AUDITOR).page("/record?who=cần tìm&area=auth")
    names = [row.get_text() for row in page.select("tbody tr")]
    assert len(names) == 2
    assert all("Người Cần Tìm" in name for name in names)


def test_a_page_of_the_record_is_fifty_lines(as_role: Callable[[Role], Visitor], clock: FixedClock) -> None:
    write(clock, 60)
    assert len(as_role(Role.AUDITOR).page("/record").select("tbody tr")) == 50
    assert len(as_role(Role.AUDITOR).page("/record?page=2").select("tbody tr")) >= 10


def test_only_those_who_check_may_read_it(as_role: Callable[[Role], Visitor]) -> None:
    assert as_role(Role.GUARD).get("/record").status_code == 403
    assert as_role(Role.DIRECTOR).get("/record").status_code == 200


def test_every_event_has_a_sentence_its_own_fields_fill(app: object) -> None:
    from dataclasses import fields

    for name, event in Event.known().items():
        filled = str(event.sentence).format(**{item.name: "?" for item in fields(event)})
        assert "{" not in filled, name
        assert len(name.split(":")) == 3, name


def test_the_record_keeps_no_reading_of_itself(as_role: Callable[[Role], Visitor], clock: FixedClock) -> None:
    auditor = as_role(Role.AUDITOR)
    before = db.session.scalar(db.select(db.func.count(AuditEntry.id)))
    auditor.page("/record")
    assert db.session.scalar(db.select(db.func.count(AuditEntry.id))) == before
