"""The one command keeps what it started running."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from center.app import launch


class Ended:
    """A process that ends at once."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.started = time.monotonic()

    def poll(self) -> int:
        return 1


def test_a_scheduler_that_ended_by_itself_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Ended] = []
    enough = threading.Event()

    def start(*args: Any, **kwargs: Any) -> Ended:
        started.append(Ended(*args, **kwargs))
        if len(started) == 3:
            enough.set()
        return started[-1]

    monkeypatch.setattr(launch.subprocess, "Popen", start)
    monkeypatch.setattr(launch, "LOOK_SECONDS", 0.01)
    server = launch.Server.__new__(launch.Server)
    server.address, server.demo, server.scheduler = "127.0.0.1:1", [], None
    server.stopping = threading.Event()
    server._ready(None)
    assert enough.wait(5)
    server._stop(None)
    time.sleep(0.05)
    at_stop = len(started)
    time.sleep(0.05)
    assert len(started) == at_stop, "nothing is started once the server stops"
