"""The handbook's own commands, typed in a fresh checkout, serve the site in Danish."""

from __future__ import annotations

import json
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

from consult.cli import parser
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
    part = re.sub(r"```.*?```", "", part, flags=re.DOTALL)
    return [line.split("  #")[0].strip() for line in re.findall(r"^    (.+)$", part, re.MULTILINE)]


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


def verdicts(clone: Path) -> dict[str, str]:
    """What ``consult check`` says of each part but the worker, which only some of these tests had."""
    told = json.loads(typed(clone, ".venv/bin/consult check --json").stdout)
    return {each["part"]: each["verdict"] for each in told["parts"] if each["part"] != "worker"}


@pytest.fixture(scope="module")
def installed(clone: Path) -> Path:
    """The checkout, installed, with an account and a draft that was read from a file."""
    (clone / "draft.md").write_text("# Et udkast\n\n## Et afsnit\n\nEt stykke.\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CONSULT_")}
    steps = [*commands_below("Installing")[:-1], ".venv/bin/consult import draft.md"]
    subprocess.run("\n".join(["set -e", *steps]), shell=True, cwd=clone, env=clean, check=True)
    return clone


@pytest.mark.usefixtures("environ")
@pytest.mark.parametrize("heading", ["Is it sound?", "Who works here", "One folder, one database"])
def test_every_command_of_these_parts_does_something(installed: Path, heading: str) -> None:
    for command in commands_below(heading):
        done = typed(installed, command)
        # No worker runs here, which is trouble, but not for the first minutes.
        assert done.returncode in ((0, 1) if "consult check" in command else (0,)), done.stderr
        assert done.stdout
        assert done.stderr == ""


@pytest.mark.usefixtures("environ")
def test_what_was_saved_is_restored_with_its_files_its_key_and_its_id(installed: Path) -> None:
    lines = commands_below("Backup and restore")
    begins = next(n for n, line in enumerate(lines) if line.startswith("rm "))
    saving, restoring = "\n".join(lines[:begins]), "\n".join(lines[begins:])
    for _ in range(2):
        assert typed(installed, f"set -e\n{saving}").returncode == 0
    before = verdicts(installed)
    assert {before[part] for part in ("database", "private", "folder", "key", "files")} == {"ok"}
    assert (installed / "backup" / "consult.sqlite3").stat().st_mode & 0o077 == 0
    shutil.rmtree(installed / "data")
    (installed / "data").mkdir()
    assert "ok       folder" in typed(installed, restoring).stdout
    assert verdicts(installed) == before


@pytest.mark.usefixtures("environ")
def test_files_are_put_back_from_the_bin(installed: Path) -> None:
    tidy, *restore = commands_below("Disk")
    assert typed(installed, tidy).stdout == "Moved 0 file(s) to the bin.\n"
    [file] = (installed / "data" / "files").glob("[0-9a-f][0-9a-f]/*")
    lies = installed / "data" / "files" / "bin" / "2026-11-30" / file.parent.name / file.name
    lies.parent.mkdir(parents=True)
    file.rename(lies)
    assert verdicts(installed)["files"] == "trouble"
    assert "ok       files" in typed(installed, "\n".join(restore)).stdout


def test_every_part_of_the_handbook_with_commands_is_run_here() -> None:
    run = {
        "Installing", "Upgrading", "Is it sound?", "Who works here", "One folder, one database",
        "Backup and restore", "Disk",
    }  # fmt: skip
    parts = re.split(r"^## ", HANDBOOK, flags=re.MULTILINE)[1:]
    prose = {part.split("\n")[0]: re.sub(r"```.*?```", "", part, flags=re.DOTALL) for part in parts}
    assert {name for name, text in prose.items() if re.search(r"^    \S", text, re.MULTILINE)} == {
        *run,
        "PDFs",  # installs Debian's packages
    }


def test_the_unit_starts_what_there_is() -> None:
    [command] = re.findall(
        r"^ExecStart=/srv/consult/.venv/bin/consult (.+)$", HANDBOOK, re.MULTILINE
    )
    assert parser().parse_args(command.split()).module == "serve"
