"""Commands of the whole app; the features' groups are listed beside them."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from center.app.launch import launch, prepare, show_progress
from center.auth.commands import accounts_group
from center.demo.build import NotEmpty, build_demo
from center.handover.commands import packet_command
from center.jobs.commands import jobs_group
from center.legal.commands import legal_group
from center.places.commands import places_group
from center.residents.commands import term_group
from center.residents.law.commands import confirm_command
from center.residents.search.commands import residents_group


@click.command("up")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole LAN."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--empty", is_flag=True, help="Start a real, empty center with a set-up page instead of the demo center."
)
@click.option(
    "--residents", default=300, show_default=True, help="Size of the demo center built on first start."
)
@with_appcontext
def up_command(host: str, port: int, empty: bool, residents: int) -> None:
    """Prepare the database, then run the web server and the scheduler until Ctrl-C."""
    launch(host=host, port=port, empty=empty, residents=residents)


@click.command("demo")
@click.option(
    "--residents", default=300, show_default=True, type=click.IntRange(1), help="People on the roll today."
)
@click.option(
    "--years", default=1, show_default=True, type=click.IntRange(0, 5), help="Years of history behind them."
)
@click.option(
    "--seed", default=1, show_default=True, help="The same seed on the same day makes the same people."
)
@with_appcontext
def demo_command(residents: int, years: int, seed: int) -> None:
    """Build a made-up center in an empty database."""
    upgrade()
    prepare()
    try:
        build_demo(residents=residents, years=years, seed=seed, report=show_progress)
    except NotEmpty as error:
        raise click.ClickException(str(error)) from error


@click.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """Apply the migrations and load the reference data."""
    upgrade()
    prepare()
    click.echo("The database is up to date.")


legal_group.add_command(confirm_command)  # its record stands above the ground on which the group stands

COMMANDS: tuple[click.Command, ...] = (
    up_command,
    demo_command,
    packet_command,
    db_group,
    legal_group,
    places_group,
    residents_group,
    accounts_group,
    jobs_group,
    term_group,
)
