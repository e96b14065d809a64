"""All that is wrong with a sent response is named in one answer, in the language of the response."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest

from consult.responses.response import Response
from tests.public.api.asking import HERE, refused
from tests.support.factories import drafts
from tests.support.factories.documents import Draft

POST = f"{HERE}/responses"
RIGHT: dict[str, Any] = {"text": "Det er godt.", "stance": "for"}
# Wrong in every way at once; remarks 3 and 7 have several faults each, those beside them none.
WRONG: dict[str, Any] = {
    "respondent": {
        "kind": "robot", "name": 7, "email": "nobody", "cvr": "12345678", "phone": "12 34 56 78",
    },
    "remarks": [
        RIGHT, RIGHT, RIGHT,
        {"text": ["x"], "stance": "maybe", "anchor": {"type": "page", "id": "9" * 121, "version": 0}},
        RIGHT,
        {"text": " "},
        {"text": "", "anchor": {"type": "section", "id": "9-9"}},
        {"text": "x" * 20_001, "propsed_text": "y", "anchor": {"type": "section"}},
    ],
    "publish_name": "yes",
    "colour": "red",
}  # fmt: skip
NAMED = {
    ("colour", "unknown"),
    ("respondent.phone", "unknown"),
    ("respondent.kind", "invalid"),
    ("respondent.name", "type"),
    ("respondent.email", "invalid"),
    ("respondent.cvr", "invalid"),
    ("remarks.3.text", "type"),
    ("remarks.3.stance", "invalid"),
    ("remarks.3.anchor.type", "invalid"),
    ("remarks.3.anchor.id", "too_long"),
    ("remarks.3.anchor.version", "type"),
    ("remarks.5.text", "required"),
    ("remarks.6.anchor", "unknown"),
    ("remarks.6.text", "required"),
    ("remarks.7.propsed_text", "unknown"),
    ("remarks.7.text", "too_long"),
    ("remarks.7.anchor.id", "required"),
    ("publish_name", "type"),
}


async def errors_of(client: httpx2.AsyncClient, body: Any) -> list[dict[str, str]]:
    answer = await client.post(POST, json=body, headers={"Idempotency-Key": "a-key"})
    assert answer.status_code == 422, answer.text
    fields = [each["field"] for each in answer.json()["errors"]]
    errors = refused(answer, 422, "invalid", *fields)
    assert await Response.all().count() == 0
    return errors


async def named(client: httpx2.AsyncClient, body: Any) -> list[tuple[str, str]]:
    return [(each["field"], each["code"]) for each in await errors_of(client, body)]


async def test_all_that_is_wrong_is_named_at_once_and_each_fault_once(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    found = await named(client, WRONG)
    assert set(found) == NAMED
    assert len(found) == len(NAMED)


async def test_what_is_missing_is_named_with_what_is_wrong_elsewhere(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    assert await named(client, {"remarks": [{"text": ""}]}) == [
        ("respondent", "required"),
        ("remarks.0.text", "required"),
    ]
    assert await named(client, {"respondent": {"email": "nobody"}}) == [
        ("respondent.kind", "required"),
        ("respondent.name", "required"),
        ("respondent.email", "invalid"),
        ("remarks", "required"),
    ]


@pytest.mark.parametrize(
    ("part", "only"),
    [
        # An organisation must be named, but this may not be one.
        ({"respondent": {"kind": "robot", "name": "P"}}, "respondent.kind"),
        # One of the two texts must be there, and one is, though of the wrong kind.
        ({"remarks": [{"text": "", "proposed_text": 1}]}, "remarks.0.proposed_text"),
        # Whether the quoted words are there cannot be judged without the paragraph.
        (
            {"remarks": [{**RIGHT, "anchor": {"type": "page", "quote": "ord"}}]},
            "remarks.0.anchor.type",
        ),
        (
            {"remarks": [{**RIGHT, "anchor": {"type": "paragraph", "quote": "ord"}}]},
            "remarks.0.anchor.id",
        ),
        # Of too many nobody asks what each says.
        ({"remarks": [{"text": ""}] * 101}, "remarks"),
    ],
)
async def test_a_fault_that_follows_from_another_is_not_named(
    draft: Draft, client: httpx2.AsyncClient, part: dict[str, Any], only: str
) -> None:
    right = {"respondent": {"kind": "citizen", "name": "P"}, "remarks": [RIGHT]}
    assert [field for field, _ in await named(client, right | part)] == [only]


async def test_every_message_comes_in_the_language_of_the_response(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    said = {
        code: [each["message"] for each in await errors_of(client, WRONG | {"language": code})]
        for code in ("da", "en", "ar")
    }
    assert "Must be text." in said["en"]
    assert "Skal være tekst." in said["da"]
    for danish, english, arabic in zip(said["da"], said["en"], said["ar"], strict=True):
        assert len({danish, english, arabic}) == 3
    # Whoever names no language of ours is answered in Danish.
    for language in ("xx", 1, ["en"], None):
        messages = [
            each["message"] for each in await errors_of(client, WRONG | {"language": language})
        ]
        assert set(said["da"]) < set(messages)


async def test_a_whole_number_may_be_written_with_a_point(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(draft, "1.1")
    anchor = {"type": "paragraph", "id": str(place.identity_id), "version": "VERSION"}
    body = {
        "respondent": {"kind": "citizen", "name": "P"},
        "remarks": [{**RIGHT, "anchor": anchor}],
    }
    text = httpx2.Request("POST", POST, json=body).content.decode()
    headers = {"Idempotency-Key": "a-key", "content-type": "application/json"}
    for written, status in (("1.5", 422), ("1e400", 422), ("1.0", 201)):
        sent = text.replace('"VERSION"', written).encode()
        assert (await client.post(POST, content=sent, headers=headers)).status_code == status


async def test_the_most_that_may_be_sent_is_refused_as_fast_as_it_is_read(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    many = [
        {"respondent": {"kind": "citizen", "name": "P"}, "remarks": [{"text": ""}] * 100}
        | {f"f{n}": n for n in range(60_000)},
        {"respondent": {"kind": "citizen", "name": "P"}, "remarks": [{"x": 1}] * 80_000},
        {"respondent": {"." * 900_000: 1}, "remarks": [{"text": ""}] * 100},
    ]
    for body in many:
        started = time.process_time()
        assert len(await errors_of(client, body)) <= 50
        assert time.process_time() - started < 2
