"""A word that was public and is not: nowhere, at any kind of address, in any language, with any validator kept from
before."""

from __future__ import annotations

import io
import zipfile

import httpx2
import pytest

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.publicity import RemarkState
from consult.responses.remark import Remark
from consult.responses.respondent import Respondent, RespondentKind
from consult.responses.response import Response
from consult.responses.withdrawal import withdraw
from moderation.decision import decide
from moderation.decision_input import DecisionInput
from tests.moderation.decisions import PUBLISH, TAKE_DOWN, redact
from tests.support.databases import SECRET_KEY
from tests.support.factories import DAY, NOW, drafts, people, responses
from tests.support.factories.documents import Draft

WORD, NAME = "Kvidderblik", "Hjalmar Sjældenberg"
HERE = "/consultations/havneplan"
PUBLIC = [
    "", "/remarks", "/remarks?on=whole", "/remarks/{ref}", "/remarks?response={number}", "/sections/1",
    "/sections/1/remarks", "/text", "/versions", "/versions/1/text", "/parties", "/calendar.ics",
    "/paragraphs/{paragraph}/remarks", f"/search?q={WORD}", f"/search?q={NAME}",
    "/remarks.csv", "/remarks.xlsx", "/remarks.datapackage.json", "/remarks.csv?paragraph={paragraph}",
    "/remarks.xlsx?response={number}",
]  # fmt: skip
API = [
    "/remarks", "/remarks/{ref}", "/changes", "/sections", "", "/remarks?updated_since=2000-01-01T00:00:00Z",
    "/remarks?paragraph={paragraph}",
]  # fmt: skip


def addresses(**parts: object) -> list[str]:
    pages = [f"{language}{HERE}{each}" for language in ("", "/en", "/ar") for each in PUBLIC]
    everywhere = [f"{language}/search?q={WORD}" for language in ("", "/en", "/ar")]
    api = [f"/api/v1{HERE}{each}" for each in API]
    return [
        each.format(**parts) for each in [*pages, *everywhere, *api, "/", "/api/v1/consultations"]
    ]


def words_in(answer: httpx2.Response) -> str:
    if answer.content[:2] != b"PK":
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


async def holding(client: httpx2.AsyncClient, word: str, asked: list[str]) -> set[str]:
    """The addresses whose answer holds the word, other than by saying again what was asked for: a search finds its
    sentence."""
    found = set()
    for address in asked:
        sought = f"Om {word}" if "search?" in address else word
        if sought in words_in(await client.get(address)):
            found.add(address)
    return found


@pytest.mark.parametrize("how", ["redacted", "taken down", "withdrawn"])
@pytest.mark.anyio
async def test_a_word_that_is_public_no_more_is_nowhere(
    draft: Draft, client: httpx2.AsyncClient, how: str
) -> None:
    for position, key in enumerate(("personal_data", "abuse")):
        await ModerationReason.create(
            consultation=draft.consultation, key=key, title="", position=position
        )
    who = await Respondent.create(kind=RespondentKind.CITIZEN, name=NAME, publish_name=True)
    answer = await responses.response(draft, respondent=who)
    place = drafts.numbered(draft, "1.1")
    remark = await responses.remark(draft, place, within=answer, text=f"Om {WORD} og byen.")
    by = (await people.account(name="Mona Prøve")).actor

    async def decided(wanted: DecisionInput, after: int) -> None:
        state = RemarkState.of(await Remark.get(id=remark.id))
        await decide(wanted, state, by=by, now=NOW + after * DAY / 1000, secret_key=SECRET_KEY)

    asked = addresses(ref=f"{answer.number}.1", number=answer.number, paragraph=place.identity_id)
    assert await holding(client, WORD, asked) == set()
    await decided(PUBLISH, 1)
    shown = await holding(client, WORD, asked)
    assert len(shown) > 15, shown
    before = {each: await client.get(each) for each in asked}
    assert {each for each, found in before.items() if found.status_code != 200} == set()
    tags = {each: found.headers.get("etag", "") for each, found in before.items()}
    if how == "redacted":
        await decided(redact(f"Om [[{WORD}]] og byen."), 2)
    elif how == "taken down":
        await decided(TAKE_DOWN, 2)
    else:
        response = await Response.get(id=answer.id).select_related("consultation")
        assert await withdraw(
            response, consultation=response.consultation, received_at=NOW, now=NOW + DAY / 500
        )
    assert await holding(client, WORD, asked) == set()
    if how != "redacted":
        assert await holding(client, NAME, asked) == set()
    for each in shown:
        again = await client.get(each, headers={"if-none-match": tags[each]})
        assert again.status_code != 304, each
