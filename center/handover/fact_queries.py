"""What the checks need to know of many stays, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select

from center.db import db
from center.handover.models import Addressee, AftercarePlan
from center.handover.queries import completion_in_force, end_papers_of, notices_in_force, packets_of
from center.handover.rules import EndFacts, end_of
from center.medical.models import DetoxCountersign, DetoxDeclaration
from center.residents.money.queries import money_left
from center.residents.person.models import Photo
from center.residents.person.queries import people_with_number
from center.residents.property.queries import pieces_left
from center.residents.stage.queries import lanes_of_stays
from center.residents.stay.models import (
    Stay,
    StayEnding,
    TermEvent,
)
from center.residents.stay.queries import contacts_of_stays
from center.residents.term.events import TermEventKind
from center.residents.term.ledger import open_absence


def end_facts(stays: Collection[Stay]) -> dict[int, EndFacts]:
    """Return what the checks need about each stay, in a fixed number of statements."""
    if not stays:
        return {}
    ids = [stay.id for stay in stays]
    people = [stay.resident_id for stay in stays]
    stages = _stages(ids)
    photos = set(db.session.scalars(select(Photo.resident_id).where(Photo.resident_id.in_(people))))
    numbered = people_with_number(people)
    contacts = {
        stay_id for stay_id, rows in contacts_of_stays(ids).items() if any(not row.not_told for row in rows)
    }
    plans = _plans(ids)
    told, packets = end_papers_of(ids), packets_of(ids)
    left, away, detoxed, endings = pieces_left(ids), _away(ids), _detoxed(ids), _endings(ids)
    money = money_left(ids)
    found = {}
    for stay in stays:
        plan = plans.get(stay.id)
        own = told.get(stay.id, ())
        end = end_of(stay.last_day, stay.ended_on) if stay.last_day else None
        notices = notices_in_force(own, stay.last_day)
        completion = completion_in_force(own, end)
        built = next((one for one in packets.get(stay.id, ()) if one.in_force), None)
        found[stay.id] = EndFacts(
            kind=stay.kind.value,
            rule_set=stay.rule_set,
            last_day=stay.last_day,
            stages_begun=stages.get(stay.id, ()),
            has_photo=stay.resident_id in photos,
            has_identity_number=stay.resident_id in numbered,
            has_contact=stay.id in contacts,
            has_plan=plan is not None,
            goals_graded=len(plan.evaluation) if plan else 0,
            needs_stated=bool(plan and (plan.needs or plan.needs_note)),
            noticed_on=min((one.document.signed_on for one in notices), default=None),
            notice_stale=any(one.in_force and one.paper.addressee is not Addressee.BEARER for one in own)
            and not notices,
            belongings_left=left.get(stay.id, 0),
            money_left=money.get(stay.id, 0),
            open_absence=away.get(stay.id),
            detox_completed=stay.id in detoxed,
            paper_issued=completion is not None,
            packet_built=built is not None
            and completion is not None
            and built.document.id > completion.document.id,
            ended_on=stay.ended_on,
            reason=endings.get(stay.id),
        )
    return found


def _stages(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    return {
        stay_id: tuple(stage.value for stage, lane in lanes.items() if lane.begun_on is not None)
        for stay_id, lanes in lanes_of_stays(ids).items()
    }


def _plans(ids: Collection[int]) -> dict[int, AftercarePlan]:
    newest = (
        select(func.max(AftercarePlan.id))
        .where(AftercarePlan.stay_id.in_(ids))
        .group_by(AftercarePlan.stay_id)
    )
    rows = db.session.scalars(select(AftercarePlan).where(AftercarePlan.id.in_(newest)))
    return {plan.stay_id: plan for plan in rows}


def _away(ids: Collection[int]) -> dict[int, str]:
    """Return who is away in a way that keeps the stay from being closed, with the kind of absence."""
    amended = select(TermEvent.amends_id).where(TermEvent.stay_id.in_(ids), TermEvent.amends_id.is_not(None))
    rows = db.session.execute(
        select(TermEvent.stay_id, TermEvent.kind)
        .where(TermEvent.stay_id.in_(ids), TermEvent.id.not_in(amended), TermEvent.cancels.is_(False))
        .order_by(TermEvent.happened_at, TermEvent.id)
    )
    kinds: dict[int, list[TermEventKind]] = defaultdict(list)
    for stay_id, kind in rows:
        kinds[stay_id].append(kind)
    lasting = {stay_id: open_absence(found) for stay_id, found in kinds.items()}
    # who is treated at home is released from there when too little is left to be called back (small-rest)
    return {
        stay_id: kind.value
        for stay_id, kind in lasting.items()
        if kind is not None and kind is not TermEventKind.SUSPENSION
    }


def _detoxed(ids: Collection[int]) -> set[int]:
    return set(
        db.session.scalars(
            select(DetoxDeclaration.stay_id)
            .join(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
            .where(DetoxDeclaration.stay_id.in_(ids), DetoxCountersign.agreed)
        )
    )


def _endings(ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(StayEnding.stay_id, StayEnding.reason).where(StayEnding.stay_id.in_(ids))
    )
    return {stay_id: reason.value for stay_id, reason in rows}
