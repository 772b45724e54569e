"""What courts decided about terms of the demo center: a reduction, some weeks of treatment at home."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.demo.absences import living_area
from center.demo.plan import NEW_LAW
from center.legal.rules import RuleSet
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.term_absences import return_from_suspension, suspend
from center.residents.stay.term_decisions import reduce_term
from center.residents.stay.terms import Paper

REDUCED_SHARE, SUSPENDED_SHARE = 0.06, 0.03
COURT = "Tòa án nhân dân khu vực 1 – Đồng Nai"
QUIET = timedelta(days=45)
"""The last weeks are left to what is played for everybody."""


def reduce_some(stay: Stay, *, rng: Random, clerk: Actor, until: datetime) -> None:
    """Let the court take one to three months off, once half of a term under the older law is served."""
    chosen = rng.random() < REDUCED_SHARE
    months, number = rng.randint(1, 3), rng.randint(10, 99)
    old = RuleSet(stay.rule_set) is RuleSet.R2022 and stay.kind is StayKind.COMPULSORY
    if not (chosen and old and stay.last_day and (stay.term_months or 0) >= 12):
        return
    half = stay.first_day + (stay.last_day - stay.first_day) / 2
    decided_on = half + timedelta(days=rng.randint(10, 50))
    told_at = local_instant(decided_on + timedelta(days=3), time(9))
    if told_at + QUIET > until:
        return
    reduce_term(
        stay,
        Paper(f"{number}/QĐ-TA", decided_on, COURT),
        months=months,
        happened_at=told_at,
        order="" if decided_on < NEW_LAW else f"03/LĐ-CSCN ngày {decided_on:%d/%m/%Y}",
        reason="Ba tháng gần nhất xếp loại khá trở lên",
        actor=clerk,
        now=told_at + timedelta(hours=1),
    )


def suspend_some(stay: Stay, *, rng: Random, clerk: Actor, until: datetime) -> None:
    """Let somebody who is ill go home for a month by decision of the court, and take the person back."""
    chosen = rng.random() < SUSPENDED_SHARE
    after, number = rng.randint(50, 80), rng.randint(10, 99)
    gone_at = local_instant(local_date(stay.admitted_at) + timedelta(days=after), time(14))
    back_at = gone_at + timedelta(days=30)
    if not chosen or stay.last_day is None or back_at + QUIET > until:
        return
    paper = Paper(f"{number}/QĐ-TĐC", local_date(gone_at) - timedelta(days=1), COURT)
    suspend(
        stay,
        paper,
        happened_at=gone_at,
        reason="Lao phổi nặng, bệnh viện cho về điều trị",
        actor=clerk,
        now=gone_at + timedelta(minutes=30),
    )
    return_from_suspension(
        stay,
        living_area(stay),
        happened_at=back_at,
        reason="Đã điều trị khỏi",
        actor=clerk,
        now=back_at + timedelta(minutes=30),
    )
