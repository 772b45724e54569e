"""The last weeks of a stay in the demo center: aftercare plan, notice, papers, packet, release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.db import unit_of_work
from center.handover.desk import make_packet, print_completion, print_notices
from center.handover.models import Addressee, AftercareNeed
from center.handover.rules import GOALS
from center.handover.service import PlanFacts, release, save_plan
from center.residents.property.queries import belongings_of
from center.residents.property.rules import Signer
from center.residents.property.service import give_back
from center.residents.stay.models import EndReason, Stage, Stay

PAPERS_SINCE_DAYS = 30
"""Releases older than this were made on paper, before the program: drawing a packet takes seconds."""

USUAL_NEEDS = [need for need in AftercareNeed if need is not AftercareNeed.SOCIAL_PROTECTION]

ON_PAPER = "Hồ sơ giấy lập trước khi dùng phần mềm"


def plan_aftercare(
    stay: Stay, *, rng: Random, clerk: Actor, at: datetime, needs: Sequence[AftercareNeed] = ()
) -> None:
    """Write the aftercare plan at ``at``; ``needs`` when they are not to be drawn."""
    plan = PlanFacts(
        address_text=stay.address_text,
        commune_id=stay.home_commune_id,
        lives_with=rng.choice(("Bố mẹ", "Vợ con", "Anh trai", "Một mình")),
        work_plan=rng.choice(("Làm may gia công gần nhà", "Phụ việc xưởng mộc", "Làm vườn của gia đình", "")),
        health_advice="Khám sức khỏe định kỳ tại trạm y tế xã.",
        needs=needs or rng.sample(USUAL_NEEDS, rng.randint(1, 4)),
        evaluation={goal: rng.choice(("good", "reached")) for goal in GOALS},
    )
    save_plan(stay, plan, actor=clerk, now=at)


def hand_over(stay: Stay, *, rng: Random, clerk: Actor, director: Actor, now: datetime) -> None:
    """Tell the commune, and on the last day give back belongings, issue the papers, let the person go."""
    if stay.stage is not Stage.REINTEGRATION or stay.last_day is None:
        return
    last_day = stay.last_day
    recent = last_day >= local_date(now) - timedelta(days=PAPERS_SINCE_DAYS)
    over = last_day < local_date(now)
    # one commune in ten still waits for its notice: somebody's work of today
    if recent and (over or rng.random() < 0.9):
        to = [(Addressee.COMMUNE_POLICE, f"Công an {stay.home_commune.label}")]
        told_at = local_instant(stay.stage_since, time(9, 30))
        print_notices(stay, to, key=f"demo-{stay.id}", actor=clerk, now=told_at)
    if not over:
        return
    morning = local_instant(last_day, time(8))
    with unit_of_work():
        held = {item.key: item.left for item in belongings_of(stay.id) if item.left}
        if held:
            give_back(stay, held, Signer(stay.resident.full_name), actor=clerk, now=morning)
    if recent:
        print_completion(stay, actor=director, now=morning)
        make_packet(stay.id, key=f"demo-{stay.id}", actor=clerk, now=morning + timedelta(hours=1))
    gone_at = morning + timedelta(hours=2)
    with unit_of_work():
        release(
            stay,
            EndReason.COMPLETED,
            happened_at=gone_at,
            explanation="" if recent else ON_PAPER,
            actor=director,
            now=gone_at,
        )
