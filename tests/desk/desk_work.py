"""What tests of the desk do over and over: fill in a step as an editor would."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.stored_lineage import Lineage
from tests.support.days import LAST_MONTH, NEXT_MONTH, day
from tests.support.factories.consultations import reason, unannounced_consultation

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
    lock_version: int = 0,
) -> httpx2.Response:
    """Send a file as the consultation's text."""
    content = text.encode() if isinstance(text, str) else text
    return await editor.post(
        desk(of, "text"), data={"lock_version": str(lock_version)}, files={"file": (name, content)}
    )


async def preparation_of(of: Consultation) -> Preparation:
    """What its text now is."""
    version = await Version.get(document__consultation_id=of.id)
    return await Preparation.get(version_id=version.id)


async def frame_of(of: Consultation) -> Consultation:
    """The consultation as it is stored now."""
    return await Consultation.get(id=of.id)


async def ready(editor: httpx2.AsyncClient, of: Consultation, text: str = DRAFT) -> None:
    """Fill in all that is needed before it can be published."""
    assert (await upload(editor, of, text)).status_code == 303
    answer = await editor.post(
        desk(of, "summary"),
        data={"lock_version": str((await frame_of(of)).lock_version), "summary": "Om havnen."},
    )
    assert answer.status_code == 303
    answer = await editor.post(
        desk(of, "dates"),
        data={
            "lock_version": str((await frame_of(of)).lock_version),
            "opens_day": day(LAST_MONTH), "opens_clock": "00.00",
            "closes_day": day(NEXT_MONTH), "closes_clock": "23.59",
        },
    )  # fmt: skip
    assert answer.status_code == 303


async def public_with_text(editor: httpx2.AsyncClient, text: str = DRAFT) -> Consultation:
    """A public consultation with this text as version 1."""
    made = await unannounced_consultation(title="Havnen")
    await reason(made)
    await ready(editor, made, text)
    answer = await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    assert answer.status_code == 303
    return await frame_of(made)


async def make_next(
    editor: httpx2.AsyncClient, of: Consultation, text: str | bytes, *, name: str = "2.md"
) -> httpx2.Response:
    """Send a file as the version after the published one."""
    content = text.encode() if isinstance(text, str) else text
    return await editor.post(desk(of, "next"), files={"file": (name, content)})


async def last_version(of: Consultation) -> Version:
    """The newest version of its text, whatever its state."""
    found = await Version.filter(document__consultation_id=of.id).order_by("-number").first()
    assert found is not None
    return found


async def lineage_of(of: Consultation) -> Lineage:
    """What became of the paragraphs in its last version that follows another."""
    rows = Lineage.filter(version__document__consultation_id=of.id)
    return await rows.order_by("-version__number").first() or await rows.get()


async def approve(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """Approve what became of each paragraph, as it is now."""
    lock_version = str((await lineage_of(of)).lock_version)
    answer = await editor.post(
        desk(of, "next", "mapping", "approval"), data={"lock_version": lock_version}
    )
    assert answer.status_code == 303


async def publish_next(
    editor: httpx2.AsyncClient, of: Consultation, *, looked: str = "yes", **more: str
) -> httpx2.Response:
    """Press the button under the checklist; the deadline stays unless something else is said."""
    data = {"looked": looked, "more_time": "stays", **more}
    return await editor.post(desk(of, "next", "publication"), data=data)
