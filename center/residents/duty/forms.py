"""The filter row of the inbox, and the two ways to close a duty by hand."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from center.audit.actor import Actor
from center.auth.permissions import ROLE_LABELS, Role
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.duty.queries import InboxFilter
from center.residents.duty.registry import kinds
from center.ui.fields import LocalDateTimeField, VietnameseDateField, choices
from center.ui.filters import format_date
from center.ui.forms import BaseForm

SHOWN: dict[str, str] = {
    "open": _l("Phải làm"),
    "late": _l("Quá hạn"),
    "today": _l("Phải xong hôm nay"),
    "soon": _l("Sắp đến hạn"),
    "closed": _l("Đã khép"),
    "information": _l("Để theo dõi"),
    "all": _l("Tất cả"),
}


class InboxForm(BaseForm):
    """What the inbox is narrowed to; its state is the address of the page."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    whose = SelectField(
        _l("Của ai"),
        choices=choices([("mine", _l("Của tôi")), ("all", _l("Mọi vai trò"))]),
        validate_choice=False,
    )
    show = SelectField(_l("Tình trạng"), choices=choices(SHOWN.items()), validate_choice=False)
    kind = SelectField(_l("Việc"), validate_choice=False)
    role = SelectField(_l("Vai trò"), validate_choice=False)
    due_by = VietnameseDateField(_l("Hạn đến hết ngày"), [Optional()])
    person = StringField(_l("Học viên"), [Length(max=100)])

    @property
    def mine(self) -> bool:
        """Tell whether only the reader's own duties are wanted."""
        return bool(self.whose.data != "all")

    def wanted(self) -> InboxFilter:
        """Return the filter; a value nobody could pick narrows nothing."""
        return InboxFilter(
            show=self.show.data if self.show.data in SHOWN else "open",
            kind=self.kind.data if self.kind.data in kinds() else "",
            due_by=self.due_by.data,
            person=(self.person.data or "").strip(),
            role=self._role(),
        )

    def _role(self) -> Role | None:
        chosen = self.role.data if "role" in self else None
        return Role(chosen) if chosen in set(Role) and not self.mine else None

    def in_words(self) -> str:
        """Return the filter as one line for paper and files."""
        wanted = self.wanted()
        parts = [str(SHOWN[wanted.show]).lower()]
        if wanted.kind:
            parts.append(str(kinds()[wanted.kind].label))
        if wanted.role is not None:
            parts.append(ROLE_LABELS[wanted.role])
        if wanted.due_by is not None:
            parts.append(_("hạn đến hết %(day)s", day=format_date(wanted.due_by)))
        if wanted.person:
            parts.append(wanted.person)
        return "; ".join(parts)


def inbox_form(args: object, reader: Actor, *, sees_all: bool, starts_with_all: bool) -> InboxForm:
    """Return the filter row bound to the address's ``args``; who sees all may choose whose duties are shown."""
    form = InboxForm(formdata=args)
    form.validate()
    if form.whose.data not in {"mine", "all"}:
        form.whose.data = "all" if starts_with_all else "mine"
    form.show.data = form.show.data if form.show.data in SHOWN else "open"
    offered = [
        (code, kind.label)
        for code, kind in kinds().items()
        if sees_all or {kind.owner.value, kind.watch.value} & reader.roles
    ]
    form.kind.choices = choices(offered, blank=_("Tất cả"))
    form.role.choices = choices(ROLE_LABELS.items(), blank=_("Tất cả"))
    if not sees_all:
        form.whose.data = "mine"
        del form.role
    return form


class DoneForm(BaseForm):
    """That a duty was done, and what proves it."""

    done_at = LocalDateTimeField(_l("Làm xong lúc"), [InputRequired(_l("Nhập lúc làm xong."))])
    proof = StringField(
        _l("Minh chứng"),
        [DataRequired(_l("Ghi số văn bản, nơi nhận hoặc người nhận.")), Length(max=300)],
    )


class ReasonForm(BaseForm):
    """Why a duty does not apply, or is opened again."""

    reason = TextAreaField(
        _l("Lý do"), [DataRequired(_l("Ghi lý do.")), Length(min=10, max=300)], render_kw={"rows": 3}
    )
