"""A zone's rules of admission in words, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.housing.admission.rules import Admission, Policy
from center.residents.housing.labels import ADMISSION_LABELS
from center.residents.labels import KIND_LABELS, RULE_SET_LABELS, SEX_LABELS, STAGE_LABELS
from center.residents.person.models import Sex
from center.residents.stay.models import Stage, StayKind

LAW = _l("Luật 120/2025, Điều 46.2.h; Nghị định 163/2026, Điều 66")
BEFORE = _l("trước 01/7/2026: Nghị định 116/2021, Điều 6")
OWN = _l("do cơ sở đặt")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One rule of a zone."""

    what: str
    says: str
    source: str
    firm: bool
    """Set by law: nobody may pass over it."""


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """Whom a zone admits, in words."""

    lines: tuple[PolicyLine, ...]
    valid_from: date | None
    basis: str

    @property
    def in_short(self) -> str:
        """One line for the record and for lists."""
        return "; ".join(f"{line.what}: {line.says}" for line in self.lines)


def policy_words(policy: Policy) -> PolicyWords:
    """Return ``policy`` in words; rules that narrow nothing are left out, those of the law never."""
    law = f"{LAW}; {BEFORE}"
    sex = str(SEX_LABELS[Sex(policy.sex)]) if policy.sex else _("cả nam và nữ, ở phòng riêng")
    lines = [
        PolicyLine(_("Giới tính"), sex, law, True),
        PolicyLine(_("Từ đủ 12 đến dưới 18 tuổi"), _admits(policy.minors), law, True),
        PolicyLine(_("Phải ở riêng theo chỉ định y tế"), _admits(policy.isolation), law, True),
        PolicyLine(
            _("Người quản lý tại khu dành riêng (kỷ luật)"), _admits(policy.discipline), str(OWN), False
        ),
    ]
    for what, codes in (
        (_("Giai đoạn"), [str(STAGE_LABELS[Stage(code)]) for code in Stage if code.value in policy.stages]),
        (_("Diện"), [str(KIND_LABELS[StayKind(code)]) for code in StayKind if code.value in policy.kinds]),
        (_("Bộ quy định"), [str(RULE_SET_LABELS[code]) for code in sorted(policy.rule_sets)]),
    ):
        if codes:
            lines.append(PolicyLine(what, _("chỉ ") + ", ".join(codes), str(OWN), False))
    return PolicyWords(tuple(lines), policy.valid_from, policy.basis)


def _admits(how: Admission) -> str:
    return str(ADMISSION_LABELS[how])
