from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from center.auth.permissions import Role
from center.clock import FixedClock, local_instant
from center.db import db
from center.residents.badge.service import valid_badge
from center.residents.labels import OUT_LABELS
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import OutCause
from center.vocational.models import AbsenceReason, Attendance, AttendanceState
from tests.conftest import Visitor, token_of
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)
Form = dict[str, str]


@pytest.fixture
def desk(as_role: Callable[[Role], Visitor]) -> Visitor:
    """The trainer's browser."""
    return as_role(Role.TRAINER)


def soup_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def words(page: Any) -> str:
    return (page if isinstance(page, BeautifulSoup) else soup_of(page)).get_text(" ", strip=True)


def form_of(page: BeautifulSoup) -> Form:
    """What a browser would send: hidden boxes, checked radios, chosen options, texts."""
    form = page.select_one("form.register")
    assert form is not None
    sent: Form = {}
    for box in form.select("input[name]"):
        if box.get("type") != "radio" or box.has_attr("checked"):
            sent[str(box["name"])] = str(box.get("value", ""))
    for select_box in form.select("select[name]"):
        chosen = select_box.select_one("option[selected]")
        sent[str(select_box["name"])] = str(chosen["value"]) if chosen else ""
    sent.pop("csrf_token")
    return sent


def prefix(form: Form, stay: Stay) -> str:
    return next(
        name.removesuffix("stay_id")
        for name, value in form.items()
        if name.endswith("stay_id") and value == str(stay.id)
    )


def token(stay: Stay) -> str:
    badge = valid_badge(stay.id)
    assert badge is not None
    return badge.token


def rows() -> int:
    return db.session.scalar(select(func.count(Attendance.id))) or 0


def state(form: Form, stay: Stay) -> tuple[str, str]:
    at = prefix(form, stay)
    return form[at + "state"], form[at + "reason"]


def test_the_register_is_one_screen_with_everyone_preset(
    desk: Visitor,
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    sent_out: Callable[..., None],
    bound: Callable[..., None],
) -> None:
    here, out, ward = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    held = lesson(course(here, out, ward), starts=time(8), ends=time(11))
    sent_out(out, OutCause.COURT, local_instant(SUNDAY, time(7)))
    bound(ward, RestrictionKind.WARD_ONLY, "Chỉ ở khu điều trị")
    url = f"/vocational/lessons/{held.id}/register"
    form = form_of(desk.page(url))
    assert (state(form, here), state(form, out), state(form, ward)) == (
        ("present", ""),
        ("absent", "out"),
        ("absent", "restricted"),
    )
    answer = desk.submit(url, form)
    assert answer.location == f"/vocational/lessons/{held.id}"
    page = desk.page(answer.location)
    assert OUT_LABELS[OutCause.COURT] in words(page)
    assert "Nguyễn Văn Động" in words(page)  # who kept it
    saved = {row.stay_id: (row.state, row.reason, row.note) for row in db.session.scalars(select(Attendance))}
    assert saved == {
        here.id: (AttendanceState.PRESENT, None, ""),
        out.id: (AttendanceState.ABSENT, AbsenceReason.OUT, OUT_LABELS[OutCause.COURT]),
        ward.id: (AttendanceState.ABSENT, AbsenceReason.RESTRICTED, "Chỉ ở khu điều trị"),
    }
    assert desk.get(url).status_code == 303
    desk.submit(url, form)  # a double click
    assert rows() == 3


