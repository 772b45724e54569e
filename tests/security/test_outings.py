"""Authorised absences: out for one cause, back with a record, the ledger and the count agreeing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.restriction.models import RestrictionKind
from center.residents.risk.rules import RiskKind, RiskLevel
from center.residents.risk.service import FlagFacts, raise_flag
from center.residents.stay.models import Stay, TermEvent
from center.residents.stay.terms import events_in_force, term_of
from center.residents.whereabouts.models import Location, OutCause
from center.security.models import Outing, OutingReturn
from center.security.outings.queries import ended_outings, open_outings, outings_of_stay
from center.security.outings.service import OutingFacts, bring_back, send_out
from tests.conftest import Visitor
from tests.security.conftest import Found, Who, place_of
from tests.support.statements import statements
from tests.support.timeline import told_to

SignIn = Callable[[Role], Visitor]


@pytest.fixture
def leave(clock: FixedClock, actor: Who) -> Callable[..., list[int]]:
    def make(
        *stays: Stay, cause: OutCause = OutCause.HOSPITAL, key: str | None = None, **changes: Any
    ) -> list[int]:
        given: dict[str, Any] = {
            "left_at": clock.now(),
            "destination": "Bệnh viện đa khoa tỉnh",
            "escort": "Lê Văn Gác",
        }
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            gone = send_out(
                [db.session.get_one(Stay, stay.id) for stay in stays],
                OutingFacts(cause, **{**given, **changes}),
                client_id=key,
                actor=commander,
                now=clock.now(),
            )
            return [outing.id for outing in gone]

    return make


@pytest.fixture
def come_back(clock: FixedClock, actor: Who) -> Callable[..., None]:
    def make(outing_id: int, *, hours_ago: float = 0) -> None:
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            bring_back(
                db.session.get_one(Outing, outing_id),
                db.session.scalars(db.select(Location).filter_by(code="TRAM")).one(),
                returned_at=clock.now() - timedelta(hours=hours_ago),
                actor=commander,
                now=clock.now(),
            )

    return make


def counts() -> tuple[int, ...]:
    db.session.rollback()
    tables = (Outing, OutingReturn, TermEvent)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


@pytest.mark.parametrize(
    ("cause", "events"),
    [
        (OutCause.HOSPITAL, ["hospital", "hospital_return"]),
        (OutCause.COURT, ["court", "court_return"]),
        (OutCause.FUNERAL, ["funeral_leave", "funeral_return"]),
        (OutCause.WORK_OUTSIDE, []),
    ],
)
def test_leaving_and_coming_back_stand_in_the_ledger_and_leave_the_term_alone(
    cause: OutCause,
    events: list[str],
    person: Found,
    leave: Callable[..., list[int]],
    come_back: Callable[..., None],
    clock: FixedClock,
    actor: Who,
) -> None:
    stay = person()
    last_day = stay.last_day
    (outing_id,) = leave(stay, cause=cause)
    assert place_of(stay, clock.now()) == f"out:{cause.value}"
    assert [line.outing.id for line in open_outings(clock.now())] == [outing_id]
    clock.advance(days=4)
    come_back(outing_id)
    assert place_of(stay, clock.now()) == "TRAM"
    assert [event.kind.value for event in events_in_force(stay.id)] == events
    found = db.session.get_one(Stay, stay.id)
    term = term_of(found, date(2026, 11, 26))
    assert term is not None
    assert found.last_day == term.last_day == last_day, "these days count"
    assert open_outings(clock.now()) == []
    assert [line.outing.id for line in ended_outings(offset=0, limit=5)] == [outing_id]
    told = [entry.text for entry in told_to(actor(Role.GUARD), stay.id, area="security")]
    assert len(told) == 2
    assert told[1].endswith("Bệnh viện đa khoa tỉnh")


def test_nobody_leaves_twice_and_a_group_leaves_whole(person: Found, leave: Callable[..., list[int]]) -> None:
    first, second = person("Trần Văn Một"), person("Trần Văn Hai")
    leave(second)
    before = counts()
    with pytest.raises(RuleViolation) as refused:
        leave(first, second, cause=OutCause.COURT)
    assert refused.value.code == "security.already_out"
    assert refused.value.facts["cause"] == "Đi bệnh viện"
    assert counts() == before


def test_the_same_form_sent_twice_is_one_act(person: Found, leave: Callable[..., list[int]]) -> None:
    stays, key = [person("Trần Văn Một"), person("Trần Văn Hai")], str(uuid.uuid4())
    assert leave(*stays, key=key) == leave(*stays, key=key)
    assert counts()[0] == 2


def test_impossible_instants_are_refused(
    person: Found, leave: Callable[..., list[int]], come_back: Callable[..., None], clock: FixedClock
) -> None:
    stay = person()
    for changes, code in (
        ({"left_at": clock.now() + timedelta(minutes=1)}, "residents.happened_in_future"),
        ({"left_at": clock.now() - timedelta(days=4)}, "security.seen_later"),
        ({"expected_at": clock.now() - timedelta(minutes=1)}, "security.expected_before_leaving"),
    ):
        with pytest.raises(RuleViolation) as refused:
            leave(stay, **changes)
        assert refused.value.code == code
    assert counts() == (0, 0, 0)
    (outing_id,) = leave(stay)
    for hours, code in ((1, "security.return_before_leaving"), (-1, "residents.happened_in_future")):
        with pytest.raises(RuleViolation) as refused:
            come_back(outing_id, hours_ago=hours)
        assert refused.value.code == code
    come_back(outing_id)
    with pytest.raises(RuleViolation, match="not_out"):
        come_back(outing_id)
    assert counts()[1] == 1


def test_a_cause_with_its_own_act_is_no_outing(person: Found, leave: Callable[..., list[int]]) -> None:
    with pytest.raises(ValueError, match="escape"):
        leave(person(), cause=OutCause.ESCAPE)


def test_who_is_late_is_told(person: Found, leave: Callable[..., list[int]], clock: FixedClock) -> None:
    leave(person("Trần Văn Đúng"), expected_at=clock.now() + timedelta(days=5))
    leave(person("Trần Văn Không Hẹn"))
    leave(person("Trần Văn Muộn"), expected_at=clock.now() + timedelta(hours=2))
    clock.advance(hours=3)
    lines = open_outings(clock.now())
    assert [line.outing.stay.resident.full_name for line in lines] == [
        "Trần Văn Muộn",
        "Trần Văn Đúng",
        "Trần Văn Không Hẹn",
    ]
    assert [line.is_overdue(clock.now()) for line in lines] == [True, False, False]


def test_the_list_of_those_out_is_two_statements(
    person: Found, leave: Callable[..., list[int]], clock: FixedClock
) -> None:
    for name in ("Một", "Hai", "Ba"):
        leave(person(f"Trần Văn {name}"))
    db.session.rollback()
    with statements() as seen:
        names = [line.outing.stay.resident.full_name for line in open_outings(clock.now())]
    assert len(names) == 3
    assert sum("SELECT" in one for one in seen) == 2


def test_isolation_keeps_in_but_never_from_hospital_or_court(
    person: Found, leave: Callable[..., list[int]], bound: Callable[..., None]
) -> None:
    ill, fit = person("Trần Văn Một"), person("Trần Văn Hai")
    bound(ill, RestrictionKind.ISOLATION, "Ở phòng riêng theo chỉ định y tế")
    for cause in (OutCause.FUNERAL, OutCause.WORK_OUTSIDE):
        with pytest.raises(RuleViolation) as refused:
            leave(fit, ill, cause=cause)
        assert (refused.value.code, refused.value.facts["wording"]) == (
            "security.isolation_leave",
            "Ở phòng riêng theo chỉ định y tế",
        )
    assert counts()[0] == 0, "nobody leaves when one may not"
    assert len(leave(fit, ill, cause=OutCause.COURT)) == 2


def test_a_flag_of_escape_asks_who_goes_along_and_stands_on_the_list(
    person: Found, leave: Callable[..., list[int]], as_role: SignIn, actor: Who, clock: FixedClock
) -> None:
    stay = person("Trần Văn Một")
    facts = FlagFacts(
        kind=RiskKind.ESCAPE, level=RiskLevel.HIGH, instruction="Hai người đi cùng", reason="Nghe nói"
    )
    with unit_of_work():
        raise_flag(stay, facts, actor=actor(Role.DUTY_COMMANDER), now=clock.now())
    with pytest.raises(RuleViolation) as refused:
        leave(stay, escort=" ")
    assert (refused.value.code, refused.value.field) == ("security.flag_needs_escort", "escort")
    leave(stay)
    page = as_role(Role.GUARD).page("/security/outings")
    assert "Nguy cơ trốn · cao" in page.select_one("td.col-main").get_text(" ", strip=True)
    listed = as_role(Role.GUARD).page("/security/present")
    assert "Nguy cơ trốn · cao" in listed.select_one("tbody tr").get_text(" ", strip=True)
    sheet = as_role(Role.GUARD).page("/security/present/sheet")
    assert "Nguy cơ trốn · cao" in sheet.select_one("tbody tr").get_text(" ", strip=True)


def test_the_commander_sends_out_and_brings_back(as_role: SignIn, person: Found, clock: FixedClock) -> None:
    stay = person("Trần Văn Một")
    visitor = as_role(Role.DUTY_COMMANDER)
    form = visitor.page(f"/security/outings/new?stay={stay.id}")
    assert "tối đa 5 ngày" in form.get_text()
    visitor.submit(
        "/security/outings/new",
        {
            "client_id": str(uuid.uuid4()),
            "people": stay.resident.code,
            "cause": "funeral",
            "left_at": "22/11/2026 08:00",
            "expected_at": "22/11/2026 08:30",
            "destination": "Xã Long Phước",
            "escort": "Anh ruột",
            "paper": "49/QĐ-CSCN",
        },
    )
    page = visitor.page("/security/outings").get_text(" ", strip=True)
    for words in ("Trần Văn Một", "Về chịu tang", "quá hẹn 30 phút", "Xã Long Phước; Anh ruột", "49/QĐ-CSCN"):
        assert words in page
    (line,) = outings_of_stay(stay.id)
    back = visitor.page(f"/security/outings/{line.outing.id}/return")
    chosen = back.select_one("select[name=location_id] option[selected]")
    assert chosen is not None
    answer = visitor.submit(
        f"/security/outings/{line.outing.id}/return",
        {"returned_at": "22/11/2026 08:50", "location_id": chosen["value"], "note": ""},
    )
    page = visitor.page(answer.headers["Location"]).get_text(" ", strip=True)
    assert "kiểm tra sức khỏe và xét nghiệm ma túy" in page
    assert "về 22/11/2026 08:50" in page
    assert place_of(stay, clock.now()) == "KHU-B"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"people": ""}, "Ghi mã, thẻ hoặc tên."),
        ({"cause": ""}, "Chọn lý do ra ngoài."),
        ({"cause": "escape"}, "Chọn một mục trong danh sách."),
        ({"left_at": "22/11/2026 09:30"}, "nằm ở tương lai"),
        ({"expected_at": "21/11/2026 09:30"}, "sớm hơn lúc rời đi"),
        ({"destination": " "}, "Ghi nơi đến."),
    ],
)
def test_wrong_input_is_told_kept_and_changes_nothing(
    wrong: dict[str, str], told: str, as_role: SignIn, person: Found
) -> None:
    stay = person()
    typed = {
        "client_id": str(uuid.uuid4()),
        "people": stay.resident.code,
        "cause": "hospital",
        "left_at": "22/11/2026 08:00",
        "expected_at": "",
        "destination": "Bệnh viện tỉnh",
        "escort": "Phạm Văn Áp Giải",
        "paper": "",
    }
    answer = as_role(Role.DUTY_COMMANDER).submit("/security/outings/new", {**typed, **wrong}, status=422)
    assert told in answer.text
    assert "Phạm Văn Áp Giải" in answer.text
    assert counts() == (0, 0, 0)
