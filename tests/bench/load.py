"""The load generator: a few clients with kept connections, each sending a fixed list of requests."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.frame import BenchFailed, percentile

ANSWER_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Shot:
    """One request, ready to be sent."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    expect: int = 200
    """The status that means the work was done."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of the generator saw."""

    seconds: float
    latencies_ms: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Return answers per second, all clients together."""
        return len(self.latencies_ms) / self.seconds

    @property
    def p99_ms(self) -> float:
        """Return the time that 99 of 100 answers do not exceed."""
        return percentile(self.latencies_ms, 0.99)


def fire(port: int, clients: Sequence[Sequence[Shot]]) -> Load:
    """Send each client's shots, one after the other, all clients at once, over kept connections.

    Raises BenchFailed when an answer is not the expected one.
    """
    latencies: list[float] = []
    faults: list[str] = []
    gate = threading.Barrier(len(clients) + 1)

    def send(shots: Sequence[Shot]) -> None:
        seen: list[float] = []
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
        try:
            connection.connect()
            gate.wait()
            for shot in shots:
                begin = time.perf_counter()
                connection.request(shot.method, shot.path, shot.body, shot.headers)
                answer = connection.getresponse()
                content = answer.read()
                seen.append((time.perf_counter() - begin) * 1000)
                if answer.status != shot.expect:
                    faults.append(f"{shot.method} {shot.path} answered {answer.status}: {content[:500]!r}")
                    return
        except (OSError, http.client.HTTPException) as error:
            faults.append(repr(error))
            gate.abort()
        finally:
            connection.close()
            latencies.extend(seen)

    threads = [threading.Thread(target=send, args=(shots,)) for shots in clients]
    for thread in threads:
        thread.start()
    try:
        gate.wait()
    except threading.BrokenBarrierError as error:
        raise BenchFailed(f"a client could not connect: {faults}") from error
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    if faults:
        raise BenchFailed(faults[0])
    return Load(seconds, tuple(latencies))
