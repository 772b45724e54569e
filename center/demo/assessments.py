"""Months of grades, rewards and discipline of the demo center, decided as a council would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from center.clock import local_date, local_instant
from center.db import db, unit_of_work
from center.demo.reductions import make_reductions
from center.demo.staff import Staff
from center.residents.assessment.council import Meeting, decide, post
from center.residents.assessment.models import AssessmentLine, AssessmentRound, Grade
from center.residents.assessment.objections import answer_objection, receive_objection
from center.residents.assessment.queries import scheme_of_round
from center.residents.assessment.rounds import Proposal, confirm_rest, open_round, propose
from center.residents.assessment.rules import Period, period_of, periods_before
from center.residents.conduct.models import ConductKind
from center.residents.conduct.rules import Terms
from center.residents.conduct.service import ProposalFacts, grant, refuse
from center.residents.conduct.service import propose as propose_conduct
from center.residents.stay.models import Stay, StayKind

MONTHS = 9
"""Back to the spring of 2026, so that the review of June has its grades."""
DEPARTURES = (
    (-12, "Nhắc nhở nhiều lần về nội quy"),
    (-22, "Chưa tự giác trong sinh hoạt"),
    (-8, "Chưa tích cực lao động"),
)
MEMBERS = (
    "Mai Thị Quyết, Trưởng cơ sở, chủ tịch hội đồng",
    "Tạ Minh Lắng, cán bộ tư vấn, thư ký",
    "Bùi Văn Thạo, quản lý lao động",
    "Vương Đình Trực, trực chỉ huy",
)
DEEDS = (
    (ConductKind.OCCASIONAL, "Phát hiện và báo kịp thời chập điện trong phòng ở, ngăn được cháy", True),
    (ConductKind.OCCASIONAL, "Nhặt được tiền của học viên khác và trả lại", False),
    (ConductKind.PERIODIC, "Đứng đầu tổ may trong quý", False),
    (ConductKind.CRITICISM, "Gây ồn ào sau giờ ngủ nhiều lần", False),
    (ConductKind.WARNING, "Giấu điện thoại trong chăn", False),
    (ConductKind.OCCASIONAL, "Cứu người bị điện giật ở xưởng mộc, có biên bản của tổ lao động", True),
    (ConductKind.PERIODIC, "Đạt kết quả tốt trong học tập quý vừa qua", False),
    (ConductKind.SEPARATION, "Đánh người gây thương tích", False),
)


def judge(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Write rewards, discipline and the grades of the last months."""
    with unit_of_work():
        make_conduct(rng=rng, staff=staff, now=now)
    with unit_of_work():
        make_grades(rng=rng, staff=staff, now=now)
    make_reductions(staff=staff, now=now)


