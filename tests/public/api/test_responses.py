"""Sending by program: stored once and whole, never published by itself, refused by name of the field."""

from __future__ import annotations

import asyncio
import copy
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from consult import clock
from consult.access import ACCESS, anyone_without_cookie
from consult.consultations.consultation import Consultation
from consult.mail.outbox import Letter
from consult.people.role import Role
from consult.rate_limit import forget_old_windows
from consult.responses.receipt import response_by_token
from consult.responses.remark import AnchorType, Publicity, Remark, Stance
from consult.responses.respondent import Contact, RespondentKind
from consult.responses.response import Channel, Response, ResponseKind
from consult.settings import Settings
from tests.public.api.asking import HERE, fits, get, refused
from tests.public.responding.conftest import send_comment
from tests.support.factories import DAY, NOW, consultations, drafts, people
from tests.support.factories.documents import Draft
from tests.support.queries import queries
from tests.support.visitors import site, visitor

POST = f"{HERE}/responses"
KEY = "Idempotency-Key"
BODY: dict[str, Any] = {
    "respondent": {"kind": "citizen", "name": "Prøve Person", "email": "prove@fjordby.example"},
    "publish_name": True,
    "remarks": [{"text": "Det er godt.", "stance": "for"}],
}


async def send(
    client: httpx2.AsyncClient, body: Any = BODY, key: str = "a-key", path: str = POST
) -> httpx2.Response:
    return await client.post(path, json=body, headers={KEY: key})


