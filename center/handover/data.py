"""What stands on the papers of a handover, as plain values; no database rows, no secrets. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from center.agency.rules import Profile


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the papers are about."""

    full_name: str
    code: str
    other_names: str
    sex: str
    birth_date: date
    birth_place: str
    home_town: str
    id_name: str
    """What the identity paper is called inside a sentence: ``thẻ căn cước``."""
    id_number: str
    id_issued_on: date | None
    id_issued_by: str
    residence: str
    ethnicity: str
    religion: str
    schooling: str
    occupation: str
    is_minor: bool
    """Below the adult age at the end of the stay: papers then go to the parents."""


@dataclass(frozen=True, slots=True)
class Representative:
    """Father, mother, guardian or legal representative; empty where nobody is known."""

    full_name: str = ""
    relation: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """The decision that opened the stay; empty values where the file has none."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class TermPart:
    """One line of how the term was counted."""

    label: str
    effect: str
    from_day: date | None
    to_day: date | None
    days: int
    source: str


@dataclass(frozen=True, slots=True)
class TermFacts:
    """The term; ``end`` is its last day, or the day of an earlier ending."""

    first_day: date
    end: date
    days_total: int
    days_counted: int
    parts: tuple[TermPart, ...]


@dataclass(frozen=True, slots=True)
class StageLine:
    """One of the five stages; a stage not reached has no days."""

    label: str
    from_day: date | None
    to_day: date | None
    days: int | None
    moved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal of the rehabilitation plan with its grade in words."""

    label: str
    grade: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need a commune can act on."""

    label: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Aftercare:
    """Where the person will live and what they need; empty where nobody asked yet."""

    address: str
    commune: str
    """With its kind and province, as inside a sentence: ``xã Phú Riềng, thành phố Đồng Nai``."""
    lives_with: str
    work_plan: str
    health_advice: str
    needs: tuple[NeedLine, ...]
    needs_note: str
    years: int
    years_source: str


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A label with its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A class the person was in."""

    name: str
    kind: str
    starts_on: date
    ends_on: date
    lessons: int
    attended: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate earned in the center."""

    title: str
    number: str
    issued_on: date
    issuer: str


@dataclass(frozen=True, slots=True)
class LabourMonth:
    """Labour therapy of one month."""

    label: str
    days: int
    hours: Decimal
    work: str


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident the person was in."""

    day: date
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class EscapeLine:
    """An escape and the return from it."""

    left_on: date
    back_on: date | None
    days_not_counted: int


@dataclass(frozen=True, slots=True)
class BelongingLine:
    """An item in custody and who took it back."""

    description: str
    condition: str
    taken: int
    returned: int
    left: int
    received_by: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money in custody at the end; whole đồng."""

    returned: int
    left: int
    received_by: str


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """Everything the packet's papers say, collected once."""

    stay_id: int
    kind: str
    kind_label: str
    ended: bool
    completed: bool
    """The stay ended, or will end, with the whole term or by an exemption."""
    person: Person
    representative: Representative
    decision: DecisionLine
    term: TermFacts
    stages: tuple[StageLine, ...]
    goals: tuple[GoalLine, ...]
    aftercare: Aftercare
    medical: tuple[LabelledText, ...]
    courses: tuple[CourseLine, ...]
    certificates: tuple[CertificateLine, ...]
    labour: tuple[LabourMonth, ...]
    incidents: tuple[IncidentLine, ...]
    escapes: tuple[EscapeLine, ...]
    belongings: tuple[BelongingLine, ...]
    money: MoneyLine


@dataclass(frozen=True, slots=True)
class Signing:
    """How a paper is dated, numbered and signed; None is printed as room to write it by hand."""

    profile: Profile
    signed_on: date | None
    number: int | None
    symbol: str
    prepared_by: str = ""
    """Who put the packet together."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the list of contents."""

    title: str
    pages: int
    sha256: str
