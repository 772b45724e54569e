"""The demo center's staff: one account for each role, and a second doctor to countersign."""

from __future__ import annotations

from datetime import datetime

from center.agency.queries import center_is_demo
from center.audit.actor import Actor
from center.auth.access import actor_of
from center.auth.models import Account
from center.auth.permissions import ROLE_LABELS, Role
from center.auth.service import create_account

DEMO_PASSWORD = "cai-nghien-thu"  # noqa: S105 - printed at every start; these people do not exist

STAFF: tuple[tuple[str, str, str, Role], ...] = (
    ("tiepnhan", "Lò Thị Mận", "Cán bộ tiếp nhận", Role.INTAKE),
    ("bacsi", "Đặng Hữu Ân", "Bác sĩ, Tổ trưởng Tổ Y tế", Role.DOCTOR),
    ("bacsi2", "Phùng Thị Ước", "Bác sĩ", Role.DOCTOR),
    ("dieuduong", "Hoàng Thị Nhàn", "Điều dưỡng", Role.NURSE),
    ("thuoc", "Nông Văn Cất", "Cán bộ dược", Role.DRUG_KEEPER),
    ("tuvan", "Tạ Minh Lắng", "Cán bộ tư vấn", Role.COUNSELLOR),
    ("giaovien", "Bùi Văn Thạo", "Giáo viên dạy nghề", Role.TRAINER),
    ("baove", "Quách Văn Canh", "Cán bộ bảo vệ", Role.GUARD),
    ("truc", "Vương Đình Trực", "Trực chỉ huy", Role.DUTY_COMMANDER),
    ("lanhdao", "Mai Thị Quyết", "Trưởng cơ sở", Role.DIRECTOR),
    ("hoso", "Chu Thị Lưu", "Cán bộ hồ sơ", Role.RECORDS_CLERK),
    ("quantri", "Đỗ Văn Mạng", "Quản trị hệ thống", Role.ADMINISTRATOR),
    ("kiemtra", "Hà Thị Soát", "Cán bộ kiểm tra", Role.AUDITOR),
)


def make_accounts(*, now: datetime) -> dict[str, Actor]:
    """Create the staff and return each as an actor, by user name."""
    builder = Actor.system("demo")
    made: dict[str, Account] = {}
    for username, full_name, title, role in STAFF:
        made[username] = create_account(
            username, full_name, title, DEMO_PASSWORD, [role], actor=builder, now=now
        )
    return {username: actor_of(account) for username, account in made.items()}


def demo_accounts() -> list[tuple[str, str]]:
    """Return user name and role of every demo account; nothing in a real center."""
    if not center_is_demo():
        return []
    return [(username, ROLE_LABELS[role]) for username, _, _, role in STAFF]
