"""What ``make install`` builds from the repository's sources: catalogues and assets. Are they here, and of this source?

A build keeps the digest of its sources beside what it made; file times say nothing. Standard library only: the
build itself runs before anything is installed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REMEDY = "run `make install`"


@dataclass(frozen=True)
class Build:
    """``patterns`` name the sources and ``results`` what is made of them, below ``root``; ``stamp`` keeps the digest."""

    name: str
    patterns: tuple[str, ...]
    results: tuple[str, ...]
    stamp: str
    root: Path = ROOT

    def missing(self) -> list[str]:
        """The results that are not here."""
        return [each for each in self.results if not (self.root / each).is_file()]

    def is_current(self) -> bool:
        """Whether all results are here, made of the sources as they are now."""
        kept = self.root / self.stamp
        return not self.missing() and kept.is_file() and kept.read_text() == self.digest()

    def digest(self) -> str:
        """One hash over the sources' names and bytes; reads them all, some hundred files."""
        digest = hashlib.sha256()
        for path in self._sources():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(self.root).as_posix()} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()

    def forget_digest(self) -> None:
        """Called by the build before it begins: what it leaves half done is of no known source."""
        (self.root / self.stamp).unlink(missing_ok=True)

    def keep_digest(self) -> None:
        """Note what the results were made of; called by the build when it is done."""
        (self.root / self.stamp).write_text(self.digest())

    def _sources(self) -> Iterable[Path]:
        return sorted({path for each in self.patterns for path in self.root.glob(each)})


CATALOGUES = Build(
    "catalogues",
    patterns=("locales/*/LC_MESSAGES/messages.po",),
    results=tuple(f"locales/{code}/LC_MESSAGES/messages.mo" for code in ("da", "en", "ar")),
    stamp="locales/.digest",
)
ASSETS = Build(
    "assets",
    patterns=("package.json", "package-lock.json", "static/*.py", "static/css/**/*.css", "static/js/*.js"),
    results=tuple(
        f"static/vendor/{name}"
        for name in ("consult.ltr.css", "consult.rtl.css", "consult.js", "htmx.min.js")
    ),
    stamp="static/vendor/.digest",
)  # fmt: skip
ALL = (CATALOGUES, ASSETS)


def missing() -> str:
    """One line naming what was never built; "" when all is here."""
    names = [name for build in ALL for name in build.missing()]
    return f"{', '.join(names)} missing: {REMEDY}." if names else ""


def outdated() -> str:
    """One line naming the builds of other sources than those here; "" when there are none."""
    names = [build.name for build in ALL if not build.is_current()]
    return f"The {' and '.join(names)} were made of another source: {REMEDY}." if names else ""
