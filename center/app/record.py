"""The record for those who check: who did what, and who read what is secret.

The page stands in the composition root because the record itself stands below sign-in and knows no
permissions, and because its sentences come from every feature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.validators import Optional

from center.audit.models import AuditEntry
from center.audit.queries import EntryFilter, entries
from center.audit.service import Event
from center.auth.access import requires
from center.auth.permissions import Permission
from center.clock import local_day, today
from center.db import row_id
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.models import Stay
from center.residents.stay.queries import stays_by_id
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel, register_panel
from center.ui.tables import Column

bp = Blueprint("record", __name__)

AREAS = {
    "auth": _l("Tài khoản, đăng nhập"),
    "agency": _l("Cơ sở"),
    "residents": _l("Người cai nghiện"),
    "law": _l("Quy định pháp luật"),
    "medical": _l("Y tế"),
    "medical:secret:read": _l("Đọc thông tin bảo mật"),
    "vocational": _l("Học nghề, lao động"),
    "security": _l("An ninh"),
    "handover": _l("Bàn giao"),
    "documents": _l("Văn bản"),
}
SECRET_READ = "medical:secret:read"  # noqa: S105 - an event's name


class AuditPermission(Permission):
    """Reading the record."""

    READ = "audit.read"


class RecordFilterForm(BaseForm):
    """What the record is narrowed to."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    who = StringField(_l("Người thực hiện"))
    area = SelectField(
        _l("Loại việc"), choices=choices(AREAS.items(), blank=_l("Tất cả")), validate_choice=False
    )
    stay = StringField(_l("Đợt số"))
    since = VietnameseDateField(_l("Từ ngày"), [Optional()])
    until = VietnameseDateField(_l("Đến ngày"), [Optional()])

    def wanted(self) -> EntryFilter:
        """Return the filter; what cannot be read narrows nothing."""
        return EntryFilter(
            actor_name=(self.who.data or "").strip(),
            name=self.area.data if self.area.data in AREAS else "",
            stay_id=row_id(self.stay.data),
            since=local_day(self.since.data)[0] if self.since.data else None,
            until=local_day(self.until.data)[1] if self.until.data else None,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a person reads it."""

    entry: AuditEntry
    sentence: str
    stay: Stay | None


COLUMNS = (
    Column("at", _l("Lúc"), "custom"),
    Column("who", _l("Người thực hiện"), "custom"),
    Column("what", _l("Việc"), "custom"),
    Column("stay", _l("Người cai nghiện"), "custom"),
)


@bp.get("/record")
@requires(AuditPermission.READ)
def index() -> ResponseReturnValue:
    """Show the record, newest first."""
    form = RecordFilterForm(formdata=request.args)
    form.validate()
    number = requested_page()
    found, total = entries(form.wanted(), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    page = Page(_lines(found), number, DEFAULT_SIZE, total)
    return render_template("record/index.html", page=page, form=form, columns=COLUMNS)


def _lines(found: Any) -> list[Line]:
    stays = stays_by_id({entry.stay_id for entry in found if entry.stay_id is not None})
    return [Line(entry, _sentence(entry), stays.get(entry.stay_id or 0)) for entry in found]


def _sentence(entry: AuditEntry) -> str:
    """Return the event's sentence with its facts; the bare name for an event this version no longer knows."""
    known = Event.known().get(entry.name)
    if known is None:
        return entry.name
    try:
        return str(known.sentence).format(**entry.data)
    except (KeyError, IndexError):  # recorded by an older version with other fields
        return entry.name


def _home() -> Mapping[str, Any] | None:
    """Return the readings of secret findings of the last seven days, for the auditor's day."""
    since, _end = local_day(today() - timedelta(days=6))
    return {
        "secret": _lines(entries(EntryFilter(name=SECRET_READ, since=since), offset=0, limit=10)[0]),
        "total": _count(since, SECRET_READ),
        "refused": _count(since, "auth:session:refuse"),
        "_": _,
    }


def _count(since: datetime, name: str) -> int:
    return entries(EntryFilter(name=name, since=since), offset=0, limit=1)[1]


register_navigation(
    [NavItem(_l("Nhật ký"), "record.index", AuditPermission.READ.value, "journal-text", "system", 20)]
)
register_panel(Panel("home", "record", AuditPermission.READ.value, "record/_home.html", _home, 300))
