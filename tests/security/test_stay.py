"""The security tab of a resident, and what the handover packet gets of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import NotFound
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location
from center.security.escapes.service import EscapeFacts, declare_escape, record_return
from center.security.incidents.service import IncidentFacts, amend_incident, report_incident
from center.security.models import Escape, Incident, IncidentKind, PartyRole, Severity
from center.security.packet import conduct_for_packet
from tests.conftest import Visitor
from tests.security.conftest import Found, Scanned, Who

SignIn = Callable[[Role], Visitor]


@pytest.fixture
def eventful(person: Found, clock: FixedClock, actor: Who, scan: Scanned) -> Stay:
    """Somebody who fought, was a victim, fell ill, escaped and came back; and somebody else who fought."""
    stay, other = person("Trần Văn Một"), person("Trần Văn Hai")
    commander = actor(Role.DUTY_COMMANDER)

    def report(kind: IncidentKind, *parties: tuple[int, PartyRole], **changes: Any) -> Incident:
        facts = IncidentFacts(
            kind,
            Severity.SERIOUS,
            clock.now() - timedelta(hours=1),
            "Sân chung",
            "Trần Văn Hai đánh trước.",
            parties=tuple((db.session.get_one(Stay, stay_id), role) for stay_id, role in parties),
        )
        return report_incident(facts, actor=commander, now=clock.now())

    with unit_of_work():
        report(IncidentKind.FIGHT, (stay.id, PartyRole.INVOLVED))
        report(IncidentKind.ATTACK_ON_STAFF, (stay.id, PartyRole.WITNESS), (other.id, PartyRole.INVOLVED))
        report(IncidentKind.CONTRABAND, (stay.id, PartyRole.VICTIM))
        report(IncidentKind.SELF_HARM, (stay.id, PartyRole.INVOLVED))
        wrong = report(IncidentKind.PROPERTY, (stay.id, PartyRole.INVOLVED))
        facts = IncidentFacts(
            IncidentKind.PROPERTY,
            Severity.MINOR,
            clock.now(),
            "Khu B",
            "Không phải người này.",
            parties=((db.session.get_one(Stay, other.id), PartyRole.INVOLVED),),
        )
        amend_incident(wrong, facts, reason="Nhầm người trong cuộc", actor=commander, now=clock.now())
    scan(stay, "LOP1")
    clock.advance(hours=1)
    with unit_of_work():
        facts_of_escape = EscapeFacts(clock.now(), clock.now(), "Vườn rau", "Trèo rào.")
        (gone,) = declare_escape(
            [db.session.get_one(Stay, stay.id)], facts_of_escape, actor=commander, now=clock.now()
        )
        escape_id = gone.id
    clock.advance(days=6)
    with unit_of_work():
        record_return(
            db.session.get_one(Escape, escape_id),
            db.session.scalars(db.select(Location).filter_by(code="KHU-B")).one(),
            happened_at=clock.now(),
            brought_by="Gia đình",
            circumstances="Khỏe.",
            actor=commander,
            now=clock.now(),
        )
    return stay


def test_the_packet_tells_conduct_and_nothing_else(eventful: Stay) -> None:
    conduct = conduct_for_packet(eventful.id, on=date(2026, 12, 1))
    assert [(one.day, one.kind) for one in conduct.incidents] == [
        (date(2026, 11, 22), "Đánh nhau, gây thương tích")
    ]
    assert (
        conduct.incidents[0].sentence
        == "Có liên quan sự việc: đánh nhau, gây thương tích (mức độ: nghiêm trọng)."
    )
    (escape,) = conduct.escapes
    assert (escape.left_on, escape.back_on, escape.days_not_counted) == (
        date(2026, 11, 22),
        date(2026, 11, 28),
        5,
    )
    assert escape.sentence == (
        "Bỏ trốn ngày 22/11/2026, trở lại ngày 28/11/2026; 5 ngày không tính vào thời hạn."
    )
    assert not conduct.is_clean
    told = repr(conduct)
    assert "Trần Văn Hai" not in told, "the words of a report may name others"
    assert "Tự gây" not in told, "health belongs to the medical part"


def test_a_quiet_stay_has_nothing_to_tell(person: Found) -> None:
    assert conduct_for_packet(person().id, on=date(2026, 12, 1)).is_clean
    with pytest.raises(NotFound):
        conduct_for_packet(999, on=date(2026, 12, 1))


def test_the_tab_shows_where_the_person_was_and_what_happened(eventful: Stay, as_role: SignIn) -> None:
    page = as_role(Role.GUARD).page(f"/security/stays/{eventful.id}")
    text = page.get_text(" ", strip=True)
    for words in (
        "Trần Văn Một",
        "đã trở lại 28/11/2026 10:00",
        "Đánh nhau, gây thương tích",
        "Chứng kiến",
        "Lớp học 1",
        "Bỏ trốn",
        "Vào Chốt Lớp học 1",
    ):
        assert words in text
    assert "Hư hỏng" not in text, "the correction took the name out"
    assert "Khai báo bỏ trốn" not in text
    tab = page.select_one(".tab-bar [aria-current]")
    assert tab is not None
    assert tab.get_text(strip=True) == "An ninh"


def test_the_commanders_acts_follow_where_the_person_is(
    person: Found, as_role: SignIn, clock: FixedClock, actor: Who
) -> None:
    stay = person()
    visitor, commander = as_role(Role.DUTY_COMMANDER), actor(Role.DUTY_COMMANDER)

    def acts() -> set[str]:
        page = visitor.page(f"/security/stays/{stay.id}")
        return {link.get_text(strip=True) for link in page.select(".page-actions a")}

    assert acts() == {"Cho ra ngoài", "Khai báo bỏ trốn", "Báo sự việc"}
    with unit_of_work():
        facts = EscapeFacts(clock.now(), clock.now(), "Cổng", "Lẻn ra theo xe.")
        declare_escape([db.session.get_one(Stay, stay.id)], facts, actor=commander, now=clock.now())
    assert acts() == {"Ghi trở lại sau khi bỏ trốn", "Báo sự việc"}


def test_an_unknown_stay_is_404(as_role: SignIn) -> None:
    as_role(Role.GUARD).page("/security/stays/999", 404)