def test_an_absence_without_a_reason_keeps_everything_typed(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    held = lesson(course(one, two))
    url = f"/vocational/lessons/{held.id}/register"
    form = form_of(desk.page(url))
    form[prefix(form, one) + "state"] = "late"
    form[prefix(form, one) + "note"] = "kẹt ở trạm xá"
    form[prefix(form, two) + "state"] = "absent"
    answer = desk.submit(url, form, status=422)
    page = soup_of(answer)
    assert "Lê Văn Hai: vắng nhưng chưa chọn lý do." in words(page)
    assert "Chưa lưu gì: 1 dòng không ghi được." in words(page)
    again = form_of(page)
    assert (state(again, one), state(again, two)) == (("late", ""), ("absent", ""))
    assert again[prefix(again, one) + "note"] == "kẹt ở trạm xá"
    assert rows() == 0
    again[prefix(again, two) + "reason"] = "refused"
    desk.submit(url, again)
    assert rows() == 2


def test_a_broken_form_changes_nothing(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    stay = person()
    held = lesson(course(stay))
    url = f"/vocational/lessons/{held.id}/register"
    form = form_of(desk.page(url))
    at = prefix(form, stay)
    for changes in (
        {at + "state": "asleep"},
        {at + "stay_id": "x"},
        {at + "reason": "none"},
        {at + "note": "x" * 201},
    ):
        desk.submit(url, form | changes, status=422)
    desk.submit(url, {}, status=422)
    assert rows() == 0


def test_somebody_who_joined_meanwhile_is_added_to_the_form(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson, clock: FixedClock
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    made = course(one)
    held = lesson(made)
    url = f"/vocational/lessons/{held.id}/register"
    form = form_of(desk.page(url))
    form[prefix(form, one) + "state"] = "late"
    desk.submit(f"/vocational/courses/{made.id}/enrol", {"joined_on": "22/11/2026", "stay_ids": [two.id]})
    answer = desk.submit(url, form, status=422)
    assert "Danh sách lớp đã thay đổi" in words(answer)
    again = form_of(soup_of(answer))
    assert (state(again, one), state(again, two)) == (("late", ""), ("present", ""))
    desk.submit(url, again)
    assert rows() == 2


def test_badges_without_scripts(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    here, away, stranger = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    held = lesson(course(here, away))
    url = f"/vocational/lessons/{held.id}/register"
    form = form_of(desk.page(url))
    form[prefix(form, here) + "state"] = "absent"
    page = soup_of(desk.submit(url, form | {"do": "scan", "badge": token(here).lower()}, status=200))
    assert "Có mặt: Trần Văn Một." in words(page)
    form = form_of(page)
    assert (state(form, here), form["badge"]) == (("present", ""), "")
    for badge, sentence in (
        (token(stranger), "Vũ Văn Ba không ở lớp này."),
        ("xxx", "Thẻ không có hiệu lực"),
    ):
        assert sentence in words(desk.submit(url, form | {"do": "scan", "badge": badge}, status=200))
    page = soup_of(desk.submit(url, form | {"do": "rest"}, status=200))
    form = form_of(page)
    assert (state(form, here), state(form, away)) == (("present", ""), ("absent", "unknown"))
    assert rows() == 0
    desk.submit(url, form | {"do": "save"})
    assert rows() == 2


def test_badges_asked_for_by_the_page(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    here, stranger = person("Trần Văn Một"), person("Lê Văn Hai")
    held = lesson(course(here))
    url = f"/vocational/lessons/{held.id}/badge"
    headers = {"X-CSRFToken": token_of(desk)}

    def ask(sent: Any) -> tuple[int, Any]:
        answer = desk.post(url, json=sent, headers=headers)
        return answer.status_code, answer.json

    assert ask({"token": token(here)}) == (200, {"word": "Trần Văn Một", "stay_id": here.id})
    assert ask({"token": token(stranger)}) == (200, {"word": "Lê Văn Hai không ở lớp này", "stay_id": None})
    for nonsense in ({"token": "x"}, {"token": 5}, {}, [1], "x"):
        assert ask(nonsense) == (200, {"word": "Thẻ không có hiệu lực", "stay_id": None})
    assert desk.post(url, json={"token": token(here)}).status_code == 400  # without the page's token
    assert rows() == 0


def test_a_correction_shows_both_rows_and_needs_a_reason(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    held = lesson(course(one, two))
    url = f"/vocational/lessons/{held.id}/register"
    assert desk.get(url + "/correct").location == url  # nothing to correct yet
    desk.submit(url, form_of(desk.page(url)))
    form = form_of(desk.page(url + "/correct"))
    form[prefix(form, two) + "state"] = "absent"
    form[prefix(form, two) + "reason"] = "sick"
    answer = desk.submit(url + "/correct", form, status=422)
    assert "Chưa ghi lý do." in words(answer)
    assert state(form_of(soup_of(answer)), two) == ("absent", "sick")
    form["reason"] = "về trạm xá giữa giờ"
    desk.submit(url + "/correct", form)
    page = desk.page(f"/vocational/lessons/{held.id}")
    assert "về trạm xá giữa giờ" in words(page)
    assert [tag.get_text(strip=True) for tag in page.find_all("s")] == ["Có mặt"]
    desk.submit(url + "/correct", form)
    assert rows() == 3


def test_a_lesson_ahead_tells_when_it_opens(
    desk: Visitor, person: Person, course: MakeCourse, lesson: MakeLesson
) -> None:
    stay = person()
    held = lesson(course(stay), SUNDAY + timedelta(days=1))
    page = desk.page(f"/vocational/lessons/{held.id}")
    assert "Chưa đến giờ điểm danh: buổi học bắt đầu lúc 23/11/2026 07:30." in words(page)
    url = f"/vocational/lessons/{held.id}/register"
    assert desk.get(url).status_code == 303
    form = {
        "lines-0-stay_id": str(stay.id),
        "lines-0-state": "present",
        "lines-0-reason": "",
        "lines-0-note": "",
    }
    assert "Mở lại trong vòng 30 phút trước giờ học" in words(desk.submit(url, form, status=422))
    assert rows() == 0


def test_the_day_shows_open_registers_and_who_is_missing(
    desk: Visitor,
    as_role: Callable[[Role], Visitor],
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    sent_out: Callable[..., None],
    second_trainer: int,
) -> None:
    here, out = person("Trần Văn Một"), person("Lê Văn Hai")
    made = course(here, out)
    held = lesson(made, starts=time(8), ends=time(11))
    lesson(made, SUNDAY - timedelta(days=3))
    theirs = course(code="MOC-K1")
    lesson(theirs, starts=time(8), ends=time(9), where="LOP2", trainer_id=second_trainer)
    sent_out(out, OutCause.HOSPITAL, local_instant(SUNDAY, time(7)))
    for url in ("/vocational", "/"):
        page = desk.page(url)
        assert "Lê Văn Hai : Đi bệnh viện" in words(page)
        assert "Buổi trước chưa điểm danh (1)" in words(page)
        assert page.select_one(f"a[href='/vocational/lessons/{held.id}/register']") is not None
        assert "Lớp MOC-K1" not in words(page)
    assert "Lớp MOC-K1" in words(desk.page("/vocational?who=all"))
    assert "Lớp MOC-K1" in words(as_role(Role.COUNSELLOR).page("/vocational"))
    yesterday = desk.page("/vocational?day=19/11/2026")
    assert "Chưa điểm danh" in words(yesterday)


def test_the_counsellor_hears_of_absences_without_leave(
    desk: Visitor,
    as_role: Callable[[Role], Visitor],
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
) -> None:
    bad, ill, worse = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    made = course(bad, ill, worse)
    for days, missing in (
        (0, {bad: "unknown", ill: "sick", worse: "refused"}),
        (1, {worse: "unknown"}),
        (9, {bad: "refused"}),
    ):
        held = lesson(made, SUNDAY - timedelta(days=days))
        url = f"/vocational/lessons/{held.id}/register"
        form = form_of(desk.page(url))
        for stay, reason in missing.items():
            form[prefix(form, stay) + "state"], form[prefix(form, stay) + "reason"] = "absent", reason
        desk.submit(url, form)
    counsellor = as_role(Role.COUNSELLOR)
    panel = counsellor.page("/").select_one("#vocational-follow-up")
    assert panel is not None
    cells = [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in panel.select("tbody tr")]
    assert [(row[0], row[2]) for row in cells] == [("Vũ Văn Ba", "2"), ("Trần Văn Một", "1")]
    assert desk.page("/").select_one("#vocational-follow-up") is None
    page = counsellor.page(f"/vocational/stays/{worse.id}")
    assert "Không chịu học" in words(page)
    assert "2" in words(page.select_one(".stats .state-warn"))
