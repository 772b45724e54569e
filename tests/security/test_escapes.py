"""Escapes: they stop the term, call for a notice, and end with a return."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.contact.service import amend_contact, entry_of
from center.residents.stay.models import Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.queries import contacts_of
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.terms import events_in_force
from center.residents.whereabouts.queries import headcount
from center.security.escapes.queries import EscapeLine, escape_or_404, open_escapes, term_effect
from center.security.escapes.rules import notify_deadline
from center.security.escapes.service import EscapeFacts, declare_escape, record_notice
from center.security.models import (
    Escape,
    EscapeNotice,
    EscapeReturn,
    Incident,
    NoticeTo,
    Severity,
)
from tests.conftest import NOW, Visitor
from tests.security.conftest import Declared, Found, Scanned, Who, place_of
from tests.support.timeline import told_to

SignIn = Callable[[Role], Visitor]


def line(escape_id: int) -> EscapeLine:
    db.session.rollback()
    return escape_or_404(escape_id)


def counts() -> tuple[int, ...]:
    db.session.rollback()
    tables = (Incident, Escape, EscapeReturn, EscapeNotice, TermEvent, AuditEntry)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_an_escape_is_an_incident_a_term_event_and_an_absence_in_one_act(
    person: Found, declare: Declared, clock: FixedClock, actor: Who
) -> None:
    person("Lê Văn Khác")
    stay = person()
    (escape_id,) = declare(stay)
    gone = line(escape_id)
    assert gone.is_open
    assert gone.at_large(clock.now()) == timedelta(hours=2)
    assert place_of(stay, clock.now()) == "out:escape"
    assert place_of(stay, clock.now() - timedelta(hours=2, seconds=1)) == "KHU-B"
    event = events_in_force(stay.id)[0]
    assert (event.kind, event.source) == (TermEventKind.ESCAPE, f"security:escape:{escape_id}")
    incident = db.session.get_one(Incident, gone.escape.incident_id)
    assert (incident.severity, incident.place) == (Severity.SERIOUS, "Vườn rau")
    told = [entry.text for entry in told_to(actor(Role.GUARD), stay.id)]
    assert f"Có liên quan sự việc số {incident.id} ngày 22/11/2026" in told
    count = headcount(clock.now())
    assert (count.on_roll, count.persons_present, count.persons_out) == (2, 1, 1)
    names = db.session.scalars(select(AuditEntry.name)).all()
    assert "security:escape:declare" in names


@pytest.mark.parametrize(
    ("discovered_at", "hours", "expected"),
    [
        (datetime(2026, 7, 2, tzinfo=UTC), 24, datetime(2026, 7, 3, tzinfo=UTC)),
        (datetime(2026, 2, 28, 20, tzinfo=UTC), 24, datetime(2026, 3, 1, 20, tzinfo=UTC)),
        (datetime(2026, 6, 29, tzinfo=UTC), None, None),
    ],
)
def test_the_deadline_counts_from_the_discovery(
    discovered_at: datetime, hours: int | None, expected: datetime | None
) -> None:
    assert notify_deadline(discovered_at, hours) == expected


def test_the_law_of_the_day_sets_the_deadline(person: Found, declare: Declared, clock: FixedClock) -> None:
    (now_law,) = declare(person("Trần Văn Nay"))
    assert line(now_law).escape.notify_by == clock.now() - timedelta(hours=1) + timedelta(hours=24)
    clock.set(datetime(2026, 6, 30, 15, tzinfo=UTC))
    decision = DecisionFacts("court", "9/QĐ-TA", date(2026, 6, 20), "Tòa án nhân dân khu vực 1", 12)
    (old_law,) = declare(person("Trần Văn Xưa", days=5, decision=decision))
    assert line(old_law).escape.notify_by is None
    assert line(old_law).notice_state(clock.now() + timedelta(days=9)) == "none"


def test_several_go_together_in_one_incident(
    person: Found, declare: Declared, actor: Who, clock: FixedClock
) -> None:
    stays = [person(f"Trần Văn {name}") for name in ("Một", "Hai", "Ba")]
    ids = declare(*stays)
    assert len({line(escape_id).escape.incident_id for escape_id in ids}) == 1
    incident = db.session.get_one(Incident, line(ids[0]).escape.incident_id)
    assert incident.severity is Severity.GRAVE
    assert [one.escape.stay.resident.full_name for one in open_escapes()] == [
        "Trần Văn Ba",
        "Trần Văn Hai",
        "Trần Văn Một",
    ]


def test_a_group_goes_whole_or_not_at_all(person: Found, declare: Declared) -> None:
    first, second = person("Trần Văn Một"), person("Trần Văn Hai")
    declare(second)
    before = counts()
    with pytest.raises(RuleViolation, match="escape_open"):
        declare(first, second)
    assert counts() == before


def test_the_same_form_sent_twice_is_one_declaration(person: Found, declare: Declared) -> None:
    stay, key = person(), str(uuid.uuid4())
    assert declare(stay, client_id=key) == declare(stay, client_id=key)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"left": -1, "found": 1}, "residents.happened_in_future"),
        ({"left": 1, "found": 2}, "security.discovered_before"),
        ({"left": 90, "found": 1}, "security.seen_later"),
    ],
)
def test_impossible_instants_are_refused(
    changes: dict[str, int], code: str, person: Found, declare: Declared, clock: FixedClock
) -> None:
    stay, before = person(), counts()
    found = (
        clock.now() + timedelta(hours=1)
        if changes["left"] < 0
        else clock.now() - timedelta(hours=changes["found"])
    )
    with pytest.raises(RuleViolation) as refused:
        declare(stay, left_at=clock.now() - timedelta(hours=changes["left"]), discovered_at=found)
    assert refused.value.code == code
    assert counts()[1:5] == (0, 0, 0, 0)
    assert counts()[0] == before[0]


def test_nobody_escapes_before_a_scan_that_saw_them(
    person: Found, scan: Scanned, declare: Declared, clock: FixedClock
) -> None:
    stay = person()
    scan(stay, "XUONG", at=clock.now() - timedelta(minutes=90))
    with pytest.raises(RuleViolation) as refused:
        declare(stay)
    assert refused.value.code == "security.seen_later"
    assert refused.value.facts["place"] == "Xưởng may"
    assert declare(stay, left_at=clock.now() - timedelta(minutes=80), discovered_at=clock.now())


def test_one_in_custody_can_escape_too_and_has_no_term(
    person: Found, declare: Declared, clock: FixedClock
) -> None:
    stay = person(kind=StayKind.CUSTODY)
    (escape_id,) = declare(stay)
    assert term_effect(line(escape_id), clock.now().date()) is None


def test_nobody_is_declared_twice_even_at_the_same_moment(
    app: Flask, person: Found, declare: Declared, clock: FixedClock, actor: Who
) -> None:
    stay = person()
    commander = actor(Role.DUTY_COMMANDER)
    facts = EscapeFacts(clock.now() - timedelta(hours=2), clock.now(), "Cổng", "Lẻn ra theo xe rác.")

    def send(_number: int) -> str:
        with app.app_context():
            try:
                with unit_of_work():
                    declare_escape(
                        [db.session.get_one(Stay, stay.id)], facts, actor=commander, now=clock.now()
                    )
            except RuleViolation as refused:
                return refused.code
            finally:
                db.session.remove()
            return "declared"

    with ThreadPoolExecutor(4) as crowd:
        said = list(crowd.map(send, range(4)))
    assert sorted(said) == ["declared", *["security.escape_open"] * 3]
    assert counts()[1] == 1


def test_a_badge_of_an_escaped_person_is_an_alarm_and_no_return(
    person: Found, scan: Scanned, declare: Declared, clock: FixedClock
) -> None:
    stay = person()
    (escape_id,) = declare(stay)
    recorded = scan(stay, "SAN")
    assert (recorded.scan.outcome.value, recorded.scan.code) == ("refused", "security.escaped_person")
    assert place_of(stay, clock.now()) == "out:escape"
    assert line(escape_id).is_open


def test_only_the_notice_the_law_asks_for_meets_the_deadline(
    person: Found, declare: Declared, clock: FixedClock, actor: Who
) -> None:
    (escape_id,) = declare(person())

    def tell(told: NoticeTo, at: datetime) -> None:
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            record_notice(
                [db.session.get_one(Escape, escape_id)],
                told=told,
                recipient="Nơi nhận",
                sent_at=at,
                means="điện thoại",
                actor=commander,
                now=clock.now(),
            )

    with pytest.raises(RuleViolation, match="notice_before_escape"):
        tell(NoticeTo.FILE_POLICE, clock.now() - timedelta(days=1))
    with pytest.raises(RuleViolation, match="happened_in_future"):
        tell(NoticeTo.FILE_POLICE, clock.now() + timedelta(hours=1))
    tell(NoticeTo.FAMILY, clock.now())
    assert line(escape_id).notice_state(clock.now()) == "due"
    assert line(escape_id).notice_state(clock.now() + timedelta(hours=23, seconds=1)) == "overdue"
    clock.advance(hours=30)
    tell(NoticeTo.FILE_POLICE, clock.now())
    assert line(escape_id).notice_state(clock.now()) == "told_late"
    tell(NoticeTo.FILE_POLICE, clock.now() - timedelta(hours=20))
    assert line(escape_id).notice_state(clock.now()) == "told"


def test_nobody_is_written_down_as_told_who_must_not_be(person: Found, declare: Declared, actor: Who) -> None:
    stay = person()
    (mother,) = contacts_of(stay.id)
    secret = replace(
        entry_of(mother), not_told=True, not_told_reason="đánh đập", may_visit=False, is_main=False
    )
    with unit_of_work():
        amend_contact(mother, secret, reason="lời khai", actor=actor(Role.COUNSELLOR), now=NOW)
    (gone,) = declare(stay)

    def tell(told: NoticeTo, recipient: str) -> None:
        with unit_of_work():
            record_notice(
                [escape_or_404(gone).escape],
                told=told,
                recipient=recipient,
                sent_at=NOW - timedelta(minutes=30),
                means="điện thoại",
                actor=actor(Role.DUTY_COMMANDER),
                now=NOW,
            )

    for recipient in ("Trần Thị Mẹ", "bà TRẦN THỊ MẸ (mẹ)", "tran thi me"):
        with pytest.raises(RuleViolation) as refused:
            tell(NoticeTo.FAMILY, recipient)
        assert (refused.value.code, refused.value.field) == ("security.not_to_be_told", "recipient")
    tell(NoticeTo.FAMILY, "Trần Thị Mến (chị ruột)")
    tell(NoticeTo.FILE_POLICE, "Công an xã Phú Riềng")
