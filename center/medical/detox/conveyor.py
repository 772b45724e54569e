"""What the conveyor of stages may know of the end of detox: how far the doctors are, never why."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from center.clock import local_date
from center.db import db
from center.i18n import gettext as _
from center.medical.models import DetoxCountersign, DetoxDeclaration
from center.medical.permissions import MedicalPermission
from center.residents.stage.doctors import DoctorsWord, register_doctors
from center.ui.filters import format_date


def doctors_word(stay_ids: Collection[int]) -> Mapping[int, DoctorsWord]:
    """Return for each of the stays, which are in detox, what their doctors have written; one statement."""
    rows = db.session.execute(
        select(DetoxDeclaration.stay_id, DetoxDeclaration.happened_at, DetoxCountersign.agreed)
        .outerjoin(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
        .where(DetoxDeclaration.stay_id.in_(stay_ids))
        .order_by(DetoxDeclaration.id)
    )
    newest = {stay_id: (declared_at, agreed) for stay_id, declared_at, agreed in rows}
    found = {}
    for stay_id in stay_ids:
        declared_at, agreed = newest.get(stay_id, (None, None))
        if declared_at is not None and agreed is None:
            day = format_date(local_date(declared_at))
            words = _("Bác sĩ đã kết luận ngày %(day)s, chờ bác sĩ thứ hai ký", day=day)
        else:
            words = _("Chưa có kết luận kết thúc cắt cơn của bác sĩ")
        found[stay_id] = DoctorsWord(words, "medical.detox", MedicalPermission.VIEW.value)
    return found


register_doctors(doctors_word)
