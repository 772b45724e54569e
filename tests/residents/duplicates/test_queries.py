"""Who is shown before a new file is made, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.residents.duplicates.queries import alike
from center.residents.duplicates.rules import PersonFacts, Reason
from center.residents.person.models import IdentifierKind, Resident, Sex
from center.residents.person.service import IdentityPaper
from center.residents.person.service import PersonFacts as Facts
from center.residents.stay.models import Stay
from tests.conftest import NOW
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

BORN = date(1995, 3, 9)


def found(who: PersonFacts) -> list[tuple[str, tuple[Reason, ...]]]:
    return [(one.resident.full_name, one.likeness.reasons) for one in alike(who)]


def test_everybody_who_may_be_the_person_is_found_with_the_reasons(
    take_in: TakeIn, actor: Callable[[str], Actor]
) -> None:
    take_in("Lê Văn Thử", born=BORN, photo=None)
    take_in("Lê Văn Thử", born=date(1970, 1, 1), photo=None)  # a namesake of another age
    take_in("Lê Văn Thứa", born=BORN, photo=None)
    take_in("Trần Thị Khác", sex=Sex.FEMALE, born=BORN, photo=None)
    take_in("Lê Văn Thử", born=date(1995, 9, 3), photo=None)
    nicknamed = Facts("Bùi Văn Lạ", Sex.MALE, date(1995, 12, 1), other_names="Thử Đen, Tèo")
    take_in(person=nicknamed, photo=None)
    old = take_in("Hồ Văn Cũ", photo=None)
    with unit_of_work() as session:
        person = session.get_one(Stay, old).resident
        paper = IdentityPaper(IdentifierKind.CCCD, "", old_number="285000111")
        paper.remember(person, actor=actor("intake"), now=NOW)
    who = PersonFacts(
        "Lê Văn Thử",
        BORN,
        Sex.MALE,
        old_numbers=frozenset({"285000111"}),
        other_names=("Thử Đen",),
        parents=frozenset({"Trần Thị Mẹ"}),
    )
    answers = found(who)
    assert answers[0] == ("Lê Văn Thử", (Reason.NAME, Reason.BIRTH_DATE, Reason.PARENT))
    assert answers[1:4] == [
        ("Lê Văn Thử", (Reason.NAME, Reason.SWAPPED_BIRTH_DATE, Reason.PARENT)),
        ("Hồ Văn Cũ", (Reason.OLD_NUMBER, Reason.PARENT)),
        ("Lê Văn Thứa", (Reason.SIMILAR_NAME, Reason.BIRTH_DATE, Reason.PARENT)),
    ]
    # a parent of the same name is enough for a namesake of another age, and for a nickname of the same year
    assert set(answers[4:]) == {
        ("Lê Văn Thử", (Reason.NAME, Reason.PARENT)),
        ("Bùi Văn Lạ", (Reason.OTHER_NAME, Reason.BIRTH_YEAR, Reason.PARENT)),
    }
    alone = replace(who, old_numbers=frozenset(), parents=frozenset(), other_names=())
    assert [name for name, _reasons in found(alone)] == ["Lê Văn Thử", "Lê Văn Thử", "Lê Văn Thứa"]


def test_looking_costs_the_same_for_one_and_for_ten(take_in: TakeIn) -> None:
    who = PersonFacts("Lê Văn Thử", BORN, Sex.MALE)
    take_in("Lê Văn Thử", born=BORN, photo=None)
    with statements() as one:
        assert len(alike(who)) == 1
    for _ in range(9):
        take_in("Lê Văn Thử", born=BORN, photo=None)
    with statements() as ten:
        assert len(alike(who)) == 10
    assert len(ten) == len(one) <= 10


def test_a_merged_file_counts_as_the_one_it_went_into(take_in: TakeIn) -> None:
    kept, merged = take_in("Lê Văn Thử", born=BORN), take_in("Lê Văn Thứ", born=BORN)
    with unit_of_work() as session:
        kept_id = session.get_one(Stay, kept).resident_id
        session.get_one(Stay, merged).resident.merged_into_id = kept_id
    answers = alike(PersonFacts("Lê Văn Thứ", BORN))
    assert [one.resident.id for one in answers] == [kept_id]
    assert alike(PersonFacts("Lê Văn Thứ", BORN), apart_from=[kept_id]) == []
    assert db.session.get_one(Resident, kept_id).merged_into_id is None
