"""An audit that did not happen is never taken for a good one."""

from __future__ import annotations

import json
from typing import Any

import advisories
import pytest
from advisories import Audit, of_npm, of_pip


def pip_report(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": [{"version": "1.0", **each} for each in packages]})


SOUND = {"name": "starlette", "vulns": []}
WEAK = {"name": "bleach", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
SKIPPED = {"name": "babel", "skip_reason": "Dependency not found"}


def test_when_every_package_was_asked_about_nothing_is_unknown() -> None:
    assert of_pip(pip_report(SOUND)) == Audit([], "")


def test_a_known_weakness_is_named() -> None:
    assert of_pip(pip_report(SOUND, WEAK)).weaknesses == ["bleach 1.0: PYSEC-1"]


def test_what_pip_audit_skips_it_knows_nothing_of() -> None:
    found = of_pip(pip_report(SOUND, SKIPPED, WEAK))
    assert found.unknown == "pip-audit knows nothing of 1 of 3 Python packages"
    assert found.weaknesses


@pytest.mark.parametrize("nothing", ["", "no JSON", "[]", "{}", '{"dependencies": []}'])
def test_no_answer_is_no_good_answer(nothing: str) -> None:
    assert of_pip(nothing).unknown
    assert of_npm(nothing).unknown


def test_npm_tells_what_it_found_or_that_it_could_not_ask() -> None:
    advisory = {"title": "XSS", "url": "https://advisories.example/GHSA-1"}
    weak = {"auditReportVersion": 2, "vulnerabilities": {"htmx.org": {"via": [advisory, "other"]}}}
    assert of_npm(json.dumps(weak)) == Audit(["htmx.org: XSS"], "")
    assert of_npm(json.dumps({"auditReportVersion": 2, "vulnerabilities": {}})) == Audit([], "")
    assert of_npm(json.dumps({"message": "405 Method Not Allowed", "error": {}})).unknown


@pytest.mark.parametrize(
    ("audits", "code", "last"),
    [
        ((Audit(), Audit()), 0, "advisories: asked about every package"),
        ((Audit(), Audit(unknown="npm silent")), advisories.NOT_DONE, "npm silent"),
        ((Audit(["x 1: Y"]), Audit(unknown="npm silent")), 1, "npm silent"),
    ],
)
def test_a_weakness_fails_and_silence_is_told(
    audits: tuple[Audit, Audit],
    code: int,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(advisories, "audit_python", lambda: audits[0])
    monkeypatch.setattr(advisories, "audit_npm", lambda: audits[1])
    assert advisories.main() == code
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_a_weakness_that_does_not_reach_us_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(advisories.ACCEPTED, "PYSEC-1", "we never call it")
    assert of_pip(pip_report(WEAK)) == Audit([], "")


def test_a_program_that_is_not_here_gives_no_answer() -> None:
    assert advisories.ask("no-such-program-anywhere") == ""
