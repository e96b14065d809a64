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
