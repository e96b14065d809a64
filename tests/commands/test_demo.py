from __future__ import annotations

from pathlib import Path

import pytest

from consult.consultations.consultation import Consultation
from consult.people.account import Account
from tests.commands.conftest import Consult, Within
from tests.support.factories import consultations


def test_demo_accounts_are_made_for_this_machine_only(
    consult: Consult, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_BASE_URL", "https://hoering.fjordby.example")
    assert consult("demo", "--responses", "1")[0] == 1
    assert within(lambda: Account.all().count()) == 0


def test_nothing_is_loaded_where_there_already_is_a_consultation(
    consult: Consult, within: Within
) -> None:
    within(consultations.consultation)
    code, printed, _ = consult("demo", "--if-empty")
    assert code == 0
    assert "nothing was loaded" in printed
    assert within(lambda: Consultation.all().count()) == 1
    assert within(lambda: Account.all().count()) == 0


def test_running_it_again_makes_no_second_copy(consult: Consult, within: Within) -> None:
    consult("demo", "--responses", "2")
    code, printed, _ = consult("demo", "--responses", "3", "--seed", "2")
    assert code == 0
    assert "nothing was loaded" in printed
    assert within(lambda: Consultation.all().count()) == 2


def test_the_draft_of_ones_own_comes_beside_the_sample_and_once(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    draft = tmp_path / "min.md"
    draft.write_text("# Min politik\n\n## Første område\n\nDer står noget her.\n", encoding="utf-8")
    consult("demo", "--responses", "2")
    for _ in range(2):
        assert consult("demo", "--draft", str(draft), "--responses", "2")[0] == 0
    assert within(lambda: Consultation.all().count()) == 3


def test_a_missing_draft_is_said_in_one_line(consult: Consult, tmp_path: Path) -> None:
    code, _, complaint = consult("demo", "--draft", str(tmp_path / "no.docx"))
    assert (code, complaint.count("\n")) == (1, 1)


def test_what_was_loaded_is_named(consult: Consult, within: Within) -> None:
    code, printed, _ = consult("demo", "--responses", "2")
    assert code == 0
    running, over = within(lambda: Consultation.all().order_by("-closes_at"))
    assert printed == (
        f"Loaded “{running.title}” with 2 responses.\n"
        f"Loaded “{over.title}”, which is over and was answered.\n"
    )
