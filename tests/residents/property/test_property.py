"""Things in custody on the database and on the pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.queries import documents_of_stay, file_content
from center.errors import RuleViolation
from center.handover.fact_queries import end_facts
from center.residents.money.models import MoneyKind
from center.residents.money.service import EntryFacts, enter
from center.residents.property.contraband import EndOfFind, FindFacts, record_find, settle
from center.residents.property.models import (
    Belonging,
    BelongingPhoto,
    ContrabandOutcome,
    FoundWhere,
    PropertyAct,
    PropertyBag,
)
from center.residents.property.queries import (
    StoreFilter,
    acts_of,
    belongings_of,
    contraband_of,
    pieces_left,
    store,
)
from center.residents.property.rules import Signer
from center.residents.property.service import (
    NOWHERE,
    ItemFacts,
    Keeping,
    cancel_return,
    correct_item,
    give_back,
    move_items,
    take_items,
)
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from tests.conftest import NOW, Visitor, check_page
from tests.documents.reading import text_of
from tests.residents.conftest import TakeIn, jpeg
from tests.residents.test_races import together
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
ME = Signer("Trần Văn Mẫu")
MOTHER = Signer("Trần Thị Mẹ", relation="mẹ", paper="070190000001")


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=f"residents.{code}")


@pytest.fixture
def bare(take_in: TakeIn) -> int:
    """A stay that brought nothing."""
    return take_in(belongings=(), arrived_at=NOW - timedelta(days=5))


@pytest.fixture
def take(app: Flask, actor: ActorOf, clock: FixedClock) -> Callable[..., PropertyAct]:
    def write(
        stay_id: int, *items: tuple[str, int], bag: str = "", place: str = "", **more: Any
    ) -> PropertyAct:
        with unit_of_work():
            return take_items(
                db.session.get_one(Stay, stay_id),
                [ItemFacts(what, count) for what, count in items],
                more.pop("signer", ME),
                keeping=Keeping(bag, place),
                actor=actor("intake"),
                now=clock.now(),
                **more,
            )

    return write


def test_a_bag_is_opened_by_a_return_and_the_rest_sealed_anew(
    bare: int, take: Callable[..., PropertyAct], take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    other, who = take_in("Hồ Văn Khác", belongings=()), actor("records_clerk")
    take(bare, ("Ví da", 1), ("Ảnh gia đình", 3), bag="NP-0012", place="Tủ 2")
    with refused("property_bag_used"):
        take(other, ("Nhẫn", 1), bag="NP-0012")
    with refused("property_same_signer"):
        take(other, ("Nhẫn", 1), signer=Signer(actor("intake").name))
    with refused("property_nothing"):
        take(other)
    wallet, pictures = (item.key for item in belongings_of(bare))

    def give(
        quantities: dict[int, int], receiver: Signer = MOTHER, keeping: Keeping = NOWHERE
    ) -> PropertyAct:
        with unit_of_work():
            return give_back(
                db.session.get_one(Stay, bare),
                quantities,
                receiver,
                keeping=keeping,
                actor=who,
                now=clock.now(),
            )

    with refused("property_reseal"):
        give({pictures: 1})
    with refused("property_receiver_paper"):
        give({pictures: 1}, Signer("Trần Thị Mẹ", relation="mẹ"))
    first = give({pictures: 1}, keeping=Keeping("NP-0013", "Tủ 2"))
    assert [(item.left, item.bag.number if item.bag else "") for item in belongings_of(bare)] == [
        (1, "NP-0013"),
        (2, "NP-0013"),
    ]
    opened = db.session.scalars(select(PropertyBag).where(PropertyBag.number == "NP-0012")).one()
    assert opened.open_reason == "Trả đồ"
    take(other, ("Nhẫn", 1), bag="NP-0012", place="Két")
    lines, total = store(StoreFilter(), offset=0, limit=10)
    assert [(line.bag, line.belonging.description, line.left) for line in lines] == [
        ("NP-0012", "Nhẫn", 1),
        ("NP-0013", "Ví da", 1),
        ("NP-0013", "Ảnh gia đình", 2),
    ]
    assert total == 3
    for text, count in (("0013", 2), ("két", 1), ("mau", 2), ("HV000001", 2), ("50%", 0)):
        assert store(StoreFilter(text=text), offset=0, limit=10)[1] == count, text
    give({wallet: 1, pictures: 2}, ME)
    assert pieces_left([bare, other]) == {bare: 0, other: 1}
    with unit_of_work():
        cancel_return(db.session.get_one(Stay, bare), first, "ghi nhầm người", actor=who, now=clock.now())
    assert pieces_left([bare]) == {bare: 1}
    assert end_facts([db.session.get_one(Stay, bare)])[bare].belongings_left == 1
    with refused("property_not_cancellable"), unit_of_work():
        cancel_return(db.session.get_one(Stay, bare), first, "lần nữa", actor=who, now=clock.now())
    assert [line.cancelled for line in acts_of(bare)] == [False, True, False]


def test_a_line_is_corrected_by_a_new_one_and_things_move_together(
    bare: int, take: Callable[..., PropertyAct], actor: ActorOf, clock: FixedClock
) -> None:
    take(bare, ("Điện thoại", 2), ("Ví da", 1), bag="NP-1")
    phone, wallet = (item.key for item in belongings_of(bare))
    stay = db.session.get_one(Stay, bare)

    def correct(key: int, right: ItemFacts, reason: str = "đếm sai") -> Belonging:
        with unit_of_work():
            return correct_item(
                db.session.get_one(Stay, bare), key, right, reason, actor=actor("intake"), now=clock.now()
            )

    correct(phone, ItemFacts("Điện thoại Nokia", 1))
    correct(phone, ItemFacts("Điện thoại Nokia 105", 1), "ghi rõ loại máy")
    with refused("property_reason"):
        correct(phone, ItemFacts("Điện thoại", 1), " ")
    item = belongings_of(bare)[0]
    assert (item.key, item.belonging.description, item.left, item.versions) == (
        phone,
        "Điện thoại Nokia 105",
        1,
        3,
    )
    correct(wallet, ItemFacts("Ví da", 0), "không có thật")
    assert pieces_left([bare]) == {bare: 1}
    with unit_of_work():
        move_items(
            stay, [phone], Keeping(place="Két sắt"), "chuyển kho", actor=actor("intake"), now=clock.now()
        )
    assert (belongings_of(bare)[0].place, belongings_of(bare)[0].bag) == ("Két sắt", None)
    with refused("property_where"), unit_of_work():
        move_items(stay, [phone], Keeping(), "chuyển kho", actor=actor("intake"), now=clock.now())


def test_two_desks_use_one_seal(
    app: Flask, bare: int, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    other, who, now = take_in("Hồ Văn Khác", belongings=()), actor("intake"), clock.now()

    def sealed(stay_id: int, name: str) -> Callable[[], None]:
        def act() -> None:
            take_items(
                db.session.get_one(Stay, stay_id),
                [ItemFacts("Ví")],
                Signer(name),
                keeping=Keeping("NP-7"),
                actor=who,
                now=now,
            )

        return act

    ends = together(app, sealed(bare, "Trần Văn Mẫu"), sealed(other, "Hồ Văn Khác"))
    assert ends == ["done", "residents.property_bag_used"]


def test_contraband_stands_apart_and_ends_with_a_record(bare: int, actor: ActorOf, clock: FixedClock) -> None:
    clerk, now = actor("intake"), clock.now()
    facts = FindFacts(
        "Thuốc lá", "2 bao", FoundWhere.ENTRY, now - timedelta(hours=1), Signer("Vương Đình Trực")
    )

    def find(one: FindFacts) -> Any:
        with unit_of_work():
            return record_find(db.session.get_one(Stay, bare), one, actor=clerk, now=now)

    row = find(facts)
    for wrong, code in (
        (FindFacts("x", "1", FoundWhere.POST, now + timedelta(hours=1), Signer("A")), "happened_in_future"),
        (FindFacts("x", "1", FoundWhere.POST, now, Signer(clerk.name)), "property_same_signer"),
    ):
        with refused(code):
            find(wrong)

    def end(outcome: ContrabandOutcome, number: str, days: int = 0, receiver: str = "") -> None:
        with unit_of_work():
            settle(
                row,
                EndOfFind(outcome, number, NOW.date() + timedelta(days=days), receiver),
                actor=clerk,
                now=now,
            )

    with refused("contraband_record"):
        end(ContrabandOutcome.DESTROYED, " ")
    with refused("contraband_receiver"):
        end(ContrabandOutcome.HANDED_OVER, "5/BB")
    with refused("contraband_day"):
        end(ContrabandOutcome.DESTROYED, "5/BB", days=-1)
    end(ContrabandOutcome.DESTROYED, "5/BB")
    with refused("contraband_settled"):
        end(ContrabandOutcome.DESTROYED, "6/BB")
    assert contraband_of(bare)[0].end is not None
    assert pieces_left([bare]) == {}


def test_the_desk_takes_things_with_pictures_and_prints_both_papers(as_role: AsRole, bare: int) -> None:
    desk, base = as_role("intake"), f"/residents/stays/{bare}/belongings"
    form = {
        "items-0-description": "Điện thoại Nokia", "items-0-quantity": "1", "items-0-condition": "vỡ màn hình",
        "items-0-kind": "valuable", "items-1-description": "Ảnh gia đình", "items-1-quantity": "3",
        "items-1-kind": "item", "bag": "NP-0012", "place": "Tủ 2", "happened_at": "22/11/2026 08:30", "other": "",
    }  # fmt: skip
    grown = check_page(desk.submit(f"{base}/new", {**form, "do": "rows"}, status=200))
    assert grown.find("input", attrs={"name": "items-7-description"})
    assert grown.find("input", attrs={"name": "items-0-description"})["value"] == "Điện thoại Nokia"
    nameless = {**form, "items-1-description": "", "items-1-condition": "cũ"}
    assert "Ghi tên đồ vật" in desk.submit(f"{base}/new", nameless, status=422).get_data(as_text=True)
    desk.submit(
        f"{base}/new",
        {**form, "items-0-photo": (io.BytesIO(jpeg(2000, 900)), "a.jpg")},
        content_type="multipart/form-data",
    )
    page = desk.page(f"/residents/stays/{bare}/property")
    picture = page.select_one("img.thing")
    assert picture is not None
    shown = desk.get(picture["src"])
    with Image.open(io.BytesIO(shown.data)) as image:
        assert (image.width, image.height) == (1280, 576), "the whole thing, made smaller, not cut"
        assert not image.getexif()
    assert as_role("administrator").get(picture["src"]).status_code == 403
    file_id = db.session.scalars(select(BelongingPhoto.file_id)).one()
    assert desk.get(f"/residents/stays/{bare + 1}/belongings/photos/{file_id}").status_code == 404
    act = db.session.scalars(select(PropertyAct)).one()
    answer = desk.submit(f"{base}/acts/{act.id}/receipt", {})
    assert answer.location == desk.submit(f"{base}/acts/{act.id}/receipt", {}).location
    text = text_of(file_content(documents_of_stay(bare, "property-receipt")[0].file_id)[0])
    for words in (
        "BIÊN NHẬN TÀI SẢN LƯU KÝ",
        "Điện thoại Nokia",
        "vỡ màn hình",
        "NP-0012",
        "Tủ 2",
        "Mã kiểm tra",
    ):
        assert words in text, words
    phone, photos = (item.key for item in belongings_of(bare))
    back = {f"item_{photos}": "4", "other_name": "Trần Thị Mẹ"}
    assert "từ 0 đến 3" in desk.submit(f"{base}/return", back, status=422).get_data(as_text=True)
    back[f"item_{photos}"] = "2"
    assert "Chưa ghi quan hệ" in desk.submit(f"{base}/return", back, status=422).get_data(as_text=True)
    full = {
        **back, "other_relation": "mẹ", "other_paper": "070190000001", "bag": "NP-0013",
    }  # fmt: skip
    desk.submit(f"{base}/return", full)
    text = desk.page(f"/residents/stays/{bare}").get_text(" ", strip=True)
    assert "còn giữ 1 trong 3 · túi NP-0013" in text
    returned = acts_of(bare)[0].act
    desk.submit(f"{base}/acts/{returned.id}/receipt", {})
    text = text_of(file_content(documents_of_stay(bare, "property-return")[0].file_id)[0])
    assert "BIÊN BẢN TRẢ TÀI SẢN LƯU KÝ" in text
    assert "070190000001" in text
    desk.submit(f"{base}/{phone}/correct", {
        "description": "Điện thoại Nokia 105", "quantity": "1", "kind": "valuable", "reason": "ghi rõ loại máy",
    })  # fmt: skip
    desk.submit(f"{base}/move", {"move": str(phone), "place": "Két", "reason": "chuyển kho"})
    desk.submit(f"{base}/acts/{returned.id}/cancel", {"reason": "ghi nhầm"})
    text = desk.page(f"/residents/stays/{bare}/property").get_text(" ", strip=True)
    assert "đã sửa: ghi rõ loại máy" in text
    assert "đã hủy" in text
    assert [item.left for item in belongings_of(bare)] == [1, 3]


def test_contraband_on_the_page_with_its_record(as_role: AsRole, bare: int) -> None:
    desk, base = as_role("intake"), f"/residents/stays/{bare}/contraband"
    form = {
        "description": "Thuốc lá", "amount": "2 bao", "found_where": "entry", "found_at": "22/11/2026 08:00",
        "other": "",
    }  # fmt: skip
    desk.submit(f"{base}/new", {**form, "amount": ""}, status=422)
    desk.submit(f"{base}/new", form)
    assert "chưa xử lý" in desk.page(f"/residents/stays/{bare}/property").get_text()
    found = contraband_of(bare)[0].find.id
    desk.submit(f"{base}/{found}/record", {})
    settle_form = {
        "outcome": "handed_over",
        "record_number": "5/BB",
        "happened_on": "22/11/2026",
        "receiver": "",
    }
    desk.submit(f"{base}/{found}/settle", settle_form, status=422)
    desk.submit(f"{base}/{found}/settle", {**settle_form, "receiver": "Công an xã Xuân Phú"})
    desk.submit(f"{base}/{found}/record", {})
    papers = documents_of_stay(bare, "contraband-record")
    assert len(papers) == 2, "one when it was found, one when it was settled"
    text = text_of(file_content(papers[0].file_id)[0])
    assert "Số: 5/BB" in text
    assert "Công an xã Xuân Phú" in text
    assert as_role("nurse").get(f"{base}/new").status_code == 403
    assert not as_role("nurse").page(f"/residents/stays/{bare}/property").find("a", href=f"{base}/new")


def test_the_store_is_searched_counted_and_says_what_the_released_left(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    desk, stay_id = as_role("records_clerk"), take_in(arrived_at=NOW - timedelta(days=3))
    desk.page("/residents/property?q=mau")
    with statements() as one:
        desk.page("/residents/property?q=mau")
    with statements() as alone:
        desk.page(f"/residents/stays/{stay_id}/property")
    for name in ("Lê Văn An", "Lê Văn Bình"):
        take_in(name)
    with unit_of_work():
        take_items(
            db.session.get_one(Stay, stay_id),
            [ItemFacts("Mũ"), ItemFacts("Giày", 2)],
            ME,
            actor=actor("intake"),
            now=clock.now(),
        )
    with statements() as many:
        desk.page("/residents/property?q=mau")
    with statements() as full:
        desk.page(f"/residents/stays/{stay_id}/property")
    assert (len(many), len(full)) == (len(one), len(alone))
    assert "Giày" in desk.page("/residents/property/sheet").get_text()
    with unit_of_work():
        end_stay(
            db.session.get_one(Stay, stay_id),
            EndReason.EXEMPTED,
            happened_at=NOW,
            actor=actor("director"),
            now=NOW,
        )
    assert "Ví da" in desk.page("/residents/property?state=ended").get_text()
    page = desk.page(f"/residents/stays/{stay_id}/property").get_text(" ", strip=True)
    assert "Đã ra khỏi cơ sở mà chưa trả hết đồ" in page
    assert as_role("guard").get("/residents/property").status_code == 403


def test_who_brings_nothing_gets_a_receipt_that_says_so(
    as_role: AsRole, bare: int, actor: ActorOf, clock: FixedClock
) -> None:
    desk, base = as_role("intake"), f"/residents/stays/{bare}/belongings"
    form = {
        "happened_at": "22/11/2026 08:30",
        "other": "",
        "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a30",
    }
    assert "Chưa ghi món đồ nào" in desk.submit(f"{base}/new", form, status=422).text
    both = {**form, "nothing": "y", "items-0-description": "Ví da", "items-0-quantity": "1"}
    assert "Vừa ghi đồ vật" in desk.submit(f"{base}/new", both, status=422).text
    with unit_of_work():
        money = EntryFacts(MoneyKind.FOUND, 350_000, NOW.date())
        enter(db.session.get_one(Stay, bare), money, actor=actor("records_clerk"), now=clock.now())
    desk.submit(f"{base}/new", {**form, "nothing": "y"})
    desk.submit(f"{base}/new", {**form, "nothing": "y"})
    act = db.session.scalars(select(PropertyAct)).one()
    assert (act.recorded_by_name, act.other_name) == ("Nguyễn Văn Nhận", "Trần Văn Mẫu")
    assert "Không có đồ gì để gửi giữ" in desk.page(f"/residents/stays/{bare}/property").get_text()
    desk.submit(f"{base}/acts/{act.id}/receipt", {})
    text = " ".join(text_of(file_content(documents_of_stay(bare, "property-receipt")[0].file_id)[0]).split())
    assert "không mang theo tài sản, đồ dùng cá nhân nào để gửi giữ" in text
    assert "Tiền mặt: 350.000 đồng, đã vào sổ lưu ký tiền theo phiếu thu số PT 1/2026" in text
    assert "NGƯỜI GỬI GIỮ" in text
