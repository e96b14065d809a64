"""Tables compared: rows known again, cells word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.lineage import TableRow, table_differences

OLD = "Bro\tStiger\tÅbner\nNord\t2\tmaj\nSyd\t4\tjuni\nVest\t1\tmaj"


def told(rows: tuple[TableRow, ...]) -> list[str]:
    signs = {"same": "{}", "inserted": "+{}+", "deleted": "-{}-"}
    return [
        " | ".join(
            "".join(signs[run.change].format(run.text) for run in cell) for cell in row.cells
        )
        for row in rows
    ]


def test_a_changed_cell_is_marked_in_its_row() -> None:
    rows = table_differences(OLD, OLD.replace("Syd\t4", "Syd\t5"))
    assert told(rows) == ["Bro | Stiger | Åbner", "Nord | 2 | maj", "Syd | -4-+5+ | juni", "Vest | 1 | maj"]  # fmt: skip
    assert {row.change for row in rows} == {"same"}


def test_a_row_that_came_and_one_that_went_do_not_disturb_the_others() -> None:
    new = "Bro\tStiger\tÅbner\nØst\t3\tmaj\nNord\t3\tmaj\nVest\t1\tmaj"
    assert told(table_differences(OLD, new)) == [
        "Bro | Stiger | Åbner", "+Øst+ | +3+ | +maj+", "Nord | -2-+3+ | maj", "-Syd- | -4- | -juni-",
        "Vest | 1 | maj",
    ]  # fmt: skip


def test_a_row_whose_first_cell_changed_is_known_by_the_others() -> None:
    rows = table_differences(OLD, OLD.replace("Syd", "Sydbroen"))
    assert told(rows)[2] == "-Syd-+Sydbroen+ | 4 | juni"
    assert told(table_differences(OLD, OLD.replace("Syd\t4", "Øst\t9")))[2:4] == [
        "-Syd- | -4- | -juni-", "+Øst+ | +9+ | +juni+",
    ]  # fmt: skip


def test_a_row_with_another_number_of_cells_is_another_row() -> None:
    assert told(table_differences("Nord\t2", "Nord\t2\tmaj")) == [
        "-Nord- | -2-", "+Nord+ | +2+ | +maj+",
    ]  # fmt: skip


def test_a_table_that_is_new_or_gone_is_one_change_a_row() -> None:
    assert {row.change for row in table_differences("", OLD)} == {"inserted"}
    assert {row.change for row in table_differences(OLD, "")} == {"deleted"}
    assert told(table_differences("", "A\t\tB")) == ["+A+ |  | +B+"]


TABLES = st.lists(
    st.lists(st.sampled_from(["a", "b", "c d", "e"]), min_size=1, max_size=3).map("\t".join),
    max_size=5,
).map("\n".join)


@given(TABLES, TABLES)
def test_both_tables_are_there_in_full(old: str, new: str) -> None:
    rows = table_differences(old, new)
    for table, other in ((old, "inserted"), (new, "deleted")):
        found = [
            "\t".join("".join(r.text for r in cell if r.change != other) for cell in row.cells)
            for row in rows
            if row.change != other
        ]
        assert "\n".join(found).replace(" ", "") == table.replace(" ", "")
