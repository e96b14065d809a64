"""What was built is judged by the digest of its sources, never by file times."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consult import builds
from consult.builds import Build


@pytest.fixture
def build(tmp_path: Path) -> Build:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "da.po").write_text("hej")
    (tmp_path / "da.mo").write_text("hej, made")
    made = Build("catalogues", ("words/*.po",), ("da.mo",), ".digest", root=tmp_path)
    made.keep_digest()
    return made


def test_what_was_made_of_this_source_is_current(build: Build) -> None:
    assert (build.is_current(), build.missing()) == (True, [])


def test_the_time_of_a_file_says_nothing(build: Build) -> None:
    os.utime(build.root / "words" / "da.po", (2**31, 2**31))
    assert build.is_current()
    (build.root / "words" / "da.po").write_text("hej igen")
    os.utime(build.root / "words" / "da.po", (0, 0))
    assert not build.is_current()


def test_a_source_more_or_renamed_is_another_source(build: Build) -> None:
    (build.root / "words" / "en.po").write_text("")
    assert not build.is_current()
    (build.root / "words" / "en.po").unlink()
    assert build.is_current()
    (build.root / "words" / "da.po").rename(build.root / "words" / "de.po")
    assert not build.is_current()


def test_a_build_that_did_not_end_is_not_current(build: Build) -> None:
    build.forget_digest()
    assert not build.is_current()


def test_what_is_missing_and_what_is_outdated_are_said_with_what_to_do(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds, "ALL", (build,))
    assert (builds.missing(), builds.outdated()) == ("", "")
    (build.root / "words" / "da.po").write_text("andet")
    assert builds.outdated() == "The catalogues were made of another source: run `make install`."
    (build.root / "da.mo").unlink()
    assert builds.missing() == "da.mo missing: run `make install`."


def test_the_builds_of_the_repository_have_sources() -> None:
    assert all(len(list(build._sources())) > 2 for build in builds.ALL)
