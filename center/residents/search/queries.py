"""Finding people. Every question is answered from an index, whatever the number of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select

from center.db import begins_with, db
from center.documents.qr import read_token
from center.places.models import Commune
from center.places.rules import name_key
from center.residents.badge.models import Badge
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Identifier, Resident
from center.residents.search.hits import Found, Hits, Why, drawn
from center.residents.search.models import SearchKey
from center.residents.search.rules import KeyKind, Wanted, code_of, place_words, read_wanted
from center.residents.stay.models import Stay
from center.vietnamese import nfc, normalise_tone_placement

FEW = 1000
"""Keys that are read and ranked; where more answer, the first in the order of names are read instead."""
NUMBERS = 200
"""Numbers that begin as typed, at most."""
LEAST_DIGITS = 3
COMMUNES = 12
KEPT = func.coalesce(Resident.merged_into_id, Resident.id)
"""The file that speaks for the person of a row of ``Resident``."""


def find(text: str, *, limit: int = 20) -> Sequence[Found]:
    """Return the people ``text`` may mean, at most ``limit``.

    A badge, a code or a whole number comes first, then numbers that begin so, a bed or room, any part of a name
    (with its marks, without, other names, earlier ones, words in any order), at last the commune of residence.
    Within each: those on the roll before all others, better matches first, then by Vietnamese name.
    """
    wanted = read_wanted(text)
    hits = Hits(limit)
    for source in (_by_badge, _by_code, _by_number, _by_place, _by_name, _by_words, _by_commune):
        if not hits.is_full and not hits.certain:
            source(wanted, hits)
    return drawn(hits, wanted.folded)


def exact_hit(text: str) -> int | None:
    """Return the newest stay of the one person whose code, badge or whole number ``text`` is, else None."""
    wanted = read_wanted(text)
    for source in (_by_badge, _by_code, _by_number):
        hits = Hits(2)
        source(wanted, hits)
        if hits.certain and len(hits.people) == 1:
            found = drawn(hits, wanted.folded)
            return found[0].stay_id if found else None
    return None


def _by_badge(wanted: Wanted, hits: Hits) -> None:
    token = read_token(wanted.text)
    if token is None:
        return
    person = db.session.scalar(
        select(KEPT)
        .join(Stay, Stay.resident_id == Resident.id)
        .join(Badge, Badge.stay_id == Stay.id)
        .where(Badge.token == token)
    )
    hits.certain = True
    if person is not None:
        hits.add([person], Why.BADGE)


def _by_code(wanted: Wanted, hits: Hits) -> None:
    code = code_of(wanted.text)
    person = db.session.scalar(select(KEPT).where(Resident.code == code)) if code else None
    if person is not None:
        hits.add([person], Why.CODE)
        hits.certain = not wanted.digits


def _by_number(wanted: Wanted, hits: Hits) -> None:
    number = wanted.text.replace(" ", "").replace(".", "").upper()
    if len(number) < LEAST_DIGITS or not number.isalnum() or not any(sign.isdigit() for sign in number):
        return
    inside = exists().where(Stay.resident_id == KEPT, Stay.ended_on.is_(None))
    rows = db.session.execute(
        select(
            KEPT,
            Identifier.number,
            inside,
            Resident.name_sort,
        )
        .join(Resident, Resident.id == Identifier.resident_id)
        .where(begins_with(Identifier.number, number))
        .order_by(Identifier.number)
        .limit(NUMBERS)
    ).all()
    exact = [row for row in rows if row[1] == number]
    for person, found, _inside, _name in sorted(exact or rows, key=lambda row: (not row[2], row[3], row[0])):
        hits.add([person], Why.NUMBER, found)
    hits.certain = hits.certain or bool(exact)


def _by_place(wanted: Wanted, hits: Hits) -> None:
    """A room (``B P1``) or a bed (``B P1 G2``): rooms are few, so they are compared here."""
    typed = place_words(wanted.text)
    if not any(sign.isdigit() for sign in typed) or wanted.digits:
        return
    rooms = {
        room_id: place_words(f"{zone} {room}")
        for room_id, zone, room in db.session.execute(
            select(Room.id, Zone.code, Room.name).join(Zone, Zone.id == Room.zone_id)
        )
    }
    meant = [room_id for room_id, name in rooms.items() if typed == name or typed.startswith(f"{name} ")]
    if not meant:
        return
    rows = db.session.execute(
        select(KEPT, Bed.room_id, Bed.name)
        .join(Stay, Stay.resident_id == Resident.id)
        .join(BedAssignment, BedAssignment.stay_id == Stay.id)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .where(BedAssignment.until_at.is_(None), Bed.room_id.in_(meant))
        .order_by(Bed.room_id, Bed.name)
    )
    for person, room_id, bed in rows:
        if typed in (rooms[room_id], f"{rooms[room_id]} {place_words(bed)}"):
            hits.add([person], Why.PLACE)


def _by_name(wanted: Wanted, hits: Hits) -> None:
    if not wanted.folded:
        return
    for on_roll in (True, False):
        answers = _keys(wanted, on_roll)
        if answers is None:
            _many(wanted, on_roll, hits)
        else:
            hits.add(answers, Why.NAME)
        if hits.is_full:
            return


def _keys(wanted: Wanted, on_roll: bool) -> list[int] | None:
    """Return everybody with a key that answers, best first; None when these are too many to rank."""
    conditions = [begins_with(SearchKey.key, wanted.folded)]
    if wanted.has_marks:
        conditions.append(begins_with(SearchKey.key, wanted.marked))
    if wanted.spelled != wanted.folded:
        conditions += _whole(wanted.spelled)
    return _ranked(wanted, on_roll, or_(*conditions))


def _ranked(wanted: Wanted, on_roll: bool, condition: ColumnElement[bool]) -> list[int] | None:
    rows = db.session.execute(
        select(SearchKey.resident_id, SearchKey.key, SearchKey.kind, Resident.name_sort)
        .join(Resident, Resident.id == SearchKey.resident_id)
        .where(SearchKey.on_roll == on_roll, condition)
        .limit(FEW + 1)
    ).all()
    if len(rows) > FEW:
        return None
    best: dict[int, tuple[int, str, int]] = {}
    for person, key, kind, name_sort in rows:
        match = wanted.match(key, kind)
        if match is not None:
            rank = (int(match), name_sort, person)
            best[person] = min(best.get(person, rank), rank)
    return sorted(best, key=best.__getitem__)


def _whole(words: str) -> list[ColumnElement[bool]]:
    return [SearchKey.key == words, begins_with(SearchKey.key, f"{words} ")]


def _many(wanted: Wanted, on_roll: bool, hits: Hits) -> None:
    """Add the best of very many: whole words with their marks, whole words, then whoever has the text in the name."""
    steps: list[tuple[ColumnElement[bool] | None, ColumnElement[bool]]] = []
    if wanted.has_marks:
        steps.append((or_(*_whole(wanted.marked)), _as_written(wanted.text)))
    padded = func.replace(" " + Resident.name_fold + " ", "'", "")
    steps.append((or_(*_whole(wanted.folded)), padded.contains(f" {wanted.folded} ", autoescape=True)))
    steps.append((None, Resident.name_fold.contains(wanted.folded, autoescape=True)))
    for keys, names in steps:
        answers = None if keys is None else _ranked(wanted, on_roll, keys)
        hits.add(_walk(names, on_roll, hits.limit) if answers is None else answers, Why.NAME)
        if hits.is_full:
            return


def _walk(condition: ColumnElement[bool], on_roll: bool, limit: int) -> list[int]:
    """Return the first people in the order of names for whom ``condition`` holds; it must hold for many."""
    running = Stay.ended_on.is_(None) if on_roll else Stay.ended_on.is_not(None)
    statement = (
        select(KEPT)
        .join(Stay, Stay.resident_id == Resident.id)
        .where(running, condition)
        .order_by(Stay.name_sort, Stay.id)
        .limit(2 * limit)  # who was here twice stands there twice
    )
    return list(db.session.scalars(statement))


def _as_written(text: str) -> ColumnElement[bool]:
    # SQLite knows upper and lower case of ASCII letters only, so the usual ways to write a name are tried
    ways = {
        form(name)
        for name in (nfc(text), normalise_tone_placement(nfc(text)))
        for form in (str, str.title, str.upper)
    }
    return or_(*(Resident.full_name.contains(way, autoescape=True) for way in sorted(ways)))


def _by_words(wanted: Wanted, hits: Hits) -> None:
    """Several words in another order than in the name: ``hoa nguyen``, ``ng v a``."""
    words = wanted.words
    if len(words) < 2:
        return
    for on_roll in (True, False):
        rarest, *others = sorted(words, key=_how_many(words, on_roll).__getitem__)
        more = SearchKey.__table__.alias()
        rows = db.session.execute(
            select(SearchKey.resident_id, Resident.name_sort)
            .join(Resident, Resident.id == SearchKey.resident_id)
            .where(
                SearchKey.on_roll == on_roll,
                begins_with(SearchKey.key, rarest),
                SearchKey.kind == KeyKind.START,
                *(
                    exists().where(more.c.resident_id == SearchKey.resident_id, begins_with(more.c.key, word))
                    for word in others
                ),
            )
            .limit(FEW)
        ).all()
        hits.add([person for person, _name in sorted(rows, key=lambda row: (row[1], row[0]))], Why.NAME)
        if hits.is_full:
            return


def _how_many(words: Iterable[str], on_roll: bool) -> dict[str, int]:
    """Return how many keys begin with each word, counted up to FEW, in one statement."""
    distinct = list(dict.fromkeys(words))
    counts = [
        select(func.count())
        .select_from(
            select(SearchKey.resident_id)
            .where(SearchKey.on_roll == on_roll, begins_with(SearchKey.key, word))
            .limit(FEW)
            .subquery()
        )
        .scalar_subquery()
        for word in distinct
    ]
    return dict(zip(distinct, db.session.execute(select(*counts)).one(), strict=True))


def _by_commune(wanted: Wanted, hits: Hits) -> None:
    name = name_key(wanted.text.partition(",")[0])
    if len(name) < LEAST_DIGITS:
        return
    communes = db.session.execute(
        select(Commune.id, Commune.name)
        .where(begins_with(Commune.name_key, name))
        .order_by(Commune.name_key, Commune.id)
        .limit(COMMUNES)
    ).all()
    if not communes:
        return
    labels = dict(communes)
    for running in (Stay.ended_on.is_(None), Stay.ended_on.is_not(None)):
        rows = db.session.execute(
            select(KEPT, Stay.home_commune_id)
            .join(Stay, Stay.resident_id == Resident.id)
            .where(Stay.home_commune_id.in_(labels), running)
            .order_by(Stay.name_sort, Stay.id)
            .limit(hits.limit)
        )
        for person, commune_id in rows:
            hits.add([person], Why.COMMUNE, labels[commune_id])
        if hits.is_full:
            return
