"""``center residents …``: upkeep of what lists and search are read from."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from center.db import unit_of_work
from center.residents.search.service import index_everybody

residents_group = AppGroup("residents", help="Upkeep of the residents' lists and search.")


@residents_group.command("reindex")
def reindex() -> None:
    """Write the search's keys of everybody anew; needed only after rows were brought in past the program."""
    with unit_of_work():
        count = index_everybody()
    click.echo(f"{count} people indexed.")
