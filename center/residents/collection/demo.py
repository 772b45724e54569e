"""Believable answers at reception: what the file holds, and what somebody might have told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from center.audit.actor import Actor
from center.clock import local_date
from center.residents.collection.model import (
    Employment,
    Frequency,
    Kin,
    Marital,
    RehabFacts,
    RehabMethod,
    RehabPlace,
    RelativeFacts,
    SheetFacts,
    SubstanceFacts,
    UsedSubstance,
    UseRoute,
)
from center.residents.collection.models import CollectionSheet
from center.residents.collection.prefill import beginning
from center.residents.collection.service import record_sheet
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on

_LEGAL = (
    "Chưa có tiền án, tiền sự",
    "Đã bị xử phạt hành chính về sử dụng ma túy",
    "Mất căn cước, đang làm lại",
)
_RELAPSE = ("Bạn bè rủ rê", "Không có việc làm", "Buồn chuyện gia đình", "Thèm nhớ, chưa biết cách từ chối")


def demo_sheet(stay: Stay, *, clerk: Actor, now: datetime) -> CollectionSheet:
    """Write the sheet of ``stay`` as asked at ``now``; the same stay gives the same answers."""
    rng = Random(stay.id)
    start = beginning(stay, today=local_date(now), may=lambda _permission: True)
    age = age_on(stay.resident.birth_date, local_date(now))
    facts = _told(start.facts, rng, age)
    return record_sheet(
        stay,
        replace(facts, collected_on=local_date(now), social_signer=clerk.name),
        amends_id=start.amends_id,
        actor=clerk,
        now=now,
    )


def _told(facts: SheetFacts, rng: Random, age: int) -> SheetFacts:
    marital = Marital.SINGLE if age < 25 else rng.choice((*Marital, Marital.SINGLE))
    quarrels = rng.random() < 0.3
    history = facts.body_what
    ill = None if not history else not history.startswith("Khỏe mạnh")
    return replace(
        facts,
        policy_category=facts.policy_category or "không",
        qualification=facts.qualification or "không",
        employment=facts.employment or rng.choice(tuple(Employment)),
        marital=facts.marital or marital,
        legal_status=facts.legal_status or rng.choice(_LEGAL),
        relatives=_family(facts, rng, age),
        body_illness=bool(ill) if ill is not None else rng.random() < 0.2,
        body_what=history if ill else "",
        family_illness=False,
        family_conflict=quarrels,
        conflict_often=rng.choice(tuple(Frequency)) if quarrels else None,
        mental_signs=facts.mental_signs or "Tỉnh táo, trả lời đúng câu hỏi",
        physical_signs=facts.physical_signs or "Không thấy dấu hiệu bất thường",
        substances=_used(facts, rng, age),
        rehabs=_before(facts, rng, age),
    )


def _family(facts: SheetFacts, rng: Random, age: int) -> tuple[RelativeFacts, ...]:
    older = {Kin.FATHER: 24, Kin.MOTHER: 22, Kin.SPOUSE: 0}
    return tuple(
        replace(
            row, age=row.age if row.age is not None else max(1, age + older[row.kin] + rng.randint(-2, 6))
        )
        if row.kin in older
        else row
        for row in facts.relatives
    )


def _used(facts: SheetFacts, rng: Random, age: int) -> tuple[SubstanceFacts, ...]:
    found = facts.substances or (
        SubstanceFacts(
            UsedSubstance.ATS,
            "2",
            first_age=min(age, rng.randint(15, 28)),
            route=UseRoute.SMOKED,
            days_last_month=20,
        ),
    )
    first = found[0]
    years = max(1, age - (first.first_age or age))
    days = first.days_last_month
    main = replace(
        first,
        total_time=first.total_time or f"{years} năm",
        times_last_month=days * rng.randint(1, 3) if days is not None else None,
        money_per_day=first.money_per_day or rng.randint(2, 10) * 50_000,
    )
    tobacco = SubstanceFacts(
        UsedSubstance.TOBACCO, first_age=min(age, 16), total_time=f"{max(1, age - 16)} năm"
    )
    more = () if any(row.substance is UsedSubstance.TOBACCO for row in found) else (tobacco,)
    return (main, *found[1:], *more)


def _before(facts: SheetFacts, rng: Random, age: int) -> tuple[RehabFacts, ...]:
    if facts.rehabs or age < 22 or rng.random() < 0.6:
        return facts.rehabs
    year = facts.collected_on.year - rng.randint(1, 4)
    return (
        RehabFacts(
            year,
            rng.choice((RehabPlace.HOME, RehabPlace.VOLUNTARY_CENTER)),
            f"{rng.randint(1, 6)} tháng",
            rng.choice((RehabMethod.SEDATIVES, RehabMethod.NO_DRUGS)),
            rng.choice(_RELAPSE),
        ),
    )
