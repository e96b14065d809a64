"""Every step of the desk can be opened at any time, in every language, and is kept by nobody."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from tests.desk.desk_work import desk, ready

STEPS = (
    "",
    "text",
    "owners",
    "summary",
    "dates",
    "parties",
    "reasons",
    "background",
    "publication",
)


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
@pytest.mark.parametrize("step", STEPS)
async def test_every_step_can_be_opened_before_and_after_the_others(
    editor: httpx2.AsyncClient, blank: Consultation, step: str, language: str
) -> None:
    address = language + desk(blank, *([step] if step else []))
    assert (await editor.get(address)).status_code == 200
    await ready(editor, blank)
    page = await editor.get(address)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store, private"
