"""What tests of the desk do over and over: fill in a step as an editor would."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.preparation import Preparation

DRAFT = """# Havnen i 2030

Et forord om havnen.

# 1 Vand og bad

Vandet er rent.

Der er to broer.

## Det vil vi

Vi bygger en bro til.

# 2 Kajer

Kajen bruges af mange.
"""


def desk(of: Consultation | str, *rest: str) -> str:
    """An address of the consultation's desk."""
    slug = of if isinstance(of, str) else of.slug
    return "/".join([f"/staff/consultations/{slug}", *rest])


async def upload(
    editor: httpx2.AsyncClient,
    of: Consultation,
    text: str | bytes = DRAFT,
    *,
    name: str = "udkast.md",
    edition: int = 0,
) -> httpx2.Response:
    """Send a file as the consultation's text."""
    content = text.encode() if isinstance(text, str) else text
    return await editor.post(
        desk(of, "text"), data={"edition": str(edition)}, files={"file": (name, content)}
    )


async def preparation_of(of: Consultation) -> Preparation:
    """What its text now is."""
    version = await Version.get(document__consultation_id=of.id)
    return await Preparation.get(version_id=version.id)


async def frame_of(of: Consultation) -> Consultation:
    """The consultation as it is stored now."""
    return await Consultation.get(id=of.id)


async def ready(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """Fill in all that is needed before it can be published."""
    assert (await upload(editor, of)).status_code == 303
    answer = await editor.post(
        desk(of, "summary"),
        data={"edition": str((await frame_of(of)).edition), "summary": "Om havnen."},
    )
    assert answer.status_code == 303
    answer = await editor.post(
        desk(of, "dates"),
        data={
            "edition": str((await frame_of(of)).edition),
            "opens_day": "2020-03-01", "opens_clock": "00.00",
            "closes_day": "2999-04-01", "closes_clock": "23.59",
        },
    )  # fmt: skip
    assert answer.status_code == 303
