"""Issuing and correcting certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.residents.timeline.service import note
from center.ui.batch import LineFaults
from center.ui.filters import format_date
from center.vocational.audit import CertificateAmended, CertificateIssued
from center.vocational.certificate.queries import graduates, holders
from center.vocational.course.queries import course_or_404
from center.vocational.models import Certificate, Course
from center.vocational.permissions import VocationalPermission
from center.vocational.rules.courses import Graduate, check_graduate, check_issuing


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What all certificates of one issuing share."""

    title: str
    issued_on: date
    issuer: str


def issue_certificates(
    course: Course, facts: CertificateFacts, numbers: Mapping[int, str], *, actor: Actor, now: datetime
) -> list[Certificate]:
    """Give each stay of ``numbers`` its certificate; return the new ones.

    A stay that has the very same certificate is passed over, so the same act sent twice is one act.
    Raises RuleViolation, or BatchRefused with the rule by stay: then none is issued.
    """
    _hold(course)
    check_issuing(facts.issued_on, course_ends_on=course.ends_on, today=local_date(now))
    if not numbers:
        raise RuleViolation("vocational.nobody_chosen", field="lines")
    known = {line.stay.id: line for line in graduates(course)}
    if not set(numbers) <= set(known):
        raise RuleViolation("vocational.people_changed")
    kept = any(line.tally.total for line in known.values())
    taken = holders(numbers.values(), facts.issuer)
    faults, new = LineFaults(), []
    used: dict[str, str] = {}
    for stay_id, number in numbers.items():
        line = known[stay_id]
        name = line.stay.resident.full_name
        there = line.certificate
        if there is not None and not there.withdrawn and _same(there, facts, number):
            continue
        with faults.line(stay_id):
            if there is not None:
                raise RuleViolation(
                    "vocational.certificate_issued", field="number", name=name, number=there.number
                )
            check_graduate(
                Graduate(name, line.left_on, line.tally.attended if kept else None, number),
                course_ends_on=course.ends_on,
                taken_by=taken[number][2] if number in taken else used.get(number, ""),
            )
            new.append(stay_id)
        if number:
            used.setdefault(number, name)
    faults.settle("vocational.batch_refused")
    rows = [_row(course.id, stay_id, facts, numbers[stay_id], actor=actor, now=now) for stay_id in new]
    db.session.add_all(rows)
    for row in rows:
        _tell_issued(course, row, actor=actor, now=now)
    return rows


def amend_certificate(
    certificate: Certificate,
    facts: CertificateFacts,
    number: str,
    *,
    withdrawn: bool,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Correct a certificate, or take it back, by a new row. Raises RuleViolation."""
    course = course_or_404(certificate.course_id)
    _hold(course)
    if db.session.scalar(select(Certificate.id).where(Certificate.amends_id == certificate.id)) is not None:
        raise RuleViolation("vocational.amended_before")
    if _same(certificate, facts, number) and withdrawn == certificate.withdrawn:
        raise RuleViolation("vocational.nothing_changed")
    if not reason:
        raise RuleViolation("vocational.reason_needed", field="reason")
    check_issuing(facts.issued_on, course_ends_on=course.ends_on, today=local_date(now))
    holder = holders([number], facts.issuer).get(number)
    if holder is not None and holder[:2] != (certificate.course_id, certificate.stay_id):
        raise RuleViolation(
            "vocational.certificate_number_taken", field="number", name=number, number=number, other=holder[2]
        )
    row = _row(certificate.course_id, certificate.stay_id, facts, number, actor=actor, now=now)
    row.amends_id, row.amend_reason, row.withdrawn = certificate.id, reason, withdrawn
    db.session.add(row)
    record(
        CertificateAmended(
            certificate_id=certificate.id, before=_words(certificate), after=_words(row), reason=reason
        ),
        actor=actor,
        at=now,
        stay_id=row.stay_id,
    )
    what = "Thu hồi" if withdrawn else "Sửa"
    _note(row, f"{what} {row.title.lower()} số {certificate.number}. Lý do: {reason}", actor=actor, now=now)
    return row


def _same(row: Certificate, facts: CertificateFacts, number: str) -> bool:
    return (row.title, row.issued_on, row.issuer, row.number) == (
        facts.title,
        facts.issued_on,
        facts.issuer,
        number,
    )


def _row(
    course_id: int, stay_id: int, facts: CertificateFacts, number: str, *, actor: Actor, now: datetime
) -> Certificate:
    return Certificate(
        course_id=course_id,
        stay_id=stay_id,
        title=facts.title,
        number=number,
        issued_on=facts.issued_on,
        issuer=facts.issuer,
        withdrawn=False,
        recorded_at=now,
        recorded_by_id=actor.id,
    )


def _hold(course: Course) -> None:
    """Let one act at a time issue or correct certificates of a class."""
    db.session.refresh(course, with_for_update={"of": Course})


def _tell_issued(course: Course, row: Certificate, *, actor: Actor, now: datetime) -> None:
    record(
        CertificateIssued(
            course_id=course.id, code=course.code, title=row.title, number=row.number, issued_on=row.issued_on
        ),
        actor=actor,
        at=now,
        stay_id=row.stay_id,
    )
    _note(
        row,
        f"Được cấp {row.title.lower()} lớp {course.name}, số {row.number}, ngày {format_date(row.issued_on)}",
        actor=actor,
        now=now,
    )


def _note(row: Certificate, text: str, *, actor: Actor, now: datetime) -> None:
    note(
        row.stay_id,
        text[:300],
        area="vocational",
        permission=VocationalPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/vocational/stays/{row.stay_id}",
    )


def _words(row: Certificate) -> str:
    words = f"{row.title} số {row.number}, {format_date(row.issued_on)}, {row.issuer}"
    return f"{words} (thu hồi)" if row.withdrawn else words
