"""Servers to measure: started as people start them, on a free port of this machine, and always ended."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.frame import BenchFailed

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = (
    "--worker-class",
    "gthread",
    "--workers",
    "2",
    "--threads",
    "4",
    "--preload",
    "--graceful-timeout",
    "5",
)
"""What ``center up`` gives its server (center/app/launch.py), for what stands beside it."""
START_SECONDS = 120
STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    port: int
    seconds: float
    """From its start as a process to its first answer."""


def free_port() -> int:
    """Return a port of the loopback address nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def gunicorn(app: str, port: int) -> list[str]:
    """Return the command that serves ``app`` (``module:factory()``) with SETTINGS."""
    options = (
        "--bind",
        f"127.0.0.1:{port}",
        "--chdir",
        str(ROOT),
        "--no-control-socket",
        "--log-level",
        "warning",
    )
    return [sys.executable, "-m", "gunicorn", *SETTINGS, *options, app]


@contextmanager
def running(
    command: Sequence[str], port: int, settings: Mapping[str, str], *, path: str = "/"
) -> Iterator[Server]:
    """Run ``command`` with ``settings`` as environment, wait until ``path`` answers, stop it afterwards.

    The variables of the app that this process was started with are not passed on.
    Raises BenchFailed when the command ends, or does not answer in time.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CENTER_")}
    with tempfile.TemporaryFile("w+") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=environment | dict(settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while not _answers(port, path):
                if process.poll() is not None or time.perf_counter() - begin > START_SECONDS:
                    output.seek(0)
                    raise BenchFailed(f"{' '.join(command)} did not answer:\n{output.read()[-2000:]}")
                time.sleep(0.005)
            yield Server(port, time.perf_counter() - begin)
        finally:
            _stop(process)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        connection.request("GET", path)
        status = connection.getresponse().status
    except OSError:  # nobody listens yet, or the listener went away
        return False
    finally:
        connection.close()
    if status >= 500:
        raise BenchFailed(f"the server answered {status} to {path}")
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):  # its children too
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise BenchFailed(f"the server did not stop within {STOP_SECONDS} s") from None
