"""Words for why a badge lost its force."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.badge.models import BadgeEnd

END_WORDS = {
    BadgeEnd.LOST: _l("Mất thẻ"),
    BadgeEnd.DAMAGED: _l("Thẻ hỏng"),
    BadgeEnd.CHANGED: _l("Đổi ảnh hoặc họ tên"),
    BadgeEnd.STAY_ENDED: _l("Kết thúc đợt cai nghiện"),
    BadgeEnd.OTHER: _l("Lý do khác"),
}
