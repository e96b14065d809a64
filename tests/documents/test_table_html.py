"""Tables as stored: what of them is translated, what heads them, and that nothing else changes."""

from __future__ import annotations

import pytest

from consult.documents.table_html import cells_of, set_for_reading, with_head, with_words

HEAD = '<tr><th scope="col">Sted</th><th scope="col">Antal</th></tr>'
BODY = "<tr><td>Kajen<br>og <strong>broen</strong></td><td>51 %</td></tr>"
TABLE = f"<table><tbody>{HEAD}{BODY}<tr><td>A &amp; B</td><td></td></tr></tbody></table>"


def test_each_cell_with_words_is_a_piece_of_its_own() -> None:
    assert list(cells_of(TABLE)) == ["Sted", "Antal", "Kajen\nog broen", "A & B"]
    assert list(cells_of("<table><tbody></tbody></table>")) == []


def test_other_words_stand_in_the_same_cells_and_are_escaped() -> None:
    said = {"Sted": "Place", "Kajen\nog broen": "<b>Quay</b>\nand bridge"}
    filled = with_words(TABLE, said.get, lang="da", dir="ltr")
    assert '<th scope="col">Place</th>' in filled
    assert "<td>&lt;b&gt;Quay&lt;/b&gt;<br>and bridge</td>" in filled
    assert "<td><bdi>51 %</bdi></td>" in filled, "numbers keep their order in any direction"
    assert '<th scope="col"><bdi lang="da" dir="ltr">Antal</bdi></th>' in filled
    assert '<td><bdi lang="da" dir="ltr">A &amp; B</bdi></td>' in filled
    assert "<td></td>" in filled


def test_rows_of_header_cells_alone_are_the_head() -> None:
    assert with_head(TABLE).startswith(f"<table><thead>{HEAD}</thead><tbody><tr><td>Kajen")
    twice = TABLE.replace(HEAD, HEAD + HEAD)
    assert with_head(twice).startswith(f"<table><thead>{HEAD}{HEAD}</thead><tbody>")


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("<th ", "<td ").replace("</th>", "</td>"),
        f"<table><tbody>{HEAD}{HEAD}</tbody></table>",
        TABLE.replace('<th scope="col">Sted', '<th scope="col" rowspan="2">Sted'),
        TABLE.replace("<td>Kajen", '<th scope="row">Kajen').replace(HEAD, ""),
        f"<table><thead>{HEAD}</thead><tbody>{BODY}</tbody></table>",
        "<table><tbody></tbody></table>",
        "<p>ikke en tabel</p>",
    ],
)
def test_a_table_without_such_rows_stays_as_it_is(table: str) -> None:
    assert with_head(table) == table


def test_columns_of_numbers_are_marked_with_what_stands_over_them() -> None:
    table = TABLE.replace("<td></td>", "<td>7,5 %</td>").replace("51 %", "<bdi>51 %</bdi>")
    found = set_for_reading(table)
    assert found.startswith("<table><thead>")
    assert '<th class="is-number" scope="col">Antal</th>' in found
    assert found.count('<td class="is-number">') == 2
    assert '<th scope="col">Sted</th>' in found


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("51 %", "cirka 51 %"),
        TABLE.replace("<td></td>", ""),
        TABLE.replace("<td>A", '<td rowspan="1" colspan="1">A'),
        TABLE.replace("51 %", "–"),
    ],
)
def test_where_a_column_is_not_sure_to_be_numbers_nothing_is_marked(table: str) -> None:
    assert set_for_reading(table) == with_head(table)
