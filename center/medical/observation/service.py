"""Writing scales and vital signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select

from center.audit.service import Event, record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.medical import cows
from center.medical.audit import ScoreRecorded, VitalsRecorded
from center.medical.entry import Entry, add, check_amended, told
from center.medical.limits import vital_limits
from center.medical.models import Consciousness, ScaleContext, ScaleScore, VitalSigns
from center.medical.rules import SIGNS, Number, check_plain_text, check_ranges
from center.residents.stay.models import Stay

Observation = TypeVar("Observation", ScaleScore, VitalSigns)


def score_cows(
    stay: Stay,
    items: Mapping[str, int | None],
    unscorable: Mapping[str, str],
    *,
    beats: int | None = None,
    context: ScaleContext,
    entry: Entry,
) -> ScaleScore:
    """Record a COWS score; total and band are computed here, never taken from outside.

    ``beats`` is the pulse counted for it, a minute: it gives the points of the pulse item and, on a new
    score, is kept as a reading of its own. The same score sent twice is one row.
    Raises RuleViolation; see ``cows.score`` and ``Entry.columns``.
    """
    columns = entry.columns(stay)
    if beats is not None:
        check_ranges({"pulse": beats}, vital_limits(local_date(entry.happened_at)))
    vector = cows.with_pulse(items, beats)
    result = cows.score(vector, unscorable)
    reasons = {
        code: text.strip() for code, text in unscorable.items() if vector.get(code) is None and text.strip()
    }
    check_plain_text({f"{code}_reason": text for code, text in reasons.items()})
    row = ScaleScore(
        **columns,
        instrument=cows.INSTRUMENT,
        instrument_version=cows.VERSION,
        band_set=cows.BAND_SET,
        context=context,
        items={item.code: vector.get(item.code) for item in cows.ITEMS},
        unscorable=reasons,
        total=result.total,
        band=result.band,
    )
    there = _sent_before(row)
    if there is not None:
        return there
    check_amended(ScaleScore, stay, entry.amends_id)
    add(row)
    shown = "chưa đủ mục" if result.total is None else f"{result.total} điểm"
    _record(
        ScoreRecorded(
            instrument=cows.INSTRUMENT,
            score_id=row.id,
            amends_id=entry.amends_id,
            happened_at=entry.happened_at,
        ),
        stay,
        f"Chấm COWS: {shown}",
        entry,
    )
    if beats is not None and entry.amends_id is None:
        record_vitals(stay, {"pulse": beats}, remark="Đếm khi chấm COWS", entry=entry)
    return row


def record_vitals(
    stay: Stay,
    values: Mapping[str, Number | None],
    *,
    consciousness: Consciousness | None = None,
    on_oxygen: bool = False,
    remark: str = "",
    entry: Entry,
) -> VitalSigns:
    """Record a reading of vital signs; ``values`` by the names of ``rules.SIGNS``, None = not measured.

    The same reading sent twice is one row. Raises RuleViolation for a reading of nothing, an impossible
    value, a diastolic pressure not below the systolic; see also ``Entry.columns``.
    """
    columns = entry.columns(stay)
    if consciousness is None and all(value is None for value in values.values()):
        raise RuleViolation("medical.nothing_measured")
    check_ranges(values, vital_limits(local_date(entry.happened_at)))
    check_plain_text({"note": remark})
    measured = {sign: values.get(sign) for sign in SIGNS}
    row = VitalSigns(
        **columns, **measured, consciousness=consciousness, on_oxygen=on_oxygen, note=remark.strip()
    )
    there = _sent_before(row)
    if there is not None:
        return there
    check_amended(VitalSigns, stay, entry.amends_id)
    add(row)
    _record(
        VitalsRecorded(reading_id=row.id, amends_id=entry.amends_id, happened_at=entry.happened_at),
        stay,
        "Đo dấu hiệu sinh tồn",
        entry,
    )
    return row


_CONTENT = {
    ScaleScore: ("instrument", "context", "items", "unscorable"),
    VitalSigns: (*SIGNS, "consciousness", "on_oxygen", "note"),
}


def _sent_before(row: Observation) -> Observation | None:
    """Return the row that already says the same: one person does not measure twice in one minute."""
    kind = type(row)
    for there in db.session.scalars(
        select(kind).where(
            kind.stay_id == row.stay_id,
            kind.happened_at == row.happened_at,
            kind.recorded_by_id == row.recorded_by_id,
            kind.amends_id.is_(None) if row.amends_id is None else kind.amends_id == row.amends_id,
        )
    ):
        if all(getattr(there, name) == getattr(row, name) for name in _CONTENT[kind]):
            return there
    return None


def _record(event: Event, stay: Stay, text: str, entry: Entry) -> None:
    record(event, actor=entry.actor, at=entry.now, stay_id=stay.id)
    told(stay, text, entry)
