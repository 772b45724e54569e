"""The barest thing that does the same work: what the app is measured against."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    insert,
    select,
    text,
)

from center.db import configure_engine
from center.documents.pdf import ASSETS, MEDIA_TYPES
from tests.bench.load import Shot

DATABASE = "BENCH_DATABASE_URL"
BADGES = 2000

metadata = MetaData()
badges = Table(
    "bare_badge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(26), unique=True, nullable=False),
)
scans = Table(
    "bare_scan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("badge_id", ForeignKey("bare_badge.id"), nullable=False),
    Column("scanned_at", DateTime(timezone=True), nullable=False),
)


def hello_app() -> Flask:
    """Return a Flask app with Flask-SQLAlchemy that says hello after one statement."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ[DATABASE]
    db = SQLAlchemy(app)

    @app.get("/")
    def hello() -> str:
        return f"hello {db.session.scalar(text('SELECT 1'))}"

    return app


def prepare_scans(database_url: str) -> None:
    """Create the two tables and the badges in the database at ``database_url``."""
    engine = create_engine(database_url)
    configure_engine(engine)
    with engine.execution_options(center_write=True).begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(badges), [{"token": token(number)} for number in range(BADGES)])
    engine.dispose()


def token(number: int) -> str:
    """Return the token of badge ``number``: as long as a real one."""
    return f"{number:026d}"


def scan_app(engine: Engine | None = None) -> Flask:
    """Return one view that does one SELECT, one INSERT and a commit, with the app's engine settings."""
    engine = engine or create_engine(os.environ[DATABASE])
    configure_engine(engine)
    writing = engine.execution_options(center_write=True)
    app = Flask(__name__)

    @app.get("/")
    def ready() -> str:
        return "ready"

    @app.post("/scan")
    def scan() -> dict[str, int]:
        with writing.begin() as connection:
            badge: int = connection.scalars(
                select(badges.c.id).where(badges.c.token == request.form["token"])
            ).one()
            connection.execute(insert(scans).values(badge_id=badge, scanned_at=datetime.now(UTC)))
        return {"badge": badge}

    return app


def scan_shots(clients: int, each: int) -> list[list[Shot]]:
    """Return ``each`` scans for every one of ``clients``, spread over the badges."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return [
        [
            Shot(
                "POST",
                "/scan",
                urlencode({"token": token((client * each + number) % BADGES)}).encode(),
                headers,
            )
            for number in range(each)
        ]
        for client in range(clients)
    ]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it goes to WeasyPrint: its HTML and the names of its style sheets."""

    html: str
    css: tuple[str, ...]


def render(papers: Sequence[Paper]) -> None:
    """Render ``papers`` with WeasyPrint and nothing around it; the results are thrown away."""
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("asset:"):
                return super().fetch(url, headers)
            file = ASSETS[url.removeprefix("asset:")]
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": MEDIA_TYPES[file.suffix]})

    fetcher = Assets(allowed_protocols=["data"])
    for paper in papers:
        sheets = [weasyprint.CSS(f"asset:css/{name}", url_fetcher=fetcher) for name in paper.css]
        weasyprint.HTML(string=paper.html, base_url="asset:", url_fetcher=fetcher).write_pdf(
            stylesheets=sheets
        )
