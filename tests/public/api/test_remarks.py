"""Remarks as data: the public copy of what is published, every piece once, and not one word more."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from consult import cache_version
from consult.documents.section import lasting_id
from consult.responses.publicity import PublicCopy, RemarkState, publish, take_down
from consult.responses.remark import Publicity, Remark, Stance, Standing
from consult.responses.respondent import Respondent, RespondentKind, VerifiedBy
from consult.settings import Settings
from tests.public.api.asking import HERE, get, refused, walk
from tests.support.factories import DAY, NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.queries import queries

LIST = f"{HERE}/remarks"
PUBLISHED = Publicity.PUBLISHED


async def test_a_remark_tells_who_said_what_about_which_words(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    who = await Respondent.create(
        kind=RespondentKind.ORGANISATION, name="Prøve Formand", organisation="Foreningen Prøve",
        verified_by=VerifiedBy.EMAIL,
    )  # fmt: skip
    place = drafts.numbered(draft, "1.1")
    await responses.remark(draft, None, publicity=PUBLISHED)
    made = await responses.remark(
        draft, place, publicity=PUBLISHED, text="Hør nu.", stance=Stance.AGAINST, language="en",
        public_quote="Vandet er", public_proposed_text="Vandet bliver rent.",
        within=await responses.response(draft, respondent=who),
    )  # fmt: skip
    found = await get(client, LIST, "RemarkPage", paragraph=place.identity_id)
    number = f"{(await made.response).number}.1"
    assert found == {
        "items": [
            {
                "number": number,
                "respondent": {"kind": "organisation", "name": "Foreningen Prøve"},
                "verified_by": "email",
                "anchor": {
                    "type": "paragraph",
                    "id": str(place.identity_id),
                    "key": None,
                    "version": 1,
                    "quote": "Vandet er",
                    "quote_language": None,
                    "now": {"type": "paragraph", "id": str(place.identity_id), "key": None},
                },
                "section_id": lasting_id(drafts.keyed(draft, "1-1").identity_id),
                "text": "Hør nu.",
                "proposed_text": "Vandet bliver rent.",
                "stance": "against",
                "language": "en",
                "redacted": False,
                "left_out": [],
                "late": False,
                "annexes": [],
                "points": [],
                "no_point_reason": None,
                "published_at": "2027-03-09T23:00:00Z",
                "updated_at": "2027-03-09T23:00:00Z",
                "html_url": f"{settings.base_url}/consultations/havneplan/remarks/{number}",
            }
        ],
        "next_cursor": None,
    }
    assert (await client.get(found["items"][0]["html_url"])).status_code == 200


async def test_anchors_use_the_ids_of_the_sections(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await responses.remark(draft, drafts.keyed(draft, "1-2"), publicity=PUBLISHED)
    await responses.remark(draft, None, publicity=PUBLISHED)
    items = (await get(client, LIST, "RemarkPage"))["items"]
    section = lasting_id(drafts.keyed(draft, "1-2").identity_id)
    anchors = [each["anchor"] for each in items]
    assert [(each["type"], each["id"], each["key"]) for each in anchors] == [
        ("consultation", None, None),
        ("section", section, "1-2"),
    ]
    assert [(each["now"]["id"], each["now"]["key"]) for each in anchors] == [
        (None, None),
        (section, "1-2"),
    ]
    assert [each["section_id"] for each in items] == [None, section]


async def make_hidden(draft: Draft) -> list[str]:
    """Words that must not come through, one in every state that is not public."""
    place = drafts.numbered(draft, "1.1")
    hidden: list[dict[str, Any]] = [
        {"publicity": Publicity.WAITING},
        {"publicity": Publicity.WITHHELD},
        {"publicity": PUBLISHED, "standing": Standing.SET_ASIDE},
        {"publicity": PUBLISHED, "standing": Standing.WITHDRAWN},
    ]
    words = []
    for number, state in enumerate(hidden):
        word, name = f"Skjulttekst{number}", f"Skjultnavn{number}"
        who = await Respondent.create(
            kind=RespondentKind.CITIZEN, name=name, cvr="13748136", publish_name=True
        )
        answer = await responses.response(draft, respondent=who, email=f"{name}@fjordby.example")
        await responses.remark(draft, place, text=word, within=answer, **state)
        words += [word, name]
    return words


async def test_nothing_that_is_not_public_comes_through_by_text_name_or_count(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    hidden = await make_hidden(draft)
    private = await Respondent.create(
        kind=RespondentKind.CITIZEN, name="Skjultborger", publish_name=False
    )
    withheld_name = await Respondent.create(
        kind=RespondentKind.OTHER, name="Skjultskældsord", publish_name=True, name_withheld=True
    )
    place = drafts.numbered(draft, "1.1")
    for who in (private, withheld_name):
        answer = await responses.response(draft, respondent=who, email="skjultpost@fjordby.example")
        await responses.remark(draft, place, publicity=PUBLISHED, text="Åbent ord.", within=answer)
    await responses.remark(
        draft, place, publicity=Publicity.REDACTED, text="Ring til Skjultnummer.",
        quote="Skjultcitat", public_text="Ring til [telefonnummer].",
    )  # fmt: skip
    paths = ["", "/sections", "/sections/1-1", "/remarks"]
    answers = [(await client.get(HERE + path)) for path in paths]
    assert all(each.status_code == 200 for each in answers)
    text = "".join(each.text for each in answers)
    assert "Ring til [telefonnummer]." in text
    for word in [*hidden, "Skjult", "skjult", "13748136"]:
        assert word not in text
    assert answers[0].json()["remark_count"] == 3
    assert answers[2].json()["remark_count"] == 3
    remarks = answers[3].json()["items"]
    assert [each["respondent"]["name"] for each in remarks[1:]] == [None, None]
    assert [each["redacted"] for each in remarks] == [True, False, False]


async def test_other_consultations_remarks_stay_there(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    other = await drafts.store(await consultations.consultation(slug="anden"))
    await responses.remark(other, None, publicity=PUBLISHED)
    await responses.remark(other, other.paragraphs[0], publicity=PUBLISHED)
    assert (await get(client, LIST, "RemarkPage"))["items"] == []
    theirs = {"paragraph": str(other.paragraphs[0].identity_id)}
    errors = refused(await client.get(LIST, params=theirs), 400, "bad_parameter", "paragraph")
    assert errors[0]["code"] == "unknown"
    section = {"section": lasting_id(other.sections[0].identity_id)}
    refused(await client.get(LIST, params=section), 400, "bad_parameter", "section")


async def test_walking_meets_every_remark_once_newest_first(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = [
        await responses.remark(
            draft, drafts.numbered(draft, "1.1"), publicity=PUBLISHED, text=f"Nummer {n}.",
            published_at=NOW - DAY + (n // 2) * DAY / 100,
        )
        for n in range(11)
    ]  # fmt: skip
    for params in ({}, {"section": "1"}, {"paragraph": str(made[0].paragraph_id)}):
        pieces = await walk(client, LIST, "RemarkPage", limit=4, **params)
        assert [len(piece) for piece in pieces] == [4, 4, 3]
        texts = [each["text"] for piece in pieces for each in piece]
        assert texts == [each.text for each in reversed(made)]


async def test_a_limit_above_two_hundred_gives_two_hundred(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await responses.response(draft)
    for number in range(203):
        await responses.remark(
            draft, None, publicity=PUBLISHED, within=answer, text=f"{number}", ordinal=number + 1
        )
    assert len((await get(client, LIST, "RemarkPage"))["items"]) == 50
    for limit in ("200", "201", "9" * 5000, "000000201"):
        found = await get(client, LIST, "RemarkPage", limit=limit)
        assert len(found["items"]) == 200
        rest = await get(client, LIST, "RemarkPage", limit=limit, cursor=found["next_cursor"])
        assert (len(rest["items"]), rest["next_cursor"]) == (3, None)


@pytest.mark.parametrize("limit", ["0", "-1", "", "1.5", "ti", "١", "1e2", "0x10", "²"])
@pytest.mark.parametrize("path", ["/api/v1/consultations", f"{HERE}/sections", LIST])
async def test_a_limit_that_is_no_number_above_zero_is_named(
    draft: Draft, client: httpx2.AsyncClient, path: str, limit: str
) -> None:
    refused(await client.get(path, params={"limit": limit}), 400, "bad_parameter", "limit")


@pytest.mark.parametrize(
    "cursor", ["", "x", "99", "-", "1-x", "1-" + "9" * 30, "\0", "9" * 5000 + "-1"]
)
@pytest.mark.parametrize("path", ["/api/v1/consultations", f"{HERE}/sections", LIST])
async def test_a_cursor_we_did_not_give_is_named(
    draft: Draft, client: httpx2.AsyncClient, path: str, cursor: str
) -> None:
    refused(await client.get(path, params={"cursor": cursor}), 400, "bad_parameter", "cursor")


@pytest.mark.parametrize(
    ("name", "value"),
    [("section", "9"), ("section", ""), ("section", "\0"), ("paragraph", "x"), ("paragraph", ""),
     ("paragraph", "-1"), ("paragraph", "1" * 20), ("paragraph", "١"), ("paragraph", "1\0"),
     ("paragraph", "9" * 19), ("paragraph", "1" * 13), ("section", "sec_"), ("section", "sec_0"),
     ("section", "sec_01"), ("section", "sec_" + "9" * 18), ("section", "sec_" + "9" * 19), ("section", "sec_x"),
     ("section", "sec_١"), ("section", "x" * 3000)],
)  # fmt: skip
async def test_a_filter_that_cannot_be_is_named(
    draft: Draft, client: httpx2.AsyncClient, name: str, value: str
) -> None:
    refused(await client.get(LIST, params={name: value}), 400, "bad_parameter", name)


async def test_every_parameter_that_cannot_be_used_is_named_at_once(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    wrong = {"limit": "0", "section": "zz", "paragraph": "x", "cursor": "x"}
    refused(await client.get(LIST, params=wrong), 400, "bad_parameter", *wrong)
    for path in ("/api/v1/consultations", f"{HERE}/sections"):
        answer = await client.get(path, params={"limit": "0", "cursor": "x"})
        refused(answer, 400, "bad_parameter", "limit", "cursor")
    await drafts.store(await consultations.consultation(slug="tom"), published=False)
    empty = await client.get("/api/v1/consultations/tom/remarks", params=wrong)
    refused(empty, 400, "bad_parameter", *wrong)


async def test_a_paragraph_nobody_wrote_about_has_an_empty_list(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=PUBLISHED)
    paragraph = drafts.numbered(draft, "1.2").identity_id
    assert (await get(client, LIST, "RemarkPage", paragraph=paragraph))["items"] == []


async def test_both_filters_together_give_what_fits_both(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(draft, "1.1")
    await responses.remark(draft, place, publicity=PUBLISHED, text="Begge.")
    await responses.remark(draft, drafts.keyed(draft, "1"), publicity=PUBLISHED)

    async def both(section: str) -> list[str]:
        params = {"section": section, "paragraph": str(place.identity_id)}
        return [each["text"] for each in (await get(client, LIST, "RemarkPage", **params))["items"]]

    assert await both("1") == ["Begge."]
    assert await both("2") == []


async def test_a_publication_and_a_take_down_show_in_the_next_answer(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await responses.remark(draft, drafts.numbered(draft, "1.1"), text="Straks.")

    async def texts() -> list[str]:
        return [each["text"] for each in (await get(client, LIST, "RemarkPage"))["items"]]

    assert await texts() == []
    await publish(RemarkState.of(made), PublicCopy("Straks.", "", "", False), now=NOW)
    assert await texts() == ["Straks."]
    assert (await get(client, f"{HERE}/sections/1-1", "SectionDetail"))["remark_count"] == 1
    await take_down(RemarkState.of(await Remark.get(id=made.id)), now=NOW)
    assert await texts() == []
    assert (await get(client, f"{HERE}/sections/1-1", "SectionDetail"))["remark_count"] == 0


async def test_the_number_of_queries_does_not_grow_with_the_remarks(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def cost() -> int:
        await cache_version.bump("havneplan")
        with queries() as statements:
            assert (await client.get(LIST)).status_code == 200
        return len(statements)

    await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=PUBLISHED)
    before = await cost()
    for place in draft.paragraphs:
        await responses.remark(draft, place, publicity=PUBLISHED)
    assert await cost() == before
