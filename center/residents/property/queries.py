"""What is in custody, where it lies, and what was given back to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.property.models import (
    ActKind,
    Belonging,
    BelongingPhoto,
    BelongingPlace,
    BelongingReturn,
    Contraband,
    ContrabandEnd,
    PropertyAct,
    PropertyBag,
)
from center.residents.stay.models import Stay
from center.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Held:
    """An item as it stands now, with what is still held of it."""

    belonging: Belonging
    """Its newest version."""
    returned: int
    receivers: tuple[str, ...] = ()
    """Who took pieces back, each once, the first first."""
    place: str = ""
    bag: PropertyBag | None = None
    """The sealed bag it lies in; None when it lies open or is gone."""
    photos: tuple[int, ...] = ()
    """Files of its pictures, oldest first."""
    versions: int = 1
    """How often it was written down; above 1 it was corrected."""

    @property
    def key(self) -> int:
        """Id of the item's first row, by which acts name it."""
        return self.belonging.key

    @property
    def left(self) -> int:
        """Pieces still in custody."""
        return self.belonging.quantity - self.returned


def _amended() -> Select[int | None]:
    return select(Belonging.amends_id).where(Belonging.amends_id.is_not(None))


def _cancelled() -> Select[int | None]:
    return select(PropertyAct.cancels_id).where(PropertyAct.cancels_id.is_not(None))


def _counts() -> ColumnElement[bool]:
    """A return counts unless its act was cancelled."""
    return or_(BelongingReturn.act_id.is_(None), BelongingReturn.act_id.not_in(_cancelled()))


def belongings_of(stay_id: int) -> Sequence[Held]:
    """Return every item taken from the stay as it stands now, in the order of taking; four statements."""
    newest: dict[int, Belonging] = {}
    versions: dict[int, int] = defaultdict(int)
    for row in db.session.scalars(
        select(Belonging).where(Belonging.stay_id == stay_id).order_by(Belonging.id)
    ):
        newest[row.key] = row
        versions[row.key] += 1
    if not newest:
        return []
    back: dict[int, list[BelongingReturn]] = defaultdict(list)
    for given in db.session.scalars(
        select(BelongingReturn)
        .where(BelongingReturn.belonging_id.in_(newest), _counts())
        .order_by(BelongingReturn.id)
    ):
        back[given.belonging_id].append(given)
    places = _places(newest)
    photos: dict[int, list[int]] = defaultdict(list)
    for picture in db.session.scalars(
        select(BelongingPhoto).where(BelongingPhoto.belonging_id.in_(newest)).order_by(BelongingPhoto.id)
    ):
        photos[picture.belonging_id].append(picture.file_id)
    return [
        Held(
            belonging=row,
            returned=sum(given.quantity for given in back[key]),
            receivers=tuple(dict.fromkeys(given.received_by for given in back[key])),
            place=places[key][0].place if key in places else "",
            bag=places[key][1] if key in places else None,
            photos=tuple(photos[key]),
            versions=versions[key],
        )
        for key, row in newest.items()
    ]


def _places(keys: Collection[int]) -> dict[int, tuple[BelongingPlace, PropertyBag | None]]:
    last = (
        select(func.max(BelongingPlace.id))
        .where(BelongingPlace.belonging_id.in_(keys))
        .group_by(BelongingPlace.belonging_id)
    )
    rows = db.session.execute(
        select(BelongingPlace, PropertyBag)
        .outerjoin(PropertyBag, (PropertyBag.id == BelongingPlace.bag_id) & PropertyBag.opened_at.is_(None))
        .where(BelongingPlace.id.in_(last))
    )
    return {place.belonging_id: (place, bag) for place, bag in rows}


def item_or_404(stay_id: int, key: int) -> Held:
    """Return an item of the stay by its first row. Raises NotFound."""
    found = next((item for item in belongings_of(stay_id) if item.key == key), None)
    if found is None:
        raise NotFound(f"no belonging {key} of stay {stay_id}")
    return found


def versions_of(key: int) -> Sequence[Belonging]:
    """Return every version of an item, oldest first."""
    return db.session.scalars(
        select(Belonging).where(or_(Belonging.id == key, Belonging.root_id == key)).order_by(Belonging.id)
    ).all()


def is_photo_of(stay_id: int, file_id: int) -> bool:
    """Tell whether the file is a picture of one of the stay's items."""
    found = (
        select(BelongingPhoto.id)
        .join(Belonging, Belonging.id == BelongingPhoto.belonging_id)
        .where(Belonging.stay_id == stay_id, BelongingPhoto.file_id == file_id)
        .limit(1)
    )
    return db.session.scalar(found) is not None


