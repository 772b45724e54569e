"""What the records clerk finds out about people later: a name misread, an earlier number, a move, a second file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.places.models import Commune
from center.residents.merging.service import decide_merge, propose_merge
from center.residents.person.history import PaperFacts, add_identifier, amend_person, values_of
from center.residents.person.models import IdentifierKind, PersonField, Standing
from center.residents.residence.rules import Mapping
from center.residents.residence.service import ResidenceFacts, change_residence
from center.residents.stay.models import Stay

NOTICED_AFTER = timedelta(days=3)
DECIDED_AFTER = timedelta(days=2)


def find_out(
    stay: Stay, number: int, arrived_at: datetime, *, clerk: Actor, communes: list[int], now: datetime
) -> None:
    """Record what is found out about the person of the demo's stay ``number`` some days after the arrival."""
    at = arrived_at + NOTICED_AFTER
    if at > now:
        return
    person = stay.resident
    if number % 23 == 5:
        home_town = f"Thôn {number % 9 + 1}, {stay.home_commune.full_label}"
        values = values_of(person) | {PersonField.HOME_TOWN: home_town}
        amend_person(person, values, reason="Theo giấy khai sinh gia đình nộp bổ sung", actor=clerk, now=at)
    if number % 29 == 7:
        earlier = PaperFacts(
            IdentifierKind.CCCD,
            f"070{person.birth_date:%y}{number:07d}",
            date(2021, 6, 1),
            "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            date(2024, 9, 2),
            Standing.CANCELLED,
        )
        reason = "Số định danh cũ đã hủy do cải chính khai sinh, theo thông báo của Công an cấp xã"
        add_identifier(person, earlier, reason=reason, actor=clerk, now=at)
    if number % 31 == 3:
        home = db.session.get_one(Commune, communes[number % len(communes)])
        facts = ResidenceFacts(
            f"Tổ {number % 9 + 1}, {home.full_label}",
            home.id,
            Mapping(by_person=True),
            local_date(at) - timedelta(days=20),
        )
        if home.id != stay.home_commune_id:
            change_residence(stay, facts, reason="Gia đình chuyển nhà, theo đơn của mẹ", actor=clerk, now=at)


def notice_second_file(
    stay: Stay, earlier: Stay, arrived_at: datetime, *, clerk: Actor, director: Actor, now: datetime
) -> None:
    """Let the clerk notice that the person of ``stay`` was here before under another file, and the director decide."""
    at = arrived_at + NOTICED_AFTER
    if at > now:
        return
    proposal = propose_merge(
        stay.resident,
        earlier.resident,
        reason="Chính người này xác nhận đã ở đây; khi tiếp nhận không có giấy tờ nên lập hồ sơ mới.",
        actor=clerk,
        now=at,
    )
    if at + DECIDED_AFTER <= now:
        decide_merge(
            proposal.id,
            confirmed=True,
            reason="Đã đối chiếu ảnh và vân tay, đúng một người.",
            actor=director,
            now=at + DECIDED_AFTER,
        )
