"""Making two files one, and taking it back. Nothing is moved or removed: one file points to the other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from center.audit.actor import Actor
from center.audit.service import record
from center.auth.permissions import Permission
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.residents.merging.audit import MergeDecided, MergeProposed, MergeUndone
from center.residents.merging.models import MergeStep, PersonMergeAct
from center.residents.merging.permissions import MergingPermission
from center.residents.merging.queries import Merge, file_facts, is_waiting, merge_or_404, merges_in_force
from center.residents.merging.rules import check_merge, kept_files
from center.residents.permissions import ResidentPermission
from center.residents.person.models import Resident
from center.residents.person.queries import newest_stay_id
from center.residents.search.service import index_person
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic

LOCK = "residents.admit"
"""Shared with the desk: it must not open a stay on a file that is being merged."""


def propose_merge(
    kept: Resident, merged: Resident, *, reason: str, actor: Actor, now: datetime
) -> PersonMergeAct:
    """Propose that ``merged`` be made part of ``kept``; somebody else decides. Flushes.

    Raises RuleViolation without a reason, when the rule forbids it, and while another proposal about one waits.
    """
    one_at_a_time(LOCK)
    check_merge(file_facts(kept), file_facts(merged))
    if is_waiting(kept.id, merged.id):
        raise RuleViolation("residents.merge_pending", field="other")
    act = _act(MergeStep.PROPOSED, kept, merged, reason, actor=actor, now=now)
    event = MergeProposed(kept=kept.code, merged=merged.code, reason=act.reason)
    record(event, actor=actor, at=now, stay_id=newest_stay_id(kept.id))
    text = f"Đề nghị gộp hồ sơ {merged.code} vào hồ sơ {kept.code}"
    _note(_stays(act), text, permission=MergingPermission.SEE, actor=actor, now=now)
    return act


def decide_merge(
    proposal_id: int, *, confirmed: bool, reason: str, actor: Actor, now: datetime
) -> PersonMergeAct:
    """Confirm or refuse a proposal. A confirmed one takes force at once. Flushes.

    Raises RuleViolation without a reason, for one's own proposal, and when the rule forbids it by now.
    """
    one_at_a_time(LOCK)
    merge = merge_or_404(proposal_id)
    proposal = merge.proposal
    if merge.answers:
        raise RuleViolation("residents.merge_decided")
    if proposal.recorded_by_id == actor.id:
        raise RuleViolation("residents.merge_own")
    if confirmed:
        check_merge(file_facts(proposal.kept), file_facts(proposal.merged))
    step = MergeStep.CONFIRMED if confirmed else MergeStep.REFUSED
    act = _answer(step, merge, reason, actor=actor, now=now)
    record(
        MergeDecided(
            kept=proposal.kept.code, merged=proposal.merged.code, step=step.value, reason=act.reason
        ),
        actor=actor,
        at=now,
        stay_id=newest_stay_id(proposal.kept_id),
    )
    if confirmed:
        stays = _stays(proposal)
        _point(proposal)
        text = f"Gộp hồ sơ {proposal.merged.code} vào hồ sơ {proposal.kept.code}"
        _note(stays, text, actor=actor, now=now)
    return act


def undo_merge(proposal_id: int, *, reason: str, actor: Actor, now: datetime) -> PersonMergeAct:
    """Take a merge back: both files speak for themselves again. Flushes.

    What was recorded meanwhile stays on the file it was recorded on. Raises RuleViolation without a reason, and when
    the merge is not in force.
    """
    one_at_a_time(LOCK)
    merge = merge_or_404(proposal_id)
    proposal = merge.proposal
    if merge.step is not MergeStep.CONFIRMED:
        raise RuleViolation("residents.merge_not_done")
    act = _answer(MergeStep.UNDONE, merge, reason, actor=actor, now=now)
    event = MergeUndone(kept=proposal.kept.code, merged=proposal.merged.code, reason=act.reason)
    record(event, actor=actor, at=now, stay_id=newest_stay_id(proposal.kept_id))
    _point(proposal)
    text = f"Tách lại hồ sơ {proposal.merged.code} khỏi hồ sơ {proposal.kept.code}"
    _note(_stays(proposal), text, actor=actor, now=now)
    return act


def _act(
    step: MergeStep,
    kept: Resident,
    merged: Resident,
    reason: str,
    *,
    proposal_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> PersonMergeAct:
    if not reason.strip():
        raise RuleViolation("residents.merge_reason", field="reason")
    act = PersonMergeAct(
        step=step,
        proposal_id=proposal_id,
        kept=kept,
        merged=merged,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(act)
    db.session.flush()
    return act


def _answer(step: MergeStep, merge: Merge, reason: str, *, actor: Actor, now: datetime) -> PersonMergeAct:
    proposal = merge.proposal
    return _act(step, proposal.kept, proposal.merged, reason, proposal_id=proposal.id, actor=actor, now=now)


def _point(proposal: PersonMergeAct) -> None:
    """Let every file of both people point to the file that speaks for it now, and index them anew."""
    wanted = kept_files(merges_in_force())
    both = (proposal.kept_id, proposal.merged_id)
    touched = {*both, *(file for file, kept in wanted.items() if kept in both)}
    people = db.session.scalars(
        select(Resident).where(or_(Resident.id.in_(touched), Resident.merged_into_id.in_(both)))
    ).all()
    for person in people:
        person.merged_into_id = wanted.get(person.id)
    db.session.flush()
    for kept_id in {wanted.get(person.id, person.id) for person in people}:
        index_person(db.session.get_one(Resident, kept_id))


def _stays(proposal: PersonMergeAct) -> list[int]:
    """Return the newest stay of each of the two people, as long as they are two."""
    found = (newest_stay_id(person) for person in (proposal.kept_id, proposal.merged_id))
    return [stay_id for stay_id in dict.fromkeys(found) if stay_id is not None]


def _note(
    stays: list[int],
    text: str,
    *,
    permission: Permission = ResidentPermission.VIEW,
    actor: Actor,
    now: datetime,
) -> None:
    for stay_id in stays:
        note(
            stay_id,
            text,
            area="residents",
            topic=Topic.IDENTITY,
            permission=permission,
            happened_at=now,
            link=f"/residents/stays/{stay_id}/person",
            actor=actor,
            now=now,
        )
