"""What a scan costs, and that it is one however often it arrives."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.risk.rules import RiskKind, RiskLevel
from center.residents.risk.service import FlagFacts, raise_flag
from center.residents.whereabouts.models import WhereaboutsChange
from center.security.answers import answer_of
from center.security.models import Post, Scan
from center.security.service import record_scan
from tests.security.conftest import Found, Stood, Who, token_of_stay
from tests.support.statements import statements


def test_a_scan_costs_seven_statements_with_its_answer(
    person: Found, post: Stood, clock: FixedClock, actor: Who, app: Flask
) -> None:
    stay = person()
    for number in range(3):
        person(f"Lê Văn {'Abc'[number]}n")
    token, door, guard = token_of_stay(stay), post("LOP1").id, actor(Role.GUARD)
    with unit_of_work(), app.test_request_context():
        place = db.session.get_one(Post, door)
        with statements() as seen:
            recorded = record_scan(
                token,
                place,
                client_id=str(uuid.uuid4()),
                happened_at=clock.now(),
                actor=guard,
                now=clock.now(),
            )
            answer_of(recorded, at=clock.now())
            db.session.flush()
    assert len(seen) == 7, "\n".join(seen)


def test_a_flag_costs_one_statement_more_and_its_words_reach_the_guard(
    person: Found, post: Stood, clock: FixedClock, actor: Who, app: Flask
) -> None:
    stay, guard = person(), actor(Role.GUARD)
    facts = FlagFacts(
        kind=RiskKind.VIOLENCE, level=RiskLevel.URGENT, instruction="Hai cán bộ đi cùng", reason="Đánh bạn"
    )
    with unit_of_work():
        raise_flag(stay, facts, actor=actor(Role.DUTY_COMMANDER), now=clock.now())
    token, door = token_of_stay(stay), post("LOP1").id
    with unit_of_work(), app.test_request_context():
        place = db.session.get_one(Post, door)
        key = str(uuid.uuid4())
        with statements() as seen:
            recorded = record_scan(
                token, place, client_id=key, happened_at=clock.now(), actor=guard, now=clock.now()
            )
            answer = answer_of(recorded, at=clock.now())
            db.session.flush()
    assert len(seen) == 8, "\n".join(seen)
    assert answer.outcome == "ok"
    assert [(str(flag.label), flag.state, flag.instruction) for flag in answer.flags] == [
        ("Nguy cơ bạo lực · rất cao", "danger", "Hai cán bộ đi cùng")
    ]


def test_one_scan_that_arrives_on_several_connections_at_once_is_one_row(
    person: Found, post: Stood, clock: FixedClock, actor: Who, app: Flask
) -> None:
    stay = person()
    token, door, guard, key = token_of_stay(stay), post("LOP1").id, actor(Role.GUARD), str(uuid.uuid4())

    def send(_number: int) -> tuple[int, bool]:
        with app.app_context():
            with unit_of_work():
                recorded = record_scan(
                    token,
                    db.session.get_one(Post, door),
                    client_id=key,
                    happened_at=clock.now(),
                    actor=guard,
                    now=clock.now(),
                )
                found = recorded.scan.id, recorded.repeated
            db.session.remove()
            return found

    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(send, range(6)))
    assert len({scan_id for scan_id, _ in answers}) == 1
    assert [repeated for _, repeated in answers].count(False) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 1
    moves = select(func.count()).where(WhereaboutsChange.source.like("security:%"))
    assert db.session.scalar(moves) == 1
