"""The handbook's nginx file, served by a real nginx: addresses, sizes, and a log without secret links."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from consult.access import BODY_LIMITS
from consult.app import routes
from consult.settings import Settings
from tests.docs.test_operator import HANDBOOK
from tests.support.databases import environment
from tests.support.ports import free_port
from tests.support.server import serving

FILE = re.search(r"```nginx\n(.+?)```", HANDBOOK, re.DOTALL)
AROUND = """
pid {folder}/nginx.pid;
{user}
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {file}
}}
"""
TOKEN = "of-somebody-else"


@dataclass(frozen=True)
class Front:
    """A running nginx: its address, that of its plain port, and its logs."""

    url: str
    plain: str
    folder: Path

    def log(self) -> str:
        return (self.folder / "consult.log").read_text()

    def errors(self) -> str:
        return (self.folder / "consult.error.log").read_text()


def program() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def configuration(folder: Path, *, https: int, http: int, site: int) -> str:
    """The handbook's file, with the places and ports of this test."""
    assert FILE
    text = re.sub(r".*listen \[::\].*\n", "", FILE[1])
    for old, new in (
        ("listen 443 ", f"listen 127.0.0.1:{https} "),
        ("listen 80;", f"listen 127.0.0.1:{http};"),
        ("hoering.example.dk", "localhost"),
        ("/etc/ssl/consult", str(folder)),
        ("/var/log/nginx", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    ):
        assert old in text
        text = text.replace(old, new)
    user = "user root;" if os.geteuid() == 0 else ""
    return AROUND.format(folder=folder, file=text, user=user)


@contextlib.contextmanager
def front(folder: Path, *, https: int, site: int) -> Iterator[Front]:
    """nginx with the handbook's file before a site on the port ``site``."""
    nginx = program()
    if nginx is None:
        pytest.skip("nginx is not on this machine (Debian: apt-get install nginx-light)")
    http = free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / "nginx.conf").write_text(configuration(folder, https=https, http=http, site=site))
    command = [
        nginx,
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "start.log"),
    ]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait_for(https)
        yield Front(f"https://localhost:{https}", f"http://localhost:{http}", folder)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


@pytest.fixture
def ports() -> tuple[int, int]:
    """nginx's, and the site's behind it."""
    return free_port(), free_port()


@pytest.fixture
def proxied(settings: Settings, tmp_path: Path, ports: tuple[int, int]) -> Iterator[Front]:
    """The site as the handbook has it: behind nginx, its address https."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    https, site = ports
    environ = environment(
        settings.database_url, settings.data_dir,
        CONSULT_BASE_URL=f"https://localhost:{https}", CONSULT_TRUSTED_PROXY="1",
    )  # fmt: skip
    with (
        front(folder, https=https, site=site) as running,
        serving(environ, site, tmp_path / "log", "--no-worker"),
    ):
        yield running


def visitor(url: str) -> httpx2.Client:
    return httpx2.Client(base_url=url, verify=False, timeout=30)


def test_the_site_is_served_and_its_log_keeps_no_secret(proxied: Front) -> None:
    with visitor(proxied.url) as client:
        assert "Log ind" in client.get("/sign-in").text
        assert client.get("/", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 200
        for prefix in ("", "/en", "/ar"):
            for path in ("sign-in", "receipts", "confirm-email", "unsent"):
                client.get(f"{prefix}/{path}/{TOKEN}?next={TOKEN}")
            client.get(f"{prefix}/consultations/havnen/mine/{TOKEN}/receipt")
        client.get(
            "/static/vendor/consult.js", headers={"referer": f"{proxied.url}/receipts/{TOKEN}"}
        )
        posted = client.post("/sign-in", data={"email": "x"}, headers={"origin": proxied.url})
        assert posted.status_code < 500
        assert posted.status_code != 403, "the host name is passed on unchanged"
    with visitor(proxied.plain) as client:
        led = client.get(f"/sign-in/{TOKEN}")
    assert (led.status_code, led.headers["location"].startswith("https://localhost")) == (301, True)
    lines = proxied.log().splitlines()
    assert len(lines) == 2 + 15 + 1 + 1 + 1
    assert TOKEN not in proxied.log() + proxied.errors()
    assert "127.0.0.1 GET /sign-in 200" in lines[0]
    assert "GET /en/receipts/... " in proxied.log()
    assert "GET /consultations/havnen/mine/... " in proxied.log()


def test_what_is_too_large_is_refused_by_the_site_in_the_readers_language(proxied: Front) -> None:
    with visitor(proxied.url) as client:
        headers = {"origin": proxied.url}
        large = client.post("/sign-in", data={"email": "x" * 1_200_000}, headers=headers)
    assert large.status_code == 413
    assert "Det, du sendte, er for stort" in large.text


def test_nginx_lets_the_largest_request_through_that_a_page_takes() -> None:
    assert FILE
    megabytes = re.search(r"client_max_body_size (\d+)m;", FILE[1])
    assert megabytes
    assert int(megabytes[1]) * 1024 * 1024 >= max(BODY_LIMITS.values())


def test_every_path_with_a_secret_is_cut_in_the_log() -> None:
    assert FILE
    cut = re.findall(r"\(sign-in\|([^)]*)\)", FILE[1])
    known = {"sign-in", *cut[0].split("|")}
    secret = {route.path.split("/")[1] for route in routes() if "{token}" in route.path}
    assert secret == known


def test_while_the_site_is_stopped_a_page_says_so_and_when_to_come_back(
    tmp_path: Path, ports: tuple[int, int]
) -> None:
    https, site = ports
    with front(tmp_path, https=https, site=site) as alone, visitor(alone.url) as client:
        answer = client.post(f"/receipts/{TOKEN}", data={"text": "x"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "din tekst står der endnu" in answer.text
    assert TOKEN not in alone.log() + alone.errors()
