"""One reception from the car to the last step, by two shifts."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.auth.models import Account
from center.auth.permissions import Role
from center.auth.service import create_account
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.badge.models import BadgePrint
from center.residents.duty.models import Duty, DutyState
from center.residents.expected import service as expected_service
from center.residents.expected.models import ExpectedArrival
from center.residents.expected.service import ExpectedFacts, expect
from center.residents.reception.labels import STEP_LABELS
from center.residents.reception.marking import mark
from center.residents.reception.models import (
    Reception,
    ReceptionDraft,
    ReceptionEvent,
    ReceptionMark,
    ReceptionPaper,
)
from center.residents.reception.queries import view_or_404
from center.residents.reception.service import admitted, begin, close, take_over
from center.residents.reception.steps import MarkKind, State, Step
from center.residents.stay.models import Stay, StayKind
from center.residents.timeline.models import TimelineEntry
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn, jpeg
from tests.residents.test_races import meet, together
from tests.support.reference import PASSWORD
from tests.support.statements import statements

CARD = "070095000123|285000111|Lê Văn Thử|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"

__all__ = ["meet"]

AsRole = Callable[[str], Visitor]
Form = Callable[..., dict[str, Any]]
ActorOf = Callable[[str], Actor]


@pytest.fixture
def second(app: object, clock: FixedClock, actor: ActorOf) -> Actor:
    """Return a second member of the intake desk."""
    with unit_of_work():
        account = create_account(
            "tiep-nhan-hai",
            "Phan Thị Ca Sau",
            "",
            PASSWORD,
            [Role.INTAKE],
            actor=actor("administrator"),
            now=clock.now(),
        )
    own = actor("intake")
    return Actor(account.id, account.full_name, own.roles, own.permissions)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def states(reception_id: int, clock: FixedClock) -> dict[Step, State]:
    db.session.expire_all()
    return {one.step: one.state for one in view_or_404(reception_id, clock.now()).steps}


def begun(visitor: Visitor) -> int:
    visitor.submit("/residents/receptions", {})
    return db.session.scalars(select(Reception.id).order_by(Reception.id.desc())).first() or 0


def text_of(visitor: Visitor, url: str) -> str:
    return visitor.page(url).get_text(" ", strip=True)


def test_what_was_typed_is_taken_up_by_the_next_shift_and_the_person_gets_in(
    as_role: AsRole, desk_form: Form, clock: FixedClock, second: Actor
) -> None:
    first = as_role("intake")
    half = desk_form(do="save", kind="", bed_id="", photo=(io.BytesIO(jpeg()), "anh.jpg"))
    answer = first.submit("/intake/new", half, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    (reception,) = db.session.scalars(select(Reception))
    assert answer.location.endswith(f"/residents/receptions/{reception.id}")
    assert count(Stay) == 0
    found = states(reception.id, clock)
    assert found[Step.IDENTITY] is found[Step.PHOTO] is found[Step.BELONGINGS] is State.DRAFTED

    with unit_of_work():
        take_over(db.session.get_one(Reception, reception.id), actor=second, now=clock.now())
    other = first.page(f"/residents/receptions/{reception.id}")
    assert "Phan Thị Ca Sau đang làm" in other.get_text(" ", strip=True)
    refused = first.get(f"/residents/receptions/{reception.id}/intake")
    assert refused.status_code == 303

    with unit_of_work():
        intake = db.session.scalars(select(Account).filter_by(username="intake")).one()
        own = Actor(intake.id, intake.full_name, second.roles, second.permissions)
        take_over(db.session.get_one(Reception, reception.id), actor=own, now=clock.now())
    page = first.page(f"/residents/receptions/{reception.id}/intake")
    for name in (
        "full_name",
        "number",
        "decision_number",
        "contacts-0-full_name",
        "belongings-1-description",
    ):
        box = page.find(attrs={"name": name})
        assert box is not None
        assert box["value"] == half[name], name
    kept = page.find(attrs={"name": "photo_kept"})["value"]
    version = page.find(attrs={"name": "draft_version"})["value"]
    url = f"/residents/receptions/{reception.id}/intake"
    data = {**desk_form(do="admit"), "photo_kept": kept, "draft_version": version}
    stale = first.submit(url, {**data, "draft_version": "77"}, status=422)
    assert "vừa lưu biểu mẫu này" in stale.text
    answer = first.submit(url, data)
    assert answer.location.endswith(f"/residents/receptions/{reception.id}")
    again = first.submit(url, data)
    assert again.location == answer.location
    assert count(Stay) == 1
    assert count(ReceptionDraft) == 0
    found = states(reception.id, clock)
    assert [step for step, state in found.items() if state is State.DONE] == [
        Step.IDENTITY,
        Step.BELONGINGS,
        Step.PHOTO,
        Step.BED,
    ]
    kinds = [
        event.kind.value for event in db.session.scalars(select(ReceptionEvent).order_by(ReceptionEvent.id))
    ]
    assert kinds == ["begun", "taken_over", "taken_over", "admitted"]


def test_the_steps_before_anybody_is_known(as_role: AsRole, clock: FixedClock, second: Actor) -> None:
    visitor = as_role("intake")
    reception_id = begun(visitor)
    base = f"/residents/receptions/{reception_id}"
    page = visitor.page(base)
    assert page.find(id="step-kit").find("a") is None, "not before admission"
    labels = [step.get_text() for step in page.find_all(class_="reception-label")]
    assert labels == [str(label) for label in STEP_LABELS.values()]
    assert page.find(autofocus=True)["href"] == f"{base}/papers"

    page = check_page(visitor.submit(f"{base}/papers", {"kind": "compulsory"}, status=200))
    assert "Quyết định giao cơ sở" in page.get_text()
    papers = {
        "check_id": "11111111-2222-4333-8444-555555555555",
        "state_court_decision": "original",
        "pages_court_decision": "3",
    }
    visitor.submit(f"{base}/papers", papers)
    visitor.submit(f"{base}/papers", papers)
    assert count(ReceptionPaper) == 1
    rest = {"state_naming_decision": "missing", "state_cv": "copy", "state_identity_paper": "missing"}
    visitor.submit(f"{base}/papers", {**papers, **rest, "check_id": "21111111-2222-4333-8444-555555555555"})
    assert "Thiếu: Quyết định giao cơ sở" in text_of(visitor, base)
    wrong = {
        **papers,
        **rest,
        "pages_naming_decision": "2",
        "check_id": "31111111-2222-4333-8444-555555555555",
    }
    assert "không có số tờ" in visitor.submit(f"{base}/papers", wrong, status=422).text

    visitor.submit(f"{base}/search", {"found": "no"}, status=422)
    visitor.submit(f"{base}/search", {"witness": str(second.id), "found": "yes", "note": "1 bật lửa"})
    visitor.submit(f"{base}/ask-health", {})
    visitor.submit(f"{base}/steps/papers/put-off", {"reason": "Công an xã gửi bổ sung ngày mai"})
    found = states(reception_id, clock)
    assert (found[Step.SEARCH], found[Step.HEALTH], found[Step.PAPERS]) == (
        State.DONE,
        State.WAITING,
        State.PUT_OFF,
    )
    visitor.submit(f"{base}/steps/search/take-back", {"reason": "Ghi nhầm sang người khác"})
    assert states(reception_id, clock)[Step.SEARCH] is State.OPEN
    visitor.submit(f"{base}/steps/search/take-back", {"reason": "x"}, status=422)
    assert visitor.get(f"{base}/steps/record/not-applicable").status_code == 200
    visitor.submit(f"{base}/steps/record/not-applicable", {"reason": "x"}, status=422)
    assert visitor.get(f"{base}/steps/nothing/put-off").status_code == 404
    assert "Không kết thúc" not in text_of(visitor, base)
    visitor.submit(f"{base}/close", {}, status=422)

    visitor.submit(f"{base}/abandon", {"reason": "Không đúng người trong quyết định"})
    assert count(ReceptionDraft) == 0
    assert "Không tiếp nhận" in text_of(visitor, base)
    visitor.submit(f"{base}/ask-health", {}, status=422)


def test_what_is_left_of_a_closed_reception_stays_a_duty_until_a_fact_shows_it_done(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock, actor: ActorOf, second: Actor
) -> None:
    stay_id = take_in()
    desk = actor("intake")
    with unit_of_work():
        reception = begin(actor=desk, now=clock.now() - timedelta(minutes=30))
        admitted(reception, db.session.get_one(Stay, stay_id), actor=desk, now=clock.now())
        for kind, words in ((MarkKind.PUT_OFF, "hết áo"), (MarkKind.PUT_OFF, "kho đóng cửa")):
            mark(reception, Step.KIT, kind, note_text=words, actor=desk, now=clock.now())
        mark(
            reception,
            Step.SEARCH,
            MarkKind.DONE,
            note_text="2 điếu thuốc",
            found=True,
            witness=(second.id or 0, second.name),
            actor=desk,
            now=clock.now(),
        )
        close(reception, actor=desk, now=clock.now())
    visitor = as_role("intake")
    open_ones = _duties(stay_id)
    assert open_ones["kit"].detail == "Cấp phát đồ dùng theo định mức: kho đóng cửa"
    assert open_ones["search"].detail.endswith("Vật cấm tìm thấy chưa ghi vào sổ")
    left = {step for step, duty in open_ones.items() if duty.state is DutyState.OPEN}
    assert left == {"papers", "search", "health", "kit", "classification", "badge", "information", "record"}
    listed = text_of(visitor, "/duties")
    assert "Lập biên bản giao, nhận" in listed
    page = visitor.page(f"/duties/{open_ones['badge'].id}")
    links = [link["href"] for link in page.find_all("a")]
    assert f"/residents/receptions/{reception.id}#step-badge" in links

    assert visitor.get(f"/residents/stays/{stay_id}/badge.pdf").status_code == 200
    assert count(BadgePrint) == 1
    after = _duties(stay_id)
    assert after["badge"].state is DutyState.DONE
    assert after["kit"].state is DutyState.OPEN
    with unit_of_work():
        row = db.session.get_one(Reception, reception.id)
        mark(row, Step.KIT, MarkKind.NOT_APPLICABLE, note_text="Tự mang theo", actor=desk, now=clock.now())
    assert _duties(stay_id)["kit"].state is DutyState.NOT_APPLICABLE
    with unit_of_work():
        row = db.session.get_one(Reception, reception.id)
        mark(row, Step.KIT, MarkKind.REOPENED, note_text="Không phải người này", actor=desk, now=clock.now())
    assert _duties(stay_id)["kit"].state is DutyState.OPEN
    told = db.session.scalars(select(TimelineEntry.text).where(TimelineEntry.stay_id == stay_id)).all()
    assert "Khám người khi tiếp nhận, cùng Phan Thị Ca Sau: có vật cấm" in told
    assert any(line.startswith("Kết thúc lượt tiếp nhận, xong 4") for line in told)


def _duties(stay_id: int) -> dict[str, Duty]:
    """Return the duties of the stay's reception by step."""
    db.session.expire_all()
    wanted = select(Duty).where(Duty.stay_id == stay_id, Duty.kind == "reception_left")
    return {duty.key.rpartition(":")[2]: duty for duty in db.session.scalars(wanted)}


