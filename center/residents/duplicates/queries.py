"""Who may be the same person. Only an index says who is compared, so it costs the same among a hundred thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from center.db import begins_with, db
from center.residents.duplicates.rules import Likeness, PersonFacts, likeness, swapped
from center.residents.person.models import (
    Identifier,
    IdentifierKind,
    PersonAmendment,
    PersonField,
    Resident,
    Standing,
)
from center.residents.search.models import SearchKey
from center.residents.search.rules import KeyKind, other_names, plain
from center.residents.stay.models import Contact, Stay
from center.vietnamese import fold

MOST_NAMESAKES = 500
MOST_COMPARED = 60
"""People whose papers, relatives and communes are read; those who cannot reach the mark are left out before."""
PARENTS = ("me", "me de", "bo", "cha", "bo de", "cha de", "ba", "ma")
"""Folded words by which a contact is a parent."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody with a file who may be the person in question."""

    resident: Resident
    likeness: Likeness


def alike(who: PersonFacts, *, apart_from: Collection[int] = (), limit: int = 10) -> list[Alike]:
    """Return the people who may be ``who``, most alike first; merged files count as the file they went into."""
    ids = _with_number(who.numbers | who.cancelled_numbers | who.old_numbers)
    ids |= _born_on(who.birth_date)
    ids |= _named({who.full_name, *who.other_names, *who.former_names}, who.birth_date)
    kept = _kept(ids) - set(apart_from)
    people = {
        person.id: person for person in db.session.scalars(select(Resident).where(Resident.id.in_(kept)))
    }
    nearest = sorted(people.values(), key=lambda person: -likeness(who, _plain_facts(person)).points)[
        :MOST_COMPARED
    ]
    facts = facts_of([person.id for person in nearest])
    found = [Alike(person, likeness(who, facts[person.id])) for person in nearest]
    shown = [one for one in found if one.likeness.is_shown]
    return sorted(shown, key=lambda one: (-one.likeness.points, one.resident.id))[:limit]


def _with_number(numbers: Collection[str]) -> set[int]:
    if not numbers:
        return set()
    return set(
        db.session.scalars(
            select(Identifier.resident_id).where(Identifier.number.in_(numbers)).limit(MOST_NAMESAKES)
        )
    )


def _born_on(day: date | None) -> set[int]:
    if day is None:
        return set()
    days = [day, turned] if (turned := swapped(day)) else [day]
    return set(
        db.session.scalars(select(Resident.id).where(Resident.birth_date.in_(days)).limit(MOST_NAMESAKES))
    )


def _named(names: Iterable[str], born: date | None) -> set[int]:
    """Return who bears or bore one of the whole names; of many namesakes those born in the same year."""
    found: set[int] = set()
    for name in names:
        key = plain(name)
        if not key:
            continue
        statement = (
            select(SearchKey.resident_id)
            .join(Resident, Resident.id == SearchKey.resident_id)
            .where(
                SearchKey.on_roll.in_((True, False)),
                SearchKey.kind == KeyKind.START,
                begins_with(SearchKey.key, f"{key} "),
            )
        )
        if born is not None:
            same_year = Resident.birth_date.between(date(born.year, 1, 1), date(born.year, 12, 31))
            statement = statement.order_by(same_year.desc())
        found |= set(db.session.scalars(statement.limit(MOST_NAMESAKES)))
    return found


def _kept(ids: Collection[int]) -> set[int]:
    kept = func.coalesce(Resident.merged_into_id, Resident.id)
    return set(db.session.scalars(select(kept).where(Resident.id.in_(ids)))) if ids else set()


def _plain_facts(person: Resident) -> PersonFacts:
    return PersonFacts(
        person.full_name, person.birth_date, person.sex, other_names=tuple(other_names(person.other_names))
    )


def facts_of(kept_ids: Collection[int]) -> dict[int, PersonFacts]:
    """Return what is known of each person, over all files that are one, in five statements."""
    members: dict[int, list[Resident]] = defaultdict(list)
    own_first = (Resident.merged_into_id.is_not(None), Resident.id)
    for member in db.session.scalars(
        select(Resident)
        .where(or_(Resident.id.in_(kept_ids), Resident.merged_into_id.in_(kept_ids)))
        .order_by(*own_first)
    ):
        members[member.kept_id].append(member)
    kept = {member.id: person for person, files in members.items() for member in files}
    former = _former_names(kept)
    papers = _papers(kept)
    communes, parents = _surroundings(kept)
    return {
        person: PersonFacts(
            full_name=files[0].full_name,
            birth_date=files[0].birth_date,
            sex=files[0].sex,
            numbers=frozenset(row.number for row in papers[person] if _proves(row, Standing.VALID)),
            cancelled_numbers=frozenset(
                row.number for row in papers[person] if _proves(row, Standing.CANCELLED)
            ),
            old_numbers=frozenset(row.number for row in papers[person] if row.kind is IdentifierKind.CMND),
            other_names=tuple(name for file in files for name in other_names(file.other_names)),
            former_names=(*(file.full_name for file in files[1:]), *former[person]),
            parents=frozenset(parents[person]),
            commune_ids=frozenset(communes[person]),
            home_town=files[0].home_town,
        )
        for person, files in members.items()
    }


def _proves(row: Identifier, standing: Standing) -> bool:
    return row.kind is not IdentifierKind.CMND and row.standing is standing


def _papers(kept: Mapping[int, int]) -> Mapping[int, list[Identifier]]:
    """Return the identifiers that hold, by person: not those another row took the place of, nor mistaken ones."""
    found: dict[int, list[Identifier]] = defaultdict(list)
    rows = db.session.scalars(select(Identifier).where(Identifier.resident_id.in_(kept))).all()
    amended = {row.amends_id for row in rows}
    for row in rows:
        if row.id not in amended and row.standing is not Standing.MISTAKEN:
            found[kept[row.resident_id]].append(row)
    return found


def _former_names(kept: Mapping[int, int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(PersonAmendment.resident_id, PersonAmendment.old_value).where(
            PersonAmendment.resident_id.in_(kept), PersonAmendment.field == PersonField.FULL_NAME
        )
    )
    for owner, name in rows:
        found[kept[owner]].append(name)
    return found


def _surroundings(kept: Mapping[int, int]) -> tuple[Mapping[int, set[int]], Mapping[int, set[str]]]:
    """Return, by person, the communes of all stays and the names of the parents written in them."""
    communes: dict[int, set[int]] = defaultdict(set)
    parents: dict[int, set[str]] = defaultdict(set)
    owners: dict[int, int] = {}
    for owner, stay_id, commune in db.session.execute(
        select(Stay.resident_id, Stay.id, Stay.home_commune_id).where(Stay.resident_id.in_(kept))
    ):
        owners[stay_id] = kept[owner]
        communes[kept[owner]].add(commune)
    for stay_id, name, relation in db.session.execute(
        select(Contact.stay_id, Contact.full_name, Contact.relation).where(Contact.stay_id.in_(owners))
    ):
        if fold(relation) in PARENTS:
            parents[owners[stay_id]].add(name)
    return communes, parents
