"""Starting a consultation: made, and its editor's to work on."""

from __future__ import annotations

from datetime import datetime

from consult import database
from consult.consultations.consultation import Consultation
from consult.consultations.creation import KEPT_ADDRESSES, create_consultation
from consult.consultations.slug import slugify, unique_slug
from consult.people.person import Person
from consult.people.role import Role, grant


async def start_consultation(
    *, title: str, slug: str, language: str, person: Person, now: datetime
) -> Consultation:
    """Make it, and its maker an editor of it. ``slug`` "": an address made of the title, that is not taken.

    Raises AddressTaken, ValueError for an address that cannot be.
    """
    async with database.transaction():
        made = await create_consultation(
            slug=slug or await proposed_address(title),
            title=title,
            language=language,
            opens_at=None,
            closes_at=None,
            by=person.actor,
            now=now,
        )
        if not person.has(Role.EDITOR, consultation=made.slug):
            await grant(
                person.account, Role.EDITOR, consultation=made.slug, by=person.actor, now=now
            )
    return made


async def proposed_address(title: str) -> str:
    """An address made of the title, that no consultation has yet."""
    taken = {str(slug) for slug in await Consultation.all().values_list("slug", flat=True)}
    taken |= KEPT_ADDRESSES
    return unique_slug(slugify(title, fallback="hoering"), taken)
