"""Reading certificates, and who may get one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.vocational.course.queries import member_tallies
from center.vocational.models import Certificate, Course, Enrolment
from center.vocational.queries import counting_certificates
from center.vocational.rules.register import Tally


@dataclass(frozen=True, slots=True)
class GraduateLine:
    """One resident who was enrolled, with what speaks for a certificate."""

    stay: Stay
    left_on: date | None
    """First day no longer in the class; None for who stayed to the end."""
    tally: Tally
    certificate: Certificate | None
    """The one in force, or the one taken back."""

    @property
    def may_get(self) -> bool:
        """Whether a certificate may be issued as far as the list can tell."""
        return self.left_on is None and self.certificate is None


def graduates(course: Course) -> list[GraduateLine]:
    """Return everyone who was enrolled, by Vietnamese name, once each; three statements."""
    rows = db.session.execute(
        select(Enrolment, Stay)
        .join(Stay, Stay.id == Enrolment.stay_id)
        .join(Stay.resident)
        .where(Enrolment.course_id == course.id)
        .order_by(Resident.name_sort, Stay.id, Enrolment.id)
    ).all()
    tallies = member_tallies(course.id)
    newest = newest_certificates(course.id)
    found: dict[int, GraduateLine] = {}
    for enrolment, stay in rows:  # who came back to the class has several; the last one tells
        gone = enrolment.left_on if enrolment.left_on and enrolment.left_on <= course.ends_on else None
        found[stay.id] = GraduateLine(stay, gone, tallies.get(stay.id, Tally()), newest.get(stay.id))
    return list(found.values())


def newest_certificates(course_id: int) -> Mapping[int, Certificate]:
    """Return the newest certificate row of each stay of a class."""
    rows = db.session.scalars(
        select(Certificate).where(Certificate.course_id == course_id).order_by(Certificate.id)
    )
    return {row.stay_id: row for row in rows}


def certificate_or_404(certificate_id: int) -> Certificate:
    """Return the certificate row. Raises NotFound."""
    found = db.session.get(Certificate, certificate_id)
    if found is None:
        raise NotFound(f"no certificate {certificate_id}")
    return found


def certificates_of(stay_id: int) -> Sequence[tuple[Certificate, Course]]:
    """Return the certificates of a stay that stand, oldest first, with their class."""
    rows = db.session.execute(
        counting_certificates()
        .join(Course, Course.id == Certificate.course_id)
        .add_columns(Course)
        .where(Certificate.stay_id == stay_id)
        .order_by(Certificate.issued_on, Certificate.id)
    )
    return [(row[0], row[1]) for row in rows]


def holders(numbers: Collection[str], issuer: str) -> Mapping[str, tuple[int, int, str]]:
    """Return who holds each of the numbers of an issuer: (class, stay, name)."""
    rows = db.session.execute(
        counting_certificates()
        .join(Stay, Stay.id == Certificate.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .with_only_columns(Certificate.number, Certificate.course_id, Certificate.stay_id, Resident.full_name)
        .where(Certificate.number.in_(list(numbers)), Certificate.issuer == issuer)
    )
    return {number: (course_id, stay_id, name) for number, course_id, stay_id, name in rows}
