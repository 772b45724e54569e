"""What an address means today: one commune, several to choose from, or none that is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from center.places.rules.matching import Address, Agreement, Fit, KnownCommune, best, fits, fits_across


class MatchStatus(StrEnum):
    """How far the table alone can decide."""

    MAPPED = "mapped"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class MatchMethod(StrEnum):
    """How the candidates were found; kept beside the address, with the version of the data."""

    CURRENT = "current"
    """Commune and province of today."""
    OLD = "old"
    """Commune, district and province as they were until 2025-06-30."""
    OLD_WITHOUT_DISTRICT = "old_without_district"
    """Old province, and a commune that had its name alone there."""
    SPLIT = "split"
    """The old commune went to several communes."""
    SAME_NAME = "same_name"
    """Several units bear what is written."""
    OTHER_KIND = "other_kind"
    """The name is known, but not as what is written (xã, phường …)."""
    OTHER_DISTRICT = "other_district"
    """The commune is known in that province, what stands between the two is not."""
    MAYBE_DISTRICT = "maybe_district"
    """The name right before the province, written without a kind, was an old district's too."""
    NO_BEGINNING = "no_beginning"
    """No comma and no kind before the name: it may be part of a hamlet's or a street's."""
    MIXED = "mixed"
    """Old unit under a province of today, or the reverse."""
    NO_PROVINCE = "no_province"
    """No province was recognised at the end."""
    NOT_FOUND = "not_found"
    """The province is known, no commune of it was recognised."""


_SURE = frozenset({MatchMethod.CURRENT, MatchMethod.OLD, MatchMethod.OLD_WITHOUT_DISTRICT})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune of today the address may mean."""

    id: int
    code: str
    label: str
    """With the province: ``Xã Phú Riềng, Thành phố Đồng Nai``."""


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """The answer for one address. ``mapped`` has exactly one candidate, ``unknown`` has none."""

    status: MatchStatus
    method: MatchMethod
    candidates: tuple[Candidate, ...]
    data_version: str
    """Version of the table that answered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The units an address names, old ones and current ones, before the old ones are followed to today."""

    units: tuple[KnownCommune, ...]
    method: MatchMethod


@dataclass(frozen=True, slots=True)
class Decision:
    """Ids of the communes of today, and how sure the table is."""

    status: MatchStatus
    method: MatchMethod
    commune_ids: tuple[int, ...]


def read(
    address: Address, communes: Sequence[KnownCommune], district_keys: Callable[[], Collection[str]]
) -> Reading:
    """Return the units ``address`` names among ``communes`` (those of its provinces and their relatives).

    A full old address (commune, district, province) goes before anything else. A name without its province
    says nothing, so nothing is read from it; commune and district without a province are read, never sure.
    ``district_keys`` gives the keys of the old districts there, and is asked only when one may be meant.
    """
    every = list(fits(address, communes))
    if not address.named:
        full = best(fit for fit in every if fit.with_district)
        return _reading(full, MatchMethod.NO_PROVINCE)
    own = [fit for fit in every if fit.commune.province_id in address.named]
    full = best(fit for fit in own if fit.with_district)
    near = best(fit for fit in own if not fit.with_district)
    if full and not (_doubt(full) and _stated(near)):  # "Xã Đinh Văn Lâm Hà" is a commune of today
        return _reading(full, _doubt(full) or MatchMethod.OLD)
    others = [fit for fit in every if fit.commune.province_id in address.related]
    mixed = best(fit for fit in others if fit.with_district)
    if mixed:
        return _reading([*mixed, *(fit for fit in near if fit.commune.current)], MatchMethod.MIXED)
    across = best(fit for fit in fits_across(address, communes) if fit.commune.province_id in address.named)
    unwritten = {fit.name_key for fit in near if fit.kind is Agreement.UNWRITTEN}
    if unwritten and not unwritten.isdisjoint(district_keys()):
        return _reading([*across, *near], MatchMethod.MAYBE_DISTRICT)
    if near:
        today = any(fit.commune.current for fit in near)
        sure = MatchMethod.CURRENT if today else MatchMethod.OLD_WITHOUT_DISTRICT
        return _reading(near, _doubt(near) or sure)
    if across:
        return _reading(across, MatchMethod.OTHER_DISTRICT)
    return _reading(best(others), MatchMethod.MIXED)


def _stated(found: list[Fit]) -> bool:
    return bool(found) and found[0].kind is Agreement.SAME


def _doubt(found: list[Fit]) -> MatchMethod | None:
    """Return why the best fits are not enough to decide; they are alike in kind and beginning."""
    if found[0].kind is Agreement.DIFFERENT:
        return MatchMethod.OTHER_KIND
    return None if found[0].bounded else MatchMethod.NO_BEGINNING


def _reading(found: list[Fit], method: MatchMethod) -> Reading:
    if not found:
        return Reading((), method if method is MatchMethod.NO_PROVINCE else MatchMethod.NOT_FOUND)
    return Reading(tuple(dict.fromkeys(fit.commune for fit in found)), method)


def decide(reading: Reading, today: Mapping[int, tuple[int, ...]]) -> Decision:
    """Follow ``reading`` to today. ``today`` gives, for each old unit's id, the communes it went to.

    A split commune is never decided here: a person must choose. Where a commune of today and an old one of
    the same name lie apart, both are offered.
    """
    if not reading.units:
        return Decision(MatchStatus.UNKNOWN, reading.method, ())
    lead = [unit.id for unit in reading.units if unit.current]
    went = [today.get(unit.id, ()) for unit in reading.units if not unit.current]
    if reading.method is MatchMethod.CURRENT and len(lead) == 1 and all(lead[0] in ids for ids in went):
        return Decision(MatchStatus.MAPPED, reading.method, (lead[0],))
    found = tuple(dict.fromkeys([*lead, *(new for ids in went for new in ids)]))
    if not found:
        return Decision(MatchStatus.UNKNOWN, MatchMethod.NOT_FOUND, ())
    if reading.method in _SURE and len(found) == 1:
        return Decision(MatchStatus.MAPPED, reading.method, found)
    method = reading.method
    if method in _SURE:
        method = MatchMethod.SPLIT if len(reading.units) == 1 else MatchMethod.SAME_NAME
    return Decision(MatchStatus.AMBIGUOUS, method, found)
