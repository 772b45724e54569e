"""The data files of this package, as records."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from center.places.kinds import CommuneKind, ProvinceKind

FOLDER = Path(__file__).resolve().parent / "data"
PROVINCES = "provinces.csv"
COMMUNES = "communes.csv"
EARLIER_NAMES = "earlier_names.csv"
SUCCESSORS = "successors.csv"
VERSION = "version.txt"
FILES = (PROVINCES, COMMUNES, EARLIER_NAMES, SUCCESSORS, VERSION)

KEYS = "1"
"""Raise it when ``rules.name_key`` or ``rules.search_text`` answer differently: stored keys are then made again."""

UNRECORDED_START = date(1900, 1, 1)
"""Stands for "older than the data": the sources do not say since when an old unit existed."""

Key = tuple[str, date]
"""Code and first day: codes are used again with another meaning (INTEROP 2.3)."""


@dataclass(frozen=True, slots=True)
class ProvinceRecord:
    """A line of ``provinces.csv``; blank ``valid_from`` in the file is ``UNRECORDED_START``."""

    code: str
    valid_from: date
    valid_to: date | None
    kind: ProvinceKind
    name: str
    successor: str
    """Code of the province it went to; blank when it stands."""
    basis: str


@dataclass(frozen=True, slots=True)
class CommuneRecord:
    """A line of ``communes.csv``."""

    code: str
    valid_from: date
    valid_to: date | None
    province: str
    kind: CommuneKind
    name: str
    district: str
    """With its kind; blank for units since 2025-07-01 and for districts without communes."""
    basis: str


@dataclass(frozen=True, slots=True)
class EarlierNameRecord:
    """A line of ``earlier_names.csv``: what a province (2 digits) or commune was called, and lay in, until a day."""

    code: str
    valid_from: date
    """Of the unit, not of the name."""
    until: date
    kind: str
    name: str
    district: str
    basis: str


@dataclass(frozen=True, slots=True)
class SuccessorRecord:
    """A line of ``successors.csv``: all or part of ``old`` became part of ``new`` on ``first_day``."""

    old: str
    new: str
    first_day: date
    split: bool
    """``old`` went to more than one commune."""
    agreed: bool
    """Both sources say so."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All records, in the order of the files."""

    version: str
    digest: str
    """See ``digest()``."""
    provinces: tuple[ProvinceRecord, ...]
    communes: tuple[CommuneRecord, ...]
    earlier_names: tuple[EarlierNameRecord, ...]
    successors: tuple[SuccessorRecord, ...]


def digest(folder: Path = FOLDER) -> str:
    """Return the SHA-256 of the data files and of ``KEYS``, in hex; it changes with any of them."""
    found = hashlib.sha256(KEYS.encode())
    for name in FILES:
        found.update((folder / name).read_bytes())
    return found.hexdigest()


def version(folder: Path = FOLDER) -> str:
    """Return the day of the newest change the data know, as ``2026-09-20``."""
    return (folder / VERSION).read_text(encoding="utf-8").strip()


def read(folder: Path = FOLDER) -> Dataset:
    """Read the data files."""
    return Dataset(
        version(folder),
        digest(folder),
        tuple(
            ProvinceRecord(
                row["code"],
                _start(row["valid_from"]),
                _day(row["valid_to"]),
                ProvinceKind(row["kind"]),
                row["name"],
                row["successor"],
                row["basis"],
            )
            for row in _rows(folder / PROVINCES)
        ),
        tuple(
            CommuneRecord(
                row["code"],
                _start(row["valid_from"]),
                _day(row["valid_to"]),
                row["province"],
                CommuneKind(row["kind"]),
                row["name"],
                row["district"],
                row["basis"],
            )
            for row in _rows(folder / COMMUNES)
        ),
        tuple(
            EarlierNameRecord(
                row["code"],
                _start(row["valid_from"]),
                date.fromisoformat(row["until"]),
                row["kind"],
                row["name"],
                row["district"],
                row["basis"],
            )
            for row in _rows(folder / EARLIER_NAMES)
        ),
        tuple(
            SuccessorRecord(
                row["old"],
                row["new"],
                date.fromisoformat(row["first_day"]),
                row["split"] == "1",
                row["agreed"] == "1",
            )
            for row in _rows(folder / SUCCESSORS)
        ),
    )


def write(dataset: Dataset, folder: Path = FOLDER) -> None:
    """Write the data files; the digest in ``dataset`` is not used."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VERSION).write_text(dataset.version + "\n", encoding="utf-8")
    _write(
        folder / PROVINCES,
        "code valid_from valid_to kind name successor basis",
        [
            (u.code, _text(u.valid_from), _text(u.valid_to), u.kind, u.name, u.successor, u.basis)
            for u in dataset.provinces
        ],
    )
    _write(
        folder / COMMUNES,
        "code valid_from valid_to province kind name district basis",
        [
            (u.code, _text(u.valid_from), _text(u.valid_to), u.province, u.kind, u.name, u.district, u.basis)
            for u in dataset.communes
        ],
    )
    _write(
        folder / EARLIER_NAMES,
        "code valid_from until kind name district basis",
        [
            (n.code, _text(n.valid_from), _text(n.until), n.kind, n.name, n.district, n.basis)
            for n in dataset.earlier_names
        ],
    )
    _write(
        folder / SUCCESSORS,
        "old new first_day split agreed",
        [
            (s.old, s.new, _text(s.first_day), str(int(s.split)), str(int(s.agreed)))
            for s in dataset.successors
        ],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: str, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _start(text: str) -> date:
    return _day(text) or UNRECORDED_START


def _text(day: date | None) -> str:
    return "" if day is None or day == UNRECORDED_START else day.isoformat()
