"""The ward's board: who is on it, in what order, at what price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.db import db, unit_of_work
from center.legal.queries import forget_parameter_book
from center.medical.detox.criteria import ATTESTED
from center.medical.detox.service import declare_detox_complete
from center.medical.models import Fitness
from center.medical.ward.queries import Ward, WardLine, ward
from center.residents.badge.service import valid_badge
from center.residents.stay.models import EndReason, Stage, Stay
from center.residents.stay.service import end_stay
from center.residents.whereabouts.models import OutCause
from center.residents.whereabouts.service import change_whereabouts
from tests.conftest import NOW, Visitor
from tests.medical.support import admitted, examined, in_detox, measured, scored
from tests.support.statements import statements

H = timedelta(hours=1)


def line_of(board: Ward, stay: Stay) -> WardLine:
    return next(line for line in board.lines if line.stay.id == stay.id)


def test_it_holds_reception_and_detox_of_running_stays_only(app: Flask, doctor: Actor) -> None:
    with unit_of_work():
        new, detox = admitted(doctor, NOW - 2 * H), in_detox(doctor, NOW - 30 * H)
        gone, later = admitted(doctor, NOW - 3 * H), in_detox(doctor, NOW - 400 * H)
        end_stay(gone, EndReason.TRANSFERRED, happened_at=NOW, actor=doctor, now=NOW)
        later.stage = Stage.EDUCATION
    assert {line.stay.id for line in ward(NOW).lines} == {new.id, detox.id}


def test_the_most_urgent_come_first(app: Flask, doctor: Actor, nurse: Actor) -> None:
    with unit_of_work():
        later, due, overdue, red, away = (in_detox(doctor, NOW - 30 * H) for _ in range(5))
        for stay, hours in ((later, 1), (due, 7), (overdue, 20), (red, 0), (away, 25)):
            pulse = 135 if stay is red else 78
            measured(stay, nurse, NOW - hours * H, pulse=pulse)
            scored(stay, nurse, NOW - hours * H)
        change_whereabouts(
            away,
            out_cause=OutCause.HOSPITAL,
            happened_at=NOW - H,
            source="test",
            actor=doctor,
            now=NOW,
        )
    board = ward(NOW)
    assert [line.stay.id for line in board.lines] == [stay.id for stay in (red, overdue, due, later, away)]
    assert [line.stay.id for line in board.red] == [red.id]
    assert {line.stay.id for line in board.due} == {overdue.id, due.id}
    assert line_of(board, away).due_state(NOW) == "out"


def test_the_newest_reading_in_force_is_shown(app: Flask, doctor: Actor, nurse: Actor) -> None:
    from center.medical.entry import Entry
    from center.medical.observation.service import record_vitals

    with unit_of_work():
        stay, other = in_detox(doctor, NOW - 30 * H), in_detox(doctor, NOW - 30 * H)
        measured(stay, nurse, NOW - 9 * H, pulse=99)
        wrong = measured(stay, nurse, NOW - 3 * H, pulse=140)
        entry = Entry(wrong.happened_at, NOW, nurse, amends_id=wrong.id, amend_reason="gõ nhầm 84 thành 140")
        record_vitals(stay, {"pulse": 84, "systolic": 120, "diastolic": 80}, entry=entry)
        record_vitals(stay, {"pulse": 81}, entry=Entry(NOW, NOW, nurse))
        measured(other, nurse, NOW, pulse=60)
    line = line_of(ward(NOW), stay)
    assert line.vitals is not None
    assert line.vitals.row.pulse == 84
    assert not line.is_red
    assert line.vitals_due.at == NOW + 3 * H


def test_cows_is_due_for_who_used_opioids_or_is_unknown(app: Flask, doctor: Actor, nurse: Actor) -> None:
    from center.medical.exam.rules import UseFacts

    meth = UseFacts("methamphetamine", "smoked", is_main=True)
    with unit_of_work():
        unexamined, heroin = admitted(doctor, NOW - H), in_detox(doctor, NOW - 30 * H)
        other = admitted(doctor, NOW - 2 * H)
        examined(other, doctor, NOW - H, uses=(meth,))
    board = ward(NOW)
    assert line_of(board, unexamined).cows_due is not None
    assert line_of(board, heroin).cows_due is not None
    assert line_of(board, other).cows_due is None
    assert [line.stay.id for line in board.unexamined] == [unexamined.id]
    with unit_of_work():
        scored(other, nurse, NOW, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0)
    assert line_of(ward(NOW), other).cows_due is not None


def test_a_high_score_is_an_alarm(app: Flask, doctor: Actor, nurse: Actor) -> None:
    with unit_of_work():
        stay = in_detox(doctor, NOW - 30 * H)
        measured(stay, nurse, NOW)
        scored(stay, nurse, NOW, 2, 3, 3, 2, 2, 2, 3, 2, 1, 2, 3)
    line = line_of(ward(NOW), stay)
    assert line.cows_alarm
    assert line.is_red


def test_declarations_wait_for_a_doctor_who_did_not_write_them(
    app: Flask, doctor: Actor, second_doctor: Actor
) -> None:
    with unit_of_work():
        stay = in_detox(doctor, NOW - 300 * H)
        declare_detox_complete(
            stay,
            "Ổn định",
            fitness=Fitness.FIT,
            attested=ATTESTED,
            exception_reason="theo dõi đủ ngày",
            actor=doctor,
            now=NOW,
        )
    board = ward(NOW)
    assert [line.stay.id for line in board.waiting_for(second_doctor.id)] == [stay.id]
    assert board.waiting_for(doctor.id) == []


def test_it_costs_the_same_for_two_and_for_twenty(app: Flask, doctor: Actor, nurse: Actor) -> None:
    def fill(residents: int) -> None:
        with unit_of_work():
            for _ in range(residents):
                stay = in_detox(doctor, NOW - 30 * H)
                for hours in range(4):
                    measured(stay, nurse, NOW - hours * H)
                    scored(stay, nurse, NOW - hours * H)

    costs = []
    for residents in (2, 18):
        fill(residents)
        db.session.expunge_all()
        forget_parameter_book()
        with statements() as seen:
            assert len(ward(NOW).lines) >= residents
        costs.append(len(seen))
    assert costs[0] == costs[1]
    assert costs[0] <= 12


def test_a_scanned_badge_opens_the_chart(
    app: Flask, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        stay, _noise = in_detox(doctor, NOW - 30 * H), admitted(doctor, NOW - H)
        badge = valid_badge(stay.id)
    assert badge is not None
    visitor = as_role(Role.NURSE)
    for text in (badge.token, badge.token.lower(), stay.resident.code):
        answer = visitor.get("/medical", query_string={"q": text})
        assert (answer.status_code, answer.location) == (303, f"/medical/stays/{stay.id}")


def test_it_is_searched_by_name_and_beyond_the_ward(
    app: Flask, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        admitted(doctor, NOW - H, name="Lường Văn Ở Đây")
        later = in_detox(doctor, NOW - 400 * H, name="Đinh Văn Đã Xong")
        later.stage = Stage.EDUCATION
    visitor = as_role(Role.NURSE)
    page = visitor.page("/medical?q=luong")
    assert [link.get_text() for link in page.select(".ward .col-main a")] == ["Lường Văn Ở Đây"]
    page = visitor.page("/medical?q=dinh van")
    assert not page.select(".ward")
    assert page.select_one("#elsewhere a").get_text() == "Đinh Văn Đã Xong"
    assert "Không tìm thấy ai" in visitor.page("/medical?q=zzzz").get_text()


def test_filters_and_empty_states(app: Flask, doctor: Actor, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.DOCTOR)
    assert "Khu điều trị đang trống" in visitor.page("/medical").get_text()
    with unit_of_work():
        admitted(doctor, NOW - H)
    for shown, rows in (("all", 1), ("red", 0), ("due", 1), ("exam", 1), ("sign", 0), ("nonsense", 1)):
        page = visitor.page(f"/medical?show={shown}")
        assert len(page.select(".ward tbody tr")) == rows, shown
    assert len(visitor.page("/medical?page=9").select(".ward tbody tr")) == 0


def test_the_home_page_of_those_who_treat(
    app: Flask, doctor: Actor, nurse: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        stay = in_detox(doctor, NOW - 30 * H, name="Lường Văn Ở Đây")
        measured(stay, nurse, NOW, spo2=88)
    page = as_role(Role.NURSE).page("/")
    assert "Lường Văn Ở Đây" in page.select_one("#medical-urgent").get_text()
    assert "Chỉ số đỏ" in page.select_one("#medical-urgent").get_text()
    assert "Chờ tôi ký" not in page.get_text()
    assert "Chờ tôi ký" in as_role(Role.DOCTOR).page("/").get_text()
    for role in (Role.GUARD, Role.DIRECTOR, Role.ADMINISTRATOR):
        assert not as_role(role).page("/").select("#medical-day")


def test_it_is_closed_to_everyone_else(app: Flask, as_role: Callable[[Role], Visitor]) -> None:
    for role in set(Role) - {Role.DOCTOR, Role.NURSE}:
        assert as_role(role).get("/medical").status_code == 403, role
