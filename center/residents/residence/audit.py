"""What the record says about residences; the address itself stays in the file."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ResidenceChanged(Event):
    """A new or corrected residence was recorded."""

    name = "residents:residence:change"
    sentence = _l("Ghi nơi cư trú mới, thuộc đơn vị hành chính {commune_code}")

    commune_code: str
    mapping: str