def pieces_left(stay_ids: Collection[int]) -> dict[int, int]:
    """Return the pieces still in custody by stay, in two statements; stays that never gave anything are missing."""
    if not stay_ids:
        return {}
    taken = db.session.execute(
        select(Belonging.stay_id, func.sum(Belonging.quantity))
        .where(Belonging.stay_id.in_(stay_ids), Belonging.id.not_in(_amended()))
        .group_by(Belonging.stay_id)
    )
    left = {stay_id: int(pieces) for stay_id, pieces in taken}
    back = db.session.execute(
        select(Belonging.stay_id, func.sum(BelongingReturn.quantity))
        .join(BelongingReturn, BelongingReturn.belonging_id == Belonging.id)
        .where(Belonging.stay_id.in_(stay_ids), _counts())
        .group_by(Belonging.stay_id)
    )
    for stay_id, pieces in back:
        left[stay_id] -= int(pieces)
    return left


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act with its items as they were, and whether it still counts."""

    act: PropertyAct
    items: tuple[tuple[str, int, str], ...]
    """Description, pieces, condition."""
    cancelled: bool


def acts_of(stay_id: int) -> Sequence[ActLine]:
    """Return what was taken and given back, newest first; three statements."""
    acts = db.session.scalars(
        select(PropertyAct).where(PropertyAct.stay_id == stay_id).order_by(PropertyAct.id.desc())
    ).all()
    items: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for row in db.session.scalars(
        select(Belonging)
        .where(Belonging.stay_id == stay_id, Belonging.act_id.is_not(None), Belonging.root_id.is_(None))
        .order_by(Belonging.id)
    ):
        items[row.act_id or 0].append((row.description, row.quantity, row.condition))
    for given, row in db.session.execute(
        select(BelongingReturn, Belonging)
        .join(Belonging, Belonging.id == BelongingReturn.belonging_id)
        .where(Belonging.stay_id == stay_id, BelongingReturn.act_id.is_not(None))
        .order_by(BelongingReturn.id)
    ):
        items[given.act_id or 0].append((row.description, given.quantity, row.condition))
    gone = {act.cancels_id for act in acts}
    return [
        ActLine(act, tuple(items[act.id]), act.id in gone)
        for act in acts
        if act.kind is not ActKind.CANCELLED
    ]


def act_or_404(stay_id: int, act_id: int) -> ActLine:
    """Return an act of the stay. Raises NotFound."""
    found = next((line for line in acts_of(stay_id) if line.act.id == act_id), None)
    if found is None:
        raise NotFound(f"no property act {act_id} of stay {stay_id}")
    return found


def put_where(act_id: int) -> tuple[str, str]:
    """Return the seals and the places the items of an act were put to at first, each joined by commas."""
    first = (
        select(func.min(BelongingPlace.id))
        .join(Belonging, Belonging.id == BelongingPlace.belonging_id)
        .where(Belonging.act_id == act_id, Belonging.root_id.is_(None))
        .group_by(BelongingPlace.belonging_id)
    )
    rows = db.session.execute(
        select(BelongingPlace.place, PropertyBag.number)
        .outerjoin(PropertyBag, PropertyBag.id == BelongingPlace.bag_id)
        .where(BelongingPlace.id.in_(first))
        .order_by(BelongingPlace.id)
    ).all()
    bags = dict.fromkeys(number for _place, number in rows if number)
    return ", ".join(bags), ", ".join(dict.fromkeys(place for place, _number in rows if place))


def all_contraband(*, offset: int, limit: int) -> tuple[list[tuple[Stay, ContrabandLine]], int]:
    """Return every find with its stay, those without an end first, then the newest; two statements."""
    rows = db.session.execute(
        select(Stay, Contraband, ContrabandEnd)
        .join(Contraband, Contraband.stay_id == Stay.id)
        .outerjoin(ContrabandEnd, ContrabandEnd.contraband_id == Contraband.id)
        .order_by(ContrabandEnd.id.is_not(None), Contraband.found_at.desc(), Contraband.id.desc())
        .offset(offset)
        .limit(limit)
    )
    lines = [(stay, ContrabandLine(find, end)) for stay, find, end in rows]
    return lines, db.session.scalar(select(func.count()).select_from(Contraband)) or 0


def unsettled_contraband() -> int:
    """Return how many finds still wait for the record about their end."""
    waiting = (
        select(func.count())
        .select_from(Contraband)
        .outerjoin(ContrabandEnd, ContrabandEnd.contraband_id == Contraband.id)
        .where(ContrabandEnd.id.is_(None))
    )
    return db.session.scalar(waiting) or 0


def act_of_form(client_id: str | None) -> PropertyAct | None:
    """Return the act that the form with ``client_id`` made, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(PropertyAct).where(PropertyAct.client_id == client_id)).first()


