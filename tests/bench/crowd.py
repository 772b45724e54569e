"""A center of any number of people, written past the services: copies of a demo center's people under other names.

Every copied row is a real one with other keys, so that the pages show what they show of a real person. Names follow
their real frequencies; the search's keys and the sort keys are those the services would have written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import urlencode

import psycopg
from sqlalchemy import Engine, Index, MetaData, Table, UniqueConstraint, create_engine

from center.db import configure_engine
from center.documents.qr import TOKEN_ALPHABET, TOKEN_LENGTH
from center.residents.demo_names import demo_name
from center.residents.person.models import Sex
from center.residents.search.rules import KeyKind, keys_of, other_names
from center.vietnamese import fold, sort_key

# the statements below are put together from names of our own tables
OF_A_STAY = (
    "decisions", "stage_changes", "contacts", "belongings", "residences", "whereabouts_changes", "timeline_entries",
    "badges", "bed_assignments", "restrictions", "term_events", "grades", "labour_entries", "vital_signs",
    "enrolments", "attendances", "outings", "risk_flags",
)  # fmt: skip
OF_A_PERSON = ("identifiers", "photos")
MOST_ROWS = 4
"""Rows of one table copied for one stay, the newest: pages show parts of a history, whatever its length."""
CHUNK = 2000
"""People written at once."""
IN_A_ROOM = 12
SEED = 20261122

Row = dict[str, Any]


@dataclass(slots=True)
class _Table:
    """A table that is copied: its columns, and the id the next row gets."""

    name: str
    columns: tuple[str, ...]
    emptied: tuple[str, ...]
    """Columns that are unique and may be empty."""
    next_id: int
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Mapping[str, Any], **changes: Any) -> int:
        """Take a copy of ``row`` with ``changes`` under a new id, which is returned."""
        number, self.next_id = self.next_id, self.next_id + 1
        key = {"id": number} if "id" in self.columns else {}
        self.rows.append({**row, **dict.fromkeys(self.emptied), **key, **changes})
        return number


def grow(database_url: str, people: int, on_roll: int) -> None:
    """Bring the demo center in the database to ``people``, of whom ``on_roll`` are inside, each with a bed."""
    engine = create_engine(database_url)
    configure_engine(engine)
    try:
        _Crowd(engine).grow(people, on_roll)
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")  # as the server does by itself after a while
    finally:
        engine.dispose()


@cache
def _forms(name: str) -> tuple[str, str, Mapping[str, KeyKind]]:
    """Return what the services derive from a name; many people bear the same one."""
    return fold(name), sort_key(name), keys_of([name])


class _Crowd:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.rng = Random()
        self.metadata = MetaData()
        self.metadata.reflect(engine)
        self.tables = {
            name: self._table(self.metadata.tables[name])
            for name in ("residents", "stays", "rooms", "beds", "search_keys", *OF_A_STAY, *OF_A_PERSON)
        }

    def _table(self, table: Table) -> _Table:
        unique = {
            column.name
            for constraint in (*table.constraints, *(index for index in table.indexes if index.unique))
            if isinstance(constraint, UniqueConstraint | Index) and len(constraint.columns) == 1
            for column in constraint.columns
        }
        last = self._read(f"SELECT max(id) AS last FROM {table.name}") if "id" in table.c else [{"last": 0}]  # noqa: S608
        return _Table(
            table.name,
            tuple(table.c.keys()),
            tuple(sorted(name for name in unique if name and table.c[name].nullable)),
            (last[0]["last"] or 0) + 1,
        )

    def _read(self, statement: str) -> list[Row]:
        with self.engine.connect() as connection:
            # past the types of the app: what is read is written again as it is
            return [dict(row._mapping) for row in connection.exec_driver_sql(statement)]

    def grow(self, people: int, on_roll: int) -> None:
        models = self._models()
        there = self._read("SELECT count(*) AS people FROM residents")[0]["people"]
        inside = self._read("SELECT count(*) AS people FROM stays WHERE ended_on IS NULL")[0]["people"]
        self.rng.seed(SEED + there)
        wanted = [True] * (on_roll - inside) + [False] * (people - there - (on_roll - inside))
        self.rng.shuffle(wanted)
        beds = self._beds(on_roll - inside)
        numbers = iter(enumerate(wanted))
        while chunk := list(islice(numbers, CHUNK)):
            for number, stays in chunk:
                self._copy(models[number % len(models)], number, next(beds) if stays else None)
            self._write()

    def _models(self) -> list[dict[str, list[Row]]]:
        """Return the people to copy: of each the rows by table, from one stay that runs."""
        models = {}
        for stay in self._read("SELECT * FROM stays WHERE ended_on IS NULL ORDER BY id"):
            models[stay["id"]] = {"stays": [stay]}
        of_person = {model["stays"][0]["resident_id"]: model for model in models.values()}
        for row in self._read("SELECT * FROM residents"):
            if row["id"] in of_person:
                of_person[row["id"]]["residents"] = [row]
        for name in OF_A_PERSON:
            for row in self._read(f"SELECT * FROM {name} ORDER BY id"):  # noqa: S608
                if row["resident_id"] in of_person:
                    of_person[row["resident_id"]].setdefault(name, []).append(row)
        for name in OF_A_STAY:
            for row in self._read(f"SELECT * FROM {name} ORDER BY id"):  # noqa: S608
                if row["stay_id"] in models:
                    models[row["stay_id"]].setdefault(name, []).append(row)
        return list(models.values())

    def _beds(self, count: int) -> Iterator[int]:
        """Add beds for ``count`` people in new rooms of the zones that are there; yield their ids."""
        rooms = self._read("SELECT * FROM rooms ORDER BY id")
        bed = self._read("SELECT * FROM beds ORDER BY id LIMIT 1")[0]
        made = []
        for number in range(-(-count // IN_A_ROOM)):
            room = rooms[number % len(rooms)]
            room_id = self.tables["rooms"].add(room, name=f"X{self.tables['rooms'].next_id}")
            made += [
                self.tables["beds"].add(bed, room_id=room_id, name=f"G{place}") for place in range(IN_A_ROOM)
            ]
        self._write()
        return iter(made)

    def _copy(self, model: Mapping[str, Sequence[Row]], number: int, bed_id: int | None) -> None:
        rng, tables = self.rng, self.tables
        person, stay = model["residents"][0], model["stays"][0]
        name = demo_name(rng, Sex(person["sex"])).full_name
        folded, sort, keys = _forms(name)
        nickname = f"{name.split()[-1]} {rng.choice(('Đen', 'Còi', 'Tèo'))}" if rng.random() < 0.15 else ""
        born = date(1968, 1, 1) + timedelta(days=rng.randrange(14_000))
        resident_id = tables["residents"].add(
            person,
            code=f"HV{tables['residents'].next_id:06d}",
            full_name=name,
            name_fold=f"{folded} {fold(nickname)}".strip(),
            name_sort=sort,
            other_names=nickname,
            birth_date=self._day(born),
        )
        ended_on = None if bed_id else stay["first_day"]
        stay_id = tables["stays"].add(
            stay, resident_id=resident_id, number=1, ended_on=ended_on, name_sort=sort
        )
        for key, kind in {**keys_of(other_names(nickname)), **keys}.items():
            tables["search_keys"].rows.append(
                {
                    "resident_id": resident_id,
                    "key": key,
                    "kind": kind.value,
                    "on_roll": self._flag(bool(bed_id)),
                }
            )
        for table in OF_A_PERSON:
            for row in model.get(table, ()):
                digits = len(row["number"]) if table == "identifiers" else 0
                changes = {"number": f"{rng.randrange(10**digits):0{digits}d}"} if digits else {}
                tables[table].add(row, resident_id=resident_id, **changes)
        for table in OF_A_STAY:
            rows = model.get(table, ())[-MOST_ROWS:]
            # a term that ended on its first day has no events
            for row in rows if bed_id or table != "term_events" else ():
                tables[table].add(row, stay_id=stay_id, **self._own(table, row, bed_id))

    def _own(self, table: str, row: Row, bed_id: int | None) -> Row:
        """Return what a copied row cannot share with its model."""
        if table == "badges":
            token = "".join(self.rng.choices(TOKEN_ALPHABET, k=TOKEN_LENGTH))
            return {"token": token, "revoked_at": None if bed_id else row["issued_at"]}
        if table == "bed_assignments":
            return {"bed_id": bed_id} if bed_id else {"until_at": row["until_at"] or row["from_at"]}
        return {"client_id": self.rng.randbytes(16).hex()} if row.get("client_id") else {}

    def _day(self, day: date) -> str | date:
        return day.isoformat() if self._is_sqlite else day

    def _flag(self, flag: bool) -> int | bool:
        return int(flag) if self._is_sqlite else flag

    @property
    def _is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def _write(self) -> None:
        filled: dict[str, Iterable[tuple[Any, ...]]] = defaultdict(list)
        for name, table in self.tables.items():
            filled[name] = [tuple(row[column] for column in table.columns) for row in table.rows]
            table.rows.clear()
        raw = self.engine.raw_connection()
        driver = raw.driver_connection
        try:
            if isinstance(driver, sqlite3.Connection):
                self._write_sqlite(driver, filled)
            elif isinstance(driver, psycopg.Connection):
                self._write_postgres(driver, filled)
        finally:
            raw.close()

    def _write_sqlite(
        self, driver: sqlite3.Connection, filled: Mapping[str, Iterable[tuple[Any, ...]]]
    ) -> None:
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("BEGIN IMMEDIATE")
        # triggers ask of every row what only acts of people can break: many copies share a bed of the past
        triggers = [
            (name, text)
            for name, table, text in driver.execute(
                "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
            )
            if table in self.tables
        ]
        for name, _text in triggers:
            driver.execute(f"DROP TRIGGER {name}")
        for name, rows in filled.items():
            columns = self.tables[name].columns
            marks = ", ".join("?" for _ in columns)
            driver.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
        for _name, text in triggers:
            driver.execute(text)
        driver.execute("COMMIT")

    def _write_postgres(
        self, driver: psycopg.Connection[Any], filled: Mapping[str, Iterable[tuple[Any, ...]]]
    ) -> None:
        # no keys and no triggers: all fits together by making, and checking each of millions takes minutes
        driver.execute("SET session_replication_role = replica")
        with driver.cursor() as cursor:
            for name, rows in filled.items():
                columns = ", ".join(self.tables[name].columns)
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row([_as_text(value) for value in row])
        driver.commit()


def _as_text(value: Any) -> Any:
    """Return what COPY takes: a driver that reads JSON as objects writes them as arrays."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


