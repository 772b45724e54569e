"""``center term …``: print how a term is counted, and check every stored last day."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from center.clock import today
from center.db import db, row_id
from center.errors import MissingParameter, RuleViolation
from center.residents.labels import TERM_EFFECT_LABELS, TERM_LINE_LABELS, TERM_STATE_LABELS
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.stay.term_changes import EndChange, differences
from center.residents.stay.terms import term_of
from center.residents.term.labels import CONVENTION_SENTENCES
from center.residents.term.model import Term, TermLine
from center.ui.messages import sentence

term_group = AppGroup(
    "term", help="The term of a stay: how it is counted, and whether what is stored is true."
)


@term_group.command("explain")
@click.argument("stay")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day the figures are for (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Print codes and figures for a program.")
def explain(stay: str, on: datetime | None, as_json: bool) -> None:
    """Print the lines of a term and its end.

    STAY is the number of a stay, or a resident's code: then it is the newest stay.
    """
    found = _stay(stay)
    day = on.date() if on is not None else today()
    try:
        term = term_of(found, day)
    except (RuleViolation, MissingParameter) as error:
        raise click.ClickException(_words(error)) from error
    if term is None:
        raise click.ClickException(f"stay {found.id} is in custody and has no term")
    if as_json:
        click.echo(json.dumps(_as_json(found, term), ensure_ascii=False, indent=2))
        return
    for text in _as_text(found, term):
        click.echo(text)


@term_group.command("check")
def check() -> None:
    """Recompute every stay and print those whose stored last day is another one; fail when there are any.

    An open absence moves the last day each night: before the nightly refresh has run, such stays are printed.
    """
    found = 0
    for change in differences(on=today()):
        if not found:
            click.echo("stay\tperson\tstored\tcomputed\twhy")
        found += 1
        click.echo("\t".join(_columns(change)))
    stays = db.session.scalar(select(func.count(Stay.id)))
    click.echo(f"{found} of {stays} stays differ.", err=True)
    if found:
        sys.exit(1)


def _stay(text: str) -> Stay:
    number = row_id(text)
    if number is not None:
        found = db.session.get(Stay, number)
    else:
        found = db.session.scalars(
            select(Stay)
            .join(Resident, Resident.id == Stay.resident_id)
            .where(Resident.code == text.strip().upper())
            .order_by(Stay.number.desc())
            .limit(1)
        ).first()
    if found is None:
        raise click.ClickException(f"no stay {text}")
    return found


def _as_text(stay: Stay, term: Term) -> list[str]:
    rows = [("từ ngày", "đến ngày", "số ngày", "", "", "quy định", "nguồn")]
    rows += [
        (
            _day(line.from_day),
            _day(line.to_day),
            str(line.days),
            TERM_LINE_LABELS[line.kind],
            TERM_EFFECT_LABELS[line.effect],
            f"{line.rule} [{line.confidence.value}]",
            line.article,
        )
        for line in term.lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    table = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[6]])
        for row in rows
    ]
    provisional = " (tạm tính)" if term.is_provisional else ""
    state = TERM_STATE_LABELS[term.state]
    figures = {
        "cả thời hạn": term.days_total,
        "được giảm": term.days_reduced,
        "được trừ": term.days_credited,
        "đã tính": term.days_counted,
        "không tính": term.days_not_counted,
        "còn lại": term.days_left,
        "không phải chấp hành": term.days_lapsed,
        "chấp hành ở nơi khác": term.days_moved,
    }
    return [
        f"{stay.resident.code}, đợt {stay.number} ({stay.rule_set}), tính đến hết ngày {_day(term.on)}",
        "",
        *(line.rstrip() for line in table),
        "",
        f"Ngày đầu {_day(term.first_day)}, ngày cuối {_day(term.last_day)}{provisional}: {state}.",
        "Số ngày: " + ", ".join(f"{name} {days}" for name, days in figures.items() if days) + ".",
        *(f"- {code.value}: {CONVENTION_SENTENCES[code]}" for code in term.conventions),
        *(f"! Chưa đối chiếu với văn bản gốc: {row.name} ({row.source})" for row in term.unverified),
    ]


def _as_json(stay: Stay, term: Term) -> dict[str, Any]:
    return {
        "stay": stay.id,
        "code": stay.resident.code,
        "number": stay.number,
        "rule_set": stay.rule_set,
        "on": _iso(term.on),
        "first_day": _iso(term.first_day),
        "last_day": _iso(term.last_day),
        "is_provisional": term.is_provisional,
        "state": term.state.value,
        "days": {
            name: getattr(term, f"days_{name}")
            for name in ("total", "reduced", "credited", "counted", "not_counted", "left", "lapsed", "moved")
        },
        "lines": [_line_json(line) for line in term.lines],
        "conventions": [code.value for code in term.conventions],
        "unverified": [row.name for row in term.unverified],
    }


def _line_json(line: TermLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "effect": line.effect.value,
        "from": _iso(line.from_day),
        "to": _iso(line.to_day),
        "days": line.days,
        "rule": line.rule,
        "article": line.article,
        "confidence": line.confidence.value,
    }


def _columns(change: EndChange) -> tuple[str, ...]:
    why = "provisional" if change.is_provisional else ""
    if change.fault is not None:
        why = _words(change.fault)
    return str(change.stay_id), change.code, _iso(change.before) or "-", _iso(change.after) or "-", why


def _words(error: RuleViolation | MissingParameter) -> str:
    return sentence(error).what if isinstance(error, RuleViolation) else str(error)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else "-"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
