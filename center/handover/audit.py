"""What the record says about the end of stays. Names and addresses stay out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class AftercarePlanned(Event):
    """Where the person will live and what they need was written down."""

    name = "handover:plan:save"
    sentence = _l("Ghi kế hoạch sau cai {plan_id}, xã nhận {commune_id}")

    plan_id: int
    commune_id: int
    needs: tuple[str, ...]
    goals_graded: int


@dataclass(frozen=True)
class EndPaperIssued(Event):
    """Somebody was told the last day of the term, or the person got the completion paper."""

    name = "handover:paper:issue"
    sentence = _l("Ban hành giấy tờ {document_id} gửi {addressee}, ngày cuối {last_day}")

    document_id: int
    kind: str
    addressee: str
    last_day: date


@dataclass(frozen=True)
class PacketBuilt(Event):
    """A handover packet was built."""

    name = "handover:packet:build"
    sentence = _l("Lập hồ sơ bàn giao {packet_id}, còn thiếu: {missing}")

    packet_id: int
    document_id: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Released(Event):
    """The person was let go, with what was still missing and why it was let pass."""

    name = "handover:stay:release"
    sentence = _l("Cho ra khỏi cơ sở: {reason}; còn thiếu {missing}; giải trình: {explanation}")

    reason: str
    missing: tuple[str, ...]
    explanation: str