async def send_raw(client: httpx2.AsyncClient, content: bytes, **headers: str) -> httpx2.Response:
    given = {KEY: "a-key", "content-type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(POST, content=content, headers=given)


def but(path: str, value: Any) -> dict[str, Any]:
    """The body with one field set ("remarks.0.text")."""
    body = copy.deepcopy(BODY)
    here: Any = body
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        here = here[step]
    here[last] = value
    return body


async def test_a_response_is_stored_waits_and_gets_a_number_and_a_secret_link(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    place = drafts.numbered(draft, "1.1")
    body = {
        **BODY,
        "respondent": {
            "kind": "organisation", "name": "Prøve Formand", "email": "post@forening.example",
            "organisation": "Foreningen Prøve", "cvr": "13 74 81 36",
        },
        "language": "en",
        "remarks": [
            {"anchor": {"type": "consultation", "id": "havneplan"}, "text": "Tak.", "stance": "neutral"},
            {"anchor": {"type": "section", "id": "1-2"}, "text": "Nej.", "stance": "against"},
            {
                "anchor": {"type": "paragraph", "id": str(place.identity_id), "quote": "er rent"},
                "text": "Linje et\r\nlinje to\u202e", "proposed_text": "Vandet bliver rent.",
            },
        ],
    }  # fmt: skip
    answer = await send(client, body)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store, private"
    receipt = answer.json()
    fits(receipt, "Receipt")
    assert receipt["number"] == "1"
    link = f"{settings.base_url}/receipts/"
    assert receipt["status_url"].startswith(link)

    stored = await response_by_token(receipt["status_url"].removeprefix(link))
    assert stored is not None
    assert (stored.number, stored.kind, stored.channel) == (1, ResponseKind.FORMAL, Channel.API)
    assert (stored.received_at, stored.language) == (NOW, "en")
    who = stored.respondent
    assert (who.kind, who.organisation) == (RespondentKind.ORGANISATION, "Foreningen Prøve")
    assert (who.cvr, who.publish_name) == ("13748136", True)
    assert (await Contact.get(respondent=who)).email == "post@forening.example"
    remarks = await Remark.filter(response=stored).order_by("ordinal")
    assert [each.anchor_type for each in remarks] == list(AnchorType)
    assert [each.stance for each in remarks] == [Stance.NEUTRAL, Stance.AGAINST, Stance.NEUTRAL]
    assert remarks[1].section_id == drafts.keyed(draft, "1-2").identity_id
    assert (remarks[2].paragraph_id, remarks[2].quote) == (place.identity_id, "er rent")
    assert remarks[2].text == "Linje et\nlinje to"
    assert {each.publicity for each in remarks} == {Publicity.WAITING}
    assert all(each.queued_at for each in remarks)
    assert (await get(client, f"{HERE}/remarks", "RemarkPage"))["items"] == []
    assert (await get(client, HERE, "ConsultationDetail"))["remark_count"] == 0


async def test_the_least_one_can_send_is_a_name_and_a_word(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    body = {"respondent": {"kind": "other", "name": "P"}, "remarks": [{"text": "Ja"}]}
    assert (await send(client, body)).status_code == 201
    stored = await Response.get().select_related("respondent")
    assert (stored.kind, stored.respondent.publish_name) == (ResponseKind.COMMENT, False)
    remark = await Remark.get()
    assert (remark.anchor_type, remark.stance) == (AnchorType.CONSULTATION, Stance.NEUTRAL)
    assert await Letter.all().count() == 0


async def test_null_is_the_same_as_nothing(draft: Draft, client: httpx2.AsyncClient) -> None:
    body = {
        "respondent": {
            "kind": "citizen", "name": "P", "email": None, "organisation": None, "cvr": None
        },
        "remarks": [
            {"anchor": {"type": "consultation", "id": None, "quote": None}, "text": None,
             "proposed_text": "Nye ord."}
        ],
    }  # fmt: skip
    assert (await send(client, body)).status_code == 201


async def test_the_same_again_gives_the_first_receipt_and_stores_nothing(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    first, again = await send(client), await send(client)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    assert (await Response.all().count(), await Letter.all().count()) == (1, 1)
    assert (await send(client, key="another")).json()["number"] == "2"


async def test_fifty_at_once_with_one_key_store_one_response(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answers = await asyncio.gather(*(send(client) for _ in range(50)))
    assert sorted(each.status_code for each in answers) == [200] * 49 + [201]
    assert len({each.content for each in answers}) == 1
    assert await Response.all().count() == 1


async def test_the_same_key_with_another_body_is_refused_and_the_first_stands(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await send(client)
    refused(await send(client, but("remarks.0.text", "Andet.")), 422, "key_reused", KEY)
    assert [each.text for each in await Remark.all()] == ["Det er godt."]


async def test_a_key_belongs_to_its_consultation(draft: Draft, client: httpx2.AsyncClient) -> None:
    await drafts.store(await consultations.consultation(slug="anden"))
    assert (await send(client)).status_code == 201
    other = await send(client, path="/api/v1/consultations/anden/responses")
    assert other.status_code == 201


@pytest.mark.parametrize("key", [None, "", "x" * 201, "with space", "ø"])
async def test_a_missing_or_unusable_key_is_named(
    draft: Draft, client: httpx2.AsyncClient, key: str | None
) -> None:
    headers: dict[bytes, bytes] = {} if key is None else {KEY.encode(): key.encode()}
    answer = await client.post(POST, json=BODY, headers=headers)
    refused(answer, 400, "bad_parameter", KEY)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("respondent", None, "type"), ("respondent", [], "type"), ("respondent.kind", "robot", "invalid"),
        ("respondent.kind", 1, "invalid"), ("respondent.kind", ["citizen"], "invalid"),
        ("respondent.name", "", "required"), ("respondent.name", " \t", "required"),
        ("respondent.name", None, "type"), ("respondent.name", "x" * 201, "too_long"),
        ("respondent.email", "nobody", "invalid"), ("respondent.email", "a@b.dk\nBcc: c@d.dk", "invalid"),
        ("respondent.email", {}, "type"), ("respondent.cvr", "12345678", "invalid"),
        ("respondent.cvr", 13748136, "type"), ("respondent.organisation", False, "type"),
        ("publish_name", "yes", "type"), ("publish_name", 1, "type"), ("publish_name", None, "type"),
        ("language", "xx", "invalid"), ("language", None, "invalid"),
        ("remarks", [], "required"), ("remarks", {}, "type"), ("remarks", None, "type"),
        ("remarks", [{"text": "x"}] * 101, "too_many"),
        ("remarks.0", "Ja", "type"), ("remarks.0", None, "type"), ("remarks.0", [], "type"),
        ("remarks.0.text", "", "required"), ("remarks.0.text", "\0\u202e ", "required"),
        ("remarks.0.text", 7, "type"), ("remarks.0.text", "x" * 20_001, "too_long"),
        ("remarks.0.proposed_text", ["x"], "type"), ("remarks.0.stance", "maybe", "invalid"),
        ("remarks.0.stance", None, "invalid"), ("remarks.0.anchor", None, "type"),
    ],
)  # fmt: skip
async def test_a_wrong_field_is_named_and_nothing_is_stored(
    draft: Draft, client: httpx2.AsyncClient, path: str, value: Any, code: str
) -> None:
    (error,) = refused(await send(client, but(path, value)), 422, "invalid", path)
    assert error["code"] == code
    assert error["message"]
    assert await Response.all().count() == 0


@pytest.mark.parametrize(
    ("anchor", "field", "code"),
    [
        ({"type": "section", "id": "9-9"}, "", "unknown"),
        ({"type": "section", "id": "1\0"}, None, None),
        ({"type": "section", "id": ""}, "", "unknown"),
        ({"type": "section"}, ".id", "required"),
        ({"type": "paragraph", "id": None}, ".id", "type"),
        ({"type": "paragraph", "id": 1}, ".id", "type"),
        ({"type": "paragraph", "id": "9" * 18}, "", "unknown"),
        ({"type": "paragraph", "id": "9" * 121}, ".id", "too_long"),
        ({"type": "paragraph", "id": "1-1"}, "", "unknown"),
        ({"type": "page", "id": "1"}, ".type", "invalid"),
        ({"id": "1"}, ".type", "required"),
        ({"type": "consultation", "quote": "ord"}, ".quote", "not_found"),
    ],
)
async def test_an_anchor_must_be_in_the_text(
    draft: Draft, client: httpx2.AsyncClient, anchor: Any, field: str | None, code: str | None
) -> None:
    answer = await send(client, but("remarks.0.anchor", anchor))
    if field is None:  # what no text may contain is left out, and the rest names a section
        assert answer.status_code == 201
        return
    name = "remarks.0.quote" if field == ".quote" else f"remarks.0.anchor{field}"
    (error,) = refused(answer, 422, "invalid", name)
    assert error["code"] == code


async def test_anothers_paragraph_is_no_anchor(draft: Draft, client: httpx2.AsyncClient) -> None:
    other = await drafts.store(await consultations.unannounced_consultation(slug="anden"))
    anchor = {"type": "paragraph", "id": str(other.paragraphs[0].identity_id)}
    refused(await send(client, but("remarks.0.anchor", anchor)), 422, "invalid", "remarks.0.anchor")


async def test_every_wrong_field_is_named_at_once(draft: Draft, client: httpx2.AsyncClient) -> None:
    body = but("respondent.name", 1) | {
        "remarks": [{"stance": "x"}, {"text": 1}],
        "publish_name": 0,
    }
    fields = ["respondent.name", "remarks.0.stance", "remarks.1.text", "publish_name"]
    fields += ["remarks.0.text"]  # a remark without words, which only the whole of it can tell
    refused(await send(client, body), 422, "invalid", *fields)


async def test_a_field_the_api_does_not_know_is_not_dropped_in_silence(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    refused(
        await send(client, but("remarks.0.propsed_text", "x")),
        422,
        "invalid",
        "remarks.0.propsed_text",
    )
    hostile = json.dumps(but("\ud800" + "x" * 5000, 1)).encode()
    refused(await send_raw(client, hostile), 422, "invalid", "x" * 40)
    many = BODY | {f"field{n}": n for n in range(5000)}
    assert len((await send(client, many)).json()["errors"]) == 50


async def test_what_is_wrong_is_said_in_the_language_of_the_response(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    wrong = but("remarks.0.text", "")
    said = [
        (await send(client, wrong | {"language": each})).json()["errors"][0]["message"]
        for each in ("da", "en", "ar")
    ]
    assert said[1] == "Write your remark."
    assert len(set(said)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[", b"nul", b"\xff\xfe", b"\xff", '{"a": 1}'.encode("utf-16"), b'{"a": NaN}',
        b'{"a": -Infinity}', b'{"a": 1, "a": 2}', b"[" * 100_000, b'{"a":' * 100_000, b"\0", b"1" * 10_000,
        b'{"respondent": {"name": "A", "name": "B"}}', b"\xef\xbb\xbf{}", b"{'a': 1}", b'{"a": "\n"}',
    ],
    ids=range(18),
)  # fmt: skip
async def test_a_body_that_cannot_be_read_is_no_fault_of_ours(
    draft: Draft, client: httpx2.AsyncClient, content: bytes
) -> None:
    refused(await send_raw(client, content), 400, "malformed", "body")


@pytest.mark.parametrize("content", [b"null", b"[]", b'"x"', b"1", b"true", b"[[[[[[1]]]]]]"])
async def test_a_body_that_is_no_object_is_named(
    draft: Draft, client: httpx2.AsyncClient, content: bytes
) -> None:
    refused(await send_raw(client, content), 422, "invalid", "body")


async def test_half_characters_and_control_characters_leave_the_rest_whole(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    raw = json.dumps(but("remarks.0.text", "A\0\ud800B\u202eC\x07"), ensure_ascii=True)
    assert (await send_raw(client, raw.encode())).status_code == 201
    assert (await Remark.get()).text == "ABC"


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/json; charset=iso-8859-1", "text/json", "application/jsonp"],
)  # fmt: skip
async def test_only_json_is_taken(
    draft: Draft, client: httpx2.AsyncClient, media_type: str
) -> None:
    content = json.dumps(BODY).encode()
    refused(
        await send_raw(client, content, content_type=media_type),
        415, "unsupported_media_type", "Content-Type",
    )  # fmt: skip
    assert await Response.all().count() == 0


async def test_json_in_utf_8_may_say_so(draft: Draft, client: httpx2.AsyncClient) -> None:
    content = json.dumps(BODY).encode()
    answer = await send_raw(client, content, content_type='Application/JSON; charset="UTF-8"')
    assert answer.status_code == 201
    squeezed = await send_raw(client, content, content_encoding="gzip")
    refused(squeezed, 415, "unsupported_media_type", "Content-Encoding")


async def test_five_megabytes_are_too_large_said_or_not(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    large = json.dumps(but("remarks.0.text", "x" * 5_000_000)).encode()
    refused(await send_raw(client, large), 413, "too_large", "body")

    async def dribble() -> Any:
        for start in range(0, len(large), 65536):
            yield large[start : start + 65536]

    headers = {KEY: "a-key", "content-type": "application/json"}
    refused(await client.post(POST, content=dribble(), headers=headers), 413, "too_large", "body")


@pytest.mark.parametrize(
    "period",
    [
        {"closes_at": NOW - 2 * DAY},
        {"opens_at": NOW + DAY},
        {"closes_at": NOW - DAY / 8640000, "late_days": 0},
    ],
)
async def test_outside_the_period_nothing_is_taken(
    draft: Draft, client: httpx2.AsyncClient, period: dict[str, Any]
) -> None:
    await drafts.store(await consultations.consultation(slug="anden", **period))
    answer = await send(client, path="/api/v1/consultations/anden/responses")
    refused(answer, 409, "not_open")
    assert await Response.all().count() == 0


async def test_a_retry_after_closing_finds_what_was_stored_before(
    draft: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await send(client)
    monkeypatch.setattr(clock, "now", lambda: NOW + 30 * DAY)
    again = await send(client)
    assert (again.status_code, again.content) == (200, first.content)
    refused(await send(client, key="a-new-one"), 409, "not_open")


async def test_a_consultation_nobody_may_know_of_is_missing(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await drafts.store(await consultations.unannounced_consultation(slug="hemmelig"))
    secret = await send(client, path="/api/v1/consultations/hemmelig/responses")
    missing = await send(client, path="/api/v1/consultations/findes-ikke/responses")
    refused(secret, 404, "not_found")
    assert secret.content == missing.content


async def test_over_the_limit_one_is_told_when_to_go_on(draft: Draft, settings: Settings) -> None:
    strict = replace(settings, submissions_per_minute=2)
    async with (
        site(strict) as app,
        visitor(app, strict) as here,
        visitor(app, strict, address="198.51.100.7") as there,
    ):
        answers = [await send(here, key=f"key-{number}") for number in range(3)]
        assert [each.status_code for each in answers[:2]] == [201, 201]
        refused(answers[2], 429, "too_many")
        assert 1 <= int(answers[2].headers["retry-after"]) <= 61
        assert await Response.all().count() == 2
        assert (await send(there, key="key-2")).status_code == 201


async def test_a_day_s_work_can_be_sent_but_not_a_flood(
    draft: Draft, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = replace(settings, submissions_per_minute=2, submissions_per_day=3)
    async with site(strict) as app, visitor(app, strict) as here:
        statuses = []
        for number in range(5):
            now = NOW + number * timedelta(minutes=1)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            statuses.append((await send(here, key=f"key-{number}")).status_code)
        assert statuses == [201, 201, 201, 429, 429]
        refusal = await send(here, key="another")
        assert int(refusal.headers["retry-after"]) > 3600
        await send_comment(here, "/consultations/havneplan/comment")
        await forget_old_windows(NOW + timedelta(hours=3))
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=3))
        refused(await send(here, key="hours later"), 429, "too_many")
        monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
        await consultations_open_until(NOW + 3 * DAY)
        assert (await send(here, key="tomorrow")).status_code == 201


async def consultations_open_until(moment: datetime) -> None:
    await Consultation.all().update(closes_at=moment)


async def test_what_is_sent_again_is_neither_counted_nor_refused(
    draft: Draft, settings: Settings
) -> None:
    strict = replace(settings, submissions_per_minute=2, submissions_per_day=2)
    async with site(strict) as app, visitor(app, strict) as here:
        first = await send(here, key="first")
        for _ in range(5):
            again = await send(here, key="first")
            assert (again.status_code, again.content) == (200, first.content)
        assert (await send(here, key="second")).status_code == 201
        refused(await send(here, key="third"), 429, "too_many")
        assert (await send(here, key="first")).status_code == 200
        refused(
            await send(here, but("remarks.0.text", "Nej."), key="first"), 422, "key_reused", KEY
        )


async def test_an_organisation_can_say_that_it_has_no_remarks(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    who = {"kind": "organisation", "name": "Prøve Formand", "organisation": "Foreningen Prøve"}
    said = {"respondent": who, "no_remarks": True}
    assert (await send(client, said)).status_code == 201
    stored = await Response.get()
    assert (stored.kind, stored.no_remarks) == (ResponseKind.FORMAL, True)
    assert await Remark.all().count() == 0
    both = {**said, "remarks": [{"text": "Dog."}]}
    refused(await send(client, both, key="both"), 422, "invalid", "no_remarks")
    nobody = {"respondent": {"kind": "citizen", "name": "P"}, "no_remarks": True}
    refused(await send(client, nobody, key="x"), 422, "invalid", "respondent.organisation")
    nothing = {"respondent": who}
    refused(await send(client, nothing, key="y"), 422, "invalid", "remarks")


async def test_no_cookie_is_read_and_no_browser_check_asked(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    assert {ACCESS[name] for name in ACCESS if name.startswith("api_")} == {anyone_without_cookie}
    with queries() as plain:
        await send(client, key="first")
    await people.sign_in(client, await people.account(Role.ADMIN), settings)
    client.headers["sec-fetch-site"] = "cross-site"
    with queries() as signed_in:
        answer = await send(client, key="second")
    assert answer.status_code == 201
    assert "set-cookie" not in answer.headers
    assert len(signed_in) == len(plain)
    assert not [each for each in signed_in.all if "session" in each.lower()]
