"""Screening what people write: once, before the transaction, in a thread where it is much."""

from __future__ import annotations

import asyncio
import threading

import pytest
from tortoise import connections
from tortoise.backends.base.client import TransactionalDBClient

from consult.app import create_app
from consult.responses import screening
from consult.responses.correction import correct
from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.responses.respondent import Respondent
from consult.responses.screening import (
    MOST_REMEMBERED,
    MOST_SINGLE,
    SCREENED_IN_PLACE,
    rules_in,
    screen_texts,
    store_screened_revisions,
)
from consult.responses.submission import (
    MAX_REMARKS,
    RemarkInput,
    RespondentInput,
    Submission,
)
from consult.responses.submitting import submit
from consult.settings import Settings
from moderation.screening import screen
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft
from tests.support.queries import queries

WHO = Respondent(name="Prøve Person")
LONG = "Ring 23456789. " * SCREENED_IN_PLACE


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Every text that is screened, with whether it was in the main thread; none may be in a transaction."""
    seen: list[tuple[str, bool]] = []

    def watched(text: str) -> list[object]:
        assert not isinstance(connections.get("default"), TransactionalDBClient), text[:40]
        seen.append((text, threading.current_thread() is threading.main_thread()))
        return list(screen(text))

    monkeypatch.setattr("moderation.screening.screen", watched)
    monkeypatch.setattr(screening, "_remembered", type(screening._remembered)())
    return seen


@pytest.fixture
async def text(db: Settings) -> Draft:
    create_app(db)
    return await draft(await consultation())


async def test_what_is_sent_is_screened_before_the_transaction(
    text: Draft, looks: list[tuple[str, bool]]
) -> None:
    remarks = [RemarkInput(words) for words in (LONG[:15_000], "Mail: anna@example.dk")]
    submission = Submission(RespondentInput("Prøve 22334455"), tuple(remarks))
    await submit(
        submission, consultation=text.consultation, received_at=NOW, now=NOW,
        idempotency_key="key", secret_key=SECRET_KEY,
    )  # fmt: skip
    assert {words[:20] for words, _ in looks} >= {"Ring 23456789. Ring ", "Prøve 22334455"}
    first, second = await Revision.all().order_by("id")
    assert await Finding.filter(revision_id=first.id, field="name").exists()
    assert [f.rule for f in await Finding.filter(revision_id=second.id)] == ["email"]


async def test_a_correction_is_screened_before_the_transaction(
    text: Draft, looks: list[tuple[str, bool]]
) -> None:
    remark = await responses.remark(text, text="Gammelt.")
    await correct(
        await Remark.get(id=remark.id), consultation=text.consultation, seen_revision=1,
        text="Ring 23456789.", proposed_text="", received_at=NOW, now=NOW,
    )  # fmt: skip
    assert "Ring 23456789." in [words for words, _ in looks]
    newest = await Revision.get(remark_id=remark.id, number=2)
    assert [f.rule for f in await Finding.filter(revision_id=newest.id)] == ["phone"]


async def test_much_text_is_screened_off_the_event_loop(
    db: Settings, looks: list[tuple[str, bool]]
) -> None:
    await screen_texts(["kort", "også kort"])
    await screen_texts([LONG])
    assert [in_main for _, in_main in looks] == [True, True, False]


async def test_a_text_that_was_just_screened_is_not_screened_again(
    db: Settings, looks: list[tuple[str, bool]]
) -> None:
    first = await screen_texts(["Ring 23456789.", "Intet her."])
    assert await screen_texts(["Intet her.", "Ring 23456789."]) == first
    assert len(looks) == 2
    await screen_texts(f"nummer {n}" for n in range(MOST_REMEMBERED))
    await screen_texts(["Intet her."])
    assert [words for words, _ in looks].count("Intet her.") == 2


async def test_what_others_send_meanwhile_takes_nothing_from_what_was_remembered(
    db: Settings, looks: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the long text is in its thread, others push out what was known of the short one."""
    monkeypatch.setattr(screening, "MOST_REMEMBERED", 1)
    known = await screen_texts(["Ring 23456789."])
    both, _others = await asyncio.gather(
        screen_texts(["Ring 23456789.", LONG]), screen_texts(["Skriv til anna@example.dk"])
    )
    assert both["Ring 23456789."] == known["Ring 23456789."]


async def test_the_rules_are_named_by_field_and_empty_fields_by_nothing(db: Settings) -> None:
    assert await rules_in(text="Ring 23456789", name="Anna", proposed_text="") == {
        "text": ["phone"]
    }


async def test_a_revision_is_never_stored_unscreened(text: Draft) -> None:
    remark = await responses.remark(text, text="Et ord.")
    fresh = await Remark.get(id=remark.id)
    fresh.revision = 2
    with pytest.raises(KeyError):
        await store_screened_revisions([fresh], {"Et ord.": []}, WHO, now=NOW)


async def test_a_response_has_a_most_of_findings_and_one_more_for_the_rest_of_each_text_and_rule(
    text: Draft,
) -> None:
    remark = RemarkInput("a@b.dk " * 143, proposed_text="20202020 " * 111)
    with queries() as sent:
        await send(text, *[remark] * MAX_REMARKS)
    assert len([each for each in sent.all if 'INTO "finding"' in each]) == 1, "all at once"
    assert await Finding.all().count() <= MOST_SINGLE + 2 * MAX_REMARKS
    for revision in await Revision.all():
        found = await Finding.filter(revision_id=revision.id).order_by("start")
        assert {(f.field, f.rule) for f in found} == {("text", "email"), ("proposed_text", "phone")}
        # Nothing is left that no finding covers.
        for field, words in (("text", revision.text), ("proposed_text", revision.proposed_text)):
            spans = [(f.start, f.end) for f in found if f.field == field]
            assert (spans[0][0], spans[-1][1]) == (0, len(words))


async def test_what_covers_the_rest_is_as_sure_as_the_surest_of_it(text: Draft) -> None:
    await send(text, RemarkInput("a@b.dk " * MOST_SINGLE, proposed_text="10-10-1010: 070761-4285"))
    rest = Finding.filter(field="proposed_text", rule="cpr")
    assert [f.confidence for f in await rest] == ["high"]


async def test_a_correction_has_a_most_of_findings_too(text: Draft) -> None:
    remark = await responses.remark(text, text="Gammelt.")
    await correct(
        await Remark.get(id=remark.id), consultation=text.consultation, seen_revision=1,
        text="a@b.dk " * 1_000, proposed_text="20202020 " * 1_000, received_at=NOW, now=NOW,
    )  # fmt: skip
    assert await Finding.all().count() <= MOST_SINGLE + 2


async def send(text: Draft, *remarks: RemarkInput) -> None:
    await submit(
        Submission(RespondentInput("Prøve Person"), remarks), consultation=text.consultation,
        received_at=NOW, now=NOW, idempotency_key="key", secret_key=SECRET_KEY,
    )  # fmt: skip