def test_an_act_that_a_step_asked_for_leads_back_to_the_reception(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock, actor: ActorOf
) -> None:
    stay_id, visitor = take_in(), as_role("intake")
    with unit_of_work():
        reception = begin(actor=actor("intake"), now=clock.now())
        admitted(reception, db.session.get_one(Stay, stay_id), actor=actor("intake"), now=clock.now())
    base = f"/residents/receptions/{reception.id}"
    page = visitor.page(base)
    for step, path in (("kit", "kit/new"), ("record", "entry-record"), ("belongings", "belongings/new")):
        links = [link["href"] for link in page.find(id=f"step-{step}").find_all("a")]
        assert f"/residents/stays/{stay_id}/{path}?reception={reception.id}" in links or step == "belongings"
    answer = visitor.submit(
        f"/residents/stays/{stay_id}/entry-record?reception={reception.id}",
        {"receiver_name": "Lê Thị Bàn", "copies": "2", "act_id": "41111111-2222-4333-8444-555555555555"},
    )
    assert answer.location.endswith(base)
    assert states(reception.id, clock)[Step.RECORD] is State.DONE
    visitor.submit(f"{base}/classify", {"note": "Tổ 3; theo dõi nguy cơ bỏ trốn"})
    visitor.submit(f"{base}/explain", {"note": "Nội quy"})
    found = states(reception.id, clock)
    assert found[Step.CLASSIFICATION] is found[Step.INFORMATION] is State.DONE


