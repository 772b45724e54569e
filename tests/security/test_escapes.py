"""Escapes: they stop the term, call for a notice, and end with a return."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.terms import events_in_force
from center.residents.timeline.queries import timeline
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.queries import headcount
from center.security.escapes.queries import EscapeLine, escape_or_404, open_escapes, term_effect
from center.security.escapes.rules import notify_deadline
from center.security.escapes.service import EscapeFacts, declare_escape, record_notice, record_return
from center.security.models import Escape, EscapeNotice, EscapeReturn, Incident, NoticeTo, OutingReturn, Severity
from center.security.outings.service import OutingFacts, send_out
from tests.conftest import Visitor
from tests.security.conftest import Found, Scanned, place_of

SignIn = Callable[[Role], Visitor]
Who = Callable[[Role], Actor]
Declared = Callable[..., list[int]]


@pytest.fixture
def declare(clock: FixedClock, actor: Who) -> Declared:
    """Return a function that declares stays escaped two hours ago, discovered an hour later."""

    def make(*stays: Stay, **changes: Any) -> list[int]:
        facts = EscapeFacts(
            left_at=clock.now() - timedelta(hours=2),
            discovered_at=clock.now() - timedelta(hours=1),
            place="Vườn rau",
            circumstances="Trèo qua hàng rào phía đông.",
        )
        key = changes.pop("client_id", None)
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            gone = declare_escape(
                [db.session.get_one(Stay, stay.id) for stay in stays],
                replace(facts, **changes),
                client_id=key,
                actor=commander,
                now=clock.now(),
            )
            return [escape.id for escape in gone]

    return make


@pytest.fixture
def bring_home(clock: FixedClock, actor: Who) -> Callable[..., int]:
    def make(escape_id: int, *, at: datetime | None = None, place: str = "KHU-B") -> int:
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            return record_return(
                db.session.get_one(Escape, escape_id),
                db.session.scalars(db.select(Location).filter_by(code=place)).one(),
                happened_at=at or clock.now(),
                brought_by="Công an xã Phú Riềng",
                circumstances="Ra đầu thú.",
                actor=commander,
                now=clock.now(),
            ).id

    return make


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
    told = [entry.text for entry in timeline(stay.id, actor(Role.GUARD))[0]]
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


def test_several_go_together_in_one_incident(person: Found, declare: Declared, actor: Who, clock: FixedClock) -> None:
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
    found = clock.now() + timedelta(hours=1) if changes["left"] < 0 else clock.now() - timedelta(hours=changes["found"])
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


def test_one_in_custody_can_escape_too_and_has_no_term(person: Found, declare: Declared, clock: FixedClock) -> None:
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


def test_a_return_resumes_the_term_and_the_days_between_do_not_count(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    assert before is not None
    (escape_id,) = declare(stay)
    clock.advance(days=10)
    on = date(2026, 12, 2)
    effect = term_effect(line(escape_id), on)
    assert effect is not None
    assert (effect.before, effect.days, effect.after) == (before, 10, before + timedelta(days=10))
    assert effect.is_provisional
    bring_home(escape_id)
    gone = line(escape_id)
    effect = term_effect(gone, on)
    assert effect is not None
    assert not gone.is_open
    assert (effect.before, effect.days, effect.after) == (before, 9, before + timedelta(days=9))
    assert not effect.is_provisional
    assert [(part.from_day, part.to_day) for part in effect.lines] == [(date(2026, 11, 23), date(2026, 12, 1))]
    assert db.session.get_one(Stay, stay.id).last_day == effect.after
    assert place_of(stay, clock.now()) == "KHU-B"


def test_each_of_two_escapes_tells_its_own_days(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    assert before is not None
    (first,) = declare(stay)
    clock.advance(days=5)
    bring_home(first)
    clock.advance(days=20)
    (second,) = declare(stay)
    clock.advance(days=3)
    bring_home(second)
    effects = [term_effect(line(escape_id), clock.now().date()) for escape_id in (first, second)]
    assert [(one.before, one.days, one.after) for one in effects if one] == [
        (before, 4, before + timedelta(days=4)),
        (before + timedelta(days=4), 2, before + timedelta(days=6)),
    ]


def test_a_return_on_the_day_of_the_escape_costs_nothing(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    (escape_id,) = declare(stay)
    bring_home(escape_id)
    assert db.session.get_one(Stay, stay.id).last_day == before


def test_returns_that_cannot_be_are_refused(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    (escape_id,) = declare(stay)
    with pytest.raises(RuleViolation, match="return_before_leaving"):
        bring_home(escape_id, at=clock.now() - timedelta(hours=3))
    with pytest.raises(RuleViolation, match="happened_in_future"):
        bring_home(escape_id, at=clock.now() + timedelta(hours=3))
    assert counts()[2] == 0
    bring_home(escape_id)
    with pytest.raises(RuleViolation, match="no_open_escape"):
        bring_home(escape_id)
    assert counts()[2] == 1


def test_an_escape_from_the_hospital_ends_the_outing_with_the_return(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock, actor: Who
) -> None:
    stay = person()
    commander = actor(Role.DUTY_COMMANDER)

    def to_hospital() -> None:
        with unit_of_work():
            facts = OutingFacts(OutCause.HOSPITAL, clock.now(), "Bệnh viện tỉnh")
            send_out([db.session.get_one(Stay, stay.id)], facts, actor=commander, now=clock.now())

    to_hospital()
    clock.advance(hours=5)
    (escape_id,) = declare(stay)
    assert place_of(stay, clock.now()) == "out:escape"
    clock.advance(days=3)
    bring_home(escape_id, place="TRAM")
    assert place_of(stay, clock.now()) == "TRAM"
    assert db.session.scalar(select(func.count()).select_from(OutingReturn)) == 1
    clock.advance(days=1)
    to_hospital()
    assert place_of(stay, clock.now()) == "out:hospital"


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


def test_the_commander_declares_notifies_and_records_the_return(
    as_role: SignIn, person: Found, clock: FixedClock
) -> None:
    stay, other = person("Trần Văn Một"), person("Trần Văn Hai")
    visitor = as_role(Role.DUTY_COMMANDER)
    opened = visitor.page(f"/security/escapes/new?stay={stay.id}&stay={other.id}")
    box = opened.select_one("textarea[name=people]")
    assert box is not None
    answer = visitor.submit(
        "/security/escapes/new",
        {
            "client_id": str(uuid.uuid4()),
            "people": box.get_text(),
            "left_at": "22/11/2026 06:30",
            "discovered_at": "22/11/2026 07:15",
            "place": "Vườn rau",
            "circumstances": "Trèo rào phía đông.",
            "measures": "Báo động, khóa khu.",
        },
    )
    assert answer.headers["Location"] == "/security/incidents/1"
    group = visitor.page("/security/incidents/1")
    assert group.get_text().count("đang bỏ trốn") == 2
    page = visitor.page("/security/escapes/1").get_text(" ")
    assert "Phải báo Công an cấp xã nơi lập hồ sơ trước 23/11/2026 07:15" in page
    visitor.submit(
        "/security/escapes/1/notices",
        {
            "told": "file_police",
            "recipient": "Công an xã Phú Riềng",
            "sent_at": "22/11/2026 08:00",
            "means": "điện thoại",
            "whole_group": "y",
        },
    )
    assert counts()[3] == 2
    assert "Phải báo" not in visitor.page("/security/escapes/2").get_text()
    clock.advance(days=3)
    visitor = as_role(Role.DUTY_COMMANDER)  # the shift is over
    form = visitor.page("/security/escapes/1/return")
    chosen = form.select_one("select[name=location_id] option[selected]")
    assert chosen is not None
    assert chosen.get_text().startswith("Khu B")
    visitor.submit(
        "/security/escapes/1/return",
        {
            "happened_at": "25/11/2026 08:00",
            "brought_by": "Gia đình",
            "location_id": chosen["value"],
            "circumstances": "Khỏe mạnh.",
        },
    )
    page = visitor.page("/security/escapes/1").get_text(" ")
    assert "đã trở lại 25/11/2026 08:00" in page
    assert "23/11/2026 – 24/11/2026" in page
    assert "2 ngày" in page
    listed = visitor.page("/security/escapes").get_text(" ")
    assert "Đang bỏ trốn: 1 người" in listed
    assert "Đã kết thúc: 1 vụ" in listed


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"people": ""}, "Ghi mã, thẻ hoặc tên của người bỏ trốn."),
        ({"people": "HV999999"}, "không tìm thấy học viên nào"),
        ({"left_at": ""}, "Nhập thời điểm"),
        ({"left_at": "22/11/2026 08:00", "discovered_at": "22/11/2026 07:00"}, "sớm hơn thời điểm bỏ trốn"),
        ({"discovered_at": "22/11/2026 23:00"}, "nằm ở tương lai"),
        ({"left_at": "18/11/2026 06:00"}, "còn được ghi nhận tại"),
        ({"place": ""}, "Ghi nơi người này bỏ trốn."),
        ({"circumstances": " "}, "Ghi diễn biến"),
    ],
)
def test_a_wrong_declaration_is_told_kept_and_changes_nothing(
    wrong: dict[str, str], told: str, as_role: SignIn, person: Found
) -> None:
    stay = person()
    visitor, before = as_role(Role.DUTY_COMMANDER), counts()
    typed = {
        "client_id": str(uuid.uuid4()),
        "people": stay.resident.code,
        "left_at": "22/11/2026 06:30",
        "discovered_at": "22/11/2026 07:15",
        "place": "Vườn rau",
        "circumstances": "Trèo rào phía đông.",
        "measures": "Báo động toàn khu.",
    }
    answer = visitor.submit("/security/escapes/new", {**typed, **wrong}, status=422)
    assert told in answer.text
    assert "Báo động toàn khu." in answer.text
    assert counts() == before


def test_a_wrong_notice_and_a_wrong_return_are_told_on_their_pages(
    as_role: SignIn, person: Found, declare: Declared
) -> None:
    (escape_id,) = declare(person())
    visitor, before = as_role(Role.DIRECTOR), counts()
    answer = visitor.submit(
        f"/security/escapes/{escape_id}/notices",
        {"told": "family", "recipient": "Mẹ", "sent_at": "01/01/2026 08:00", "means": "điện thoại"},
        status=422,
    )
    assert "sớm hơn lúc bỏ trốn" in answer.text
    answer = visitor.submit(
        f"/security/escapes/{escape_id}/return",
        {"happened_at": "20/11/2026 08:00", "brought_by": "Gia đình", "location_id": "1", "circumstances": "x"},
        status=422,
    )
    assert "sớm hơn lúc rời đi" in answer.text
    assert counts() == before


@pytest.mark.parametrize("role", [Role.GUARD, Role.AUDITOR])
def test_others_see_escapes_but_declare_none(
    role: Role, as_role: SignIn, person: Found, declare: Declared
) -> None:
    (escape_id,) = declare(person())
    visitor = as_role(role)
    page = visitor.page(f"/security/escapes/{escape_id}")
    assert page.select_one("form#notice") is None
    assert "Ghi trở lại" not in page.get_text()
    visitor.page("/security/escapes/new", 403)
    visitor.page(f"/security/escapes/{escape_id}/return", 403)
    assert "Khai báo bỏ trốn" not in visitor.page("/security/escapes").get_text()
