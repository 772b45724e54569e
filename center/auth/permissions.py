"""Roles and the base of every permission."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is at the center. A person may have several."""

    INTAKE = "intake"
    DOCTOR = "doctor"
    NURSE = "nurse"
    DRUG_KEEPER = "drug_keeper"
    COUNSELLOR = "counsellor"
    TRAINER = "trainer"
    GUARD = "guard"
    DUTY_COMMANDER = "duty_commander"
    DIRECTOR = "director"
    RECORDS_CLERK = "records_clerk"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


ROLE_LABELS: dict[Role, str] = {
    Role.INTAKE: "Cán bộ tiếp nhận",
    Role.DOCTOR: "Bác sĩ",
    Role.NURSE: "Điều dưỡng",
    Role.DRUG_KEEPER: "Người quản lý thuốc",
    Role.COUNSELLOR: "Cán bộ tư vấn, giáo dục",
    Role.TRAINER: "Giáo viên dạy nghề, quản lý lao động",
    Role.GUARD: "Cán bộ bảo vệ",
    Role.DUTY_COMMANDER: "Trực chỉ huy",
    Role.DIRECTOR: "Lãnh đạo cơ sở",
    Role.RECORDS_CLERK: "Cán bộ hồ sơ",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.AUDITOR: "Cán bộ kiểm tra",
}


class Permission(StrEnum):
    """Base of every feature's permissions: one named act a member, value ``"<feature>.<act>"``."""


class AuthPermission(Permission):
    """Acts on accounts and on one's own session."""

    SELF = "auth.self"
    """One's own day, password and sign-out."""
    ACCOUNTS = "auth.accounts"
    """Create accounts, give roles, lock, reset a password."""
