"""The measurements measure what they say: figures, load generator, servers, bare apps."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select

from tests.bench import bare, ledger, servers
from tests.bench.__main__ import main
from tests.bench.frame import BENCHES, BenchFailed, Row, medians_in_turn, percentile, table, write_json
from tests.bench.load import Load, Shot, fire

ROWS = [Row("scan", 812.4, "scans/s", "bare view", 1624.8), Row("packet", None, "ms", "bare WeasyPrint", 2.5)]


def test_a_row_stands_beside_its_limit() -> None:
    assert [row.ratio for row in ROWS] == [0.5, None]
    assert list(table(ROWS)) == [
        "what    value  unit     limit  ratio  the limit is",
        "scan      812  scans/s  1,625   0.50  bare view",
        "packet      –  ms         2.5         bare WeasyPrint",
    ]


def test_rows_are_written_as_json_with_the_agreed_fields(tmp_path: Path) -> None:
    write_json(ROWS, tmp_path / "rows.json")
    first, second = json.loads((tmp_path / "rows.json").read_text())
    assert first == {
        "name": "scan",
        "value": 812.4,
        "unit": "scans/s",
        "baseline": "bare view",
        "baseline_value": 1624.8,
        "ratio": 0.5,
    }
    assert second["value"] is None
    assert second["ratio"] is None
    write_json([], tmp_path / "none.json")
    assert json.loads((tmp_path / "none.json").read_text()) == []


@pytest.mark.parametrize(
    ("figures", "share", "expected"),
    [
        ([7.0], 0.99, 7.0),
        ([float(number) for number in range(1, 101)], 0.99, 99.0),
        ([float(number) for number in range(200, 0, -1)], 0.99, 198.0),
        ([1.0, 2.0, 3.0], 0.5, 2.0),
        ([1.0, 2.0], 0.0, 1.0),
    ],
)
def test_percentile_is_a_figure_that_was_seen(figures: list[float], share: float, expected: float) -> None:
    assert percentile(figures, share) == expected


def test_works_are_measured_in_turn() -> None:
    order: list[str] = []

    def work(name: str, seconds: list[float]) -> float:
        order.append(name)
        return seconds.pop(0)

    first, second = [3.0, 1.0, 2.0], [30.0, 20.0, 10.0]
    assert medians_in_turn(3, lambda: work("a", first), lambda: work("b", second)) == [2.0, 20.0]
    assert order == ["a", "b"] * 3


class Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps the connection
    connections: set[tuple[str, int]] = set()
    bodies: list[bytes] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Echo.connections.add(self.client_address)
        Echo.bodies.append(body)
        self.send_response(200 if self.path == "/good" else 422)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def echo() -> Iterator[int]:
    Echo.connections.clear()
    Echo.bodies.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_every_shot_is_sent_once_over_one_connection_for_each_client(echo: int) -> None:
    load = fire(echo, [[Shot("POST", "/good", f"{c}-{n}".encode()) for n in range(5)] for c in range(3)])
    assert sorted(Echo.bodies) == sorted(f"{c}-{n}".encode() for c in range(3) for n in range(5))
    assert len(Echo.connections) == 3
    assert len(load.latencies_ms) == 15
    assert load.rate == 15 / load.seconds
    assert 0 < load.p99_ms <= load.seconds * 1000


def test_an_unexpected_answer_fails_the_measurement(echo: int) -> None:
    with pytest.raises(BenchFailed, match="POST /bad answered 422"):
        fire(echo, [[Shot("POST", "/good", b"a")], [Shot("POST", "/bad", b"b")]])


def test_a_server_that_is_not_there_fails_the_measurement() -> None:
    with pytest.raises(BenchFailed, match="could not connect"):
        fire(servers.free_port(), [[Shot("GET", "/")]] * 2)


def test_the_bare_scan_writes_one_row_for_each_shot(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'scan.sqlite3'}"
    bare.prepare_scans(url)
    engine = create_engine(url)
    client = bare.scan_app(engine).test_client()
    shots = [shot for shots in bare.scan_shots(2, 3) for shot in shots]
    for shot in shots:
        answer = client.open(shot.path, method=shot.method, data=shot.body, headers=shot.headers)
        assert answer.status_code == shot.expect
    with engine.connect() as connection:
        assert connection.scalar(select(func.count(bare.scans.c.badge_id.distinct()))) == len(shots) == 6
    engine.dispose()


def test_the_ledgers_that_are_recomputed_are_whole(app: Flask) -> None:
    found = ledger.written(3)
    assert found.recompute() == 3 * len(ledger.STAYS)
    assert found.check() == 0
    # a stay has its row, three ended ones 13 events each, a running one 6, one of three is away
    assert found.read() == 3 * (len(ledger.STAYS) + 3 * 13 + 6) + 1


def test_a_server_is_started_with_its_settings_and_stopped(tmp_path: Path) -> None:
    port = servers.free_port()
    database = {bare.DATABASE: f"sqlite:///{tmp_path / 'hello.sqlite3'}"}
    with servers.running(servers.gunicorn("tests.bench.bare:hello_app()", port), port, database) as server:
        load: Load = fire(server.port, [[Shot("GET", "/")] * 3])
        assert len(load.latencies_ms) == 3
        assert 0 < server.seconds < servers.START_SECONDS
    with pytest.raises(BenchFailed, match="could not connect"):
        fire(port, [[Shot("GET", "/")]])


def test_a_server_that_ends_before_it_answers_shows_its_last_words() -> None:
    command = [sys.executable, "-c", "raise SystemExit('no database')"]
    with (
        pytest.raises(BenchFailed, match="no database"),
        servers.running(command, servers.free_port(), {}),
    ):
        pass


def test_the_command_runs_what_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(folder: Path) -> Iterator[Row]:
        yield ROWS[0]
        raise BenchFailed("the server fell")

    monkeypatch.setitem(BENCHES, "broken", broken)
    monkeypatch.setitem(BENCHES, "whole", lambda folder: [ROWS[1]])
    monkeypatch.setattr(sys, "argv", ["bench", "whole", "--json", str(tmp_path / "a.json")])
    assert main() == 0
    assert [row["name"] for row in json.loads((tmp_path / "a.json").read_text())] == ["packet"]
    monkeypatch.setattr(sys, "argv", ["bench", "broken", "whole"])
    assert main() == 1
    out, err = capsys.readouterr()
    assert "broken failed: the server fell" in err
    assert "bare view" in out  # what was measured before it fell is shown
    monkeypatch.setattr(sys, "argv", ["bench", "nothing"])
    with pytest.raises(SystemExit):
        main()