def open_bag(number: str) -> PropertyBag | None:
    """Return the bag in use under that seal."""
    return db.session.scalars(
        select(PropertyBag).where(PropertyBag.number == number, PropertyBag.opened_at.is_(None))
    ).first()


@dataclass(frozen=True, slots=True)
class ContrabandLine:
    """A find, and what became of it."""

    find: Contraband
    end: ContrabandEnd | None


def contraband_of(stay_id: int) -> Sequence[ContrabandLine]:
    """Return what was found on the stay, newest first."""
    rows = db.session.execute(
        select(Contraband, ContrabandEnd)
        .outerjoin(ContrabandEnd, ContrabandEnd.contraband_id == Contraband.id)
        .where(Contraband.stay_id == stay_id)
        .order_by(Contraband.id.desc())
    )
    return [ContrabandLine(find, end) for find, end in rows]


def contraband_or_404(stay_id: int, contraband_id: int) -> ContrabandLine:
    """Return a find of the stay. Raises NotFound."""
    found = next((line for line in contraband_of(stay_id) if line.find.id == contraband_id), None)
    if found is None:
        raise NotFound(f"no contraband {contraband_id} of stay {stay_id}")
    return found


# --- the store ---


@dataclass(frozen=True, slots=True)
class StoreFilter:
    """Which items of the store; empty fields narrow nothing."""

    text: str = ""
    """Part of a bag's number, a place, a name or a code."""
    ended: bool = False
    """Of people who have left."""


@dataclass(frozen=True, slots=True)
class StoreLine:
    """An item in the store."""

    stay: Stay
    belonging: Belonging
    left: int
    place: str
    bag: str


def store(wanted: StoreFilter, *, offset: int, limit: int | None) -> tuple[list[StoreLine], int]:
    """Return what lies in custody, by bag and name, and how many items there are; two statements."""
    later = aliased(Belonging)
    key = func.coalesce(Belonging.root_id, Belonging.id)
    returned = func.coalesce(
        select(func.sum(BelongingReturn.quantity))
        .where(BelongingReturn.belonging_id == key, _counts())
        .correlate(Belonging)
        .scalar_subquery(),
        0,
    )
    newest_place = (
        select(func.max(BelongingPlace.id))
        .where(BelongingPlace.belonging_id == key)
        .correlate(Belonging)
        .scalar_subquery()
    )
    left = Belonging.quantity - returned
    statement = (
        select(Stay, Belonging, left, BelongingPlace.place, PropertyBag.number)
        .select_from(Belonging)
        .join(Stay, Stay.id == Belonging.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(later, later.amends_id == Belonging.id)
        .outerjoin(BelongingPlace, BelongingPlace.id == newest_place)
        .outerjoin(PropertyBag, (PropertyBag.id == BelongingPlace.bag_id) & PropertyBag.opened_at.is_(None))
        .where(later.id.is_(None), left > 0)
        .where(Stay.ended_on.is_not(None) if wanted.ended else Stay.ended_on.is_(None))
    )
    if wanted.text:
        typed = wanted.text.strip()
        like = f"%{_escaped(typed)}%"
        statement = statement.where(
            or_(
                PropertyBag.number.ilike(like, escape="\\"),
                BelongingPlace.place.ilike(like, escape="\\"),
                Resident.code == typed.upper(),
                Resident.name_fold.like(f"%{_escaped(fold(typed))}%", escape="\\"),
            )
        )
    total = db.session.scalar(
        select(func.count()).select_from(statement.with_only_columns(Belonging.id).subquery())
    )
    rows = db.session.execute(
        statement.order_by(func.coalesce(PropertyBag.number, ""), Resident.name_sort, Belonging.id)
        .offset(offset)
        .limit(limit)
    )
    return (
        [
            StoreLine(stay, item, int(pieces), place or "", bag or "")
            for stay, item, pieces, place, bag in rows
        ],
        total or 0,
    )


def _escaped(typed: str) -> str:
    return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
