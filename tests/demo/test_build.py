"""The demo center: built through the services, the same from the same seed, never among real people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask_migrate import upgrade

from center.agency.queries import center_is_demo
from center.app import create_app
from center.app.launch import prepare
from center.clock import FixedClock, local_date
from center.db import db
from center.demo.accounts import DEMO_PASSWORD, STAFF
from center.demo.build import NotEmpty, build_demo, is_half_built
from center.demo.plan import NEW_LAW, plan
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.registry import kinds
from center.residents.stay.models import Stage, Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.term_changes import differences
from center.security.models import Scan
from center.vocational.models import Attendance, LabourEntry
from tests.bench import crowd
from tests.conftest import NOW, Visitor
from tests.support.stores import config_for

TODAY = date(2026, 11, 22)


@pytest.fixture
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on a fresh, migrated SQLite database that nobody has set up."""
    folder = tmp_path_factory.mktemp("demo")
    app = create_app(config_for(f"sqlite:///{folder / 'demo.sqlite3'}", folder), clock=FixedClock(NOW))
    app.test_client_class = Visitor
    with app.app_context():
        upgrade()
        prepare()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_real_center_is_never_mixed_with_made_up_people(app: Flask) -> None:
    with pytest.raises(NotEmpty, match="thật"):
        build_demo(residents=3, years=0, seed=1, report=lambda *_: None)
    assert db.session.scalar(db.select(db.func.count(Stay.id))) == 0


def test_the_plan_is_the_same_from_the_same_seed_and_covers_every_kind() -> None:
    lives = plan(300, 1, 1, TODAY)
    assert lives == plan(300, 1, 1, TODAY) != plan(300, 1, 2, TODAY)
    assert {life.kind for life in lives} == {kind.value for kind in StayKind}
    assert {life.admitted_on >= NEW_LAW for life in lives} == {True, False}
    assert len(lives) == 450


def test_a_small_center_is_complete_and_every_role_has_its_day(empty_app: Flask) -> None:
    seen: list[tuple[int, int]] = []
    build_demo(residents=40, years=1, seed=3, report=lambda done, total, _what: seen.append((done, total)))
    assert center_is_demo()
    assert not is_half_built()
    assert seen[-1][0] == seen[-1][1]
    stays = db.session.scalars(db.select(Stay)).all()
    assert len(stays) == 63
    assert {stay.rule_set for stay in stays} == {"R2022", "R2026"}
    assert {stay.stage for stay in stays} >= {Stage.RECEPTION, Stage.DETOX, Stage.EDUCATION, Stage.LABOUR}
    assert any(stay.ended_on for stay in stays)
    assert list(differences(on=local_date(NOW))) == []
    kinds_of_events = set(db.session.scalars(db.select(TermEvent.kind).distinct()))
    assert kinds_of_events >= {
        TermEventKind.SUSPENSION,
        TermEventKind.SUSPENSION_RETURN,
        TermEventKind.REDUCTION,
        TermEventKind.PRISON,
        TermEventKind.EXEMPTION,
        TermEventKind.TRANSFER_OUT,
    }
    assert TermEventKind.RECALCULATION not in kinds_of_events
    for table in (Scan, Attendance, LabourEntry):
        assert db.session.scalar(db.select(db.func.count(table.id)))
    for username, full_name, _title, _role in STAFF:
        visitor = empty_app.test_client()
        visitor.submit("/sign-in", {"username": username, "password": DEMO_PASSWORD, "next": ""})
        assert full_name in visitor.page("/").get_text()
    _duties_of_every_kind_and_state(empty_app)
    with pytest.raises(NotEmpty, match="đã có"):
        build_demo(residents=3, years=0, seed=1, report=lambda *_: None)
    _copies_of_its_people_fill_the_same_pages(empty_app)


def _copies_of_its_people_fill_the_same_pages(app: Flask) -> None:
    """The benches measure a crowd made of this center: it must grow, and its pages must answer."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    db.session.remove()
    crowd.grow(url, 400, 200)
    assert db.session.scalar(db.select(db.func.count(Stay.id)).where(Stay.ended_on.is_(None))) == 200
    asked = crowd.questions(url)
    visitor = app.test_client()
    visitor.submit("/sign-in", {"username": "hoso", "password": DEMO_PASSWORD, "next": ""})
    for address in (*asked.search[:10], *asked.file[:10], *asked.list):
        assert visitor.get(address).status_code == 200, address


def _duties_of_every_kind_and_state(app: Flask) -> None:
    """The inbox shows every kind and state, each from the owner's day and the person's file; nobody long gone."""
    duties = db.session.scalars(db.select(Duty)).all()
    assert {duty.kind for duty in duties} == set(kinds())
    assert {duty.state for duty in duties} == set(DutyState)
    open_ones = [duty for duty in duties if duty.state is DutyState.OPEN]
    late = [duty for duty in open_ones if duty.due_at < NOW]
    assert 1 <= len(late) <= len(open_ones) / 2
    gone = {stay.id for stay in db.session.scalars(db.select(Stay)) if stay.ended_on}
    assert {duty.kind for duty in open_ones if duty.stay_id in gone} <= {"aftercare_end"}
    one_of_each = {duty.kind: (duty.id, duty.owner, duty.stay_id) for duty in duties}
    by_owner: dict[str, list[tuple[str, int, int | None]]] = {}
    for kind, (duty_id, owner, stay_id) in one_of_each.items():
        by_owner.setdefault(owner, []).append((kind, duty_id, stay_id))
    accounts = {role.value: username for username, _name, _title, role in reversed(STAFF)}
    for owner, found in by_owner.items():
        visitor = app.test_client()
        visitor.submit("/sign-in", {"username": accounts[owner], "password": DEMO_PASSWORD, "next": ""})
        assert visitor.page("/").find("section", id="duties") is not None, owner
        for kind, duty_id, stay_id in found:
            listed = visitor.page(f"/duties?show=all&kind={kind}")
            assert listed.find("a", href=f"/duties/{duty_id}") is not None, kind
            if stay_id is not None:
                person = visitor.page(f"/duties/stays/{stay_id}")
                assert person.find("a", href=f"/duties/{duty_id}") is not None, kind
