"""What is recorded of the center's set-up and profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class CenterSetUp(Event):
    """The center was set up."""

    name = "agency:center:set-up"
    sentence = _l("Thiết lập cơ sở: {center_name} ({kind}).")
    center_name: str
    kind: str
    """demo | real."""


@dataclass(frozen=True)
class ProfileAmended(Event):
    """A dated row was added to the center's profile."""

    name = "agency:profile:amend"
    sentence = _l("Thay đổi thông tin cơ sở từ ngày {valid_from}: {changed}. Căn cứ: {basis}.")
    profile_id: int
    valid_from: date
    changed: tuple[str, ...]
    """Names of the texts that differ from what held that day before."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    basis: str
