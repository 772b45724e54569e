"""Finding people. Every question is answered from an index, whatever the number of people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from sqlalchemy import Integer, Subquery, exists, func, literal, select, union_all

from center.db import begins_with, between, db
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

FEW = 1200
"""Keys that are read and ranked. No roll of a center has more that answer; of a hundred thousand people the best
matches are read first, and only among equal ones does the order of the keys decide who is read."""
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
    """A room (``B P1``) or a bed (``B P1 G2``), with any sign between."""
    typed = place_words(wanted.text)
    if wanted.digits or not any(sign.isdigit() for sign in typed):
        return
    for zone_id, code in db.session.execute(select(Zone.id, Zone.code)):
        zone = place_words(code)
        if not typed.startswith(f"{zone} "):
            continue
        rest = typed.removeprefix(f"{zone} ").split()
        names = [" ".join(rest[:count]) for count in range(1, len(rest) + 1)]
        beds = db.session.execute(
            select(KEPT, Room.name, Bed.name)
            .join(Stay, Stay.resident_id == Resident.id)
            .join(BedAssignment, BedAssignment.stay_id == Stay.id)
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, Room.id == Bed.room_id)
            .where(
                BedAssignment.until_at.is_(None), Room.zone_id == zone_id, func.lower(Room.name).in_(names)
            )
            .order_by(Room.name, Bed.name)
        )
        for person, room, bed in beds:
            if " ".join(rest) in (place_words(room), place_words(f"{room} {bed}")):
                hits.add([person], Why.PLACE)


def _by_name(wanted: Wanted, hits: Hits) -> None:
    if not wanted.folded:
        return
    # one range of the index each, best first, those on the roll before the others: reading ends with FEW keys
    ranges = [
        select(SearchKey.resident_id, literal(rank, Integer).label("rank"))
        .where(
            SearchKey.on_roll == on_roll,
            SearchKey.kind == part.kind,
            between(SearchKey.key, part.low, part.high),
        )
        .limit(FEW)
        .subquery()
        for rank, (on_roll, part) in enumerate(product((True, False), wanted.ranges()))
    ]
    keys = union_all(*(select(part.c.resident_id, part.c.rank) for part in ranges)).limit(FEW).subquery()
    hits.add(_by_rank_and_name(keys, hits.limit), Why.NAME)


def _by_rank_and_name(keys: Subquery, limit: int) -> list[int]:
    """Return the people of ``keys`` (``resident_id``, ``rank``) by their best rank, then by Vietnamese name."""
    return list(
        db.session.scalars(
            select(keys.c.resident_id)
            .join(Resident, Resident.id == keys.c.resident_id)
            .group_by(keys.c.resident_id, Resident.name_sort)
            .order_by(func.min(keys.c.rank), Resident.name_sort, keys.c.resident_id)
            .limit(limit)
        )
    )


def _by_words(wanted: Wanted, hits: Hits) -> None:
    """Nobody has the words in that order: in another one, or shortened (``hoa nguyen``, ``ng v a``)."""
    words = wanted.words
    if len(words) < 2 or hits.people:
        return
    rarest, *others = sorted(words, key=_how_many(words).__getitem__)
    more = SearchKey.__table__.alias()
    for on_roll in (True, False):
        some = (
            select(SearchKey.resident_id)
            .where(
                SearchKey.on_roll == on_roll,
                SearchKey.kind == KeyKind.START,
                begins_with(SearchKey.key, rarest),
            )
            .limit(FEW)
            .subquery()
        )
        keys = select(some.c.resident_id, literal(0, Integer).label("rank")).where(
            *(
                exists().where(more.c.resident_id == some.c.resident_id, begins_with(more.c.key, word))
                for word in others
            )
        )
        hits.add(_by_rank_and_name(keys.subquery(), hits.limit), Why.NAME)
        if hits.is_full:
            return


def _how_many(words: Sequence[str]) -> dict[str, int]:
    """Return how many words of names begin with each of ``words``, counted up to FEW, in one statement."""
    distinct = list(dict.fromkeys(words))
    counts = [
        select(func.count())
        .select_from(
            select(SearchKey.resident_id)
            .where(
                SearchKey.on_roll.in_((True, False)),
                SearchKey.kind == KeyKind.START,
                begins_with(SearchKey.key, word),
            )
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
        some = (
            select(Stay.id, Stay.name_sort, Stay.resident_id, Stay.home_commune_id)
            .where(Stay.home_commune_id.in_(labels), running)
            .limit(FEW)
            .subquery()
        )
        first = select(some).order_by(some.c.name_sort, some.c.id).limit(hits.limit).subquery()
        rows = db.session.execute(
            select(KEPT, first.c.home_commune_id)
            .join(first, first.c.resident_id == Resident.id)
            .order_by(first.c.name_sort, first.c.id)
        )
        for person, commune_id in rows:
            hits.add([person], Why.COMMUNE, labels[commune_id])
        if hits.is_full:
            return
