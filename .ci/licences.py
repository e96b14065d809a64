"""Is every package the site needs at run time under a licence that fits EUPL-1.2?

Holds the list of licences we accept: permissive ones, and the weak copyleft ones EUPL's appendix
names. Reads what is installed for requirements/run.txt. Programs under the GPL may only be started
as processes of their own: pandoc, inside pypandoc_binary (whose Python part is MIT), is the one.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "run.txt"
ACCEPTED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|Zlib|Unlicense|CC0|0BSD|MPL-2\.0"
    r"|Mozilla Public License 2\.0|LGPL|Lesser General Public|EUPL"
)
# Words that spoil an otherwise accepted text, unless it is the Lesser or Mozilla licence.
REFUSED = re.compile(r"\b(A?GPL|Affero|Proprietary|Commercial|SSPL|BUSL)", re.IGNORECASE)


# Packages offered under several licences, with the one that we take them under.
CHOSEN = {"pyphen": "LGPL-2.1-or-later"}


def main() -> int:
    """Print each package whose licence does not fit or is not told; 1 when there is one."""
    faults = [fault for name in locked_names() if (fault := fault_of(name))]
    print("\n".join(faults) or "licences: every package fits EUPL-1.2")
    return 1 if faults else 0


def locked_names() -> list[str]:
    """The packages of the lock that are for this kind of machine."""
    lines = re.findall(r"^([\w.-]+==.*?)\s*\\?$", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = (Requirement(line) for line in lines)
    return [each.name for each in wanted if each.marker is None or each.marker.evaluate()]


def fault_of(name: str) -> str:
    """What is wrong with a package's licence; "" when it fits."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return f"{name}: not installed"
    told = [
        *metadata.get_all("License-Expression", []),
        *(text.split("\n")[0] for text in metadata.get_all("License", [])),
        *(word for word in metadata.get_all("Classifier", []) if word.startswith("License")),
    ]
    licence = CHOSEN.get(name) or " / ".join(word for word in told if word)
    if not ACCEPTED.search(licence) or REFUSED.search(licence):
        return f"{name}: licence {licence or 'not told'!r} is not on the list"
    return ""


if __name__ == "__main__":
    sys.exit(main())
