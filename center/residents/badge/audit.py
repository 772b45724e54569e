"""What the record says about badges beside their issue, revocation and printing."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class BadgeFound(Event):
    """A lost badge came to light."""

    name = "residents:badge:find"
    sentence = _l("Tìm thấy thẻ số {badge_id} đã báo mất")

    badge_id: int
