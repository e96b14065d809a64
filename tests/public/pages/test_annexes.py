"""Published files: named beside the remarks of their response, given to be saved, and gone when taken down."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import cache_version
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.documents.public_copy import PublicCopy
from consult.files import FileStore
from consult.people.role import Role
from consult.responses.annex import Annex
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.respondent import Respondent
from consult.responses.response import Response
from consult.responses.withdrawal import withdraw
from consult.settings import Settings
from moderation.annex_decision import AnnexDecision, decide_annex
from moderation.decision_input import DecisionKind
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, consultations, drafts, people, responses
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio

HERE = "/consultations/havneplan"
ORIGINAL = b"%PDF-1.4 by its maker"
CONTENT = b"%PDF-1.4 <script>alert(1)</script>"
SECRET = "HEMMELIGT.pdf"


@pytest.fixture
async def answer(draft: Draft) -> Response:
    """A response of two published remarks, with a response beside it that is none of its business."""
    made = await responses.response(draft)
    for number in ("1.1", "1.2"):
        place = drafts.numbered(draft, number)
        await responses.remark(draft, place, publicity=Publicity.PUBLISHED, within=made)
    await responses.remark(draft, publicity=Publicity.PUBLISHED)
    return made


@pytest.fixture
async def annex(answer: Response, db: Settings) -> Annex:
    files = FileStore(db.data_dir / "files")
    made = await responses.annex(
        answer,
        name='svar "æ".pdf',
        publicity=Publicity.PUBLISHED,
        file_key=files.save(ORIGINAL),
    )
    await responses.public_copy(made, files.save(CONTENT), size=184_320)
    return made


def address(answer: Response, ordinal: int = 1) -> str:
    return f"{HERE}/responses/{answer.number}/annexes/{ordinal}"


async def decide(annex: Annex, draft: Draft, *, publish: bool) -> None:
    reason = await ModerationReason.filter(consultation=draft.consultation).first()
    fresh = await Annex.get(id=annex.id).select_related("response__consultation")
    moderator = await people.account(Role.MODERATOR)
    kind = DecisionKind.PUBLISH if publish else DecisionKind.WITHHOLD
    decision = AnnexDecision(kind, fresh.publicity, reason)
    await decide_annex(fresh, decision, by=moderator.actor, now=NOW, secret_key=SECRET_KEY)


async def test_a_remark_names_the_files_of_its_response_with_kind_and_size(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    await responses.annex(answer, name=SECRET)
    for ordinal in (1, 2):
        page = (await client.get(f"{HERE}/remarks/{answer.number}.{ordinal}")).text
        [files] = html.fromstring(page).find_class("remark__files")
        assert " ".join(files.text_content().split()).endswith("(PDF, 180 kB)")
        assert files.xpath(".//a/@href") == [address(answer)]
        waits = "Det er ikke afgjort endnu, om 1 fil, der fulgte med svaret, bliver offentliggjort."
        assert waits in page
        assert SECRET not in page


async def test_a_list_names_the_files_once_and_only_where_they_belong(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    page = await read(client, f"{HERE}/remarks")
    assert len(page.find_class("remark")) == 3
    [files] = page.find_class("remark__files")
    assert files.getparent().get("id") == f"r-{answer.number}-1"


async def test_the_file_is_given_to_be_saved_and_never_to_be_run(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    got = await client.get(address(answer))
    assert (got.status_code, got.content) == (200, CONTENT)
    assert got.headers["content-disposition"] == (
        "attachment; filename*=utf-8''svar%20%22%C3%A6%22.pdf"
    )
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["x-robots-tag"] == "noindex"


async def test_a_kept_file_is_known_by_its_tag_and_by_its_head(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    head = await client.head(address(answer))
    assert head.status_code == 200
    got = await client.get(address(answer))
    again = await client.get(address(answer), headers={"if-none-match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await client.head(address(answer))
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == str(len(CONTENT))


async def test_it_is_gone_the_moment_it_is_taken_down_and_there_again_when_published(
    client: httpx2.AsyncClient, draft: Draft, answer: Response, annex: Annex
) -> None:
    await consultations.reason(draft.consultation)
    remark = f"{HERE}/remarks/{answer.number}.1"
    for publish in (False, True):
        assert ((await client.get(address(answer))).status_code == 200) is not publish
        assert (address(answer) in (await client.get(remark)).text) is not publish
        await decide(annex, draft, publish=publish)
        assert ((await client.get(address(answer))).status_code == 200) is publish
        assert (address(answer) in (await client.get(remark)).text) is publish


@pytest.mark.parametrize(
    "publicity", [each for each in Publicity if each is not Publicity.PUBLISHED]
)
async def test_a_file_that_is_not_published_is_nobody_s(
    client: httpx2.AsyncClient, answer: Response, annex: Annex, publicity: Publicity
) -> None:
    await Annex.filter(id=annex.id).update(publicity=publicity)
    assert (await client.get(address(answer))).status_code == 404


async def test_the_files_of_a_withdrawn_response_go_with_it(
    client: httpx2.AsyncClient, draft: Draft, answer: Response, annex: Annex
) -> None:
    assert (await client.get(address(answer))).status_code == 200
    assert await withdraw(answer, consultation=draft.consultation, received_at=NOW, now=NOW)
    assert (await client.get(address(answer))).status_code == 404


@pytest.mark.parametrize("publicity", [Publicity.WAITING, Publicity.WITHHELD])
async def test_a_file_is_public_only_while_some_text_of_its_response_is(
    client: httpx2.AsyncClient, answer: Response, annex: Annex, publicity: Publicity
) -> None:
    own = Remark.filter(response_id=answer.id)
    await own.filter(ordinal=1).update(publicity=publicity)
    assert (await client.get(address(answer))).status_code == 200
    await own.update(publicity=publicity)
    gone = await client.get(address(answer) + "?again")
    assert gone.status_code == 404
    assert annex.name not in gone.text


async def test_the_files_of_what_is_no_response_are_not_public(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    own = Remark.filter(response_id=answer.id)
    await own.filter(ordinal=1).update(standing=Standing.SET_ASIDE)
    assert (await client.get(address(answer))).status_code == 200
    await own.update(standing=Standing.SET_ASIDE)
    assert (await client.get(address(answer) + "?again")).status_code == 404


@pytest.mark.parametrize("change", [{"announced_at": None}, {"slug": "andetsteds"}])
async def test_a_file_is_found_only_in_its_own_consultation_and_while_that_is_public(
    client: httpx2.AsyncClient, draft: Draft, answer: Response, annex: Annex, change: dict[str, str]
) -> None:
    await Consultation.filter(id=draft.consultation.id).update(**change)
    await consultations.consultation(slug="havneplan-2")
    assert (await client.get(address(answer))).status_code == 404
    elsewhere = address(answer).replace("havneplan", "havneplan-2")
    assert (await client.get(elsewhere)).status_code == 404


@pytest.mark.parametrize("numbers", ["1/annexes/2", "9/annexes/1", "999999999999999999/annexes/1"])
async def test_a_number_that_names_no_file_is_a_missing_page(
    client: httpx2.AsyncClient, answer: Response, annex: Annex, numbers: str
) -> None:
    assert (await client.get(f"{HERE}/responses/{numbers}")).status_code == 404


async def test_bytes_that_are_gone_are_a_missing_page(
    client: httpx2.AsyncClient, answer: Response
) -> None:
    lost = await responses.annex(answer, publicity=Publicity.PUBLISHED)
    await responses.public_copy(lost, "1" * 64)
    assert (await client.get(address(answer))).status_code == 404


async def test_nobody_gets_a_file_before_it_is_cleaned(
    client: httpx2.AsyncClient, answer: Response, annex: Annex, db: Settings
) -> None:
    await PublicCopy.all().delete()
    got = await client.get(address(answer))
    assert (got.status_code, got.headers["retry-after"]) == (503, "10")
    assert "Filen bliver gjort klar" in got.text
    assert "no-store" in got.headers["cache-control"]
    copy = FileStore(db.data_dir / "files").save(CONTENT)
    await responses.public_copy(annex, copy)
    assert (await client.get(address(answer))).content == CONTENT


async def test_a_copy_that_names_who_is_anonymous_now_is_nobody_s(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    assert (await client.get(address(answer))).status_code == 200
    await Respondent.filter(id=answer.respondent_id).update(name_withheld=True)
    await cache_version.bump("havneplan")
    assert (await client.get(address(answer))).status_code == 503


async def test_what_cannot_be_cleaned_is_given_as_it_was_sent_once_it_is_published(
    client: httpx2.AsyncClient, answer: Response, annex: Annex
) -> None:
    await PublicCopy.all().update(trouble="encrypted", file="")
    assert (await client.get(address(answer))).content == ORIGINAL


async def test_the_api_gives_the_address_of_each_published_file(
    client: httpx2.AsyncClient, answer: Response, annex: Annex, settings: Settings
) -> None:
    await responses.annex(answer, name=SECRET)
    found = await client.get("/api/v1/consultations/havneplan/remarks")
    assert SECRET not in found.text
    listed = {each["number"]: each["annexes"] for each in found.json()["items"]}
    of_mine = [
        {
            "name": 'svar "æ".pdf',
            "media_type": "application/pdf",
            "left_out": 0,
            "size": 184_320,
            "url": settings.base_url + address(answer),
        }
    ]
    mine, other = answer.number, (answer.number or 0) + 1
    assert listed == {f"{mine}.1": of_mine, f"{mine}.2": of_mine, f"{other}.1": []}
