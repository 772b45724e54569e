"""Every flag that stands is looked at again by its day: the duty of whoever answers for its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from center.auth.permissions import Role
from center.clock import local_date
from center.i18n import lazy_gettext as _l
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Stayer, Wanted, ended, number
from center.residents.duty.times import end_of_day
from center.residents.risk.labels import OUTCOME_LABELS, flag_words
from center.residents.risk.limits import REVIEW_RULES
from center.residents.risk.models import RiskReview
from center.residents.risk.permissions import RiskPermission
from center.residents.risk.queries import FlagStory, stories_of
from center.residents.risk.rules import CARE_KINDS, RiskLevel

CUSTODY_REVIEW = DutyKind(
    "risk_review",
    _l("Xem xét lại cờ rủi ro (trốn, bạo lực)"),
    Role.DUTY_COMMANDER,
    _l("Xem xét cờ"),
    "residents.review_risk",
    RiskPermission.REVIEW,
    "flag_id",
    watch=Role.DIRECTOR,
)
CARE_REVIEW = DutyKind(
    "risk_review_care",
    _l("Xem xét lại cờ rủi ro (tự gây thương tích, sức khỏe)"),
    Role.DOCTOR,
    _l("Xem xét cờ"),
    "residents.review_risk",
    RiskPermission.REVIEW,
    "flag_id",
    watch=Role.DIRECTOR,
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return one duty for each day a flag was to be looked at again; two statements."""
    for stay_id, stories in stories_of(list(scope.stays)).items():
        for story in stories:
            yield from _reviews(scope.stays[stay_id], story, scope)


def _reviews(stay: Stayer, story: FlagStory, scope: Scope) -> Iterator[Wanted]:
    flag = story.now.flag
    since: datetime = flag.recorded_at
    level, due_on = flag.level, flag.review_on
    for review in (*story.reviews, None):
        yield from _one(stay, story, scope, since=since, level=level, due_on=due_on, review=review)
        if review is None or review.next_review_on is None:
            return
        since, level, due_on = review.recorded_at, review.level, review.next_review_on


def _one(
    stay: Stayer,
    story: FlagStory,
    scope: Scope,
    *,
    since: datetime,
    level: RiskLevel,
    due_on: date,
    review: RiskReview | None,
) -> Iterator[Wanted]:
    flag = story.now.flag
    rule = number(scope.book, REVIEW_RULES[level], local_date(since))
    if rule is None:
        return
    done = None
    if review is not None:
        words = f"{review.recorded_by_name} xem xét: {str(OUTCOME_LABELS[review.outcome]).lower()}"
        done = Proof(review.recorded_at, words, f"/residents/stays/{stay.id}/risks")
    yield Wanted(
        kind=(CARE_REVIEW if flag.kind in CARE_KINDS else CUSTODY_REVIEW).code,
        subject=f"risk-{flag.id}",
        cause=f"{due_on:%Y%m%d}-{local_date(since):%Y%m%d}",
        stay_id=stay.id,
        subject_id=flag.id,
        detail=flag_words(flag.kind, level),
        cause_at=since,
        due_at=end_of_day(due_on),
        rule=rule.parameter,
        done=done,
        lapsed=ended(stay),
    )


SOURCE = DutySource("risk", (CUSTODY_REVIEW, CARE_REVIEW), derive)
