"""The duty that follows from the legal file: what the law asks to be there is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from center.auth.permissions import Role
from center.clock import local_date
from center.i18n import lazy_gettext as _l
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Wanted, number
from center.residents.duty.times import end_of_day
from center.residents.legal_file.permissions import LegalFilePermission
from center.residents.legal_file.queries import ADULT, held_papers
from center.residents.legal_file.requirements import required
from center.residents.legal_file.rules import checklist
from center.residents.stay.models import StayKind
from center.residents.stay.rules import age_on

DAYS = "duty.legal_file_days"
"""Days after the admission to complete the file; the center's own, no text sets any."""

COMPLETE = DutyKind(
    "legal_file",
    _l("Bổ sung đủ giấy tờ của hồ sơ pháp lý"),
    Role.RECORDS_CLERK,
    _l("Mở hồ sơ pháp lý"),
    "residents.legal_file",
    LegalFilePermission.VIEW,
    watch=Role.DIRECTOR,
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return the duty of each stay that began since the center asks for complete files; one statement."""
    asked = {
        stay.id: rule
        for stay in scope.stays.values()
        if (rule := number(scope.book, DAYS, local_date(stay.admitted_at))) is not None
    }
    held = held_papers(asked) if asked else {}
    for stay_id, rule in asked.items():
        stay = scope.stays[stay_id]
        arrived = local_date(stay.admitted_at)
        adult = number(scope.book, ADULT, arrived)
        of_age = adult is None or age_on(stay.birth_date, arrived) >= adult.value
        papers = required(StayKind(stay.kind), stay.rule_set.value, adult=of_age, admitted_on=arrived)
        there = held.get(stay_id, [])
        complete = not any(line.is_open for line in checklist(papers, [one for one, _at in there]))
        yield Wanted(
            kind=COMPLETE.code,
            subject=stay.subject,
            stay_id=stay_id,
            cause_at=stay.admitted_at,
            due_at=end_of_day(arrived + timedelta(days=rule.value)),
            rule=rule.parameter,
            done=Proof(
                max(at for _one, at in there),
                "Đã có đủ giấy tờ theo danh mục",
                f"/residents/stays/{stay_id}/legal-file",
            )
            if complete and there
            else None,
            lapsed=f"Đợt cai nghiện đã kết thúc ngày {stay.ended_on:%d/%m/%Y}." if stay.ended_on else "",
        )


SOURCE = DutySource("legal-file", (COMPLETE,), derive)
