"""Reads the registry packages as text: nothing of theirs is imported or run."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from center.places.kinds import WORDS
from center.vietnamese import nfc


class Named(NamedTuple):
    """A unit's kind and bare name."""

    kind: str
    name: str


class OldCommune(NamedTuple):
    """Where the conversion table puts an old commune, and what became of it."""

    district: str
    province: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstSource:
    """``vietnam-provinces``: official codes, current units, old units, the official conversion table."""

    provinces: dict[str, Named]
    communes: dict[str, tuple[Named, str]]
    """Code to name and province code."""
    old_provinces: dict[str, Named]
    old_districts: dict[str, tuple[str, str]]
    """Code to name with kind and province code."""
    old_communes: dict[str, tuple[Named, str]]
    """Code to name and district code; an older state than the table's in places."""
    table: dict[str, OldCommune]


class NamedRow(NamedTuple):
    """One line of ``vietnam-address-converter``: names with kinds. ``commune`` may be empty (island districts)."""

    province: str
    district: str
    commune: str
    new_province: str
    new_commune: str


def split_label(label: str) -> Named:
    """Return kind and name of ``Xã Phú Riềng``; raise ValueError when no kind leads."""
    label = nfc(label)
    for kind, word in WORDS.items():
        if label.casefold().startswith(word.casefold() + " "):
            return Named(kind, label[len(word) + 1 :])
    raise ValueError(f"no kind in {label!r}")


def read_first(folder: Path) -> FirstSource:
    """Read ``vietnam-provinces`` unpacked anywhere under ``folder``."""
    package = _package(folder, "_ward_conversion_2025.py")
    now = _tables(package / "_lookup.py")
    old = _tables(package / "legacy" / "_lookup.py")
    wards = _tables(package / "_ward_conversion_2025.py")["OLD_TO_NEW"]
    return FirstSource(
        provinces={f"{code:02}": split_label(row[0]) for code, row in now["PROVINCE_MAPPING"].items()},
        communes={
            f"{code:05}": (split_label(row[0]), _code(row[4])) for code, row in now["WARD_MAPPING"].items()
        },
        old_provinces={f"{code:02}": split_label(row[0]) for code, row in old["PROVINCE_MAPPING"].items()},
        old_districts={
            f"{code:03}": (nfc(row[0]), _code(row[4])) for code, row in old["DISTRICT_MAPPING"].items()
        },
        old_communes={
            f"{code:05}": (split_label(row[0]), _code(row[4])) for code, row in old["WARD_MAPPING"].items()
        },
        table={
            f"{code:05}": OldCommune(f"{ref[1]:03}", f"{ref[2]:02}", tuple(f"{new[0]:05}" for new in news))
            for code, (ref, news) in wards.items()
        },
    )


def read_second(folder: Path) -> list[NamedRow]:
    """Read the mapping rows of ``vietnam-address-converter`` unpacked anywhere under ``folder``."""
    module = ast.parse((_package(folder, "batch.py") / "data.py").read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    text = max((text for text in texts if isinstance(text, str)), key=len)
    rows = json.loads(text)["mapping"]["rows"]
    return [
        NamedRow(
            nfc(row["old"]["province_name"]),
            nfc(row["old"]["district_name"] or ""),
            nfc(row["old"]["ward_name"] or ""),
            nfc(row["new"]["province_name"]),
            nfc(row["new"]["ward_name"]),
        )
        for row in rows
    ]


def _package(folder: Path, module: str) -> Path:
    found = [path.parent for path in folder.rglob(module)]
    if len(found) != 1:
        raise FileNotFoundError(f"{len(found)} unpacked packages with {module} under {folder}, one expected")
    return found[0]


def _tables(path: Path) -> dict[str, dict[int, Any]]:
    """Return the literal dictionaries of a module by name, calls read as lists of their arguments."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign) and node.value:
            target, value = node.target, node.value
        else:
            continue
        if isinstance(target, ast.Name) and isinstance(value, ast.Dict):
            found[target.id] = _literal(value)
    return found


def _literal(node: ast.expr | None) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Attribute():
            return node.attr
        case ast.Call():
            return [_literal(argument) for argument in node.args]
        case ast.Tuple():
            return [_literal(element) for element in node.elts]
        case ast.Dict():
            return {_literal(key): _literal(value) for key, value in zip(node.keys, node.values, strict=True)}
    raise ValueError(f"unexpected {node!r}")


def _code(member: str) -> str:
    """Return the digits of an enum member: ``P_01`` gives ``01``."""
    return member.partition("_")[2]
