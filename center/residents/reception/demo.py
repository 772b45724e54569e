"""People to come and receptions half done, so that the desk of the demo center has its day. Through the services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.legal.rules import rule_set_for
from center.places.models import Commune
from center.residents.demo_names import demo_name
from center.residents.expected.models import ExpectedArrival
from center.residents.expected.service import ExpectedFacts, expect, withdraw_expected
from center.residents.person.models import Sex
from center.residents.reception.marking import PaperAnswer, mark, write_papers
from center.residents.reception.models import PaperState, Reception
from center.residents.reception.papers import Need, PaperRule, papers_of
from center.residents.reception.queries import reception_of_stay, reception_or_404
from center.residents.reception.service import admitted, begin, close
from center.residents.reception.steps import MarkKind, Step
from center.residents.stay.models import Stay, StayKind

DAYS = (-2, 0, 0, 1, 3, 6)
"""When each is expected, counted from today."""
_CUSTODY = 3
"""Which of them comes into custody while the file is made."""
RECENT = timedelta(days=3)


def demo_receptions(*, rng: Random, staff: Mapping[str, Actor], now: datetime) -> None:
    """Announce some people, begin the reception of one of them, and leave that of the newest resident half done."""
    desk, clerk, witness = staff["tiepnhan"], staff["hoso"], staff["baove"]
    cases = [_announce(number, days, rng=rng, clerk=clerk, now=now) for number, days in enumerate(DAYS)]
    withdraw_expected(
        cases[-1].id,
        reason="Công an xã báo: được hoãn chấp hành vì đang điều trị tại bệnh viện",
        actor=clerk,
        now=now - timedelta(hours=3),
    )
    _half_known(cases[1], desk=desk, witness=witness, now=now)
    _half_done(desk=desk, witness=witness, now=now)


def _announce(number: int, days: int, *, rng: Random, clerk: Actor, now: datetime) -> ExpectedArrival:
    today = local_date(now)
    commune = db.session.scalars(
        select(Commune).where(Commune.valid_to.is_(None)).order_by(Commune.id).offset(number * 7).limit(1)
    ).first()
    sex = Sex.FEMALE if number == 2 else Sex.MALE
    name = demo_name(rng, sex)
    custody = number == _CUSTODY
    facts = ExpectedFacts(
        full_name=name.full_name,
        kind=StayKind.CUSTODY if custody else StayKind.COMPULSORY,
        decision_number=f"{40 + number}/QĐ-{'QLNN' if custody else 'TA'}",
        decision_issued_on=today - timedelta(days=4),
        decision_issuer="Công an xã Phú Riềng" if custody else f"Tòa án nhân dân khu vực {number % 4 + 1}",
        expected_on=today + timedelta(days=days),
        birth_year=1984 + 3 * number,
        sex=sex,
        delivered_by=_police_of(commune),
        home_commune_id=commune.id if commune else None,
        note="Có người nhà đi cùng" if number == 3 else "",
    )
    return expect(facts, actor=clerk, now=now - timedelta(days=1, hours=number))


def _police_of(commune: Commune | None) -> str:
    if commune is None:
        return ""
    name = commune.full_label.partition(",")[0]
    return f"Công an {name[:1].lower()}{name[1:]}"


def _half_known(case: ExpectedArrival, *, desk: Actor, witness: Actor, now: datetime) -> None:
    """Somebody at the gate: papers looked through, searched, waiting for those who treat."""
    begun = now - timedelta(minutes=40)
    reception = begin(expected_id=case.id, actor=desk, now=begun)
    rules = papers_of(StayKind.COMPULSORY.value, rule_set_for(local_date(now)).value, adult=True)
    answers = [
        PaperAnswer(
            rule.code,
            _came(rule, missing=number == 1),
            None if _came(rule, missing=number == 1) is PaperState.MISSING else number + 1,
        )
        for number, rule in enumerate(rules)
    ]
    write_papers(reception, answers, check_id=f"demo-{case.id}", actor=desk, now=begun + timedelta(minutes=6))
    later = begun + timedelta(minutes=8)
    mark(
        reception,
        Step.PAPERS,
        MarkKind.PUT_OFF,
        note_text="Công an cấp tỉnh gửi quyết định giao cơ sở trong ngày",
        actor=desk,
        now=later,
    )
    _search(reception.id, desk=desk, witness=witness, now=begun + timedelta(minutes=12))
    mark(reception, Step.HEALTH, MarkKind.ASKED, actor=desk, now=begun + timedelta(minutes=15))


def _came(rule: PaperRule, *, missing: bool) -> PaperState:
    if missing or rule.need is Need.IF_ANY:
        return PaperState.MISSING
    return PaperState.COPY if rule.code == "cv" else PaperState.ORIGINAL


def _half_done(*, desk: Actor, witness: Actor, now: datetime) -> None:
    """The newest resident is in, with some steps left to the next shift; of the one before, steps became duties."""
    newest, before = _newest(now)
    if newest is not None and newest.admitted_at >= now - RECENT:
        reception = _received(newest, desk=desk, witness=witness)
        mark(
            reception,
            Step.INFORMATION,
            MarkKind.PUT_OFF,
            note_text="Người mới đến còn say thuốc, sáng mai phổ biến",
            actor=desk,
            now=now - timedelta(hours=1),
        )
    if before is not None:
        reception = _received(before, desk=desk, witness=witness)
        close(reception, actor=desk, now=before.admitted_at + timedelta(hours=1))


def _newest(now: datetime) -> tuple[Stay | None, Stay | None]:
    found = db.session.scalars(
        select(Stay)
        .where(Stay.ended_on.is_(None), Stay.admitted_at <= now - timedelta(hours=1))
        .order_by(Stay.admitted_at.desc(), Stay.id.desc())
        .limit(2)
    ).all()
    newest, before, *_none = *(stay for stay in found if reception_of_stay(stay.id) is None), None, None
    return newest, before


def _received(stay: Stay, *, desk: Actor, witness: Actor) -> Reception:
    """Begin the reception of a stay that is there, up to its admission."""
    reception = begin(actor=desk, now=stay.admitted_at - timedelta(minutes=25))
    _search(reception.id, desk=desk, witness=witness, now=stay.admitted_at - timedelta(minutes=15))
    admitted(reception, stay, actor=desk, now=stay.admitted_at)
    return reception


def _search(reception_id: int, *, desk: Actor, witness: Actor, now: datetime) -> None:
    mark(
        reception_or_404(reception_id),
        Step.SEARCH,
        MarkKind.DONE,
        witness=(witness.id or 0, witness.name),
        actor=desk,
        now=now,
    )