def test_an_expected_arrival_fills_the_form_and_is_received_once(
    as_role: AsRole, desk_form: Form, clock: FixedClock, actor: ActorOf
) -> None:
    visitor = as_role("intake")
    with unit_of_work():
        case = expect(
            ExpectedFacts(
                "Lê Văn Thử",
                StayKind.COMPULSORY,
                "77/QĐ-TA",
                date(2026, 11, 20),
                "Tòa án nhân dân khu vực 4",
                date(2026, 11, 22),
                birth_year=1995,
                number="070095000123",
            ),
            actor=actor("records_clerk"),
            now=clock.now(),
        )
        expected_id = case.id
    scanned = {
        "do": "scan",
        "scan": CARD,
    }
    page = check_page(visitor.submit("/intake/new", scanned, status=200))
    assert page.find("button", attrs={"value": f"expect:{expected_id}"}) is not None
    page = check_page(visitor.submit("/intake/new", {"do": f"expect:{expected_id}"}, status=200))
    assert page.find(attrs={"name": "decision_number"})["value"] == "77/QĐ-TA"
    answer = visitor.submit(f"/residents/expected/{expected_id}/receive", {})
    base = answer.location
    page = visitor.page(f"{base}/intake")
    assert page.find(attrs={"name": "full_name"})["value"] == "Lê Văn Thử"
    assert page.find("input", attrs={"name": "kind", "value": "compulsory"}).has_attr("checked")
    again = visitor.submit(f"/residents/expected/{expected_id}/receive", {})
    assert "đang được tiếp nhận" in text_of(visitor, again.location)
    version = page.find(attrs={"name": "draft_version"})["value"]
    visitor.submit(f"{base}/intake", {**desk_form(), "draft_version": version})
    assert "Đã đến" in text_of(visitor, f"/residents/expected/{expected_id}")
    assert count(ExpectedArrival) == 1
    running = visitor.page("/").find(id="receptions")
    assert running is not None
    assert "Lê Văn Thử" in running.get_text()


