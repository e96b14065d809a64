"""Title, address and language of a consultation, and two editors who change its frame at once."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.people.role import Role, RoleGrant
from tests.desk.desk_work import desk, frame_of
from tests.support.factories import people


async def test_a_new_address_takes_the_roles_with_it(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await people.account(Role.MODERATOR, consultation=blank.slug)
    fields = {
        "title": "Byen",
        "slug": "byen",
        "language": "en",
        "lock_version": str(blank.lock_version),
    }
    assert (await editor.post(desk(blank), data=fields)).status_code == 303
    stored = await frame_of(blank)
    assert (stored.slug, stored.title, stored.language) == ("byen", "Byen", "en")
    assert await RoleGrant.filter(consultation="byen", role=Role.MODERATOR).exists()
    assert not await RoleGrant.filter(consultation="havnen-paa-tvaers").exists()


async def test_two_editors_do_not_overwrite_each_others_frame(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    lock_version = str(blank.lock_version)
    first = {"summary": "Den første tekst.", "lock_version": lock_version}
    assert (await editor.post(desk(blank, "summary"), data=first)).status_code == 303
    for step, fields in (
        ("summary", {"summary": "Den anden tekst."}),
        ("dates", {"opens_day": "2027-03-01", "opens_clock": "10.17"}),
        ("keeping", {"late_policy": "For sent er for sent."}),
        ("", {"title": "En anden titel", "slug": blank.slug, "language": "da"}),
    ):
        answer = await editor.post(
            desk(blank, *([step] if step else [])), data={**fields, "lock_version": lock_version}
        )
        assert answer.status_code == 409, step
        typed = next(iter(fields.values())) if step != "dates" else "10.17"
        assert typed in answer.text
    assert (await frame_of(blank)).summary == "<p>Den første tekst.</p>"
