"""The handbook's own commands, typed in a fresh checkout, serve the site in Danish."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import httpx2
import pytest

from tests.docs.test_operator import HANDBOOK, ROOT
from tests.support.ports import free_port
from tests.support.server import serving

CONSULT = """#!{python}
import sys
from consult.cli import main
sys.exit(main())
"""


def commands_below(heading: str) -> list[str]:
    """The lines of code of one part of the handbook, without their comments."""
    part = HANDBOOK.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line.split("#")[0].strip() for line in re.findall(r"^    (.+)$", part, re.MULTILINE)]


def tracked_files() -> list[str]:
    """What a clone would hold, with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    names = (name.decode() for name in listed.stdout.split(b"\0") if name)
    return [name for name in names if (ROOT / name).is_file() and not (ROOT / name).is_symlink()]


def share_packages(clone: Path) -> None:
    """The environment as if it had been installed: the packages of the one that the tests run in."""
    venv.create(clone / ".venv", with_pip=False)
    site = next((clone / ".venv").glob("lib/python*/site-packages"))
    (site / "shared.pth").write_text(f"{clone}\n{sysconfig.get_path('purelib')}\n")
    script = clone / ".venv" / "bin" / "consult"
    script.write_text(CONSULT.format(python=clone / ".venv" / "bin" / "python"))
    script.chmod(0o755)
    (clone / ".venv" / ".ready").touch()


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which nothing was built, except what must be fetched from outside."""
    folder = tmp_path_factory.mktemp("clone") / "consult"
    for name in tracked_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    share_packages(folder)
    if (ROOT / "static" / "vendor").is_dir():
        shutil.copytree(ROOT / "static" / "vendor", folder / "static" / "vendor")
        (folder / "static" / "vendor" / "consult.js").unlink()
    return folder


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine."""
    for name in [name for name in os.environ if name.startswith(("CONSULT_", "PYTHON", "MAKE"))]:
        monkeypatch.delenv(name)


def typed(clone: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, shell=True, cwd=clone, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


@pytest.mark.usefixtures("environ")
def test_the_commands_for_installing_serve_danish_and_nothing_is_served_without_them(
    clone: Path,
) -> None:
    *before, serve = commands_below("Installing")
    assert before[0] == "make install"
    assert serve.startswith(".venv/bin/consult serve")
    refused = typed(clone, serve)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "make install" in refused.stderr
    for command in before:
        done = typed(clone, command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    port = free_port()
    address = {"CONSULT_BASE_URL": f"http://127.0.0.1:{port}"}
    arguments = serve.split()[2:]
    python = str(clone / ".venv" / "bin" / "python")
    with serving(address, port, clone / "log", *arguments, python=python, folder=clone) as site:
        page = httpx2.get(f"{site.url}/sign-in").text
    assert "Log ind" in page
    assert 'lang="da"' in page


@pytest.mark.usefixtures("environ")
def test_the_commands_for_upgrading_build_what_the_new_source_says(clone: Path) -> None:
    typed(clone, "make install")
    danish = clone / "locales" / "da" / "LC_MESSAGES" / "messages.po"
    danish.write_text(danish.read_text().replace('"Log ind', '"Kom ind'))
    os.utime(danish, (0, 0))
    build, migrate, check = commands_below("Upgrading")
    said = typed(clone, check).stdout
    assert "The catalogues were made of another source" in said
    for command in (build, migrate):
        done = typed(clone, command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert "another source" not in typed(clone, check).stdout
    translated = [
        sys.executable, "-c",
        "import sys; sys.path.insert(0, '.'); from consult import locale; print(locale.gettext('Sign in'))",
    ]  # fmt: skip
    asked = subprocess.run(translated, cwd=clone, capture_output=True, text=True, check=True)
    assert asked.stdout == "Kom ind\n"
