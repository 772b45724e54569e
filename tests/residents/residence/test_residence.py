"""Where a resident lives: each address as its paper says it, the commune of today, and how it was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.places.queries import communes_matching
from center.places.rules import AddressMatch, Candidate, MatchMethod, MatchStatus
from center.residents.residence.labels import mapping_words
from center.residents.residence.models import Residence
from center.residents.residence.rules import Mapping, mapping_of, read_mapping
from center.residents.residence.service import ResidenceFacts, change_residence
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
OLD = "Tổ 5, Phường Tân Phú, Thành phố Đồng Xoài, Bình Phước"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mapped", Mapping(False)),
        ("chosen", Mapping(True)),
        ("mapped:2026-09-20", Mapping(False, None, "2026-09-20")),
        ("mapped:old:2026-09-20", Mapping(False, MatchMethod.OLD, "2026-09-20")),
        (
            "chosen:old_without_district:2026-09-20",
            Mapping(True, MatchMethod.OLD_WITHOUT_DISTRICT, "2026-09-20"),
        ),
    ],
)
def test_how_it_was_mapped_is_kept_as_a_short_text(text: str, expected: Mapping) -> None:
    assert read_mapping(text) == expected
    assert expected.text == text
    assert len(text) <= 40


@pytest.mark.parametrize("method", list(MatchMethod))
def test_every_way_of_finding_fits_and_reads_back(method: MatchMethod) -> None:
    match = AddressMatch(MatchStatus.AMBIGUOUS, method, (Candidate(7, "1", "Xã A"),), "2026-09-20")
    kept = mapping_of(match, 7).text
    assert len(kept) <= 40
    assert read_mapping(kept) == Mapping(True, method, "2026-09-20")


def test_the_table_counts_only_when_its_one_answer_was_taken() -> None:
    match = AddressMatch(MatchStatus.MAPPED, MatchMethod.OLD, (Candidate(7, "1", "Xã A"),), "v")
    assert mapping_of(match, 7).text == "mapped:old:v"
    assert mapping_of(match, 8).text == "chosen:old:v"
    assert mapping_of(None, 8).text == "chosen"


def test_a_new_residence_leaves_the_earlier_ones_as_they_were_written(
    take_in: TakeIn, actor: Callable[[str], Actor]
) -> None:
    stay_id = take_in("Lê Văn Thử")
    commune = communes_matching("đồng xoài", TODAY)[0]
    before = db.session.get_one(Stay, stay_id).address_text
    facts = ResidenceFacts(OLD, commune.id, Mapping(True, MatchMethod.SPLIT, "v"), date(2026, 1, 5))

    def change(facts: ResidenceFacts, reason: str) -> None:
        with unit_of_work() as session:
            stay = session.get_one(Stay, stay_id)
            change_residence(stay, facts, reason=reason, actor=actor("records_clerk"), now=NOW)

    for code, wrong, reason in (
        ("residence_reason", facts, " "),
        (
            "residence_in_future",
            ResidenceFacts(OLD, commune.id, Mapping(True), date(2026, 11, 23)),
            "Chuyển nhà",
        ),
        ("no_such_commune", ResidenceFacts(OLD, 999_999, Mapping(True)), "Chuyển nhà"),
    ):
        with pytest.raises(RuleViolation, match=code):
            change(wrong, reason)
    change(facts, "Gia đình chuyển nhà")
    with pytest.raises(RuleViolation, match="residence_unchanged"):
        change(facts, "Lại")
    rows = db.session.scalars(select(Residence).order_by(Residence.id)).all()
    assert [(row.address_text, row.reason) for row in rows] == [(before, ""), (OLD, "Gia đình chuyển nhà")]
    stay = db.session.get_one(Stay, stay_id)
    assert (stay.address_text, stay.home_commune_id, stay.address_mapping) == (
        OLD,
        commune.id,
        "chosen:split:v",
    )
    assert "Xã cũ đã chia cho nhiều xã" in mapping_words(stay.address_mapping)


def test_the_form_settles_the_commune_or_lets_a_person_choose(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in("Lê Văn Thử")
    visitor = as_role("records_clerk")
    url = f"/residents/stays/{stay_id}/residence"
    assert "Phú Riềng" in visitor.page(url).find(id="address_text").get_text()  # type: ignore[union-attr]
    # one answer is left: it is taken, and kept with how it was found
    data = {"address_text": OLD, "reason": "Chuyển nhà", "since": "05/01/2026"}
    visitor.submit(url, data)
    stay = db.session.get_one(Stay, stay_id)
    assert stay.address_text == OLD
    assert stay.address_mapping.startswith("mapped:old:")
    # several are left: they are listed and none is taken
    split = "Thôn 1, Xã Pải Lủng, Huyện Mèo Vạc, Hà Giang"
    page = visitor.submit(url, {"address_text": split, "reason": "Sửa"}, status=422)
    assert "Xã cũ đã chia cho nhiều xã" in page.text
    assert page.text.count('value="commune:') == 2
    unknown = {"address_text": "Ấp 3", "home_commune_id-text": "tan lap", "reason": "Sửa"}
    page = visitor.submit(url, unknown, status=422)
    assert page.text.count('value="commune:') > 1
    chosen = communes_matching("tân lập", TODAY)[0].id
    kept = visitor.submit(url, {**unknown, "home_commune_id-text": "", "do": f"commune:{chosen}"}, status=200)
    assert f'name="home_commune_id" value="{chosen}"' in kept.text
    visitor.submit(url, {"address_text": "Ấp 3", "home_commune_id": str(chosen), "reason": "Sửa"})
    shown = visitor.page(f"/residents/stays/{stay_id}/person").find(id="stays").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert shown.index("Ấp 3") < shown.index(OLD) < shown.index("Thôn 3")
    assert "Cán bộ chọn." in shown
