"""The forms that build the center."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from center.i18n import lazy_gettext as _l
from center.residents.housing.admission.rules import ZonePurpose
from center.residents.housing.labels import PURPOSE_LABELS, TERRAIN_LABELS
from center.residents.labels import SEX_LABELS
from center.ui.fields import VietnameseDateField, VietnameseDecimalField, WholeNumberField, choices
from center.ui.forms import BaseForm

CODE = [
    InputRequired(_l("Nhập mã ngắn.")),
    Length(max=10),
    Regexp(r"^[A-Za-z0-9Đđ.\-]+$", message=_l("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch nối.")),
]
BOTH = _l("Cả nam và nữ, ở phòng riêng")


class SiteForm(BaseForm):
    """A piece of ground."""

    code = StringField(_l("Mã"), CODE)
    name = StringField(_l("Tên cơ sở, phân khu"), [InputRequired(_l("Nhập tên.")), Length(max=120)])
    is_satellite = BooleanField(_l("Là phân khu ở nơi khác (cơ sở vệ tinh)"))
    address = StringField(_l("Địa chỉ"), [Length(max=200)])
    terrain = SelectField(_l("Địa bàn"), choices=choices(TERRAIN_LABELS.items(), blank=_l("Chưa ghi")))
    land_m2 = WholeNumberField(_l("Diện tích đất"), [Optional()], minimum=1, maximum=100_000_000)


class BuildingForm(BaseForm):
    """A house."""

    site_id = SelectField(_l("Thuộc cơ sở"), coerce=int)
    code = StringField(_l("Mã"), CODE)
    name = StringField(_l("Tên tòa nhà"), [InputRequired(_l("Nhập tên.")), Length(max=80)])
    floors = WholeNumberField(_l("Số tầng"), [InputRequired(_l("Nhập số tầng."))], minimum=1, maximum=9)


class ZoneForm(BaseForm):
    """A zone; purpose and sex are what it is built for and stay."""

    site_id = SelectField(_l("Thuộc cơ sở"), coerce=int)
    code = StringField(_l("Mã"), CODE)
    name = StringField(_l("Tên khu"), [InputRequired(_l("Nhập tên.")), Length(max=80)])
    purpose = SelectField(
        _l("Dùng để"), choices=choices(PURPOSE_LABELS.items()), default=ZonePurpose.GENERAL.value
    )
    sex = SelectField(_l("Dành cho"), choices=choices(SEX_LABELS.items(), blank=BOTH))
    capacity = WholeNumberField(_l("Quy mô thiết kế"), [Optional()], minimum=1, maximum=5000)


class ZoneChangeForm(ZoneForm):
    """What may still be said otherwise about a zone; whom it admits is dated and has a form of its own."""

    purpose = None
    sex = None


class RoomForm(BaseForm):
    """A room of a zone."""

    name = StringField(_l("Tên phòng"), [InputRequired(_l("Nhập tên.")), Length(max=20)])
    building_id = SelectField(_l("Tòa nhà"), coerce=int)
    floor = WholeNumberField(
        _l("Tầng"), [InputRequired(_l("Nhập số tầng."))], minimum=1, maximum=9, default=1
    )
    area_m2 = VietnameseDecimalField(_l("Diện tích"), [Optional()], places=1, minimum=1, maximum=2000)
    care_24h = BooleanField(_l("Phòng chăm sóc 24/24 giờ"))


class NewRoomForm(RoomForm):
    """A new room with its first beds."""

    beds = WholeNumberField(
        _l("Số giường"), [InputRequired(_l("Nhập số giường."))], minimum=0, maximum=60, default=8
    )


class BedsForm(BaseForm):
    """More beds for a room."""

    beds = WholeNumberField(_l("Thêm giường"), [InputRequired(_l("Nhập số giường."))], minimum=1, maximum=60)


class BedNameForm(BaseForm):
    """Another name for a bed."""

    name = StringField(_l("Tên giường"), [InputRequired(_l("Nhập tên.")), Length(max=20)])


class OutageForm(BaseForm):
    """Out of order: from when, until when, why."""

    from_on = VietnameseDateField(_l("Từ ngày"), [InputRequired(_l("Nhập ngày bắt đầu."))])
    until_on = VietnameseDateField(_l("Dự kiến đến hết ngày"), [Optional()])
    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi hỏng gì, sửa gì.")), Length(max=160)])


class ActForm(BaseForm):
    """A button that acts."""
