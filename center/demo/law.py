"""What the demo center's director did with the law's numbers: read most of them, and approved one of the proposals."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from center.audit.actor import Actor
from center.clock import local_date
from center.db import unit_of_work
from center.legal.changes import Change, Draft, add
from center.legal.queries import parameter_book
from center.legal.rules import Confidence, ParameterBook
from center.residents.law.audit import ParameterAdded
from center.residents.law.labels import topic_of
from center.residents.law.service import EARLIEST_READING, Preview, confirm, preview, save
from center.residents.law.values import said

READ_TOPICS = {"age", "term", "stage", "absence", "release", "contact"}
APPROVED = "clinical.chart.interval_hours.days_1_3"


def look_at_the_law(*, director: Actor, now: datetime) -> None:
    """Confirm what was read in the decrees, and let one clinical proposal change from the next month on."""
    today = local_date(now)
    read = [
        row.row_id
        for row in parameter_book()
        if row.confidence is Confidence.READ and topic_of(row.name).key in READ_TOPICS and row.row_id
    ]
    with unit_of_work():
        confirm(
            read,
            confirmed_by=director.name,
            confirmed_on=max(EARLIEST_READING, today - timedelta(days=30)),
            where="Bản sao có chứng thực, tủ văn bản Tổ Hồ sơ (mẫu)",
            actor=director,
            now=now,
        )
    _approve_shorter_rhythm(today, director=director, now=now)


def _approve_shorter_rhythm(today: date, *, director: Actor, now: datetime) -> None:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)

    def plan(book: ParameterBook) -> Change:
        draft = Draft(
            name=APPROVED,
            rule_set=None,
            value=4,
            unit="hour",
            valid_from=first,
            valid_to=None,
            source="Biên bản họp Tổ Y tế (mẫu)",
            confidence=Confidence.PROPOSED,
            confirmed_by=director.name,
            confirmed_on=today,
            confirmed_where="Biên bản họp Tổ Y tế (mẫu)",
        )
        return add(book, draft)

    def describe(found: Preview) -> ParameterAdded:
        row = found.change.rows[0]
        return ParameterAdded(
            parameter=row.name,
            rule_set="",
            value=said(row),
            valid_from=row.valid_from,
            source=row.source,
            reason="Theo dõi sát hơn ba ngày đầu",
            moved=found.impact.ends_moved,
        )

    token = preview(plan, now).token
    with unit_of_work():
        save(
            plan,
            token,
            reason="Theo dõi sát hơn ba ngày đầu",
            describe=describe,
            client_id=None,
            actor=director,
            now=now,
        )
