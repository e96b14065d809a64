"""Has a package we use a known weakness? Asks pip-audit and npm audit, and says when they could not be asked.

Both need services outside. An audit that did not happen is never taken for a good one: pip-audit itself says "no
known vulnerabilities" of packages it found nothing about. Exit 0: asked about every package, nothing known; 1: a
weakness is known; NOT_DONE: nothing is known of some packages, and the last line says of which and why.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run.txt", "dev.txt", "build.txt", "assets.txt")
NOT_DONE = 77
SECONDS = 120

# Weaknesses that do not reach us: the advisory's id → why. Renewed with the locks.
ACCEPTED: dict[str, str] = {}


@dataclass
class Audit:
    """What is known: ``weaknesses``, one line each; ``unknown`` says why some or all were not asked about."""

    weaknesses: list[str] = field(default_factory=list)
    unknown: str = ""


def main() -> int:
    """Print what is known of the packages in requirements/ and package-lock.json."""
    audits = [audit_python(), audit_npm()]
    for weakness in (line for audit in audits for line in audit.weaknesses):
        print(weakness)
    unknown = [audit.unknown for audit in audits if audit.unknown]
    print("; ".join(unknown) or "advisories: asked about every package")
    if any(audit.weaknesses for audit in audits):
        return 1
    return NOT_DONE if unknown else 0


def audit_python() -> Audit:
    """The packages of all lock files."""
    locks = [part for lock in LOCKS for part in ("--requirement", f"requirements/{lock}")]
    asked = ask(
        str(Path(sys.executable).parent / "pip-audit"), *locks, "--require-hashes", "--disable-pip",
        "--format", "json", "--progress-spinner", "off", "--timeout", "20",
    )  # fmt: skip
    return of_pip(asked)


def audit_npm() -> Audit:
    """The packages of package-lock.json."""
    return of_npm(ask("npm", "audit", "--json", "--fetch-retries=0", "--fetch-timeout=20000"))


def ask(*command: str) -> str:
    """What a program prints; "" when it is not here or takes too long."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def of_pip(report: str) -> Audit:
    """pip-audit's report in JSON. What it "skipped" it knows nothing about."""
    packages = parsed(report).get("dependencies")
    if not packages:
        return Audit(unknown="pip-audit gave no answer")
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    found = [
        f"{each['name']} {each['version']}: {weakness['id']}"
        for each in packages
        for weakness in each.get("vulns", [])
        if weakness["id"] not in ACCEPTED
    ]
    told = f"pip-audit knows nothing of {len(skipped)} of {len(packages)} Python packages"
    return Audit(found, told if skipped else "")


def of_npm(report: str) -> Audit:
    """npm's report in JSON; without a version it is the account of a failure."""
    answer = parsed(report)
    if "auditReportVersion" not in answer:
        return Audit(unknown="npm audit gave no answer")
    return Audit(
        [
            f"{name}: {via['title']}"
            for name, each in answer["vulnerabilities"].items()
            for via in each["via"]
            if isinstance(via, dict) and via["url"].rsplit("/", 1)[-1] not in ACCEPTED
        ]
    )


def parsed(report: str) -> dict[str, Any]:
    """A JSON object; an empty one where there is none."""
    try:
        answer = json.loads(report)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
