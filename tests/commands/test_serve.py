from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from consult import clock
from consult.commands.serve import base_url, refuse_what_is_unsafe
from consult.commands.trouble import Trouble
from consult.mail.outbox import Letter, post
from consult.people.account import Account
from consult.people.role import Role
from consult.settings import Settings
from tests.commands.conftest import Consult, Within
from tests.support.databases import environment
from tests.support.factories import people
from tests.support.mail import Letterbox
from tests.support.ports import free_port
from tests.support.server import ROOT

HTTPS, LOCAL = "https://hoering.fjordby.example", "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "base, host, has_demo",
    [
        ("http://hoering.fjordby.example", "127.0.0.1", False),
        ("http://192.0.2.1", "192.0.2.1", False),
        ("http://0.0.0.0:8000", "0.0.0.0", False),
        (HTTPS, "127.0.0.1", True),
        (HTTPS, "0.0.0.0", True),
        (LOCAL, "0.0.0.0", True),
        (LOCAL, "::", True),
    ],
)
def test_what_would_be_unsafe_is_refused(
    settings: Settings, base: str, host: str, has_demo: bool
) -> None:
    with pytest.raises(Trouble):
        refuse_what_is_unsafe(replace(settings, base_url=base), host, has_demo=has_demo)


@pytest.mark.parametrize(
    "base, host, has_demo",
    [
        (LOCAL, "127.0.0.1", True),
        ("http://localhost:8000", "localhost", True),
        ("http://[::1]:8000", "::1", True),
        (HTTPS, "0.0.0.0", False),
        (HTTPS, "127.0.0.1", False),
    ],
)
def test_what_is_safe_is_served(settings: Settings, base: str, host: str, has_demo: bool) -> None:
    refuse_what_is_unsafe(replace(settings, base_url=base), host, has_demo=has_demo)


def test_the_address_in_links_follows_host_and_port() -> None:
    assert base_url("127.0.0.1", 9000) == "http://127.0.0.1:9000"
    assert base_url("::1", 8000) == "http://[::1]:8000"


def test_a_refusal_is_one_line(consult: Consult) -> None:
    code, printed, complaint = consult("serve", "--host", "0.0.0.0", "--port", str(free_port()))
    assert (code, printed, complaint.count("\n")) == (1, "", 1)
    assert "CONSULT_BASE_URL" in complaint


@contextlib.contextmanager
def served(
    settings: Settings, *options: str, **environ: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``consult serve`` in a process of its own: the process and its address, ready to answer."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "consult", "serve", "--port", str(port), *options],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, **environment(settings.database_url, settings.data_dir, **environ)},
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _until(lambda: _answers(url) or process.poll() is not None)
        assert process.stdout
        assert process.poll() is None, process.stdout.read()
        yield process, url
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _answers(url: str) -> bool:
    with contextlib.suppress(httpx2.TransportError):
        return httpx2.get(f"{url}/sign-in").status_code == 200
    return False


def _until(done: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def workers_of(parent: int) -> list[int]:
    """Processes of ``consult work`` that this process started, by asking the kernel."""
    return [pid for pid in children_of(parent) if is_alive(pid) and "work" in command_of(pid)]


def children_of(parent: int) -> list[int]:
    lists = Path(f"/proc/{parent}/task").glob("*/children")  # each thread has its own
    return [int(pid) for each in lists for pid in each.read_text().split()]


def command_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def is_alive(pid: int) -> bool:
    """Whether the process still runs; one that ended and was not yet collected does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    return False


def test_letters_leave_and_the_worker_comes_back_and_goes_with_its_parent(
    settings: Settings, within: Within, smtp: Letterbox
) -> None:
    async def write() -> Letter:
        return await post("test", to="kim@fjordby.example", subject="x", body="x", now=clock.now())

    with served(settings, CONSULT_SMTP_URL=smtp.url) as (process, _):
        within(write)
        smtp.wait_for("kim@fjordby.example", seconds=60)
        [first] = workers_of(process.pid)
        os.kill(first, signal.SIGKILL)
        _until(lambda: workers_of(process.pid) not in ([first], []))
        [second] = workers_of(process.pid)
        process.kill()
        _until(lambda: not is_alive(second))


def test_sigterm_ends_everything_in_order(settings: Settings) -> None:
    with served(settings) as (process, _):
        [worker] = workers_of(process.pid)
        process.terminate()
        assert process.wait(60) == 0
        assert not is_alive(worker)


def test_several_serving_processes_go_with_a_parent_that_was_killed(settings: Settings) -> None:
    with served(settings, "--no-worker", "--workers", "2") as (process, url):
        serving = [pid for pid in children_of(process.pid) if "spawn_main" in str(command_of(pid))]
        assert len(serving) == 2
        process.kill()
        _until(lambda: not any(is_alive(pid) for pid in serving))
        assert not _answers(url)


def test_no_worker_is_started_when_none_is_wanted(settings: Settings) -> None:
    with served(settings, "--no-worker") as (process, _):
        assert workers_of(process.pid) == []


def test_demo_links_are_printed_work_again_and_leave_no_trace_in_the_log(
    settings: Settings, within: Within
) -> None:
    async def demo_accounts() -> None:
        for role in (Role.MODERATOR, Role.EDITOR):
            await people.account(role, email=f"{role}@fjordby.example")
        await Account.all().update(is_demo=True)
        await people.account(Role.ADMIN, email="real@fjordby.example")

    within(demo_accounts)
    with served(settings, "--no-worker", "--workers", "2") as (process, url):
        assert process.stdout
        printed = "".join(process.stdout.readline() for _ in range(5))
        links = dict(re.findall(rf"(\w+)@fjordby\.example\s+{url}(/sign-in/\S+)", printed))
        assert set(links) == {"moderator", "editor"}
        for _ in range(2):
            with httpx2.Client(base_url=url, headers={"sec-fetch-site": "same-origin"}) as client:
                client.get(links["moderator"])
                assert client.post(links["moderator"]).headers["location"] == "/staff"
                assert client.get("/staff?secret=1").status_code == 200
        process.terminate()
        rest = process.stdout.read()
        assert links["moderator"] not in rest
        assert "secret" not in rest
        assert "127.0.0.1" not in rest


def test_a_taken_port_is_said_in_one_line(settings: Settings, consult: Consult) -> None:
    with served(settings, "--no-worker") as (_, url):
        code, _, complaint = consult("serve", "--port", url.rsplit(":", 1)[1])
        assert code == 1
        assert complaint.count("\n") == 1
        assert "--port" in complaint
