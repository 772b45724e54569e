"""Classes: dates, who may join, leaving, certificates. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from center.errors import RuleViolation


def check_course(*, kind: str, trade: str, starts_on: date, ends_on: date) -> None:
    """Refuse a class that ends before it begins, or a vocational class without its trade."""
    if ends_on < starts_on:
        raise RuleViolation("vocational.course_reversed", field="ends_on", first=starts_on, last=ends_on)
    if kind == "vocational" and not trade:
        raise RuleViolation("vocational.trade_needed", field="trade")


def check_lessons_inside(
    *, starts_on: date, ends_on: date, first_lesson: date | None, last_lesson: date | None
) -> None:
    """Refuse new dates that would leave a planned lesson outside the class."""
    if first_lesson is not None and first_lesson < starts_on:
        raise RuleViolation("vocational.lessons_outside", field="starts_on", day=first_lesson)
    if last_lesson is not None and last_lesson > ends_on:
        raise RuleViolation("vocational.lessons_outside", field="ends_on", day=last_lesson)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether a resident may join a class on a day."""

    name: str
    admitted_on: date
    ended_on: date | None
    detox_ended_on: date | None
    """Day detox ended; None while it has not."""
    ward_only: str
    """Public wording of a restriction to the ward on that day; empty when there is none."""
    escaped: bool


def check_joining_day(joined_on: date, *, starts_on: date, ends_on: date) -> None:
    """Refuse a day outside the class's dates."""
    if not starts_on <= joined_on <= ends_on:
        raise RuleViolation(
            "vocational.joining_outside_course",
            field="joined_on",
            day=joined_on,
            first=starts_on,
            last=ends_on,
        )


def check_candidate(candidate: Candidate, joined_on: date) -> None:
    """Refuse a resident who cannot join a class that day.

    A restriction on labour does not forbid class. Source: Decree 163/2026 art. 86, 87, 115, 116: classes
    belong to the stages after detox.
    """
    facts = {"name": candidate.name, "day": joined_on}
    if joined_on < candidate.admitted_on:
        raise RuleViolation("vocational.joining_before_admission", field="joined_on", **facts)
    if candidate.ended_on is not None and joined_on > candidate.ended_on:
        raise RuleViolation("vocational.joining_after_end", field="stay_ids", **facts)
    if candidate.detox_ended_on is None or joined_on < candidate.detox_ended_on:
        raise RuleViolation("vocational.joining_before_stage", field="stay_ids", **facts)
    if candidate.escaped:
        raise RuleViolation("vocational.joining_escaped", field="stay_ids", **facts)
    if candidate.ward_only:
        raise RuleViolation(
            "vocational.joining_ward_only", field="stay_ids", wording=candidate.ward_only, **facts
        )


def check_leaving(
    left_on: date, *, joined_on: date, already_left: bool, last_attended: date | None, today: date
) -> None:
    """Refuse a leaving that contradicts what is recorded; ``left_on`` is the first day no longer in class."""
    if already_left:
        raise RuleViolation("vocational.left_before")
    if left_on > today + timedelta(days=1):
        raise RuleViolation("vocational.leaving_in_future", field="left_on", day=left_on)
    if left_on < joined_on:
        raise RuleViolation(
            "vocational.leaving_before_joining", field="left_on", day=left_on, joined_on=joined_on
        )
    if last_attended is not None and left_on <= last_attended:
        raise RuleViolation(
            "vocational.leaving_before_lesson", field="left_on", day=left_on, lesson=last_attended
        )


@dataclass(frozen=True, slots=True)
class Graduate:
    """What decides whether a resident may get the certificate of a class."""

    name: str
    left_on: date | None
    attended: int | None
    """Lessons the person attended; None when no register of the class was kept here."""
    number: str


def check_issuing(issued_on: date, *, course_ends_on: date, today: date) -> None:
    """Refuse a day before the end of the class, or one that has not come yet."""
    if issued_on > today:
        raise RuleViolation("vocational.certificate_in_future", field="issued_on", day=issued_on)
    if issued_on < course_ends_on:
        raise RuleViolation(
            "vocational.certificate_before_end", field="issued_on", day=issued_on, last=course_ends_on
        )


def check_graduate(graduate: Graduate, *, course_ends_on: date, taken_by: str) -> None:
    """Refuse a certificate for one who left or was never there, without a number, or with a used one.

    ``taken_by``: whose certificate of the same issuer bears the number already; empty when free.
    """
    if graduate.left_on is not None and graduate.left_on <= course_ends_on:
        raise RuleViolation(
            "vocational.certificate_left", field="number", name=graduate.name, day=graduate.left_on
        )
    if graduate.attended == 0:
        raise RuleViolation("vocational.certificate_never_there", field="number", name=graduate.name)
    if not graduate.number:
        raise RuleViolation("vocational.certificate_number", field="number", name=graduate.name)
    if taken_by:
        raise RuleViolation(
            "vocational.certificate_number_taken",
            field="number",
            name=graduate.name,
            number=graduate.number,
            other=taken_by,
        )
