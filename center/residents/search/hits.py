"""The answers of the search, from ids to what a line shows: a fixed number of statements, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, select, union

from center.clock import clock
from center.db import db
from center.residents.housing.queries import beds_of
from center.residents.person.models import PersonAmendment, PersonField, Photo, Resident
from center.residents.search.rules import other_names, plain
from center.residents.stay.models import Stay
from center.residents.stay.queries import whereabouts_of, whereabouts_words


class Why(StrEnum):
    """What of a person the typed text met."""

    BADGE = "badge"
    CODE = "code"
    NUMBER = "number"
    PLACE = "place"
    NAME = "name"
    COMMUNE = "commune"


@dataclass(slots=True)
class Hits:
    """People found so far, in their order: each by the kept file's id, with why."""

    limit: int
    people: dict[int, tuple[Why, str]] = field(default_factory=dict)
    certain: bool = False
    """True when nothing else can have been meant."""

    @property
    def is_full(self) -> bool:
        """True when no more are wanted."""
        return len(self.people) >= self.limit

    def add(self, people: Iterable[int], why: Why, detail: str = "") -> None:
        """Add who is not there yet, up to the limit; ``detail`` is the number or commune that was met."""
        for person in people:
            if self.is_full:
                return
            self.people.setdefault(person, (why, detail))


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search: a person with their newest stay."""

    resident: Resident
    stay: Stay
    bed: str
    """Empty without one."""
    photo_owner_id: int
    """The file, among those that are one, to which the newest portrait belongs."""
    photo_id: int | None
    place: tuple[str, str]
    """Words and state colour of where the person is, or of the end of the stay."""
    why: Why
    detail: str
    """What was met when the line does not show it: a number, another name, a commune; or empty."""

    @property
    def stay_id(self) -> int:
        """Id of the newest stay, whose page is the person's file."""
        return self.stay.id

    @property
    def is_open(self) -> bool:
        """True while that stay runs."""
        return self.stay.is_open


def drawn(hits: Hits, typed: str) -> Sequence[Found]:
    """Return the people of ``hits`` that have a stay, in their order; ``typed`` is the folded text."""
    if not hits.people:
        return []
    stays, files = _stays(hits.people)
    people = {stay.resident.id: stay.resident for stay in stays.values()}
    for number in stays.keys() - people.keys():  # only a merged file has stays
        people[number] = db.session.get_one(Resident, number)
    beds = beds_of([stay.id for stay in stays.values()])
    places = whereabouts_of([stay.id for stay in stays.values() if stay.is_open], clock().now())
    photos = _photos(files)
    unexplained = [
        number
        for number, (why, _) in hits.people.items()
        if why is Why.NAME and number in people and typed not in plain(people[number].full_name)
    ]
    former = _former_names(unexplained)
    found = []
    for number, (why, detail) in hits.people.items():
        if number not in stays:
            continue
        person, stay = people[number], stays[number]
        bed = beds.get(stay.id)
        if why is Why.NAME:
            detail = _other_name(person, typed, former.get(number, ()))
        state = whereabouts_words(places.get(stay.id)) if stay.is_open else ("", "muted")
        owner, photo = photos.get(number, (number, None))
        found.append(Found(person, stay, bed.label if bed else "", owner, photo, state, why, detail))
    return found


def _stays(people: Collection[int]) -> tuple[dict[int, Stay], dict[int, int]]:
    """Return each person's stay that runs, or the newest, and which kept file every file with a stay belongs to."""
    merged = select(Resident.id).where(Resident.merged_into_id.in_(people))
    # one list of both: with two conditions joined by "or" PostgreSQL reads every stay
    of_each = union(select(Resident.id).where(Resident.id.in_(people)), merged).subquery()
    rows = db.session.scalars(
        select(Stay)
        .join(of_each, of_each.c.id == Stay.resident_id)
        .order_by(Stay.ended_on.is_not(None), Stay.admitted_at.desc(), Stay.id.desc())
    )
    newest: dict[int, Stay] = {}
    files: dict[int, int] = {}
    for stay in rows:
        newest.setdefault(stay.resident.kept_id, stay)
        files[stay.resident_id] = stay.resident.kept_id
    return newest, files


def _photos(files: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return the newest portrait of each person that has one: the file it belongs to, and its stored file."""
    newest = select(func.max(Photo.id)).where(Photo.resident_id.in_(files)).group_by(Photo.resident_id)
    rows = db.session.execute(
        select(Photo.resident_id, Photo.file_id).where(Photo.id.in_(newest)).order_by(Photo.id)
    )
    return {files[person]: (person, file_id) for person, file_id in rows}


def _former_names(people: Collection[int]) -> Mapping[int, list[str]]:
    """Return the names from before a correction, for those the present name does not explain."""
    found: dict[int, list[str]] = defaultdict(list)
    if people:
        rows = db.session.execute(
            select(PersonAmendment.resident_id, PersonAmendment.old_value).where(
                PersonAmendment.resident_id.in_(people),
                PersonAmendment.field.in_((PersonField.FULL_NAME, PersonField.OTHER_NAMES)),
            )
        )
        for person, name in rows:
            found[person].append(name)
    return found


def _other_name(person: Resident, typed: str, former: Sequence[str]) -> str:
    """Return the name that was met when it is not the present one."""
    if typed in plain(person.full_name):
        return ""
    names = [*other_names(person.other_names), *former]
    return next((name for name in names if typed in plain(name)), "")
