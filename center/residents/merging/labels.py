"""Words of merging."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.merging.models import MergeStep

STEP_LABELS = {
    MergeStep.PROPOSED: _l("Đề nghị gộp"),
    MergeStep.CONFIRMED: _l("Đã gộp"),
    MergeStep.REFUSED: _l("Không gộp"),
    MergeStep.UNDONE: _l("Đã tách lại"),
}

STEP_STATES = {
    MergeStep.PROPOSED: "warn",
    MergeStep.CONFIRMED: "ok",
    MergeStep.REFUSED: "muted",
    MergeStep.UNDONE: "muted",
}
