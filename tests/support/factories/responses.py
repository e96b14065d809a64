"""What people sent: responses with one remark each, in every publicity."""

from __future__ import annotations

import hashlib
from typing import Any

from consult.documents.paragraph import Paragraph
from consult.documents.public_copy import PublicCopy
from consult.documents.section import Section
from consult.responses.annex import Annex
from consult.responses.remark import VISIBLE, AnchorType, Publicity, Remark, Revision, Standing
from consult.responses.respondent import Contact, Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.responses.tally import add_to_tally, key_of
from consult.tokens import hash_token
from moderation.screening import RULES_VERSION
from tests.support.factories import DAY, NOW, serial
from tests.support.factories.documents import Draft


async def response(to: Draft, *, email: str = "", **given: Any) -> Response:
    """A citizen's comment without its remark; ``token-N`` opens its status page, N its number."""
    number, salt = await next_number(to), next(serial)
    respondent = given.pop("respondent", None) or await Respondent.create(
        kind=RespondentKind.CITIZEN, name=f"Prøve Borger {salt}", publish_name=True
    )
    await Contact.create(respondent=respondent, email=email)
    values = {
        "public_id": f"public{salt}",
        "number": number,
        "kind": ResponseKind.COMMENT,
        "received_at": NOW - DAY,
        "stored_at": NOW - DAY,
        "status_token_hash": hash_token(f"token-{number}-{to.consultation.id}"),
        "idempotency_key": f"key-{salt}",
        "body_hash": hashlib.sha256(str(salt).encode()).hexdigest(),
    }
    return await Response.create(
        consultation=to.consultation, respondent=respondent, **{**values, **given}
    )


async def next_number(to: Draft) -> int:
    """Take the consultation's next public number."""
    number = to.consultation.next_number
    to.consultation.next_number = number + 1
    await to.consultation.save(update_fields=["next_number"])
    return number


async def remark(
    to: Draft,
    on: Paragraph | Section | None = None,
    *,
    publicity: Publicity = Publicity.WAITING,
    within: Response | None = None,
    text: str = "",
    **given: Any,
) -> Remark:
    """A remark on a paragraph, a section or the whole; in a response of its own unless ``within``.

    A waiting one stands in the queue, a visible one has its public text, moment and tally.
    """
    text = text or f"En bemærkning, nummer {next(serial)}."
    answer = within or await response(to)
    values: dict[str, Any] = {
        "ordinal": await Remark.filter(response=answer).count() + 1,
        "text": text,
        "queued_at": NOW - DAY if publicity is Publicity.WAITING else None,
        **place_of(to, on),
    }
    if publicity in VISIBLE:
        values |= {"public_revision": 1, "public_text": text, "published_at": NOW - DAY / 2}
    made = await Remark.create(
        consultation=to.consultation, response=answer, version=to.version, publicity=publicity,
        **{**values, **given},
    )  # fmt: skip
    await Revision.create(
        remark=made, number=1, text=text, written_at=NOW - DAY, screened_at=NOW - DAY,
        rules_version=RULES_VERSION,
    )  # fmt: skip
    if publicity in VISIBLE and made.standing is Standing.RECEIVED:
        await count_published(made)
    return made


def place_of(to: Draft, on: Paragraph | Section | None) -> dict[str, Any]:
    """The anchor columns of a remark on this."""
    if on is None:
        return {"anchor_type": AnchorType.CONSULTATION}
    if isinstance(on, Section):
        return {"anchor_type": AnchorType.SECTION, "section_id": on.identity_id}
    around = next(each for each in to.sections if each.id == on.section_id)
    return {
        "anchor_type": AnchorType.PARAGRAPH,
        "section_id": around.identity_id,
        "paragraph_id": on.identity_id,
    }


async def count_published(made: Remark) -> None:
    """Add one to the remark's tally, as the deciding transaction does."""
    await add_to_tally(made.consultation_id, key_of(made), 1)


async def annex(of: Response, **given: Any) -> Annex:
    """The next file of a response, that waits for a decision. Its bytes are nowhere unless given."""
    ordinal = await Annex.filter(response_id=of.id).count() + 1
    values = {
        "ordinal": ordinal,
        "name": f"bilag-{next(serial)}.pdf",
        "media_type": "application/pdf",
        "size": 2048,
        "file_key": "0" * 64,
    }
    return await Annex.create(response_id=of.id, **{**values, **given})


async def public_copy(of: Annex, file: str, **given: Any) -> PublicCopy:
    """A file's public copy as the worker keeps it: the bytes under the key ``file``."""
    answer = await Response.get(id=of.response_id).select_related("respondent")
    counts = dict.fromkeys(("changes", "comments", "removed", "leftovers"), 0)
    values = {"size": 1024, "trouble": "", "made_at": NOW, **counts}
    author = answer.respondent.public_name
    return await PublicCopy.create(
        original=of.file_key, author=author, file=file, **{**values, **given}
    )