@dataclass(frozen=True, slots=True)
class Questions:
    """Pages of the app by what they show, each an address. None answers with a redirect."""

    search: tuple[str, ...]
    """The short list below the box on top, for everything people type there."""
    file: tuple[str, ...]
    """First pages of stays and pages of persons."""
    list: tuple[str, ...]
    """The list of residents under several filters."""


def questions(database_url: str) -> Questions:
    """Return what is asked of the center in the database: the same kinds of question, whatever its size."""
    engine = create_engine(database_url)
    configure_engine(engine)
    rng = Random(SEED)
    with engine.connect() as connection:

        def column(statement: str) -> list[Any]:
            return list(connection.exec_driver_sql(statement).scalars())

        stays = column("SELECT id FROM stays ORDER BY id")
        inside = set(column("SELECT id FROM stays WHERE ended_on IS NULL"))
        names = column("SELECT full_name FROM residents ORDER BY id")
        nicknames = column("SELECT other_names FROM residents WHERE other_names <> '' ORDER BY id")
        codes = column("SELECT code FROM residents ORDER BY id")
        numbers = column("SELECT number FROM identifiers ORDER BY id")
        tokens = column("SELECT token FROM badges WHERE revoked_at IS NULL ORDER BY id")
        rooms = column(
            "SELECT zones.code || ' ' || rooms.name FROM rooms JOIN zones ON zones.id = rooms.zone_id ORDER BY rooms.id"
        )
        communes = column(
            "SELECT DISTINCT communes.name FROM communes JOIN stays ON stays.home_commune_id = communes.id ORDER BY 1"
        )
    engine.dispose()
    asked = [
        "nguyen",
        "Nguyễn",
        "nguyen van",
        "ng",
        "h",
        "tran thi",
        "van",
        "hòa",
        "duc",
        "đức",
        "an nguyen",
        "uye",
    ]
    for name in rng.sample(names, 8):
        words = fold(name).split()
        asked += [name, " ".join(words), " ".join(words[-2:]), " ".join(reversed(words)), words[-1][:3]]
    asked += [
        word for kind in (nicknames, codes, numbers, tokens, rooms, communes) for word in rng.sample(kind, 3)
    ]
    asked += [number[:6] for number in rng.sample(numbers, 3)]
    asked += ["khongcoai", "xyz abc", "999999999999"]
    some = rng.sample(sorted(inside), 15) + rng.sample(sorted(set(stays) - inside), 15)
    lists = [
        "",
        "?page=3",
        "?stage=labour",
        "?kind=compulsory",
        "?state=ended",
        "?state=ended&page=3",
        "?days=30",
        "?out=hospital",
    ]
    return Questions(
        tuple(f"/residents/search/options?{urlencode({'q': text})}" for text in asked),
        tuple(f"/residents/stays/{number}{page}" for number in some for page in ("", "/person")),
        tuple(f"/residents{query}" for query in lists),
    )
