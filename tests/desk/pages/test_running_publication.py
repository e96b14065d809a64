"""A version published while people can still answer: what it does to what they wrote, the deadline, and one letter."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.documents.document import Document, Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.mail.outbox import Letter
from consult.public.text_letters import write_text_letters
from consult.responses.publicity import retract
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.text_letter import TextLetter
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    last_version,
    make_next,
    public_with_text,
    publish_next,
)
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft

SECOND = DRAFT.replace("Vandet er rent.", "Vandet i havnen er rent.")
SOME = "kim@fjordby.example"


@pytest.fixture
async def made(editor: httpx2.AsyncClient) -> Consultation:
    await consultation(title="En anden høring")
    return await public_with_text(editor)


async def wrote(on: Consultation, text: str, email: str, *, is_confirmed: bool = True) -> Response:
    """Somebody wrote on the paragraph with this text of the first version."""
    document = await Document.get(consultation_id=on.id, kind="draft")
    version = await Version.get(document_id=document.id, number=1)
    paragraph = await Paragraph.get(version_id=version.id, text=text)
    sections = await Section.filter(version_id=version.id).order_by("position")
    draft = Draft(on, document, version, sections, [paragraph])
    response = (await responses.remark(draft, paragraph)).response
    contact = Contact.filter(respondent_id=response.respondent_id)
    await contact.update(email=email, confirmed_at=NOW if is_confirmed else None)
    return response


async def ready(editor: httpx2.AsyncClient, made: Consultation, text: str = SECOND) -> None:
    await make_next(editor, made, text)
    await approve(editor, made)


async def write() -> list[Letter]:
    await write_text_letters(secret_key="s", now=NOW)
    return await Letter.filter(kind="changed text").order_by("id")


async def test_the_page_counts_and_asks(editor: httpx2.AsyncClient, made: Consultation) -> None:
    await wrote(made, "Vandet er rent.", SOME)
    await ready(editor, made)
    page = (await editor.get(desk(made, "next", "publication"))).text
    assert "1 bemærkning står ved et stykke, der får andre ord." in page
    assert "0 bemærkninger står ved stykker, der går ud." in page
    refused = await publish_next(editor, made, more_time="")
    assert refused.status_code == 422
    assert "Sig, om folk får mere tid." in refused.text
    assert (await last_version(made)).published_at is None


async def test_the_deadline_stays_and_that_is_noted(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    assert (await publish_next(editor, made)).status_code == 303
    assert await Extension.all().count() == 0
    assert await AuditEntry.filter(verb="not extended for", noun="version").count() == 1


async def test_a_deadline_is_not_lost_where_it_stays(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    for typed in ({"until_day": "2099-05-01"}, {"reason": "Sommeren er lang."}):
        refused = await publish_next(editor, made, **typed)
        assert refused.status_code == 422
        assert "Vælg ja, eller fjern det." in refused.text
        assert all(words in refused.text for words in typed.values())
    assert (await last_version(made)).published_at is None


async def test_the_deadline_is_moved_in_the_same_press(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    more = {"more_time": "more", "until_day": "2099-05-01", "until_clock": "23.59"}
    refused = await publish_next(editor, made, **more)
    assert refused.status_code == 422
    assert (await last_version(made)).published_at is None
    answer = await publish_next(editor, made, **more, reason="Teksten er ændret.")
    assert answer.status_code == 303
    assert (await Extension.get()).reason == "Teksten er ændret."
    stored = await Consultation.get(id=made.id)
    assert stored.closes_at is not None
    assert stored.closes_at.year == 2099
    assert await AuditEntry.filter(verb="extended for", noun="version").count() == 1


async def test_an_earlier_deadline_publishes_nothing(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    more = {"more_time": "more", "until_day": "2020-05-01", "until_clock": "23.59", "reason": "Nej"}
    assert (await publish_next(editor, made, **more)).status_code == 422
    assert (await last_version(made)).published_at is None
    assert await TextLetter.all().count() == 0


async def test_one_letter_with_both_wordings(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await wrote(made, "Vandet er rent.", SOME)
    await wrote(made, "Vandet er rent.", SOME.replace("fjordby", "Fjordby"))
    await wrote(made, "Vandet er rent.", "nej@fjordby.example", is_confirmed=False)
    gone = await wrote(made, "Vandet er rent.", "trukket@fjordby.example")
    await retract(gone.id, now=NOW)
    await ready(editor, made)
    await publish_next(editor, made)
    assert await TextLetter.all().count() == 2
    (letter,) = await write()
    assert letter.to.lower() == SOME
    assert "Vandet er rent." in letter.body
    assert "Vandet i havnen er rent." in letter.body
    assert letter.body.count("http://") == 4  # two comparisons and two status pages
    assert len(await write()) == 1


async def test_nobody_is_told_of_what_did_not_change(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    version = await last_version(made)
    other = await Paragraph.filter(version_id=version.id).exclude(text="Vandet er rent.").first()
    assert other is not None
    await wrote(made, other.text, SOME)
    await ready(editor, made)
    await publish_next(editor, made)
    assert await write() == []


async def test_who_withdraws_before_the_letter_is_not_told(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    response = await wrote(made, "Vandet er rent.", SOME)
    await ready(editor, made)
    await publish_next(editor, made)
    await Response.filter(id=response.id).update(withdrawn_at=NOW)
    assert await write() == []
    assert await TextLetter.filter(written_at=None).count() == 0