def make_conduct(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Propose and decide rewards and disciplines of the last months; the newest wait for the director."""
    people = _here_since(now, days=120)
    if len(people) < len(DEEDS) + 2:
        return
    chosen = rng.sample(people, len(DEEDS) + 2)
    decider = f"{staff['lanhdao'].name}, Trưởng cơ sở"
    for place, (kind, deed, merit) in enumerate(DEEDS):
        # the separation is the newest: its review falls due now
        back = 8 if kind is ConductKind.SEPARATION else 100 - 11 * place
        day = local_date(now) - timedelta(days=back)
        proof = f"Biên bản số {place + 3}/BB-TLĐ, hai người chứng kiến" if merit else ""
        facts = ProposalFacts(
            kind=kind, happened_on=day, deed=deed, wanted="Giấy khen", merit=merit, proof=proof
        )
        at = local_instant(day, time(10))
        proposal = propose_conduct(chosen[place], facts, actor=staff["tuvan"], now=at)
        decided = day + timedelta(days=1)
        reward = kind.is_reward
        terms = Terms(
            decided_on=decided,
            decided_by=decider,
            form="Giấy khen" if reward else "",
            merit=merit,
            proof=proof,
            starts_on=None if reward else decided,
            ends_on=None if reward or kind is ConductKind.SEPARATION else decided + timedelta(days=90),
            review_on=decided + timedelta(days=7) if kind is ConductKind.SEPARATION else None,
        )
        grant(proposal, terms, actor=staff["lanhdao"], now=local_instant(decided, time(15)))
    yesterday = local_date(now) - timedelta(days=1)
    waiting = ProposalFacts(
        kind=ConductKind.OCCASIONAL,
        happened_on=yesterday,
        deed="Báo cho cán bộ việc giấu vật cấm ở nhà tắm",
        wanted="Biểu dương trước toàn khu",
    )
    propose_conduct(chosen[-1], waiting, actor=staff["truc"], now=local_instant(yesterday, time(16)))
    weak = ProposalFacts(
        kind=ConductKind.CRITICISM, happened_on=yesterday - timedelta(days=4), deed="Đi học muộn một lần"
    )
    at = local_instant(weak.happened_on, time(9))
    refused = propose_conduct(chosen[-2], weak, actor=staff["giaovien"], now=at)
    refuse(
        refused,
        "Lần đầu, đã nhắc nhở tại lớp",
        decided_on=yesterday,
        decided_by=decider,
        actor=staff["lanhdao"],
        now=local_instant(yesterday, time(11)),
    )


def make_grades(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Grade the last months; the newest list is posted, and the running month waits for its proposals."""
    today = local_date(now)
    for period in reversed(periods_before(today, 1, MONTHS + 1)[1:]):
        _grade(period, rng=rng, staff=staff, now=now)
    running = period_of(today, 1)
    if (today - running.first).days >= 19 and _anybody(running.first):
        open_round(running.first, None, actor=staff["tuvan"], now=now - timedelta(hours=2))


def _grade(period: Period, *, rng: Random, staff: Staff, now: datetime) -> None:
    meeting_on = period.last + timedelta(days=3)
    at = local_instant(meeting_on, time(9))
    if at >= now or not _anybody(period.first):
        return
    found = open_round(period.first, None, actor=staff["tuvan"], now=at - timedelta(days=1))
    _depart(found, rng=rng, staff=staff, at=at - timedelta(hours=20))
    confirm_rest(found, None, actor=staff["tuvan"], now=at - timedelta(hours=19))
    number = f"{meeting_on:%m}/BB-HĐXL"
    decide(found, Meeting(meeting_on, number, MEMBERS), actor=staff["lanhdao"], now=at)
    first = meeting_on + timedelta(days=1)
    post(
        found,
        from_day=first,
        to_day=first + timedelta(days=2),
        place="Bảng tin các khu",
        actor=staff["tuvan"],
        now=at + timedelta(hours=5),
    )
    if period.last >= local_date(now) - timedelta(days=60):
        _object(found, staff=staff, at=local_instant(first + timedelta(days=1), time(10)), now=now)


def _depart(found: AssessmentRound, *, rng: Random, staff: Staff, at: datetime) -> None:
    """Let the counsellor know better than the facts for one resident in eight."""
    scheme = scheme_of_round(found)
    lines = db.session.scalars(
        db.select(AssessmentLine)
        .where(AssessmentLine.round_id == found.id, AssessmentLine.graded.is_(True))
        .order_by(AssessmentLine.id)
    ).all()
    proposals = []
    for line in lines:
        if rng.random() > 0.12:
            continue
        less, why = rng.choice(DEPARTURES)
        points = (max(0, line.points[0] + less), *line.points[1:])
        if points != tuple(line.suggested_points):
            proposals.append(Proposal(line.stay_id, line.version, points, reason=why))
    if proposals and scheme.criteria:
        propose(found, proposals, actor=staff["tuvan"], now=at)


def _object(found: AssessmentRound, *, staff: Staff, at: datetime, now: datetime) -> None:
    """Let two residents say no; one is answered, one waits."""
    if at >= now:
        return
    grades = db.session.scalars(
        db.select(Grade)
        .where(Grade.round_id == found.id, Grade.reason != "", Grade.amends_id.is_(None))
        .order_by(Grade.id)
        .limit(2)
    ).all()
    for place, grade in enumerate(grades):
        words = ("Tôi đã sửa sai từ đầu tháng, đề nghị xem lại.", "Tôi có làm đủ các buổi lao động.")[place]
        objection = receive_objection(
            grade, words, received_on=local_date(at), actor=staff["tuvan"], now=at + timedelta(minutes=place)
        )
        if place == 0 and at + timedelta(days=1) < now:
            answer_objection(
                objection,
                "Đã đối chiếu sổ trực của khu; giữ nguyên.",
                answered_on=local_date(at + timedelta(days=1)),
                actor=staff["lanhdao"],
                now=at + timedelta(days=1),
            )


def _here_since(now: datetime, *, days: int) -> Sequence[Stay]:
    return db.session.scalars(
        db.select(Stay)
        .where(
            Stay.ended_on.is_(None),
            Stay.admitted_at < now - timedelta(days=days),
            Stay.kind == StayKind.COMPULSORY,
        )
        .order_by(Stay.id)
    ).all()


def _anybody(first: date) -> bool:
    began = local_instant(first)
    wanted = db.select(Stay.id).where(Stay.admitted_at < began, Stay.kind != StayKind.CUSTODY)
    return db.session.scalar(wanted.where(Stay.ended_on.is_(None)).limit(1)) is not None
