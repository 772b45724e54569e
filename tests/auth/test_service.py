from __future__ import annotations

from typing import Any

import pytest

from center.audit.actor import Actor
from center.auth import passwords, queries, service
from center.auth.models import Account, AccountRole
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import NotFound, RuleViolation
from tests.auth.conftest import PASSWORD, MakeAccount, audit_names, last_event, sign_in

BOSS = Role.ADMINISTRATOR


def refusal(act: Any, *args: Any, **kwargs: Any) -> RuleViolation:
    """Run ``act`` in a unit of work and return how it was refused."""
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        act(*args, **kwargs)
    return refused.value


def only_administrator() -> Account:
    return db.session.scalars(db.select(Account).filter_by(username="administrator")).one()


def test_an_account_is_made_with_everything_papers_need(app: Any, actor: Any, clock: FixedClock) -> None:
    boss = actor(BOSS)
    with unit_of_work():
        account = service.create_account(
            " Lan.Anh",
            "  Trần  Thị Lan Anh ",
            " Điều dưỡng ",
            PASSWORD,
            [Role.NURSE, Role.COUNSELLOR],
            actor=boss,
            now=clock.now(),
        )
    assert (account.username, account.full_name, account.title) == (
        "lan.anh",
        "Trần Thị Lan Anh",
        "Điều dưỡng",
    )
    assert {role.name for role in account.roles} == {"nurse", "counsellor"}
    assert account.password is not None
    assert account.password.startswith("$argon2id$")
    assert (account.active, account.must_change_password, account.created_at) == (True, False, clock.now())
    event = last_event("auth:account:create")
    assert event.actor_id == boss.id
    assert event.data == {
        "account_id": account.id,
        "username": "lan.anh",
        "full_name": "Trần Thị Lan Anh",
        "title": "Điều dưỡng",
        "roles": ["counsellor", "nurse"],
    }


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"username": "2an"}, "auth.username_shape", "username"),
        ({"username": "NURSE"}, "auth.username_taken", "username"),
        ({"full_name": " - "}, "auth.name_needed", "full_name"),
        ({"password": "ngắn quá"}, "auth.password_short", "password"),
        ({"roles": []}, "auth.role_needed", "roles"),
    ],
)
def test_an_account_that_could_not_work_is_refused_and_leaves_nothing(
    app: Any, actor: Any, clock: FixedClock, changed: dict[str, Any], code: str, field: str
) -> None:
    before = audit_names()
    given = {
        "username": "lan.anh",
        "full_name": "Lan",
        "title": "",
        "password": PASSWORD,
        "roles": [Role.NURSE],
    }
    refused = refusal(service.create_account, **{**given, **changed}, actor=actor(BOSS), now=clock.now())
    assert (refused.code, refused.field) == (code, field)
    assert queries.account_by_username("lan.anh") is None
    assert audit_names() == before


