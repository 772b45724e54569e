"""The one door and the locks it installs from."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>.*(?:\n {4}--hash=.*)*)", re.MULTILINE
)


def _pins(lock: str) -> dict[str, set[str]]:
    """Return the versions of each package in ``lock``: more than one when they differ by Python version."""
    found: dict[str, set[str]] = {}
    for pin in PIN.finditer((ROOT / lock).read_text()):
        assert "--hash=sha256:" in pin["rest"], f"{pin['name']} has no hash in {lock}"
        found.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return found


def _unmet(requirements: list[str], pins: dict[str, set[str]]) -> list[str]:
    wanted = [Requirement(text) for text in requirements]
    return [
        str(one)
        for one in wanted
        if not any(one.specifier.contains(version) for version in pins.get(canonicalize_name(one.name), ()))
    ]


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, test = _pins("requirements.lock"), _pins("requirements-dev.lock")
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    advice = "pyproject.toml changed after the lock: run ./dev lock"
    assert _unmet(needed, run) == [], advice
    assert _unmet(needed + project["dependency-groups"]["dev"], test) == [], advice
    assert {name: versions for name, versions in test.items() if name in run} == run


def test_the_locks_name_no_machine() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert not re.search(
            r"https?:|file:|--index|--find-links|^-", (ROOT / lock).read_text(), re.MULTILINE
        )


def _dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ROOT / "dev"), *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_has_a_line_for_every_command(arguments: tuple[str, ...]) -> None:
    answer = _dev(*arguments)
    commands = re.findall(r"^dev_(\w+)\(\)", (ROOT / "dev").read_text(), re.MULTILINE)
    assert answer.returncode == 0
    assert re.findall(r"^  (\w+) .*\S", answer.stdout, re.MULTILINE) == [*commands, "help"]


def test_an_unknown_command_is_refused_with_the_help() -> None:
    answer = _dev("rnu")
    assert answer.returncode == 2
    assert "no command 'rnu'" in answer.stderr
    assert "  run " in answer.stderr
