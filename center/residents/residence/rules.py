"""How the commune of an address was found, as it is kept beside the address. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from center.places.rules import AddressMatch, MatchMethod, MatchStatus


@dataclass(frozen=True, slots=True)
class Mapping:
    """Who found the commune, how, and by which data."""

    by_person: bool
    """A person chose it; else the table left one answer alone."""
    method: MatchMethod | None = None
    """What the table could say; None when it was not asked, and in rows from before it was kept."""
    version: str = ""
    """Version of the table."""

    @property
    def text(self) -> str:
        """The form in which it is stored, at most 40 signs: ``mapped:old:2026-09-20``."""
        how = "chosen" if self.by_person else "mapped"
        return ":".join(part for part in (how, self.method or "", self.version) if part)


def mapping_of(match: AddressMatch | None, commune_id: int) -> Mapping:
    """Return how ``commune_id`` was found, given what the table said about the address."""
    if match is None:
        return Mapping(by_person=True)
    alone = match.status is MatchStatus.MAPPED and match.candidates[0].id == commune_id
    return Mapping(not alone, match.method, match.data_version)


def read_mapping(text: str) -> Mapping:
    """Return what is stored; older rows hold less: ``mapped``, ``mapped:2026-09-20``, ``chosen``."""
    how, *rest = text.split(":")
    method = next((MatchMethod(part) for part in rest if part in set(MatchMethod)), None)
    version = next((part for part in rest if part not in set(MatchMethod)), "")
    return Mapping(how != "mapped", method, version)
