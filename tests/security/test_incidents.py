"""Reports of incidents, their people, their corrections, who may read them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from center.security.incidents.queries import IncidentFilter, incidents, incidents_of_stay, matter_or_404
from center.security.incidents.service import IncidentFacts, amend_incident, report_incident
from center.security.models import Incident, IncidentKind, IncidentParty, PartyRole, Severity
from tests.conftest import Visitor
from tests.security.conftest import Found, Who
from tests.support.statements import statements
from tests.support.timeline import told_to

SignIn = Callable[[Role], Visitor]
REASON = "Ghi nhầm người trong cuộc"


def facts(clock: FixedClock, *parties: tuple[Stay, PartyRole], **changes: Any) -> IncidentFacts:
    given: dict[str, Any] = {
        "kind": IncidentKind.FIGHT,
        "severity": Severity.MINOR,
        "happened_at": clock.now() - timedelta(hours=1),
        "place": "Sân chung",
        "description": "Hai học viên xô xát.",
        "measures": "Tách hai bên.",
        "parties": tuple((db.session.get_one(Stay, stay.id), role) for stay, role in parties),
    }
    return IncidentFacts(**{**given, **changes})


@pytest.fixture
def report(clock: FixedClock, actor: Who) -> Callable[..., int]:
    def write(*parties: tuple[Stay, PartyRole], by: Role = Role.GUARD, **changes: Any) -> int:
        writer = actor(by)
        with unit_of_work():
            return report_incident(facts(clock, *parties, **changes), actor=writer, now=clock.now()).id

    return write


def form(**changes: Any) -> dict[str, Any]:
    typed = {
        "client_id": str(uuid.uuid4()),
        "kind": "fight",
        "severity": "serious",
        "happened_at": "22/11/2026 08:15",
        "place": "Sân chung",
        "description": "Hai học viên xô xát khi xếp hàng.",
        "measures": "Tách hai bên, lập biên bản.",
        "involved": "",
        "victims": "",
        "witnesses": "",
    }
    return {**typed, **changes}


def counts() -> tuple[int, ...]:
    db.session.rollback()
    tables = (Incident, IncidentParty, TimelineEntry, AuditEntry)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_a_guard_reports_and_everybody_in_it_gets_a_line_that_does_not_judge(
    as_role: SignIn, actor: Who, person: Found
) -> None:
    one, other, third = person("Trần Văn Một"), person("Trần Văn Hai"), person("Trần Văn Ba")
    visitor = as_role(Role.GUARD)
    typed = form(
        involved=f"{one.resident.code} Trần Văn Một\ntrần văn hai", witnesses=third.resident.code.lower()
    )
    answer = visitor.submit("/security/incidents/new", typed)
    page = visitor.page(answer.headers["Location"])
    for words in (
        "Đánh nhau, gây thương tích",
        "Hai học viên xô xát",
        "Trần Văn Một",
        "Trần Văn Ba",
        "Chứng kiến",
    ):
        assert words in page.get_text(" ", strip=True)
    lines = told_to(actor(Role.GUARD), other.id, area="security")
    assert [line.text for line in lines] == ["Có liên quan sự việc số 1 ngày 22/11/2026"]
    assert lines[0].link == "/security/incidents/1"
    lines = told_to(actor(Role.GUARD), third.id, area="security")
    assert [line.text for line in lines] == ["Chứng kiến sự việc số 1 ngày 22/11/2026"]
    hidden = told_to(actor(Role.TRAINER), one.id, area="security")
    assert hidden == []


def test_the_same_form_sent_twice_is_one_report(as_role: SignIn) -> None:
    visitor, typed = as_role(Role.GUARD), form()
    first = visitor.submit("/security/incidents/new", typed)
    again = visitor.submit("/security/incidents/new", typed)
    assert first.headers["Location"] == again.headers["Location"]
    assert counts()[0] == 1


WRONG: list[tuple[dict[str, str], str]] = [
    ({"kind": ""}, "Chọn loại sự việc."),
    ({"kind": "escape"}, "Chọn một mục trong danh sách"),
    ({"severity": ""}, "Chọn mức độ."),
    ({"happened_at": "22/11/2026 09:30"}, "nằm ở tương lai"),
    ({"happened_at": "31/02/2026 08:00"}, "Không có ngày"),
    ({"happened_at": "hôm qua"}, "Không đọc được ngày này"),
    ({"place": "  "}, "Ghi nơi xảy ra."),
    ({"description": "\n"}, "Ghi diễn biến sự việc."),
    ({"involved": "HV999999"}, "không tìm thấy học viên nào"),
    ({"victims": "Không Ai Cả"}, "không tìm thấy học viên nào"),
    ({"involved": "trần văn"}, "có thể là nhiều người"),
    ({"involved": "HV000001\nHV000001"}, "được ghi hai lần"),
    ({"involved": "HV000001", "witnesses": "HV000001"}, "được ghi hai lần"),
    ({"happened_at": "01/11/2026 08:00", "involved": "HV000001"}, "không ở cơ sở vào lúc xảy ra"),
    ({"client_id": "x"}, "không còn nguyên vẹn"),
]


def test_wrong_input_is_told_kept_and_changes_nothing(
    as_role: SignIn, person: Found, subtests: pytest.Subtests
) -> None:
    person("Trần Văn Một")
    person("Trần Văn Hai")
    visitor, before = as_role(Role.GUARD), counts()
    for wrong, told in WRONG:
        with subtests.test(told=told, **wrong):
            answer = visitor.submit("/security/incidents/new", form(**wrong), status=422)
            assert told in answer.text
            assert "Tách hai bên, lập biên bản." in answer.text
            for name in ("involved", "victims", "witnesses"):
                assert wrong.get(name, "").split("\n")[0] in answer.text
            assert counts() == before


def test_an_escape_is_declared_not_reported(report: Callable[..., int]) -> None:
    with pytest.raises(RuleViolation, match="escape_is_declared"):
        report(kind=IncidentKind.ESCAPE)


def test_a_correction_is_a_new_row_and_keeps_the_number(
    as_role: SignIn, actor: Who, person: Found, report: Callable[..., int]
) -> None:
    one, other = person("Trần Văn Một"), person("Trần Văn Hai")
    noise = report((one, PartyRole.WITNESS), place="Cổng")
    number = report((one, PartyRole.INVOLVED))
    visitor = as_role(Role.GUARD)
    filled = visitor.page(f"/security/incidents/{number}/amend")
    box = filled.select_one("textarea[name=involved]")
    assert box is not None
    assert box.get_text(strip=True) == f"{one.resident.code} Trần Văn Một"
    typed = form(involved=other.resident.code, reason=REASON, description="Một người, không phải hai.")
    answer = visitor.submit(f"/security/incidents/{number}/amend", typed)
    assert answer.headers["Location"] == f"/security/incidents/{number}"
    page = visitor.page(answer.headers["Location"]).get_text(" ", strip=True)
    assert "Một người, không phải hai." in page
    assert "Hai học viên xô xát." in page, "the old version stays to be read"
    assert REASON in page
    db.session.rollback()
    matter = matter_or_404(number)
    assert [version.id for version in matter.versions] == [number, number + 1]
    assert matter_or_404(number + 1) == matter
    assert [party.stay_id for party in matter.parties] == [other.id]
    guard = actor(Role.GUARD)
    told = [line.text for line in told_to(guard, one.id, area="security")]
    assert f"Đính chính: không liên quan sự việc số {number} ngày 22/11/2026" in told
    assert told_to(guard, other.id)[0].text.startswith("Đính chính: Có liên quan sự việc số")
    assert [incident.number for incident, _ in incidents_of_stay(one.id)] == [noise]
    lines, total = incidents(IncidentFilter(), limit=10)
    assert total == 2
    assert {line.incident.number for line in lines} == {noise, number}


def test_who_may_correct_what(
    actor: Who, clock: FixedClock, person: Found, report: Callable[..., int]
) -> None:
    stay = person()
    number = report((stay, PartyRole.INVOLVED), by=Role.TRAINER)

    def amend(by: Role, of: int, reason: str = REASON) -> int:
        writer = actor(by)
        with unit_of_work():
            incident = db.session.get_one(Incident, of)
            return amend_incident(incident, facts(clock), reason=reason, actor=writer, now=clock.now()).id

    with pytest.raises(RuleViolation, match="amend_not_yours"):
        amend(Role.GUARD, number)
    with pytest.raises(RuleViolation, match="amend_reason"):
        amend(Role.TRAINER, number, "sai")
    second = amend(Role.TRAINER, number)
    with pytest.raises(RuleViolation, match="amended_before") as refused:
        amend(Role.DUTY_COMMANDER, number)
    assert refused.value.facts == {"newer": second}
    assert matter_or_404(amend(Role.DUTY_COMMANDER, second)).newest.first_id == number


def test_a_short_reason_is_told_at_its_box(as_role: SignIn, report: Callable[..., int]) -> None:
    number = report()
    answer = as_role(Role.GUARD).submit(f"/security/incidents/{number}/amend", form(reason="sai"), status=422)
    assert "từ 10 đến 300 ký tự" in answer.text
    assert counts()[0] == 1


def test_a_reporter_without_the_right_to_read_sees_the_own_reports_only(
    as_role: SignIn, report: Callable[..., int]
) -> None:
    other = report(place="Cổng")
    nurse = as_role(Role.NURSE)
    answer = nurse.submit("/security/incidents/new", form())
    assert answer.headers["Location"] == "/security/incidents/mine/2"
    assert "Hai học viên xô xát" in nurse.page("/security/incidents/mine/2").get_text()
    assert "Đính chính" in nurse.page("/security/incidents/mine/2").get_text()
    nurse.page(f"/security/incidents/mine/{other}", 404)
    nurse.page(f"/security/incidents/{other}", 403)
    nurse.page(f"/security/incidents/{other}/amend", 404)
    listed = nurse.page("/security/incidents/mine")
    assert len(listed.select("tbody tr")) == 1
    nurse.page("/security/incidents", 403)


def test_the_list_narrows_by_its_address(
    as_role: SignIn, report: Callable[..., int], clock: FixedClock
) -> None:
    report()
    report(kind=IncidentKind.FIRE, severity=Severity.GRAVE, happened_at=clock.now() - timedelta(days=10))
    visitor = as_role(Role.AUDITOR)

    def rows(query: str, status: int = 200) -> int:
        return len(visitor.page(f"/security/incidents{query}", status).select("tbody tr"))

    assert rows("") == 2
    assert rows("?kind=fire") == 1
    assert rows("?severity=minor") == 1
    assert rows("?since=20/11/2026") == 1
    assert rows("?until=12/11/2026") == 1
    assert rows("?since=13/11/2026&until=20/11/2026") == 0
    assert rows("?since=12/11/2026&until=22/11/2026") == 2
    assert rows("?since=abc", 422) == 2
    assert rows("?kind=nonsense", 422) == 2


def test_the_list_costs_the_same_whatever_its_length(person: Found, report: Callable[..., int]) -> None:
    stay = person()
    report((stay, PartyRole.INVOLVED))
    db.session.rollback()
    with statements() as few:
        incidents(IncidentFilter(), limit=50)
    for _ in range(5):
        report((stay, PartyRole.INVOLVED))
    db.session.rollback()
    with statements() as many:
        incidents(IncidentFilter(), limit=50)
    assert sum("SELECT" in one for one in few) == sum("SELECT" in one for one in many) == 2


def test_the_search_below_the_boxes_names_people_as_a_line(as_role: SignIn, person: Found) -> None:
    stay = person("Lý A Páo")
    person("Trần Văn Khác")
    visitor = as_role(Role.TRAINER)
    box = visitor.page("/security/incidents/new").select_one("textarea[data-people]")
    found = BeautifulSoup(visitor.get(f"{box['data-people']}?q=pao").text, "html.parser")
    lines = [option["data-line"] for option in found.select("[role=option]")]
    assert lines == [f"{stay.resident.code} Lý A Páo (B · P1 · G1)"]


def test_a_report_is_begun_for_the_person_whose_page_it_comes_from(as_role: SignIn, person: Found) -> None:
    stay = person("Lý A Páo")
    page = as_role(Role.GUARD).page(f"/security/incidents/new?stay={stay.id}")
    box = page.select_one("textarea[name=involved]")
    assert box is not None
    assert "Lý A Páo" in box.get_text()
    as_role(Role.GUARD).page("/security/incidents/new?stay=999", 404)
