"""Following one's own work: seen by its owner only, found again, ends with a file and what failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask, g

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import FixedClock
from center.errors import RuleViolation
from center.jobs import runner
from center.jobs.registry import JobContext, JobResult
from tests.conftest import Visitor
from tests.jobs.kinds import ask, kind
from tests.support.statements import statements


@pytest.fixture
def clerk(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.RECORDS_CLERK)


@pytest.fixture
def visitor(as_role: Callable[[Role], Visitor]) -> Visitor:
    return as_role(Role.RECORDS_CLERK)


def made(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    return JobResult(
        file_id=payload.get("file"), message="Đã in 9/10 thẻ.", problems=("Thẻ số 4: thiếu ảnh",)
    )


def words(page: Any) -> str:
    text: str = page.get_text(" ", strip=True)
    return text


def test_waiting_work_is_asked_after_each_second_until_it_is_over(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, made):
        ask(clerk)
        number = ask(clerk, file=1)
        page = visitor.page(f"/jobs/{number}")
        box = page.find(id="job-progress")
        assert box is not None
        assert (box["hx-get"], box["hx-trigger"]) == (f"/jobs/{number}/progress", "every 1s")
        assert "Đang chờ Còn 1 việc phía trước." in words(page)
        while runner.run_one():
            pass
        fragment = visitor.get(f"/jobs/{number}/progress")
        assert "hx-trigger" not in fragment.text
        for expected in (
            "Đã in 9/10 thẻ.",
            "Có 1 chỗ không làm được",
            "Thẻ số 4: thiếu ảnh",
            f"/jobs/{number}/file",
        ):
            assert expected in fragment.text, expected


def test_running_work_shows_how_far_it_is(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        context.progress(120, 2000, "Đang in thẻ")
        with app.app_context():
            seen.append(words(visitor.page(f"/jobs/{context.job_id}")))

    with kind(monkeypatch, work):
        ask(clerk)
        runner.run_one()
    assert "Đang làm Đang in thẻ Tiến độ 120/2.000" in seen[0]


def test_the_made_file_goes_to_the_one_who_asked(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, made):
        with_file, without, gone = ask(clerk, file=1), ask(clerk), ask(clerk, file=2)
        assert visitor.get(f"/jobs/{with_file}/file").status_code == 404, "not made yet"
        while runner.run_one():
            pass
        answer = visitor.get(f"/jobs/{with_file}/file")
        assert (answer.data, answer.mimetype) == (b"noi dung", "text/plain")
        assert (
            answer.headers["Content-Disposition"]
            == "attachment; filename*=UTF-8''k%E1%BA%BFt%20qu%E1%BA%A3.txt"
        )
        for number in (without, gone):
            assert visitor.get(f"/jobs/{number}/file").status_code == 404


def test_an_issued_paper_is_opened_where_its_own_permission_is_asked(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, lambda payload, context: JobResult(document_id=12)):
        number = ask(clerk)
        runner.run_one()
        assert "/documents/files/12" in visitor.get(f"/jobs/{number}").text


def test_failed_work_says_why(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        raise RuleViolation("documents.reason_needed")

    with kind(monkeypatch, work):
        number = ask(clerk)
        runner.run_one()
        assert "Việc này không xong Thu hồi giấy tờ phải ghi rõ lý do." in words(
            visitor.page(f"/jobs/{number}")
        )
        assert "Không xong" in words(visitor.page("/jobs"))


def test_a_queue_that_does_not_move_is_explained(
    app: Flask, clerk: Actor, visitor: Visitor, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, made):
        number = ask(clerk)
        assert "Chưa bắt đầu được" not in words(visitor.page(f"/jobs/{number}"))
        clock.advance(seconds=31)
        assert "Chưa bắt đầu được" in words(visitor.page(f"/jobs/{number}"))


def test_nobody_sees_the_work_of_others(
    app: Flask, clerk: Actor, as_role: Callable[[Role], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, made):
        number = ask(clerk, file=1)
        ask()
        runner.run_one()
        for role in (Role.DIRECTOR, Role.ADMINISTRATOR):
            for name in list(g):
                g.pop(name)
            other = as_role(role)
            for address in (
                f"/jobs/{number}",
                f"/jobs/{number}/progress",
                f"/jobs/{number}/file",
                "/jobs/9999",
            ):
                assert other.get(address).status_code == 404
            assert "Việc thử" not in words(other.page("/jobs"))


def test_ones_own_work_is_found_again_newest_first(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Chưa có việc nào" in words(visitor.page("/jobs"))
    with kind(monkeypatch, made):
        asked = [ask(clerk, n=n) for n in range(3)]
        page = visitor.page("/jobs")
    rows = [link["href"] for link in page.select("table a")]
    assert rows == [f"/jobs/{number}" for number in reversed(asked)]


def test_the_list_costs_the_same_however_long_it_is(
    app: Flask, clerk: Actor, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.page("/jobs")  # the first page also learns what kind of center this is
    costs = []
    with kind(monkeypatch, made):
        for _ in range(2):
            for n in range(10):
                ask(clerk, n=n)
            with statements() as seen:
                visitor.page("/jobs")
            costs.append(len(seen))
    assert costs[0] == costs[1]
