"""Moving one, exchanging two, moving many; by the pages that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.housing.admission.rules import Policy, policy_by_purpose
from center.residents.housing.admission.service import set_policy
from center.residents.housing.models import Bed, BedAssignment, BodySex, Zone
from center.residents.housing.service import Why, assign_bed, swap_beds
from center.residents.person.models import Sex
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import whereabouts_of
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)


def stay(stay_id: int) -> Stay:
    return db.session.get_one(Stay, stay_id)


def only_stages(code: str, *stages: str) -> Policy:
    zone = db.session.scalars(db.select(Zone).where(Zone.code == code)).one()
    plain = policy_by_purpose(zone.purpose, zone.sex.value if zone.sex else None)
    return Policy(
        plain.sex,
        plain.minors,
        plain.isolation,
        plain.discipline,
        stages=frozenset(stages),
        valid_from=TODAY,
        basis="Quyết định 1",
    )


@pytest.fixture
def zone_b_after_detox(app: object, actor: ActorOf) -> None:
    """Zone B takes nobody who is still in reception or detox."""
    with unit_of_work() as session:
        zone = session.scalars(db.select(Zone).where(Zone.code == "B")).one()
        rules = only_stages("B", "education", "labour", "reintegration")
        set_policy(zone, rules, today=TODAY, actor=actor("administrator"), now=NOW)


def test_the_form_proposes_beds_says_why_and_why_not(
    as_role: AsRole, take_in: TakeIn, lies_in: Callable[[int], str], zone_b_after_detox: None
) -> None:
    stay_id = take_in(zone="A")
    intake = as_role("intake")
    page = intake.page(f"/residents/stays/{stay_id}/bed")
    assert "A · P1 · G2" in page.find(id="offers").get_text(" ", strip=True).replace("\u00a0", " ")
    assert "đúng khu tiếp nhận, cắt cơn" in page.find(id="offers").get_text()
    excluded = page.find(id="excluded").get_text(" ", strip=True)
    assert "Khu B – Nam 16 khu không nhận người ở giai đoạn này" in excluded
    assert "Khu C – Nữ 16 khu không nhận giới tính này" in excluded
    assert page.find(attrs={"name": "override_reason"}) is None
    choice = page.select('select[name="bed_id"] option')[1]
    form = {
        "bed_id": choice["value"],
        "act_id": page.find(attrs={"name": "act_id"})["value"],
        "reason": "gần quạt",
    }
    for _again in range(2):
        intake.submit(f"/residents/stays/{stay_id}/bed", form)
    assert lies_in(stay_id) == "A · P1 · G2"
    history = intake.page(f"/residents/stays/{stay_id}/housing").find(id="beds").get_text(" ", strip=True)
    assert "Chuyển giường: gần quạt" in history
    assert len(db.session.scalars(db.select(BedAssignment)).all()) == 2


def test_only_the_head_passes_over_the_centers_own_rule_and_never_over_the_law(
    as_role: AsRole,
    take_in: TakeIn,
    lies_in: Callable[[int], str],
    bed_named: Callable[[str], Bed],
    zone_b_after_detox: None,
) -> None:
    stay_id = take_in(zone="A")
    url = f"/residents/stays/{stay_id}/bed"
    wish = {
        "bed_id": str(bed_named("B · P1 · G1").id),
        "override_reason": "Hết giường ở khu tiếp nhận",
        "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10",
    }
    refused = as_role("intake").submit(url, wish, status=422).text
    assert "Chỉ lãnh đạo cơ sở được cho qua" in refused
    women = {**wish, "bed_id": str(bed_named("C · P1 · G1").id)}
    assert "không nhận người thuộc giới tính này" in as_role("director").submit(url, women, status=422).text
    assert lies_in(stay_id) == "A · P1 · G1"
    as_role("director").submit(url, wish)
    assert lies_in(stay_id) == "B · P1 · G1"
    file = as_role("guard").page(f"/residents/stays/{stay_id}/housing").get_text(" ", strip=True)
    assert "lãnh đạo cho qua Hết giường ở khu tiếp nhận" in file
    assert stay_id in [
        line.stay_id for line in db.session.scalars(db.select(BedAssignment)) if line.override_reason
    ]


def test_a_move_entered_late_does_not_meet_the_childhood_of_who_came_later(
    take_in: TakeIn, actor: ActorOf, lies_in: Callable[[int], str], bed_named: Callable[[str], Bed]
) -> None:
    days = timedelta(days=1)
    adult = take_in(zone="A", arrived_at=NOW - 20 * days)
    take_in(zone="B", born=TODAY - 18 * 365.25 * days, arrived_at=NOW)
    with unit_of_work():
        ten_days_ago = NOW - 10 * days
        bed = bed_named("B · P1 · G2")
        assign_bed(stay(adult), bed, actor=actor("intake"), now=ten_days_ago, why=Why(reason="ghi bổ sung"))
    assert lies_in(adult) == "B · P1 · G2"


def test_who_lives_in_the_zone_they_leave_goes_along_and_who_is_elsewhere_stays(
    app: object, take_in: TakeIn, actor: ActorOf, bed_named: Callable[[str], Bed]
) -> None:
    stay_id = take_in(zone="A")
    later = NOW + timedelta(hours=1)
    with unit_of_work():
        assign_bed(stay(stay_id), bed_named("B · P1 · G1"), actor=actor("intake"), now=later)
    place = whereabouts_of([stay_id], later)[stay_id]
    assert place.location is not None
    assert place.location.code == "KHU-B"


def test_two_people_exchange_beds_in_one_act(
    as_role: AsRole, take_in: TakeIn, lies_in: Callable[[int], str]
) -> None:
    one, other = take_in("Lê Văn Một", zone="A"), take_in("Lê Văn Hai", zone="B")
    before = lies_in(one), lies_in(other)
    code = stay(other).resident.code
    form = {"other": code.lower(), "reason": "xích mích", "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"}
    visitor = as_role("duty_commander")
    for _again in range(2):
        visitor.submit(f"/residents/stays/{one}/swap", form)
    assert (lies_in(other), lies_in(one)) == before
    assert "Đổi chỗ: xích mích" in visitor.page(f"/residents/stays/{one}/housing").get_text(" ", strip=True)
    form["act_id"] = "7f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"
    nobody = visitor.submit(f"/residents/stays/{one}/swap", {**form, "other": "HV999999"}, status=422)
    assert "Không tìm thấy người có mã" in nobody.text


def test_an_exchange_is_refused_when_one_of_the_two_may_not_lie_there(
    app: object, take_in: TakeIn, actor: ActorOf, lies_in: Callable[[int], str], zone_b_after_detox: None
) -> None:
    man, woman = take_in(zone="A"), take_in("Lê Thị Nữ", sex=Sex.FEMALE, zone="C")
    with pytest.raises(RuleViolation, match="bed_wrong_sex"), unit_of_work():
        swap_beds(stay(man), stay(woman), actor=actor("intake"), now=NOW)
    assert (lies_in(man), lies_in(woman)) == ("A · P1 · G1", "C · P1 · G1")
    with pytest.raises(RuleViolation, match="swap_with_oneself"), unit_of_work():
        swap_beds(stay(man), stay(man), actor=actor("intake"), now=NOW)


def test_a_body_that_differs_from_the_papers_lies_alone_in_a_zone_of_its_sex(
    as_role: AsRole, app: object, take_in: TakeIn, actor: ActorOf, bed_named: Callable[[str], Bed]
) -> None:
    stay_id, neighbour = take_in(zone="A"), take_in("Lê Thị Nữ", sex=Sex.FEMALE, zone="C")
    as_role("doctor").submit(f"/residents/stays/{stay_id}/body-sex", {"sex": "female", "basis": "Biên bản 3"})
    assert db.session.scalars(db.select(BodySex.sex)).one() is Sex.FEMALE
    with pytest.raises(RuleViolation, match="room_of_one"), unit_of_work():
        assign_bed(stay(stay_id), bed_named("C · P1 · G2"), actor=actor("intake"), now=NOW)
    with unit_of_work():
        assign_bed(stay(stay_id), bed_named("C · P2 · G1"), actor=actor("intake"), now=NOW)
    with pytest.raises(RuleViolation, match="room_of_one"), unit_of_work():
        assign_bed(stay(neighbour), bed_named("C · P2 · G2"), actor=actor("intake"), now=NOW)
    assert "female" not in as_role("auditor").page("/record").get_text()


def test_many_leave_the_reception_zone_in_one_act(
    as_role: AsRole, take_in: TakeIn, lies_in: Callable[[int], str]
) -> None:
    done = [take_in(f"Lê Văn {name}", zone="A") for name in ("Một", "Hai", "Ba")]
    still = take_in("Lê Văn Mới", zone="A")
    with unit_of_work():
        for stay_id in done:
            stay(stay_id).stage = Stage.EDUCATION
    intake = as_role("intake")
    page = intake.page("/housing/batch")
    boxes = [box["value"] for box in page.select('input[name="move"]')]
    assert len(boxes) == 3
    assert len({value.split(":")[1] for value in boxes}) == 3
    act = {"act_id": page.find(attrs={"name": "act_id"})["value"]}
    assert "Ghi lý do" in intake.submit("/housing/batch", {**act, "move": boxes}, status=422).text
    assert "Chưa chọn ai" in intake.submit("/housing/batch", {**act, "reason": "xong"}, status=422).text
    intake.submit("/housing/batch", {**act, "reason": "hết cắt cơn", "move": boxes[:2]})
    assert [lies_in(stay_id)[0] for stay_id in done] == ["B", "B", "A"]
    assert lies_in(still)[0] == "A"
    twice = f"{done[2]}:{boxes[0].split(':')[1]}"
    refused = intake.submit(
        "/housing/batch", {"act_id": act["act_id"], "reason": "x", "move": [twice]}, status=422
    )
    assert "Chưa chuyển ai" in refused.text
    assert lies_in(done[2])[0] == "A"


def test_an_instant_that_clocks_disagree_about_leaves_no_gap_that_overlaps(
    app: object, take_in: TakeIn, actor: ActorOf, bed_named: Callable[[str], Bed], clock: FixedClock
) -> None:
    stay_id = take_in(zone="A")
    early = NOW - timedelta(seconds=5)
    with unit_of_work():
        assign_bed(
            stay(stay_id), bed_named("A · P1 · G5"), actor=actor("intake"), now=early, why=Why(reason="x")
        )
    rows = db.session.scalars(db.select(BedAssignment).order_by(BedAssignment.id)).all()
    assert [(row.from_at, row.until_at) for row in rows] == [(NOW, NOW), (NOW, None)]
