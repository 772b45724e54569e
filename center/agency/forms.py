"""Forms of the set-up page and of the center's profile."""

from __future__ import annotations

from datetime import date

from wtforms import PasswordField, StringField, TextAreaField
from wtforms.validators import EqualTo, InputRequired, Length

from center.agency.rules import AGENCY_CODE_MAX, TEXTS, Profile
from center.agency.service import FirstAdministrator
from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField
from center.ui.forms import BaseForm


def _text(label: str, longest: int, *, needed: bool = True, **attributes: str) -> StringField:
    checks = [InputRequired()] if needed else []
    keys = {"autocomplete": "off", "maxlength": longest, **attributes}
    return StringField(label, [*checks, Length(max=longest)], render_kw=keys)


class ProfileTexts(BaseForm):
    """How papers name the center."""

    name = _text(_l("Tên cơ sở"), 200)
    superior = _text(_l("Cơ quan chủ quản"), 200)
    place_name = _text(_l("Địa danh"), 60)
    address = _text(_l("Địa chỉ"), 300)
    phone = _text(_l("Điện thoại"), 40, needed=False, type="tel")
    symbol = _text(_l("Chữ viết tắt trong số văn bản"), 15)
    agency_code = _text(_l("Mã định danh điện tử"), AGENCY_CODE_MAX, needed=False)
    head_name = _text(_l("Họ và tên người đứng đầu"), 120)
    head_title = _text(_l("Chức danh người đứng đầu"), 60, needed=False)
    advising_unit = _text(_l("Đơn vị tham mưu (theo đề nghị của)"), 200, needed=False)

    def profile_from(self, valid_from: date) -> Profile:
        """Return what was typed as the profile from ``valid_from`` on."""
        return Profile(valid_from=valid_from, **{name: self[name].data or "" for name in TEXTS})


class SetUpForm(ProfileTexts):
    """A new center and its first administrator."""

    admin_name = _text(_l("Họ và tên quản trị hệ thống"), 120)
    admin_title = _text(_l("Chức vụ"), 120, needed=False)
    username = StringField(
        _l("Tên đăng nhập"),
        [InputRequired()],
        render_kw={
            "autocomplete": "username",
            "maxlength": 32,
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
        },
    )
    password = PasswordField(_l("Mật khẩu"), [InputRequired()], render_kw={"autocomplete": "new-password"})
    again = PasswordField(
        _l("Nhập lại mật khẩu"),
        [InputRequired(), EqualTo("password", _l("Hai lần nhập mật khẩu không giống nhau."))],
        render_kw={"autocomplete": "new-password"},
    )

    def administrator(self) -> FirstAdministrator:
        """Return the first administrator as typed."""
        return FirstAdministrator(
            username=self.username.data or "",
            full_name=self.admin_name.data or "",
            title=self.admin_title.data or "",
            password=self.password.data or "",
        )


class ProfileForm(ProfileTexts):
    """A change of the profile from one day on."""

    valid_from = VietnameseDateField(_l("Áp dụng từ ngày"), [InputRequired()])
    basis = TextAreaField(
        _l("Căn cứ"), [InputRequired(), Length(max=500)], render_kw={"rows": 2, "maxlength": 500}
    )

    def profile(self) -> Profile:
        """Return what was typed; call it after the form was found valid."""
        day = self.valid_from.data
        if day is None:
            raise RuntimeError("the form was not checked")
        return self.profile_from(day)
