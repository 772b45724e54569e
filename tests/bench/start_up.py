"""How long people wait after ``center up``, when everything is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import bare, servers, subject
from tests.bench.frame import Row, bench, medians_in_turn

ROUNDS = 3


@bench("start_up")
def start_up(folder: Path) -> Iterator[Row]:
    """Measure from the start of the process to the first answer; the first start, which builds, is apart."""
    settings = {"CENTER_DATA_DIR": str(folder / "data")}

    def center() -> float:
        port = servers.free_port()
        with servers.running(subject.command("up", "--empty", "--port", str(port)), port, settings) as server:
            return server.seconds

    def hello() -> float:
        port = servers.free_port()
        database = {bare.DATABASE: f"sqlite:///{folder / 'hello.sqlite3'}"}
        with servers.running(
            servers.gunicorn("tests.bench.bare:hello_app()", port), port, database
        ) as server:
            return server.seconds

    first = center()
    value, baseline = medians_in_turn(ROUNDS, center, hello)
    words = "flask + flask_sqlalchemy hello under gunicorn"
    yield Row("start_up", value, "s", words, baseline)
    yield Row("start_up.first", first, "s", words, baseline)
