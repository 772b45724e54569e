"""What security knows about one stay."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from center.auth.access import requires
from center.clock import clock, local_date
from center.i18n import lazy_gettext as _l
from center.residents.stay.queries import contacts_of, header_of, stay_or_404, whereabouts_words
from center.residents.whereabouts.queries import whereabouts_at
from center.security.answers import word_of
from center.security.blueprint import bp
from center.security.escapes.queries import escapes_of_stay
from center.security.incidents.queries import incidents_of_stay
from center.security.outings.queries import outings_of_stay
from center.security.permissions import SecurityPermission
from center.security.queries import scans, whereabouts_of_stay
from center.ui.tables import Column

MOVES = 30
PLACE_COLUMNS = (
    Column("happened_at", _l("Từ lúc"), "datetime"),
    Column("place", _l("Ở đâu"), "main"),
    Column("recorded_at", _l("Ghi lúc"), "datetime", no_phone=True),
)
SCAN_COLUMNS = (
    Column("at", _l("Quét lúc"), "custom"),
    Column("post", _l("Chốt"), "main"),
    Column("word", _l("Trả lời"), "custom"),
)


@bp.get("/security/stays/<int:stay_id>")
@requires(SecurityPermission.VIEW)
def stay(stay_id: int) -> ResponseReturnValue:
    """Show where the resident is and was, scans, incidents, escapes and outings."""
    found, now = stay_or_404(stay_id), clock().now()
    return render_template(
        "security/stay/show.html",
        stay=found,
        header=header_of(found, at=now, on=local_date(now)),
        place=whereabouts_at(found.id, now),
        family=contacts_of(found.id),
        moves=whereabouts_of_stay(found.id, limit=MOVES),
        scans=scans(stay_id=found.id, limit=MOVES),
        incidents=incidents_of_stay(found.id),
        escapes=escapes_of_stay(found.id),
        outings=outings_of_stay(found.id),
        place_columns=PLACE_COLUMNS,
        scan_columns=SCAN_COLUMNS,
        words_of=whereabouts_words,
        word_of=word_of,
        at=now,
    )
