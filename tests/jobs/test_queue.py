"""The queue: each piece of work is done once, also when its worker dies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import Conflict, RuleViolation
from center.jobs import registry, runner, service
from center.jobs.models import JobStatus
from center.jobs.registry import JobContext, JobResult
from tests.jobs.kinds import ask, job, kill_worker_of, kind


def nothing(payload: Mapping[str, Any], context: JobContext) -> None:
    return None


def test_work_is_done_and_says_what_it_made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> JobResult:
        assert payload == {"stay_id": 7}
        context.progress(1, 2, "Đang in")
        return JobResult(document_id=5, message="Đã in 2 trang.", problems=("Thiếu ảnh",))

    with kind(monkeypatch, work):
        number = ask(stay_id=7)
        assert job(number).status == JobStatus.QUEUED
        assert runner.run_one()
        assert not runner.run_one()
    done = job(number)
    assert done.status == JobStatus.DONE
    assert (done.result_document_id, done.message, done.problems) == (5, "Đã in 2 trang.", ["Thiếu ảnh"])
    assert done.lease_token is None
    assert done.finished_at is not None


def test_the_oldest_work_goes_first(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[int] = []
    with kind(monkeypatch, lambda payload, context: order.append(payload["n"])):
        for n in range(3):
            ask(n=n)
        while runner.run_one():
            pass
    assert order == [0, 1, 2]


def test_the_same_request_sent_twice_is_one_job(
    app: Flask, monkeypatch: pytest.MonkeyPatch, actor: Callable[[Role], Actor]
) -> None:
    with kind(monkeypatch, nothing):
        first = ask(client_id="abc", stay_id=1)
        assert ask(client_id="abc", stay_id=1) == first
        with pytest.raises(Conflict):
            ask(actor(Role.GUARD), client_id="abc", stay_id=1)


def test_work_of_an_unknown_kind_cannot_be_asked_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    with pytest.raises(ValueError, match="unknown kind"):
        ask()


def test_the_handler_acts_for_the_one_who_asked_with_the_roles_held_now(
    app: Flask, monkeypatch: pytest.MonkeyPatch, actor: Callable[[Role], Actor]
) -> None:
    seen: list[Actor] = []
    with kind(monkeypatch, lambda payload, context: seen.append(context.actor)):
        ask(actor(Role.RECORDS_CLERK))
        ask()
        runner.run_one()
        runner.run_one()
    assert seen[0] == actor(Role.RECORDS_CLERK)
    assert seen[1] == Actor.system("jobs")


def test_workers_side_by_side_never_get_the_same_work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[int] = []
    failures: list[BaseException] = []

    def claim_all() -> None:
        try:
            while True:
                with app.app_context():
                    claimed = runner.claim()
                if claimed is None:
                    return
                got.append(claimed.job_id)
        except BaseException as error:
            failures.append(error)

    with kind(monkeypatch, nothing):
        asked = [ask(n=n) for n in range(12)]
        workers = [threading.Thread(target=claim_all) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert not failures
    assert sorted(got) == asked


def test_work_whose_worker_died_is_put_back_and_given_up_after_three_tries(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, nothing):
        number = ask()
        for tried in range(1, service.MAX_TRIES + 1):
            claimed = runner.claim()
            assert claimed is not None
            assert job(number).tries == tried
            assert runner.claim() is None, "its worker still lives"
            kill_worker_of(number)
        assert runner.claim() is None
    failed = job(number)
    assert failed.status == JobStatus.FAILED
    assert failed.error.startswith("Việc này đã thử 3 lần mà không xong.")


def test_a_worker_that_lives_keeps_its_work(
    app: Flask, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, nothing):
        number = ask()
        claimed = runner.claim()
        assert claimed is not None
        for _ in range(5):
            clock.advance(seconds=45)
            with unit_of_work():
                service.keep_lease(number, claimed.token, now=clock.now())
            assert runner.claim() is None
        clock.advance(seconds=61)
        assert runner.claim() is not None


def test_a_worker_that_was_given_up_can_neither_report_nor_finish(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> JobResult:
        if job(context.job_id).tries == 1:
            kill_worker_of(context.job_id)
            assert runner.run_one(), "another worker takes it over meanwhile"
            return JobResult(message="cũ")
        return JobResult(message="mới")

    with kind(monkeypatch, work):
        number = ask()
        runner.run_one()
    assert (job(number).status, job(number).message) == (JobStatus.DONE, "mới")


def test_what_was_made_and_that_it_is_done_are_one_commit(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        kill_worker_of(context.job_id)
        with app.app_context(), unit_of_work():
            service.put_back_dead(now=app.extensions["center.clock"].now(), sentence="")
        with unit_of_work() as session:
            session.execute(db.text("UPDATE background_jobs SET message = 'made'"))
            context.finish(JobResult())

    with kind(monkeypatch, work):
        number = ask()
        runner.run_one()
    assert (job(number).status, job(number).message) == (JobStatus.QUEUED, "")


def test_finish_and_progress_keep_to_their_side_of_the_unit_of_work(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        with pytest.raises(RuntimeError, match="inside the unit of work"):
            context.finish(JobResult())
        with unit_of_work():
            with pytest.raises(RuntimeError, match="outside the unit of work"):
                context.progress(1, 2)
            context.finish(JobResult(message="xong"))

    with kind(monkeypatch, work):
        number = ask()
        runner.run_one()
    assert job(number).message == "xong"


def test_progress_is_seen_by_others_while_the_work_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, str]] = []

    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        for done in range(1, 4):
            context.progress(done, 3, f"Phần {done}")
            with app.app_context():
                row = job(context.job_id)
                seen.append((row.progress_done, row.progress_total, row.message))

    monkeypatch.setattr(runner, "REPORT_EVERY", 0)
    with kind(monkeypatch, work):
        ask()
        runner.run_one()
    assert seen == [(1, 3, "Phần 1"), (2, 3, "Phần 2"), (3, 3, "Phần 3")]


def test_reports_come_no_faster_than_the_page_asks_but_the_last_one_always(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[int] = []
    real = service.report

    def counting(*args: Any, **kwargs: Any) -> None:
        reports.append(kwargs["done"])
        real(*args, **kwargs)

    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        for done in range(1, 101):
            context.progress(done, 100)

    monkeypatch.setattr(service, "report", counting)
    monkeypatch.setattr(runner, "REPORT_EVERY", 60)
    with kind(monkeypatch, work):
        ask()
        runner.run_one()
    assert reports == [1, 100]


def test_a_broken_rule_ends_the_work_with_its_sentence(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        raise RuleViolation("documents.reason_needed")

    with kind(monkeypatch, work):
        number = ask()
        runner.run_one()
        assert not runner.run_one(), "trying again would break the same rule"
    assert job(number).error == "Thu hồi giấy tờ phải ghi rõ lý do. Nhập lý do rồi gửi lại."


def test_an_unexpected_error_is_tried_again_and_then_told_in_plain_words(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        tries.append(1)
        raise ZeroDivisionError("Nguyễn Văn Bí Mật")

    with kind(monkeypatch, work):
        number = ask()
        while runner.run_one():
            pass
    assert len(tries) == service.MAX_TRIES
    assert job(number).status == JobStatus.FAILED
    assert "Bí Mật" not in job(number).error
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3


def test_work_left_by_an_older_version_fails_with_a_sentence(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, nothing):
        number = ask()
    monkeypatch.setattr(registry, "_kinds", {})
    runner.run_one()
    assert (
        job(number).error
        == f"Phần mềm không làm được việc này (số {number}). Báo quản trị hệ thống kèm số việc."
    )


def test_one_kind_has_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    with kind(monkeypatch, nothing), pytest.raises(ValueError, match="two handlers"):
        registry.background("tests.work", title="x")(nothing)
