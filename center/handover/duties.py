"""Duties counted from the end of a term, and from the end of a stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from sqlalchemy import func, select

from center.auth.permissions import Role
from center.db import db
from center.documents.models import IssuedDocument
from center.documents.wording import official_number
from center.handover.limits import first_paper_day, release_limits
from center.handover.models import AftercareNeed, AftercarePlan
from center.handover.permissions import HandoverPermission
from center.handover.queries import ToldEnd, completion_in_force, end_papers_of, notices_in_force
from center.handover.rules import end_of
from center.i18n import lazy_gettext as _l
from center.residents.duty.of_stays import term_stopped
from center.residents.duty.registry import DutyKind, DutySource, owed
from center.residents.duty.rules import Proof, Scope, Stayer, Wanted, number
from center.residents.duty.times import end_of_day, start_of_day
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import EndReason, StayEnding
from center.residents.term.calendar import last_day_of

END_NOTICE = DutyKind(
    "end_notice",
    _l("Gửi thông báo chuẩn bị hoàn thành cai nghiện (mẫu 51)"),
    Role.RECORDS_CLERK,
    _l("Lập thông báo"),
    "handover.notice",
    HandoverPermission.PREPARE,
    watch=Role.DIRECTOR,
)
COMPLETION = DutyKind(
    "completion_paper",
    _l("Cấp giấy xác nhận hoàn thành trong 24 giờ cuối của thời hạn"),
    Role.RECORDS_CLERK,
    _l("Mở phần bàn giao"),
    "handover.show",
    HandoverPermission.VIEW,
    watch=Role.DIRECTOR,
)
SOCIAL_PROTECTION = DutyKind(
    "social_protection",
    _l("Gửi hồ sơ đưa người không nơi nương tựa vào cơ sở trợ giúp xã hội"),
    Role.RECORDS_CLERK,
    _l("Mở phần bàn giao"),
    "handover.show",
    HandoverPermission.VIEW,
    watch=Role.DIRECTOR,
)
AFTERCARE_END = DutyKind(
    "aftercare_end",
    _l("Hết thời hạn quản lý sau cai nghiện tại nơi cư trú"),
    Role.RECORDS_CLERK,
    _l("Mở hồ sơ"),
    "residents.show",
    ResidentPermission.VIEW,
    information=True,
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return what follows from the last day of each stay, and from its end; five statements."""
    told, needy = end_papers_of(scope.stays), _without_a_home(scope)
    rows = db.session.execute(
        select(StayEnding.stay_id, StayEnding.reason).where(StayEnding.stay_id.in_(scope.stays))
    )
    endings = {stay_id: reason for stay_id, reason in rows}  # noqa: C416  a row is not a pair for dict()
    for stay in scope.stays.values():
        if stay.last_day is None:
            continue
        reason = endings.get(stay.id)
        yield from _end_papers(stay, told.get(stay.id, ()), reason, scope)
        yield from _social_protection(stay, stay.id in needy, scope)
        yield from _aftercare_end(stay, reason, scope)


def _end_papers(
    stay: Stayer, told: Iterable[ToldEnd], reason: EndReason | None, scope: Scope
) -> Iterator[Wanted]:
    """The notice so many days before the end (Decree 163/2026 arts 97.1, 123.1), the paper in the last hours."""
    if stay.last_day is None:
        return
    told = list(told)
    limits = release_limits(scope.book, stay.last_day)
    if limits.notice is not None:
        rule = scope.book.find("release.notice_days_before", limits.notice.due_on)
        sent = notices_in_force(told, stay.last_day)
        yield owed(
            END_NOTICE,
            stay,
            cause_at=start_of_day(limits.notice.due_on - timedelta(days=limits.notice.days_before)),
            due_at=end_of_day(limits.notice.due_on),
            rule=rule,
            done=_paper(sent[-1].document) if sent else None,
            lapsed=term_stopped(stay, scope),
            ahead=True,
            owed_anew=True,
        )
    window = scope.book.find_or_none("release.paper_issue_window", stay.last_day)
    first = first_paper_day(stay.last_day, limits)
    if window is not None and first is not None:
        end = end_of(stay.last_day, stay.ended_on)
        issued = completion_in_force(told, end)
        over = "" if reason in {None, EndReason.COMPLETED} else "Đợt cai nghiện kết thúc trước thời hạn."
        stopped = term_stopped(stay, scope) if stay.ended_on is None else ""
        yield owed(
            COMPLETION,
            stay,
            cause_at=start_of_day(first),
            due_at=end_of_day(stay.last_day),
            rule=window,
            done=_paper(issued.document) if issued else None,
            lapsed=over or stopped,
            ahead=True,
            owed_anew=True,
        )


def _paper(document: IssuedDocument) -> Proof:
    name = (
        f"Văn bản số {official_number(document.number, document.symbol)}"
        if document.number
        else document.title
    )
    return Proof(document.issued_at, name, f"/documents/files/{document.id}")


def _social_protection(stay: Stayer, needs: bool, scope: Scope) -> Iterator[Wanted]:
    """The file goes out so many days before the end (Decree 163/2026 art. 124.1)."""
    if stay.last_day is None or not needs:
        return
    rule = number(scope.book, "release.social_protection_file_days_before", stay.last_day)
    if rule is not None:
        due_on = stay.last_day - timedelta(days=rule.value)
        yield owed(
            SOCIAL_PROTECTION,
            stay,
            cause_at=start_of_day(due_on - timedelta(days=rule.value)),
            due_at=end_of_day(due_on),
            rule=rule.parameter,
            lapsed=term_stopped(stay, scope),
            ahead=True,
        )


def _without_a_home(scope: Scope) -> set[int]:
    """Return the stays whose newest aftercare plan asks for a place in social protection."""
    newest = (
        select(func.max(AftercarePlan.id))
        .where(AftercarePlan.stay_id.in_(scope.stays))
        .group_by(AftercarePlan.stay_id)
    )
    rows = db.session.execute(
        select(AftercarePlan.stay_id, AftercarePlan.needs).where(AftercarePlan.id.in_(newest))
    )
    return {stay_id for stay_id, needs in rows if AftercareNeed.SOCIAL_PROTECTION.value in needs}


def _aftercare_end(stay: Stayer, reason: EndReason | None, scope: Scope) -> Iterator[Wanted]:
    """Management at home lasts one or two years from the day of completion (Law 120/2025 art. 42); for information."""
    if stay.ended_on is None or reason is not EndReason.COMPLETED:
        return
    name = "adult_compulsory_years" if stay.kind == "compulsory" else "voluntary_or_minor_years"
    rule = number(scope.book, f"postrehab.{name}", stay.ended_on)
    if rule is None:
        return
    end = last_day_of(stay.ended_on, 12 * rule.value)
    over = Proof(end_of_day(end), f"Hết thời hạn ngày {end:%d/%m/%Y}")
    yield owed(
        AFTERCARE_END,
        stay,
        cause_at=start_of_day(stay.ended_on),
        due_at=end_of_day(end),
        rule=rule.parameter,
        done=over if scope.now >= end_of_day(end) else None,
        ahead=True,
    )


SOURCE = DutySource("handover", (END_NOTICE, COMPLETION, SOCIAL_PROTECTION, AFTERCARE_END), derive)
