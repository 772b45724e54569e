"""Whether a bed is for a person, and in which order the free ones are proposed. Pure.

A bed is refused for *obstacles*. A firm one is set by law, by a doctor or by the bed itself and holds for
everybody; a soft one is the center's own order, and the head of the center may let a person through with a
written reason. Sources: Law 120/2025 art. 46.2.h; Decree 163/2026 art. 66 (own zone for 12 to under 18; zone or
room of their own for women and for infectious disease of group A or B; own room for a body sex that differs from
the papers); Decree 116/2021 art. 6 before 2026-07-01.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from center.errors import RuleViolation


class ZonePurpose(StrEnum):
    """What a zone is for (Decree 163/2026 art. 66; LAW.md 5)."""

    RECEPTION = "reception"
    DETOX = "detox"
    GENERAL = "general"
    MINORS = "minors"
    ISOLATION = "isolation"
    """Persons the medical unit keeps apart (infectious disease of group A or B)."""
    DISCIPLINE = "discipline"


class Admission(StrEnum):
    """How a zone takes a group of persons who may not share rooms with the others."""

    NONE = "none"
    APART = "apart"
    """In rooms of their own."""
    ONLY = "only"
    """Nobody else."""


CARE = frozenset({ZonePurpose.RECEPTION, ZonePurpose.DETOX, ZonePurpose.ISOLATION})
"""Zones where the medical unit works: for who may not leave its care."""

ARRIVAL_STAGES = frozenset({"reception", "detox"})
ARRIVAL_ZONES = frozenset({ZonePurpose.RECEPTION, ZonePurpose.DETOX})


@dataclass(frozen=True, slots=True)
class Policy:
    """Whom a zone admits from a day on. Empty sets narrow nothing."""

    sex: str | None
    """None: both, in separate rooms."""
    minors: Admission
    isolation: Admission
    discipline: Admission
    stages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    rule_sets: frozenset[str] = frozenset()
    valid_from: date | None = None
    """None: nobody has set one; the zone admits by its purpose."""
    basis: str = ""


_NONE, _APART, _ONLY = Admission.NONE, Admission.APART, Admission.ONLY
_BY_PURPOSE = {
    ZonePurpose.RECEPTION: (_APART, _APART, _NONE),
    ZonePurpose.DETOX: (_APART, _APART, _NONE),
    ZonePurpose.GENERAL: (_NONE, _APART, _NONE),
    ZonePurpose.MINORS: (_ONLY, _APART, _NONE),
    ZonePurpose.ISOLATION: (_APART, _ONLY, _NONE),
    ZonePurpose.DISCIPLINE: (_NONE, _NONE, _ONLY),
}


def policy_by_purpose(purpose: ZonePurpose, sex: str | None) -> Policy:
    """Return whom a zone of ``purpose``, built for ``sex``, admits while nobody has set anything else."""
    minors, isolation, discipline = _BY_PURPOSE[purpose]
    return Policy(sex, minors, isolation, discipline)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What about a person decides where they may lie."""

    sex: str
    """The body's: the papers' unless somebody found otherwise."""
    minor: bool
    stage: str
    kind: str
    rule_set: str
    alone: bool = False
    """Needs a room of their own: the body's sex differs from the papers'."""
    isolation: bool = False
    """Kept apart by the medical unit. Never says why."""
    discipline: bool = False
    ward_only: bool = False
    self_harm: bool = False
    """A flag of self-harm stands: better not alone."""
    violent: bool = False
    """A flag of violence stands."""
    apart_rooms: Mapping[int, str] = field(default_factory=dict)
    """Rooms where somebody lies with whom no room may be shared → that person's code."""
    apart_zones: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody who lies in a room."""

    sex: str
    minor: bool
    alone: bool = False
    isolation: bool = False
    discipline: bool = False
    violent: bool = False


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """A zone as the rules see it."""

    id: int
    code: str
    name: str
    purpose: ZonePurpose
    policy: Policy
    has_area: bool
    """The list of places has its living area; without one nobody's whereabouts can be kept."""


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room with those who lie in it."""

    id: int
    name: str
    zone: ZoneFacts
    area_m2: Decimal | None
    norm_m2: Decimal | None
    """What one person should have, for comparison; None where no rule was ever known."""
    mates: tuple[Mate, ...] = ()


@dataclass(frozen=True, slots=True)
class BedFacts:
    """One bed."""

    id: int
    label: str
    room: RoomFacts
    taken: bool = False
    out_of_order: str = ""
    """Why it is out of order today; empty when it is in order."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a bed is not for a person; ``code`` finds its refusal."""

    code: str
    firm: bool
    facts: Mapping[str, object] = field(default_factory=dict)

    def violation(self, field: str | None = None) -> RuleViolation:
        """Return the refusal of an act that meets this obstacle."""
        found = RuleViolation(self.code, field=field)
        found.facts = dict(self.facts)
        return found


