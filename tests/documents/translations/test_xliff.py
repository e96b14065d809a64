"""The file for translators: written so that it comes back the same, and nothing hostile in it does anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.documents.translations.xliff import (
    FinishedUnit,
    OutgoingUnit,
    UnreadableXliff,
    read,
    write,
)

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
FILE = '<file original="o" source-language="da" target-language="ar" datatype="plaintext"><body>'


def one(unit: str, head: str = HEAD) -> bytes:
    return f"{head}{FILE}{unit}</body></file></xliff>".encode()


def test_what_is_written_is_read_again() -> None:
    content = write(
        [
            OutgoingUnit("a", "Vandet er <rent> & blåt\nhver dag", "2.1", "الماء"),
            OutgoingUnit("b", "Kajen", "Overskrift", hint="قديم"),
        ],
        source_language="da", language="ar", original="havneplan-1",
    )  # fmt: skip
    found = read(content)
    assert found.language == "ar"
    assert found.units == (
        FinishedUnit("a", "Vandet er <rent> & blåt\nhver dag", "الماء"),
        FinishedUnit("b", "Kajen", ""),
    )


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_words_can_be_written(words: str) -> None:
    content = write([OutgoingUnit("a", words, words, words, words)], source_language="da", language="en", original="o")  # fmt: skip
    assert len(read(content).units) == 1


def test_marks_that_a_translators_program_puts_in_are_no_words() -> None:
    unit = '<trans-unit id="a"><source>En <g id="1">bro</g></source><target state="final">جسر <x id="2"/>واحد</target></trans-unit>'
    assert read(one(unit)).units == (FinishedUnit("a", "En bro", "جسر واحد"),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"<html/>",
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
        one("").replace(b'"1.2">', b'"1.1">', 1),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + one('<trans-unit id="a"><source>a</source><target>&e;</target></trans-unit>'),
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + one(""),
        f"{HEAD}</xliff>".encode(),
        one("", HEAD + FILE.replace('"ar"', '"en"') + "</body></file>"),
        one("<trans-unit>" * 600 + "</trans-unit>" * 600),
    ],
)
def test_what_is_no_such_file_or_a_hostile_one_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableXliff):
        read(content)
