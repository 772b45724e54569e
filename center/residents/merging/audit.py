"""What the record says about merging."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class MergeProposed(Event):
    """Somebody proposed to make two files one."""

    name = "residents:merge:propose"
    sentence = _l("Đề nghị gộp hồ sơ {merged} vào {kept}")

    kept: str
    merged: str
    reason: str


@dataclass(frozen=True)
class MergeDecided(Event):
    """A proposal was confirmed or refused."""

    name = "residents:merge:decide"
    sentence = _l("Quyết định đề nghị gộp hồ sơ {merged} vào {kept}: {step}")

    kept: str
    merged: str
    step: str
    reason: str


@dataclass(frozen=True)
class MergeUndone(Event):
    """A merge was taken back."""

    name = "residents:merge:undo"
    sentence = _l("Tách lại hồ sơ {merged} khỏi {kept}")

    kept: str
    merged: str
    reason: str