def obstacles(person: PersonFacts, bed: BedFacts) -> tuple[Obstacle, ...]:
    """Return everything that speaks against ``bed`` for ``person``, firm ones first; empty: it may be given."""
    zone = bed.room.zone
    facts: dict[str, object] = {"bed": bed.label, "zone": zone.name, "room": bed.room.name}
    found = [
        *_of_the_bed(bed),
        *_of_the_law(person, zone),
        *_of_the_room(person, bed.room),
        *_of_the_center(person, bed.room),
    ]
    lines = [Obstacle(code, firm, {**facts, **more}) for code, firm, more in found]
    return tuple(sorted(lines, key=lambda line: not line.firm))


_Found = Iterable[tuple[str, bool, dict[str, object]]]


def _of_the_bed(bed: BedFacts) -> _Found:
    if bed.closed:
        yield "housing.bed_closed", True, {}
    if bed.out_of_order:
        yield "residents.bed_out_of_order", True, {"why": bed.out_of_order}
    if bed.taken:
        yield "residents.bed_taken", True, {}
    if not bed.room.zone.has_area:
        yield "residents.zone_without_area", True, {}


def _of_the_law(person: PersonFacts, zone: ZoneFacts) -> _Found:
    policy = zone.policy
    if policy.sex is not None and policy.sex != person.sex:
        yield "residents.bed_wrong_sex", True, {}
    if person.minor and policy.minors is Admission.NONE:
        yield "housing.minors_elsewhere", True, {}
    if not person.minor and policy.minors is Admission.ONLY:
        yield "housing.minors_only", True, {}
    if person.isolation and policy.isolation is Admission.NONE:
        yield "housing.isolation_elsewhere", True, {}
    if not person.isolation and policy.isolation is Admission.ONLY:
        yield "housing.isolation_only", True, {}
    if person.ward_only and zone.purpose not in CARE:
        yield "housing.ward_only", True, {}


def _of_the_room(person: PersonFacts, room: RoomFacts) -> _Found:
    mates = room.mates
    if any(mate.sex != person.sex for mate in mates):
        yield "residents.room_other_sex", True, {}
    if any(mate.minor != person.minor for mate in mates):
        yield "housing.room_of_minors", True, {}
    if any(mate.isolation != person.isolation for mate in mates):
        yield "housing.room_of_isolation", True, {}
    if mates and (person.alone or any(mate.alone for mate in mates)):
        yield "housing.room_of_one", True, {}


def _of_the_center(person: PersonFacts, room: RoomFacts) -> _Found:
    zone, policy = room.zone, room.zone.policy
    if person.discipline and policy.discipline is Admission.NONE:
        yield "housing.discipline_elsewhere", False, {}
    if not person.discipline and policy.discipline is Admission.ONLY:
        yield "housing.discipline_only", False, {}
    if policy.discipline is Admission.APART and any(m.discipline != person.discipline for m in room.mates):
        yield "housing.room_of_discipline", False, {}
    if policy.stages and person.stage not in policy.stages:
        yield "housing.stage", False, {}
    if policy.kinds and person.kind not in policy.kinds:
        yield "housing.kind", False, {}
    if policy.rule_sets and person.rule_set not in policy.rule_sets:
        yield "housing.rule_set", False, {}
    if room.id in person.apart_rooms:
        yield "housing.apart_room", False, {"other": person.apart_rooms[room.id]}
    if zone.id in person.apart_zones:
        yield "housing.apart_zone", False, {"other": person.apart_zones[zone.id]}


@dataclass(frozen=True, slots=True)
class Offer:
    """A bed that may be given, with what speaks for and against it."""

    bed: BedFacts
    reasons: tuple[str, ...]
    """Codes: ``for_arrivals``, ``for_group``, ``filling``, ``empty_room``, ``tight``, and those of risk flags:
    ``company``, ``left_alone``, ``violent_mates``."""
    m2_each: Decimal | None
    """Square metres each would have, this person included."""
    soft: tuple[Obstacle, ...] = ()
    """What only the head of the center may pass over; empty for an ordinary offer."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Beds of one zone that are not for the person, for one reason."""

    zone: ZoneFacts
    obstacle: Obstacle
    """The first of them, with its facts."""
    beds: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The free beds for one person, best first, and why the others are not among them."""

    offers: tuple[Offer, ...]
    overridable: tuple[Offer, ...]
    """Free beds that only the center's own order forbids."""
    excluded: tuple[Excluded, ...]


