"""A new or corrected residence of a stay."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import db, unit_of_work
from center.i18n import gettext as _
from center.places.labels import METHOD_LABELS
from center.places.models import Commune
from center.places.queries import communes_matching, map_old_address
from center.places.rules import AddressMatch, Candidate, MatchStatus
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.person.permissions import PersonPermission
from center.residents.residence.forms import ResidenceForm
from center.residents.residence.rules import mapping_of
from center.residents.residence.service import ResidenceFacts, change_residence
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404

PICKED_TEXT = "home_commune_id-text"
"""What was typed into the commune picker; only its number counts, but it runs with scripts only."""
MOST = 12

Posted = MultiDict[str, str]


@bp.get("/residents/stays/<int:stay_id>/residence")
@requires(PersonPermission.AMEND)
def new_residence(stay_id: int) -> ResponseReturnValue:
    """Show the address in force, to be changed; the commune is settled anew, by the table or by a person."""
    stay = stay_or_404(stay_id)
    return _page(stay, ResidenceForm(address_text=stay.address_text), None, ())


@bp.post("/residents/stays/<int:stay_id>/residence")
@requires(PersonPermission.AMEND)
def residence(stay_id: int) -> ResponseReturnValue:
    """Record a residence, or look for the commune of the address; where it can be several, a person chooses."""
    stay, posted = stay_or_404(stay_id), MultiDict(request.form)
    address = posted.get("address_text", "").strip()
    match = map_old_address(address) if address else None
    button, _colon, argument = posted.get("do", "").partition(":")
    if button == "commune":
        posted["home_commune_id"] = argument
    offered = _settle(posted, match, anew=button == "map")
    form = ResidenceForm(formdata=posted)
    commune_id = form.home_commune_id.data
    if not button and form.validate() and commune_id:
        with form.rule_errors(), unit_of_work():
            change_residence(
                stay,
                ResidenceFacts(
                    form.address_text.data, commune_id, mapping_of(match, commune_id), form.since.data
                ),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return done(stay.id, _("Đã ghi nơi cư trú mới. Nơi cư trú cũ vẫn được giữ trong hồ sơ."))
    return _page(stay, form, match, offered)


def _settle(posted: Posted, match: AddressMatch | None, *, anew: bool) -> tuple[Candidate, ...]:
    """Fill in the commune where one answer is left; else return those a person chooses from.

    What was typed into the picker counts before the address: it is what the person looks for now.
    """
    typed = posted.get(PICKED_TEXT, "").strip()
    if posted.get("home_commune_id") and not anew:
        return ()
    if typed and not anew:
        units = communes_matching(typed, today(), limit=MOST)
        found = tuple(Candidate(unit.id, unit.code, unit.full_label) for unit in units)
        certain = len(found) == 1
    elif match is not None:
        found, certain = match.candidates, match.status is MatchStatus.MAPPED
    else:
        return ()
    posted["home_commune_id"] = str(found[0].id) if certain else ""
    return () if certain else found


def _page(
    stay: Stay, form: ResidenceForm, match: AddressMatch | None, offered: tuple[Candidate, ...]
) -> ResponseReturnValue:
    number = form.home_commune_id.data
    commune = db.session.get(Commune, number) if number else None
    words = str(METHOD_LABELS[match.method]) if match is not None else ""
    label = commune.full_label if commune else request.form.get(PICKED_TEXT, "")
    return act_page("residence", stay, form, commune_label=label, note=words, offered=offered)
