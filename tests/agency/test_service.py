from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from center.agency import queries, service
from center.agency.models import CenterProfile, SiteKind, SiteState
from center.agency.service import FirstAdministrator
from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.models import Account, AccountRole
from center.auth.permissions import Role
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.errors import Conflict, NotFound, RuleViolation
from tests.support.agency import PROFILE

FIRST = FirstAdministrator("quan.tri", "Phạm Thị Quản", "Chuyên viên", "bốn con mèo đen")
SYSTEM = Actor.system("test")


def last_event(name: str) -> AuditEntry:
    found = db.session.scalars(
        db.select(AuditEntry).filter_by(name=name).order_by(AuditEntry.id.desc())
    ).first()
    assert found is not None
    return found


def amend(clock: FixedClock, basis: str = "Quyết định 12/QĐ-CAT", **texts: Any) -> CenterProfile:
    with unit_of_work():
        return service.amend_profile(replace(PROFILE, **texts), basis, actor=SYSTEM, now=clock.now())


def test_an_unused_database_has_no_center(empty_app: Flask) -> None:
    assert not queries.is_set_up()
    assert not queries.center_is_demo()
    with pytest.raises(NotFound):
        queries.profile_on(date(2026, 11, 22))


def test_set_up_by_hand_makes_a_real_center_and_its_administrator(
    empty_app: Flask, clock: FixedClock
) -> None:
    with unit_of_work():
        account = service.set_up_by_hand(PROFILE, FIRST, now=clock.now())
    assert queries.is_set_up()
    assert not queries.center_is_demo()
    assert ([role.name for role in account.roles], account.must_change_password) == (["administrator"], False)
    assert len(list(db.session.scalars(db.select(AccountRole)))) == len(Role)
    row = db.session.scalars(db.select(CenterProfile)).one()
    assert row.recorded_by_id == account.id
    event = last_event("agency:center:set-up")
    assert event.actor_id == account.id
    assert event.data == {"center_name": PROFILE.name, "kind": "real"}
    assert FIRST.password not in str([entry.data for entry in db.session.scalars(db.select(AuditEntry))])


def test_a_refused_set_up_leaves_nothing(empty_app: Flask, clock: FixedClock) -> None:
    for profile, first in [(replace(PROFILE, symbol="/"), FIRST), (PROFILE, replace(FIRST, password="ngắn"))]:
        with pytest.raises(RuleViolation), unit_of_work():
            service.set_up_by_hand(profile, first, now=clock.now())
    for table in (SiteState, CenterProfile, Account, AuditEntry):
        assert db.session.scalar(db.select(db.func.count()).select_from(table)) == 0
    assert not queries.is_set_up()


