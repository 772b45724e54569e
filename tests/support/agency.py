"""The invented center of the tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from center.agency.models import SiteKind
from center.agency.rules import Profile
from center.agency.service import set_up
from center.audit.actor import Actor

PROFILE = Profile(
    valid_from=date(2022, 1, 1),
    name="Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm",
    superior="Công an tỉnh Thử Nghiệm",
    head_name="Trần Thị Lãnh Đạo",
    advising_unit="Tổ Hồ sơ, giáo vụ",
    place_name="Thử Nghiệm",
    address="Thôn Mẫu, xã Thử, tỉnh Thử Nghiệm",
    symbol="CSCN",
)


def set_up_agency(_session: Any, *, at: datetime) -> None:
    """Set the center up as a real one."""
    set_up(PROFILE, kind=SiteKind.REAL, actor=Actor.system("tests"), now=at)
