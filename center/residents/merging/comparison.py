"""Two files side by side, for the one who proposes and the one who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from center.i18n import gettext as _
from center.residents.duplicates.labels import reason_chips
from center.residents.duplicates.queries import facts_of
from center.residents.duplicates.rules import likeness
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Resident, Standing
from center.residents.person.queries import newest_photo_id, papers_of
from center.residents.stay.models import Stay
from center.residents.stay.queries import contacts_of_stays, stays_of
from center.ui.filters import format_date
from center.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Side:
    """One file."""

    person: Resident
    photo_id: int | None
    stays: Sequence[Stay]

    @property
    def is_inside(self) -> bool:
        """True while a stay runs."""
        return any(stay.is_open for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both files."""

    label: str
    kept: str
    other: str

    @property
    def differs(self) -> bool:
        """True when both say something, and not the same."""
        return bool(self.kept and self.other) and fold(self.kept) != fold(self.other)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both files, why they may be one person's, and each fact side by side."""

    kept: Side
    other: Side
    reasons: tuple[tuple[str, str], ...]
    """Words and state, strongest first."""
    lines: tuple[Line, ...]


def compare(kept: Resident, other: Resident) -> Comparison:
    """Return the two files side by side; ``kept`` is the one that would speak for the person."""
    facts = facts_of([kept.id, other.id])
    sides = [Side(person, newest_photo_id(person.id), stays_of(person.id)) for person in (kept, other)]
    same_person = facts.keys() >= {kept.id, other.id}  # after the merge one file speaks for both
    reasons = reason_chips(likeness(facts[kept.id], facts[other.id]).reasons) if same_person else ()
    said = [_said(side) for side in sides]
    lines = tuple(Line(label, said[0][label], said[1][label]) for label in said[0])
    return Comparison(sides[0], sides[1], reasons, lines)


def _said(side: Side) -> dict[str, str]:
    person = side.person
    papers = [line.row for line in papers_of(person.id) if line.row.standing is not Standing.MISTAKEN]
    contacts = contacts_of_stays([stay.id for stay in side.stays])
    relatives = {f"{one.relation}: {one.full_name}" for rows in contacts.values() for one in rows}
    return {
        _("Họ và tên"): person.full_name,
        _("Tên gọi khác"): person.other_names,
        _("Ngày sinh"): format_date(person.birth_date),
        _("Giới tính"): SEX_LABELS[person.sex],
        _("Nơi sinh"): person.birth_place,
        _("Quê quán"): person.home_town,
        _("Dân tộc"): person.ethnicity,
        _("Số giấy tờ"): "; ".join(row.number for row in papers),
        _("Nơi cư trú"): "; ".join(dict.fromkeys(stay.address_text for stay in side.stays)),
        _("Người thân"): "; ".join(sorted(relatives)),
    }
