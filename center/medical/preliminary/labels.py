"""Words of the preliminary check."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.medical.preliminary.models import Conclusion

CONCLUSION_LABELS = {
    Conclusion.STABLE: _l("Ổn định, tiếp nhận bình thường"),
    Conclusion.WATCH: _l("Tiếp nhận, y tế theo dõi ngay từ đầu"),
    Conclusion.HOSPITAL: _l("Cần đưa đi bệnh viện ngay"),
}
"""Public: the intake desk reads them."""
