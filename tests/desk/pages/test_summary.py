"""The summary is cleaned once and stays as it was written; what cannot be is refused with what was typed."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from tests.desk.desk_work import desk, frame_of


async def test_the_summary_is_cleaned_once_and_can_be_written_on(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    text = (
        "Om **havnen**.\n\n- et\n- to\n\n<script>alert(1)</script> [her](https://fjordby.example)"
    )
    fields = {"summary": text, "contact_email": "hoering@fjordby.example", "lock_version": "1"}
    assert (await editor.post(desk(blank, "summary"), data=fields)).status_code == 303
    stored = (await frame_of(blank)).summary
    assert stored.startswith("<p>Om <strong>havnen</strong>.</p><ul><li>et</li><li>to</li></ul>")
    assert "<script" not in stored
    assert '<a href="https://fjordby.example">her</a>' in stored
    page = await editor.get(desk(blank, "summary"))
    assert "Om **havnen**." in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [her](https://fjordby.example)" in page.text


async def test_an_address_that_cannot_be_is_refused_and_the_texts_stay(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    fields = {"summary": "Min tekst.", "contact_email": "ingen adresse", "lock_version": "1"}
    answer = await editor.post(desk(blank, "summary"), data=fields)
    assert answer.status_code == 422
    assert "Min tekst." in answer.text
    assert "ingen adresse" in answer.text
    assert (await frame_of(blank)).summary == ""
