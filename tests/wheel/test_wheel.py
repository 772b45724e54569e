"""What people install is the wheel, not the checkout: it must hold everything it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

OPEN_A_PAGE = """
from center.app import create_app

client = create_app().test_client()
for address in ("/set-up", "/static/css/app.css"):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
"""

PRINT_A_PAPER = """
from center.app import create_app
from center.documents.pdf import render_pdf

with create_app().app_context():
    assert render_pdf("<p>Nguyễn Thị Ơn</p>", title="Thử").startswith(b"%PDF")
"""


@pytest.mark.wheel
def test_the_wheel_runs_in_an_empty_environment(project: Path, tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(project),
    ]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "center/templates/base.html" in names
    assert any(name.startswith("center/migrations/versions/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "wsgi"))]

    home = tmp_path / "home"
    # nothing but what the lock file names: not even pip, which works from outside
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=120)
    python = str(home / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
    # not compiled: each run below compiles what it uses, and most is never used
    install = [*pip, "install", "--no-deps", "--no-compile"]
    locked = [*install, "--require-hashes", "--requirement", str(project / "requirements.lock")]
    subprocess.run(locked, check=True, capture_output=True, timeout=600)
    subprocess.run([*install, "--no-index", str(wheel)], check=True, capture_output=True, timeout=120)
    subprocess.run([*pip, "check"], check=True, capture_output=True, timeout=120)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("CENTER_", "PYTHON", "VIRTUAL"))
    }
    environment["CENTER_DATA_DIR"] = str(elsewhere / "data")

    def run(*command: str) -> str:
        done = subprocess.run(
            command, check=False, cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(str(home / "bin" / "center"), "db", "upgrade")
    run(python, "-c", OPEN_A_PAGE)
    run(python, "-c", PRINT_A_PAPER)
