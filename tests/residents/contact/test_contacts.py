"""Contacts through services and pages: corrected, ended, never lost, and never told by mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.handover.facts import representative_of
from center.residents.contact.queries import stories_of
from center.residents.contact.rules import ContactEntry
from center.residents.contact.service import add_contact, amend_contact, end_contact, entry_of
from center.residents.stay.models import Contact, Stay, StayKind
from center.residents.stay.queries import contacts_of, contacts_to_tell
from center.residents.timeline.models import TimelineEntry
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

ActorOf = Callable[[str], Actor]
AsRole = Callable[[str], Visitor]
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"
WIFE = ContactEntry(full_name="Lê Thị Vợ", relation="Vợ", phone="0987654321", is_main=True)


@pytest.fixture
def stay(take_in: TakeIn) -> Stay:
    """Somebody with a mother, who represents."""
    arrived_at = datetime(2026, 9, 1, 2, tzinfo=UTC)
    return db.session.get_one(Stay, take_in("Trần Văn Ân", arrived_at=arrived_at, zone="B"))


def family(stay: Stay) -> list[tuple[str, str, bool]]:
    db.session.rollback()
    return [(one.relation, one.phone, one.is_main) for one in contacts_of(stay.id)]


def test_rows_are_amended_ended_and_kept(stay: Stay, actor: ActorOf) -> None:
    clerk = actor("records_clerk")
    (mother,) = contacts_of(stay.id)
    with unit_of_work():
        first = replace(entry_of(mother), is_main=True, phone="+84 912 000 346")
        newer = amend_contact(mother, first, reason="mẹ đổi số", actor=clerk, now=NOW)
    assert family(stay) == [("Mẹ", "0912 000 346", True)]
    with pytest.raises(RuleViolation, match="amended_before"), unit_of_work():
        end_contact(mother, reason="x", actor=clerk, now=NOW)
    with unit_of_work():
        wife = add_contact(stay, WIFE, client_id=ACT, actor=clerk, now=NOW)
        again = add_contact(stay, WIFE, client_id=ACT, actor=clerk, now=NOW)
        assert wife.id == again.id
    # one main contact: the former is one among others now, by a row of its own
    assert family(stay) == [("Vợ", "0987 654 321", True), ("Mẹ", "0912 000 346", False)]
    with unit_of_work():
        end_contact(db.session.get_one(Contact, wife.id), reason="đã ly hôn", actor=clerk, now=NOW)
    assert family(stay) == [("Mẹ", "0912 000 346", False)]
    stories = stories_of(stay.id)
    assert [[row.reason for row in story.rows] for story in stories] == [
        ["Người liên hệ chính nay là Lê Thị Vợ", "mẹ đổi số", ""],
        ["đã ly hôn", ""],
    ]
    assert stories[0].rows[1].id == newer.id
    assert db.session.scalar(select(func.count()).select_from(Contact)) == 5
    said = "".join(str(row.data) for row in db.session.scalars(select(AuditEntry)) if "contacts" in row.name)
    assert "phone" in said
    assert "Lê Thị Vợ" not in said
    assert "0912" not in said
    lines = db.session.scalars(select(TimelineEntry.text).where(TimelineEntry.link.like("%/contacts")))
    assert list(lines) == [
        "Sửa thân nhân: Mẹ Trần Thị Mẹ",
        "Thêm thân nhân: Vợ Lê Thị Vợ",
        "Không còn là người liên hệ: Vợ Lê Thị Vợ",
    ]


def test_who_must_not_be_told_gets_no_paper_and_stands_apart(
    stay: Stay, actor: ActorOf, as_role: AsRole
) -> None:
    (mother,) = contacts_of(stay.id)
    assert representative_of(stay.id).full_name == "Trần Thị Mẹ"
    secret = replace(
        entry_of(mother), not_told=True, not_told_reason="đánh đập người cai nghiện", may_visit=False
    )
    with unit_of_work():
        amend_contact(mother, secret, reason="lời khai ngày 20/11", actor=actor("counsellor"), now=NOW)
    assert contacts_to_tell(stay.id) == []
    assert representative_of(stay.id).full_name == ""
    with unit_of_work():
        add_contact(stay, WIFE, actor=actor("counsellor"), now=NOW)
    assert representative_of(stay.id).full_name == "Lê Thị Vợ"
    url = f"/residents/stays/{stay.id}/contacts"
    for role, knows_why in (("guard", False), ("doctor", False), ("duty_commander", True), ("intake", True)):
        text = as_role(role).page(url).get_text(" ", strip=True)
        assert text.index("Lê Thị Vợ") < text.index("KHÔNG báo tin")
        assert ("đánh đập" in text) == knows_why, role
    file = as_role("guard").page(f"/residents/stays/{stay.id}").select_one("#contacts")
    assert file is not None
    assert file.select_one("a[href='tel:+84987654321']") is not None
    safe = as_role("guard").page(f"/security/stays/{stay.id}").select_one("#family")
    assert safe is not None
    assert [link["href"] for link in safe.select("a")] == ["tel:+84987654321"], (
        "nobody taps who must not be told"
    )


def test_a_minor_keeps_a_representative(take_in: TakeIn, actor: ActorOf, as_role: AsRole) -> None:
    arrived_at = datetime(2026, 9, 1, 2, tzinfo=UTC)
    minor = take_in("Lê Văn Nhỏ", born=date(2010, 5, 6), kind=StayKind.MINOR, arrived_at=arrived_at)
    (mother,) = contacts_of(minor)
    for act in (
        lambda: end_contact(mother, reason="đã mất", actor=actor("intake"), now=NOW),
        lambda: amend_contact(
            mother,
            replace(entry_of(mother), is_representative=False),
            reason="x",
            actor=actor("intake"),
            now=NOW,
        ),
    ):
        with pytest.raises(RuleViolation, match="minor_needs_representative"), unit_of_work():
            act()
    alone = take_in(
        "Lê Văn Côi", born=date(2010, 5, 7), kind=StayKind.MINOR, arrived_at=arrived_at, contacts=()
    )
    page = as_role("intake").page(f"/residents/stays/{alone}/contacts")
    assert "chưa có người đại diện" in page.get_text()
    assert "điều 136" in page.get_text()


def test_the_family_is_edited_by_form_and_its_history_read(stay: Stay, as_role: AsRole) -> None:
    clerk = as_role("records_clerk")
    url = f"/residents/stays/{stay.id}/contacts"
    form = {
        "client_id": ACT,
        "full_name": "Lê Thị Vợ",
        "relation": "Vợ",
        "phone": "01681234567",
        "may_visit": "y",
    }
    refused = clerk.submit(f"{url}/new", form, status=422).text
    assert "đã đổi đầu số từ năm 2018" in refused
    assert "01681234567" in refused, "what was typed is kept"
    clerk.submit(f"{url}/new", {**form, "phone": "0368 123 4567", "not_told": "y"}, status=422)
    clerk.submit(f"{url}/new", {**form, "phone": "0368123456"})
    clerk.submit(f"{url}/new", {**form, "phone": "0368123456"})  # sent twice
    wife = contacts_of(stay.id)[1]
    assert (wife.full_name, wife.phone, wife.may_visit) == ("Lê Thị Vợ", "0368 123 456", True)
    page = clerk.page(f"{url}/{wife.id}")
    assert page.select_one("#phone")["value"] == "0368 123 456"
    change = {**form, "client_id": ACT.replace("6f", "7f"), "phone": "0368123456", "may_visit": ""}
    clerk.submit(f"{url}/{wife.id}", change, status=422)  # no reason
    clerk.submit(f"{url}/{wife.id}", {**change, "reason": "vi phạm nội quy thăm gặp"})
    assert "không thăm gặp" in clerk.page(url).get_text()
    newest = next(one for one in contacts_of(stay.id) if one.relation == "Vợ")
    clerk.submit(f"{url}/{newest.id}/end", {"client_id": ACT, "reason": ""}, status=422)
    clerk.submit(f"{url}/{newest.id}/end", {"client_id": ACT.replace("6f", "8f"), "reason": "đã ly hôn"})
    history = clerk.page(f"{url}/history").get_text(" ", strip=True)
    for words in ("đã thôi", "đã ly hôn", "vi phạm nội quy", "0368 123 456"):
        assert words in history
    assert "đã ly hôn" not in as_role("guard").page(f"{url}/history").get_text()
    assert as_role("guard").get(f"{url}/new").status_code == 403
    assert clerk.get(f"{url}/999").status_code == 404


def test_the_page_costs_the_same_whatever_the_family(stay: Stay, actor: ActorOf, as_role: AsRole) -> None:
    url = f"/residents/stays/{stay.id}/contacts"
    guard = as_role("guard")
    guard.page(url)
    with statements() as few:
        guard.page(url)
    with unit_of_work():
        for name in ("Một", "Hai", "Ba"):
            add_contact(stay, replace(WIFE, full_name=f"Lê Thị {name}"), actor=actor("intake"), now=NOW)
    with statements() as many:
        guard.page(url)
    assert len(few) == len(many)
