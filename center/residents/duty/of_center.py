"""Duties of the whole center that come back with the calendar: reports, and the review of reductions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import select

from center.agency.models import SiteState
from center.auth.permissions import Role
from center.clock import local_date
from center.db import db
from center.i18n import lazy_gettext as _l
from center.legal.rules import RuleSet
from center.residents.duty.facts import HORIZON
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Wanted, number, quarters, yearly
from center.residents.duty.times import end_of_day, start_of_day
from center.residents.reduction.queries import sent_between
from center.residents.stay.models import Stay, StayKind

DRUG_REPORT = DutyKind(
    "drug_report",
    _l("Báo cáo năm về thuốc phải kiểm soát đặc biệt (phụ lục IX)"),
    Role.DRUG_KEEPER,
    watch=Role.DIRECTOR,
)
HALF_YEAR_REPORT = DutyKind(
    "half_year_report",
    _l("Báo cáo 6 tháng gửi Công an cấp tỉnh"),
    Role.RECORDS_CLERK,
    watch=Role.DIRECTOR,
)
YEAR_REPORT = DutyKind(
    "year_report", _l("Báo cáo năm gửi Công an cấp tỉnh"), Role.RECORDS_CLERK, watch=Role.DIRECTOR
)
REDUCTION_REVIEW = DutyKind(
    "reduction_review",
    _l("Xét giảm thời hạn quý này cho người thuộc luật cũ (mẫu 43, 44)"),
    Role.RECORDS_CLERK,
    act=_l("Mở các đợt xét"),
    endpoint="residents.reduction_reviews",
    permission="reduction.view",
    argument="",
    watch=Role.DIRECTOR,
)

YEARLY = (
    (DRUG_REPORT, "controlled_drugs.report_yearly_before", _l("năm trước ngày {day}")),
    (HALF_YEAR_REPORT, "reporting.half_year_day", _l("kỳ đến {day}")),
    (YEAR_REPORT, "reporting.year_day", _l("kỳ đến {day}")),
)
"""Kinds that are due on the same day of each year, and the row that names it."""


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return the reports near today, and the reviews of this period and the last; two statements."""
    set_up_at = db.session.scalar(select(SiteState.created_at))
    set_up_on = local_date(set_up_at) if set_up_at else scope.today
    horizon = timedelta(days=scope.book.value_int(HORIZON, on=scope.today))
    for kind, name, words in YEARLY:
        # the day itself may change with the law: asked of the newest row
        rule = scope.book.find_or_none(name, scope.today)
        if rule is None or not isinstance(rule.value, str):
            continue
        for day in yearly(rule.value, scope.today, horizon):
            if day >= set_up_on and rule.in_force(day):
                yield Wanted(
                    kind=kind.code,
                    subject=f"{day.year}",
                    detail=str(words).format(day=f"{day:%d/%m/%Y}"),
                    cause_at=start_of_day(day - horizon),
                    due_at=end_of_day(day),
                    rule=rule,
                )
    yield from _reviews(scope, set_up_on)


def _reviews(scope: Scope, set_up_on: date) -> Iterator[Wanted]:
    """While stays under R2022 run, their reduction is reviewed each three months (Decree 116/2021 art. 58.5.a)."""
    oldest = db.session.execute(
        select(Stay.decided_on)
        .where(
            Stay.ended_on.is_(None),
            Stay.rule_set == RuleSet.R2022.value,
            Stay.kind.in_([StayKind.COMPULSORY, StayKind.MINOR]),
        )
        .order_by(Stay.decided_on)
        .limit(1)
    ).scalar()
    if oldest is None:
        return
    rule = number(scope.book, "reduction.review_interval_months", oldest, RuleSet.R2022)
    if rule is None:
        return
    for first, last in quarters(scope.today, rule.value):
        if last >= set_up_on:
            yield Wanted(
                kind=REDUCTION_REVIEW.code,
                subject=f"{first:%Y-%m}",
                detail=f"{first:%d/%m} – {last:%d/%m/%Y}",
                cause_at=start_of_day(first),
                due_at=end_of_day(last),
                rule=rule.parameter,
                done=_reviewed(first, last),
            )


def _reviewed(first: date, last: date) -> Proof | None:
    """Return that the list of a review held in that span went to the court."""
    review = sent_between(first, last)
    if review is None or review.sent_on is None:
        return None
    return Proof(
        start_of_day(review.sent_on),
        f"Đã gửi {review.court} ngày {review.sent_on:%d/%m/%Y}",
        f"/residents/reduction/reviews/{review.id}",
    )


SOURCE = DutySource(
    "center", (DRUG_REPORT, HALF_YEAR_REPORT, YEAR_REPORT, REDUCTION_REVIEW), derive, for_center=True
)
