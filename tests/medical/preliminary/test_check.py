"""The check at the gate: who waits, what is written, what the desk learns of it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.medical.preliminary.models import PreliminaryCheck
from center.residents.reception.marking import mark
from center.residents.reception.service import begin
from center.residents.reception.steps import MarkKind, Step
from tests.conftest import Visitor

AsRole = Callable[[str], Visitor]
SIGNS = "Vã mồ hôi, run tay, vết xước ở cẳng tay trái"


def asked(actor: Callable[[str], Actor], clock: FixedClock) -> int:
    """Begin the reception of somebody nobody knows yet and hand him over for the check."""
    with unit_of_work():
        reception = begin(actor=actor("intake"), now=clock.now(), boxes=[("full_name", "Phạm Văn Giả")])
        mark(reception, Step.HEALTH, MarkKind.ASKED, actor=actor("intake"), now=clock.now())
    return reception.id


def test_the_nurse_sees_who_waits_and_the_desk_reads_the_conclusion_alone(
    as_role: AsRole, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    reception_id = asked(actor, clock)
    nurse, desk = as_role("nurse"), as_role("intake")
    box = nurse.page("/").find(id="medical-gate")
    assert box is not None
    assert "Phạm Văn Giả" in box.get_text()
    url = box.find("a")["href"]
    assert nurse.get(f"/residents/receptions/{reception_id}").status_code == 403

    nurse.page(url)
    nurse.submit(url, {"pulse": "400", "conclusion": "stable"}, status=422)
    nurse.submit(url, {"conclusion": "watch"}, status=422)
    data = {
        "client_id": "71111111-2222-4333-8444-555555555555",
        "pulse": "104",
        "systolic": "130",
        "diastolic": "85",
        "conclusion": "watch",
        "wording": SIGNS,
        "findings": "Nghi hội chứng cai",
    }
    for _time in range(2):
        nurse.submit(url, data)
    assert db.session.scalar(select(func.count()).select_from(PreliminaryCheck)) == 1
    assert nurse.page("/").find(id="medical-gate") is None
    page = desk.page(f"/residents/receptions/{reception_id}").get_text(" ", strip=True)
    assert "Tiếp nhận, y tế theo dõi ngay từ đầu" in page
    assert SIGNS in page
    assert "hội chứng cai" not in page
    assert desk.get(url).status_code == 403


def test_a_check_is_put_right_by_a_new_one_with_its_reason(
    as_role: AsRole, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    reception_id = asked(actor, clock)
    nurse, url = as_role("nurse"), f"/medical/receptions/{reception_id}/check"
    nurse.submit(url, {"conclusion": "stable", "client_id": "71111111-2222-4333-8444-555555555556"})
    known = db.session.scalars(select(PreliminaryCheck.id)).one()
    again = {"conclusion": "hospital", "wording": SIGNS, "client_id": "71111111-2222-4333-8444-555555555557"}
    nurse.submit(url, again, status=422)
    nurse.submit(url, {**again, "amends_id": str(known)}, status=422)
    nurse.submit(url, {**again, "amends_id": str(known), "amend_reason": "Đo lại, mạch rất nhanh"})
    page = nurse.page(url).get_text(" ", strip=True)
    assert "Cần đưa đi bệnh viện ngay" in page
    assert "Đo lại, mạch rất nhanh" in page
