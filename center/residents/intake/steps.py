"""What each button of the intake form does to what was typed, before the page is shown again.

The page works without scripts: every button sends the whole form, and the whole form comes back.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from center.clock import today
from center.db import db, row_id
from center.errors import RuleViolation
from center.places.queries import communes_matching, map_old_address
from center.places.rules import AddressMatch, Candidate, MatchStatus
from center.residents.expected.queries import expected_by_id
from center.residents.identity.model import CardReading, CardRefusal
from center.residents.identity.mrz import read_card
from center.residents.intake.rules import card_values, form_field, merge
from center.residents.person.models import Resident
from center.residents.person.queries import current_identifier
from center.residents.reception.boxes import boxes_of
from center.residents.stay.service import stay_of_admission
from center.vietnamese import nfc

Posted = MultiDict[str, str]
PICKED_TEXT = "home_commune_id-text"
"""What was typed into the commune picker; only its number counts, but it runs with scripts only."""
MOST_COMMUNES = 12
MORE_ROWS = {"contacts": 2, "belongings": 4}


@dataclass(slots=True)
class Step:
    """What a button found out."""

    refusal: RuleViolation | None = None
    """The scanned text cannot be a card."""
    communes: tuple[Candidate, ...] = ()
    """Communes one of which the address means; a person picks."""
    match: AddressMatch | None = None
    grow: str = ""
    """List to which rows are added."""


def card_of(posted: Posted) -> CardReading | None:
    """Return the card that was read into the form, if one was."""
    raw = posted.get("card_text", "")
    reading = read_card(raw, today()) if raw else None
    return reading if isinstance(reading, CardReading) else None


def take_step(posted: Posted) -> Step:
    """Do what the pressed button asks, on ``posted`` itself."""
    button, _, argument = posted.get("do", "").partition(":")
    step = Step()
    if button == "scan":
        step.refusal = _scan(posted)
    elif button == "accept":
        _accept(posted, argument)
    elif button == "take":
        _take(posted, argument)
    elif button == "use":
        _use(posted, argument)
    elif button == "expect":
        _expect(posted, argument)
    elif button == "commune":
        posted["home_commune_id"] = argument
    elif button == "rows" and argument in MORE_ROWS:
        step.grow = argument
    elif button == "admit":
        _renew_act(posted)
    _hold_to_the_file(posted)
    _find_commune(posted, step, again=button == "map")
    return step


def chosen_resident(posted: Posted) -> Resident | None:
    """Return the file of the person who was here before, if one was picked."""
    number = row_id(posted.get("resident_id"))
    return db.session.get(Resident, number) if number else None


def _scan(posted: Posted) -> RuleViolation | None:
    raw = posted.get("scan", "")
    if not raw.strip():
        return None
    reading = read_card(raw, today())
    if isinstance(reading, CardRefusal):
        return RuleViolation(reading.code, field="scan", **reading.facts)
    before = card_of(posted)
    merged = merge(posted, card_values(reading), card_values(before) if before else {})
    _fill(posted, merged.values)
    posted["card_text"], posted["scan"] = raw, ""
    return None


def _fill(posted: Posted, values: dict[str, str]) -> None:
    if "address_text" in values and nfc(values["address_text"]) != nfc(posted.get("address_text", "")):
        posted.pop("home_commune_id", None)  # it belonged to the other address
        posted.pop(PICKED_TEXT, None)
    for name, value in values.items():
        posted[name] = value


def _accept(posted: Posted, field: str) -> None:
    """Take the mended value a person has compared with the card."""
    card = card_of(posted)
    for offer in card.offers if card else ():
        if form_field(offer.field) == field:
            _fill(posted, {field: offer.mended})


def _take(posted: Posted, field: str) -> None:
    """Take what the card says in place of what was typed."""
    card = card_of(posted)
    value = card_values(card).get(field) if card else None
    if value:
        _fill(posted, {field: value})


def _use(posted: Posted, number: str) -> None:
    """Pick the file of a person who was here before, or drop the one picked."""
    posted["resident_id"] = number
    resident = chosen_resident(posted)
    if resident is None:
        posted["resident_id"] = ""
        return
    for name in ("other_names", "birth_place", "home_town", "ethnicity", "nationality"):
        posted[name] = getattr(resident, name) or posted.get(name, "")
    paper = current_identifier(resident.id)
    if paper is not None and not posted.get("number"):
        posted["paper_kind"], posted["number"] = paper.kind.value, paper.number
        posted["issued_on"] = f"{paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
        posted["issued_by"] = paper.issued_by


def _expect(posted: Posted, number: str) -> None:
    """Take what an expected arrival's decision says; what was typed or scanned stays. Without a number, drop it."""
    posted["expected_id"] = ""
    found = expected_by_id([row_id(number) or 0]).get(row_id(number) or 0)
    if found is None:
        return
    for name, value in boxes_of(found).items():
        if name == "expected_id" or not posted.get(name):
            posted[name] = value


def _hold_to_the_file(posted: Posted) -> None:
    """With an old file picked, name, sex and birth date are the file's."""
    resident = chosen_resident(posted)
    if resident is not None:
        posted["full_name"] = resident.full_name
        posted["sex"] = resident.sex.value
        posted["birth_date"] = f"{resident.birth_date:%d/%m/%Y}"


def _renew_act(posted: Posted) -> None:
    """Give a form its own id again when it was brought back by the Back button to take in somebody else."""
    try:
        there = stay_of_admission(str(uuid.UUID(posted.get("act_id", ""))))
    except ValueError:
        return
    if there is not None and nfc(posted.get("full_name", "")) != there.resident.full_name:
        posted["act_id"] = str(uuid.uuid4())


def _find_commune(posted: Posted, step: Step, *, again: bool) -> None:
    """Settle the commune where one answer is left; else say which ones it may be.

    What was typed into the picker counts before the address: it is what the person looks for now.
    """
    address, typed = posted.get("address_text", "").strip(), posted.get(PICKED_TEXT, "").strip()
    if address:
        step.match = map_old_address(address)
    picked = bool(posted.get("home_commune_id"))
    if typed and not picked:
        found = communes_matching(typed, today(), limit=MOST_COMMUNES)
        candidates = tuple(Candidate(unit.id, unit.code, unit.full_label) for unit in found)
        certain = len(candidates) == 1
    elif step.match is not None and (again or not picked):
        candidates, certain = step.match.candidates, step.match.status is MatchStatus.MAPPED
    else:
        return
    if certain:
        posted["home_commune_id"] = str(candidates[0].id)
    else:
        step.communes = candidates
