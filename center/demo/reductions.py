"""Reviews of reductions in the demo center: one the court answered in June 2026, one that is being prepared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from center.clock import local_date, local_instant
from center.db import db, unit_of_work
from center.demo.staff import Staff
from center.legal.changes import Draft, add
from center.legal.queries import parameter_book
from center.legal.rules import Confidence, RuleSet
from center.legal.service import write_change
from center.legal.workdays.queries import work_calendar
from center.residents.assessment.council import Meeting
from center.residents.reduction.models import Outcome, ReductionReview
from center.residents.reduction.papers import make_papers
from center.residents.reduction.queries import candidates_of
from center.residents.reduction.radar import radar
from center.residents.reduction.results import CourtAnswer, record_result
from center.residents.reduction.service import hold_council, open_review, post_list, posting_days, send
from center.residents.reduction.steps import posting_ends

JUNE = date(2026, 6, 10)
"""A review from before the law changed."""
COURT = "Tòa án nhân dân khu vực 1 (mẫu)"
MEMBERS = ("Mai Thị Quyết, Trưởng cơ sở", "Tạ Minh Lắng, cán bộ tư vấn", "Chu Thị Lưu, cán bộ hồ sơ")
REASON = "Công văn hướng dẫn số 01/HD (ví dụ của cơ sở mẫu)"


def make_reductions(*, staff: Staff, now: datetime) -> None:
    """Play the finished review, then switch reductions on as a director might, and open the next one."""
    today = local_date(now)
    if today > JUNE + timedelta(days=40) and any(line.verdict.eligible for line in radar(JUNE)):
        _finished(staff)
    if today < date(2026, 7, 1) or not any(line.verdict.eligible for line in radar(today)):
        return
    draft = Draft(
        name="reduction.enabled",
        rule_set=RuleSet.R2022,
        value=True,
        unit="",
        valid_from=today,
        valid_to=None,
        source=REASON,
        confidence=Confidence.SECONDARY,
        note="Chỉ để cơ sở mẫu có một đợt xét đang mở; cơ sở thật để tắt cho đến khi có hướng dẫn.",
    )
    director = staff["lanhdao"]
    with unit_of_work() as session:
        change = add(parameter_book(), draft)
        write_change(session, change, reason=REASON, recorded_by=director.name, at=now)
    with unit_of_work():
        open_review(today, open_point_reason=REASON, actor=director, now=now)


def _finished(staff: Staff) -> None:
    clerk, director = staff["hoso"], staff["lanhdao"]
    with unit_of_work():
        at = _at(JUNE, 8)
        review = open_review(JUNE, actor=director, now=at)
        hold_council(review, Meeting(JUNE, "02/BB-XGTH", MEMBERS), actor=director, now=at)
    first = JUNE + timedelta(days=1)
    last = posting_ends(work_calendar(), first, posting_days(review))
    with unit_of_work():
        post_list(
            _again(review),
            posted_from=first,
            posted_to=last,
            place="Bảng tin các khu",
            actor=clerk,
            now=_at(first, 9),
        )
    sent_on = last + timedelta(days=1)
    make_papers(_again(review), COURT, key="demo", actor=clerk, now=_at(sent_on, 8))
    with unit_of_work():
        send(_again(review), sent_on=sent_on, court=COURT, actor=clerk, now=_at(sent_on, 10))
    decided = date(2026, 6, 29)
    with unit_of_work():
        for place, line in enumerate(candidates_of(review.id), start=1):
            one = line.candidate
            if not one.is_proposed or not one.stay.is_open or (one.stay.last_day or decided) <= decided:
                continue
            granted = place % 3 != 0
            answer = CourtAnswer(
                outcome=Outcome.GRANTED if granted else Outcome.REFUSED,
                months=one.months if granted else None,
                number=f"{100 + place}/QĐ-TA",
                decided_on=decided,
                court=COURT,
                arrived_at=_at(decided, 15),
            )
            record_result(one, answer, actor=clerk, now=_at(decided, 16))


def _again(review: ReductionReview) -> ReductionReview:
    return db.session.get_one(ReductionReview, review.id)


def _at(day: date, hour: int) -> datetime:
    return local_instant(day, time(hour))
