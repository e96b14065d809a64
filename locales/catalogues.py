"""Keep the catalogues in step with the words in the code: update, compile or check them.

Holds how messages are extracted, laid out on disk and judged complete. Holds no words; those are in
<language>/LC_MESSAGES/messages.po. Written so that people adding strings at the same time seldom
collide: entries sorted, one line each, no source locations, no dates in the header.

    python locales/catalogues.py update | compile | check
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a file: its folder is on the path, not ours

from consult.builds import CATALOGUES  # noqa: E402

LANGUAGES = ("da", "en", "ar")
# The language the source strings are written in: its catalogue repeats them.
SOURCE_LANGUAGE = "en"
SOURCE_FOLDERS = ("consult", "moderation", "templates")
KEYWORDS = DEFAULT_KEYWORDS | {
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)")
# Header lines that change at every run or say nothing.
EMPTY_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator'
    rb"|Language-Team):.*\n",
    re.MULTILINE,
)

Key = tuple[str | None, str]


def main(arguments: list[str]) -> int:
    """Run one of the three commands; 0 when well, 1 with a line for each fault."""
    commands = {"update": update, "compile": compile_all, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    faults = list(commands[arguments[0]]())
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def catalogue_path(language: str) -> Path:
    """The .po file of a language."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """Every message found in the code and templates, as a fresh template catalogue."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(fuzzy=False)
    for _file, _line, message, _comments, context in extract_from_dir(
        ROOT, methods, options, KEYWORDS
    ):
        found.add(message, None, context=context)
    return found


def stored(language: str) -> Catalog:
    """The catalogue of a language as it is on disk, or an empty one with its plural rule."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def update() -> Iterator[str]:
    """Bring every catalogue in step with the code: new words added, vanished ones removed."""
    template = extracted()
    for language in LANGUAGES:
        catalogue = stored(language)
        # A copy, as the updated catalogue takes the template's messages over, not their words.
        catalogue.update(deepcopy(template), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        if language == SOURCE_LANGUAGE:
            repeat_source(catalogue)
        save(language, catalogue)
    return iter(())


def repeat_source(catalogue: Catalog) -> None:
    """Fill the source language's catalogue with the words themselves."""
    for message in messages_of(catalogue):
        message.string = message.id


def save(language: str, catalogue: Catalog) -> None:
    """Write a catalogue so that it merges well: sorted, unwrapped, without places and dates."""
    catalogue.project, catalogue.version = "Consult", "1"
    catalogue.header_comment = "# See locales/README.md. Licence: EUPL-1.2."
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=0, no_location=True, omit_header=False, sort_output=True,
        ignore_obsolete=True,
    )  # fmt: skip
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(EMPTY_HEADERS.sub(b"", buffer.getvalue()))


def compile_all() -> Iterator[str]:
    """Write the .mo file beside every .po file, unless all were made of these."""
    if not CATALOGUES.is_current():
        CATALOGUES.forget_digest()
        for language in LANGUAGES:
            with catalogue_path(language).with_suffix(".mo").open("wb") as file:
                write_mo(file, stored(language))
        CATALOGUES.keep_digest()
    return iter(())


def check() -> Iterator[str]:
    """Every fault of every catalogue, as a line naming language, message and what is wrong."""
    wanted = {key_of(message) for message in messages_of(extracted())}
    for language in LANGUAGES:
        catalogue = stored(language)
        have = {key_of(message): message for message in messages_of(catalogue)}
        for key in sorted(wanted - have.keys(), key=str):
            yield f"{language}: missing {key[1]!r} (make catalogues adds it)"
        for key in sorted(have.keys() - wanted, key=str):
            yield f"{language}: no longer used {key[1]!r} (make catalogues removes it)"
        for message in have.values():
            for fault in faults_of(message, catalogue.num_plurals):
                yield f"{language}: {fault} {key_of(message)[1]!r}"


def faults_of(message: Message, plurals: int) -> Iterator[str]:
    """What is wrong with one translation: not there, a form missing, or other placeholders."""
    strings = words_of(message.string)
    if not all(strings):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy"
    if message.pluralizable and len(strings) != plurals:
        yield f"has {len(strings)} of {plurals} plural forms"
    allowed = set(PLACEHOLDER.findall("".join(ids_of(message))))
    # A plural form may say "one remark" without the number; a plain message may drop nothing.
    required = set() if message.pluralizable else allowed
    for string in strings:
        used = set(PLACEHOLDER.findall(string))
        if not required <= used <= allowed:
            yield f"has placeholders {sorted(used)} instead of {sorted(allowed)}"


def messages_of(catalogue: Catalog) -> list[Message]:
    """The messages without the header entry."""
    return [message for message in catalogue if message.id]


def ids_of(message: Message) -> tuple[str, ...]:
    """The source words of a message: one, or singular and plural."""
    return words_of(message.id)


def words_of(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Babel's string, strings or nothing, as a tuple of strings."""
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def key_of(message: Message) -> Key:
    """What tells two messages apart: context and (singular) source words."""
    return message.context, ids_of(message)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