def test_the_same_form_sent_twice_marks_once(as_role: AsRole, second: Actor) -> None:
    visitor = as_role("intake")
    base = f"/residents/receptions/{begun(visitor)}"
    data = {"witness": str(second.id), "found": "no", "client_id": "51111111-2222-4333-8444-555555555555"}
    for _time in range(2):
        visitor.submit(f"{base}/search", data)
    assert count(ReceptionMark) == 1


def test_others_look_on_and_cannot_touch(as_role: AsRole) -> None:
    reception_id = begun(as_role("intake"))
    base = f"/residents/receptions/{reception_id}"
    for role in ("records_clerk", "duty_commander", "director"):
        page = as_role(role).page(base)
        assert page.find(class_="reception-acts") is None
        assert as_role(role).get(f"{base}/papers").status_code == 403
    for role in ("nurse", "guard", "trainer"):
        assert as_role(role).get(base).status_code == 403


def test_a_list_of_many_costs_as_many_statements_as_one_of_few(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock, actor: ActorOf
) -> None:
    visitor = as_role("intake")

    def receive(name: str) -> None:
        stay_id = take_in(name)
        with unit_of_work():
            begin(actor=actor("intake"), boxes=[("full_name", name)], now=clock.now())
            reception = begin(actor=actor("intake"), now=clock.now())
            admitted(reception, db.session.get_one(Stay, stay_id), actor=actor("intake"), now=clock.now())

    receive("Trần Văn Một")
    visitor.page("/residents/receptions")
    with statements() as few:
        visitor.page("/residents/receptions")
    for name in ("Trần Văn Hai", "Trần Văn Ba", "Trần Văn Bốn"):
        receive(name)
    with statements() as many:
        visitor.page("/residents/receptions")
    assert len(many) == len(few)


def test_only_the_holder_writes_and_only_once_over(
    clock: FixedClock, actor: ActorOf, second: Actor, app: object
) -> None:
    desk = actor("intake")
    with unit_of_work():
        reception = begin(actor=desk, now=clock.now(), client_id="61111111-2222-4333-8444-555555555555")
    with unit_of_work():
        assert (
            begin(actor=desk, now=clock.now(), client_id="61111111-2222-4333-8444-555555555555") is reception
        )
    with pytest.raises(RuleViolation, match="yours_already"), unit_of_work():
        take_over(reception, actor=desk, now=clock.now())


def test_two_desks_receive_an_expected_arrival_once(
    app: Flask, clock: FixedClock, actor: ActorOf, second: Actor, meet: Callable[[Any, str], None]
) -> None:
    desk = actor("intake")
    with unit_of_work():
        case = expect(
            ExpectedFacts(
                "Lê Văn Thử",
                StayKind.COMPULSORY,
                "77/QĐ-TA",
                date(2026, 11, 20),
                "Tòa án nhân dân khu vực 4",
                date(2026, 11, 22),
                birth_year=1995,
            ),
            actor=desk,
            now=clock.now(),
        )
        expected_id = case.id
    meet(expected_service, "check_open")

    def receive(who: Actor) -> Callable[[], Any]:
        return lambda: begin(expected_id=expected_id, actor=who, now=clock.now())

    assert sorted(together(app, receive(desk), receive(second))) == ["done", "expected.receiving"]
    assert count(Reception) == 1
