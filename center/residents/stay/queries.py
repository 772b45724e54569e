"""Reading stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from center.clock import local_instant
from center.db import db
from center.errors import NotFound
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.housing.queries import beds_of
from center.residents.labels import OUT_LABELS, OUT_STATES, SEX_LABELS, STAGE_LABELS
from center.residents.person.models import Resident
from center.residents.person.queries import files_of, newest_photo_id
from center.residents.restriction.queries import restrictions_in_force
from center.residents.risk.labels import flag_chips
from center.residents.risk.queries import flags_in_force
from center.residents.stay.models import Contact, Decision, Stage, Stay, StayKind
from center.residents.stay.rules import age_on
from center.residents.whereabouts.models import OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change_id, whereabouts_at
from center.ui.panels import FlagChip, ResidentHeader


def stay_or_404(stay_id: int) -> Stay:
    """Return the stay. Raises NotFound."""
    stay = db.session.get(Stay, stay_id)
    if stay is None:
        raise NotFound(f"no stay {stay_id}")
    return stay


def open_stays() -> Select[Stay]:
    """Return the statement of the stays that run, by Vietnamese name."""
    return (
        select(Stay).join(Stay.resident).where(Stay.ended_on.is_(None)).order_by(Resident.name_sort, Stay.id)
    )


@dataclass(frozen=True, slots=True)
class RollLine:
    """One resident on a list."""

    stay: Stay
    bed: Bed | None
    whereabouts: WhereaboutsChange | None
    restrictions: list[str]
    flags: list[FlagChip]
    """Risks that stand, the gravest first."""

    @property
    def place(self) -> tuple[str, str]:
        """Words and state colour of where the resident is."""
        return whereabouts_words(self.whereabouts)


@dataclass(frozen=True, slots=True)
class RollFilter:
    """What a list of residents is narrowed to; empty fields narrow nothing."""

    stage: Stage | None = None
    kind: StayKind | None = None
    zone_id: int | None = None
    ended: bool = False
    ends_by: date | None = None
    since: date | None = None
    """Taken in on that day or later."""
    out: OutCause | None = None
    """Out of the center now, for that cause."""


def roll(
    wanted: RollFilter, *, at: datetime, on: date, offset: int, limit: int
) -> tuple[Sequence[RollLine], int]:
    """Return the lines of the filtered list, by Vietnamese name, and how many there are in all.

    A list of those who leave by a day has the first to leave on top. Six statements, whatever the number of lines.
    """
    statement = select(Stay)
    statement = statement.where(Stay.ended_on.is_not(None) if wanted.ended else Stay.ended_on.is_(None))
    if wanted.stage is not None:
        statement = statement.where(Stay.stage == wanted.stage)
    if wanted.kind is not None:
        statement = statement.where(Stay.kind == wanted.kind)
    if wanted.ends_by is not None:
        statement = statement.where(Stay.last_day <= wanted.ends_by)
    if wanted.since is not None:
        statement = statement.where(Stay.admitted_at >= local_instant(wanted.since))
    if wanted.out is not None:
        statement = statement.where(Stay.out_cause == wanted.out)
    if wanted.zone_id is not None:
        statement = (
            statement.join(
                BedAssignment, (BedAssignment.stay_id == Stay.id) & BedAssignment.until_at.is_(None)
            )
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, (Room.id == Bed.room_id) & (Room.zone_id == wanted.zone_id))
        )
    total = (
        db.session.scalar(select(func.count()).select_from(statement.with_only_columns(Stay.id).subquery()))
        or 0
    )
    order = (Stay.name_sort, Stay.id) if wanted.ends_by is None else (Stay.last_day, Stay.name_sort, Stay.id)
    # the pages before this one are passed in the index alone, without their people and communes
    page = statement.with_only_columns(Stay.id).order_by(*order).offset(offset).limit(limit).subquery()
    stays = db.session.scalars(select(Stay).join(page, page.c.id == Stay.id).order_by(*order)).all()
    return lines_of(stays, at=at, on=on), total


def lines_of(stays: Sequence[Stay], *, at: datetime, on: date) -> list[RollLine]:
    """Return a list's lines for ``stays``, in four statements."""
    ids = [stay.id for stay in stays]
    beds = beds_of(ids)
    restrictions = restrictions_in_force(ids, on)
    places, flags = whereabouts_of(ids, at), flags_in_force(ids)
    return [
        RollLine(
            stay,
            beds.get(stay.id),
            places.get(stay.id),
            [row.public_wording for row in restrictions.get(stay.id, [])],
            flag_chips(flags.get(stay.id, ())),
        )
        for stay in stays
    ]


