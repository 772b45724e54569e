"""The page of the intake desk."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import StoredFile
from center.residents.badge.models import Badge
from center.residents.housing.queries import beds_of, free_beds
from center.residents.person.models import Identifier, Photo, Resident, Sex
from center.residents.property.models import Belonging
from center.residents.reception.models import Reception
from center.residents.stay.models import Contact, EndReason, Stay
from center.residents.stay.service import end_stay
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn, jpeg

CARD = "070095000123|285000111|Lê Văn Thử|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"
Form = Callable[..., dict[str, Any]]
AsRole = Callable[[str], Visitor]


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def shown(visitor: Visitor, data: dict[str, Any], status: int = 200) -> BeautifulSoup:
    return check_page(visitor.submit("/intake/new", data, status=status, follow_redirects=False), status)


def upload(visitor: Visitor, data: dict[str, Any], status: int = 303) -> TestResponse:
    answer = visitor.submit("/intake/new", data, status=status, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the test client leaves its own temporary file open
    return answer


def value(page: BeautifulSoup, name: str) -> str:
    field = page.find(attrs={"name": name})
    assert field is not None, name
    return field.get_text().strip() if field.name == "textarea" else str(field.get("value", ""))


def errors(page: BeautifulSoup) -> str:
    summary = page.find(attrs={"data-error-summary": True})
    return summary.get_text(" ", strip=True) if summary else ""


def test_the_empty_form_says_now(as_role: AsRole) -> None:
    page = as_role("intake").page("/intake/new")
    assert value(page, "arrived_at") == "22/11/2026 09:00"
    assert value(page, "nationality") == "Việt Nam"
    assert len(page.find_all("input", attrs={"name": lambda n: bool(n) and n.endswith("-description")})) == 6


def test_a_scanned_card_fills_the_form_and_finds_the_commune(as_role: AsRole) -> None:
    page = shown(as_role("intake"), {"do": "scan", "scan": CARD, "arrived_at": "22/11/2026 08:00"})
    assert value(page, "full_name") == "Lê Văn Thử"
    assert value(page, "birth_date") == "09/03/1995"
    assert page.find("input", attrs={"name": "sex", "value": "male"}).has_attr("checked")
    assert value(page, "number") == "070095000123"
    assert value(page, "issued_on") == "15/04/2021"
    assert value(page, "home_commune_id-text") == "Xã Phú Riềng, Thành phố Đồng Nai"
    assert value(page, "scan") == ""
    assert value(page, "arrived_at") == "22/11/2026 08:00"
    assert "Đã đọc thẻ" in page.get_text()


def test_only_beds_for_the_sex_of_the_card_are_offered(as_role: AsRole) -> None:
    page = shown(as_role("intake"), {"do": "scan", "scan": CARD})
    groups = [group["label"] for group in page.find("select", attrs={"name": "bed_id"}).find_all("optgroup")]
    assert any("Khu B" in group for group in groups)
    assert not any("Khu C" in group for group in groups)


def test_a_mended_name_is_offered_and_taken_by_a_person(as_role: AsRole) -> None:
    visitor = as_role("intake")
    page = shown(visitor, {"do": "scan", "scan": CARD.replace("Lê Văn Thử", "LÃª VÄƒn Thá»­")})
    assert value(page, "full_name") == ""
    button = page.find("button", attrs={"value": "accept:full_name"})
    assert "Lê Văn Thử" in button.get_text()
    page = shown(visitor, {"do": "accept:full_name", "card_text": value(page, "card_text")})
    assert value(page, "full_name") == "Lê Văn Thử"
    assert page.find("button", attrs={"value": "accept:full_name"}) is None


def test_a_weaker_scan_does_not_overwrite_a_typed_name(as_role: AsRole) -> None:
    page = shown(
        as_role("intake"),
        {"do": "scan", "scan": CARD.replace("Lê Văn Thử", "Le Van Thu"), "full_name": "Lê Văn Thử"},
    )
    assert value(page, "full_name") == "Lê Văn Thử"


def test_a_different_name_on_the_card_is_shown_and_can_be_taken(as_role: AsRole) -> None:
    visitor = as_role("intake")
    page = shown(visitor, {"do": "scan", "scan": CARD, "full_name": "Lê Văn Thứ"})
    assert value(page, "full_name") == "Lê Văn Thứ"
    assert "Thẻ ghi «Lê Văn Thử»" in page.get_text()
    page = shown(visitor, {"do": "take:full_name", "card_text": CARD, "full_name": "Lê Văn Thứ"})
    assert value(page, "full_name") == "Lê Văn Thử"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("070095000123|28500", "chỉ có 2 phần"),
        ("HTTPS://MENU.EXAMPLE/QUAN-COM-TAM", "Nội dung quét"),
        (CARD.replace("070095000123", "07009500012345"), "12 chữ số"),
        (CARD.replace("09031995", "31021995"), "không có thật"),
        (CARD.replace("09031995", "09032031"), "chưa tới"),
    ],
)
def test_a_wrong_card_text_is_refused_and_stays_in_its_box(as_role: AsRole, text: str, words: str) -> None:
    page = shown(as_role("intake"), {"do": "scan", "scan": text, "full_name": "Đang Gõ Dở"}, status=422)
    assert words in errors(page)
    assert "Làm gì tiếp" in errors(page)
    assert value(page, "scan") == text
    assert value(page, "full_name") == "Đang Gõ Dở"
    assert count(Resident) == 0


def test_a_person_is_taken_in_with_everything_of_the_form(as_role: AsRole, desk_form: Form) -> None:
    visitor = as_role("intake")
    data = desk_form(card_text=CARD, photo=(io.BytesIO(jpeg()), "anh.jpg"))
    answer = upload(visitor, data)
    stay = db.session.scalars(select(Stay)).one()
    reception = db.session.scalars(select(Reception)).one()
    assert answer.location.endswith(f"/residents/receptions/{reception.id}")
    assert reception.stay_id == stay.id
    assert stay.resident.full_name == "Lê Văn Thử"
    assert stay.resident.code == "HV000001"
    assert stay.first_day == date(2026, 11, 22)
    assert stay.last_day == date(2028, 11, 21)
    assert stay.rule_set == "R2026"
    assert stay.address_mapping.startswith("mapped:")
    assert beds_of([stay.id])[stay.id].room.zone.code == "B"
    identifier = db.session.scalars(select(Identifier)).one()
    assert (identifier.number, identifier.card_text) == ("070095000123", CARD)
    assert count(Photo) == count(Badge) == count(Contact) == 1
    assert [(item.description, item.quantity) for item in db.session.scalars(select(Belonging))] == [
        ("Ví da", 1),
        ("Tờ 100.000 đồng", 3),
    ]
    steps = check_page(visitor.get(answer.location)).get_text(" ", strip=True)
    assert "4/12 bước xong" in steps, "identity, belongings, photo, bed"
    page = visitor.page(f"/residents/stays/{stay.id}")
    assert "In thẻ" in page.get_text()
    assert "In biên bản giao, nhận" in page.get_text()


def test_the_same_form_sent_twice_takes_one_person_in(as_role: AsRole, desk_form: Form) -> None:
    visitor, data = as_role("intake"), desk_form()
    first = visitor.submit("/intake/new", data)
    again = visitor.submit("/intake/new", data)
    assert first.location == again.location
    assert count(Stay) == 1


def test_a_form_brought_back_by_the_back_button_takes_in_the_other_person(
    as_role: AsRole, desk_form: Form
) -> None:
    visitor = as_role("intake")
    visitor.submit("/intake/new", desk_form())
    other = desk_form(full_name="Hồ Văn Hai", number="070095000456", bed_id=str(free_beds(Sex.MALE)[-1].id))
    visitor.submit("/intake/new", other)
    assert {stay.resident.full_name for stay in db.session.scalars(select(Stay))} == {
        "Lê Văn Thử",
        "Hồ Văn Hai",
    }


BAD: list[tuple[dict[str, str], str, str]] = [
    ({"number": "0700950001"}, "number", "10 chữ số"),
    ({"number": "070495000123"}, "number", "chưa tới"),
    ({"number": ""}, "number", "Nhập số giấy tờ"),
    ({"paper_kind": "none"}, "number", "Không có giấy tờ"),
    ({"birth_date": "31/02/1995"}, "birth_date", "Không có ngày 31/02/1995"),
    ({"birth_date": "09/03/2015"}, "birth_date", "11 tuổi"),
    ({"birth_date": "09/03/2010"}, "kind", "chưa đủ 18 tuổi"),
    ({"kind": "minor"}, "kind", "đã 31 tuổi"),
    ({"decision_issued_on": "25/11/2026"}, "decision_issued_on", "là ngày chưa tới"),
    (
        {"decision_issued_on": "22/11/2026", "first_day": "21/11/2026"},
        "decision_issued_on",
        "sau ngày đầu",
    ),
    ({"first_day": "01/12/2026"}, "first_day", "tương lai"),
    ({"arrived_at": "22/11/2026 23:00"}, "arrived_at", "tương lai"),
    ({"decision_issued_on": "20/06/2026"}, "months", "số tháng"),
    ({"bed_id": ""}, "bed_id", "Chọn một giường"),
    ({"bed_id": "999999"}, "bed_id", "không còn trong danh mục"),
    ({"home_commune_id": "", "address_text": "Chỗ nào đó"}, "home_commune_id", "Chọn xã, phường"),
    ({"full_name": "Lê Văn 5"}, "full_name", "không có chữ số"),
    ({"contacts-0-relation": ""}, "contacts-0-relation", "Ghi quan hệ"),
    ({"belongings-0-quantity": "0"}, "belongings-0-quantity", "từ 1"),
]


def test_bad_input_is_refused_in_words_and_changes_nothing(
    as_role: AsRole, desk_form: Form, subtests: pytest.Subtests
) -> None:
    desk = as_role("intake")
    for changes, field, words in BAD:
        with subtests.test(words, **changes):
            data = desk_form(**changes)
            page = shown(desk, data, status=422)
            assert errors(page)
            beside = page.find(id=f"{field}-error")
            assert beside is not None, errors(page)
            assert words in beside.get_text()
            for name in ("full_name", "address_text", "decision_number", "belongings-1-description"):
                assert value(page, name) == data[name]
            if "date" not in field:
                assert value(page, "birth_date") == data["birth_date"]
            assert count(Resident) == count(Stay) == count(Badge) == 0


def test_a_bed_that_was_taken_meanwhile_is_refused(as_role: AsRole, desk_form: Form, take_in: TakeIn) -> None:
    data = desk_form()
    take_in(zone="B")
    page = shown(as_role("intake"), data, status=422)
    assert "vừa có người nằm" in page.find(id="bed_id-error").get_text()
    assert value(page, "full_name") == "Lê Văn Thử"
    assert count(Stay) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"x" * (30 * 1024 * 1024), "30 MB"), (b"Day khong phai anh", "không phải")],
    ids=["30 MB", "text"],
)
def test_a_bad_photo_is_refused_and_the_kept_one_stays(
    as_role: AsRole, desk_form: Form, content: bytes, words: str
) -> None:
    visitor = as_role("intake")
    data = desk_form(bed_id="", photo=(io.BytesIO(jpeg()), "tot.jpg"))
    page = check_page(upload(visitor, data, 422), 422)
    kept = value(page, "photo_kept")
    assert kept
    data = desk_form(photo_kept=kept, photo=(io.BytesIO(content), "anh.jpg"))
    page = check_page(upload(visitor, data, 422), 422)
    assert words in page.find(id="photo-error").get_text()
    assert value(page, "photo_kept") == kept
    assert count(StoredFile) == count(Stay) == 0
    visitor.submit("/intake/new", desk_form(photo_kept=kept))
    assert count(Photo) == 1


def test_a_forged_kept_photo_is_dropped(as_role: AsRole, desk_form: Form) -> None:
    as_role("intake").submit("/intake/new", desk_form(photo_kept="AAAA.xxxx"))
    assert count(Stay) == 1
    assert count(Photo) == 0


def test_more_rows_keep_what_was_typed(as_role: AsRole, desk_form: Form) -> None:
    page = shown(as_role("intake"), desk_form(do="rows:belongings"))
    names = [
        str(field["name"]) for field in page.find_all("input") if "description" in str(field.get("name"))
    ]
    assert len(names) == 10
    assert value(page, "belongings-1-description") == "Tờ 100.000 đồng"


def leave(stay_id: int, clock: FixedClock, actor: Callable[[str], Any]) -> None:
    clock.advance(days=1)
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        end_stay(stay, EndReason.EXEMPTED, happened_at=clock.now(), actor=actor("director"), now=clock.now())


def test_somebody_who_was_here_before_gets_a_second_stay(
    as_role: AsRole, desk_form: Form, take_in: TakeIn, clock: FixedClock, actor: Callable[[str], Any]
) -> None:
    first = take_in("Trần Văn Mẫu", zone="B")
    leave(first, clock, actor)
    resident = db.session.get_one(Stay, first).resident
    number = db.session.scalars(select(Identifier.number)).first()
    visitor = as_role("intake")
    form = desk_form(
        number=number, full_name="Trần Văn Mẫu", birth_date="03/02/1990", arrived_at="23/11/2026 08:00"
    )

    page = shown(visitor, form, status=422)
    assert resident.code in errors(page)
    panel = page.find(id="known").get_text(" ", strip=True)
    assert "Dùng hồ sơ cũ" in panel
    assert "Đợt 1" in panel

    page = shown(visitor, {**form, "do": f"use:{resident.id}"})
    assert value(page, "resident_id") == str(resident.id)
    answer = visitor.submit("/intake/new", {**form, "resident_id": str(resident.id)})
    stays = db.session.scalars(select(Stay).order_by(Stay.id)).all()
    assert [stay.number for stay in stays] == [1, 2]
    assert count(Resident) == 1
    assert answer.location.endswith("/residents/receptions/1")
    assert "Các đợt khác" in visitor.page(f"/residents/stays/{stays[1].id}").get_text()


def test_somebody_who_is_inside_is_not_taken_in_again(
    as_role: AsRole, desk_form: Form, take_in: TakeIn
) -> None:
    stay_id = take_in("Trần Văn Mẫu", zone="B")
    number = db.session.scalars(select(Identifier.number)).first()
    form = desk_form(number=number, resident_id=str(db.session.get_one(Stay, stay_id).resident_id))
    page = shown(as_role("intake"), form, status=422)
    assert "đang ở trong cơ sở" in errors(page)
    assert page.find("a", href=f"/residents/stays/{stay_id}")
    assert count(Stay) == 1


def test_somebody_alike_must_be_ruled_out_before_a_new_file(
    as_role: AsRole, desk_form: Form, take_in: TakeIn
) -> None:
    stay_id = take_in("Lê Văn Thử", born=date(1995, 3, 9), zone="B")
    take_in("Lê Văn Khác", born=date(1995, 3, 9), zone="B")
    visitor = as_role("intake")
    data = desk_form(bed_id=str(free_beds(Sex.MALE)[-1].id))
    page = shown(visitor, data, status=422)
    assert "Có thể người này đã có hồ sơ" in errors(page)
    reasons = [chip.get_text(strip=True) for chip in page.select("#known .resident-chips .chip")][:4]
    assert reasons == ["Cùng họ tên", "Cùng ngày sinh", "Cùng xã, phường", "Khác số định danh"]
    seen = value(page, "seen_people")
    assert seen == str(db.session.get_one(Stay, stay_id).resident_id)
    shown(visitor, {**data, "not_same": "y"}, status=422)  # ticked without having seen anybody
    visitor.submit("/intake/new", {**data, "not_same": "y", "seen_people": seen})
    assert count(Resident) == 3


def test_a_commune_with_namesakes_is_chosen_by_a_person(as_role: AsRole) -> None:
    visitor = as_role("intake")
    page = shown(visitor, {"do": "map", "address_text": "", "home_commune_id-text": "xã tân lập"})
    buttons = [b for b in page.find_all("button") if str(b.get("value")).startswith("commune:")]
    assert len(buttons) > 1
    assert value(page, "home_commune_id") == ""
    picked = str(buttons[1]["value"])
    page = shown(visitor, {"do": picked, "address_text": ""})
    assert value(page, "home_commune_id") == picked.removeprefix("commune:")
    assert value(page, "home_commune_id-text") == buttons[1].get_text(strip=True)


MRZ = "IDVNM0950001238070095000123<<9\n9503098M3503096VNM<<<<<<<<<<<6\nLE<<VAN<THU<<<<<<<<<<<<<<<<<<<"


def test_the_lines_on_the_back_fill_what_they_say_but_never_a_name(as_role: AsRole, desk_form: Form) -> None:
    visitor = as_role("intake")
    page = shown(visitor, {"do": "scan", "scan": MRZ.replace("\n", "")})
    assert [value(page, name) for name in ("number", "birth_date", "full_name")] == [
        "070095000123",
        "09/03/1995",
        "",
    ]
    assert page.select_one("input[name=sex][checked]")["value"] == "male"  # type: ignore[index]
    assert "không dấu: LE VAN THU" in page.find(id="card-note").get_text()  # type: ignore[union-attr]
    typed = desk_form(do="scan", scan=MRZ, full_name="Lê Văn Thừ", birth_date="10/03/1995")
    note = shown(visitor, typed).find(id="card-note").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "Thẻ ghi «09/03/1995», đang nhập «10/03/1995»" in note
    assert "LE VAN THU" not in note  # the same but for the marks
    other = desk_form(do="scan", scan=MRZ, full_name="Lê Văn Bảy")
    note = shown(visitor, other).find(id="card-note").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "LE VAN BAY khác dòng chữ ở mặt sau thẻ (LE VAN THU)" in note
    visitor.submit("/intake/new", desk_form(card_text=MRZ))
    row = db.session.scalars(select(Identifier)).one()
    assert (row.source, row.number) == ("mrz", "070095000123")


def test_a_cancelled_number_on_the_card_is_kept_as_such(as_role: AsRole, desk_form: Form) -> None:
    card = "070095000999||Lê Văn Thử|09031995|Nam|Thôn 3, Xã Phú Riềng|15082024||070095000111"
    form = desk_form(number="070095000999", paper_kind="CC", issued_on="15/08/2024", card_text=card)
    as_role("intake").submit("/intake/new", form)
    rows = db.session.execute(select(Identifier.number, Identifier.standing, Identifier.source)).all()
    assert [tuple(row) for row in rows] == [
        ("070095000999", "valid", "qr"),
        ("070095000111", "cancelled", "qr"),
    ]


def test_only_the_desk_takes_people_in(as_role: AsRole) -> None:
    assert as_role("doctor").get("/intake/new").status_code == 403
