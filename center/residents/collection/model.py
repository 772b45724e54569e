"""What an information sheet says, as plain values. Codes are those of the form's own legends.

Source: form 17, Annex V, Decree 163/2026/NĐ-CP; form 19, Annex II, Decree 116/2021/NĐ-CP, whose grids it takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

PAPER = "collection-sheet"
"""Kind of the paper drawn from it."""


class Employment(StrEnum):
    """Tình trạng việc làm, as the form of 2026 lists it."""

    EMPLOYED = "employed"
    UNSTABLE = "unstable"
    UNEMPLOYED = "unemployed"


class Marital(StrEnum):
    """Tình trạng hôn nhân; the form of 2021 has no widowed."""

    SINGLE = "single"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Frequency(StrEnum):
    """How often the family quarrels."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"


class Kin(StrEnum):
    """Whom part II asks for."""

    FATHER = "father"
    MOTHER = "mother"
    SPOUSE = "spouse"
    CHILD = "child"


class UsedSubstance(StrEnum):
    """The rows of the grid of substances, in its order."""

    OPIOID = "opioid"
    """Chất dạng thuốc phiện (CDTP)."""
    ATS = "ats"
    """Amphetamine-type stimulants."""
    ECSTASY = "ecstasy"
    CANNABIS = "cannabis"
    BENZODIAZEPINE = "benzodiazepine"
    PHENOBARBITAL = "phenobarbital"
    ALCOHOL = "alcohol"
    TOBACCO = "tobacco"
    OTHER = "other"


class UseRoute(StrEnum):
    """Cách sử dụng; the form's codes are 1 to 4 in this order."""

    SWALLOWED = "swallowed"
    SNORTED = "snorted"
    SMOKED = "smoked"
    INJECTED = "injected"


class RehabPlace(StrEnum):
    """Địa điểm; the form's codes are 1 to 5 in this order."""

    CENTER = "center"
    HOME = "home"
    VOLUNTARY_CENTER = "voluntary_center"
    HOSPITAL = "hospital"
    OTHER = "other"


class RehabMethod(StrEnum):
    """Phương pháp; the form's codes are 1 to 7 in this order."""

    SEDATIVES = "sedatives"
    ACUPUNCTURE = "acupuncture"
    TRADITIONAL = "traditional"
    REHABILITATION = "rehabilitation"
    NALTREXONE = "naltrexone"
    NO_DRUGS = "no_drugs"
    OTHER = "other"


def code_of(member: UseRoute | RehabPlace | RehabMethod) -> int:
    """Return the number the form's legend gives ``member``."""
    return list(type(member)).index(member) + 1


@dataclass(frozen=True, slots=True)
class RelativeFacts:
    """One line of part II."""

    kin: Kin
    full_name: str
    age: int | None = None
    """Years, on the day of the sheet."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SubstanceFacts:
    """One row of the grid of substances."""

    substance: UsedSubstance
    detail: str = ""
    """Which one: 1, 2 or 3 of the legend, or its name."""
    first_age: int | None = None
    first_injection_age: int | None = None
    total_time: str = ""
    days_last_month: int | None = None
    times_last_month: int | None = None
    route: UseRoute | None = None
    money_per_day: int | None = None
    """Đồng."""


@dataclass(frozen=True, slots=True)
class RehabFacts:
    """One row of the history of rehabilitation."""

    year: int | None
    place: RehabPlace | None
    duration: str = ""
    method: RehabMethod | None = None
    relapse_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Everything the sheet holds that no other part of the file does; None and empty are not answered.

    What is secret by law has no field: HIV (Law 64/2006 art. 30) and mental illness stand in the secret part of the
    medical record only, and the paper refers to it.
    """

    collected_on: date
    policy_category: str = ""
    schooling: str = ""
    certificates: str = ""
    occupation: str = ""
    qualification: str = ""
    religion: str = ""
    employment: Employment | None = None
    marital: Marital | None = None
    legal_status: str = ""
    notify_name: str = ""
    notify_phone: str = ""
    notify_relation: str = ""
    notify_address: str = ""
    body_illness: bool | None = None
    """Bodily illness, without HIV."""
    body_what: str = ""
    body_found: str = ""
    body_treated: str = ""
    body_result: str = ""
    family_illness: bool | None = None
    family_count: int | None = None
    family_relation: str = ""
    family_conflict: bool | None = None
    conflict_often: Frequency | None = None
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    chronic: str = ""
    physical_signs: str = ""
    mental_signs: str = ""
    """What is seen, never a diagnosis."""
    conclusion: str = ""
    """On the form of 2021 only."""
    medical_signer: str = ""
    social_signer: str = ""
    relatives: tuple[RelativeFacts, ...] = ()
    substances: tuple[SubstanceFacts, ...] = ()
    rehabs: tuple[RehabFacts, ...] = ()


LISTS = ("relatives", "substances", "rehabs")
ANSWERS = tuple(item.name for item in fields(SheetFacts) if item.name not in LISTS)
"""Names of the single answers, which are columns of the table of the same names."""
