"""Forms of sign-in and of accounts."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from center.auth.permissions import ROLE_LABELS, Role
from center.auth.rules import PASSWORD_MIN
from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm

# a sign-in name is not a word: no capital first letter, no correction, no suggestions from a phone
_NAME_KEYS = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}

PASSWORD_HINT = _l(
    "Ít nhất %(least)s ký tự. Ghép vài từ không liên quan với nhau là dễ nhớ và an toàn.", least=PASSWORD_MIN
)

_ROLES = [SelectChoice(role.value, label) for role, label in ROLE_LABELS.items()]


class SignInForm(BaseForm):
    """Name and password."""

    username = StringField(
        _l("Tên đăng nhập"),
        [InputRequired()],
        render_kw={"autocomplete": "username", "maxlength": 64, **_NAME_KEYS},
    )
    password = PasswordField(
        _l("Mật khẩu"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


class PasswordForm(BaseForm):
    """One's own new password."""

    current_password = PasswordField(
        _l("Mật khẩu hiện tại"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    new_password = PasswordField(
        _l("Mật khẩu mới"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"),
        [InputRequired(), EqualTo("new_password", _l("Hai lần nhập mật khẩu mới không giống nhau."))],
        render_kw={"autocomplete": "new-password"},
    )
    next = HiddenField()


class AccountForm(BaseForm):
    """What an administrator may change of an account."""

    full_name = StringField(
        _l("Họ và tên"),
        [InputRequired(), Length(max=120)],
        render_kw={"autocomplete": "off", "maxlength": 120},
    )
    title = StringField(_l("Chức vụ"), [Length(max=120)], render_kw={"autocomplete": "off", "maxlength": 120})
    roles = SelectMultipleField(
        _l("Vai trò"),
        choices=_ROLES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def chosen_roles(self) -> list[Role]:
        """Return the ticked roles."""
        return [Role(value) for value in self.roles.data or ()]


class NewAccountForm(AccountForm):
    """A new account; its password is made by the program."""

    username = StringField(
        _l("Tên đăng nhập"),
        [InputRequired()],
        render_kw={"autocomplete": "off", "maxlength": 32, **_NAME_KEYS},
    )


class ActionForm(BaseForm):
    """A button that changes something and asks nothing."""


class AccountFilterForm(BaseForm):
    """Narrows the list of accounts; its state is the address."""

    class Meta(BaseForm.Meta):
        """It changes nothing, so it carries no token."""

        csrf = False

    q = StringField(_l("Tên, chức vụ"), render_kw={"type": "search", "maxlength": 100})
    role = SelectField(
        _l("Vai trò"),
        choices=[SelectChoice("", _l("Mọi vai trò")), *_ROLES],
        default="",
    )
    state = SelectField(
        _l("Trạng thái"),
        choices=[
            SelectChoice("", _l("Tất cả")),
            SelectChoice("active", _l("Đang dùng")),
            SelectChoice("locked", _l("Đã khóa")),
        ],
        default="",
    )