def propose(person: PersonFacts, beds: Iterable[BedFacts]) -> Proposal:
    """Return which of ``beds`` may be given to ``person``, best first, and why each other one may not.

    Best: a zone made for them, then a room no risk flag speaks against, then not too tight, then a room that is
    lived in already (whole empty rooms are kept for those who need one), then by zone, room and bed.
    """
    offers: list[Offer] = []
    passable: list[Offer] = []
    first: dict[tuple[int, str], tuple[ZoneFacts, Obstacle]] = {}
    count: Counter[tuple[int, str]] = Counter()
    for bed in beds:
        against = obstacles(person, bed)
        if against:
            key = (bed.room.zone.id, against[0].code)
            first.setdefault(key, (bed.room.zone, against[0]))
            count[key] += 1
            if not against[0].firm:
                passable.append(_offer(person, bed, against))
            continue
        offers.append(_offer(person, bed))
    excluded = [Excluded(zone, obstacle, count[key]) for key, (zone, obstacle) in first.items()]
    excluded.sort(key=lambda line: (line.zone.code, -line.beds))
    return Proposal(
        tuple(sorted(offers, key=lambda offer: _rank(person, offer))),
        tuple(sorted(passable, key=lambda offer: _rank(person, offer))),
        tuple(excluded),
    )


def _offer(person: PersonFacts, bed: BedFacts, soft: tuple[Obstacle, ...] = ()) -> Offer:
    room, zone = bed.room, bed.room.zone
    each = room.area_m2 / (len(room.mates) + 1) if room.area_m2 is not None else None
    reasons = []
    if person.stage in ARRIVAL_STAGES and zone.purpose in ARRIVAL_ZONES:
        reasons.append("for_arrivals")
    if _is_for_group(person, zone.policy):
        reasons.append("for_group")
    reasons.append("filling" if room.mates else "empty_room")
    if each is not None and room.norm_m2 is not None and each < room.norm_m2:
        reasons.append("tight")
    reasons += _risks(person, room)
    return Offer(bed, tuple(reasons), each, soft)


def _risks(person: PersonFacts, room: RoomFacts) -> Iterable[str]:
    """Name what risk flags say about a room: advice in the order of the beds, never an obstacle."""
    if person.self_harm:
        yield "company" if room.mates else "left_alone"
    if (person.self_harm or person.violent) and any(mate.violent for mate in room.mates):
        yield "violent_mates"


AGAINST = frozenset({"left_alone", "violent_mates"})
"""Reasons of risk flags that speak against a bed."""


def _is_for_group(person: PersonFacts, policy: Policy) -> bool:
    groups = (
        (person.minor, policy.minors),
        (person.isolation, policy.isolation),
        (person.discipline, policy.discipline),
    )
    return any(belongs and admission is Admission.ONLY for belongs, admission in groups)


def _rank(person: PersonFacts, offer: Offer) -> tuple[object, ...]:
    room, zone = offer.bed.room, offer.bed.room.zone
    arriving = person.stage in ARRIVAL_STAGES
    return (
        "for_group" not in offer.reasons,
        arriving is not (zone.purpose in ARRIVAL_ZONES),
        not AGAINST.isdisjoint(offer.reasons),
        "tight" in offer.reasons,
        not room.mates and not person.alone,
        zone.code,
        room.name,
        offer.bed.label,
    )


def spread(
    people: Iterable[tuple[int, PersonFacts]], beds: Iterable[BedFacts], mate_of: Mapping[int, Mate]
) -> dict[int, Offer]:
    """Return a bed for each of ``people`` (id, facts) in their order, no bed twice; who gets none is missing.

    ``mate_of``: each person as the others in the room will see them.
    """
    free = {bed.id: bed for bed in beds}
    given: dict[int, Offer] = {}
    for key, person in people:
        offers = propose(person, free.values()).offers
        if not offers:
            continue
        given[key] = offer = offers[0]
        room = offer.bed.room
        fuller = RoomFacts(
            room.id, room.name, room.zone, room.area_m2, room.norm_m2, (*room.mates, mate_of[key])
        )
        free.pop(offer.bed.id)
        for bed_id, bed in free.items():
            if bed.room.id == room.id:
                free[bed_id] = BedFacts(bed.id, bed.label, fuller, bed.taken, bed.out_of_order, bed.closed)
    return given
