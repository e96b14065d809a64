"""A key that somebody commits is found, and said without repeating it."""

from __future__ import annotations

from pathlib import Path

import pytest
import secret_scan

# Put together here, so that this file holds none.
PLANTED = {
    "an AWS key": 'key = "' + "AKIA" + 'IOSFODNN7EXAMPLQ"',
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a password": 'SMTP_PASSWORD = "' + "hunter" + '2-and-more"',
    "an address to sign in at": "postgres://consult:" + "Xk29fjA7" + "@db.example/consult",
    "a token": 'token = "' + "ghp_" + "wWPw5k4aXcaT" + "4fNP0UcnZwJU" + "VFk6LO0pINUx" + '"',
    "a key of no known kind": 'value = "' + "c3VwZXIgc2VjcmV0IHN0cmluZyB" + 'rZXkgdmFsdWU9PQ0K"',
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_was_planted_is_found(
    planted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.py"
    file.write_text(f"# Settings\n{PLANTED[planted]}\n", encoding="utf-8")
    assert secret_scan.main([str(file)]) == 1
    told = capsys.readouterr().out
    assert f"{file}:2" in told
    assert PLANTED[planted] not in told


def test_what_is_allowed_and_checksums_of_our_files_are_no_secrets(tmp_path: Path) -> None:
    file = tmp_path / "test_something.py"
    checksum = sorted(secret_scan.checksums())[0]
    file.write_text(f'SECRET = "HEMMELIGT"\nFROZEN = {{"a": "{checksum}"}}\n', encoding="utf-8")
    assert secret_scan.main([str(file)]) == 0


def test_what_is_allowed_still_stands_somewhere() -> None:
    tracked = [secret_scan.ROOT / name for name in secret_scan.tracked()]
    texts = [
        file.read_text(encoding="utf-8", errors="ignore")
        for file in tracked
        if file.parts[-2:] != (".ci", "secret_scan.py")
    ]
    assert [each for each in secret_scan.ALLOWED if not any(each in text for text in texts)] == []
