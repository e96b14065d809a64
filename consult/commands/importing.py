"""``consult import``: read a draft and say what is in it, or store it as a consultation nobody can see yet."""

from __future__ import annotations

import argparse
import asyncio
import json

from consult import audit, clock
from consult.commands.installation import chosen_settings, opened
from consult.commands.trouble import Trouble
from consult.importing import Draft, ImportRefused, as_json, read_draft


def run(arguments: argparse.Namespace) -> int:
    """Raises Trouble when the file is missing or refused, with the reason."""
    if not arguments.file.is_file():
        raise Trouble(f"There is no file {arguments.file}.")
    try:
        draft = read_draft(arguments.file, empty_links=arguments.empty_links)
    except ImportRefused as refusal:
        raise Trouble(refusal.message) from refusal
    slug = None if arguments.dry_run else asyncio.run(_store(draft, arguments))
    if arguments.json:
        print(json.dumps(as_json(draft), ensure_ascii=False, indent=1))
    else:
        _tell(draft, slug)
    return 0


def _tell(draft: Draft, slug: str | None) -> None:
    print(draft.title)
    for section in draft.sections:
        heading = f"{section.number} {section.title}" if section.number else section.title
        print(f"{'  ' * section.level}{heading}  ({len(section.paragraphs)} paragraphs)")
    for warning in draft.warnings:
        print(f"Look at {warning.where or 'the whole file'}: {warning.message}")
    if slug:
        print(f"Stored as the consultation {slug}. Nobody outside can see it yet.")


async def _store(draft: Draft, arguments: argparse.Namespace) -> str:
    """The new consultation's slug."""
    from consult.consultations.consultation import Consultation
    from consult.consultations.creation import create_consultation
    from consult.consultations.slug import slugify, unique_slug
    from consult.documents.drafting.first_version import store_draft
    from consult.documents.pictures import keep_pictures
    from consult.files import FileStore

    chosen, now = chosen_settings(), clock.now()
    async with opened(chosen):
        taken = {str(slug) for slug in await Consultation.all().values_list("slug", flat=True)}
        consultation = await create_consultation(
            slug=unique_slug(slugify(draft.title, fallback="hearing"), taken),
            title=draft.title[:300],
            opens_at=None,
            closes_at=None,
            by=audit.SYSTEM,
            now=now,
        )
        files = FileStore(chosen.data_dir / "files")
        keep_pictures(draft, files)
        await store_draft(
            draft,
            consultation=consultation,
            by=audit.SYSTEM,
            now=now,
            source_name=arguments.file.name,
            source_file=files.save(arguments.file.read_bytes()),
        )
    return consultation.slug
