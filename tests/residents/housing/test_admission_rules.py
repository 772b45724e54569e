"""Which bed is for whom: the table of cases, and what holds for any center."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.residents.housing.admission.rules import (
    Admission,
    BedFacts,
    Mate,
    PersonFacts,
    RoomFacts,
    ZoneFacts,
    ZonePurpose,
    obstacles,
    policy_by_purpose,
    propose,
    spread,
)
from center.residents.housing.labels import OBSTACLE_LABELS, REASON_LABELS
from center.residents.housing.messages import ADMISSION, MESSAGES

MAN = PersonFacts("male", minor=False, stage="education", kind="compulsory", rule_set="R2026")
WOMAN, BOY = replace(MAN, sex="female"), replace(MAN, minor=True, kind="minor")
MATE = Mate("male", minor=False)


def bed(
    purpose: ZonePurpose = ZonePurpose.GENERAL,
    *mates: Mate,
    sex: str | None = None,
    number: int = 1,
    area: Decimal | None = Decimal(48),
    **policy: object,
) -> BedFacts:
    rules = replace(policy_by_purpose(purpose, sex), **policy)  # type: ignore[arg-type]
    zone = ZoneFacts(1, "A", "Khu A", purpose, rules, True)
    return BedFacts(number, f"A · P1 · G{number}", RoomFacts(1, "P1", zone, area, Decimal(6), mates))


GENERAL, MINORS, DETOX = ZonePurpose.GENERAL, ZonePurpose.MINORS, ZonePurpose.DETOX
ISOLATION, DISCIPLINE = ZonePurpose.ISOLATION, ZonePurpose.DISCIPLINE
ISOLATED, PUNISHED = replace(MAN, isolation=True), replace(MAN, discipline=True)


@pytest.mark.parametrize(
    ("person", "place", "expected"),
    [
        (MAN, bed(), []),
        (MAN, bed(GENERAL, MATE), []),
        (WOMAN, bed(sex="male"), ["residents.bed_wrong_sex"]),
        (WOMAN, bed(GENERAL, MATE), ["residents.room_other_sex"]),
        (WOMAN, bed(GENERAL), []),
        (BOY, bed(GENERAL), ["housing.minors_elsewhere"]),
        (BOY, bed(MINORS), []),
        (BOY, bed(DETOX), []),
        (BOY, bed(DETOX, MATE), ["housing.room_of_minors"]),
        (MAN, bed(DETOX, Mate("male", minor=True)), ["housing.room_of_minors"]),
        (MAN, bed(MINORS), ["housing.minors_only"]),
        (ISOLATED, bed(ISOLATION), []),
        (ISOLATED, bed(GENERAL), []),
        (ISOLATED, bed(GENERAL, MATE), ["housing.room_of_isolation"]),
        (ISOLATED, bed(GENERAL, Mate("male", minor=False, isolation=True)), []),
        (ISOLATED, bed(GENERAL, isolation=Admission.NONE), ["housing.isolation_elsewhere"]),
        (MAN, bed(ISOLATION), ["housing.isolation_only"]),
        (replace(MAN, ward_only=True), bed(GENERAL), ["housing.ward_only"]),
        (replace(MAN, ward_only=True), bed(DETOX), []),
        (replace(MAN, alone=True), bed(GENERAL, MATE), ["housing.room_of_one"]),
        (MAN, bed(GENERAL, Mate("male", minor=False, alone=True)), ["housing.room_of_one"]),
        (PUNISHED, bed(GENERAL), ["housing.discipline_elsewhere"]),
        (PUNISHED, bed(DISCIPLINE), []),
        (MAN, bed(DISCIPLINE), ["housing.discipline_only"]),
        (PUNISHED, bed(GENERAL, MATE, discipline=Admission.APART), ["housing.room_of_discipline"]),
        (MAN, bed(stages=frozenset({"detox"})), ["housing.stage"]),
        (MAN, bed(kinds=frozenset({"voluntary"})), ["housing.kind"]),
        (MAN, bed(rule_sets=frozenset({"R2022"})), ["housing.rule_set"]),
        (replace(MAN, apart_rooms={1: "HV000002"}), bed(), ["housing.apart_room"]),
        (replace(MAN, apart_rooms={2: "HV000002"}), bed(), []),
        (replace(MAN, apart_zones={1: "HV000002"}), bed(), ["housing.apart_zone"]),
        (MAN, replace(bed(), taken=True), ["residents.bed_taken"]),
        (MAN, replace(bed(), out_of_order="gãy"), ["residents.bed_out_of_order"]),
        (MAN, replace(bed(), closed=True), ["housing.bed_closed"]),
    ],
)
def test_what_speaks_against_a_bed(person: PersonFacts, place: BedFacts, expected: list[str]) -> None:
    assert [line.code for line in obstacles(person, place)] == expected


def test_every_obstacle_has_its_words_and_the_law_stands_before_the_center() -> None:
    person = replace(WOMAN, minor=True, isolation=True, alone=True, discipline=True, apart_rooms={1: "HV1"})
    place = bed(GENERAL, MATE, sex="male", stages=frozenset({"detox"}), kinds=frozenset({"voluntary"}))
    found = obstacles(person, replace(place, taken=True))
    assert {line.code for line in found} <= MESSAGES.keys() & OBSTACLE_LABELS.keys()
    firm = [line.firm for line in found]
    assert firm == sorted(firm, reverse=True)
    assert {line.code for line in found if not line.firm} == {
        "housing.discipline_elsewhere",
        "housing.stage",
        "housing.kind",
        "housing.apart_room",
    }


def test_every_obstacle_has_a_short_word_beside_its_refusal() -> None:
    assert ADMISSION.keys() - {"residents.no_such_bed"} == OBSTACLE_LABELS.keys()


def rooms(*places: tuple[str, ZonePurpose, int, Decimal]) -> list[BedFacts]:
    """Two beds a room: zone code, purpose, people in it, area."""
    found = []
    for number, (code, purpose, people, area) in enumerate(places, start=1):
        zone = ZoneFacts(ord(code), code, f"Khu {code}", purpose, policy_by_purpose(purpose, None), True)
        room = RoomFacts(number, f"P{number}", zone, area, Decimal(6), (MATE,) * people)
        found += [BedFacts(number * 10 + place, f"{code} · P{number} · G{place}", room) for place in (1, 2)]
    return found


def test_the_best_bed_is_in_the_right_zone_not_too_tight_and_in_a_room_that_is_lived_in() -> None:
    beds = rooms(
        ("A", DETOX, 2, Decimal(20)),
        ("B", GENERAL, 7, Decimal(40)),  # 5 m² each
        ("C", GENERAL, 0, Decimal(40)),
        ("D", GENERAL, 2, Decimal(40)),
    )
    assert [offer.bed.room.zone.code for offer in propose(MAN, beds).offers] == list("DDCCBBAA")
    assert [offer.bed.room.zone.code for offer in propose(replace(MAN, stage="detox"), beds).offers][:2] == [
        "A",
        "A",
    ]
    first = propose(MAN, beds).offers[0]
    assert (first.reasons, round(first.m2_each or 0, 1)) == (("filling",), Decimal("13.3"))


def test_risk_flags_move_a_bed_down_and_say_why() -> None:
    beds = rooms(("B", GENERAL, 0, Decimal(40)), ("C", GENERAL, 2, Decimal(40)))
    assert [offer.bed.room.zone.code for offer in propose(MAN, beds).offers] == list("CCBB")
    fighter = Mate("male", minor=False, violent=True)
    beside = [
        replace(one, room=replace(one.room, mates=(*one.room.mates, fighter))) if one.room.mates else one
        for one in beds
    ]
    violent = propose(replace(MAN, violent=True), beside).offers
    assert [offer.bed.room.zone.code for offer in violent] == list("BBCC")
    assert violent[-1].reasons == ("filling", "violent_mates")
    frail = propose(replace(MAN, self_harm=True), beds).offers
    assert [(offer.bed.room.zone.code, offer.reasons[-1]) for offer in frail[::2]] == [
        ("C", "company"),
        ("B", "left_alone"),
    ]
    # advice only: who has no other choice still gets a bed
    assert len(propose(replace(MAN, self_harm=True), beds[:2]).offers) == 2


def test_every_reason_has_its_words() -> None:
    assert {"company", "left_alone", "violent_mates"} <= REASON_LABELS.keys()


def test_a_proposal_names_why_each_other_bed_is_excluded() -> None:
    beds = rooms(
        ("A", MINORS, 0, Decimal(20)), ("B", DISCIPLINE, 0, Decimal(20)), ("C", GENERAL, 1, Decimal(20))
    )
    beds[4] = replace(beds[4], taken=True)
    found = propose(MAN, beds)
    assert [offer.bed.id for offer in found.offers] == [32]
    assert [(line.zone.code, line.obstacle.code, line.beds) for line in found.excluded] == [
        ("A", "housing.minors_only", 2),
        ("B", "housing.discipline_only", 2),
        ("C", "residents.bed_taken", 1),
    ]
    assert {offer.bed.room.zone.code for offer in found.overridable} == {"B"}


people = st.builds(
    PersonFacts,
    st.sampled_from(["male", "female"]),
    st.booleans(),
    st.sampled_from(["reception", "labour"]),
    st.just("compulsory"),
    st.just("R2026"),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(people, max_size=8), st.lists(st.sampled_from(list(ZonePurpose)), min_size=1, max_size=5))
def test_a_group_is_spread_so_that_no_rule_is_broken(
    group: list[PersonFacts], purposes: list[ZonePurpose]
) -> None:
    beds = rooms(*((chr(65 + n), purpose, 0, Decimal(20)) for n, purpose in enumerate(purposes)))
    mates = {
        key: Mate(one.sex, one.minor, one.alone, one.isolation, one.discipline, one.violent)
        for key, one in enumerate(group)
    }
    given_beds = spread(enumerate(group), beds, mates)
    assert len({offer.bed.id for offer in given_beds.values()}) == len(given_beds)
    for room_id in {offer.bed.room.id for offer in given_beds.values()}:
        inside = [group[key] for key, offer in given_beds.items() if offer.bed.room.id == room_id]
        assert len({(one.sex, one.minor, one.isolation) for one in inside}) == 1
        assert len(inside) == 1 or not any(one.alone for one in inside)


def test_without_a_dated_rule_minors_live_apart_from_adults_everywhere() -> None:
    taken = {purpose: policy_by_purpose(purpose, None).minors for purpose in ZonePurpose}
    assert {purpose for purpose, how in taken.items() if how is Admission.ONLY} == {MINORS}
    assert taken[GENERAL] is Admission.NONE