def whereabouts_of(stay_ids: Collection[int], at: datetime) -> Mapping[int, WhereaboutsChange]:
    """Return where each of the stays was at ``at``, in one statement."""
    if not stay_ids:
        return {}
    rows = db.session.scalars(
        select(WhereaboutsChange)
        .join(Stay, Stay.id == WhereaboutsChange.stay_id)
        .where(Stay.id.in_(stay_ids), WhereaboutsChange.id == newest_change_id(at).scalar_subquery())
    )
    return {row.stay_id: row for row in rows}


def header_of(stay: Stay, *, at: datetime, on: date) -> ResidentHeader:
    """Return what stands on top of every page about ``stay``."""
    resident = stay.resident
    bed = beds_of([stay.id]).get(stay.id)
    place = whereabouts_at(stay.id, at)
    photo = newest_photo_id(resident.id)
    label, state = whereabouts_words(place)
    return ResidentHeader(
        stay_id=stay.id,
        resident_id=resident.id,
        full_name=resident.full_name,
        code=resident.code,
        age=age_on(resident.birth_date, on),
        sex_label=SEX_LABELS[resident.sex],
        photo_url=url_for("residents.photo", resident_id=resident.id, file_id=photo) if photo else None,
        bed_label=bed.label if bed else None,
        stage_label=STAGE_LABELS[stay.stage] if stay.is_open else None,
        stage_day=(on - stay.stage_since).days + 1 if stay.is_open else None,
        term_end=stay.last_day,
        days_left=(stay.last_day - on).days if stay.last_day else None,
        restrictions=[row.public_wording for row in restrictions_in_force([stay.id], on).get(stay.id, [])],
        flags=flag_chips(flags_in_force([stay.id]).get(stay.id, ())),
        whereabouts_label=label,
        whereabouts_state=state,
        is_open=stay.is_open,
        kept_code=_kept_code(resident),
    )


def _kept_code(resident: Resident) -> str:
    kept = db.session.get(Resident, resident.merged_into_id) if resident.merged_into_id else None
    return kept.code if kept else ""


def whereabouts_words(change: WhereaboutsChange | None) -> tuple[str, str]:
    """Return the words and the state colour of a whereabouts."""
    if change is None:
        return "Chưa rõ", "warn"
    if change.out_cause is not None:
        return OUT_LABELS[change.out_cause], OUT_STATES[change.out_cause]
    return (change.location.name if change.location else ""), "ok"


def decisions_of(stay_id: int) -> Sequence[Decision]:
    """Return the decisions in the stay's file, oldest first."""
    return db.session.scalars(select(Decision).where(Decision.stay_id == stay_id).order_by(Decision.id)).all()


def contact_counts() -> ColumnElement[bool]:
    """Return the condition of a contact that counts: neither ended nor in the place of which another stands."""
    later = aliased(Contact)
    return and_(Contact.ended.is_(False), ~exists().where(later.amends_id == Contact.id))


def contacts_of(stay_id: int) -> Sequence[Contact]:
    """Return the people to call: the main one first, then those who represent."""
    return contacts_of_stays([stay_id])[stay_id]


def contacts_to_tell(stay_id: int) -> Sequence[Contact]:
    """Return those of the people to call who may be told: notices and papers go to nobody else."""
    return [one for one in contacts_of(stay_id) if not one.not_told]


def contacts_of_stays(stay_ids: Collection[int]) -> Mapping[int, Sequence[Contact]]:
    """Return the people to call of each stay, in the order of ``contacts_of``, in one statement."""
    found: dict[int, list[Contact]] = {stay_id: [] for stay_id in stay_ids}
    rows = db.session.scalars(
        select(Contact)
        .where(Contact.stay_id.in_(stay_ids), contact_counts())
        .order_by(Contact.not_told, Contact.is_main.desc(), Contact.is_representative.desc(), Contact.id)
    )
    for row in rows:
        found[row.stay_id].append(row)
    return found


def stays_of(resident_id: int) -> Sequence[Stay]:
    """Return every stay of a person, newest first, those of merged files too."""
    return db.session.scalars(
        select(Stay)
        .where(Stay.resident_id.in_(files_of(resident_id)))
        .order_by(Stay.admitted_at.desc(), Stay.id.desc())
    ).all()


def stays_by_id(stay_ids: Collection[int]) -> Mapping[int, Stay]:
    """Return the stays of ``stay_ids`` that exist, with their residents, in one statement."""
    if not stay_ids:
        return {}
    return {stay.id: stay for stay in db.session.scalars(select(Stay).where(Stay.id.in_(stay_ids)))}
