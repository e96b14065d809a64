"""Anchors as programs send them: a section's key without a version is taken only where it never meant another section.

A page says which version it shows, a program's note of a key does not: the key may be from a version before the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consult.documents.current_version import published_versions
from consult.documents.key_meanings import NO_MEANINGS, KeyMeanings, key_meanings
from consult.documents.section import identity_in, lasting_id
from consult.responses.anchor import Anchor, ResolvedAnchor, anchor_resolver
from consult.responses.remark import AnchorType


async def resolve_sent_anchors(
    consultation_id: int, anchors: Iterable[Anchor]
) -> dict[Anchor, ResolvedAnchor]:
    """Those of the anchors that exist, see ``AnchorResolver.resolve``; none before a version is published.

    One whose key has meant several sections has these as ``candidates`` and no target. Two queries more than
    ``resolve_anchors`` where there is a key without a version.
    """
    resolver = await anchor_resolver(consultation_id)
    if resolver is None:
        return {}
    sent = set(anchors)
    meanings = await _meanings(consultation_id, sent)
    meant = {each: _meant(each, meanings.get(each, NO_MEANINGS)) for each in sent}
    resolved = await resolver.resolve(meant.values())
    unclear = ResolvedAnchor(Anchor(AnchorType.SECTION, ""), resolver.versions[0].id)
    return {
        **{
            each: replace(resolved[anchor], anchor=each)
            for each, anchor in meant.items()
            if anchor in resolved
        },
        **{
            each: replace(unclear, anchor=each, candidates=of.sections)
            for each, of in meanings.items()
            if of.is_ambiguous
        },
    }


async def _meanings(consultation_id: int, sent: Iterable[Anchor]) -> dict[Anchor, KeyMeanings]:
    """What the key of each anchor that is a key alone has meant."""
    bare = [each for each in sent if _is_bare_key(each)]
    if not bare:
        return {}
    versions = await published_versions(consultation_id)
    found = await key_meanings(versions, {each.ref for each in bare})
    return {each: found.get(each.ref, NO_MEANINGS) for each in bare}


def _is_bare_key(anchor: Anchor) -> bool:
    is_key = anchor.type is AnchorType.SECTION and identity_in(anchor.ref) is None
    return is_key and anchor.version is None


def _meant(anchor: Anchor, meanings: KeyMeanings) -> Anchor:
    """The anchor by the lasting id of the one section it can mean; as it is where there is no such."""
    if meanings.is_ambiguous:
        # In no version: it must not be looked up by what the key means today.
        return anchor._replace(version=0)
    return anchor._replace(ref=lasting_id(meanings.only)) if meanings.only else anchor