def test_roles_are_replaced_and_both_lists_are_on_record(
    make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    account = make_account()
    with unit_of_work():
        service.set_roles(account, [Role.DOCTOR, Role.DIRECTOR], actor=actor(BOSS), now=clock.now())
    db.session.refresh(account)
    assert {role.name for role in account.roles} == {"doctor", "director"}
    data = last_event("auth:account:roles").data
    assert (data["before"], data["after"]) == (["nurse"], ["director", "doctor"])


def test_the_same_roles_again_change_nothing(
    make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    account = make_account(roles=[Role.NURSE, Role.TRAINER])
    before = audit_names()
    with unit_of_work():
        service.set_roles(account, [Role.TRAINER, Role.NURSE], actor=actor(BOSS), now=clock.now())
        service.change_details(
            account, " Trần Thị Lan  Anh", "Điều dưỡng", actor=actor(BOSS), now=clock.now()
        )
    assert audit_names() == before


def test_an_account_keeps_at_least_one_role(make_account: MakeAccount, actor: Any, clock: FixedClock) -> None:
    assert (
        refusal(service.set_roles, make_account(), [], actor=actor(BOSS), now=clock.now()).code
        == "auth.role_needed"
    )


def test_a_new_name_and_position_are_on_record_with_the_old_ones(
    make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    account = make_account()
    with unit_of_work():
        service.change_details(account, "Trần Thị Lan", "Y sĩ", actor=actor(BOSS), now=clock.now())
    data = last_event("auth:account:details").data
    assert (data["name_before"], data["name_after"]) == ("Trần Thị Lan Anh", "Trần Thị Lan")
    assert (data["title_before"], data["title_after"]) == ("Điều dưỡng", "Y sĩ")
    refused = refusal(service.change_details, account, "…", "", actor=actor(BOSS), now=clock.now())
    assert refused.code == "auth.name_needed"


def test_the_last_administrator_keeps_the_role_and_the_account(
    make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    last, system = only_administrator(), Actor.system("test")
    refused = refusal(service.set_roles, last, [Role.DOCTOR], actor=system, now=clock.now())
    assert (refused.code, refused.field) == ("auth.last_administrator", "roles")
    assert refusal(service.lock, last, actor=system, now=clock.now()).code == "auth.last_administrator"

    second = make_account(roles=[Role.ADMINISTRATOR, Role.DOCTOR])
    with unit_of_work():
        service.lock(second, actor=system, now=clock.now())  # a locked one does not count
    assert refusal(service.lock, last, actor=system, now=clock.now()).code == "auth.last_administrator"
    with unit_of_work():
        service.unlock(second, actor=system, now=clock.now())
        service.lock(last, actor=system, now=clock.now())
    refused = refusal(service.set_roles, second, [Role.DOCTOR], actor=system, now=clock.now())
    assert refused.code == "auth.last_administrator"


def test_a_locked_administrator_may_lose_the_role(make_account: MakeAccount, clock: FixedClock) -> None:
    account, system = make_account(roles=[Role.ADMINISTRATOR]), Actor.system("test")
    with unit_of_work():
        service.lock(account, actor=system, now=clock.now())
        service.set_roles(account, [Role.GUARD], actor=system, now=clock.now())


def test_nobody_locks_or_resets_their_own_account(
    make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    make_account(roles=[Role.ADMINISTRATOR])
    own, me = only_administrator(), actor(BOSS)
    assert refusal(service.lock, own, actor=me, now=clock.now()).code == "auth.own_account"
    assert refusal(service.reset_password, own, actor=me, now=clock.now()).code == "auth.own_account"


def test_lock_and_unlock_are_told_apart(make_account: MakeAccount, actor: Any, clock: FixedClock) -> None:
    account, boss = make_account(), actor(BOSS)
    assert refusal(service.unlock, account, actor=boss, now=clock.now()).code == "auth.not_locked"
    with unit_of_work():
        service.lock(account, actor=boss, now=clock.now())
    assert refusal(service.lock, account, actor=boss, now=clock.now()).code == "auth.already_locked"
    with unit_of_work():
        service.unlock(account, actor=boss, now=clock.now())
    assert audit_names()[-2:] == ["auth:account:lock", "auth:account:unlock"]


def test_a_one_time_password_works_once_and_forgets_wrong_tries(
    client: Any, make_account: MakeAccount, actor: Any, clock: FixedClock
) -> None:
    account = make_account()
    for _ in range(5):
        sign_in(client, password="sai rồi nhé", status=422)
    sign_in(client, status=429)
    clock.advance(seconds=20)
    with unit_of_work():
        password = service.reset_password(account, actor=actor(BOSS), now=clock.now())
    assert account.must_change_password
    sign_in(client, password=PASSWORD, status=422)
    sign_in(client, password=password)
    assert client.get("/").location == "/password"
    event = last_event("auth:password:reset")
    assert event.data == {"account_id": account.id, "username": "lan.anh"}


def test_one_time_passwords_differ_and_are_easy_to_say() -> None:
    made = {passwords.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 14 and not set(password) & set("0o1li") for password in made)


def test_the_roles_are_there_once(app: Any) -> None:
    with unit_of_work():
        service.ensure_roles()
        service.ensure_roles()
    names = list(db.session.scalars(db.select(AccountRole.name)))
    assert sorted(names) == sorted(role.value for role in Role)


def test_accounts_are_listed_as_vietnamese_names_are(make_account: MakeAccount) -> None:
    for number, name in enumerate(["Lê Thị Ánh", "Phạm Văn An", "Đỗ Thị Bình", "Bùi Văn Ân", "Cao Văn Ăn"]):
        make_account(f"thu{number}", full_name=name, title="Tổ lọc")
    page = queries.accounts_page("to loc")
    assert [account.full_name for account in page] == [
        "Phạm Văn An",
        "Lê Thị Ánh",
        "Cao Văn Ăn",
        "Bùi Văn Ân",
        "Đỗ Thị Bình",
    ]
    second = queries.accounts_page("to loc", number=2, size=2)
    assert ([account.full_name for account in second], second.total, second.pages) == (
        ["Cao Văn Ăn", "Bùi Văn Ân"],
        5,
        3,
    )


def test_the_list_narrows_by_text_role_and_state(make_account: MakeAccount, clock: FixedClock) -> None:
    lan = make_account()
    duc = make_account("minh.duc", [Role.NURSE, Role.DOCTOR], full_name="Hoàng Minh Đức", title="Bác sĩ")
    with unit_of_work():
        service.lock(duc, actor=Actor.system("test"), now=clock.now())

    def found(*args: Any, **kwargs: Any) -> set[str]:
        return {account.username for account in queries.accounts_page(*args, **kwargs)}

    assert found("hoang minh duc") == {"minh.duc"}
    assert found("LAN.ANH") == {"lan.anh"}
    assert found("không có ai") == set()
    assert found(role=Role.DOCTOR) == {"doctor", "minh.duc"}
    assert found("minh", role=Role.DOCTOR, active=True) == set()
    assert found(active=False) == {"minh.duc"}
    assert [account.username for account in queries.staff_with_role(Role.DOCTOR)] == ["doctor"]
    assert lan in queries.staff_with_role(Role.NURSE)


def test_an_account_is_found_by_name_or_not_at_all(make_account: MakeAccount) -> None:
    account = make_account()
    assert queries.account_by_username(" LAN.anh ") is account
    assert queries.account_by_username("lan") is None
    assert queries.account_or_404(account.id) is account
    with pytest.raises(NotFound):
        queries.account_or_404(10_000)