def test_a_center_is_set_up_once(empty_app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        service.set_up(PROFILE, kind=SiteKind.DEMO, actor=SYSTEM, now=clock.now())
    assert queries.center_is_demo()
    with pytest.raises(NotFound), unit_of_work():
        service.set_up(PROFILE, kind=SiteKind.REAL, actor=SYSTEM, now=clock.now())
    assert queries.center_is_demo()


def test_of_two_set_ups_at_the_same_moment_one_is_told(
    empty_app: Flask, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit_of_work():
        service.set_up(PROFILE, kind=SiteKind.REAL, actor=SYSTEM, now=clock.now())
    # the second one looked before the first was there
    monkeypatch.setattr(queries, "is_set_up", lambda: False)
    with pytest.raises(Conflict), unit_of_work():
        service.set_up(PROFILE, kind=SiteKind.DEMO, actor=SYSTEM, now=clock.now())
    assert db.session.scalars(db.select(SiteState.kind)).all() == [SiteKind.REAL]


def test_a_rolled_back_set_up_is_not_remembered(empty_app: Flask, clock: FixedClock) -> None:
    def fail_after_all() -> None:
        with unit_of_work():
            service.set_up(PROFILE, kind=SiteKind.DEMO, actor=SYSTEM, now=clock.now())
            assert queries.is_set_up()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_all()
    assert not queries.is_set_up()


def test_the_head_has_the_title_of_that_days_law(app: Flask) -> None:
    assert queries.profile_on(date(2026, 6, 30)).head_title == "Giám đốc"
    assert queries.profile_on(date(2026, 7, 1)).head_title == "Trưởng cơ sở"


def test_a_title_of_its_own_stands_above_the_laws(app: Flask, clock: FixedClock) -> None:
    amend(clock, valid_from=date(2026, 8, 1), head_title="Phụ trách cơ sở")
    assert queries.profile_on(date(2026, 8, 1)).head_title == "Phụ trách cơ sở"
    assert queries.profile_on(date(2026, 7, 31)).head_title == "Trưởng cơ sở"


def test_each_day_has_the_profile_of_its_time(app: Flask, clock: FixedClock) -> None:
    amend(clock, valid_from=date(2025, 3, 1), superior="Công an tỉnh Mới")
    amend(clock, valid_from=date(2027, 1, 1), superior="Công an tỉnh Sáp Nhập")
    amend(clock, valid_from=date(2020, 1, 1), superior="Sở Lao động - Thương binh và Xã hội")
    superior = {day: queries.as_profile(row).superior for day in DAYS if (row := queries.profile_row_on(day))}
    assert superior == {
        date(2019, 12, 31): "Sở Lao động - Thương binh và Xã hội",  # older than any row: the first
        date(2020, 1, 1): "Sở Lao động - Thương binh và Xã hội",
        date(2022, 1, 1): PROFILE.superior,
        date(2025, 2, 28): PROFILE.superior,
        date(2025, 3, 1): "Công an tỉnh Mới",
        date(2026, 12, 31): "Công an tỉnh Mới",
        date(2027, 1, 1): "Công an tỉnh Sáp Nhập",
    }


DAYS = [
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2022, 1, 1),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
]


def test_a_row_with_the_same_first_day_corrects_the_earlier_one(app: Flask, clock: FixedClock) -> None:
    wrong = amend(clock, valid_from=date(2026, 7, 1), head_name="Lê Văn Đầu")
    right = amend(clock, "Nhập sai họ", valid_from=date(2026, 7, 1), head_name="Lý Văn Đầu")
    assert right.amends_id == wrong.id
    assert wrong.amends_id is None
    assert queries.profile_on(date(2026, 7, 1)).head_name == "Lý Văn Đầu"
    assert [row.id for row in queries.profile_rows()][:2] == [right.id, wrong.id]
    data = last_event("agency:profile:amend").data
    assert data == {
        "profile_id": right.id,
        "valid_from": "2026-07-01",
        "changed": ["head_name"],
        "before": ["Lê Văn Đầu"],
        "after": ["Lý Văn Đầu"],
        "basis": "Nhập sai họ",
    }


@pytest.mark.parametrize(
    ("basis", "texts", "code"),
    [
        ("  ", {"head_name": "Lý Văn Đầu"}, "agency.basis_needed"),
        ("QĐ 1", {"valid_from": date(2026, 7, 1)}, "agency.nothing_changed"),
        ("QĐ 1", {"valid_from": date(2206, 7, 1), "head_name": "Lý Văn Đầu"}, "agency.first_day_far"),
        ("QĐ 1", {"symbol": "/"}, "agency.symbol_shape"),
    ],
)
def test_a_change_that_says_nothing_is_refused(
    app: Flask, clock: FixedClock, basis: str, texts: dict[str, Any], code: str
) -> None:
    before = len(queries.profile_rows())
    with pytest.raises(RuleViolation) as refused:
        amend(clock, basis, **texts)
    assert refused.value.code == code
    assert len(queries.profile_rows()) == before


def test_a_change_may_be_entered_a_year_ahead(app: Flask, clock: FixedClock) -> None:
    day = local_date(clock.now()) + service.FARTHEST
    amend(clock, valid_from=day, head_name="Lý Văn Đầu")
    with pytest.raises(RuleViolation):
        amend(clock, valid_from=day + timedelta(days=1), head_name="Phan Văn Đầu")


def test_a_profile_is_amended_only_after_the_set_up(empty_app: Flask, clock: FixedClock) -> None:
    with pytest.raises(NotFound):
        amend(clock)


@pytest.mark.parametrize("statement", ["UPDATE center_profiles SET name = 'x'", "DELETE FROM site_state"])
def test_what_is_recorded_stays(app: Flask, statement: str) -> None:
    with pytest.raises(DBAPIError), unit_of_work() as session:
        session.execute(db.text(statement))
